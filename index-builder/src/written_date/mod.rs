//! Dates as people write them: in a field of their own, or in the line over an article.
//!
//! A date never becomes more certain than it was written: where day and month can't be told apart only the year is kept.

mod iso;
mod months;
mod order;
mod tokens;

use dalil::format::date::PartialDate;
pub use months::month;
pub use order::{Order, OrderTally, Written};

use tokens::Token;

/// A line that holds a date and more words than this is prose that mentions a date.
const WORDS_BESIDE: usize = 10;
/// Words that make a line speak of another date than the article's own.
const OF_SOMETHING_ELSE: [&str; 8] =
    ["updated", "modified", "revised", "copyright", "visitors", "counter", "تحديث", "modifié"];
/// Words that may stand beside the date in a field that holds a date only.
const HARMLESS: [&str; 40] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "t",
    "z",
    "gmt",
    "utc",
    "est",
    "edt",
    "pst",
    "pdt",
    "cet",
    "cest",
    "bst",
    "on",
    "at",
    "published",
    "posted",
    "date",
    "الموافق",
    "h",
];

/// A date that stands in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What is written.
    pub date: Written,
    /// Where it stands, in bytes; weekday, time and brackets around it included.
    pub span: std::ops::Range<usize>,
}

/// The first date in a line, whatever else the line says.
#[must_use]
pub fn find(_line: &str) -> Option<Found> {
    None
}

/// The order of day and month that a line shows by a date in numbers that can be read one way only.
#[must_use]
pub fn order_shown(_line: &str) -> Option<Order> {
    None
}

/// Reads a text that is a date and nothing else, weekday and time aside. ISO 8601 keeps its time, what is written otherwise is
/// known to the day.
#[must_use]
pub fn parse(text: &str) -> Option<String> {
    if let Some(found) = iso::parse(text) {
        return Some(found);
    }
    let tokens = tokens::of(text);
    let (date, first, end) = first_date(&tokens)?;
    let beside = tokens.get(..first)?.iter().chain(tokens.get(end..)?);
    beside.into_iter().all(is_harmless).then(|| date.to_string())
}

/// The date of a line that is mainly a date: `September 28, 2020`, `Asia Times, AFP, SEPTEMBER 27, 2020`,
/// `[ 30/12/2011 - 11:25 AM ]`. `None` for prose that mentions one.
#[must_use]
pub fn in_dateline(line: &str) -> Option<PartialDate> {
    if line.len() > 240 {
        return None;
    }
    let tokens = tokens::of(line);
    let (date, first, end) = first_date(&tokens)?;
    let beside =
        || tokens.iter().enumerate().filter(|(place, _)| !(first..end).contains(place)).map(|(_, token)| token);
    let words = beside().filter(|token| matches!(token, Token::Word(_))).count();
    let other = beside().any(|token| matches!(token, Token::Word(word) if OF_SOMETHING_ELSE.contains(&word.as_str())));
    // A month alone is how a page of links is headed, not how an article is dated.
    let by_the_day = date.day.is_some() || date.month.is_none();
    (words <= WORDS_BESIDE && !other && by_the_day).then_some(date)
}

fn is_harmless(token: &Token) -> bool {
    match token {
        Token::Word(word) => HARMLESS.contains(&word.as_str()),
        Token::Number { .. } => true,
        Token::Mark(_) => true,
    }
}

/// The first date among the tokens, and the places where it begins and ends.
fn first_date(tokens: &[Token]) -> Option<(PartialDate, usize, usize)> {
    (0..tokens.len()).find_map(|first| {
        let rest = tokens.get(first..)?;
        let (date, length) = numeric(rest).or_else(|| month_first(rest)).or_else(|| day_first(rest))?;
        Some((date, first, first + length))
    })
}

