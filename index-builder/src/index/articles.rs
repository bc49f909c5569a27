//! The articles in the order of the index, read when they are needed: all at once would be most of a build's memory.

use dalil::format::folding::FoldingTable;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::chronology::{self, Stretch};
use super::pictures::Shown;
use super::{CompileError, Links};
use crate::article::Article;
use crate::folding::Occurring;
use crate::reading::{Reading, StoreError};
use crate::understanding::language::{Passage, Spoken, passages, settle};

/// So many articles are in one thread's hands at a time.
const CHUNK: usize = 512;

/// So many chunks wait for what is made of them to be taken.
const AT_ONCE: usize = 4;

/// An archive's primer is made of at least so many articles, at most so many, and between these of one in so many of the oldest: one
/// that is changed later should seldom be among them. Of 512 rather than 256 it would be .5 % better, of 128 1 % worse.
const PRIMING: (usize, usize, usize) = (16, 256, 16);

/// What has articles, in any order.
pub trait Source: Sync {
    /// How many places there are for articles.
    fn places(&self) -> usize;

    /// The articles at these places; `None` where one is not indexed.
    ///
    /// # Errors
    /// Where the disk no longer holds one.
    fn articles(&self, places: &[u32]) -> Result<Vec<Option<Article>>, StoreError>;
}

impl Source for Vec<Article> {
    fn places(&self) -> usize {
        self.len()
    }

    fn articles(&self, places: &[u32]) -> Result<Vec<Option<Article>>, StoreError> {
        Ok(places.iter().map(|place| self.get(*place as usize).cloned()).collect())
    }
}

impl Source for &Reading {
    fn places(&self) -> usize {
        Reading::places(self)
    }

    fn articles(&self, places: &[u32]) -> Result<Vec<Option<Article>>, StoreError> {
        self.indexed(places)
    }
}

/// The articles of a source, in date order.
pub(super) struct Articles<'s> {
    source: &'s dyn Source,
    heads: Vec<Head>,
    /// The languages that there are, in order.
    tags: Vec<String>,
    /// By place, of the articles that are in several languages.
    passages: FxHashMap<u32, Vec<Passage>>,
}

/// What is known of an article while it is not read.
#[derive(Clone, Copy)]
struct Head {
    place: u32,
    /// Its document number.
    number: u32,
    /// Among the tags.
    language: u16,
}

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

impl<'s> Articles<'s> {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.heads.len()
    }

    /// What `each` makes of some articles after the other and their document numbers, for tests of that.
    #[cfg(test)]
    pub(super) fn chunks<T: Send>(
        &self,
        each: impl Fn(&[Article], &[u32]) -> T + Sync,
    ) -> Result<Vec<T>, CompileError> {
        let mut all = Vec::new();
        self.in_order(|articles, numbers, _| each(articles, numbers), |made| all.push(made))?;
        Ok(all)
    }

    /// What `each` makes of those with these document numbers, which ascend, some at a time and several threads at once.
    pub(super) fn some_chunks<T: Send>(
        &self,
        numbers: &[u32],
        each: impl Fn(&[Article], &[u32]) -> T + Sync,
    ) -> Result<Vec<T>, CompileError> {
        let is_wanted = |head: &&Head| numbers.binary_search(&head.number).is_ok();
        let wanted: Vec<Head> = self.heads.iter().filter(is_wanted).copied().collect();
        let read = |heads: &[Head]| {
            let numbers: Vec<u32> = heads.iter().map(|head| head.number).collect();
            Ok(each(&self.read(heads)?, &numbers))
        };
        wanted.par_chunks(CHUNK).map(read).collect()
    }

    /// Reads all articles, some at a time and several threads at once. `each` is given them with their document numbers and the passages
    /// of those that are in several languages; what it makes of them is handed to `take`, in order, while the next are read.
    pub(super) fn in_order<T: Send>(
        &self,
        each: impl Fn(&[Article], &[u32], &[&[Passage]]) -> T + Sync,
        mut take: impl FnMut(T) + Send,
    ) -> Result<(), CompileError> {
        let read = |heads: &[Head]| {
            let numbers: Vec<u32> = heads.iter().map(|head| head.number).collect();
            let of_head = |head: &Head| self.passages.get(&head.place).map(Vec::as_slice).unwrap_or_default();
            let passages: Vec<&[Passage]> = heads.iter().map(of_head).collect();
            Ok::<_, CompileError>(each(&self.read(heads)?, &numbers, &passages))
        };
        let mut ready: Vec<T> = Vec::new();
        for heads in self.heads.chunks(CHUNK * AT_ONCE) {
            let take = || ready.drain(..).for_each(&mut take);
            let read = || heads.par_chunks(CHUNK).map(read).collect::<Result<Vec<T>, CompileError>>();
            ready = rayon::join(take, read).1?;
        }
        ready.into_iter().for_each(take);
        Ok(())
    }

    /// The languages that there are, in order.
    pub(super) fn tags(&self) -> Vec<&str> {
        self.tags.iter().map(String::as_str).collect()
    }

    /// Reads the articles at these places of the order.
    pub(super) fn range(&self, range: std::ops::Range<usize>) -> Result<Vec<Article>, CompileError> {
        self.read(self.heads.get(range).unwrap_or_default())
    }

    fn read(&self, heads: &[Head]) -> Result<Vec<Article>, CompileError> {
        let places: Vec<u32> = heads.iter().map(|head| head.place).collect();
        let mut articles = self.source.articles(&places)?.into_iter();
        let settle = |head: &Head| {
            let mut article = articles.next().flatten().ok_or(CompileError::Vanished(head.place))?;
            article.language = self.tags.get(usize::from(head.language)).cloned();
            Ok(article)
        };
        heads.iter().map(settle).collect()
    }

    /// Articles as they come, for tests of what is made of them.
    #[cfg(test)]
    pub(super) fn of(source: &'s Vec<Article>, numbers: &[u32]) -> Self {
        let mut tags: Vec<String> = source.iter().filter_map(|article| article.language.clone()).collect();
        let of_article = |(place, article): (u32, &Article)| (place, passages(&article.text));
        let passages: FxHashMap<u32, Vec<Passage>> = (0..).zip(source).map(of_article).collect();
        tags.extend(passages.values().flatten().map(|passage| passage.language.to_owned()));
        tags.sort_unstable();
        tags.dedup();
        let head = |((place, article), number): ((u32, &Article), &u32)| {
            let language = article.language.as_ref().map_or(Err(0), |language| tags.binary_search(language));
            Head { place, number: *number, language: language.unwrap_or(u16::MAX as usize) as u16 }
        };
        let heads = (0..).zip(source).zip(numbers).map(head).collect();
        Self { source, heads, tags, passages }
    }
}

#[cfg(test)]
mod tests {
    use super::{Articles, CompileError, Head};
    use rustc_hash::FxHashMap;

    #[test]
    fn an_article_that_is_there_no_longer_is_an_error_and_not_an_empty_one() {
        let head = Head { place: 7, number: 0, language: u16::MAX };
        let articles =
            Articles { source: &Vec::new(), heads: vec![head], tags: Vec::new(), passages: FxHashMap::default() };
        let lost = articles.chunks(|articles, _| articles.len());
        assert!(matches!(lost, Err(CompileError::Vanished(7))), "{lost:?}");
    }
}
