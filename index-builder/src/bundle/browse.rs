//! The pages that list the articles, on their way to the reader. They change in place, as the search page does; a list of them beside
//! them has their checksums, and the manifest has its, since it would otherwise grow with every month.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::write::{at, replace};
use super::{WriteError, Written, note};
use crate::browse::{FOLDER, LIST, MARK, Pages, is_name};

/// The list's path in the archive.
pub(super) const LIST_PATH: &str = "browse/files.json";
/// Its name.
pub(super) const LIST_NAME: &str = LIST;
/// The name of the folder of pages.
pub(super) const FOLDER_NAME: &str = FOLDER;
/// No list is longer.
const LONGEST_LIST: u64 = 4 << 20;
/// A page of ours says so within so many bytes.
const HEAD: u64 = 512;
/// What the list says to whoever finds it.
const ABOUT: &str =
    "Pages that dalil build made here, with their CRC-32. The next build removes those that it makes no more.";

#[derive(Serialize, Deserialize)]
struct List {
    #[serde(default)]
    about: String,
    files: BTreeMap<String, u32>,
}

/// The list's text.
pub(super) fn list(pages: &Pages) -> Result<String, serde_json::Error> {
    let files = pages.files().map(|(name, sum, _)| (name.to_owned(), sum)).collect();
    Ok(serde_json::to_string(&List { about: ABOUT.to_owned(), files })?.replace(",\"", ",\n\"") + "\n")
}

/// The pages of the archive that lies there, by name, with their checksums. The list may come from anywhere: only names are believed that
/// such pages have.
#[must_use]
pub fn listed(out: &Path) -> BTreeMap<String, u32> {
    let list: Option<List> = note::read(&out.join(FOLDER).join(LIST), LONGEST_LIST);
    let files = list.map(|list| list.files).unwrap_or_default();
    files.into_iter().filter(|(name, _)| is_name(name)).collect()
}

/// Writes the pages; their list is an entry file and comes after them.
pub(super) fn write(pages: Option<&Pages>, out: &Path) -> Result<Written, WriteError> {
    let folder = out.join(FOLDER);
    let old = listed(out);
    let mut written = Written::default();
    if let Some(pages) = pages {
        fs::create_dir_all(&folder).map_err(at(&folder))?;
        pages.each(|name, page| {
            let path = folder.join(name);
            // The folder may have been there before this archive.
            if !old.contains_key(name) && path.exists() && !is_ours(&path) {
                return Err(WriteError::Foreign(path));
            }
            written = written.and(replace(out, &format!("{FOLDER}/{name}"), page)?);
            Ok(())
        })?;
    }
    Ok(written)
}

/// Removes those of earlier pages that are no more, when the new archive is there: until then the old list counts.
pub(super) fn remove<'n>(
    earlier: impl Iterator<Item = &'n str>,
    pages: Option<&Pages>,
    out: &Path,
) -> Result<(), WriteError> {
    let folder = out.join(FOLDER);
    // A link leads somewhere else.
    if !fs::symlink_metadata(&folder).is_ok_and(|there| there.is_dir()) {
        return Ok(());
    }
    let kept: BTreeSet<_> = pages.iter().flat_map(|pages| pages.files()).map(|(name, _, _)| name).collect();
    let mut any = false;
    for name in earlier.filter(|name| is_name(name)) {
        any = true;
        let path = folder.join(name);
        if !kept.contains(name) && is_ours(&path) {
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    if pages.is_none() && any {
        // Something else may be in it.
        let _ = fs::remove_file(folder.join(LIST));
        let _ = fs::remove_dir(&folder);
    }
    Ok(())
}

/// Whether a file says that it is one of these pages.
fn is_ours(path: &Path) -> bool {
    let mut head = Vec::new();
    let is_file = fs::symlink_metadata(path).is_ok_and(|there| there.is_file());
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    is_file && read.is_ok() && head.windows(MARK.len()).any(|part| part == MARK.as_bytes())
}
