//! CRC-32 as gzip and zip use it (polynomial 0xEDB88320, reflected).
//!
//! Our own because the module needs fifteen lines of it: plain-http pages have no `crypto.subtle`, and the crates for it
//! bring tables of several kilobytes for speeds that shards of a few kilobytes don't need.

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
        // Half a byte at a time: a table for whole ones is a kilobyte that does not compress.
        let half = |crc: u32| (crc >> 4) ^ entry(crc & 15);
        let add = |crc: u32, byte: &u8| half(half(crc ^ u32::from(*byte)));
        Self(bytes.iter().fold(self.0, add))
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

fn entry(half: u32) -> u32 {
    static TABLE: [u32; 16] = table();
    TABLE.get(half as usize).copied().unwrap_or_default()
}

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
    use super::Crc32;

    #[test]
    fn the_check_value_of_the_catalogue_of_crcs_is_met() {
        assert_eq!(Crc32::new().update(b"123456789").value(), 0xCBF4_3926);
        assert_eq!(Crc32::new().value(), 0);
    }

    #[test]
    fn bytes_may_come_in_pieces() {
        assert_eq!(Crc32::new().update(b"1234").update(b"56789").value(), 0xCBF4_3926);
    }
}
