//! Texts in several languages: which passage is in which.

use std::ops::Range;

use super::function_words::evidence;
use super::letters;
use super::script::{Script, main_script};
use super::{are_related, guess};

/// A further language has at least a fifth of the text ...
const LEAST_SHARE: f32 = 0.2;
/// ... and so many words.
const FEWEST_WORDS: usize = 30;
/// A line that says by itself which language it is in has so many words ...
const FEWEST_IN_LINE: usize = 5;
/// ... or so many letters of another script: formulas have single ones.
const FEWEST_LETTERS: usize = 6;

/// Lines of a text that are in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// In bytes.
    pub place: Range<usize>,
    /// As a tag of one part, `ar`.
    pub language: &'static str,
}

/// The languages of a text and their shares of its words, largest first: the main one, and each that has at least a fifth and
/// thirty words. Empty where the text tells none.
#[must_use]
pub fn languages_of(text: &str) -> Vec<(String, f32)> {
    tally(&lines(text)).into_iter().map(|(language, share)| (language.to_owned(), share)).collect()
}

/// The passages of a text in several languages, in order; empty where it is in one.
#[must_use]
pub fn passages(text: &str) -> Vec<Passage> {
    if !may_be_several(text) {
        return Vec::new();
    }
    let lines = lines(text);
    let languages = tally(&lines);
    if languages.len() < 2 {
        return Vec::new();
    }
    let is_kept = |line: &&Line| line.language.is_some_and(|own| languages.iter().any(|(kept, _)| *kept == own));
    let mut passages: Vec<Passage> = Vec::new();
    for line in lines.iter().filter(is_kept) {
        let Some(language) = line.language else { continue };
        match passages.last_mut() {
            Some(last) if last.language == language => last.place.end = line.place.end,
            Some(last) => {
                // What is in no language of its own belongs to the passage before it.
                last.place.end = line.place.start;
                passages.push(Passage { place: line.place.clone(), language });
            }
            None => passages.push(Passage { place: 0..line.place.end, language }),
        }
    }
    if let Some(last) = passages.last_mut() {
        last.place.end = text.len();
    }
    passages
}

/// Whether two lines say that they are in different languages. It costs less to ask than what the whole text says.
fn may_be_several(text: &str) -> bool {
    let mut lines = text.split_inclusive('\n');
    if lines.next().is_none() || lines.next().is_none() {
        return false;
    }
    let mut found = text.split_inclusive('\n').filter_map(|line| own_language(line, None));
    let first = found.next();
    found.any(|other| Some(other) != first)
}

struct Line {
    place: Range<usize>,
    words: usize,
    language: Option<&'static str>,
}

/// The lines, each with its language: its own, or that of the line before it, or else behind it, in the same script.
fn lines(text: &str) -> Vec<Line> {
    let whole = guess(text).map(|guess| guess.language);
    let mut start = 0;
    let mut lines: Vec<Line> = Vec::new();
    for line in text.split_inclusive('\n') {
        let place = start..start + line.len();
        start = place.end;
        lines.push(Line { place, words: words_in(line), language: own_language(line, whole) });
    }
    let mut before = None;
    for line in &mut lines {
        line.language = line.language.or(before);
        before = line.language;
    }
    let mut behind = whole;
    for line in lines.iter_mut().rev() {
        line.language = line.language.or(behind);
        behind = line.language;
    }
    lines
}

/// Words, or for scripts without blanks about as many.
fn words_in(line: &str) -> usize {
    let is_short = |word: &str| word.len() < 25 || word.is_ascii();
    let count = |word: &str| match word.chars().count() {
        characters @ 25.. => characters / 2,
        _ => 1,
    };
    let count = |word: &str| if is_short(word) { 1 } else { count(word) };
    line.split_whitespace().map(count).sum()
}

/// What a line says of its language; a relative of the whole text's language is that language, badly told.
fn own_language(line: &str, whole: Option<&'static str>) -> Option<&'static str> {
    let (script, count, letters) = main_script(line)?;
    if count * 10 < letters * 6 || count < FEWEST_LETTERS {
        return None;
    }
    let words = words_in(line);
    let found = match script {
        Script::Latin if words < FEWEST_IN_LINE => None,
        Script::Latin => evidence(line).filter(|found| found.is_likely()).map(|found| found.language),
        Script::Arabic => letters::in_arabic_script(line).map(|guess| guess.language),
        Script::Cyrillic => letters::in_cyrillic(line).map(|guess| guess.language),
        _ => guess(line).map(|guess| guess.language),
    }?;
    Some(whole.filter(|whole| are_related(whole, found)).unwrap_or(found))
}

fn tally(lines: &[Line]) -> Vec<(&'static str, f32)> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for line in lines {
        let Some(language) = line.language else { continue };
        match counts.iter_mut().find(|(known, _)| *known == language) {
            Some((_, count)) => *count += line.words,
            None => counts.push((language, line.words)),
        }
    }
    counts.sort_by_key(|(language, count)| (std::cmp::Reverse(*count), *language));
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let share = |count: usize| count as f32 / all.max(1) as f32;
    let kept = |(place, (_, count)): &(usize, (&str, usize))| {
        *place == 0 || (*count >= FEWEST_WORDS && share(*count) >= LEAST_SHARE)
    };
    counts.into_iter().enumerate().filter(kept).map(|(_, (language, count))| (language, share(count))).collect()
}
