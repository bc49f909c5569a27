//! Words that stand one directly after the other.

use super::fetch::Fetch;
use super::posting::Posting;
use super::terms::{Rank, Term, home};
use crate::format::envelope::{Address, Kind};
use crate::format::manifest::Manifest;
use crate::format::postings::{Places, Postings};
use crate::format::weight;

/// An article that has the first words of the phrase, and at which places these begin.
struct Candidate {
    document: u32,
    starts: Vec<u32>,
    /// The least frequency of the words so far.
    frequency: u32,
    /// The last place that is known to lie in the title, if all words so far stand there.
    title: Option<u32>,
}

/// The articles that have these words in a row. Scores are still frequencies.
pub(super) fn matches<'s>(manifest: &Manifest, words: &[&Term<'s>], fetch: &mut Fetch<'s>) -> Vec<Posting> {
    let mut candidates: Option<Vec<Candidate>> = None;
    let mut in_title = false;
    let mut rank = Rank::Typed;
    for (offset, word) in (0_u32..).zip(words) {
        in_title |= word.in_title();
        rank = word.sources.first().map_or(rank, |source| rank.max(source.rank));
        let Some((postings, positions)) = form(manifest, word, fetch) else { return Vec::new() };
        candidates = Some(match candidates {
            None => begin(postings, positions),
            Some(candidates) => go_on(candidates, offset, postings, positions),
        });
    }
    let mut found = Vec::new();
    for candidate in candidates.unwrap_or_default() {
        let wanted = |start: &u32| !in_title || candidate.title.is_some_and(|last| *start <= last);
        if candidate.starts.iter().any(wanted) {
            let score = u64::from(candidate.frequency);
            found.push(Posting { document: candidate.document, is_there: true, rank, score });
        }
    }
    found
}

/// Asks for the positions of a phrase's words: part of the second round.
pub(super) fn ask<'s>(manifest: &Manifest, words: &[&Term<'s>], fetch: &mut Fetch<'s>) {
    if words.len() > 1 && words.iter().all(|word| !word.sources.is_empty()) {
        for word in words {
            form(manifest, word, fetch);
        }
    }
}

/// Postings and positions of the one form that a word of a phrase is.
fn form<'s>(
    manifest: &Manifest,
    word: &Term<'s>,
    fetch: &mut Fetch<'s>,
) -> Option<(Postings<'s>, Places<'s>)> {
    let entry = word.sources.first()?.entry;
    let typed = word.typed.first()?;
    let index = entry.group.forms.iter().position(|form| form == typed).unwrap_or_default();
    let home = home(manifest, entry, fetch);
    let place = entry.group.positions?;
    let positions = fetch.positions(Address::new(&manifest.terms.folder, Kind::Positions, place.shard));
    let positions = positions?.list(usize::try_from(place.index).ok()?.checked_add(index)?)?;
    Some((home?.postings(index), positions))
}

fn begin(postings: Postings<'_>, positions: Places<'_>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    visit(postings, positions, &mut |document, code, places| {
        candidates.push(Candidate {
            document,
            starts: places.to_vec(),
            frequency: weight::decode(code),
            title: weight::is_in_title(code).then(|| places.first().copied().unwrap_or_default()),
        });
    });
    candidates
}

fn go_on(candidates: Vec<Candidate>, offset: u32, postings: Postings<'_>, positions: Places<'_>) -> Vec<Candidate> {
    let mut left = Vec::new();
    let mut before = candidates.into_iter();
    let mut next = before.next();
    visit(postings, positions, &mut |document, code, places| {
        while let Some(mut candidate) = next.take_if(|candidate| candidate.document <= document) {
            if candidate.document == document {
                candidate.starts.retain(|start| places.binary_search(&start.saturating_add(offset)).is_ok());
                candidate.frequency = candidate.frequency.min(weight::decode(code));
                let place = places.first().copied().filter(|_| weight::is_in_title(code));
                candidate.title = candidate.title.zip(place).map(|(last, place)| last.max(place));
                if !candidate.starts.is_empty() {
                    left.push(candidate);
                }
            }
            next = before.next();
        }
    });
    left
}

/// Visits each article of a form with its weight code and the places of the form in it, ascending.
fn visit(postings: Postings<'_>, mut positions: Places<'_>, visit: &mut dyn FnMut(u32, u8, &[u32])) {
    let mut places = Vec::new();
    for (document, code) in postings {
        if !positions.next_into(&mut places) {
            return;
        }
        visit(document, code, &places);
    }
}
