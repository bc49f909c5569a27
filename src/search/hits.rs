//! From document numbers to what a reader sees.

use super::answer::{Hit, Place};
use super::excerpt;
use super::fetch::Fetch;
use super::matching::Match;
use super::sought::{Mark, Sought};
use super::terms::Term;
use super::text_words::HeldArticle;
use crate::format::article::{self, ArticleRecord, percent_encode};
use crate::format::envelope::{Address, Kind};
use crate::format::folding::Folding;
use crate::format::manifest::Manifest;
use crate::format::segment::Segment;
use crate::format::weight;

/// A match from whose text a page is made.
#[derive(Debug)]
pub(super) struct Candidate<'s> {
    pub(super) found: Match,
    /// What is stored, where it is here.
    pub(super) article: Option<&'s HeldArticle>,
    /// What is sought in its text, once somebody looked.
    pub(super) marks: Option<Vec<Mark>>,
}

/// Asks for the articles of these matches; once a round has ended, those that are not there can't be had.
pub(super) fn ask<'s>(manifest: &Manifest, matches: &[Match], fetch: &mut Fetch<'s>) -> Vec<Candidate<'s>> {
    let segments: Vec<(u32, &Segment)> = manifest.numbered_segments().collect();
    let mut asked = Vec::new();
    for found in matches {
        asked.push(Candidate { found: *found, article: stored(&segments, found.document, fetch), marks: None });
    }
    fetch.ask_primer(manifest);
    asked
}

fn stored<'s>(segments: &[(u32, &Segment)], document: u32, fetch: &mut Fetch<'s>) -> Option<&'s HeldArticle> {
    let behind = segments.partition_point(|(first, _)| *first <= document);
    let (first, segment) = segments.get(behind.checked_sub(1)?)?;
    let (shard, index) = segment.shard_of(document - first);
    fetch.articles(Address::new(&segment.folder, Kind::Articles, shard))?.get(index)
}

/// The hits for these matches: the third round. A hit that can't be had is left out.
pub(super) fn hits<'s>(
    manifest: &Manifest,
    folding: &Folding,
    candidates: Vec<Candidate<'s>>,
    terms: &[&Term<'s>],
    sought: &Sought<'_>,
    fetch: &mut Fetch<'s>,
) -> Vec<Hit> {
    let mut hits = Vec::new();
    for Candidate { found, article, marks, .. } in candidates {
        let Some(article) = article else { continue };
        let record = &article.record;
        let marks = marks.unwrap_or_else(|| sought.marks(&article.text_words(folding)).0);
        let parts = excerpt::excerpt(folding, &record.text, sought, marks);
        let mut spellings = Vec::new();
        for term in terms {
            term.add_spellings(manifest, found.document, fetch, &mut spellings);
        }
        hits.push(Hit {
            spellings,
            tier: found.tier(),
            score: weight::shown(found.score),
            // The module's host makes it of the parts.
            excerpt: if cfg!(target_arch = "wasm32") { String::new() } else { excerpt::html(&parts) },
            excerpt_parts: parts,
            ..bare(manifest, record)
        });
    }
    hits
}

/// The hit of a record, without a score and an excerpt.
pub(super) fn bare(manifest: &Manifest, record: &ArticleRecord) -> Hit {
    Hit {
        id: record.id.clone(),
        url: address(manifest, &record.id, record.url.as_deref()),
        title: record.title.clone(),
        date: record.date.clone(),
        source: joined(&record.source),
        section: joined(&record.section),
        byline: joined(&record.byline),
        language: Some(record.language.clone().unwrap_or_else(|| manifest.language.clone())),
        picture: record.picture.clone(),
        also: also(manifest, record),
        spellings: Vec::new(),
        tier: 0,
        score: 0.0,
        excerpt: String::new(),
        excerpt_parts: Vec::new(),
    }
}

/// What is stored of a document.
pub(super) fn record<'s>(manifest: &Manifest, document: u32, fetch: &mut Fetch<'s>) -> Option<&'s ArticleRecord> {
    let segments: Vec<(u32, &Segment)> = manifest.numbered_segments().collect();
    let article = stored(&segments, document, fetch);
    fetch.ask_primer(manifest);
    article.map(|article| &article.record)
}

pub(super) fn address(manifest: &Manifest, id: &str, url: Option<&str>) -> Option<String> {
    let address = url.map_or_else(|| manifest.base.clone() + &percent_encode(id), str::to_owned);
    (!address.is_empty()).then_some(address)
}

fn also(manifest: &Manifest, record: &ArticleRecord) -> Vec<Place> {
    let place = |place: &article::Place| Place {
        url: address(manifest, &place.id, place.url.as_deref()),
        id: place.id.clone(),
    };
    record.also.iter().map(place).collect()
}

fn joined(values: &[String]) -> Option<String> {
    let (first, others) = values.split_first()?;
    let mut joined = first.clone();
    for other in others {
        joined.push_str(", ");
        joined.push_str(other);
    }
    Some(joined)
}
