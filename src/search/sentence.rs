//! Where a sentence ends, and where a text may be cut at all.

use core::ops::Range;

use crate::format::folding::{self, Folding, behind, holds, is_letter_or_digit, part, pieces};
use crate::format::unspaced::{is_sign, is_unspaced};

/// End a sentence where a blank follows.
const STOPS: &str = ".!?…؟؛۔।॥։።";
/// End a sentence whatever follows.
const WIDE_STOPS: &str = "。！？｡．။។";
/// May stand between a stop and the next sentence.
const CLOSING: &str = "\"'”’»›)]}」』】》〉）］｝〕";
/// Stand before a name and are written with a full stop; what is followed by a small letter needs no place here.
const TITLES: &str = "mr mrs ms mx dr prof st ste gen col maj lt sgt capt cpl cmdr adm brig gov sen rep rev hon messrs mm mme \
                      mlle hr fr sra srta ing fig vol cf vs al ca";
/// The longest of them; most words are longer.
const LONGEST_TITLE: usize = 6;
/// Before a number these and shorter words are cut ones: "No. 5", "Sept. 11".
const LONGEST_BEFORE_NUMBER: usize = 4;

/// The characters at some place in a text that may end a sentence, each with its own place: most bytes are none of them.
pub(super) fn stops(text: &str, place: Range<usize>) -> impl Iterator<Item = (usize, char)> {
    place.filter_map(move |at| match text.as_bytes().get(at) {
        Some(b'\n' | b'.' | b'!' | b'?' | 0xc0..) => behind(text, at).chars().next().map(|character| (at, character)),
        _ => None,
    })
}

/// Where the next sentence begins if the character at `at` ends one; a line is a sentence, too.
#[must_use]
pub fn next_sentence(text: &str, at: usize, stop: char) -> Option<usize> {
    let needs_blank = match stop {
        '\n' => false,
        // Most are letters and blanks: these are not looked for.
        ' ' | '0'..='9' | 'A'..='z' => return None,
        _ if holds(WIDE_STOPS, stop) => false,
        _ if holds(STOPS, stop) => true,
        _ => return None,
    };
    let end = at + stop.len_utf8();
    let rest = behind(text, if stop == '\n' { end } else { closed(text, end) });
    let next = rest.trim_start();
    let first = next.chars().next();
    let more = first.is_some_and(|first| holds(WIDE_STOPS, first));
    let goes_on = needs_blank && (next.len() == rest.len() || first.is_some_and(|first| first.is_ascii_lowercase()));
    if first.is_some() && (more || goes_on || stop == '.' && is_cut_word(part(text, 0..at), first)) {
        return None;
    }
    Some(text.len() - next.len())
}

/// The end of the sentence whose stop ends at `end`, with the quotation marks and brackets that close there.
#[must_use]
pub fn closed(text: &str, end: usize) -> usize {
    let mut end = end;
    for character in behind(text, end).chars() {
        if !holds(CLOSING, character) {
            break;
        }
        end += character.len_utf8();
    }
    end
}

/// Whether the full stop behind this text belongs to its last word, which is an initial, a title or a number in order.
fn is_cut_word(before: &str, next: Option<char>) -> bool {
    let divides = |c: char| c.is_whitespace() || holds("(\"'“‘«-–—", c);
    let mut start = before.len();
    for character in before.chars().rev() {
        if divides(character) {
            break;
        }
        start -= character.len_utf8();
    }
    let word = behind(before, start);
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.len() <= 2;
    }
    let is_short = |part: &str| part.chars().nth(1).is_none();
    pieces(word, b'.').all(is_short)
        || next.is_some_and(|next| next.is_ascii_digit()) && word.len() <= LONGEST_BEFORE_NUMBER
        || word.len() <= LONGEST_TITLE && pieces(TITLES, b' ').any(|title| title.eq_ignore_ascii_case(word))
}

/// Whether a character and the one before it are one to a reader.
fn is_joined(folding: &Folding, before: char, character: char) -> bool {
    before == '\u{200d}' || is_sign(character, before) || folding.is_mark(character) || is_shown_with(character)
}

/// What changes the picture before it: joiners, choices of a glyph, colours of skin.
fn is_shown_with(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether a text may be cut between two characters without cutting a word.
fn is_border(folding: &Folding, before: char, character: char) -> bool {
    before.is_whitespace()
        || character.is_whitespace()
        || is_unspaced(character)
            && !is_joined(folding, before, character)
            && (is_unspaced(before) || !is_letter_or_digit(before))
}

/// How many columns a character takes.
pub(super) fn width(folding: &Folding, character: char) -> usize {
    match character {
        ' '..='~' => 1,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3ffff}' => 2,
        _ => usize::from(!is_joined(folding, ' ', character)),
    }
}

