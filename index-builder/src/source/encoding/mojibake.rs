//! UTF-8 that was read in an encoding of one byte a letter and saved again, once or several times: `donâ€™t`, `cafÃ©`,
//! `Ø§Ù„Ø³ÙØ§Ø±Ø©`, `ط§ظ„ط³ظپط§ط±ط©`.
//!
//! Mended is only what nobody writes: signs inside words, words of such pairs. What may be meant (a capital before a closing
//! quotation mark, a sample that stands alone) needs certain cases beside it, and near words that speak of encodings nothing is
//! mended, since such a text shows what it speaks of.

use std::ops::Range;

use super::code_page::{ARABIC, CYRILLIC, CodePage, WESTERN};

/// So often a text is mended at most; more than two layers are rare.
const LAYERS: usize = 4;
/// So near, in bytes, a text that speaks of encodings may show samples.
const NEAR: usize = 4000;
/// What texts about encodings speak of.
const SPEAKING_OF_IT: [&str; 20] = [
    "mojibake",
    "utf-8",
    "utf8",
    "unicode",
    "charset",
    "character set",
    "encoding",
    "encodage",
    "codage",
    "ترميز",
    "kodlama",
    "zeichensatz",
    "zeichenkodierung",
    "codificaci",
    "latin-1",
    "latin1",
    "8859-1",
    "windows-125",
    "ascii",
    "кодировк",
];
/// Signs that may follow a capital letter because a quotation or a sentence ends.
const CLOSING: [char; 14] = [
    '\u{2018}', '\u{2019}', '\u{201a}', '\u{201c}', '\u{201d}', '\u{201e}', '\u{2013}', '\u{2014}', '\u{2026}',
    '\u{2039}', '\u{203a}', '\u{2022}', '«', '»',
];

/// Mends a text as often as it was misread. `None` where nothing is to be mended.
pub fn mend(text: &str) -> Option<String> {
    let mut mended: Option<String> = None;
    for _ in 0..LAYERS {
        let current = mended.as_deref().unwrap_or(text);
        let pages: [&CodePage; 3] = [&WESTERN, &ARABIC, &CYRILLIC];
        match pages.into_iter().find_map(|page| once(current, page)) {
            Some(next) => mended = Some(next),
            None => break,
        }
    }
    mended
}

/// How certain it is that letters were one letter of UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    Certain,
    /// A blank that doesn't break: certain where there are several, or other cases.
    Blank,
    /// Certain beside certain ones.
    Possible,
}

#[derive(Debug)]
struct Mend {
    /// Where the misread letters stand.
    start: usize,
    end: usize,
    letter: char,
    weight: Weight,
}

/// The letters of a text that can stand next to each other in misread UTF-8.
struct Run<'a> {
    text: &'a str,
    page: &'a CodePage,
    /// Where each letter begins, and the last ends.
    places: Vec<usize>,
    bytes: Vec<u8>,
}

fn once(text: &str, page: &CodePage) -> Option<String> {
    let mends = all(text, page);
    if mends.iter().all(|mend| mend.weight == Weight::Possible) {
        return None;
    }
    let spoken_of = spoken_of(text);
    let is_shown = |mend: &Mend| {
        let next = spoken_of.partition_point(|&place| place + NEAR < mend.start);
        spoken_of.get(next).is_some_and(|&place| place < mend.end + NEAR)
    };
    let mends: Vec<Mend> = mends.into_iter().filter(|mend| !is_shown(mend)).collect();
    let certain: Vec<usize> =
        mends.iter().filter(|mend| mend.weight == Weight::Certain).map(|mend| mend.start).collect();
    let blanks = mends.iter().filter(|mend| mend.weight == Weight::Blank).count();
    let mut pieces = Pieces { text, border: 0, next: 0 };
    let chosen = mends.iter().filter(|mend| match mend.weight {
        Weight::Certain => true,
        Weight::Blank => !certain.is_empty() || blanks > 2,
        Weight::Possible => {
            let (from, to) = pieces.around(mend.start);
            certain.get(certain.partition_point(|&place| place < from)).is_some_and(|&place| place < to)
        }
    });
    let (mut mended, mut end) = (String::with_capacity(text.len()), 0);
    for mend in chosen {
        mended.push_str(text.get(end..mend.start)?);
        mended.push(mend.letter);
        end = mend.end;
    }
    mended.push_str(text.get(end..)?);
    (end > 0).then_some(mended)
}

