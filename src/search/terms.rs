//! From the query's words to groups of the dictionary, and to their postings.

use super::fetch::Fetch;
use super::query::{Ending, Query, Word};
use crate::format::by_name::ByName;
use crate::format::dictionary::{Dictionary, FIELD_SEPARATOR, Group, Place};
use crate::format::envelope::{Address, Kind};
use crate::format::folding::Folding;
use crate::format::manifest::Manifest;
use crate::format::postings::PostingList;
use crate::format::weight;
use crate::sorting;

/// A half-typed word is taken for this many groups at most, those in the most articles.
const MOST_COMPLETIONS: usize = 32;

/// One word of the query as it is searched.
#[derive(Clone, Debug)]
pub(super) struct Term<'s> {
    pub(super) written: String,
    /// The forms that were typed, folded; the other forms of the groups are their inflections.
    typed: Vec<String>,
    groups: Vec<&'s Group>,
}

/// The query's words in the dictionary.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms<'s> {
    pub(super) terms: Vec<Term<'s>>,
    pub(super) missing: Vec<String>,
    pub(super) ignored: Vec<String>,
}

/// In which articles a term stands, with its frequency in units of 1/[`weight::ONE`], and how rare it is.
#[derive(Clone, Debug)]
pub(super) struct TermPostings {
    pub(super) documents: Vec<(u32, u32)>,
    pub(super) rarity: u32,
}

/// Looks the words up: the first round.
pub(super) fn look_up<'s>(manifest: &Manifest, query: &Query, fetch: &mut Fetch<'s>) -> Terms<'s> {
    let mut found = Terms { missing: query.unknown.clone(), ignored: query.ignored.clone(), ..Terms::default() };
    for word in &query.words {
        let term = if word.ending == Ending::Beginning {
            complete(manifest, word, fetch)
        } else {
            let group = range(manifest, &word.folded, fetch).and_then(|range| range.group(&word.folded));
            Term {
                written: word.written.clone(),
                typed: vec![word.folded.clone()],
                groups: group.into_iter().collect(),
            }
        };
        match (term.groups.as_slice(), word.ending) {
            ([], Ending::TooShort) => {}
            ([], _) => found.missing.push(word.written.clone()),
            // Another form of a word that is there already.
            ([group], Ending::Whole) if found.add_form(group, &word.folded) => {}
            _ => found.terms.push(term),
        }
    }
    found.leave_out_stop_words();
    found
}

fn complete<'s>(manifest: &Manifest, word: &Word, fetch: &mut Fetch<'s>) -> Term<'s> {
    let mut found: Vec<(String, &Group)> = Vec::new();
    for number in manifest.ranges(&word.folded) {
        let address = Address::new(&manifest.terms.folder, Kind::Dictionary, number);
        let range = fetch.dictionary(address);
        found.extend(range.map(|range| range.completions(&word.folded)).unwrap_or_default());
    }
    found.retain(|(completion, _)| !completion.contains(FIELD_SEPARATOR));
    // The word as typed comes first, then those that most articles have.
    sorting::sort_by(&mut found, |(word_a, a), (word_b, b)| {
        let exact = (*word_b == word.folded).cmp(&(*word_a == word.folded));
        exact.then(b.documents.cmp(&a.documents)).then_with(|| word_a.cmp(word_b))
    });
    let mut term = Term { written: word.written.clone(), typed: Vec::new(), groups: Vec::new() };
    for (completion, group) in found {
        let known = term.groups.contains(&group);
        if !known && term.groups.len() == MOST_COMPLETIONS {
            break;
        }
        if !known {
            term.groups.push(group);
        }
        term.typed.push(completion);
    }
    term
}

fn range<'s>(manifest: &Manifest, word: &str, fetch: &mut Fetch<'s>) -> Option<&'s Dictionary> {
    let number = *manifest.ranges(word).start();
    fetch.dictionary(Address::new(&manifest.terms.folder, Kind::Dictionary, number))
}

impl Terms<'_> {
    fn add_form(&mut self, group: &Group, form: &str) -> bool {
        let same = self.terms.iter_mut().find(|term| term.groups.as_slice() == [group]);
        same.map(|term| term.typed.push(form.to_owned())).is_some()
    }

    /// Stop words don't help a query that has other words.
    fn leave_out_stop_words(&mut self) {
        let is_stop = |term: &Term<'_>| term.groups.iter().all(|group| group.stop);
        if self.terms.iter().all(is_stop) {
            return;
        }
        let ignored = self.terms.iter().filter(|term| is_stop(term)).map(|term| term.written.clone());
        self.ignored.extend(ignored);
        self.terms.retain(|term| !is_stop(term));
    }
}

