//! Words and how they are folded, by a table of the archive's own characters.
//!
//! The builder makes the table with all that Unicode knows; the engine only looks characters up. A character that is not
//! in it occurs in no article, and divides words.
//!
//! In scripts without blanks a run of letters is cut into overlapping pairs, in articles and queries alike.

mod slicing;
mod words;

pub use slicing::{around, before, behind, holds, is_plain, part, pieces};
pub use words::{LONGEST_WORD, Part, Words};

use core::ops::Range;
use serde::Serialize;

use super::by_name::ByName;
use super::json::Reader;
use super::unspaced::is_sign;
use crate::sorting;

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
            _ => reader.text_into(&mut table.joiners),
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

/// The small letter of a capital of ASCII, Greek or Cyrillic, where it stands at a fixed distance; any other as it is.
#[must_use]
pub fn small(character: char) -> char {
    let step = match character {
        'A'..='Z' | 'Α'..='Ω' | 'А'..='Я' => 0x20,
        'Ѐ'..='Џ' => 0x50,
        _ => return character,
    };
    char::from_u32(u32::from(character) + step).unwrap_or(character)
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

    /// The words of a text in order; runs of a script without blanks as pairs.
    #[must_use]
    pub fn words<'f, 't>(&'f self, text: &'t str) -> Words<'f, 't> {
        Words::new(self, text, false)
    }

    /// The words of a text in order; runs of a script without blanks as they are.
    #[must_use]
    pub fn undivided<'f, 't>(&'f self, text: &'t str) -> Words<'f, 't> {
        Words::new(self, text, true)
    }

    /// A text's words, folded, divided by single blanks: how facet values are compared.
    #[must_use]
    pub fn fold(&self, text: &str) -> String {
        let mut folded = String::new();
        let mut words = self.undivided(text);
        let mut word = String::new();
        while words.next_into(&mut word).is_some() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(&word);
        }
        folded
    }

    /// Whether a character belongs to the letter before it, so that nothing may be cut between them.
    pub(crate) fn is_mark(&self, character: char) -> bool {
        !character.is_ascii() && (is_sign(character, ' ') || matches!(self.class(character), Class::Mark))
    }

    fn class(&self, character: char) -> Class<'_> {
        if character.is_ascii() {
            return match character {
                'a'..='z' | '0'..='9' | 'A'..='Z' => Class::Itself,
                '\'' => Class::Joiner,
                _ => Class::Divider,
            };
        }
        let character = small(character);
        if let Ok(found) = self.folds.binary_search_by_key(&character, |(character, _)| *character) {
            let text = self.folds.get(found).and_then(|(_, range)| self.folded.get(range.clone())).unwrap_or_default();
            return if text.is_empty() { Class::Mark } else { Class::Letter(text) };
        }
        let after = self.letters.partition_point(|(first, _)| *first <= character);
        let range = after.checked_sub(1).and_then(|index| self.letters.get(index));
        if range.is_some_and(|(_, last)| character <= *last) {
            return Class::Itself;
        }
        if holds(&self.joiners, character) { Class::Joiner } else { Class::Divider }
    }
}

