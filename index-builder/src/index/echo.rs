//! Document expansion: an article also counts a little for words that the articles nearest to it use.
//!
//! What a reader asks for often stands in an article in other words. Its nearest articles tell which (Tao, Wang, Mei, Zhai,
//! *Language Model Information Retrieval with Document Expansion*, 2006). They add to the score of an article that is found
//! by other words; they never make a match.

use dalil::format::postings::PostingList;
use dalil::format::weight::{self, IN_TITLE};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::groups::WordGroup;

/// So many near articles are listened to.
const LISTENED: usize = 5;
/// The part of the near articles' mean weight that is added to a word of the article's own.
const OWN: f64 = 0.25;
/// The part of it that a word has which the article lacks.
const OTHERS: f64 = 0.5;
/// How many words are added, as a part of an article's own different words.
const ADDED: f64 = 0.10;
/// How soon more of a word says no more about which words to add.
const SATURATION: f64 = 1.5;

/// A group and its weight in an article, in units of 1/[`weight::ONE`].
type Weighted = (u32, f64);

/// What near articles change in one article.
#[derive(Default)]
struct Change {
    document: u32,
    /// For words it has: by how much its weight grows.
    grown: Vec<Weighted>,
    /// Words it has not.
    added: Vec<Weighted>,
}

/// Adds to the groups' postings what the nearest articles say. `nearest` has, by document number, the near ones and how near they are.
pub(super) fn add(groups: &mut [WordGroup], nearest: &[Vec<(u32, u64)>], articles: u32) {
    let words = words(groups, nearest.len());
    let of_document =
        |(document, nearest): (usize, &Vec<(u32, u64)>)| change(document, nearest, &words, groups, articles);
    let changes: Vec<Change> = nearest.par_iter().enumerate().map(of_document).collect();
    let mut by_group: Vec<Vec<(u32, f64, bool)>> = vec![Vec::new(); groups.len()];
    for change in &changes {
        let grown = change.grown.iter().map(|weighted| (weighted, false));
        for ((group, weight), is_new) in grown.chain(change.added.iter().map(|weighted| (weighted, true))) {
            if let Some(changes) = by_group.get_mut(*group as usize) {
                changes.push((change.document, *weight, is_new));
            }
        }
    }
    groups.par_iter_mut().zip(by_group).filter(|(_, changes)| !changes.is_empty()).for_each(|(group, changes)| {
        apply(group, &changes);
    });
}

/// By document number, its words with their weights.
fn words(groups: &[WordGroup], documents: usize) -> Vec<Vec<Weighted>> {
    let mut words: Vec<Vec<Weighted>> = vec![Vec::new(); documents];
    for (number, group) in (0..).zip(groups) {
        if group.positions.is_empty() {
            continue;
        }
        for (document, code) in group.postings.iter().flat_map(|list| list.iter()) {
            let Some(own) = words.get_mut(document as usize) else { continue };
            let weight = f64::from(weight::decode(code));
            match own.last_mut().filter(|(last, _)| *last == number) {
                Some((_, sum)) => *sum += weight,
                None => own.push((number, weight)),
            }
        }
    }
    words
}

