//! Writing an archive so that a reader always finds a whole one.
//!
//! Everything but a few entry files lies in folders named by their contents, so new files never replace others. The
//! manifest, which alone says which folders count, is swapped last, in one step. Only then is removed what the old
//! manifest listed and the new one doesn't; nothing else in the folder is ever touched.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::NamedTempFile;

use super::Bundle;
use crate::archive::read_manifest;

/// Why an archive can't be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A file or folder of the output.
    #[error("{path} can't be written: {source}; choose another --out, or make it writable")]
    Io {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The output's name belongs to something else.
    #[error("{0} is a file; --out names the folder that the archive is written to")]
    NotAFolder(PathBuf),
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> WriteError + use<'_> {
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
    NamedTempFile::new_in(out).map(drop).map_err(at(out))
}

pub(super) fn write(bundle: &Bundle, out: &Path) -> Result<(), WriteError> {
    prepare(out)?;
    let old = read_manifest(out).map(|manifest| manifest.paths()).unwrap_or_default();
    for folder in &bundle.folders {
        let path = out.join(&folder.name);
        fs::create_dir_all(&path).map_err(at(&path))?;
    }
    let files: Vec<_> = bundle.files().collect();
    files.into_par_iter().try_for_each(|file| replace(out, &file.address.path(), &file.text))?;
    for (name, text) in &bundle.entries {
        replace(out, name, text)?;
    }
    replace(out, "manifest.js", &bundle.manifest)?;
    let listed = bundle.files().map(|file| file.address.path());
    let kept: BTreeSet<String> = listed.chain(bundle.entries.keys().cloned()).collect();
    let gone = old.iter().filter(|path| !kept.contains(*path) && *path != "manifest.js");
    remove(out, gone);
    Ok(())
}

/// Writes a file beside its name and swaps it in; leaves it alone where it already holds this, so that an upload that
/// looks at times sends only what is new.
pub(crate) fn replace(out: &Path, name: &str, text: &str) -> Result<(), WriteError> {
    let path = join(out, name);
    if fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(out);
    let mut file = NamedTempFile::new_in(folder).map_err(at(&path))?;
    file.write_all(text.as_bytes()).map_err(at(&path))?;
    readable_by_all(&file).map_err(at(&path))?;
    file.persist(&path).map_err(|error| at(&path)(error.error))?;
    Ok(())
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

/// Removes files of the old archive and the folders that this empties. What can't be removed does no harm.
fn remove<'p>(out: &Path, paths: impl Iterator<Item = &'p String>) {
    let mut folders = BTreeSet::new();
    for path in paths.filter(|path| is_plain(path)) {
        let path = join(out, path);
        let _ = fs::remove_file(&path);
        folders.extend(path.parent().filter(|parent| *parent != out).map(Path::to_owned));
    }
    for folder in folders {
        let _ = fs::remove_dir(folder);
    }
}

/// Whether a path from a manifest stays in the archive's folder, whoever wrote that manifest.
fn is_plain(path: &str) -> bool {
    path.split('/').count() <= 2
        && path.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':']))
}

fn join(out: &Path, name: &str) -> PathBuf {
    name.split('/').fold(out.to_owned(), |path, part| path.join(part))
}
