//! What looking at all articles once tells: their order, their languages, the letters they are written in.

use dalil::format::folding::FoldingTable;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::articles::{Articles, CHUNK, Head, Source};
use super::chronology::{self, Stretch};
use super::pictures::Shown;
use super::{CompileError, Links};
use crate::article::Article;
use crate::folding::Occurring;
use crate::understanding::language::{Passage, Spoken, passages, settle};

/// An archive's primer is made of at least so many articles, at most so many, and between these of one in so many of the oldest: one
/// that is changed later should seldom be among them. Of 512 rather than 256 it would be .5 % better, of 128 1 % worse.
const PRIMING: (usize, usize, usize) = (16, 256, 16);

/// What looking at all articles once tells.
pub(super) struct Overview<'s> {
    pub(super) articles: Articles<'s>,
    pub(super) segments: Vec<Stretch>,
    /// The archive's main language.
    pub(super) language: String,
    pub(super) folding: FoldingTable,
    pub(super) pictures: Shown,
    /// The bytes of all texts.
    pub(super) bytes: u64,
    /// Places in the order, of articles that others are compressed with.
    pub(super) priming: Vec<usize>,
}

/// What orders an article, and what its text tells of its language.
struct Found {
    place: u32,
    id: String,
    date: Option<String>,
    spoken: Spoken,
}

/// What some articles tell.
#[derive(Default)]
struct Looked {
    found: Vec<Found>,
    occurring: Occurring,
    passages: FxHashMap<u32, Vec<Passage>>,
    pictures: Shown,
    bytes: u64,
}

impl<'s> Overview<'s> {
    /// Looks at all articles; `told` is the main language as the keeper says it.
    pub(super) fn new(
        source: &'s dyn Source,
        told: Option<&str>,
        links: &(dyn Fn(&Article) -> Links + Sync),
    ) -> Result<Self, CompileError> {
        let places = u32::try_from(source.places()).map_err(|_| CompileError::TooLarge("articles"))?;
        let starts: Vec<u32> = (0..places).step_by(CHUNK).collect();
        let look = |start: u32| {
            let mut looked = Looked::default();
            let own: Vec<u32> = (start..places.min(start.saturating_add(CHUNK as u32))).collect();
            for (place, article) in own.iter().copied().zip(source.articles(&own)?) {
                if let Some(article) = article {
                    looked.occurring.note(&article);
                    looked.pictures.count(&links(&article));
                    let passages = passages(&article.text);
                    if !passages.is_empty() {
                        looked.passages.insert(place, passages);
                    }
                    looked.bytes += article.text.len() as u64;
                    let spoken = Spoken::of(&article);
                    looked.found.push(Found { place, id: article.id, date: article.date, spoken });
                }
            }
            Ok::<_, CompileError>(looked)
        };
        let looked = starts.into_par_iter().map(look).try_reduce(Looked::default, |a, b| Ok(a.and(b)))?;
        let Looked { mut found, occurring, passages, pictures, bytes } = looked;
        let segments = chronology::arrange(&mut found, |found| (found.date.as_deref(), &found.id));
        let (language, spoken) = settle(found.iter().map(|found| &found.spoken), told);
        let mut tags: Vec<String> = spoken.clone();
        tags.extend(passages.values().flatten().map(|passage| passage.language.to_owned()));
        tags.sort_unstable();
        tags.dedup();
        let head = |((found, number), language): ((&Found, u32), String)| {
            let language = u16::try_from(tags.binary_search(&language).unwrap_or_default()).unwrap_or_default();
            Head { place: found.place, number, language }
        };
        let heads = found.iter().zip(chronology::numbers(&segments)).zip(spoken).map(head).collect();
        let articles = Articles { source, heads, tags, passages };
        let priming = priming(&found);
        Ok(Self { articles, segments, language, folding: occurring.table(), pictures, bytes, priming })
    }
}

/// Places of some of the oldest articles, chosen by their ids: what is added to an archive is mostly new and leaves them as
/// they are. Another primer is another file for every shard of articles.
fn priming(found: &[Found]) -> Vec<usize> {
    // A power of two, so that it seldom changes; at least a quarter of all, and at most half.
    let oldest = found.len().checked_ilog2().map_or(0, |power| (1_usize << power).div_ceil(2));
    let hashes = found.iter().take(oldest).map(|found| xxh3_64(found.id.as_bytes()));
    let mut chosen: Vec<(u64, usize)> = hashes.zip(0..).collect();
    chosen.sort_unstable();
    let (least, most, one_in) = PRIMING;
    chosen.into_iter().take((oldest / one_in).clamp(least, most)).map(|(_, place)| place).collect()
}

impl Looked {
    fn and(mut self, more: Self) -> Self {
        self.found.extend(more.found);
        self.occurring.add(more.occurring);
        self.passages.extend(more.passages);
        self.pictures.add(more.pictures);
        self.bytes += more.bytes;
        self
    }
}
