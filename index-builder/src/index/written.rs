//! How articles write their words, and which words they write with capitals together: names, as readers would like to see
//! them completed.
//!
//! Only the inside of sentences tells: at their beginning everything has a capital, and in headlines much.

use dalil::format::folding::Folding;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::Article;

/// So many articles are read at a time.
const CHUNK: usize = 256;
/// A line of which more than so many hundredths of the words have capitals is a headline, or shouts.
const MOST_CAPITALS: usize = 60;
/// The most words of a name.
const LONGEST_NAME: usize = 5;
/// A name has to stand inside a sentence in so many articles before it is believed.
const BELIEVED: u32 = 2;
/// Words without a capital that stand inside names, folded.
const PARTICLES: [&str; 34] = [
    "abu", "al", "ap", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e", "el",
    "es", "ibn", "la", "le", "les", "of", "os", "san", "ter", "ud", "ul", "ur", "van", "von", "y", "zu", "zur",
];
/// What ends a sentence, or begins one inside another.
const SENTENCE_ENDS: [char; 11] = ['.', '!', '?', ':', '…', '"', '“', '”', '«', '»', '؟'];

/// What the articles tell of writing.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// By folded word, how it is mostly written, where that is not the folded word.
    words: FxHashMap<Box<str>, Box<str>>,
    /// Names of several words, by their folded words divided by blanks.
    pub(super) names: Vec<Name>,
}

/// Words that are written with capitals together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Folded, divided by single blanks.
    pub(super) folded: Box<str>,
    /// As mostly written.
    pub(super) text: Box<str>,
    /// In how many articles it stands.
    pub(super) articles: u32,
}

/// How often something is written how.
type Spellings = FxHashMap<Box<str>, u32>;

#[derive(Default)]
struct Found {
    /// By folded word.
    words: FxHashMap<Box<str>, Spellings>,
    /// By folded name, of those inside sentences: in how many articles, and how it is written.
    names: FxHashMap<Box<str>, (u32, Spellings)>,
    /// The longest names of each article, those at the beginning of sentences too; folded.
    of_articles: Vec<FxHashSet<Box<str>>>,
}

struct Token {
    folded: String,
    start: usize,
    end: usize,
    capital: bool,
    /// Whether a capital says nothing here.
    first: bool,
}

impl Written {
    /// Reads all articles.
    pub(super) fn read(articles: &[Article], folding: &Folding) -> Self {
        let chunks: Vec<Found> = articles.par_chunks(CHUNK).map(|articles| read_chunk(articles, folding)).collect();
        let mut all = Found::default();
        for chunk in chunks {
            for (word, spellings) in chunk.words {
                add(all.words.entry(word).or_default(), spellings);
            }
            for (name, (articles, spellings)) in chunk.names {
                let known = all.names.entry(name).or_default();
                known.0 += articles;
                add(&mut known.1, spellings);
            }
            all.of_articles.extend(chunk.of_articles);
        }
        all.names.retain(|_, (articles, _)| *articles >= BELIEVED);
        let articles = count_articles(&all);
        let name = |(folded, (_, spellings)): (Box<str>, (u32, Spellings))| {
            let text = most(&spellings)?.into();
            let articles = articles.get(&*folded).copied().unwrap_or_default();
            Some(Name { articles, text, folded: folded.clone() })
        };
        let mut names: Vec<Name> = all.names.clone().into_iter().filter_map(name).collect();
        names.sort_unstable_by(|a, b| a.folded.cmp(&b.folded));
        let word = |(folded, spellings): (Box<str>, Spellings)| {
            let written: Box<str> = most(&spellings)?.into();
            (written != folded).then_some((folded, written))
        };
        Self { words: all.words.into_iter().filter_map(word).collect(), names }
    }

    /// How a folded word is mostly written.
    pub(super) fn word<'w>(&'w self, folded: &'w str) -> &'w str {
        self.words.get(folded).map_or(folded, |written| written)
    }
}

