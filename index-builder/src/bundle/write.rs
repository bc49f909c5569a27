//! Writing an archive so that a reader always finds a whole one.
//!
//! Everything but a few entry files lies in folders named by their contents, so new files never replace others. The
//! manifest, which alone says which folders count, is swapped last, in one step. What the old manifest listed and the new one
//! doesn't is [superseded](super::superseded) from then on; nothing else in the folder is ever touched.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use dalil::format::manifest::Manifest;
use jiff::Timestamp;
use rayon::prelude::*;
use tempfile::{Builder, NamedTempFile};

use super::superseded::{Grace, Superseded};
use super::{Bundle, Coming, Written, browse, durable};
use crate::archive::read_manifest;
use crate::index::GENERATOR;
use crate::index::folder::{File, Text, is_name};
use crate::reading::StoreError;

const MANIFEST: &str = "manifest.js";
/// How files are called while they are written.
const HALF: &str = ".dalil-";
const HALF_ENDS: &str = ".half";

/// Why an archive can't be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A file or folder of the output.
    #[error("{path} can't be written: {source}; {}", mend(source))]
    Io {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The output's name belongs to something else.
    #[error("{0} is a file; --out names the folder that the archive is written to")]
    NotAFolder(PathBuf),
    /// Somebody else builds there.
    #[error("another build is writing to {0}; wait until it has ended")]
    Taken(PathBuf),
    /// A file that an earlier build left, and this one would have kept.
    #[error("{0} was changed or removed while the archive was built; build it again")]
    Changed(PathBuf),
    /// The name of a page is not that of a file.
    #[error(
        "{0} can't be the name of a page; --single-file names the file that the archive is written to, for example archive.html"
    )]
    NotAFile(PathBuf),
    /// A file of somebody's in the place of a page that holds an archive.
    #[error("{0} is there already and holds no archive; choose another name for --single-file, or move it")]
    NotOurs(PathBuf),
    /// A file of somebody's where a page of the archive's has its place.
    #[error(
        "{0} is there already and was not made by dalil; move it, choose another --out, or write pages = false under [browse] in dalil.toml"
    )]
    Foreign(PathBuf),
    /// The pages that list the articles can't be read again.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn mend(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on that disk, or choose another --out",
        _ => "choose another --out, or make it writable",
    }
}

pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> WriteError + use<'_> {
    |source| WriteError::Io { path: path.to_owned(), source }
}

/// Makes sure that `out` can be written to, before hours are spent on what to write.
///
/// # Errors
/// Where it can't.
pub fn prepare(out: &Path) -> Result<(), WriteError> {
    if out.is_file() {
        return Err(WriteError::NotAFolder(out.to_owned()));
    }
    fs::create_dir_all(out).map_err(at(out))?;
    Builder::new().prefix(HALF).suffix(HALF_ENDS).tempfile_in(out).map(drop).map_err(at(out))
}

pub(super) fn write(bundle: &Bundle, out: &Path, grace: &Grace) -> Result<Written, WriteError> {
    prepare(out)?;
    let old = read_manifest(out).unwrap_or_default();
    let left = Coming::read(out);
    let listed = browse::listed(out);
    remove_halves(out, &left, &old);
    let mut coming = left.clone();
    coming.add(bundle, &listed);
    coming.write(out)?;
    for folder in &bundle.folders {
        let path = out.join(&folder.name);
        fs::create_dir_all(&path).map_err(at(&path))?;
    }
    let files: Vec<_> = bundle.files().collect();
    let shards = files.into_par_iter().map(|file| place(out, file));
    let mut written = shards.try_reduce(Written::default, |one, other| Ok(one.and(other)))?;
    written = written.and(browse::write(bundle.pages.as_ref(), out)?);
    for (name, text) in &bundle.entries {
        written = written.and(replace(out, name, text)?);
    }
    let mut superseded = Superseded::read(out);
    let unseen = superseded.take_up(&left, &old, grace.now);
    let in_use = grace.now.max(time_of(&out.join(MANIFEST)));
    let needed: BTreeSet<_> = bundle.folders.iter().map(|folder| folder.name.as_str()).collect();
    superseded.note(&old, needed.iter().copied(), in_use);
    if grace.length.is_none() {
        superseded.forsake(out, &needed);
    }
    // Before the manifest: if all ends between the two, no folder is forgotten.
    superseded.write(out)?;
    durable::settle(out).map_err(at(out))?;
    written = written.and(replace(out, MANIFEST, &bundle.manifest)?);
    durable::settle_name(out).map_err(at(out))?;
    let gone = old.entries.keys().filter(|name| is_plain(name) && !bundle.entries.contains_key(*name));
    for name in gone.filter(|name| *name != MANIFEST) {
        // An older version's script; one that can't be removed does no harm.
        let _ = fs::remove_file(out.join(name));
    }
    browse::remove(coming.pages(), bundle.pages.as_ref(), out)?;
    superseded.remove_old(out, &Grace { unseen: &unseen | &grace.unseen, ..grace.clone() });
    superseded.write(out)?;
    Coming::remove(out);
    Ok(Written { superseded_bytes: superseded.bytes(out), ..written })
}

