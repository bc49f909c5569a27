//! Other spellings of a name, in the same script and in others.
//!
//! A word becomes sounds by its script's table. The sounds' skeletons are the keys under which it is filed and sought;
//! a weighted edit distance between the sounds tells how near two spellings are. Which words are names is for the builder to
//! say, which sees their capitals: "latter" and "later" differ as two spellings of a name do.

mod particles;
pub mod register;
mod scripts;
mod sounds;
mod spelling;

pub use particles::{Particle, halves, particle};
use spelling::Sounds;

/// A sound as the tables write it.
type Sound = u8;

/// A word whose other spellings are sought: read once, compared with many others.
#[derive(Clone, Debug)]
pub struct Name {
    sounds: Sounds,
}

impl Name {
    /// Reads a folded word; `None` if it can't be a name.
    #[must_use]
    pub fn new(word: &str) -> Option<Self> {
        let sounds = Sounds::new(word)?;
        if (sounds.consonants == 0 && !sounds::is_of(b'h', sounds.sounds())) || word.chars().nth(2).is_none() {
            return None;
        }
        Some(Self { sounds })
    }

    /// How far another word is from this one: 0 sounds the same; `None` is another name.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Option<u8> {
        spelling::distance(&self.sounds, &other.sounds, sure(&self.sounds, &other.sounds))
    }

    /// The same for a word that is in no article, where a far likeness is better than none.
    #[must_use]
    pub fn guess(&self, other: &Self) -> Option<u8> {
        spelling::distance(&self.sounds, &other.sounds, possible(&self.sounds, &other.sounds))
    }

    /// The keys under which the word is filed and sought.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        let (sounds, (start, end)) = (self.sounds.sounds(), self.sounds.article);
        let (before, after) = (sounds.get(..start).unwrap_or_default(), sounds.get(end..).unwrap_or_default());
        // Before a vowel it may also be the name's own: Larbi, Elias.
        let may_be_none = start == 0 && end > 0 && after.first().is_some_and(|sound| !sounds::is_firm(*sound));
        for reading in 0..sounds::READINGS {
            add(&mut keys, key(before, after, reading));
            if may_be_none {
                add(&mut keys, key(sounds, &[], reading));
            }
        }
        if keys.is_empty() {
            // "Yahya" has nothing firmer.
            keys.push("h".to_owned());
        }
        // The end of a feminine is h or t.
        match after {
            [.., b'0'] => add(&mut keys, key(before, after, 0) + "t"),
            [own @ .., b'a' | b'e', b't'] => add(&mut keys, key(before, own, 0)),
            _ => {}
        }
        keys
    }
}

/// The keys under which a folded word is filed and sought; none if it can't be a name.
#[must_use]
pub fn keys(word: &str) -> Vec<String> {
    Name::new(word).map(|name| name.keys()).unwrap_or_default()
}

/// How far two folded words are from each other; see [`Name::likeness`].
#[must_use]
pub fn likeness(one: &str, other: &str) -> Option<u8> {
    Name::new(one)?.likeness(&Name::new(other)?)
}

/// The longest distance at which two words can be one name.
fn possible(one: &Sounds, other: &Sounds) -> u8 {
    match one.consonants.min(other.consonants) {
        0 | 1 => 6,
        2 => 7,
        3 => 8,
        4 => 9,
        _ => 10,
    }
}

/// The longest distance at which two words are surely one name: the longer they are, the less likely is chance.
fn sure(one: &Sounds, other: &Sounds) -> u8 {
    let base = match one.own.min(other.own) {
        0..=3 => 0,
        4 | 5 => 1,
        6 => 2,
        7 => 3,
        _ => 4,
    };
    let across = one.script != other.script;
    base + if across { 2 } else { (one.marks + other.marks).min(2) }
}

/// The classes of sounds that stand in a row, repeated ones once.
fn key(sounds: &[Sound], more: &[Sound], reading: usize) -> String {
    let mut key = String::new();
    let mut before = 0;
    for sound in sounds.iter().chain(more) {
        if *sound != before {
            key.extend(sounds::class(*sound, reading));
        }
        before = *sound;
    }
    key
}

fn add(keys: &mut Vec<String>, key: String) {
    if !key.is_empty() && !keys.contains(&key) {
        keys.push(key);
    }
}

#[cfg(test)]
mod tests;
