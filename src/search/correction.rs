//! Which words of the archive a mistyped word may be.
//!
//! A word is offered every spelling that may be meant, from its own range of the dictionary and from one shard by its
//! last letters, and keeps the likeliest.

use super::slip;
use crate::format::corrections::{class, is_correction, most_edits};

/// A word of the archive that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// As it stands in the dictionary.
    pub word: String,
    /// In how many places it differs from what was typed.
    pub edits: u32,
    /// How unlikely these errors are: 0 is a frequent kind.
    pub penalty: u32,
    /// About how frequent the word is; see [`class`].
    pub class: u32,
}

/// The likeliest of the words offered so far.
#[derive(Clone, Debug)]
pub struct Candidates {
    typed: Vec<char>,
    /// Whether what was typed is the beginning of a word.
    unfinished: bool,
    limit: u32,
    most: usize,
    /// The letters of the word that is being looked at.
    letters: Vec<char>,
    best: Vec<Candidate>,
}

impl Candidates {
    /// Looks for what this folded word may mean; `None` where it is too short or a number.
    /// Of an unfinished word, what was typed is a beginning, and in it only one error is forgiven.
    #[must_use]
    pub fn new(typed: &str, unfinished: bool, most: usize) -> Option<Self> {
        if typed.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let typed: Vec<char> = typed.chars().collect();
        let limit = u32::try_from(most_edits(typed.len())).unwrap_or(0);
        let limit = if unfinished { limit.min(1) } else { limit };
        (limit > 0).then(|| Self { typed, unfinished, limit, most, letters: Vec::new(), best: Vec::new() })
    }

    /// Offers a word that stands in so many articles.
    pub fn offer(&mut self, word: &str, documents: u32) {
        if is_correction(word) {
            self.offer_spelling(word, class(documents));
        }
    }

    /// Offers a word of a list that holds nothing but corrections.
    pub fn offer_spelling(&mut self, word: &str, class: u32) {
        self.letters.clear();
        self.letters.extend(word.chars());
        let Some(slips) = slip::between(&self.typed, &self.letters, self.limit, self.unfinished) else { return };
        // What was typed is no correction of itself.
        if slips.edits > 0 {
            self.keep(Candidate { word: word.to_owned(), edits: slips.edits, penalty: slips.penalty, class });
        }
    }

    fn keep(&mut self, candidate: Candidate) {
        let place = self.best.iter().position(|kept| candidate.order() <= kept.order()).unwrap_or(self.best.len());
        if self.best.get(place).is_none_or(|kept| kept.word != candidate.word) {
            self.best.insert(place, candidate);
            self.best.truncate(self.most);
        }
    }

    /// The likeliest words, the best first.
    #[must_use]
    pub fn best(&self) -> &[Candidate] {
        &self.best
    }
}

impl Candidate {
    /// Fewer errors first; then what errors of this kind in a word of this frequency make likely, both as logarithms.
    fn order(&self) -> (u32, u32, &str) {
        (self.edits, (self.penalty << 1) + 32 - self.class.min(31), &self.word)
    }
}

#[cfg(test)]
mod tests {
    use super::Candidates;

    fn best(typed: &str, unfinished: bool, words: &[(&str, u32)]) -> Vec<String> {
        let mut candidates = Candidates::new(typed, unfinished, 3).unwrap();
        words.iter().for_each(|(word, documents)| candidates.offer(word, *documents));
        candidates.best().iter().map(|candidate| candidate.word.clone()).collect()
    }

    #[test]
    fn a_word_with_fewer_errors_comes_first_however_rare_it_is() {
        assert_eq!(
            best("goverment", false, &[("governments", 4000), ("government", 1)]),
            ["government", "governments"]
        );
    }

    #[test]
    fn of_words_as_near_the_likelier_comes_first_and_of_equals_the_more_frequent() {
        assert_eq!(best("form", false, &[("fort", 9), ("from", 9), ("forms", 9)]), ["forms", "from", "fort"]);
        assert_eq!(best("emvassy", false, &[("envassy", 1), ("embassy", 900)]), ["embassy", "envassy"]);
        assert_eq!(best("cale", false, &[("cane", 1), ("cape", 1), ("care", 300)])[0], "care");
    }

    #[test]
    fn the_order_in_which_words_are_offered_and_repeated_changes_nothing() {
        let words = [("cane", 1), ("cape", 1), ("case", 1), ("cafe", 1), ("cave", 1)];
        let mut twice = [words, words].concat();
        twice.reverse();
        assert_eq!(best("caxe", false, &words), best("caxe", false, &twice));
        assert_eq!(best("caxe", false, &twice).len(), 3);
    }

    #[test]
    fn numbers_short_words_and_values_are_left_as_they_are() {
        for typed in ["1987", "oil", "", "القاهر".get(..6).unwrap()] {
            assert!(Candidates::new(typed, false, 3).is_none(), "{typed}");
        }
        assert!(best("topics", false, &[("topics=", 5), ("topics", 5), ("topic5", 5)]).is_empty());
    }

    #[test]
    fn an_unfinished_word_means_every_word_that_begins_nearly_so() {
        let words = [("embassy", 5), ("embargo", 7), ("ambassador", 9), ("member", 30)];
        assert_eq!(best("enba", true, &words), ["embargo", "embassy"]);
        assert_eq!(best("mbas", true, &words), ["ambassador", "embassy"]);
    }
}
