//! Where the next record begins, when the one before does not say, or lies.

use std::io::{self, BufRead, Read};

use super::super::super::gzip::RECORD;
use super::{LONGEST_HEADER, Records};

impl Records<'_> {
    /// Goes on to the next line that begins a record.
    pub(super) fn find_record(&mut self) -> io::Result<()> {
        let mut passed = Vec::new();
        while self.line_before_record(&mut passed)? {
            passed.clear();
        }
        Ok(())
    }

    /// Adds to a block what stands before the next record; false where that is more than a block may have.
    pub(super) fn until_record(&mut self, block: &mut Vec<u8>) -> io::Result<bool> {
        while self.line_before_record(block)? {
            if block.len() as u64 > self.largest {
                self.find_record()?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes one line, or a part of a long one; false where a record begins, be it in the middle of a line that was cut short.
    fn line_before_record(&mut self, passed: &mut Vec<u8>) -> io::Result<bool> {
        let is_line = passed.last().is_none_or(|&last| last == b'\n');
        if is_line && self.at_record()? {
            return Ok(false);
        }
        let before = passed.len();
        if Read::take(&mut *self, LONGEST_HEADER as u64).read_until(b'\n', passed)? == 0 {
            return Ok(false);
        }
        let line = passed.get(before..).unwrap_or_default();
        let Some(start) = version_at_end(line) else { return Ok(true) };
        let mut next = Vec::new();
        self.peek(RECORD.len(), &mut next)?;
        if !next.starts_with(b"WARC-") && !next.starts_with(b"Conte") {
            return Ok(true);
        }
        let version = line.get(start..).unwrap_or_default();
        if self.place < self.again.len() {
            self.place -= version.len();
        } else {
            self.again = version.to_vec();
            self.place = 0;
        }
        passed.truncate(before + start);
        Ok(false)
    }

    /// Whether a record begins at this byte.
    pub(super) fn at_record(&mut self) -> io::Result<bool> {
        let mut head = Vec::new();
        self.peek(RECORD.len() + 2, &mut head)?;
        Ok(is_record(&head))
    }
}

fn is_record(head: &[u8]) -> bool {
    head.strip_prefix(RECORD).is_some_and(|version| matches!(version, [b'0' | b'1', b'.', ..]))
}

/// Where the first line of a record begins in the last bytes of a line.
fn version_at_end(line: &[u8]) -> Option<usize> {
    let text = line.strip_suffix(b"\n")?;
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    let start = text.len().saturating_sub("WARC/0.18".len() + 1);
    let place = text.get(start..)?.windows(RECORD.len()).position(|window| window == RECORD)?;
    is_record(text.get(start + place..)?).then_some(start + place)
}
