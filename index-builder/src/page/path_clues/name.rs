//! Dates that one name states by itself: `2012-06-14-slug`, `20120614`, `news040928`, `28sep2004`.

use dalil::format::date::PartialDate;

use crate::written_date::calendars::Calendar;
use crate::written_date::{Written, find, short_year};

/// Two digits at the front of a name mean a year of the web up to this one.
const LAST_YEAR_IN_NAMES: u32 = 2026;
const FIRST_YEAR_IN_NAMES: u32 = 1990;
/// What stands before numbers that count articles and not days.
const NUMBERED: [&str; 24] = [
    "article", "articles", "art", "story", "item", "id", "page", "p", "post", "node", "doc", "document", "img",
    "image", "photo", "pic", "nr", "no", "number", "file", "show", "view", "topic", "thread",
];

/// How sure it is that a name means a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It is written out, with all digits of its year.
    Plain,
    /// It is most likely one.
    Fair,
    /// It may be a number that only looks like one.
    Faint,
}

/// Digits that stand together, by their place in bytes.
pub struct Digits {
    /// Where they begin.
    pub start: usize,
    /// Where they end.
    pub end: usize,
}

impl Digits {
    /// What they count.
    pub fn value(&self, text: &str) -> Option<u32> {
        text.get(self.start..self.end)?.parse().ok()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.end - self.start
    }
}

/// The runs of ASCII digits.
pub fn numbers(text: &str) -> Vec<Digits> {
    let mut found: Vec<Digits> = Vec::new();
    for (place, _) in text.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()) {
        match found.last_mut() {
            Some(last) if last.end == place => last.end += 1,
            _ => found.push(Digits { start: place, end: place + 1 }),
        }
    }
    found
}

/// All days that a name can mean.
pub fn readings(name: &str) -> Vec<(PartialDate, Weight)> {
    let numbers = numbers(name);
    let mut found = divided(name, &numbers);
    if found.is_empty() {
        found = compact(name, &numbers);
    }
    if found.is_empty() {
        found.extend(written_out(name));
    }
    found
}

/// `2012-06-14-slug`, `slug_2012_06_14`, `28-09-2004`, `04-09-28`: at the front of a name or at its end.
fn divided(name: &str, numbers: &[Digits]) -> Vec<(PartialDate, Weight)> {
    let three = |at: usize| numbers.get(at..at + 3);
    let apart = |one: &Digits, two: &Digits| {
        name.get(one.end..two.start).filter(|gap| ["-", "_", "."].contains(gap) && two.len() != 3)
    };
    let at_ends = [Some(0), numbers.len().checked_sub(3).filter(|&at| at > 0)];
    at_ends
        .into_iter()
        .flatten()
        .filter_map(three)
        .filter_map(|dates| match dates {
            [a, b, c] if apart(a, b)? == apart(b, c)? => {
                Some((a.len(), c.len(), [a.value(name)?, b.value(name)?, c.value(name)?]))
            }
            _ => None,
        })
        .map(|(first, last, values)| in_any_order(first, last, values))
        .find(|readings| !readings.is_empty())
        .unwrap_or_default()
}

/// `20120614`, `news20120614a`, `28092004`, `040928`, `news040928`.
fn compact(name: &str, numbers: &[Digits]) -> Vec<(PartialDate, Weight)> {
    let [digits] = numbers else { return Vec::new() };
    let (before, behind) = (name.get(..digits.start).unwrap_or_default(), name.get(digits.end..).unwrap_or_default());
    let prefix = before.trim_end_matches(['-', '_', '.', ' ']).to_ascii_lowercase();
    let numbered = NUMBERED.contains(&prefix.as_str()) || !prefix.chars().all(char::is_alphabetic);
    if behind.chars().next().is_some_and(char::is_alphabetic) && behind.len() > 1 {
        return Vec::new();
    }
    let cut = |from: usize, to: usize| name.get(digits.start + from..digits.start + to)?.parse().ok();
    let values = |lengths: [usize; 3]| {
        let (one, two) = (lengths[0], lengths[0] + lengths[1]);
        Some((lengths, [cut(0, one)?, cut(one, two)?, cut(two, two + lengths[2])?]))
    };
    let shapes: &[[usize; 3]] = match digits.len() {
        8 => &[[4, 2, 2], [2, 2, 4]],
        6 => &[[2, 2, 2]],
        _ => &[],
    };
    let found = shapes
        .iter()
        .filter_map(|&shape| values(shape))
        .map(|(shape, values)| in_any_order(shape[0], shape[2], values))
        .find(|readings| !readings.is_empty())
        .unwrap_or_default();
    // Six digits count articles as often as days: those that begin with nought, or behind a word, are days.
    let digits_alone = digits.len() == 6 && prefix.is_empty() && !name.starts_with(['0', '9']);
    let weigh = |weight| match () {
        () if numbered => Weight::Faint,
        () if digits_alone => Weight::Faint,
        () => weight,
    };
    found.into_iter().map(|(date, weight)| (date, weigh(weight))).collect()
}

/// `28sep2004`, `news_sept_28_2004`, `September 28, 2004`. More words are a headline, which may speak of any day, and so may one
/// word that is divided from the date by a blank.
fn written_out(name: &str) -> Option<(PartialDate, Weight)> {
    let spaced = name.replace('_', " ");
    let found = find(&spaced)?;
    let words = |text: Option<&str>| text.unwrap_or_default().split_whitespace().count();
    let beside = words(spaced.get(..found.span.start)) + words(spaced.get(found.span.end..));
    let weight = if beside == 0 || !name.contains(' ') { Weight::Plain } else { Weight::Faint };
    match found.date {
        Written::Certain(date) if date.day.is_some() && beside <= 1 => Some((date, weight)),
        _ => None,
    }
}

/// The days that three numbers can mean, by how many digits the first and the last have.
fn in_any_order(first: usize, last: usize, [a, b, c]: [u32; 3]) -> Vec<(PartialDate, Weight)> {
    let day = |year: u32, month, day| Calendar::Gregorian.date(year, Some(month), Some(day));
    let of_web = |year: &u32| (FIRST_YEAR_IN_NAMES..=LAST_YEAR_IN_NAMES).contains(year);
    let mut found: Vec<(PartialDate, Weight)> = match (first, last) {
        (4, 1..=2) if (1800..2100).contains(&a) => day(a, b, c).map(|date| (date, Weight::Plain)).into_iter().collect(),
        (1..=2, 4) if of_web(&c) => {
            [day(c, b, a), day(c, a, b)].into_iter().flatten().map(|date| (date, Weight::Plain)).collect()
        }
        (2, 2) => {
            let front = short_year(a).filter(of_web).and_then(|year| day(year, b, c));
            let back = |month, of_month| short_year(c).filter(of_web).and_then(|year| day(year, month, of_month));
            [front, back(b, a), back(a, b)].into_iter().flatten().map(|date| (date, Weight::Fair)).collect()
        }
        _ => Vec::new(),
    };
    found.dedup();
    found
}
