//! The second pass: with what the whole archive tells, every page becomes its articles.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use super::announced::{self, Announced};
use super::document::PageReading;
use super::entry::{Entry, Origin, What};
use super::gather::Gathered;
use super::progress::Ticker;
use super::settle::{self, Made};
use super::store::{Store, Writer, decode};
use super::{InputOptions, ReadingError};
use crate::article::Article;
use crate::page::{Page, path_clues};
use crate::problem::{Problem, Reason};
use crate::report::{Report, Why};
use crate::understanding::assemble::{self, Assembled};
use crate::understanding::digest;
use crate::understanding::duplicates::Signature;
use crate::understanding::survey::{Customs, Features, LinkClues};

/// The articles of the archive, copies among them.
#[derive(Debug)]
pub struct Understood {
    /// Of [`Article`], in the order of the input.
    pub articles: Store,
    /// The numbers of those that are looked at for copies.
    pub compared: Vec<u32>,
    /// Their signatures.
    pub signatures: Vec<Signature>,
    /// The numbers of those that the keeper wants to be left out, with all their copies.
    pub taken_down: Vec<u32>,
    /// The numbers of those whose page asks search engines to leave it out.
    pub noindex: Vec<u32>,
    /// Articles of pages, and the items of feeds that may announce them.
    pub announced: Announced,
}

/// What became of one entry.
enum Outcome {
    Articles(Vec<Made>),
    Noindex(String, Vec<Made>),
    WithoutText(String),
    IndexPage(String),
    LeftOut(String, Why),
    Repeated(Problem),
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
    let mut understanding = Understanding { gathered, customs, options, clues: LinkClues::default() };
    understanding.collect_clues()?;
    let mut articles = Writer::temporary(folder)?;
    let (mut compared, mut signatures, mut taken_down, mut noindex) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut announced = Announced::default();
    // Most pages hold one article: growing step by step would need twice the room.
    signatures.reserve_exact(gathered.entries.len());
    gathered.entries.for_batches(|first, batch| {
        let outcomes: Result<Vec<Outcome>, ReadingError> = batch
            .into_par_iter()
            .enumerate()
            .map(|(place, stored)| understanding.entry(first + place, &stored).inspect(|outcome| tell(outcome, ticker)))
            .collect();
        for made in outcomes?.into_iter().flat_map(|outcome| note(outcome, report)) {
            let number = u32::try_from(articles.len()).unwrap_or(u32::MAX);
            taken_down.extend(made.taken_down.map(|_| number));
            noindex.extend(made.noindex.then_some(number));
            if made.announces {
                announced.note_item(number, made.addresses);
            } else {
                announced.note_page(number, &made.addresses);
            }
            if let Some(signature) = made.signature {
                compared.push(number);
                signatures.push(signature);
            }
            articles.add(&made.body)?;
        }
        Ok::<_, ReadingError>(())
    })?;
    Ok(Understood { articles: articles.finish()?, compared, signatures, taken_down, noindex, announced })
}

fn tell(outcome: &Outcome, ticker: &Ticker<'_>) {
    if let Outcome::Articles(made) = outcome {
        ticker.articles(made.len());
    }
    ticker.work(1);
}

/// Says in the report what became of an entry, and hands on its articles.
fn note(outcome: Outcome, report: &mut Report) -> Vec<Made> {
    match outcome {
        Outcome::Articles(mut made) => {
            for made in &mut made {
                if let Some(line) = made.taken_down {
                    report.note_taken_down(line);
                    report.taken_down_ids.extend(made.taken_down_id.clone());
                } else if let Some(contradiction) = made.contradiction.take() {
                    report.note_contradiction(contradiction);
                }
            }
            return made;
        }
        Outcome::Noindex(page, made) => {
            report.note_left_out(&page, Why::Noindex);
            return made;
        }
        Outcome::WithoutText(page) => report.without_text.push(page),
        Outcome::IndexPage(page) => report.note_index_page(&page),
        Outcome::LeftOut(page, why) => report.note_left_out(&page, why),
        Outcome::Repeated(problem) => {
            report.repeated_ids += 1;
            report.problems.push(problem);
        }
    }
    Vec::new()
}

struct Understanding<'a> {
    gathered: &'a Gathered,
    customs: &'a Customs,
    options: &'a InputOptions,
    clues: LinkClues,
}

