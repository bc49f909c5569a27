//! Files that hold further documents: ZIP, WACZ, WARC, and whatever is packed with gzip.
//!
//! Documents are handed on one after another, in the order of the container; at no time is more than one of them held. What is
//! damaged costs itself and is reported with its place.

mod entry_name;
mod expansion;
mod fault;
mod gzip;
mod warc;
mod zip;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek};

pub use fault::{Damage, Fault, Place};

use super::document::Document;
use super::kind::{self, Form, Named, by_name};
use super::walk::SourceFile;
use crate::limits::{Exceeded, Limit, Limits};
use crate::problem::{Problems, Reason};

/// The kinds of container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// What a crawler recorded.
    Warc,
    /// Files and folders; a WACZ is one too, with WARC files inside.
    Zip,
    /// One file, compressed; mostly a WARC.
    Gzip,
}

impl Container {
    /// Judges by the first bytes.
    #[must_use]
    pub fn of(head: &[u8]) -> Option<Self> {
        const SIGNS: [(&[u8], Container); 5] = [
            (b"WARC/", Container::Warc),
            (b"PK\x03\x04", Container::Zip),
            (b"PK\x05\x06", Container::Zip),
            (b"PK\x07\x08", Container::Zip),
            (b"\x1f\x8b", Container::Gzip),
        ];
        SIGNS.iter().find(|(sign, _)| head.trim_ascii_start().starts_with(sign)).map(|(_, container)| *container)
    }

    /// As the report calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Warc => "warc",
            Self::Zip => "zip",
            Self::Gzip => "gzip",
        }
    }

    /// What to say of a file that only claims to be one.
    pub(super) fn is_none(self) -> &'static str {
        match self {
            Self::Warc => "no WARC file",
            Self::Zip => "no ZIP archive",
            Self::Gzip => "not gzip-compressed",
        }
    }
}

/// What a container held beside the documents that were handed on.
#[derive(Debug, Default)]
pub struct Contents {
    /// How many documents were handed on.
    pub documents: usize,
    /// Files of other kinds, by ending; records of a crawl by media type.
    pub skipped: BTreeMap<String, usize>,
    /// Records of a crawl which say that a page had not changed since it was stored elsewhere.
    pub revisits: usize,
    /// Records of a crawl in which the server forwards or refuses.
    pub unsuccessful: usize,
    /// What was left out because it is damaged or can't be read, in the order of the container.
    pub problems: Problems,
}

/// Reads a container from its file.
///
/// # Errors
/// When the file can't be read. Whatever is wrong inside costs one document, or all from there on, and is reported.
pub fn read(
    container: Container,
    file: &SourceFile,
    limits: &Limits,
    sink: &mut dyn FnMut(Document),
) -> io::Result<Contents> {
    let mut source = File::open(file.path())?;
    let contents = Contents { problems: Problems::within(limits), ..Contents::default() };
    let mut opened = Opened { limits, contents, reported: 0, sink };
    let name = file.page.rsplit('/').next().unwrap_or(&file.page);
    let at = At {
        id: file.page.clone(),
        inside: file.prefix_inside(),
        path: file.path_in_input().to_owned(),
        entry: None,
        name,
        depth: 0,
        given: file.given,
    };
    open(container, &mut source, &at, &mut opened)?;
    // A site's folder may well have archives of pictures; who gives one by name, or calls it a page, expects more.
    let expected = file.given || !matches!(file.named, Named::Holding(_));
    if expected && opened.contents.documents == 0 && opened.reported == 0 {
        opened.report(Place::Whole, Damage::Nothing);
    }
    Ok(opened.contents)
}

/// What containers are read from.
trait Source: Read + Seek {}

impl<T: Read + Seek> Source for T {}

/// A container that is being read, with those inside it.
struct Opened<'a> {
    limits: &'a Limits,
    contents: Contents,
    reported: usize,
    sink: &'a mut dyn FnMut(Document),
}

