//! How articles write their words, and which words they write with capitals together: names, as readers would like to see
//! them completed.
//!
//! Only the inside of sentences tells: at their beginning everything has a capital, and in headlines much.

mod line;

use compact_str::CompactString;
use dalil::format::folding::Folding;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use crate::article::Article;
use line::Line;

/// A line of which more than so many hundredths of the words have capitals is a headline, or shouts.
const MOST_CAPITALS: usize = 60;
/// A name has to stand inside a sentence in so many articles before it is believed.
const BELIEVED: u32 = 2;
/// What the articles tell of writing.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// By folded word, how it is mostly written, where that is not the folded word.
    words: FxHashMap<CompactString, CompactString>,
    /// Names of several words, by their folded words divided by blanks.
    pub(super) names: Vec<Name>,
}

/// Words that are written with capitals together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Folded, divided by single blanks.
    pub(super) folded: CompactString,
    /// As mostly written.
    pub(super) text: CompactString,
    /// In how many articles it stands.
    pub(super) articles: u32,
}

/// How often something is written how.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Spellings {
    /// As it is folded: most words.
    folded: u32,
    /// Few have several.
    others: SmallVec<[(CompactString, u32); 1]>,
}

/// What some articles tell.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Found {
    /// By folded word.
    words: FxHashMap<CompactString, Spellings>,
    /// The longest names of the articles, those at the beginning of sentences too, by their folded words.
    index: FxHashMap<CompactString, u32>,
    names: Vec<Usage>,
    /// One article after the other, which names it has, each once; and how many these are.
    of_articles: Vec<u32>,
    lengths: Vec<u32>,
}

/// How a name is used inside sentences.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Usage {
    articles: u32,
    /// The last of these, counted from 1.
    last: u32,
    spellings: Spellings,
}

/// What was found in all articles so far.
#[derive(Default)]
pub(super) struct Gathering {
    words: FxHashMap<CompactString, Spellings>,
    names: FxHashMap<CompactString, (u32, Spellings)>,
    left: Vec<Naming>,
}

/// In which of some articles which names are: kept until it is known which names are believed, so in few pieces.
struct Naming {
    /// A line each, in the order of their numbers.
    names: Box<str>,
    /// As in [`Found`].
    of_articles: Box<[u32]>,
    lengths: Box<[u32]>,
}

impl Naming {
    fn of(found: Found) -> Self {
        let mut names: Vec<(u32, CompactString)> = found.index.into_iter().map(|(name, place)| (place, name)).collect();
        names.sort_unstable();
        let lines: Vec<&str> = names.iter().map(|(_, name)| &**name).collect();
        Self {
            names: lines.join("\n").into_boxed_str(),
            of_articles: found.of_articles.into_boxed_slice(),
            lengths: found.lengths.into_boxed_slice(),
        }
    }
}

impl Gathering {
    /// Adds what further articles tell.
    pub(super) fn take(&mut self, mut chunk: Found) {
        for (word, spellings) in std::mem::take(&mut chunk.words) {
            self.words.entry(word).or_default().add(spellings);
        }
        for (name, place) in &chunk.index {
            let usage = chunk.names.get_mut(*place as usize).map(std::mem::take).unwrap_or_default();
            if usage.articles > 0 {
                let known = self.names.entry(name.clone()).or_default();
                known.0 += usage.articles;
                known.1.add(usage.spellings);
            }
        }
        self.left.push(Naming::of(chunk));
    }

    /// What all articles tell.
    pub(super) fn finish(self) -> Written {
        let Self { words, mut names, left } = self;
        names.retain(|_, (articles, _)| *articles >= BELIEVED);
        let mut names: Vec<Name> = names
            .into_iter()
            .filter_map(|(folded, (_, spellings))| {
                let text = spellings.most(&folded)?.into();
                Some(Name { articles: 0, text, folded })
            })
            .collect();
        names.sort_unstable_by(|a, b| a.folded.cmp(&b.folded));
        count_articles(&mut names, &left);
        let word = |(folded, spellings): (CompactString, Spellings)| {
            let written = spellings.most(&folded).filter(|written| **written != *folded)?.into();
            Some((folded, written))
        };
        Written { words: words.into_iter().filter_map(word).collect(), names }
    }
}

impl Written {
    /// How a folded word is mostly written.
    pub(super) fn word<'w>(&'w self, folded: &'w str) -> &'w str {
        self.words.get(folded).map_or(folded, |written| written)
    }
}

impl Spellings {
    fn count(&mut self, folded: &str, written: &str) {
        if folded == written {
            self.folded += 1;
            return;
        }
        match self.others.iter_mut().find(|(known, _)| **known == *written) {
            Some((_, count)) => *count += 1,
            None => self.insert(written.into(), 1),
        }
    }

    fn add(&mut self, more: Self) {
        self.folded += more.folded;
        for (written, count) in more.others {
            match self.others.iter_mut().find(|(known, _)| *known == written) {
                Some((_, sum)) => *sum += count,
                None => self.insert(written, count),
            }
        }
    }