/// Whether a character looks like part of a word, be it in the archive or not: all but the blocks of signs and pictures. (What Unicode
/// says exactly is 2 KB of tables.)
#[must_use]
pub fn is_letter_or_digit(character: char) -> bool {
    match character {
        '\0'..='\u{7f}' => character.is_ascii_alphanumeric(),
        'ª' | 'µ' | 'º' => true,
        '\u{80}'..='\u{bf}' | '×' | '÷' | '،' | '؛' | '؟' => false,
        // Punctuation, arrows, lines, dingbats; signs of East Asian writing; pictures.
        '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20ff}' | '\u{2190}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}' => false,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{303d}'..='\u{303f}' => false,
        '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' => false,
        '\u{1f000}'..='\u{1faff}' => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{Folding, FoldingTable, LONGEST_WORD, Part, around, is_letter_or_digit};

    fn folding() -> Folding {
        let folds =
            [("e", "éÉ"), ("ss", "ß"), ("", "\u{301}\u{640}"), ("ا", "أإ"), ("カ", "ｶ"), ("\u{3099}", "\u{ff9e}")];
        Folding::new(&FoldingTable {
            letters: vec![('ء', 'ي'), ('ก', '๎'), ('ក', '៓'), ('一', '龠'), ('가', '힣')],
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

    fn parts(text: &str) -> Vec<(String, &str, Part)> {
        let folding = folding();
        let mut stream = folding.words(text);
        let mut parts = Vec::new();
        while let Some((word, place)) = stream.next() {
            parts.push((word, &text[place], stream.part()));
        }
        parts
    }

    #[test]
    fn a_run_without_blanks_is_cut_into_overlapping_pairs() {
        let part = |word: &str, written, part| (word.to_owned(), written, part);
        assert_eq!(
            parts("東京港a 東。x東京"),
            [
                part("東京", "東京", Part::Pair),
                part("京港", "京港", Part::Pair),
                part("港", "港", Part::Last),
                part("a", "a", Part::Whole),
                part("東", "東", Part::Single),
                part("x", "x", Part::Whole),
                part("東京", "東京", Part::Pair),
                part("京", "京", Part::Last),
            ]
        );
    }

    #[test]
    fn every_letter_of_a_run_begins_a_word() {
        let text = "東京港東京";
        let begins: Vec<_> = folding().words(text).map(|(_, place)| place.start).collect();
        assert_eq!(begins, [0, 3, 6, 9, 12]);
    }

    #[test]
    fn signs_stay_with_their_letter_and_marks_that_fold_to_nothing_too() {
        let words = |text: &'static str| parts(text).into_iter().map(|(word, ..)| word).collect::<Vec<_>>();
        assert_eq!(words("ที่นี่"), ["ที่นี่", "นี่"]);
        assert_eq!(words("ខ្មែរ"), ["ខ្មែរ", "រ"]);
        assert_eq!(words("東\u{640}京"), ["東京", "京"]);
        assert_eq!(words("ｶ\u{ff9e}ｶ"), ["ガカ", "カ"]);
    }

    #[test]
    fn a_run_can_be_had_whole_and_is_whole_as_a_value() {
        let folding = folding();
        let words: Vec<_> = folding.undivided("東京港x").map(|(word, _)| word).collect();
        assert_eq!(words, ["東京港", "x"]);
        assert_eq!(folding.fold("東京 港x"), "東京 港 x");
    }

    #[test]
    fn a_very_long_word_is_cut_at_a_character() {
        let long = "é".repeat(10) + &"한".repeat(100);
        let (word, place) = folding().words(&long).next().unwrap();
        assert!(word.len() <= LONGEST_WORD && word.len() > LONGEST_WORD - 3);
        assert_eq!(place, 0..long.len());
    }

    #[test]
    fn a_part_is_found_where_it_stands_first() {
        assert_eq!(around("2003..2005..", ".."), Some(("2003", "2005..")));
        assert_eq!(around("é embasy é", "embasy"), Some(("é ", " é")));
        assert_eq!((around("2003", ".."), around("", "a"), around("é", "\u{a9}")), (None, None, None));
    }

    #[test]
    fn letters_and_digits_of_all_scripts_are_told_from_signs() {
        for character in "aZ7éßøЖжأ٣中ひハ한กअა𐍈ꙮ".chars() {
            assert!(is_letter_or_digit(character), "{character}");
        }
        for character in " -!?…—“”«»·×÷،؟。「」（！€→■☺🙂\u{200b}".chars() {
            assert!(!is_letter_or_digit(character), "{character}");
        }
    }

    #[test]
    fn capitals_of_three_scripts_need_no_place_in_the_table() {
        let smalls: String = "AZ ΑΩ АЯЁЇ éÉ١".chars().map(super::small).collect();
        assert_eq!(smalls, "az αω аяёї éÉ١");
        let folding = Folding::new(&FoldingTable { letters: vec![('а', 'я')], ..FoldingTable::default() });
        assert_eq!(folding.fold("МОСКВА Москва"), "москва москва");
    }

    #[test]
    fn any_text_has_an_end() {
        for text in ["'", "''", "a'", "a'\u{301}b", "\u{301}", "a\u{301}'\u{301}b", "’’é’’", "東'京", "'東a'京", ""]
        {
            assert!(folding().words(text).count() <= 4, "{text:?}");
        }
    }
}
