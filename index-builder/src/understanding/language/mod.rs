//! The language of each article, of its passages, and of the archive.
//!
//! What a page declares is believed unless its text is certainly in another language: programs that wrote pages declared
//! their own language, and templates that of the site. The script decides where it can; languages in Latin letters are told
//! by their function words, which one sentence has enough of, and where these are not clear by whatlang's trigrams.

mod function_words;
mod letters;
mod passages;
mod script;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::article::Article;
use crate::fields::language_tag;
use function_words::Evidence;
use letters::Guess;
pub use passages::{Passage, languages_of, passages};
use script::{Script, main_script, script_of, scripts_of};

/// The language of an archive in which none could be found.
const FALLBACK: &str = "en";
/// So many bytes at each of three places of a long text are looked at.
const SAMPLE: usize = 1_200;
/// whatlang looks at so many bytes.
const TRIGRAM_SAMPLE: usize = 700;
/// Fewer words are not enough for trigrams.
const FEWEST_FOR_TRIGRAMS: usize = 12;

/// Languages that are too near to each other to overrule what is declared.
const RELATED: [&[&str]; 14] = [
    &["no", "nb", "nn", "da", "sv"],
    &["hr", "sr", "bs", "sh", "sl", "cnr"],
    &["id", "ms", "jv", "su"],
    &["cs", "sk"],
    &["pt", "gl", "es", "ca", "oc", "ast", "an"],
    &["fa", "prs", "tg"],
    &["ar", "arz", "ary", "apc", "acm", "afb", "arb"],
    &["bg", "mk"],
    &["zh", "yue", "wuu", "nan", "cmn"],
    &["af", "nl", "fy", "li"],
    &["hi", "mr", "ne", "sa", "bho"],
    &["tr", "az", "tk", "uz"],
    &["fi", "et"],
    &["lt", "lv"],
];

/// The language of one article: what it declares, unless its text is certainly in another; otherwise what its text tells, or
/// `None` where that is too little.
#[must_use]
pub fn of_text(declared: Option<&str>, text: &str) -> Option<String> {
    let likely = likely(text);
    let Some(declared) = declared.and_then(language_tag) else { return likely.map(str::to_owned) };
    let own = primary(&declared);
    if likely.is_some_and(|likely| are_related(likely, own)) {
        return Some(declared);
    }
    let guess = guess(text);
    let overruled = match guess {
        Some(guess) => guess.is_certain || !may_be_written(own, text),
        None => !may_be_written(own, text),
    };
    if overruled { guess.map(|guess| guess.language.to_owned()) } else { Some(declared) }
}

/// What an article by itself tells of its language: which it is, or else the script it may be written in.
#[derive(Clone, Debug)]
pub struct Spoken(Result<String, Option<Script>>);

impl Spoken {
    /// What this article tells: what is known already, or its text or title.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let known = article.language.clone().or_else(|| of_text(None, &article.text)).or_else(|| of_title(article));
        Self(known.ok_or_else(|| main_script(&article.text).map(|(script, ..)| script)))
    }
}

/// The archive's main language, and that of each article: where it tells none, that of most others in its script. `told` is
/// the main language as the keeper says it.
pub fn settle<'s>(spoken: impl Iterator<Item = &'s Spoken> + Clone, told: Option<&str>) -> (String, Vec<String>) {
    let (main, by_script) = main_languages(spoken.clone().filter_map(|spoken| spoken.0.as_deref().ok()));
    let main = told.map_or(main, str::to_owned);
    let of_script = |script: &Script| by_script.iter().find(|(known, _)| known == script);
    let language = |spoken: &Spoken| match &spoken.0 {
        Ok(tag) => tag.clone(),
        Err(script) => {
            script.as_ref().and_then(of_script).map_or_else(|| main.clone(), |(_, language)| language.clone())
        }
    };
    let languages = spoken.map(language).collect();
    (main, languages)
}

fn of_title(article: &Article) -> Option<String> {
    of_text(None, article.title.as_deref()?)
}

/// The language that most articles have, and that of most in each script.
fn main_languages<'l>(languages: impl Iterator<Item = &'l str>) -> (String, Vec<(Script, String)>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for language in languages {
        *counts.entry(primary(language)).or_default() += 1;
    }
    let mut ranked: Vec<(&str, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|(language, count)| (Reverse(*count), *language));
    let main = ranked.first().map_or(FALLBACK, |(language, _)| language).to_owned();
    let mut by_script: Vec<(Script, String)> = Vec::new();
    for (language, _) in ranked {
        for script in scripts_of(language) {
            if !by_script.iter().any(|(known, _)| known == script) {
                by_script.push((*script, language.to_owned()));
            }
        }
    }
    (main, by_script)
}

/// The part of a tag that names the language.
#[must_use]
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

fn are_related(a: &str, b: &str) -> bool {
    a == b || RELATED.iter().any(|family| family.contains(&a) && family.contains(&b))
}

/// Whether a language is written in letters like this one; also where that is not known.
pub(crate) fn is_written_with(language: &str, letter: char) -> bool {
    let scripts = scripts_of(primary(language));
    scripts.is_empty() || script_of(letter).is_none_or(|script| scripts.contains(&script))
}

