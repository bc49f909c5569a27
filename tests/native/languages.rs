//! Languages: what a reader types in one of them finds its other forms, in one archive of all of them.

use std::collections::BTreeSet;

use dalil::search::answer::Answer;
use dalil::search::request::Options;
use index_builder::article::Article;
use index_builder::understanding::language::of_text;

use crate::archives::{Built, article, build};

/// Invented reports; the language of each is found by the builder.
const TEXTS: [(&str, &str); 26] = [
    ("ar-1", "التقى وزير الخارجية مصطفى الكاظمي أمس في بغداد، وقال إن الحكومة ستعلن القرار في المدرسة."),
    ("ar-2", "وأكد مسؤول كبير أن الاجتماع مع كاظمي كان قصيرا، والكاظمي لم يحضر الحفل في مدرستهم القديمة."),
    ("ar-3", "سلم المدير الرسالة للكاظمي ثم اتصل بالكاظمي مرة أخرى قبل السفر إلى البصرة وبغداد."),
    ("ar-4", "افتتحت الوزارة مكتبة جديدة في الموصل وقدمت الكتب إلى الطلاب، وقال الوزير إن العمل سيستمر."),
    ("fa-1", "رئیس جمهور در تهران گفت که کتاب‌های تازه را برای دانشگاه‌ها می‌خواهند و این کار در سال ۱۳۹۹ شروع شد."),
    ("fa-2", "نویسنده كتابي درباره بازار نوشت و این کتاب را در اصفهان منتشر کرد؛ مردم آن را خواندند."),
    ("ur-1", "وزیر اعظم نے لاہور میں کہا کہ نئی کتابوں کی ضرورت ہے اور یہ کام جلد شروع ہو گا۔"),
    ("ur-2", "لڑکے نے کتاب پڑھی اور پھر گھر چلا گیا، یہ سب کے لیے اچھی خبر تھی۔"),
    (
        "tr-1",
        "Isparta'dan gelen gül üreticileri, fiyatların düştüğünü ve bu yıl için daha çok destek istediklerini söyledi.",
    ),
    ("tr-2", "ISPARTA VE İSTANBUL ARASINDAKİ YOL BU YIL DA AÇILMADI, ÇÜNKÜ ÇALIŞMALAR DAHA BİTMEDİ."),
    ("tr-3", "Yeni kitaplar okullara gönderildi, ama istanbul için bu kadar kitap çok az olacak dediler."),
    ("zh-1", "港务局今天宣布，新的集装箱码头将于明年春天开放。中国人民银行也参加了会议。"),
    ("zh-2", "人民在广场上庆祝节日，银行关门一天。"),
    ("ja-1", "東京港の新しい埠頭は来年の春に開かれると、港湾局が発表した。ガソリンの価格も上がった。"),
    ("ja-2", "京都の寺で古い巻物が見つかった。東京から研究者が来る予定だ。"),
    ("th-1", "รัฐบาลไทยประกาศเปิดท่าเรือใหม่ที่กรุงเทพในปีหน้า น้ำท่วมทำให้งานล่าช้า"),
    ("th-2", "ชาวบ้านเชียงใหม่ปลูกข้าวในฤดูฝน และขายที่ตลาดทุกวัน"),
    ("ko-1", "정부는 부산항의 새로운 부두를 내년 봄에 개방한다고 발표했다."),
    ("ko-2", "시민들은 정부가 약속을 지켜야 한다고 말했다. 정부 관계자는 답하지 않았다."),
    ("ru-1", "В Москве открыли новый мост, и жители города говорят, что дорога до порта стала короче."),
    ("ru-2", "Жители московских городов ждали, что из Москвы приедут инженеры; это было в мае."),
    ("de-1", "Die Häuser an der Straße wurden verkauft, und die Schulen blieben für eine Woche geschlossen."),
    ("de-2", "Das Haus am Hafen ist alt, aber die Schule daneben ist neu und sehr groß geworden."),
    ("fr-1", "L'ambassade a été fermée après les élections, et les écoles ont rouvert dans toute la ville."),
    ("fr-2", "Les ambassades de la région n'ont pas répondu, mais une école a été construite pour eux."),
    ("mixed", "The minister met 习近平 in 東京 and spoke of الكاظمي and of Москва for an hour with the embassies."),
];

fn archive() -> Built {
    let of = |(id, text): (&str, &str)| Article { language: None, ..article(id, "", "", text) };
    build(TEXTS.into_iter().map(of).collect())
}

fn search(built: &mut Built, query: &str) -> Answer {
    built.archive.search(query, &Options { limit: 100, ..Options::default() })
}

/// The articles that have all of the query.
fn found(built: &mut Built, query: &str) -> BTreeSet<String> {
    let answer = search(built, query);
    answer.hits.into_iter().take(answer.total as usize).map(|hit| hit.id).collect()
}

