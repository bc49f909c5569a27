//! From bytes to Unicode: byte-order mark, then the declaration if it fits the bytes, then detection.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a page a declaration is looked for. Browsers stop at 1,024 bytes; old editors wrote long comments first.
const DECLARATION_WITHIN: usize = 8192;

/// What bytes say, and how they were understood.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without byte-order mark.
    pub text: String,
    /// The encoding's name, for the report.
    pub encoding: &'static str,
    /// Some bytes have no meaning in the encoding and became U+FFFD.
    pub damaged: bool,
}

/// Decodes a whole file. `declared` is what the file says about itself, if anything.
#[must_use]
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes.get(length..).unwrap_or_default());
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return decode_as(encoding, bytes);
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    if bytes.is_ascii() && declared != Some(ISO_2022_JP) {
        return Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding: "ASCII", damaged: false };
    }
    // Text in another encoding is next to never valid UTF-8 by accident, so UTF-8 that is valid beats what is declared.
    if let Ok(text) = std::str::from_utf8(bytes)
        && declared != Some(ISO_2022_JP)
    {
        return Decoded { text: text.to_owned(), encoding: UTF_8.name(), damaged: false };
    }
    if is_mostly_utf_8(bytes) {
        return decode_mixed(bytes);
    }
    match declared.and_then(|encoding| fitting(encoding, bytes)) {
        Some(decoded) => decoded,
        None => decode_as(detect(bytes), bytes),
    }
}

/// The encoding that a page states in a `<meta>` element or in its XML declaration.
#[must_use]
pub fn declared_in_markup(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..DECLARATION_WITHIN).unwrap_or(bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    if head.trim_start().starts_with("<?xml")
        && let Some(label) = head.split("?>").next().and_then(|xml| value_after(xml, "encoding"))
    {
        return Some(label);
    }
    head.split("<meta").skip(1).find_map(|meta| value_after(meta.split('>').next()?, "charset"))
}

/// Whether bytes are no text in any encoding.
#[must_use]
pub fn is_binary(bytes: &[u8]) -> bool {
    if Encoding::for_bom(bytes).is_some() || utf_16_without_mark(bytes).is_some() {
        return false;
    }
    let head = bytes.get(..DECLARATION_WITHIN).unwrap_or(bytes);
    let control = head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0xb | 0xc | 0x1a | 0x1b));
    control.count() * 50 > head.len()
}

/// Whether a file begins like UTF-16, which can't be cut at bytes that mean line ends.
#[must_use]
pub fn is_utf_16(head: &[u8]) -> bool {
    let marked = Encoding::for_bom(head).is_some_and(|(encoding, _)| encoding != UTF_8);
    marked || utf_16_without_mark(head).is_some()
}

fn value_after(text: &str, name: &str) -> Option<String> {
    let rest = text.split_once(name)?.1.trim_start().strip_prefix('=')?.trim_start();
    let label: String = rest
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '+'))
        .collect();
    (!label.is_empty()).then_some(label)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), damaged }
}

/// What the bytes say in a declared encoding, unless some of them have no meaning in it.
fn fitting(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    let decoded = decode_as(encoding, bytes);
    // Bytes that windows-125x leave free decode to C1 controls, which no page means.
    let unused = |c: char| ('\u{80}'..='\u{9f}').contains(&c) && c != '\u{85}';
    (!decoded.damaged && !decoded.text.contains(unused)).then_some(decoded)
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Latin text in UTF-16 has a zero in nearly every second byte.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..512).unwrap_or(bytes);
    let (pairs, _) = head.as_chunks::<2>();
    if pairs.len() < 8 {
        return None;
    }
    let zeros = |place: usize| pairs.iter().filter(|pair| pair[place] == 0).count();
    match (zeros(0) * 10 / pairs.len(), zeros(1) * 10 / pairs.len()) {
        (0, 6..) => Some(UTF_16LE),
        (6.., 0) => Some(UTF_16BE),
        _ => None,
    }
}

/// A UTF-8 page into which somebody pasted a few words in another encoding.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 4 && good >= bad * 4
}