/// When a file was written, by the clock of then: a clock that is in the past now is not believed alone.
fn time_of(file: &Path) -> Timestamp {
    let time = fs::metadata(file).and_then(|there| there.modified()).ok();
    time.and_then(|time| Timestamp::try_from(time).ok()).unwrap_or(Timestamp::MIN)
}

/// Removes files that builds were writing when they were stopped.
fn remove_halves(out: &Path, left: &Coming, old: &Manifest) {
    let known = old.files().into_iter().map(|file| file.folder).filter(|name| is_name(name));
    let folders: BTreeSet<_> = left.folders().map(|(name, _)| name.to_owned()).chain(known).collect();
    let folders = folders.iter().map(String::as_str).chain([browse::FOLDER_NAME]).map(|name| out.join(name));
    for folder in folders.chain([out.to_owned()]) {
        // A link leads somewhere else.
        if folder != out && !fs::symlink_metadata(&folder).is_ok_and(|there| there.is_dir()) {
            continue;
        }
        for file in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = file.file_name();
            let is_half = name.to_str().is_some_and(|name| name.starts_with(HALF) && name.ends_with(HALF_ENDS));
            if is_half && file.file_type().is_ok_and(|kind| kind.is_file()) {
                let _ = fs::remove_file(file.path());
            }
        }
    }
}

/// Writes a shard, where it doesn't stand there yet.
fn place(out: &Path, file: &File) -> Result<Written, WriteError> {
    let path = file.address.path();
    match &file.text {
        Text::New(text) => replace(out, &path, text),
        Text::Standing(length) => {
            let is_there = fs::metadata(join(out, &path)).is_ok_and(|there| there.len() == *length);
            is_there.then(Written::default).ok_or(WriteError::Changed(join(out, &path)))
        }
    }
}

/// The folder, where an archive lies in it whose files this version would write just so.
pub fn earlier(out: &Path) -> Option<&Path> {
    read_manifest(out).filter(|manifest| manifest.generator == GENERATOR).map(|_| out)
}

/// All folders of the archive that lies there, those of earlier builds among them.
#[must_use]
pub fn folders(out: &Path) -> BTreeSet<String> {
    let files = read_manifest(out).map(|manifest| manifest.files()).unwrap_or_default();
    let superseded = Superseded::read(out);
    files.into_iter().map(|file| file.folder).chain(superseded.names().map(str::to_owned)).collect()
}

/// Writes a file beside its name and swaps it in; leaves it alone where it already holds this, so that an upload that
/// looks at times sends only what is new.
pub(crate) fn replace(out: &Path, name: &str, text: &str) -> Result<Written, WriteError> {
    let path = join(out, name);
    if fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(Written::default());
    }
    let folder = path.parent().unwrap_or(out);
    let mut file = Builder::new().prefix(HALF).suffix(HALF_ENDS).tempfile_in(folder).map_err(at(&path))?;
    file.write_all(text.as_bytes()).map_err(at(&path))?;
    readable_by_all(&file).map_err(at(&path))?;
    durable::settle_file(file.as_file(), name == MANIFEST || path.exists()).map_err(at(&path))?;
    file.persist(&path).map_err(|error| at(&path)(error.error))?;
    Ok(Written { new_files: 1, new_bytes: text.len() as u64, superseded_bytes: 0 })
}

/// Temporary files are private; an archive is there to be served.
#[cfg(unix)]
fn readable_by_all(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

/// Whether a name stays in its folder, whoever wrote it.
pub(super) fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':'])
}

fn join(out: &Path, name: &str) -> PathBuf {
    name.split('/').fold(out.to_owned(), |path, part| path.join(part))
}