fn change(
    document: usize,
    nearest: &[(u32, u64)],
    words: &[Vec<Weighted>],
    groups: &[WordGroup],
    articles: u32,
) -> Change {
    let nearest = nearest.get(..LISTENED).unwrap_or(nearest);
    let all: f64 = nearest.iter().map(|(_, near)| *near as f64).sum();
    let own: &[Weighted] = words.get(document).map_or(&[], Vec::as_slice);
    let mut said: FxHashMap<u32, f64> = FxHashMap::default();
    for (other, near) in nearest {
        for (group, weight) in words.get(*other as usize).into_iter().flatten() {
            *said.entry(*group).or_default() += weight * *near as f64 / all.max(1.0);
        }
    }
    let mut change = Change { document: u32::try_from(document).unwrap_or(u32::MAX), ..Change::default() };
    for (group, _) in own {
        change.grown.extend(said.remove(group).map(|weight| (*group, weight * OWN)));
    }
    let rarity = |group: u32| {
        groups.get(group as usize).filter(|g| !g.stop).map_or(0, |g| weight::rarity(articles, g.documents))
    };
    let mut others: Vec<(u64, u32, f64)> = Vec::new();
    for (group, weight) in said {
        let weight = weight * OTHERS;
        let frequency = weight / f64::from(weight::ONE);
        let gain = frequency / (frequency + SATURATION) * f64::from(rarity(group));
        // Whole numbers, so that an order is an order.
        others.push(((gain * 16.0) as u64, group, weight));
    }
    others.sort_unstable_by_key(|(gain, group, _)| (std::cmp::Reverse(*gain), *group));
    others.truncate((ADDED * own.len() as f64) as usize);
    change.added =
        others.into_iter().filter(|(gain, ..)| *gain > 0).map(|(_, group, weight)| (group, weight)).collect();
    change
}

/// Changes the postings of one group.
fn apply(group: &mut WordGroup, changes: &[(u32, f64, bool)]) {
    let mut grown: FxHashMap<u32, f64> = FxHashMap::default();
    let mut own: FxHashMap<u32, f64> = FxHashMap::default();
    grown.extend(changes.iter().filter(|(_, _, is_new)| !is_new).map(|(document, weight, _)| (*document, *weight)));
    for (document, code) in group.postings.iter().flat_map(|list| list.iter()) {
        *own.entry(document).or_default() += f64::from(weight::decode(code));
    }
    for list in &mut group.postings {
        let changed = list.iter().map(|(document, code)| {
            let factor = grown
                .get(&document)
                .map_or(1.0, |more| 1.0 + more / own.get(&document).map_or(1.0, |own| own.max(1.0)));
            let weight = f64::from(weight::decode(code)) * factor;
            (document, weight::encode(weight as u32) | (code & IN_TITLE))
        });
        *list = PostingList::of(changed);
    }
    let new = changes.iter().filter(|(_, _, is_new)| *is_new);
    group.echoes = PostingList::of(new.map(|(document, weight, _)| (*document, weight::encode(*weight as u32))));
}

#[cfg(test)]
mod tests {
    use dalil::format::postings::{PositionList, PostingList};
    use dalil::format::weight::{self, ONE};

    use super::add;
    use crate::index::groups::WordGroup;

    fn group(form: &str, postings: &[(u32, u8)]) -> WordGroup {
        let code = weight::encode(ONE);
        WordGroup {
            forms: vec![form.to_owned()],
            postings: vec![PostingList::of(
                postings.iter().map(|(document, times)| (*document, code + 8 * (times - 1))),
            )],
            positions: vec![PositionList::default()],
            documents: postings.len() as u32,
            ..WordGroup::default()
        }
    }

    #[test]
    fn what_a_near_article_says_is_heard_but_is_no_match() {
        let mut groups: Vec<_> = (0..10).map(|n| group(&format!("own{n}"), &[(0, 1), (1, 1)])).collect();
        groups.push(group("rare", &[(1, 1)]));
        groups.push(group("common", &[(1, 1), (2, 1), (3, 1), (4, 1)]));
        let before = groups[0].postings[0].iter().next().unwrap().1;
        add(&mut groups, &[vec![(1, 5)], vec![], vec![], vec![], vec![]], 20);
        let heard: Vec<u32> = groups[10].echoes.iter().map(|(document, _)| document).collect();
        assert_eq!((heard, groups[10].postings[0].len()), (vec![0], 1));
        assert!(groups[11].echoes.is_empty(), "one of ten words and no more");
        assert!(groups[0].postings[0].iter().next().unwrap().1 > before, "what both say counts more");
        assert_eq!(groups[10].documents, 1);
    }
}