/// `2020-09-28`, `28.9.2020`, `9/28/2020`.
fn numeric(tokens: &[Token]) -> Option<(PartialDate, usize)> {
    let [
        Token::Number { value: a, digits: a_digits },
        Token::Mark(separator),
        Token::Number { value: b, digits: 1..=2 },
        Token::Mark(again),
        Token::Number { value: c, digits: c_digits },
        ..,
    ] = tokens
    else {
        return None;
    };
    if separator != again || !matches!(separator, '-' | '/' | '.' | '\u{2013}') {
        return None;
    }
    let date = match (a_digits, c_digits) {
        (4, 1..=2) => day(*a, *b, *c),
        (1..=2, 4) => match (day(*c, *b, *a), day(*c, *a, *b)) {
            (Some(one), Some(other)) if one != other => partial(*c, None),
            (one, other) => one.or(other),
        },
        _ => None,
    }?;
    Some((date, 5))
}

/// `September 28, 2020`, `Sept. 28th 2020`, and with the month only, `September 2020`.
fn month_first(tokens: &[Token]) -> Option<(PartialDate, usize)> {
    let (month, mut place) = month_at(tokens)?;
    place += skip(tokens, place, &['.', ',', '-', '/']);
    if let (Some(Token::Number { value, digits: 1..=2 }), on) = (tokens.get(place), place + 1) {
        let on = on + ordinal(tokens, on);
        let on = on + skip(tokens, on, &['.', ',', '-', '/']);
        let year = year_at(tokens, on)?;
        return Some((day(year, u32::from(month), *value)?, on + 1));
    }
    let year = year_at(tokens, place)?;
    Some((partial(year, Some(month))?, place + 1))
}

/// `28 September 2020`, `the 28th of September, 2020`, `28-Sep-2020`, `1er août 2020`, `28 أيلول/سبتمبر 2020`.
fn day_first(tokens: &[Token]) -> Option<(PartialDate, usize)> {
    let Some(Token::Number { value, digits: 1..=2 }) = tokens.first() else { return None };
    let mut place = 1 + ordinal(tokens, 1);
    place += skip(tokens, place, &['.', '-', '/', ',']);
    if matches!(tokens.get(place), Some(Token::Word(word)) if matches!(word.as_str(), "of" | "de" | "من")) {
        place += 1;
    }
    let (month, length) = month_at(tokens.get(place..)?)?;
    place += length;
    place += skip(tokens, place, &['.', ',', '-', '/']);
    if let Some((same, length)) = tokens.get(place..).and_then(month_at)
        && same == month
    {
        place += length;
    }
    place += skip(tokens, place, &['.', ',', '-', '/']);
    let year = year_at(tokens, place)?;
    Some((day(year, u32::from(month), *value)?, place + 1))
}

fn month_at(tokens: &[Token]) -> Option<(u8, usize)> {
    let Some(Token::Word(word)) = tokens.first() else { return None };
    if let Some(Token::Word(next)) = tokens.get(1)
        && let Some(month) = month(&format!("{word} {next}"))
    {
        return Some((month, 2));
    }
    Some((month(word)?, 1))
}

/// How many of two further tokens at most are such marks: `Sept.,` has two.
fn skip(tokens: &[Token], place: usize, marks: &[char]) -> usize {
    let is_mark = |token: &&Token| matches!(token, Token::Mark(mark) if marks.contains(mark));
    tokens.iter().skip(place).take(2).take_while(is_mark).count()
}

fn ordinal(tokens: &[Token], place: usize) -> usize {
    let is_ordinal = |word: &str| matches!(word, "st" | "nd" | "rd" | "th" | "er");
    usize::from(matches!(tokens.get(place), Some(Token::Word(word)) if is_ordinal(word)))
}

fn year_at(tokens: &[Token], place: usize) -> Option<u32> {
    match tokens.get(place) {
        Some(Token::Number { value, digits: 4 }) => Some(*value),
        _ => None,
    }
}

fn day(year: u32, month: u32, day: u32) -> Option<PartialDate> {
    plausible(year)?;
    PartialDate::parse(&format!("{year:04}-{month:02}-{day:02}"))
}

