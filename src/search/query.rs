//! What the reader typed, read as words.

use crate::format::folding::Folding;

/// The most words of a query that are searched; the rest is named as ignored.
pub(super) const MOST_WORDS: usize = 32;
/// A half-typed word is completed from this many letters on.
const SHORTEST_BEGINNING: usize = 3;

/// One word of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As typed.
    pub(super) written: String,
    /// As looked up.
    pub(super) folded: String,
    /// How finished it is.
    pub(super) ending: Ending,
}

/// Whether a word is taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// It is finished.
    Whole,
    /// It is being typed and long enough to be completed.
    Beginning,
    /// It is being typed and too short to be completed: a word if there is such a one, otherwise nothing yet.
    TooShort,
}

/// The query's words in order, each once, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) words: Vec<Word>,
    /// Written in letters that no article has.
    pub(super) unknown: Vec<String>,
    pub(super) ignored: Vec<String>,
}

impl Query {
    /// Whether nothing was asked for but filters and dates.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.unknown.is_empty()
    }
}

pub(super) fn parse(folding: &Folding, text: &str, typing: bool) -> Query {
    let foreign = |chunk: &&str| chunk.contains(char::is_alphanumeric) && folding.words(chunk).next().is_none();
    let unknown = text.split_whitespace().filter(foreign).map(str::to_owned).collect();
    let mut query = Query { unknown, ..Query::default() };
    for (folded, place) in folding.words(text) {
        let written = text.get(place.clone()).unwrap_or_default().to_owned();
        let ending = match folded.chars().count() {
            _ if !typing || place.end < text.len() => Ending::Whole,
            letters if letters < SHORTEST_BEGINNING => Ending::TooShort,
            _ => Ending::Beginning,
        };
        if query.words.iter().any(|word| word.folded == folded && word.ending == ending) {
            continue;
        }
        if query.words.len() == MOST_WORDS {
            query.ignored.push(written);
        } else {
            query.words.push(Word { written, folded, ending });
        }
    }
    // Signs alone are no words, but they are not nothing either: nothing asks for all articles.
    if query.is_empty() && !text.trim().is_empty() {
        query.unknown.push(text.trim().to_owned());
    }
    query
}

#[cfg(test)]
mod tests {
    use super::{Ending, MOST_WORDS, parse};
    use crate::format::folding::{Folding, FoldingTable};

    fn words(text: &str, typing: bool) -> Vec<(String, Ending)> {
        let query = parse(&Folding::new(&FoldingTable::default()), text, typing);
        query.words.into_iter().map(|word| (word.folded, word.ending)).collect()
    }

    #[test]
    fn a_word_counts_once_however_often_it_is_typed() {
        assert_eq!(words("Embassy embassy EMBASSY", false), [("embassy".into(), Ending::Whole)]);
    }

    #[test]
    fn a_word_in_letters_that_no_article_has_is_still_a_word() {
        let query = parse(&Folding::new(&FoldingTable::default()), "привет & —", false);
        assert_eq!((query.is_empty(), query.unknown), (false, vec!["привет".to_owned()]));
    }

    #[test]
    fn signs_alone_do_not_ask_for_all_articles() {
        let parse = |text| parse(&Folding::new(&FoldingTable::default()), text, false);
        assert_eq!(parse(" \u{1f642} ").unknown, ["\u{1f642}"]);
        assert!(parse("  ").is_empty() && !parse("!?").is_empty());
    }

    #[test]
    fn only_the_last_word_is_a_beginning_and_only_while_it_is_typed() {
        assert_eq!(words("water emb", true)[1].1, Ending::Beginning);
        assert_eq!(words("water em", true)[1].1, Ending::TooShort);
        assert_eq!(words("water emb ", true)[1].1, Ending::Whole);
        assert_eq!(words("water emb", false)[1].1, Ending::Whole);
    }

    #[test]
    fn a_whole_book_as_query_is_cut_and_the_cut_is_named() {
        let text: Vec<_> = (0..MOST_WORDS + 2).map(|n| format!("w{n}")).collect();
        let query = parse(&Folding::new(&FoldingTable::default()), &text.join(" "), false);
        assert_eq!((query.words.len(), query.ignored), (MOST_WORDS, vec!["w32".into(), "w33".into()]));
    }
}
