//! Folders named by a hash of their contents, so that everything in them can be cached for ever.

use std::path::Path;

use dalil::format::base85;
use dalil::format::envelope::{Address, Kind, wrap};
use data_encoding::Specification;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::deflate::Deflater;
use super::standing;

/// A folder and its files, as they will be written.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Ends with the hash of its contents.
    pub name: String,
    /// Its files.
    pub files: Vec<File>,
}

/// One file, as it will be written.
#[derive(Clone, Debug)]
pub struct File {
    /// Which file it is.
    pub address: Address,
    /// What is in it.
    pub text: Text,
}

/// What is in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// Its whole text, ASCII.
    New(String),
    /// What an earlier build wrote there, with so many bytes.
    Standing(u64),
}

impl Text {
    /// How many bytes it has.
    #[must_use]
    pub fn length(&self) -> u64 {
        match self {
            Self::New(text) => text.len() as u64,
            Self::Standing(length) => *length,
        }
    }
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

/// Makes folders of payloads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sealer<'a> {
    /// The folder of an archive whose files may stand as they are.
    pub earlier: Option<&'a Path>,
    /// The folder of a primer by which articles are compressed.
    pub primer: Option<(&'a str, &'a [u8])>,
}

impl Sealer<'_> {
    /// Names the folder by its contents, compresses them and puts the envelopes around them.
    #[must_use]
    pub fn seal(&self, prefix: &str, payloads: Vec<Payload>) -> Folder {
        let name = format!("{prefix}-{}", hash(self.primer.map(|(folder, _)| folder), &payloads));
        let earlier = self.earlier.filter(|earlier| earlier.join(&name).is_dir());
        let seal = |deflater: &mut Deflater, payload: Payload| {
            let address = Address::new(&name, payload.kind, payload.number);
            let primer = self.primer.filter(|_| payload.kind == Kind::Articles).map(|(_, primer)| primer);
            let length = earlier.and_then(|earlier| standing::length(earlier, &address, &payload.bytes, primer));
            let text = length.map_or_else(|| Text::New(text(deflater, &address, &payload, primer)), Text::Standing);
            File { address, text }
        };
        let files = payloads.into_par_iter().map_init(Deflater::default, seal).collect();
        Folder { name, files }
    }
}

fn text(deflater: &mut Deflater, address: &Address, payload: &Payload, primer: Option<&[u8]>) -> String {
    let data = base85::encode(&deflater.deflate(&payload.bytes, primer));
    wrap(&address.header(&payload.bytes), &data)
}

/// Raw deflate in base 85, as it stands in every file.
#[must_use]
pub fn encode(payload: &[u8]) -> String {
    base85::encode(&Deflater::default().deflate(payload, None))
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

const ALPHABET: &str = "0123456789abcdefghjkmnpqrstvwxyz";
const HASH: usize = 12;

/// Whether a folder is named as [`Sealer::seal`] names them.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let Some((prefix, hash)) = name.rsplit_once('-') else { return false };
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let begins = prefix.starts_with(|c: char| c.is_ascii_alphanumeric());
    begins && prefix.chars().all(is_plain) && hash.len() == HASH && hash.chars().all(|c| ALPHABET.contains(c))
}

/// The first sixty bits of a hash as twelve characters.
#[must_use]
pub fn short_hash(hasher: Sha256) -> String {
    let mut specification = Specification::new();
    specification.symbols.push_str(ALPHABET);
    let digest = hasher.finalize();
    let mut name = specification.encoding().map(|base32| base32.encode(&digest[..10])).unwrap_or_default();
    name.truncate(HASH);
    name
}

#[cfg(test)]
mod tests {
    use super::{Folder, Payload, Sealer, Text, base85, is_name};
    use dalil::format::envelope::Kind;
    use std::fs;
    use std::path::Path;

    fn sealed(bytes: &[u8]) -> Folder {
        sealer(None).seal("terms", vec![Payload { kind: Kind::Dictionary, number: 0, bytes: bytes.to_vec() }])
    }

