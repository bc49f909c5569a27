//! Which language invented texts are in.

use super::{Spoken, languages_of, of_text, passages, settle};
use crate::article::Article;

/// One sentence or two in each language, as a short note on a page would have them.
const SHORT: [(&str, &str); 28] = [
    ("en", "The harbour was closed for a week after the storm."),
    ("fr", "Le port est resté fermé une semaine après la tempête."),
    ("de", "Der Hafen blieb nach dem Sturm eine Woche lang geschlossen."),
    ("es", "El puerto estuvo cerrado durante una semana después de la tormenta."),
    ("it", "Il porto è rimasto chiuso per una settimana dopo la tempesta."),
    ("pt", "O porto esteve fechado durante uma semana depois da tempestade."),
    ("nl", "De haven was na de storm een week lang gesloten."),
    ("sv", "Hamnen var stängd i en vecka efter stormen, och fiskarna väntade."),
    ("tr", "Liman fırtınadan sonra bir hafta boyunca kapalı kaldı ve balıkçılar bekledi."),
    ("pl", "Port był zamknięty przez tydzień po burzy, a rybacy nie wypłynęli na morze."),
    ("ro", "Portul a fost închis timp de o săptămână după furtună."),
    ("hu", "A kikötő a vihar után egy hétig zárva volt, és a halászok vártak."),
    ("id", "Pelabuhan itu ditutup selama seminggu setelah badai dan para nelayan menunggu."),
    ("fi", "Satama oli suljettu viikon ajan myrskyn jälkeen, ja kalastajat odottivat."),
    ("cs", "Přístav byl po bouři týden zavřený a rybáři se na moře nevydali."),
    ("ar", "أغلق الميناء أسبوعا بعد العاصفة وعاد الصيادون إلى البحر."),
    ("fa", "بندر پس از توفان یک هفته بسته بود و ماهیگیران به دریا بازگشتند."),
    ("ur", "طوفان کے بعد بندرگاہ ایک ہفتے تک بند رہی اور ماہی گیر انتظار کرتے رہے۔"),
    ("he", "הנמל היה סגור במשך שבוע אחרי הסערה."),
    ("ru", "Порт был закрыт на неделю после бури, и рыбаки ждали."),
    ("uk", "Порт був зачинений на тиждень після бурі, і рибалки чекали."),
    ("sr", "Лука је била затворена недељу дана након олује."),
    ("bg", "Пристанището беше затворено за една седмица след бурята."),
    ("el", "Το λιμάνι έμεινε κλειστό για μια εβδομάδα μετά την καταιγίδα."),
    ("ja", "港は嵐のあと一週間閉鎖された。"),
    ("zh", "港口在暴风雨后关闭了一个星期。"),
    ("ko", "항구는 폭풍 이후 일주일 동안 폐쇄되었다."),
    ("th", "ท่าเรือปิดเป็นเวลาหนึ่งสัปดาห์หลังพายุ"),
];

fn of(code: &str) -> &'static str {
    SHORT.iter().find(|(language, _)| *language == code).map(|(_, text)| *text).unwrap()
}

#[test]
fn one_sentence_tells_its_language() {
    let wrong: Vec<_> = SHORT.iter().filter(|(code, text)| of_text(None, text).as_deref() != Some(code)).collect();
    assert!(wrong.is_empty(), "{:?}", wrong.iter().map(|(code, text)| (code, of_text(None, text))).collect::<Vec<_>>());
}

#[test]
fn persian_with_the_letters_of_old_code_pages_is_persian() {
    let old = of("fa").replace('ی', "ي").replace('ک', "ك");
    assert_eq!(of_text(None, &old).as_deref(), Some("fa"));
    assert_eq!(of_text(None, &of("ar").replace('ي', "ی")).as_deref(), Some("ar"));
}

#[test]
fn what_says_too_little_tells_nothing() {
    for text in ["", "Ok.", "Marwan Salim 2012", "12345 !?", "Haniya, Kadhimi"] {
        assert_eq!(of_text(None, text), None, "{text}");
    }
}

#[test]
fn a_declared_language_is_kept_with_its_region() {
    assert_eq!(of_text(Some("en_gb"), of("en")).as_deref(), Some("en-GB"));
    assert_eq!(of_text(Some("pt-BR"), "Nada mais.").as_deref(), Some("pt-BR"));
    assert_eq!(of_text(Some("not a language"), of("en")).as_deref(), Some("en"));
    // A relative is too near to know better, and one sentence too short.
    assert_eq!(of_text(Some("nn"), of("sv")).as_deref(), Some("nn"));
    assert_eq!(of_text(Some("de"), of("en")).as_deref(), Some("de"));
}

#[test]
fn a_template_that_declares_another_language_is_overruled() {
    assert_eq!(of_text(Some("en-us"), of("ar")).as_deref(), Some("ar"));
    let french =
        format!("{} Les pêcheurs attendent que la mer se calme pour sortir, et ils ne sont pas contents.", of("fr"));
    assert_eq!(of_text(Some("en"), &french).as_deref(), Some("fr"));
    assert_eq!(of_text(Some("ar"), &[of("en"); 4].join(" ")).as_deref(), Some("en"));
}

#[test]
fn a_short_note_is_in_the_language_of_the_others_in_its_script() {
    let article = |text: &str| Article { text: text.to_owned(), ..Article::default() };
    let articles = [of("ar"), of("ar"), of("fr"), "Ok.", "مروان", "2012"].map(article);
    let spoken = articles.each_ref().map(Spoken::of);
    let (main, found) = settle(spoken.iter(), None);
    assert_eq!(main, "ar");
    assert_eq!(found, ["ar", "ar", "fr", "fr", "ar", "ar"]);
    assert_eq!(settle([].iter(), None).0, "en");
}

#[test]
fn an_article_followed_by_its_translation_is_in_two_languages() {
    let english = [of("en"); 6].join(" ");
    let arabic = [of("ar"); 5].join(" ");
    let text = format!("{english}\nMarwan, 2012\n{arabic}\n{}", of("ar"));
    let found = languages_of(&text);
    assert_eq!(found.iter().map(|(language, _)| language.as_str()).collect::<Vec<_>>(), ["en", "ar"]);
    assert!((found.iter().map(|(_, share)| share).sum::<f32>() - 1.0).abs() < 0.01);
    let found = passages(&text);
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].place.start, found[1].place.clone()), (0, text.find('أ').unwrap()..text.len()));
}

#[test]
fn a_quotation_makes_no_second_language() {
    let english = [of("en"); 20].join("\n");
    let text = format!("{english}\n{}\n{english}", of("fr"));
    assert_eq!(languages_of(&text).len(), 1);
    assert!(passages(&text).is_empty());
}

proptest::proptest! {
    #[test]
    fn passages_cover_any_text_or_none_of_it(parts in proptest::collection::vec((0..SHORT.len(), 1..5_usize, "\\PC{0,9}\n?"), 0..9)) {
        let text: String = parts.iter().map(|(which, times, rest)| format!("{}{rest}", SHORT[*which].1.repeat(*times))).collect();
        let found = passages(&text);
        let mut end = 0;
        for passage in &found {
            assert_eq!(passage.place.start, end);
            assert!(text.get(passage.place.clone()).is_some());
            end = passage.place.end;
        }
        assert!(found.is_empty() || end == text.len());
        assert_eq!(found.len() > 1, !found.is_empty());
    }
}
