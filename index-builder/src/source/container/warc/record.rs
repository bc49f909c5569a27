//! From the bytes of a WARC file to its records, and on to the next one after whatever is wrong.
//!
//! This is a reader of our own because those there are end at the first damaged record, hold what they are asked to skip,
//! and don't say where in a compressed file a record begins.

mod finding;

use std::io::{self, BufRead, Read};

use super::super::gzip::Stream;
use super::super::{Damage, Place};

/// A header longer than this is none.
const LONGEST_HEADER: usize = 64 << 10;
/// What stands behind every record.
const ENDS: [&[u8]; 2] = [b"\r\n\r\n", b"\n\n"];
/// More blank lines than a text has.
const MANY_BLANKS: usize = 64;
/// How much is kept of a block that is too large: enough to see what it is.
const BEGINNING: u64 = 64 << 10;
/// What was read behind a record that claims to be longer than it is may be read a second time, up to so many bytes.
const READ_TWICE: usize = 1 << 30;

/// A record of a crawl.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Where it begins, for the report.
    pub(super) offset: u64,
    /// Its named fields, in their order.
    pub(super) fields: Vec<(String, String)>,
    /// What it holds.
    pub(super) block: Vec<u8>,
    /// False where it holds more than was asked for, of which only the beginning was kept.
    pub(super) is_whole: bool,
}

impl Record {
    /// The value of a field.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The address that was crawled. Some versions of wget write it in angle brackets.
    pub(super) fn target(&self) -> Option<&str> {
        self.field("WARC-Target-URI").map(|target| target.trim_start_matches('<').trim_end_matches('>'))
    }

    /// Says why it is left out.
    pub(super) fn is_wrong(&self, damage: Damage) -> Wrong {
        Wrong { offset: self.offset, target: self.target().map(ToOwned::to_owned), damage }
    }
}

/// A record that is left out.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) offset: u64,
    pub(super) target: Option<String>,
    pub(super) damage: Damage,
}

impl Wrong {
    /// Its place, for the report.
    pub(super) fn place(&self, entry: Option<&String>) -> Place {
        Place::Record { entry: entry.cloned(), offset: self.offset, target: self.target.clone() }
    }
}

/// Reads record after record.
pub(super) struct Records<'a> {
    stream: Stream<'a>,
    /// Bytes that were taken for a part of the record before.
    again: Vec<u8>,
    place: usize,
    /// The blank lines that were skipped last.
    blank: Vec<u8>,
    read_twice: usize,
    largest: u64,
    /// Met behind a record that is whole; told in place of the next one.
    failure: Option<io::Error>,
}

impl<'a> Records<'a> {
    /// Reads from `stream`, and holds blocks up to `largest`.
    pub(super) fn new(stream: Stream<'a>, largest: u64) -> Self {
        Self { stream, again: Vec::new(), place: 0, blank: Vec::new(), read_twice: 0, largest, failure: None }
    }

    /// The next record, or what is wrong in its place; `None` at the end.
    ///
    /// # Errors
    /// When the file itself can't be read.
    pub(super) fn next(&mut self) -> io::Result<Option<Result<Record, Wrong>>> {
        let mut record = Record::default();
        match self.read_into(&mut record) {
            Ok(true) => Ok(Some(Ok(record))),
            Ok(false) => Ok(None),
            Err(Failure::Wrong(damage)) => Ok(Some(Err(record.is_wrong(damage)))),
            Err(Failure::Packing(error)) => {
                let damage = Damage::of(&error);
                self.again.clear();
                self.place = 0;
                let goes_on = self.stream.recover()?;
                let damage = if goes_on || damage == Damage::CutShort { damage } else { Damage::Rest };
                Ok(Some(Err(record.is_wrong(damage))))
            }
        }
    }

