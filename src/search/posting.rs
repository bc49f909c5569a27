//! Articles with scores, ascending by document: what every part of a query comes to, and how parts are combined.

use core::cmp::Ordering;
use core::ops::Range;

use super::terms::Rank;
use crate::sorting::sort_numbers;

/// One article that a part of the query matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) document: u32,
    /// Whether the article itself matches; otherwise only the articles nearest to it do, which adds to its score.
    pub(super) is_there: bool,
    /// How near what was found is to what was typed.
    pub(super) rank: Rank,
    pub(super) score: u64,
}

/// Puts postings of several lists in order and adds up those of one article; the nearest rank stays.
pub(super) fn gather(postings: Vec<Posting>) -> Vec<Posting> {
    if postings.is_sorted_by(|a, b| a.document < b.document) {
        return postings;
    }
    let mut places: Vec<u64> = Vec::with_capacity(postings.len());
    for (place, posting) in (0_u64..).zip(&postings) {
        places.push(u64::from(posting.document) << 32 | place);
    }
    sort_numbers(&mut places);
    let mut gathered: Vec<Posting> = Vec::with_capacity(places.len());
    for place in places {
        let Some(posting) = postings.get((place & u64::from(u32::MAX)) as usize) else { continue };
        match gathered.last_mut() {
            Some(last) if last.document == posting.document => {
                last.score = last.score.saturating_add(posting.score);
                if posting.is_there {
                    last.rank = if last.is_there { last.rank.min(posting.rank) } else { posting.rank };
                    last.is_there = true;
                }
            }
            _ => gathered.push(*posting),
        }
    }
    gathered
}

/// The articles of either; of those that both have, the scores are added.
pub(super) fn union(mut one: Vec<Posting>, other: &[Posting]) -> Vec<Posting> {
    one.extend_from_slice(other);
    gather(one)
}

/// The articles that both have, with their scores added and the farther rank.
pub(super) fn intersection(one: &[Posting], other: &[Posting]) -> Vec<Posting> {
    let mut both = Vec::new();
    let (mut one, mut other) = (one, other);
    while let (Some((a, rest_of_one)), Some((b, rest_of_other))) = (one.split_first(), other.split_first()) {
        match a.document.cmp(&b.document) {
            Ordering::Less => one = rest_of_one,
            Ordering::Greater => other = rest_of_other,
            Ordering::Equal => {
                if a.is_there && b.is_there {
                    let score = a.score.saturating_add(b.score);
                    both.push(Posting { rank: a.rank.max(b.rank), score, ..*a });
                }
                (one, other) = (rest_of_one, rest_of_other);
            }
        }
    }
    both
}

/// All articles of ascending runs of document numbers, without a score.
pub(super) fn unscored(runs: &[Range<u32>]) -> Vec<Posting> {
    let mut all = Vec::new();
    for run in runs {
        for document in run.clone() {
            all.push(Posting { document, is_there: true, rank: Rank::Typed, score: 0 });
        }
    }
    all
}

/// What is left of `all` without `excluded`.
pub(super) fn difference(mut all: Vec<Posting>, mut excluded: &[Posting]) -> Vec<Posting> {
    all.retain(|posting| {
        while let Some((first, rest)) = excluded.split_first() {
            if first.document >= posting.document {
                break;
            }
            excluded = rest;
        }
        excluded.first().is_none_or(|first| first.document != posting.document || !first.is_there)
    });
    all
}

#[cfg(test)]
mod tests {
    use super::{Posting, difference, gather, intersection, union, unscored};
    use crate::search::terms::Rank;

    fn postings(documents: &[(u32, u64)]) -> Vec<Posting> {
        documents
            .iter()
            .map(|&(document, score)| Posting { document, is_there: true, rank: Rank::Typed, score })
            .collect()
    }

    #[test]
    fn lists_are_put_in_order_and_what_one_article_has_twice_is_added() {
        assert_eq!(gather(postings(&[(3, 1), (9, 2), (1, 4), (3, 8)])), postings(&[(1, 4), (3, 9), (9, 2)]));
        let variant = Posting { rank: Rank::Variant, ..postings(&[(3, 1)])[0] };
        assert_eq!(gather(vec![variant, postings(&[(3, 1)])[0], variant])[0].rank, Rank::Typed);
    }

    #[test]
    fn what_only_near_articles_have_makes_no_match() {
        let echo = |document| Posting { is_there: false, ..postings(&[(document, 4)])[0] };
        assert!(gather(vec![echo(3), postings(&[(3, 1)])[0], echo(3)])[0].is_there);
        assert!(intersection(&[echo(3)], &postings(&[(3, 1)])).is_empty());
        assert_eq!(difference(postings(&[(3, 1)]), &[echo(3)]), postings(&[(3, 1)]));
        assert!(!union(vec![echo(5)], &postings(&[(3, 1)]))[1].is_there);
    }

    #[test]
    fn parts_are_combined_as_sets() {
        let (a, b) = (postings(&[(1, 1), (3, 1), (5, 1)]), postings(&[(3, 2), (4, 2), (5, 2)]));
        assert_eq!(union(a.clone(), &b), postings(&[(1, 1), (3, 3), (4, 2), (5, 3)]));
        assert_eq!(intersection(&a, &b), postings(&[(3, 3), (5, 3)]));
        assert_eq!(difference(a.clone(), &b), postings(&[(1, 1)]));
        assert_eq!(difference(a.clone(), &[]), a);
        assert_eq!(unscored(&[2..4, 7..8]), postings(&[(2, 0), (3, 0), (7, 0)]));
    }
}
