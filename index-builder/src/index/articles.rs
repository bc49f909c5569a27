//! The articles in the order of the index, read when they are needed: all at once would be most of a build's memory.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::Xxh3;

use super::CompileError;
use crate::article::Article;
use crate::cache::{Item, Keeping};
use crate::reading::{Reading, StoreError, decode, encode};
use crate::understanding::language::Passage;
#[cfg(test)]
use crate::understanding::language::passages;

/// So many articles are in one thread's hands at a time.
pub(super) const CHUNK: usize = 512;
/// Articles with document numbers in a row of so many are looked at together: about as many as in a chunk, since segments have room for an
/// eighth more. A new article renumbers none but those of its segment, so that the others stay together.
const NUMBERS: u32 = 576;

/// So many chunks wait for what is made of them to be taken.
const AT_ONCE: usize = 4;

/// What has articles, in any order.
pub trait Source: Sync {
    /// How many places there are for articles.
    fn places(&self) -> usize;

    /// The articles at these places; `None` where one is not indexed.
    ///
    /// # Errors
    /// Where the disk no longer holds one.
    fn articles(&self, places: &[u32]) -> Result<Vec<Option<Article>>, StoreError>;

    /// The same number for the same articles at these places, without reading them; `None` where there is none to be had.
    ///
    /// # Errors
    /// As [`Source::articles`].
    fn fingerprint(&self, _places: &[u32]) -> Result<Option<u128>, StoreError> {
        Ok(None)
    }
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

    fn fingerprint(&self, places: &[u32]) -> Result<Option<u128>, StoreError> {
        Reading::fingerprint(self, places).map(Some)
    }
}

/// The articles of a source, in date order.
pub(super) struct Articles<'s> {
    pub(super) source: &'s dyn Source,
    pub(super) heads: Vec<Head>,
    /// The languages that there are, in order.
    pub(super) tags: Vec<String>,
    /// By place, of the articles that are in several languages.
    pub(super) passages: FxHashMap<u32, Vec<Passage>>,
}

/// What is known of an article while it is not read.
#[derive(Clone, Copy)]
pub(super) struct Head {
    /// In the source.
    pub(super) place: u32,
    /// Its document number.
    pub(super) number: u32,
    /// Among the tags.
    pub(super) language: u16,
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
        self.in_order(each, |made| all.push(made))?;
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

    /// Reads all articles, some at a time and several threads at once. `each` is given them with their document numbers; what it makes of
    /// them is handed to `take`, in order, while the next are read.
    pub(super) fn in_order<T: Send>(
        &self,
        each: impl Fn(&[Article], &[u32]) -> T + Sync,
        take: impl FnMut(T) + Send,
    ) -> Result<(), CompileError> {
        let read = |heads: &[Head]| {
            let numbers: Vec<u32> = heads.iter().map(|head| head.number).collect();
            Ok(each(&self.read(heads)?, &numbers))
        };
        self.by_chunks(read, take)
    }

    /// As [`Self::in_order`], but what was made of the same articles by the last build is taken from what that kept. `grounds` is all else
    /// that `each` follows from, as one number; document numbers are none of it.
    pub(super) fn in_order_kept<T: Send + Serialize + DeserializeOwned>(
        &self,
        kept: &Keeping,
        grounds: u128,
        each: impl Fn(&[Article], &[&[Passage]]) -> T + Sync,
        mut take: impl FnMut(T, &[u32]) + Send,
    ) -> Result<(), CompileError> {
        let read = |heads: &[Head]| {
            let numbers: Vec<u32> = heads.iter().map(|head| head.number).collect();
            let key = if kept.is_kept() { self.key(heads, grounds)? } else { None };
            let found = key.and_then(|key| kept.get(key)).and_then(|body| Some((decode(&body).ok()?, Some(body))));
            let (made, body) = match found {
                Some(found) => found,
                None => {
                    let made = each(&self.read(heads)?, &self.passages_of(heads));
                    let body = key.and_then(|_| encode(&made).ok());
                    (made, body)
                }
            };
            Ok((made, numbers, key.zip(body).map(|(key, body)| Item { key, body })))
        };
        let take = |(made, numbers, keep): (T, Vec<u32>, Option<Item>)| {
            keep.iter().for_each(|item| kept.add(item.key, &item.body));
            take(made, &numbers);
        };
        self.by_chunks(read, take)
    }

    /// What stands for these articles, their languages and the grounds.
    fn key(&self, heads: &[Head], grounds: u128) -> Result<Option<u128>, CompileError> {
        let places: Vec<u32> = heads.iter().map(|head| head.place).collect();
        let Some(articles) = self.source.fingerprint(&places)? else { return Ok(None) };
        let mut hash = Xxh3::new();
        hash.update(&grounds.to_le_bytes());
        hash.update(&articles.to_le_bytes());
        for head in heads {
            let tag = self.tags.get(usize::from(head.language)).map(String::as_str).unwrap_or_default();
            hash.update(tag.as_bytes());
            hash.update(b"\n");
        }
        Ok(Some(hash.digest128()))
    }

