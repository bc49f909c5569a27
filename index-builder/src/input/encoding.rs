//! From bytes to text: byte-order mark, then a declaration that fits the bytes, then detection.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A declaration is looked for in so many bytes.
const HEAD: usize = 4096;

/// A file's text and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text; what could not be decoded is U+FFFD.
    pub text: String,
    /// The encoding's name.
    pub encoding: &'static str,
    /// Whether something could not be decoded.
    pub damaged: bool,
}

/// Decodes the bytes of a file.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return with(encoding, bytes);
    }
    // Text of another encoding that happens to be valid UTF-8 doesn't occur.
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: UTF_8.name(), damaged: false };
    }
    let declared = declared(bytes).filter(|encoding| *encoding != UTF_8).map(|encoding| with(encoding, bytes));
    declared.filter(|decoded| !decoded.damaged && !has_controls(&decoded.text)).unwrap_or_else(|| detected(bytes))
}

/// Whether the bytes can't be text in any encoding.
#[must_use]
pub fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    Encoding::for_bom(bytes).is_none() && utf_16_without_mark(bytes).is_none() && head.contains(&0)
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), damaged }
}

fn detected(bytes: &[u8]) -> Decoded {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    with(detector.guess(None, Utf8Detection::Allow), bytes)
}

/// Every other byte of Western text in UTF-16 is zero.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD.min(bytes.len()) & !1)?;
    let zeros = |at: usize| head.chunks_exact(2).filter(|pair| pair.get(at) == Some(&0)).count();
    let (half, first, second) = (head.len() / 2, zeros(0), zeros(1));
    let mostly = |zeros: usize, others: usize| half > 4 && zeros * 10 > half * 7 && others * 10 < half;
    if mostly(second, first) {
        return Some(UTF_16LE);
    }
    mostly(first, second).then_some(UTF_16BE)
}

/// What `charset=` or `encoding=` near the beginning says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let text = String::from_utf8_lossy(&head);
    let after = ["charset", "encoding"].iter().find_map(|word| {
        let rest = text.split_once(word)?.1.trim_start().strip_prefix('=')?;
        Some(rest.trim_start().trim_start_matches(['"', '\'']).to_owned())
    })?;
    let label = after.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).next()?;
    Encoding::for_label(label.as_bytes())
}

/// Control characters that no writer typed: the declaration was wrong.
fn has_controls(text: &str) -> bool {
    text.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::{decode, is_binary};
    use encoding_rs::{WINDOWS_1252, WINDOWS_1256};
    use proptest::prelude::*;

    #[test]
    fn a_declared_encoding_is_used_where_it_fits() {
        let html = "<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>“Café” – 5 €";
        let decoded = decode(&WINDOWS_1252.encode(html).0);
        assert_eq!((decoded.text.as_str(), decoded.encoding), (html, "windows-1252"));
    }

    #[test]
    fn a_wrong_declaration_does_not_spoil_utf_8() {
        let html = "<meta charset=windows-1252>الميناء café";
        assert_eq!(decode(html.as_bytes()).text, html);
    }

    #[test]
    fn undeclared_arabic_is_recognised() {
        let text = "أغلق الميناء أسبوعا بعد العاصفة وعاد الصيادون إلى البحر يوم الخميس. ".repeat(4);
        assert_eq!(decode(&WINDOWS_1256.encode(&text).0).text, text);
    }

    #[test]
    fn utf_16_is_recognised_with_a_mark_and_without() {
        let text = "The harbour was closed for a week.";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&bytes).text, text);
        assert_eq!(decode(&[&[0xFF, 0xFE], bytes.as_slice()].concat()).text, text);
        assert!(!is_binary(&bytes) && is_binary(b"\x89PNG\0\0\x01\x02"));
    }

    proptest! {
        #[test]
        fn any_bytes_become_text(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode(&bytes);
        }
    }
}
