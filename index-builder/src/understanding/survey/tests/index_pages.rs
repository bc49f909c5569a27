//! Which pages only list others, and what they say of them.

use std::collections::BTreeSet;

use super::super::{Clue, Customs, Features, LinkClues};
use super::{Archive, HILLS, SENTENCE, frame, html_page, survey};
use crate::page::{Page, html};

fn is_index_page(customs: &Customs, (path, page): &(String, Page)) -> bool {
    customs.is_index_page(path, page, &Features::of_page(page), &frame(customs, path, page))
}

/// Whether a page alone is taken for an index page.
fn lists_links(html: &str) -> bool {
    is_index_page(&survey(&[]), &html_page("News/x.htm", html))
}

#[test]
fn lists_of_links_are_index_pages() {
    assert!(lists_links(
        "<h1>Editorial Links</h1><b>2004</b><ul><li><a href='a.htm'>A Harbour Is Not a Bathtub</a></ul>"
    ));
    let entry =
        |n: usize| format!("<p><a href='{n}.htm'>Goats of {} Elect a Speaker</a>, The Lantern, June {n}", HILLS[n]);
    let list: String = (0..9).map(entry).collect();
    assert!(lists_links(&format!("<h1>News Archives</h1><p>All that we have printed on goats.{list}")));
}

#[test]
fn teasers_with_a_link_to_more_are_index_pages() {
    let teaser = |n: usize| format!("<p><b>Goats of {}</b><p>{SENTENCE} <a href='{n}.htm'>More</a>", HILLS[n]);
    assert!(lists_links(&(0..6).map(teaser).collect::<String>()));
}

#[test]
fn pages_that_say_nothing_are_index_pages() {
    for html in [
        "",
        "<frameset><frame src='a.htm'></frameset>",
        "<title>Insert Picture</title><form>Name <input><br>Value <input></form>",
        "<title>404 Not Found</title><p>The requested goat was not found on this server, which is sorry.",
        "<title>Search</title><p>You may search our site for all goats that match words or patterns.<p>Search for:",
        "<p>The Lantern has permanently moved. You are not automatically forwarded? Click here.",
    ] {
        assert!(lists_links(html), "{html}");
    }
    assert!(is_index_page(&survey(&[]), &html_page("_borders/top.htm", &format!("<p>{SENTENCE}"))));
}

#[test]
fn an_article_with_references_is_no_index_page() {
    let references: String =
        HILLS.iter().map(|hill| format!("<li><a href='http://{hill}.example/'>On {hill}</a>")).collect();
    assert!(!lists_links(&format!("<h1>Goats</h1><p>{}<ol>{references}</ol>", [SENTENCE; 6].join(" "))));
}

#[test]
fn a_digest_of_short_reports_with_a_source_each_is_no_index_page() {
    let report = |hill: &&str| {
        format!(
            "<p><b>Goats of {hill}</b><p>{SENTENCE}<p>{SENTENCE}<p><a href='http://hnb.example/{hill}'>http://hnb.example/{hill}</a>"
        )
    };
    assert!(!lists_links(&HILLS.iter().map(report).collect::<String>()));
    let linked = |hill: &&str| {
        format!("<p><a href='http://hnb.example/{hill}'>Goats of {hill}</a><p>{SENTENCE}<p>{SENTENCE} {SENTENCE}")
    };
    assert!(!lists_links(&HILLS.iter().map(linked).collect::<String>()));
}

#[test]
fn a_list_of_books_with_descriptions_is_text() {
    let book = |hill: &&str| format!("<li><i>The Wells of {hill}</i>, by Anselm Tryde. {SENTENCE}");
    assert!(!lists_links(&format!("<ul>{}</ul>", HILLS.iter().map(book).collect::<String>())));
}

