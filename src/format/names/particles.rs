//! Words that are part of a name without being one, and names that are written in one word or two.

/// What a short word before a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Particle {
    /// An article or a word of kinship, which one writer leaves out and another doesn't: al-, bin.
    Loose,
    /// The first half of a name, which has no meaning alone: Abd, Abu.
    Half,
}

/// Folded; in all scripts.
const LOOSE: &str = "al el ul il as ash ad an ar at az es esh ed en er et ez ou ul ur us eddin eddine uddin bin ben ibn ibni bint binti ould \
                     wuld de da di von van der den ال بن ابن بنت ولد аль эль ибн бин бен";

/// Folded, the longest of a beginning first: these are also joined to what follows.
const HALVES: [&str; 36] = [
    "abdoul",
    "abdour",
    "abdul",
    "abdel",
    "abdal",
    "abdol",
    "abdur",
    "abder",
    "abdar",
    "abdus",
    "abdes",
    "abdou",
    "abde",
    "abdu",
    "abd",
    "aboul",
    "abul",
    "abou",
    "abu",
    "umm",
    "oum",
    "nour",
    "nur",
    "bel",
    "bou",
    "عبدال",
    "عبد",
    "ابو",
    "ام",
    "بو",
    "نور",
    "абдул",
    "абдель",
    "абд",
    "абу",
    "оум",
];

/// Of which kind a folded word is, if it is one of these.
#[must_use]
pub fn particle(word: &str) -> Option<Particle> {
    if HALVES.contains(&word) {
        return Some(Particle::Half);
    }
    LOOSE.split_ascii_whitespace().any(|loose| loose == word).then_some(Particle::Loose)
}

/// The two halves of a name that may as well be written in two words: "abdelkader" is "abdel" and "kader".
#[must_use]
pub fn halves(word: &str) -> Option<(&str, &str)> {
    let half = HALVES.iter().find(|half| word.starts_with(**half))?;
    let (half, rest) = word.split_at_checked(half.len())?;
    (rest.chars().count() >= 3).then_some((half, rest))
}