/// Each of the queries finds just these articles.
fn assert_each_finds(built: &mut Built, queries: &[&str], ids: &[&str]) {
    let expected: BTreeSet<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    for query in queries {
        assert_eq!(found(built, query), expected, "{query}");
    }
}

#[test]
fn arabic_is_found_with_and_without_article_and_clitics_and_in_every_way_of_writing() {
    let mut built = archive();
    let kadhimi = ["الكاظمي", "والكاظمي", "بالكاظمي", "للكاظمي", "كاظمي", "الكـاظِمي", "الکاظمی", "الكاظمى"];
    assert_each_finds(&mut built, &kadhimi, &["ar-1", "ar-2", "ar-3", "mixed"]);
    assert_each_finds(&mut built, &["بغداد", "وبغداد"], &["ar-1", "ar-3"]);
    assert_each_finds(&mut built, &["مدرسة", "المدرسه", "مدرستهم"], &["ar-1", "ar-2"]);
    // Urdu has the word, too.
    assert_each_finds(&mut built, &["وزير", "الوزير"], &["ar-1", "ar-4", "ur-1"]);
}

#[test]
fn persian_and_urdu_are_found_in_every_way_of_writing() {
    let mut built = archive();
    let books = found(&mut built, "کتاب");
    for query in ["كتاب", "کتاب‌های"] {
        assert_eq!(found(&mut built, query), books, "{query}");
    }
    assert!(books.contains("fa-1") && books.contains("fa-2"), "{books:?}");
    assert_each_finds(&mut built, &["۱۳۹۹", "1399", "١٣٩٩"], &["fa-1"]);
    assert_each_finds(&mut built, &["لاہور", "لاهور"], &["ur-1"]);
}

#[test]
fn turkish_is_found_with_and_without_the_dot() {
    let mut built = archive();
    assert_each_finds(&mut built, &["ISPARTA", "ısparta", "Isparta", "isparta", "İSPARTA"], &["tr-1", "tr-2"]);
    assert_each_finds(&mut built, &["İstanbul", "istanbul", "ISTANBUL"], &["tr-2", "tr-3"]);
    assert_each_finds(&mut built, &["kitap", "kitaplar"], &["tr-3"]);
}

#[test]
fn chinese_and_japanese_are_found_by_any_part_of_a_run() {
    let mut built = archive();
    assert_each_finds(&mut built, &["码头", "集装箱码头", "集装箱"], &["zh-1"]);
    assert_each_finds(&mut built, &["人民", "银行"], &["zh-1", "zh-2"]);
    assert_each_finds(&mut built, &["人民银行"], &["zh-1"]);
    assert_each_finds(&mut built, &["東京"], &["ja-1", "ja-2", "mixed"]);
    assert_each_finds(&mut built, &["東京港"], &["ja-1"]);
    assert_each_finds(&mut built, &["ガソリン", "ｶﾞｿﾘﾝ", "カ\u{3099}ソリン"], &["ja-1"]);
    // Not the Kyoto of "Tokyo and Kyoto": letters that stand apart are no pair.
    assert_each_finds(&mut built, &["京都"], &["ja-2"]);
}

#[test]
fn thai_is_found_by_any_part_of_a_run() {
    let mut built = archive();
    assert_each_finds(&mut built, &["ท่าเรือ", "กรุงเทพ", "รัฐบาล"], &["th-1"]);
    assert_each_finds(&mut built, &["น้ำท่วม", "น้\u{e4d}\u{e32}ท่วม"], &["th-1"]);
    assert_each_finds(&mut built, &["เชียงใหม่", "ตลาด"], &["th-2"]);
    // The last letter has a sign; it is no word by itself.
    assert_eq!(search(&mut built, "เชียงใหม่").understood.missing, Vec::<String>::new());
}

#[test]
fn korean_is_found_with_and_without_particles() {
    let mut built = archive();
    assert_each_finds(&mut built, &["정부", "정부는", "정부가"], &["ko-1", "ko-2"]);
}

#[test]
fn inflections_are_found_in_each_language() {
    let mut built = archive();
    assert_each_finds(&mut built, &["города", "городов"], &["ru-1", "ru-2"]);
    assert_each_finds(&mut built, &["Москве", "москвы"], &["ru-1", "ru-2", "mixed"]);
    assert_each_finds(&mut built, &["Schule", "Schulen", "SCHULEN"], &["de-1", "de-2"]);
    assert_each_finds(&mut built, &["strasse", "Straße"], &["de-1"]);
    assert_each_finds(&mut built, &["école", "ecoles", "ÉCOLES"], &["fr-1", "fr-2"]);
    assert_each_finds(&mut built, &["l'ambassade", "ambassades"], &["fr-1", "fr-2"]);
}

#[test]
fn one_query_may_be_in_several_languages() {
    let mut built = archive();
    assert_each_finds(&mut built, &["東京 minister", "москва 習近平 OR 习近平", "الكاظمي embassies"], &["mixed"]);
}