/// Whether nearly all of a text is in letters in which the language is written, as far as that is known.
fn may_be_written(language: &str, text: &str) -> bool {
    let scripts = scripts_of(language);
    let Some((script, count, letters)) = main_script(&sample(text)) else { return true };
    // A name in Latin letters stands in many a text of another script, and a text of Latin letters may transcribe one.
    scripts.is_empty()
        || scripts.contains(&script)
        || script == Script::Latin
        || count * 5 < letters * 4
        || letters < 12
}

/// The language that [`guess`] finds, without asking how certain it is, which for most texts in Latin letters takes longest.
fn likely(text: &str) -> Option<&'static str> {
    let sample = sample(text);
    if main_script(&sample)?.0 == Script::Latin {
        let words = function_words::evidence(&sample).filter(|words| words.is_strong() || words.is_likely());
        if let Some(words) = words {
            return Some(words.language);
        }
    }
    guess(text).map(|guess| guess.language)
}

/// What a text tells of its language.
fn guess(text: &str) -> Option<Guess> {
    let text = sample(text);
    let (script, count, letters) = main_script(&text)?;
    let is_pure = count * 10 >= letters * 7;
    let certain = |language| Some(Guess { language, is_certain: count >= 12 });
    let found = match script {
        Script::Of(language) => certain(language),
        Script::Kana => certain("ja"),
        Script::Hangul => certain("ko"),
        Script::Han => certain("zh"),
        Script::Hebrew if text.contains(['װ', 'ױ', 'ײ', '\u{5b7}', '\u{5b8}']) && text.contains("דער") => {
            certain("yi")
        }
        Script::Hebrew => certain("he"),
        Script::Arabic => letters::in_arabic_script(&text),
        Script::Cyrillic => letters::in_cyrillic(&text),
        Script::Devanagari => by_trigrams(&text).or_else(|| certain("hi")),
        Script::Latin => in_latin(&text),
    };
    found.map(|guess| Guess { is_certain: guess.is_certain && is_pure, ..guess })
}

/// Of a text in Latin letters.
fn in_latin(text: &str) -> Option<Guess> {
    let words = function_words::evidence(text);
    let by_words =
        |words: &Evidence| Guess { language: words.language, is_certain: words.is_strong() && words.words >= 20 };
    let clear =
        words.as_ref().filter(|words| words.is_strong() || words.is_likely() && words.words < FEWEST_FOR_TRIGRAMS);
    if let Some(words) = clear {
        return Some(by_words(words));
    }
    let trigrams = by_trigrams(text);
    let Some(words) = words else { return trigrams.filter(|found| !function_words::knows(found.language)) };
    match trigrams {
        Some(found) if found.language == words.language && words.has_enough() => Some(found),
        // A language whose function words are known, and of which the text has none, is not its language.
        Some(found)
            if !words.is_likely() && (!function_words::knows(found.language) || words.is_close_to(found.language)) =>
        {
            Some(Guess { is_certain: false, ..found })
        }
        _ if words.is_likely() => Some(by_words(&words)),
        _ if words.has_enough() && are_related(words.language, words.second.0) => {
            nearer_of(text, words.language, words.second.0)
        }
        _ => None,
    }
}

/// What whatlang finds, where it is sure.
fn by_trigrams(text: &str) -> Option<Guess> {
    let words = text.split_whitespace().take(2 * FEWEST_FOR_TRIGRAMS).count();
    if words < FEWEST_FOR_TRIGRAMS {
        return None;
    }
    let found = whatlang::detect(beginning(text, TRIGRAM_SAMPLE)).filter(whatlang::Info::is_reliable)?;
    Some(Guess { language: tag_of(found.lang())?, is_certain: words == 2 * FEWEST_FOR_TRIGRAMS })
}

/// Which of two languages that share their function words, as Finnish and Estonian do, has the text's trigrams.
fn nearer_of(text: &str, one: &str, other: &str) -> Option<Guess> {
    let lang = |tag: &str| {
        let code = if tag == "no" { "nob" } else { isolang::Language::from_639_1(tag)?.to_639_3() };
        whatlang::Lang::from_code(code)
    };
    let either = whatlang::Detector::with_allowlist(vec![lang(one)?, lang(other)?]);
    let found = either.detect_lang(beginning(text, TRIGRAM_SAMPLE))?;
    Some(Guess { language: tag_of(found)?, is_certain: false })
}

fn tag_of(lang: whatlang::Lang) -> Option<&'static str> {
    match lang.code() {
        "cmn" => Some("zh"),
        "nob" => Some("no"),
        "pes" => Some("fa"),
        code => isolang::Language::from_639_3(code)?.to_639_1(),
    }
}

/// The beginning, the middle and the end of a long text.
fn sample(text: &str) -> Cow<'_, str> {
    if text.len() <= 3 * SAMPLE {
        return Cow::Borrowed(text);
    }
    let from = |place: usize| {
        let start = (place..text.len()).find(|place| text.is_char_boundary(*place)).unwrap_or(text.len());
        beginning(text.get(start..).unwrap_or_default(), SAMPLE)
    };
    Cow::Owned([from(0), from(text.len() / 2), from(text.len() - SAMPLE)].join("\n"))
}

/// At most so many bytes.
fn beginning(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests;
