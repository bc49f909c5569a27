//! From the query's words to groups of the dictionary, and to their postings.

use super::fetch::Fetch;
use super::posting::{Posting, gather};
use super::query::{Ending, Query, Word};
use crate::format::by_name::ByName;
use crate::format::dictionary::{Dictionary, FIELD_SEPARATOR, Group, Place, WORD_SEPARATOR};
use crate::format::envelope::{Address, Kind};
use crate::format::folding::Folding;
use crate::format::manifest::Manifest;
use crate::format::postings::PostingList;
use crate::format::weight;

/// How much a form counts, in eighths of what the form typed counts. An inflection counts a little less, so that exact
/// forms come first; another spelling of a name less again, and a correction as much as the word typed.
const TYPED: u32 = 8;
const INFLECTION: u32 = 5;
const VARIANT: u32 = 4;
/// A correction beside a likelier one.
const LESS_LIKELY: u32 = 6;

/// One word of the query as it is searched.
#[derive(Clone, Debug, Default)]
pub(super) struct Term<'s> {
    /// The forms that were typed, folded; the other forms of their groups are their inflections.
    pub(super) typed: Vec<String>,
    pub(super) sources: Vec<Source<'s>>,
    /// Whether only articles count that have it in their title.
    in_title: bool,
    /// Whether it is a value's word and not one of the text.
    pub(super) is_value: bool,
}

/// Postings that count as the word.
#[derive(Clone, Debug)]
pub(super) struct Source<'s> {
    pub(super) group: &'s Group,
    /// The one form that counts, or all of the group.
    pub(super) only: Option<String>,
    /// A form to name it by.
    pub(super) shown: String,
    /// In [`TYPED`]ths.
    share: u32,
    pub(super) rank: Rank,
}

/// How near a form is to what was typed. Nearer is smaller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// The word or an inflection.
    #[default]
    Typed,
    /// Another spelling of the name.
    Variant,
    /// A word that was taken for it.
    Corrected,
}

/// Looks the words up, in their order: the first round. A word that no article has gets no source.
pub(super) fn look_up<'s>(manifest: &Manifest, query: &Query, fetch: &mut Fetch<'s>) -> Vec<Term<'s>> {
    let mut terms: Vec<Term<'s>> = Vec::new();
    for word in &query.words {
        terms.push(look_up_word(manifest, word, fetch));
    }
    terms
}

fn look_up_word<'s>(manifest: &Manifest, word: &Word, fetch: &mut Fetch<'s>) -> Term<'s> {
    let in_title = word.field.as_deref() == Some("title");
    let key = match word.field.as_deref() {
        Some(field) if !in_title => [field, WORD_SEPARATOR.encode_utf8(&mut [0; 4]), &word.folded].concat(),
        _ => word.folded.clone(),
    };
    let is_value = word.field.is_some() && !in_title;
    let mut term = Term { typed: vec![key], sources: Vec::new(), in_title, is_value };
    if matches!(word.ending, Ending::Beginning | Ending::Star) {
        term.complete(manifest, fetch);
    } else if let Some(key) = term.typed.first().cloned()
        && let Some(group) = range(manifest, &key, fetch).and_then(|range| range.group(&key))
    {
        let only = word.literal.then_some(key);
        let rank = if word.added.is_some() { Rank::Variant } else { Rank::Typed };
        term.add(group, only, TYPED, rank);
        if !word.literal && word.added.is_none() {
            term.add_variants(group);
        }
    }
    term
}

/// The dictionary range of a word.
pub(super) fn range<'s>(manifest: &Manifest, word: &str, fetch: &mut Fetch<'s>) -> Option<&'s Dictionary> {
    let number = *manifest.ranges(word).start();
    fetch.dictionary(Address::new(&manifest.terms.folder, Kind::Dictionary, number))
}

impl<'s> Term<'s> {
    /// Takes every form that begins so.
    fn complete(&mut self, manifest: &Manifest, fetch: &mut Fetch<'s>) {
        let beginning = self.typed.first().cloned().unwrap_or_default();
        for number in manifest.ranges(&beginning) {
            let address = Address::new(&manifest.terms.folder, Kind::Dictionary, number);
            let Some(range) = fetch.dictionary(address) else { continue };
            for (form, group) in range.completions(&beginning) {
                if self.is_value || !form.contains([FIELD_SEPARATOR, WORD_SEPARATOR]) {
                    self.add(group, Some(form), TYPED, Rank::Typed);
                }
            }
        }
    }

    /// Takes the other spellings that the dictionary names.
    pub(super) fn add_variants(&mut self, group: &'s Group) {
        for variant in &group.variants {
            self.add_once(variant, variant.forms.first().map_or("", String::as_str), Rank::Variant);
        }
    }

    /// Takes another word for the one typed, unless it is there already, perhaps as an entry of another range.
    pub(super) fn add_once(&mut self, group: &'s Group, shown: &str, rank: Rank) {
        let known = |source: &Source<'_>| source.shown == shown || source.group.forms.iter().any(|form| form == shown);
        if !self.sources.iter().any(known) {
            let share = if rank == Rank::Variant {
                VARIANT
            } else if self.is_corrected() {
                LESS_LIKELY
            } else {
                TYPED
            };
            self.sources.push(Source { group, only: None, shown: shown.to_owned(), share, rank });
        }
    }

