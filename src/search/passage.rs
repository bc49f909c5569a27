//! The best passage of a text: most different words, as neighbours where they are in the query, closest together.

use core::ops::Range;

use super::sentence::{closed, first_border, last_border, next_sentence, stops, width};
use super::sought::{Mark, Sought};
use crate::format::folding::{Folding, behind, is_plain, part};

/// About how many columns an excerpt has.
const LENGTH: usize = 220;
/// How far before its first word an excerpt may begin to start with a sentence.
const LEAD: usize = 90;
/// How many columns more it may have to end with one.
const TAIL: usize = 30;
/// So many characters that take no column may stand on each that does.
const MOST_MARKS: usize = 3;

/// Leaves of the marks of a run without blanks only its longest stretches.
pub(super) fn keep_longest_runs(sought: &Sought<'_>, marks: &mut Vec<Mark>) {
    let continues = |a: &Mark, b: &Mark| is_phrase(a, b) && sought.run(a.word) == sought.run(b.word);
    let mut longest = vec![0; sought.words()];
    // For each mark the length of its stretch.
    let mut lengths = Vec::with_capacity(marks.len());
    let mut rest = marks.as_slice();
    while let Some(first) = rest.first() {
        let mut length = 1;
        while let (Some(a), Some(b)) = (rest.get(length - 1), rest.get(length)) {
            if !continues(a, b) {
                break;
            }
            length += 1;
        }
        if let Some(longest) = longest.get_mut(sought.run(first.word)) {
            *longest = length.max(*longest);
        }
        lengths.resize(lengths.len() + length, length);
        rest = rest.get(length..).unwrap_or_default();
    }
    let mut lengths = lengths.iter();
    marks.retain(|mark| longest.get(sought.run(mark.word)) == lengths.next());
}

/// Whether two words are neighbours in the text as they are in the query.
fn is_phrase(a: &Mark, b: &Mark) -> bool {
    b.order == a.order + 1 && b.word == a.word + 1
}

/// The bytes of the passage to show.
pub(super) fn passage(folding: &Folding, text: &str, marks: &mut [Mark], words: usize) -> Range<usize> {
    measure(folding, text, marks);
    let best = marks.get(densest(marks, words)).unwrap_or_default();
    let (first, last) = match best {
        [] => (0, 0),
        [first, rest @ ..] => (first.place.start, rest.last().unwrap_or(first).place.end),
    };
    let mut start = beginning(folding, text, first, LEAD);
    let end = ending(folding, text, start, last);
    let shown = columns(folding, text, start..end);
    if end == text.len() && shown < LENGTH {
        start = earliest(folding, text, start, LENGTH - shown);
    }
    start..end
}

fn measure(folding: &Folding, text: &str, marks: &mut [Mark]) {
    let (mut counted, mut column) = (0, 0);
    for mark in marks {
        column += columns(folding, text, counted..mark.place.start);
        counted = mark.place.start;
        mark.column = column;
    }
}

/// The marks that show most different words, then most neighbours, then stand closest together, then are followed by
/// most others; of equals the first.
fn densest(marks: &[Mark], words: usize) -> Range<usize> {
    let mut counts = vec![0_u32; words.max(1)];
    let (mut left, mut reach, mut different, mut phrases) = (0, 0, 0, 0);
    let (mut best, mut found) = ((0, 0, 0, 0), 0..0);
    for (right, mark) in marks.iter().enumerate() {
        let Some(count) = counts.get_mut(mark.word) else { continue };
        *count += 1;
        different += usize::from(*count == 1);
        let before = right.checked_sub(1).filter(|before| *before >= left).and_then(|before| marks.get(before));
        phrases += usize::from(before.is_some_and(|before| is_phrase(before, mark)));
        while let Some(first) = marks.get(left).filter(|_| left < right) {
            let Some(count) = counts.get_mut(first.word) else { break };
            if *count == 1 && mark.column - first.column <= LENGTH - LEAD {
                break;
            }
            *count -= 1;
            different -= usize::from(*count == 0);
            left += 1;
            phrases -= usize::from(marks.get(left).is_some_and(|next| is_phrase(first, next)));
        }
        let column = marks.get(left).map_or(mark.column, |first| first.column);
        while marks.get(reach).is_some_and(|further| further.column <= column + LENGTH - LEAD) {
            reach += 1;
        }
        let score = (different, phrases, LENGTH.saturating_sub(mark.column - column), reach - left);
        if score > best {
            (best, found) = (score, left..right + 1);
        }
    }
    found
}

