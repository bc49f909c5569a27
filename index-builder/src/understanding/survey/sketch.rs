//! Counting more things than can be remembered.

use std::sync::atomic::{AtomicU16, AtomicU64, Ordering};

/// How many independent counts each thing has; the smallest is the truest.
const ROWS: usize = 2;

/// A count-min sketch: counts that are never too low, and seldom too high. Threads add in any order and find the same counts.
#[derive(Debug)]
pub struct Sketch {
    cells: Vec<AtomicU16>,
    width: usize,
    added: AtomicU64,
}

impl Sketch {
    /// With so many cells in each row.
    pub fn new(width: usize) -> Self {
        let width = width.max(1);
        Self { cells: (0..width * ROWS).map(|_| AtomicU16::new(0)).collect(), width, added: AtomicU64::new(0) }
    }

    /// Counts each of several things once more.
    pub fn add(&self, keys: impl Iterator<Item = u64>) {
        let mut added = 0;
        for key in keys {
            added += 1;
            for cell in self.cells_of(key) {
                // A full cell stays full.
                let _ = cell.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |count| count.checked_add(1));
            }
        }
        self.added.fetch_add(added, Ordering::Relaxed);
    }

    /// How often things are counted that only share a cell: on average, and hardly ever more than.
    pub fn error(&self) -> Error {
        let (added, width) = (self.added.load(Ordering::Relaxed), self.width as u64);
        let average = u32::try_from(added / width).unwrap_or(u32::MAX);
        // Chance crowds a cell by a few times the root of the average, and hardly ever both.
        let most = if added * 10 < width { 0 } else { average.saturating_add(3 * average.isqrt()).saturating_add(2) };
        Error { average, most }
    }

    /// How often it was counted.
    pub fn count(&self, key: u64) -> u32 {
        self.cells_of(key).map(|cell| u32::from(cell.load(Ordering::Relaxed))).min().unwrap_or(0)
    }

    fn cells_of(&self, key: u64) -> impl Iterator<Item = &AtomicU16> {
        (0..ROWS).filter_map(move |row| self.cells.get(row * self.width + self.place(key, row)))
    }

    /// A hash, spread over the row without a division.
    fn place(&self, key: u64, row: usize) -> usize {
        let hash = mix(key, row as u64);
        usize::try_from((u128::from(hash) * self.width as u128) >> 64).unwrap_or(0)
    }
}

/// By how much counts are too high.
#[derive(Clone, Copy, Debug, Default)]
pub struct Error {
    pub average: u32,
    pub most: u32,
}

/// A new hash of a hash and a number.
pub fn mix(hash: u64, with: u64) -> u64 {
    let mut mixed = hash ^ with.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::{Sketch, mix};

    #[test]
    fn what_was_counted_often_is_told_from_what_was_seen_once() {
        let sketch = Sketch::new(4000);
        sketch.add((0..4000).map(|key| mix(key, 7)));
        sketch.add(std::iter::repeat_n(1, 60));
        let wrong = (0..4000).filter(|&key| sketch.count(mix(key, 7)) > 5).count();
        assert!((60..66).contains(&sketch.count(1)), "{}", sketch.count(1));
        assert!(wrong < 8, "{wrong} of 4000 seem to have been seen six times");
    }

    #[test]
    fn a_count_that_has_no_room_stays_the_largest() {
        let sketch = Sketch::new(1);
        sketch.add(std::iter::repeat_n(3, 70_000));
        assert_eq!(sketch.count(3), u32::from(u16::MAX));
    }
}
