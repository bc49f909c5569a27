//! Folders named by a hash of their contents, so that everything in them can be cached for ever.

use dalil::format::envelope::{Address, Kind, wrap};
use data_encoding::{BASE64, Specification};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::deflate::Deflater;

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
        Self::seal_primed(prefix, payloads, None)
    }

    /// Likewise, with the folder of a primer by which its articles are compressed.
    #[must_use]
    pub fn seal_primed(prefix: &str, payloads: Vec<Payload>, primer: Option<(&str, &[u8])>) -> Self {
        let name = format!("{prefix}-{}", hash(primer.map(|(folder, _)| folder), &payloads));
        let seal = |deflater: &mut Deflater, payload: Payload| {
            let address = Address::new(&name, payload.kind, payload.number);
            let primer = primer.filter(|_| payload.kind == Kind::Articles).map(|(_, primer)| primer);
            let data = BASE64.encode(&deflater.deflate(&payload.bytes, primer));
            let text = wrap(&address.header(&payload.bytes), &data);
            File { address, text }
        };
        let files = payloads.into_par_iter().map_init(Deflater::default, seal).collect();
        Self { name, files }
    }
}

/// Raw deflate in base64, as it stands in every file.
#[must_use]
pub fn encode(payload: &[u8]) -> String {
    BASE64.encode(&Deflater::default().deflate(payload, None))
}

/// Sixty bits of SHA-256 in lower-case base 32: twelve characters that every file system takes.
fn hash(primer: Option<&str>, payloads: &[Payload]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(primer.unwrap_or_default());
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
        Folder::seal("terms", vec![Payload { kind: Kind::Positions, number: 0, bytes: bytes.to_vec() }])
    }

    #[test]
    fn a_folder_is_named_by_what_is_in_it() {
        assert_eq!(sealed(b"one").name, sealed(b"one").name);
        assert_ne!(sealed(b"one").name, sealed(b"two").name);
        assert_eq!(sealed(b"one").name.len(), "terms-".len() + 12);
    }

    #[test]
    fn a_folder_has_another_name_where_another_primer_changes_what_is_stored() {
        let payloads = || vec![Payload { kind: Kind::Articles, number: 0, bytes: b"the harbour master".to_vec() }];
        let sealed = |folder, primer: &[u8]| Folder::seal_primed("2011", payloads(), Some((folder, primer)));
        let (one, two) = (sealed("primer-1", b"the harbour"), sealed("primer-2", b"the council"));
        assert_ne!(one.name, two.name);
        assert_ne!(one.files[0].text.split('"').nth(3), two.files[0].text.split('"').nth(3));
    }

    #[test]
    fn a_file_is_one_statement_in_ascii() {
        let text = &sealed("\u{2028}é</script>".as_bytes()).files[0].text;
        assert!(text.is_ascii() && text.starts_with("Dalil.deliver(\"dalil 1 terms-") && text.ends_with("\");\n"));
        assert!(!text.contains("</"));
    }
}
