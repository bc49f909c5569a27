//! Pages in two encodings: UTF-8 into which somebody pasted, or a server put, text in another.

use super::{Decoded, decode_as, judgement};

/// Fewer letters of UTF-8 may stand in a page by accident.
const FEWEST: usize = 4;
/// Whole pieces of text in UTF-8 with so many letters together are none by accident, whatever else the page is in.
const PIECES: usize = 12;

/// Whether a page that is no valid UTF-8 is UTF-8 for the most part, or in whole pieces.
pub fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += beyond_ascii(chunk.valid());
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let whole =
        || -> usize { pieces(bytes).filter_map(|piece| std::str::from_utf8(piece).ok()).map(words_beyond_ascii).sum() };
    good >= FEWEST && good >= bad * 4 || good >= PIECES && whole() >= PIECES
}

/// Decodes UTF-8 as such, and all that is none in the encoding that it shows together.
pub fn decode(bytes: &[u8]) -> Decoded {
    let other: Vec<u8> = pieces(bytes).filter(|piece| is_other(piece)).flatten().copied().collect();
    let encoding = judgement::detect(&other);
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for piece in pieces(bytes) {
        if is_other(piece) {
            text.push_str(&decode_as(encoding, piece).text);
            continue;
        }
        for chunk in piece.utf8_chunks() {
            text.push_str(chunk.valid());
            text.push_str(&decode_as(encoding_rs::WINDOWS_1252, chunk.invalid()).text);
        }
    }
    Decoded { text, encoding: "UTF-8 with some in another encoding", damaged: false, repaired: false }
}

/// Pieces of text and of markup, which begin at tags and line ends.
fn pieces(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.chunk_by(|_, next| !matches!(next, b'<' | b'\n'))
}

/// Whether a piece is in another encoding as a whole, rather than UTF-8 with a few stray bytes.
fn is_other(piece: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in piece.utf8_chunks() {
        good += beyond_ascii(chunk.valid());
        bad += chunk.invalid().len();
    }
    bad > good
}

fn beyond_ascii(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii()).count()
}

/// Letters beyond ASCII, of pieces that have more than one or two, which other encodings make by accident.
fn words_beyond_ascii(text: &str) -> usize {
    Some(beyond_ascii(text)).filter(|&count| count > 2).unwrap_or_default()
}
