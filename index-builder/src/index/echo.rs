//! Document expansion: an article also counts a little for words that the articles nearest to it use.
//!
//! What a reader asks for often stands in an article in other words. Its nearest articles tell which (Tao, Wang, Mei, Zhai,
//! *Language Model Information Retrieval with Document Expansion*, 2006). They add to the score of an article that is found
//! by other words; they never make a match.

use dalil::format::postings::PostingList;
use dalil::format::weight::{self, IN_TITLE};
use rayon::prelude::*;

use super::groups::WordGroup;
use super::rows::{Filling, Rows};

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

/// So many articles are looked at in a row, with what was said kept in one place.
const IN_A_ROW: usize = 2048;

/// A group and its weight in an article, in units of 1/[`weight::ONE`].
type Weighted = (u32, f64);

/// What near articles change in one article.
struct Change {
    /// By how much the weight of each of its words grows, in their order.
    grown: Vec<f32>,
    /// Words it has not.
    added: Vec<Weighted>,
}

/// What the near articles of one say, by group. It is kept from one article to the next, as nearly all of it is empty.
struct Said {
    weights: Vec<f64>,
    /// The article for which a group was heard last.
    heard: Vec<u32>,
    groups: Vec<u32>,
}

impl Said {
    fn nothing(groups: usize) -> Self {
        Self { weights: vec![0.0; groups], heard: vec![u32::MAX; groups], groups: Vec::new() }
    }
}

/// Adds to the groups' postings what the nearest articles say. `nearest` has, by document number, the near ones and how near they are.
pub(super) fn add(groups: &mut [WordGroup], nearest: &[Vec<(u32, u64)>], articles: u32) {
    let documents = u32::try_from(nearest.len()).unwrap_or(u32::MAX);
    let words = words(groups, documents);
    let rarity = |group: &WordGroup| if group.stop { 0 } else { weight::rarity(articles, group.documents) };
    let rarity: Vec<u32> = groups.par_iter().map(rarity).collect();
    let in_a_row = |(row, nearest): (usize, &[Vec<(u32, u64)>])| {
        let mut said = Said::nothing(rarity.len());
        let first = u32::try_from(row * IN_A_ROW).unwrap_or(u32::MAX);
        let of_document = |(document, nearest): (u32, &Vec<_>)| change(document, nearest, &words, &rarity, &mut said);
        (first..).zip(nearest).map(of_document).collect::<Vec<_>>()
    };
    let changes: Vec<Change> = nearest.par_chunks(IN_A_ROW).enumerate().flat_map_iter(in_a_row).collect();
    let mut added: Vec<Vec<(u32, f64)>> = vec![Vec::new(); groups.len()];
    let length = |group: &WordGroup| if group.positions.is_empty() { 0 } else { group.documents };
    let mut grown: Filling<(u32, f32)> = Filling::new(groups.iter().map(length));
    for (document, change) in (0..).zip(changes) {
        for ((group, _), more) in words.get(document).iter().zip(change.grown) {
            grown.push(*group, (document, more));
        }
        for (group, weight) in change.added {
            added.get_mut(group as usize).into_iter().for_each(|added| added.push((document, weight)));
        }
    }
    drop(words);
    let grown = grown.finish();
    groups.par_iter_mut().zip(added).enumerate().for_each(|(number, (group, added))| {
        let grown = grown.get(u32::try_from(number).unwrap_or(u32::MAX));
        if !grown.is_empty() {
            apply(group, grown, &added);
        }
    });
}

/// By document number, its words with their weights, ascending by group.
fn words(groups: &[WordGroup], documents: u32) -> Rows<(u32, u32)> {
    let own = || (0..).zip(groups).filter(|(_, group)| !group.positions.is_empty());
    let mut lengths = vec![0; documents as usize];
    let mut last = vec![u32::MAX; documents as usize];
    for (number, group) in own() {
        for (document, _) in group.postings.iter().flat_map(|list| list.iter()) {
            let Some(last) = last.get_mut(document as usize) else { continue };
            if std::mem::replace(last, number) != number {
                lengths.get_mut(document as usize).into_iter().for_each(|length| *length += 1);
            }
        }
    }
    let mut words: Filling<(u32, u32)> = Filling::new(lengths);
    for (number, group) in own() {
        for (document, code) in group.postings.iter().flat_map(|list| list.iter()) {
            match words.last_mut(document).filter(|(last, _)| *last == number) {
                Some((_, sum)) => *sum = sum.saturating_add(weight::decode(code)),
                None => words.push(document, (number, weight::decode(code))),
            }
        }
    }
    words.finish()
}