/// Pieces of text between tags and line ends, asked for in order.
struct Pieces<'a> {
    text: &'a str,
    border: usize,
    next: usize,
}

impl Pieces<'_> {
    fn around(&mut self, place: usize) -> (usize, usize) {
        while self.next <= place {
            self.border = self.next;
            let rest = self.text.get(self.next..).unwrap_or_default();
            self.next += rest.find(['<', '\n']).map_or(rest.len() + 1, |found| found + 1);
        }
        (self.border, self.next)
    }
}

/// Every place where letters of a text, read as bytes, are UTF-8.
fn all(text: &str, page: &CodePage) -> Vec<Mend> {
    let mut mends = Vec::new();
    let mut run = Run { text, page, places: Vec::new(), bytes: Vec::new() };
    for (place, letter) in text.char_indices() {
        if letter.is_ascii() && run.bytes.is_empty() {
            continue;
        }
        match page.byte(letter) {
            Some(byte) => {
                run.places.push(place);
                run.bytes.push(byte);
            }
            None if run.bytes.is_empty() => {}
            None => run.finish(place, &mut mends),
        }
    }
    run.finish(text.len(), &mut mends);
    mends
}

impl Run<'_> {
    /// Adds what was found in the run that ends here, and begins another.
    fn finish(&mut self, end: usize, mends: &mut Vec<Mend>) {
        self.places.push(end);
        let begins_letter = |pair: &[u8]| matches!(pair, [0xc2..=0xf4, 0x80..=0xbf]);
        if self.bytes.windows(2).any(begins_letter) || self.bytes.ends_with(&[0xc3]) {
            let mut at = 0;
            for chunk in self.bytes.utf8_chunks() {
                self.add_group(at, chunk.valid(), mends);
                at += chunk.valid().len();
                self.add_lost(at, chunk.invalid(), mends);
                at += chunk.invalid().len();
            }
        }
        self.places.clear();
        self.bytes.clear();
    }

    fn add_group(&self, mut at: usize, group: &str, mends: &mut Vec<Mend>) {
        let letters = group.chars().count();
        let of_script = group.chars().filter(|&c| c > '\u{24f}' && c.is_alphabetic()).count();
        let is_word = of_script >= self.page.fewest;
        for letter in group.chars() {
            let next = at + letter.len_utf8();
            if let (Some(&start), Some(&end)) = (self.places.get(at), self.places.get(next))
                && let Some(weight) = self.weigh(letter, start..end, letters, is_word)
            {
                mends.push(Mend { start, end, letter, weight });
            }
            at = next;
        }
    }

    /// What was lost on the way: of a closing quotation mark its last byte, which many encodings leave free, and of `à` the blank
    /// that doesn't break.
    fn add_lost(&self, at: usize, rest: &[u8], mends: &mut Vec<Mend>) {
        let (Some(&start), Some(&end)) = (self.places.get(at), self.places.get(at + rest.len())) else { return };
        let behind = self.text.get(end..).unwrap_or_default();
        let lost =
            if behind.starts_with(char::REPLACEMENT_CHARACTER) { char::REPLACEMENT_CHARACTER.len_utf8() } else { 0 };
        let letter = match rest {
            [0xe2, 0x80] => '\u{201d}',
            [0xc3] if behind.starts_with(' ') && !is_letter(self.before(start)) => 'à',
            _ => return,
        };
        mends.push(Mend { start, end: end + lost, letter, weight: Weight::Possible });
    }

    /// How certain it is that what stands there was one letter. `None` where it can't be.
    fn weigh(&self, letter: char, place: Range<usize>, letters: usize, is_word: bool) -> Option<Weight> {
        let (before, behind) = (self.before(place.start), self.behind(place.end));
        let alone = letters == 1 && !is_letter(before) && !is_letter(behind);
        let certain_if = |certain: bool| Some(if certain { Weight::Certain } else { Weight::Possible });
        let last = self.text.get(place.clone())?.chars().next_back()?;
        let inside_word = is_letter(before) && behind.is_some_and(char::is_lowercase);
        match letter {
            '\u{80}'..='\u{9f}' => (letters > 1).then_some(Weight::Certain),
            '\u{a0}' => Some(if before.is_some_and(char::is_uppercase) { Weight::Possible } else { Weight::Blank }),
            '©' | '®' | '£' | '°' | '§' if !is_letter(before) => {
                certain_if(!alone || behind.is_some_and(|c| c.is_ascii_digit() || c == ' '))
            }
            '\u{a1}'..='\u{bf}' => {
                certain_if(!alone && !before.is_some_and(char::is_uppercase) && !CLOSING.contains(&last))
            }
            '\u{c0}'..='\u{24f}' if self.page.fewest > 2 => certain_if(is_latin(before) || is_latin(behind)),
            '\u{c0}'..='\u{17f}' | '\u{218}'..='\u{21b}' => {
                certain_if(!alone && (inside_word || !CLOSING.contains(&last)))
            }
            // Dashes stand alone by their nature.
            '\u{2013}' | '\u{2014}' | '\u{2022}' => certain_if(before == Some(' ') && behind == Some(' ') || !alone),
            '\u{2010}'..='\u{2122}' => certain_if(!alone),
            '\u{10000}'.. => Some(Weight::Certain),
            _ if is_word => Some(Weight::Certain),
            _ => certain_if(false),
        }
    }

    fn before(&self, place: usize) -> Option<char> {
        self.text.get(..place)?.chars().next_back()
    }

    fn behind(&self, place: usize) -> Option<char> {
        self.text.get(place..)?.chars().next()
    }
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

