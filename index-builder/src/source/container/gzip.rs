//! Bytes that may be packed with gzip in any number of members, with where each of them stands in the file.
//!
//! Crawlers pack each record into a member of its own, so that damage to one leaves the others whole: after a failure reading goes
//! on at the next member that begins with a record. flate2's own reader of several members neither says where one begins nor
//! goes on after a failure.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use flate2::bufread::GzDecoder;

use super::Source;

type File<'a> = BufReader<&'a mut dyn Source>;

const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];
/// How every record begins.
pub(super) const RECORD: &[u8] = b"WARC/";
/// How much is unpacked at once.
const WINDOW: usize = 32 << 10;
/// Looking for an undamaged member begins right behind the beginning of a damaged one. In a hostile file that may happen again and
/// again; when so many bytes were read twice, it begins where the failure was noticed.
const READ_TWICE: u64 = 1 << 30;
/// So many places of a file are tried that look like a member; by chance there is one in 16 million bytes.
const TRIALS: u32 = 10_000;

/// The unpacked bytes of a file.
pub(super) struct Stream<'a> {
    packing: Option<Packing<'a>>,
    /// Unpacked and not yet read.
    window: Vec<u8>,
    place: usize,
    /// Where the member begins that the window belongs to, or the window itself where nothing is packed.
    offset: u64,
    /// No byte of this member was read yet.
    fresh: bool,
    length: u64,
    read_twice: u64,
    trials: u32,
    /// Met while more was looked at than was asked for; told when the bytes before it are read.
    failure: Option<io::Error>,
}

