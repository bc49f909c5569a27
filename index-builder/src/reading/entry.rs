//! What lies on disk between the passes: one entry a page or record; and entries with the same id, of which the last wins.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::store::{Store, StoreError};

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
    Page(Origin),
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
pub struct Origin {
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
            Self::Page(origin) => &origin.page,
            Self::Record { id, .. } => id,
        }
    }

    /// The file it stands in.
    #[must_use]
    pub fn file(&self) -> &str {
        match self {
            Self::Page(origin) => &origin.page,
            Self::Record { file, .. } => file,
        }
    }

    fn stands(&self) -> String {
        match self {
            Self::Page(origin) => origin.page.clone(),
            Self::Record { file, line, .. } => format!("{file}:{line}"),
        }
    }
}

/// The ids of all entries, by their hash and in the entries' order.
#[derive(Debug, Default)]
pub struct Ids(Vec<u64>);

impl Ids {
    /// Notes the next entry.
    pub fn note(&mut self, what: &What) {
        self.0.push(xxh3_64(what.id().as_bytes()));
    }

    /// Finds the ids that are used again, once all entries are there.
    ///
    /// # Errors
    /// Where the disk no longer holds the entries.
    pub fn repeated(self, entries: &Store) -> Result<Repeated, StoreError> {
        let hash = |number: u32| self.0.get(number as usize).copied();
        let mut order: Vec<u32> = (0..u32::try_from(self.0.len()).unwrap_or(u32::MAX)).collect();
        order.sort_unstable_by_key(|&number| (hash(number), number));
        let mut repeated = Repeated::default();
        for same in order.chunk_by(|a, b| hash(*a) == hash(*b)).filter(|same| same.len() > 1) {
            let Some((&winner, losers)) = same.split_last() else { continue };
            let entry: Entry = entries.get_plain(winner as usize)?;
            repeated.winners.insert(winner, entry.what.stands());
            repeated.losers.extend(losers.iter().map(|&loser| (loser, winner)));
        }
        Ok(repeated)
    }
}

/// Entries whose id a later one has too, which wins over them.
#[derive(Debug, Default)]
pub struct Repeated {
    losers: HashMap<u32, u32>,
    /// Where each winner stands.
    winners: HashMap<u32, String>,
}

impl Repeated {
    /// Where the later entry with the same id stands, if there is one.
    #[must_use]
    pub fn winner(&self, number: usize) -> Option<&str> {
        let winner = self.losers.get(&u32::try_from(number).ok()?)?;
        self.winners.get(winner).map(String::as_str)
    }
}
