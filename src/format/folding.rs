//! Words and how they are folded, by a table of the archive's own characters.
//!
//! The builder makes the table with all that Unicode knows; the engine only looks characters up. A character that is not
//! in it occurs in no article, and divides words.

use core::ops::Range;
use serde::Serialize;

use super::by_name::ByName;
use super::json::Reader;
use crate::sorting;

/// The longest word, in bytes of its folded form; what is longer is cut, in articles and queries alike.
pub const LONGEST_WORD: usize = 64;

/// The table as it stands in the manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct FoldingTable {
    /// Ranges (first, last) of the letters and digits that fold to themselves, beyond ASCII.
    pub letters: Vec<(char, char)>,
    /// What folds to something else: the folded text, and all characters that fold to it. Those that fold to nothing
    /// (accents, tatweel) belong to the word before them.
    pub folds: ByName<String>,
    /// What belongs to a word only between two letters, and folds to nothing: apostrophes.
    pub joiners: String,
}

impl FoldingTable {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let mut table = Self::default();
        reader.object(&["letters", "folds", "joiners"], 3, &mut |reader, field| match field {
            0 => reader.array(&mut |reader| table.letters.push(range(reader))),
            1 => reader.map(&mut |reader, folded| {
                table.folds.insert(folded.to_owned(), reader.text());
            }),
            _ => table.joiners = reader.text(),
        });
        table
    }
}

fn range(reader: &mut Reader<'_>) -> (char, char) {
    let mut range = ['\0'; 2];
    reader.tuple(2, &mut |reader, place| {
        let text = reader.text();
        let mut characters = text.chars();
        match (range.get_mut(place), characters.next(), characters.next()) {
            (Some(end), Some(character), None) => *end = character,
            _ => reader.fail("one character is expected"),
        }
    });
    range.into()
}

/// The table, ready for looking up.
#[derive(Clone, Debug)]
pub struct Folding {
    letters: Vec<(char, char)>,
    /// Sorted by character; the folded text is `folded[range]`.
    folds: Vec<(char, Range<usize>)>,
    folded: String,
    joiners: String,
}

enum Class<'f> {
    /// Part of a word, folded to this.
    Letter(&'f str),
    /// Folds to itself.
    Itself,
    /// Belongs to the word before it.
    Mark,
    /// Belongs to the word if a letter follows.
    Joiner,
    /// Divides words.
    Divider,
}

impl Folding {
    /// Makes the table ready.
    #[must_use]
    pub fn new(table: &FoldingTable) -> Self {
        let mut folded = String::new();
        let mut folds = Vec::new();
        for (text, characters) in &table.folds {
            let start = folded.len();
            folded.push_str(text);
            folds.extend(characters.chars().map(|character| (character, start..folded.len())));
        }
        sorting::sort_by(&mut folds, |(a, _), (b, _)| a.cmp(b));
        let mut letters = table.letters.clone();
        sorting::sort_by(&mut letters, Ord::cmp);
        Self { letters, folds, folded, joiners: table.joiners.clone() }
    }

    /// The words of a text in order.
    #[must_use]
    pub fn words<'f, 't>(&'f self, text: &'t str) -> Words<'f, 't> {
        Words { folding: self, text, at: 0 }
    }

    /// A text's words, folded, divided by single blanks: how facet values are compared.
    #[must_use]
    pub fn fold(&self, text: &str) -> String {
        let mut folded = String::new();
        let mut words = self.words(text);
        let mut word = String::new();
        while words.next_into(&mut word).is_some() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(&word);
        }
        folded
    }

    fn class(&self, character: char) -> Class<'_> {
        if character.is_ascii() {
            return match character {
                'a'..='z' | '0'..='9' | 'A'..='Z' => Class::Itself,
                '\'' => Class::Joiner,
                _ => Class::Divider,
            };
        }
        if let Ok(found) = self.folds.binary_search_by_key(&character, |(character, _)| *character) {
            let text = self.folds.get(found).and_then(|(_, range)| self.folded.get(range.clone())).unwrap_or_default();
            return if text.is_empty() { Class::Mark } else { Class::Letter(text) };
        }
        let after = self.letters.partition_point(|(first, _)| *first <= character);
        let range = after.checked_sub(1).and_then(|index| self.letters.get(index));
        if range.is_some_and(|(_, last)| character <= *last) {
            return Class::Itself;
        }
        if self.joiners.contains(character) { Class::Joiner } else { Class::Divider }
    }
}

