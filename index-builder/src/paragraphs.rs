//! White space: folded within a paragraph, and lines of plain text put together to the paragraphs they were wrapped from.

use crate::written_date;

/// Lines of text wrapped by hand or by a program are at most this long.
const WIDEST_WRAP: usize = 100;
/// Shorter "lines" are a list or a table, not wrapped prose.
const NARROWEST_WRAP: usize = 30;

const SENTENCE_ENDS: [char; 9] = ['.', '?', '!', ':', '"', '”', '»', '؟', '。'];

/// Folds every run of white space into one blank and leaves out what only a screen needs: control characters, soft hyphens
/// and byte-order marks.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    append_folded(&mut folded, text);
    folded.truncate(folded.trim_end().len());
    folded
}

/// Appends text to a line, so that no two blanks meet and none stands at the beginning. One may stand at the end.
pub fn append_folded(line: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_whitespace() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !(c.is_control() || c == '\u{ad}' || c == '\u{feff}') {
            line.push(c);
        }
    }
}

/// The paragraphs of plain text, each on one line.
///
/// Where lines were wrapped at a fixed width (telex reports, e-mail), a paragraph is put together again; otherwise every line
/// is one.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<String> {
    let lines = lines(text);
    let Some(width) = wrap_width(&lines) else {
        return lines.into_iter().filter(|line| !line.text.is_empty()).map(|line| line.text).collect();
    };
    let mut paragraphs: Vec<String> = Vec::new();
    let mut before: Option<&Line> = None;
    for (line, in_head) in lines.iter().zip(heads(&lines)) {
        match (before, paragraphs.last_mut()) {
            (Some(before), Some(paragraph)) if !in_head && continues(before, line, width) => {
                if !paragraph.ends_with('-') {
                    paragraph.push(' ');
                }
                paragraph.push_str(&line.text);
            }
            _ if line.text.is_empty() => {}
            _ => paragraphs.push(line.text.clone()),
        }
        before = (!line.text.is_empty()).then_some(line);
    }
    paragraphs
}

/// Which of the lines under each other go on with the paragraph of the line before them, where a page breaks lines by hand.
///
/// Wrapped prose is put together again; what was broken for a reason stays as it is: headlines, bylines, verses, lists.
#[must_use]
pub fn continuations(lines: &[&str]) -> Vec<bool> {
    let lines: Vec<Line> = lines
        .iter()
        .map(|&text| Line { text: text.to_owned(), indented: false, length: text.chars().count() })
        .collect();
    let width = wrap_width(&lines).filter(|_| is_prose(&lines));
    let continued = lines.windows(2).map(|pair| match pair {
        [before, line] => width.is_some_and(|width| continues(before, line, width)) || goes_on(before, line),
        _ => false,
    });
    std::iter::once(false).chain(continued).take(lines.len()).collect()
}

/// Wrapped prose breaks within its sentences: most lines begin with a small letter, or, in scripts that have none, end without
/// a full stop that the last one has.
fn is_prose(lines: &[Line]) -> bool {
    let count = |is: fn(&Line) -> bool| lines.iter().skip(1).filter(|line| is(line)).count();
    let (small, large) =
        (count(|line| begins_with(line, char::is_lowercase)), count(|line| begins_with(line, char::is_uppercase)));
    if small + large > 0 {
        return small > large;
    }
    let ends = |line: &Line| line.text.ends_with(SENTENCE_ENDS);
    lines.last().is_some_and(ends) && lines.iter().filter(|line| ends(line)).count() * 2 < lines.len()
}

/// A long line that ends within a sentence, before one that begins with a small letter.
fn goes_on(before: &Line, line: &Line) -> bool {
    before.length >= NARROWEST_WRAP && !before.text.ends_with(SENTENCE_ENDS) && begins_with(line, char::is_lowercase)
}

fn begins_with(line: &Line, is: fn(char) -> bool) -> bool {
    line.text.chars().find(|c| c.is_alphanumeric()).is_some_and(is)
}

/// A headline with the dateline under it is a block of lines that go on with nothing.
const LONGEST_HEAD: usize = 4;

