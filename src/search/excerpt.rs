//! The passage of an article that a hit shows: where most different words stand closest together.

use core::ops::Range;

use super::answer::ExcerptPart;
use crate::format::folding::Folding;
use crate::sorting;

/// About how many characters an excerpt has.
const LENGTH: usize = 220;
/// How far before its first word an excerpt may begin to start with a sentence.
const LEAD: usize = 90;
/// Stands where text was left out.
const ELLIPSIS: &str = "…";

/// A word of the text that is searched for.
#[derive(Clone, Debug)]
struct Mark {
    /// Which word of the query it is.
    word: usize,
    /// Its bytes in the text.
    place: Range<usize>,
}

/// The best passage of `text`; `words` are, for each word of the query, the folded forms that count as it.
pub(super) fn excerpt(folding: &Folding, text: &str, words: &[Vec<&str>]) -> Vec<ExcerptPart> {
    let marks = marks(folding, text, words);
    let passage = passage(text, &marks);
    let mut parts = Vec::new();
    let mut at = passage.start;
    if passage.start > 0 {
        add(&mut parts, ELLIPSIS, false);
    }
    for mark in marks.iter().filter(|mark| passage.start <= mark.place.start && mark.place.end <= passage.end) {
        add(&mut parts, text.get(at..mark.place.start).unwrap_or_default(), false);
        add(&mut parts, text.get(mark.place.clone()).unwrap_or_default(), true);
        at = mark.place.end;
    }
    add(&mut parts, text.get(at..passage.end).unwrap_or_default(), false);
    if text.get(passage.end..).is_some_and(|rest| !rest.trim().is_empty()) {
        add(&mut parts, ELLIPSIS, false);
    }
    parts
}

/// The parts as HTML in which everything but `<mark>` is escaped.
pub(super) fn html(parts: &[ExcerptPart]) -> String {
    let mut html = String::new();
    for part in parts {
        let (open, close) = if part.mark { ("<mark>", "</mark>") } else { ("", "") };
        html.push_str(open);
        for character in part.text.chars() {
            match character {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '"' => html.push_str("&quot;"),
                '\'' => html.push_str("&#39;"),
                other => html.push(other),
            }
        }
        html.push_str(close);
    }
    html
}

fn marks(folding: &Folding, text: &str, words: &[Vec<&str>]) -> Vec<Mark> {
    let mut forms: Vec<(&str, usize)> = Vec::new();
    for (word, of_word) in words.iter().enumerate() {
        forms.extend(of_word.iter().map(|form| (*form, word)));
    }
    sorting::sort_by(&mut forms, Ord::cmp);
    let mut marks = Vec::new();
    let (mut stream, mut folded) = (folding.words(text), String::new());
    while let Some(place) = stream.next_into(&mut folded) {
        let found = forms.binary_search_by(|(form, _)| (*form).cmp(folded.as_str()));
        if let Some((_, word)) = found.ok().and_then(|index| forms.get(index)) {
            marks.push(Mark { word: *word, place });
        }
    }
    marks
}

/// The bytes of the best passage: the first of those with most different words, then most words.
fn passage(text: &str, marks: &[Mark]) -> Range<usize> {
    let mut best = (0, 0, 0..0);
    for (index, first) in marks.iter().enumerate() {
        let reach = forward(text, first.place.start, LENGTH - LEAD);
        let near = marks.iter().skip(index).take_while(|mark| mark.place.end <= reach);
        let (mut seen, mut count, mut end) = (0_u64, 0, first.place.end);
        for mark in near {
            seen |= 1 << mark.word.min(63);
            count += 1;
            end = mark.place.end;
        }
        if (seen.count_ones(), count) > (best.0, best.1) {
            best = (seen.count_ones(), count, first.place.start..end);
        }
    }
    let start = beginning(text, best.2.start);
    let end = forward(text, start, LENGTH).max(best.2.end);
    start..word_end(text, end)
}

