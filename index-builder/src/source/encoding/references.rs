//! Misread letters that an editor saved as character references: `&Ccedil;&aacute;&Oacute;`, `donâ&euro;&trade;t`.

use super::code_page::WESTERN;

/// The longest name of a Western letter, with what encloses it.
const LONGEST: usize = 10;

/// Writes Western letters for references to them that touch each other or another such letter: in text that was read rightly
/// accented letters hardly ever do. `None` where there are none.
pub fn written_out(text: &str) -> Option<String> {
    let mut places: Vec<(usize, usize, char)> = Vec::new();
    for (start, _) in text.match_indices('&') {
        if let Some((end, letter)) = reference(text, start) {
            places.push((start, end, letter));
        }
    }
    let touches = |place: usize| {
        let (start, end, _) = places.get(place)?;
        let before = place.checked_sub(1).and_then(|before| places.get(before)).is_some_and(|(_, end, _)| end == start);
        let behind = places.get(place + 1).is_some_and(|(next, _, _)| next == end);
        let letter_before = text.get(..*start)?.chars().next_back().is_some_and(|c| !c.is_ascii());
        let letter_behind = text.get(*end..)?.chars().next().is_some_and(|c| !c.is_ascii());
        Some(before || behind || letter_before || letter_behind)
    };
    let (mut written, mut done) = (String::new(), 0);
    for (place, (start, end, letter)) in places.iter().enumerate() {
        if touches(place) == Some(true) {
            written.push_str(text.get(done..*start)?);
            written.push(*letter);
            done = *end;
        }
    }
    written.push_str(text.get(done..)?);
    (done > 0).then_some(written)
}

/// The Western letter that a reference means, and the place behind it.
fn reference(text: &str, start: usize) -> Option<(usize, char)> {
    let near = text.as_bytes().get(start..)?;
    let length = near.iter().take(LONGEST).position(|&byte| byte == b';')? + 1;
    let decoded = html_escape::decode_html_entities(text.get(start..start + length)?);
    let mut letters = decoded.chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    WESTERN.byte(letter).map(|_| (start + length, letter))
}

#[cfg(test)]
mod tests {
    use crate::source::encoding::repaired;

    #[test]
    fn misread_letters_saved_as_references_are_mended() {
        for (text, mended) in [
            ("<b>&Ccedil;&aacute;&Oacute;&Yacute;&Ccedil;&Ntilde;&Eacute; (CNN)</b>", "<b>السفارة (CNN)</b>"),
            ("&#199;&#225;&#211;&#221;&#199;&#209;&#201;", "السفارة"),
            ("don&acirc;&euro;&trade;t", "don’t"),
            ("donâ&#128;&#153;t", "don’t"),
        ] {
            assert_eq!(repaired(text).as_deref(), Some(mended), "{text}");
        }
    }

    #[test]
    fn references_that_were_meant_stay() {
        for text in [
            "caf&eacute; &amp; d&eacute;j&agrave;",
            "&laquo;&nbsp;&Acirc;&nbsp;&raquo;",
            "cr&eacute;&eacute;e",
            "&",
            "&;&eacute",
        ] {
            assert_eq!(repaired(text), None, "{text}");
        }
    }
}