impl Understanding<'_> {
    /// Reads from index pages what they say of the pages they link to.
    fn collect_clues(&mut self) -> Result<(), ReadingError> {
        let clues = LinkClues::default();
        self.gathered.entries.for_batches(|_, batch| {
            batch.into_par_iter().try_for_each(|stored| {
                let entry = self.stored(&stored)?;
                let What::Page(origin) = &entry.what else { return Ok(()) };
                let PageReading { page, features, .. } = self.reading_of(&entry)?;
                let frame = settle::frame(self.customs, &self.options.config, &origin.path, &page, &features);
                if self.is_index_page(origin, &page, &features, &frame) {
                    self.customs.collect_clues(&origin.path, &page, &frame, &clues);
                }
                Ok::<_, ReadingError>(())
            })
        })?;
        self.clues = clues;
        Ok(())
    }

    fn stored(&self, stored: &[u8]) -> Result<Entry, ReadingError> {
        Ok(postcard::from_bytes(stored).map_err(|error| self.gathered.entries.damaged(error.to_string()))?)
    }

    fn reading_of(&self, entry: &Entry) -> Result<PageReading, ReadingError> {
        Ok(decode(&entry.body).map_err(|reason| self.gathered.entries.damaged(reason))?)
    }

    fn entry(&self, number: usize, stored: &[u8]) -> Result<Outcome, ReadingError> {
        let entry = self.stored(stored)?;
        if let Some(by) = self.gathered.repeated.winner(number) {
            return Ok(Outcome::Repeated(repeated(&entry.what, by)));
        }
        match &entry.what {
            What::Record { of_feed, .. } => {
                let article: Article = decode(&entry.body).map_err(|reason| self.gathered.entries.damaged(reason))?;
                // A record says of itself what it is, and is a copy of another only where the keeper wants it to be looked at.
                let duplicates = &self.options.config.duplicates;
                let is_item = *of_feed && duplicates.find;
                let addresses = if is_item { announced::of_item(&article) } else { Vec::new() };
                let made = Made::of(article, None, duplicates.records, &self.options.config)?;
                Ok(Outcome::Articles(vec![Made { addresses, announces: is_item, ..made }]))
            }
            What::Page(origin) => self.page(origin, self.reading_of(&entry)?),
        }
    }

    fn page(&self, origin: &Origin, reading: PageReading) -> Result<Outcome, ReadingError> {
        let PageReading { mut page, mut features, .. } = reading;
        let config = &self.options.config;
        let name = origin.page.clone();
        if self.gathered.has_body_marks && !page.has_body_mark {
            return Ok(Outcome::LeftOut(name, Why::WithoutMark));
        }
        if !page.has_text() {
            return Ok(Outcome::WithoutText(name));
        }
        self.customs.forget_site(&origin.path, &mut page.metadata);
        settle::mark_dividers(config, &mut page, &mut features);
        let frame = settle::frame(self.customs, config, &origin.path, &page, &features);
        if self.is_index_page(origin, &page, &features, &frame) {
            return Ok(Outcome::IndexPage(name));
        }
        let parts = if config.divides(&origin.path) {
            digest::divide(&page, &frame)
        } else {
            digest::whole(&page, &frame).into_iter().collect()
        };
        let (alone, noindex) = (parts.len() == 1, page.metadata.noindex);
        let path = path_clues::read(&origin.path);
        let (clue, order) = (self.clues.of(&origin.path), config.order().or(self.customs.order));
        let mut made = Vec::with_capacity(parts.len());
        for (number, part) in (1..).zip(parts) {
            let Assembled { mut article, contradiction } =
                assemble::article(&page, part, &path, alone, clue.as_ref(), order);
            self.stand(&mut article, origin, number);
            let compared = config.duplicates.find && !noindex;
            let is_found = number == 1 && !noindex && self.gathered.has_feeds;
            let addresses = if is_found { announced::of_page(&article) } else { Vec::new() };
            made.push(Made { noindex, addresses, ..Made::of(article, contradiction, compared, config)? });
        }
        Ok(match made.is_empty() {
            true => Outcome::WithoutText(name),
            false if noindex => Outcome::Noindex(name, made),
            false => Outcome::Articles(made),
        })
    }

    fn is_index_page(&self, origin: &Origin, page: &Page, features: &[Features], frame: &BTreeSet<usize>) -> bool {
        let told = self.options.config.is_index_page(&origin.path);
        told.unwrap_or_else(|| self.customs.is_index_page(&origin.path, page, features, frame))
    }

    /// Gives the article its id and address; `number` counts from 1 within the page.
    fn stand(&self, article: &mut Article, origin: &Origin, number: usize) {
        article.page.clone_from(&origin.page);
        article.id = if number == 1 { origin.page.clone() } else { format!("{}#{number}", origin.page) };
        article.url = article.url.take().or_else(|| origin.url.clone());
        article.date = article.date.take().or_else(|| origin.date.clone());
        if let Some(section) = self.options.config.section_for(&origin.path) {
            article.section = vec![section.to_owned()];
        }
        let is_of_frame = |picture: &String| self.customs.is_frame_picture(&origin.path, picture);
        article.picture = article.picture.take().filter(|picture| !is_of_frame(picture));
    }
}

fn repeated(what: &What, by: &str) -> Problem {
    let line = match what {
        What::Page(_) => None,
        What::Record { line, .. } => Some(*line),
    };
    let reason = Reason::RepeatedId { id: what.id().to_owned(), by: by.to_owned() };
    Problem { file: what.file().to_owned(), line, reason }
}
