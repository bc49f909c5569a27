//! From words to groups: each word with its inflections.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use compact_str::{CompactString, format_compact};
use dalil::format::dictionary::{FIELD_SEPARATOR, WORD_SEPARATOR};
use dalil::format::postings::{PositionList, PostingList};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};

use super::casing::Capitals;
use super::clitics::Known;
use super::facets::Field;
use super::inversion::{Inverted, Word};
use super::language::{Language, Stemmed};
use crate::understanding::language::is_written_with;

/// The code of a facet value's postings, which have no weight.
const NO_WEIGHT: u8 = 0;

/// What is kept of each form of a group. Most have one: a list for each thing of each word is a third of a build's memory.
pub(super) type OfForms<T> = SmallVec<[T; 1]>;

/// A word with its inflections, or a facet value.
#[derive(Debug, Default)]
pub(super) struct WordGroup {
    /// In byte order.
    pub(super) forms: OfForms<CompactString>,
    /// In the order of the forms.
    pub(super) postings: OfForms<PostingList>,
    /// The articles that have none of them and whose nearest ones do.
    pub(super) echoes: PostingList,
    /// In the order of the forms; empty for facet values.
    pub(super) positions: OfForms<PositionList>,
    /// In the order of the forms; empty for facet values.
    pub(super) uses: OfForms<Use>,
    /// In how many articles at least one of the forms stands.
    pub(super) documents: u32,
    pub(super) stop: bool,
}

/// How a form is used.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Use {
    pub(super) capitals: Capitals,
    /// Whether it is a stop word.
    pub(super) stop: bool,
}

/// What holds forms together: a language and a stem in it, or else the form alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Stem {
    language: u16,
    stem: CompactString,
}

struct Form {
    stem: Stem,
    stop: bool,
    name: CompactString,
    /// Which word it is.
    place: u32,
}

/// All groups, in the byte order of their first forms.
pub(super) fn group(inverted: Inverted, fields: &[Field]) -> Vec<WordGroup> {
    let Inverted { index, mut words, languages, .. } = inverted;
    let mut forms = forms(index, &words, &languages);
    forms.par_sort_unstable_by(|a, b| (&a.stem, &a.name).cmp(&(&b.stem, &b.name)));
    let mut groups: Vec<WordGroup> = Vec::new();
    let mut last: Option<Stem> = None;
    for form in forms {
        if last.as_ref() != Some(&form.stem) {
            groups.push(WordGroup { stop: true, ..WordGroup::default() });
            last = Some(form.stem.clone());
        }
        if let Some((group, word)) = groups.last_mut().zip(words.get_mut(form.place as usize)) {
            group.add(form, std::mem::take(word));
        }
    }
    drop(words);
    groups.par_iter_mut().for_each(|group| group.documents = documents(&group.postings));
    groups.extend(fields.iter().flat_map(values));
    groups.par_sort_unstable_by(|a, b| a.forms.cmp(&b.forms));
    groups
}

/// All words with their stems.
fn forms(index: FxHashMap<CompactString, u32>, words: &[Word], languages: &[Language]) -> Vec<Form> {
    let speakers = Speakers::new(words, languages);
    let word_at = |place: &u32| words.get(*place as usize);
    let known = |word: &str| index.get(word).and_then(word_at).map_or(0, |word| number(word.postings.len()));
    let mut names: Vec<_> = index.iter().collect();
    names.sort_unstable_by_key(|(_, place)| **place);
    let of_words: Vec<_> = names.into_iter().map(|(name, _)| name).zip(words).collect();
    let mut stems: Vec<_> = of_words.into_par_iter().map(|(name, word)| speakers.stem(name, word, &known)).collect();
    let with_stem = |(name, place): (CompactString, u32)| {
        let (stem, stop) = std::mem::take(stems.get_mut(place as usize)?);
        Some(Form { stem, stop, name, place })
    };
    index.into_iter().filter_map(with_stem).collect()
}

/// Who knows the stem of a word: the languages, and how much of the archive is in each.
struct Speakers<'l> {
    languages: &'l [Language],
    /// Of languages with several tags the first stands for all.
    first: Vec<u16>,
    /// Most words first.
    by_words: Vec<u16>,
}

