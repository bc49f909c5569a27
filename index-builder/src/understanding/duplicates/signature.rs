//! What is kept of each article until all are known: numbers that agree where texts agree.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::SHORT;
use super::words::each_word;

/// So many numbers estimate how much two texts have in common, with a deviation of a tenth.
pub(super) const HASHES: usize = 28;
/// Sequences of so many words are compared.
const SHINGLE: usize = 4;
/// Less than this, title and text together, says too little to be called the same.
const FEWEST_WORDS: u32 = 6;

/// A few numbers that agree for texts that agree: 72 bytes, however long the text is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Of all sequences of words the least by each of several hash functions (MinHash), of which the lower half tells enough.
    least: [u16; HASHES],
    /// How many words the text has.
    words: u32,
    /// Of all numbers in the text, in any order; 0 where there are none.
    numbers: u32,
    /// Of all words of title and text.
    whole: u64,
}

impl Default for Signature {
    fn default() -> Self {
        Self { least: [u16::MAX; HASHES], words: 0, numbers: 0, whole: 0 }
    }
}

impl Signature {
    /// Of a title and a text.
    #[must_use]
    pub fn of(title: Option<&str>, text: &str) -> Self {
        let mut signature = Self::default();
        let mut in_title = 0_u32;
        each_word(title.unwrap_or_default(), |folded, _, _| {
            signature.whole = chained(signature.whole, xxh3_64(folded.as_bytes()));
            in_title += 1;
        });
        // So that words can't move from one to the other.
        signature.whole = chained(signature.whole, u64::from(in_title));
        let mut least = [u32::MAX; HASHES];
        let mut recent = [0_u64; SHINGLE];
        each_word(text, |folded, _, _| {
            let hash = xxh3_64(folded.as_bytes());
            signature.whole = chained(signature.whole, hash);
            signature.words = signature.words.saturating_add(1);
            if folded.bytes().any(|byte| byte.is_ascii_digit()) {
                signature.numbers = signature.numbers.wrapping_add(mixed(hash) as u32);
            }
            recent.rotate_left(1);
            if let Some(last) = recent.last_mut() {
                *last = hash;
            }
            if signature.words as usize >= SHINGLE {
                lower(&mut least, recent.iter().fold(0, |all, word| chained(all, *word)));
            }
        });
        signature.least = least.map(|least| least as u16);
        if signature.words + in_title < FEWEST_WORDS {
            signature.whole = 0;
        }
        signature
    }

    /// The same for an article with a date, as in [`Article::date`](crate::article::Article::date).
    ///
    /// A short notice that returns every year in the same words is another one each time. A long text is the same whatever
    /// the date of its reprint.
    #[must_use]
    pub fn dated(mut self, date: Option<&str>) -> Self {
        if let Some(day) = date.and_then(|date| date.get(..10)).filter(|_| self.whole != 0 && self.words < SHORT) {
            self.whole = chained(self.whole, xxh3_64(day.as_bytes()));
        }
        self
    }

    /// How many words the text has.
    pub(super) fn words(&self) -> u32 {
        self.words
    }

    /// The same for the same words in title and text; `None` for a text that says too little.
    pub(super) fn whole(&self) -> Option<u64> {
        (self.whole != 0).then_some(self.whole)
    }

    /// The numbers from one place on, round to the place before it.
    pub(super) fn from(&self, place: usize) -> impl Iterator<Item = &u16> {
        self.least.iter().cycle().skip(place).take(HASHES)
    }

    /// The same for texts with the same figures; `None` for a text without any.
    pub(super) fn numbers(&self) -> Option<u32> {
        (self.numbers != 0).then_some(self.numbers)
    }

    /// How many of the numbers agree.
    pub(super) fn agreement(&self, other: &Self) -> usize {
        self.least.iter().zip(&other.least).filter(|(a, b)| a == b).count()
    }
}

/// Takes a sequence of words into the least numbers.
fn lower(least: &mut [u32; HASHES], shingle: u64) {
    for (least, factor) in least.iter_mut().zip(FACTORS) {
        *least = (*least).min((shingle.wrapping_mul(factor) >> 32) as u32);
    }
}

/// Mixes a hash into those before it, so that order counts.
fn chained(before: u64, hash: u64) -> u64 {
    mixed(before.rotate_left(23) ^ hash)
}

/// The finaliser of SplitMix64.
const fn mixed(mut number: u64) -> u64 {
    number = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

/// One hash function each: odd, and otherwise any.
const FACTORS: [u64; HASHES] = {
    let mut factors = [0; HASHES];
    let mut index = 0;
    while index < HASHES {
        factors[index] = mixed(index as u64) | 1;
        index += 1;
    }
    factors
};

#[cfg(test)]
mod tests {
    use super::{HASHES, Signature};

    fn numbered(words: std::ops::Range<usize>) -> String {
        words.map(|n| format!("word{n} ")).collect()
    }

    #[test]
    fn an_article_costs_no_more_than_the_archive_can_bear() {
        assert!(size_of::<Signature>() <= 72);
    }

    #[test]
    fn signatures_agree_as_far_as_texts_do() {
        let of = |from, to| Signature::of(None, &numbered(from..to));
        assert_eq!(of(0, 300).agreement(&of(0, 300)), HASHES);
        assert!(of(0, 300).agreement(&of(1_000, 1_300)) <= 1);
        let half = of(0, 300).agreement(&of(100, 400));
        assert!((8..=20).contains(&half), "{half}");
    }

    #[test]
    fn title_and_text_are_told_apart_and_too_few_words_say_nothing() {
        let of = |title, text| Signature::of(Some(title), text).whole();
        assert_ne!(of("The harbour of Marwan", "is closed today"), of("The harbour", "of Marwan is closed today"));
        assert_eq!(of("Photographs", "None yet"), None);
    }
}
