//! The words of texts, cut once: whoever types has the same ten texts searched at each key.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::format::article::ArticleRecord;
use crate::format::folding::{Folding, LONGEST_WORD};

/// The words of a longer text, in bytes, are cut each time: they take up to six times its room, or twelve in scripts without blanks, as
/// they grow by doubling. (Giving back what they don't need would be a hundred bytes of the module.)
const KEPT: usize = 64 << 10;

/// An article as it is held.
#[derive(Clone, Debug)]
pub(super) struct HeldArticle {
    pub(super) record: ArticleRecord,
    title: OnceLock<TextWords>,
    text: OnceLock<TextWords>,
}

/// The words of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct TextWords {
    pub(super) words: Vec<TextWord>,
    /// Their folded forms, one behind the other.
    pub(super) folded: String,
}

/// A word in it; texts are far shorter than the numbers here reach.
#[derive(Clone, Debug)]
pub(super) struct TextWord {
    /// Its bytes in the text.
    pub(super) start: u32,
    pub(super) end: u32,
    /// How many bytes its folded form has.
    pub(super) length: u8,
    /// See [`sign`].
    pub(super) sign: u8,
}

impl HeldArticle {
    pub(super) const fn new(record: ArticleRecord) -> Self {
        Self { record, title: OnceLock::new(), text: OnceLock::new() }
    }

    pub(super) fn title_words(&self, folding: &Folding) -> Cow<'_, TextWords> {
        words(&self.title, folding, self.record.title.as_deref().unwrap_or_default())
    }

    pub(super) fn text_words(&self, folding: &Folding) -> Cow<'_, TextWords> {
        words(&self.text, folding, &self.record.text)
    }
}

fn words<'w>(kept: &'w OnceLock<TextWords>, folding: &Folding, text: &str) -> Cow<'w, TextWords> {
    let cut = || TextWords::of(folding, text);
    if text.len() > KEPT { Cow::Owned(cut()) } else { Cow::Borrowed(kept.get_or_init(cut)) }
}

impl TextWords {
    pub(super) fn of(folding: &Folding, text: &str) -> Self {
        let (mut words, mut folded) = (Vec::new(), String::new());
        let (mut stream, mut word) = (folding.words(text), String::new());
        while let Some(place) = stream.next_into(&mut word) {
            folded.push_str(&word);
            let (start, end) = (place.start as u32, place.end as u32);
            words.push(TextWord { start, end, length: word.len() as u8, sign: sign(&word) });
        }
        Self { words, folded }
    }
}

/// A number below 64 by the first byte and the length of a folded word.
pub(super) fn sign(word: &str) -> u8 {
    let first = word.as_bytes().first().copied().unwrap_or_default();
    ((usize::from(first) * 5 + word.len().min(LONGEST_WORD)) % 64) as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{HeldArticle, KEPT, TextWords};
    use crate::format::article::ArticleRecord;
    use crate::format::folding::{Folding, FoldingTable};

    /// The words as the text's own stream gives them.
    fn read(folding: &Folding, words: &TextWords) -> Vec<(String, std::ops::Range<usize>)> {
        let mut folded = words.folded.as_str();
        let mut word = |length: u8| {
            let (word, rest) = folded.split_at(usize::from(length));
            folded = rest;
            word.to_owned()
        };
        let all = words.words.iter();
        let all = all.map(|one| (word(one.length), one.start as usize..one.end as usize)).collect();
        assert!(folding.words("").next().is_none() && folded.is_empty());
        all
    }

    proptest! {
        #[test]
        fn the_words_of_a_text_are_kept_as_they_stand(text in "[a-zA-Z0-9 .'\u{301}é東京-]{0,60}|[a-z]{60,70} x") {
            let folds = [("e".to_owned(), "é".to_owned()), (String::new(), "\u{301}".to_owned())];
            let letters = vec![('一', '龠')];
            let table = FoldingTable { letters, folds: folds.into_iter().collect(), ..FoldingTable::default() };
            let folding = Folding::new(&table);
            let words = TextWords::of(&folding, &text);
            prop_assert_eq!(read(&folding, &words), folding.words(&text).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_long_text_has_its_words_and_keeps_none() {
        let folding = Folding::new(&FoldingTable::default());
        let words = |words: usize| {
            let record = ArticleRecord { text: "grain ".repeat(words), ..ArticleRecord::default() };
            let held = HeldArticle::new(record);
            assert_eq!(held.text_words(&folding).words.len(), words);
            assert_eq!(held.title_words(&folding).words.len(), 0);
            held.text.get().is_some()
        };
        assert!(words(9) && !words(KEPT / 6 + 1));
    }
}
