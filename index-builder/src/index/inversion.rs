//! From articles to words: in which articles each stands, how much it counts there, and where.

use compact_str::CompactString;
use dalil::format::folding::Folding;
use dalil::format::postings::{PositionList, PostingList};
use dalil::format::weight;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_128;

use super::CompileError;
use super::articles::Articles;
use super::chunk::{self, Chunk, Token, Usage, WHOLE};
use super::language::Language;
use super::written::{self, Gathering};
use crate::article::Article;
use crate::cache::Keeping;
use crate::config::settings::Ranking;
use crate::understanding::language::Passage;

/// BM25's b for the short fields: how much longer ones are held back.
const LENGTH_NORM: f64 = 0.75;
/// A text is held back as one of at least this part of the average length: very short ones would come first for everything.
const SHORTEST: f64 = 0.25;

/// How much a word counts by where it stands, in the order in which places are counted: title, byline, text, captions.
pub(super) type FieldWeights = [f64; FIELDS];
/// Where the keeper says nothing.
pub(super) const FIELD_WEIGHTS: FieldWeights = [2.5, 1.0, 1.0, 0.5];
pub(super) const FIELDS: usize = 4;
pub(super) const TITLE: usize = 0;
const BYLINE: usize = 1;
const CAPTIONS: usize = 3;
/// The place of the text among them.
pub(super) const TEXT: usize = 2;

/// The weights that the keeper wants.
pub(super) fn field_weights(ranking: &Ranking) -> FieldWeights {
    let wanted = [ranking.title, ranking.byline, ranking.text, ranking.captions];
    std::array::from_fn(|field| wanted[field].unwrap_or(FIELD_WEIGHTS[field]))
}

/// What the weight of a word in an article depends on beside the article.
pub(super) struct Norms {
    averages: Averages,
    /// See [`Inverted::average`].
    average: u32,
    pub(super) weights: FieldWeights,
}

impl Norms {
    /// For so many articles; `lengths` are what [`lengths`] says of all of them.
    pub(super) fn new(lengths: &[Lengths], articles: usize, weights: FieldWeights) -> Self {
        let (averages, average) = averages(lengths, articles);
        Self { averages, average: average as u32, weights }
    }

    /// How much each field of an article is held back whose fields have so many words.
    pub(super) fn of(&self, lengths: &[u32; FIELDS]) -> [f64; FIELDS] {
        std::array::from_fn(|field| {
            let length = f64::from(lengths[field]) / self.averages[field];
            if field == TEXT { text_norm(length) } else { 1.0 - LENGTH_NORM + LENGTH_NORM * length }
        })
    }
}

/// The words of all articles.
#[derive(Default)]
pub(super) struct Inverted {
    /// Where among the words each folded form is.
    pub(super) index: FxHashMap<CompactString, u32>,
    pub(super) words: Vec<Word>,
    /// The languages of all articles; words refer to them by index.
    pub(super) languages: Vec<Language>,
    /// The average number of words of an article, in steps.
    pub(super) average: u32,
}

/// One folded form and where it stands.
#[derive(Default)]
pub(super) struct Word {
    pub(super) postings: PostingList,
    pub(super) positions: PositionList,
    /// In how many articles of which language it is written how; in how many as a name.
    pub(super) usage: Usage,
}

/// Average length of each field in words, over the articles that have it.
type Averages = [f64; FIELDS];

/// Inverts all articles. How they write their words is gathered beside it, since reading them once more costs more than that.
pub(super) fn invert(
    articles: &Articles<'_>,
    norms: &Norms,
    folding: &Folding,
    kept: &Keeping,
    gathering: &mut Gathering,
) -> Result<Inverted, CompileError> {
    let tags = articles.tags();
    let read = |articles: &[Article], passages: &[&[Passage]]| {
        (chunk::read(articles, passages, norms, folding), written::look(articles, folding))
    };
    let mut inverted = Inverted { average: norms.average, ..Inverted::default() };
    let take = |(chunk, found), numbers: &[u32]| {
        inverted.add(chunk, numbers, &tags);
        gathering.take(found);
    };
    articles.in_order_kept(kept, grounds(norms), read, take)?;
    inverted.words.par_iter_mut().for_each(|word| {
        word.postings.shrink_to_fit();
        word.positions.shrink_to_fit();
    });
    inverted.languages = tags.iter().map(|tag| Language::new(tag, folding)).collect();
    Ok(inverted)
}

