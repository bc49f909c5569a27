//! How large a record may be, and what is read of larger ones: nothing, in little memory.

use std::io::{self, BufRead, Read};

use crate::problem::Reason;

/// A record larger than this is none.
pub(super) const LARGEST: u64 = 64 << 20;
/// Files that can only be read whole may be as large as this.
const LARGEST_WHOLE: u64 = 512 << 20;

/// Why a record is left out.
pub(super) fn too_large() -> Reason {
    Reason::LongRecord(LARGEST >> 20)
}

/// Reads a file that can only be read whole.
pub(super) fn whole(source: impl Read) -> io::Result<Result<Vec<u8>, Reason>> {
    let mut all = Vec::new();
    source.take(LARGEST_WHOLE + 1).read_to_end(&mut all)?;
    let fits = all.len() as u64 <= LARGEST_WHOLE;
    Ok(if fits { Ok(all) } else { Err(Reason::TooLarge(LARGEST_WHOLE >> 20)) })
}

/// Reads on to the end of the line with which `chunk` ends. One that is too large is taken out of the chunk and passed over;
/// then the answer is `false`.
pub(super) fn end_line(source: &mut impl BufRead, chunk: &mut Vec<u8>) -> io::Result<bool> {
    source.by_ref().take(LARGEST).read_until(b'\n', chunk)?;
    let start = chunk.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    if ((chunk.len() - start) as u64) < LARGEST {
        return Ok(true);
    }
    chunk.truncate(start);
    source.skip_until(b'\n')?;
    Ok(false)
}

/// A source that ends where a record becomes too large.
pub(super) struct Measured<R> {
    source: R,
    left: u64,
}

impl<R: Read> Measured<R> {
    pub(super) fn new(source: R) -> Self {
        Self { source, left: LARGEST }
    }

    /// The next record begins.
    pub(super) fn begin(&mut self) {
        self.left = LARGEST;
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
