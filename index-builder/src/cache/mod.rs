//! What the last build found, by all that it follows from: a page that has not changed is not read again, nor divided into its
//! articles, and their words are not looked at again.
//!
//! Files in a folder outside the output. They are only ever a shortcut: where one is missing, damaged or of another version, all is
//! done anew.

mod file;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use xxhash_rust::xxh3::xxh3_64;

use crate::problem::{Problem, Reason};
use file::{Cache, NextCache, remove_left};

/// What is kept, each in a file of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cached {
    /// What pages say by themselves.
    Pages,
    /// The articles of pages, as the archive lets them be understood.
    Articles,
    /// The words of articles.
    Words,
}

impl Cached {
    fn file_in(self, folder: &Path) -> PathBuf {
        folder.join(match self {
            Self::Pages => "pages",
            Self::Articles => "articles",
            Self::Words => "words",
        })
    }
}

/// What the next build will find.
#[derive(Debug)]
pub struct Item {
    /// All that it follows from, as one number.
    pub key: u128,
    /// Encoded.
    pub body: Vec<u8>,
}

/// What the last build kept, and what this one keeps for the next.
///
/// Where nothing can be kept the next build takes longer, and this one goes on.
#[derive(Debug, Default)]
pub struct Keeping {
    last: Cache,
    next: Mutex<Next>,
    at: Option<(PathBuf, Cached)>,
}

/// What becomes of the file.
#[derive(Debug, Default)]
enum Next {
    /// There is none.
    #[default]
    Nothing,
    /// It stays, so far: what was kept is what stands there up to this place.
    Standing(u64),
    /// Another takes its place.
    Written(NextCache),
    /// It can't be written.
    Failed(io::Error),
}

impl Keeping {
    /// Opens what was kept in a folder, and begins the next; keeps nothing without one.
    #[must_use]
    pub fn begin(folder: Option<&Path>, cached: Cached) -> Self {
        let Some(folder) = folder else { return Self::default() };
        remove_left(folder);
        let last = Cache::open(folder, cached);
        let next = last.begin().map_or_else(|| NextCache::begin(folder, cached).into(), Next::Standing);
        Self { last, next: Mutex::new(next), at: Some((folder.to_owned(), cached)) }
    }

    /// Whether anything is kept for the next build.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        !matches!(*self.next.lock().unwrap_or_else(PoisonError::into_inner), Next::Nothing | Next::Failed(_))
    }

    /// As [`Cache::get`].
    #[must_use]
    pub fn get(&self, key: u128) -> Option<Vec<u8>> {
        self.last.get(key)
    }

    /// Keeps something for the next build that was asked for before, with [`Keeping::get`], whether it was there or not.
    pub fn add(&self, key: u128, body: &[u8]) {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        if let Next::Standing(place) = *next {
            *next = match self.last.behind(key, body, place) {
                Some(behind) => Next::Standing(behind),
                None => self.written_from(place),
            };
        }
        if let Next::Written(writing) = &mut *next
            && let Err(error) = writing.add(key, body)
        {
            *next = Next::Failed(error);
        }
    }

    /// A file of its own that begins as the last one does, up to a place.
    fn written_from(&self, place: u64) -> Next {
        let Some((folder, cached)) = &self.at else { return Next::Nothing };
        NextCache::begin_with(folder, *cached, &self.last, place).into()
    }

    /// Puts what was kept in the place of the old; what kept it from that.
    #[must_use]
    pub fn finish(mut self) -> Option<Problem> {
        let next = std::mem::take(self.next.get_mut().unwrap_or_else(PoisonError::into_inner));
        let next = match next {
            Next::Standing(place) if !self.last.ends_at(place) => self.written_from(place),
            next => next,
        };
        // Some systems replace no file that is open.
        drop(self.last);
        let error = match next {
            Next::Nothing | Next::Standing(_) => return None,
            Next::Written(written) => written.finish().err()?,
            Next::Failed(error) => error,
        };
        let file = self.at.map(|(folder, _)| folder.display().to_string()).unwrap_or_default();
        Some(Problem { file, line: None, reason: Reason::Cache(error.kind().to_string()) })
    }
}

impl From<io::Result<NextCache>> for Next {
    fn from(begun: io::Result<NextCache>) -> Self {
        begun.map_or_else(Self::Failed, Self::Written)
    }
}

/// The folder that keeps what was read for one archive: named after it, in the place where the system wants such things.
#[must_use]
pub fn usual_folder(out: &Path) -> Option<PathBuf> {
    use etcetera::base_strategy::{BaseStrategy, choose_base_strategy};
    let out = std::path::absolute(out).ok()?;
    let name = out.file_name()?.to_string_lossy().into_owned();
    let hash = xxh3_64(out.as_os_str().as_encoded_bytes());
    Some(choose_base_strategy().ok()?.cache_dir().join("dalil").join(format!("{name}-{hash:016x}")))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Cached, Keeping};

    /// Keeps these in a folder; what stands in the file then.
    fn kept(folder: &Path, items: &[(u128, &str)]) -> Vec<u8> {
        let keeping = Keeping::begin(Some(folder), Cached::Words);
        for (key, body) in items {
            let _asked = keeping.get(*key);
            keeping.add(*key, body.as_bytes());
        }
        assert_eq!(keeping.finish(), None);
        fs::read(Cached::Words.file_in(folder)).unwrap()
    }

    /// As [`kept`] in an empty folder.
    fn kept_anew(items: &[(u128, &str)]) -> Vec<u8> {
        kept(tempfile::tempdir().unwrap().path(), items)
    }

    const ITEMS: [(u128, &str); 4] = [(1, "harbour"), (2, "grain"), (1, "harbour"), (3, "council")];

    #[test]
    fn what_is_kept_after_other_things_is_what_is_kept_without_them() {
        let mut later = ITEMS.to_vec();
        later.insert(1, (4, "ferry"));
        let mut other = ITEMS;
        other[1].1 = "wheat";
        for items in [&ITEMS[..], &later, &other, &ITEMS[..1], &ITEMS[1..], &[ITEMS[3], ITEMS[0]], &[]] {
            let folder = tempfile::tempdir().unwrap();
            kept(folder.path(), &ITEMS);
            assert!(kept(folder.path(), items) == kept_anew(items), "{items:?}");
            assert!(kept(folder.path(), &ITEMS) == kept_anew(&ITEMS), "after {items:?}");
        }
    }

    #[test]
    fn a_file_that_would_be_the_same_is_not_written_again() {
        let folder = tempfile::tempdir().unwrap();
        kept(folder.path(), &ITEMS);
        let modified = || fs::metadata(Cached::Words.file_in(folder.path())).unwrap().modified().unwrap();
        let before = modified();
        let again = Keeping::begin(Some(folder.path()), Cached::Words);
        ITEMS.iter().for_each(|(key, body)| again.add(*key, body.as_bytes()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is written beside it");
        assert_eq!(again.finish(), None);
        assert_eq!(before, modified());
    }

    #[test]
    fn what_was_damaged_is_mended_where_it_stands() {
        let folder = tempfile::tempdir().unwrap();
        let whole = kept(folder.path(), &ITEMS);
        for at in super::file::MAGIC.len()..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x80;
            fs::write(Cached::Words.file_in(folder.path()), &damaged).unwrap();
            assert!(kept(folder.path(), &ITEMS) == whole, "byte {at}");
            fs::write(Cached::Words.file_in(folder.path()), &whole[..at]).unwrap();
            assert!(kept(folder.path(), &ITEMS) == whole, "cut at {at}");
        }
    }
}
