//! Dates as people write them: in a field of their own, in the line over an article, anywhere in a sentence.
//!
//! Read in English, Arabic (of the Levant, the Gulf and Egypt, and the Maghreb), French, Turkish, Persian, German and Spanish; in
//! the solar Hijri calendar of Iran, known to the day, and in the lunar one, where nothing else dates a line, as precise as it is
//! sure. A date never becomes more certain than it was written: where day and month can't be told apart, both readings are kept,
//! until the archive's other dates, or a weekday beside them, decide.

pub mod calendars;
mod dateline;
mod forms;
mod iso;
mod names;
mod numeric;
mod order;
mod spelling;
mod surroundings;
mod tokens;

use std::ops::Range;

pub use dateline::{dateline, in_dateline};
pub use names::month;
pub use numeric::short_year;
pub use order::{Order, OrderTally, Written};

use calendars::Calendar;
use dalil::format::date::PartialDate;
use forms::Dated;
use tokens::Tokens;

/// Words that may stand beside the date in a field that holds a date only.
const HARMLESS: [&str; 34] = [
    "on",
    "at",
    "the",
    "le",
    "el",
    "am",
    "den",
    "في",
    "يوم",
    "بتاريخ",
    "تاريخ",
    "نشر",
    "التاريخ",
    "published",
    "posted",
    "date",
    "dated",
    "publie",
    "tarih",
    "الموافق",
    "المصادف",
    "h",
    "hours",
    "hrs",
    "a",
    "p",
    "m",
    "t",
    "z",
    "circa",
    "ca",
    "c",
    "year",
    "عام",
];
/// What introduces the same day in another calendar.
const SAME_DAY: [&str; 5] = ["الموافق", "المصادف", "الموافقه", "مطابق", "corresponding"];
/// More tokens don't stand between the same day in two calendars.
const BETWEEN_CALENDARS: usize = 4;

/// A date that stands in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What is written.
    pub date: Written,
    /// Where it stands, in bytes; weekday, time and brackets around it included, and the same day in another calendar.
    pub span: Range<usize>,
}

/// The first date in a line, whatever else the line says: a day, a month with its year or a season.
#[must_use]
pub fn find(line: &str) -> Option<Found> {
    if !has_digit(line) {
        return None;
    }
    let tokens = Tokens::of(line);
    let (date, range) = next_date(&tokens, 0)?;
    Some(Found { date, span: tokens.span(range) })
}

/// The order of day and month that a line shows by a date in numbers that can be read one way only, or whose weekday decides.
#[must_use]
pub fn order_shown(line: &str) -> Option<Order> {
    if !has_digit(line) {
        return None;
    }
    let tokens = Tokens::of(line);
    (0..tokens.len()).find_map(|at| {
        let first = tokens.number_of(at, 1..3)?.value;
        let second = tokens.number_of(at + 2, 1..3)?.value;
        let found = numeric::numeric(&tokens, at).filter(|found| found.calendar == Calendar::Gregorian)?;
        let (_, weekday) = surroundings::of(&tokens, at..found.end);
        let Written::Certain(date) = decided_by(weekday, found.date) else { return None };
        // The date's end tells where its year stands.
        let (month, day) = (u32::from(date.month?), u32::from(date.day?));
        match (first, second) {
            _ if day == month => None,
            written if written == (day, month) => Some(Order::DayFirst),
            written if written == (month, day) => Some(Order::MonthFirst),
            _ => None,
        }
    })
}

/// Reads a text that is a date and nothing else, weekday and time aside. ISO 8601 keeps its time, what is written otherwise is
/// known to the day; where day and month can't be told apart only the year is kept.
#[must_use]
pub fn parse(text: &str) -> Option<String> {
    iso::parse(text).or_else(|| parse_written(text).map(|date| date.in_order(None).to_string()))
}

/// Reads the same texts as [`parse`], and keeps both readings of numbers that can be read both ways.
#[must_use]
pub fn parse_written(text: &str) -> Option<Written> {
    if let Some(date) = iso::parse(text) {
        return PartialDate::parse(&date).map(Written::Certain);
    }
    if !has_digit(text) {
        return None;
    }
    let tokens = Tokens::of(text);
    let (date, range) = next_date(&tokens, 0).or_else(|| year_alone(&tokens))?;
    let is_harmless = |at| !tokens.is_word(at) || tokens.is_one_of(at, &HARMLESS);
    (0..range.start).chain(range.end..tokens.len()).all(is_harmless).then_some(date)
}

/// `٢٠٠٤`, `[2004?]`, `circa 2004`.
fn year_alone(tokens: &Tokens<'_>) -> Option<(Written, Range<usize>)> {
    let mut numbers = (0..tokens.len()).filter(|&at| tokens.number(at).is_some());
    let at = numbers.next().filter(|_| numbers.next().is_none())?;
    let year = tokens.number_of(at, 4..5)?.value;
    let (end, _) = numeric::behind_era(tokens, at + 1);
    Some((Written::Certain(Calendar::Gregorian.date(year, None, None)?), at..end))
}

/// The first date that begins at or behind a place, and its tokens. A lunar one counts only where no other follows.
fn next_date(tokens: &Tokens<'_>, from: usize) -> Option<(Written, Range<usize>)> {
    let mut lunar: Option<(Dated, usize)> = None;
    let mut at = from;
    while at < tokens.len() {
        match forms::at(tokens, at) {
            Some(found) if found.calendar == Calendar::Lunar => {
                lunar = lunar.or(Some((found, at)));
                at = found.end;
            }
            Some(found) => {
                let start =
                    lunar.filter(|(lunar, _)| is_same_day(tokens, lunar.end..at)).map_or(at, |(_, start)| start);
                let end = behind_lunar(tokens, found.end);
                let (_, weekday) = surroundings::of(tokens, at..found.end);
                let (range, outer) = surroundings::of(tokens, start..end);
                return Some((decided_by(weekday.or(outer), found.date), range));
            }
            None => at += 1,
        }
    }
    lunar.map(|(found, start)| (found.date, surroundings::of(tokens, start..found.end).0))
}

/// Whether all that stands there joins one day in two calendars.
fn is_same_day(tokens: &Tokens<'_>, mut range: Range<usize>) -> bool {
    range.len() <= BETWEEN_CALENDARS && range.all(|at| !tokens.is_word(at) || tokens.is_one_of(at, &SAME_DAY))
}

/// Behind the same day in the lunar calendar, if it follows: `28/9/2020 - 11 صفر 1442 هـ`.
fn behind_lunar(tokens: &Tokens<'_>, end: usize) -> usize {
    let lunar = (end..=end + BETWEEN_CALENDARS).find_map(|at| Some((at, forms::at(tokens, at)?)));
    lunar
        .filter(|(at, found)| found.calendar == Calendar::Lunar && is_same_day(tokens, end..*at))
        .map_or(end, |(_, found)| found.end)
}

/// Of two readings the one that falls on the weekday.
fn decided_by(weekday: Option<u8>, date: Written) -> Written {
    let Written::Ambiguous { day_first, month_first } = date else { return date };
    let Some(weekday) = weekday else { return date };
    let falls = |date| calendars::weekday(date) == Some(weekday);
    match (falls(day_first), falls(month_first)) {
        (true, false) => Written::Certain(day_first),
        (false, true) => Written::Certain(month_first),
        _ => date,
    }
}

/// Nothing without a digit is a date.
fn has_digit(line: &str) -> bool {
    line.chars().any(char::is_numeric)
}

#[cfg(test)]
mod tests;
