//! What is known of a language: stems and stop words.

use std::collections::HashSet;

use dalil::format::folding::Folding;
use frostem::Stemmer;

use crate::understanding::language::primary;

/// What is known of one language.
pub(super) struct Language {
    stemmer: Option<Stemmer>,
    /// Folded as the archive's words are.
    stop_words: HashSet<String>,
}

impl Language {
    /// Knows nothing of languages that have neither a stemmer nor a list of stop words.
    pub(super) fn new(tag: &str, folding: &Folding) -> Self {
        let code = match primary(tag) {
            "nb" | "nn" => "no",
            code => code,
        };
        let stop_words = stop_words::lookup(code).unwrap_or_default();
        // A list may hold "don't" or "ain't": what the archive's words become of it.
        let stop_words = stop_words.iter().map(|word| folding.fold(word)).filter(|word| !word.contains(' ')).collect();
        Self { stemmer: Stemmer::try_from_name(code).ok(), stop_words }
    }

    /// The stem of a word in lower case.
    pub(super) fn stem(&self, word: &str) -> String {
        self.stemmer.as_ref().map_or_else(|| word.to_owned(), |stemmer| stemmer.stem(word).into_owned())
    }

    /// Whether a folded word is one that nearly every text has.
    pub(super) fn is_stop_word(&self, folded: &str) -> bool {
        self.stop_words.contains(folded)
    }
}

#[cfg(test)]
mod tests {
    use super::Language;
    use dalil::format::folding::{Folding, FoldingTable};

    #[test]
    fn a_language_knows_its_stems_and_stop_words() {
        let english = Language::new("en-GB", &Folding::new(&FoldingTable::default()));
        assert_eq!(english.stem("embassies"), english.stem("embassy"));
        assert!(english.is_stop_word("the") && english.is_stop_word("dont") && !english.is_stop_word("embassy"));
        assert_eq!(Language::new("tlh", &Folding::new(&FoldingTable::default())).stem("nuqneH"), "nuqneH");
    }
}
