//! One spelling of a word, so that names are found however carefully they were typed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word in lower case without accents, Turkish dots, vowel signs and hamzas; letters that Arabic and Persian keyboards write
/// differently are one.
#[must_use]
pub fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfkd()
        .filter(|&c| !is_combining_mark(c) && !is_filler(c))
        .flat_map(char::to_lowercase)
        .map(one_letter)
        .collect()
}

/// The line that stretches Arabic words, and what keeps two letters apart in one word.
pub fn is_filler(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{200c}' | '\u{200d}')
}

fn one_letter(c: char) -> char {
    match c {
        'ı' => 'i',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ة' => 'ه',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn words_typed_differently_are_one() {
        for (one, other) in [
            ("AOÛT", "aout"),
            ("NİSAN", "nisan"),
            ("KASIM", "kasım"),
            ("إبريل", "ابريل"),
            ("فوریه", "فوريه"),
            ("سه\u{200c}شنبه", "سهشنبه"),
            ("هـ", "ه"),
            ("ثُلاثاء", "ثلاثاء"),
        ] {
            assert_eq!(folded(one), folded(other), "{one}");
        }
    }
}
