//! Which articles are nearest to each: those that have its most telling words.
//!
//! An article is asked for by its twenty words of most weight, as a reader would who knew them. Its rarest words find the
//! candidates, within a bound, so that the work grows with the number of articles only; all twenty order them. Integers
//! throughout: the same lists on every machine.

use compact_str::CompactString;
use dalil::format::dictionary::FIELD_SEPARATOR;
use dalil::format::envelope::Kind;
use dalil::format::folding::Folding;
use dalil::format::similar::{BLOCK, Similar};
use dalil::format::weight;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::CompileError;
use super::articles::Articles;
use super::boilerplate::{self, Repeated};
use super::folder::Payload;
use super::forward::Forward;
use super::groups::WordGroup;
use super::rows::Rows;
use super::sweep::sweep;

/// So many articles are named for each.
const NEAREST: usize = 8;
/// An article is asked for by so many words.
const TELLING: usize = 20;
/// A word of fewer letters, or that one of so many articles has, tells nothing.
const SHORTEST: usize = 2;
const COMMON: u32 = 8;
/// So many postings are read to find an article's candidates.
const MOST_READ: usize = 1024;
/// So many candidates are compared by all words.
const CANDIDATES: usize = 32;
/// What has less than one part in so many of an article's own weight is not like it.
const FAR: u64 = 4;
/// An article keeps at least so many telling words, boilerplate or not.
const FEWEST: usize = 4;

/// A word with its weight in an article: its number, and the weight.
type Weighted = (u32, u32);
/// A word with the length of its list.
type Listed = (u32, Weighted);

/// The words of all articles.
struct Words<'f> {
    forward: &'f Forward,
    /// By word.
    told: Vec<Told>,
    /// By document number, its most telling words, ascending by word.
    telling: Rows<Weighted>,
    /// By document number, how many words it has that no other has.
    own: Vec<u32>,
}

/// What one word tells.
#[derive(Default)]
struct Told {
    /// In how many articles it stands; 0 where it is not asked for.
    documents: u32,
    rarity: u32,
    /// Its largest weight in any article.
    largest: u32,
    /// In which articles it stands, ascending, with its weight there; empty where nobody reads it.
    list: Box<[Weighted]>,
}

/// A near article and how near it is.
pub(super) type Near = (u32, u64);

/// Writes the shards of what [`nearest`] found.
pub(super) fn shards(nearest: &Rows<Near>) -> Vec<Payload> {
    let write = |number: u32| {
        let first = number * BLOCK;
        let documents = |document| nearest.get(document).iter().map(|(near, _)| *near).collect();
        let lists: Vec<Vec<u32>> = (first..nearest.len().min(first + BLOCK)).map(documents).collect();
        Payload { kind: Kind::Similar, number, bytes: Similar::encode(first, &lists).as_bytes().to_vec() }
    };
    (0..nearest.len().div_ceil(BLOCK)).into_par_iter().map(write).collect()
}

/// By document number, the nearest ones; all document numbers are below `documents`.
pub(super) fn nearest(
    articles: &Articles<'_>,
    documents: u32,
    groups: &[WordGroup],
    forward: &Forward,
    repeated: &Repeated,
    folding: &Folding,
) -> Result<Rows<Near>, CompileError> {
    let boilerplate = boilerplate::words(articles, groups, repeated, folding)?;
    let words = Words::new(articles.len(), documents, groups, forward, &boilerplate);
    let nothing = || (vec![0_u32; documents as usize], Vec::new());
    let mut nearest = Rows::with_room(documents, documents as usize * NEAREST);
    sweep(
        documents,
        nothing,
        |document, (sums, touched)| words.nearest(document, sums, touched),
        |near| nearest.push(near),
    );
    Ok(nearest)
}