#[test]
fn a_brief_report_and_a_photograph_with_its_caption_are_no_index_pages() {
    assert!(!lists_links(&format!("<p>{SENTENCE}")));
    assert!(!lists_links("<h1>Shepherd, Nawl</h1><img src='shepherd.jpg'>"));
    assert!(!lists_links("<p>June 3, 2012<p>Goats elect speaker"));
    assert!(!lists_links(&format!("<title>Index of Wool Prices Rises - The Lantern</title><p>{SENTENCE}")));
    let photograph =
        |hill: &str| format!("<p><a href='{hill}.jpg'><img src='{hill}s.jpg'></a>{SENTENCE} <a href='#1'>1</a>");
    assert!(!lists_links(&HILLS.map(photograph).concat()));
}

#[test]
fn index_pages_lend_titles_and_dates_to_the_pages_they_link_to() {
    let list = "<title>News Archives, July 2006</title><p><b>July 14</b><ul><li><a href='14%20n\\GOATS,%20Nawl.htm'>\
                Goats of Nawl Elect a Speaker</a></ul><p><b>July 21</b>\
                <ul><li><a href='http://www.lantern.example/archive/News/2006/July/21 n/wells.htm'>Wells of Birqa Run Dry</a> \
                <a href='nowhere.htm'>Nothing at all</a></ul><p><b>Other Links</b><p><a href='24.htm'>24</a>\
                <p><a href='30.htm'>Shepherds Sing</a>, July 30, 2006";
    let text = format!("<p>{SENTENCE}");
    let archive: Archive = [
        ("News/2006/July/Archives.htm", list),
        ("News/2006/July/14 n/Goats, Nawl.htm", &text),
        ("News/2006/July/21 n/Wells.htm", &text),
        ("News/2006/July/24.htm", &text),
        ("News/2006/July/30.htm", &text),
    ]
    .map(|(path, html)| html_page(path, html))
    .into();
    let customs = survey(&archive);
    assert!(is_index_page(&customs, &archive[0]));
    let clues = LinkClues::default();
    let (path, page) = &archive[0];
    customs.collect_clues(path, page, &frame(&customs, path, page), &clues);
    let clue = |place: usize| {
        let Clue { title, date } = clues.of(&archive[place].0).unwrap_or_default();
        (title.unwrap_or_default(), date.map(|date| date.to_string()).unwrap_or_default())
    };
    assert_eq!(clue(1), ("Goats of Nawl Elect a Speaker".to_owned(), "2006-07-14".to_owned()));
    assert_eq!(clue(2), ("Wells of Birqa Run Dry".to_owned(), "2006-07-21".to_owned()));
    assert_eq!(clue(3), (String::new(), "2006-07-24".to_owned()));
    assert_eq!(clue(4), ("Shepherds Sing".to_owned(), "2006-07-30".to_owned()));
    assert_eq!(clues.of("News/2006/July/nowhere.htm"), None);
}

#[test]
fn index_pages_that_disagree_say_nothing() {
    let list = |title: &str, date: &str| format!("<h1>Links</h1><p>{date}<p><a href='goats.htm'>{title}</a>");
    let archive: Archive = [
        ("a.htm", list("Goats of Nawl Elect", "June 3, 2012")),
        ("b.htm", list("Goats of Nawl Elect a Speaker", "June 4, 2012")),
        ("goats.htm", format!("<p>{SENTENCE}")),
    ]
    .map(|(path, html)| html_page(path, &html))
    .into();
    let customs = survey(&archive);
    let clues = LinkClues::default();
    for (path, page) in &archive[..2] {
        customs.collect_clues(path, page, &frame(&customs, path, page), &clues);
    }
    let expected = Clue { title: Some("Goats of Nawl Elect a Speaker".to_owned()), date: None };
    assert_eq!(clues.of("goats.htm"), Some(expected));
}

#[test]
fn a_list_of_short_links_beside_long_dates_is_an_index_page() {
    let list: String = (3..9).map(|day| format!("<p><a href='{day} p.htm'>Photos</a> February {day}, 2010")).collect();
    let page = html::read(&format!("<p><b>Goats in Pictures, February 2010</b>{list}"), &html::Rules::default());
    let archive = vec![("photos/list.htm".to_owned(), page)];
    assert!(survey(&archive).is_index_page(
        "photos/list.htm",
        &archive[0].1,
        &Features::of_page(&archive[0].1),
        &BTreeSet::new()
    ));
}
