//! What a reader asks for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The most hits one request may ask for.
pub const MOST_HITS: u32 = 1000;

/// In which order hits are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Latest first, undated last.
    Newest,
    /// Earliest first, undated last.
    Oldest,
}

/// How much may be fetched for the counts beside the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counting {
    /// What costs little is counted exactly, the rest at least.
    #[default]
    Cheap,
    /// Everything exactly.
    Exact,
}

/// Everything beside the query's text. Missing fields have their defaults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// How many hits are wanted, [`MOST_HITS`] at most.
    pub limit: u32,
    /// How many of the best hits are left out.
    pub offset: u32,
    /// The order of hits.
    pub sort: Sort,
    /// Whether the last word may be the beginning of one.
    pub typing: bool,
    /// Only articles of this (partial) date or later.
    pub after: Option<String>,
    /// Only articles before the first day of this (partial) date.
    pub before: Option<String>,
    /// By field, the values of which an article must have one.
    pub filters: BTreeMap<String, Vec<String>>,
    /// How exactly values are counted.
    pub facets: Counting,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limit: 10,
            offset: 0,
            sort: Sort::default(),
            typing: false,
            after: None,
            before: None,
            filters: BTreeMap::new(),
            facets: Counting::default(),
        }
    }
}