/// Where the excerpt begins for a passage that begins at `place`: at its sentence, or else at a word shortly before.
fn beginning(text: &str, place: usize) -> usize {
    let earliest = backward(text, place, LEAD);
    let before = text.get(earliest..place).unwrap_or_default();
    let mut sentence = (earliest == 0).then_some(0);
    let mut characters = before.char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        let stop = matches!(character, '.' | '!' | '?' | '؟' | '。' | '…');
        let blank = characters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if character == '\n' || (stop && blank) {
            sentence = Some(earliest + offset + character.len_utf8());
        }
    }
    let start = sentence.unwrap_or_else(|| backward(text, place, LEAD / 2));
    let start = if sentence.is_some() { start } else { next_word(text, start, place) };
    let skipped = text.get(start..place).map_or(0, |rest| rest.len() - rest.trim_start().len());
    start + skipped
}

/// The byte that many characters after `place`, or the text's end.
fn forward(text: &str, place: usize, characters: usize) -> usize {
    let rest = text.get(place..).unwrap_or_default();
    rest.char_indices().nth(characters).map_or(text.len(), |(offset, _)| place + offset)
}

/// The byte that many characters before `place`, or the text's beginning.
fn backward(text: &str, place: usize, characters: usize) -> usize {
    let before = text.get(..place).unwrap_or_default();
    before.char_indices().rev().take(characters).last().map_or(place, |(offset, _)| offset)
}

/// The beginning of the first whole word from `start` on, at `limit` at the latest.
fn next_word(text: &str, start: usize, limit: usize) -> usize {
    let between = text.get(start..limit).unwrap_or_default();
    between.find(char::is_whitespace).map_or(start, |offset| start + offset)
}

/// The end of the word that `place` cuts; a word that goes on and on is cut after all.
fn word_end(text: &str, place: usize) -> usize {
    let rest = text.get(place..).unwrap_or_default();
    let end = rest.char_indices().take(40).find(|(_, character)| character.is_whitespace());
    end.map_or_else(|| forward(text, place, 40), |(offset, _)| place + offset)
}

/// Appends text with its line breaks as blanks, to the last part where it is of the same kind.
fn add(parts: &mut Vec<ExcerptPart>, text: &str, mark: bool) {
    if text.is_empty() {
        return;
    }
    let text = text.replace('\n', " ");
    match parts.last_mut() {
        Some(last) if last.mark == mark => last.text.push_str(&text),
        _ => parts.push(ExcerptPart { text, mark }),
    }
}

#[cfg(test)]
mod tests {
    use super::{excerpt, html};
    use crate::format::folding::{Folding, FoldingTable};

    fn shown(text: &str, words: &[&str]) -> String {
        let words: Vec<_> = words.iter().map(|word| vec![*word]).collect();
        html(&excerpt(&Folding::new(&FoldingTable::default()), text, &words))
    }

    #[test]
    fn the_words_are_marked_and_everything_else_is_escaped() {
        assert_eq!(shown("Grain & <b>SHIPS</b>", &["ships"]), "Grain &amp; &lt;b&gt;<mark>SHIPS</mark>&lt;/b&gt;");
    }

    #[test]
    fn the_passage_with_most_different_words_is_chosen_and_begins_with_its_sentence() {
        let filler = "Nothing of note happened in the harbour that day. ".repeat(20);
        let text = format!("{filler}Both ministers met at noon. The grain accord was signed. {filler}");
        let found = shown(&text, &["harbour", "grain", "accord"]);
        assert!(found.starts_with("…"), "{found}");
        assert!(found.contains("<mark>grain</mark> <mark>accord</mark>") && found.ends_with('…'), "{found}");
        assert!(found.trim_start_matches('…').starts_with(char::is_uppercase), "{found}");
    }

    #[test]
    fn without_any_word_the_beginning_is_shown() {
        assert_eq!(shown("A short note.\nSecond line.", &[]), "A short note. Second line.");
        assert_eq!(shown("", &["x"]), "");
    }

    #[test]
    fn no_word_is_cut_and_no_passage_is_endless() {
        let text = "voluminous ".repeat(200);
        let found = shown(&text, &["nowhere"]);
        assert!(found.trim_end_matches('…').ends_with("voluminous") && found.len() < 400, "{found}");
        assert!(shown(&"x".repeat(5000), &["y"]).len() < 400);
    }
}
