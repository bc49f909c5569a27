//! A word as sounds, each with what it costs to leave it out.

use super::Sound;
use super::scripts::{SCRIPTS, Script};
use super::sounds::{FAR, cost, costs_of, is_firm, is_vowel};

/// Longer words are no names.
const LONGEST: usize = 32;
/// A sound that makes another name: more than any likeness allows.
const NEVER: u8 = 12;

/// A word as sounds.
#[derive(Clone, Debug, Default)]
pub(super) struct Sounds {
    /// The sounds in order.
    pub(super) sounds: Vec<Sound>,
    /// What it costs to leave each out.
    pub(super) losses: Vec<u8>,
    /// The same where the other word is written without short vowels.
    pub(super) unvowelled_losses: Vec<u8>,
    /// Whether it is written without them itself.
    pub(super) unvowelled: bool,
    /// Where an article may be joined: at the beginning, or after "abd".
    pub(super) article: (usize, usize),
    /// How many consonants there are besides.
    pub(super) consonants: usize,
}

/// The sounds of a folded word, `None` if it is in none of the scripts.
pub(super) fn sounds(word: &str) -> Option<Sounds> {
    let first = word.chars().next()?;
    let script = SCRIPTS.iter().find(|script| script.range.0 <= first && first <= script.range.1)?;
    let sounds = read(word, script)?;
    let article = article(&sounds, script.unvowelled);
    let mut word = Sounds { unvowelled: script.unvowelled, article, ..Sounds::default() };
    for at in 0..sounds.len() {
        let (loss, unvowelled) = if article.0 <= at && at < article.1 {
            let loss = article_loss(&sounds, article, at, script.unvowelled);
            (loss, loss)
        } else {
            // What follows an article repeats nothing.
            let (from, at) = if article.0 < article.1 && at == article.1 { (at, 0) } else { (0, at) };
            let own = sounds.get(from..)?;
            (loss(own, at), unvowelled_loss(own, at))
        };
        word.losses.push(loss);
        word.unvowelled_losses.push(if script.unvowelled { loss } else { unvowelled });
    }
    let from = if article.0 == 0 { article.1 } else { 0 };
    let rest = sounds.get(from..)?;
    word.consonants = firm(rest) + usize::from(rest.first() == Some(&b'h'));
    word.sounds = sounds;
    Some(word)
}

fn read(word: &str, script: &Script) -> Option<Vec<Sound>> {
    let mut sounds = Vec::with_capacity(LONGEST);
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        if sounds.len() >= LONGEST || letter < script.range.0 || letter > script.range.1 {
            return None;
        }
        if let Some((written, sound)) = script.rules.iter().find(|rule| fits(rule.0, rest, sounds.is_empty())) {
            sounds.extend(sound.bytes());
            rest = rest.get(written.trim_matches(['^', '$']).len()..)?;
            continue;
        }
        let place = script.letters.0.chars().position(|other| other == letter);
        sounds.extend(place.and_then(|place| script.letters.1.as_bytes().get(place)));
        rest = rest.get(letter.len_utf8()..)?;
    }
    Some(sounds)
}

/// Whether what a rule says is written stands here.
fn fits(written: &str, rest: &str, begins: bool) -> bool {
    let letters = match written.strip_prefix('^') {
        Some(letters) if begins => letters,
        Some(_) => return false,
        None => written,
    };
    match letters.strip_suffix('$') {
        Some(letters) => rest == letters,
        None => rest.starts_with(letters),
    }
}

fn firm(sounds: &[Sound]) -> usize {
    let mut before = 0;
    sounds.iter().filter(|sound| is_firm(**sound) && **sound != std::mem::replace(&mut before, **sound)).count()
}

/// Where an article may be joined: al-, el-, l-, as- before s; also after "abd".
fn article(sounds: &[Sound], unvowelled: bool) -> (usize, usize) {
    if let [b'a' | b'2', b'b', b'd', rest @ ..] = sounds {
        let length = match rest {
            [b'A', b'l', ..] if unvowelled => 2,
            [vowel, b'l', ..] if is_vowel(*vowel) => 2,
            [vowel, one, two, ..] if is_vowel(*vowel) && one == two => 2,
            _ => 0,
        };
        return (3, 3 + length);
    }
    let length = match sounds {
        [b'1', b'l', ..] if unvowelled => 2,
        [b'a' | b'e' | b'i' | b'u', b'l', ..] if !unvowelled => 2,
        [b'a' | b'e' | b'i' | b'u', one, two, ..] if !unvowelled && one == two && b"tTdDrzsSn".contains(one) => 1,
        [b'l', next, ..] if !unvowelled && (*next != b'l') => 1,
        _ => 0,
    };
    let rest = sounds.get(length..).unwrap_or_default();
    // "Ali" and "Lina" have none; the rest must be a name.
    let enough = if rest.first().is_some_and(|sound| is_vowel(*sound)) { 2 } else { 1 };
    if firm(rest) >= enough && rest.len() >= 3 { (0, length) } else { (0, 0) }
}