impl<'f> Words<'f> {
    fn new(
        articles: usize,
        documents: u32,
        groups: &[WordGroup],
        forward: &'f Forward,
        boilerplate: &FxHashMap<u32, FxHashSet<u32>>,
    ) -> Self {
        let articles = u32::try_from(articles).unwrap_or(u32::MAX);
        let most = (articles / COMMON).max(2);
        let told = |group: &WordGroup| Told {
            documents: if group.documents <= most && is_telling(group) { group.documents } else { 0 },
            rarity: weight::rarity(articles, group.documents),
            ..Told::default()
        };
        let told = groups.par_iter().map(told).collect();
        let mut words = Self { forward, told, telling: Rows::default(), own: Vec::new() };
        let nobody = FxHashSet::default();
        let of_document = |document: u32, (): &mut ()| {
            let its: Vec<Weighted> = words.of_document(document).collect();
            let telling = telling(&its, boilerplate.get(&document).unwrap_or(&nobody));
            // Of a word that only one article has each form counts.
            let own = forward.postings(document).filter(|(list, _)| words.documents(forward.group(*list)) == 1);
            (telling, u32::try_from(own.count()).unwrap_or(u32::MAX))
        };
        let (mut all_telling, mut all_own) = (Rows::with_room(documents, documents as usize * TELLING), Vec::new());
        sweep(
            documents,
            || (),
            of_document,
            |(telling, own)| {
                all_telling.push(telling);
                all_own.push(own);
            },
        );
        (words.telling, words.own) = (all_telling, all_own);
        let read = words.read();
        words.told.par_iter_mut().zip(groups).zip(read).for_each(|((told, group), read)| told.weigh(group, read));
        words
    }

    fn documents(&self, word: u32) -> u32 {
        self.told.get(word as usize).map_or(0, |told| told.documents)
    }

    /// The words of a document that others have too, ascending.
    fn of_document(&self, document: u32) -> impl Iterator<Item = Weighted> {
        self.forward.words(document).filter_map(|(word, frequency)| {
            let told = self.told.get(word as usize).filter(|told| told.documents > 1)?;
            Some((word, told.weight(frequency)))
        })
    }

    /// By word, whether its list is read to find anybody's candidates.
    fn read(&self) -> Vec<bool> {
        let mut is_read = vec![false; self.told.len()];
        for document in 0..self.telling.len() {
            for (_, (word, _)) in self.affordable(self.telling.get(document)).0 {
                is_read.get_mut(word as usize).into_iter().for_each(|read| *read = true);
            }
        }
        is_read
    }

    /// Those of the words whose lists are read, the rarest first, and the others.
    fn affordable(&self, own: &[Weighted]) -> (Vec<Listed>, Vec<Listed>) {
        let mut rarest: Vec<Listed> = own.iter().map(|word| (self.documents(word.0), *word)).collect();
        rarest.sort_unstable();
        let mut read = 0;
        let affordable = rarest.iter().take_while(|(length, _)| {
            read += *length as usize;
            read <= MOST_READ
        });
        // At least one word, however many articles have it.
        let unread = rarest.split_off(affordable.count().max(1).min(rarest.len()));
        (rarest, unread)
    }

    /// What is nearest to a document. `sums` are all zero, and are again afterwards.
    fn nearest(&self, document: u32, sums: &mut [u32], touched: &mut Vec<u32>) -> Vec<Near> {
        let own = self.telling.get(document);
        if own.is_empty() {
            return Vec::new();
        }
        let (read, mut unread) = self.affordable(own);
        let told = |word: u32| self.told.get(word as usize);
        let largest = |word: u32| told(word).map_or(0, |told| told.largest);
        let most = |words: &[Listed]| -> u64 {
            words.iter().map(|(_, (word, weight))| product(*weight, largest(*word))).sum()
        };
        let whole: u64 = own.iter().map(|(_, weight)| product(*weight, *weight)).sum();
        // Most share one word only, and the unread ones can't bring them near: these need not be put in order.
        let least = whole.div_ceil(FAR).saturating_sub(most(&unread));
        let mut left = most(&read);
        for (_, (word, weight)) in read {
            // Nor those of which only the last words can be there, which have the longest lists.
            let is_late = left < least;
            left = left.saturating_sub(product(weight, largest(word)));
            for (other, its) in told(word).map(|told| &*told.list).unwrap_or_default() {
                let Some(sum) = sums.get_mut(*other as usize) else { continue };
                if *sum == 0 {
                    if is_late {
                        continue;
                    }
                    touched.push(*other);
                }
                *sum = sum.saturating_add(u32::try_from(product(weight, *its)).unwrap_or(u32::MAX));
            }
        }
        let mut candidates: Vec<(u64, u32)> = Vec::new();
        for other in touched.drain(..) {
            let sum = u64::from(sums.get_mut(other as usize).map(std::mem::take).unwrap_or_default());
            if sum >= least && other != document {
                candidates.push((sum, other));
            }
        }
        best(&mut candidates, document, CANDIDATES);
        unread.sort_unstable_by_key(|(_, (word, _))| *word);
        let lists: Vec<(u32, u32)> = unread.iter().map(|(_, (word, _))| self.forward.lists_of(*word)).collect();
        for (sum, other) in &mut candidates {
            self.forward.weights(*other, &lists, |place, frequency| {
                let Some((_, (word, weight))) = unread.get(place) else { return };
                *sum += product(*weight, told(*word).map_or(0, |told| told.weight(frequency)));
            });
        }
        candidates.retain(|(sum, _)| *sum * FAR >= whole);
        best(&mut candidates, document, CANDIDATES);
        self.different(document, &candidates)
    }

