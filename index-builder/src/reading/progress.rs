//! How far the reading has come, told from several threads.

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// How far the reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// Files that were read or skipped.
    pub files: usize,
    /// Files in all.
    pub of_files: usize,
    /// Pages and records found so far, or in the second step articles.
    pub articles: usize,
    /// Of the step's work, in units of its own: bytes of the input, then pages.
    pub done: u64,
    /// Of how much.
    pub of: u64,
}

/// The steps of reading, of which the first takes most of the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// Each document by itself.
    #[default]
    Reading,
    /// What only the whole archive can decide.
    Understanding,
}

/// Counts and tells.
pub struct Ticker<'a> {
    tell: &'a (dyn Fn(Progress) + Sync),
    step: Step,
    of_files: usize,
    of: u64,
    files: AtomicUsize,
    articles: AtomicUsize,
    done: AtomicU64,
}

impl<'a> Ticker<'a> {
    /// For one step with so much work.
    pub fn new(tell: &'a (dyn Fn(Progress) + Sync), step: Step, of_files: usize, of: u64) -> Self {
        let files = if step == Step::Reading { 0 } else { of_files };
        Self { tell, step, of_files, of, files: files.into(), articles: 0.into(), done: 0.into() }
    }

    /// A file is done, with so many bytes that were not told before.
    pub fn file(&self, bytes: u64) {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.work(bytes);
    }

    /// Some of the work is done.
    pub fn work(&self, done: u64) {
        self.done.fetch_add(done, Ordering::Relaxed);
        self.say();
    }

    /// So many articles were found.
    pub fn articles(&self, found: usize) {
        self.articles.fetch_add(found, Ordering::Relaxed);
        self.say();
    }

    fn say(&self) {
        (self.tell)(Progress {
            step: self.step,
            files: self.files.load(Ordering::Relaxed),
            of_files: self.of_files,
            articles: self.articles.load(Ordering::Relaxed),
            done: self.done.load(Ordering::Relaxed),
            of: self.of,
        });
    }
}

/// A source whose bytes are told as they are read.
pub struct Counted<'a, R> {
    source: R,
    ticker: &'a Ticker<'a>,
}

impl<'a, R: Read> Counted<'a, R> {
    /// Around a source.
    pub fn new(source: R, ticker: &'a Ticker<'a>) -> Self {
        Self { source, ticker }
    }
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.ticker.work(read as u64);
        Ok(read)
    }
}
