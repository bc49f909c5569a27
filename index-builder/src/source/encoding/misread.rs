//! Words of another script whose bytes were read as Western letters: `ÇáÓÝÇÑÉ` for السفارة.

use super::code_page::WESTERN;
use super::judgement::is_gibberish;
use super::script;

/// Reads such words as they were written; what is Western stays. `None` where nothing is to be mended.
pub fn mend(text: &str) -> Option<String> {
    // All Western letters of both cases begin with this byte in UTF-8.
    if !text.as_bytes().contains(&0xc3) {
        return None;
    }
    let bytes: Vec<u8> =
        pieces(text).filter(|piece| is_gibberish(piece)).flat_map(|piece| piece.chars().map(byte)).collect();
    let encoding = script::encoding_of(&bytes)?;
    let mut mended = String::with_capacity(text.len());
    for piece in pieces(text) {
        if !is_gibberish(piece) && !is_part_of_it(piece) {
            mended.push_str(piece);
            continue;
        }
        for letter in piece.chars() {
            match WESTERN.byte(letter) {
                Some(byte) => mended.push_str(&encoding.decode_without_bom_handling(&[byte]).0),
                None => mended.push(letter),
            }
        }
    }
    Some(mended)
}

/// Pieces of text and of markup.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['<', '>', '\n'])
}

fn byte(letter: char) -> u8 {
    WESTERN.byte(letter).unwrap_or(b' ')
}

/// Whether all Western letters beyond ASCII of a short piece stand in words of their own, on a page that has more of them.
fn is_part_of_it(piece: &str) -> bool {
    let mut words = piece.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii()).peekable();
    words.peek().is_some()
        && words.all(|word| word.chars().count() > 1 && word.chars().all(|c| ('\u{80}'..'\u{250}').contains(&c)))
}

#[cfg(test)]
mod tests {
    use super::mend;

    fn misread(label: &str, text: &str) -> String {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(&encoding.encode(text).0).0.into_owned()
    }

    #[test]
    fn words_read_in_the_wrong_script_are_mended() {
        for (label, text) in [
            ("windows-1256", "السفارة الأمريكية في بغداد، قال الوزير: \"سنعود\" (رويترز)؟"),
            ("windows-1251", "Новости гавани: корабль ушёл в море"),
            ("windows-1253", "Τα νέα του λιμανιού σήμερα"),
            ("windows-1255", "חדשות הנמל היום בבוקר"),
        ] {
            assert_eq!(mend(&misread(label, text)).as_deref(), Some(text));
        }
        assert_eq!(mend("CNN: ÇáÓÝÇÑÉ").as_deref(), Some("CNN: السفارة"));
    }

    #[test]
    fn only_the_paragraphs_that_were_misread_are_mended() {
        let arabic = "قالت السفارة إن الميناء سيغلق أبوابه";
        let page = format!(
            "<p>Café à São Paulo, déjà vu</p>\n<p>{}</p>\n<b>{}</b> {arabic}",
            misread("windows-1256", arabic),
            misread("windows-1256", "في")
        );
        let mended = format!("<p>Café à São Paulo, déjà vu</p>\n<p>{arabic}</p>\n<b>في</b> {arabic}");
        assert_eq!(mend(&page), Some(mended));
    }
}
