//! CRC-32 as gzip and zip use it (polynomial 0xEDB88320, reflected).
//!
//! In the module our own, which needs fifteen lines of it: plain-http pages have no `crypto.subtle`, and the crates for it
//! bring tables of several kilobytes for speeds that shards of a few kilobytes don't need. Whoever looks through a whole archive does.

/// The CRC-32 of everything given to it so far.
#[derive(Clone, Copy, Debug)]
pub struct Crc32(u32);

impl Crc32 {
    /// The checksum of nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self(!0)
    }

    /// Adds bytes.
    #[must_use]
    pub fn update(self, bytes: &[u8]) -> Self {
        Self(updated(self.0, bytes))
    }

    /// The checksum as a number.
    #[must_use]
    pub const fn value(self) -> u32 {
        !self.0
    }
}

impl Default for Crc32 {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(not(target_family = "wasm"))]
fn updated(crc: u32, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(!crc);
    hasher.update(bytes);
    !hasher.finalize()
}

#[cfg(any(target_family = "wasm", test))]
fn updated_small(crc: u32, bytes: &[u8]) -> u32 {
    // Half a byte at a time: a table for whole ones is a kilobyte that does not compress.
    let half = |crc: u32| (crc >> 4) ^ entry(crc & 15);
    let add = |crc: u32, byte: &u8| half(half(crc ^ u32::from(*byte)));
    bytes.iter().fold(crc, add)
}

#[cfg(target_family = "wasm")]
use updated_small as updated;

#[cfg(any(target_family = "wasm", test))]
fn entry(half: u32) -> u32 {
    static TABLE: [u32; 16] = table();
    TABLE.get(half as usize).copied().unwrap_or_default()
}

#[cfg(any(target_family = "wasm", test))]
#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler, where no input is")]
const fn table() -> [u32; 16] {
    let mut table = [0; 16];
    let mut half = 0;
    while half < 16 {
        let mut crc = half as u32;
        let mut bit = 0;
        while bit < 4 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
            bit += 1;
        }
        table[half] = crc;
        half += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{Crc32, updated_small};

    #[test]
    fn the_check_value_of_the_catalogue_of_crcs_is_met() {
        assert_eq!(Crc32::new().update(b"123456789").value(), 0xCBF4_3926);
        assert_eq!(Crc32::new().value(), 0);
    }

    #[test]
    fn the_module_and_the_builder_find_the_same() {
        let mut bytes = Vec::new();
        for byte in (0..=u8::MAX).cycle().step_by(7).take(700) {
            bytes.push(byte);
            assert_eq!(Crc32::new().update(&bytes).value(), !updated_small(!0, &bytes));
        }
    }

    #[test]
    fn bytes_may_come_in_pieces() {
        assert_eq!(Crc32::new().update(b"1234").update(b"56789").value(), 0xCBF4_3926);
    }
}
