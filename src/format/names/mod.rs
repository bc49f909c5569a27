//! Other spellings of a name, in the same script and in others.
//!
//! A word becomes sounds by its script's table. The sounds' skeletons are the keys under which it is filed and sought;
//! a weighted edit distance between the sounds tells how near two spellings are.

mod particles;
mod scripts;
mod sounds;
mod spelling;

pub use particles::{Particle, halves, particle};
use spelling::Sounds;

/// A sound as the tables write it.
type Sound = u8;

/// A likeness from this on is a guess: for words that are in no article, where nothing surer is found.
pub const DOUBTFUL: u8 = 16;

/// A word whose other spellings are sought: read once, compared with many.
#[derive(Clone, Debug)]
pub struct Name {
    sounds: Sounds,
    /// For each sound, what others cost in its place.
    costs: Vec<[u8; 128]>,
}

impl Name {
    /// Reads a folded word; `None` if it can't be a name.
    #[must_use]
    pub fn new(word: &str) -> Option<Self> {
        let sounds = spelling::sounds(word)?;
        if sounds.consonants == 0 || word.chars().count() < 3 {
            return None;
        }
        let costs = sounds.sounds.iter().map(|sound| sounds::costs(*sound)).collect();
        Some(Self { sounds, costs })
    }

    /// How far another folded word is from this one: 0 sounds the same; `None` is another name.
    #[must_use]
    pub fn likeness(&self, other: &str) -> Option<u8> {
        let other = spelling::sounds(other)?;
        let sure = sure(self.sounds.consonants.min(other.consonants));
        let cost = spelling::distance(&self.sounds, &self.costs, &other, sure + 3)?;
        Some(if cost > sure { DOUBTFUL + cost } else { cost })
    }

    /// The keys under which the word is filed and sought.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        let Sounds { sounds, article: (start, end), .. } = &self.sounds;
        let mut without = sounds.clone();
        without.drain(start..end);
        let may_be_part = *start == 0 && *end > 0 && without.first().is_some_and(|sound| !sounds::is_firm(*sound));
        for reading in 0..sounds::READINGS {
            add(&mut keys, key(&without, reading));
            if may_be_part {
                add(&mut keys, key(sounds, reading));
            }
        }
        match sounds.as_slice() {
            [.., b'0'] => {
                without.push(b't');
                add(&mut keys, key(&without, 0));
            }
            [.., b'a' | b'e', b't'] => {
                without.pop();
                add(&mut keys, key(&without, 0));
            }
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

/// The longest distance at which two words are surely one name.
fn sure(consonants: usize) -> u8 {
    match consonants {
        0 | 1 => 3,
        2 => 4,
        3 => 5,
        4 => 6,
        _ => 7,
    }
}

fn key(sounds: &[Sound], reading: usize) -> String {
    let mut key = String::new();
    let mut before = 0;
    for sound in sounds {
        if std::mem::replace(&mut before, *sound) == *sound {
            continue;
        }
        if let Some(class) = sounds::class(*sound, reading) {
            key.push(char::from(class));
        }
    }
    key
}

fn add(keys: &mut Vec<String>, key: String) {
    if !key.is_empty() && !keys.contains(&key) {
        keys.push(key);
    }
}

#[cfg(test)]
mod tests {
    use super::{Name, keys};

    fn meet(one: &str, other: &str) -> Option<u8> {
        let shared = keys(one).iter().any(|key| keys(other).contains(key));
        Name::new(one)?.likeness(other).filter(|_| shared)
    }

    #[test]
    fn other_spellings_of_a_name_meet() {
        for names in [
            &["kadhimi", "kadhemi", "kazimi", "alkadhimi", "الكاظمي", "كاظمي", "казими"][..],
            &["haniya", "haniyeh", "haneyya", "haniyya", "هنيه"],
            &["gaddafi", "qadhafi", "kadafi", "القذافي", "каддафи"],
            &["hussein", "husayn", "hussain", "houcine", "hossein", "حسين", "хусейн"],
        ] {
            for one in names {
                for other in names {
                    assert!(meet(one, other).is_some(), "{one} {other}");
                }
            }
        }
    }
}
