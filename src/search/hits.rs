//! From document numbers to what a reader sees.

use super::answer::{Hit, Place};
use super::excerpt;
use super::fetch::Fetch;
use super::matching::Match;
use super::proximity::Shown;
use super::terms::Term;
use crate::format::article::{self, ArticleRecord, percent_encode};
use crate::format::envelope::{Address, Kind};
use crate::format::folding::Folding;
use crate::format::manifest::Manifest;
use crate::format::weight;

/// The hits for these matches: the third round. A hit that can't be had is left out.
pub(super) fn hits<'s>(
    manifest: &Manifest,
    folding: &Folding,
    found: &[Match],
    terms: &[&Term<'s>],
    fetch: &mut Fetch<'s>,
) -> Vec<Hit> {
    let words: Vec<Vec<&str>> = terms.iter().map(|term| term.forms()).collect();
    let mut hits = Vec::new();
    for found in found {
        let Some(record) = record(manifest, found.document, fetch) else { continue };
        let parts = excerpt::excerpt(folding, &record.text, &words);
        let mut spellings = Vec::new();
        for term in terms {
            term.add_spellings(manifest, found.document, fetch, &mut spellings);
        }
        hits.push(Hit {
            spellings,
            tier: found.tier(),
            score: weight::shown(found.score),
            excerpt: excerpt::html(&parts),
            excerpt_parts: parts,
            ..bare(manifest, record)
        });
    }
    hits
}

/// What of a document is compared with others.
pub(super) fn shown<'s>(manifest: &Manifest, document: u32, fetch: &mut Fetch<'s>) -> Option<Shown<'s>> {
    let record = record(manifest, document, fetch)?;
    Some(Shown { title: record.title.as_deref().unwrap_or_default(), text: &record.text })
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
    let (first, segment) = manifest.numbered_segments().take_while(|(first, _)| *first <= document).last()?;
    let (shard, index) = segment.shard_of(document - first);
    let articles = fetch.articles(Address::new(&segment.folder, Kind::Articles, shard));
    fetch.ask_primer(manifest);
    articles?.articles.get(index)
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
