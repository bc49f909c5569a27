//! What a build is about to write, noted before it writes.
//!
//! Shards never replace others, and the manifest is swapped in one step, but the pages beside it are swapped one by one. Where a
//! build is killed between them, this note tells whole files of the new archive from damaged ones, and the next build what was left behind.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use dalil::format::checksum::Crc32;
use serde::{Deserialize, Serialize};

use super::write::{is_plain, replace};
use super::{Bundle, WriteError, browse, note};
use crate::browse::FOLDER;
use crate::index::folder::is_name;

/// The note's name in the archive's folder.
pub const NOTE: &str = "building.json";
/// No note is longer.
const LONGEST: u64 = 16 << 20;
/// What it says to whoever finds it.
const ABOUT: &str = "What a build is writing here. Where no build runs, one was stopped: what is here is whole, and the next build tidies up. Need not be uploaded.";

/// What is coming, and what came of builds that were stopped before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coming {
    #[serde(default)]
    about: String,
    /// The archive's new folders.
    folders: BTreeSet<String>,
    /// Files outside them by path, with the CRC-32 that they have or are given.
    files: BTreeMap<String, BTreeSet<u32>>,
    /// Pages that list articles and go.
    gone: BTreeSet<String>,
}

impl Coming {
    /// Reads a folder's note; one that is damaged, or names what no build writes, is as good as none.
    #[must_use]
    pub fn read(out: &Path) -> Self {
        let noted: Option<Self> = note::read(&out.join(NOTE), LONGEST);
        noted.filter(Self::is_sound).unwrap_or_default()
    }

    fn is_sound(&self) -> bool {
        let is_file = |path: &String| {
            path.split_once('/').map_or_else(|| is_plain(path), |(folder, file)| is_plain(folder) && is_plain(file))
        };
        self.folders.iter().all(|name| is_name(name)) && self.files.keys().chain(&self.gone).all(is_file)
    }

    /// Whether a build was stopped, or is running.
    #[must_use]
    pub fn is_there(&self) -> bool {
        *self != Self::default()
    }

    /// Whether a file outside the archive's folders may have this checksum.
    #[must_use]
    pub fn has(&self, path: &str, sum: u32) -> bool {
        self.files.get(path).is_some_and(|sums| sums.contains(&sum))
    }

    /// Adds what a build will write, and which of the pages it will remove.
    pub(super) fn add(&mut self, bundle: &Bundle, listed: &BTreeMap<String, u32>) {
        ABOUT.clone_into(&mut self.about);
        self.folders.extend(bundle.folders.iter().map(|folder| folder.name.clone()));
        for (name, text) in &bundle.entries {
            let sum = Crc32::new().update(text.as_bytes()).value();
            self.files.entry(name.clone()).or_default().insert(sum);
        }
        let pages = bundle.pages.iter().flat_map(|pages| pages.files());
        for (name, sum, _) in pages {
            self.files.entry(format!("{FOLDER}/{name}")).or_default().insert(sum);
        }
        // As long as the old list is there, its pages are.
        for (name, sum) in listed {
            self.files.entry(format!("{FOLDER}/{name}")).or_default().insert(*sum);
        }
        self.gone.extend(listed.keys().cloned());
    }

    /// Pages that were to go, or came and are perhaps not wanted.
    pub(super) fn pages(&self) -> impl Iterator<Item = &str> {
        let inside = self.files.keys().filter_map(|path| path.strip_prefix(FOLDER)?.strip_prefix('/'));
        self.gone.iter().map(String::as_str).chain(inside).filter(|name| *name != browse::LIST_NAME)
    }

    /// The folders that a build wrote or began to, each with the checksums of what doesn't say where it belongs.
    pub(super) fn folders(&self) -> impl Iterator<Item = (&str, BTreeMap<String, u32>)> {
        self.folders.iter().map(|folder| {
            let inside = self.files.iter().filter_map(|(path, sums)| {
                let file = path.strip_prefix(folder.as_str())?.strip_prefix('/')?;
                Some((file.to_owned(), *sums.first()?))
            });
            (folder.as_str(), inside.collect())
        })
    }

    pub(super) fn write(&self, out: &Path) -> Result<(), WriteError> {
        let text = serde_json::to_string(self).unwrap_or_default();
        replace(out, NOTE, &(text + "\n")).map(drop)
    }

    /// Removes the note. One that stays does no harm.
    pub(super) fn remove(out: &Path) {
        let _ = fs::remove_file(out.join(NOTE));
    }
}
