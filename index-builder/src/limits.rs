//! How much is read of what may be damaged, or made to do harm. A keeper who has more may say so in `dalil.toml`.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt;

const KB: u64 = 1 << 10;
const MB: u64 = 1 << 20;
const GB: u64 = 1 << 30;

/// `[limits]`, as plain data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A page larger than this is no page.
    pub page: u64,
    /// Nor is a line of JSON or a row of a table a record.
    pub record: u64,
    /// Files of records that must be held whole: feeds, those in UTF-16, and those in containers.
    pub record_file: u64,
    /// A container inside another is laid into a temporary file, which may become as large as this.
    pub container: u64,
    /// So many times its bytes may become of what is packed.
    pub expansion: u64,
    /// A record's title with more characters is text.
    pub title: usize,
    /// By so many fields of the records' own the archive can be filtered: each visitor loads the names of all.
    pub fields: usize,
    /// So many problems of one file are named.
    pub problems: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            page: 64 * MB,
            record: 64 * MB,
            record_file: 512 * MB,
            container: 16 * GB,
            expansion: 400,
            title: 1000,
            fields: 1000,
            problems: 50,
        }
    }
}

impl Limits {
    /// That something is larger than one of the sizes.
    #[must_use]
    pub fn exceeded(&self, limit: Limit) -> Exceeded {
        let most = match limit {
            Limit::Page => self.page,
            Limit::Record => self.record,
            Limit::RecordFile => self.record_file,
            Limit::Container => self.container,
        };
        Exceeded { limit, most }
    }
}

/// Which of the sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Of a page.
    Page,
    /// Of a record.
    Record,
    /// Of a file of records that is held whole.
    RecordFile,
    /// Of a container inside another.
    Container,
}

impl Limit {
    /// Which values it can have. A page or record is held in memory with all that is made of it, and lies in one of the archive's files,
    /// which may have a gigabyte.
    #[must_use]
    pub fn bounds(self) -> (u64, u64) {
        match self {
            Self::Page | Self::Record => (KB, 256 * MB),
            Self::RecordFile => (KB, 16 * GB),
            Self::Container => (KB, 1024 * GB),
        }
    }

    /// What the keeper can do about something that is larger.
    #[must_use]
    pub fn mend(self) -> &'static str {
        match self {
            Self::Page => {
                "divide it, give its articles as records in a .jsonl file, or raise limits.page in dalil.toml if it is one page"
            }
            Self::Record => {
                "divide the record, or raise limits.record in dalil.toml; in a table, look for a quotation mark that nothing closes"
            }
            Self::RecordFile => "divide it, or raise limits.record-file in dalil.toml",
            Self::Container => {
                "unpack it, and give the folder instead, or raise limits.container in dalil.toml if the disk has room"
            }
        }
    }
}

/// The names that are used most, and of those that are used equally the first.
#[must_use]
pub fn most_used(used: Vec<(&str, usize)>, most: usize) -> BTreeSet<String> {
    let mut used = used;
    used.sort_by_key(|&(name, times)| (Reverse(times), name));
    used.into_iter().take(most).map(|(name, _)| name.to_owned()).collect()
}

/// How much was too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exceeded {
    /// Of what.
    pub limit: Limit,
    /// How much it may be.
    pub most: u64,
}

impl fmt::Display for Exceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Size(self.most).fmt(f)
    }
}

/// So many bytes, as the keeper writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size(pub u64);

/// The larger first, so that a size is shown by the largest that divides it.
const UNITS: [(&str, u64); 3] = [("GB", GB), ("MB", MB), ("KB", KB)];

impl Size {
    /// Reads `64 MB`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let (number, unit) = text.split_at(text.len() - number.len());
        let unit = UNITS.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit.trim())).map(|(_, bytes)| *bytes)?;
        number.parse::<u64>().ok()?.checked_mul(unit).map(Self)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match UNITS.iter().find(|(_, unit)| self.0 > 0 && self.0.is_multiple_of(*unit)) {
            Some((name, unit)) => write!(f, "{} {name}", self.0 / unit),
            None => write!(f, "{} bytes", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Size;

    #[test]
    fn sizes_are_read_and_shown_as_people_write_them() {
        for (text, bytes, shown) in [
            ("64 MB", 64 << 20, "64 MB"),
            ("64mb", 64 << 20, "64 MB"),
            ("1024 KB", 1 << 20, "1 MB"),
            ("3 GB", 3 << 30, "3 GB"),
        ] {
            assert_eq!(Size::read(text), Some(Size(bytes)), "{text}");
            assert_eq!(Size(bytes).to_string(), shown);
        }
        assert_eq!((Size(1500).to_string(), Size(0).to_string()), ("1500 bytes".into(), "0 bytes".into()));
        for text in
            ["", "64", "MB", "-1 MB", "1.5 MB", "64 TB", "64 MB of", "99999999999999999999 MB", "20000000000 GB"]
        {
            assert_eq!(Size::read(text), None, "{text}");
        }
    }
}
