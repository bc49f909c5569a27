//! Which invented texts are one article, rule by rule.

use super::{Loaded, Signature, groups};

/// Sixty words; `long` is more than three times as long.
const REPORT: &str = "The harbour of Marwan was opened again on Thursday after repairs that lasted for nine months and cost \
    the town two million crowns. Fishermen from both shores came back before noon, and the first boats went out at night. \
    Mayor Lina Haneyya thanked the workers and said that the old lighthouse stays closed until the end of this summer.";

const MORE: &str = "Traders had complained that grain from the northern valleys rotted in sheds while ships were turned \
    away to Port Salim. The council answered that nobody could have known how deep the mud had become under the eastern \
    pier, where a dredger sank in the storm of last winter. A second dredger was hired from abroad and worked by night. \
    Haneyya promised that the accounts will be laid open before the council meets again. Her opponents, led by the \
    teacher Omar Sabbagh, doubt that the money came from the reserve, and ask who signed the contract with the shipyard. \
    The shipyard declined to comment. At the market the price of fish fell for the first time since spring, and the \
    cafés along the quay were full until late. Children were allowed to ring the bell of the customs house, which had \
    been silent since the war, and an orchestra of pensioners played marches that nobody remembered.";

fn long() -> String {
    format!("{REPORT} {MORE}")
}

fn grouped(articles: &[(&str, &str)]) -> Vec<Vec<usize>> {
    let signatures: Vec<Signature> = articles.iter().map(|(title, text)| Signature::of(Some(title), text)).collect();
    groups(&signatures, &|place| loaded(articles.get(place)?))
}

fn loaded((title, text): &(&str, &str)) -> Option<Loaded> {
    Some((Some((*title).to_owned()), (*text).to_owned()))
}

fn are_one(a: &str, b: &str) -> bool {
    grouped(&[("Harbour opened", a), ("Harbour opened", b)]) == [[0, 1]]
}

#[test]
fn a_mirror_with_another_frame_is_the_same_article() {
    let mirrored = format!("Marwan News\nShare the link of this article\n{REPORT}\nAll rights reserved");
    assert!(are_one(REPORT, &mirrored));
    assert!(are_one(&format!("Home page of the Observer\n{REPORT}\nBack to the list"), &mirrored));
}

#[test]
fn quotes_dashes_accents_and_letter_forms_make_no_other_article() {
    let typed = long().replace("cafés", "cafes").replace(", ", " - ").replace("mayor", "MAYOR");
    assert!(are_one(&long(), &typed));
    let arabic = "أعلنت بلدية مروان أن الميناء القديم سيفتح أبوابه من جديد بعد إصلاحات استمرت أشهرا طويلة وكلفت المدينة \
        أموالا كثيرة وعاد الصيادون إلى البحر قبل الظهر وخرجت القوارب الأولى في الليل وشكرت رئيسة البلدية العمال وقالت \
        إن المنارة القديمة تبقى مغلقة حتى نهاية هذا الصيف وإن المجلس سيناقش الحسابات في جلسته المقبلة";
    assert!(are_one(arabic, &arabic.replace('أ', "ا").replace("القديم", "القـديم")));
}

#[test]
fn a_reprint_may_have_another_headline_another_introduction_and_a_cut_end() {
    let text = long();
    let cut = text.rfind(", and an orchestra").map(|end| format!("By Our Staff\n{}.", &text[..end])).unwrap();
    assert_eq!(grouped(&[("Harbour opened", &text), ("Boats return to Marwan", &cut)]), [[0, 1]]);
    assert!(are_one(&format!("MARWAN (Agency) - {text}"), &format!("From our correspondent in Marwan - {text}")));
}

#[test]
fn an_editor_may_correct_a_few_spellings_in_a_long_text() {
    assert!(are_one(&long(), &long().replace("Haneyya", "Haniya").replace("promised", "promissed")));
    assert!(!are_one(REPORT, &REPORT.replace("Haneyya", "Haniya")));
}

#[test]
fn another_number_is_another_article_however_long_the_text() {
    let dated = long().replace("nine months", "9 months");
    assert!(!are_one(&dated, &dated.replace("9 months", "7 months")));
    assert!(!are_one(&long(), &long().replace("nine months", "seven months")));
    assert!(!are_one(&dated.replace("two million", "1.4"), &dated.replace("two million", "14")));
    assert!(are_one(&dated.replace("two million", "2,000,000"), &dated.replace("two million", "2000000")));
}

#[test]
fn another_name_is_another_article_however_long_the_text() {
    assert!(!are_one(&long(), &long().replace("Omar Sabbagh", "Yusuf Darwish")));
    assert!(!are_one(&long(), &long().replace("Marwan", "Salwa")));
    assert!(!are_one(&long().to_uppercase(), &long().replace("Omar Sabbagh", "Yusuf Darwish").to_uppercase()));
}

#[test]
fn reports_of_one_form_with_other_facts_stay_apart() {
    let weather = |place: &str, high: u8, low: u8, wind: &str| {
        format!(
            "Weather for {place}. The day begins with mist along the coast that clears before noon. Temperatures rise to \
             {high} degrees at the shore and fall to {low} degrees in the hills at night. The wind blows from the {wind}, \
             weak at first, then fresh. Sailors are asked to listen to the harbour radio before they leave the bay."
        )
    };
    let reports: Vec<String> =
        (0..40).map(|n| weather(["Marwan", "Salim", "Qasr"][n % 3], 20 + (n / 3) as u8, 9, "west")).collect();
    let articles: Vec<(&str, &str)> = reports.iter().map(|report| ("Weather", report.as_str())).collect();
    assert_eq!(grouped(&articles), Vec::<Vec<usize>>::new());
}

