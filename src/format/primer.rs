//! The primer: pieces of the archive's own articles, to which the compressed articles refer. It makes small shards small.
//!
//! A shard of kind `articles` is compressed with the primer as preset dictionary. Where a reader's inflater takes none, as
//! in a browser, it is given the primer as a stored block in front of the stream, and what comes of that is dropped.

/// A primer has no more bytes than this: a stored block holds 65,535, and references reach back 32,768.
pub const LARGEST: usize = 8_000;

/// The primer as the first, stored block of a deflate stream; for one of at most [`LARGEST`] bytes.
#[must_use]
pub fn stored(primer: &[u8]) -> Vec<u8> {
    let length = u16::try_from(primer.len()).unwrap_or(u16::MAX);
    let mut block = vec![0];
    block.extend(length.to_le_bytes());
    block.extend((!length).to_le_bytes());
    block.extend(primer);
    block
}
