//! The words of a text, folded, one after the other.

use core::ops::Range;

use super::slicing::{behind, part};
use super::{Class, Folding, small};
use crate::format::unspaced::{is_sign, is_unspaced, voiced};

/// The longest word, in bytes of its folded form; what is longer is cut, in articles and queries alike.
pub const LONGEST_WORD: usize = 64;

/// What a word is in the text that it was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A word between blanks or signs.
    Whole,
    /// Two neighbouring letters of a run; the next word begins with the second of them.
    Pair,
    /// The last letter of a run, behind its pairs. It adds nothing to them where a whole run is sought, but without it a
    /// word that begins with this letter would not stand everywhere the letter does.
    Last,
    /// A run of one letter.
    Single,
}

/// The words of a text; see [`Folding::words`].
#[derive(Debug)]
pub struct Words<'f, 't> {
    folding: &'f Folding,
    text: &'t str,
    at: usize,
    undivided: bool,
    part: Part,
}

impl<'f, 't> Words<'f, 't> {
    pub(super) fn new(folding: &'f Folding, text: &'t str, undivided: bool) -> Self {
        Self { folding, text, at: 0, undivided, part: Part::Whole }
    }

    /// Puts the next word, folded, into `word` and gives its place in the text in bytes.
    pub fn next_into(&mut self, word: &mut String) -> Option<Range<usize>> {
        word.clear();
        self.plain(word).or_else(|| self.any(word))
    }

    /// The next word where it and what ends it are ASCII letters, digits and dividers: most texts are mostly so, and nothing has to be looked
    /// up for them. Leaves the word empty otherwise.
    fn plain(&mut self, word: &mut String) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        while bytes.get(start).is_some_and(|byte| kind(*byte) == Kind::Divider) {
            start += 1;
        }
        let mut end = start;
        while bytes.get(end).is_some_and(|byte| kind(*byte) == Kind::Letter) {
            end += 1;
        }
        if end == start || bytes.get(end).is_none_or(|byte| kind(*byte) != Kind::Divider) {
            return None;
        }
        (self.at, self.part) = (end, Part::Whole);
        word.push_str(part(self.text, start..end));
        word.make_ascii_lowercase();
        cut(word);
        Some(start..end)
    }

    fn any(&mut self, word: &mut String) -> Option<Range<usize>> {
        let (mut start, mut end) = (None, self.at);
        let (mut joined, mut letters, mut second) = (false, 0, None);
        for (offset, character) in behind(self.text, self.at).char_indices() {
            let place = self.at + offset;
            let folded = match self.folding.class(character) {
                Class::Letter(folded) => Folded::Text(folded),
                Class::Itself => Folded::One(small(character)),
                Class::Mark if start.is_some() && !joined => Folded::Text(""),
                Class::Joiner if start.is_some() && !joined => {
                    joined = true;
                    continue;
                }
                _ if start.is_some() => break,
                _ => continue,
            };
            if let Some(first) = folded.first() {
                let unspaced = is_unspaced(first);
                let is_new = unspaced && !(start.is_some() && is_sign(first, word.chars().next_back().unwrap_or(' ')));
                let divides = joined && (unspaced || letters > 0 || place != end + joint(self.text, end));
                if start.is_some() && (divides || unspaced != (letters > 0)) || is_new && letters == 2 {
                    break;
                }
                if is_new && (letters == 0 || !self.undivided) {
                    letters += 1;
                    second = (letters == 2).then_some(place);
                }
            }
            folded.put(word);
            start.get_or_insert(place);
            end = place + character.len_utf8();
            joined = false;
        }
        self.part = match letters {
            _ if self.undivided => Part::Whole,
            0 => Part::Whole,
            2 => Part::Pair,
            _ if self.part == Part::Pair => Part::Last,
            _ => Part::Single,
        };
        self.at = second.unwrap_or(end.max(self.at));
        let start = start?;
        cut(word);
        Some(start..end)
    }

    /// What the word is that [`Self::next_into`] found last.
    #[must_use]
    pub fn part(&self) -> Part {
        self.part
    }
}

/// What a byte is where nothing has to be looked up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Divider,
    Other,
}

/// Looked at for each byte of a text: one place in a table rather than six comparisons.
#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
static KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Other; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        let kind = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Kind::Letter,
            b'\'' => Kind::Other,
            _ => Kind::Divider,
        };
        kinds[byte as usize] = kind;
        byte += 1;
    }
    kinds
};

fn kind(byte: u8) -> Kind {
    KINDS.get(usize::from(byte)).copied().unwrap_or(Kind::Other)
}

/// What a character folds to.
enum Folded<'f> {
    One(char),
    Text(&'f str),
}

impl Folded<'_> {
    fn first(&self) -> Option<char> {
        match self {
            Self::One(character) => Some(*character),
            Self::Text(text) => text.chars().next(),
        }
    }

    /// Appends it to a word. A voicing mark becomes one with its kana.
    fn put(&self, word: &mut String) {
        match self {
            Self::Text(text) => word.push_str(text),
            Self::One(character) => word.push(*character),
        }
        if let Some(mark @ '\u{3099}'..='\u{309a}') = self.first() {
            let mut before = word.chars().rev();
            before.next();
            if let Some(joined) = before.next().and_then(|kana| voiced(kana, mark)) {
                word.pop();
                word.pop();
                word.push(joined);
            }
        }
    }
}

/// The length of the one joiner that stands at `place`.
fn joint(text: &str, place: usize) -> usize {
    behind(text, place).chars().next().map_or(0, char::len_utf8)
}

fn cut(word: &mut String) {
    if word.len() > LONGEST_WORD {
        let end = (0..=LONGEST_WORD).rev().find(|end| word.is_char_boundary(*end)).unwrap_or_default();
        word.truncate(end);
    }
}

impl Iterator for Words<'_, '_> {
    type Item = (String, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let mut word = String::new();
        self.next_into(&mut word).map(|place| (word, place))
    }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::format::folding::{Folding, FoldingTable};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn plain_words_are_read_as_all_others_are(text in "[a-zA-Z0-9 .'\u{301}é東京-]{0,40}") {
            let folds = [("e".to_owned(), "é".to_owned()), (String::new(), "\u{301}".to_owned())];
            let letters = vec![('一', '龠')];
            let folding = Folding::new(&FoldingTable { letters, folds: folds.into_iter().collect(), ..FoldingTable::default() });
            let (mut one, mut other) = (Words::new(&folding, &text, false), Words::new(&folding, &text, false));
            let (mut word, mut same) = (String::new(), String::new());
            loop {
                let (place, expected) = (one.next_into(&mut word), { same.clear(); other.any(&mut same) });
                prop_assert_eq!((&place, &word, one.part()), (&expected, &same, other.part()));
                if place.is_none() {
                    break;
                }
            }
        }
    }
}
