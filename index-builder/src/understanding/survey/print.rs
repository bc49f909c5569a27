//! What two lines have in common that say the same.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::written_date::month;

/// A longer line is compared as it is written.
const LONGEST_COMPARED: usize = 400;
/// In a longer line a month's name is part of a sentence.
const LONGEST_DATED: usize = 100;

/// So many digits without letters are a telephone number.
const DIGITS: usize = 6;

/// The print of a line, twice: with its numbers and without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    /// Equal but for case, blanks and punctuation.
    pub exact: u64,
    /// Equal but for numbers and months as well: a counter, a page's number, the date of the last change.
    pub vague: u64,
}

/// `None` where a line says nothing: a divider, a page's number.
pub fn of(line: &str) -> Option<Print> {
    if line.len() > LONGEST_COMPARED {
        let hash = xxh3_64(line.as_bytes());
        return Some(Print { exact: hash, vague: hash });
    }
    let mut folded = String::with_capacity(line.len());
    let (mut letters, mut digits) = (false, 0);
    for c in line.chars() {
        if c.is_alphanumeric() {
            letters |= !c.is_numeric();
            digits += usize::from(c.is_numeric());
            folded.extend(c.to_lowercase());
        } else if !folded.ends_with(' ') && !is_joined(c) {
            folded.push(' ');
        }
    }
    let exact = xxh3_64(folded.trim().as_bytes());
    if !letters {
        return (digits >= DIGITS).then_some(Print { exact, vague: exact });
    }
    let vague = without_numbers(&folded).map_or(exact, |text| xxh3_64(text.as_bytes()));
    Some(Print { exact, vague })
}

/// Marks inside a word: vowel signs of Arabic, an apostrophe.
fn is_joined(c: char) -> bool {
    matches!(c, '\'' | '’' | '\u{64b}'..='\u{652}' | '\u{640}' | '\u{200b}'..='\u{200f}')
}

/// The line with one sign for every number, and for every month where there is a number; `None` where it has none.
fn without_numbers(folded: &str) -> Option<String> {
    if !folded.chars().any(char::is_numeric) {
        return None;
    }
    let mut vague = String::with_capacity(folded.len());
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        vague.push(' ');
        if folded.len() <= LONGEST_DATED && month(word).is_some() {
            vague.push('#');
            continue;
        }
        for c in word.chars() {
            if !c.is_numeric() {
                vague.push(c);
            } else if !vague.ends_with('0') {
                vague.push('0');
            }
        }
    }
    Some(vague)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn lines_that_differ_in_a_number_or_a_month_only_are_vaguely_equal() {
        for (one, other) in [
            ("News, September 2020", "NEWS - June 1999"),
            ("You are visitor 12,345", "You are visitor 987,654"),
            ("Page 3 of 9", "Page 10 of 12"),
            ("آخر تحديث: ٣ يونيو ٢٠١٢", "آخر تحديث: 14 مارس 2011"),
        ] {
            let (one, other) = (of(one).unwrap(), of(other).unwrap());
            assert_eq!(one.vague, other.vague);
            assert_ne!(one.exact, other.exact);
        }
    }

    #[test]
    fn case_blanks_and_marks_make_no_difference_and_words_do() {
        assert_eq!(of("Back to Top"), of("[ back to top ]"));
        assert_ne!(of("Back to Top"), of("Back to Topics"));
        assert_eq!(of("*** 12 ***"), None);
    }
}