    fn insert(&mut self, written: CompactString, count: u32) {
        self.others.push((written, count));
    }

    /// The most frequent spelling; of equals the first.
    fn most<'s>(&'s self, folded: &'s str) -> Option<&'s str> {
        let folded = (self.folded > 0).then_some((folded, self.folded));
        let others = self.others.iter().map(|(written, count)| (&**written, *count));
        others.chain(folded).max_by_key(|(spelling, count)| (*count, std::cmp::Reverse(*spelling))).map(|most| most.0)
    }
}

/// Counts in how many articles each name stands, alone or inside a longer one.
fn count_articles(names: &mut [Name], found: &[Naming]) {
    let places: FxHashMap<CompactString, usize> =
        names.iter().enumerate().map(|(place, name)| (name.folded.clone(), place)).collect();
    for Naming { names: own_names, of_articles, lengths } in found {
        let believed = |name: &str| -> Vec<usize> {
            inner_names(name).into_iter().filter_map(|name| places.get(name).copied()).collect()
        };
        let inner: Vec<Vec<usize>> = own_names.split('\n').map(believed).collect();
        let mut all = of_articles.iter();
        let mut own: Vec<usize> = Vec::new();
        for length in lengths {
            own.clear();
            let of_article = all.by_ref().take(*length as usize);
            own.extend(of_article.filter_map(|name| inner.get(*name as usize)).flatten());
            own.sort_unstable();
            own.dedup();
            for place in &own {
                names.get_mut(*place).into_iter().for_each(|name| name.articles += 1);
            }
        }
    }
}

/// All runs of at least two words of a folded name.
fn inner_names(name: &str) -> Vec<&str> {
    let starts: Vec<usize> = std::iter::once(0).chain(name.match_indices(' ').map(|(place, _)| place + 1)).collect();
    let ends: Vec<usize> = name.match_indices(' ').map(|(place, _)| place).chain([name.len()]).collect();
    let runs = starts.iter().enumerate().flat_map(|(first, start)| ends.iter().skip(first + 1).map(|end| *start..*end));
    runs.filter_map(|run| name.get(run)).collect()
}

/// What some articles tell.
pub(super) fn look(articles: &[Article], folding: &Folding) -> Found {
    let mut found = Found::default();
    let mut line = Line::default();
    for (number, article) in (1..).zip(articles) {
        let before = found.of_articles.len();
        for text in article.text.lines() {
            line.read(text, folding);
            let tokens = &line.tokens;
            if tokens.iter().filter(|token| token.capital).count() * 100 > tokens.len() * MOST_CAPITALS {
                continue;
            }
            for token in tokens.iter().filter(|token| !(token.first && token.capital)) {
                let written = text.get(token.start..token.end).unwrap_or_default();
                count(&mut found.words, line.folded(token), written);
            }
            for name in line.names(text) {
                found.note(name, number);
            }
        }
        let mut own = found.of_articles.split_off(before);
        own.sort_unstable();
        own.dedup();
        found.lengths.push(u32::try_from(own.len()).unwrap_or(u32::MAX));
        found.of_articles.extend(own);
    }
    found
}

impl Found {
    /// Counts a name in the article of this number.
    fn note(&mut self, (folded, written, is_inside): (String, &str, bool), article: u32) {
        let next = u32::try_from(self.index.len()).unwrap_or(u32::MAX);
        let place = self.index.get(folded.as_str()).copied();
        let place = place.unwrap_or_else(|| *self.index.entry(folded.as_str().into()).or_insert(next));
        self.names.resize_with(self.index.len(), Usage::default);
        self.of_articles.push(place);
        if let Some(usage) = self.names.get_mut(place as usize).filter(|_| is_inside) {
            usage.articles += u32::from(std::mem::replace(&mut usage.last, article) != article);
            usage.spellings.count(&folded, written);
        }
    }
}

/// Counts a spelling without making a key for what is known.
fn count(words: &mut FxHashMap<CompactString, Spellings>, folded: &str, written: &str) {
    match words.get_mut(folded) {
        Some(spellings) => spellings.count(folded, written),
        None => words.entry(folded.into()).or_default().count(folded, written),
    }
}

#[cfg(test)]
mod tests {
    use super::{Gathering, Written, look};
    use crate::article::Article;
    use dalil::format::folding::{Folding, FoldingTable};

    fn read(texts: &[&str]) -> Written {
        let article = |text: &&str| Article { text: (*text).to_owned(), ..Article::default() };
        let articles: Vec<_> = texts.iter().map(article).collect();
        let folds = [("e".to_owned(), "é".to_owned())].into_iter().collect();
        let mut gathering = Gathering::default();
        gathering.take(look(&articles, &Folding::new(&FoldingTable { folds, ..FoldingTable::default() })));
        gathering.finish()
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
}
