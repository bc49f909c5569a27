use proptest::prelude::*;
use scraper::{Html, Selector};

use crate::article::Article;
use crate::problem::{Problem, Reason};
use crate::report::{Contradiction, Report, Why};

/// A report in which every field that holds somebody else's text holds this.
fn full_of(text: &str) -> Report {
    let mut report = Report::default();
    for year in ["1999", "2003"] {
        report.note_article(&Article {
            id: text.to_owned(),
            date: Some(year.to_owned()),
            source: vec![text.to_owned()],
            section: vec![text.to_owned()],
            language: Some(text.to_owned()),
            ..Article::default()
        });
    }
    report.note_article(&Article { id: text.to_owned(), ..Article::default() });
    report.note_index_page(text);
    report.note_left_out(text, Why::Noindex);
    report.note_taken_down(7);
    report.note_duplicates(text, vec![text.to_owned()]);
    let decided = Some(text.to_owned());
    report.note_contradiction(Contradiction { id: text.to_owned(), clue: text.to_owned(), decided });
    report.note_repaired(text);
    report.note_notice(text, 12);
    report.without_text.push(text.to_owned());
    report.skipped.insert(text.to_owned(), 3);
    report.encodings.insert(text.to_owned(), 2);
    report.read.insert("page", 9);
    let reason = Reason::NotJson(text.to_owned());
    report.problems.push(Problem { file: text.to_owned(), line: Some(3), reason });
    report
}

/// All elements of a page, in order, by name.
fn elements(html: &str) -> Vec<String> {
    let all = Selector::parse("*").unwrap();
    Html::parse_document(html).select(&all).map(|element| element.value().name().to_owned()).collect()
}

fn texts(html: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    Html::parse_document(html).select(&selector).map(|element| element.text().collect()).collect()
}

#[test]
fn a_file_name_with_markup_is_shown_as_it_is() {
    let name = "<script>alert('x')</script> & \"y\".htm";
    let html = full_of(name).to_html();
    assert_eq!(elements(&html), elements(&full_of("News/plain.htm").to_html()), "{html}");
    let shown = texts(&html, "td code");
    assert!(!shown.is_empty() && shown.iter().all(|shown| shown == name), "{shown:?}");
}

#[test]
fn the_page_needs_nothing_but_itself() {
    let html = full_of("https://marwan.example/a.htm").to_html();
    assert!(!["src=", "<link", "<script", "@import", "url("].iter().any(|reference| html.contains(reference)));
    let links = texts(&html, "a[href]").len();
    assert_eq!(links, html.matches("href=\"#").count());
}

#[test]
fn paths_are_read_from_left_to_right_and_names_in_their_own_direction() {
    let html = full_of("أخبار/14 n/a\u{202e}b.htm").to_html();
    assert!(html.contains(
        "<code class=\"path\" dir=\"ltr\"><bdi>أخبار</bdi>/<wbr><bdi>14 n</bdi>/<wbr><bdi>a\u{fffd}b</bdi>.htm</code>"
    ));
}

#[test]
fn every_problem_has_its_file_its_reason_and_what_mends_it() {
    let mut report = Report::default();
    let problem = |file: &str, line, reason| Problem { file: file.into(), line, reason };
    report.problems.extend([
        problem("a.jsonl", Some(2), Reason::NoText),
        problem("a.jsonl", Some(9), Reason::NoText),
        problem("b.htm", None, Reason::Binary("a PDF document")),
    ]);
    let html = report.to_html();
    let mends = texts(&html, "h3");
    assert_eq!(mends[0], "Give the file the ending it belongs to, or save it as HTML or text.");
    assert_eq!(mends[1], "Give the record a field text or html.");
    assert_eq!(mends.len(), 2);
    let rows = texts(&html, "tbody tr");
    assert_eq!(rows[0], "b.htmis a PDF document, not text");
    assert_eq!(rows[2], "a.jsonl, line 9the record has neither `text` nor `html` nor a title");
}

#[test]
fn a_long_list_is_cut_and_says_so() {
    let mut report = Report::default();
    (0..7_312).for_each(|number| report.note_index_page(&format!("{number}.htm")));
    let html = report.to_html();
    assert_eq!(texts(&html, "ul.paths > li").len(), 500);
    assert!(html.contains("The first 500 of 7,312; all are in the .json beside this page."));
    (0..7_312).for_each(|number| report.note_index_page(&format!("{number}.htm")));
    assert!(report.to_html().contains("The first 500 of 14,624; the first 10,000 are in the .json beside this page."));
}

#[test]
fn articles_by_year_are_a_picture_and_a_table() {
    let html = full_of("a.htm").to_html();
    assert_eq!(texts(&html, "svg g").len(), 5, "1999 to 2003, the empty years too");
    assert_eq!(texts(&html, "svg > title"), ["Bars from 1999 to 2003; the highest is 1999 with 1 article."]);
    let mut report = Report::default();
    for year in ["0000", "1203", "9999"] {
        report.note_article(&Article { date: Some(year.into()), ..Article::default() });
    }
    assert_eq!(texts(&report.to_html(), "svg g").len(), 100, "of many years, centuries are put together");
}

#[test]
fn an_article_that_was_taken_down_leaves_no_name() {
    let mut report = Report::default();
    report.note_taken_down(4);
    report.note_taken_down(9);
    assert!(report.to_html().contains("2 articles taken down by articles.leave-out of dalil.toml, lines 4, 9;"));
}

#[test]
fn headings_and_links_lead_through_the_page() {
    let html = full_of("a.htm").to_html();
    assert_eq!(texts(&html, "nav a"), texts(&html, "h2"));
    assert_eq!(texts(&html, "nav a").len(), 15, "each part is there");
    assert_eq!(texts(&Report::default().to_html(), "h2").len(), 0, "and none of which there is nothing");
}

proptest! {
    #[test]
    fn no_text_breaks_out_of_its_place(text in "[^/]{1,40}") {
        prop_assert_eq!(elements(&full_of(&text).to_html()), elements(&full_of("plain").to_html()));
    }
}
