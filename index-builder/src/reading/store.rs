//! Values on disk, in the order in which they were added: an archive's pages and articles, which memory need not hold.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// So many bytes of stored values are read at once and handed to the threads.
const BATCH_BYTES: usize = 4 << 20;
/// So many values at most.
const BATCH_VALUES: usize = 512;

/// Why a store can't be written or read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk is full, or the folder can't be written to.
    #[error("{}: what was read cannot be kept there for the next step ({source}); check the space on that disk, or choose another folder: by build --cache FOLDER, or by TMPDIR", path.display())]
    Disk {
        /// The folder.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// A bug, or a disk that returns other bytes than were written.
    #[error("{}: a page kept there cannot be read again ({reason}); delete that folder and build again", path.display())]
    Damaged {
        /// The folder.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

/// A value as it is stored: compressed.
pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_stdvec(value).map(|bytes| lz4_flex::compress_prepend_size(&bytes))
}

/// Reads a stored value.
pub fn decode<T: DeserializeOwned>(stored: &[u8]) -> Result<T, String> {
    let bytes = lz4_flex::decompress_size_prepended(stored).map_err(|error| error.to_string())?;
    postcard::from_bytes(&bytes).map_err(|error| error.to_string())
}

/// A store that grows.
#[derive(Debug)]
pub struct Writer {
    file: BufWriter<File>,
    folder: PathBuf,
    /// Where each value begins; the last is the end.
    places: Vec<u64>,
}

impl Writer {
    /// A store in a file without a name, which is gone when it is closed.
    pub fn temporary(folder: &Path) -> Result<Self, StoreError> {
        let disk = |source| StoreError::Disk { path: folder.to_owned(), source };
        Self::new(tempfile::tempfile_in(folder).map_err(disk)?, folder)
    }

    /// A store in an open file, behind what stands there.
    pub fn new(mut file: File, folder: &Path) -> Result<Self, StoreError> {
        let disk = |source| StoreError::Disk { path: folder.to_owned(), source };
        let begin = file.seek(SeekFrom::End(0)).map_err(disk)?;
        Ok(Self { file: BufWriter::with_capacity(1 << 20, file), folder: folder.to_owned(), places: vec![begin] })
    }

    /// Adds an encoded value.
    pub fn add(&mut self, stored: &[u8]) -> Result<(), StoreError> {
        let disk = |source| StoreError::Disk { path: self.folder.clone(), source };
        self.file.write_all(stored).map_err(disk)?;
        let end = self.places.last().copied().unwrap_or_default() + stored.len() as u64;
        self.places.push(end);
        Ok(())
    }

    /// How many values were added.
    pub fn len(&self) -> usize {
        self.places.len() - 1
    }

    /// Ends the writing.
    pub fn finish(self) -> Result<Store, StoreError> {
        let folder = self.folder;
        match self.file.into_inner() {
            Ok(file) => Ok(Store { file: Mutex::new(file), folder, places: self.places }),
            Err(error) => Err(StoreError::Disk { path: folder, source: error.into_error() }),
        }
    }
}

/// A store that is complete.
#[derive(Debug)]
pub struct Store {
    file: Mutex<File>,
    folder: PathBuf,
    places: Vec<u64>,
}

impl Store {
    /// How many values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len().saturating_sub(1)
    }

    /// Reads one value.
    pub fn get<T: DeserializeOwned>(&self, number: usize) -> Result<T, StoreError> {
        decode(&self.stored(number)?).map_err(|reason| self.damaged(reason))
    }

    /// Reads one value that was stored without compressing it.
    pub fn get_plain<T: DeserializeOwned>(&self, number: usize) -> Result<T, StoreError> {
        postcard::from_bytes(&self.stored(number)?).map_err(|error| self.damaged(error.to_string()))
    }

    fn stored(&self, number: usize) -> Result<Vec<u8>, StoreError> {
        Ok(self.row(number, 1)?.bytes)
    }

    /// Reads values that stand one behind the other.
    pub fn row(&self, first: usize, count: usize) -> Result<Row, StoreError> {
        let places = self.places.get(first..=first.saturating_add(count)).unwrap_or_default().to_vec();
        let (Some(&from), Some(&to)) = (places.first(), places.last()) else {
            return Err(self.damaged(format!("there is no value {first}")));
        };
        let mut bytes = vec![0; usize::try_from(to - from).unwrap_or_default()];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(from)).and_then(|_| file.read_exact(&mut bytes)).map_err(|error| self.disk(error))?;
        Ok(Row { bytes, places })
    }

    /// Hands over all values in their order, some at a time: `each` gets their encoded forms and the number of the first.
    pub fn for_batches<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(usize, Vec<Vec<u8>>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut first = 0;
        while first < self.len() {
            let batch = self.batch(first)?;
            let next = first + batch.len();
            each(first, batch)?;
            first = next;
        }
        Ok(())
    }

    /// The encoded values from one on, as many as are read at once.
    fn batch(&self, first: usize) -> Result<Vec<Vec<u8>>, StoreError> {
        let places = self.places.get(first..).unwrap_or_default();
        let begin = places.first().copied().unwrap_or_default();
        let small = |place: &&u64| **place - begin <= BATCH_BYTES as u64;
        let values = places.iter().skip(1).take(BATCH_VALUES).take_while(small).count().max(1);
        Ok(self.row(first, values)?.values().map(<[u8]>::to_vec).collect())
    }

    /// That a value is not what was stored.
    pub fn damaged(&self, reason: String) -> StoreError {
        StoreError::Damaged { path: self.folder.clone(), reason }
    }

    fn disk(&self, source: io::Error) -> StoreError {
        StoreError::Disk { path: self.folder.clone(), source }
    }
}

/// Stored values that were read at once.
#[derive(Debug)]
pub struct Row {
    bytes: Vec<u8>,
    /// Where each began in the file; the last is the end.
    places: Vec<u64>,
}

impl Row {
    /// Their encoded forms.
    pub fn values(&self) -> impl Iterator<Item = &[u8]> {
        let mut rest = self.bytes.as_slice();
        self.places.windows(2).map(move |pair| {
            let length = pair.last().zip(pair.first()).map_or(0, |(end, begin)| end - begin);
            let (value, behind) = rest.split_at(usize::try_from(length).unwrap_or_default().min(rest.len()));
            rest = behind;
            value
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{StoreError, Writer, decode, encode};

    #[test]
    fn values_come_back_in_their_order_and_one_by_one() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::temporary(folder.path()).unwrap();
        let values: Vec<String> = (0..2000).map(|n| format!("value {n} ").repeat(n % 50)).collect();
        values.iter().for_each(|value| writer.add(&encode(value).unwrap()).unwrap());
        let store = writer.finish().unwrap();
        let mut read: Vec<String> = Vec::new();
        let each = |first: usize, batch: Vec<Vec<u8>>| -> Result<(), StoreError> {
            assert_eq!(first, read.len());
            read.extend(batch.iter().map(|stored| decode::<String>(stored).unwrap()));
            Ok(())
        };
        store.for_batches(each).unwrap();
        assert_eq!(read, values);
        assert_eq!(store.get::<String>(1234).unwrap(), values[1234]);
        assert!(store.get::<String>(2000).is_err());
        let row = store.row(7, 3).unwrap();
        let row: Vec<String> = row.values().map(|stored| decode(stored).unwrap()).collect();
        assert_eq!(row, values[7..10]);
    }
}
