//! From articles to words: in which articles each stands, how much it counts there, and where.

use std::collections::BTreeMap;

use dalil::format::folding::Folding;
use dalil::format::postings::FIELD_GAP;
use dalil::format::weight;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::casing::{Capitals, Casing, casing};
use super::language::Language;
use crate::article::Article;
use crate::config::settings::Ranking;
use crate::understanding::language::{Passage, passages};

/// So many articles are inverted at a time.
const CHUNK: usize = 256;

/// BM25's b for the short fields: how much longer ones are held back.
const LENGTH_NORM: f64 = 0.75;
/// A text is held back as one of at least this part of the average length: very short ones would come first for everything.
const SHORTEST: f64 = 0.25;
/// So many first words of a text say what it is about, and count a quarter more.
const LEAD: u32 = 30;

/// How much a word counts by where it stands, in the order in which places are counted: title, byline, text, captions.
pub(super) type FieldWeights = [f64; FIELDS];
/// Where the keeper says nothing.
pub(super) const FIELD_WEIGHTS: FieldWeights = [2.5, 1.0, 1.0, 0.5];
const FIELDS: usize = 4;
const TITLE: usize = 0;
/// The place of the text among them.
const TEXT: usize = 2;
/// The hundredths that a word counts unless its line says otherwise.
const WHOLE: u16 = 100;

/// The weights that the keeper wants.
pub(super) fn field_weights(ranking: &Ranking) -> FieldWeights {
    let wanted = [ranking.title, ranking.byline, ranking.text, ranking.captions];
    std::array::from_fn(|field| wanted[field].unwrap_or(FIELD_WEIGHTS[field]))
}

/// What the weight of a word in an article depends on beside the article.
struct Norms {
    averages: Averages,
    weights: FieldWeights,
}

/// The words of all articles.
#[derive(Default)]
pub(super) struct Inverted {
    pub(super) words: FxHashMap<Box<str>, Word>,
    /// The languages of all articles; words refer to them by index.
    pub(super) languages: Vec<Language>,
    /// The average number of words of an article, in steps.
    pub(super) average: u32,
}

/// One folded form and where it stands.
#[derive(Default)]
pub(super) struct Word {
    /// Document numbers, ascending, with weight codes.
    pub(super) postings: Vec<(u32, u32)>,
    /// As in [`dalil::format::postings::PositionList`].
    pub(super) positions: Vec<u32>,
    /// In how many articles of which language it is written how, in lower case; `None` where that is the folded form.
    pub(super) written: BTreeMap<(u16, Option<Box<str>>), u32>,
    /// In how many articles it is written as a name.
    pub(super) capitals: Capitals,
}

/// Average length of each field in words, over the articles that have it.
type Averages = [f64; FIELDS];

/// One word of one article.
struct Token {
    /// Index in the chunk's words.
    word: u32,
    field: u8,
    position: u32,
    /// How many hundredths of a word it counts, by the line it stands in.
    hundredths: u16,
    /// Bytes in the field's text, and which of the field's texts.
    place: (usize, usize, usize),
}

/// Inverts all articles; `numbers` are their document numbers.
pub(super) fn invert(articles: &[Article], numbers: &[u32], folding: &Folding, weights: FieldWeights) -> Inverted {
    let (averages, average) = averages(articles, folding);
    let norms = Norms { averages, weights };
    let passages: Vec<Vec<Passage>> = articles.par_iter().map(|article| passages(&article.text)).collect();
    let mut tags: Vec<&str> = articles.iter().filter_map(|article| article.language.as_deref()).collect();
    tags.extend(passages.iter().flatten().map(|passage| passage.language));
    tags.sort_unstable();
    tags.dedup();
    let chunks: Vec<_> = articles.chunks(CHUNK).zip(passages.chunks(CHUNK)).zip(numbers.chunks(CHUNK)).collect();
    let inverted: Vec<_> = chunks
        .into_par_iter()
        .map(|((articles, passages), numbers)| invert_chunk(articles, passages, numbers, &tags, &norms, folding))
        .collect();
    let mut words: FxHashMap<Box<str>, Word> = FxHashMap::default();
    // In the chunks' order, so that document numbers keep ascending.
    for (word, found) in inverted.into_iter().flatten() {
        let whole = words.entry(word).or_default();
        whole.postings.extend(found.postings);
        whole.positions.extend(found.positions);
        whole.capitals.add(found.capitals);
        for (written, count) in found.written {
            *whole.written.entry(written).or_default() += count;
        }
    }
    Inverted { average: average as u32, words, languages: tags.iter().map(|tag| Language::new(tag, folding)).collect() }
}

