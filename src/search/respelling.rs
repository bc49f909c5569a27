//! Words that no article has: the names and words of the archive that may be meant.

use super::answer::Replacement;
use super::correction::{Candidate, Candidates, further_ranges};
use super::fetch::Fetch;
use super::matching::Matches;
use super::plan;
use super::query::{Ending, Query, Word};
use super::terms::{FURTHER, INFLECTION, Rank, TYPED, Term, range};
use crate::format::dictionary::Entry;
use crate::format::envelope::{Address, Kind};
use crate::format::manifest::Manifest;
use crate::format::names::{Name, halves};
use crate::sorting::sort_by;

/// What each step of unlikeliness takes from a correction.
const UNLIKELY: u32 = TYPED / 8;
/// A word in more articles is meant as it is, and so is an inflection of one; where it stands alone, one of a rarer word may be an error.
pub(super) const FEW: u32 = 4;
/// Another one is more likely meant if it is in so many times as many.
const MANY: u32 = 16;
/// What each step of distance takes from a name that is only guessed.
const GUESSED: u32 = 3;
/// So many guesses at names stand beside corrections.
const MOST_GUESSES: usize = 2;
/// So many words are searched in the place of one.
const MOST_CORRECTIONS: usize = 6;
/// So many spellings of a name are looked up; their entries name further ones.
const MOST_NAMES: usize = 6;
/// Added to the distance of a name that is only guessed.
const DOUBTFUL: u8 = 16;
/// Added where only a half of the word sounds like it.
const HALF: u8 = 8;
/// So many inflections of a word are looked up that lie in other ranges of the dictionary.
const MOST_ELSEWHERE: usize = 4;

/// What stands for one missing word.
#[derive(Debug, Default)]
struct Found {
    /// With their distance, the nearest first.
    names: Vec<(u8, String)>,
    corrections: Vec<Candidate>,
}

/// The words that may be taken for others.
fn unknown(query: &Query, terms: &[Term<'_>]) -> Vec<usize> {
    let mut unknown = Vec::new();
    for (number, (word, term)) in query.words.iter().zip(terms).enumerate() {
        let free = !word.literal && !word.particle && word.added.is_none() && !term.is_value;
        let lacks = !term.is_settled(query) && matches!(word.ending, Ending::Whole | Ending::Beginning);
        if free && lacks && !plan::has_synonym(word, query, terms) {
            unknown.push(number);
        }
    }
    unknown
}

/// Takes a word that no article has for the inflection of one: those that lie in the same range cost nothing.
pub(super) fn inflect<'s>(manifest: &Manifest, query: &Query, terms: &mut [Term<'s>], fetch: &mut Fetch<'s>) {
    for number in unknown(query, terms) {
        let (Some(word), Some(term)) = (query.words.get(number), terms.get_mut(number)) else { continue };
        take_first(manifest, &inflections(manifest, word, true), term, fetch);
    }
}

/// What a whole word could be an inflection of, in its own range of the dictionary or in others.
fn inflections(manifest: &Manifest, word: &Word, in_own_range: bool) -> Vec<String> {
    if word.ending != Ending::Whole {
        return Vec::new();
    }
    let own = manifest.ranges(&word.folded);
    let mut forms = manifest.inflection.alternatives(&word.folded);
    forms.retain(|form| (manifest.ranges(form).start() == own.start()) == in_own_range);
    if !in_own_range {
        forms.truncate(MOST_ELSEWHERE);
    }
    forms
}

/// Takes the first of these forms that an article has.
fn take_first<'s>(manifest: &Manifest, forms: &[String], term: &mut Term<'s>, fetch: &mut Fetch<'s>) {
    for form in forms {
        if let Some(group) = group(manifest, form, fetch).filter(|_| term.sources.is_empty()) {
            term.add_once(group, form, Rank::Typed, TYPED - INFLECTION);
            term.add_variants(group);
        }
    }
}

