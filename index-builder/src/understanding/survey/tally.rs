//! On how many pages each line stands: in the whole archive, in the page's section, and in the section's part.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHasher;
use xxhash_rust::xxh3::xxh3_64;

use super::features::Features;
use super::place;
use super::print::Print;
use super::site_titles;
use super::sketch::{Error, Sketch, mix};
use crate::page::Page;

/// Cells of the sketch for each page: 96 bytes in its two rows.
const CELLS_A_PAGE: usize = 24;
/// A small archive is counted without any error worth mentioning.
const FEWEST_CELLS: usize = 1 << 18;
/// The scope of all pages.
const ARCHIVE: u64 = 0;
/// Stands for the pages themselves where lines are counted.
const PAGES: u64 = 0x7061_6765;
/// Tells a picture's address from a line that reads the same.
const PICTURE: u64 = 0x7069_6374;
/// A longer line is not counted for each section, in bytes.
const LONGEST_OF_SECTION: usize = 250;
/// One lock for each part of the texts seen, so that threads seldom meet.
const PARTS: usize = 64;

type Seen = HashSet<u64, BuildHasherDefault<FxHasher>>;

/// Counts lines and pictures by pages.
#[derive(Debug)]
pub struct Tally {
    sketch: Sketch,
    /// The texts seen in each scope: a copy of a page says nothing new about the frame.
    seen: Vec<Mutex<Seen>>,
    error: Error,
}

/// How often something stands in the archive, and where it is most at home.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Pages of the archive that have it.
    pub pages: u32,
    /// A good part of the pages of the archive, of the section or of its part have it.
    pub customary: bool,
    /// Most pages of one of these have it.
    pub prevailing: bool,
    /// A good part of the pages of the archive have it.
    pub everywhere: bool,
    /// So many have it that it may have been the custom for a while.
    pub frequent: bool,
}

impl Tally {
    pub fn new(pages: usize) -> Self {
        let width = pages.saturating_mul(CELLS_A_PAGE).max(FEWEST_CELLS);
        Self {
            sketch: Sketch::new(width),
            seen: (0..PARTS).map(|_| Mutex::default()).collect(),
            error: Error::default(),
        }
    }

    /// Counts a page's lines, of which these are the features, and its pictures, each once.
    pub fn add(&self, path: &str, page: &Page, features: &[Features]) {
        let mut keys = keys_of(path, page, features);
        keys.sort_unstable();
        keys.dedup();
        let text = keys.iter().fold(0, |text, &(key, _)| mix(text, key));
        for scope in scopes(path) {
            if self.is_new(mix(text, scope)) {
                let counted = keys.iter().filter(|(_, long)| scope == ARCHIVE || !long).map(|(key, _)| *key);
                self.sketch.add(counted.chain([PAGES]).map(|key| mix(key, scope)));
            }
        }
    }

    fn is_new(&self, text: u64) -> bool {
        let part = self.seen.get(text as usize % PARTS);
        part.is_none_or(|part| part.lock().unwrap_or_else(PoisonError::into_inner).insert(text))
    }

    /// Ends the counting and forgets what it needed.
    pub fn close(&mut self) {
        self.seen.clear();
        self.error = self.sketch.error();
    }

    /// How many pages there are that are no copies.
    pub fn pages(&self) -> u32 {
        self.pages_in(ARCHIVE)
    }

    fn pages_in(&self, scope: u64) -> u32 {
        self.sketch.count(mix(PAGES, scope)).saturating_sub(self.error.average)
    }

    /// How often a line or picture stands in the scopes of a page.
    pub fn count(&self, key: u64, scopes: &[u64]) -> Count {
        let mut count = Count::default();
        for (place, &scope) in scopes.iter().enumerate() {
            let found = self.sketch.count(mix(key, scope)).saturating_sub(self.error.most);
            let of = self.pages_in(scope);
            let customary = is_customary(found, of, place == 0);
            if place == 0 {
                count.pages = found;
                count.everywhere = customary;
                count.frequent = found >= 12 && found * 50 >= of;
            }
            count.customary |= customary;
            count.prevailing |= customary && found * 5 >= of * 3;
        }
        count
    }
}

/// More pages than a text would be reprinted on, and a good part of all that are there.
fn is_customary(found: u32, of: u32, in_archive: bool) -> bool {
    match of {
        0..=2 => false,
        3..12 => found >= if in_archive { 3 } else { 4 } && found * 5 >= of * 3,
        _ => found >= 4 && found * 10 >= of * 3,
    }
}

/// The archive, the first folder, the first two.
pub fn scopes(path: &str) -> Vec<u64> {
    let mut scopes = vec![ARCHIVE];
    let folders = path.match_indices('/').map(|(end, _)| end).filter(|&end| end > 0).take(2);
    scopes.extend(folders.filter_map(|end| path.get(..end)).map(|folder| xxh3_64(folder.as_bytes())));
    scopes
}

/// The key of a picture, wherever it is seen from.
pub fn picture_key(path: &str, address: &str) -> Option<u64> {
    place::resolve(path, address).map(|place| mix(xxh3_64(place.as_bytes()), PICTURE))
}

/// The keys of a page's lines and pictures; with each whether it is a paragraph, which only the whole archive repeats.
fn keys_of(path: &str, page: &Page, features: &[Features]) -> Vec<(u64, bool)> {
    let mut keys: Vec<(u64, bool)> = site_titles::keys(&page.metadata).into_iter().map(|key| (key, false)).collect();
    keys.reserve(page.blocks.len() * 2);
    for (block, features) in page.blocks.iter().zip(features) {
        if let Some(Print { exact, vague }) = features.print {
            keys.push((exact, block.text.len() > LONGEST_OF_SECTION));
            if vague != exact {
                keys.push((vague, false));
            }
        }
        keys.extend(
            block.pictures.iter().filter_map(|picture| picture_key(path, &picture.address)).map(|key| (key, false)),
        );
    }
    keys
}
