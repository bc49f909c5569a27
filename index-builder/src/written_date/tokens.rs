//! The words, numbers and marks of a line.

use std::ops::Range;

use super::spelling::{folded, is_filler};

/// A line, taken apart.
#[derive(Debug)]
pub struct Tokens<'a> {
    line: &'a str,
    tokens: Vec<Token>,
}

#[derive(Debug)]
struct Token {
    kind: Kind,
    span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number(Number),
    Word,
    Mark(char),
}

/// Digits that stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// What they count; very long numbers are all the same.
    pub value: u32,
    /// How many digits were written.
    pub digits: usize,
    /// Whose they are.
    pub script: Digits,
}

/// The digits that archives write dates in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// `2020`
    European,
    /// `٢٠٢٠`
    Arabic,
    /// `۲۰۲۰`
    Persian,
}

impl<'a> Tokens<'a> {
    /// Takes a line apart; blanks divide and are left out, as are signs of direction.
    #[must_use]
    pub fn of(line: &'a str) -> Self {
        let mut tokens: Vec<Token> = Vec::new();
        for (start, c) in line.char_indices() {
            let end = start + c.len_utf8();
            let last = tokens.last_mut().filter(|token| token.span.end == start);
            match (last, digit(c)) {
                (Some(Token { kind: Kind::Number(number), span }), Some((value, _))) => {
                    number.value = number.value.saturating_mul(10).saturating_add(value);
                    number.digits += 1;
                    span.end = end;
                }
                (_, Some((value, script))) => {
                    let kind = Kind::Number(Number { value, digits: 1, script });
                    tokens.push(Token { kind, span: start..end });
                }
                (Some(Token { kind: Kind::Word, span }), None) if is_of_word(c) => span.end = end,
                (_, None) if c.is_alphabetic() => tokens.push(Token { kind: Kind::Word, span: start..end }),
                (_, None) if c.is_whitespace() || is_direction(c) => {}
                (_, None) => tokens.push(Token { kind: Kind::Mark(c), span: start..end }),
            }
        }
        Self { line, tokens }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The number at a place, if one stands there.
    #[must_use]
    pub fn number(&self, at: usize) -> Option<Number> {
        match self.tokens.get(at)?.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// A number of so many digits.
    #[must_use]
    pub fn number_of(&self, at: usize, digits: Range<usize>) -> Option<Number> {
        self.number(at).filter(|number| digits.contains(&number.digits))
    }

    /// The mark at a place, if one stands there.
    #[must_use]
    pub fn mark(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// Whether one of these marks stands there.
    #[must_use]
    pub fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        self.mark(at).is_some_and(|mark| marks.contains(&mark))
    }

    /// Whether a word stands there.
    #[must_use]
    pub fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Word)
    }

    /// The word at a place as written, if one stands there.
    #[must_use]
    pub fn written(&self, at: usize) -> Option<&'a str> {
        let token = self.tokens.get(at).filter(|token| token.kind == Kind::Word)?;
        self.line.get(token.span.clone())
    }

    /// The word at a place in its one spelling, if one stands there.
    #[must_use]
    pub fn word(&self, at: usize) -> Option<String> {
        self.written(at).map(folded)
    }

    /// Whether one of these words, in their one spelling, stands there.
    #[must_use]
    pub fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        self.word(at).is_some_and(|word| words.contains(&word.as_str()))
    }

    /// Whether nothing divides the token from the one before it.
    #[must_use]
    pub fn touches_before(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.zip(self.tokens.get(at)).is_some_and(|(before, token)| before.span.end == token.span.start)
    }

    /// The place behind at most `most` of such marks.
    #[must_use]
    pub fn behind_marks(&self, at: usize, most: usize, marks: &[char]) -> usize {
        (at..at + most).find(|&place| !self.is_mark(place, marks)).unwrap_or(at + most)
    }

    /// The place behind one of these words, or the same place.
    #[must_use]
    pub fn behind_word(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(self.is_one_of(at, words))
    }

    /// Where tokens stand in the line, in bytes.
    #[must_use]
    pub fn span(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self.tokens.get(tokens.start).map_or(self.line.len(), |token| token.span.start);
        let last = tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        start..last.map_or(start, |token| token.span.end)
    }
}

/// Letters, and what joins or marks them inside a word.
fn is_of_word(c: char) -> bool {
    c.is_alphabetic() || is_filler(c) || unicode_normalization::char::is_combining_mark(c)
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

fn digit(c: char) -> Option<(u32, Digits)> {
    let (zero, script) = match c {
        '0'..='9' => ('0', Digits::European),
        // As wide as the signs of Chinese and Japanese.
        '\u{ff10}'..='\u{ff19}' => ('\u{ff10}', Digits::European),
        '\u{660}'..='\u{669}' => ('\u{660}', Digits::Arabic),
        '\u{6f0}'..='\u{6f9}' => ('\u{6f0}', Digits::Persian),
        _ => return None,
    };
    Some((u32::from(c) - u32::from(zero), script))
}

#[cfg(test)]
mod tests {
    use super::{Digits, Number, Tokens};

    #[test]
    fn a_line_is_taken_apart_at_blanks_and_changes_of_kind() {
        let line = "28th SEP,\u{200f}٢٠٢٠";
        let tokens = Tokens::of(line);
        assert_eq!(tokens.number(0), Some(Number { value: 28, digits: 2, script: Digits::European }));
        assert_eq!(tokens.word(1).as_deref(), Some("th"));
        assert!(tokens.touches_before(1) && !tokens.touches_before(2));
        assert_eq!(tokens.word(2).as_deref(), Some("sep"));
        assert_eq!(tokens.mark(3), Some(','));
        assert_eq!(tokens.number(4), Some(Number { value: 2020, digits: 4, script: Digits::Arabic }));
        assert_eq!(tokens.len(), 5);
        assert_eq!(line.get(tokens.span(2..4)), Some("SEP,"));
    }
}
