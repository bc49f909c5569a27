//! Which script text in an encoding of one byte a letter is of, judged by how often its letters stand in it.

use encoding_rs::{
    Encoding, IBM866, ISO_8859_5, ISO_8859_6, KOI8_R, WINDOWS_1251, WINDOWS_1253, WINDOWS_1255, WINDOWS_1256,
};

/// Fewer letters show nothing.
const FEWEST: usize = 6;

/// A script's encodings, where its letters lie, and the eight that make up most of its text.
struct Script {
    encodings: &'static [&'static Encoding],
    block: std::ops::RangeInclusive<char>,
    frequent: [char; 8],
    /// How much of its text they make up at least, of 100.
    share: usize,
}

static SCRIPTS: [Script; 4] = [
    Script {
        encodings: &[WINDOWS_1256, ISO_8859_6],
        block: '\u{600}'..='\u{6ff}',
        frequent: ['ا', 'ل', 'ي', 'م', 'و', 'ن', 'ر', 'ت'],
        share: 45,
    },
    Script {
        encodings: &[WINDOWS_1251, KOI8_R, ISO_8859_5, IBM866],
        block: '\u{400}'..='\u{45f}',
        frequent: ['о', 'е', 'а', 'и', 'н', 'т', 'с', 'р'],
        share: 42,
    },
    Script {
        encodings: &[WINDOWS_1253],
        block: '\u{384}'..='\u{3ce}',
        frequent: ['α', 'ο', 'ι', 'ε', 'τ', 'σ', 'ν', 'η'],
        share: 42,
    },
    Script {
        encodings: &[WINDOWS_1255],
        block: '\u{5b0}'..='\u{5f2}',
        frequent: ['י', 'ו', 'ה', 'ל', 'א', 'ר', 'מ', 'ת'],
        share: 45,
    },
];

/// The encoding in which bytes make words of one script, if one does so much better than all others.
pub fn encoding_of(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut fits: Vec<(usize, &'static Encoding)> = SCRIPTS
        .iter()
        .flat_map(|script| {
            script.encodings.iter().filter_map(|&encoding| Some((fit(script, encoding, bytes)?, encoding)))
        })
        .collect();
    // The first of equals is the more usual one.
    fits.sort_by_key(|&(fit, _)| std::cmp::Reverse(fit));
    match fits.as_slice() {
        [(first, _), (second, _), ..] if *first < second + 5 => None,
        [(_, encoding), ..] => Some(encoding),
        [] => None,
    }
}

/// How much of the text its frequent letters make up, of 100, where nearly all of it is words of the script.
fn fit(script: &Script, encoding: &'static Encoding, bytes: &[u8]) -> Option<usize> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let (mut all, mut frequent, mut strange) = (0, 0, 0);
    for word in text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic()).filter(|word| !word.is_ascii()) {
        let mut before = ' ';
        for letter in word.chars() {
            let own = script.block.contains(&letter);
            all += usize::from(own);
            frequent +=
                usize::from(letter.to_lowercase().next().is_some_and(|letter| script.frequent.contains(&letter)));
            // Letters of other scripts in a word, a capital behind small letters, controls and frames are not written.
            let is_strange = letter.is_alphabetic() && !own
                || letter.is_uppercase() && before.is_lowercase()
                || matches!(letter, '\u{80}'..='\u{9f}' | '\u{2500}'..='\u{259f}');
            strange += usize::from(is_strange);
            before = letter;
        }
    }
    let share = frequent * 100 / all.max(1);
    (!damaged && all >= FEWEST && strange * 20 <= all && share >= script.share).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::{SCRIPTS, encoding_of};

    #[test]
    fn short_texts_show_their_encoding() {
        for (label, text) in [
            ("windows-1256", "السفارة الأمريكية"),
            ("windows-1256", "أخبار الميناء"),
            ("windows-1251", "Новости гавани"),
            ("koi8-r", "Новости гавани сегодня"),
            ("windows-1253", "Τα νέα του λιμανιού"),
            ("windows-1255", "חדשות הנמל היום"),
        ] {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            assert_eq!(
                encoding_of(&encoding.encode(text).0).map(encoding_rs::Encoding::name),
                Some(encoding.name()),
                "{text}"
            );
        }
    }

    #[test]
    fn western_letters_show_none() {
        for text in ["Éléphant, École, ÎLE, façade où l’été", "São João, ÇÃO", "Þórður Ásgeirsson æðarfugl"]
        {
            assert_eq!(encoding_of(&encoding_rs::WINDOWS_1252.encode(text).0), None, "{text}");
        }
        assert_eq!(SCRIPTS.len(), 4);
    }
}
