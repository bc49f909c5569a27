//! A file of the input: what it is, and its bytes.

use std::fs::File;
use std::io::{self, Read};

use crate::limits::{Limit, Limits};
use crate::problem::Reason;
use crate::source::document::Document;
use crate::source::kind::{self, Form, Kind};
use crate::source::walk::SourceFile;

/// How large a file is.
#[must_use]
pub fn bytes_of(file: &SourceFile) -> u64 {
    std::fs::metadata(file.path()).map_or(0, |metadata| metadata.len())
}

/// What a file turned out to be.
pub enum Opened {
    /// Of a kind that nobody expects to be read.
    Skipped,
    /// What its name promises it is not.
    Wrong(Reason),
    /// To be read from its beginning.
    Source(Form, io::Chain<io::Cursor<Vec<u8>>, File>),
}

/// Opens a file and judges what it is.
///
/// # Errors
/// Where the operating system refuses.
pub fn open(file: &SourceFile) -> io::Result<Opened> {
    let mut source = File::open(file.path())?;
    let mut head = Vec::with_capacity(kind::HEAD);
    source.by_ref().take(kind::HEAD as u64).read_to_end(&mut head)?;
    Ok(match kind::judge(file.named, file.given, &head) {
        Ok(Some(form)) => Opened::Source(form, io::Cursor::new(head).chain(source)),
        Ok(None) if file.given => Opened::Wrong(Reason::UnknownKind),
        Ok(None) => Opened::Skipped,
        Err(what) => Opened::Wrong(Reason::Binary(what)),
    })
}

/// Reads a file that is one document.
///
/// # Errors
/// Where the operating system refuses, or the file is too large for a page.
pub fn load(file: &SourceFile, kind: Kind, limits: &Limits) -> Result<Document, Reason> {
    let mut bytes = Vec::new();
    let read =
        File::open(file.path()).and_then(|source| source.take(limits.page.saturating_add(1)).read_to_end(&mut bytes));
    read.map_err(|error| Reason::Unreadable(error.to_string()))?;
    if bytes.len() as u64 > limits.page {
        return Err(Reason::TooLarge(limits.exceeded(Limit::Page)));
    }
    let (page, path) = (file.page.clone(), file.path_in_input().to_owned());
    Ok(Document { page, path, kind, bytes, ..Document::default() })
}
