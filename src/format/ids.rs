//! From an article's id to its document number.
//!
//! Only a part of each id's hash is kept: whoever looks one up holds the record to the id, so that the few that share
//! the part do no harm. The shard follows from the hash, so that a new article changes one shard.

use super::bytes::{Bytes, push_number};
use super::checksum::Crc32;

/// Of each entry's bytes, so many are the kept part of the hash.
const HASH: usize = 2;

/// A shard of kind `ids`: entries by document number, each the gap to the document before (the first counts from 0), seven
/// bits a byte from the lowest, the last byte without its highest bit, and the kept part of the hash, low byte first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids(Vec<u8>);

/// Where an id is looked up in an archive with so many shards: the shard's number, and the part of the hash that is kept.
#[must_use]
pub fn slot(id: &str, shards: u32) -> (u32, u16) {
    // The multiplication mixes the checksum, which alone follows a pattern in ids that differ by their last digits.
    let mixed = Crc32::new().update(id.as_bytes()).value().wrapping_mul(0x9E37_79B1);
    let shard = (u64::from(mixed) * u64::from(shards)) >> 32;
    (u32::try_from(shard).unwrap_or_default(), mixed as u16)
}

impl Ids {
    /// Writes a shard for document numbers with kept hashes, ascending.
    #[must_use]
    pub fn encode(entries: &[(u32, u16)]) -> Self {
        let mut bytes = Vec::new();
        let mut before = 0;
        for (document, kept) in entries {
            push_number(&mut bytes, document.saturating_sub(before));
            bytes.extend(kept.to_le_bytes());
            before = *document;
        }
        Self(bytes)
    }

    /// Reads a payload. Bytes of nonsense lead to documents that are not those sought.
    #[must_use]
    pub fn decode(payload: &[u8]) -> Self {
        Self(payload.to_vec())
    }

    /// The payload.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The articles whose id may be the one with this kept hash: mostly one or none.
    #[must_use]
    pub fn documents(&self, kept: u16) -> Vec<u32> {
        let (mut found, mut document) = (Vec::new(), 0_u32);
        let mut bytes = Bytes::new(&self.0);
        while !bytes.rest().is_empty() {
            document = document.saturating_add(bytes.number());
            let Some(hash) = bytes.take(HASH).first_chunk() else { break };
            if u16::from_le_bytes(*hash) == kept {
                found.push(document);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{Ids, slot};

    #[test]
    fn every_id_is_found_among_those_that_share_its_hash() {
        let shards = 4;
        let id = |number: u32| format!("News/2012/page {number}.htm");
        let mut entries = vec![Vec::new(); 4];
        for number in 0..2000 {
            let (shard, kept) = slot(&id(number), shards);
            entries[shard as usize].push((number * 100, kept));
        }
        let written: Vec<Ids> = entries.iter().map(|entries| Ids::encode(entries)).collect();
        assert!(entries.iter().all(|entries| (300..700).contains(&entries.len())), "shards of very different sizes");
        let mut candidates = 0;
        for number in 0..2000 {
            let (shard, kept) = slot(&id(number), shards);
            let found = Ids::decode(written[shard as usize].as_bytes()).documents(kept);
            assert!(found.contains(&(number * 100)), "{number}: {found:?}");
            candidates += found.len();
        }
        assert!(candidates < 2050, "{candidates} documents for 2000 ids");
    }

    #[test]
    fn a_shard_of_nonsense_is_read_without_panic() {
        for length in 0..40 {
            let ids = Ids::decode(&vec![0xff; length]);
            assert!(ids.documents(u16::MAX).len() <= length);
            let ids = Ids::decode(&vec![0x01; length]);
            assert_eq!(ids.documents(0x0101).len(), length / 3);
        }
        assert_eq!(slot("x", 0).0, 0);
    }
}
