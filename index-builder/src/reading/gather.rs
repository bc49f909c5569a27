//! The first pass: every document is read by itself, counted by the survey, and put on disk in the order of the input.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;

use super::document::{self, PageReading};
use super::entry::{Entry, Ids, Origin, Repeated, What};
use super::opening::{Opened, bytes_of, load, open};
use super::progress::{Counted, Ticker};
use super::store::{Store, StoreError, Writer, decode, encode};
use super::{InputOptions, ReadingError};
use crate::cache::{Cached, Keeping};
use crate::page::html::Rules;
use crate::problem::{Problem, Problems, Reason};
use crate::record::{Records, csv, feed, json_lines};
use crate::report::{Report, Why};
use crate::source::container::{self, Container};
use crate::source::document::Document;
use crate::source::file_list::FileList;
use crate::source::kind::{Form, Kind, ending};
use crate::source::walk::SourceFile;
use crate::understanding::survey::Survey;

/// So many documents are handed to the threads at once, unless they are large.
const BATCH: usize = 256;
/// So many bytes of documents at most.
const BATCH_BYTES: usize = 16 << 20;

/// What the first pass found.
#[derive(Debug)]
pub struct Gathered {
    /// Of [`Entry`], in the order of the input.
    pub entries: Store,
    /// Entries whose id a later one has too.
    pub repeated: Repeated,
    /// Files whose articles no address leads to.
    pub files_of_records: BTreeSet<String>,
    /// What the ids of pages begin with that lie in a container, where no address leads either.
    pub containers: BTreeSet<String>,
    /// There are feeds, whose items may announce pages.
    pub has_feeds: bool,
    /// Some pages mark what is to be found in them, so that pages without such a mark hold nothing.
    pub has_body_marks: bool,
}

/// Reads all files and counts their pages.
///
/// # Errors
/// Where the disk that holds what was read is full.
pub fn run(
    files: &FileList,
    options: &InputOptions,
    folder: &Path,
    report: &mut Report,
    ticker: &Ticker<'_>,
) -> Result<(Gathered, Survey), ReadingError> {
    let mut gathering = Gathering {
        options,
        rules: options.config.rules(),
        kept: Keeping::begin(options.cache.as_deref(), Cached::Pages),
        entries: Writer::temporary(folder)?,
        survey: Survey::new(files.len()),
        ids: Ids::default(),
        files_of_records: BTreeSet::new(),
        containers: BTreeSet::new(),
        has_body_marks: false,
        report,
        ticker,
        batch: Vec::new(),
        batch_bytes: 0,
    };
    for file in files.iter() {
        gathering.file(&file)?;
    }
    gathering.flush()?;
    let Gathering { entries, survey, ids, files_of_records, containers, has_body_marks, report, kept, .. } = gathering;
    report.note_unkept(kept.finish());
    let has_feeds = report.read.contains_key(Kind::Feed.name());
    let entries = entries.finish()?;
    let repeated = ids.repeated(&entries)?;
    Ok((Gathered { entries, repeated, files_of_records, containers, has_feeds, has_body_marks }, survey))
}

/// Something to be read by a thread.
enum Item {
    /// A file that is one document.
    File(SourceFile, Kind),
    /// A document out of a container.
    Document(Document),
}

struct Gathering<'a> {
    options: &'a InputOptions,
    rules: Rules,
    kept: Keeping,
    entries: Writer,
    survey: Survey,
    ids: Ids,
    files_of_records: BTreeSet<String>,
    containers: BTreeSet<String>,
    has_body_marks: bool,
    report: &'a mut Report,
    ticker: &'a Ticker<'a>,
    batch: Vec<Item>,
    batch_bytes: usize,
}

