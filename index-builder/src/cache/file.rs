//! A file of bytes by key.

use std::collections::{HashMap, HashSet};
use std::fs::{self, DirEntry, File};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use xxhash_rust::xxh3::xxh3_64;

use super::Cached;

/// Changes with the code, since it may understand the same bytes in another way.
pub(super) const MAGIC: &[u8] = concat!("dalil cache 3 ", env!("DALIL_CODE"), "\n").as_bytes();

/// Before each thing kept: its key, its length and its checksum.
const HEADER: usize = 28;
/// How files are called while they are written.
const HALF: &str = ".half-";
/// One that a build left which was ended is removed after so long: others may be at work in the same folder.
const LEFT: Duration = Duration::from_secs(24 * 60 * 60);

/// What the last build kept.
#[derive(Debug, Default)]
pub struct Cache {
    file: Option<Mutex<File>>,
    length: u64,
    places: HashMap<u128, Place>,
    /// Something was asked for that does not stand there as it was written.
    is_damaged: AtomicBool,
}

/// Where a thing kept stands.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: u64,
    length: u32,
    checksum: u64,
}

impl Cache {
    /// Opens the cache of a folder. What can't be read is an empty one.
    #[must_use]
    pub fn open(folder: &Path, cached: Cached) -> Self {
        Self::read(&cached.file_in(folder)).unwrap_or_default()
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
        let mut header = [0_u8; HEADER];
        while place + HEADER as u64 <= length {
            reader.read_exact(&mut header)?;
            let mut rest = header.as_slice();
            let (key, size) = (number(&mut rest, 16), number(&mut rest, 4) as u32);
            place += HEADER as u64;
            if place + u64::from(size) > length {
                break;
            }
            places.insert(key, Place { start: place, length: size, checksum: number(&mut rest, 8) as u64 });
            place += u64::from(size);
            reader.seek_relative(i64::from(size))?;
        }
        Ok(Self { file: Some(Mutex::new(reader.into_inner())), length, places, is_damaged: AtomicBool::default() })
    }

    /// What was kept under a key, where it is there as it was written.
    #[must_use]
    pub fn get(&self, key: u128) -> Option<Vec<u8>> {
        let place = self.places.get(&key)?;
        let stored = self.stored(place).filter(|stored| xxh3_64(stored) == place.checksum);
        if stored.is_none() {
            self.is_damaged.store(true, Ordering::Relaxed);
        }
        stored
    }

    fn stored(&self, Place { start, length, .. }: &Place) -> Option<Vec<u8>> {
        let mut stored = vec![0; usize::try_from(*length).ok()?];
        let mut file = self.file.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(*start)).ok()?;
        file.read_exact(&mut stored).ok()?;
        Some(stored)
    }

    /// Where the first thing kept begins; `None` where nothing is.
    #[must_use]
    pub fn begin(&self) -> Option<u64> {
        self.file.is_some().then_some(MAGIC.len() as u64)
    }

    /// Whether the last thing kept ends here.
    #[must_use]
    pub fn ends_at(&self, place: u64) -> bool {
        place == self.length
    }

    /// Where the next thing begins, if this one stands here or, of the same key, before. What was asked for before is known to stand there
    /// whole: it is not read again.
    #[must_use]
    pub fn behind(&self, key: u128, stored: &[u8], place: u64) -> Option<u64> {
        if self.is_damaged.load(Ordering::Relaxed) {
            return None;
        }
        let Place { start, length, checksum } = *self.places.get(&key)?;
        let end = start + u64::from(length);
        if end <= place {
            return Some(place);
        }
        let is_same = || stored.len() as u64 == u64::from(length) && xxh3_64(stored) == checksum;
        (start == place + HEADER as u64 && is_same()).then_some(end)
    }
}

/// The number in the first so many bytes, lowest first, which are left behind.
fn number(bytes: &mut &[u8], length: usize) -> u128 {
    let (number, rest) = bytes.split_at(length.min(bytes.len()));
    *bytes = rest;
    number.iter().rev().fold(0, |number, &byte| number << 8 | u128::from(byte))
}

/// Writes the cache of the next build.
#[derive(Debug)]
pub struct NextCache {
    file: BufWriter<tempfile::NamedTempFile>,
    keys: HashSet<u128>,
    path: PathBuf,
}