    fn read_into(&mut self, record: &mut Record) -> Result<bool, Failure> {
        record.offset = self.offset();
        if let Some(failure) = self.failure.take() {
            return Err(Failure::Packing(failure));
        }
        if !self.skip_blank_lines()? {
            return Ok(false);
        }
        record.offset = self.offset();
        if !self.at_record()? {
            self.find_record()?;
            return Err(Failure::Wrong(Damage::Damaged("no record begins where one should".into())));
        }
        self.header(record)?;
        let stated = record.field("Content-Length").and_then(|length| length.parse::<u64>().ok());
        let can_be = |length: &u64| self.remaining().is_none_or(|remaining| *length <= remaining);
        let Some(length) = stated.filter(can_be) else {
            return self.unmeasured(u64::MAX, record).map(|()| true);
        };
        if length > self.largest.max(BEGINNING) {
            return self.too_large(length, record).map(|()| true);
        }
        let mut block = Vec::new();
        let whole = self.read_block(length, &mut block)?;
        if self.ends_here()? && whole {
            record.is_whole = true;
            record.block = block;
        } else {
            self.take_back(&block)?;
            self.unmeasured(length, record)?;
        }
        Ok(true)
    }

    /// Passes over a block that claims to be too large, but for its beginning. How long a file is once it is unpacked nobody knows, so there
    /// the claim may be a lie: then as much is read as a block may have, to see whether it ends before.
    fn too_large(&mut self, length: u64, record: &mut Record) -> Result<(), Failure> {
        let looked_at = if self.remaining().is_none() { self.largest.max(BEGINNING) } else { BEGINNING };
        let mut block = Vec::new();
        if !self.read_block(looked_at, &mut block)? {
            self.take_back(&block)?;
            return self.unmeasured(length, record);
        }
        block.truncate(usize::try_from(BEGINNING).unwrap_or(usize::MAX));
        block.shrink_to_fit();
        record.block = block;
        self.skip(length - looked_at)?.then_some(()).ok_or(Failure::Wrong(Damage::CutShort))
    }

    /// Whether a block ends as blocks do. What is wrong with the next member that packs a record is no fault of this one.
    fn ends_here(&mut self) -> io::Result<bool> {
        let member = self.stream.offset();
        let more = self.skip_blank_lines();
        let ends = more.and_then(|more| Ok(!more || self.blank.starts_with(ENDS[0]) || self.at_record()?));
        match ends {
            Err(failure) if self.stream.offset() != member => {
                self.failure = Some(failure);
                Ok(true)
            }
            ends => ends,
        }
    }

    /// Reads a block whose length is not known or wrong: some crawlers count characters, or what they don't store.
    fn unmeasured(&mut self, stated: u64, record: &mut Record) -> Result<(), Failure> {
        let mut block = Vec::new();
        record.is_whole = self.until_record(&mut block)?;
        if !record.is_whole {
            record.block = block;
            return Ok(());
        }
        match ENDS.iter().find_map(|end| block.strip_suffix(*end)).map(<[u8]>::len) {
            Some(length) => block.truncate(length),
            None if block.len() as u64 >= stated => {}
            None => return Err(Failure::Wrong(Damage::CutShort)),
        }
        record.block = block;
        Ok(())
    }

    fn header(&mut self, record: &mut Record) -> Result<(), Failure> {
        let mut left = LONGEST_HEADER;
        let mut line = Vec::new();
        self.line(&mut line, &mut left)?;
        loop {
            line.clear();
            self.line(&mut line, &mut left)?;
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_end_matches(['\r', '\n']);
            if text.is_empty() {
                return Ok(());
            }
            match (text.starts_with([' ', '\t']), record.fields.last_mut(), text.split_once(':')) {
                (true, Some((_, value)), _) => {
                    value.push(' ');
                    value.push_str(text.trim());
                }
                (_, _, Some((name, value))) => record.fields.push((name.trim().to_owned(), value.trim().to_owned())),
                // A line that says nothing costs nothing.
                _ => {}
            }
        }
    }

