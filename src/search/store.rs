//! The shards an engine holds.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::format::article::{Articles, Texts};
use crate::format::corrections::Spellings;
use crate::format::dictionary::Dictionary;
use crate::format::envelope::{Address, Kind};
use crate::format::error::FormatError;
use crate::format::facets::FacetBlock;
use crate::format::postings::Postings;
use crate::format::segment::Dates;

/// One shard, read.
#[derive(Clone, Debug)]
pub(super) enum Shard {
    Dictionary(Dictionary),
    Postings(Postings),
    Facets(FacetBlock),
    Spellings(Spellings),
    Articles(Articles),
    Texts(Texts),
    Dates(Dates),
}

/// What is known of a shard that was asked for.
#[derive(Clone, Debug)]
pub(super) enum Held {
    /// It is here; `stored` is the file's length in bytes as it lies on the host.
    Here { shard: Shard, stored: u64 },
    /// It can't be had.
    Missing,
}

/// All shards handed over so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Store {
    held: BTreeMap<Address, Held>,
}

impl Store {
    pub(super) fn get(&self, address: &Address) -> Option<&Held> {
        self.held.get(address)
    }

    pub(super) fn put(&mut self, address: Address, held: Held) {
        self.held.insert(address, held);
    }

    /// Forgets what could not be had, so that it is asked for again.
    pub(super) fn forget_missing(&mut self) {
        self.held.retain(|_, held| !matches!(held, Held::Missing));
    }
}

/// Reads a shard whose header has been checked.
pub(super) fn decode(address: &Address, payload: &[u8]) -> Result<Shard, FormatError> {
    match address.kind {
        Kind::Dictionary => {
            Dictionary::decode(payload).map(Shard::Dictionary).map_err(|error| damaged(address, error.0))
        }
        Kind::Postings => json(address, payload).map(Shard::Postings),
        Kind::Facets => json(address, payload).map(Shard::Facets),
        Kind::Endings | Kind::Beginnings => {
            Spellings::decode(payload).map(Shard::Spellings).map_err(|error| damaged(address, error))
        }
        Kind::Articles => json(address, payload).map(Shard::Articles),
        Kind::Text => json(address, payload).map(Shard::Texts),
        Kind::Dates => json(address, payload).map(Shard::Dates),
        // No search of this version asks for the others.
        Kind::Positions | Kind::Manifest | Kind::Engine => Err(FormatError::NotAShard { file: address.path() }),
    }
}

fn json<T: DeserializeOwned>(address: &Address, payload: &[u8]) -> Result<T, FormatError> {
    serde_json::from_slice(payload).map_err(|error| damaged(address, error.to_string()))
}

fn damaged(address: &Address, reason: String) -> FormatError {
    FormatError::Damaged { file: address.path(), reason }
}
