//! How the words of an archive are inflected: what its own words change at their ends and in front.
//!
//! The engine has no stemmer. A word that is in no article may still be a form of one that is; the archive's commonest
//! changes lead from it there.

use serde::Serialize;

use super::json::Reader;
use super::unspaced::is_unspaced;

/// What stays of a word has at least so many letters.
pub const SHORTEST_REST: usize = 3;

/// The commonest changes, as they stand in the manifest: two parts that take each other's place, the next two, and so on;
/// the likeliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Inflection {
    /// At a word's end.
    pub endings: Vec<String>,
    /// At its beginning.
    pub beginnings: Vec<String>,
}

impl Inflection {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let mut inflection = Self::default();
        reader.object(&["endings", "beginnings"], 2, &mut |reader, field| match field {
            0 => reader.texts_into(&mut inflection.endings),
            _ => reader.texts_into(&mut inflection.beginnings),
        });
        inflection
    }

    /// Whether words never change here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.endings.is_empty() && self.beginnings.is_empty()
    }

    /// The forms that a folded word could have otherwise, likeliest first: those with another ending, which mostly lie in
    /// the word's own range of the dictionary, then those with another beginning.
    #[must_use]
    pub fn alternatives(&self, word: &str) -> Vec<String> {
        let mut found = Vec::new();
        if word.bytes().any(|byte| byte.is_ascii_digit()) || word.starts_with(is_unspaced) {
            return found;
        }
        exchange(&self.endings, &mut |off, on| {
            found.extend(word.strip_suffix(off).filter(|rest| is_long_enough(rest)).map(|rest| [rest, on].concat()));
        });
        exchange(&self.beginnings, &mut |off, on| {
            found.extend(word.strip_prefix(off).filter(|rest| is_long_enough(rest)).map(|rest| [on, rest].concat()));
        });
        found
    }
}

/// Hands on each pair of parts, and then the other way round.
fn exchange(parts: &[String], change: &mut dyn FnMut(&str, &str)) {
    for pair in parts.chunks_exact(2) {
        if let [one, other] = pair {
            change(one, other);
            change(other, one);
        }
    }
}

fn is_long_enough(rest: &str) -> bool {
    rest.chars().nth(SHORTEST_REST - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::Inflection;

    fn inflection(endings: &[&str], beginnings: &[&str]) -> Inflection {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Inflection { endings: texts(endings), beginnings: texts(beginnings) }
    }

    #[test]
    fn a_word_changes_as_the_archives_own_words_do() {
        let english = inflection(&["", "s", "ies", "y"], &[]);
        assert_eq!(english.alternatives("lamps"), ["lampss", "lamp"]);
        assert_eq!(english.alternatives("embassies"), ["embassiess", "embassie", "embassy"]);
        assert_eq!(english.alternatives("obrien"), ["obriens"]);
    }

    #[test]
    fn the_beginning_changes_likewise_and_comes_last() {
        let arabic = inflection(&["ون", "ين"], &["", "ال", "وال", "ال"]);
        assert_eq!(arabic.alternatives("والمصريون"), ["والمصريين", "الوالمصريون", "المصريون"]);
        assert_eq!(arabic.alternatives("الكاظمي"), ["الالكاظمي", "كاظمي", "والكاظمي"]);
    }

    #[test]
    fn short_words_numbers_and_letters_of_scripts_without_blanks_have_no_other_form() {
        let english = inflection(&["", "s"], &["ال"]);
        assert_eq!(english.alternatives("gas"), ["gass"]);
        for word in ["us", "1990s", "東京", ""] {
            assert!(english.alternatives(word).is_empty(), "{word}");
        }
    }
}