/// Asks for what can tell which words may be meant; a round of its own where any word is missing.
pub(super) fn ask<'s>(manifest: &Manifest, query: &Query, terms: &[Term<'s>], fetch: &mut Fetch<'s>) {
    for number in unknown(query, terms) {
        let Some(word) = query.words.get(number) else { continue };
        find(manifest, word, false, fetch);
        for form in inflections(manifest, word, false) {
            range(manifest, &form, fetch);
        }
    }
}

/// Looks the likeliest words up: another round. Called when the shards are here that [`ask`] asked for.
pub(super) fn replace<'s>(manifest: &Manifest, query: &Query, terms: &mut [Term<'s>], fetch: &mut Fetch<'s>) {
    for number in unknown(query, terms) {
        let (Some(word), Some(term)) = (query.words.get(number), terms.get_mut(number)) else { continue };
        take_first(manifest, &inflections(manifest, word, false), term, fetch);
        if term.is_settled(query) {
            continue;
        }
        let found = find(manifest, word, true, fetch);
        for (place, (distance, name)) in (0_u32..).zip(&found.names) {
            if let Some(group) = group(manifest, name, fetch).filter(|_| *distance < DOUBTFUL) {
                term.add_once(group, name, Rank::Variant, place.saturating_mul(FURTHER));
                term.add_variants(group);
            }
        }
        for Candidate { word, penalty, .. } in &found.corrections {
            if let Some(group) = group(manifest, word, fetch) {
                term.add_once(group, word, Rank::Corrected, penalty.saturating_mul(UNLIKELY));
            }
        }
        let most = if found.corrections.is_empty() { MOST_NAMES } else { MOST_GUESSES };
        for (distance, name) in found.names.iter().filter(|(distance, _)| *distance >= DOUBTFUL).take(most) {
            if let Some(group) = group(manifest, name, fetch) {
                let less = u32::from(distance - DOUBTFUL).saturating_mul(GUESSED).saturating_add(GUESSED);
                term.add_once(group, name, Rank::Corrected, less);
            }
        }
    }
}

/// The group of a word, in its range.
fn group<'s>(manifest: &Manifest, word: &str, fetch: &mut Fetch<'s>) -> Option<Entry<'s>> {
    range(manifest, word, fetch).and_then(|range| range.group(word))
}

/// The words that the reader may have meant where a word stands in very few articles and one that is nearly written so in many:
/// only from the word's own range, since the word is there and its articles are shown.
pub(super) fn suspected<'s>(
    manifest: &Manifest,
    query: &Query,
    terms: &[Term<'s>],
    fetch: &mut Fetch<'s>,
) -> Vec<Replacement> {
    let mut suspected = Vec::new();
    for (word, term) in query.words.iter().zip(terms) {
        let Some(found) = term.single().filter(|found| found.only.is_none() && found.entry.group.documents <= FEW)
        else {
            continue;
        };
        let Some(mut candidates) = Candidates::new(&word.folded, false, 1) else { continue };
        if word.ending != Ending::Whole || term.is_value {
            continue;
        }
        let group = found.entry.group;
        if let Some(range) = range(manifest, &word.folded, fetch) {
            range.visit("", &mut |form, other| {
                let documents = other.group.documents;
                if documents / MANY >= group.documents && !group.forms.iter().any(|own| own == form) {
                    candidates.offer(form, documents);
                }
            });
        }
        if let Some(best) = candidates.best().first().filter(|best| best.edits == 1) {
            suspected.push(Replacement { from: word.written.clone(), to: best.word.clone() });
        }
    }
    suspected
}

/// Puts those corrections first that stand with the query's other words: in articles that have all.
pub(super) fn in_context<'s>(manifest: &Manifest, terms: &mut [Term<'s>], matches: &Matches, fetch: &mut Fetch<'s>) {
    for term in terms {
        if term.sources.iter().filter(|source| source.rank == Rank::Corrected).count() < 2 {
            continue;
        }
        let (mut near, mut far) = (Vec::new(), Vec::new());
        for source in core::mem::take(&mut term.sources) {
            let fits = source.rank != Rank::Corrected || source.is_in(manifest, matches, fetch);
            if fits { near.push(source) } else { far.push(source) }
        }
        near.extend(far);
        term.sources = near;
    }
}