impl Opened<'_> {
    fn hand_on(&mut self, document: Document) {
        self.contents.documents += 1;
        (self.sink)(document);
    }

    fn skip(&mut self, what: &str) {
        *self.contents.skipped.entry(what.to_owned()).or_default() += 1;
    }

    fn report(&mut self, place: Place, damage: Damage) {
        self.reported += 1;
        self.contents.problems.add(None, Reason::InContainer(Fault { place, damage }));
    }

    /// How large a document of a kind may become.
    fn limit(&self, kind: kind::Kind) -> Exceeded {
        self.limits.exceeded(if kind.holds_records() { Limit::RecordFile } else { Limit::Page })
    }
}

/// Where a container lies.
struct At<'a> {
    /// Its id.
    id: String,
    /// What stands before the paths of its documents in their ids.
    inside: String,
    /// Its path in the input.
    path: String,
    /// Its path in the outermost container, where it lies in one.
    entry: Option<String>,
    /// Its name.
    name: &'a str,
    /// In how many others it lies.
    depth: usize,
    /// Given by name, so that what it holds is meant to be read.
    given: bool,
}

impl At<'_> {
    /// The path of something in it, in the outermost container.
    fn path_of(&self, path: &str) -> String {
        self.entry.as_ref().map_or_else(|| path.to_owned(), |outer| format!("{outer}/{path}"))
    }

    /// The same, for the report.
    fn entry(&self, path: &str) -> Place {
        Place::Entry(self.path_of(path))
    }

    fn whole(&self) -> Place {
        self.entry.clone().map_or(Place::Whole, Place::Entry)
    }
}

fn open(container: Container, source: &mut dyn Source, at: &At, opened: &mut Opened) -> io::Result<()> {
    match container {
        Container::Warc => warc::read(gzip::Stream::plain(source)?, at, opened),
        Container::Zip => zip::read(source, at, opened),
        Container::Gzip => unpack(source, at, opened),
    }
}

/// Reads what is packed with gzip: a crawl, or one document.
fn unpack(source: &mut dyn Source, at: &At, opened: &mut Opened) -> io::Result<()> {
    let mut stream = gzip::Stream::gzip(source)?;
    let length = stream.length();
    let mut head = Vec::new();
    if let Err(error) = stream.peek(kind::HEAD, &mut head) {
        opened.report(at.whole(), Damage::of(&error));
        return Ok(());
    }
    if Container::of(&head) == Some(Container::Warc) {
        return warc::read(stream, at, opened);
    }
    let name = at.name.strip_suffix_ignoring_case(".gz");
    match kind::judge(by_name(name), at.given, &head) {
        Ok(Some(Form::Document(kind))) => {
            let allowed = expansion::allowance(length, opened.limits.expansion, opened.limit(kind));
            match expansion::expand(stream, allowed) {
                Ok(bytes) => {
                    let path = at.path.strip_suffix_ignoring_case(".gz").to_owned();
                    opened.hand_on(Document { page: at.id.clone(), path, kind, bytes, ..Document::default() });
                }
                Err(damage) => opened.report(at.whole(), damage),
            }
        }
        Ok(Some(Form::Container(_))) => opened.report(at.whole(), Damage::Nested),
        Ok(None) => opened.skip(&kind::ending(name)),
        Err(what) => opened.report(at.whole(), Damage::Binary(what)),
    }
    Ok(())
}

trait StripSuffix {
    fn strip_suffix_ignoring_case(&self, suffix: &str) -> &str;
}

impl StripSuffix for str {
    fn strip_suffix_ignoring_case(&self, suffix: &str) -> &str {
        let Some(length) = self.len().checked_sub(suffix.len()) else { return self };
        match (self.get(..length), self.get(length..)) {
            (Some(stem), Some(end)) if end.eq_ignore_ascii_case(suffix) => stem,
            _ => self,
        }
    }
}