    /// The first of the candidates that are no copies of the document or of each other.
    fn different(&self, document: u32, candidates: &[(u64, u32)]) -> Vec<Near> {
        let mut kept = vec![(document, 0)];
        for (sum, other) in candidates {
            if kept.len() > NEAREST {
                break;
            }
            if !kept.iter().any(|(known, _)| self.are_copies(*known, *other)) {
                kept.push((*other, *sum));
            }
        }
        kept.split_off(1)
    }

    /// Whether two documents have nine of ten telling words in common.
    fn are_copies(&self, a: u32, b: u32) -> bool {
        let of = |document: u32| self.telling.get(document);
        let size = |document: u32| {
            let own = self.own.get(document as usize).copied().unwrap_or_default();
            (of(document).len() + own as usize).min(TELLING)
        };
        let needed = (size(a).max(size(b)) * 9).div_ceil(10);
        // Most are given up after the first few words.
        let Some(mut forgiven) = of(a).len().checked_sub(needed) else { return false };
        let mut rest = of(b).iter().map(|(word, _)| *word).peekable();
        for (word, _) in of(a) {
            while rest.next_if(|next| next < word).is_some() {}
            if rest.peek() != Some(word) {
                let Some(fewer) = forgiven.checked_sub(1) else { return false };
                forgiven = fewer;
            }
        }
        true
    }
}

impl Told {
    /// What a word counts that has this frequency in an article.
    fn weight(&self, frequency: u32) -> u32 {
        u32::try_from(weight::score(frequency, self.rarity) >> 14).unwrap_or(u32::MAX)
    }

    /// Finds the largest of its weights, and keeps all of them where they are read.
    fn weigh(&mut self, group: &WordGroup, is_read: bool) {
        if self.documents < 2 {
            return;
        }
        let postings = group.postings.iter().flat_map(|list| list.iter());
        let mut list: Vec<Weighted> = postings.map(|(document, code)| (document, weight::decode(code))).collect();
        // Articles may have several forms of it.
        list.sort_unstable_by_key(|(document, _)| *document);
        list.dedup_by(|(document, more), (before, sum)| {
            let is_same = document == before;
            *sum = sum.saturating_add(if is_same { *more } else { 0 });
            is_same
        });
        list.iter_mut().for_each(|(_, frequency)| *frequency = self.weight(*frequency));
        self.largest = list.iter().map(|(_, weight)| *weight).max().unwrap_or_default();
        if is_read {
            self.list = list.into_boxed_slice();
        }
    }
}

fn product(a: u32, b: u32) -> u64 {
    (u64::from(a) * u64::from(b)) >> 8
}

/// Keeps the best candidates, best first; of equals those that stand nearer to the document in time.
fn best(candidates: &mut Vec<(u64, u32)>, document: u32, most: usize) {
    let key = |(sum, other): &(u64, u32)| (std::cmp::Reverse(*sum), other.abs_diff(document), *other);
    if candidates.len() > most {
        candidates.select_nth_unstable_by_key(most, key);
        candidates.truncate(most);
    }
    candidates.sort_unstable_by_key(key);
}

