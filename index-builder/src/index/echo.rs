//! Document expansion: an article also counts a little for words that the articles nearest to it use.
//!
//! What a reader asks for often stands in an article in other words. Its nearest articles tell which (Tao, Wang, Mei, Zhai,
//! *Language Model Information Retrieval with Document Expansion*, 2006). They add to the score of an article that is found
//! by other words; they never make a match.

use dalil::format::weight::{self, IN_TITLE};
use rayon::prelude::*;

use super::forward::Forward;
use super::groups::WordGroup;
use super::rows::Rows;
use super::similar::Near;
use super::sweep::sweep;

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

/// What near articles change in one article.
#[derive(Default)]
struct Change {
    /// The codes of its words in the order of their lists; empty where they stay as they are.
    codes: Vec<u8>,
    /// Groups it has not, with their codes.
    added: Vec<(u32, u8)>,
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

/// Adds to the groups' postings what the nearest articles say. `nearest` has, by document number, the near ones and how near
/// they are; `forward` the words as they were.
pub(super) fn add(groups: &mut [WordGroup], forward: &Forward, nearest: &Rows<Near>, articles: u32) {
    let rarity = |group: &WordGroup| if group.stop { 0 } else { weight::rarity(articles, group.documents) };
    let rarity: Vec<u32> = groups.par_iter().map(rarity).collect();
    // By list, how many of its bytes have been passed.
    let mut passed = vec![0_usize; forward.lists()];
    let own = || Said::nothing(rarity.len());
    let look =
        |document: u32, said: &mut Said| (document, change(document, nearest.get(document), forward, &rarity, said));
    let take = |(document, change): (u32, Change)| apply(groups, forward, document, &change, &mut passed);
    sweep(nearest.len(), own, look, take);
}

/// Writes down what changes in one article; they come in their order.
fn apply(groups: &mut [WordGroup], forward: &Forward, document: u32, change: &Change, passed: &mut [usize]) {
    let mut codes = change.codes.iter();
    for (list, _) in forward.postings(document) {
        let (group, form) = forward.form(list);
        let of_form = groups.get_mut(group as usize).and_then(|group| group.postings.get_mut(form as usize));
        let Some((of_form, passed)) = of_form.zip(passed.get_mut(list as usize)) else { continue };
        let Some((own, next)) = of_form.code_mut(*passed) else { continue };
        *passed = next;
        codes.next().into_iter().for_each(|code| *own = *code);
    }
    for (group, code) in &change.added {
        groups.get_mut(*group as usize).into_iter().for_each(|group| group.echoes.push(document, *code));
    }
}

fn change(document: u32, nearest: &[Near], forward: &Forward, rarity: &[u32], said: &mut Said) -> Change {
    if nearest.is_empty() {
        return Change::default();
    }
    let nearest = nearest.get(..LISTENED).unwrap_or(nearest);
    let all: f64 = nearest.iter().map(|(_, near)| *near as f64).sum();
    let Said { weights, heard, groups } = said;
    groups.clear();
    for (other, near) in nearest {
        for (group, weight) in forward.words(*other) {
            let place = group as usize;
            let (Some(sum), Some(heard)) = (weights.get_mut(place), heard.get_mut(place)) else { continue };
            if std::mem::replace(heard, document) != document {
                groups.push(group);
                *sum = 0.0;
            }
            *sum += f64::from(weight) * *near as f64 / all.max(1.0);
        }
    }
    let own: Vec<(u32, u8)> = forward.postings(document).collect();
    let (mut codes, mut words) = (Vec::with_capacity(own.len()), 0);
    for forms in own.chunk_by(|a, b| forward.group(a.0) == forward.group(b.0)) {
        let place = forms.first().map_or(u32::MAX, |(list, _)| forward.group(*list)) as usize;
        let is_said = heard.get_mut(place).is_some_and(|heard| std::mem::replace(heard, u32::MAX) == document);
        let more = if is_said { weights.get(place).copied().unwrap_or_default() * OWN } else { 0.0 };
        codes.extend(grown(forms, more as f32));
        words += 1;
    }
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
    let added = best(others, (ADDED * f64::from(words)) as usize);
    Change { codes, added }
}

/// The codes of the forms of one word, after its weight has grown by this much.
fn grown(forms: &[(u32, u8)], more: f32) -> impl Iterator<Item = u8> {
    let own: f64 = forms.iter().map(|(_, code)| f64::from(weight::decode(*code))).sum();
    let factor = 1.0 + f64::from(more) / own.max(1.0);
    forms
        .iter()
        .map(move |(_, code)| weight::encode((f64::from(weight::decode(*code)) * factor) as u32) | (code & IN_TITLE))
}

/// The words of most gain, best first, as far as they have any.
fn best(mut others: Vec<(u64, u32, f64)>, most: usize) -> Vec<(u32, u8)> {
    let key = |(gain, group, _): &(u64, u32, f64)| (std::cmp::Reverse(*gain), *group);
    others.retain(|(gain, ..)| *gain > 0);
    if others.len() > most {
        others.select_nth_unstable_by_key(most, key);
        others.truncate(most);
    }
    others.sort_unstable_by_key(key);
    others.into_iter().map(|(_, group, weight)| (group, weight::encode(weight as u32))).collect()
}

#[cfg(test)]
mod tests {
    use dalil::format::postings::{PositionList, PostingList};
    use dalil::format::weight::{self, ONE};

    use super::{Forward, Rows, add};
    use crate::index::groups::WordGroup;

    fn group(form: &str, postings: &[(u32, u8)]) -> WordGroup {
        let code = weight::encode(ONE);
        WordGroup {
            forms: vec![form.into()].into(),
            postings: vec![PostingList::of(
                postings.iter().map(|(document, times)| (*document, code + 8 * (times - 1))),
            )]
            .into(),
            positions: vec![PositionList::default()].into(),
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
        let forward = Forward::new(&groups, 5);
        let mut nearest = Rows::with_room(5, 1);
        [vec![(1, 5)], vec![], vec![], vec![], vec![]].into_iter().for_each(|near| nearest.push(near));
        add(&mut groups, &forward, &nearest, 20);
        let heard: Vec<u32> = groups[10].echoes.iter().map(|(document, _)| document).collect();
        assert_eq!((heard, groups[10].postings[0].len()), (vec![0], 1));
        assert!(groups[11].echoes.is_empty(), "one of ten words and no more");
        assert!(groups[0].postings[0].iter().next().unwrap().1 > before, "what both say counts more");
        assert_eq!(groups[10].documents, 1);
    }
}
