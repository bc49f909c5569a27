//! `dalil inspect`: what an archive consists of.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use dalil::format::envelope::{Address, Kind};
use dalil::format::manifest::Manifest;
use serde::Serialize;

use super::{CommandError, shown_bytes};
use crate::archive::Archive;
use crate::browse::{FOLDER, LIST};
use crate::bundle::listed;
use crate::bundle::superseded::Superseded;
use crate::visible::ForPeople;

/// So many of the largest shards are named.
const LARGEST: usize = 10;
/// A shard that costs every reader who needs it more than this deserves a look.
const LARGE: u64 = 256 << 10;

/// An archive in figures.
#[derive(Debug, Default, Serialize)]
pub struct Inspection {
    articles: u32,
    language: String,
    segments: usize,
    dictionary_ranges: usize,
    first_month: Option<String>,
    last_month: Option<String>,
    fields: BTreeMap<String, u32>,
    /// Of manifest, engine and page: what every visitor loads before the first query.
    start_up_bytes: u64,
    kinds: BTreeMap<&'static str, KindSize>,
    largest: Vec<FileSize>,
    /// Of folders that only earlier builds needed.
    superseded_bytes: u64,
    warnings: Vec<String>,
}

#[derive(Debug, Default, Serialize)]
struct KindSize {
    files: u64,
    bytes: u64,
}

#[derive(Debug, Serialize)]
struct FileSize {
    path: String,
    bytes: u64,
}

/// Prints the figures, for people or as one JSON document.
///
/// # Errors
/// Where there is no archive.
pub fn run(folder: &Path, json: bool, out: &mut dyn Write) -> Result<(), CommandError> {
    let archive = Archive::open(folder)?;
    let inspection = inspect(folder, archive.manifest());
    if json {
        serde_json::to_writer(&mut *out, &inspection)?;
        writeln!(out)?;
    } else {
        show(&inspection, out)?;
    }
    Ok(())
}

fn inspect(folder: &Path, manifest: &Manifest) -> Inspection {
    let months = || manifest.segments.iter().flat_map(|segment| &segment.months).filter(|(month, _)| !month.is_empty());
    let mut found = Inspection {
        articles: manifest.articles,
        language: manifest.language.clone(),
        segments: manifest.segments.len(),
        dictionary_ranges: manifest.terms.borders.len() + 1,
        first_month: months().next().map(|(month, _)| month.clone()),
        last_month: months().next_back().map(|(month, _)| month.clone()),
        fields: manifest.terms.facets.iter().map(|field| (field.name.clone(), field.values)).collect(),
        ..Inspection::default()
    };
    let mut files: Vec<FileSize> = Vec::new();
    let manifest_file = Address::new(&manifest.engine, Kind::Manifest, 0);
    for address in manifest.files().into_iter().chain([manifest_file]) {
        let (path, kind) = (address.path(), address.kind);
        let Some(bytes) = found.size(folder, &path) else { continue };
        let sum = found.kinds.entry(kind.name()).or_default();
        (sum.files, sum.bytes) = (sum.files + 1, sum.bytes + bytes);
        match kind {
            Kind::Engine | Kind::Manifest => found.start_up_bytes += bytes,
            _ if bytes > LARGE => {
                found
                    .warnings
                    .push(format!("{path} has {}: every search that needs it loads it whole", shown_bytes(bytes)));
                files.push(FileSize { path, bytes });
            }
            _ => files.push(FileSize { path, bytes }),
        }
    }
    for name in manifest.entries.keys() {
        let bytes = found.size(folder, name).unwrap_or_default();
        if ["index.html", "widget.js"].contains(&name.as_str()) {
            found.start_up_bytes += bytes;
        }
    }
    for name in listed(folder).keys().map(String::as_str).chain([LIST]) {
        let Some(bytes) = found.size(folder, &format!("{FOLDER}/{name}")) else { continue };
        let sum = found.kinds.entry(FOLDER).or_default();
        (sum.files, sum.bytes) = (sum.files + 1, sum.bytes + bytes);
    }
    files.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.path.cmp(&b.path)));
    files.truncate(LARGEST);
    found.largest = files;
    found.superseded_bytes = Superseded::read(folder).bytes(folder);
    found
}

impl Inspection {
    /// The length of a file; one that isn't there is a warning.
    fn size(&mut self, folder: &Path, path: &str) -> Option<u64> {
        let length = fs::metadata(folder.join(path)).map(|file| file.len());
        if let Err(error) = &length {
            self.warnings.push(format!("{path}: {error}; run dalil verify"));
        }
        length.ok()
    }
}

/// What is to be said of folders that only earlier builds needed.
pub(super) fn superseded(bytes: u64) -> Option<String> {
    let shown = shown_bytes(bytes);
    (bytes > 0).then(|| {
        format!("{shown} more are of earlier builds, for pages still open; dalil build removes them after a week, --purge at once")
    })
}

fn show(found: &Inspection, out: &mut dyn Write) -> Result<(), CommandError> {
    let out = &mut ForPeople(out);
    let months = [&found.first_month, &found.last_month].map(|month| month.as_deref().unwrap_or("undated"));
    writeln!(out, "{} articles, {} to {}, mostly in {}", found.articles, months[0], months[1], found.language)?;
    writeln!(out, "{} segments, {} dictionary ranges", found.segments, found.dictionary_ranges)?;
    writeln!(out, "{} to start with (page, manifest, engine)", shown_bytes(found.start_up_bytes))?;
    for (name, values) in &found.fields {
        writeln!(out, "  {name}: {values} values")?;
    }
    writeln!(out, "\nbytes by kind")?;
    for (kind, KindSize { files, bytes }) in &found.kinds {
        writeln!(out, "  {kind:<11} {:>10} in {files} files", shown_bytes(*bytes))?;
    }
    writeln!(out, "\nlargest shards")?;
    for FileSize { path, bytes } in &found.largest {
        writeln!(out, "  {:>10} {path}", shown_bytes(*bytes))?;
    }
    if let Some(line) = superseded(found.superseded_bytes) {
        writeln!(out, "\n{line}")?;
    }
    for warning in &found.warnings {
        writeln!(out, "warning: {warning}")?;
    }
    Ok(())
}