/// The texts of one field.
fn field(article: &Article, field: usize) -> Vec<&str> {
    match field {
        0 => article.title.iter().map(String::as_str).collect(),
        1 => article.byline.iter().map(String::as_str).collect(),
        TEXT => vec![&article.text],
        _ => article.captions.iter().map(String::as_str).collect(),
    }
}

/// The averages of each field, and of all fields together over all articles.
fn averages(articles: &[Article], folding: &Folding) -> (Averages, f64) {
    let lengths = |article: &Article| -> [(u64, u64); FIELDS] {
        std::array::from_fn(|index| {
            let mut word = String::new();
            let count = |text: &str| {
                let mut words = folding.words(text);
                std::iter::from_fn(|| words.next_into(&mut word)).count()
            };
            let length = field(article, index).into_iter().map(count).sum::<usize>() as u64;
            (length, u64::from(length > 0))
        })
    };
    let add =
        |a: [(u64, u64); FIELDS], b: [(u64, u64); FIELDS]| std::array::from_fn(|i| (a[i].0 + b[i].0, a[i].1 + b[i].1));
    let sums = articles.par_iter().map(lengths).reduce(Default::default, add);
    let all = sums.iter().map(|(words, _)| words).sum::<u64>() as f64 / articles.len().max(1) as f64;
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

fn invert_chunk(
    articles: &[Article],
    passages: &[Vec<Passage>],
    numbers: &[u32],
    tags: &[&str],
    norms: &Norms,
    folding: &Folding,
) -> Vec<(Box<str>, Word)> {
    let mut index: FxHashMap<Box<str>, u32> = FxHashMap::default();
    let mut words: Vec<Word> = Vec::new();
    for ((article, passages), number) in articles.iter().zip(passages).zip(numbers) {
        let (mut tokens, lengths) = tokens(article, folding, &mut index);
        words.resize_with(index.len(), Word::default);
        tokens.sort_by_key(|token| token.word);
        for of_word in tokens.chunk_by(|a, b| a.word == b.word) {
            let Some((first, word)) = of_word.first().and_then(|t| Some((t, words.get_mut(t.word as usize)?))) else {
                continue;
            };
            word.postings.push((*number, code(of_word, &lengths, norms)));
            add_positions(of_word, &mut word.positions);
            word.capitals.count(casing_of(article, of_word));
            let written = written(article, first).map(String::into_boxed_str);
            let language = language(article, passages, first).and_then(|tag| tags.binary_search(&tag).ok());
            *word
                .written
                .entry((u16::try_from(language.unwrap_or_default()).unwrap_or_default(), written))
                .or_default() += 1;
        }
    }
    let mut named: Vec<_> = index.into_iter().collect();
    named.sort_unstable_by_key(|(_, id)| *id);
    named.into_iter().map(|(name, _)| name).zip(words).collect()
}

/// The words of an article in order, and how long its fields are.
fn tokens(article: &Article, folding: &Folding, index: &mut FxHashMap<Box<str>, u32>) -> (Vec<Token>, [u32; FIELDS]) {
    let mut tokens = Vec::new();
    let mut lengths = [0; FIELDS];
    let (mut position, mut folded) = (0, String::new());
    for (number, length) in lengths.iter_mut().enumerate() {
        let mut lines = LineWeights::new(if number == TEXT { &article.weights } else { &[] });
        for (text_number, text) in field(article, number).into_iter().enumerate() {
            let mut stream = folding.words(text);
            while let Some(place) = stream.next_into(&mut folded) {
                let next = u32::try_from(index.len()).unwrap_or(u32::MAX);
                let word = index.get(folded.as_str()).copied();
                let word = word.unwrap_or_else(|| *index.entry(folded.as_str().into()).or_insert(next));
                tokens.push(Token {
                    word,
                    field: number as u8,
                    position,
                    hundredths: lead(number, *length, lines.at(text, place.start)),
                    place: (text_number, place.start, place.end),
                });
                *length += 1;
                position += 1;
            }
        }
        position += FIELD_GAP;
    }
    (tokens, lengths)
}

/// What a word counts by its place in its field.
fn lead(field: usize, place: u32, hundredths: u16) -> u16 {
    if field == TEXT && place < LEAD { hundredths.saturating_add(hundredths / 4) } else { hundredths }
}

/// How much the lines of one text count. It is asked from the text's beginning to its end.
struct LineWeights {
    /// By line; the last one given counts.
    hundredths: FxHashMap<u32, u16>,
    line: u32,
    /// The bytes in which line ends have been counted.
    counted: usize,
}

impl LineWeights {
    fn new(weights: &[(u32, u16)]) -> Self {
        Self { hundredths: weights.iter().copied().collect(), line: 0, counted: 0 }
    }

    /// How much a word counts that begins at this byte of the text.
    fn at(&mut self, text: &str, start: usize) -> u16 {
        if self.hundredths.is_empty() {
            return WHOLE;
        }
        let passed = text.as_bytes().get(self.counted..start).unwrap_or_default();
        let ends = passed.iter().filter(|byte| **byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.counted = start;
        self.hundredths.get(&self.line).copied().unwrap_or(WHOLE)
    }
}

/// The weight of a word in an article: its frequency in each field, weighted and divided by the field's length norm.
fn code(tokens: &[Token], lengths: &[u32; FIELDS], norms: &Norms) -> u32 {
    let mut hundredths = [0_u64; FIELDS];
    tokens.iter().for_each(|token| hundredths[usize::from(token.field)] += u64::from(token.hundredths));
    let mut frequency = 0.0;
    for (field, hundredths) in hundredths.into_iter().enumerate() {
        let length = f64::from(lengths[field]) / norms.averages[field];
        let norm = if field == TEXT { text_norm(length) } else { 1.0 - LENGTH_NORM + LENGTH_NORM * length };
        frequency += norms.weights[field] * (hundredths as f64 / f64::from(WHOLE)) / norm;
    }
    let in_title = tokens.iter().any(|token| usize::from(token.field) == TITLE);
    u32::from(weight::encode((frequency * f64::from(weight::ONE)) as u32)) + u32::from(in_title) * u32::from(weight::IN_TITLE)
}

/// How much a text is held back whose length is this times the average: its power of 5/8, by roots, which are the same on
/// every machine.
fn text_norm(length: f64) -> f64 {
    let length = length.max(SHORTEST);
    length.sqrt() * length.sqrt().sqrt().sqrt()
}

fn add_positions(tokens: &[Token], positions: &mut Vec<u32>) {
    positions.push(u32::try_from(tokens.len()).unwrap_or(u32::MAX));
    let mut before = 0;
    for token in tokens {
        positions.push(token.position - before);
        before = token.position;
    }
}

/// The language of the passage that the word stands in, or else of its article.
fn language<'l>(article: &'l Article, passages: &[Passage], token: &Token) -> Option<&'l str> {
    let of_passage = || {
        let after = passages.partition_point(|passage| passage.place.end <= token.place.1);
        passages.get(after).map(|passage| passage.language)
    };
    let found = if usize::from(token.field) == TEXT { of_passage() } else { None };
    found.or(article.language.as_deref())
}

