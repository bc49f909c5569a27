//! What stands around every data file: which file it is, of which folder, and its checksum.
//!
//! A data file is one statement of a classic script, so that it can be loaded from disk and from other origins as well as
//! fetched: `Dalil.deliver("dalil 1 <folder> <kind> <number> <crc32>","<raw deflate in base 85>");`

use core::fmt;

use super::checksum::Crc32;
use super::error::FormatError;
use super::folding::{around, pieces};
use super::json::{parse_number, push_number};

const OPEN: &str = "Dalil.deliver(\"";
const BETWEEN: &str = "\",\"";
const CLOSE: &str = "\");\n";

/// What a file holds. An engine that doesn't know a kind never asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `manifest.js`: the one file that changes in place.
    Manifest,
    /// The WebAssembly module with its host code.
    Engine,
    /// A range of the dictionary: words, and in which articles they stand, with their weights.
    Dictionary,
    /// At which places of the articles words stand.
    Positions,
    /// The values of one field, article by article.
    Facets,
    /// Words by their last letters: corrections of errors in the first ones.
    Endings,
    /// Words by their first letters: corrections of errors in the last ones.
    Words,
    /// How the archive's words begin: corrections of what is being typed.
    Beginnings,
    /// The archive's names by their sounds.
    Names,
    /// The articles: what a list of hits shows of them, and their texts.
    Articles,
    /// What the shards of kind `articles` are compressed with.
    Primer,
    /// The day of each article in a segment.
    Dates,
    /// What a half-typed word may become: words, names, titles.
    Completions,
    /// From an article's id to its document number.
    Ids,
    /// The articles that are nearest to each.
    Similar,
}

impl Kind {
    /// The kinds of which a folder can hold several files.
    pub const NUMBERED: [Self; 13] = [
        Self::Dictionary,
        Self::Positions,
        Self::Facets,
        Self::Endings,
        Self::Words,
        Self::Beginnings,
        Self::Names,
        Self::Articles,
        Self::Primer,
        Self::Dates,
        Self::Completions,
        Self::Ids,
        Self::Similar,
    ];

    /// The kind's name in headers and file names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Manifest => "manifest",
            Self::Engine => "engine",
            Self::Dictionary => "dictionary",
            Self::Positions => "positions",
            Self::Facets => "facets",
            Self::Endings => "endings",
            Self::Words => "words",
            Self::Beginnings => "beginnings",
            Self::Names => "names",
            Self::Articles => "articles",
            Self::Primer => "primer",
            Self::Dates => "dates",
            Self::Completions => "completions",
            Self::Ids => "ids",
            Self::Similar => "similar",
        }
    }
}

/// Which file: its folder, kind and number within both. In the order of their numbers first: folders are slow to compare.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// Counted from 0 within folder and kind.
    pub number: u32,
    /// What the file holds.
    pub kind: Kind,
    /// The folder's name, which ends with the hash of its contents.
    pub folder: String,
}

impl Address {
    /// The address of a numbered file.
    #[must_use]
    pub fn new(folder: &str, kind: Kind, number: u32) -> Self {
        Self { folder: folder.to_owned(), kind, number }
    }

    /// The path from the archive's folder, always with `/`.
    #[must_use]
    pub fn path(&self) -> String {
        match self.kind {
            Kind::Manifest => "manifest.js".to_owned(),
            Kind::Engine => [&self.folder, "/engine.js"].concat(),
            kind => {
                let mut path = [&self.folder, "/", kind.name(), "-"].concat();
                push_number(&mut path, u64::from(self.number));
                path + ".js"
            }
        }
    }

