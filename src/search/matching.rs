//! Which articles match, and in which order.

use core::cmp::Ordering;
use core::ops::Range;

use super::posting::{Posting, unscored};
use super::request::Sort;
use super::terms::Rank;
use crate::sorting::sort_by;

/// An article that has at least one of the words and lies in the dates asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) document: u32,
    pub(super) score: u64,
    /// Whether it has every word.
    pub(super) all: bool,
    /// Whether that puts it before those that have not.
    pub(super) first: bool,
    /// How near the farthest of its spellings is, where that decides.
    pub(super) rank: Rank,
    /// Which filters it passes: a bit a field.
    pub(super) passes: u32,
}

impl Match {
    /// Stands where one will be.
    const NONE: Self = Self { document: 0, score: 0, all: false, first: false, rank: Rank::Typed, passes: 0 };

    /// What decides before the score: as [`Hit::tier`](super::answer::Hit::tier).
    pub(super) fn tier(&self) -> u32 {
        u32::from(!self.first) * 4 + self.rank as u32
    }
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

/// A part of the query, with the articles it matches.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) postings: Vec<Posting>,
    /// Whether other articles are left out.
    pub(super) required: bool,
    /// Whether it asks for what articles say, not only for what is known of them.
    pub(super) is_content: bool,
}

/// What is left of a part's postings while parts are put together, and what one of them counts.
struct Rest<'p> {
    postings: &'p [Posting],
    content: u16,
    required: u16,
}

/// Filters that have a bit of their own; all others share the last.
const BITS: usize = u32::BITS as usize;

/// Adds up the parts. Where no part asks for content, `everything` (ascending runs of document numbers) matches that the
/// required parts leave. A question is answered by its best words: then the score alone decides.
pub(super) fn combine(
    parts: &[Part],
    restriction: &Restriction,
    everything: &dyn Fn() -> Vec<Range<u32>>,
    is_question: bool,
) -> Matches {
    let (mut content, mut required) = (0, 0);
    let mut rests = Vec::new();
    for Part { postings, required: is_required, is_content } in parts {
        let rest = Rest { postings, content: u16::from(*is_content), required: u16::from(*is_required) };
        content += rest.content;
        required += rest.required;
        rests.push(rest);
    }
    let all;
    if content == 0 && required == 0 {
        all = unscored(&restriction.dates.clone().unwrap_or_else(everything));
        rests.push(Rest { postings: &all, content, required });
    }
    let (mut postings, mut documents) = (0_usize, 0);
    for rest in &rests {
        postings = postings.saturating_add(rest.postings.len());
        documents =
            rest.postings.last().map_or(documents, |last| documents.max((last.document as usize).saturating_add(1)));
    }
    let mut runs = restriction.dates.as_deref();
    // Room that is filled rather than a list that grows: this loop is run for each posting of a search.
    let room = postings.min(documents);
    let mut found = vec![Match::NONE; room];
    let mut free = found.iter_mut();
    while let Some((has, of_content, of_required)) = next(&mut rests) {
        if of_required != required || (of_content == 0 && content > 0) || !is_in(&mut runs, has.document) {
            continue;
        }
        let all = of_content == content;
        let first = all && !is_question;
        let rank = if first { has.rank } else { Rank::Typed };
        if let Some(place) = free.next() {
            *place = Match { document: has.document, score: has.score, all, first, rank, passes: 0 };
        }
    }
    let left = free.len();
    found.truncate(room - left);
    let every_filter = pass(&mut found, &restriction.filters);
    Matches { found, every_filter }
}

