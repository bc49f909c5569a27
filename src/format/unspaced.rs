//! Scripts whose writers put no blanks between words: Chinese letters, kana, Thai, Lao, Burmese and Khmer.
//!
//! Without a dictionary nobody can tell where their words end, so that every two neighbouring letters count as a word.
//! A letter is a base with all the signs that stand on, under or beside it: what a reader takes for one.

/// Letters and signs alike: first and last.
const LETTERS: [(char, char); 15] = [
    ('\u{e01}', '\u{e4e}'),
    ('\u{e81}', '\u{ece}'),
    ('\u{edc}', '\u{edf}'),
    ('\u{1000}', '\u{103f}'),
    ('\u{1050}', '\u{108f}'),
    ('\u{109a}', '\u{109d}'),
    ('\u{1780}', '\u{17d3}'),
    // The marks that repeat a Chinese letter, and the Chinese nought.
    ('\u{3005}', '\u{3007}'),
    ('\u{3041}', '\u{309f}'),
    // With the mark of a long vowel, without the dot between words.
    ('\u{30a1}', '\u{30fa}'),
    ('\u{30fc}', '\u{30ff}'),
    ('\u{31f0}', '\u{31ff}'),
    ('\u{3400}', '\u{4dbf}'),
    ('\u{4e00}', '\u{9fff}'),
    ('\u{20000}', '\u{3ffff}'),
];

/// Those of them that belong to the letter before them.
const SIGNS: [(char, char); 17] = [
    ('\u{e31}', '\u{e31}'),
    ('\u{e33}', '\u{e3a}'),
    ('\u{e47}', '\u{e4e}'),
    ('\u{eb1}', '\u{eb1}'),
    ('\u{eb3}', '\u{ebc}'),
    ('\u{ec8}', '\u{ece}'),
    ('\u{102b}', '\u{103e}'),
    ('\u{1056}', '\u{1059}'),
    ('\u{105e}', '\u{1060}'),
    ('\u{1062}', '\u{1064}'),
    ('\u{1067}', '\u{106d}'),
    ('\u{1071}', '\u{1074}'),
    ('\u{1082}', '\u{108d}'),
    ('\u{108f}', '\u{108f}'),
    ('\u{109a}', '\u{109d}'),
    ('\u{17b4}', '\u{17d3}'),
    ('\u{3099}', '\u{309a}'),
];

fn is_in(ranges: &[(char, char)], character: char) -> bool {
    let after = ranges.partition_point(|(first, _)| *first <= character);
    let range = after.checked_sub(1).and_then(|index| ranges.get(index));
    range.is_some_and(|(_, last)| character <= *last)
}

/// Whether a character belongs to a script without blanks.
#[must_use]
pub fn is_unspaced(character: char) -> bool {
    character >= '\u{e01}' && is_in(&LETTERS, character)
}

/// Whether a character of these scripts belongs to the letter that `before` ends.
pub(crate) fn is_sign(character: char, before: char) -> bool {
    match (before, character) {
        // What was put under a letter, in Burmese and in Khmer.
        ('\u{1039}' | '\u{17d2}', _) => is_unspaced(character),
        // A vowel that Unicode knows as one sign and as two.
        ('\u{e4d}', '\u{e32}') | ('\u{ecd}', '\u{eb2}') => true,
        _ => is_in(&SIGNS, character),
    }
}

/// A kana with its voicing mark, which half-width letters and some programs write behind it.
pub(crate) fn voiced(kana: char, mark: char) -> Option<char> {
    let step = match mark {
        '\u{3099}' => 1,
        '\u{309a}' => 2,
        _ => return None,
    };
    let code = u32::from(kana);
    let hiragana = if kana >= '\u{30a1}' { code - 0x60 } else { code };
    let step = match (hiragana, step) {
        // The only vowel with a mark.
        (0x3046, 1) => 0x4e,
        // From "ka" to "ti" and from "tu" to "to" a letter and its voiced one take turns; the small "tu" stands between.
        (0x304b..=0x3061, 1) if hiragana % 2 == 1 => 1,
        (0x3064..=0x3068, 1) if hiragana % 2 == 0 => 1,
        // From "ha" to "ho" both marks have a letter.
        (0x306f..=0x307b, _) if hiragana % 3 == 0 => step,
        _ => return None,
    };
    char::from_u32(code + step)
}

#[cfg(test)]
mod tests {
    use super::{LETTERS, SIGNS, is_sign, is_unspaced, voiced};

    #[test]
    fn the_ranges_are_in_order() {
        for ranges in [&LETTERS[..], &SIGNS[..]] {
            assert!(ranges.is_sorted_by(|a, b| a.0 <= a.1 && a.1 < b.0));
        }
        assert!(SIGNS.iter().all(|(first, last)| is_unspaced(*first) && is_unspaced(*last)));
    }

    #[test]
    fn digits_signs_and_scripts_with_blanks_are_not_among_them() {
        assert!("東のカー々ไทยລາວမြန်မာខ្មែរ".chars().all(is_unspaced));
        assert!(!"・。、๑၁១한글a1é".chars().any(is_unspaced));
    }

    #[test]
    fn a_letter_put_under_another_belongs_to_it() {
        assert!(is_sign('ម', '\u{17d2}') && !is_sign('ម', 'ខ'));
        assert!(is_sign('\u{e32}', '\u{e4d}') && !is_sign('\u{e32}', 'ก'));
    }

    #[test]
    fn kana_take_their_voicing_mark_and_others_do_not() {
        for (kana, mark, joined) in [
            ('カ', '\u{3099}', Some('ガ')),
            ('ト', '\u{3099}', Some('ド')),
            ('つ', '\u{3099}', Some('づ')),
            ('ハ', '\u{309a}', Some('パ')),
            ('ウ', '\u{3099}', Some('ヴ')),
            ('ガ', '\u{3099}', None),
            ('ッ', '\u{3099}', None),
            ('ア', '\u{3099}', None),
            ('カ', '\u{309a}', None),
        ] {
            assert_eq!(voiced(kana, mark), joined, "{kana}");
        }
    }
}