fn is_latin(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphabetic())
}

/// Where a text speaks of encodings to its readers; what its markup and scripts say doesn't count.
fn spoken_of(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let (mut place, mut hidden) = (0, false);
    for piece in text.split_inclusive('<') {
        let markup = place > 0;
        let lower = piece.to_ascii_lowercase();
        let (tag, read) = if markup { lower.split_once('>').unwrap_or((&lower, "")) } else { ("", lower.as_str()) };
        if markup {
            hidden = ["script", "style"].iter().any(|name| tag.starts_with(name));
        }
        if !hidden && SPEAKING_OF_IT.iter().any(|word| read.contains(word)) {
            places.push(place);
        }
        place += piece.len();
    }
    places
}

#[cfg(test)]
mod tests {
    use encoding_rs::{WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};
    use proptest::prelude::*;

    use super::mend;
    use crate::source::encoding::repaired;

    const CLEAN: [&str; 24] = [
        "Le château de l’Âne où l’on déjeune à Noël, « Â » et « É », ÇA ET LÀ…",
        "NÃO À MANHÃ: “AMANHÔ disse São João. IRMÃ… CORAÇÃO – MAÇÔ",
        "Ä“ und „Ü“ sind Umlaute; »Ö« auch. Größe, Straße, Äpfel – über 20°C",
        "Señor Ñandú pidió ¿qué? ¡Olé! 5€ más… CAFɔ",
        "Þórður á Ísafirði sá ær og æðarfugl í Öxarfirði",
        "İstanbul'da ÇAĞRI ŞÖLENİ, ağaç ve ığdır",
        "Příliš žluťoučký kůň úpěl ďábelské ódy",
        "Zażółć gęślą jaźń – „ŁÓDŹ”",
        "Árvíztűrő tükörfúrógép, „Ő”",
        "Într-o zi, „Â” și „Î” – România",
        "Новости гавани: корабль ушёл в море… «РС», Рѓ",
        "Τα νέα του λιμανιού· σήμερα – «ΑΒΓ»",
        "قالت السفارة إن الميناء سيغلق أبوابه، «ظل» ط، ظ؟ عام ٢٠٢٠ – طظ",
        "چهار پرونده گم شد و ژاله گفت: پک، گچ",
        "طپش ظہیر ڈاکٹر ٹی وی پاکستان میں گھر",
        "חדשות הנמל: „שלום” – היום",
        "港の新聞 港口新闻 항구 소식",
        "Tiếng Việt: Ước mơ của tôi, ĐÂY LÀ Â Ă Ê",
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ",
        "20 Â°? Copyright © 2004 – £5, 10 € • ½",
        "Å“ et Ãœ", // Stands alone, so that it may be a sample.
        "naïve façade — “Ó”, ‘À’, É»",
        "The word â€™ appears",
        "é, è, Ã©, â€“, Â©",
    ];