fn change(document: u32, nearest: &[(u32, u64)], words: &Rows<(u32, u32)>, rarity: &[u32], said: &mut Said) -> Change {
    let nearest = nearest.get(..LISTENED).unwrap_or(nearest);
    let all: f64 = nearest.iter().map(|(_, near)| *near as f64).sum();
    let Said { weights, heard, groups } = said;
    groups.clear();
    for (other, near) in nearest {
        for (group, weight) in words.get(*other) {
            let place = *group as usize;
            let (Some(sum), Some(heard)) = (weights.get_mut(place), heard.get_mut(place)) else { continue };
            if std::mem::replace(heard, document) != document {
                groups.push(*group);
                *sum = 0.0;
            }
            *sum += f64::from(*weight) * *near as f64 / all.max(1.0);
        }
    }
    let own = words.get(document);
    let grows = |(group, _): &(u32, u32)| {
        let is_said =
            heard.get_mut(*group as usize).is_some_and(|heard| std::mem::replace(heard, u32::MAX) == document);
        (if is_said { weights.get(*group as usize).copied().unwrap_or_default() * OWN } else { 0.0 }) as f32
    };
    let grown = if nearest.is_empty() { vec![0.0; own.len()] } else { own.iter().map(grows).collect() };
    let mut others: Vec<(u64, u32, f64)> = Vec::new();
    for group in groups.drain(..) {
        // What is its own is no longer marked.
        if heard.get(group as usize) != Some(&document) {
            continue;
        }
        let weight = weights.get(group as usize).copied().unwrap_or_default() * OTHERS;
        let frequency = weight / f64::from(weight::ONE);
        let rarity = rarity.get(group as usize).copied().unwrap_or_default();
        let gain = frequency / (frequency + SATURATION) * f64::from(rarity);
        // Whole numbers, so that an order is an order.
        others.push(((gain * 16.0) as u64, group, weight));
    }
    let added = best(others, (ADDED * own.len() as f64) as usize);
    Change { grown, added }
}

/// The words of most gain, best first, as far as they have any.
fn best(mut others: Vec<(u64, u32, f64)>, most: usize) -> Vec<Weighted> {
    let key = |(gain, group, _): &(u64, u32, f64)| (std::cmp::Reverse(*gain), *group);
    others.retain(|(gain, ..)| *gain > 0);
    if others.len() > most {
        others.select_nth_unstable_by_key(most, key);
        others.truncate(most);
    }
    others.sort_unstable_by_key(key);
    others.into_iter().map(|(_, group, weight)| (group, weight)).collect()
}

/// Changes the postings of one group. `grown` tells by how much its weight grows in each of its articles.
fn apply(group: &mut WordGroup, grown: &[(u32, f32)], added: &[(u32, f64)]) {
    let place = |document: u32| grown.binary_search_by_key(&document, |(document, _)| *document).ok();
    let mut factors: Vec<f64> = vec![0.0; grown.len()];
    for (document, code) in group.postings.iter().flat_map(|list| list.iter()) {
        let own = place(document).and_then(|place| factors.get_mut(place));
        own.into_iter().for_each(|own| *own += f64::from(weight::decode(code)));
    }
    for (own, (_, more)) in factors.iter_mut().zip(grown) {
        *own = 1.0 + f64::from(*more) / own.max(1.0);
    }
    for list in &mut group.postings {
        let changed = list.iter().map(|(document, code)| {
            let factor = place(document).and_then(|place| factors.get(place)).copied().unwrap_or(1.0);
            let weight = f64::from(weight::decode(code)) * factor;
            (document, weight::encode(weight as u32) | (code & IN_TITLE))
        });
        *list = PostingList::of(changed);
    }
    group.echoes = PostingList::of(added.iter().map(|(document, weight)| (*document, weight::encode(*weight as u32))));
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
