//! The folders of the segments: the articles and their days; and the primer by which the articles are compressed.

use dalil::format::article::{ArticleRecord, Place};
use dalil::format::date::PartialDate;
use dalil::format::envelope::Kind;
use dalil::format::primer::LARGEST;
use dalil::format::segment::{Dates, Segment};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::chronology::Stretch;
use super::folder::{Folder, Payload, Sealer};
use super::{CompileError, Link, Links};
use crate::article::Article;
use crate::config::settings::Layout;

/// About how many bytes one shard of articles holds. Measured on 21,577 news: ten hits of a query cost 16 kB; half of it
/// would cost a third less, in twice as many files.
const SHARD: usize = 3_300;
/// So many bytes of an article at most stand in the primer, so that it has something of several.
const PIECE: usize = 500;
/// The primer's articles are among the oldest so many of the largest segment.
const OLDEST: usize = 1024;
/// With fewer shards a primer saves less than it costs.
const WORTHWHILE: usize = 64;

/// The folders of articles, and how the manifest leads to them.
pub(super) struct Compiled {
    /// In date order.
    pub(super) segments: Vec<Segment>,
    /// The primer's name; empty where there is none.
    pub(super) primer: String,
    /// All of them.
    pub(super) folders: Vec<Folder>,
}

/// Articles that lie in one folder, with their addresses.
#[derive(Clone, Copy)]
struct Run<'a> {
    articles: &'a [Article],
    links: &'a [Links],
    main_language: &'a str,
}

/// Compiles the segments' folders; `links` are the articles' addresses, in their order.
pub(super) fn compile(
    articles: &[Article],
    links: &[Links],
    stretches: Vec<Stretch>,
    main_language: &str,
    layout: Layout,
    sealer: Sealer<'_>,
) -> Result<Compiled, CompileError> {
    let (mut articles, mut links) = (articles, links);
    let mut cut = Vec::new();
    for stretch in stretches {
        let length = stretch.articles() as usize;
        let (articles, links) = (take(&mut articles, length), take(&mut links, length));
        cut.push((stretch, Run { articles, links, main_language }));
    }
    let shard = SHARD * layout.times();
    let primer = primer(&cut, shard, sealer)?;
    let primed = primer.as_ref().map(|(folder, bytes)| (folder.name.as_str(), bytes.as_slice()));
    let sealer = Sealer { primer: primed, ..sealer };
    let compiled: Result<Vec<_>, CompileError> =
        cut.into_par_iter().map(|(stretch, run)| segment(stretch, run, shard, sealer)).collect();
    let (segments, mut folders): (_, Vec<_>) = compiled?.into_iter().unzip();
    let primer = primer.map(|(folder, _)| folder);
    let name = primer.as_ref().map(|folder| folder.name.clone()).unwrap_or_default();
    folders.extend(primer);
    Ok(Compiled { segments, primer: name, folders })
}

/// The first elements of a list, which keeps the others.
fn take<'l, T>(list: &mut &'l [T], length: usize) -> &'l [T] {
    let (first, rest) = list.split_at(list.len().min(length));
    *list = rest;
    first
}

/// The beginnings of some of the oldest articles of the largest segment, chosen by their ids. What is added to an archive is
/// mostly new and leaves them as they are: another primer is another file for every shard of articles.
fn primer(
    cut: &[(Stretch, Run<'_>)],
    shard: usize,
    sealer: Sealer<'_>,
) -> Result<Option<(Folder, Vec<u8>)>, CompileError> {
    let texts = cut.iter().flat_map(|(_, run)| run.articles).map(|article| article.text.len());
    let largest = cut.iter().rev().max_by_key(|(_, run)| run.articles.len());
    let Some((_, run)) = largest.filter(|_| texts.sum::<usize>() >= WORTHWHILE * shard) else { return Ok(None) };
    let oldest = run.articles.iter().take(OLDEST).map(|article| xxh3_64(article.id.as_bytes()));
    let mut chosen: Vec<_> = oldest.zip(0..).collect();
    chosen.sort_unstable();
    let mut primer = Vec::new();
    for (_, place) in chosen {
        let room = LARGEST - primer.len();
        if room == 0 {
            break;
        }
        primer.extend(run.encoded(place)?.into_iter().take(PIECE.min(room)));
    }
    let payload = Payload { kind: Kind::Primer, number: 0, bytes: primer.clone() };
    Ok(Some((sealer.seal("primer", vec![payload]), primer)))
}

fn segment(
    stretch: Stretch,
    run: Run<'_>,
    shard: usize,
    sealer: Sealer<'_>,
) -> Result<(Segment, Folder), CompileError> {
    let encoded: Result<Vec<_>, CompileError> =
        (0..run.articles.len()).into_par_iter().map(|place| run.encoded(place)).collect();
    let encoded = encoded?;
    let shards = shards(&encoded, shard);
    let mut segment = Segment { folder: String::new(), months: stretch.months, shards };
    let mut payloads: Vec<Payload> = Vec::new();
    for (place, article) in (0..).zip(&encoded) {
        let (number, index) = segment.shard_of(place);
        match payloads.last_mut().filter(|_| index > 0) {
            Some(payload) => payload.bytes.push(b','),
            None => payloads.push(Payload { kind: Kind::Articles, number, bytes: vec![b'['] }),
        }
        payloads.last_mut().into_iter().for_each(|payload| payload.bytes.extend(article));
    }
    payloads.iter_mut().for_each(|payload| payload.bytes.push(b']'));
    drop(encoded);
    let day = |article: &Article| article.date.as_deref().and_then(PartialDate::parse).and_then(|date| date.day);
    let days = run.articles.iter().map(|article| day(article).unwrap_or_default()).collect();
    payloads.push(Payload { kind: Kind::Dates, number: 0, bytes: serde_json::to_vec(&Dates { days })? });
    let folder = sealer.seal(&stretch.name, payloads);
    segment.folder.clone_from(&folder.name);
    Ok((segment, folder))
}

/// How many shards of about this size these articles take; none is empty.
fn shards(encoded: &[Vec<u8>], shard: usize) -> u32 {
    let bytes: usize = encoded.iter().map(Vec::len).sum();
    let shards = (bytes / shard).clamp(1, encoded.len().max(1));
    u32::try_from(shards).unwrap_or(u32::MAX)
}

impl Run<'_> {
    /// The article at this place as it stands in its shard.
    fn encoded(&self, place: usize) -> Result<Vec<u8>, CompileError> {
        let linked = self.articles.get(place).zip(self.links.get(place));
        let record = linked.map(|(article, links)| record(article, self.main_language, links));
        Ok(serde_json::to_vec(&record.unwrap_or_default())?)
    }
}

fn record(article: &Article, main_language: &str, links: &Links) -> ArticleRecord {
    let also = article.also.iter().zip(&links.also);
    ArticleRecord {
        id: article.id.clone(),
        text: article.text.clone(),
        title: article.title.clone(),
        date: article.date.clone(),
        source: article.source.clone(),
        section: article.section.clone(),
        byline: article.byline.clone(),
        url: url(&links.own),
        language: article.language.clone().filter(|language| language != main_language),
        picture: links.picture.clone(),
        captions: article.captions.clone(),
        also: also.map(|(place, link)| Place { id: place.id.clone(), url: url(link) }).collect(),
    }
}

fn url(link: &Link) -> Option<String> {
    match link {
        Link::Page => None,
        Link::To(address) => Some(address.clone()),
        Link::None => Some(String::new()),
    }
}
