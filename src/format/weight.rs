//! How much a word counts in an article, and how the parts become one score.
//!
//! A posting holds the word's frequency in the article, weighted by field and divided by the length norm of BM25
//! (Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009, equation 3.18), but neither
//! saturation nor document frequency: forms of one word are added before saturating, and a new article changes only the
//! postings of those that are nearest to it. It is stored as a code of seven bits and a flag; everything from the code on is
//! integer arithmetic, so that every machine computes the same bits.

/// How finely codes divide an octave: neighbouring weights differ by 9 %.
const STEPS: u8 = 8;
/// `round(64 * 2^(i / 8))`.
const MANTISSAS: [u32; STEPS as usize] = [64, 70, 76, 83, 91, 99, 108, 117];
/// A normalised frequency of one.
pub const ONE: u32 = 1 << 10;
/// The largest code.
pub const MAX_CODE: u8 = 127;

/// Added to a code where the word stands in the article's title.
pub const IN_TITLE: u8 = 128;

/// BM25's k1, times [`ONE`]: 2, as measured best.
const SATURATION: u32 = 2 * ONE;
/// The same for words that stand close together.
const PAIR_SATURATION: u32 = ONE + ONE / 2;

/// Whether the code says that the word stands in the article's title.
#[must_use]
pub fn is_in_title(code: u8) -> bool {
    code & IN_TITLE != 0
}

/// The frequency that a code stands for, in units of 1/[`ONE`], wherever the word stands.
#[must_use]
pub fn decode(code: u8) -> u32 {
    let code = code % IN_TITLE;
    MANTISSAS.get(usize::from(code % STEPS)).copied().unwrap_or_default() << (code / STEPS)
}

/// The code nearest below or at a frequency in units of 1/[`ONE`]; code 0 for everything smaller.
#[must_use]
pub fn encode(frequency: u32) -> u8 {
    let (mut low, mut high) = (0, MAX_CODE);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if decode(middle) <= frequency { low = middle } else { high = middle - 1 }
    }
    low
}

/// What a word adds to an article's score: BM25's saturation of the frequency (units of 1/[`ONE`]) times the word's
/// [`rarity`]. The unit is 2^-26.
#[must_use]
pub fn score(frequency: u32, rarity: u32) -> u64 {
    saturated(frequency, SATURATION) * u64::from(rarity)
}

/// The same for how often, and how close, a word stands beside others of the query.
#[must_use]
pub fn pair_score(frequency: u32, rarity: u32) -> u64 {
    saturated(frequency, PAIR_SATURATION) * u64::from(rarity)
}

fn saturated(frequency: u32, saturation: u32) -> u64 {
    let frequency = u64::from(frequency);
    frequency * u64::from(ONE + saturation) / (frequency + u64::from(saturation)).max(1)
}

/// By so many bits a score is divided to be shown.
pub const SHOWN_BITS: u32 = 26;

/// A score as shown to people and programs. Exact: a division by a power of two.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "scores stay below 2^53")]
pub fn shown(score: u64) -> f64 {
    score as f64 / f64::from(1_u32 << SHOWN_BITS)
}

/// The score that was [`shown`] so.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "scores are whole and stay below 2^53")]
pub fn unshown(shown: f64) -> u64 {
    (shown * f64::from(1_u32 << SHOWN_BITS)) as u64
}

/// Inverse document frequency: `log2((articles + 1) / (with + 1/2))` in units of 2^-16, never below 2^-16.
#[must_use]
pub fn rarity(articles: u32, with: u32) -> u32 {
    let all = logarithm(2 * u64::from(articles) + 2);
    all.saturating_sub(logarithm(2 * u64::from(with) + 1)).max(1)
}

/// `log2(n)` in units of 2^-16, by squaring the mantissa once a bit.
fn logarithm(n: u64) -> u32 {
    let n = n.max(1);
    let whole = n.ilog2();
    // The mantissa in [1, 2) with 31 bits behind the point.
    let mut mantissa = if whole > 31 { n >> (whole - 31) } else { n << (31 - whole) };
    let mut fraction = 0;
    for _ in 0..16 {
        mantissa = (mantissa * mantissa) >> 31;
        fraction <<= 1;
        if mantissa >> 32 != 0 {
            mantissa >>= 1;
            fraction |= 1;
        }
    }
    (whole << 16) | fraction
}

#[cfg(test)]
mod tests {
    use super::{IN_TITLE, MAX_CODE, ONE, decode, encode, is_in_title, logarithm, rarity, score};

    #[test]
    fn a_code_stands_for_itself() {
        for code in 0..=MAX_CODE {
            assert_eq!(encode(decode(code)), code);
        }
        assert_eq!(encode(0), 0);
        assert_eq!(encode(u32::MAX), MAX_CODE);
        assert_eq!(decode(u8::MAX), decode(MAX_CODE));
        assert_eq!(decode(IN_TITLE + 5), decode(5));
        assert!(is_in_title(IN_TITLE) && !is_in_title(MAX_CODE));
    }

    #[test]
    fn a_coded_weight_is_at_most_a_tenth_too_low() {
        for frequency in (64..100_000).step_by(7) {
            let coded = decode(encode(frequency));
            assert!(coded <= frequency && f64::from(frequency) < f64::from(coded) * 1.1, "{frequency} as {coded}");
        }
    }

    #[test]
    fn the_integer_logarithm_is_the_real_one() {
        for n in [1_u64, 2, 3, 7, 1000, 115_097, u64::from(u32::MAX) * 2] {
            let real = (n as f64).log2();
            assert!((f64::from(logarithm(n)) / 65_536.0 - real).abs() < 1e-4, "{n}");
        }
    }

    #[test]
    fn a_rarer_word_and_a_more_frequent_one_count_more_but_frequency_saturates() {
        assert!(rarity(1000, 1) > rarity(1000, 2));
        assert!(rarity(1000, 1000) >= 1);
        let word = rarity(1000, 10);
        assert!(score(2 * ONE, word) > score(ONE, word));
        assert!(score(200 * ONE, word) < 3 * score(ONE, word));
    }
}