fn partial(year: u32, month: Option<u8>) -> Option<PartialDate> {
    plausible(year)?;
    PartialDate::parse(&month.map_or(format!("{year:04}"), |month| format!("{year:04}-{month:02}")))
}

/// Keeps telephone and page numbers from becoming years.
fn plausible(year: u32) -> Option<()> {
    (1500..2100).contains(&year).then_some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{in_dateline, parse};

    fn dateline(line: &str) -> Option<String> {
        in_dateline(line).map(|date| date.to_string())
    }

    #[test]
    fn a_field_is_read_in_every_plain_form() {
        for (text, date) in [
            ("September 28, 2020", "2020-09-28"),
            ("Sept. 28th, 2020", "2020-09-28"),
            ("28 September 2020", "2020-09-28"),
            ("the date: 28th of September 2020", ""),
            ("Monday, 28th of September 2020", "2020-09-28"),
            ("28-Sep-2020", "2020-09-28"),
            ("Mon, 28 Sep 2020 10:33:00 GMT", "2020-09-28"),
            ("2020/9/8", "2020-09-08"),
            ("28.9.2020", "2020-09-28"),
            ("1er août 2020", "2020-08-01"),
            ("28 أيلول/سبتمبر 2020", "2020-09-28"),
            ("٢٨ سبتمبر ٢٠٢٠", "2020-09-28"),
            ("4 كانون الثاني 2006", "2006-01-04"),
            ("September 2020", "2020-09"),
            ("2020", "2020"),
        ] {
            assert_eq!(parse(text).unwrap_or_default(), date, "{text}");
        }
    }

    #[test]
    fn datelines_of_old_news_pages_are_read() {
        for (line, date) in [
            ("September 28, 2020", "2020-09-28"),
            ("Asia Times, AFP, SEPTEMBER 27, 2020", "2020-09-27"),
            ("[ 30/12/2011 - 11:25 AM ]", "2011-12-30"),
            ("Saturday June 23, 2012 04:28 by NAME - AGENCY", "2012-06-23"),
            ("By Justine Coleman, The Hill, September 28, 2020", "2020-09-28"),
        ] {
            assert_eq!(dateline(line).as_deref(), Some(date), "{line}");
        }
    }

    #[test]
    fn prose_that_mentions_a_date_dates_nothing() {
        for line in [
            "The council met on June 14, 2012 to discuss the water plan that the mayor had put before it in the spring.",
            "Last updated: June 3, 2012",
            "Copyright June 3, 2012 by the Harbour Times",
            "News, September 2020",
            "Call 28 2020 now",
        ] {
            assert_eq!(dateline(line), None, "{line}");
        }
    }

    #[test]
    fn day_and_month_that_cannot_be_told_apart_leave_the_year() {
        assert_eq!(parse("03/04/2012").as_deref(), Some("2012"));
        assert_eq!(parse("30/12/2011").as_deref(), Some("2011-12-30"));
        assert_eq!(parse("12/30/2011").as_deref(), Some("2011-12-30"));
        assert_eq!(parse("05/05/2012").as_deref(), Some("2012-05-05"));
    }

    #[test]
    fn days_that_no_calendar_has_are_no_dates() {
        for text in
            ["June 31, 2012", "31/31/2012", "February 29, 2011", "2011-02-29", "28 September 9020", "tomorrow", ""]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_crashes_the_reader(text in "\\PC{0,60}") {
            let _ = (parse(&text), in_dateline(&text));
        }

        #[test]
        fn every_day_is_read_as_it_is_written(year in 1900_u16..2100, month in 1_u8..=12, day in 1_u8..=28) {
            const NAMES: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December"];
            let name = NAMES[usize::from(month - 1)];
            let date = format!("{year}-{month:02}-{day:02}");
            prop_assert_eq!(dateline(&format!("{name} {day}, {year}")), Some(date.clone()));
            prop_assert_eq!(dateline(&format!("{day} {name} {year}")), Some(date));
        }
    }
}