    /// Whether a word of the archive was taken for it.
    fn is_corrected(&self) -> bool {
        self.sources.iter().any(|source| source.rank == Rank::Corrected)
    }

    pub(super) fn add(&mut self, group: &'s Group, only: Option<String>, share: u32, rank: Rank) {
        let shown = only.as_ref().or(group.forms.first()).cloned().unwrap_or_default();
        self.sources.push(Source { group, only, shown, share, rank });
    }

    /// Whether only articles count that have it in their title.
    pub(super) fn in_title(&self) -> bool {
        self.in_title
    }

    /// Whether it helps no query that has other words.
    pub(super) fn is_stop_word(&self) -> bool {
        let mut typed = self.sources.iter().filter(|source| source.rank == Rank::Typed).peekable();
        !self.is_value && typed.peek().is_some() && typed.all(|source| source.group.stop)
    }

    /// Where alone it stands, other spellings aside.
    pub(super) fn single(&self) -> Option<&Source<'s>> {
        let mut typed = self.sources.iter().filter(|source| source.rank == Rank::Typed);
        let first = typed.next()?;
        typed.next().is_none().then_some(first)
    }

    /// Reads its postings: the second round. Scores are still frequencies.
    pub(super) fn postings(&self, manifest: &Manifest, fetch: &mut Fetch<'s>) -> Vec<Posting> {
        let mut found = Vec::new();
        for source in &self.sources {
            let Some(lists) = lists(manifest, source.group, fetch) else { continue };
            for (index, list) in lists.iter().enumerate() {
                let form = source.group.forms.get(index).map(String::as_str);
                let typed = form.is_none_or(|form| self.typed.iter().any(|typed| typed == form));
                let wanted = source.only.as_deref().is_none_or(|only| form.is_none_or(|form| form == only));
                if wanted {
                    let whole = typed || source.only.is_some();
                    let share = if whole { source.share } else { source.share * INFLECTION / TYPED };
                    self.add_list(list, source, share, &mut found);
                }
            }
        }
        gather(found)
    }

    fn add_list(&self, list: &PostingList, source: &Source<'_>, share: u32, found: &mut Vec<Posting>) {
        for (document, code) in list.iter() {
            let is_there = !weight::is_echo(code);
            // Where one form is wanted, or the title, nothing else will do.
            let wanted = if self.in_title { weight::is_in_title(code) } else { is_there || source.only.is_none() };
            if wanted {
                let score = u64::from(weight::decode(code) * share / TYPED);
                found.push(Posting { document, is_there, rank: source.rank, score });
            }
        }
    }

    /// How rare it is, when this many articles have it.
    pub(super) fn rarity(&self, manifest: &Manifest, found: usize) -> u32 {
        if self.is_value {
            return 0;
        }
        let with = self.single().map(|source| source.group.documents);
        let with = with.unwrap_or_else(|| u32::try_from(found).unwrap_or(u32::MAX));
        weight::rarity(manifest.articles, with)
    }

    /// About how rare it is, before its postings are counted.
    pub(super) fn likely_rarity(&self, manifest: &Manifest) -> u32 {
        let mut sum = 0_u32;
        for source in &self.sources {
            sum = sum.saturating_add(source.group.documents);
        }
        self.rarity(manifest, usize::try_from(sum.min(manifest.articles)).unwrap_or_default())
    }

    /// Every form that counts as this word, for marking.
    pub(super) fn forms(&self) -> Vec<&str> {
        let mut forms: Vec<&str> = self.typed.iter().map(String::as_str).collect();
        for source in &self.sources {
            match &source.only {
                Some(only) => forms.push(only),
                None => forms.extend(source.group.forms.iter().map(String::as_str)),
            }
            forms.push(&source.shown);
        }
        forms
    }
}

/// The group's posting lists, in the order of its forms.
pub(super) fn lists<'s>(manifest: &Manifest, group: &'s Group, fetch: &mut Fetch<'s>) -> Option<&'s Vec<PostingList>> {
    if group.postings.is_empty() { placed(manifest, group.place, fetch) } else { Some(&group.postings) }
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
    let mut found = Vec::new();
    for (field, values) in filters {
        if values.is_empty() {
            continue;
        }
        let mut groups = Vec::new();
        for value in values {
            let key = [field.as_str(), FIELD_SEPARATOR.encode_utf8(&mut [0; 4]), &folding.fold(value)].concat();
            groups.extend(range(manifest, &key, fetch).and_then(|range| range.group(&key)));
        }
        found.push((field.clone(), groups));
    }
    found
}

/// The articles that have one of the values of each filter, by field: part of the second round.
pub(super) fn filter_postings<'s>(
    manifest: &Manifest,
    filters: &[(String, Vec<&'s Group>)],
    fetch: &mut Fetch<'s>,
) -> Vec<(String, Vec<u32>)> {
    let mut found = Vec::new();
    for (field, groups) in filters {
        let mut documents = Vec::new();
        for group in groups {
            for list in lists(manifest, group, fetch).into_iter().flatten() {
                documents.extend(list.iter().map(|(document, _)| document));
            }
        }
        found.push((field.clone(), documents));
    }
    found
}
