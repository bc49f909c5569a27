//! The words of a text as they are compared: what copying changes (case, accents, quotes, Arabic letter forms) is folded.

use std::sync::LazyLock;

use dalil::format::folding::Folding;

use crate::folding::table_of_all;

static FOLDING: LazyLock<Folding> = LazyLock::new(|| Folding::new(&table_of_all()));

/// Calls `take` with each word: folded, as it is written, and what stands between it and the word before.
///
/// A minus belongs to its number. In scripts without blanks every character is a word.
pub(super) fn each_word(text: &str, mut take: impl FnMut(&str, &str, &str)) {
    let mut words = FOLDING.undivided(text);
    let (mut folded, mut signed, mut end) = (String::new(), String::new(), 0);
    while let Some(place) = words.next_into(&mut folded) {
        let gap = text.get(end..place.start).unwrap_or_default();
        let written = text.get(place.clone()).unwrap_or_default();
        end = place.end;
        if written.starts_with(is_unspaced) {
            let mut gap = gap;
            for (start, character) in written.char_indices() {
                let character = written.get(start..start + character.len_utf8()).unwrap_or_default();
                take(character, character, gap);
                gap = "";
            }
        } else if folded.starts_with(|c: char| c.is_ascii_digit()) && ends_in_minus(gap) {
            signed.clear();
            signed.push('-');
            signed.push_str(&folded);
            take(&signed, written, gap);
        } else {
            take(&folded, written, gap);
        }
    }
}

/// Whether a gap ends in a minus that divides nothing: `at -5 degrees`, but not `2001-5`.
fn ends_in_minus(gap: &str) -> bool {
    let before = gap.strip_suffix(['-', '\u{2212}', '\u{2013}']);
    before.is_some_and(|before| before.ends_with([' ', '\n', '(']))
}

fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// One word of a text that is compared with another.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) folded: Box<str>,
    pub(super) has_digit: bool,
    pub(super) is_capitalised: bool,
    /// It begins a line, or stands behind a dash or a colon, as a report does behind its dateline.
    pub(super) opens: bool,
    /// It begins a sentence.
    pub(super) begins: bool,
}

/// All words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    each_word(text, |folded, written, gap| {
        let first = words.is_empty();
        let opens = first || gap.contains(['\n', '—', '–', ':']) || gap.contains("--") || gap.contains(" - ");
        words.push(Word {
            folded: folded.into(),
            has_digit: folded.bytes().any(|byte| byte.is_ascii_digit()),
            is_capitalised: written.starts_with(char::is_uppercase),
            opens,
            begins: opens || gap.contains(['.', '!', '?', '؟', '۔', '。', '"', '“', '«']),
        });
    });
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded.into()).collect()
    }

    #[test]
    fn what_copying_changes_is_folded() {
        assert_eq!(folded("Kadhimi’s «CAFÉ» — 1,200"), folded("kadhimi's \"cafe\u{301}\" - 1.200"));
        assert_eq!(folded("إلى الكـاظِمي ٢٠٢٠"), folded("الى الكاظمي 2020"));
    }

    #[test]
    fn a_minus_belongs_to_its_number() {
        assert_ne!(folded("at -5 degrees"), folded("at 5 degrees"));
        assert_eq!(folded("at \u{2212}5 degrees"), folded("at -5 degrees"));
        assert_eq!(folded("2001-5"), folded("2001/5"));
    }

    #[test]
    fn every_character_of_a_script_without_blanks_is_a_word() {
        assert_eq!(folded("東京の港, x"), ["東", "京", "の", "港", "x"]);
    }
}