impl NextCache {
    /// Begins one in a folder, which is made where it is missing.
    ///
    /// # Errors
    /// Where the folder can't be written to.
    pub fn begin(folder: &Path, cached: Cached) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut file = BufWriter::new(tempfile::Builder::new().prefix(HALF).tempfile_in(folder)?);
        file.write_all(MAGIC)?;
        Ok(Self { file, keys: HashSet::new(), path: cached.file_in(folder) })
    }

    /// Begins one with all that stands in another up to a place.
    ///
    /// # Errors
    /// As [`NextCache::begin`], and where the other can't be read.
    pub fn begin_with(folder: &Path, cached: Cached, last: &Cache, end: u64) -> io::Result<Self> {
        let mut next = Self::begin(folder, cached)?;
        let Some((start, file)) = last.begin().zip(last.file.as_ref()) else { return Ok(next) };
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start))?;
        io::copy(&mut (&*file).take(end.saturating_sub(start)), &mut next.file)?;
        next.keys.extend(
            last.places.iter().filter(|(_, place)| place.start + u64::from(place.length) <= end).map(|(key, _)| *key),
        );
        Ok(next)
    }

    /// Adds what is to be found under a key, once.
    ///
    /// # Errors
    /// Where the disk is full.
    pub fn add(&mut self, key: u128, stored: &[u8]) -> io::Result<()> {
        let Ok(size) = u32::try_from(stored.len()) else { return Ok(()) };
        if !self.keys.insert(key) {
            return Ok(());
        }
        self.file.write_all(&key.to_le_bytes())?;
        self.file.write_all(&size.to_le_bytes())?;
        self.file.write_all(&xxh3_64(stored).to_le_bytes())?;
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

/// Removes what builds were writing when they were ended. What can't be removed does no harm.
pub fn remove_left(folder: &Path) {
    let is_old =
        |file: &DirEntry| file.metadata()?.modified()?.elapsed().map_err(io::Error::other).map(|age| age > LEFT);
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_half = file.file_name().to_str().is_some_and(|name| name.starts_with(HALF));
        if is_half && is_old(&file).unwrap_or_default() {
            let _ = fs::remove_file(file.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    use super::{Cache, Cached, HALF, LEFT, NextCache, remove_left};

    #[test]
    fn what_was_kept_is_found_again_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let mut next = NextCache::begin(folder.path(), Cached::Pages).unwrap();
        next.add(7, b"seven").unwrap();
        next.add(u128::MAX, b"").unwrap();
        assert!(Cache::open(folder.path(), Cached::Pages).get(7).is_none(), "an unfinished cache is none");
        next.finish().unwrap();
        let cache = Cache::open(folder.path(), Cached::Pages);
        assert_eq!(
            (cache.get(7), cache.get(u128::MAX), cache.get(8)),
            (Some(b"seven".to_vec()), Some(Vec::new()), None)
        );
    }

    #[test]
    fn a_reading_that_was_damaged_is_none_and_the_others_are_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut next = NextCache::begin(folder.path(), Cached::Pages).unwrap();
        [(7, b"seven"), (8, b"eight")].into_iter().for_each(|(key, stored)| next.add(key, stored).unwrap());
        next.finish().unwrap();
        let mut bytes = fs::read(Cached::Pages.file_in(folder.path())).unwrap();
        let at = bytes.windows(5).position(|window| window == b"seven").unwrap();
        bytes[at] = b'S';
        fs::write(Cached::Pages.file_in(folder.path()), bytes).unwrap();
        let cache = Cache::open(folder.path(), Cached::Pages);
        assert_eq!((cache.get(7), cache.get(8)), (None, Some(b"eight".to_vec())));
    }

    #[test]
    fn what_a_build_left_that_was_ended_goes_after_a_day_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let old = SystemTime::now() - LEFT - Duration::from_secs(60);
        for (name, time) in
            [(format!("{HALF}old"), old), (format!("{HALF}new"), SystemTime::now()), ("mine".into(), old)]
        {
            File::create(folder.path().join(name)).unwrap().set_modified(time).unwrap();
        }
        remove_left(folder.path());
        let name = |file: std::io::Result<fs::DirEntry>| file.unwrap().file_name().into_string().unwrap();
        let mut names: Vec<String> = fs::read_dir(folder.path()).unwrap().map(name).collect();
        names.sort();
        assert_eq!(names, [format!("{HALF}new"), "mine".to_owned()]);
    }

    #[test]
    fn a_damaged_cache_is_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        for bytes in [&b""[..], b"dalil pages 0", b"something else altogether, and long enough"] {
            fs::write(Cached::Pages.file_in(folder.path()), bytes).unwrap();
            assert!(Cache::open(folder.path(), Cached::Pages).get(0).is_none());
        }
    }
}
