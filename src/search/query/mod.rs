//! What the reader typed, read as a tree of words, phrases and dates.
//!
//! Whatever is typed can be read: a sign that means nothing where it stands is passed over, and the words around it keep
//! their meaning.

mod lexer;
mod parser;
mod synonyms;

use super::dates::Span;
use crate::format::folding::Folding;
use crate::format::manifest::Manifest;
pub(super) use lexer::is_quote;

/// The most words of a query that are searched; the rest is named as ignored.
pub(super) const MOST_WORDS: usize = 32;

/// One word of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As typed.
    pub(super) written: String,
    /// As looked up.
    pub(super) folded: String,
    /// How finished it is.
    pub(super) ending: Ending,
    /// Where it must stand; anywhere in the article for `None`.
    pub(super) field: Option<String>,
    /// Whether it stands for nothing but itself: it was quoted.
    pub(super) literal: bool,
    /// Whether it is the article in front of a name, which one writer has and another has not: `al-`.
    pub(super) particle: bool,
    /// What was typed where the archive's synonyms brought it in.
    pub(super) added: Option<String>,
}

/// Whether a word is taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// It is finished.
    Whole,
    /// It is being typed, and long enough to be completed.
    Beginning,
    /// It is being typed and too short for all its completions: the most frequent ones.
    Short,
    /// Its reader wants all words that begin so.
    Star,
}

/// A part of the query. Words are indices into [`Query::words`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// An article has the word, or one that stands for it.
    Word(usize),
    /// It has these words, one directly after the other. Without `required` it is one word among others: letters of a
    /// script that divides no words.
    Phrase { words: Vec<usize>, required: bool },
    /// Its date overlaps these days.
    Dates(Span),
    /// At least one holds.
    Any(Vec<Node>),
    /// Each holds.
    All(Vec<Node>),
    /// It does not hold.
    Not(Box<Node>),
}

/// The query's parts, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// Each once.
    pub(super) words: Vec<Word>,
    /// In the order typed.
    pub(super) clauses: Vec<Node>,
    /// Written in letters that no article has.
    pub(super) unknown: Vec<String>,
    pub(super) ignored: Vec<String>,
}

impl Query {
    /// Whether nothing was asked for but filters and dates beside the query.
    pub(super) fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.unknown.is_empty()
    }

    /// The index of a word, which is added unless it is there; `None` where there are too many.
    fn intern(&mut self, word: Word) -> Option<usize> {
        let known = self.words.iter().position(|known| {
            (&known.folded, known.ending, &known.field, known.literal)
                == (&word.folded, word.ending, &word.field, word.literal)
        });
        if known.is_some() {
            return known;
        }
        if self.words.len() >= MOST_WORDS && word.added.is_none() {
            self.ignored.push(word.written);
            return None;
        }
        self.words.push(word);
        Some(self.words.len() - 1)
    }
}

impl Node {
    /// Whether articles for which it does not hold are left out, not only put behind the others: the reader was explicit.
    pub(super) fn is_required(&self, words: &[Word]) -> bool {
        match self {
            Self::Word(word) => words.get(*word).is_some_and(|word| word.field.is_some()),
            Self::Phrase { required, .. } => *required,
            Self::Dates(_) | Self::Not(_) => true,
            Self::Any(nodes) => nodes.iter().all(|node| node.is_required(words)),
            Self::All(nodes) => nodes.iter().any(|node| node.is_required(words)),
        }
    }
}

/// Reads a query; the archive tells which fields there are and which words mean the same.
pub(super) fn parse(manifest: &Manifest, folding: &Folding, text: &str, typing: bool) -> Query {
    let mut query = parser::Parser::new(manifest, folding, text, typing).parse();
    // Signs alone are no words, but they are not nothing either: nothing asks for all articles.
    if query.is_empty() && !text.trim().is_empty() {
        query.unknown.push(text.trim().to_owned());
    }
    synonyms::widen(manifest, folding, &mut query);
    query
}

#[cfg(test)]
mod tests;
