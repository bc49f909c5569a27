//! One article as it is stored: for a reader page where there is no original, with what stands beside it in time.

use core::ops::Range;

use super::answer::{Cost, Hit};
use super::dates::{self, MonthRun};
use super::engine::Engine;
use super::fetch::{Fetch, Needed};
use super::hits;
use super::written_answer::{ending, list, number, text};
use crate::format::article::ArticleRecord;
use crate::format::envelope::{Address, Kind};
use crate::format::ids;
use crate::format::json::Writer;
use crate::format::manifest::Manifest;

/// The most articles of the same day that are named.
const MOST_OF_A_DAY: u32 = 50;

/// What is stored under an id.
#[derive(Clone, Debug)]
pub struct ArticleAnswer {
    /// The id that was asked for.
    pub id: String,
    /// `None` where no article has it, or its record can't be had.
    pub article: Option<StoredArticle>,
    /// What a browser with an empty cache fetches for this.
    pub cost: Cost,
    /// The shards that could not be had, so that the answer may lack something.
    pub incomplete: Vec<String>,
}

/// An article with its text.
#[derive(Clone, Debug)]
pub struct StoredArticle {
    /// What its record says; this hit and those below have neither score nor excerpt.
    pub record: Hit,
    /// One paragraph a line.
    pub text: String,
    /// The captions of its pictures.
    pub captions: Vec<String>,
    /// The article before it in the order of dates; undated articles are an order of their own.
    pub previous: Option<Hit>,
    /// The article after it.
    pub next: Option<Hit>,
    /// Other articles of the same day, in order: those around it, where there are many.
    pub same_day: Vec<Hit>,
    /// How many further articles of that day there are.
    pub same_day_more: u32,
}

impl Engine {
    /// Gives the article that has an id.
    ///
    /// # Errors
    /// The shards that it needs: hand them over (or say they can't be had) and ask again.
    pub fn article(&self, id: &str) -> Result<ArticleAnswer, Vec<Address>> {
        let mut fetch = Fetch::new(&self.store);
        self.stored(id, &mut fetch).map_err(|Needed(shards)| shards)
    }

    fn stored(&self, id: &str, fetch: &mut Fetch<'_>) -> Result<ArticleAnswer, Needed> {
        let manifest = &self.manifest;
        // First round: which document it may be.
        let documents = candidates(manifest, id, fetch);
        fetch.end_round()?;
        // Second round: the article, its neighbours, its month's days.
        let mut found = None;
        for document in documents {
            let around = Around::new(manifest, document, fetch);
            let [previous, next] = [around.previous, around.next].map(|document| {
                let record = hits::record(manifest, document?, fetch)?;
                Some(hits::bare(manifest, record))
            });
            let record = hits::record(manifest, document, fetch).filter(|record| is(record, id));
            if let Some(record) = record {
                let article = StoredArticle {
                    record: hits::bare(manifest, record),
                    text: record.text.clone(),
                    captions: record.captions.clone(),
                    previous,
                    next,
                    same_day: Vec::new(),
                    same_day_more: 0,
                };
                found = Some((document, article, around.same_day));
            }
        }
        fetch.end_round()?;
        // Third round: the articles of its day.
        let mut article = None;
        if let Some((document, mut stored, same_day)) = found {
            let shown = window(&same_day, document);
            stored.same_day_more = length(&same_day).saturating_sub(length(&shown));
            for other in shown.filter(|other| *other != document) {
                stored.same_day.extend(hits::record(manifest, other, fetch).map(|record| hits::bare(manifest, record)));
            }
            article = Some(stored);
        }
        fetch.end_round()?;
        Ok(ArticleAnswer { id: id.to_owned(), article, cost: fetch.cost(), incomplete: fetch.missing() })
    }
}

/// The documents whose id may be this one: the first round of whatever is asked about an id. Their records tell.
pub(super) fn candidates(manifest: &Manifest, id: &str, fetch: &mut Fetch<'_>) -> Vec<u32> {
    let shards = manifest.further(Kind::Ids);
    let (shard, kept) = ids::slot(id, shards);
    let address = Address::new(&manifest.terms.folder, Kind::Ids, shard);
    let ids = if shards > 0 { fetch.ids(address) } else { None };
    fetch.ask_primer(manifest);
    ids.map(|ids| ids.documents(kept)).unwrap_or_default()
}

/// Whether a record is that of the article with this id, or stands under it at another place.
pub(super) fn is(record: &ArticleRecord, id: &str) -> bool {
    record.id == id || record.also.iter().any(|place| place.id == id)
}

