//! The shards an engine holds.

use super::text_words::HeldArticle;
use crate::format::article::Articles;
use crate::format::completions::Completions;
use crate::format::corrections::Spellings;
use crate::format::dictionary::Dictionary;
use crate::format::envelope::{Address, Kind};
use crate::format::error::FormatError;
use crate::format::facets::FacetBlock;
use crate::format::ids::Ids;
use crate::format::names::register::Register;
use crate::format::postings::Positions;
use crate::format::segment::Dates;
use crate::format::similar::Similar;

/// One shard, read.
#[derive(Clone, Debug)]
pub(super) enum Shard {
    Dictionary(Dictionary),
    Positions(Positions),
    Facets(FacetBlock),
    Spellings(Spellings),
    Names(Register),
    Articles(Vec<HeldArticle>),
    /// Whoever inflates keeps it; here it only counts.
    Primer,
    Dates(Dates),
    Completions(Completions),
    Ids(Ids),
    Similar(Similar),
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
    /// In the order of addresses.
    held: Vec<(Address, Held)>,
}

impl Store {
    pub(super) fn get(&self, address: &Address) -> Option<&Held> {
        self.find(address).ok().and_then(|place| self.held.get(place)).map(|(_, held)| held)
    }

    pub(super) fn put(&mut self, address: Address, held: Held) {
        match self.find(&address) {
            Ok(place) => {
                if let Some(entry) = self.held.get_mut(place) {
                    entry.1 = held;
                }
            }
            Err(place) => self.held.insert(place, (address, held)),
        }
    }

    fn find(&self, address: &Address) -> Result<usize, usize> {
        self.held.binary_search_by(|(held, _)| held.cmp(address))
    }

    /// Forgets what could not be had, so that it is asked for again.
    pub(super) fn forget_missing(&mut self) {
        self.held.retain(|(_, held)| !matches!(held, Held::Missing));
    }
}

fn held(read: Articles) -> Shard {
    let mut articles = Vec::with_capacity(read.articles.len());
    articles.extend(read.articles.into_iter().map(HeldArticle::new));
    Shard::Articles(articles)
}

/// Reads a shard whose header has been checked.
pub(super) fn decode(address: &Address, payload: &[u8]) -> Result<Shard, FormatError> {
    let shard = match address.kind {
        Kind::Dictionary => Dictionary::decode(payload).map(Shard::Dictionary).map_err(|error| error.0),
        Kind::Positions => Positions::decode(payload).map(Shard::Positions),
        Kind::Facets => FacetBlock::decode(payload).map(Shard::Facets),
        Kind::Endings | Kind::Words | Kind::Beginnings => Spellings::decode(payload).map(Shard::Spellings),
        Kind::Names => Register::decode(payload).map(Shard::Names),
        Kind::Articles => Articles::decode(payload).map(held),
        Kind::Primer => Ok(Shard::Primer),
        Kind::Dates => Dates::decode(payload).map(Shard::Dates),
        Kind::Completions => Completions::decode(payload).map(Shard::Completions),
        Kind::Ids => Ok(Shard::Ids(Ids::decode(payload))),
        Kind::Similar => Similar::decode(payload).map(Shard::Similar),
        // No search of this version asks for the others.
        Kind::Manifest | Kind::Engine => {
            return Err(FormatError::NotAShard { file: address.path() });
        }
    };
    shard.map_err(|reason| FormatError::Damaged { file: address.path(), reason })
}
