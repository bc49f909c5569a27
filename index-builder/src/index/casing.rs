//! Which words are names: what writers begin with a capital although no sentence begins there.

use serde::{Deserialize, Serialize};

/// What a word's capitals say where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Casing {
    /// It has a capital of its own.
    Name,
    /// It has none.
    Plain,
    /// Nothing: it begins a sentence, all is in capitals, or its script has none.
    Silent,
}

/// How often a word is written as a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Capitals {
    pub(super) name: u32,
    pub(super) plain: u32,
}

impl Capitals {
    pub(super) fn add(&mut self, other: Self) {
        self.name = self.name.saturating_add(other.name);
        self.plain = self.plain.saturating_add(other.plain);
    }

    pub(super) fn count(&mut self, casing: Casing) {
        match casing {
            Casing::Name => self.name += 1,
            Casing::Plain => self.plain += 1,
            Casing::Silent => {}
        }
    }

    /// Whether it is written as a name in three of five places; `None` where nothing tells.
    pub(super) fn is_name(self) -> Option<bool> {
        let all = u64::from(self.name) + u64::from(self.plain);
        (all > 0).then(|| u64::from(self.name) * 5 >= all * 3)
    }
}

/// What the capitals of the word at these bytes of a text say.
pub(super) fn casing(text: &str, start: usize, end: usize) -> Casing {
    let word = text.get(start..end).unwrap_or_default();
    let Some(first) = word.chars().next() else { return Casing::Silent };
    if first.is_lowercase() {
        return Casing::Plain;
    }
    let shouted = word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    if !first.is_uppercase() || shouted {
        return Casing::Silent;
    }
    let before = text.get(..start).unwrap_or_default();
    let line_begins = before.trim_end_matches([' ', '\t', '\u{a0}']).ends_with('\n');
    let before =
        before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '‘' | '\'' | '(' | '[' | '«'));
    let sentence_begins =
        before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '…', '*', '•', '-', '–', '—']);
    // A hyphen inside a word begins nothing.
    let joined = text.get(..start).is_some_and(|before| before.ends_with('-') && !before.ends_with(" -"));
    if (sentence_begins && !joined) || line_begins { Casing::Silent } else { Casing::Name }
}

#[cfg(test)]
mod tests {
    use super::{Capitals, Casing, casing};

    fn of(text: &str, word: &str) -> Casing {
        let start = text.rfind(word).unwrap();
        casing(text, start, start + word.len())
    }

    #[test]
    fn a_capital_in_mid_sentence_is_a_name() {
        assert_eq!(of("The minister Kadhimi spoke.", "Kadhimi"), Casing::Name);
        assert_eq!(of("said Mr. al-Kadhimi", "Kadhimi"), Casing::Name);
        assert_eq!(of("The minister spoke.", "minister"), Casing::Plain);
    }

    #[test]
    fn where_a_sentence_begins_or_all_is_in_capitals_nothing_is_said() {
        for (text, word) in [
            ("Grain fell.", "Grain"),
            ("It fell. Grain rose", "Grain"),
            ("He said: “Grain rose”", "Grain"),
            ("one\nGrain", "Grain"),
            ("the GRAIN accord", "GRAIN"),
            ("قال الكاظمي", "الكاظمي"),
            ("in 1948", "1948"),
        ] {
            assert_eq!(of(text, word), Casing::Silent, "{text}");
        }
    }

    #[test]
    fn three_of_five_decide() {
        let is_name = |name, plain| Capitals { name, plain }.is_name();
        assert_eq!([is_name(3, 2), is_name(2, 2), is_name(0, 0)], [Some(true), Some(false), None]);
    }
}
