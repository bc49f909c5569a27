//! The names of a ZIP archive's entries, which may be in any encoding and lead anywhere.
//!
//! The format knows CP437 and UTF-8 only; programs write what their machine uses. All names of an archive are read in one encoding:
//! the one in which its words are words.

use encoding_rs::{IBM866, WINDOWS_1252, WINDOWS_1256};

use crate::source::encoding;

/// What DOS used in America, and what the format prescribes.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
/// What Windows packs with in Western Europe.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
/// What Windows packs with in Arabic.
const CP720: &str = "\u{fffd}\u{fffd}éâ\u{fffd}à\u{fffd}çêëèïî\u{fffd}\u{fffd}\u{fffd}\u{fffd}ّْô¤ـûùءآأؤ£إئابةتثجحخدذرزسشص«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀ضطظعغفµقكلمنهوىي≡ًٌٍَُِ≈°∙·√ⁿ²■\u{a0}";
/// So much of the names tells their encoding.
const ENOUGH: usize = 16 << 10;

/// Reads the names of all entries, as paths that stay inside the archive, with `/`; one that names nothing is empty.
pub(super) fn read_all(names: &[Vec<u8>]) -> Vec<String> {
    let legacy: Vec<&[u8]> =
        names.iter().map(Vec::as_slice).filter(|name| std::str::from_utf8(name).is_err()).collect();
    let mut sample = legacy.join(&b'\n');
    sample.truncate(ENOUGH);
    let decode = encoding_of(&sample);
    let text = |name: &Vec<u8>| String::from_utf8(name.clone()).unwrap_or_else(|_| decode.text(name));
    names.iter().map(|name| safe(&text(name))).collect()
}

/// A path without what would lead out of the archive.
fn safe(name: &str) -> String {
    let name = name.replace('\\', "/");
    // `C:/x`: the drive is none of our business.
    let name = match name.as_bytes() {
        [drive, b':', ..] if drive.is_ascii_alphabetic() => name.get(2..).unwrap_or_default(),
        _ => name.as_str(),
    };
    let is_text = |c: &char| !c.is_control();
    let mut parts: Vec<String> = Vec::new();
    for part in name.split('/').map(|part| part.chars().filter(is_text).collect::<String>()) {
        if !matches!(part.trim(), "" | "." | "..") {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[derive(Clone, Copy)]
enum Encoding {
    Table(&'static str),
    Known(&'static encoding_rs::Encoding),
}

impl Encoding {
    fn text(self, bytes: &[u8]) -> String {
        match self {
            Self::Table(table) => table_text(table, bytes),
            Self::Known(known) => known.decode_without_bom_handling(bytes).0.into_owned(),
        }
    }
}

fn table_text(table: &str, bytes: &[u8]) -> String {
    let high: Vec<char> = table.chars().collect();
    let character = |&b: &u8| match b.checked_sub(0x80) {
        None => char::from(b),
        Some(place) => high.get(usize::from(place)).copied().unwrap_or('\u{fffd}'),
    };
    bytes.iter().map(character).collect()
}

/// The encoding in which the names read best; of equals, what Windows uses everywhere but in its own ZIP folders.
fn encoding_of(sample: &[u8]) -> Encoding {
    let label = encoding::decode(sample, None).encoding;
    let guess = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
    let candidates = [
        Encoding::Known(guess),
        Encoding::Known(WINDOWS_1256),
        Encoding::Known(WINDOWS_1252),
        Encoding::Table(CP437),
        Encoding::Table(CP850),
        Encoding::Table(CP720),
        Encoding::Known(IBM866),
    ];
    let mut best = (i64::MIN, Encoding::Known(guess));
    for candidate in candidates {
        let likeness = likeness(&candidate.text(sample));
        if likeness > best.0 {
            best = (likeness, candidate);
        }
    }
    best.1
}

/// How much a text looks like words: letters beside others of their script, and few signs that no one types into a name.
fn likeness(text: &str) -> i64 {
    let mut sum = 0;
    let mut before = ' ';
    for c in text.chars() {
        if !c.is_ascii() {
            sum += match c {
                '‘' | '’' | '“' | '”' | '–' | '—' | '…' | '«' | '»' | '،' | '؟' | '°' | '\u{a0}' => {
                    0
                }
                '\u{fffd}' | '\u{80}'..='\u{9f}' => -8,
                c if c.is_alphabetic() => 1,
                _ => -3,
            };
        }
        if before.is_alphabetic() && c.is_alphabetic() && !(before.is_ascii() && c.is_ascii()) {
            let fits = script(before) == script(c) && !(before.is_lowercase() && c.is_uppercase());
            sum += if fits { 2 } else { -4 };
        }
        before = c;
    }
    sum
}

fn script(c: char) -> u32 {
    match u32::from(c) {
        0..0x370 | 0x1e00..0x1f00 => 0,
        0x370..0x400 => 1,
        0x400..0x530 => 2,
        0x590..0x600 => 3,
        0x600..0x780 => 4,
        block if block >= 0x2e80 => 5,
        block => 100 + (block >> 8),
    }
}

#[cfg(test)]
mod tests {
    use super::{CP437, CP720, CP850, read_all};

    fn read(name: &[u8]) -> String {
        read_all(&[name.to_vec()]).pop().unwrap()
    }

    fn in_table(table: &str, text: &str) -> Vec<u8> {
        let high: Vec<char> = table.chars().collect();
        assert_eq!(high.len(), 128);
        let byte = |c: char| {
            if c.is_ascii() {
                c as u8
            } else {
                u8::try_from(high.iter().position(|&h| h == c).unwrap()).unwrap() + 0x80
            }
        };
        text.chars().map(byte).collect()
    }

    #[test]
    fn names_are_read_in_the_encoding_of_the_machine_that_packed_them() {
        let arabic = "أخبار/2015/منارة رأس لمدة.htm";
        assert_eq!(read(arabic.as_bytes()), arabic);
        assert_eq!(read(&encoding_rs::WINDOWS_1256.encode(arabic).0), arabic);
        assert_eq!(read(&in_table(CP720, arabic)), arabic);
        let western = "Café Méridien öffnet, garçon.htm";
        assert_eq!(read(&in_table(CP437, western)), western);
        assert_eq!(read(&in_table(CP850, western)), western);
        assert_eq!(read(&encoding_rs::WINDOWS_1252.encode(western).0), western);
        let quoted = "Qabbuti’s Speech – “Counted”.htm";
        assert_eq!(read(&encoding_rs::WINDOWS_1252.encode(quoted).0), quoted);
        let russian = "Новости/Маяк починили.htm";
        assert_eq!(read(&encoding_rs::IBM866.encode(russian).0), russian);
        assert_eq!(read(&encoding_rs::WINDOWS_1251.encode(russian).0), russian);
        let japanese = "港のニュース/灯台.htm";
        assert_eq!(read(&encoding_rs::SHIFT_JIS.encode(japanese).0), japanese);
    }

    #[test]
    fn no_name_leads_out_of_the_archive() {
        assert_eq!(read(b"../../etc/passwd.htm"), "etc/passwd.htm");
        assert_eq!(read(b"C:\\site\\News\\a.htm"), "site/News/a.htm");
        assert_eq!(read(b"/a//./b, c & d#1.htm"), "a/b, c & d#1.htm");
        assert_eq!(read(b"a\0b\n.htm"), "ab.htm");
        assert_eq!(read(b".."), "");
    }
}
