//! Which encoding bytes are in, where nothing but their letters shows it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, ISO_8859_2, ISO_8859_4, ISO_8859_13, ISO_8859_15, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257,
};
use whatlang::Lang;

use super::{Decoded, decode_as, script};

/// Latin letters, with most of which other scripts' bytes fit by accident.
const LATIN: [&Encoding; 8] =
    [WINDOWS_1252, ISO_8859_15, WINDOWS_1254, WINDOWS_1250, ISO_8859_2, WINDOWS_1257, ISO_8859_4, ISO_8859_13];
/// Languages that show by themselves which of the Latin encodings they are in.
const CENTRAL: [Lang; 7] = [Lang::Ces, Lang::Slk, Lang::Pol, Lang::Hun, Lang::Ron, Lang::Hrv, Lang::Slv];
const TURKISH: [Lang; 2] = [Lang::Tur, Lang::Aze];
const BALTIC: [Lang; 3] = [Lang::Lit, Lang::Lav, Lang::Est];
/// So many bytes show an encoding.
const SHOWN: usize = 8192;
/// So much of a page shows its language.
const SAMPLE: usize = 4000;
/// Fewer accented letters show nothing of a language.
const FEWEST_ACCENTED: usize = 3;
/// More damage than one byte in so many of the text's own shows that the encoding is another.
const DAMAGE: usize = 20;

/// Decodes as declared, where the declaration fits the bytes and makes sense, and otherwise as detected.
pub fn decode(bytes: &[u8], declared: &[&'static Encoding]) -> Decoded {
    if let Some((encoding, decoded)) = declared.iter().find_map(|encoding| Some((*encoding, fitting(encoding, bytes)?)))
    {
        let doubtful = LATIN.contains(&encoding).then(|| contradicted(encoding, &decoded, bytes)).flatten();
        return doubtful.unwrap_or(decoded);
    }
    let decoded = decode_as(detect(bytes), bytes);
    let lost = decoded.text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    let own = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    if lost * DAMAGE > own { decode_as(WINDOWS_1252, bytes) } else { decoded }
}

/// What the bytes say in a declared encoding, unless some of them have no meaning in it.
fn fitting(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    let decoded = decode_as(encoding, bytes);
    // Bytes that windows-125x leave free decode to C1 controls, which no page means.
    let unused = |c: char| ('\u{80}'..='\u{9f}').contains(&c) && c != '\u{85}';
    (!decoded.damaged && !decoded.text.contains(unused)).then_some(decoded)
}

/// The encoding that letters show, where no declaration helps.
pub fn detect(bytes: &[u8]) -> &'static Encoding {
    let sample = telling(bytes);
    let sampled = guess(&sample);
    // Bytes behind the sample may rule the guess out.
    let guess = if sample.len() < SHOWN || !decode_as(sampled, bytes).damaged { sampled } else { guess(bytes) };
    // Short texts tell the detector little; their words still show that they are not Latin.
    if LATIN.contains(&guess) && is_gibberish(&decode_as(guess, &sample).text) {
        return script::encoding_of(&sample).unwrap_or(guess);
    }
    guess
}

/// The pieces of a page, up to so many bytes, that hold more than ASCII.
fn telling(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    for piece in bytes.chunk_by(|_, next| !matches!(next, b'<' | b'\n')).filter(|piece| !piece.is_ascii()) {
        sample.extend_from_slice(piece.get(..SHOWN).unwrap_or(piece));
        if sample.len() >= SHOWN {
            break;
        }
    }
    sample
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// What the bytes say instead, where a declared Latin encoding certainly makes no sense of them.
fn contradicted(declared: &'static Encoding, decoded: &Decoded, bytes: &[u8]) -> Option<Decoded> {
    let guess = detect(bytes);
    if declared == guess {
        return None;
    }
    let other = decode_as(guess, bytes);
    let certain = match LATIN.contains(&guess) {
        false => is_gibberish(&decoded.text) && !other.damaged,
        true => is_language_of(guess, &other.text),
    };
    certain.then_some(other)
}

/// Whether most accented letters stand in words that have none without: no Latin script is written so.
pub fn is_gibberish(text: &str) -> bool {
    let (mut strange, mut accented) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii()) {
        let letters = word.chars().filter(|c| ('\u{80}'..'\u{250}').contains(c)).count();
        accented += letters;
        if letters > 1 && !word.contains(|c: char| c.is_ascii()) {
            strange += letters;
        }
    }
    strange > 4 && strange * 2 > accented
}

/// Whether a text is of a language that a Latin encoding was made for.
fn is_language_of(encoding: &'static Encoding, text: &str) -> bool {
    let languages: &[Lang] = match encoding {
        _ if [WINDOWS_1250, ISO_8859_2].contains(&encoding) => &CENTRAL,
        _ if encoding == WINDOWS_1254 => &TURKISH,
        _ if [WINDOWS_1257, ISO_8859_4, ISO_8859_13].contains(&encoding) => &BALTIC,
        _ => return false,
    };
    let mut sample = String::new();
    for part in text.split(['<', '>', '\n']).filter(|part| !part.is_ascii()) {
        sample.push_str(part);
        sample.push('\n');
        if sample.len() > SAMPLE {
            break;
        }
    }
    // The detector says so already; the language is a second witness, and needs not be sure by itself.
    let accented = sample.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
    accented >= FEWEST_ACCENTED && whatlang::detect(&sample).is_some_and(|found| languages.contains(&found.lang()))
}