/// What stands beside a document in the order of dates.
struct Around {
    previous: Option<u32>,
    next: Option<u32>,
    /// The documents of its day, itself included; none where its day is not known.
    same_day: Range<u32>,
}

impl Around {
    fn new(manifest: &Manifest, document: u32, fetch: &mut Fetch<'_>) -> Self {
        let months = dates::months(manifest);
        let mut around = Self { previous: None, next: None, same_day: 0..0 };
        let after = months.partition_point(|run| run.documents.end <= document);
        let Some(run) = months.get(after).filter(|run| run.documents.contains(&document)) else { return around };
        let is_alike = |other: &&MonthRun<'_>| other.month.is_empty() == run.month.is_empty();
        let before = after.checked_sub(1).and_then(|place| months.get(place)).filter(is_alike);
        let behind = months.get(after.saturating_add(1)).filter(is_alike);
        around.previous = match document.checked_sub(1).filter(|before| run.documents.contains(before)) {
            None => before.and_then(|run| run.documents.end.checked_sub(1)),
            before => before,
        };
        around.next = match Some(document.saturating_add(1)).filter(|next| run.documents.contains(next)) {
            None => behind.map(|run| run.documents.start),
            next => next,
        };
        around.same_day = same_day(run, document, fetch);
        around
    }
}

/// The documents of one day stand together in their month.
fn same_day(run: &MonthRun<'_>, document: u32, fetch: &mut Fetch<'_>) -> Range<u32> {
    let (segment, place) = run.segment;
    let Some(dates) = fetch.dates(Address::new(&segment.folder, Kind::Dates, 0)) else { return 0..0 };
    let day = |document: u32| {
        let place = document.checked_sub(run.documents.start)?.checked_add(place)?;
        dates.days.get(usize::try_from(place).ok()?).copied()
    };
    let Some(own) = day(document).filter(|day| *day > 0) else { return 0..0 };
    let (mut start, mut end) = (document, document.saturating_add(1));
    while start > run.documents.start && day(start.saturating_sub(1)) == Some(own) {
        start = start.saturating_sub(1);
    }
    while end < run.documents.end && day(end) == Some(own) {
        end = end.saturating_add(1);
    }
    start..end
}

/// As many of a day's documents as are named, around this one, which is not counted.
fn window(day: &Range<u32>, document: u32) -> Range<u32> {
    let wanted = length(day).min(MOST_OF_A_DAY.saturating_add(1));
    let latest = day.end.saturating_sub(wanted);
    let start = document.saturating_sub(MOST_OF_A_DAY / 2).clamp(day.start, latest.max(day.start));
    start..start.saturating_add(wanted)
}

fn length(range: &Range<u32>) -> u32 {
    range.end.saturating_sub(range.start)
}

impl ArticleAnswer {
    /// Writes it as JSON.
    pub fn write(&self, out: &mut Writer) {
        out.open('{');
        text(out, "id", &self.id);
        out.key("article");
        match &self.article {
            Some(article) => article.write(out),
            None => out.raw("null"),
        }
        ending(out, self.cost, &self.incomplete);
        out.close('}');
    }
}

impl StoredArticle {
    fn write(&self, out: &mut Writer) {
        out.open('{');
        self.record.write_record(out);
        text(out, "text", &self.text);
        out.key("captions");
        out.texts(&self.captions);
        for (name, neighbour) in [("previous", &self.previous), ("next", &self.next)] {
            out.key(name);
            match neighbour {
                Some(neighbour) => {
                    out.open('{');
                    neighbour.write_record(out);
                    out.close('}');
                }
                None => out.raw("null"),
            }
        }
        list(out, "same_day", &self.same_day, Hit::write_record);
        number(out, "same_day_more", self.same_day_more);
        out.close('}');
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_OF_A_DAY, window};

    #[test]
    fn of_a_long_day_those_around_the_article_are_named() {
        let named = MOST_OF_A_DAY + 1;
        assert_eq!(window(&(10..20), 12), 10..20);
        assert_eq!(window(&(100..900), 100), 100..100 + named);
        assert_eq!(window(&(100..900), 899), 900 - named..900);
        let middle = window(&(100..900), 500);
        assert!(middle.contains(&480) && middle.contains(&520) && middle.len() == named as usize, "{middle:?}");
        assert_eq!(window(&(0..0), 7), 0..0);
    }
}
