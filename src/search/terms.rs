//! From the query's words to groups of the dictionary, and to their postings.

use super::fetch::Fetch;
use super::matching::Matches;
use super::posting::{Posting, gather};
use super::query::{Ending, Query, Word};
use super::suggest::short_completions;
use crate::format::dictionary::{Dictionary, FIELD_SEPARATOR, Group, Place, WORD_SEPARATOR};
use crate::format::envelope::{Address, Kind};
use crate::format::folding::Folding;
use crate::format::manifest::Manifest;
use crate::format::postings::PostingList;
use crate::format::weight;

/// How much a form counts, in parts of what the form typed counts. An inflection counts less, so that exact forms come first;
/// of other spellings and corrections the nearest counts most.
pub(super) const TYPED: u32 = 64;
pub(super) const INFLECTION: u32 = 32;
const VARIANT: u32 = 28;
/// What an inflection of a correction counts: it is two steps away from what was typed.
const CORRECTED_INFLECTION: u32 = 16;
const LEAST: u32 = 8;
/// So many words stand for one or two typed letters.
const MOST_SHORT: usize = 4;
/// By so much each further spelling of a name counts less.
pub(super) const FURTHER: u32 = 2;

/// One word of the query as it is searched.
#[derive(Clone, Debug, Default)]
pub(super) struct Term<'s> {
    /// The forms that were typed, folded; the other forms of their groups are their inflections.
    pub(super) typed: Vec<String>,
    pub(super) sources: Vec<Source<'s>>,
    /// While one or two letters are typed: where the postings of the most frequent words are that begin so.
    short: Vec<(String, Place)>,
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
    /// In parts of [`TYPED`].
    share: u32,
    pub(super) rank: Rank,
}

