//! Counting more things than can be remembered.

use std::sync::atomic::{AtomicU16, Ordering};

/// How many independent counts each thing has; the smallest is the truest.
const ROWS: usize = 2;

/// A count-min sketch: counts that are never too low, and seldom too high. Threads add in any order and find the same counts.
#[derive(Debug)]
pub struct Sketch {
    cells: Vec<AtomicU16>,
    width: usize,
}

impl Sketch {
    /// With so many cells in each row.
    pub fn new(width: usize) -> Self {
        let width = width.max(1);
        Self { cells: (0..width * ROWS).map(|_| AtomicU16::new(0)).collect(), width }
    }

    /// Counts a thing once more.
    pub fn add(&self, key: u64) {
        for cell in self.cells_of(key) {
            // A full cell stays full.
            let _ = cell.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |count| count.checked_add(1));
        }
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
        (0..4000).for_each(|key| sketch.add(mix(key, 7)));
        (0..60).for_each(|_| sketch.add(1));
        let wrong = (0..4000).filter(|&key| sketch.count(mix(key, 7)) > 5).count();
        assert!((60..66).contains(&sketch.count(1)), "{}", sketch.count(1));
        assert!(wrong < 8, "{wrong} of 4000 seem to have been seen six times");
    }

    #[test]
    fn a_count_that_has_no_room_stays_the_largest() {
        let sketch = Sketch::new(1);
        (0..70_000).for_each(|_| sketch.add(3));
        assert_eq!(sketch.count(3), u32::from(u16::MAX));
    }
}
