//! Asking for shards, in rounds, and counting what they cost.

use super::answer::Cost;
use super::store::{Held, Shard, Store};
use super::text_words::HeldArticle;
use crate::format::completions::Completions;
use crate::format::corrections::Spellings;
use crate::format::dictionary::Dictionary;
use crate::format::envelope::{Address, Kind};
use crate::format::facets::FacetBlock;
use crate::format::ids::Ids;
use crate::format::manifest::Manifest;
use crate::format::names::register::Register;
use crate::format::postings::Positions;
use crate::format::segment::Dates;
use crate::format::similar::Similar;

/// The shards without which a search can't go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Needed(pub(super) Vec<Address>);

/// One run of a search over the shards held. What it costs is counted as if none were held.
#[derive(Debug)]
pub(super) struct Fetch<'s> {
    store: &'s Store,
    /// Counted already, in this round or an earlier one.
    seen: Vec<Address>,
    wanted: Vec<Address>,
    /// Whether the present round asks for something.
    asking: bool,
    cost: Cost,
    missing: Vec<Address>,
}

impl<'s> Fetch<'s> {
    pub(super) fn new(store: &'s Store) -> Self {
        let (seen, wanted, missing) = (Vec::new(), Vec::new(), Vec::new());
        Self { store, seen, wanted, asking: false, cost: Cost::default(), missing }
    }

    /// The shard, where it is here. Where it isn't, it is among those that [`Fetch::end_round`] names.
    fn shard(&mut self, address: Address) -> Option<&'s Shard> {
        let held = self.store.get(&address);
        if let Err(place) = self.seen.binary_search(&address) {
            self.seen.insert(place, address.clone());
            self.asking = true;
            self.cost.shards += 1;
            match held {
                Some(Held::Here { stored, .. }) => self.cost.bytes += stored,
                Some(Held::Missing) => self.missing.push(address),
                None => self.wanted.push(address),
            }
        }
        match held {
            Some(Held::Here { shard, .. }) => Some(shard),
            _ => None,
        }
    }

    /// Ends a round: everything after it depends on what was asked for in it.
    pub(super) fn end_round(&mut self) -> Result<(), Needed> {
        if self.asking {
            self.cost.rounds += 1;
            self.asking = false;
        }
        if self.wanted.is_empty() { Ok(()) } else { Err(Needed(std::mem::take(&mut self.wanted))) }
    }

    /// Whether something that was asked for can't be had.
    pub(super) fn lacks(&self) -> bool {
        !self.missing.is_empty()
    }

    pub(super) fn cost(&self) -> Cost {
        self.cost
    }

    /// The paths of what could not be had.
    pub(super) fn missing(&self) -> Vec<String> {
        self.missing.iter().map(Address::path).collect()
    }

    /// Asks for what articles are inflated with, in whatever round asks for something already: it is then there before them.
    pub(super) fn ask_primer(&mut self, manifest: &Manifest) {
        if self.asking && !manifest.primer.is_empty() {
            self.shard(Address::new(&manifest.primer, Kind::Primer, 0));
        }
    }

    pub(super) fn dictionary(&mut self, address: Address) -> Option<&'s Dictionary> {
        if let Shard::Dictionary(dictionary) = self.shard(address)? { Some(dictionary) } else { None }
    }

    pub(super) fn positions(&mut self, address: Address) -> Option<&'s Positions> {
        if let Shard::Positions(positions) = self.shard(address)? { Some(positions) } else { None }
    }

    pub(super) fn names(&mut self, address: Address) -> Option<&'s Register> {
        if let Shard::Names(names) = self.shard(address)? { Some(names) } else { None }
    }

    pub(super) fn facets(&mut self, address: Address) -> Option<&'s FacetBlock> {
        if let Shard::Facets(block) = self.shard(address)? { Some(block) } else { None }
    }

    pub(super) fn spellings(&mut self, address: Address) -> Option<&'s Spellings> {
        if let Shard::Spellings(spellings) = self.shard(address)? { Some(spellings) } else { None }
    }

    pub(super) fn articles(&mut self, address: Address) -> Option<&'s [HeldArticle]> {
        if let Shard::Articles(articles) = self.shard(address)? { Some(articles) } else { None }
    }

    pub(super) fn dates(&mut self, address: Address) -> Option<&'s Dates> {
        if let Shard::Dates(dates) = self.shard(address)? { Some(dates) } else { None }
    }

    pub(super) fn completions(&mut self, address: Address) -> Option<&'s Completions> {
        if let Shard::Completions(completions) = self.shard(address)? { Some(completions) } else { None }
    }

    pub(super) fn ids(&mut self, address: Address) -> Option<&'s Ids> {
        if let Shard::Ids(ids) = self.shard(address)? { Some(ids) } else { None }
    }

    pub(super) fn similar(&mut self, address: Address) -> Option<&'s Similar> {
        if let Shard::Similar(similar) = self.shard(address)? { Some(similar) } else { None }
    }
}
