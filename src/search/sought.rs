//! Which words of a text are sought: the forms of the query's words.

use core::ops::Range;

use super::terms::Term;
use super::text_words::{TextWords, sign};
use crate::format::folding::{Folding, Part, part};
use crate::sorting;

/// The forms that count as the words of a query.
#[derive(Clone, Debug, Default)]
pub(super) struct Sought<'q> {
    /// In byte order, with the number of its word.
    forms: Vec<(&'q str, usize)>,
    /// A bit for the sign of each form: most words of a text are none of them.
    signs: u64,
    /// For each word of the query the first word of the run that it belongs to: in scripts without blanks each pair begins with the
    /// letter that ends the one before it.
    runs: Vec<usize>,
}

/// A word of a text that is sought.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Which word of the query it is.
    pub(super) word: usize,
    /// Which word of the text, counted from 1.
    pub(super) order: u32,
    /// Its bytes in the text.
    pub(super) place: Range<usize>,
    /// The columns before it; measured only where a passage is chosen.
    pub(super) column: usize,
}

impl<'q> Sought<'q> {
    /// `words` are, for each word of the query, the folded forms that count as it.
    pub(super) fn new(folding: &Folding, words: &[Vec<&'q str>]) -> Self {
        let mut forms: Vec<(&str, usize)> = Vec::new();
        let mut signs = 0;
        for (word, of_word) in words.iter().enumerate() {
            for form in of_word {
                forms.push((form, word));
                signs |= 1 << sign(form);
            }
        }
        sorting::sort_by(&mut forms, Ord::cmp);
        Self { forms, signs, runs: runs(folding, words) }
    }

    /// The forms of these words.
    pub(super) fn of(folding: &Folding, terms: &[&'q Term<'_>]) -> Self {
        let words: Vec<Vec<&str>> = terms.iter().map(|term| term.forms()).collect();
        Self::new(folding, &words)
    }

    /// How many words are sought.
    pub(super) fn words(&self) -> usize {
        self.runs.len()
    }

    /// The first word of the run that a word of the query belongs to: itself, where it is no part of one.
    pub(super) fn run(&self, word: usize) -> usize {
        self.runs.get(word).copied().unwrap_or(word)
    }

    /// Where a text has them, and how many words it has.
    pub(super) fn marks(&self, text: &TextWords) -> (Vec<Mark>, u32) {
        let (mut marks, mut order, mut at) = (Vec::new(), 0, 0);
        for word in &text.words {
            let end = at + usize::from(word.length);
            order += 1;
            if self.signs >> word.sign & 1 == 1
                && let Some(number) = self.word(part(&text.folded, at..end))
            {
                let place = word.start as usize..word.end as usize;
                marks.push(Mark { word: number, order, place, column: 0 });
            }
            at = end;
        }
        (marks, order)
    }

    /// The number of the word that a folded word of a text counts as.
    fn word(&self, folded: &str) -> Option<usize> {
        let found = self.forms.binary_search_by(|(form, _)| (*form).cmp(folded)).ok()?;
        self.forms.get(found).map(|(_, word)| *word)
    }
}

fn runs(folding: &Folding, words: &[Vec<&str>]) -> Vec<usize> {
    let mut runs: Vec<usize> = Vec::new();
    let mut second = String::new();
    for (word, forms) in words.iter().enumerate() {
        let form = forms.first().copied().unwrap_or_default();
        let continued = runs.last().filter(|_| !second.is_empty() && form.starts_with(&second));
        runs.push(continued.copied().unwrap_or(word));
        let mut letters = folding.words(form);
        letters.next_into(&mut second);
        letters.next_into(&mut second);
        if letters.part() != Part::Last {
            second.clear();
        }
    }
    runs
}
