//! Which articles are worth comparing: pairs whose signatures agree in much.

use rayon::prelude::*;

use super::signature::{HASHES, Signature};

/// Two signatures meet where so many numbers in a row agree.
const BAND: usize = 2;
/// Fewer numbers that agree are not worth loading the texts. Texts that share six tenths of their sequences have 17.
const AGREEMENT: usize = 9;
/// An article is held to so many neighbours in each of its buckets.
const NEIGHBOURS: usize = 6;
/// So many comparisons an article is worth.
const MOST: usize = 6;

/// Two articles worth comparing, by rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub(super) later: u32,
    /// How many numbers don't agree, so that the best comes first.
    differing: u8,
    pub(super) earlier: u32,
}

/// The candidates, sorted by the later one and then from the most alike.
///
/// Each bucket (signatures that agree in one band) is sorted by the numbers behind the band, so that those which agree in
/// more stand next to each other, and each is held to a few neighbours only. Thousands that meet by what all pages of a
/// site share cost no more than thousands of buckets, and a true copy among them is still its original's neighbour in
/// nearly every band.
pub(super) fn pairs(signatures: &[&Signature]) -> Vec<Pair> {
    let mut kept: Vec<Pair> = Vec::new();
    let mut order: Vec<u32> = (0..u32::try_from(signatures.len()).unwrap_or(u32::MAX)).collect();
    for band in (0..HASHES).step_by(BAND) {
        let of = |rank: u32| signatures.get(rank as usize).into_iter().flat_map(|signature| signature.from(band));
        order.par_sort_unstable_by(|&a, &b| of(a).cmp(of(b)).then(a.cmp(&b)));
        let found = (0..order.len()).into_par_iter().flat_map_iter(|place| neighbours(signatures, &order, place, band));
        kept.par_extend(found);
        kept.par_sort_unstable();
        kept.dedup();
        keep_best(&mut kept);
    }
    kept
}

/// The pairs of the article at one place of the order with those behind it.
fn neighbours<'s>(
    signatures: &'s [&Signature],
    order: &'s [u32],
    place: usize,
    band: usize,
) -> impl Iterator<Item = Pair> + 's {
    let of = |rank: &u32| signatures.get(*rank as usize).copied();
    let own = order.get(place);
    let next = order.iter().skip(place + 1).take(NEIGHBOURS);
    let pair = move |other: &u32| {
        let (own, signature, second) = (*own?, of(own?)?, of(other)?);
        let meets = signature.from(band).take(BAND).eq(second.from(band).take(BAND));
        let agreement = signature.agreement(second);
        let differing = u8::try_from(HASHES - agreement).unwrap_or(u8::MAX);
        let pair = Pair { later: own.max(*other), differing, earlier: own.min(*other) };
        (meets && agreement >= AGREEMENT).then_some(pair)
    };
    next.map_while(pair)
}

/// Keeps the first pairs of each later article.
fn keep_best(pairs: &mut Vec<Pair>) {
    let (mut article, mut count) = (None, 0);
    pairs.retain(|pair| {
        count = if article == Some(pair.later) { count + 1 } else { 1 };
        article = Some(pair.later);
        count <= MOST
    });
}

/// Divides the pairs into sets that have no article in common; each keeps its order.
pub(super) fn components(articles: usize, pairs: Vec<Pair>) -> Vec<Vec<Pair>> {
    let mut parents: Vec<u32> = (0..u32::try_from(articles).unwrap_or(u32::MAX)).collect();
    for pair in &pairs {
        let (a, b) = (root(&mut parents, pair.later), root(&mut parents, pair.earlier));
        if let Some(parent) = parents.get_mut(a.max(b) as usize) {
            *parent = a.min(b);
        }
    }
    let mut rooted: Vec<(u32, Pair)> = pairs.into_iter().map(|pair| (root(&mut parents, pair.later), pair)).collect();
    rooted.par_sort_unstable();
    rooted.chunk_by(|a, b| a.0 == b.0).map(|set| set.iter().map(|(_, pair)| *pair).collect()).collect()
}

fn root(parents: &mut [u32], mut of: u32) -> u32 {
    while let Some(&parent) = parents.get(of as usize).filter(|parent| **parent != of) {
        let next = parents.get(parent as usize).copied().unwrap_or(parent);
        if let Some(slot) = parents.get_mut(of as usize) {
            *slot = next;
        }
        of = next;
    }
    of
}
