//! Reading the input: folders and files → articles and a report.
//!
//! In two passes, since only the whole archive can tell what a page's frame is: every document by itself, then every page as a
//! part of the archive. Between them everything lies on disk, so that memory holds one batch of documents and a few numbers an
//! article. The order of articles and problems depends on paths and lines only, never on the file system or the number of
//! threads.

mod announced;
mod copies;
mod document;
mod entry;
mod gather;
mod opening;
mod progress;
mod settle;
mod store;
mod told;
mod understand;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use crate::article::Article;
use crate::config::Config;
use crate::limits::most_used;
use crate::problem::{Problem, Reason};
use crate::report::Report;
use crate::source::inputs::{self, Root};
use crate::source::{InputError, walk};
use crate::understanding::survey::Notice;
use copies::Copies;
pub use copies::Dropped;
use gather::Gathered;
use progress::Ticker;
pub use progress::{Progress, Step};
pub use store::StoreError;
pub(crate) use store::{Store, Writer as StoreWriter, decode, encode};

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct InputOptions {
    /// The folder that is written to; not read where it lies inside an input.
    pub output: Option<PathBuf>,
    /// The folder that keeps what was found, for the next build; `None` keeps nothing.
    pub cache: Option<PathBuf>,
    /// What the keeper knows better.
    pub config: Config,
}

/// Why the input can't be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadingError {
    /// An INPUT can't be read at all.
    #[error(transparent)]
    Input(#[from] InputError),
    /// What was read can't be kept on disk between the passes.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A bug: a page that can't be written down.
    #[error("what was read cannot be kept for the next step ({0}); please report this as a bug")]
    Encoding(String),
}

impl ReadingError {
    fn encoding(error: postcard::Error) -> Self {
        Self::Encoding(error.to_string())
    }
}

/// What the input holds.
#[derive(Debug)]
pub struct Reading {
    /// What the keeper should know.
    pub report: Report,
    articles: Store,
    copies: Copies,
    /// What the archive's pages say about rights and use, on most pages first.
    pub notices: Vec<Notice>,
    /// Files that hold records: no article can be shown at such a file's address.
    files_of_records: BTreeSet<String>,
    /// What the ids of pages begin with that lie in a container.
    containers: BTreeSet<String>,
    /// By what stands before the paths of their files.
    roots: BTreeMap<String, Root>,
}

impl Reading {
    /// How many articles there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.articles.len() - self.copies.len()
    }

    /// Whether there is no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Hands over the articles that are indexed, one after another: sorted by page and, within a page, in its order. Every id is
    /// there once.
    ///
    /// # Errors
    /// Where the disk no longer holds what was read, or `each` fails.
    pub fn for_each<E: From<StoreError>>(&self, mut each: impl FnMut(Article) -> Result<(), E>) -> Result<(), E> {
        self.for_each_understood(|article, dropped| if dropped.is_none() { each(article) } else { Ok(()) })
    }

    /// Hands over all articles that were understood, with why they are not indexed if they aren't; but none that is taken down.
    ///
    /// # Errors
    /// As [`Reading::for_each`].
    pub fn for_each_understood<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(Article, Option<&Dropped>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.articles.for_batches(|first, batch| {
            let articles: Vec<Result<Article, String>> = batch.par_iter().map(|stored| decode(stored)).collect();
            for (number, article) in (first..).zip(articles) {
                let article = article.map_err(|reason| self.articles.damaged(reason))?;
                let (article, dropped) = self.copies.settle(number, article);
                if dropped != Some(&Dropped::TakenDown) {
                    each(article, dropped)?;
                }
            }
            Ok(())
        })
    }

    /// How many articles were understood, indexed or not.
    pub(crate) fn places(&self) -> usize {
        self.articles.len()
    }

    /// The articles of these numbers among all that were understood; `None` where one is not indexed.
    pub(crate) fn indexed(&self, places: &[u32]) -> Result<Vec<Option<Article>>, StoreError> {
        let settle = |place: &u32, article: Result<Article, String>| {
            let place = *place as usize;
            if self.copies.drops(place) {
                return Ok(None);
            }
            let article = article.map_err(|reason| self.articles.damaged(reason))?;
            Ok(Some(self.copies.settle(place, article).0))
        };
        let mut articles = Vec::with_capacity(places.len());
        // What stands in a row is read at once: an article by itself would cost as much as several.
        for row in places.chunk_by(|a, b| a.checked_add(1) == Some(*b)) {
            let first = row.first().copied().unwrap_or_default() as usize;
            let stored = self.articles.row(first, row.len())?;
            for (place, stored) in row.iter().zip(stored.values()) {
                articles.push(settle(place, decode(stored))?);
            }
        }
        Ok(articles)
    }

    /// The same number for the same articles of these numbers, without understanding what is stored of them.
    pub(crate) fn fingerprint(&self, places: &[u32]) -> Result<u128, StoreError> {
        let mut hash = Xxh3::new();
        for row in places.chunk_by(|a, b| a.checked_add(1) == Some(*b)) {
            let first = row.first().copied().unwrap_or_default() as usize;
            for stored in self.articles.row(first, row.len())?.values() {
                hash.update(&(stored.len() as u64).to_le_bytes());
                hash.update(stored);
            }
        }
        Ok(hash.digest128())
    }

    /// All articles at once, as [`Reading::for_each`] hands them over.
    ///
    /// # Errors
    /// Where the disk no longer holds what was read.
    pub fn articles(&self) -> Result<Vec<Article>, StoreError> {
        let mut articles = Vec::with_capacity(self.len());
        self.for_each(|article| {
            articles.push(article);
            Ok::<_, StoreError>(())
        })?;
        Ok(articles)
    }

    /// Says what is in the archive, and what of `dalil.toml` was of no use.
    fn finish_report(&mut self, config: &Config) -> Result<(), StoreError> {
        let mut report = std::mem::take(&mut self.report);
        let mut fields: BTreeMap<String, (usize, String)> = BTreeMap::new();
        self.for_each(|article| {
            report.note_article(&article);
            for name in article.metadata.keys() {
                fields.entry(name.clone()).or_insert_with(|| (0, article.page.clone())).0 += 1;
            }
            if !article.also.is_empty() {
                report.note_duplicates(&article.id, article.also.into_iter().map(|place| place.id).collect());
            }
            Ok::<_, StoreError>(())
        })?;
        self.notices.iter().for_each(|notice| report.note_notice(&notice.text, notice.pages as usize));
        report.problems.extend(left_out(&fields, config.limits.fields));
        report.problems.extend(config.unused());
        // Each pass found its own; the keeper goes through the files.
        report.sort_problems();
        self.report = report;
        Ok(())
    }

    /// Whether an address can lead to a page of the input, as it can't to a record, or into a container.
    #[must_use]
    pub fn has_page(&self, page: &str) -> bool {
        let contained = folders(page).any(|folder| self.containers.contains(folder));
        !contained && !self.files_of_records.contains(page)
    }

    /// Where the file lies that an article's [`Article::page`] names.
    #[must_use]
    pub fn file_of(&self, page: &str) -> Option<PathBuf> {
        if let Some(file) = self.roots.get(page).filter(|root| root.is_file) {
            return Some(file.path.clone());
        }
        let root =
            folders(page).filter_map(|folder| self.roots.get(folder)).next_back().or_else(|| self.roots.get(""))?;
        Some(root.path.join(page.get(root.label.len()..)?))
    }
}