enum Packing<'a> {
    None(File<'a>),
    /// Between two members.
    Between(File<'a>),
    Member(Box<GzDecoder<File<'a>>>),
}

impl<'a> Stream<'a> {
    /// A file that is not packed.
    pub(super) fn plain(source: &'a mut dyn Source) -> io::Result<Self> {
        Self::of(source, Packing::None)
    }

    /// A file that is.
    pub(super) fn gzip(source: &'a mut dyn Source) -> io::Result<Self> {
        Self::of(source, Packing::Between)
    }

    fn of(source: &'a mut dyn Source, packing: fn(File<'a>) -> Packing<'a>) -> io::Result<Self> {
        let length = source.seek(SeekFrom::End(0))?;
        source.seek(SeekFrom::Start(0))?;
        Ok(Self {
            packing: Some(packing(BufReader::with_capacity(WINDOW, source))),
            window: Vec::new(),
            place: 0,
            offset: 0,
            fresh: false,
            length,
            read_twice: 0,
            trials: 0,
            failure: None,
        })
    }

    /// How long the file is, packed as it may be.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Where the next byte stands in the file; of a packed one, where its member begins.
    pub(super) fn offset(&self) -> u64 {
        match self.packing {
            Some(Packing::None(_)) => self.offset + self.place as u64,
            _ => self.offset,
        }
    }

    /// How many bytes follow at most, where that is known.
    pub(super) fn remaining(&self) -> Option<u64> {
        matches!(self.packing, Some(Packing::None(_))).then(|| self.length.saturating_sub(self.offset()))
    }

    /// Whether the next byte is the first of a member that begins with a record.
    pub(super) fn at_record(&self) -> bool {
        self.fresh && self.window.get(self.place..).is_some_and(|window| window.starts_with(RECORD))
    }

    /// Skips so many bytes; what is not packed need not be read for that. False where the file ends before.
    pub(super) fn skip(&mut self, mut length: u64) -> io::Result<bool> {
        while length > 0 {
            let left = self.fill_buf()?.len() as u64;
            let Some(beyond) = length.checked_sub(left) else {
                self.consume(usize::try_from(length).unwrap_or(usize::MAX));
                break;
            };
            if left == 0 {
                return Ok(false);
            }
            self.consume(usize::try_from(left).unwrap_or(usize::MAX));
            length = beyond;
            if let Some(Packing::None(file)) = &mut self.packing {
                file.seek_relative(i64::try_from(length).unwrap_or(i64::MAX))?;
                self.offset = self.offset + self.place as u64 + length;
                self.window.clear();
                self.place = 0;
                break;
            }
            if length > 0 && self.at_end_of_member()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether the next byte belongs to a member that begins with a record of its own.
    fn at_end_of_member(&mut self) -> io::Result<bool> {
        self.fill_buf()?;
        Ok(self.at_record())
    }

    /// Copies the next bytes without reading them: `length` of them, or as many as the first member has.
    pub(super) fn peek(&mut self, length: usize, head: &mut Vec<u8>) -> io::Result<()> {
        self.fill_buf()?;
        let mut more = [0; 512];
        while self.window.len() - self.place < length && self.failure.is_none() {
            let read = match &mut self.packing {
                Some(Packing::None(file)) => file.read(&mut more),
                Some(Packing::Member(decoder)) => decoder.read(&mut more),
                Some(Packing::Between(_)) | None => Ok(0),
            };
            let read = read.unwrap_or_else(|error| {
                self.failure.get_or_insert(error);
                0
            });
            if read == 0 {
                break;
            }
            self.window.extend_from_slice(more.get(..read).unwrap_or_default());
        }
        let window = self.window.get(self.place..).unwrap_or_default();
        head.extend_from_slice(window.get(..length).unwrap_or(window));
        Ok(())
    }

    /// After a failure: goes on at the next member that begins with a record; false where there is none.
    pub(super) fn recover(&mut self) -> io::Result<bool> {
        let mut file = match self.packing.take() {
            Some(Packing::Member(decoder)) => decoder.into_inner(),
            Some(Packing::Between(file)) => file,
            // What is not packed doesn't fail.
            Some(Packing::None(_)) | None => return Ok(false),
        };
        self.window.clear();
        self.place = 0;
        self.failure = None;
        let reached = file.stream_position()?;
        let mut from = reached;
        if self.read_twice < READ_TWICE {
            from = self.offset + 1;
            self.read_twice += reached.saturating_sub(from);
        }
        file.seek(SeekFrom::Start(from))?;
        let found = next_member(&mut file, &mut self.trials)?;
        self.packing = Some(Packing::Between(file));
        Ok(found)
    }

    /// Fills the window with the next unpacked bytes; leaves it empty at the end of the file.
    fn unpack(&mut self) -> io::Result<()> {
        self.offset = self.offset();
        self.window.clear();
        self.place = 0;
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        loop {
            match self.packing.take() {
                None => return Ok(()),
                Some(Packing::None(mut file)) => {
                    self.window.extend_from_slice(file.fill_buf()?);
                    file.consume(self.window.len());
                    self.packing = Some(Packing::None(file));
                    return Ok(());
                }
                Some(Packing::Between(mut file)) => {
                    skip_padding(&mut file)?;
                    self.offset = file.stream_position()?;
                    let Some(&first) = file.fill_buf()?.first() else {
                        self.packing = Some(Packing::Between(file));
                        return Ok(());
                    };
                    if first != MAGIC[0] {
                        self.packing = Some(Packing::Between(file));
                        return Err(io::Error::new(
                            io::ErrorKind::InvalidData,
                            "no gzip member begins where one should",
                        ));
                    }
                    self.fresh = true;
                    self.packing = Some(Packing::Member(Box::new(GzDecoder::new(file))));
                }
                Some(Packing::Member(mut decoder)) => {
                    self.window.resize(WINDOW, 0);
                    let (read, failure) = read_some(&mut decoder, &mut self.window);
                    self.window.truncate(read);
                    let over = read == 0 && failure.is_none();
                    self.packing =
                        Some(if over { Packing::Between(decoder.into_inner()) } else { Packing::Member(decoder) });
                    match failure {
                        Some(failure) if read == 0 => return Err(failure),
                        failure => self.failure = failure,
                    }
                    if read > 0 {
                        return Ok(());
                    }
                }
            }
        }
    }
}

impl BufRead for Stream<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.place >= self.window.len() {
            self.unpack()?;
        }
        Ok(self.window.get(self.place..).unwrap_or_default())
    }

    fn consume(&mut self, length: usize) {
        self.place = (self.place + length).min(self.window.len());
        if length > 0 {
            self.fresh = false;
        }
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

/// Reads until there is enough to tell a record by, or nothing more, or a failure.
fn read_some(decoder: &mut impl Read, window: &mut [u8]) -> (usize, Option<io::Error>) {
    let mut length = 0;
    while length < RECORD.len() {
        match decoder.read(window.get_mut(length..).unwrap_or_default()) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) => return (length, Some(error)),
        }
    }
    (length, None)
}

/// Some programs fill up blocks with zeros.
fn skip_padding(file: &mut File) -> io::Result<()> {
    loop {
        let buffer = file.fill_buf()?;
        let zeros = buffer.iter().take_while(|&&b| b == 0).count();
        let only = zeros == buffer.len() && zeros > 0;
        file.consume(zeros);
        if !only {
            return Ok(());
        }
    }
}

/// Goes to the next member that begins with a record.
fn next_member(file: &mut File, trials: &mut u32) -> io::Result<bool> {
    while *trials < TRIALS {
        let buffer = file.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        let Some(place) = buffer.iter().position(|&b| b == MAGIC[0]) else {
            let length = buffer.len();
            file.consume(length);
            continue;
        };
        // Few need a closer look; where the buffer ends one can't tell.
        let sign = buffer.get(place..).unwrap_or_default();
        if sign.len() >= MAGIC.len() && !sign.starts_with(&MAGIC) {
            file.consume(place + 1);
            continue;
        }
        file.consume(place);
        *trials += 1;
        let start = file.stream_position()?;
        let is_member = begins_record(file);
        file.seek(SeekFrom::Start(if is_member { start } else { start + 1 }))?;
        if is_member {
            return Ok(true);
        }
    }
    file.seek(SeekFrom::End(0))?;
    Ok(false)
}

fn begins_record(file: &mut File) -> bool {
    let mut start = [0; RECORD.len()];
    GzDecoder::new(file).read_exact(&mut start).is_ok() && start == RECORD
}