impl Gathering<'_> {
    fn file(&mut self, file: &SourceFile) -> Result<(), ReadingError> {
        if self.leaves_out(&file.page, file.path_in_input()) {
            self.ticker.file(bytes_of(file));
            return Ok(());
        }
        match open(file) {
            Ok(Opened::Skipped) => {
                *self.report.skipped.entry(ending(&file.page)).or_default() += 1;
                self.ticker.file(bytes_of(file));
                Ok(())
            }
            Ok(Opened::Wrong(reason)) => {
                self.problem(&file.page, reason);
                self.ticker.file(bytes_of(file));
                Ok(())
            }
            Ok(Opened::Source(Form::Container(container), _)) => self.container(file, container),
            Ok(Opened::Source(Form::Document(kind), source)) if kind.holds_records() => {
                // What came before stands before.
                self.flush()?;
                let source = Counted::new(source, self.ticker);
                let read = self.records(&file.page, kind, source);
                self.ticker.file(0);
                read
            }
            Ok(Opened::Source(Form::Document(kind), _)) => self.push(Item::File(file.clone(), kind), bytes_of(file)),
            Err(error) => {
                self.problem(&file.page, Reason::Unreadable(error.to_string()));
                self.ticker.file(bytes_of(file));
                Ok(())
            }
        }
    }

    fn leaves_out(&mut self, page: &str, path: &str) -> bool {
        let leaves_out = self.options.config.leaves_out_page(path);
        if leaves_out {
            self.report.note_left_out(page, Why::DalilToml);
        }
        leaves_out
    }

    fn problem(&mut self, file: &str, reason: Reason) {
        self.report.problems.push(Problem { file: file.to_owned(), line: None, reason });
    }

    fn push(&mut self, item: Item, bytes: u64) -> Result<(), ReadingError> {
        self.batch.push(item);
        self.batch_bytes += usize::try_from(bytes).unwrap_or(BATCH_BYTES);
        if self.batch.len() >= BATCH || self.batch_bytes >= BATCH_BYTES { self.flush() } else { Ok(()) }
    }

    /// Has the threads read what has come together, and keeps it in its order.
    fn flush(&mut self) -> Result<(), ReadingError> {
        self.batch_bytes = 0;
        let batch = std::mem::take(&mut self.batch);
        let read: Result<Vec<Outcome>, ReadingError> = batch.into_par_iter().map(|item| self.read(item)).collect();
        for outcome in read? {
            self.keep_page(outcome)?;
        }
        Ok(())
    }

    fn read(&self, item: Item) -> Result<Outcome, ReadingError> {
        let (document, bytes) = match item {
            Item::Document(document) => (document, 0),
            Item::File(file, kind) => match load(&file, kind, &self.options.config.limits) {
                Ok(document) => (document, bytes_of(&file)),
                Err(reason) => {
                    self.ticker.file(bytes_of(&file));
                    return Ok(Outcome::wrong(&file.page, reason));
                }
            },
        };
        let outcome = self.read_document(document)?;
        self.ticker.file(bytes);
        self.ticker.articles(1);
        Ok(outcome)
    }

    fn read_document(&self, document: Document) -> Result<Outcome, ReadingError> {
        let key = document::key(&document, self.options.config.fingerprint());
        let mut problems = Problems::default();
        let kept = self.kept.get(key).and_then(|body| Some((decode::<PageReading>(&body).ok()?, body)));
        let (reading, body, key) = if let Some((reading, body)) = kept {
            (Some(reading), body, Some(key))
        } else {
            let found = document::read(&document, &self.rules);
            problems = found.problems;
            let body =
                found.reading.as_ref().map(encode).transpose().map_err(ReadingError::encoding)?.unwrap_or_default();
            // What was wrong must be said again at the next build.
            let key = problems.is_empty().then_some(key);
            (found.reading, body, key)
        };
        let mut outcome =
            Outcome { page: document.page.clone(), kind: Some(document.kind), problems, ..Outcome::default() };
        if let Some(PageReading { page, features, encoding, repaired }) = reading {
            self.survey.add(&document.path, &page, &features);
            page.ruled.iter().for_each(|&field| self.options.config.note_selected(field));
            outcome.encoding = Some(encoding);
            outcome.repaired = repaired;
            outcome.has_body_mark = page.has_body_mark;
            let Document { page, path, url, date, .. } = document;
            outcome.entry = Some(Entry { what: What::Page(Origin { page, path, url, date, key }), body });
        }
        Ok(outcome)
    }

    fn keep_page(&mut self, outcome: Outcome) -> Result<(), ReadingError> {
        self.report.problems.extend(outcome.problems.of_file(&outcome.page));
        if let Some(kind) = outcome.kind {
            *self.report.read.entry(kind.name()).or_default() += 1;
        }
        if let Some(encoding) = outcome.encoding {
            *self.report.encodings.entry(encoding).or_default() += 1;
        }
        if outcome.repaired {
            self.report.note_repaired(&outcome.page);
        }
        self.has_body_marks |= outcome.has_body_mark;
        let Some(entry) = outcome.entry else { return Ok(()) };
        if let What::Page(Origin { key: Some(key), .. }) = &entry.what {
            self.kept.add(*key, &entry.body);
        }
        self.keep(&entry)
    }

    fn keep(&mut self, entry: &Entry) -> Result<(), ReadingError> {
        self.ids.note(&entry.what);
        let stored = postcard::to_stdvec(entry).map_err(ReadingError::encoding)?;
        self.entries.add(&stored)?;
        Ok(())
    }

    /// Reads what a file holds, document by document.
    fn container(&mut self, file: &SourceFile, container: Container) -> Result<(), ReadingError> {
        let mut result = Ok(());
        let options = self.options;
        let read = container::read(container, file, &options.config.limits, &mut |document| {
            if result.is_ok() {
                result = self.contained(document);
            }
        });
        result?;
        self.flush()?;
        self.ticker.file(bytes_of(file));
        let problems = match read {
            Ok(contents) => {
                for (kind, count) in contents.skipped {
                    *self.report.skipped.entry(kind).or_default() += count;
                }
                contents.problems
            }
            Err(error) => Problems::from_one(Reason::Unreadable(error.to_string())),
        };
        self.report.problems.extend(problems.of_file(&file.page));
        *self.report.read.entry(container.name()).or_default() += 1;
        // A container that is all there is stands for the folder that it was made of.
        self.containers.extend(Some(file.prefix_inside()).filter(|prefix| !prefix.is_empty()));
        Ok(())
    }

    fn contained(&mut self, document: Document) -> Result<(), ReadingError> {
        if self.leaves_out(&document.page, &document.path) {
            return Ok(());
        }
        if !document.kind.holds_records() {
            let bytes = document.bytes.len() as u64;
            return self.push(Item::Document(document), bytes);
        }
        self.flush()?;
        self.records(&document.page, document.kind, io::Cursor::new(document.bytes))
    }

    /// Reads records, of which there may be more than memory can hold.
    fn records(&mut self, file: &str, kind: Kind, source: impl Read) -> Result<(), ReadingError> {
        let limits = &self.options.config.limits;
        let mut all = Records::within(limits);
        let mut sink = |records: Records| -> Result<(), Interrupted> {
            self.ticker.articles(records.articles.len());
            self.keep_records(&records, file, kind)?;
            all.append_remarks(records);
            Ok(())
        };
        let read = match kind {
            Kind::Csv => csv::read(source, file, limits, &mut sink),
            Kind::Feed => feed::read(source, file, limits, &mut sink),
            _ => json_lines::read(source, file, limits, &mut sink),
        };
        match read {
            Err(Interrupted::Reading(error)) => return Err(error),
            Err(Interrupted::Input(error)) => all.problems.add(None, Reason::Unreadable(error.to_string())),
            Ok(()) => {}
        }
        *self.report.read.entry(kind.name()).or_default() += 1;
        self.report.problems.extend(all.problems.of_file(file));
        for encoding in all.encodings {
            *self.report.encodings.entry(encoding.to_owned()).or_default() += 1;
        }
        self.files_of_records.insert(file.to_owned());
        Ok(())
    }

    fn keep_records(&mut self, records: &Records, file: &str, kind: Kind) -> Result<(), ReadingError> {
        let encoded: Vec<_> = records.articles.par_iter().map(|found| encode(&found.article)).collect();
        for (found, body) in records.articles.iter().zip(encoded) {
            let body = body.map_err(ReadingError::encoding)?;
            let (id, line) = (found.article.id.clone(), found.line.unwrap_or_default());
            let what = What::Record { id, file: file.to_owned(), line, of_feed: kind == Kind::Feed };
            self.keep(&Entry { what, body })?;
        }
        Ok(())
    }
}

/// Why the records of a file were not read to their end.
enum Interrupted {
    Input(io::Error),
    Reading(ReadingError),
}

impl From<io::Error> for Interrupted {
    fn from(error: io::Error) -> Self {
        Self::Input(error)
    }
}

impl From<ReadingError> for Interrupted {
    fn from(error: ReadingError) -> Self {
        Self::Reading(error)
    }
}

impl From<StoreError> for Interrupted {
    fn from(error: StoreError) -> Self {
        Self::Reading(error.into())
    }
}

/// What became of one document.
#[derive(Default)]
struct Outcome {
    page: String,
    kind: Option<Kind>,
    problems: Problems,
    encoding: Option<String>,
    has_body_mark: bool,
    repaired: bool,
    entry: Option<Entry>,
}

impl Outcome {
    fn wrong(page: &str, reason: Reason) -> Self {
        Self { page: page.to_owned(), problems: Problems::from_one(reason), ..Self::default() }
    }
}