impl<'s> Term<'s> {
    /// Reads its postings: the second round.
    pub(super) fn postings(&self, manifest: &Manifest, fetch: &mut Fetch<'s>) -> TermPostings {
        // Document and frequency, packed so that sorting is of numbers.
        let mut postings = Vec::new();
        for group in &self.groups {
            for (form, list) in lists(manifest, group, fetch) {
                let typed = form.is_none_or(|form| self.typed.iter().any(|typed| typed == form));
                let packed = |(document, code)| u64::from(document) << 32 | u64::from(frequency(code, typed));
                postings.extend(list.iter().map(packed));
            }
        }
        sorting::sort_numbers(&mut postings);
        let mut documents: Vec<(u32, u32)> = Vec::with_capacity(postings.len());
        for posting in postings {
            let (document, frequency) = ((posting >> 32) as u32, posting as u32);
            match documents.last_mut() {
                Some(last) if last.0 == document => last.1 = last.1.saturating_add(frequency),
                _ => documents.push((document, frequency)),
            }
        }
        let with = match self.groups.as_slice() {
            [group] => group.documents,
            _ => u32::try_from(documents.len()).unwrap_or(u32::MAX),
        };
        TermPostings { documents, rarity: weight::rarity(manifest.articles, with) }
    }

    /// Every form that counts as this word, for marking.
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        let inflections = self.groups.iter().flat_map(|group| group.forms.iter());
        self.typed.iter().chain(inflections).map(String::as_str)
    }
}

/// An inflection counts a little less than the form that was typed, so that exact forms come first.
fn frequency(code: u32, typed: bool) -> u32 {
    let frequency = weight::decode(code);
    if typed { frequency } else { frequency - frequency / 8 }
}

/// The group's posting lists, each with its form; `None` for the form where there is just the one looked up.
fn lists<'s>(manifest: &Manifest, group: &'s Group, fetch: &mut Fetch<'s>) -> Vec<(Option<&'s str>, &'s PostingList)> {
    let lists = if group.postings.is_empty() { placed(manifest, group.place, fetch) } else { Some(&group.postings) };
    let forms = group.forms.iter().map(|form| Some(form.as_str())).chain(core::iter::repeat(None));
    lists.map(|lists| forms.zip(lists).collect()).unwrap_or_default()
}

fn placed<'s>(manifest: &Manifest, place: Place, fetch: &mut Fetch<'s>) -> Option<&'s Vec<PostingList>> {
    let address = Address::new(&manifest.terms.folder, Kind::Postings, place.shard);
    fetch.postings(address)?.groups.get(usize::try_from(place.index).ok()?)
}

/// The groups of the values that filters ask for, by field: part of the first round.
pub(super) fn look_up_filters<'s>(
    manifest: &Manifest,
    folding: &Folding,
    filters: &ByName<Vec<String>>,
    fetch: &mut Fetch<'s>,
) -> Vec<(String, Vec<&'s Group>)> {
    let given = filters.iter().filter(|(_, values)| !values.is_empty());
    given
        .map(|(field, values)| {
            let keys = values.iter().map(|value| format!("{field}{FIELD_SEPARATOR}{}", folding.fold(value)));
            let groups = keys.filter_map(|key| range(manifest, &key, fetch)?.group(&key));
            (field.clone(), groups.collect())
        })
        .collect()
}

/// The articles that have one of the values of each filter, by field: part of the second round.
pub(super) fn filter_postings<'s>(
    manifest: &Manifest,
    filters: &[(String, Vec<&'s Group>)],
    fetch: &mut Fetch<'s>,
) -> Vec<(String, Vec<u32>)> {
    let documents = |groups: &[&'s Group], fetch: &mut Fetch<'s>| {
        let lists = groups.iter().flat_map(|group| lists(manifest, group, fetch));
        lists.flat_map(|(_, list)| list.iter()).map(|(document, _)| document).collect()
    };
    filters.iter().map(|(field, groups)| (field.clone(), documents(groups, fetch))).collect()
}
