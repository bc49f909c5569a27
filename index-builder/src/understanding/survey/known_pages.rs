//! Which pages an archive has, whatever addresses lead to them.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHasher;
use xxhash_rust::xxh3::xxh3_64;

use super::place;

/// Pages, known by a hash of their paths.
#[derive(Debug, Default)]
pub struct KnownPages {
    pages: Mutex<HashSet<u64, BuildHasherDefault<FxHasher>>>,
}

/// The pages, once all are known.
#[derive(Debug, Default)]
pub struct Pages(HashSet<u64, BuildHasherDefault<FxHasher>>);

impl KnownPages {
    pub fn add(&self, path: &str) {
        let key = key(path);
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
    }

    pub fn close(self) -> Pages {
        Pages(self.pages.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Pages {
    /// The page of the archive that a link on a page leads to, by its key.
    pub fn target(&self, page: &str, address: &str) -> Option<u64> {
        let keys = place::candidates(page, address).into_iter().map(|place| xxh3_64(place.as_bytes()));
        keys.into_iter().find(|key| self.0.contains(key))
    }
}

/// The key of a page's path.
pub fn key(path: &str) -> u64 {
    xxh3_64(place::of_page(path).as_bytes())
}
