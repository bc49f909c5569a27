//! What pages said at the last build, by their bytes: a page that has not changed is not read again.
//!
//! One file in a folder outside the output. It is only ever a shortcut: where it is missing, damaged or of another version, every
//! page is read.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use xxhash_rust::xxh3::Xxh3;

use crate::source::document::Document;

/// Changes with the code that reads pages, since it may understand the same bytes in another way.
const MAGIC: &[u8] = concat!("dalil pages ", env!("DALIL_READER"), "\n").as_bytes();

/// What a page's reading depends on, as one number.
pub fn key(document: &Document, rules: u64) -> u128 {
    let mut hash = Xxh3::new();
    hash.update(&rules.to_le_bytes());
    hash.update(document.kind.name().as_bytes());
    hash.update(document.charset.as_deref().unwrap_or_default().as_bytes());
    hash.update(&[0]);
    hash.update(&document.bytes);
    hash.digest128()
}

/// The pages of the last build.
#[derive(Debug, Default)]
pub struct Cache {
    file: Option<Mutex<File>>,
    /// Where each stands, and how long it is.
    places: HashMap<u128, (u64, u32)>,
}

impl Cache {
    /// Opens the cache of a folder. What can't be read is an empty one.
    #[must_use]
    pub fn open(folder: &Path) -> Self {
        Self::read(&file_in(folder)).unwrap_or_default()
    }

    fn read(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut reader = BufReader::new(file);
        let mut magic = vec![0; MAGIC.len()];
        reader.read_exact(&mut magic)?;
        if magic != MAGIC {
            return Ok(Self::default());
        }
        let mut places = HashMap::new();
        let mut place = MAGIC.len() as u64;
        let mut header = [0_u8; 20];
        while place + 20 <= length {
            reader.read_exact(&mut header)?;
            let (key, size) = header.split_at(16);
            let key = key.iter().rev().fold(0_u128, |key, &byte| key << 8 | u128::from(byte));
            let size = size.iter().rev().fold(0_u32, |size, &byte| size << 8 | u32::from(byte));
            place += 20;
            places.insert(key, (place, size));
            place += u64::from(size);
            reader.seek_relative(i64::from(size))?;
        }
        Ok(Self { file: Some(Mutex::new(reader.into_inner())), places })
    }

    /// The encoded reading of a page.
    #[must_use]
    pub fn get(&self, key: u128) -> Option<Vec<u8>> {
        let (place, size) = *self.places.get(&key)?;
        let mut stored = vec![0; usize::try_from(size).ok()?];
        let mut file = self.file.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(place)).ok()?;
        file.read_exact(&mut stored).ok()?;
        Some(stored)
    }
}

/// Writes the cache of the next build.
#[derive(Debug)]
pub struct NextCache {
    file: BufWriter<tempfile::NamedTempFile>,
    path: PathBuf,
}

impl NextCache {
    /// Begins one in a folder, which is made where it is missing.
    ///
    /// # Errors
    /// Where the folder can't be written to.
    pub fn begin(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut file = BufWriter::new(tempfile::NamedTempFile::new_in(folder)?);
        file.write_all(MAGIC)?;
        Ok(Self { file, path: file_in(folder) })
    }

    /// Adds a page's encoded reading.
    ///
    /// # Errors
    /// Where the disk is full.
    pub fn add(&mut self, key: u128, stored: &[u8]) -> io::Result<()> {
        let Ok(size) = u32::try_from(stored.len()) else { return Ok(()) };
        self.file.write_all(&key.to_le_bytes())?;
        self.file.write_all(&size.to_le_bytes())?;
        self.file.write_all(stored)
    }

    /// Puts it in the place of the old one.
    ///
    /// # Errors
    /// Where the disk is full.
    pub fn finish(self) -> io::Result<()> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

/// The folder that keeps what was read for one archive: named after it, in the place where the system wants such things.
#[must_use]
pub fn usual_folder(out: &Path) -> Option<PathBuf> {
    use etcetera::base_strategy::{BaseStrategy, choose_base_strategy};
    let out = std::path::absolute(out).ok()?;
    let name = out.file_name()?.to_string_lossy().into_owned();
    let hash = xxhash_rust::xxh3::xxh3_64(out.as_os_str().as_encoded_bytes());
    Some(choose_base_strategy().ok()?.cache_dir().join("dalil").join(format!("{name}-{hash:016x}")))
}

fn file_in(folder: &Path) -> PathBuf {
    folder.join("pages")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Cache, NextCache, file_in};

    #[test]
    fn what_was_kept_is_found_again_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let mut next = NextCache::begin(folder.path()).unwrap();
        next.add(7, b"seven").unwrap();
        next.add(u128::MAX, b"").unwrap();
        assert!(Cache::open(folder.path()).get(7).is_none(), "an unfinished cache is none");
        next.finish().unwrap();
        let cache = Cache::open(folder.path());
        assert_eq!(
            (cache.get(7), cache.get(u128::MAX), cache.get(8)),
            (Some(b"seven".to_vec()), Some(Vec::new()), None)
        );
    }

    #[test]
    fn a_damaged_cache_is_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        for bytes in [&b""[..], b"dalil pages 0", b"something else altogether, and long enough"] {
            fs::write(file_in(folder.path()), bytes).unwrap();
            assert!(Cache::open(folder.path()).get(0).is_none());
        }
    }
}