/// Decodes UTF-8, and the bytes that are none as windows-1252.
fn decode_mixed(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    Decoded { text, encoding: "UTF-8 with some windows-1252", damaged: false }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{declared_in_markup, decode, is_binary, is_utf_16};

    const ARABIC: &str = "قال رئيس الوزراء إن السفارة ستغلق أبوابها في بغداد خلال تسعين يوما";

    fn encoded(label: &str, text: &str) -> Vec<u8> {
        encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned()
    }

    #[test]
    fn a_byte_order_mark_beats_every_declaration() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("Café".encode_utf16().flat_map(u16::to_le_bytes));
        let decoded = decode(&bytes, Some("windows-1256"));
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("Café", "UTF-16LE"));
        assert_eq!(decode("\u{feff}Café".as_bytes(), Some("windows-1252")).text, "Café");
    }

    #[test]
    fn utf_16_is_recognised_without_a_mark() {
        for (bytes, name) in [
            ("A quiet harbour".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(), "UTF-16LE"),
            ("A quiet harbour".encode_utf16().flat_map(u16::to_be_bytes).collect(), "UTF-16BE"),
        ] {
            assert!(is_utf_16(&bytes) && !is_binary(&bytes));
            assert_eq!((decode(&bytes, None).text.as_str(), decode(&bytes, None).encoding), ("A quiet harbour", name));
        }
    }

    #[test]
    fn a_declaration_that_fits_the_bytes_is_followed() {
        for label in ["windows-1256", "iso-8859-6", "windows-1252"] {
            let text = if label == "windows-1252" { "Café “Marwan” – naïve" } else { ARABIC };
            assert_eq!(decode(&encoded(label, text), Some(label)).text, text, "{label}");
        }
    }

    #[test]
    fn a_declaration_that_does_not_fit_is_ignored() {
        assert_eq!(decode(&encoded("windows-1256", ARABIC), Some("utf-8")).text, ARABIC);
        assert_eq!(decode("Café à Beyrouth".as_bytes(), Some("iso-8859-1")).text, "Café à Beyrouth");
        assert_eq!(
            decode(&encoded("windows-1256", "چهار پرونده گم شد و ژاله گفت"), Some("windows-1252")).encoding,
            "windows-1256"
        );
    }

    #[test]
    fn an_undeclared_encoding_is_detected() {
        assert_eq!(decode(&encoded("windows-1256", ARABIC), None).text, ARABIC);
        assert_eq!(decode(&encoded("windows-1252", "Le café où l’on déjeune"), None).text, "Le café où l’on déjeune");
    }

    #[test]
    fn a_stray_byte_in_utf_8_costs_nothing_else() {
        let mut bytes = "Čeština, žluťoučký kůň – ".as_bytes().to_vec();
        bytes.extend(encoded("windows-1252", "café"));
        assert_eq!(decode(&bytes, Some("utf-8")).text, "Čeština, žluťoučký kůň – café");
    }

    #[test]
    fn declarations_are_read_in_every_common_form() {
        for (markup, label) in [
            ("<html><META HTTP-EQUIV='Content-Type' content=\"text/html; charset=Windows-1256\">", "windows-1256"),
            ("<meta charset=utf-8>", "utf-8"),
            ("<?xml version='1.0' encoding='ISO-8859-1'?><html>", "iso-8859-1"),
        ] {
            assert_eq!(declared_in_markup(markup.as_bytes()).as_deref(), Some(label));
        }
        assert_eq!(declared_in_markup(b"<p>charset=none</p>"), None);
    }

    #[test]
    fn a_picture_is_binary_and_text_is_not() {
        assert!(is_binary(&[0x89, b'P', b'N', b'G', 0xd, 0xa, 0x1a, 0xa, 0, 0, 0, 13, 1, 2, 3, 4, 5]));
        assert!(!is_binary("A line\r\nand\tanother\u{c}".as_bytes()) && !is_binary(b""));
    }

    proptest! {
        #[test]
        fn no_bytes_crash_the_decoder(bytes in proptest::collection::vec(any::<u8>(), 0..400), label in "[ -~]{0,12}") {
            let _ = (decode(&bytes, Some(&label)), declared_in_markup(&bytes), is_binary(&bytes));
        }
    }
}
