//! Which words of the archive a mistyped word may be.
//!
//! A word is offered every spelling that may be meant, from its own range of the dictionary and from one shard by its
//! last letters, and keeps the likeliest.

use super::slip;
use crate::format::corrections::{Spellings, class, is_correction, most_edits};
use crate::format::manifest::Manifest;

/// So many corrected beginnings are looked at, and so many ranges of the dictionary at most hold their completions.
const MOST_BEGINNINGS: usize = 24;
const MOST_RANGES: usize = 4;

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

    /// Offers how words of the archive begin: what is kept is what was typed with its first letters corrected.
    pub fn offer_beginning(&mut self, beginning: &str, class: u32) {
        self.letters.clear();
        self.letters.extend(beginning.chars());
        let letters = self.letters.as_slice();
        // With a letter too few, right, or too many in what was typed.
        for end in letters.len().saturating_sub(1)..=letters.len().saturating_add(1) {
            let Some((first, rest)) = self.typed.split_at_checked(end) else { continue };
            let Some(slips) = slip::between(first, letters, 1, false).filter(|slips| slips.edits > 0) else { continue };
            let word = letters.iter().chain(rest).collect();
            self.keep(Candidate { word, edits: slips.edits, penalty: slips.penalty, class });
            break;
        }
    }

    fn keep(&mut self, candidate: Candidate) {
        let place = self.best.iter().position(|kept| candidate.order() <= kept.order()).unwrap_or(self.best.len());
        if self.best.get(place).is_none_or(|kept| kept.word != candidate.word) {
            self.best.insert(place, candidate);
            self.best.truncate(self.most);
        }
    }

    /// Gives the likeliest words away, the best first.
    #[must_use]
    pub fn into_best(self) -> Vec<Candidate> {
        self.best
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

/// The ranges of the dictionary, beside the word's own, where the likeliest completions of an unfinished word lie if its
/// first letters are mistyped. `beginnings` are those of the archive.
#[must_use]
pub fn further_ranges(manifest: &Manifest, typed: &str, beginnings: &Spellings) -> Vec<u32> {
    let Some(mut candidates) = Candidates::new(typed, true, MOST_BEGINNINGS) else { return Vec::new() };
    beginnings.visit(&mut |beginning, class| candidates.offer_beginning(beginning, class));
    let own = manifest.ranges(typed);
    let mut ranges = Vec::new();
    for candidate in candidates.best() {
        let range = *manifest.ranges(&candidate.word).start();
        if !own.contains(&range) && !ranges.contains(&range) && ranges.len() < MOST_RANGES {
            ranges.push(range);
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::{Candidates, MOST_RANGES, further_ranges};
    use crate::format::corrections::Spellings;
    use crate::format::manifest::{Manifest, Terms};

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

    fn spellings(words: &[(&str, u32)]) -> Spellings {
        Spellings::decode(&Spellings::encode(words)).unwrap()
    }

    #[test]
    fn a_mistyped_beginning_leads_to_the_ranges_of_the_likeliest_ones() {
        let borders = ["b", "e", "f", "m", "n"].map(str::to_owned).to_vec();
        let manifest = Manifest { terms: Terms { borders, ..Terms::default() }, ..Manifest::default() };
        let beginnings =
            spellings(&[("emba", 90), ("memb", 900), ("nmba", 5), ("amba", 7), ("fmba", 1), ("bomb", 800)]);
        assert_eq!(further_ranges(&manifest, "ambass", &beginnings), [2, 5, 3]);
        assert!(further_ranges(&manifest, "emb", &beginnings).is_empty());
        let many: Vec<String> = ('a'..='z').map(|letter| format!("{letter}mba")).collect();
        let many: Vec<(&str, u32)> = many.iter().map(|word| (word.as_str(), 9)).collect();
        assert!(further_ranges(&manifest, "zmbass", &spellings(&many)).len() <= MOST_RANGES);
    }

    #[test]
    fn the_rest_of_what_was_typed_stays_when_its_first_letters_are_corrected() {
        for (typed, beginning) in [("mbassy", "emba"), ("eembassy", "emba"), ("mebassy", "emba"), ("enbassy", "emba")] {
            let mut candidates = Candidates::new(typed, true, 3).unwrap();
            candidates.offer_beginning(beginning, 3);
            assert_eq!(candidates.best()[0].word, "embassy", "{typed}");
        }
    }
}
