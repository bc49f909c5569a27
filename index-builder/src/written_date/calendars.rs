//! Days of three calendars, as dates of the Gregorian one.

use calendrical_calculations::gregorian::{fixed_from_gregorian, gregorian_from_fixed};
use calendrical_calculations::islamic::{ISLAMIC_EPOCH_FRIDAY, fixed_from_tabular_islamic};
use calendrical_calculations::persian::{fixed_from_fast_persian, is_leap_year};
use calendrical_calculations::rata_die::RataDie;
use dalil::format::date::PartialDate;

/// By so many days the months that were proclaimed, country by country, differ from those that are computed.
const PROCLAIMED_WITHIN: i64 = 2;

/// Whose months and years a date counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// Nearly everyone's.
    Gregorian,
    /// Iran's and Afghanistan's, known to the day.
    Solar,
    /// The Islamic one, whose months begin when the moon is seen: known to a few days.
    Lunar,
}

impl Calendar {
    /// Whether a year is one that articles of this calendar are written in. Keeps telephone and page numbers from becoming years.
    #[must_use]
    pub fn has_year(self, year: u32) -> bool {
        match self {
            Self::Gregorian => (1500..2100).contains(&year),
            Self::Solar => (1250..1480).contains(&year),
            Self::Lunar => (1250..1500).contains(&year),
        }
    }

    /// A day, a month or a year, as precise as it is in the Gregorian calendar. `None` for what no calendar has.
    #[must_use]
    pub fn date(self, year: u32, month: Option<u32>, day: Option<u32>) -> Option<PartialDate> {
        if !self.has_year(year) {
            return None;
        }
        let (month, day) = (month.map(u8::try_from).transpose().ok()?, day.map(u8::try_from).transpose().ok()?);
        match self {
            Self::Gregorian => gregorian(u16::try_from(year).ok()?, month, day),
            Self::Solar => solar(i32::try_from(year).ok()?, month, day),
            Self::Lunar => lunar(i32::try_from(year).ok()?, month, day),
        }
    }
}

/// The day of the week of a date known to the day, Monday first, from 1.
#[must_use]
pub fn weekday(date: PartialDate) -> Option<u8> {
    let fixed = fixed_from_gregorian(i32::from(date.year), date.month?, date.day?);
    u8::try_from((fixed.to_i64_date() - 1).rem_euclid(7) + 1).ok()
}

/// The first and the last day that a date can mean, counted from one and the same day.
#[must_use]
pub fn days(date: PartialDate) -> (i64, i64) {
    let fixed = |packed: u32| {
        let [year, month, day] = [packed / 10_000, packed / 100 % 100, packed % 100];
        let (month, day) = (u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1));
        fixed_from_gregorian(i32::try_from(year).unwrap_or(0), month, day).to_i64_date()
    };
    (fixed(date.first_day()), fixed(date.last_day()))
}

fn gregorian(year: u16, month: Option<u8>, day: Option<u8>) -> Option<PartialDate> {
    PartialDate::parse(&match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        (None, _) => format!("{year:04}"),
    })
}

fn solar(year: i32, month: Option<u8>, day: Option<u8>) -> Option<PartialDate> {
    let length = |month: u8| match month {
        1..=6 => 31,
        7..=11 => 30,
        _ => 29 + u8::from(is_leap_year(year)),
    };
    let (from, to) = bounds(month, day, &length)?;
    common(fixed_from_fast_persian(year, from.0, from.1), fixed_from_fast_persian(year, to.0, to.1))
}

fn lunar(year: i32, month: Option<u8>, day: Option<u8>) -> Option<PartialDate> {
    let (from, to) = bounds(month, day, &|_| 30)?;
    let fixed = |(month, day)| fixed_from_tabular_islamic(year, month, day, ISLAMIC_EPOCH_FRIDAY).to_i64_date();
    common(RataDie::new(fixed(from) - PROCLAIMED_WITHIN), RataDie::new(fixed(to) + PROCLAIMED_WITHIN))
}

/// The first and last month and day that are meant.
fn bounds(month: Option<u8>, day: Option<u8>, length: &dyn Fn(u8) -> u8) -> Option<((u8, u8), (u8, u8))> {
    let (first, last) = month.map_or((1, 12), |month| (month, month));
    let fits = (1..=12).contains(&first) && day.is_none_or(|day| (1..=length(first)).contains(&day));
    fits.then(|| ((first, day.unwrap_or(1)), (last, day.unwrap_or_else(|| length(last)))))
}

/// What two days have in common: the day, the month, or the year.
fn common(from: RataDie, to: RataDie) -> Option<PartialDate> {
    let (first, last) = (gregorian_from_fixed(from).ok()?, gregorian_from_fixed(to).ok()?);
    let same_year = first.0 == last.0;
    let month = (same_year && first.1 == last.1).then_some(first.1);
    let day = month.and_then(|_| (first.2 == last.2).then_some(first.2));
    same_year.then(|| gregorian(u16::try_from(first.0).ok()?, month, day))?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Calendar, weekday};

    fn date(calendar: Calendar, year: u32, month: u32, day: u32) -> String {
        calendar.date(year, Some(month), (day > 0).then_some(day)).map(|date| date.to_string()).unwrap_or_default()
    }

    #[test]
    fn solar_days_are_known_to_the_day() {
        for ((year, month, day), gregorian) in [
            ((1399, 7, 7), "2020-09-28"),
            ((1399, 1, 1), "2020-03-20"),
            ((1357, 11, 22), "1979-02-11"),
            ((1399, 12, 30), "2021-03-20"),
            ((1400, 12, 30), ""),
            ((1399, 7, 31), ""),
            ((1399, 13, 1), ""),
            ((1399, 7, 0), "2020"),
            ((1399, 10, 0), ""),
        ] {
            assert_eq!(date(Calendar::Solar, year, month, day), gregorian, "{year}/{month}/{day}");
        }
    }

    #[test]
    fn lunar_days_are_known_to_the_month_or_year_that_they_surely_lie_in() {
        for ((year, month, day), gregorian) in [
            ((1442, 2, 3), "2020-09"),
            ((1442, 2, 12), "2020"),
            ((1442, 9, 0), "2021"),
            ((1442, 5, 17), ""),
            ((1442, 2, 31), ""),
        ] {
            assert_eq!(date(Calendar::Lunar, year, month, day), gregorian, "{year}/{month}/{day}");
        }
    }

    #[test]
    fn the_week_begins_on_monday() {
        assert_eq!(weekday(Calendar::Gregorian.date(2020, Some(9), Some(28)).unwrap()), Some(1));
        assert_eq!(weekday(Calendar::Gregorian.date(2012, Some(6), Some(23)).unwrap()), Some(6));
    }

    proptest! {
        #[test]
        fn no_numbers_crash_a_calendar(year in any::<u32>(), month in proptest::option::of(any::<u32>()), day in proptest::option::of(any::<u32>())) {
            for calendar in [Calendar::Gregorian, Calendar::Solar, Calendar::Lunar] {
                let _ = calendar.date(year, month, day);
                let _ = calendar.date(1250 + year % 300, month.map(|month| month % 14), day.map(|day| day % 33));
            }
        }
    }
}
