//! The second pass: with what the whole archive tells, every page becomes its articles.

use std::path::Path;

use rayon::prelude::*;

use super::document::PageReading;
use super::gather::{Entry, Gathered, Standing, What};
use super::progress::Ticker;
use super::store::{Store, Writer, decode, encode};
use super::{InputOptions, ReadingError};
use crate::article::Article;
use crate::page::path_clues;
use crate::report::{Problem, Reason, Report};
use crate::understanding::assemble;
use crate::understanding::digest;
use crate::understanding::duplicates::Signature;
use crate::understanding::survey::Customs;

/// The articles of the archive, copies among them.
#[derive(Debug)]
pub struct Understood {
    /// Of [`Article`], in the order of the input.
    pub articles: Store,
    /// The numbers of those that are looked at for copies.
    pub compared: Vec<u32>,
    /// Their signatures.
    pub signatures: Vec<Signature>,
}

/// What became of one entry.
#[derive(Default)]
struct Outcome {
    articles: Vec<(Vec<u8>, Option<Signature>)>,
    problem: Option<Problem>,
    without_text: Option<String>,
    repeated: bool,
}

/// Makes articles of all entries.
///
/// # Errors
/// Where the disk that holds what was read is full.
pub fn run(
    gathered: &Gathered,
    customs: &Customs,
    options: &InputOptions,
    folder: &Path,
    report: &mut Report,
    ticker: &Ticker<'_>,
) -> Result<Understood, ReadingError> {
    let mut articles = Writer::temporary(folder)?;
    let (mut compared, mut signatures) = (Vec::new(), Vec::new());
    let understanding = Understanding { gathered, customs, options };
    gathered.entries.for_batches(|first, batch| {
        let outcomes: Result<Vec<Outcome>, ReadingError> = batch
            .into_par_iter()
            .enumerate()
            .map(|(place, stored)| {
                let outcome = understanding.entry(first + place, &stored)?;
                ticker.articles(outcome.articles.len());
                ticker.work(1);
                Ok(outcome)
            })
            .collect();
        for outcome in outcomes? {
            report.problems.extend(outcome.problem);
            report.without_text.extend(outcome.without_text);
            report.repeated_ids += usize::from(outcome.repeated);
            for (article, signature) in outcome.articles {
                if let Some(signature) = signature {
                    compared.push(u32::try_from(articles.len()).unwrap_or(u32::MAX));
                    signatures.push(signature);
                }
                articles.add(&article)?;
            }
        }
        Ok::<_, ReadingError>(())
    })?;
    Ok(Understood { articles: articles.finish()?, compared, signatures })
}

struct Understanding<'a> {
    gathered: &'a Gathered,
    customs: &'a Customs,
    options: &'a InputOptions,
}

impl Understanding<'_> {
    fn entry(&self, number: usize, stored: &[u8]) -> Result<Outcome, ReadingError> {
        let damaged = |reason: String| self.gathered.entries.damaged(reason);
        let entry: Entry = postcard::from_bytes(stored).map_err(|error| damaged(error.to_string()))?;
        if let Some(by) = self.gathered.ids.winner(&entry.what, number) {
            return Ok(repeated(&entry.what, by));
        }
        match entry.what {
            What::Record { .. } => self.record(entry.body),
            What::Page(standing) => {
                let reading: PageReading = decode(&entry.body).map_err(damaged)?;
                self.page(&standing, &reading)
            }
        }
    }

    /// A record says of itself what it is, and is a copy of another only where the keeper wants it to be looked at.
    fn record(&self, body: Vec<u8>) -> Result<Outcome, ReadingError> {
        let compared = || {
            let article: Article = decode(&body).ok()?;
            Some(Signature::of(article.title.as_deref(), &article.text))
        };
        let signature = if self.options.config.duplicates.records { compared() } else { None };
        Ok(Outcome { articles: vec![(body, signature)], ..Outcome::default() })
    }

    fn page(&self, standing: &Standing, reading: &PageReading) -> Result<Outcome, ReadingError> {
        let page = &reading.page;
        if !page.has_text() {
            return Ok(Outcome { without_text: Some(standing.page.clone()), ..Outcome::default() });
        }
        let path = path_clues::read(&standing.path);
        let frame = self.customs.frame(&standing.path, page);
        let parts = digest::divide(page, &frame);
        let alone = parts.len() == 1;
        let mut outcome = Outcome::default();
        for (number, part) in (1..).zip(parts) {
            let mut article = assemble::article(page, part, &path, alone, None, self.customs.order);
            stand(&mut article, standing, number);
            if article.picture.as_deref().is_some_and(|picture| self.customs.is_frame_picture(&standing.path, picture))
            {
                article.picture = None;
            }
            let signature = Signature::of(article.title.as_deref(), &article.text);
            let encoded = encode(&article).map_err(|error| ReadingError::Encoding(error.to_string()))?;
            outcome.articles.push((encoded, Some(signature)));
        }
        Ok(outcome)
    }
}

/// Gives the article its id and address; `number` counts from 1 within the page.
fn stand(article: &mut Article, standing: &Standing, number: usize) {
    article.page.clone_from(&standing.page);
    article.id = if number == 1 { standing.page.clone() } else { format!("{}#{number}", standing.page) };
    if article.url.is_none() {
        article.url.clone_from(&standing.url);
    }
}

fn repeated(what: &What, by: &str) -> Outcome {
    let line = match what {
        What::Page(_) => None,
        What::Record { line, .. } => Some(*line),
    };
    let reason = Reason::RepeatedId { id: what.id().to_owned(), by: by.to_owned() };
    let problem = Problem { file: what.file().to_owned(), line, reason };
    Outcome { problem: Some(problem), repeated: true, ..Outcome::default() }
}