/// What the capitals of the first place outside the title say: titles are often written in capitals.
fn casing_of(article: &Article, tokens: &[Token]) -> Casing {
    let Some(token) = tokens.iter().find(|token| usize::from(token.field) != TITLE) else { return Casing::Silent };
    let (text, start, end) = token.place;
    field(article, usize::from(token.field)).get(text).map_or(Casing::Silent, |text| casing(text, start, end))
}

/// How the word is written, in lower case, as stemmers want it; `None` where that is its folded form.
fn written(article: &Article, token: &Token) -> Option<String> {
    let (text, start, end) = token.place;
    let written = *field(article, usize::from(token.field)).get(text)?;
    let written = written.get(start..end)?;
    if written.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    Some(written.to_lowercase().replace(['’', '‘', '＇'], "'"))
}

#[cfg(test)]
mod tests {
    use super::{FIELD_WEIGHTS, Inverted, invert, stepped};
    use crate::article::Article;
    use dalil::format::folding::{Folding, FoldingTable};
    use dalil::format::postings::FIELD_GAP;

    fn inverted(articles: &[Article]) -> Inverted {
        let numbers: Vec<u32> = (0..articles.len() as u32).collect();
        invert(articles, &numbers, &Folding::new(&FoldingTable::default()), FIELD_WEIGHTS)
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
        let words = inverted(&[article("Grain accord", "The grain, the grain")]).words;
        assert_eq!(words["grain"].postings.len(), 1);
        let text = 2 + FIELD_GAP * 2;
        assert_eq!(words["grain"].positions, [3, 0, text + 1, 2]);
        assert_eq!(words["the"].positions, [2, text, 2]);
    }

