//! From an article's id to its document number.
//!
//! Only a part of each id's hash is kept: whoever looks one up holds the record to the id, so that the few that share
//! the part do no harm. The shard follows from the hash, so that a new article changes one shard.

use serde::Serialize;

use super::checksum::Crc32;
use super::json;

/// How many bits of the hash stand in a shard.
const KEPT_BITS: u32 = 20;

/// A shard of kind `ids`, flat and ascending: gap to the kept hash before (the first counts from 0), document number, ...
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ids {
    /// As told above.
    pub ids: Vec<u32>,
}

/// Where an id is looked up in an archive with so many shards: the shard's number, and the part of the hash that is kept.
#[must_use]
pub fn slot(id: &str, shards: u32) -> (u32, u32) {
    // The multiplication mixes the checksum, which alone follows a pattern in ids that differ by their last digits.
    let mixed = Crc32::new().update(id.as_bytes()).value().wrapping_mul(0x9E37_79B1);
    let shard = (u64::from(mixed) * u64::from(shards)) >> 32;
    (u32::try_from(shard).unwrap_or_default(), mixed & ((1 << KEPT_BITS) - 1))
}

impl Ids {
    /// Reads a payload.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn decode(payload: &[u8]) -> Result<Self, String> {
        json::decode(payload, |reader| {
            let mut ids = Vec::new();
            reader.object(&["ids"], 1, &mut |reader, _| ids = reader.numbers());
            Self { ids }
        })
    }

    /// Writes a shard for kept hashes with document numbers, ascending.
    #[must_use]
    pub fn encode(entries: &[(u32, u32)]) -> Self {
        let mut ids = Vec::with_capacity(2 * entries.len());
        let mut before = 0;
        for (kept, document) in entries {
            ids.extend([kept.saturating_sub(before), *document]);
            before = *kept;
        }
        Self { ids }
    }

    /// The articles whose id may be the one with this kept hash: mostly one or none.
    #[must_use]
    pub fn documents(&self, kept: u32) -> Vec<u32> {
        let (mut found, mut at) = (Vec::new(), 0_u32);
        for entry in self.ids.chunks_exact(2) {
            let &[gap, document] = entry else { continue };
            at = at.saturating_add(gap);
            if at == kept {
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
            entries[shard as usize].push((kept, number));
        }
        let written: Vec<Ids> = entries
            .iter_mut()
            .map(|entries| {
                entries.sort_unstable();
                Ids::encode(entries)
            })
            .collect();
        assert!(entries.iter().all(|entries| (300..700).contains(&entries.len())), "shards of very different sizes");
        for number in 0..2000 {
            let (shard, kept) = slot(&id(number), shards);
            let found = written[shard as usize].documents(kept);
            assert!(found.contains(&number) && found.len() <= 3, "{number}: {found:?}");
        }
    }

    #[test]
    fn a_shard_of_nonsense_is_read_without_panic() {
        let ids = Ids { ids: vec![u32::MAX, 5, u32::MAX, 9, 7] };
        assert_eq!(ids.documents(u32::MAX), [5, 9]);
        assert_eq!(slot("x", 0).0, 0);
    }
}
