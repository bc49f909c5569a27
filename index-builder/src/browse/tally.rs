//! In which months each section has how many articles, counted while the months' pages are made.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::name;
use crate::index::listing::{Listed, Listing, Section};

/// So many sections have a page of their own: a stick gives even a small file 32 KB.
const OWN_PAGES: usize = 100;
/// So many sections of a month can be looked at alone.
const FILTERS: usize = 40;

/// Where a section's articles are on the page of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct InMonth {
    /// The page, by its place among all.
    pub(super) sheet: usize,
    /// The number by which it can be looked at alone there, from 1 on.
    pub(super) filter: Option<usize>,
    /// How many articles.
    pub(super) articles: usize,
}

/// The sections of one page that can be looked at alone, those with most articles first, and how many these are.
pub(super) type Filters = Vec<(u32, usize)>;

/// The counts so far.
#[derive(Debug)]
pub(super) struct Tally {
    /// By section.
    months: Vec<Vec<InMonth>>,
    /// The sections with pages of their own, and the names of these.
    own: Vec<Option<String>>,
    filters: usize,
}

impl Tally {
    pub(super) fn new(listing: &Listing) -> Self {
        let sections = &listing.sections;
        let mut by_size: Vec<(Reverse<usize>, usize)> =
            sections.iter().enumerate().map(|(place, section)| (Reverse(section.articles), place)).collect();
        by_size.sort_unstable();
        by_size.truncate(OWN_PAGES);
        let large: Vec<usize> = by_size.into_iter().map(|(_, place)| place).collect();
        let name = |(place, section): (usize, &Section)| large.contains(&place).then(|| name::section(&section.folded));
        let own = sections.iter().enumerate().map(name).collect();
        Self { months: vec![Vec::new(); sections.len()], own, filters: 0 }
    }

    /// Counts the articles of one page.
    pub(super) fn take(&mut self, sheet: usize, rows: &[Listed]) -> Filters {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        rows.iter().flat_map(|row| &row.sections).for_each(|section| *counts.entry(*section).or_default() += 1);
        let mut sections: Filters = counts.into_iter().collect();
        sections.sort_by_key(|(section, count)| (Reverse(*count), *section));
        // One that has all is no choice.
        let is_choice = sections.len() > 1 || sections.first().is_some_and(|(_, count)| *count < rows.len());
        for (place, (section, articles)) in sections.iter().enumerate() {
            let filter = (is_choice && place < FILTERS).then_some(place + 1);
            if let Some(months) = self.months.get_mut(*section as usize) {
                months.push(InMonth { sheet, filter, articles: *articles });
            }
        }
        sections.truncate(if is_choice { FILTERS } else { 0 });
        self.filters = self.filters.max(sections.len());
        sections
    }

    /// How many sections of a page can be looked at alone, at most.
    pub(super) fn filters(&self) -> usize {
        self.filters
    }

    /// Where a section's articles are.
    pub(super) fn months(&self, section: usize) -> &[InMonth] {
        self.months.get(section).map(Vec::as_slice).unwrap_or_default()
    }

    /// Of each section the name of its page, where it has one.
    pub(super) fn names(&self) -> BTreeMap<usize, Option<String>> {
        self.own.iter().cloned().enumerate().collect()
    }
}