/// The words of a text; see [`Folding::words`].
#[derive(Debug)]
pub struct Words<'f, 't> {
    folding: &'f Folding,
    text: &'t str,
    at: usize,
}

impl Words<'_, '_> {
    /// Puts the next word, folded, into `word` and gives its place in the text in bytes.
    pub fn next_into(&mut self, word: &mut String) -> Option<Range<usize>> {
        word.clear();
        let mut start = None;
        let (mut end, mut joined) = (self.at, false);
        for (offset, character) in self.text.get(self.at..)?.char_indices() {
            let place = self.at + offset;
            match self.folding.class(character) {
                Class::Letter(_) | Class::Itself
                    if start.is_some() && joined && place != end + joint(self.text, end) =>
                {
                    break;
                }
                Class::Letter(folded) => word.push_str(folded),
                Class::Itself => word.push(character.to_ascii_lowercase()),
                Class::Mark if start.is_some() && !joined => {}
                Class::Joiner if start.is_some() && !joined => {
                    joined = true;
                    continue;
                }
                _ if start.is_some() => break,
                _ => continue,
            }
            start.get_or_insert(place);
            end = place + character.len_utf8();
            joined = false;
        }
        self.at = end.max(self.at);
        let start = start?;
        cut(word);
        Some(start..end)
    }
}

/// The length of the one joiner that stands at `place`.
fn joint(text: &str, place: usize) -> usize {
    text.get(place..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
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
    use super::{Folding, FoldingTable, LONGEST_WORD};

    fn folding() -> Folding {
        let folds = [("e", "éÉ"), ("ss", "ß"), ("", "\u{301}\u{640}"), ("ا", "أإ")];
        Folding::new(&FoldingTable {
            letters: vec![('ء', 'ي'), ('一', '龠')],
            folds: folds.into_iter().map(|(to, from)| (to.to_owned(), from.to_owned())).collect(),
            joiners: "’".into(),
        })
    }

    fn words(text: &str) -> Vec<(String, &str)> {
        let folding = folding();
        folding.words(text).map(|(word, place)| (word, &text[place])).collect()
    }

    #[test]
    fn case_and_accents_are_folded_and_the_place_is_the_words_own() {
        assert_eq!(
            words("Le CAFÉ, cafe\u{301}!"),
            [("le".into(), "Le"), ("cafe".into(), "CAFÉ"), ("cafe".into(), "cafe\u{301}")]
        );
        assert_eq!(words("Straße"), [("strasse".into(), "Straße")]);
        assert_eq!(words("أكتـوبر")[0].0, "اكتوبر");
    }

    #[test]
    fn an_apostrophe_joins_letters_but_does_not_end_a_word() {
        assert_eq!(
            words("Kadhimi’s players' 'quoted' o''brien"),
            [
                ("kadhimis".into(), "Kadhimi’s"),
                ("players".into(), "players"),
                ("quoted".into(), "quoted"),
                ("o".into(), "o"),
                ("brien".into(), "brien"),
            ]
        );
    }

    #[test]
    fn what_no_article_contains_divides_words() {
        assert_eq!(
            words("al-Kadhimi_2020ﷺx"),
            [("al".into(), "al"), ("kadhimi".into(), "Kadhimi"), ("2020".into(), "2020"), ("x".into(), "x"),]
        );
    }

    #[test]
    fn a_very_long_word_is_cut_at_a_character() {
        let long = "é".repeat(10) + &"漢".repeat(100);
        let (word, place) = folding().words(&long).next().unwrap();
        assert!(word.len() <= LONGEST_WORD && word.len() > LONGEST_WORD - 3);
        assert_eq!(place, 0..long.len());
    }

    #[test]
    fn any_text_has_an_end() {
        for text in ["'", "''", "a'", "a'\u{301}b", "\u{301}", "a\u{301}'\u{301}b", "’’é’’", ""] {
            assert!(folding().words(text).count() <= 3, "{text:?}");
        }
    }
}