    fn sealer(earlier: Option<&Path>) -> Sealer<'_> {
        Sealer { earlier, primer: None }
    }

    fn text(folder: &Folder) -> &str {
        let Text::New(text) = &folder.files[0].text else { panic!("it stood there") };
        text
    }

    #[test]
    fn a_folder_is_named_by_what_is_in_it() {
        assert_eq!(sealed(b"one").name, sealed(b"one").name);
        assert_ne!(sealed(b"one").name, sealed(b"two").name);
        assert_eq!(sealed(b"one").name.len(), "terms-".len() + 12);
        assert!(is_name(&sealed(b"one").name));
        for name in
            ["terms", "terms-one", "../terms-0123456789ab", "terms/0123456789ab", "-0123456789ab", "terms-0123456789aI"]
        {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn a_folder_has_another_name_where_another_primer_changes_what_is_stored() {
        let payloads = || vec![Payload { kind: Kind::Articles, number: 0, bytes: b"the harbour master".to_vec() }];
        let sealed = |folder, primer| Sealer { earlier: None, primer: Some((folder, primer)) }.seal("2011", payloads());
        let (one, two) = (sealed("primer-1", b"the harbour"), sealed("primer-2", b"the council"));
        assert_ne!(one.name, two.name);
        assert_ne!(text(&one).split('"').nth(3), text(&two).split('"').nth(3));
    }

    #[test]
    fn a_file_is_one_statement_in_ascii() {
        let folder = sealed("\u{2028}é</script>".as_bytes());
        let text = text(&folder);
        assert!(text.is_ascii() && text.starts_with("Dalil.deliver(\"dalil 1 terms-") && text.ends_with("\");\n"));
        assert!(!text.contains("</"));
    }

    #[test]
    fn what_stands_there_whole_is_not_compressed_again() {
        let out = tempfile::tempdir().unwrap();
        let primer = Some(("primer-1", b"the harbour".as_slice()));
        let payload = |kind, number| Payload { kind, number, bytes: b"of the harbour, the harbour".to_vec() };
        let payloads = || vec![payload(Kind::Articles, 0), payload(Kind::Articles, 1), payload(Kind::Dates, 0)];
        let seal = || Sealer { earlier: Some(out.path()), primer }.seal("2011", payloads());
        let new = seal();
        fs::create_dir(out.path().join(&new.name)).unwrap();
        for file in &new.files {
            let Text::New(text) = &file.text else { panic!("nothing stands yet") };
            fs::write(out.path().join(file.address.path()), text).unwrap();
        }
        let again = seal();
        assert_eq!(again.name, new.name);
        for (file, earlier) in again.files.iter().zip(&new.files) {
            assert_eq!(file.text, Text::Standing(earlier.text.length()));
        }
    }

    #[test]
    fn what_stands_there_damaged_is_made_anew() {
        let out = tempfile::tempdir().unwrap();
        let payloads = || vec![Payload { kind: Kind::Dates, number: 0, bytes: b"on a day in May, on a day".to_vec() }];
        let whole = sealer(None).seal("2011", payloads());
        let path = out.path().join(whole.files[0].address.path());
        fs::create_dir(out.path().join(&whole.name)).unwrap();
        let whole_text = text(&whole);
        let data = whole_text.rfind(",\"").unwrap() + 2;
        let other = if whole_text[data..].starts_with('K') { "L" } else { "K" };
        let mut changed = whole_text.to_owned();
        changed.replace_range(data..=data, other);
        let end = whole_text.rfind('"').unwrap();
        // Several last digits mean the same bytes.
        let bytes = |text: &str| base85::decode(&text[data..end]);
        let same = |digit: u8| {
            let text = [&whole_text[..end - 1], &char::from(digit).to_string(), &whole_text[end..]].concat();
            (text != whole_text && bytes(&text) == bytes(whole_text)).then_some(text)
        };
        let other_digits: Vec<String> = (b'!'..=b'~').filter_map(same).collect();
        let cut = &whole_text[..whole_text.len() / 2];
        assert!(!other_digits.is_empty());
        let damaged = [cut, "", &changed, &whole_text.replacen("dates 0", "dates 1", 1)];
        for damaged in damaged.into_iter().chain(other_digits.iter().map(String::as_str)) {
            fs::write(&path, damaged).unwrap();
            let again = sealer(Some(out.path())).seal("2011", payloads());
            assert_eq!(text(&again), whole_text, "{damaged}");
        }
    }
}
