//! Dates as archives have them: some only a year, some only a month.

use core::fmt;

use super::folding::pieces;
use super::json::parse_number;

/// A calendar date of year, month or day precision, in the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// 0 to 9999.
    pub year: u16,
    /// 1 to 12, where known.
    pub month: Option<u8>,
    /// 1 to 31, where known; only with a month.
    pub day: Option<u8>,
}

impl PartialDate {
    /// Reads the date part of an ISO 8601 string: `2020`, `2020-09`, `2020-09-28`, with or without a time behind `T` or a
    /// blank. `None` for anything else, days that a month doesn't have included.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let date = pieces(pieces(text.trim(), b'T').next()?, b' ').next()?;
        let mut parts = pieces(date, b'-');
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map(|m| number(m, 2).ok_or(())).transpose().ok()?;
        let day = parts.next().map(|d| number(d, 2).ok_or(())).transpose().ok()?;
        let found =
            Self { year, month: month.and_then(|m| u8::try_from(m).ok()), day: day.and_then(|d| u8::try_from(d).ok()) };
        (parts.next().is_none() && found.exists()).then_some(found)
    }

    fn exists(self) -> bool {
        let (Some(month), day) = (self.month, self.day) else { return self.day.is_none() };
        (1..=12).contains(&month) && day.is_none_or(|day| (1..=days_in(self.year, month)).contains(&day))
    }

    /// The first day it can mean, as year, month, day packed into one comparable number (`yyyymmdd`).
    #[must_use]
    pub fn first_day(self) -> u32 {
        pack(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day it can mean, packed like [`PartialDate::first_day`].
    #[must_use]
    pub fn last_day(self) -> u32 {
        let month = self.month.unwrap_or(12);
        pack(self.year, month, self.day.unwrap_or_else(|| days_in(self.year, month)))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

fn number(digits: &str, width: usize) -> Option<u16> {
    parse_number(digits).filter(|_| digits.len() == width).and_then(|number| u16::try_from(number).ok())
}

fn pack(year: u16, month: u8, day: u8) -> u32 {
    u32::from(year) * 10_000 + u32::from(month) * 100 + u32::from(day)
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn a_date_is_read_as_precisely_as_it_is_written() {
        for (text, shown) in [
            ("2020", "2020"),
            ("2020-09", "2020-09"),
            ("2020-09-28", "2020-09-28"),
            ("2020-09-28T10:33:00+02:00", "2020-09-28"),
        ] {
            assert_eq!(PartialDate::parse(text).map(|d| d.to_string()).as_deref(), Some(shown));
        }
    }

    #[test]
    fn a_date_that_no_calendar_has_is_none() {
        for text in [
            "",
            "20",
            "2020-13",
            "2020-00",
            "2019-02-29",
            "1900-02-29",
            "2020-9",
            "2020-09-28-1",
            "-2020",
            "２０２０",
            "2020-",
        ] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
        assert!(PartialDate::parse("2000-02-29").is_some());
    }

    #[test]
    fn a_partial_date_spans_the_days_it_can_mean() {
        let february = PartialDate::parse("2024-02").map(|d| (d.first_day(), d.last_day()));
        assert_eq!(february, Some((20_240_201, 20_240_229)));
        assert_eq!(PartialDate::parse("2024").map(|d| (d.first_day(), d.last_day())), Some((20_240_101, 20_241_231)));
    }
}
