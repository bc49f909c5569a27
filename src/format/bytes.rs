//! Numbers in bytes, as all binary shards have them: seven bits a byte, lowest first; the highest bit says that more follow.

/// The bit that says that more follow.
pub(super) const MORE: u8 = 0x80;

/// Appends a number.
pub fn push_number(out: &mut impl Extend<u8>, mut number: u32) {
    while number > u32::from(!MORE) {
        out.extend([number as u8 | MORE]);
        number >>= 7;
    }
    out.extend([number as u8]);
}

/// Reads bytes from front to end. Where some are missing it has failed, and all that follows is read as zeros.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bytes<'b> {
    rest: &'b [u8],
    failed: bool,
}

impl<'b> Bytes<'b> {
    /// Reads from the first of these on.
    #[must_use]
    pub const fn new(rest: &'b [u8]) -> Self {
        Self { rest, failed: false }
    }

    /// Whether something was missing.
    #[must_use]
    pub const fn failed(&self) -> bool {
        self.failed
    }

    /// What is left.
    #[must_use]
    pub const fn rest(&self) -> &'b [u8] {
        self.rest
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        match self.rest.split_first() {
            Some((byte, behind)) => {
                self.rest = behind;
                *byte
            }
            None => {
                self.failed = true;
                0
            }
        }
    }

    /// The next number.
    pub fn number(&mut self) -> u32 {
        // Most are small.
        match self.rest.split_first() {
            Some((byte, behind)) if byte & MORE == 0 => {
                self.rest = behind;
                u32::from(*byte)
            }
            _ => self.long_number(),
        }
    }

    fn long_number(&mut self) -> u32 {
        let (mut number, mut shift) = (0_u32, 0);
        loop {
            let byte = self.byte();
            number |= u32::from(byte & !MORE).checked_shl(shift).unwrap_or_default();
            if byte & MORE == 0 {
                return number;
            }
            shift += 7;
        }
    }

    /// How many of something follow. Each of them takes a byte at least, so that a number of nonsense fails at once.
    pub fn count(&mut self) -> usize {
        let count = self.number() as usize;
        self.failed |= count > self.rest.len();
        if self.failed { 0 } else { count }
    }

    /// The next so many bytes.
    pub fn take(&mut self, length: usize) -> &'b [u8] {
        let (taken, behind) = self.rest.split_at_checked(length).unwrap_or_default();
        self.failed |= taken.len() < length;
        self.rest = behind;
        taken
    }

    /// The bytes of the next so many numbers.
    pub fn take_numbers(&mut self, count: usize) -> &'b [u8] {
        let (mut left, mut length) = (count, 0);
        for byte in self.rest {
            if left == 0 {
                break;
            }
            length += 1;
            left -= usize::from(byte & MORE == 0);
        }
        self.failed |= left > 0;
        self.take(length)
    }

    /// The next text: its length and its bytes.
    pub fn text(&mut self) -> String {
        let length = self.count();
        match core::str::from_utf8(self.take(length)) {
            Ok(text) => text.to_owned(),
            Err(_) => {
                self.failed = true;
                String::new()
            }
        }
    }
}

/// Appends a text as [`Bytes::text`] reads it.
pub fn push_text(out: &mut Vec<u8>, text: &str) {
    push_number(out, u32::try_from(text.len()).unwrap_or(u32::MAX));
    out.extend(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Bytes, push_number, push_text};

    proptest! {
        #[test]
        fn numbers_and_texts_are_read_as_they_were_written(numbers: Vec<u32>, text: String) {
            let mut out = Vec::new();
            numbers.iter().for_each(|number| push_number(&mut out, *number));
            push_text(&mut out, &text);
            let mut bytes = Bytes::new(&out);
            prop_assert!(numbers.iter().all(|number| bytes.number() == *number));
            prop_assert_eq!(bytes.text(), text);
            prop_assert!(bytes.rest().is_empty() && !bytes.failed());
            let mut bytes = Bytes::new(&out);
            let taken = bytes.take_numbers(numbers.len()).len();
            prop_assert_eq!(taken + bytes.rest().len(), out.len());
        }

        #[test]
        fn what_is_cut_fails_and_reads_as_nothing(number in 128_u32.., length in 1_usize..99) {
            let mut out = Vec::new();
            push_number(&mut out, number);
            out.pop();
            let mut bytes = Bytes::new(&out);
            bytes.number();
            prop_assert!(bytes.failed() && bytes.number() == 0 && bytes.text().is_empty());
            prop_assert!(bytes.take(length).is_empty() && bytes.take_numbers(length).is_empty());
        }
    }

    #[test]
    fn a_count_of_nonsense_is_none() {
        let mut bytes = Bytes::new(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 1]);
        assert_eq!((bytes.count(), bytes.failed()), (0, true));
    }
}
