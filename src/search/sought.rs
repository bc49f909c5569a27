//! Which words of a text are sought: the forms of the query's words.

use crate::format::folding::sign;
use crate::sorting;

/// The forms that count as the words of a query.
#[derive(Clone, Debug, Default)]
pub(super) struct Sought<'q> {
    /// In byte order, with the number of its word.
    forms: Vec<(&'q str, usize)>,
    /// A bit for the first letter and length of each form: most words of a text are none of them.
    signs: u64,
}

impl<'q> Sought<'q> {
    /// Forms with the number of the word that each stands for.
    pub(super) fn new(mut forms: Vec<(&'q str, usize)>) -> Self {
        sorting::sort_by(&mut forms, Ord::cmp);
        let signs = forms.iter().fold(0, |signs, (form, _)| signs | sign(form));
        Self { forms, signs }
    }

    /// What the forms look like.
    pub(super) fn signs(&self) -> u64 {
        self.signs
    }

    /// The number of the word that a folded word of a text counts as.
    pub(super) fn word(&self, folded: &str) -> Option<usize> {
        if self.signs & sign(folded) == 0 {
            return None;
        }
        let found = self.forms.binary_search_by(|(form, _)| (*form).cmp(folded)).ok()?;
        self.forms.get(found).map(|(_, word)| *word)
    }
}
