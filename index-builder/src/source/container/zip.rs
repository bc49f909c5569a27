//! ZIP archives, and WACZ, which are ZIP archives with crawls inside.

use std::collections::{HashMap, HashSet};
use std::io::{self, Read, Seek, SeekFrom};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::entry_name;
use super::expansion::{allowance, expand};
use super::{At, Container, Damage, Opened, Source};
use crate::source::document::Document;
use crate::source::kind::{self, Form, Kind, Named, by_name, ending};
use crate::source::saved::{SavedPages, is_note, is_private, may_be_note};
use crate::source::walk::{MANIFEST, MANIFEST_NAME};

/// Containers are opened inside one other, no deeper.
const DEEPEST: usize = 1;
/// A container inside another is held in memory up to this size, and in a temporary file beyond.
const IN_MEMORY: usize = 8 << 20;

/// No file system knows longer ones.
const LONGEST_PATH: usize = 4096;

type Archive<'a> = ZipArchive<io::BufReader<&'a mut dyn Source>>;

/// An entry that may be read.
struct Entry {
    index: usize,
    /// Safe, with `/`, unlike that of any other entry.
    path: String,
    encrypted: bool,
    compressed: u64,
    stored: bool,
}

impl Entry {
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// Reads all entries.
pub(super) fn read(source: &mut dyn Source, at: &At, opened: &mut Opened) -> io::Result<()> {
    let length = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(0))?;
    let mut archive = match ZipArchive::new(io::BufReader::new(source)) {
        Ok(archive) => archive,
        Err(error) => {
            opened.report(at.whole(), damage(&error));
            return Ok(());
        }
    };
    let entries = wanted(&mut archive);
    // Entries may overlap, so that each is harmless and all together are not.
    let mut left = allowance(length, u64::MAX);
    for entry in &entries {
        if left == 0 {
            opened.report(at.entry(&entry.path), Damage::TooLarge(allowance(length, u64::MAX) >> 20));
            break;
        }
        read_entry(&mut archive, entry, at, &mut left, opened);
    }
    Ok(())
}

/// The entries that are not hidden, not a tool's, and no archive of ours. Of a WACZ, the crawls.
fn wanted(archive: &mut Archive) -> Vec<Entry> {
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
                encrypted: data.encrypted(),
                compressed: data.compressed_size(),
                stored: data.compression() == CompressionMethod::Stored,
            }
        })
        .collect()
}

fn is_path(path: &str) -> bool {
    (1..=LONGEST_PATH).contains(&path.len())
}

/// Entries whose paths become the same when they are made safe stay apart.
fn apart(path: String, uses: &mut HashMap<String, usize>) -> String {
    let used = uses.entry(path.clone()).or_default();
    *used += 1;
    if *used == 1 { path } else { format!("{path}~{used}") }
}

fn is_hidden(path: &str) -> bool {
    let mut parts = path.split('/').rev();
    parts.next().is_some_and(|name| is_private(name, false)) || parts.any(|folder| is_private(folder, true))
}

fn begins(archive: &mut Archive, index: usize, with: &[u8]) -> bool {
    let mut head = Vec::new();
    let Ok(file) = archive.by_index(index) else { return false };
    file.take(with.len() as u64).read_to_end(&mut head).is_ok() && head == with
}

fn read_entry(archive: &mut Archive, entry: &Entry, at: &At, left: &mut u64, opened: &mut Opened) {
    let named = by_name(entry.name());
    if named == Named::Other {
        opened.skip(&ending(entry.name()));
    } else if entry.encrypted {
        opened.report(at.entry(&entry.path), Damage::Encrypted);
    } else if let Err(damage) = open_entry(archive, entry, named, at, left, opened) {
        opened.report(at.entry(&entry.path), damage);
    }
}

fn open_entry(
    archive: &mut Archive,
    entry: &Entry,
    named: Named,
    at: &At,
    left: &mut u64,
    opened: &mut Opened,
) -> Result<(), Damage> {
    let mut file = archive.by_index(entry.index).map_err(|error| damage(&error))?;
    let mut head = Vec::new();
    file.by_ref().take(kind::HEAD as u64).read_to_end(&mut head).map_err(|error| Damage::of(&error))?;
    *left = left.saturating_sub(head.len() as u64);
    if may_be_note(entry.name()) && is_note(&head) {
        return Ok(());
    }
    match kind::judge(named, false, &head).map_err(Damage::Binary)? {
        None => opened.skip(&ending(entry.name())),
        Some(Form::Document(kind)) => {
            let allowed = allowance(entry.compressed, opened.limit(kind)).min(*left);
            let bytes = expand(io::Cursor::new(head).chain(file), allowed).map_err(|error| Damage::of(&error))?;
            *left = left.saturating_sub(bytes.as_ref().map_or(allowed, |bytes| bytes.len() as u64));
            let bytes = bytes.ok_or(Damage::TooLarge(allowed >> 20))?;
            opened.hand_on(document(entry, kind, bytes, at));
        }
        Some(Form::Container(_)) if at.depth >= DEEPEST => return Err(Damage::Nested),
        Some(Form::Container(container)) => {
            drop(file);
            open_inner(archive, entry, container, at, left, opened)?;
        }
    }
    Ok(())
}

fn document(entry: &Entry, kind: Kind, bytes: Vec<u8>, at: &At) -> Document {
    let page = format!("{}{}", at.inside, entry.path);
    Document { page, path: entry.path.clone(), kind, bytes, ..Document::default() }
}

/// Opens a container inside this one: in place where it is stored as it is, and unpacked into a temporary file otherwise.
fn open_inner(
    archive: &mut Archive,
    entry: &Entry,
    container: Container,
    at: &At,
    left: &mut u64,
    opened: &mut Opened,
) -> Result<(), Damage> {
    let id = format!("{}{}", at.inside, entry.path);
    let inner = At {
        inside: format!("{id}/"),
        id,
        path: entry.path.clone(),
        entry: Some(at.entry.as_ref().map_or_else(|| entry.path.clone(), |outer| format!("{outer}/{}", entry.path))),
        name: entry.name(),
        depth: at.depth + 1,
        given: false,
    };
    if entry.stored {
        let mut file = archive.by_index_seek(entry.index).map_err(|error| damage(&error))?;
        return super::open(container, &mut file, &inner, opened).map_err(|error| Damage::of(&error));
    }
    let allowed = allowance(entry.compressed, opened.limits.inner).min(*left);
    let file = archive.by_index(entry.index).map_err(|error| damage(&error))?;
    let mut unpacked = tempfile::spooled_tempfile(IN_MEMORY);
    let length =
        io::copy(&mut file.take(allowed.saturating_add(1)), &mut unpacked).map_err(|error| Damage::of(&error))?;
    *left = left.saturating_sub(length);
    if length > allowed {
        return Err(Damage::TooLarge(allowed >> 20));
    }
    unpacked.seek(SeekFrom::Start(0)).map_err(|error| Damage::of(&error))?;
    super::open(container, &mut unpacked, &inner, opened).map_err(|error| Damage::of(&error))
}

fn damage(error: &ZipError) -> Damage {
    match error {
        ZipError::Io(error) => Damage::of(error),
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => Damage::Encrypted,
        ZipError::UnsupportedArchive(what) => Damage::Method((*what).to_owned()),
        ZipError::CompressionMethodNotSupported(method) => Damage::Method(format!("number {method}")),
        other => Damage::Damaged(other.to_string()),
    }
}