    fn misread(encoding: &'static encoding_rs::Encoding, text: &str) -> String {
        encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn text_misread_as_western_is_mended_once_and_twice() {
        for text in [
            "I don’t know – the “café” in Zürich costs £5…",
            "À la mère Noël, déjà vu où l’été naît",
            "São João não é Lisboa; coração, às vezes",
            "Übergröße für Fräulein Müller – „Straße“",
            "Başbakan İstanbul’da ağaç dikti, ığdır",
            "السفارة الأمريكية في بغداد، قال الوزير",
            "Новости гавани: корабль ушёл в море",
            "Τα νέα του λιμανιού σήμερα",
            "חדשות הנמל היום",
            "港の新聞を読む",
            "Good 😀 news",
            "Copyright © 2004",
            "Home – News – Sport",
        ] {
            let once = misread(WINDOWS_1252, text);
            assert_eq!(mend(&once).as_deref(), Some(text), "{once}");
            let twice = misread(WINDOWS_1252, &once);
            assert_eq!(mend(&twice).as_deref(), Some(text), "{twice}");
        }
    }

    #[test]
    fn text_misread_as_arabic_or_cyrillic_is_mended() {
        let arabic = "السفارة الأمريكية في بغداد، قال الوزير";
        assert_eq!(mend(&misread(WINDOWS_1256, arabic)).as_deref(), Some(arabic));
        let russian = "Новости гавани: корабль ушёл в море";
        assert_eq!(mend(&misread(WINDOWS_1251, russian)).as_deref(), Some(russian));
        let french = "Le café d’été à Genève";
        assert_eq!(mend(&misread(WINDOWS_1256, french)).as_deref(), Some(french));
    }

    #[test]
    fn only_the_paragraphs_that_were_misread_are_mended() {
        let page = format!("<p>“AMANHÔ, São João</p>\n<p>{}</p>", misread(WINDOWS_1252, "Le cœur à l’été, “déjà”"));
        assert_eq!(mend(&page).as_deref(), Some("<p>“AMANHÔ, São João</p>\n<p>Le cœur à l’été, “déjà”</p>"));
    }

    #[test]
    fn what_was_lost_on_the_way_is_mended_beside_certain_cases() {
        assert_eq!(mend("â€œDonâ€™tâ€\u{fffd} he said").as_deref(), Some("“Don’t” he said"));
        assert_eq!(mend("Ã  lâ€™Ã©tÃ©").as_deref(), Some("à  l’été"));
    }

    #[test]
    fn a_text_that_shows_mojibake_keeps_it() {
        for text in [
            "If you see donâ€™t or cafÃ© the page is UTF-8 read as Latin-1.",
            "<p>What is mojibake?</p><p>It looks like cafÃ©.</p>",
            "Ø§Ù„Ø³ÙØ§Ø±Ø© تظهر هكذا إذا كان ترميز الصفحة خطأ",
        ] {
            assert_eq!(repaired(text), None, "{text}");
        }
        // What a page declares is no talk about encodings.
        let page = "<meta charset=utf-8><script>a.charset='utf-8'</script><p>donâ€™t</p>";
        assert!(mend(page).is_some_and(|mended| mended.ends_with("<p>don’t</p>")));
    }

    #[test]
    fn clean_text_in_many_languages_is_never_changed() {
        for text in CLEAN {
            assert_eq!(repaired(text), None, "{text}");
        }
        assert_eq!(repaired(&CLEAN[..20].join("\n")), None);
    }

    proptest! {
        #[test]
        fn clean_text_joined_in_any_order_is_never_changed(order in proptest::collection::vec(0_usize..20, 1..6)) {
            let text = order.iter().map(|&place| CLEAN[place]).collect::<Vec<_>>().join(" ");
            prop_assert_eq!(repaired(&text), None);
        }

        #[test]
        fn no_text_crashes_the_mending(text in "(\\PC|[ÃÂâ€™œظطРС§„©<>\u{80}-\u{ff}]){0,60}") {
            let _ = repaired(&text);
        }

        #[test]
        fn misread_words_are_mended_and_no_others(clean in 0_usize..20, word in "[a-z]{1,8}[éèçñöüãøß][a-z]{1,8}") {
            let text = format!("<p>{}</p>\n<p>{}</p>", CLEAN[clean], misread(WINDOWS_1252, &word));
            prop_assert_eq!(mend(&text), Some(format!("<p>{}</p>\n<p>{word}</p>", CLEAN[clean])));
        }
    }
}