    fn passages_of(&self, heads: &[Head]) -> Vec<&[Passage]> {
        let of_head = |head: &Head| self.passages.get(&head.place).map(Vec::as_slice).unwrap_or_default();
        heads.iter().map(of_head).collect()
    }

    fn by_chunks<T: Send>(
        &self,
        read: impl Fn(&[Head]) -> Result<T, CompileError> + Sync,
        mut take: impl FnMut(T) + Send,
    ) -> Result<(), CompileError> {
        let chunks: Vec<&[Head]> = self.heads.chunk_by(|a, b| a.number / NUMBERS == b.number / NUMBERS).collect();
        let mut ready: Vec<T> = Vec::new();
        for chunks in chunks.chunks(AT_ONCE) {
            let take = || ready.drain(..).for_each(&mut take);
            let read = || chunks.par_iter().map(|heads| read(heads)).collect::<Result<Vec<T>, CompileError>>();
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
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Articles, CompileError, Head, NUMBERS, Source};
    use crate::article::Article;
    use crate::cache::{Cached, Keeping};
    use crate::reading::StoreError;
    use rustc_hash::FxHashMap;
    use xxhash_rust::xxh3::xxh3_128;

    #[test]
    fn an_article_that_is_there_no_longer_is_an_error_and_not_an_empty_one() {
        let head = Head { place: 7, number: 0, language: u16::MAX };
        let articles =
            Articles { source: &Vec::new(), heads: vec![head], tags: Vec::new(), passages: FxHashMap::default() };
        let lost = articles.chunks(|articles, _| articles.len());
        assert!(matches!(lost, Err(CompileError::Vanished(7))), "{lost:?}");
    }

    /// Articles that are told by their texts.
    struct Told(Vec<Article>);

    impl Source for Told {
        fn places(&self) -> usize {
            self.0.places()
        }

        fn articles(&self, places: &[u32]) -> Result<Vec<Option<Article>>, StoreError> {
            self.0.articles(places)
        }

        fn fingerprint(&self, places: &[u32]) -> Result<Option<u128>, StoreError> {
            let texts: Vec<&str> = places.iter().map(|place| self.0[*place as usize].text.as_str()).collect();
            Ok(Some(xxh3_128(texts.join("\n").as_bytes())))
        }
    }

    /// Articles with these texts and document numbers, all in one language.
    fn told(texts: &[(&str, u32)]) -> (Told, Vec<Head>) {
        let article = |(text, _): &(&str, u32)| Article { text: (*text).to_owned(), ..Article::default() };
        let head = |(place, (_, number)): (u32, &(&str, u32))| Head { place, number: *number, language: 0 };
        (Told(texts.iter().map(article).collect()), (0..).zip(texts).map(head).collect())
    }

    #[test]
    fn what_was_made_of_articles_is_made_again_only_where_they_or_their_grounds_changed() {
        let folder = tempfile::tempdir().unwrap();
        // What is made of all, in their order, and of how many rows it was made anew.
        let make = |texts: &[(&str, u32)], tags: [&str; 2], grounds: u128| {
            let (source, mut heads) = told(texts);
            heads.iter_mut().for_each(|head| head.language = u16::from(tags[0] != "en"));
            let tags = tags.map(str::to_owned).to_vec();
            let articles = Articles { source: &source, heads, tags, passages: FxHashMap::default() };
            let (calls, kept) = (AtomicUsize::new(0), Keeping::begin(Some(folder.path()), Cached::Words));
            let each = |articles: &[Article], _: &[&[_]]| {
                calls.fetch_add(1, Ordering::Relaxed);
                articles.iter().map(|article| article.text.to_uppercase()).collect::<Vec<_>>()
            };
            let mut made = Vec::new();
            let take = |texts: Vec<String>, numbers: &[u32]| made.extend(texts.into_iter().zip(numbers.to_vec()));
            articles.in_order_kept(&kept, grounds, each, take).unwrap();
            assert_eq!(kept.finish(), None);
            let expected: Vec<(String, u32)> = texts.iter().map(|(text, n)| (text.to_uppercase(), *n)).collect();
            assert_eq!(made, expected);
            calls.into_inner()
        };
        let texts = [("harbour", 0), ("grain", 1), ("council", NUMBERS), ("ferry", 2 * NUMBERS + 5)];
        let english = ["en", "fr"];
        assert_eq!(make(&texts, english, 1), 3, "there are three rows of numbers");
        assert_eq!(make(&texts, english, 1), 0);
        let mut later = texts.to_vec();
        later.insert(2, ("lamp", 2));
        assert_eq!(make(&later, english, 1), 1, "what is new is in one of them");
        later[4].1 += 1;
        assert_eq!(make(&later, english, 1), 0, "numbers are not what words follow from");
        assert_eq!(make(&later, ["ar", "en"], 1), 0, "which languages others are in neither");
        assert_eq!(make(&later, ["ar", "fr"], 1), 3, "the language of all is another");
        assert_eq!(make(&later, ["ar", "fr"], 2), 3, "so are the grounds");
    }
}