    fn line(&mut self, line: &mut Vec<u8>, left: &mut usize) -> Result<(), Failure> {
        let before = line.len();
        Read::take(&mut *self, *left as u64).read_until(b'\n', line)?;
        *left -= line.len() - before;
        if line.ends_with(b"\n") {
            return Ok(());
        }
        if *left > 0 {
            return Err(Failure::Wrong(Damage::CutShort));
        }
        self.find_record()?;
        Err(Failure::Wrong(Damage::Damaged("its header does not end".into())))
    }

    /// Reads a block; false where the file, or the member that packs the record, ends before.
    fn read_block(&mut self, length: u64, block: &mut Vec<u8>) -> io::Result<bool> {
        let mut left = usize::try_from(length).unwrap_or(usize::MAX);
        while left > 0 {
            let buffer = self.fill_buf()?;
            let part = buffer.get(..left).unwrap_or(buffer);
            let read = part.len();
            block.extend_from_slice(part);
            self.consume(read);
            left -= read;
            if read == 0 || (left > 0 && self.next_is_packed_apart()?) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn skip(&mut self, length: u64) -> io::Result<bool> {
        let again = (self.again.len() - self.place).min(usize::try_from(length).unwrap_or(usize::MAX));
        self.consume(again);
        self.stream.skip(length - again as u64)
    }

    /// Whether a record that was packed for itself begins here, so that the one before is over whatever it says.
    fn next_is_packed_apart(&mut self) -> io::Result<bool> {
        if self.place < self.again.len() {
            return Ok(false);
        }
        self.stream.fill_buf()?;
        Ok(self.stream.at_record())
    }

    /// Gives back a block and the blank lines after it, to be read again.
    fn take_back(&mut self, block: &[u8]) -> Result<(), Failure> {
        let rest = self.again.get(self.place..).unwrap_or_default();
        let again = [block, &self.blank, rest].concat();
        self.read_twice += again.len();
        if self.read_twice > READ_TWICE {
            self.find_record()?;
            return Err(Failure::Wrong(Damage::CutShort));
        }
        self.again = again;
        self.place = 0;
        Ok(())
    }

    fn skip_blank_lines(&mut self) -> io::Result<bool> {
        let mut skipped = Vec::new();
        let more = loop {
            let buffer = self.fill_buf()?;
            let blank = buffer.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            if skipped.len() < MANY_BLANKS {
                skipped.extend(buffer.iter().take(blank.min(MANY_BLANKS)));
            }
            let is_over = blank < buffer.len() || buffer.is_empty();
            let more = !buffer.is_empty();
            self.consume(blank);
            if is_over {
                break more;
            }
        };
        self.blank = skipped;
        Ok(more)
    }

    /// The next bytes, which stay where they are.
    fn peek(&mut self, length: usize, head: &mut Vec<u8>) -> io::Result<()> {
        let again = self.again.get(self.place..).unwrap_or_default();
        head.extend_from_slice(again.get(..length).unwrap_or(again));
        if head.len() < length {
            self.stream.peek(length - head.len(), head)?;
        }
        Ok(())
    }

    fn offset(&self) -> u64 {
        self.stream.offset().saturating_sub((self.again.len() - self.place) as u64)
    }

    fn remaining(&self) -> Option<u64> {
        self.stream.remaining().map(|remaining| remaining + (self.again.len() - self.place) as u64)
    }
}

impl BufRead for Records<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.place < self.again.len() {
            return Ok(self.again.get(self.place..).unwrap_or_default());
        }
        self.stream.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        if self.place < self.again.len() {
            self.place = (self.place + length).min(self.again.len());
        } else {
            self.stream.consume(length);
        }
    }
}

impl Read for Records<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

enum Failure {
    /// The next record can be read.
    Wrong(Damage),
    /// The bytes can't be unpacked, or not read at all.
    Packing(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Packing(error)
    }
}
