//! The folders of the segments: the articles and their days; and the primer by which the articles are compressed.

use std::ops::Range;

use dalil::format::article::{ArticleRecord, Place};
use dalil::format::date::PartialDate;
use dalil::format::envelope::Kind;
use dalil::format::segment::{Dates, Segment};
use rayon::prelude::*;

use super::articles::Articles;
use super::chronology::Stretch;
use super::folder::{Folder, Payload, Sealer};
use super::{CompileError, Link, Links, primer};
use crate::article::Article;
use crate::config::settings::Layout;

/// About how many bytes one shard of articles holds. Measured on 21,577 news: ten hits of a query cost 16 kB; half of it
/// would cost a third less, in twice as many files.
const SHARD: usize = 3_300;
/// So many bytes of an article at most make the primer, so that none makes more of it than others.
const PIECE: usize = 1_000;
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

/// So many articles of a segment are read at a time.
const READ: usize = 256;

/// Articles that lie in one folder.
#[derive(Clone)]
struct Run<'a> {
    articles: &'a Articles<'a>,
    /// Where they stand in the order of all.
    range: Range<usize>,
    links: &'a (dyn Fn(&Article) -> Links + Sync),
    main_language: &'a str,
}

/// Compiles the segments' folders; `links` tells the articles' addresses, `primed` how long their texts are together and
/// which of them make the primer.
pub(super) fn compile(
    articles: &Articles<'_>,
    links: &(dyn Fn(&Article) -> Links + Sync),
    stretches: Vec<Stretch>,
    main_language: &str,
    (bytes, priming): (u64, &[usize]),
    layout: Layout,
    sealer: Sealer<'_>,
) -> Result<Compiled, CompileError> {
    let mut cut = Vec::new();
    let mut start = 0;
    for stretch in stretches {
        let range = start..start + stretch.articles() as usize;
        start = range.end;
        cut.push((stretch, Run { articles, range, links, main_language }));
    }
    let shard = SHARD * layout.times();
    let is_worthwhile = bytes >= (WORTHWHILE * shard) as u64;
    let all = Run { articles, range: 0..articles.len(), links, main_language };
    let primer = if is_worthwhile { Some(primer(&all, priming, sealer)?) } else { None };
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

/// What the articles at these places have in common.
fn primer(run: &Run<'_>, priming: &[usize], sealer: Sealer<'_>) -> Result<(Folder, Vec<u8>), CompileError> {
    let mut sample = Vec::new();
    for place in priming {
        for article in run.articles.range(*place..place + 1)? {
            sample.push(run.encoded(&article)?.into_iter().take(PIECE).collect());
        }
    }
    let primer = primer::train(&sample);
    let payload = Payload { kind: Kind::Primer, number: 0, bytes: primer.clone() };
    Ok((sealer.seal("primer", vec![payload]), primer))
}

fn segment(
    stretch: Stretch,
    run: Run<'_>,
    shard: usize,
    sealer: Sealer<'_>,
) -> Result<(Segment, Folder), CompileError> {
    let starts: Vec<usize> = run.range.clone().step_by(READ).collect();
    let read = |start: usize| -> Result<Vec<(Vec<u8>, u8)>, CompileError> {
        let articles = run.articles.range(start..run.range.end.min(start + READ))?;
        articles.iter().map(|article| Ok((run.encoded(article)?, day(article)))).collect()
    };
    let read: Result<Vec<_>, CompileError> = starts.into_par_iter().map(read).collect();
    let (encoded, days): (Vec<Vec<u8>>, Vec<u8>) = read?.into_iter().flatten().unzip();
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
    /// An article as it stands in its shard.
    fn encoded(&self, article: &Article) -> Result<Vec<u8>, CompileError> {
        Ok(serde_json::to_vec(&record(article, self.main_language, &(self.links)(article)))?)
    }
}

/// On which day of its month it appeared; 0 where that is not known.
pub(super) fn day(article: &Article) -> u8 {
    let date = article.date.as_deref().and_then(PartialDate::parse);
    date.and_then(|date| date.day).unwrap_or_default()
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
