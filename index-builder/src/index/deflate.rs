//! Compressing what files hold.

use flate2::{Compress, Compression, FlushCompress, Status};

/// On shards of every kind 9 gives no fewer bytes and takes a quarter longer.
const LEVEL: u32 = 8;

/// Compresses one payload after the other; its tables are made once.
pub struct Deflater {
    compress: Compress,
}

impl Default for Deflater {
    fn default() -> Self {
        Self { compress: Compress::new(Compression::new(LEVEL), false) }
    }
}

impl Deflater {
    /// A raw deflate stream of a payload, which may refer to what stands in a primer.
    pub fn deflate(&mut self, payload: &[u8], primer: Option<&[u8]>) -> Vec<u8> {
        self.compress.reset();
        if let Some(primer) = primer {
            // Only a stream that has begun refuses one.
            let _checksum = self.compress.set_dictionary(primer);
        }
        let mut stream = Vec::with_capacity(payload.len() / 2 + 64);
        let mut rest = payload;
        // Writing to memory can't fail; it may want more room.
        while let Ok(Status::Ok | Status::BufError) =
            self.compress.compress_vec(rest, &mut stream, FlushCompress::Finish)
        {
            let read = usize::try_from(self.compress.total_in()).unwrap_or(usize::MAX);
            rest = payload.get(read..).unwrap_or_default();
            stream.reserve(payload.len() / 4 + 64);
        }
        stream
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use dalil::format::primer;
    use flate2::read::DeflateDecoder;

    use super::Deflater;

    /// What a reader without preset dictionaries makes of it.
    fn inflated(stream: &[u8], primer: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let whole = [primer::stored(primer), stream.to_vec()].concat();
        DeflateDecoder::new(whole.as_slice()).read_to_end(&mut bytes).unwrap();
        bytes.split_off(primer.len())
    }

    #[test]
    fn what_refers_to_a_primer_is_smaller_and_read_back_behind_it() {
        let primer = b"The harbour council has met again; no date was given.".as_slice();
        let payload = b"[[\"a\",\"The harbour council has met again.\"]]".as_slice();
        let mut deflater = Deflater::default();
        let (plain, primed) = (deflater.deflate(payload, None), deflater.deflate(payload, Some(primer)));
        assert!(primed.len() + 20 < plain.len(), "{} and {} bytes", primed.len(), plain.len());
        assert_eq!(inflated(&primed, primer), payload);
        assert_eq!(inflated(&plain, b""), payload);
        assert_eq!(deflater.deflate(payload, None), plain, "what was compressed before leaves no trace");
    }

    #[test]
    fn a_payload_that_can_not_be_compressed_comes_back_whole() {
        let mut state = 7_u32;
        let mut noise = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        for length in [0, 1, 70_000, 300_000] {
            let payload: Vec<u8> = (0..length).map(|_| noise()).collect();
            assert_eq!(inflated(&Deflater::default().deflate(&payload, None), b""), payload);
        }
    }
}
