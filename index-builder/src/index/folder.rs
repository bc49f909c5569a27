//! Folders named by a hash of their contents, so that everything in them can be cached for ever.

use std::io::Write;

use dalil::format::envelope::{Address, Kind, wrap};
use data_encoding::{BASE64, Specification};
use flate2::{Compression, write::DeflateEncoder};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

/// A folder and its files, as they will be written.
#[derive(Debug)]
pub struct Folder {
    /// Ends with the hash of its contents.
    pub name: String,
    /// Its files.
    pub files: Vec<File>,
}

/// One file, as it will be written.
#[derive(Debug)]
pub struct File {
    /// Which file it is.
    pub address: Address,
    /// Its whole text, ASCII.
    pub text: String,
}

/// What a file will hold.
#[derive(Debug)]
pub struct Payload {
    /// What it is.
    pub kind: Kind,
    /// Counted from 0 within the kind.
    pub number: u32,
    /// Not compressed.
    pub bytes: Vec<u8>,
}

impl Folder {
    /// Names the folder by its contents, compresses them and puts the envelopes around them.
    #[must_use]
    pub fn seal(prefix: &str, payloads: Vec<Payload>) -> Self {
        let name = format!("{prefix}-{}", hash(&payloads));
        let seal = |payload: Payload| {
            let address = Address::new(&name, payload.kind, payload.number);
            let text = wrap(&address.header(&payload.bytes), &encode(&payload.bytes));
            File { address, text }
        };
        let files = payloads.into_par_iter().map(seal).collect();
        Self { name, files }
    }
}

/// Raw deflate in base64, as it stands in every file.
#[must_use]
pub fn encode(payload: &[u8]) -> String {
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
    // Writing to memory can't fail.
    let written = deflate.write_all(payload).and_then(|()| deflate.finish());
    BASE64.encode(&written.unwrap_or_default())
}

/// Sixty bits of SHA-256 in lower-case base 32: twelve characters that every file system takes.
fn hash(payloads: &[Payload]) -> String {
    let mut hasher = Sha256::new();
    for payload in payloads {
        hasher.update(format!("{} {} {}\n", payload.kind.name(), payload.number, payload.bytes.len()));
        hasher.update(&payload.bytes);
    }
    short_hash(hasher)
}

/// The first sixty bits of a hash as twelve characters.
#[must_use]
pub fn short_hash(hasher: Sha256) -> String {
    const ALPHABET: &str = "0123456789abcdefghjkmnpqrstvwxyz";
    let mut specification = Specification::new();
    specification.symbols.push_str(ALPHABET);
    let digest = hasher.finalize();
    let mut name = specification.encoding().map(|base32| base32.encode(&digest[..10])).unwrap_or_default();
    name.truncate(12);
    name
}

#[cfg(test)]
mod tests {
    use super::{Folder, Payload};
    use dalil::format::envelope::Kind;

    fn sealed(bytes: &[u8]) -> Folder {
        Folder::seal("terms", vec![Payload { kind: Kind::Postings, number: 0, bytes: bytes.to_vec() }])
    }

    #[test]
    fn a_folder_is_named_by_what_is_in_it() {
        assert_eq!(sealed(b"one").name, sealed(b"one").name);
        assert_ne!(sealed(b"one").name, sealed(b"two").name);
        assert_eq!(sealed(b"one").name.len(), "terms-".len() + 12);
    }

    #[test]
    fn a_file_is_one_statement_in_ascii() {
        let text = &sealed("\u{2028}é</script>".as_bytes()).files[0].text;
        assert!(text.is_ascii() && text.starts_with("Dalil.deliver(\"dalil 1 terms-") && text.ends_with("\");\n"));
        assert!(!text.contains("</"));
    }
}
