//! A word as sounds, each with what it costs to leave it out.

use super::Sound;
use super::scripts::{SCRIPTS, Script};
use super::sounds::{FAR, cost, costs_of, is_firm, is_of, is_vowel};

/// What sounds longer is no name.
const LONGEST: usize = 24;
/// A sound that makes another name: more than any likeness allows.
const NEVER: u8 = 12;

/// A word as sounds.
#[derive(Clone, Debug, Default)]
pub(super) struct Sounds {
    sounds: [Sound; LONGEST],
    length: usize,
    /// What it costs to leave each out; then the same where one of the words is written without short vowels.
    losses: [[u8; LONGEST]; 2],
    /// Which of the scripts it is written in, and whether without short vowels.
    pub(super) script: usize,
    unvowelled: bool,
    /// Where an article may be joined: at the beginning, or after "abd".
    pub(super) article: (usize, usize),
    /// How many sounds there are besides, repeated ones once, and how many of them are consonants.
    pub(super) own: u8,
    pub(super) consonants: u8,
    /// How much shows that the spelling is one of several: letters that only transliterations have.
    pub(super) marks: u8,
}

impl Sounds {
    /// The sounds of a folded word, `None` if it is in none of the scripts.
    pub(super) fn new(word: &str) -> Option<Self> {
        let first = word.chars().next()?;
        let number = SCRIPTS.iter().position(|script| script.range.0 <= first && first <= script.range.1)?;
        let script = SCRIPTS.get(number)?;
        let mut name = Self { script: number, unvowelled: script.unvowelled, ..Self::default() };
        name.read(word, script)?;
        name.article = article(name.sounds(), script.unvowelled);
        name.weigh();
        let from = if name.article.0 == 0 { name.article.1 } else { 0 };
        let own = name.sounds().get(from..)?;
        let (all, firm) = (count(own, |_| true), count(own, is_firm) + u8::from(own.first() == Some(&b'h')));
        // "Kadhimi", "Khaled", "Qasim": such names are spelt by ear.
        let marks = own.iter().filter(|sound| is_of(**sound, b"qXGDAQ3")).count() + usize::from(own.ends_with(b"i"));
        (name.own, name.consonants, name.marks) = (all, firm, marks.min(2) as u8);
        Some(name)
    }

    /// All of them in order.
    pub(super) fn sounds(&self) -> &[Sound] {
        self.sounds.get(..self.length).unwrap_or_default()
    }

    fn read(&mut self, word: &str, script: &Script) -> Option<()> {
        let mut rest = word;
        while let Some(letter) = rest.chars().next() {
            let begins = self.length == 0;
            let ruled = script.rules.iter().find_map(|(written, sound)| Some((after(written, rest, begins)?, *sound)));
            if let Some((after, sounds)) = ruled {
                for sound in sounds.bytes() {
                    self.push(sound)?;
                }
                rest = after;
            } else {
                // A letter without a sound, like hamza, is passed over.
                let place = script.letters.0.chars().position(|other| other == letter);
                if let Some(sound) = place.and_then(|place| script.letters.1.as_bytes().get(place)) {
                    self.push(*sound)?;
                } else if letter < script.range.0 || letter > script.range.1 {
                    return None;
                }
                rest = rest.get(letter.len_utf8()..)?;
            }
        }
        Some(())
    }

    fn push(&mut self, sound: Sound) -> Option<()> {
        *self.sounds.get_mut(self.length)? = sound;
        self.length += 1;
        Some(())
    }

    fn weigh(&mut self) {
        let sounds = self.sounds;
        let sounds = sounds.get(..self.length).unwrap_or_default();
        let (start, end) = self.article;
        let [vowelled, unvowelled] = &mut self.losses;
        for (at, (loss, other)) in vowelled.iter_mut().zip(unvowelled).enumerate().take(sounds.len()) {
            if start <= at && at < end {
                *loss = article_loss(sounds, self.article, at, self.unvowelled);
                *other = *loss;
                continue;
            }
            // What follows an article repeats nothing.
            let before = if at == 0 || (at == end && start < end) { None } else { sounds.get(at - 1) };
            let place = Place::new(before, sounds.get(at), sounds.get(at + 1));
            *loss = place.loss();
            *other = if self.unvowelled && place.sound != b'0' { *loss } else { place.unvowelled_loss() };
        }
    }
}

/// What follows after what a rule says is written, if it stands here.
fn after<'t>(written: &str, rest: &'t str, begins: bool) -> Option<&'t str> {
    let letters = match written.strip_prefix('^') {
        Some(letters) => begins.then_some(letters)?,
        None => written,
    };
    match letters.strip_suffix('$') {
        Some(letters) => (rest == letters).then_some(""),
        None => rest.strip_prefix(letters),
    }
}

/// How many sounds of a kind there are, repeated ones once.
fn count(sounds: &[Sound], kind: fn(Sound) -> bool) -> u8 {
    let (mut count, mut before) = (0, 0);
    for sound in sounds {
        count += u8::from(*sound != before && kind(*sound));
        before = *sound;
    }
    count
}