#[test]
fn excerpts_mark_a_run_as_a_whole() {
    let mut built = archive();
    let mark = |answer: &Answer, id: &str| {
        let hit = answer.hits.iter().find(|hit| hit.id == id).unwrap();
        let marks: Vec<_> = hit.excerpt_parts.iter().filter(|part| part.mark).map(|part| part.text.clone()).collect();
        marks
    };
    let answer = search(&mut built, "集装箱码头");
    assert_eq!(mark(&answer, "zh-1"), ["集装箱码头"]);
    let answer = search(&mut built, "كاظمي");
    assert_eq!(mark(&answer, "ar-3"), ["للكاظمي", "بالكاظمي"]);
}

/// A sentence of every language that has a stemmer, as its own pages declare it.
const SENTENCES: [(&str, &str); 35] = [
    ("ar", "قال الوزير إن الميناء الجديد سيفتح في الربيع المقبل."),
    ("hy", "Նախարարն ասաց, որ նոր նավահանգիստը կբացվի գարնանը։"),
    ("eu", "Ministroak esan zuen portu berria udaberrian irekiko dutela."),
    ("ca", "Els veïns de la ciutat han demanat amb una carta que no es tanqui aquest mercat dels dissabtes."),
    ("cs", "Ministr řekl, že nový přístav bude otevřen na jaře."),
    ("da", "Ministeren sagde, at den nye havn åbner til foråret."),
    ("nl", "De minister zei dat de nieuwe haven in het voorjaar opengaat."),
    ("en", "The minister said that the new harbour would open in spring."),
    ("eo", "La ministro diris, ke la nova haveno malfermiĝos en printempo."),
    ("et", "Minister ütles, et uus sadam avatakse kevadel."),
    ("fi", "Ministeri sanoi, että uusi satama avataan keväällä."),
    ("fr", "Le ministre a dit que le nouveau port ouvrirait au printemps."),
    ("de", "Der Minister sagte, dass der neue Hafen im Frühling öffnet."),
    ("el", "Ο υπουργός είπε ότι το νέο λιμάνι θα ανοίξει την άνοιξη."),
    ("hi", "मंत्री ने कहा कि नया बंदरगाह वसंत में खुलेगा।"),
    ("hu", "A miniszter azt mondta, hogy az új kikötő tavasszal nyílik meg."),
    ("id", "Menteri mengatakan bahwa pelabuhan baru akan dibuka pada musim semi."),
    ("ga", "Dúirt an t-aire go n-osclófaí an calafort nua san earrach."),
    ("it", "Il ministro ha detto che il nuovo porto aprirà in primavera."),
    ("lt", "Ministras sakė, kad naujas uostas bus atidarytas pavasarį."),
    ("ne", "मन्त्रीले नयाँ बन्दरगाह वसन्तमा खुल्ने बताए।"),
    ("no", "Ministeren sa at den nye havnen åpner til våren."),
    ("nn", "Ministeren sa at den nye hamna opnar til våren."),
    ("fa", "وزیر گفت که بندر تازه در بهار باز خواهد شد."),
    ("pl", "Minister powiedział, że nowy port zostanie otwarty wiosną."),
    ("pt", "O ministro disse que o novo porto abrirá na primavera."),
    ("ro", "Ministrul a spus că noul port se va deschide în primăvară."),
    ("ru", "Министр сказал, что новый порт откроется весной."),
    ("sr", "Министар је рекао да ће нова лука бити отворена на пролеће."),
    ("st", "Letona le itse kou e ntjha e tla bulwa selemo."),
    ("es", "El ministro dijo que el nuevo puerto abrirá en primavera."),
    ("sv", "Ministern sade att den nya hamnen öppnar till våren."),
    ("ta", "புதிய துறைமுகம் வசந்த காலத்தில் திறக்கப்படும் என்று அமைச்சர் கூறினார்."),
    ("tr", "Bakan, yeni limanın ilkbaharda açılacağını söyledi."),
    ("yi", "דער מיניסטער האָט געזאָגט אַז דער נײַער פּאָרט װעט זיך עפֿענען."),
];

#[test]
fn every_language_that_has_stems_is_known_where_it_is_declared() {
    for (language, text) in SENTENCES {
        let text = [text; 8].join(" ");
        assert_eq!(of_text(Some(language), &text).as_deref(), Some(language));
    }
}

#[test]
fn most_languages_that_have_stems_are_known_by_a_short_text() {
    // These must be declared, or said in more words; Nynorsk is taken for the other Norwegian, which has its stems.
    let hard = ["eu", "ca", "eo", "et", "ga", "ne", "no", "nn", "st"];
    for (language, text) in SENTENCES.iter().filter(|(language, _)| !hard.contains(language)) {
        assert_eq!(of_text(None, &[*text; 8].join(" ")).as_deref(), Some(*language));
    }
}
