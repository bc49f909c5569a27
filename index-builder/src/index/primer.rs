//! The primer: the passages of some articles that most of them share.
//!
//! As COVER chooses them (Liao, Petri, Moffat and Wirth, *Effective Construction of Relative Lempel-Ziv Dictionaries*, 2016): the
//! sample is divided into as many stretches as passages have room, and of each stretch the passage is taken that has the most of what
//! the sample repeats and what no passage before it had.

use rustc_hash::FxHashMap;

use dalil::format::primer::LARGEST;

/// Bytes of a passage. From 32 to 64 make no difference.
const PASSAGE: usize = 50;
/// Bytes of a sequence whose repetition counts: with eight, articles are 1 % larger.
const SEQUENCE: usize = 6;

/// The primer that a sample of articles, as they stand in their shards, makes: at most [`LARGEST`] bytes, the best last, where what
/// refers to it costs least.
pub(super) fn train(sample: &[Vec<u8>]) -> Vec<u8> {
    let text = sample.concat();
    if text.len() <= LARGEST {
        return text;
    }
    let mut worth = repeated(sample);
    let mut chosen: Vec<(u32, &[u8])> = Vec::new();
    for stretch in text.chunks(text.len().div_ceil(LARGEST / PASSAGE)) {
        let (sum, passage) = best(stretch, &worth);
        for sequence in sequences(passage) {
            worth.remove(&sequence);
        }
        chosen.push((sum, passage));
    }
    chosen.sort_by_key(|(sum, _)| *sum);
    chosen.into_iter().flat_map(|(_, passage)| passage).copied().collect()
}

/// All sequences of bytes, as numbers.
fn sequences(text: &[u8]) -> impl Iterator<Item = u64> {
    text.windows(SEQUENCE).map(|bytes| bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// In how many texts of the sample each sequence stands, of those that stand in several.
fn repeated(sample: &[Vec<u8>]) -> FxHashMap<u64, u32> {
    let mut counts: FxHashMap<u64, (u32, usize)> = FxHashMap::default();
    for (text, bytes) in (1..).zip(sample) {
        for sequence in sequences(bytes) {
            let (count, last) = counts.entry(sequence).or_default();
            *count += u32::from(*last != text);
            *last = text;
        }
    }
    counts.into_iter().filter_map(|(sequence, (count, _))| (count > 1).then_some((sequence, count))).collect()
}

/// The first passage of a stretch with the largest sum of its different sequences' worth, and that sum.
fn best<'t>(stretch: &'t [u8], worth: &FxHashMap<u64, u32>) -> (u32, &'t [u8]) {
    let within = PASSAGE - SEQUENCE + 1;
    let worth = |sequence: u64| worth.get(&sequence).copied().unwrap_or_default();
    let all: Vec<u64> = sequences(stretch).collect();
    let mut there: FxHashMap<u64, u32> = FxHashMap::default();
    let (mut sum, mut most, mut start) = (0, 0, 0);
    for (place, sequence) in all.iter().enumerate() {
        let times = there.entry(*sequence).or_default();
        sum += if *times == 0 { worth(*sequence) } else { 0 };
        *times += 1;
        if let Some(gone) = place.checked_sub(within).and_then(|place| all.get(place)) {
            let times = there.entry(*gone).or_default();
            *times -= 1;
            sum -= if *times == 0 { worth(*gone) } else { 0 };
        }
        if sum > most {
            (most, start) = (sum, (place + 1).saturating_sub(within));
        }
    }
    (most, stretch.get(start..stretch.len().min(start + PASSAGE)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, PASSAGE, train};

    /// Articles of words that no two share, some of which have a phrase.
    fn sample(phrase: &str) -> Vec<Vec<u8>> {
        let mut state = 7_u64;
        let mut word = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            format!("{:x} ", state >> 20)
        };
        let article = |n: usize| {
            let (before, after): (String, String) =
                ((0..n % 30).map(|_| word()).collect(), (0..30).map(|_| word()).collect());
            format!("{before}{}{after}", if n.is_multiple_of(5) { phrase } else { "" }).into_bytes()
        };
        (0..200).map(article).collect()
    }

    fn holds(primer: &[u8], phrase: &str) -> usize {
        primer.windows(phrase.len()).filter(|bytes| *bytes == phrase.as_bytes()).count()
    }

    #[test]
    fn what_several_articles_say_stands_at_the_end_of_the_primer() {
        let phrase = "the harbour council has met again";
        let primer = train(&sample(phrase));
        assert!(primer.len() <= LARGEST && primer.len() > LARGEST / 2, "{}", primer.len());
        assert_eq!(holds(&primer[primer.len() - PASSAGE..], phrase), 1);
        assert_eq!(train(&sample(phrase)), primer, "the same sample makes the same primer");
    }

    #[test]
    fn a_small_sample_is_the_primer() {
        let sample = [b"One article.".to_vec(), b"And another.".to_vec()];
        assert_eq!(train(&sample), b"One article.And another.");
        assert_eq!(train(&[]), b"");
    }

    #[test]
    fn articles_without_anything_in_common_make_one_all_the_same() {
        assert!(train(&sample("")).len() > LARGEST / 2);
    }
}
