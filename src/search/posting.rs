//! Articles with scores, ascending by document: what every part of a query comes to, and how parts are combined.

use core::cmp::Ordering;
use core::ops::Range;

use super::terms::Rank;

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
pub(super) fn gather(mut lists: Vec<Vec<Posting>>) -> Vec<Posting> {
    while lists.len() > 1 {
        let mut fewer = Vec::new();
        let mut rest = lists.into_iter();
        while let Some(one) = rest.next() {
            fewer.push(match rest.next() {
                Some(other) => union(one, other),
                None => one,
            });
        }
        lists = fewer;
    }
    lists.pop().unwrap_or_default()
}

/// The articles of either; of those that both have, the scores are added.
pub(super) fn union(one: Vec<Posting>, other: Vec<Posting>) -> Vec<Posting> {
    if one.is_empty() || other.is_empty() {
        return if one.is_empty() { other } else { one };
    }
    // Room that is filled rather than a list that grows: this loop is run for each posting of a search.
    let mut either = vec![Posting::NONE; one.len().saturating_add(other.len())];
    let (mut one, mut other, mut length) = (one.as_slice(), other.as_slice(), 0);
    for next in &mut either {
        let (Some((a, rest_of_one)), Some((b, rest_of_other))) = (one.split_first(), other.split_first()) else {
            break;
        };
        length += 1;
        if a.document < b.document {
            *next = *a;
            one = rest_of_one;
        } else if b.document < a.document {
            *next = *b;
            other = rest_of_other;
        } else {
            *next = a.with(b);
            (one, other) = (rest_of_one, rest_of_other);
        }
    }
    either.truncate(length);
    either.extend_from_slice(one);
    either.extend_from_slice(other);
    either
}

impl Posting {
    /// Stands where one will be.
    pub(super) const NONE: Self = Self { document: 0, is_there: false, rank: Rank::Typed, score: 0 };

    /// Both of one article. What only near articles have says nothing of the rank.
    fn with(&self, other: &Self) -> Self {
        let rank = match (self.is_there, other.is_there) {
            (true, true) => self.rank.min(other.rank),
            (false, true) => other.rank,
            _ => self.rank,
        };
        let score = self.score.saturating_add(other.score);
        Self { is_there: self.is_there || other.is_there, rank, score, ..*self }
    }
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
        let lists = [&[(3, 1), (9, 2)][..], &[(1, 4)], &[(3, 8)]].map(postings).to_vec();
        assert_eq!(gather(lists), postings(&[(1, 4), (3, 9), (9, 2)]));
        let variant = || vec![Posting { rank: Rank::Variant, ..postings(&[(3, 1)])[0] }];
        assert_eq!(gather(vec![variant(), postings(&[(3, 1)]), variant()])[0].rank, Rank::Typed);
        assert_eq!(gather(vec![variant(), variant()])[0].rank, Rank::Variant);
    }

    #[test]
    fn what_only_near_articles_have_makes_no_match() {
        let echo = |document| Posting { is_there: false, ..postings(&[(document, 4)])[0] };
        assert!(gather(vec![vec![echo(3)], postings(&[(3, 1)]), vec![echo(3)]])[0].is_there);
        assert!(intersection(&[echo(3)], &postings(&[(3, 1)])).is_empty());
        assert_eq!(difference(postings(&[(3, 1)]), &[echo(3)]), postings(&[(3, 1)]));
        assert!(!union(vec![echo(5)], postings(&[(3, 1)]))[1].is_there);
    }

    #[test]
    fn parts_are_combined_as_sets() {
        let (a, b) = (postings(&[(1, 1), (3, 1), (5, 1)]), postings(&[(3, 2), (4, 2), (5, 2)]));
        assert_eq!(union(a.clone(), b.clone()), postings(&[(1, 1), (3, 3), (4, 2), (5, 3)]));
        assert_eq!(intersection(&a, &b), postings(&[(3, 3), (5, 3)]));
        assert_eq!(difference(a.clone(), &b), postings(&[(1, 1)]));
        assert_eq!(difference(a.clone(), &[]), a);
        assert_eq!(unscored(&[2..4, 7..8]), postings(&[(2, 0), (3, 0), (7, 0)]));
    }
}
