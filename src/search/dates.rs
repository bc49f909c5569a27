//! From dates to document numbers: articles are numbered in date order, so a range of dates is a few ranges of numbers.

use core::ops::Range;

use super::fetch::Fetch;
use crate::format::date::PartialDate;
use crate::format::envelope::{Address, Kind};
use crate::format::manifest::Manifest;
use crate::format::segment::{Dates, Segment};

/// The days that are wanted, both included, as `yyyymmdd`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    first: u32,
    last: u32,
}

impl Span {
    /// From the first day of `after` until the day before the first day of `before`. `None` where neither is given.
    pub(super) fn new(after: Option<PartialDate>, before: Option<PartialDate>) -> Option<Self> {
        let last = before.map_or(u32::MAX, |before| before.first_day().saturating_sub(1));
        (after.is_some() || before.is_some()).then(|| Self { first: after.map_or(0, PartialDate::first_day), last })
    }

    /// From the first day of `first` to the last day of `last`. `None` where neither is given.
    pub(super) fn during(first: Option<PartialDate>, last: Option<PartialDate>) -> Option<Self> {
        let span =
            Self { first: first.map_or(0, PartialDate::first_day), last: last.map_or(u32::MAX, PartialDate::last_day) };
        (first.is_some() || last.is_some()).then_some(span)
    }

    fn touches(self, first: u32, last: u32) -> bool {
        first <= self.last && self.first <= last
    }

    fn holds(self, first: u32, last: u32) -> bool {
        self.first <= first && last <= self.last
    }
}

/// A run of document numbers that have one month, or none.
#[derive(Clone, Debug)]
pub(super) struct MonthRun<'m> {
    /// `2020-09`, `2020`, or empty.
    pub(super) month: &'m str,
    pub(super) documents: Range<u32>,
    /// The segment, and the place of the run's first article in it.
    pub(super) segment: (&'m Segment, u32),
}

/// All months with their document numbers, in order.
pub(super) fn months(manifest: &Manifest) -> Vec<MonthRun<'_>> {
    let mut months = Vec::new();
    for (first, segment) in manifest.numbered_segments() {
        let mut place = 0_u32;
        for (month, articles) in &segment.months {
            let start = first.saturating_add(place);
            let documents = start..start.saturating_add(*articles);
            months.push(MonthRun { month, documents, segment: (segment, place) });
            place = place.saturating_add(*articles);
        }
    }
    months
}

/// How many months each run of articles is older than the archive's newest one, with its document numbers; undated ones are
/// left out.
pub(super) fn ages(manifest: &Manifest) -> Vec<(u32, Range<u32>)> {
    let mut dated = Vec::new();
    for run in months(manifest) {
        if let Some(date) = PartialDate::parse(run.month) {
            // Where only the year is known, its middle.
            dated.push((u32::from(date.year) * 12 + u32::from(date.month.unwrap_or(6)), run.documents));
        }
    }
    let newest = dated.iter().fold(0, |newest, (month, _)| newest.max(*month));
    for (month, _) in &mut dated {
        *month = newest - *month;
    }
    dated
}

/// The numbers of all articles.
pub(super) fn everything(manifest: &Manifest) -> Vec<Range<u32>> {
    months(manifest).into_iter().map(|run| run.documents).collect()
}

/// The document numbers of articles whose date overlaps the span: part of the first round, since only a border inside a
/// month has to look at days.
pub(super) fn documents(manifest: &Manifest, span: Span, fetch: &mut Fetch<'_>) -> Vec<Range<u32>> {
    let mut found = Vec::new();
    for run in months(manifest) {
        let Some(date) = PartialDate::parse(run.month) else { continue };
        let (first, last) = (date.first_day(), date.last_day());
        if span.holds(first, last) || (date.month.is_none() && span.touches(first, last)) {
            found.push(run.documents);
        } else if span.touches(first, last) {
            let (segment, place) = run.segment;
            if let Some(dates) = fetch.dates(Address::new(&segment.folder, Kind::Dates, 0)) {
                add_days(dates, date, place, run.documents, span, &mut found);
            }
        }
    }
    found
}

/// Adds the numbers in one month whose day overlaps the span.
fn add_days(
    dates: &Dates,
    month: PartialDate,
    place: u32,
    documents: Range<u32>,
    span: Span,
    found: &mut Vec<Range<u32>>,
) {
    let days = dates.days.get(usize::try_from(place).unwrap_or(usize::MAX)..).unwrap_or_default();
    for (document, day) in documents.zip(days) {
        let date = PartialDate { day: Some(*day).filter(|day| *day > 0), ..month };
        if span.touches(date.first_day(), date.last_day()) {
            found.push(document..document.saturating_add(1));
        }
    }
}
