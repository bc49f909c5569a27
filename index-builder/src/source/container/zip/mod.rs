//! ZIP archives, and WACZ, which are ZIP archives with crawls inside.

mod listing;

use std::io::{self, BufReader, Read, SeekFrom};

use zip::ZipArchive;
use zip::read::read_zipfile_from_stream;
use zip::result::ZipError;

use super::expansion::{Allowance, allowance, by_ratio, expand};
use super::{At, Container, Damage, Opened, Source, entry_name};
use crate::limits::{Exceeded, Limit};
use crate::source::document::Document;
use crate::source::kind::{self, Form, Named, by_name, ending};
use crate::source::saved::{is_note, may_be_note};
use listing::{Entry, is_hidden, is_path, wanted};

/// Containers are opened inside one other, no deeper.
const DEEPEST: usize = 1;
/// A container inside another is held in memory up to this size, and in a temporary file beyond.
const IN_MEMORY: usize = 8 << 20;

type Archive<'a> = ZipArchive<BufReader<&'a mut dyn Source>>;

/// Reads all entries.
pub(super) fn read(source: &mut dyn Source, at: &At, opened: &mut Opened) -> io::Result<()> {
    let length = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(0))?;
    // Entries may overlap, so that each is harmless and all together are not.
    let mut reading = Reading { left: by_ratio(length, opened.limits.expansion), at, opened };
    let borrowed: &mut dyn Source = &mut *source;
    match ZipArchive::new(BufReader::new(borrowed)) {
        Ok(mut archive) => {
            for entry in wanted(&mut archive) {
                reading.entry(&entry, |reading, named| reading.in_archive(&mut archive, &entry, named));
            }
        }
        Err(ZipError::InvalidArchive(_)) => {
            reading.opened.report(at.whole(), Damage::NoDirectory);
            source.seek(SeekFrom::Start(0))?;
            reading.without_directory(BufReader::new(source));
        }
        Err(error) => reading.opened.report(at.whole(), damage(&error)),
    }
    Ok(())
}

/// A ZIP archive that is being read.
struct Reading<'a, 'b> {
    /// How many bytes it may still expand to.
    left: u64,
    at: &'a At<'a>,
    opened: &'a mut Opened<'b>,
}

/// What an entry turns out to be when it is itself a container: its first bytes were read already.
struct Inner {
    container: Container,
    head: Vec<u8>,
}

impl Reading<'_, '_> {
    /// Reads an entry if its name promises something; what is wrong with it is reported.
    fn entry(&mut self, entry: &Entry, read: impl FnOnce(&mut Self, Named) -> Result<(), Damage>) {
        let named = by_name(entry.name());
        let result = match named {
            Named::Other => {
                self.opened.skip(&ending(entry.name()));
                Ok(())
            }
            _ if self.left == 0 => Err(Damage::Unmeasured),
            named => read(self, named),
        };
        if let Err(damage) = result {
            self.opened.report(self.at.entry(&entry.path), damage);
        }
    }

    fn in_archive(&mut self, archive: &mut Archive, entry: &Entry, named: Named) -> Result<(), Damage> {
        let file = archive.by_index(entry.index).map_err(|error| damage(&error))?;
        let Some(Inner { container, .. }) = self.document(file, entry, named)? else { return Ok(()) };
        if entry.stored {
            let mut file = archive.by_index_seek(entry.index).map_err(|error| damage(&error))?;
            return self.open(container, &mut file, entry);
        }
        let file = archive.by_index(entry.index).map_err(|error| damage(&error))?;
        self.unpack(container, file, entry)
    }

    /// Of an archive that was cut short the entries are found one behind the other, as far as they say how long they are.
    fn without_directory(&mut self, mut source: BufReader<&mut dyn Source>) {
        while let Ok(Some(mut file)) = read_zipfile_from_stream(&mut source) {
            let path = entry_name::read_all(&[file.name_raw().to_vec()]).pop().unwrap_or_default();
            let compressed = file.compressed_size();
            if file.is_dir() || !is_path(&path) || is_hidden(&path) {
                continue;
            }
            let entry = Entry { index: 0, path, compressed, stored: false };
            self.entry(&entry, |reading, named| match reading.document(&mut file, &entry, named)? {
                Some(Inner { container, head }) => {
                    reading.unpack(container, io::Cursor::new(head).chain(&mut file), &entry)
                }
                None => Ok(()),
            });
        }
    }

    /// Hands on the document that an entry is; a container is left to be opened.
    fn document(&mut self, mut file: impl Read, entry: &Entry, named: Named) -> Result<Option<Inner>, Damage> {
        let mut head = Vec::new();
        file.by_ref().take(kind::HEAD as u64).read_to_end(&mut head).map_err(|error| Damage::of(&error))?;
        self.left = self.left.saturating_sub(head.len() as u64);
        if may_be_note(entry.name()) && is_note(&head) {
            return Ok(None);
        }
        match kind::judge(named, false, &head).map_err(Damage::Binary)? {
            None => self.opened.skip(&ending(entry.name())),
            Some(Form::Container(_)) if self.at.depth >= DEEPEST => return Err(Damage::Nested),
            Some(Form::Container(container)) => return Ok(Some(Inner { container, head })),
            Some(Form::Document(kind)) => {
                let allowed = self.allowance(entry, self.opened.limit(kind));
                let most = allowed.bytes;
                let bytes = expand(io::Cursor::new(head).chain(file), allowed);
                self.left = self.left.saturating_sub(bytes.as_ref().map_or(most, |bytes| bytes.len() as u64));
                let bytes = bytes?;
                let (page, path) = (self.id_of(entry), entry.path.clone());
                self.opened.hand_on(Document { page, path, kind, bytes, ..Document::default() });
            }
        }
        Ok(None)
    }

    /// Opens a container inside this one from a temporary file, since it can't be read in any order where it lies.
    fn unpack(&mut self, container: Container, file: impl Read, entry: &Entry) -> Result<(), Damage> {
        let allowed = self.allowance(entry, self.opened.limits.exceeded(Limit::Container));
        let mut unpacked = tempfile::spooled_tempfile(IN_MEMORY);
        let copied = io::copy(&mut file.take(allowed.bytes.saturating_add(1)), &mut unpacked);
        let length = copied.map_err(|error| Damage::of(&error))?;
        self.left = self.left.saturating_sub(length);
        if length > allowed.bytes {
            return Err(allowed.beyond);
        }
        self.open(container, &mut unpacked, entry)
    }

    fn open(&mut self, container: Container, source: &mut dyn Source, entry: &Entry) -> Result<(), Damage> {
        let id = self.id_of(entry);
        let inner = At {
            inside: format!("{id}/"),
            id,
            path: entry.path.clone(),
            entry: Some(self.at.path_of(&entry.path)),
            name: entry.name(),
            depth: self.at.depth + 1,
            given: false,
        };
        super::open(container, source, &inner, self.opened).map_err(|error| Damage::of(&error))
    }

    fn allowance(&self, entry: &Entry, limit: Exceeded) -> Allowance {
        allowance(entry.compressed, self.opened.limits.expansion, limit).within(self.left)
    }

    fn id_of(&self, entry: &Entry) -> String {
        format!("{}{}", self.at.inside, entry.path)
    }
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