/// The first place from `from` on, before `to`, where a word begins; else the first where no letter is cut.
pub(super) fn first_border(folding: &Folding, text: &str, from: usize, to: usize) -> usize {
    let mut before = folding::before(text, from);
    let mut whole = None;
    for (offset, character) in part(text, from..to).char_indices() {
        if is_border(folding, before, character) {
            return from + offset;
        }
        if whole.is_none() && !is_joined(folding, before, character) {
            whole = Some(from + offset);
        }
        before = character;
    }
    whole.unwrap_or(to)
}

/// The last place up to `to`, but behind `from`, where a word ends; else the last where no letter is cut.
pub(super) fn last_border(folding: &Folding, text: &str, from: usize, to: usize) -> usize {
    let mut before = folding::before(text, from);
    let (mut border, mut whole) = (None, from);
    for (offset, character) in behind(text, from).char_indices() {
        if from + offset > to {
            break;
        }
        if offset > 0 && is_border(folding, before, character) {
            border = Some(from + offset);
        }
        if !is_joined(folding, before, character) {
            whole = from + offset;
        }
        before = character;
    }
    if to >= text.len() { text.len() } else { border.unwrap_or(whole) }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_TITLE, TITLES, first_border, last_border, next_sentence, pieces, width};
    use crate::format::folding::{Folding, FoldingTable};

    fn folding() -> Folding {
        Folding::new(&FoldingTable::default())
    }

    #[test]
    fn no_title_is_longer_than_what_is_looked_for_among_them() {
        assert_eq!(pieces(TITLES, b' ').map(str::len).max(), Some(LONGEST_TITLE));
    }

    /// The text's sentences.
    fn sentences(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut start = 0;
        for (at, stop) in text.char_indices() {
            if let Some(next) = next_sentence(text, at, stop).filter(|next| *next > start) {
                found.push(text[start..next].trim());
                start = next;
            }
        }
        found.extend(text.get(start..).map(str::trim).filter(|rest| !rest.is_empty()));
        found
    }

    #[test]
    fn a_sentence_ends_at_its_stop_and_at_the_end_of_its_line() {
        assert_eq!(sentences("One. Two! “Three?” Four\nFive"), ["One.", "Two!", "“Three?”", "Four", "Five"]);
        assert_eq!(sentences("«Wait!» he said... Then"), ["«Wait!» he said...", "Then"]);
    }

    #[test]
    fn titles_initials_and_numbers_do_not_end_one() {
        for whole in [
            "Mr. Smith met Dr. J. R. Hale.",
            "The U.S. President and the U.N. Council met.",
            "In No. 5 of Sept. 11 it says so.",
            "Am 3. Oktober kam er.",
            "It opened at 9 a.m. yesterday.",
            "Version 3.5 of www.example.org is out.",
        ] {
            assert_eq!(sentences(whole), [whole]);
        }
        assert_eq!(sentences("He came in 1914. War began.").len(), 2);
    }

    #[test]
    fn sentences_of_other_scripts_end_at_their_own_stops() {
        assert_eq!(sentences("今日は。明日も！」次"), ["今日は。", "明日も！」", "次"]);
        assert_eq!(sentences("本当！？はい。"), ["本当！？", "はい。"]);
        assert_eq!(sentences("هل جاء؟ نعم؛ جاء. ثم ذهب").len(), 4);
        assert_eq!(sentences("یہ سچ ہے۔ ہاں").len(), 2);
        assert_eq!(sentences("यह सच है। हाँ").len(), 2);
    }

    #[test]
    fn nothing_is_cut_inside_a_word_or_a_letter() {
        let text = "harbour master";
        assert_eq!(first_border(&folding(), text, 3, text.len()), 7);
        assert_eq!(last_border(&folding(), text, 0, 10), 8);
        let thai = "ที่นี่";
        assert_eq!(first_border(&folding(), thai, 3, thai.len()), 9);
        assert_eq!(last_border(&folding(), thai, 0, 12), 9);
        let family = "x\u{1f468}\u{200d}\u{1f469}\u{fe0f}";
        assert_eq!(last_border(&folding(), family, 1, 8), 1);
    }

    #[test]
    fn wide_letters_take_two_columns_and_signs_none() {
        let widths: Vec<_> = "a漢한ｶ\u{e34}".chars().map(|c| width(&folding(), c)).collect();
        assert_eq!(widths, [1, 2, 2, 1, 0]);
    }
}
