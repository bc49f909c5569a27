//! How far compressed bytes may expand: a few of them can become any number.

use std::io::{self, Read};

use super::Damage;
use crate::limits::Exceeded;

/// Up to this size the ratio is left alone.
const ALWAYS: u64 = 1 << 20;

/// How large something may become, and what is wrong with it beyond.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Allowance {
    pub(super) bytes: u64,
    pub(super) beyond: Damage,
}

/// How large so many compressed bytes may become: no text is compressed beyond a ratio, and what claims to be is made to fill memory.
pub(super) fn by_ratio(compressed: u64, ratio: u64) -> u64 {
    compressed.saturating_mul(ratio).saturating_add(ALWAYS)
}

/// The same, and at most as much as such a thing may have.
pub(super) fn allowance(compressed: u64, ratio: u64, limit: Exceeded) -> Allowance {
    let bytes = by_ratio(compressed, ratio);
    if limit.most <= bytes {
        return Allowance { bytes: limit.most, beyond: Damage::TooLarge(limit) };
    }
    Allowance { bytes, beyond: Damage::Expands(ratio) }
}

impl Allowance {
    /// At most what is left to a whole container.
    pub(super) fn within(self, left: u64) -> Self {
        if left < self.bytes { Self { bytes: left, beyond: Damage::Unmeasured } } else { self }
    }
}

/// Reads all that `source` expands to, if it is no more than allowed.
pub(super) fn expand(source: impl Read, allowed: Allowance) -> Result<Vec<u8>, Damage> {
    let mut bytes = Vec::new();
    source.take(allowed.bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| Damage::of(&error))?;
    if bytes.len() as u64 > allowed.bytes { Err(allowed.beyond) } else { Ok(bytes) }
}

/// Reads as much as `source` gives before it fails or reaches `allowed`.
pub(super) fn expand_damaged(source: impl Read, allowed: u64) -> (Vec<u8>, Option<io::Error>) {
    let mut bytes = Vec::new();
    let error = source.take(allowed).read_to_end(&mut bytes).err();
    (bytes, error)
}
