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
use super::told::{self, Grounds, Told};
use super::{InputOptions, ReadingError};
use crate::article::Article;
use crate::cache::{Cached, Item, Keeping};
use crate::page::Page;
use crate::problem::{Problem, Reason};
use crate::report::{Report, Why};
use crate::understanding::assemble::Assembled;
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
    let kept = Keeping::begin(options.cache.as_deref(), Cached::Articles);
    let mut articles = Writer::temporary(folder)?;
    let (mut compared, mut signatures, mut taken_down, mut noindex) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut announced = Announced::default();
    // Most pages hold one article: growing step by step would need twice the room.
    signatures.reserve_exact(gathered.entries.len());
    gathered.entries.for_batches(|first, batch| {
        let entry = |(place, stored): (usize, Vec<u8>)| {
            understanding.entry(first + place, &stored, &kept).inspect(|(outcome, _)| tell(outcome, ticker))
        };
        let read: Result<Vec<_>, ReadingError> = batch.into_par_iter().enumerate().map(entry).collect();
        let (outcomes, keep): (Vec<Outcome>, Vec<Option<Item>>) = read?.into_iter().unzip();
        keep.iter().flatten().for_each(|item| kept.add(item.key, &item.body));
        for made in outcomes.into_iter().flat_map(|outcome| note(outcome, report)) {
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
    report.note_unkept(kept.finish());
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

    fn entry(&self, number: usize, stored: &[u8], kept: &Keeping) -> Result<(Outcome, Option<Item>), ReadingError> {
        let entry = self.stored(stored)?;
        if let Some(by) = self.gathered.repeated.winner(number) {
            return Ok((Outcome::Repeated(repeated(&entry.what, by)), None));
        }
        match &entry.what {
            What::Record { of_feed, .. } => {
                let article: Article = decode(&entry.body).map_err(|reason| self.gathered.entries.damaged(reason))?;
                // A record says of itself what it is, and is a copy of another only where the keeper wants it to be looked at.
                let duplicates = &self.options.config.duplicates;
                let is_item = *of_feed && duplicates.find;
                let addresses = if is_item { announced::of_item(&article) } else { Vec::new() };
                let told = Told::of(Assembled { article, contradiction: None }, duplicates.records);
                let made = Made::of(told, &self.options.config)?;
                Ok((Outcome::Articles(vec![Made { addresses, announces: is_item, ..made }]), None))
            }
            What::Page(origin) => self.page(origin, self.reading_of(&entry)?, kept),
        }
    }

    fn page(
        &self,
        origin: &Origin,
        reading: PageReading,
        kept: &Keeping,
    ) -> Result<(Outcome, Option<Item>), ReadingError> {
        let PageReading { mut page, mut features, .. } = reading;
        let config = &self.options.config;
        let name = origin.page.clone();
        if self.gathered.has_body_marks && !page.has_body_mark {
            return Ok((Outcome::LeftOut(name, Why::WithoutMark), None));
        }
        if !page.has_text() {
            return Ok((Outcome::WithoutText(name), None));
        }
        self.customs.forget_site(&origin.path, &mut page.metadata);
        let dividers = settle::mark_dividers(config, &mut page, &mut features);
        let frame = settle::frame(self.customs, config, &origin.path, &page, &features);
        if self.is_index_page(origin, &page, &features, &frame) {
            return Ok((Outcome::IndexPage(name), None));
        }
        let noindex = page.metadata.noindex;
        let clue = self.clues.of(&origin.path);
        let grounds = Grounds {
            page: origin.key.unwrap_or_default(),
            path: &origin.path,
            metadata: &page.metadata,
            dividers: &dividers,
            frame: &frame,
            divides: config.divides(&origin.path),
            compared: config.duplicates.find && !noindex,
            clue: clue.as_ref(),
            order: config.order().or(self.customs.order),
        };
        let (told, divided) = match origin.key.filter(|_| kept.is_kept()) {
            Some(_) => told::kept_or_divided(&page, &grounds, kept)?,
            None => (told::divided(&page, &grounds), None),
        };
        let mut made = Vec::with_capacity(told.len());
        for (number, mut told) in (1..).zip(told) {
            self.stand(&mut told.article, origin, number);
            let is_found = number == 1 && !noindex && self.gathered.has_feeds;
            let addresses = if is_found { announced::of_page(&told.article) } else { Vec::new() };
            made.push(Made { noindex, addresses, ..Made::of(told, config)? });
        }
        let outcome = match made.is_empty() {
            true => Outcome::WithoutText(name),
            false if noindex => Outcome::Noindex(name, made),
            false => Outcome::Articles(made),
        };
        Ok((outcome, divided))
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
