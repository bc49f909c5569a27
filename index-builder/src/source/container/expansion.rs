//! How far compressed bytes may expand: a few of them can become any number.

use std::io::{self, Read};

/// No text is compressed further than this; what claims to be is made to fill memory.
const RATIO: u64 = 400;
/// Up to this size the ratio is left alone.
const ALWAYS: u64 = 1 << 20;

/// How large so many compressed bytes may become, at most `limit`.
pub(super) fn allowance(compressed: u64, limit: u64) -> u64 {
    compressed.saturating_mul(RATIO).saturating_add(ALWAYS).min(limit)
}

/// Reads all that `source` expands to; `None` where that is more than `allowed`.
pub(super) fn expand(source: impl Read, allowed: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    source.take(allowed.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(u64::try_from(bytes.len()).is_ok_and(|length| length <= allowed).then_some(bytes))
}

/// Reads as much as `source` gives before it fails or reaches `allowed`.
pub(super) fn expand_damaged(source: impl Read, allowed: u64) -> (Vec<u8>, Option<io::Error>) {
    let mut bytes = Vec::new();
    let error = source.take(allowed).read_to_end(&mut bytes).err();
    (bytes, error)
}