impl<'l> Speakers<'l> {
    fn new(words: &[Word], languages: &'l [Language]) -> Self {
        let mut counts: Vec<(Reverse<u64>, u16)> = (0..).zip(languages).map(|(place, _)| (Reverse(0), place)).collect();
        for ((language, _), count) in words.iter().flat_map(|word| &word.usage.written) {
            if let Some((Reverse(sum), _)) = counts.get_mut(usize::from(*language)) {
                *sum += u64::from(*count);
            }
        }
        counts.sort_unstable();
        let first = |language: &Language| languages.iter().position(|first| first.code() == language.code());
        let first =
            languages.iter().map(|language| u16::try_from(first(language).unwrap_or_default()).unwrap_or_default());
        Self { languages, first: first.collect(), by_words: counts.into_iter().map(|(_, place)| place).collect() }
    }

    fn get(&self, place: u16) -> Option<&'l Language> {
        self.languages.get(usize::from(place))
    }

    /// A word's stem and whether it is a stop word: in the language and spelling in which most articles have it, or, where a
    /// text quotes it in foreign letters, in the archive's main language of these.
    fn stem(&self, name: &str, word: &Word, known: Known<'_>) -> (Stem, bool) {
        let letter = name.chars().next().unwrap_or_default();
        let fits = |place: u16| self.get(place).is_some_and(|language| is_written_with(language.code(), letter));
        let fitting = word.usage.written.iter().filter(|((language, _), _)| fits(*language));
        let most = fitting.max_by_key(|(written, count)| (*count, Reverse(written)));
        let (place, written) = match most {
            Some(((language, written), _)) => (*language, written.as_deref()),
            None => (self.by_words.iter().copied().find(|place| fits(*place)).unwrap_or_default(), None),
        };
        let stemmed = self.get(place).map(|language| language.stem(name, written.unwrap_or(name), known));
        let Stemmed { stem, stop } = stemmed.unwrap_or_else(|| Stemmed { stem: name.to_owned(), stop: false });
        (Stem { language: self.first.get(usize::from(place)).copied().unwrap_or_default(), stem: stem.into() }, stop)
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The values of a field, and the words in them, as groups of one form each.
fn values(field: &Field) -> Vec<WordGroup> {
    let mut words: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let mut groups = Vec::new();
    for (folded, value) in &field.values {
        groups.push(value_group(format_compact!("{}{FIELD_SEPARATOR}{folded}", field.name), &value.documents));
        for word in folded.split(' ') {
            words.entry(word).or_default().extend(&value.documents);
        }
    }
    for (word, mut documents) in words {
        documents.sort_unstable();
        documents.dedup();
        groups.push(value_group(format_compact!("{}{WORD_SEPARATOR}{word}", field.name), &documents));
    }
    groups
}

fn value_group(key: CompactString, documents: &[u32]) -> WordGroup {
    WordGroup {
        forms: smallvec![key],
        documents: number(documents.len()),
        postings: smallvec![PostingList::of(documents.iter().map(|document| (*document, NO_WEIGHT)))],
        ..WordGroup::default()
    }
}

impl WordGroup {
    fn add(&mut self, form: Form, word: Word) {
        push(&mut self.forms, form.name);
        push(&mut self.postings, word.postings);
        push(&mut self.positions, word.positions);
        push(&mut self.uses, Use { capitals: word.usage.capitals, stop: form.stop });
        // Only if all forms are: the group of "will" holds more than the auxiliary.
        self.stop &= form.stop;
    }

    /// How many postings all its lists have.
    pub(super) fn length(&self) -> usize {
        self.postings.iter().map(PostingList::len).sum::<usize>() + self.echoes.len()
    }

    /// The form that most articles have, of equals the first.
    pub(super) fn main(&self) -> usize {
        let forms = self.postings.iter().enumerate().rev();
        forms.max_by_key(|(_, list)| list.len()).map_or(0, |(form, _)| form)
    }
}

/// Adds to a list without making room for more.
fn push<T>(list: &mut OfForms<T>, value: T) {
    list.reserve_exact(1);
    list.push(value);
}

fn documents(lists: &[PostingList]) -> u32 {
    let mut documents: Vec<u32> = lists.iter().flat_map(|list| list.iter().map(|(document, _)| document)).collect();
    documents.sort_unstable();
    documents.dedup();
    number(documents.len())
}

/// Every form with the index of its group, in byte order.
pub(super) fn by_form(groups: &[WordGroup]) -> BTreeMap<&str, usize> {
    let mut forms = BTreeMap::new();
    for (index, group) in groups.iter().enumerate() {
        forms.extend(group.forms.iter().map(|form| (form.as_str(), index)));
    }
    forms
}
