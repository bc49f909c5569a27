//! The folders of the segments: what hits show, the texts, the days.

use dalil::format::article::{ArticleRecord, Articles, Place, Texts};
use dalil::format::date::PartialDate;
use dalil::format::envelope::Kind;
use dalil::format::segment::{Dates, Segment};
use rayon::prelude::*;
use serde::Serialize;

use super::chronology::Stretch;
use super::folder::{Folder, Payload};
use super::{CompileError, Link, Links};
use crate::article::Article;

/// How many articles' records one shard holds.
const RECORDS: u32 = 8;
/// About how many bytes of text one shard holds.
const TEXT: usize = 6 << 10;
/// The most texts one shard holds.
const MOST_TEXTS: u32 = 32;

/// Compiles the segments' folders; `links` are the articles' addresses, in their order.
pub(super) fn compile(
    articles: &[Article],
    links: &[Links],
    stretches: Vec<Stretch>,
    main_language: &str,
) -> Result<(Vec<Segment>, Vec<Folder>), CompileError> {
    let (mut articles, mut links) = (articles, links);
    let mut cut = Vec::new();
    for stretch in stretches {
        let length = stretch.articles() as usize;
        cut.push((stretch, take(&mut articles, length), take(&mut links, length)));
    }
    let compile = |(stretch, articles, links)| segment(stretch, articles, links, main_language);
    let compiled: Result<Vec<_>, CompileError> = cut.into_par_iter().map(compile).collect();
    Ok(compiled?.into_iter().unzip())
}

/// The first elements of a list, which keeps the others.
fn take<'l, T>(list: &mut &'l [T], length: usize) -> &'l [T] {
    let (first, rest) = list.split_at(list.len().min(length));
    *list = rest;
    first
}

fn segment(
    stretch: Stretch,
    articles: &[Article],
    links: &[Links],
    main_language: &str,
) -> Result<(Segment, Folder), CompileError> {
    let per_text = texts_a_shard(articles);
    let mut payloads = Vec::new();
    let records = articles.chunks(RECORDS as usize).zip(links.chunks(RECORDS as usize));
    for (number, (articles, links)) in (0..).zip(records) {
        let linked = articles.iter().zip(links);
        let articles = linked.map(|(article, links)| record(article, main_language, links)).collect();
        payloads.push(payload(Kind::Articles, number, &Articles { articles })?);
    }
    for (number, articles) in (0..).zip(articles.chunks(per_text as usize)) {
        payloads.push(payload(Kind::Text, number, &texts(articles))?);
    }
    let day = |article: &Article| article.date.as_deref().and_then(PartialDate::parse).and_then(|date| date.day);
    let days = articles.iter().map(|article| day(article).unwrap_or_default()).collect();
    payloads.push(payload(Kind::Dates, 0, &Dates { days })?);
    let folder = Folder::seal(&stretch.name, payloads);
    let segment = Segment { folder: folder.name.clone(), months: stretch.months, per_articles: RECORDS, per_text };
    Ok((segment, folder))
}

fn texts(articles: &[Article]) -> Texts {
    let texts = articles.iter().map(|article| article.text.clone()).collect();
    let has_captions = articles.iter().any(|article| !article.captions.is_empty());
    let captions = articles.iter().filter(|_| has_captions).map(|article| article.captions.join("\n")).collect();
    Texts { texts, captions }
}

/// The power of two that brings a shard closest below its size with articles of average length.
fn texts_a_shard(articles: &[Article]) -> u32 {
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let average = (bytes / articles.len().max(1)).max(1);
    let fitting = u32::try_from(TEXT / average).unwrap_or(MOST_TEXTS).clamp(1, MOST_TEXTS);
    1 << fitting.ilog2()
}

fn record(article: &Article, main_language: &str, links: &Links) -> ArticleRecord {
    let also = article.also.iter().zip(&links.also);
    ArticleRecord {
        id: article.id.clone(),
        url: url(&links.own),
        title: article.title.clone(),
        date: article.date.clone(),
        source: article.source.clone(),
        section: article.section.clone(),
        byline: article.byline.clone(),
        language: article.language.clone().filter(|language| language != main_language),
        picture: links.picture.clone(),
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

fn payload(kind: Kind, number: u32, contents: &impl Serialize) -> Result<Payload, CompileError> {
    Ok(Payload { kind, number, bytes: serde_json::to_vec(contents)? })
}