/// Whether a word says something of an article: no value of a field, no stop word, no number.
fn is_telling(group: &WordGroup) -> bool {
    let is_word = |form: &CompactString| {
        !form.contains(FIELD_SEPARATOR)
            && form.chars().count() >= SHORTEST
            && !form.bytes().any(|byte| byte.is_ascii_digit())
    };
    !group.stop && !group.positions.is_empty() && group.forms.iter().any(is_word)
}

/// The words of most weight, ascending by word.
fn telling(own: &[Weighted], boilerplate: &FxHashSet<u32>) -> Vec<Weighted> {
    let mut words: Vec<Weighted> = own.iter().filter(|(word, _)| !boilerplate.contains(word)).copied().collect();
    if words.len() < FEWEST {
        words = own.to_vec();
    }
    words.sort_unstable_by_key(|(word, weight)| (std::cmp::Reverse(*weight), *word));
    words.truncate(TELLING);
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::nearest;
    use crate::article::Article;
    use crate::cache::Keeping;
    use crate::index::articles::Articles;
    use crate::index::boilerplate::{Repeated, lines_of};
    use crate::index::forward::Forward;
    use crate::index::groups::group;
    use crate::index::inversion::{FIELD_WEIGHTS, Norms, invert, lengths};
    use crate::index::written::Gathering;
    use dalil::format::folding::{Folding, FoldingTable};

    fn lists(texts: &[String]) -> Vec<Vec<u32>> {
        let article = |(number, text): (usize, &String)| Article {
            id: number.to_string(),
            text: text.clone(),
            language: Some("en".to_owned()),
            ..Article::default()
        };
        let articles: Vec<_> = texts.iter().enumerate().map(article).collect();
        let numbers: Vec<u32> = (0..articles.len() as u32).collect();
        let folding = Folding::new(&FoldingTable::default());
        let lengths = [lengths(&articles, &folding)];
        let articles = Articles::of(&articles, &numbers);
        let mut gathering = Gathering::default();
        let norms = Norms::new(&lengths, articles.len(), FIELD_WEIGHTS);
        let kept = Keeping::default();
        let inverted = invert(&articles, &norms, &folding, &kept, &mut gathering).unwrap();
        let groups = group(inverted, &[]);
        let repeated = Repeated::among(&articles.chunks(lines_of).unwrap());
        let forward = Forward::new(&groups, numbers.len() as u32);
        let nearest = nearest(&articles, numbers.len() as u32, &groups, &forward, &repeated, &folding).unwrap();
        let near = |document| nearest.get(document).iter().map(|(document, _)| *document).collect();
        (0..nearest.len()).map(near).collect()
    }

    /// Forty articles that have nothing in common with each other.
    fn strangers() -> Vec<String> {
        (0..40).map(|n| format!("Stranger{n}a wrote stranger{n}b from stranger{n}c and stranger{n}d")).collect()
    }

    #[test]
    fn articles_of_one_matter_are_near_each_other_and_others_are_not() {
        let mut texts = strangers();
        texts[3] = "The grain harbour of Lumeya was dredged by a barge from Selim".to_owned();
        texts[20] = "Grain ships waited in the harbour of Lumeya for a pilot".to_owned();
        texts[30] = "A pilot said the harbour of Lumeya takes no grain ships in winter".to_owned();
        let lists = lists(&texts);
        assert_eq!(lists[20].len(), 2, "{:?}", lists[20]);
        assert_eq!((lists[20][0], lists[3].contains(&20), lists[0].len()), (30, true, 0));
    }

    #[test]
    fn a_copy_is_not_named_and_of_two_copies_one_is() {
        let mut texts = strangers();
        let text = "The grain harbour of Lumeya was dredged by a barge from Selim with seven buckets";
        texts[3] = text.to_owned();
        texts[4] = text.to_owned();
        texts[20] = "Grain ships waited in the harbour of Lumeya for a pilot and a barge with buckets".to_owned();
        let lists = lists(&texts);
        assert_eq!((lists[3].clone(), lists[20].clone()), (vec![20], vec![4]));
    }

    #[test]
    fn a_line_that_several_articles_have_makes_them_not_alike() {
        let notice = "This bulletin is compiled by volunteers of the maritime observatory for educational purposes.";
        let mut texts = strangers();
        for place in [2, 9, 17, 28] {
            texts[place] = format!("{}\n{notice}", texts[place]);
        }
        assert!(lists(&texts)[2].is_empty());
    }
}