    /// Reads the path of a numbered file, as [`Address::path`] writes it.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let (folder, file) = around(path, "/")?;
        let (kind, number) = around(file.strip_suffix(".js")?, "-")?;
        let kind = Kind::NUMBERED.into_iter().find(|known| known.name() == kind)?;
        let address = Self::new(folder, kind, parse_number(number)?);
        (address.path() == path).then_some(address)
    }

    /// The header that the file must carry in front of this payload.
    #[must_use]
    pub fn header(&self, payload: &[u8]) -> String {
        let mut header = "dalil ".to_owned();
        push_number(&mut header, u64::from(super::VERSION));
        for word in [" ", &self.folder, " ", self.kind.name(), " "] {
            header.push_str(word);
        }
        push_number(&mut header, u64::from(self.number));
        header.push(' ');
        let sum = Crc32::new().update(header.as_bytes()).update(payload).value();
        for shift in (0..u32::BITS).step_by(4).rev() {
            header.extend(char::from_digit(sum >> shift & 15, 16));
        }
        header
    }

    /// Holds a file that was read to what was asked for.
    ///
    /// # Errors
    /// [`FormatError`] where it is another file, of another version, or damaged.
    pub fn check(&self, header: &str, payload: &[u8]) -> Result<(), FormatError> {
        let file = || self.path();
        let mut words = pieces(header, b' ');
        if words.next() != Some("dalil") {
            return Err(FormatError::NotAShard { file: file() });
        }
        let version = words.next().unwrap_or_default();
        if parse_number(version) != Some(super::VERSION) {
            return Err(FormatError::OtherVersion { file: file(), found: version.to_owned() });
        }
        let places = [words.next(), words.next()] == [Some(self.folder.as_str()), Some(self.kind.name())];
        if !places || words.next().and_then(parse_number) != Some(self.number) {
            return Err(FormatError::Misplaced { file: file(), found: header.to_owned() });
        }
        if header != self.header(payload) {
            return Err(FormatError::Damaged { file: file(), reason: "its checksum does not fit".to_owned() });
        }
        Ok(())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path())
    }
}

/// The file's whole text: `header` as [`Address::header`] made it, `data` in base 85.
#[must_use]
pub fn wrap(header: &str, data: &str) -> String {
    [OPEN, header, BETWEEN, data, CLOSE].concat()
}

/// Takes a file's text apart into header and data; `None` where it isn't exactly of this form.
///
/// Only the first two arguments are looked at: engine.js has a third, the host code.
#[must_use]
pub fn unwrap(text: &str) -> Option<(&str, &str)> {
    let (header, rest) = text.strip_prefix(OPEN)?.split_once(BETWEEN)?;
    let (data, rest) = rest.split_once('"')?;
    let whole = rest == ");\n" || (rest.starts_with(",function factory(){") && rest.ends_with(");\n"));
    whole.then_some((header, data))
}

#[cfg(test)]
mod tests {
    use super::{Address, Kind, unwrap, wrap};
    use crate::format::error::FormatError;

    fn address() -> Address {
        Address::new("terms-abc", Kind::Positions, 7)
    }

    #[test]
    fn a_file_is_taken_apart_as_it_was_put_together() {
        let header = address().header(b"payload");
        let text = wrap(&header, "AAAA");
        assert_eq!(unwrap(&text), Some((header.as_str(), "AAAA")));
        assert_eq!(address().check(&header, b"payload"), Ok(()));
    }

    #[test]
    fn a_path_leads_back_to_its_address() {
        assert_eq!(Address::parse(&address().path()), Some(address()));
        for path in ["", "manifest.js", "a/positions-x.js", "a/positions-07.js", "a/b/positions-7.js", "a/unheard-1.js"]
        {
            assert_eq!(Address::parse(path), None, "{path}");
        }
    }

    #[test]
    fn a_cut_file_and_a_hosts_error_page_are_no_shards() {
        let text = wrap(&address().header(b"payload"), "AAAA");
        for end in 0..text.len() {
            assert_eq!(unwrap(text.get(..end).unwrap_or_default()), None);
        }
        assert_eq!(unwrap("<!doctype html><h1>Not found</h1>"), None);
    }

    #[test]
    fn a_swapped_file_is_recognised_though_it_is_whole() {
        let other = Address::new("terms-abc", Kind::Positions, 8);
        let swapped = address().check(&other.header(b"x"), b"x");
        assert!(matches!(swapped, Err(FormatError::Misplaced { .. })), "{swapped:?}");
        let older = Address::new("terms-old", Kind::Positions, 7);
        assert!(matches!(address().check(&older.header(b"x"), b"x"), Err(FormatError::Misplaced { .. })));
    }

    #[test]
    fn a_changed_byte_is_recognised() {
        let damaged = address().check(&address().header(b"payload"), b"paylo4d");
        assert!(matches!(damaged, Err(FormatError::Damaged { .. })), "{damaged:?}");
    }

    #[test]
    fn another_version_is_refused_in_plain_words() {
        let header = address().header(b"x").replacen("dalil 1", "dalil 0", 1);
        let message = address().check(&header, b"x").err().map(|e| e.to_string()).unwrap_or_default();
        assert!(message.contains("format version 0") && message.contains("rebuild"), "{message}");
    }
}
