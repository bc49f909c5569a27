//! A small archive as one page, which can be mailed and opened from anywhere: it holds every file that a search needs.
//!
//! Each file is a block of JSON in the page, since such a block runs nothing and can hold any text: of what could end it, `<` alone is
//! written otherwise. All is ASCII, so that no way there spoils it.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use dalil::format::envelope::{Address, Kind, wrap};

use super::write::replace;
use super::{WriteError, Written, site};
use crate::index::Index;
use crate::index::folder::{Text, encode};

/// A page of more bytes is too large to be mailed, and opens too slowly.
pub const LARGEST: u64 = 20_000_000;
/// A page of ours has this within so many bytes.
const HEAD: u64 = 4096;
const MARK: &str = "dalil single file";

/// Why there can be no such page.
#[derive(Debug, thiserror::Error)]
pub enum SingleError {
    /// It would be too large.
    #[error("the archive is too large for a single file: it would have {}, and {} is the most; build a folder with --out DIR instead", shown(*bytes), shown(*most))]
    TooLarge {
        /// How large.
        bytes: u64,
        /// How large it may be.
        most: u64,
    },
    /// A bug: a file that is no JSON.
    #[error("the page can't be put together: {0}; please report this as a bug")]
    Json(#[from] serde_json::Error),
}

/// In megabytes, rounded up: what is too large is never said to be as large as it may be.
fn shown(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// The page, of so many bytes at most.
///
/// # Errors
/// Where it would be too large.
pub fn page(index: Index, most: u64) -> Result<String, SingleError> {
    let Index { mut manifest, folders, .. } = index;
    let engine = site::engine();
    let mut entries = site::entries(&engine, &manifest, None, false);
    // A page that lies on its reader's own disk is framed by nobody and embedded nowhere.
    let is_of_use = |path: &str| !["/frame.js", "/framed.js", "/embed.js"].iter().any(|name| path.ends_with(name));
    entries.retain(|path, _| (path.contains('/') && is_of_use(path)) || path == "widget.js");
    manifest.engine.clone_from(&engine.name);
    manifest.entries = entries.iter().map(|(path, text)| (path.clone(), site::checksum(text))).collect();
    let payload = serde_json::to_vec(&manifest)?;
    let address = Address::new(&engine.name, Kind::Manifest, 0);
    let own = (address.path(), wrap(&address.header(&payload), &encode(&payload)));
    let shards = folders.into_iter().chain([engine]).flat_map(|folder| folder.files);
    let shards = shards.filter_map(|file| match file.text {
        Text::New(text) => Some((file.address.path(), text)),
        // Nothing stands anywhere: there is no earlier archive.
        Text::Standing(_) => None,
    });
    let mut held = String::from("\n");
    let mut bytes = 0;
    for (path, text) in [own].into_iter().chain(entries).chain(shards) {
        let block = block(&path, &text)?;
        bytes += block.len() as u64;
        // What follows is only counted.
        if bytes <= most {
            held.push_str(&block);
        }
    }
    let page = ascii(&site::single_html(&manifest, MARK, &held));
    let bytes = page.len() as u64 + bytes.saturating_sub(held.len() as u64 - 1);
    if bytes > most { Err(SingleError::TooLarge { bytes, most }) } else { Ok(page) }
}

/// A file as it stands in the page.
fn block(path: &str, text: &str) -> Result<String, serde_json::Error> {
    let json = serde_json::to_string(text)?.replace('<', "\\u003c");
    Ok(format!("<script type=\"application/json\" data-dalil=\"{path}\">{json}</script>\n"))
}

/// A page in which every other character is named by its number.
fn ascii(page: &str) -> String {
    let mut ascii = String::with_capacity(page.len());
    for character in page.chars() {
        if character.is_ascii() {
            ascii.push(character);
        } else {
            ascii.push_str(&format!("&#{};", u32::from(character)));
        }
    }
    ascii
}

/// Writes the page to a file that is not there yet, or is such a page.
///
/// # Errors
/// Where it is somebody else's, or can't be written.
pub fn write(file: &Path, page: &str) -> Result<Written, WriteError> {
    let (folder, name) = folder_and_name(file)?;
    if file.exists() && !is_ours(file) {
        return Err(WriteError::NotOurs(file.to_owned()));
    }
    replace(&folder, &name, page)
}

/// Where a file will lie, and what it will be called.
///
/// # Errors
/// Where it has no name, or is a folder.
pub fn folder_and_name(file: &Path) -> Result<(PathBuf, String), WriteError> {
    let name = file.file_name().and_then(|name| name.to_str()).filter(|_| !file.is_dir());
    let name = name.ok_or_else(|| WriteError::NotAFile(file.to_owned()))?;
    let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok((folder.to_owned(), name.to_owned()))
}

/// Whether a file says that it is such a page.
fn is_ours(file: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(file).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && head.windows(MARK.len()).any(|part| part == MARK.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{ascii, block};

    #[test]
    fn nothing_in_a_file_ends_the_block_it_stands_in() {
        let text = "a=\"</script><!--<script>\\\";\n";
        let block = block("engine-ab12/engine.js", text).unwrap();
        let json = block.split_once('>').unwrap().1.strip_suffix("</script>\n").unwrap();
        assert!(!json.contains('<'), "{json}");
        assert_eq!(serde_json::from_str::<String>(json).unwrap(), text);
    }

    #[test]
    fn every_letter_comes_through_any_encoding() {
        assert_eq!(ascii("<title>ميناء é</title>"), "<title>&#1605;&#1610;&#1606;&#1575;&#1569; &#233;</title>");
    }
}