    #[test]
    fn a_word_counts_more_in_the_title_and_in_a_short_article() {
        let code = |articles: &[Article], place: usize| inverted(articles).words["grain"].postings[place].1;
        let in_title = [article("grain", "wheat"), article("wheat", "grain")];
        assert!(code(&in_title, 0) > code(&in_title, 1));
        let in_short = [article("x", "grain"), article("x", &format!("grain {}", "word ".repeat(200)))];
        assert!(code(&in_short, 0) > code(&in_short, 1));
    }

    #[test]
    fn a_word_counts_by_the_line_it_stands_in() {
        let code = |text: &str, weights: &[(u32, u16)]| {
            let weighted = Article { weights: weights.to_vec(), ..article("x", text) };
            inverted(&[weighted]).words["grain"].postings[0].1
        };
        let text = "The grain accord\nbarley and grain\ngrain";
        assert_eq!(code(text, &[(0, 100), (7, 900)]), code(text, &[]));
        assert_eq!(code(text, &[(2, 200)]), code(text, &[(1, 200)]));
        assert!(code(text, &[(1, 200)]) > code(text, &[]) && code(text, &[]) > code(text, &[(1, 50)]));
        assert_eq!(code(text, &[(0, 0), (1, 0), (2, 0)]), 0);
        // Lines are those of the text: a title is none.
        let titled = |weights: &[(u32, u16)]| {
            let weighted = Article { weights: weights.to_vec(), ..article("grain", "barley") };
            inverted(&[weighted]).words["grain"].postings[0].1
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
        let language_of = |word: &str| inverted.words[word].written.keys().next().map(|(language, _)| *language);
        assert_eq!(inverted.languages.len(), 2);
        assert_eq!((language_of("repairs"), language_of("longs")), (Some(0), Some(1)));
    }

    #[test]
    fn more_than_one_chunk_gives_ascending_documents() {
        let articles: Vec<_> = (0..600).map(|n| article("", &format!("common w{n}"))).collect();
        let words = inverted(&articles).words;
        assert!(words["common"].postings.iter().map(|(document, _)| *document).eq(0..600));
    }

    #[test]
    fn the_average_length_moves_in_steps() {
        assert_eq!(stepped(100.0), stepped(101.0));
        assert!(stepped(100.0) >= 100.0 && stepped(100.0) < 105.1);
        assert_eq!(stepped(0.0), 1.0);
    }
}
