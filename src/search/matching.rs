//! Which articles match, and how well.

use core::cmp::Ordering;
use core::ops::Range;

use super::request::Sort;
use super::terms::TermPostings;
use crate::format::weight;
use crate::sorting;

/// An article that has at least one of the words and lies in the dates asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) document: u32,
    pub(super) score: u64,
    /// Whether it has every word.
    pub(super) all: bool,
    /// Which filters it passes: a bit a field.
    pub(super) passes: u32,
}

/// The matches in document order, those that fail a filter included: counting needs them.
#[derive(Clone, Debug, Default)]
pub(super) struct Matches {
    pub(super) found: Vec<Match>,
    /// The bits of all filters.
    pub(super) every_filter: u32,
}

/// What restricts a search beside its words.
#[derive(Clone, Debug, Default)]
pub(super) struct Restriction {
    /// Ascending runs of document numbers; `None` where any date will do.
    pub(super) dates: Option<Vec<Range<u32>>>,
    /// By field, the articles that have one of its wanted values.
    pub(super) filters: Vec<(String, Vec<u32>)>,
}

/// One cell an article: the words it has and their score.
#[derive(Clone, Copy, Default)]
struct Cell {
    score: u64,
    words: u32,
    passes: u32,
}

/// Adds up the postings of all words. `documents` is one more than the largest document number; with no words at all,
/// `everything` (ascending runs) matches.
pub(super) fn combine(
    terms: &[TermPostings],
    restriction: &Restriction,
    documents: u32,
    everything: &[Range<u32>],
) -> Matches {
    let mut cells = vec![Cell::default(); usize::try_from(documents).unwrap_or_default()];
    for term in terms {
        for (document, frequency) in &term.documents {
            if let Some(cell) = cell(&mut cells, *document) {
                cell.score = cell.score.saturating_add(weight::score(*frequency, term.rarity));
                cell.words += 1;
            }
        }
    }
    if terms.is_empty() {
        everything.iter().cloned().flatten().for_each(|document| {
            cell(&mut cells, document).into_iter().for_each(|cell| cell.words = 1);
        });
    }
    for (bit, (_, passing)) in restriction.filters.iter().enumerate() {
        for document in passing {
            cell(&mut cells, *document).into_iter().for_each(|cell| cell.passes |= 1 << bit.min(31));
        }
    }
    let whole = 0..documents;
    let runs = restriction.dates.as_deref().unwrap_or(core::slice::from_ref(&whole));
    let wanted = u32::try_from(terms.len()).unwrap_or(u32::MAX).max(1);
    let found = runs.iter().cloned().flatten().filter_map(|document| {
        let Cell { score, words, passes } = *cell(&mut cells, document)?;
        (words > 0).then_some(Match { document, score, all: words == wanted, passes })
    });
    let found = found.collect();
    Matches {
        found,
        every_filter: restriction.filters.iter().enumerate().fold(0, |all, (bit, _)| all | 1 << bit.min(31)),
    }
}

fn cell(cells: &mut [Cell], document: u32) -> Option<&mut Cell> {
    cells.get_mut(usize::try_from(document).ok()?)
}

impl Matches {
    /// The articles that pass all filters but possibly one: those with every word, or where there is none, with some.
    pub(super) fn counted(&self, except: u32) -> impl Iterator<Item = u32> + '_ {
        let wanted = self.every_filter & !except;
        let passes = move |found: &&Match| found.passes & wanted == wanted;
        let all = self.found.iter().filter(passes).any(|found| found.all);
        self.found.iter().filter(passes).filter(move |found| found.all || !all).map(|found| found.document)
    }

    /// One page of the articles that pass all filters, in the order wanted, and how many there are in all.
    ///
    /// `undated` are the numbers of articles without a date, which come last in an order by date.
    pub(super) fn page(&self, sort: Sort, offset: u32, limit: u32, undated: &Range<u32>) -> (Vec<Match>, u32) {
        let passing = self.found.iter().filter(|found| found.passes & self.every_filter == self.every_filter);
        let found: Vec<Match> = passing.copied().collect();
        let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let (offset, limit) = (usize::try_from(offset).unwrap_or(usize::MAX), usize::try_from(limit).unwrap_or(0));
        let end = offset.saturating_add(limit).min(found.len());
        let order = sorting::first(found.len(), end, &mut |a, b| match (found.get(a), found.get(b)) {
            (Some(a), Some(b)) => compare(sort, undated, a, b),
            _ => Ordering::Equal,
        });
        let page = order.iter().skip(offset).filter_map(|place| found.get(*place)).copied();
        (page.collect(), total)
    }
}

/// Articles with every word first; then by score or by date; what is equal, the latest first.
fn compare(sort: Sort, undated: &Range<u32>, a: &Match, b: &Match) -> Ordering {
    let no_date = |found: &Match| undated.contains(&found.document);
    let by_date = || no_date(a).cmp(&no_date(b));
    let order = match sort {
        Sort::Relevance => b.score.cmp(&a.score),
        Sort::Newest => by_date(),
        Sort::Oldest => by_date().then(a.document.cmp(&b.document)),
    };
    b.all.cmp(&a.all).then(order).then(b.document.cmp(&a.document))
}

#[cfg(test)]
mod tests {
    use super::{Restriction, combine};
    use crate::format::weight::ONE;
    use crate::search::request::Sort;
    use crate::search::terms::TermPostings;

    fn term(documents: &[u32], rarity: u32) -> TermPostings {
        TermPostings { documents: documents.iter().map(|document| (*document, ONE)).collect(), rarity }
    }

    fn order(terms: &[TermPostings], restriction: &Restriction, sort: Sort) -> Vec<u32> {
        let matches = combine(terms, restriction, 100, &[]);
        matches.page(sort, 0, 100, &(0..2)).0.iter().map(|found| found.document).collect()
    }

    #[test]
    fn articles_with_every_word_come_first_however_rare_the_one_word_of_another() {
        let terms = [term(&[5, 7], 1 << 20), term(&[7, 8], 1 << 16), term(&[7, 9], 1 << 16)];
        assert_eq!(order(&terms, &Restriction::default(), Sort::Relevance), [7, 5, 9, 8]);
    }

    #[test]
    fn an_order_by_date_puts_the_undated_last_either_way() {
        let terms = [term(&[1, 5, 7, 9], 1 << 16)];
        assert_eq!(order(&terms, &Restriction::default(), Sort::Newest), [9, 7, 5, 1]);
        assert_eq!(order(&terms, &Restriction::default(), Sort::Oldest), [5, 7, 9, 1]);
    }

    #[test]
    fn dates_and_filters_leave_out_what_they_exclude() {
        let filters = vec![("section".to_owned(), vec![5, 9])];
        let restriction = Restriction { dates: Some(vec![4..6, 7..8]), filters };
        assert_eq!(order(&[term(&[1, 5, 7, 9], 1 << 16)], &restriction, Sort::Relevance), [5]);
    }

    #[test]
    fn pages_are_parts_of_one_order() {
        let matches = combine(&[term(&(3..60).collect::<Vec<_>>(), 1 << 16)], &Restriction::default(), 100, &[]);
        let page = |offset, limit| matches.page(Sort::Relevance, offset, limit, &(0..0)).0;
        let whole = page(0, 100);
        let pages: Vec<_> = (0..7).flat_map(|number| page(number * 10, 10)).collect();
        assert_eq!((whole.len(), pages), (57, whole.clone()));
        assert!(page(1000, 10).is_empty());
    }
}