/// `further` is true when what is asked for first is here, and what that leads to can be asked for.
fn find(manifest: &Manifest, word: &Word, further: bool, fetch: &mut Fetch<'_>) -> Found {
    let names = names(manifest, &word.folded, fetch);
    let mut corrections = corrections(manifest, word, further, fetch);
    // Two errors are a bolder guess than another spelling of a name.
    let is_sure = names.iter().any(|(distance, _)| *distance < DOUBTFUL);
    corrections.retain(|candidate| {
        let is_name = names.iter().any(|(distance, name)| *distance < DOUBTFUL && *name == candidate.word);
        !is_name && (candidate.edits == 1 || !is_sure)
    });
    Found { names, corrections }
}

/// The archive's names that sound like the word, or else like a half of it: "abdelkader" is "kader" too.
fn names(manifest: &Manifest, folded: &str, fetch: &mut Fetch<'_>) -> Vec<(u8, String)> {
    let mut near: Vec<(u8, String)> = Vec::new();
    add_names(manifest, folded, 0, fetch, &mut near);
    if let Some((head, rest)) = halves(folded) {
        add_names(manifest, rest, HALF, fetch, &mut near);
        add_names(manifest, head, HALF + DOUBTFUL, fetch, &mut near);
    }
    // Under each key the most frequent come first, and stay so where distances are equal.
    sort_by(&mut near, |a, b| a.0.cmp(&b.0));
    near.truncate(MOST_NAMES);
    near
}

/// Adds the names that sound like this, as far away as they are and `more`.
fn add_names(manifest: &Manifest, sought: &str, more: u8, fetch: &mut Fetch<'_>, near: &mut Vec<(u8, String)>) {
    let Some(typed) = Name::new(sought) else { return };
    for key in typed.keys() {
        let Some(register) = manifest.names(&key).and_then(|address| fetch.names(address)) else { continue };
        for form in register.under(&key) {
            let Some(name) = Name::new(form) else { continue };
            let guess = || typed.guess(&name).map(|distance| distance.saturating_add(DOUBTFUL));
            let Some(distance) = typed.likeness(&name).or_else(guess) else { continue };
            if !near.iter().any(|(_, known)| known == form) {
                near.push((distance.saturating_add(more), form.clone()));
            }
        }
    }
}

/// The archive's words from which the word differs by an error or two.
fn corrections(manifest: &Manifest, word: &Word, further: bool, fetch: &mut Fetch<'_>) -> Vec<Candidate> {
    let unfinished = word.ending == Ending::Beginning;
    let Some(mut candidates) = Candidates::new(&word.folded, unfinished, MOST_CORRECTIONS) else { return Vec::new() };
    if let Some(range) = range(manifest, &word.folded, fetch) {
        range.visit("", &mut |form, entry| candidates.offer(form, entry.group.documents));
    }
    let endings = manifest.endings(&word.folded).filter(|_| !unfinished);
    for address in manifest.words(&word.folded).into_iter().chain(endings) {
        if let Some(spellings) = fetch.spellings(address) {
            spellings.visit(&mut |form, class| candidates.offer_spelling(form, class));
        }
    }
    if unfinished
        && manifest.terms.beginnings > 0
        && let Some(beginnings) = fetch.spellings(Address::new(&manifest.terms.folder, Kind::Beginnings, 0))
        && further
    {
        for number in further_ranges(manifest, &word.folded, beginnings) {
            let address = Address::new(&manifest.terms.folder, Kind::Dictionary, number);
            if let Some(range) = fetch.dictionary(address) {
                range.visit("", &mut |form, entry| candidates.offer(form, entry.group.documents));
            }
        }
    }
    let mut best = candidates.into_best();
    let fewest = best.first().map_or(0, |candidate| candidate.edits);
    best.retain(|candidate| candidate.edits == fewest);
    best
}
