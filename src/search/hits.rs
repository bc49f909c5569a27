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
use crate::format::segment::Segment;
use crate::format::weight;

/// Where a document's record and text are.
struct Location<'m> {
    segment: &'m Segment,
    place: u32,
}

impl<'m> Location<'m> {
    fn of(manifest: &'m Manifest, document: u32) -> Option<Self> {
        let (first, segment) = manifest.numbered_segments().take_while(|(first, _)| *first <= document).last()?;
        Some(Self { segment, place: document - first })
    }

    /// The shard and the index in it, with so many articles a shard.
    fn shard(&self, kind: Kind, per_shard: u32) -> Option<(Address, usize)> {
        let number = self.place.checked_div(per_shard)?;
        let index = usize::try_from(self.place.checked_rem(per_shard)?).ok()?;
        Some((Address::new(&self.segment.folder, kind, number), index))
    }
}

/// The hits for these matches: the third round. A hit whose record can't be had is left out; one whose text can't be had
/// has no excerpt.
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
        let record = record(manifest, found.document, fetch);
        let text = text(manifest, found.document, fetch);
        let Some(record) = record else { continue };
        let parts = text.map(|text| excerpt::excerpt(folding, text, &words)).unwrap_or_default();
        let mut spellings = Vec::new();
        for term in terms {
            term.add_spellings(manifest, found.document, fetch, &mut spellings);
        }
        hits.push(Hit {
            spellings,
            score: weight::shown(found.score),
            excerpt: excerpt::html(&parts),
            excerpt_parts: parts,
            ..bare(manifest, record)
        });
    }
    hits
}

/// Asks for what a hit needs: part of the third round.
pub(super) fn ask(manifest: &Manifest, document: u32, fetch: &mut Fetch<'_>) {
    record(manifest, document, fetch);
    text(manifest, document, fetch);
}

/// What of a document is compared with others.
pub(super) fn shown<'s>(manifest: &Manifest, document: u32, fetch: &mut Fetch<'s>) -> Option<Shown<'s>> {
    let title = record(manifest, document, fetch)?.title.as_deref().unwrap_or_default();
    Some(Shown { title, text: text(manifest, document, fetch)? })
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
        score: 0.0,
        excerpt: String::new(),
        excerpt_parts: Vec::new(),
    }
}

/// What a list of hits shows of a document.
pub(super) fn record<'s>(manifest: &Manifest, document: u32, fetch: &mut Fetch<'s>) -> Option<&'s ArticleRecord> {
    let location = Location::of(manifest, document)?;
    let (shard, index) = location.shard(Kind::Articles, location.segment.per_articles)?;
    fetch.articles(shard)?.articles.get(index)
}

fn text<'s>(manifest: &Manifest, document: u32, fetch: &mut Fetch<'s>) -> Option<&'s str> {
    text_and_captions(manifest, document, fetch).map(|(text, _)| text)
}

/// A document's text, and the captions of its pictures, one a line.
pub(super) fn text_and_captions<'s>(
    manifest: &Manifest,
    document: u32,
    fetch: &mut Fetch<'s>,
) -> Option<(&'s str, &'s str)> {
    let location = Location::of(manifest, document)?;
    let (shard, index) = location.shard(Kind::Text, location.segment.per_text)?;
    let texts = fetch.texts(shard)?;
    let captions = texts.captions.get(index).map(String::as_str).unwrap_or_default();
    texts.texts.get(index).map(|text| (text.as_str(), captions))
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
