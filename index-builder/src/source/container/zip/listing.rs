//! Which entries of a ZIP archive are read, and under which paths.

use std::collections::{HashMap, HashSet};
use std::io::Read;

use zip::CompressionMethod;

use super::Archive;
use crate::source::container::entry_name;
use crate::source::kind::ending;
use crate::source::saved::{SavedPages, is_private};
use crate::source::walk::{MANIFEST, MANIFEST_NAME};

/// No file system knows longer ones.
const LONGEST_PATH: usize = 4096;

/// An entry that may be read.
pub(super) struct Entry {
    pub(super) index: usize,
    /// Safe, with `/`, unlike that of any other entry.
    pub(super) path: String,
    pub(super) compressed: u64,
    pub(super) stored: bool,
}

impl Entry {
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// The entries that are not hidden, not a tool's, and no archive of ours. Of a WACZ, the crawls.
pub(super) fn wanted(archive: &mut Archive) -> Vec<Entry> {
    let mut entries = listing(archive);
    let is_crawl =
        |entry: &Entry| entry.path.starts_with("archive/") && matches!(ending(entry.name()).as_str(), "warc" | "gz");
    if entries.iter().any(|entry| entry.path == "datapackage.json") && entries.iter().any(is_crawl) {
        entries.retain(is_crawl);
        return entries;
    }
    let pages = SavedPages::of(entries.iter().map(|entry| entry.path.as_str()));
    let manifests: Vec<(usize, String)> = entries
        .iter()
        .filter(|entry| entry.name() == MANIFEST_NAME)
        .map(|entry| (entry.index, folder_of(entry)))
        .collect();
    let archives: HashSet<String> = manifests
        .into_iter()
        .filter(|(index, _)| begins(archive, *index, MANIFEST))
        .map(|(_, folder)| folder)
        .collect();
    let in_archive = |entry: &Entry| {
        let ends = entry.path.match_indices('/').map(|(place, _)| place + 1);
        ends.chain([0]).any(|end| archives.contains(entry.path.get(..end).unwrap_or_default()))
    };
    entries.retain(|entry| !pages.have_resource(&entry.path) && !in_archive(entry));
    entries
}

/// Its path without its name, with a `/` at the end.
fn folder_of(entry: &Entry) -> String {
    entry.path.strip_suffix(entry.name()).unwrap_or_default().to_owned()
}

/// All files that are not hidden.
fn listing(archive: &Archive) -> Vec<Entry> {
    let all = || (0..archive.len()).filter_map(|index| Some((index, archive.by_index_data(index).ok()?)));
    let names: Vec<Vec<u8>> = all().map(|(_, data)| data.name_raw().to_vec()).collect();
    let paths = entry_name::read_all(&names);
    let mut uses: HashMap<String, usize> = HashMap::new();
    let files = all().zip(paths).filter(|((_, data), path)| !data.is_dir() && is_path(path) && !is_hidden(path));
    files
        .map(|((index, data), path)| {
            let path = apart(path, &mut uses);
            Entry {
                index,
                path,
                compressed: data.compressed_size(),
                stored: data.compression() == CompressionMethod::Stored,
            }
        })
        .collect()
}

pub(super) fn is_path(path: &str) -> bool {
    (1..=LONGEST_PATH).contains(&path.len())
}

/// Entries whose paths become the same when they are made safe stay apart.
fn apart(path: String, uses: &mut HashMap<String, usize>) -> String {
    let used = uses.entry(path.clone()).or_default();
    *used += 1;
    if *used == 1 { path } else { format!("{path}~{used}") }
}

pub(super) fn is_hidden(path: &str) -> bool {
    let mut parts = path.split('/').rev();
    parts.next().is_some_and(|name| is_private(name, false)) || parts.any(|folder| is_private(folder, true))
}

fn begins(archive: &mut Archive, index: usize, with: &[u8]) -> bool {
    let mut head = Vec::new();
    let Ok(file) = archive.by_index(index) else { return false };
    file.take(with.len() as u64).read_to_end(&mut head).is_ok() && head == with
}
