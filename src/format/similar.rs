//! The articles that are nearest to each article, found by the builder.

/// How many document numbers one shard of kind `similar` covers.
pub const BLOCK: u32 = 256;
/// The most bits of a number.
const MOST_BITS: u8 = 33;

/// A shard of kind `similar`: a byte that says how many bits a number has; for each document number of the block a byte that says
/// how many are near it; and those, one behind the other, lowest bits first: by how much the number of each, nearest
/// first, lies above (twice that) or below (twice that, less one) the document's own. Articles of one matter mostly stand
/// near each other, and what little pattern there is in them no compression finds: numbers in JSON took a third more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Similar(Vec<u8>);

impl Similar {
    /// Writes the block from this document number on.
    #[must_use]
    pub fn encode(first: u32, lists: &[Vec<u32>]) -> Self {
        let mut coded = Vec::new();
        for (document, list) in (first..).zip(lists) {
            coded.extend(list.iter().map(|other| encoded(document, *other)));
        }
        let most = coded.iter().fold(1_u64, |most, number| most | number);
        let bits = u8::try_from(u64::BITS - most.leading_zeros()).unwrap_or(MOST_BITS);
        let mut bytes = vec![bits];
        for place in 0..BLOCK {
            let list = usize::try_from(place).ok().and_then(|place| lists.get(place));
            bytes.push(list.map_or(0, |list| u8::try_from(list.len()).unwrap_or(u8::MAX)));
        }
        let (mut held, mut holding) = (0_u64, 0);
        for number in coded {
            held |= number << holding;
            holding += u32::from(bits);
            while holding >= 8 {
                bytes.push(held as u8);
                held >>= 8;
                holding -= 8;
            }
        }
        if holding > 0 {
            bytes.push(held as u8);
        }
        Self(bytes)
    }

    /// Reads a payload.
    ///
    /// # Errors
    /// Where it is cut or says what can't be.
    pub fn decode(payload: &[u8]) -> Result<Self, String> {
        let similar = Self(payload.to_vec());
        let (bits, counts, numbers) = similar.parts().ok_or("it is cut")?;
        let count = counts.iter().fold(0_usize, |sum, count| sum + usize::from(*count));
        let is_whole = bits <= MOST_BITS && numbers.len() == (count * usize::from(bits)).div_ceil(8);
        if is_whole { Ok(similar) } else { Err("it has not the length that it says".to_owned()) }
    }

    /// The payload.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    fn parts(&self) -> Option<(u8, &[u8], &[u8])> {
        let (bits, rest) = self.0.split_first()?;
        let (counts, numbers) = rest.split_at_checked(usize::try_from(BLOCK).ok()?)?;
        Some((*bits, counts, numbers))
    }

    /// What is nearest to a document of this block.
    #[must_use]
    pub fn nearest(&self, document: u32) -> Vec<u32> {
        let mut nearest = Vec::new();
        let Some((bits, counts, numbers)) = self.parts() else { return nearest };
        let place = usize::try_from(document % BLOCK).unwrap_or_default();
        let before = counts.iter().take(place).fold(0_usize, |sum, count| sum + usize::from(*count));
        let count = counts.get(place).copied().map_or(0, usize::from);
        for index in before..before + count {
            let mut coded = 0_u64;
            for bit in 0..usize::from(bits) {
                let at = index * usize::from(bits) + bit;
                let byte = numbers.get(at / 8).copied().unwrap_or_default();
                coded |= u64::from(byte >> (at % 8) & 1) << bit;
            }
            nearest.push(decoded(document, coded));
        }
        nearest
    }
}

fn encoded(document: u32, other: u32) -> u64 {
    let distance = u64::from(other.abs_diff(document)) * 2;
    if other < document { distance - 1 } else { distance }
}

fn decoded(document: u32, coded: u64) -> u32 {
    let distance = u32::try_from(coded.div_ceil(2)).unwrap_or(u32::MAX);
    if coded % 2 == 1 { document.saturating_sub(distance) } else { document.saturating_add(distance) }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Similar};

    #[test]
    fn what_is_nearest_comes_back_in_its_order() {
        for far in [BLOCK + 9, 70_000, u32::MAX] {
            let lists = [vec![BLOCK + 1, 0, far], vec![], vec![BLOCK], vec![BLOCK + 2, BLOCK + 4]];
            let block = Similar::decode(Similar::encode(BLOCK, &lists).as_bytes()).unwrap();
            for (document, list) in (BLOCK..).zip(lists) {
                assert_eq!(block.nearest(document), list);
            }
            assert!(block.nearest(BLOCK + 4).is_empty() && block.nearest(2 * BLOCK - 1).is_empty());
        }
    }

    #[test]
    fn a_block_that_is_cut_or_says_what_cannot_be_is_an_error() {
        let whole = Similar::encode(0, &[vec![3, 4], vec![7]]);
        let bytes = whole.as_bytes();
        for end in 0..bytes.len() {
            assert!(Similar::decode(&bytes[..end]).is_err(), "{end}");
        }
        for (place, wrong) in [(0, 255), (1, 200), (5, 3)] {
            let mut changed = bytes.to_vec();
            changed[place] = wrong;
            assert!(Similar::decode(&changed).is_err(), "{place}");
        }
    }
}
