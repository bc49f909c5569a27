//! Counting the articles of an answer: by value of a field, and by month.

use super::answer::{Certainty, Facet, FacetValue, Month};
use super::dates::months;
use super::fetch::Fetch;
use super::matching::Matches;
use super::request::Counting;
use crate::format::by_name::ByName;
use crate::format::envelope::{Address, Kind};
use crate::format::manifest::{FacetField, Manifest};
use crate::sorting;

/// The field that every dated archive has without a shard, unless one of its own is called so.
pub(super) const YEAR: &str = "year";
const YEAR_LENGTH: usize = 4;
/// The most frequent values that are named of each field.
const NAMED_VALUES: usize = 20;
/// Without being asked to, fields are counted as long as all that counting could ever fetch stays below this many bytes.
const CHEAP: u64 = 8 << 10;

/// What is counted.
pub(super) struct Tally<'a> {
    manifest: &'a Manifest,
    matches: &'a Matches,
    /// The articles that pass all filters.
    passing: Vec<u32>,
    /// These by month.
    months: Vec<(&'a str, u32)>,
}

impl<'a> Tally<'a> {
    pub(super) fn new(manifest: &'a Manifest, matches: &'a Matches) -> Self {
        let passing = matches.counted(0);
        let months = by_month(manifest, &passing);
        Self { manifest, matches, passing, months }
    }

    /// How many articles there are.
    pub(super) fn total(&self) -> u32 {
        u32::try_from(self.passing.len()).unwrap_or(u32::MAX)
    }

    /// Counts the values of all fields over the matches: part of the third round.
    ///
    /// A field's own filter is left aside for it, so that a reader sees what else could be chosen.
    pub(super) fn facets(&self, filtered: &[&str], counting: Counting, fetch: &mut Fetch<'_>) -> ByName<Facet> {
        let mut spent = 0;
        let mut found = ByName::new();
        let mut shard = 0_u32;
        let documents = self.manifest.documents();
        for field in &self.manifest.terms.facets {
            spent += field.bytes;
            let facet = if counting == Counting::Exact || spent <= CHEAP {
                let but_own = self.without_filter(filtered, &field.name);
                self.count(field, shard, but_own.as_ref().unwrap_or(&self.passing), fetch)
            } else {
                uncounted()
            };
            found.insert(field.name.clone(), facet);
            shard = shard.saturating_add(field.shards(documents));
        }
        if found.get(YEAR).is_none() {
            let but_own = self.without_filter(filtered, YEAR);
            let months = but_own.map(|documents| by_month(self.manifest, &documents));
            found.insert(YEAR.to_owned(), years(months.as_ref().unwrap_or(&self.months)));
        }
        found
    }

    /// The articles that pass all filters but that of a field, where it has one.
    fn without_filter(&self, filtered: &[&str], field: &str) -> Option<Vec<u32>> {
        let own = filtered.iter().position(|name| *name == field)?;
        Some(self.matches.counted(1_u32 << own.min(31)))
    }

    /// Counts articles by month, undated ones last; needs no shard.
    pub(super) fn timeline(&self) -> Vec<Month> {
        let (mut timeline, mut undated) = (Vec::new(), 0);
        for (month, count) in &self.months {
            if month.len() < "2020-09".len() {
                undated += count;
            } else {
                timeline.push(Month { month: Some((*month).to_owned()), count: *count });
            }
        }
        if undated > 0 {
            timeline.push(Month { month: None, count: undated });
        }
        timeline
    }

    /// Counts a field's values over these documents; `first` is the first of its shards.
    fn count(&self, field: &FacetField, first: u32, documents: &[u32], fetch: &mut Fetch<'_>) -> Facet {
        let mut counts: Vec<(&str, u32)> = Vec::new();
        let mut whole = true;
        let (span, mut rest) = (field.span.max(1), documents);
        while let Some(next) = rest.first() {
            let number = next / span;
            let (block, behind) = rest.split_at(rest.partition_point(|document| document / span == number));
            rest = behind;
            let shard = first.saturating_add(number);
            match fetch.facets(Address::new(&self.manifest.terms.folder, Kind::Facets, shard)) {
                Some(facets) => {
                    let of_block = facets.count(number.saturating_mul(span), block);
                    let of_block = facets.values.iter().map(String::as_str).zip(of_block);
                    counts.extend(of_block.filter(|(_, count)| *count > 0));
                }
                None => whole = false,
            }
        }
        sorting::sort_by(&mut counts, |(a, _), (b, _)| a.cmp(b));
        let mut values: Vec<FacetValue> = Vec::new();
        for (value, count) in counts {
            match values.last_mut() {
                Some(last) if last.value == value => last.count += count,
                _ => values.push(FacetValue { value: value.to_owned(), count }),
            }
        }
        most_frequent(values, whole)
    }
}

fn most_frequent(mut values: Vec<FacetValue>, whole: bool) -> Facet {
    // Stable, so that equal counts stay in the order of their values.
    sorting::sort_by(&mut values, |a, b| b.count.cmp(&a.count));
    let more = u32::try_from(values.len().saturating_sub(NAMED_VALUES)).unwrap_or(u32::MAX);
    values.truncate(NAMED_VALUES);
    Facet { values, more, is: if whole { Certainty::Exact } else { Certainty::AtLeast } }
}

/// A field that is too large to be counted unasked: its values are there, but not which.
fn uncounted() -> Facet {
    Facet { values: Vec::new(), more: 0, is: Certainty::AtLeast }
}

/// Counts articles by year; needs no shard.
fn years(months: &[(&str, u32)]) -> Facet {
    let mut values: Vec<FacetValue> = Vec::new();
    for (month, count) in months {
        let Some(year) = month.get(..YEAR_LENGTH) else { continue };
        match values.last_mut() {
            Some(last) if last.value == year => last.count += count,
            _ => values.push(FacetValue { value: year.to_owned(), count: *count }),
        }
    }
    most_frequent(values, true)
}

/// The months that have some of these articles, and how many.
fn by_month<'m>(manifest: &'m Manifest, documents: &[u32]) -> Vec<(&'m str, u32)> {
    let (mut counts, mut rest) = (Vec::new(), documents);
    for run in months(manifest) {
        let (here, behind) = rest.split_at(rest.partition_point(|document| *document < run.documents.end));
        rest = behind;
        let count = u32::try_from(here.len()).unwrap_or(u32::MAX);
        match counts.last_mut() {
            // A month may lie in several segments.
            Some((last, sum)) if *last == run.month => *sum += count,
            _ if count > 0 => counts.push((run.month, count)),
            _ => {}
        }
    }
    counts
}