/// What the words of articles follow from, beside the articles and the code. The folding table is none of it: how a character that occurs is
/// folded, no other changes.
fn grounds(norms: &Norms) -> u128 {
    let numbers = [norms.averages, norms.weights].map(|numbers| numbers.map(f64::to_bits));
    xxh3_128(serde_json::json!(numbers).to_string().as_bytes())
}

impl Inverted {
    /// Adds the words of later articles, which have these document numbers; `tags` are all languages, in order.
    fn add(&mut self, mut chunk: Chunk, numbers: &[u32], tags: &[&str]) {
        let of_tag = |tag: &CompactString| tags.binary_search(&tag.as_str()).unwrap_or_default();
        let languages: Vec<u16> =
            chunk.languages.iter().map(|tag| u16::try_from(of_tag(tag)).unwrap_or_default()).collect();
        for ((language, _), _) in chunk.words.iter_mut().flat_map(|(_, usage)| &mut usage.written) {
            *language = languages.get(usize::from(*language)).copied().unwrap_or_default();
        }
        let places: Vec<u32> = chunk.words.into_iter().map(|(name, usage)| self.place(name, usage)).collect();
        let (mut postings, mut positions) = (chunk.postings.iter(), chunk.positions.as_slice());
        let mut own: Vec<u32> = Vec::new();
        for (length, number) in chunk.lengths.iter().zip(numbers) {
            for (word, code) in postings.by_ref().take(*length as usize) {
                own.clear();
                let mut place = 0;
                for _ in 0..chunk::take(&mut positions) {
                    place += chunk::take(&mut positions);
                    own.push(place);
                }
                let word = places.get(*word as usize).and_then(|place| self.words.get_mut(*place as usize));
                if let Some(word) = word {
                    word.postings.push(*number, *code);
                    word.positions.push(&own);
                }
            }
        }
    }

    /// Where a word is, after adding how further articles use it.
    fn place(&mut self, name: CompactString, usage: Usage) -> u32 {
        let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let place = *self.index.entry(name).or_insert(next);
        if place == next {
            self.words.push(Word { usage, ..Word::default() });
        } else if let Some(word) = self.words.get_mut(place as usize) {
            word.usage.capitals.add(usage.capitals);
            usage.written.into_iter().for_each(|(written, count)| word.usage.add(written, count));
        }
        place
    }
}

/// The texts of an article, each with its field, in the order in which places are counted.
pub(super) fn texts_of(article: &Article) -> impl Iterator<Item = (usize, &str)> {
    let title = article.title.iter().map(|text| (TITLE, text.as_str()));
    let byline = article.byline.iter().map(|text| (BYLINE, text.as_str()));
    let captions = article.captions.iter().map(|text| (CAPTIONS, text.as_str()));
    title.chain(byline).chain([(TEXT, article.text.as_str())]).chain(captions)
}

/// How many words there are in each field, and how many articles that have it.
pub(super) type Lengths = [(u64, u64); FIELDS];

/// How long the fields of some articles are.
pub(super) fn lengths(articles: &[Article], folding: &Folding) -> Lengths {
    let (mut sums, mut word) = (Lengths::default(), String::new());
    for article in articles {
        let mut lengths = [0; FIELDS];
        for (field, text) in texts_of(article) {
            let mut words = folding.words(text);
            lengths[field] += std::iter::from_fn(|| words.next_into(&mut word)).count() as u64;
        }
        for (sum, length) in sums.iter_mut().zip(lengths) {
            *sum = (sum.0 + length, sum.1 + u64::from(length > 0));
        }
    }
    sums
}