/// Reads files and folders. `progress` is called from several threads.
///
/// # Errors
/// When an INPUT doesn't exist or can't be opened, or the disk that holds what was read is full. Whatever is wrong inside an INPUT
/// costs that file or line only.
pub fn read(
    inputs: &[PathBuf],
    options: &InputOptions,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Reading, ReadingError> {
    let mut report = Report::default();
    let roots = inputs::resolve(inputs, &mut report.problems)?;
    let found = walk::walk(&roots, options.output.as_deref());
    report.problems.extend(found.problems);
    report.skipped = found.skipped;
    let folder = work_folder(options);
    let bytes = found.files.iter().map(|file| opening::bytes_of(&file)).sum();
    let files = found.files.len();
    let ticker = Ticker::new(progress, Step::Reading, files, bytes);
    let (gathered, survey) = gather::run(&found.files, options, &folder, &mut report, &ticker)?;
    drop(found.files);
    let ticker = Ticker::new(progress, Step::Understanding, files, gathered.entries.len() as u64);
    let customs = survey.finish();
    let understood = understand::run(&gathered, &customs, options, &folder, &mut report, &ticker)?;
    let Gathered { files_of_records, containers, entries, .. } = gathered;
    let notices = customs.notices();
    // What was kept and counted of the pages has served; comparing needs its room.
    drop((customs, entries));
    let copies = Copies::find(&understood)?;
    let roots = roots.into_iter().map(|root| (root.label.clone(), root)).collect();
    let mut reading =
        Reading { report, articles: understood.articles, copies, notices, files_of_records, containers, roots };
    reading.finish_report(&options.config)?;
    Ok(reading)
}

/// Says which fields of the records' own the index leaves out, since there are more than so many.
fn left_out(fields: &BTreeMap<String, (usize, String)>, most: usize) -> Option<Problem> {
    let kept = most_used(fields.iter().map(|(name, (articles, _))| (name.as_str(), *articles)).collect(), most);
    let (field, (_, file)) = fields.iter().find(|(name, _)| !kept.contains(*name))?;
    let further = fields.len().saturating_sub(kept.len() + 1);
    Some(Problem { file: file.clone(), line: None, reason: Reason::ManyFields { field: field.clone(), further, most } })
}

/// The folders that a path leads through, from the outermost on, each with its `/`.
fn folders(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.match_indices('/').filter_map(|(end, _)| path.get(..=end))
}

/// Where the passes keep what they read: beside the cache, or where the system keeps what is temporary.
fn work_folder(options: &InputOptions) -> PathBuf {
    let is_writable = |folder: &PathBuf| std::fs::create_dir_all(folder).and(tempfile::tempfile_in(folder)).is_ok();
    let cache = options.cache.clone().filter(is_writable);
    cache.unwrap_or_else(std::env::temp_dir)
}

#[cfg(test)]
mod keeper_tests;
#[cfg(test)]
mod kept_tests;
#[cfg(test)]
mod tests;
