//! Parts of texts, without the standard library's searchers: these are larger than all that is needed here.

use core::ops::Range;

/// Whether a text has a character. (The standard library's way looks for bytes, fast and at length, in texts of a few letters.)
#[must_use]
pub fn holds(text: &str, character: char) -> bool {
    text.chars().any(|other| other == character)
}

/// Whether there is nothing but ASCII at a place in a text: each byte is a character of one column.
#[must_use]
pub fn is_plain(text: &str, place: Range<usize>) -> bool {
    text.as_bytes().get(place).is_some_and(<[u8]>::is_ascii)
}

/// What stands before and behind the first place where a text has a part. (Likewise: the library's way is 2 KB and brings as much again
/// in tables.)
#[must_use]
pub fn around<'t>(text: &'t str, sought: &str) -> Option<(&'t str, &'t str)> {
    let place = (0..text.len()).find(|place| behind(text, *place).starts_with(sought))?;
    Some((part(text, 0..place), behind(text, place + sought.len())))
}

/// What of a text stands at a place; nothing where that cuts a character or lies beyond the end. Compiled once.
#[must_use]
#[inline(never)]
pub fn part(text: &str, place: Range<usize>) -> &str {
    text.get(place).unwrap_or_default()
}

/// What stands behind a place.
#[must_use]
pub fn behind(text: &str, place: usize) -> &str {
    part(text, place..text.len())
}

/// The character in front of a place; a blank at the beginning.
#[must_use]
pub fn before(text: &str, place: usize) -> char {
    part(text, 0..place).chars().next_back().unwrap_or(' ')
}

/// The pieces of a text between signs, which are ASCII. (Likewise.)
pub fn pieces(text: &str, sign: u8) -> impl Iterator<Item = &str> + Clone {
    let mut rest = Some(text);
    core::iter::from_fn(move || {
        let text = rest?;
        let end = text.bytes().position(|byte| byte == sign);
        rest = end.map(|end| behind(text, end + 1));
        Some(part(text, 0..end.unwrap_or(text.len())))
    })
}
