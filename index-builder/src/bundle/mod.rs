//! From an index to a folder that works as it is.

mod alone;
mod browse;
mod coming;
mod durable;
mod note;
pub mod single;
mod site;
pub mod superseded;
mod write;

use std::collections::BTreeMap;
use std::path::Path;

use dalil::format::envelope::{Address, Kind, wrap};

use crate::browse::{BrowseError, Pages};
use crate::index::folder::{File, encode};
use crate::index::{Folder, Index};
pub use alone::Alone;
pub use browse::listed;
pub use coming::Coming;
pub(crate) use site::host_code;
use superseded::Grace;
pub(crate) use write::replace;
pub use write::{WriteError, earlier, folders, prepare};

/// A whole archive, as it will be written.
#[derive(Debug)]
pub struct Bundle {
    /// Index folders and the engine's.
    folders: Vec<Folder>,
    /// The files that hold nothing of the articles, by path, but the manifest.
    entries: BTreeMap<String, String>,
    /// The pages that list the articles.
    pages: Option<Pages>,
    manifest: String,
}

/// Why an index can't become an archive.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The pages that list the articles.
    #[error(transparent)]
    Browse(#[from] BrowseError),
    /// A bug: the manifest is no JSON, or the page's words are of another version.
    #[error("the archive's files can't be put together: {0}; please report this as a bug")]
    Json(#[from] serde_json::Error),
}

/// How large a bundle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Size {
    /// Files of the archive.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// What every visitor loads before the first query: page, manifest and engine.
    pub start_up_bytes: u64,
}

/// What writing an archive changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Written {
    /// Files that were not there before as they are now.
    pub new_files: usize,
    /// Their bytes: what must be uploaded.
    pub new_bytes: u64,
    /// Bytes of folders that only earlier builds needed.
    pub superseded_bytes: u64,
}

impl Written {
    fn and(self, other: Self) -> Self {
        Self {
            new_files: self.new_files + other.new_files,
            new_bytes: self.new_bytes + other.new_bytes,
            superseded_bytes: self.superseded_bytes + other.superseded_bytes,
        }
    }
}

impl Bundle {
    /// Puts page and engine to an index. The page may offer the search to other sites.
    ///
    /// # Errors
    /// Where the disk is full.
    pub fn new(index: Index, is_offered: bool) -> Result<Self, BundleError> {
        let Index { mut manifest, mut folders, listing, .. } = index;
        let engine = site::engine();
        let words = site::words(&manifest)?;
        let pages = listing.map(|listing| Pages::new(&listing, &manifest, &words)).transpose()?;
        let mut entries = site::entries(&engine, &manifest, pages.is_some().then_some(&words), is_offered);
        if let Some(pages) = &pages {
            entries.insert(browse::LIST_PATH.to_owned(), browse::list(pages)?);
        }
        manifest.engine.clone_from(&engine.name);
        let sums = entries.iter().map(|(name, text)| (name.clone(), site::checksum(text)));
        manifest.entries = sums.collect();
        let payload = serde_json::to_vec(&manifest)?;
        let address = Address::new(&engine.name, Kind::Manifest, 0);
        let manifest = wrap(&address.header(&payload), &encode(&payload));
        folders.push(engine);
        Ok(Self { folders, entries, pages, manifest })
    }

    /// Writes it to `out`, the manifest last, and then removes what no manifest has listed for longer than the grace.
    ///
    /// # Errors
    /// The first file that can't be written; the old archive is then whole.
    pub fn write(&self, out: &Path, grace: &Grace) -> Result<Written, WriteError> {
        write::write(self, out, grace)
    }

    /// How large it is.
    #[must_use]
    pub fn size(&self) -> Size {
        let entries = self.entries.values().map(|text| text.len() as u64);
        let pages = self.pages.iter().flat_map(Pages::files).map(|(_, _, length)| length);
        let texts = self.files().map(|file| file.text.length()).chain(entries).chain(pages);
        let manifest = self.manifest.len() as u64;
        let (files, bytes) = texts.fold((1, manifest), |(files, sum), length| (files + 1, sum + length));
        let engine = self.files().filter(|file| file.address.kind == Kind::Engine).map(|file| file.text.length());
        let is_page = |path: &str| ["index.html", "widget.js"].contains(&path) || path.ends_with("/view.js");
        let page = self.entries.iter().filter(|(path, _)| is_page(path)).map(|(_, text)| text.len() as u64);
        let start_up_bytes = engine.chain(page).sum::<u64>() + manifest;
        Size { files, bytes, start_up_bytes }
    }

    fn files(&self) -> impl Iterator<Item = &File> {
        self.folders.iter().flat_map(|folder| &folder.files)
    }
}