/// The averages of each field, and of all fields together over all articles.
fn averages(lengths: &[Lengths], articles: usize) -> (Averages, f64) {
    let sum = |field: usize| {
        let of_field = lengths.iter().map(|lengths| lengths[field]);
        of_field.fold((0, 0), |sum, length| (sum.0 + length.0, sum.1 + length.1))
    };
    let sums: Lengths = std::array::from_fn(sum);
    let all = sums.iter().map(|(words, _)| words).sum::<u64>() as f64 / articles.max(1) as f64;
    (sums.map(|(words, articles)| stepped(words as f64 / articles.max(1) as f64)), stepped(all))
}

/// Rounds up to a step of 5 %, so that a few new articles don't change the weights of all others.
fn stepped(average: f64) -> f64 {
    let mut step = 1.0;
    while step < average {
        step *= 1.05;
    }
    step
}

/// The weight of a word in an article: its frequency in each field, weighted and divided by what [`Norms::of`] says.
pub(super) fn code(tokens: &[Token], norms: &[f64; FIELDS], weights: &FieldWeights) -> u8 {
    let mut hundredths = [0_u64; FIELDS];
    tokens.iter().for_each(|token| hundredths[usize::from(token.field)] += u64::from(token.hundredths));
    let mut frequency = 0.0;
    for (field, hundredths) in hundredths.into_iter().enumerate().filter(|(_, hundredths)| *hundredths > 0) {
        frequency += weights[field] * (hundredths as f64 / f64::from(WHOLE)) / norms[field];
    }
    let in_title = tokens.iter().any(|token| usize::from(token.field) == TITLE);
    weight::encode((frequency * f64::from(weight::ONE)) as u32) | if in_title { weight::IN_TITLE } else { 0 }
}

/// How much a text is held back whose length is this times the average: its power of 5/8, by roots, which are the same on
/// every machine.
fn text_norm(length: f64) -> f64 {
    let length = length.max(SHORTEST);
    length.sqrt() * length.sqrt().sqrt().sqrt()
}

#[cfg(test)]
mod tests {
    use super::{FIELD_WEIGHTS, Inverted, Norms, Word, grounds, invert, lengths, stepped};
    use crate::article::Article;
    use crate::cache::Keeping;
    use crate::index::articles::Articles;
    use crate::index::written::Gathering;
    use dalil::format::folding::{Folding, FoldingTable};
    use dalil::format::postings::{FIELD_GAP, PositionList};

    fn inverted(articles: &[Article]) -> Inverted {
        let numbers: Vec<u32> = (0..articles.len() as u32).collect();
        let (articles, folding) = (articles.to_vec(), Folding::new(&FoldingTable::default()));
        let norms = Norms::new(&[lengths(&articles, &folding)], articles.len(), FIELD_WEIGHTS);
        let (articles, kept) = (Articles::of(&articles, &numbers), Keeping::default());
        invert(&articles, &norms, &folding, &kept, &mut Gathering::default()).unwrap()
    }

    impl Inverted {
        fn word(&self, word: &str) -> &Word {
            &self.words[self.index[word] as usize]
        }

        fn codes(&self, word: &str) -> Vec<u8> {
            self.word(word).postings.iter().map(|(_, code)| code).collect()
        }
    }

    fn article(title: &str, text: &str) -> Article {
        Article {
            title: Some(title.to_owned()),
            text: text.to_owned(),
            language: Some("en".into()),
            ..Article::default()
        }
    }

    #[test]
    fn a_word_is_found_in_every_field_at_its_place() {
        let words = inverted(&[article("Grain accord", "The grain, the grain")]);
        assert_eq!(words.word("grain").postings.len(), 1);
        let text = 2 + FIELD_GAP * 2;
        for (word, places) in [("grain", &[0, text + 1, text + 3][..]), ("the", &[text, text + 2])] {
            let mut list = PositionList::default();
            list.push(places);
            assert_eq!(words.word(word).positions, list);
        }
    }

    #[test]
    fn a_word_counts_more_in_the_title_and_in_a_short_article() {
        let code = |articles: &[Article], place: usize| inverted(articles).codes("grain")[place];
        let in_title = [article("grain", "wheat"), article("wheat", "grain")];
        assert!(code(&in_title, 0) > code(&in_title, 1));
        let in_short = [article("x", "grain"), article("x", &format!("grain {}", "word ".repeat(200)))];
        assert!(code(&in_short, 0) > code(&in_short, 1));
    }

