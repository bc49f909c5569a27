//! What lies on disk between the passes: one entry a page or record, and which entry has which id.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// Something that was read and put on disk.
#[derive(Debug, Serialize, Deserialize)]
pub struct Entry {
    /// What it is.
    pub what: What,
    /// Encoded: a [`PageReading`](super::document::PageReading), or an [`Article`](crate::article::Article).
    pub body: Vec<u8>,
}

/// What an entry is.
#[derive(Debug, Serialize, Deserialize)]
pub enum What {
    /// A page.
    Page(Standing),
    /// An article that came as a record.
    Record {
        /// Its id.
        id: String,
        /// The file it stands in.
        file: String,
        /// Counted from 1.
        line: u64,
        /// Whether the file is a feed, which announces what stands elsewhere.
        of_feed: bool,
    },
}

/// Where a page stands; as in [`Document`](crate::source::document::Document).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// As [`Document::page`](crate::source::document::Document::page).
    pub page: String,
    /// As [`Document::path`](crate::source::document::Document::path).
    pub path: String,
    /// As [`Document::url`](crate::source::document::Document::url).
    pub url: Option<String>,
    /// As [`Document::date`](crate::source::document::Document::date).
    pub date: Option<String>,
    /// As in the cache; `None` where it can't be kept there, since it had problems.
    pub key: Option<u128>,
}

impl What {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Page(standing) => &standing.page,
            Self::Record { id, .. } => id,
        }
    }

    /// The file it stands in.
    #[must_use]
    pub fn file(&self) -> &str {
        match self {
            Self::Page(standing) => &standing.page,
            Self::Record { file, .. } => file,
        }
    }

    fn stands(&self) -> String {
        match self {
            Self::Page(standing) => standing.page.clone(),
            Self::Record { file, line, .. } => format!("{file}:{line}"),
        }
    }
}

/// Ids by their hash, so that a later article with the same id wins.
#[derive(Debug, Default)]
pub struct Ids {
    last: HashMap<u64, u32>,
    /// Of the repeated ones, where the winner stands.
    winners: HashMap<u64, String>,
}

impl Ids {
    /// Notes an entry; a later one with the same id wins over it.
    pub fn note(&mut self, what: &What, number: usize) {
        let id = xxh3_64(what.id().as_bytes());
        if self.last.insert(id, u32::try_from(number).unwrap_or(u32::MAX)).is_some() {
            self.winners.insert(id, what.stands());
        }
    }

    /// Where the later entry with the same id stands, if there is one.
    #[must_use]
    pub fn winner(&self, what: &What, number: usize) -> Option<&str> {
        let id = xxh3_64(what.id().as_bytes());
        let wins = self.last.get(&id).is_none_or(|&last| last as usize == number);
        self.winners.get(&id).filter(|_| !wins).map(String::as_str)
    }
}
