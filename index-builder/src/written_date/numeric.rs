//! Dates in numbers alone: `2020-09-28`, `28.9.2020`, `9/28/04`, `۱۳۹۹/۷/۷`.

use super::calendars::Calendar;
use super::forms::Dated;
use super::order::Written;
use super::tokens::{Digits, Number, Tokens};

const SEPARATORS: [char; 6] = ['-', '/', '.', '\\', '\u{2013}', '\u{2010}'];
/// Two digits up to this mean a year of the 2000s.
const LAST_SHORT_YEAR: u32 = 39;
/// Two digits from this on mean a year of the 1900s.
const FIRST_SHORT_YEAR: u32 = 70;
/// Where either end of `04-09-28` could be the year, it is not one that lies after this.
const YEAR_AT_EITHER_END: u32 = 2026;

/// The date in numbers that begins at a place.
#[must_use]
pub fn numeric(tokens: &Tokens<'_>, at: usize) -> Option<Dated> {
    let (first, second, third) = (tokens.number(at)?, tokens.number_of(at + 2, 1..3)?, tokens.number(at + 4)?);
    let separator = tokens.mark(at + 1).filter(|mark| SEPARATORS.contains(mark))?;
    if tokens.mark(at + 3) != Some(separator) || is_glued(tokens, at) || goes_on(tokens, at, separator) {
        return None;
    }
    let (end, era) = behind_era(tokens, at + 5);
    let (date, calendar) = match (first.digits, third.digits) {
        (4, 1..=2) => year_first(first, second.value, third.value, era)?,
        (1..=2, 4) => year_last(third, first.value, second.value, era)?,
        (2, 4..) | (4.., 2) => return None,
        (1..=2, 2) if (at + 1..at + 5).all(|place| tokens.touches_before(place)) => {
            (short(separator, first, second, third)?, Calendar::Gregorian)
        }
        _ => return None,
    };
    Some(Dated { date, end, calendar })
}

/// The year that two digits mean; `None` where they mean none that archives on the web are of.
#[must_use]
pub fn short_year(digits: u32) -> Option<u32> {
    match digits {
        0..=LAST_SHORT_YEAR => Some(2000 + digits),
        FIRST_SHORT_YEAR..=99 => Some(1900 + digits),
        _ => None,
    }
}

/// Letters of a name, or of a sum of money, before a number make it something else than a date.
#[must_use]
pub fn is_glued(tokens: &Tokens<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| tokens.touches_before(at)) else { return false };
    let latin = tokens.written(before).is_some_and(|word| word.is_ascii() && !word.eq_ignore_ascii_case("t"));
    latin || tokens.is_mark(before, &['$', '€', '£', '#', '+', '%', '=', '&', '_'])
}

/// Whether numbers before or behind show that this is part of a longer one, of a telephone or of a version.
fn goes_on(tokens: &Tokens<'_>, at: usize, separator: char) -> bool {
    let joined = |mark: usize, number: usize| {
        tokens.mark(mark) == Some(separator)
            && tokens.number(number).is_some()
            && tokens.touches_before(mark)
            && tokens.touches_before(mark + 1)
    };
    let before = at >= 2 && joined(at - 1, at - 2);
    let is_clock = tokens.is_mark(at + 7, &[':']);
    before || (joined(at + 5, at + 6) && !is_clock)
}

/// Behind `م`, `هـ`, `هـ.ش`, `AD`, `AH`, and the calendar that they name.
pub fn behind_era(tokens: &Tokens<'_>, at: usize) -> (usize, Option<Calendar>) {
    let Some(word) = tokens.word(at) else { return (at, None) };
    let more = at + 1 + usize::from(tokens.is_mark(at + 1, &['.']));
    match word.as_str() {
        "م" | "ميلادي" | "ميلاديه" | "ad" | "ce" => (at + 1, Some(Calendar::Gregorian)),
        "ه" if tokens.is_one_of(more, &["ش"]) => (more + 1, Some(Calendar::Solar)),
        "ه" if tokens.is_one_of(more, &["ق"]) => (more + 1, Some(Calendar::Lunar)),
        "شمسي" | "خورشيدي" => (at + 1, Some(Calendar::Solar)),
        "ه" | "هجري" | "هجريه" | "للهجره" | "ah" => (at + 1, Some(Calendar::Lunar)),
        _ => (at, None),
    }
}

fn year_first(year: Number, second: u32, third: u32, era: Option<Calendar>) -> Option<(Written, Calendar)> {
    let calendar = calendar_of(year, true, era)?;
    let day = |month, day| calendar.date(year.value, Some(month), Some(day));
    let found = day(second, third).or_else(|| day(third, second).filter(|_| second > 12));
    Some((Written::Certain(found?), calendar))
}

fn year_last(year: Number, first: u32, second: u32, era: Option<Calendar>) -> Option<(Written, Calendar)> {
    let calendar = calendar_of(year, false, era)?;
    let date = match calendar {
        Calendar::Gregorian => either(year.value, first, second)?,
        Calendar::Solar | Calendar::Lunar => Written::Certain(calendar.date(year.value, Some(second), Some(first))?),
    };
    // Nobody writes the month first in these digits.
    match date {
        Written::Ambiguous { day_first, .. } if year.script != Digits::European => {
            Some((Written::Certain(day_first), calendar))
        }
        _ => Some((date, calendar)),
    }
}

/// Which calendar a year in numbers is of. Years from 1370 to 1399 written first are Iranian: Islamic ones of these numbers
/// are older than the web.
fn calendar_of(year: Number, first: bool, era: Option<Calendar>) -> Option<Calendar> {
    let guessed = match year.script {
        _ if Calendar::Gregorian.has_year(year.value) => Calendar::Gregorian,
        Digits::Persian => Calendar::Solar,
        _ if first && (1370..1400).contains(&year.value) => Calendar::Solar,
        _ => return era.filter(|era| era.has_year(year.value)),
    };
    Some(era.filter(|era| era.has_year(year.value)).unwrap_or(guessed))
}

/// Day and month in the order that a calendar has, or in both.
fn either(year: u32, first: u32, second: u32) -> Option<Written> {
    let day = |month, day| Calendar::Gregorian.date(year, Some(month), Some(day));
    match (day(second, first), day(first, second)) {
        (Some(day_first), Some(month_first)) if day_first != month_first => {
            Some(Written::Ambiguous { day_first, month_first })
        }
        (day_first, month_first) => day_first.or(month_first).map(Written::Certain),
    }
}

/// `28.9.20`, `9/28/04`, `04-09-28`.
fn short(separator: char, first: Number, second: Number, third: Number) -> Option<Written> {
    // `1.2.10` is a version, and `1-2-10` a score.
    if separator != '/' && first.digits + second.digits < 3 {
        return None;
    }
    let last = short_year(third.value).and_then(|year| Some((year, either(year, first.value, second.value)?)));
    let front = short_year(first.value)
        .filter(|_| separator == '-' && first.digits + second.digits == 4)
        .and_then(|year| Some((year, Calendar::Gregorian.date(year, Some(second.value), Some(third.value))?)));
    match (last, front) {
        (Some((year, date)), None) => Some(date).filter(|_| year > 0),
        (Some((year, date)), Some(_)) if year <= YEAR_AT_EITHER_END => Some(date),
        (_, Some((_, date))) => Some(Written::Certain(date)),
        (None, None) => None,
    }
}
