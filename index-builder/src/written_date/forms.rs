//! The forms that dates are written in, each tried at one place of a line.

use dalil::format::date::PartialDate;

use super::calendars::Calendar;
use super::names::{LUNAR_MONTHS, MONTHS, SOLAR_MONTHS, TIMES_OF_YEAR};
use super::numeric::{self, numeric};
use super::order::Written;
use super::surroundings;
use super::tokens::Tokens;

/// What may stand between day, month and year.
const BETWEEN: [char; 7] = ['.', ',', '-', '/', '\u{60c}', '\u{2013}', '\u{2014}'];
/// What may stand between a month and its other name: `أيلول (سبتمبر)`.
const BESIDE_A_MONTH: [char; 5] = ['/', '(', ')', '-', '.'];
const APOSTROPHES: [char; 5] = ['\'', '\u{2019}', '\u{2018}', '`', '\u{b4}'];
const ORDINALS: [&str; 10] = ["st", "nd", "rd", "th", "er", "ere", "eme", "e", "o", "a"];
const OF_MONTH: [&str; 4] = ["of", "de", "من", "d"];
const OF_YEAR: [&str; 11] = ["of", "de", "del", "عام", "لعام", "سنه", "لسنه", "للعام", "من", "سال", "in"];
/// Persian says "the month Mehr".
const MONTH_ITSELF: [&str; 2] = ["ماه", "ماهِ"];
const UNTIL: [&str; 6] = ["to", "au", "bis", "until", "الي", "حتي"];
/// The signs that Chinese, Japanese and Korean write behind the number of a year, a month, a day.
const YEAR_SIGNS: [char; 2] = ['年', '년'];
const MONTH_SIGNS: [char; 2] = ['月', '월'];
const DAY_SIGNS: [char; 4] = ['日', '号', '號', '일'];

/// A date at a place of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// What is written.
    pub date: Written,
    /// The place behind it.
    pub end: usize,
    /// Whose months it counts.
    pub calendar: Calendar,
}

/// The date that begins at a place.
#[must_use]
pub fn at(tokens: &Tokens<'_>, at: usize) -> Option<Dated> {
    if tokens.number(at).is_some() {
        return numeric(tokens, at)
            .or_else(|| with_signs(tokens, at))
            .or_else(|| day_first(tokens, at))
            .or_else(|| year_first(tokens, at));
    }
    // Names are looked up only where a number follows soon.
    let near = tokens.is_word(at) && (at + 1..at + 8).any(|place| tokens.number(place).is_some());
    near.then(|| month_first(tokens, at).or_else(|| season(tokens, at)))?
}

/// `28 September 2020`, `the 28th of September, 2020`, `28-Sep-04`, `1er août 2020`, `28 أيلول/سبتمبر 2020`, `۷ مهر ۱۳۹۹`, and
/// of days from one to another the first: `6 - 12 June 2002`, `30 May - 5 June 2002`.
fn day_first(tokens: &Tokens<'_>, at: usize) -> Option<Dated> {
    let day = tokens.number_of(at, 1..3).filter(|_| !numeric::is_glued(tokens, at))?.value;
    let single = behind_ordinal(tokens, at + 1);
    let named = |place| month_at(tokens, tokens.behind_word(tokens.behind_marks(place, 2, &BETWEEN), &OF_MONTH));
    let (month, end) = named(single).or_else(|| named(behind_range(tokens, single)?))?;
    let (year, end) = match year_behind(tokens, end, month.calendar, ShortYear::BehindMonth) {
        Some((year, end)) => (year, end),
        None => year_of_range(tokens, end, month)?,
    };
    dated(month, Some(day), year, end)
}

