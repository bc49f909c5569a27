//! From bytes to Unicode.
//!
//! In this order: a byte-order mark; UTF-8 that is valid, since text in another encoding is next to never valid UTF-8 by accident;
//! what the markup declares and then what the server declared, if it fits the bytes; detection. Western declarations fit nearly
//! all bytes, and editors wrote them by default, so that they must also make sense (`judgement`). At last, text that was decoded
//! wrongly before it was saved is mended where that is certain (`mojibake`, `misread`).

mod code_page;
mod declaration;
mod judgement;
mod misread;
mod mixed;
mod mojibake;
mod references;
mod script;
mod utf_16;

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

pub use declaration::declared_in_markup;
pub use utf_16::is_utf_16;

/// How much of a file shows that it is no text.
const HEAD: usize = 8192;

/// What bytes say, and how they were understood.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without byte-order mark.
    pub text: String,
    /// The encoding's name, for the report.
    pub encoding: &'static str,
    /// Some bytes have no meaning in the encoding and became U+FFFD.
    pub damaged: bool,
    /// Some text had been decoded wrongly before it was saved, and was mended.
    pub repaired: bool,
}

/// Decodes a whole file. `declared` is what the file says about itself, if anything.
#[must_use]
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    decode_declared(bytes, declared.as_slice())
}

/// Decodes a whole file about which several things are declared, the most trustworthy first: what its markup says before what
/// a server said, which knows its files by their names only.
#[must_use]
pub fn decode_declared(bytes: &[u8], declared: &[&str]) -> Decoded {
    let decoded = as_written(bytes, declared);
    match repaired(&decoded.text) {
        Some(text) => Decoded { text, repaired: true, ..decoded },
        None => decoded,
    }
}

/// Mends text that was decoded wrongly before it was saved, where that is certain. `None` where nothing is to be mended.
#[must_use]
pub fn repaired(text: &str) -> Option<String> {
    let written_out = references::written_out(text);
    let text = written_out.as_deref().unwrap_or(text);
    if text.is_ascii() {
        return None;
    }
    // First the words: their signs may look like misread UTF-8. Below it there may be words again.
    let words = misread::mend(text);
    let mended = mojibake::mend(words.as_deref().unwrap_or(text));
    let below = mended.as_deref().and_then(misread::mend);
    below.or(mended).or(words)
}

/// Whether bytes are no text in any encoding.
#[must_use]
pub fn is_binary(bytes: &[u8]) -> bool {
    if Encoding::for_bom(bytes).is_some() || utf_16::without_mark(bytes).is_some() {
        return false;
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let control = head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0xb | 0xc | 0x1a | 0x1b));
    control.count() * 50 > head.len()
}

fn as_written(bytes: &[u8], declared: &[&str]) -> Decoded {
    match Encoding::for_bom(bytes) {
        Some((encoding, length)) if encoding == UTF_8 => {
            let text = bytes.get(length..).unwrap_or_default();
            return utf_8(text).unwrap_or_else(|| mixed::decode(text));
        }
        Some((encoding, length)) => return decode_as(encoding, bytes.get(length..).unwrap_or_default()),
        None => {}
    }
    if let Some(encoding) = utf_16::without_mark(bytes) {
        return decode_as(encoding, bytes);
    }
    // A declaration in UTF-16 could not have been read as it was.
    let is_possible = |encoding: &&'static Encoding| *encoding != UTF_16LE && *encoding != UTF_16BE;
    let declared: Vec<&'static Encoding> =
        declared.iter().filter_map(|label| Encoding::for_label(label.as_bytes())).filter(is_possible).collect();
    // Its bytes are ASCII, and so valid UTF-8, but don't mean it.
    if declared.first() == Some(&ISO_2022_JP) {
        return decode_as(ISO_2022_JP, bytes);
    }
    if let Some(decoded) = utf_8(bytes) {
        return decoded;
    }
    if mixed::is_mostly_utf_8(bytes) {
        return mixed::decode(bytes);
    }
    judgement::decode(bytes, &declared)
}

fn utf_8(bytes: &[u8]) -> Option<Decoded> {
    let text = std::str::from_utf8(bytes).ok()?.to_owned();
    let encoding = if bytes.is_ascii() { "ASCII" } else { UTF_8.name() };
    Some(Decoded { text, encoding, damaged: false, repaired: false })
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), damaged, repaired: false }
}

#[cfg(test)]
mod tests;
