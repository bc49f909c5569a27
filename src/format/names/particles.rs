//! Words that are part of a name without being one, and names that are written in one word or in two.

use crate::format::folding::pieces;

/// What a word is to the name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Particle {
    /// An article or a word of kinship, which one writer leaves out and another doesn't: al-, bin.
    Loose,
    /// The beginning of a name, often joined to the rest: Abd, Abu.
    Head,
    /// The end of a name, often joined to what goes before: Allah, al-Din.
    Tail,
}

/// Folded, divided by blanks.
const LOOSE: &str = "al el ul il ash as ad an ar az es esh ed ez ou ur bin ben ibn ibni bint binti ould wuld oglu ogly zade \
                     de da di von van der den ال بن ابن بنت ولد زاده аль эль ибн бин бен оглы заде";

/// As [`LOOSE`]; of two that begin alike the longer comes first.
const HEADS: &str = "abdoul abdour abdul abdel abdal abdol abdur abder abdar abdus abdes abdou abde abdu abd aboul abul abou \
                     abu umm oum noor nour nur bel bou عبدال عبد ابو ام بو نور абдул абдель абдур абд абу";

/// As [`LOOSE`]; of two that end alike the longer comes first.
const TAILS: &str = "oullah ollah allah ullah eddine uddine eddin uddin addin aldin eldin الله الدين аддин оддин уддин улла олла \
                     алла";

/// A half of a name has so many letters at least, else it is none.
const HALF: usize = 3;

/// Which kind of particle a folded word is, if it is one.
#[must_use]
pub fn particle(word: &str) -> Option<Particle> {
    let lists = [(LOOSE, Particle::Loose), (HEADS, Particle::Head), (TAILS, Particle::Tail)];
    lists.into_iter().find(|(list, _)| pieces(list, b' ').any(|one| one == word)).map(|(_, kind)| kind)
}

/// The two words in which a folded name may as well be written: "abdel kader" for "abdelkader", "hidayat ullah" for
/// "hidayatullah". One of them alone is not the name.
#[must_use]
pub fn halves(word: &str) -> Option<(&str, &str)> {
    let long = |half: &str| half.chars().nth(HALF - 1).is_some();
    let at_head = |head: &&str| word.strip_prefix(*head).is_some_and(long);
    let at_tail = |tail: &&str| word.strip_suffix(*tail).is_some_and(long);
    let head = pieces(HEADS, b' ').filter(|head| long(head)).find(at_head);
    let tail = || pieces(TAILS, b' ').find(at_tail);
    word.split_at_checked(head.map(str::len).or_else(|| Some(word.len() - tail()?.len()))?)
}

#[cfg(test)]
mod tests {
    use super::{Particle, halves, particle};

    #[test]
    fn a_joined_name_has_two_halves() {
        assert_eq!(halves("abdelkader"), Some(("abdel", "kader")));
        assert_eq!(halves("abdurrahman"), Some(("abdur", "rahman")));
        assert_eq!(halves("عبدالرحمن"), Some(("عبدال", "رحمن")));
        assert_eq!(halves("abubakr"), Some(("abu", "bakr")));
        assert_eq!(halves("hidayatullah"), Some(("hidayat", "ullah")));
        assert_eq!(halves("shamsuddin"), Some(("shams", "uddin")));
        for whole in ["kadhimi", "abdul", "abdo", "allah", "ullah", "", "عبد"] {
            assert_eq!(halves(whole), None, "{whole}");
        }
    }

    #[test]
    fn particles_are_known_in_each_script() {
        for (word, kind) in [
            ("al", Some(Particle::Loose)),
            ("бин", Some(Particle::Loose)),
            ("عبد", Some(Particle::Head)),
            ("abou", Some(Particle::Head)),
            ("الله", Some(Particle::Tail)),
            ("kadhimi", None),
            ("", None),
        ] {
            assert_eq!(particle(word), kind, "{word}");
        }
    }
}