impl<'s> Source<'s> {
    /// Whether an article that has every word of the query has this.
    pub(super) fn is_in(&self, manifest: &Manifest, matches: &Matches, fetch: &mut Fetch<'s>) -> bool {
        for list in lists(manifest, self.group, fetch) {
            for (document, code) in list.iter() {
                if !weight::is_echo(code) && matches.has_all(document) {
                    return true;
                }
            }
        }
        false
    }
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
pub(super) fn look_up<'s>(
    manifest: &Manifest,
    folding: &Folding,
    query: &Query,
    fetch: &mut Fetch<'s>,
) -> Vec<Term<'s>> {
    let mut terms: Vec<Term<'s>> = Vec::new();
    for word in &query.words {
        let mut term = look_up_word(manifest, word, fetch);
        if word.ending == Ending::Short && !term.is_value {
            term.add_short(manifest, folding, &word.folded, fetch);
        }
        terms.push(term);
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
    let mut term = Term { typed: vec![key], sources: Vec::new(), short: Vec::new(), in_title, is_value };
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

/// The terms at these places.
pub(super) fn at<'t, 's>(terms: &'t [Term<'s>], places: &[usize]) -> Vec<&'t Term<'s>> {
    let mut found = Vec::new();
    for place in places {
        found.extend(terms.get(*place));
    }
    found
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
                if self.is_value || !form.chars().any(|sign| matches!(sign, FIELD_SEPARATOR | WORD_SEPARATOR)) {
                    self.add(group, Some(form), TYPED, Rank::Typed);
                }
            }
        }
    }

    /// Takes the most frequent words that begin so.
    fn add_short(&mut self, manifest: &Manifest, folding: &Folding, beginning: &str, fetch: &mut Fetch<'s>) {
        for completion in short_completions(manifest, folding, beginning, fetch) {
            if let Some(place) = completion.place.filter(|_| self.short.len() < MOST_SHORT) {
                self.short.push((completion.form, place));
            }
        }
    }

    /// Whether any article has it.
    pub(super) fn is_found(&self) -> bool {
        !self.sources.is_empty() || !self.short.is_empty()
    }

    /// Takes the other spellings that the dictionary names.
    pub(super) fn add_variants(&mut self, group: &'s Group) {
        let mut less = 0;
        for variant in &group.variants {
            less += FURTHER;
            self.add_once(variant, variant.forms.first().map_or("", String::as_str), Rank::Variant, less);
        }
    }

    /// Takes another word for the one typed, unless it is there already, perhaps as an entry of another range. It counts `less`
    /// than the nearest one does.
    pub(super) fn add_once(&mut self, group: &'s Group, shown: &str, rank: Rank, less: u32) {
        let known = |source: &Source<'_>| source.shown == shown || source.group.forms.iter().any(|form| form == shown);
        if self.sources.iter().any(known) {
            return;
        }
        let most = if rank == Rank::Variant { VARIANT } else { TYPED };
        let share = most.saturating_sub(less).max(LEAST);
        self.sources.push(Source { group, only: None, shown: shown.to_owned(), share, rank });
    }

    pub(super) fn add(&mut self, group: &'s Group, only: Option<String>, share: u32, rank: Rank) {
        let shown = only.as_ref().or(self.typed.first()).cloned().unwrap_or_default();
        self.sources.push(Source { group, only, shown, share, rank });
    }

    /// Whether only articles count that have it in their title.
    pub(super) fn in_title(&self) -> bool {
        self.in_title
    }

    /// Whether it helps no query that has other words.
    pub(super) fn is_stop_word(&self) -> bool {
        let mut any = false;
        for source in self.sources.iter().filter(|source| source.rank == Rank::Typed) {
            any = true;
            if !source.group.stop {
                return false;
            }
        }
        any && !self.is_value
    }

    /// Where alone it stands, other spellings aside.
    pub(super) fn single(&self) -> Option<&Source<'s>> {
        let mut typed = self.sources.iter().filter(|source| source.rank == Rank::Typed);
        let first = typed.next()?;
        (typed.next().is_none() && self.short.is_empty()).then_some(first)
    }

    /// Reads its postings: the second round. Scores are still frequencies.
    pub(super) fn postings(&self, manifest: &Manifest, fetch: &mut Fetch<'s>) -> Vec<Posting> {
        let mut found = Vec::new();
        for source in &self.sources {
            for (index, list) in lists(manifest, source.group, fetch).iter().enumerate() {
                let form = source.group.forms.get(index).map(String::as_str);
                let typed = form.is_none_or(|form| self.typed.iter().any(|typed| typed == form));
                let wanted = source.only.as_deref().is_none_or(|only| form.is_none_or(|form| form == only));
                if wanted {
                    let shown = form.is_some_and(|form| form == source.shown);
                    let share = match source.rank {
                        _ if typed || shown || source.only.is_some() => source.share,
                        Rank::Corrected => source.share * CORRECTED_INFLECTION / TYPED,
                        _ => source.share * INFLECTION / TYPED,
                    };
                    self.add_list(list, source.rank, source.only.is_some(), share, &mut found);
                }
            }
        }
        for (_, place) in &self.short {
            for list in placed(manifest, *place, fetch) {
                self.add_list(list, Rank::Typed, true, INFLECTION, &mut found);
            }
        }
        gather(found)
    }

    fn add_list(&self, list: &PostingList, rank: Rank, only: bool, share: u32, found: &mut Vec<Posting>) {
        for (document, code) in list.iter() {
            let is_there = !weight::is_echo(code);
            // Where one form is wanted, or the title, nothing else will do.
            let wanted = if self.in_title { weight::is_in_title(code) } else { is_there || !only };
            if wanted {
                let score = u64::from(weight::decode(code) * share / TYPED);
                found.push(Posting { document, is_there, rank, score });
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

    /// Adds the other spellings by which an article was found, unless it has the word as typed.
    pub(super) fn add_spellings(
        &self,
        manifest: &Manifest,
        document: u32,
        fetch: &mut Fetch<'s>,
        spellings: &mut Vec<String>,
    ) {
        let known = spellings.len();
        for source in &self.sources {
            let lists = lists(manifest, source.group, fetch);
            if !lists.iter().any(|list| list.has(document)) {
                continue;
            }
            if source.rank == Rank::Typed {
                spellings.truncate(known);
                return;
            }
            spellings.push(source.shown.clone());
        }
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
        forms.extend(self.short.iter().map(|(form, _)| form.as_str()));
        forms
    }
}

/// The group's posting lists, in the order of its forms; none where they are not here.
pub(super) fn lists<'s>(manifest: &Manifest, group: &'s Group, fetch: &mut Fetch<'s>) -> &'s [PostingList] {
    if group.postings.is_empty() { placed(manifest, group.place, fetch) } else { &group.postings }
}

fn placed<'s>(manifest: &Manifest, place: Place, fetch: &mut Fetch<'s>) -> &'s [PostingList] {
    let address = Address::new(&manifest.terms.folder, Kind::Postings, place.shard);
    let index = usize::try_from(place.index).unwrap_or(usize::MAX);
    fetch.postings(address).and_then(|postings| postings.groups.get(index)).map_or(&[], Vec::as_slice)
}
