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
    /// Whether their texts have other figures.
    other_numbers: bool,
    /// How many numbers don't agree, so that the best comes first.
    differing: u8,
    pub(super) earlier: u32,
}

/// The candidates, sorted by the later one and then from the most alike.
///
/// Each bucket (signatures that agree in one band, or texts with the same figures) is sorted by the further numbers, so that
/// those which agree in more stand next to each other, and each is held to a few neighbours only. Thousands that meet by what
/// all pages of a site share cost no more than thousands of buckets, and a true copy among them is still its original's
/// neighbour in one order or another.
pub(super) fn pairs(signatures: &[&Signature]) -> Vec<Pair> {
    let mut kept: Vec<Pair> = Vec::new();
    let mut order: Vec<u32> = (0..u32::try_from(signatures.len()).unwrap_or(u32::MAX)).collect();
    for band in (0..HASHES).step_by(BAND) {
        let key = |signature: &Signature| signature.from(band).take(BAND).fold(0, |key, n| key << 32 | u64::from(*n));
        add(signatures, &mut order, band, &key, &mut kept);
    }
    order.retain(|rank| signatures.get(*rank as usize).is_some_and(|signature| signature.numbers().is_some()));
    add(signatures, &mut order, 0, &|signature| u64::from(signature.numbers().unwrap_or_default()), &mut kept);
    kept
}

/// Adds the neighbours in the buckets of one key, each bucket in the order of the numbers from a place on.
fn add(
    signatures: &[&Signature],
    order: &mut [u32],
    from: usize,
    key: &(dyn Fn(&Signature) -> u64 + Sync),
    kept: &mut Vec<Pair>,
) {
    let of = |rank: u32| signatures.get(rank as usize).copied();
    let sorted = |a: &u32, b: &u32| match (of(*a), of(*b)) {
        (Some(one), Some(other)) => key(one).cmp(&key(other)).then_with(|| one.from(from).cmp(other.from(from))),
        _ => std::cmp::Ordering::Equal,
    };
    order.par_sort_unstable_by(|a, b| sorted(a, b).then(a.cmp(b)));
    let neighbours = |place: usize| {
        let pair = move |&[own, other]: &[u32; 2]| {
            let (one, second) = (of(own)?, of(other)?);
            (key(one) == key(second)).then(|| pair([own, other], one, second))
        };
        let own = order.get(place).copied();
        let next = order.iter().skip(place + 1).take(NEIGHBOURS);
        next.filter_map(move |other| Some([own?, *other])).map_while(move |ranks| pair(&ranks)).flatten()
    };
    kept.par_extend((0..order.len()).into_par_iter().flat_map_iter(neighbours));
    kept.par_sort_unstable();
    kept.dedup();
    keep_best(kept);
}

/// The pair, where it is worth it.
fn pair(ranks: [u32; 2], one: &Signature, other: &Signature) -> Option<Pair> {
    let agreement = one.agreement(other);
    let (earlier, later) = (ranks[0].min(ranks[1]), ranks[0].max(ranks[1]));
    let other_numbers = one.numbers() != other.numbers();
    let differing = u8::try_from(HASHES - agreement).unwrap_or(u8::MAX);
    (agreement >= AGREEMENT).then_some(Pair { later, other_numbers, differing, earlier })
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
