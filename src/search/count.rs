//! Counting the articles of an answer: by value of a field, and by month.

use super::answer::{Certainty, Facet, FacetValue, Month};
use super::dates::months;
use super::fetch::Fetch;
use super::matching::Matches;
use super::request::Counting;
use crate::format::by_name::ByName;
use crate::format::envelope::{Address, Kind};
use crate::format::facets::BLOCK;
use crate::format::manifest::Manifest;
use crate::sorting;

/// The field that every dated archive has without a shard, unless one of its own is called so.
pub(super) const YEAR: &str = "year";
const YEAR_LENGTH: usize = 4;
/// The most frequent values that are named of each field.
const NAMED_VALUES: usize = 20;
/// Without being asked to, fields are counted as long as all that counting could ever fetch stays below this many bytes.
const CHEAP: u64 = 8 << 10;

/// Counts the values of all fields over the matches: part of the third round.
///
/// A field's own filter is left aside for it, so that a reader sees what else could be chosen.
pub(super) fn facets(
    manifest: &Manifest,
    matches: &Matches,
    filtered: &[&str],
    counting: Counting,
    fetch: &mut Fetch<'_>,
) -> ByName<Facet> {
    let mut spent = 0;
    let mut found = ByName::new();
    for (ordinal, field) in (0_u32..).zip(&manifest.terms.facets) {
        spent += field.bytes;
        let facet = if counting == Counting::Exact || spent <= CHEAP {
            let documents = matches.counted(own_filter(filtered, &field.name));
            count(manifest, ordinal, &documents, fetch)
        } else {
            uncounted()
        };
        found.insert(field.name.clone(), facet);
    }
    if found.get(YEAR).is_none() {
        found.insert(YEAR.to_owned(), years(manifest, &matches.counted(own_filter(filtered, YEAR))));
    }
    found
}

/// The bit of a field's own filter.
fn own_filter(filtered: &[&str], field: &str) -> u32 {
    let own = filtered.iter().position(|name| *name == field);
    own.map_or(0, |bit| 1_u32 << bit.min(31))
}

fn count(manifest: &Manifest, ordinal: u32, documents: &[u32], fetch: &mut Fetch<'_>) -> Facet {
    let mut counts: Vec<(&str, u32)> = Vec::new();
    let mut whole = true;
    for block in documents.chunk_by(|a, b| a / BLOCK == b / BLOCK) {
        let number = block.first().map_or(0, |document| document / BLOCK);
        let shard = ordinal.saturating_mul(manifest.facet_blocks()).saturating_add(number);
        match fetch.facets(Address::new(&manifest.terms.folder, Kind::Facets, shard)) {
            Some(facets) => {
                let of_block = facets.count(block);
                counts.extend(facets.values.iter().map(String::as_str).zip(of_block).filter(|(_, count)| *count > 0));
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
fn years(manifest: &Manifest, documents: &[u32]) -> Facet {
    let mut values: Vec<FacetValue> = Vec::new();
    let mut documents = documents;
    for run in months(manifest) {
        let count = documents.iter().take_while(|document| **document < run.documents.end).count();
        documents = documents.get(count..).unwrap_or_default();
        let (Some(year), Ok(count @ 1..)) = (run.month.get(..YEAR_LENGTH), u32::try_from(count)) else { continue };
        match values.last_mut() {
            Some(last) if last.value == year => last.count += count,
            _ => values.push(FacetValue { value: year.to_owned(), count }),
        }
    }
    most_frequent(values, true)
}

/// Counts articles by month, undated ones last; needs no shard.
pub(super) fn timeline(manifest: &Manifest, matches: &Matches) -> Vec<Month> {
    let mut documents = matches.counted(0).into_iter().peekable();
    let (mut timeline, mut undated) = (Vec::new(), 0);
    for run in months(manifest) {
        let mut count = 0;
        while documents.next_if(|document| *document < run.documents.end).is_some() {
            count += 1;
        }
        if run.month.len() < "2020-09".len() {
            undated += count;
        } else if count > 0 {
            timeline.push(Month { month: Some(run.month.to_owned()), count });
        }
    }
    if undated > 0 {
        timeline.push(Month { month: None, count: undated });
    }
    timeline
}