    #[test]
    fn a_word_counts_by_the_line_it_stands_in() {
        let code = |text: &str, weights: &[(u32, u16)]| {
            let weighted = Article { weights: weights.to_vec(), ..article("x", text) };
            inverted(&[weighted]).codes("grain")[0]
        };
        let text = "The grain accord\nbarley and grain\ngrain";
        assert_eq!(code(text, &[(0, 100), (7, 900)]), code(text, &[]));
        assert_eq!(code(text, &[(2, 200)]), code(text, &[(1, 200)]));
        assert!(code(text, &[(1, 200)]) > code(text, &[]) && code(text, &[]) > code(text, &[(1, 50)]));
        assert_eq!(code(text, &[(0, 0), (1, 0), (2, 0)]), 0);
        // Lines are those of the text: a title is none.
        let titled = |weights: &[(u32, u16)]| {
            let weighted = Article { weights: weights.to_vec(), ..article("grain", "barley") };
            inverted(&[weighted]).codes("grain")[0]
        };
        assert_eq!(titled(&[(0, 0)]), titled(&[]));
        assert_eq!(code("grain", &[(0, u16::MAX)]), code("grain", &[(0, 1), (0, u16::MAX)]));
    }

    #[test]
    fn a_word_is_stemmed_in_the_language_of_its_passage() {
        let english = "The harbour of Marwan was opened again after repairs that have lasted for many months.";
        let french = "Le port de Marwan a été rouvert après des réparations qui ont duré pendant de longs mois.";
        let text = format!("{}\n{}", [english; 4].join(" "), [french; 4].join(" "));
        let inverted = inverted(&[article("", &text)]);
        let language_of = |word: &str| inverted.word(word).usage.written.first().map(|((language, _), _)| *language);
        assert_eq!(inverted.languages.len(), 2);
        assert_eq!((language_of("repairs"), language_of("longs")), (Some(0), Some(1)));
    }

    #[test]
    fn a_language_is_the_same_one_in_every_row_of_articles() {
        let articles = ["fr", "en", "ar"].map(|language| Article {
            text: format!("mot{language}"),
            language: Some(language.to_owned()),
            ..Article::default()
        });
        let (articles, folding) = (articles.to_vec(), Folding::new(&FoldingTable::default()));
        let norms = Norms::new(&[lengths(&articles, &folding)], 3, FIELD_WEIGHTS);
        let (rows, mut gathering) = (Articles::of(&articles, &[0, 1000, 2000]), Gathering::default());
        let inverted = invert(&rows, &norms, &folding, &Keeping::default(), &mut gathering).unwrap();
        let language_of = |word: &str| inverted.word(word).usage.written[0].0.0;
        assert_eq!(["motar", "moten", "motfr"].map(language_of), [0, 1, 2]);
    }

    #[test]
    fn more_than_one_chunk_gives_ascending_documents() {
        let articles: Vec<_> = (0..3000).map(|n| article("", &format!("common w{n}"))).collect();
        let words = inverted(&articles);
        assert!(words.word("common").postings.iter().map(|(document, _)| document).eq(0..3000));
    }

    #[test]
    fn words_follow_from_lengths_and_weights() {
        let norms = |words: u64, times: f64| {
            Norms::new(&[[(words, 1); super::FIELDS]], 1, FIELD_WEIGHTS.map(|weight| weight * times))
        };
        let all = [norms(10, 1.0), norms(50, 1.0), norms(10, 2.0)].map(|norms| grounds(&norms));
        assert!(all.iter().enumerate().all(|(place, one)| !all[..place].contains(one)), "{all:?}");
        assert_eq!(all[0], grounds(&norms(10, 1.0)));
    }

    #[test]
    fn the_average_length_moves_in_steps() {
        assert_eq!(stepped(100.0), stepped(101.0));
        assert!(stepped(100.0) >= 100.0 && stepped(100.0) < 105.1);
        assert_eq!(stepped(0.0), 1.0);
    }
}