fn add(all: &mut Spellings, more: Spellings) {
    for (spelling, count) in more {
        *all.entry(spelling).or_default() += count;
    }
}

/// The most frequent spelling; of equals the first.
fn most(spellings: &Spellings) -> Option<&str> {
    let most = spellings.iter().max_by_key(|(spelling, count)| (**count, std::cmp::Reverse(&***spelling)));
    most.map(|(spelling, _)| &**spelling)
}

/// In how many articles each name stands, alone or inside a longer one.
fn count_articles(all: &Found) -> FxHashMap<&str, u32> {
    let mut articles: FxHashMap<&str, u32> = FxHashMap::default();
    let mut own: FxHashSet<&str> = FxHashSet::default();
    for names in &all.of_articles {
        own.clear();
        own.extend(names.iter().flat_map(|name| inner_names(name)).filter(|name| all.names.contains_key(*name)));
        own.iter().for_each(|name| *articles.entry(name).or_default() += 1);
    }
    articles
}

/// All runs of at least two words of a folded name.
fn inner_names(name: &str) -> Vec<&str> {
    let starts: Vec<usize> = std::iter::once(0).chain(name.match_indices(' ').map(|(place, _)| place + 1)).collect();
    let ends: Vec<usize> = name.match_indices(' ').map(|(place, _)| place).chain([name.len()]).collect();
    let runs = starts.iter().enumerate().flat_map(|(first, start)| ends.iter().skip(first + 1).map(|end| *start..*end));
    runs.filter_map(|run| name.get(run)).collect()
}

fn read_chunk(articles: &[Article], folding: &Folding) -> Found {
    let mut found = Found::default();
    for article in articles {
        let mut own: FxHashSet<Box<str>> = FxHashSet::default();
        let mut inside: FxHashSet<Box<str>> = FxHashSet::default();
        for line in article.text.lines() {
            let tokens = tokens(line, folding);
            if tokens.iter().filter(|token| token.capital).count() * 100 > tokens.len() * MOST_CAPITALS {
                continue;
            }
            for token in tokens.iter().filter(|token| !(token.first && token.capital)) {
                let written = line.get(token.start..token.end).unwrap_or_default();
                count(&mut found.words, &token.folded, written);
            }
            for name in names(line, &tokens) {
                let (folded, written, is_inside) = name;
                if is_inside {
                    let known = found.names.entry(folded.as_str().into()).or_default();
                    known.0 += u32::from(inside.insert(folded.as_str().into()));
                    *known.1.entry(written.into()).or_default() += 1;
                }
                own.insert(folded.into());
            }
        }
        found.of_articles.push(own);
    }
    found
}

/// Counts a spelling without making a key for what is known.
fn count(words: &mut FxHashMap<Box<str>, Spellings>, folded: &str, written: &str) {
    if !words.contains_key(folded) {
        words.insert(folded.into(), Spellings::default());
    }
    let Some(spellings) = words.get_mut(folded) else { return };
    match spellings.get_mut(written) {
        Some(count) => *count += 1,
        None => drop(spellings.insert(written.into(), 1)),
    }
}

fn tokens(line: &str, folding: &Folding) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (folded, place) in folding.words(line) {
        let capital = line.get(place.start..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase);
        let first = tokens.last().is_none_or(|before| {
            let between = line.get(before.end..place.start).unwrap_or_default();
            let initial = before.capital && before.folded.chars().count() == 1;
            between.contains(SENTENCE_ENDS) && !(initial && between.trim_end() == ".")
        });
        tokens.push(Token { folded, start: place.start, end: place.end, capital, first });
    }
    tokens
}

