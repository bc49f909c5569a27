//! The articles that are nearest to each article, found by the builder.

use serde::Serialize;

use super::json;

/// How many document numbers one shard of kind `similar` covers.
pub const BLOCK: u32 = 128;

/// A shard of kind `similar`, flat: for each document number of the block, how many there are, and then by how much the
/// number of each, nearest first, lies above (twice that) or below (twice that, less one) the document's own: articles of one
/// matter mostly stand near each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Similar {
    /// As told above.
    pub similar: Vec<u32>,
}

impl Similar {
    /// Reads a payload.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn decode(payload: &[u8]) -> Result<Self, String> {
        json::decode(payload, |reader| {
            let mut similar = Vec::new();
            reader.object(&["similar"], 1, &mut |reader, _| similar = reader.numbers());
            Self { similar }
        })
    }

    /// Adds the next document number with what is nearest to it.
    pub fn push(&mut self, document: u32, nearest: &[u32]) {
        self.similar.push(u32::try_from(nearest.len()).unwrap_or_default());
        for other in nearest {
            let distance = other.abs_diff(document).saturating_mul(2);
            self.similar.push(if *other < document { distance.saturating_sub(1) } else { distance });
        }
    }

    /// What is nearest to a document of this block.
    #[must_use]
    pub fn nearest(&self, document: u32) -> Vec<u32> {
        let mut rest = self.similar.as_slice();
        for place in 0..=document % BLOCK {
            let Some((length, behind)) = rest.split_first() else { break };
            let length = usize::try_from(*length).unwrap_or(usize::MAX).min(behind.len());
            let (own, others) = behind.split_at(length);
            if place == document % BLOCK {
                return own.iter().map(|coded| decoded(document, *coded)).collect();
            }
            rest = others;
        }
        Vec::new()
    }
}

fn decoded(document: u32, coded: u32) -> u32 {
    let distance = coded.div_ceil(2);
    if coded % 2 == 1 { document.saturating_sub(distance) } else { document.saturating_add(distance) }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Similar};

    #[test]
    fn what_is_nearest_comes_back_in_its_order() {
        let mut block = Similar::default();
        let lists: [&[u32]; 4] = [&[BLOCK + 1, 0, 70_000], &[], &[BLOCK], &[BLOCK + 2, BLOCK + 4]];
        for (document, list) in (BLOCK..).zip(lists) {
            block.push(document, list);
        }
        for (document, list) in (BLOCK..).zip(lists) {
            assert_eq!(block.nearest(document), list);
        }
        assert!(block.nearest(BLOCK + 4).is_empty());
    }

    #[test]
    fn a_block_of_nonsense_is_read_without_panic() {
        let block = Similar { similar: vec![2, u32::MAX, u32::MAX - 1, 900, 7] };
        assert_eq!(block.nearest(0), [0, u32::MAX / 2]);
        assert_eq!(block.nearest(1), [0]);
        assert!(block.nearest(2).is_empty());
    }
}