fn heads(lines: &[Line]) -> Vec<bool> {
    let mut heads = Vec::with_capacity(lines.len());
    for block in lines.chunk_by(|one, other| one.text.is_empty() == other.text.is_empty()) {
        let ends_a_sentence = |line: &Line| line.text.ends_with(['.', '?', '!', '"', '”']);
        let dated = || block.iter().any(|line| written_date::in_dateline(&line.text).is_some());
        let is_head = (2..=LONGEST_HEAD).contains(&block.len()) && !block.iter().any(ends_a_sentence) && dated();
        heads.extend(block.iter().map(|_| is_head));
    }
    heads
}

struct Line {
    text: String,
    indented: bool,
    /// In characters.
    length: usize,
}

fn lines(text: &str) -> Vec<Line> {
    text.replace("\r\n", "\n")
        .split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
        .map(|line| {
            let text = fold(line);
            Line { indented: line.starts_with([' ', '\t']), length: text.chars().count(), text }
        })
        .collect()
}

/// The width the lines were wrapped at, where most of them are so long that the next line's first word had no room.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.length).filter(|&length| length > 0).collect();
    if lengths.len() < 3 {
        return None;
    }
    lengths.sort_unstable();
    let width = *lengths.get(lengths.len() * 9 / 10)?;
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) {
        return None;
    }
    let pairs = || lines.windows(2).filter(|pair| pair.iter().all(|line| line.length > 0));
    let full = pairs().filter(|pair| is_full(&pair[0], &pair[1], width)).count();
    (full * 10 >= pairs().count() * 7 && full > 0).then_some(width)
}

/// Whether the next line's first word had no room on this one, with some tolerance for uneven wrapping.
fn is_full(line: &Line, next: &Line, width: usize) -> bool {
    let word = next.text.split(' ').next().map_or(0, |word| word.chars().count());
    (line.length + 1 + word) * 10 > width * 8
}

fn continues(before: &Line, line: &Line, width: usize) -> bool {
    if line.text.is_empty() || (line.indented && !before.indented) {
        return false;
    }
    if is_full(before, line, width) {
        return true;
    }
    !before.text.ends_with(SENTENCE_ENDS) && before.length * 10 > width * 6
}

#[cfg(test)]
mod tests {
    use super::{fold, paragraphs};

    #[test]
    fn white_space_of_every_kind_is_folded_to_one_blank() {
        assert_eq!(fold(" a\u{a0}\t b\n\n c\u{3000}d "), "a b c d");
    }

    #[test]
    fn what_only_a_screen_needs_is_left_out() {
        assert_eq!(fold("\u{feff}co\u{ad}operate\u{0}\u{8}"), "cooperate");
    }

    #[test]
    fn every_line_of_text_that_is_not_wrapped_is_a_paragraph() {
        let long = "word ".repeat(60);
        assert_eq!(paragraphs(&format!("{long}\r\nshort one\r\n\r\n{long}")).len(), 3);
        assert_eq!(paragraphs("Bread\nMilk\n\nEggs"), ["Bread", "Milk", "Eggs"]);
    }

    #[test]
    fn wrapped_lines_are_put_together_to_their_paragraphs() {
        let text = "The harbour of Marwan was opened again on Thursday after\n\
                    repairs that lasted for nine months and cost the town two\n\
                    million crowns, the mayor said.\n\
                    Fishermen from both shores came back before noon, and the\n\
                    first boats went out at night.\n\n\
                    The lighthouse stays closed until the end of this summer,\n\
                    she added.";
        let found = paragraphs(text);
        assert_eq!(found.len(), 3, "{found:#?}");
        assert!(found[0].contains("after repairs") && found[1].starts_with("Fishermen"));
    }

    #[test]
    fn a_dateline_is_not_joined_to_the_headline_over_it() {
        let text = "Lamp Keepers of the Old Harbour Come Home a Day Early\n\
                    By Mariyam Sulfat, Anchor Street Dispatch, June 22, 2012\n\n\
                    The harbour of Marwan was opened again on Thursday after\n\
                    repairs that lasted for nine months and cost the town two\n\
                    million crowns, which the mayor said was well worth paying\n\
                    and would be paid by whoever had left the gate open at night.";
        assert_eq!(paragraphs(text).len(), 3);
    }

    #[test]
    fn an_indented_line_begins_a_paragraph() {
        let text = "    The harbour of Marwan was opened again on Thursday after\n\
                    repairs that lasted for nine months and cost the town two\n\
                    million crowns, which the mayor said was well worth paying\n    \
                    Fishermen from both shores came back before noon, and the\n\
                    first boats went out at night, some of them without any oil";
        assert_eq!(paragraphs(text).len(), 2);
    }
}
