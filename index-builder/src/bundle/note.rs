//! What a build notes beside the archive for later ones, as JSON.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::de::DeserializeOwned;

/// Reads a note of at most so many bytes. One that is missing, longer or damaged is as good as none. It may come from
/// anywhere: whoever reads it judges what it names.
pub(super) fn read<T: DeserializeOwned>(path: &Path, longest: u64) -> Option<T> {
    let mut text = String::new();
    File::open(path).ok()?.take(longest).read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok()
}