/// Where an article may be joined: al-, el-, l-, as- before s; also after "abd".
fn article(sounds: &[Sound], unvowelled: bool) -> (usize, usize) {
    if let [b'a' | b'2', b'b', b'd', rest @ ..] = sounds {
        let length = match rest {
            [vowel, b'l', ..] if is_vowel(*vowel) => 2,
            [vowel, one, two, ..] if is_vowel(*vowel) && one == two => 2,
            _ => 0,
        };
        return (3, 3 + length);
    }
    let length = match sounds {
        [b'1', b'l', ..] => 2,
        [b'a' | b'e' | b'i' | b'u', b'l', ..] => 2,
        [b'a' | b'e' | b'i' | b'u', one, two, ..] if one == two && is_of(*one, b"tTdDrzsSn") => 1,
        [b'l', next, ..] if !unvowelled && *next != b'l' => 1,
        _ => 0,
    };
    let rest = sounds.get(length..).unwrap_or_default();
    // "Ali" and "Lina" have none; the rest must be a name.
    let enough = if rest.first().is_some_and(|sound| is_vowel(*sound)) { 4 } else { 3 };
    if count(rest, is_firm) > 0 && rest.len() >= enough { (0, length) } else { (0, 0) }
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

/// A sound and its neighbours, 0 where there is none.
struct Place {
    before: Sound,
    sound: Sound,
    next: Sound,
    beside_vowel: bool,
}

impl Place {
    fn new(before: Option<&Sound>, sound: Option<&Sound>, next: Option<&Sound>) -> Self {
        let of = |sound: Option<&Sound>| sound.copied().unwrap_or(0);
        let (before, sound, next) = (of(before), of(sound), of(next));
        Self { before, sound, next, beside_vowel: is_vowel(before) || is_vowel(next) }
    }

    /// What it costs to leave the sound out: little where spellings differ, much where names do.
    fn loss(&self) -> u8 {
        let begins = self.before == 0;
        let ends = self.next == 0;
        match self.sound {
            // One s between vowels would be z to the French.
            sound if sound == self.before => u8::from(sound != b's'),
            b'2' | b'h' if begins => 5,
            b'2' => 1,
            // It only carries the long vowel.
            b'1' if is_of(self.next, b"89") => 1,
            // Mute in French, and in Arabic names as the French write them; elsewhere it may make a feminine.
            b'e' if ends && is_of(self.before, b"nkqC") => 1,
            sound if ends && is_of(sound, b"aeiouyAIU930") && !is_vowel(self.before) => 6,
            b'e' if self.beside_vowel => 1,
            b'a' if self.next == b'U' || self.next == b'w' => 1,
            b'A' | b'I' | b'3' if self.beside_vowel => 2,
            b'A' | b'I' | b'U' | b'8' | b'9' | b'3' => 4,
            b'y' | b'i' | b'a' if self.beside_vowel => 2,
            b'i' | b'e' | b'a' | b'u' | b'o' if self.before == b'h' || self.next == b'h' => 2,
            b'e' if !begins => 2,
            b'h' if ends => 1,
            // The end of a feminine, as Turks, Persians and Indians hear it.
            b't' if ends && (self.before == b'a' || self.before == b'e') => 4,
            sound if is_firm(sound) => NEVER,
            _ => 3,
        }
    }

    /// The same where a vowelled word is compared with one written without short vowels.
    fn unvowelled_loss(&self) -> u8 {
        let ends = self.next == 0;
        match self.sound {
            sound if sound == self.before => 0,
            b'e' if ends => 1,
            b'a' | b'0' if ends => 2,
            b'i' | b'o' | b'u' if ends => 4,
            b'a' | b'e' | b'i' | b'o' | b'u' if self.before == 0 => 2,
            b'a' | b'e' if is_of(self.next, b"iywu") => 0,
            b'a' | b'e' | b'i' | b'o' | b'u' if self.beside_vowel => 2,
            b'a' | b'e' | b'i' | b'o' | b'u' => 0,
            b'U' => 2,
            b'A' | b'I' => 3,
            _ => self.loss(),
        }
    }
}

/// The cheapest way to make one row of sounds the other, `None` beyond `limit`.
pub(super) fn distance(a: &Sounds, b: &Sounds, limit: u8) -> Option<u8> {
    let unvowelled = usize::from(a.unvowelled || b.unvowelled);
    let (lost_a, lost_b) = (a.losses.get(unvowelled)?, b.losses.get(unvowelled)?);
    // One row of the table: what the sounds of `a` so far cost against each beginning of `b`, the empty one apart.
    let mut row = [0; LONGEST];
    let mut sum = 0_u8;
    for (cell, loss) in row.iter_mut().zip(lost_b) {
        sum = sum.saturating_add(*loss);
        *cell = sum;
    }
    let mut none = 0_u8;
    for (sound, lost) in a.sounds().iter().zip(lost_a) {
        let costs = costs_of(*sound);
        let mut diagonal = none;
        none = none.saturating_add(*lost);
        let (mut left, mut least) = (none, none);
        for ((cell, loss), sound) in row.iter_mut().zip(lost_b).zip(b.sounds()) {
            let taken = diagonal.saturating_add(cost(costs, *sound));
            left = taken.min(cell.saturating_add(*lost)).min(left.saturating_add(*loss));
            diagonal = *cell;
            *cell = left;
            least = least.min(left);
        }
        if least > limit {
            return None;
        }
    }
    let total = row.get(b.length.checked_sub(1)?)?.saturating_add(ending(a, b));
    (total <= limit).then_some(total)
}

/// What it costs that words end in different vowels: they tell Mario from Maria.
fn ending(a: &Sounds, b: &Sounds) -> u8 {
    let (Some(a), Some(b)) = (a.sounds().last(), b.sounds().last()) else { return 0 };
    match cost(costs_of(*a), *b) {
        1 if is_vowel(*a) && is_vowel(*b) => 1,
        2..FAR if is_vowel(*a) && is_vowel(*b) => 3,
        _ => 0,
    }
}