/// `September 28, 2020`, `Sept. 28th '20`, `June 14-20, 2012`, `Sep 28 10:33:00 GMT 2020`, and the month only, `September 2020`.
fn month_first(tokens: &Tokens<'_>, at: usize) -> Option<Dated> {
    let (month, end) = month_at(tokens, at)?;
    let place = tokens.behind_marks(end, 2, &BETWEEN);
    let day = tokens.number_of(place, 1..3).filter(|_| !tokens.is_mark(place + 1, &[':']));
    let Some(day) = day else {
        let (year, end) = year_behind(tokens, end, month.calendar, ShortYear::Never)?;
        return dated(month, None, year, end);
    };
    let single = behind_ordinal(tokens, place + 1);
    let behind = |place| year_behind(tokens, place, month.calendar, ShortYear::BehindComma);
    let clock = || surroundings::time(tokens, tokens.behind_marks(single, 1, &[',']), tokens.len());
    let found = behind_range(tokens, single)
        .and_then(behind)
        .or_else(|| behind(single))
        .or_else(|| behind(clock()?))
        .or_else(|| year_of_range(tokens, single, month));
    let (year, end) = found?;
    dated(month, Some(day.value), year, end)
}

/// `2012年6月14日`, `2012年6月`, `2012년 6월 14일`: each number is followed by the sign of what it counts.
fn with_signs(tokens: &Tokens<'_>, at: usize) -> Option<Dated> {
    let year = tokens.number_of(at, 4..5)?.value;
    let counted = |place: usize, signs: &[char]| {
        let word = tokens.written(place + 1)?;
        let number = tokens.number(place)?;
        word.starts_with(signs).then_some(number.value)
    };
    counted(at, &YEAR_SIGNS)?;
    let month = counted(at + 2, &MONTH_SIGNS)?;
    let day = counted(at + 4, &DAY_SIGNS);
    let date = Calendar::Gregorian.date(year, Some(month), day)?;
    let end = at + if day.is_some() { 6 } else { 4 };
    Some(Dated { date: Written::Certain(date), end, calendar: Calendar::Gregorian })
}

/// `2004 September 28`, `2004-Sep-28`.
fn year_first(tokens: &Tokens<'_>, at: usize) -> Option<Dated> {
    let year = tokens.number_of(at, 4..5).filter(|_| !numeric::is_glued(tokens, at))?.value;
    let (month, end) = month_at(tokens, tokens.behind_marks(at + 1, 1, &BETWEEN))?;
    let place = tokens.behind_marks(end, 2, &BETWEEN);
    let day = tokens.number_of(place, 1..3).filter(|_| !tokens.is_mark(place + 1, &[':']))?.value;
    dated(month, Some(day), year, behind_ordinal(tokens, place + 1))
}

/// `Summer 2004`, `hiver 2004/2005`: the year is what is known of it.
fn season(tokens: &Tokens<'_>, at: usize) -> Option<Dated> {
    let (_, end) = TIMES_OF_YEAR.at(tokens, at)?;
    let year = tokens.number_of(tokens.behind_word(tokens.behind_marks(end, 1, &[',']), &OF_YEAR), 4..5)?.value;
    let end = tokens.behind_word(tokens.behind_marks(end, 1, &[',']), &OF_YEAR) + 1;
    let both = tokens.is_mark(end, &['/', '-', '\u{2013}'])
        && tokens.number(end + 1).is_some_and(|next| next.value % 100 == (year + 1) % 100);
    let date = Calendar::Gregorian.date(year, None, None)?;
    Some(Dated { date: Written::Certain(date), end: if both { end + 2 } else { end }, calendar: Calendar::Gregorian })
}

#[derive(Clone, Copy, PartialEq)]
struct Month {
    number: u8,
    calendar: Calendar,
}

/// The month at a place, and the place behind it and its other name: `أيلول/سبتمبر`, `September (أيلول)`.
fn month_at(tokens: &Tokens<'_>, at: usize) -> Option<(Month, usize)> {
    let (month, end) = one_month_at(tokens, at)?;
    let end = tokens.behind_word(end, &MONTH_ITSELF);
    let other = tokens.behind_marks(end, 2, &BESIDE_A_MONTH);
    match one_month_at(tokens, other) {
        Some((same, behind)) if same == month => Some((month, tokens.behind_marks(behind, 1, &[')']))),
        _ => Some((month, end)),
    }
}

fn one_month_at(tokens: &Tokens<'_>, at: usize) -> Option<(Month, usize)> {
    let known = [(&LUNAR_MONTHS, Calendar::Lunar), (&MONTHS, Calendar::Gregorian), (&SOLAR_MONTHS, Calendar::Solar)];
    known.into_iter().find_map(|(names, calendar)| {
        let (number, end) = names.at(tokens, at)?;
        Some((Month { number, calendar }, end))
    })
}

