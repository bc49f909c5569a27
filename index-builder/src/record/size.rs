//! How large a record may be, and what is read of larger ones: nothing, in little memory.

use std::io::{self, BufRead, Read};

use crate::limits::{Limit, Limits};
use crate::problem::Reason;

/// More than a reader of tables reads ahead.
const AHEAD: u64 = 64 << 10;

/// Why a record is left out.
pub(super) fn too_large(limits: &Limits) -> Reason {
    Reason::LongRecord(limits.exceeded(Limit::Record))
}

/// Reads a file that can only be read whole.
pub(super) fn whole(source: impl Read, limits: &Limits) -> io::Result<Result<Vec<u8>, Reason>> {
    let mut all = Vec::new();
    source.take(limits.record_file.saturating_add(1)).read_to_end(&mut all)?;
    let fits = all.len() as u64 <= limits.record_file;
    Ok(if fits { Ok(all) } else { Err(Reason::TooLarge(limits.exceeded(Limit::RecordFile))) })
}

/// Reads on to the end of the line with which `chunk` ends. One that is too large is taken out of the chunk and passed over;
/// then the answer is `false`.
pub(super) fn end_line(source: &mut impl BufRead, chunk: &mut Vec<u8>, limits: &Limits) -> io::Result<bool> {
    let start = chunk.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    let begun = (chunk.len() - start) as u64;
    // Its end, too, is to be seen.
    let left = limits.record.saturating_add(1).saturating_sub(begun);
    source.by_ref().take(left).read_until(b'\n', chunk)?;
    if chunk.ends_with(b"\n") || (chunk.len() - start) as u64 <= limits.record {
        return Ok(true);
    }
    chunk.truncate(start);
    source.skip_until(b'\n')?;
    Ok(false)
}

/// A source that ends where a record becomes too large.
pub(super) struct Measured<R> {
    source: R,
    most: u64,
    left: u64,
}

impl<R: Read> Measured<R> {
    pub(super) fn new(source: R, limits: &Limits) -> Self {
        let most = limits.record.saturating_add(AHEAD);
        Self { source, most, left: most }
    }

    /// The next record begins.
    pub(super) fn begin(&mut self) {
        self.left = self.most;
    }

    /// Whether the last record was too large.
    pub(super) fn is_exhausted(&self) -> bool {
        self.left == 0
    }
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let read = self.source.read(buffer.get_mut(..most).unwrap_or_default())?;
        self.left -= read as u64;
        Ok(read)
    }
}
