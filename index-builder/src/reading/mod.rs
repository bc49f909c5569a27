//! Reading the input: folders and files → articles and a report.
//!
//! The order of articles and problems depends on paths and lines only, never on the file system or the number of threads.

mod file;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::article::Article;
use crate::report::{self, Problem, Reason, Report};
use crate::source::kind::ending;
use crate::source::walk::{self, SourceFile};
use crate::source::{InputError, inputs};
use file::FileReading;

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct InputOptions {
    /// The folder that is written to; not read where it lies inside an input.
    pub output: Option<PathBuf>,
}

/// How far the reading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Files that were read or skipped.
    pub files: usize,
    /// Files in all.
    pub of_files: usize,
    /// Articles found so far.
    pub articles: usize,
}

/// What the input holds.
#[derive(Debug, Default)]
pub struct Reading {
    /// Sorted by page and, within a page, by line. Every id is there once.
    pub articles: Vec<Article>,
    /// What the keeper should know.
    pub report: Report,
    /// Files that hold records: no article can be shown at such a file's address.
    pub record_files: BTreeSet<String>,
    /// Where each page lies on disk.
    files: BTreeMap<String, PathBuf>,
}

impl Reading {
    /// Where the file lies that an article's [`Article::page`] names.
    #[must_use]
    pub fn file_of(&self, page: &str) -> Option<&Path> {
        self.files.get(page).map(PathBuf::as_path)
    }
}

/// Reads files and folders. `progress` is called from several threads.
///
/// # Errors
/// When an INPUT doesn't exist or can't be opened. Whatever is wrong inside one costs that file or line only.
pub fn read(
    inputs: &[PathBuf],
    options: &InputOptions,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Reading, InputError> {
    let mut problems = Vec::new();
    let roots = inputs::resolve(inputs, &mut problems)?;
    let found = walk::walk(&roots, options.output.as_deref());
    problems.extend(found.problems);
    let (files_read, articles_found) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let tell = |files: usize, articles: usize| {
        progress(Progress {
            files: files_read.fetch_add(files, Ordering::Relaxed) + files,
            of_files: found.files.len(),
            articles: articles_found.fetch_add(articles, Ordering::Relaxed) + articles,
        });
    };
    let readings: Vec<FileReading> = found
        .files
        .par_iter()
        .map(|source| {
            let reading = file::read(source, &|articles| tell(0, articles));
            tell(1, 0);
            reading
        })
        .collect();
    let report = Report { problems, skipped: found.skipped, ..Report::default() };
    Ok(merge(found.files, readings, report))
}

/// Puts the files' readings together, in their order.
fn merge(sources: Vec<SourceFile>, readings: Vec<FileReading>, report: Report) -> Reading {
    let mut reading = Reading { report, ..Reading::default() };
    let mut articles: Vec<(Option<u64>, Article)> = Vec::new();
    for (source, file) in sources.into_iter().zip(readings) {
        let report = &mut reading.report;
        report.problems.extend(file.problems.of_file(&source.page));
        if file.skipped {
            *report.skipped.entry(ending(&source.page)).or_default() += 1;
            continue;
        }
        if let Some(kind) = file.kind {
            *report.read.entry(kind.name()).or_default() += 1;
            if kind.holds_records() {
                reading.record_files.insert(source.page.clone());
            }
        }
        file.encodings.iter().for_each(|encoding| *report.encodings.entry(encoding).or_default() += 1);
        if file.without_text {
            report.without_text.push(source.page.clone());
        }
        articles.extend(file.articles.into_iter().map(|found| (found.line, found.article)));
        reading.files.insert(source.page, source.path);
    }
    reading.articles = keep_last_of_each_id(articles, &mut reading.report);
    reading
}

/// Of articles with one id the last wins, at its own place; the others are reported.
fn keep_last_of_each_id(articles: Vec<(Option<u64>, Article)>, report: &mut Report) -> Vec<Article> {
    let mut last: HashMap<&str, usize> = HashMap::with_capacity(articles.len());
    for (place, (_, article)) in articles.iter().enumerate() {
        last.insert(&article.id, place);
    }
    if last.len() == articles.len() {
        return articles.into_iter().map(|(_, article)| article).collect();
    }
    let mut wins = vec![false; articles.len()];
    let mut repeated: BTreeMap<&str, report::Problems> = BTreeMap::new();
    for (place, (line, article)) in articles.iter().enumerate() {
        let winner = last.get(article.id.as_str()).copied().unwrap_or(place);
        wins[place] = winner == place;
        if winner != place {
            let (line_of_winner, by) = &articles[winner];
            let by = line_of_winner.map_or_else(|| by.page.clone(), |line| format!("{}:{line}", by.page));
            repeated.entry(&article.page).or_default().add(*line, Reason::RepeatedId { id: article.id.clone(), by });
            report.repeated_ids += 1;
        }
    }
    let reported: Vec<Problem> = repeated.into_iter().flat_map(|(file, problems)| problems.of_file(file)).collect();
    report.problems.extend(reported);
    articles.into_iter().zip(wins).filter(|(_, wins)| *wins).map(|((_, article), _)| article).collect()
}

#[cfg(test)]
mod tests;