#[test]
fn two_issues_of_a_serial_with_one_text_stay_apart() {
    assert_eq!(grouped(&[("Letter no. 12", REPORT), ("Letter no. 13", REPORT)]), Vec::<Vec<usize>>::new());
    assert_eq!(
        grouped(&[("Statement by Haneyya", REPORT), ("Statement by Sabbagh", REPORT)]),
        Vec::<Vec<usize>>::new()
    );
    let of = |day: &str| format!("Thursday {day} June\n{REPORT}");
    assert!(!are_one(&of("7"), &of("14")));
}

#[test]
fn different_reports_of_one_event_stay_apart() {
    let other = format!(
        "Boats left the harbour of Marwan last night for the first time in nine months. The town had paid two million \
         crowns for the repairs. {}",
        &MORE[..300]
    );
    assert!(!are_one(&long(), &other));
}

#[test]
fn a_short_text_is_the_same_only_if_every_word_is() {
    let note = "The ferry to Salim does not sail on Friday because of the storm.";
    assert!(are_one(note, "the ferry to Salim does not sail on Friday, because of the storm"));
    assert!(!are_one(note, &note.replace("of the storm", "of a storm")));
    assert_eq!(grouped(&[("Ferry", note), ("Ships", note)]), Vec::<Vec<usize>>::new());
    assert!(!are_one("", ""));
}

#[test]
fn a_short_notice_of_another_day_is_another_one() {
    let note = "Towns along the coast of Marwan celebrate the day of the sea.";
    let of = |date: Option<&str>| Signature::of(None, note).dated(date);
    let grouped = |dates: [Option<&str>; 2]| groups(&dates.map(&of), &|_| None);
    assert_eq!(grouped([Some("2012-06-14"), Some("2012-06-14T10:00:00Z")]), [[0, 1]]);
    assert!(grouped([Some("2012-06-14"), Some("2013-06-14")]).is_empty());
    let of = |date: Option<&str>| Signature::of(None, REPORT).dated(date);
    assert_eq!(groups(&[of(Some("2012-06-14")), of(Some("2013-06-14"))], &|_| None), [[0, 1]]);
}

#[test]
fn a_headline_may_be_corrected_above_a_short_text() {
    assert_eq!(
        grouped(&[("Harbour of Marwan opend again", REPORT), ("Harbour of Marwan opened again", REPORT)]),
        [[0, 1]]
    );
    assert_eq!(grouped(&[("Marwan opens 2 piers", REPORT), ("Marwan opens two piers", REPORT)]), [[0, 1]]);
    assert_eq!(grouped(&[("Boats at sea again", REPORT), ("Fishermen thank the mayor", REPORT)]), [[0, 1]]);
}

#[test]
fn small_changes_do_not_lead_from_one_article_to_another() {
    let text = long();
    let words: Vec<&str> = text.split(' ').collect();
    // Each holds enough of the next one, but the first not of the last.
    let parts: Vec<String> = [0..240, 30..240, 60..240, 90..240]
        .into_iter()
        .map(|part| words[part.start..part.end.min(words.len())].join(" "))
        .collect();
    let articles: Vec<(&str, &str)> = parts.iter().map(|part| ("", part.as_str())).collect();
    assert!(parts.windows(2).all(|pair| are_one(&pair[0], &pair[1])));
    assert!(!are_one(&parts[0], &parts[3]));
    let found = grouped(&articles);
    assert!(!found.iter().any(|group| group.contains(&0) && group.contains(&3)), "{found:?}");
}

#[test]
fn true_copies_are_found_among_many_of_one_form() {
    let form = |n: usize| format!("{} Case {n} of the registry, filed by clerk {} of ward {}.", long(), n * 7, n % 90);
    let texts: Vec<String> = (0..150).chain(0..150).map(form).collect();
    let articles: Vec<(&str, &str)> = texts.iter().map(|text| ("Registry", text.as_str())).collect();
    let mut marked = texts.clone();
    marked.iter_mut().skip(150).for_each(|text| text.insert_str(0, "Marwan Mirror\n"));
    let marked: Vec<(&str, &str)> = marked.iter().map(|text| ("Registry", text.as_str())).collect();
    assert_eq!(grouped(&articles).len(), 150);
    let found = grouped(&marked);
    assert!(found.iter().all(|group| group.len() == 2 && group[1] == group[0] + 150));
    assert_eq!(found.len(), 150);
}

#[test]
fn the_groups_do_not_depend_on_the_number_of_threads() {
    let texts: Vec<String> = (0..60).map(|n| format!("{} {}", &long()[..600 + n % 7 * 10], n % 3)).collect();
    let articles: Vec<(&str, &str)> = texts.iter().map(|text| ("", text.as_str())).collect();
    let on =
        |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| grouped(&articles));
    assert_eq!(on(1), on(7));
}

#[test]
fn what_cannot_be_loaded_stays_alone() {
    let signatures = [Signature::of(Some("A"), REPORT), Signature::of(Some("B"), REPORT)];
    assert!(groups(&signatures, &|_| None).is_empty());
}

proptest::proptest! {
    #[test]
    fn no_texts_stop_the_comparison(a in "\\PC{0,400}", b in "\\PC{0,400}") {
        let padding = MORE;
        let texts = [a.clone(), b.clone(), format!("{a} {padding}"), format!("{padding} {b}")];
        let articles: Vec<(&str, &str)> = texts.iter().map(|text| ("", text.as_str())).collect();
        let _ = grouped(&articles);
    }
}
