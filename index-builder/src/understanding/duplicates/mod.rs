//! The same article at several places: mirrors, copies and reprints.
//!
//! Two places hold the same article where one text can be made from the other without changing what it reports: another
//! headline, introduction or footer, a cut end, quotes and dashes, few spellings. The same form with other facts is another
//! article: a report with other numbers or names, the next issue of a list. In doubt two articles stay apart, for one that is
//! listed under another is hard to find, and a copy too much is only a nuisance.
//!
//! Each article has a [`Signature`] of fixed size. Those that look alike are loaded and compared word by word; how many are
//! is bounded for each article, so that the time grows with the archive and no faster, whatever the archive holds.

mod candidates;
mod comparison;
mod facts;
mod signature;
mod spelling;
mod standing;
mod words;

use std::collections::BTreeMap;

use rayon::prelude::*;

use candidates::{Pair, components};
use comparison::{Wording, is_same};
pub use signature::Signature;
pub use standing::{Standing, head};

/// Title and text of an article.
pub type Loaded = (Option<String>, String);

/// Shorter texts are the same article only if they are identical, titles too.
const SHORT: u32 = 40;

/// Groups the places that hold the same article, each group in ascending order and with two places at least, the groups in the
/// order of their first places.
///
/// Every member was compared with the longest one of its group, so that no chain of small changes leads to another article.
/// `load` gives title and text of the article at a place; what can't be loaded stays alone.
#[must_use]
pub fn groups(signatures: &[Signature], load: &(dyn Fn(usize) -> Option<Loaded> + Sync)) -> Vec<Vec<usize>> {
    let mut group_of = identical(signatures);
    // Longest first: a shortened copy is compared with the whole text.
    let mut ranked: Vec<usize> = (0..signatures.len())
        .filter(|&place| {
            group_of.get(place) == Some(&place) && signatures.get(place).is_some_and(|s| s.words() >= SHORT)
        })
        .collect();
    ranked.sort_by_key(|&place| (std::cmp::Reverse(signatures.get(place).map(Signature::words)), place));
    let of_ranked: Vec<&Signature> = ranked.iter().filter_map(|&place| signatures.get(place)).collect();
    let load = |rank: usize| load(*ranked.get(rank)?).map(|(title, text)| Wording::of(title.as_deref(), &text));
    let pairs = candidates::pairs(&of_ranked);
    let joined: Vec<(usize, usize)> =
        components(of_ranked.len(), pairs).par_iter().flat_map_iter(|pairs| join(pairs, &load)).collect();
    let mut leader_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (leader, rank) in joined {
        if let (Some(&leader), Some(&place)) = (ranked.get(leader), ranked.get(rank)) {
            leader_of.insert(place, leader);
        }
    }
    for group in &mut group_of {
        *group = leader_of.get(group).copied().unwrap_or(*group);
    }
    collect(&group_of)
}

/// For each place the first one that has the same words in title and text, or itself.
fn identical(signatures: &[Signature]) -> Vec<usize> {
    let mut first_of: Vec<usize> = (0..signatures.len()).collect();
    let mut by_whole: Vec<(u64, usize)> =
        signatures.iter().enumerate().filter_map(|(place, signature)| Some((signature.whole()?, place))).collect();
    by_whole.par_sort_unstable();
    for same in by_whole.chunk_by(|a, b| a.0 == b.0) {
        for &(_, place) in same {
            if let (Some(slot), Some(&(_, first))) = (first_of.get_mut(place), same.first()) {
                *slot = first;
            }
        }
    }
    first_of
}

/// Compares the candidates of one component, in their order, with the leaders of the groups that were formed so far.
fn join(pairs: &[Pair], load: &dyn Fn(usize) -> Option<Wording>) -> Vec<(usize, usize)> {
    let mut leader_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut last: Option<(usize, Wording)> = None;
    for of_later in pairs.chunk_by(|a, b| a.later == b.later) {
        let Some(later) = of_later.first().map(|pair| pair.later as usize) else { continue };
        let Some(wording) = load(later) else { continue };
        let mut tried = Vec::new();
        for pair in of_later {
            let earlier = pair.earlier as usize;
            let leader = leader_of.get(&earlier).copied().unwrap_or(earlier);
            if tried.contains(&leader) {
                continue;
            }
            tried.push(leader);
            if last.as_ref().is_none_or(|(held, _)| *held != leader) {
                last = load(leader).map(|wording| (leader, wording));
            }
            if last.as_ref().is_some_and(|(_, other)| is_same(other, &wording)) {
                leader_of.insert(later, leader);
                break;
            }
        }
    }
    leader_of.into_iter().map(|(member, leader)| (leader, member)).collect()
}

fn collect(group_of: &[usize]) -> Vec<Vec<usize>> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, &group) in group_of.iter().enumerate() {
        if group != place {
            members.entry(group).or_insert_with(|| vec![group]).push(place);
        }
    }
    let mut groups: Vec<Vec<usize>> = members.into_values().collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

#[cfg(test)]
mod tests;
