//! Encodings of one byte a letter, backwards: from what was read to the byte that was read so.

use std::sync::LazyLock;

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};

/// The last letter that any of them has: the sign for a trade mark.
const LAST: usize = 0x2122;

/// An encoding's letters beyond ASCII, and their bytes.
#[derive(Debug)]
pub struct CodePage {
    /// By letter; 0 where the encoding has none.
    bytes: Vec<u8>,
    /// How many letters of a script have to stand together so that they are none by accident. Where the encoding's own letters
    /// are of such a script, more.
    pub fewest: usize,
}

/// Western.
pub static WESTERN: LazyLock<CodePage> = LazyLock::new(|| CodePage::of(WINDOWS_1252, 2));
/// Arabic.
pub static ARABIC: LazyLock<CodePage> = LazyLock::new(|| CodePage::of(WINDOWS_1256, 3));
/// Cyrillic.
pub static CYRILLIC: LazyLock<CodePage> = LazyLock::new(|| CodePage::of(WINDOWS_1251, 3));

impl CodePage {
    fn of(encoding: &'static Encoding, fewest: usize) -> Self {
        let letters = (0x80..=0xff_u8).filter_map(|byte| {
            let (text, damaged) = encoding.decode_without_bom_handling(std::slice::from_ref(&byte));
            text.chars().next().filter(|_| !damaged).map(|letter| (letter, byte))
        });
        // ISO 8859-1, which was often meant, has controls where windows-1252 has signs.
        let controls = (0x80..=0x9f_u8).map(|byte| (char::from(byte), byte));
        let mut bytes = vec![0; LAST + 1];
        for (letter, byte) in controls.chain(letters) {
            if let Some(place) = bytes.get_mut(letter as usize) {
                *place = byte;
            }
        }
        Self { bytes, fewest }
    }

    /// The byte that was read as this letter.
    #[must_use]
    pub fn byte(&self, letter: char) -> Option<u8> {
        self.bytes.get(letter as usize).copied().filter(|&byte| byte > 0)
    }
}