/// The longest names of a line: folded, as written, and whether a sentence does not begin with it.
fn names<'l>(line: &'l str, tokens: &[Token]) -> Vec<(String, &'l str, bool)> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(first) = tokens.get(at) {
        let length = if first.capital { name_length(line, tokens.get(at..).unwrap_or_default()) } else { 1 };
        let own = tokens.get(at..at + length).unwrap_or_default();
        if let (2..=LONGEST_NAME, Some(last)) = (length, own.last()) {
            let written = line.get(first.start..last.end).unwrap_or_default();
            let mut folded = own.iter().map(|token| token.folded.as_str()).collect::<Vec<_>>().join(" ");
            let owner = written.strip_suffix("'s").or_else(|| written.strip_suffix("’s"));
            if owner.is_some() && folded.ends_with('s') {
                folded.pop();
            }
            names.push((folded, owner.unwrap_or(written), !first.first));
        }
        at += length;
    }
    names
}

/// How many of these words, of which the first has a capital, are one name.
fn name_length(line: &str, tokens: &[Token]) -> usize {
    let mut length = 1;
    for (place, pair) in tokens.windows(2).enumerate() {
        let [before, token] = pair else { break };
        let between = line.get(before.end..token.start).unwrap_or_default();
        let initial = before.capital && before.folded.chars().count() == 1 && matches!(between, ". " | ".");
        let owner = line.get(..before.end).is_some_and(|so_far| so_far.ends_with("'s") || so_far.ends_with("’s"));
        let joined = (matches!(between, " " | "-") || initial) && !owner;
        let is_inside = token.capital || PARTICLES.binary_search(&token.folded.as_str()).is_ok();
        if !joined || !is_inside {
            break;
        }
        if token.capital {
            length = place + 2;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::{PARTICLES, Written};
    use crate::article::Article;
    use dalil::format::folding::{Folding, FoldingTable};

    fn read(texts: &[&str]) -> Written {
        let article = |text: &&str| Article { text: (*text).to_owned(), ..Article::default() };
        let articles: Vec<_> = texts.iter().map(article).collect();
        let folds = [("e".to_owned(), "é".to_owned())].into_iter().collect();
        Written::read(&articles, &Folding::new(&FoldingTable { folds, ..FoldingTable::default() }))
    }

    fn names(texts: &[&str]) -> Vec<(String, u32)> {
        read(texts).names.into_iter().map(|name| (name.text.into(), name.articles)).collect()
    }

    #[test]
    fn a_name_is_what_several_articles_write_with_capitals_inside_sentences() {
        let found = names(&[
            "They met Mustafa Kadhimi's envoy and the Bank of Lumeya on a Monday in spring.",
            "Mustafa Kadhimi said nothing. It was said that Mustafa Kadhimi had left for the coast.",
            "He was seen with Prime Minister Mustafa Kadhimi and one man of the Bank of Lumeya.",
        ]);
        assert_eq!(found, [("Bank of Lumeya".to_owned(), 2), ("Mustafa Kadhimi".to_owned(), 3)]);
    }

    #[test]
    fn the_first_word_of_a_sentence_and_a_headline_name_nobody() {
        let text = "Yesterday Kadhimi spoke. Every Harbour Has Its Grain Ships\nTHE GRAIN SHIPS ARE HERE";
        assert!(names(&[text, text, text]).is_empty());
    }

    #[test]
    fn initials_belong_to_a_name_and_sentences_do_not() {
        let text = "the envoy of George W. Selim. Harbour Masters were with George W. Selim in the old town";
        assert_eq!(names(&[text, text]), [("George W. Selim".to_owned(), 2)]);
    }

    #[test]
    fn a_word_is_shown_as_most_articles_write_it() {
        let written = read(&["it is said in Lumeya that a café, and the Café in lumeya or Lumeya, and one café more"]);
        assert_eq!((written.word("lumeya"), written.word("cafe"), written.word("said")), ("Lumeya", "café", "said"));
        assert_eq!(written.word("unknown"), "unknown");
    }

    #[test]
    fn particles_are_in_the_order_in_which_they_are_sought() {
        assert!(PARTICLES.is_sorted());
    }
}