/// Where the excerpt begins whose first word stands at `place`: at its sentence, or else at a word shortly before.
fn beginning(folding: &Folding, text: &str, place: usize, lead: usize) -> usize {
    let from = backward(folding, text, place, lead);
    let mut sentence = (from == 0).then_some(0);
    for (at, character) in stops(text, from..place) {
        sentence = next_sentence(text, at, character).filter(|next| *next <= place).or(sentence);
    }
    let start = sentence.unwrap_or_else(|| {
        let near = backward(folding, text, place, lead / 2);
        first_border(folding, text, near, place)
    });
    start + blanks(part(text, start..place))
}

/// Where the excerpt ends that begins at `start` and shows all up to `shown`: at a sentence, or else at a word.
fn ending(folding: &Folding, text: &str, start: usize, shown: usize) -> usize {
    let full = forward(folding, text, start, LENGTH);
    let least = forward(folding, text, start, LENGTH * 2 / 3).max(shown);
    let most = forward(folding, text, full, TAIL);
    if most >= text.len() {
        return text.trim_end().len().max(shown);
    }
    let mut sentence = None;
    for (at, character) in stops(text, start..most) {
        let end = at + character.len_utf8();
        if end >= least && next_sentence(text, at, character).is_some() {
            sentence = Some(closed(text, end));
        }
    }
    let half = forward(folding, text, start, LENGTH / 2);
    let end = sentence.unwrap_or_else(|| last_border(folding, text, half.max(shown), full.max(shown)));
    part(text, 0..end).trim_end().len()
}

/// The first sentence or else word that begins at most so many columns before `place`.
fn earliest(folding: &Folding, text: &str, place: usize, columns: usize) -> usize {
    let from = backward(folding, text, place, columns);
    if from == 0 {
        return blanks(part(text, 0..place));
    }
    let sentence = stops(text, from..place).find_map(|(at, character)| next_sentence(text, at, character));
    sentence.filter(|sentence| *sentence <= place).unwrap_or(place)
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn columns(folding: &Folding, text: &str, place: Range<usize>) -> usize {
    if is_plain(text, place.clone()) {
        return place.len();
    }
    part(text, place).chars().map(|character| width(folding, character)).sum()
}

/// The byte that many columns after `place`, or the text's end.
fn forward(folding: &Folding, text: &str, place: usize, columns: usize) -> usize {
    // One more, since what takes no column belongs to what is before it.
    if is_plain(text, place..place + columns + 1) {
        return place + columns;
    }
    place + covered(folding, behind(text, place).chars(), columns)
}

/// The byte that many columns before `place`, or the text's beginning.
fn backward(folding: &Folding, text: &str, place: usize, columns: usize) -> usize {
    let start = place.saturating_sub(columns);
    if start > 0 && is_plain(text, start - 1..place) {
        return start;
    }
    place - covered(folding, part(text, 0..place).chars().rev(), columns)
}

/// The bytes of so many columns.
fn covered(folding: &Folding, characters: impl Iterator<Item = char>, columns: usize) -> usize {
    let (mut bytes, mut taken) = (0, 0);
    for character in characters.take(columns * MOST_MARKS) {
        taken += width(folding, character);
        if taken > columns {
            break;
        }
        bytes += character.len_utf8();
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::{backward, columns, covered, forward};
    use crate::format::folding::{Folding, FoldingTable, behind, part};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn columns_of_plain_text_are_counted_as_all_others_are(text in "[a-c \n.\u{301}é東]{0,30}", at in 0_usize..30, wide in 1_usize..20) {
            let folding = Folding::new(&FoldingTable { folds: [(String::new(), "\u{301}".to_owned())].into_iter().collect(), ..FoldingTable::default() });
            let place = (0..=at.min(text.len())).rev().find(|place| text.is_char_boundary(*place)).unwrap_or_default();
            let after = place + covered(&folding, behind(&text, place).chars(), wide);
            let before = place - covered(&folding, part(&text, 0..place).chars().rev(), wide);
            prop_assert_eq!((forward(&folding, &text, place, wide), backward(&folding, &text, place, wide)), (after, before));
            let counted: usize = text.chars().map(|character| super::width(&folding, character)).sum();
            prop_assert_eq!(columns(&folding, &text, 0..text.len()), counted);
        }
    }
}