fn dated(month: Month, day: Option<u32>, year: u32, end: usize) -> Option<Dated> {
    let date: PartialDate = month.calendar.date(year, Some(u32::from(month.number)), day)?;
    Some(Dated { date: Written::Certain(date), end, calendar: month.calendar })
}

/// What shows that two digits are a year, besides an apostrophe.
#[derive(Clone, Copy, PartialEq)]
enum ShortYear {
    /// Nothing: `Sept 28`.
    Never,
    /// A comma and the end: `Sep 28, 98`. What follows `July 8-10` is a day.
    BehindComma,
    /// The same mark as before the month, or the end: `28-Sep-98`, `28 Sep 98`.
    BehindMonth,
}

/// The year behind a month or day, and the place behind it.
fn year_behind(tokens: &Tokens<'_>, at: usize, calendar: Calendar, short: ShortYear) -> Option<(u32, usize)> {
    let place = tokens.behind_word(tokens.behind_marks(at, 2, &BETWEEN), &OF_YEAR);
    let place = tokens.behind_marks(place, 1, &[',']);
    if let Some(year) = tokens.number_of(place, 4..5).filter(|year| calendar.has_year(year.value)) {
        return Some((year.value, numeric::behind_era(tokens, place + 1).0));
    }
    let marked = tokens.is_mark(place, &APOSTROPHES);
    let digits = if marked { place + 1 } else { place };
    let year = numeric::short_year(tokens.number_of(digits, 2..3).filter(|_| calendar == Calendar::Gregorian)?.value)?;
    let divided = tokens.is_mark(at, &['-', '/', '.']) && tokens.touches_before(place) && tokens.touches_before(at);
    let ends = digits + 1 == tokens.len() || tokens.is_mark(digits + 1, &[',', ')', ']', '|', '\u{2013}', ';']);
    let clear = match short {
        ShortYear::Never => false,
        ShortYear::BehindComma => tokens.is_mark(at, &[',']) && ends,
        ShortYear::BehindMonth => divided || (ends && !tokens.is_mark(at, &BETWEEN)),
    };
    (marked || clear && !tokens.is_mark(digits + 1, &[':'])).then_some((year, digits + 1))
}

/// `30 May - 5 June 2002`, `September 28 - October 4, 2020`: the year stands behind the last day; January follows December.
fn year_of_range(tokens: &Tokens<'_>, at: usize, from: Month) -> Option<(u32, usize)> {
    let divided = tokens.is_mark(at, &['-', '\u{2013}', '\u{2014}', '/']) || tokens.is_one_of(at, &UNTIL);
    let place = at + usize::from(divided);
    if !divided {
        return None;
    }
    let last = match tokens.number_of(place, 1..3) {
        Some(_) => month_at(tokens, tokens.behind_word(behind_ordinal(tokens, place + 1), &OF_MONTH)),
        None => month_at(tokens, place).and_then(|(month, end)| {
            tokens.number_of(end, 1..3)?;
            Some((month, behind_ordinal(tokens, end + 1)))
        }),
    };
    let (until, end) = last.filter(|(until, _)| until.calendar == from.calendar)?;
    let (year, end) = year_behind(tokens, end, from.calendar, ShortYear::Never)?;
    Some((if until.number < from.number { year.checked_sub(1)? } else { year }, end))
}

/// Behind `- 12` in `6 - 12 June 2002`.
fn behind_range(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let divided = tokens.is_mark(at, &['-', '\u{2013}', '\u{2014}', '/', '&']) || tokens.is_one_of(at, &UNTIL);
    (divided && tokens.number_of(at + 1, 1..3).is_some()).then(|| behind_ordinal(tokens, at + 2))
}

fn behind_ordinal(tokens: &Tokens<'_>, at: usize) -> usize {
    let is_ordinal = tokens.is_one_of(at, &ORDINALS) && (tokens.touches_before(at) || tokens.is_one_of(at, &["er"]));
    at + usize::from(is_ordinal)
}
