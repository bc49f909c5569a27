//! Dates as people write them, in English; numbers only where their order is certain.

use dalil::format::date::PartialDate;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// One number or word of a text, with what stands before it.
struct Token<'t> {
    text: &'t str,
    before: &'t str,
}

/// The first date in a text, as precise as it is written.
#[must_use]
pub fn find(text: &str) -> Option<PartialDate> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|start| date_at(tokens.get(start..)?))
}

/// The month that a word names, in full or by its first three or four letters.
#[must_use]
pub fn month(word: &str) -> Option<u8> {
    let word = word.to_ascii_lowercase();
    let named = |month: &str| month == word || ((3..=4).contains(&word.len()) && month.starts_with(&word));
    let index = MONTHS.iter().position(|month| named(month))?;
    u8::try_from(index + 1).ok()
}

/// A year that an archive can hold.
#[must_use]
pub fn year(word: &str) -> Option<u16> {
    let digits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| digits && (1700..2100).contains(year))
}

/// A day of a month: `7`, `07`, `7th`.
#[must_use]
pub fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.get(digits.len()..)?.to_ascii_lowercase();
    let plain = digits.len() <= 2 && ["", "st", "nd", "rd", "th"].contains(&ending.as_str());
    digits.parse().ok().filter(|day| plain && (1..=31).contains(day))
}

fn date_at(tokens: &[Token<'_>]) -> Option<PartialDate> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text);
    let divided = |index: usize| tokens.get(index).map_or("", |token| token.before);
    let (first, second, third) = (word(0), word(1), word(2));
    // September 28, 2020; 28 September 2020; 28 Sept. 2020.
    if let (Some(month), Some(day), Some(year)) = (month(first), day(second), year(third)) {
        return valid(year, Some(month), Some(day));
    }
    if let (Some(day), Some(month), Some(year)) = (day(first), month(second), year(third)) {
        return valid(year, Some(month), Some(day));
    }
    // September 2020.
    if let (Some(month), Some(year)) = (month(first), year(second)) {
        return valid(year, Some(month), None);
    }
    let one_divider = divided(1) == divided(2) && ["-", "/", "."].contains(&divided(1));
    if !one_divider {
        return None;
    }
    if let (Some(year), Some(month), Some(day)) = (year(first), day(second), day(third)) {
        return valid(year, Some(month), Some(day));
    }
    // 30/12/2011 can only be one day, 03/04/2011 can be two: then the year is all that is sure.
    let (a, b, year) = (day(first)?, day(second)?, year(third)?);
    match (a > 12, b > 12) {
        (true, _) => valid(year, Some(b), Some(a)),
        (_, true) => valid(year, Some(a), Some(b)),
        _ if a == b => valid(year, Some(a), Some(b)),
        _ => valid(year, None, None),
    }
}

fn valid(year: u16, month: Option<u8>, day: Option<u8>) -> Option<PartialDate> {
    PartialDate::parse(&PartialDate { year, month, day }.to_string())
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut end = 0;
    while let Some(offset) = text.get(end..).and_then(|rest| rest.find(char::is_alphanumeric)) {
        let start = end + offset;
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let token = Token {
            text: text.get(start..start + length).unwrap_or_default(),
            before: text.get(end..start).unwrap_or_default(),
        };
        tokens.push(token);
        end = start + length;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::find;
    use proptest::prelude::*;

    #[test]
    fn the_usual_forms_are_read() {
        for (text, date) in [
            ("September 28, 2020", "2020-09-28"),
            ("Asia Wire, SEPTEMBER 27, 2020", "2020-09-27"),
            ("28 Sept. 2020", "2020-09-28"),
            ("[ 30/12/2011 - 11:25 AM ]", "2011-12-30"),
            ("Saturday June 23, 2012 04:28 by NAME - AGENCY", "2012-06-23"),
            ("1st May 1999", "1999-05-01"),
            ("posted 2012-06-14 at noon", "2012-06-14"),
            ("June 2012", "2012-06"),
        ] {
            assert_eq!(find(text).map(|date| date.to_string()).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn a_date_of_uncertain_order_is_only_its_year() {
        assert_eq!(find("03/04/2011").map(|date| date.to_string()).as_deref(), Some("2011"));
        assert_eq!(find("03/03/2011").map(|date| date.to_string()).as_deref(), Some("2011-03-03"));
    }

    #[test]
    fn what_is_no_date_gives_none() {
        for text in ["", "in 90 days", "call 555-1234", "February 30, 2012", "may 5 be", "version 1.2.3"] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_looked_through(text in ".{0,80}") {
            let _ = find(&text);
        }
    }
}
