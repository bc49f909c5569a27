//! From text to the signs of the query language.

use crate::format::folding::{before, behind, is_letter_or_digit, part};

/// A sign of the query language, or a run of characters between blanks. Places are bytes of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    Open,
    Close,
    /// A minus directly in front of what it excludes.
    Minus,
    Or,
    /// What stands between two quotation marks.
    Quoted(&'t str),
    /// Anything else, without blanks, and the place behind it.
    Chunk(&'t str, usize),
}

/// Quotation marks as keyboards, phones and word processors write them.
pub(in crate::search) fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// The tokens of a query.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some((token, next)) = token(text, at) {
        tokens.push(token);
        at = next;
    }
    tokens
}

/// The token at or behind a place, and where it ends.
fn token(text: &str, at: usize) -> Option<(Token<'_>, usize)> {
    let rest = behind(text, at);
    let (offset, first) = rest.char_indices().find(|(_, character)| !character.is_whitespace())?;
    let start = at + offset;
    let after = start + first.len_utf8();
    let rest = behind(text, after);
    let follows = rest.chars().next();
    let before = before(text, start);
    let is_first = before.is_whitespace() || before == '(';
    match first {
        '(' => return Some((Token::Open, after)),
        ')' => return Some((Token::Close, after)),
        '-' | '−'
            if is_first && follows.is_some_and(|next| is_letter_or_digit(next) || next == '(' || is_quote(next)) =>
        {
            return Some((Token::Minus, after));
        }
        _ if is_quote(first) => {
            return match rest.char_indices().find(|(_, character)| is_quote(*character)) {
                Some((length, quote)) => {
                    Some((Token::Quoted(part(rest, 0..length)), after + length + quote.len_utf8()))
                }
                // A quotation that does not end is none.
                None => token(text, after),
            };
        }
        _ => {}
    }
    let ends = |character: char| character.is_whitespace() || matches!(character, '(' | ')') || is_quote(character);
    let length = rest.char_indices().find(|(_, character)| ends(*character)).map_or(rest.len(), |(length, _)| length);
    let chunk = part(text, start..after + length);
    let token = if chunk == "OR" { Token::Or } else { Token::Chunk(chunk, after + length) };
    Some((token, after + length))
}
