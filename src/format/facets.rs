//! The values of one field, article by article, in blocks of document numbers, for counting.

use serde::Serialize;

use super::json;

/// How many document numbers one shard of kind `facets` covers at least.
pub const BLOCK: u32 = 8192;

/// A shard of kind `facets`: one field's values for one block of document numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct FacetBlock {
    /// The values that occur here, as shown.
    pub values: Vec<String>,
    /// Runs of document numbers with the same values, from the block's first number on: how many, then indices into
    /// `values` (none for articles without the field and numbers without an article).
    pub runs: Vec<Vec<u32>>,
}

impl FacetBlock {
    /// Reads a payload.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn decode(payload: &[u8]) -> Result<Self, String> {
        json::decode(payload, |reader| {
            let mut block = Self::default();
            reader.object(&["values", "runs"], 2, &mut |reader, field| match field {
                0 => reader.texts_into(&mut block.values),
                _ => reader.array(&mut |reader| block.runs.push(reader.numbers())),
            });
            block
        })
    }

    /// For each of [`FacetBlock::values`] how many of these documents have it; numbers ascending, all of this block, whose first number
    /// is `start`.
    #[must_use]
    pub fn count(&self, start: u32, documents: &[u32]) -> Vec<u32> {
        let mut counts = vec![0; self.values.len()];
        let mut runs = self.runs.iter();
        let (mut run, mut end) = (&[][..], 0_u32);
        for document in documents {
            while document.saturating_sub(start) >= end {
                let Some((length, values)) = runs.next().and_then(|run| run.split_first()) else { return counts };
                (run, end) = (values, end.saturating_add(*length));
            }
            for value in run {
                if let Some(count) = counts.get_mut(*value as usize) {
                    *count += 1;
                }
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, FacetBlock};

    #[test]
    fn each_document_has_the_values_of_its_run() {
        let block = FacetBlock {
            values: vec!["News".into(), "Opinion".into()],
            runs: vec![vec![2, 0], vec![1], vec![3, 1, 0]],
        };
        assert_eq!(block.count(0, &[0, 2, 3, 5, 6, 900]), [3, 2]);
        assert_eq!(block.count(BLOCK, &[BLOCK + 1]), [1, 0]);
    }
}