/// The next article that any part has, with its score and the farthest rank of all; and how many parts that ask for content, and that are
/// required, it matches.
fn next(rests: &mut [Rest<'_>]) -> Option<(Posting, u16, u16)> {
    let mut document = u32::MAX;
    for rest in rests.iter() {
        if let Some(first) = rest.postings.first() {
            document = document.min(first.document);
        }
    }
    let mut next = Posting { document, is_there: true, rank: Rank::Typed, score: 0 };
    let (mut content, mut required) = (0, 0);
    for rest in rests {
        let Some((first, behind)) = rest.postings.split_first() else { continue };
        if first.document != document {
            continue;
        }
        rest.postings = behind;
        next.score = next.score.saturating_add(first.score);
        if first.is_there {
            content += rest.content;
            required += rest.required;
            next.rank = next.rank.max(first.rank);
        }
    }
    // No article has this number.
    (document < u32::MAX).then_some((next, content, required))
}

/// Notes which filters each match passes; the bits of all.
fn pass(found: &mut [Match], filters: &[(String, Vec<u32>)]) -> u32 {
    let mut every_filter = 0;
    // How many of the filters behind the last bit each passes, of which it passes all before.
    let mut further = Vec::new();
    if filters.len() > BITS {
        further.resize(found.len(), BITS);
    }
    for (number, (_, passing)) in filters.iter().enumerate() {
        let bit = 1_u32.checked_shl(number as u32).unwrap_or_default();
        every_filter |= bit;
        for document in passing {
            let place = found.partition_point(|one| one.document < *document);
            let Some(one) = found.get_mut(place).filter(|one| one.document == *document) else { continue };
            one.passes |= bit;
            if let Some(further) = further.get_mut(place) {
                *further += usize::from(*further == number);
            }
        }
    }
    for (one, further) in found.iter_mut().zip(further) {
        if further < filters.len() {
            one.passes &= u32::MAX >> 1;
        }
    }
    every_filter
}

/// Whether a document is in one of the runs, if there are any; those that lie before it are left behind.
fn is_in(runs: &mut Option<&[Range<u32>]>, document: u32) -> bool {
    let Some(runs) = runs else { return true };
    while let Some((_, behind)) = runs.split_first().filter(|(run, _)| run.end <= document) {
        *runs = behind;
    }
    runs.first().is_some_and(|run| run.contains(&document))
}

impl Matches {
    /// Prefers newer articles: adds to each score up to so many eighths, half of it after a year, as is customary (the reciprocal
    /// boost of Solr's function queries). `ages` are months with document numbers, ascending.
    pub(super) fn prefer_new(&mut self, eighths: u32, ages: &[(u32, Range<u32>)]) {
        let mut ages = ages.iter();
        let mut age = ages.next();
        for found in &mut self.found {
            while age.is_some_and(|(_, documents)| documents.end <= found.document) {
                age = ages.next();
            }
            let Some((months, documents)) = age else { return };
            if documents.contains(&found.document) {
                let more = found.score / 8 * u64::from(eighths) * 12 / u64::from(12 + months);
                found.score = found.score.saturating_add(more);
            }
        }
    }

    /// Whether this article has every word.
    pub(super) fn has_all(&self, document: u32) -> bool {
        let place = self.found.partition_point(|found| found.document < document);
        self.found.get(place).is_some_and(|found| found.document == document && found.all)
    }

    /// The articles that pass all filters but possibly one: those with every word, or where there is none, with some.
    pub(super) fn counted(&self, except: u32) -> Vec<u32> {
        let wanted = self.every_filter & !except;
        let passes = |found: &Match| found.passes & wanted == wanted;
        let all = self.found.iter().any(|found| found.all && passes(found));
        let mut counted = Vec::with_capacity(self.found.len());
        counted
            .extend(self.found.iter().filter(|found| passes(found) && (found.all || !all)).map(|found| found.document));
        counted
    }

    /// One page of the articles that pass all filters, in the order wanted, and how many there are in all.
    ///
    /// `undated` are the numbers of articles without a date, which come last in an order by date.
    pub(super) fn page(&self, sort: Sort, offset: u32, limit: u32, undated: &Range<u32>) -> (Vec<Match>, u32) {
        let [start, end] =
            [offset, offset.saturating_add(limit)].map(|rank| usize::try_from(rank).unwrap_or(usize::MAX));
        let room = end.saturating_mul(2).max(64);
        let mut best: Vec<Match> = Vec::with_capacity(room.min(self.found.len()));
        let mut order = |a: &Match, b: &Match| compare(sort, undated, a, b);
        // The last of the page, as far as is known.
        let (mut last, mut total) = (None, 0);
        for found in &self.found {
            if found.passes & self.every_filter != self.every_filter {
                continue;
            }
            total += 1;
            if last.is_some_and(|last| is_behind(sort, found, &last) || order(&last, found) != Ordering::Greater) {
                continue;
            }
            best.push(*found);
            if best.len() == room {
                sort_by(&mut best, &mut order);
                best.truncate(end);
                last = best.last().copied();
            }
        }
        sort_by(&mut best, &mut order);
        best.truncate(end);
        best.drain(..start.min(best.len()));
        (best, total)
    }
}

/// Whether it comes behind another by relevance, as nearly all do behind the last of a page: what [`compare`] says, told sooner.
fn is_behind(sort: Sort, found: &Match, last: &Match) -> bool {
    sort == Sort::Relevance && found.score < last.score && found.rank >= last.rank && found.first <= last.first
}

/// Articles with every word first; then by nearness and score or by date; what is equal, the latest first.
fn compare(sort: Sort, undated: &Range<u32>, a: &Match, b: &Match) -> Ordering {
    let no_date = |found: &Match| undated.contains(&found.document);
    let by_date = || no_date(a).cmp(&no_date(b));
    let order = match sort {
        Sort::Relevance => a.rank.cmp(&b.rank).then(b.score.cmp(&a.score)),
        Sort::Newest => by_date(),
        Sort::Oldest => by_date().then(a.document.cmp(&b.document)),
    };
    b.first.cmp(&a.first).then(order).then(b.document.cmp(&a.document))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Match, Matches, Part, Restriction, combine, compare};
    use crate::search::posting::Posting;
    use crate::search::request::Sort;
    use crate::search::terms::Rank;

    fn part(documents: &[u32], score: u64) -> Part {
        let posting = |document: &u32| Posting { document: *document, is_there: true, rank: Rank::Typed, score };
        Part { postings: documents.iter().map(posting).collect(), required: false, is_content: true }
    }

    /// The numbers of a hundred articles.
    fn everything() -> Vec<core::ops::Range<u32>> {
        core::iter::once(0..100).collect()
    }

    fn order(parts: &[Part], restriction: &Restriction, sort: Sort) -> Vec<u32> {
        let matches = combine(parts, restriction, &everything, false);
        matches.page(sort, 0, 100, &(0..2)).0.iter().map(|found| found.document).collect()
    }

    #[test]
    fn articles_with_every_word_come_first_however_rare_the_one_word_of_another() {
        let parts = [part(&[5, 7], 1 << 20), part(&[7, 8], 1 << 16), part(&[7, 9], 1 << 16)];
        assert_eq!(order(&parts, &Restriction::default(), Sort::Relevance), [7, 5, 9, 8]);
    }

    #[test]
    fn what_is_required_leaves_out_everything_else() {
        let required = Part { required: true, is_content: false, ..part(&[7, 8], 0) };
        assert_eq!(order(&[part(&[5, 7], 1), required.clone()], &Restriction::default(), Sort::Relevance), [7]);
        assert_eq!(order(&[required], &Restriction::default(), Sort::Relevance), [8, 7]);
    }

    #[test]
    fn of_more_filters_than_there_are_bits_every_one_must_be_passed() {
        let passing = |filter: usize, of: usize| (0..9).filter(|n| filter + 1 != of || *n == 7).chain([7, 7]).collect();
        for of in [1, 31, 32, 33, 34, 40] {
            for narrow in 0..of {
                let filters = (0..of).map(|n| (n.to_string(), passing(if n == narrow { of - 1 } else { of }, of)));
                let restriction = Restriction { filters: filters.collect(), ..Restriction::default() };
                let found = combine(&[part(&[5, 7], 1)], &restriction, &everything, false);
                let passed = found.found.iter().filter(|one| one.passes == found.every_filter);
                assert_eq!(passed.map(|one| one.document).collect::<Vec<_>>(), [7], "{narrow} of {of}");
            }
        }
    }

    #[test]
    fn the_spelling_typed_comes_first_however_often_another_stands_there() {
        let mut names = part(&[5, 7], 1);
        names.postings[0] = Posting { rank: Rank::Variant, score: 1 << 40, ..names.postings[0] };
        assert_eq!(order(&[names], &Restriction::default(), Sort::Relevance), [7, 5]);
    }

    #[test]
    fn of_equal_articles_the_newer_comes_first_where_that_is_wanted_but_none_with_fewer_words() {
        let mut matches = combine(&[part(&[1, 2, 3], 80), part(&[1], 8)], &Restriction::default(), &everything, false);
        let order = |matches: &Matches| {
            matches.page(Sort::Relevance, 0, 9, &(0..0)).0.iter().map(|m| m.document).collect::<Vec<_>>()
        };
        assert_eq!(order(&matches), [1, 3, 2]);
        matches.prefer_new(2, &[(40, 1..2), (0, 2..3), (12, 3..4)]);
        assert_eq!(order(&matches), [1, 2, 3]);
        assert_eq!(matches.found[1].score, 100);
    }

    #[test]
    fn an_order_by_date_puts_the_undated_last_either_way() {
        let parts = [part(&[1, 5, 7, 9], 1 << 16)];
        assert_eq!(order(&parts, &Restriction::default(), Sort::Newest), [9, 7, 5, 1]);
        assert_eq!(order(&parts, &Restriction::default(), Sort::Oldest), [5, 7, 9, 1]);
    }

    #[test]
    fn dates_and_filters_leave_out_what_they_exclude() {
        let filters = vec![("section".to_owned(), vec![5, 9])];
        let restriction = Restriction { dates: Some(vec![4..6, 7..8]), filters };
        assert_eq!(order(&[part(&[1, 5, 7, 9], 1 << 16)], &restriction, Sort::Relevance), [5]);
    }

    fn found() -> impl Strategy<Value = Match> {
        let rank = prop::sample::select(vec![Rank::Typed, Rank::Variant, Rank::Corrected]);
        let others = (any::<bool>(), rank, 0_u64..9, 0_u32..2);
        others.prop_map(|(first, rank, score, passes)| Match { document: 0, score, all: first, first, rank, passes })
    }

    proptest! {
        #[test]
        fn a_page_is_what_sorting_all_matches_gives(
            found in prop::collection::vec(found(), 0..400), offset in 0_u32..90, limit in 0_u32..50, undated in 0_u32..40,
        ) {
            let found: Vec<Match> = (0..).zip(found).map(|(document, found)| Match { document, ..found }).collect();
            let matches = Matches { found, every_filter: 1 };
            for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
                let mut all: Vec<Match> = matches.found.iter().copied().filter(|found| found.passes == 1).collect();
                all.sort_by(|a, b| compare(sort, &(0..undated), a, b));
                let total = all.len() as u32;
                let page: Vec<Match> = all.into_iter().skip(offset as usize).take(limit as usize).collect();
                prop_assert_eq!(matches.page(sort, offset, limit, &(0..undated)), (page, total));
            }
        }
    }

    #[test]
    fn pages_are_parts_of_one_order() {
        let matches =
            combine(&[part(&(3..60).collect::<Vec<_>>(), 1 << 16)], &Restriction::default(), &everything, false);
        let page = |offset, limit| matches.page(Sort::Relevance, offset, limit, &(0..0)).0;
        let whole = page(0, 100);
        let pages: Vec<_> = (0..7).flat_map(|number| page(number * 10, 10)).collect();
        assert_eq!((whole.len(), pages), (57, whole.clone()));
        assert!(page(1000, 10).is_empty());
    }
}
