//! How whole files are decoded.

use proptest::prelude::*;

use super::{declared_in_markup, decode, decode_declared, is_binary, is_utf_16};

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
fn a_picture_is_binary_and_text_is_not() {
    assert!(is_binary(&[0x89, b'P', b'N', b'G', 0xd, 0xa, 0x1a, 0xa, 0, 0, 0, 13, 1, 2, 3, 4, 5]));
    assert!(!is_binary("A line\r\nand\tanother\u{c}".as_bytes()) && !is_binary(b""));
}

#[test]
fn other_scripts_declared_as_western_are_found() {
    let page = |title: &str, text: &str| {
        format!(
            "<html><head><meta charset=iso-8859-1><title>{title}</title></head><body><p>{text}</p> CNN &copy; 2004</body></html>"
        )
    };
    for (label, title, text) in [
        ("windows-1256", "السفارة", "قال رئيس الوزراء، في بغداد"),
        ("windows-1251", "Новости", "Корабль ушёл в море"),
        ("koi8-r", "Новости", "Корабль ушел в море из гавани"),
        ("windows-1253", "Νέα", "Τα νέα του λιμανιού σήμερα"),
        ("windows-1255", "חדשות", "חדשות הנמל היום בבוקר"),
        ("windows-1254", "İstanbul", "Başbakan bugün İstanbul’da ağaç dikti ve açılışı yaptı, yağmur yağıyordu"),
        ("windows-1250", "Łódź", "Premier powiedział wczoraj w Łodzi, że rząd przyjął ustawę o wodzie"),
        ("windows-1250", "Zprávy", "Premiér dnes v Praze řekl, že vláda schválila návrh zákona o vodě"),
        ("shift_jis", "港の新聞", "今日の港は静かです。船が三隻入りました。"),
    ] {
        let page = page(title, text);
        for declared in ["iso-8859-1", "windows-1252"] {
            let decoded = decode(&encoded(label, &page), Some(declared));
            assert_eq!((decoded.text.as_str(), decoded.repaired), (page.as_str(), false), "{label} as {declared}");
        }
    }
}

#[test]
fn western_text_declared_as_western_stays() {
    for text in [
        "Éléphant à Noël, « où » l’été ÉTAIT – DÉJÀ ÇA",
        "Þórður á Ísafirði sá æðarfugl og þótti það gott, ýmislegt með því",
        "São João não é “AMANHÃ”: CORAÇÃO",
        "Größe, Äpfel, Übermut und Straße",
        "£5 © 2004 “quoted” – it’s",
    ] {
        let decoded = decode(&encoded("windows-1252", text), Some("iso-8859-1"));
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.repaired), (text, "windows-1252", false));
    }
}

#[test]
fn character_references_of_old_editors_mean_what_windows_means() {
    let page = crate::page::html::read(
        "<p>Don&#146;t &#147;go&#148; &#150; it is &#8217;fine&#8217;</p>",
        &Default::default(),
    );
    assert!(page.blocks.iter().any(|block| block.text == "Don’t “go” – it is ’fine’"), "{:?}", page.blocks);
}

#[test]
fn the_markup_is_believed_before_the_server_where_it_fits() {
    let arabic = encoded("windows-1256", ARABIC);
    assert_eq!(decode_declared(&arabic, &["windows-1256", "utf-8"]).text, ARABIC);
    assert_eq!(decode_declared(&arabic, &["utf-8", "windows-1256"]).encoding, "windows-1256");
    // A page can't be read far enough to find that it is UTF-16.
    assert_eq!(decode(&encoded("windows-1252", "Café où!"), Some("utf-16")).text, "Café où!");
}

#[test]
fn a_page_of_two_encodings_is_read_in_both() {
    let mut bytes = "<p>Naïve café, déjà vu, où l’été</p>\n<p>".as_bytes().to_vec();
    bytes.extend(encoded("windows-1256", ARABIC));
    bytes.extend("</p>\n<p>Çeşme’de öğle</p>".as_bytes());
    let decoded = decode(&bytes, Some("utf-8"));
    assert_eq!(decoded.text, format!("<p>Naïve café, déjà vu, où l’été</p>\n<p>{ARABIC}</p>\n<p>Çeşme’de öğle</p>"));
    assert!(!decoded.repaired);
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(&bytes);
    assert_eq!(decode(&marked, None).text, decoded.text);
}

#[test]
fn text_decoded_wrongly_before_it_was_saved_is_mended_and_said_to_be() {
    let decoded = decode("<p>donâ€™t</p><p>ÇáÓÝÇÑÉ</p>".as_bytes(), Some("utf-8"));
    assert_eq!((decoded.text.as_str(), decoded.repaired), ("<p>don’t</p><p>السفارة</p>", true));
    let arabic = "<p>قالت السفارة، التي أغلقت، إن الوزارة؟ نعم، ثم «لا»، وعلى العموم، انتهت.</p>";
    let words = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&encoded("windows-1256", arabic)).0.into_owned();
    let again = encoding_rs::WINDOWS_1252.decode_without_bom_handling(words.as_bytes()).0.into_owned();
    assert_eq!(decode(words.as_bytes(), None).text, arabic);
    assert_eq!(decode(again.as_bytes(), None).text, arabic);
    assert!(!decode("<p>don’t</p><p>السفارة</p>".as_bytes(), None).repaired);
}

proptest! {
    #[test]
    fn no_bytes_crash_the_decoder(bytes in proptest::collection::vec(any::<u8>(), 0..400), label in "[ -~]{0,12}") {
        let _ = (decode(&bytes, Some(&label)), declared_in_markup(&bytes), is_binary(&bytes));
    }
}
