//! Scripts: what a text is written in, and which languages are written so.

/// A script, as far as it narrows down the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Script {
    Latin,
    Arabic,
    Cyrillic,
    Hebrew,
    Devanagari,
    Han,
    Kana,
    Hangul,
    /// Of one language, or of one that has nearly all texts.
    Of(&'static str),
}

const RANGES: [(char, char, Script); 38] = [
    ('A', 'Z', Script::Latin),
    ('a', 'z', Script::Latin),
    ('\u{c0}', '\u{24f}', Script::Latin),
    ('\u{370}', '\u{3ff}', Script::Of("el")),
    ('\u{400}', '\u{52f}', Script::Cyrillic),
    ('\u{530}', '\u{58f}', Script::Of("hy")),
    ('\u{5d0}', '\u{5f4}', Script::Hebrew),
    ('\u{620}', '\u{64a}', Script::Arabic),
    ('\u{66e}', '\u{6d3}', Script::Arabic),
    ('\u{6d5}', '\u{6d5}', Script::Arabic),
    ('\u{710}', '\u{72f}', Script::Of("syr")),
    ('\u{780}', '\u{7a5}', Script::Of("dv")),
    ('\u{904}', '\u{963}', Script::Devanagari),
    ('\u{985}', '\u{9e3}', Script::Of("bn")),
    ('\u{a05}', '\u{a74}', Script::Of("pa")),
    ('\u{a85}', '\u{ae3}', Script::Of("gu")),
    ('\u{b05}', '\u{b63}', Script::Of("or")),
    ('\u{b85}', '\u{bd7}', Script::Of("ta")),
    ('\u{c05}', '\u{c63}', Script::Of("te")),
    ('\u{c85}', '\u{ce3}', Script::Of("kn")),
    ('\u{d05}', '\u{d63}', Script::Of("ml")),
    ('\u{d85}', '\u{ddf}', Script::Of("si")),
    ('\u{e01}', '\u{e4e}', Script::Of("th")),
    ('\u{e81}', '\u{ece}', Script::Of("lo")),
    ('\u{f40}', '\u{fbc}', Script::Of("bo")),
    ('\u{1000}', '\u{103f}', Script::Of("my")),
    ('\u{10a0}', '\u{10ff}', Script::Of("ka")),
    ('\u{1100}', '\u{11ff}', Script::Hangul),
    ('\u{1200}', '\u{137f}', Script::Of("am")),
    ('\u{1780}', '\u{17d3}', Script::Of("km")),
    ('\u{1e00}', '\u{1eff}', Script::Latin),
    ('\u{1f00}', '\u{1fff}', Script::Of("el")),
    ('\u{3041}', '\u{30ff}', Script::Kana),
    ('\u{3400}', '\u{4dbf}', Script::Han),
    ('\u{4e00}', '\u{9fff}', Script::Han),
    ('\u{ac00}', '\u{d7a3}', Script::Hangul),
    ('\u{fb50}', '\u{fdff}', Script::Arabic),
    ('\u{fe70}', '\u{fefc}', Script::Arabic),
];

/// The script of a letter; `None` for what is no letter, and for rare scripts.
pub(super) fn script_of(letter: char) -> Option<Script> {
    let after = RANGES.partition_point(|(first, ..)| *first <= letter);
    let (_, last, script) = RANGES.get(after.checked_sub(1)?)?;
    (letter <= *last && !matches!(letter, '\u{d7}' | '\u{f7}')).then_some(*script)
}

/// The script that has most of a text's letters, how many, and how many letters there are.
///
/// Japanese and Korean are told by their own letters, which stand among Chinese ones; a Chinese letter says as much as two others.
pub(super) fn main_script(text: &str) -> Option<(Script, usize, usize)> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    // Most letters are of one byte and Latin, and quickly counted.
    let latin = text.bytes().filter(u8::is_ascii_alphabetic).count();
    if latin > 0 {
        counts.push((Script::Latin, latin));
    }
    let others = if text.is_ascii() { "" } else { text };
    for script in others.chars().filter(|letter| !letter.is_ascii()).filter_map(script_of) {
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    let of = |script: Script| counts.iter().find(|(known, _)| *known == script).map_or(0, |(_, count)| *count);
    let (han, kana, hangul) = (of(Script::Han), of(Script::Kana), of(Script::Hangul));
    if han > 0 {
        let taker = match () {
            () if kana * 20 >= han && kana >= hangul => Script::Kana,
            () if hangul * 5 >= han => Script::Hangul,
            () => Script::Han,
        };
        let own = if taker == Script::Han { 0 } else { of(taker) };
        counts.retain(|(script, _)| *script != Script::Han && *script != taker);
        counts.push((taker, han * 2 + own));
    }
    let letters = counts.iter().map(|(_, count)| count).sum();
    let (script, count) = counts.into_iter().max_by_key(|(script, count)| (*count, std::cmp::Reverse(*script)))?;
    Some((script, count, letters))
}

/// The scripts that a language is written in; empty where that isn't known, or any may be.
pub(super) fn scripts_of(language: &str) -> &'static [Script] {
    use Script::{Arabic, Cyrillic, Devanagari, Han, Hangul, Hebrew, Kana, Latin, Of};
    match language {
        "ar" | "fa" | "ur" | "ps" | "sd" | "ckb" | "ug" | "prs" | "arz" => &[Arabic],
        "ru" | "uk" | "be" | "bg" | "mk" | "tg" | "ky" | "mn" => &[Cyrillic],
        "he" | "yi" => &[Hebrew],
        "hi" | "mr" | "ne" | "sa" => &[Devanagari],
        "zh" | "yue" => &[Han],
        "ja" => &[Kana, Han],
        "ko" => &[Hangul, Han],
        "el" => &[Of("el")],
        "hy" => &[Of("hy")],
        "ka" => &[Of("ka")],
        "th" => &[Of("th")],
        "am" | "ti" => &[Of("am")],
        "en" | "fr" | "de" | "es" | "it" | "pt" | "nl" | "sv" | "da" | "no" | "nb" | "nn" | "fi" | "et" | "lv"
        | "lt" | "pl" | "cs" | "sk" | "sl" | "hr" | "hu" | "ro" | "tr" | "vi" | "id" | "ca" | "gl" | "eu" | "ga"
        | "cy" | "is" | "sq" | "sw" | "so" | "tl" | "af" | "la" | "eo" => &[Latin],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::{RANGES, Script, main_script, script_of};

    #[test]
    fn the_ranges_are_in_order() {
        assert!(RANGES.is_sorted_by(|a, b| a.0 <= a.1 && a.1 < b.0));
        assert_eq!((script_of('×'), script_of('1'), script_of('ж')), (None, None, Some(Script::Cyrillic)));
    }

    #[test]
    fn japanese_and_korean_are_told_by_their_own_letters() {
        let script = |text| main_script(text).map(|(script, ..)| script);
        assert_eq!(script("港湾局は本日発表した"), Some(Script::Kana));
        assert_eq!(script("港务局今天宣布"), Some(Script::Han));
        assert_eq!(script("항만청은 오늘 發表"), Some(Script::Hangul));
    }
}
