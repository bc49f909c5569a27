//! UTF-16, with a byte-order mark or without.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// So much of a file is looked at.
const HEAD: usize = 2048;
/// Upper bytes of the letters and signs that archives are written in: Latin, Greek, Cyrillic, Hebrew, Arabic, punctuation.
const BLOCKS: [u8; 11] = [0, 1, 2, 3, 4, 5, 6, 0x1e, 0x20, 0xfb, 0xfe];

/// Whether a file begins like UTF-16, which can't be cut at bytes that mean line ends.
#[must_use]
pub fn is_utf_16(head: &[u8]) -> bool {
    let marked = Encoding::for_bom(head).is_some_and(|(encoding, _)| encoding != UTF_8);
    marked || without_mark(head).is_some()
}

/// Text in UTF-16 has zeros in every second byte only, where the same few values recur: the block that a letter is of.
pub fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let (pairs, _) = head.as_chunks::<2>();
    if pairs.len() < 8 {
        return None;
    }
    let zeros = |place: usize| pairs.iter().filter(|pair| pair[place] == 0).count();
    let in_blocks = |place: usize| pairs.iter().filter(|pair| BLOCKS.contains(&pair[place])).count();
    let upper = |place: usize, other: usize| {
        zeros(other) == 0 && zeros(place) * 16 >= pairs.len() && in_blocks(place) * 10 >= pairs.len() * 9
    };
    match (upper(0, 1), upper(1, 0)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_utf_16;

    #[test]
    fn utf_16_is_recognised_without_a_mark_in_any_script() {
        for text in ["A quiet harbour", "قالت السفارة إن الميناء سيغلق", "Тихая гавань спит"]
        {
            assert!(is_utf_16(&text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()), "{text}");
            assert!(is_utf_16(&text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>()), "{text}");
            assert!(!is_utf_16(text.as_bytes()), "{text}");
        }
        assert!(!is_utf_16(&[0; 64]));
    }
}