/// What it costs to leave out a sound of an article: more where it may be none.
fn article_loss(sounds: &[Sound], article: (usize, usize), at: usize, unvowelled: bool) -> u8 {
    let before_vowel = sounds.get(article.1).is_some_and(|next| is_vowel(*next));
    match sounds.get(at) {
        Some(b'l') if unvowelled || article.0 > 0 => 1,
        Some(b'l') if before_vowel => 3,
        Some(b'l') => 2,
        // The vowel is all there is of it.
        _ if !unvowelled && article == (0, 1) => 2,
        _ if before_vowel && !unvowelled => 1,
        _ => 0,
    }
}

/// What it costs to leave out the sound at a place: little where spellings differ, much where names do.
fn loss(sounds: &[Sound], at: usize) -> u8 {
    let of = |index: Option<usize>| index.and_then(|index| sounds.get(index)).copied().unwrap_or(0);
    let (before, sound, next) = (of(at.checked_sub(1)), of(Some(at)), of(at.checked_add(1)));
    let beside_vowel = is_vowel(before) || is_vowel(next);
    match sound {
        _ if sound == before => 1,
        b'2' | b'h' if at == 0 => 5,
        b'2' => 1,
        // Mute in French, and in Arabic names as the French write them; elsewhere it may make a feminine.
        b'e' if next == 0 && b"nkqC".contains(&before) => 1,
        _ if b"aeiouyAIU9".contains(&sound) && next == 0 && !is_vowel(before) => 6,
        b'e' if beside_vowel => 1,
        b'A' | b'I' | b'U' if beside_vowel => 2,
        b'A' | b'I' | b'U' | b'8' | b'9' => 4,
        b'y' | b'w' | b'i' | b'a' | b'u' | b'o' if beside_vowel => 2,
        b'i' | b'e' | b'a' | b'u' | b'o' if before == b'h' || next == b'h' => 2,
        b'e' if at > 0 => 2,
        b'0' | b'h' if next == 0 => 1,
        // The end of a feminine, as Turks, Persians and Indians hear it.
        b't' if next == 0 && (before == b'a' || before == b'e') => 4,
        _ if is_firm(sound) => NEVER,
        _ => 3,
    }
}

/// The same where a vowelled word is compared with one written without short vowels.
fn unvowelled_loss(sounds: &[Sound], at: usize) -> u8 {
    let of = |index: Option<usize>| index.and_then(|index| sounds.get(index)).copied().unwrap_or(0);
    let (before, sound, next) = (of(at.checked_sub(1)), of(Some(at)), of(at.checked_add(1)));
    match sound {
        _ if sound == before => 0,
        b'e' if next == 0 => 1,
        b'a' if next == 0 => 2,
        b'i' | b'o' | b'u' if next == 0 => 4,
        b'a' | b'e' | b'i' | b'o' | b'u' if at == 0 => 2,
        b'a' | b'e' if b"iywu".contains(&next) => 0,
        b'a' | b'e' | b'i' | b'o' | b'u' if is_vowel(before) || is_vowel(next) => 2,
        b'a' | b'e' | b'i' | b'o' | b'u' => 0,
        b'U' => 2,
        b'A' | b'I' => 3,
        _ => loss(sounds, at),
    }
}

/// The cheapest way to make one row of sounds the other, `None` beyond `limit`.
pub(super) fn distance(a: &Sounds, b: &Sounds, limit: u8) -> Option<u8> {
    let unvowelled = a.unvowelled || b.unvowelled;
    let (lost_a, lost_b) =
        if unvowelled { (&a.unvowelled_losses, &b.unvowelled_losses) } else { (&a.losses, &b.losses) };
    let mut row: Vec<u8> = Vec::with_capacity(lost_b.len() + 1);
    row.push(0);
    for loss in lost_b {
        row.push(row.last().copied().unwrap_or(0).saturating_add(*loss));
    }
    let last = |word: &Sounds| word.sounds.last().copied().filter(|sound| is_vowel(*sound));
    let ends = last(a).zip(last(b));
    for (sound, lost) in a.sounds.iter().zip(lost_a) {
        let costs = costs_of(*sound);
        let mut diagonal = row.first().copied().unwrap_or(FAR);
        let mut left = diagonal.saturating_add(*lost);
        let mut least = left;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for ((cell, loss), sound) in row.iter_mut().skip(1).zip(lost_b).zip(&b.sounds) {
            let taken = cost(costs, *sound);
            let best = diagonal.saturating_add(taken).min(cell.saturating_add(*lost)).min(left.saturating_add(*loss));
            diagonal = *cell;
            *cell = best;
            left = best;
            least = least.min(best);
        }
        if least > limit {
            return None;
        }
    }
    // The vowel at the end tells Mario from Maria.
    let ends = ends.map_or(0, |(a, b)| cost(costs_of(a), b));
    let worse = if (2..FAR).contains(&ends) { 3 } else { 0 };
    row.last().map(|cost| cost.saturating_add(worse)).filter(|cost| *cost <= limit)
}
