//! Dates that folders state together: `2012/June/14 n`, `2004 editorials/September`, `200409/28.htm`.

use dalil::format::date::PartialDate;

use super::name::{Digits, numbers};
use crate::written_date::calendars::Calendar;
use crate::written_date::{Written, find, month};

/// What folders state from a year on; the nearer to the file and the more precise the better.
pub fn date(folders: &[String], stem: &str) -> Option<PartialDate> {
    let mut best: Option<PartialDate> = None;
    for first in 0..folders.len() {
        let found = downwards(folders.get(first..)?, stem);
        if let Some(found) = found
            && best.is_none_or(|best| precision(found) >= precision(best))
        {
            best = Some(found);
        }
    }
    best
}

/// The year that a folder's name begins with, alone or before a word, and perhaps its month: `2012`, `2004 editorials`,
/// `2012-06`, `200409`, `September 2004`. A year behind a word counts where months lie `below`: `News 2012/June`.
pub fn year(folder: &str, below: Option<&str>) -> Option<(u32, Option<u32>)> {
    if let Some(Written::Certain(PartialDate { year, month: Some(month), day: None })) =
        find(folder).map(|found| found.date)
    {
        return Some((u32::from(year), Some(u32::from(month))));
    }
    let numbers = numbers(folder);
    let first = numbers.first()?;
    let value = first.value(folder)?;
    let bare = folder.get(first.end..)?.chars().next().is_none_or(|c| !c.is_alphanumeric());
    let others_long = numbers.iter().skip(1).any(|other| other.len() > 2);
    match (first.start, first.len()) {
        (0, 4) if bare && !others_long && is_year(value) => Some((value, month_in(folder.get(4..)?))),
        (0, 6) if folder.len() == 6 && (1990..2040).contains(&(value / 100)) && (1..=12).contains(&(value % 100)) => {
            Some((value / 100, Some(value % 100)))
        }
        (1.., 4) if bare && numbers.len() == 1 && is_year(value) && below.and_then(month_in).is_some() => {
            Some((value, None))
        }
        _ => None,
    }
}

/// `06`, `June`, `06 June`, `-06`, `June 2012`, `06_jun`, `كانون الثاني`.
pub fn month_in(folder: &str) -> Option<u32> {
    let numbers = numbers(folder);
    let mut words = folder.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (first, second) = (words.next(), words.next());
    let two = first.zip(second).and_then(|(first, second)| month(&format!("{first} {second}")));
    if let Some(named) = two.or_else(|| month(first?)) {
        return Some(u32::from(named));
    }
    let only = numbers.first().filter(|digits| numbers.len() == 1 && digits.len() <= 2)?;
    let number = only.value(folder)?;
    (first.is_none() && (1..=12).contains(&number)).then_some(number)
}

fn precision(date: PartialDate) -> u8 {
    u8::from(date.month.is_some()) + u8::from(date.day.is_some())
}

/// Each folder narrows the one above it.
fn downwards(folders: &[String], stem: &str) -> Option<PartialDate> {
    let (top, below) = folders.split_first()?;
    if let Some(date) = solar(top, below) {
        return Some(date);
    }
    let (year, month) = year(top, below.first().map(String::as_str))?;
    let both = || month_and_day(below.first().map_or(stem, String::as_str));
    let (month, day) = match (month, both()) {
        (None, Some((month, day))) => (Some(month), Some(day)),
        (Some(month), _) => (Some(month), day_in(below.first(), stem)),
        (None, None) => match below.split_first() {
            Some((folder, rest)) => (month_in(folder), day_in(rest.first(), stem)),
            None => (month_of_file(stem), None),
        },
    };
    let day = day.filter(|_| month.is_some());
    [(month, day), (month, None), (None, None)].into_iter().find_map(|(month, day)| calendar(year, month, day))
}

/// `1399/07/07`, in the solar calendar of Iran; less than a day of it would not be known to the month.
fn solar(top: &str, below: &[String]) -> Option<PartialDate> {
    let [month, day, ..] = below else { return None };
    let number = |folder: &str| folder.parse::<u32>().ok().filter(|_| folder.len() <= 4);
    let year = number(top).filter(|year| (1370..1420).contains(year))?;
    Calendar::Solar.date(year, Some(number(month)?), Some(number(day)?))
}

/// `0928`, `sep28`, `28 Sep`, `June 14`, below a year.
fn month_and_day(part: &str) -> Option<(u32, u32)> {
    let numbers = numbers(part);
    let only = numbers.first().filter(|_| numbers.len() == 1)?;
    let value = only.value(part)?;
    if only.len() == 4 && part.len() == 4 {
        return ((1..=12).contains(&(value / 100)) && (1..=31).contains(&(value % 100)))
            .then_some((value / 100, value % 100));
    }
    let mut words = part.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let named = month(words.next()?).filter(|_| only.len() <= 2 && words.next().is_none())?;
    (1..=31).contains(&value).then_some((u32::from(named), value))
}

fn day_in(folder: Option<&String>, stem: &str) -> Option<u32> {
    folder.map_or_else(|| day_of_file(stem), |folder| day_folder(folder))
}

/// A file that is itself a month: `2012/06.htm`, `2012/June.htm`.
fn month_of_file(stem: &str) -> Option<u32> {
    let bare = stem.trim();
    let is_number = bare.len() <= 2 && bare.bytes().all(|b| b.is_ascii_digit());
    (is_number || bare.chars().all(|c| c.is_alphabetic() || c == ' ')).then(|| month_in(bare))?
}

/// `14`, `14 n`, `14n`: a number with hardly anything behind it.
fn day_folder(folder: &str) -> Option<u32> {
    let digits = leading(folder)?;
    let rest = folder.get(digits.end..)?.trim();
    (rest.chars().count() <= 3 && rest.chars().all(|c| !c.is_numeric())).then(|| digits.value(folder))?
}

/// `14.htm`, `14-slug.htm`. A blank behind the number begins a headline: `2 Ships Collide.htm`.
fn day_of_file(stem: &str) -> Option<u32> {
    let digits = leading(stem)?;
    let rest = stem.get(digits.end..)?;
    (rest.is_empty() || rest.starts_with(['-', '_'])).then(|| digits.value(stem))?
}

fn leading(part: &str) -> Option<Digits> {
    numbers(part).into_iter().next().filter(|digits| digits.start == 0 && digits.end <= 2)
}

fn is_year(year: u32) -> bool {
    (1800..2100).contains(&year)
}

fn calendar(year: u32, month: Option<u32>, day: Option<u32>) -> Option<PartialDate> {
    Calendar::Gregorian.date(year, month, day).filter(|_| is_year(year))
}
