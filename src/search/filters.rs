//! What restricts an answer by the values of fields.

use super::count::YEAR;
use super::dates::months;
use super::fetch::Fetch;
use super::terms::{home, range};
use crate::format::by_name::ByName;
use crate::format::dictionary::{Entry, FIELD_SEPARATOR};
use crate::format::folding::{Folding, pieces};
use crate::format::manifest::Manifest;

/// A field with the values of which an article must have one.
pub(super) struct Filter<'s> {
    field: String,
    groups: Vec<Entry<'s>>,
    /// Articles that are known without a shard: those of a year.
    documents: Vec<u32>,
}

/// Looks the values up that are asked for: part of the first round.
pub(super) fn look_up<'s>(
    manifest: &Manifest,
    folding: &Folding,
    filters: &ByName<Vec<String>>,
    fetch: &mut Fetch<'s>,
) -> Vec<Filter<'s>> {
    let mut found = Vec::new();
    for (field, values) in filters {
        if values.is_empty() {
            continue;
        }
        let mut filter = Filter { field: field.clone(), groups: Vec::new(), documents: Vec::new() };
        for value in values {
            let key = [field.as_str(), FIELD_SEPARATOR.encode_utf8(&mut [0; 4]), &folding.fold(value)].concat();
            filter.groups.extend(range(manifest, &key, fetch).and_then(|range| range.group(&key)));
            if field == YEAR && !manifest.terms.facets.iter().any(|own| own.name == YEAR) {
                filter.add_year(manifest, value);
            }
        }
        found.push(filter);
    }
    found
}

impl Filter<'_> {
    fn add_year(&mut self, manifest: &Manifest, year: &str) {
        for run in months(manifest) {
            if !year.is_empty() && pieces(run.month, b'-').next() == Some(year) {
                self.documents.extend(run.documents);
            }
        }
    }
}

/// The articles that have one of the values of each filter, by field: part of the second round.
pub(super) fn documents<'s>(
    manifest: &Manifest,
    filters: Vec<Filter<'s>>,
    fetch: &mut Fetch<'s>,
) -> Vec<(String, Vec<u32>)> {
    let mut found = Vec::new();
    for Filter { field, groups, mut documents } in filters {
        for group in groups {
            if let Some(home) = home(manifest, group, fetch) {
                documents.extend(home.postings(0).map(|(document, _)| document));
            }
        }
        found.push((field, documents));
    }
    found
}
