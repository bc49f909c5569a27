use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::article::Article;
use crate::page::path_clues::{self, PathClues};
use crate::page::{Page, html, plain_text};
use crate::understanding::assemble;

use super::divide;

fn articles_of(page: &Page, frame: &BTreeSet<usize>, path: &PathClues) -> Vec<Article> {
    let parts = divide(page, frame);
    let alone = parts.len() == 1;
    parts.into_iter().map(|part| assemble::article(page, part, path, alone, None, None).article).collect()
}

fn articles(html: &str) -> Vec<Article> {
    articles_of(&html::read(html, &html::Rules::default()), &BTreeSet::new(), &PathClues::default())
}

fn frame_of(page: &Page, is_frame: impl Fn(usize, &str) -> bool) -> BTreeSet<usize> {
    page.blocks
        .iter()
        .enumerate()
        .filter(|(place, block)| is_frame(*place, &block.text))
        .map(|(place, _)| place)
        .collect()
}

/// The page that Dalil began with lies outside the repository.
#[test]
fn the_first_page_is_two_articles() {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds/us-will-leave-baghdad-embassy.txt");
    let Ok(text) = fs::read_to_string(&seed) else {
        eprintln!("SKIPPED: the first page is not on this machine ({})", seed.display());
        return;
    };
    let page = plain_text::read(&text);
    let own_heading = page.blocks.iter().position(|block| block.text.starts_with("US Will Leave")).unwrap();
    let share = "Share the link";
    let end = page.blocks.iter().rposition(|block| block.text.starts_with(share)).unwrap();
    let frame = frame_of(&page, |place, text| place < own_heading || place >= end || text.starts_with(share));
    let path = path_clues::read("News/2020/September/28 n/US Will Leave Baghdad Embassy in 90 Days.htm");
    let found = articles_of(&page, &frame, &path);
    assert_eq!(found.len(), 2, "{found:#?}");
    let [hill, times] = found.as_slice() else { panic!() };
    assert_eq!(
        hill.title.as_deref(),
        Some("US says it will leave Baghdad embassy if Iraq doesn't rein in attacks: report")
    );
    assert_eq!(
        (hill.byline.as_slice(), hill.source.as_slice()),
        (&["Justine Coleman".to_owned()][..], &["The Hill".to_owned()][..])
    );
    assert_eq!(hill.date.as_deref(), Some("2020-09-28"));
    assert!(
        hill.text.starts_with("The U.S. told Iraq") && hill.text.ends_with("launching more strikes."),
        "{}",
        hill.text
    );
    assert_eq!(hill.links.len(), 1);
    assert!(hill.captions.iter().any(|caption| caption.starts_with("An Iraqi woman")));
    assert_eq!(times.title.as_deref(), Some("US threatens to close embassy in Baghdad"));
    assert_eq!(times.source, ["Asia Times", "AFP"]);
    assert_eq!(times.date.as_deref(), Some("2020-09-27"));
    assert!(
        times.text.starts_with("Pompeo ultimatum") && times.text.ends_with("Al-Monitor news website."),
        "{}",
        times.text
    );
    assert!(times.text.contains("\nGrowing rift\n") && times.text.contains("\nPM in hot water?\n"));
    assert_eq!(times.links, ["https://asiatimes.com/2020/09/us-threatens-to-close-embassy-in-baghdad/"]);
}

const PROSE: &str = "The council of Bir Sunnaq voted nine to eight on Monday to weigh every sardine that is landed.";
const MORE: &str = "Fishermen said that they would need more buckets, and more patience, than they had at hand.";

fn titles(html: &str) -> Vec<Option<String>> {
    articles(html).into_iter().map(|article| article.title).collect()
}

/// Two reports of the same shape, in paragraphs; what stands between braces differs.
fn two(over: &str, between: &str) -> String {
    let report = |title: &str, text: &str| format!("{}<p>{text}</p><p>{text} Again.</p>", over.replace("TITLE", title));
    format!(
        "{}{between}{}",
        report("Council Votes to Weigh Sardines", PROSE),
        report("Fishermen Ask for More Buckets", MORE)
    )
}

#[test]
fn marks_of_every_hand_between_reports_divide_them() {
    let over = "<p><b>TITLE</b></p><p>June 22, 2012</p>";
    for mark in ["***", "* * *", "---", "=====", "_____", "&bull;&bull;&bull;", "oOo", "###", "~~~"] {
        assert_eq!(
            titles(&two(over, &format!("<p align=center>{mark}</p>"))),
            [Some("Council Votes to Weigh Sardines".to_owned()), Some("Fishermen Ask for More Buckets".to_owned())],
            "{mark}"
        );
    }
}

#[test]
fn a_rule_between_dated_reports_divides_them() {
    assert_eq!(articles(&two("<h3>TITLE</h3><p>June 22, 2012</p>", "<hr>")).len(), 2);
}

#[test]
fn a_repeated_pattern_of_headline_and_dateline_divides() {
    for over in [
        "<h3>TITLE</h3><p>June 22, 2012</p>",
        "<p><b>TITLE</b><p>By Karim Dalloul",
        "<p>TITLE<p>Nawl Radio, June 22, 2012",
        "<p>[ 22/06/2012 - 11:25 AM ]<p><b>TITLE</b>",
    ] {
        assert_eq!(articles(&two(over, "")).len(), 2, "{over}");
    }
}

#[test]
fn datelines_alone_divide_where_they_say_who() {
    let found = articles(&two("<p>Asia Lantern, GHW, SEPTEMBER 27, 2020</p>", ""));
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].source, ["Asia Lantern", "GHW"]);
    assert_eq!(found[1].title, None);
    assert_eq!(found[1].text, format!("{MORE}\n{MORE} Again."));
}

#[test]
fn datelines_that_name_a_paper_nobody_knows_divide_where_their_days_are_near() {
    assert_eq!(articles(&two("<p>Mondolantern, June 22, 2012</p>", "")).len(), 2);
    let other =
        two("<p>Mondolantern, June 22, 2012</p>", "").replacen("Mondolantern, June 22, 2012", "Marwan, May 2, 1974", 1);
    assert_eq!(articles(&other).len(), 1);
}

#[test]
fn the_address_under_a_report_is_its_link_and_no_text() {
    let closing = "<p><a href='http://a.example/1'>http://a.example/1</a></p>";
    let over = format!("<p><b>TITLE</b></p><p>{PROSE} {MORE}</p>");
    let found = articles(&format!("{}{closing}", two(&over, closing)));
    assert_eq!(found.len(), 2);
    for article in found {
        assert_eq!(article.links, ["http://a.example/1"]);
        assert!(article.text.ends_with("Again."));
    }
}

#[test]
fn what_stands_over_a_report_becomes_its_fields() {
    let over = "<p><b>TITLE</b></p><p>By Mariyam Sulfat,<br>The Ferrand Courier, September 28, 2020</p>";
    let found = articles(&two(over, "<p>***"));
    let [first, second] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(first.title.as_deref(), Some("Council Votes to Weigh Sardines"));
    assert_eq!(second.title.as_deref(), Some("Fishermen Ask for More Buckets"));
    for article in [first, second] {
        assert_eq!(article.byline, ["Mariyam Sulfat"]);
        assert_eq!(article.source, ["The Ferrand Courier"]);
        assert_eq!(article.date.as_deref(), Some("2020-09-28"));
        assert!(!article.text.contains("Courier") && !article.text.contains("***"));
    }
}

#[test]
fn the_place_and_agency_that_a_text_begins_with_name_its_source_and_stay() {
    let over = "<p><b>TITLE</b></p><p>June 22, 2012</p><p>MARWAN (Harbour Times) -- The harbour was closed by goats on Friday.";
    let found = articles(&two(over, "<p>***"));
    assert_eq!(found[1].source, ["Harbour Times"]);
    assert!(found[1].text.starts_with("MARWAN (Harbour Times) --"));
}

#[test]
fn a_named_anchor_leads_to_its_report_and_a_table_of_contents_is_none() {
    let contents =
        "<p><a href='#a'>Council Votes to Weigh Sardines</a></p><p><a href='#b'>Fishermen Ask for More Buckets</a></p>";
    let one = format!(
        "<p><a name=a></a><b>Council Votes to Weigh Sardines</b></p><p>June 22, 2012</p><p>{PROSE}</p><p>{MORE}</p>"
    );
    let two = format!(
        "<hr><p><a name=b></a><b>Fishermen Ask for More Buckets</b></p><p>June 22, 2012</p><p>{MORE}</p><p>{PROSE}</p>"
    );
    let found = articles(&format!("<h2>Bulletin of the Day</h2>{contents}{one}{two}"));
    let places: Vec<_> = found.iter().map(|article| article.place.as_deref()).collect();
    assert_eq!(places, [Some("a"), Some("b")]);
    assert!(found.iter().all(|article| !article.text.contains("Bulletin") && article.text.lines().count() == 2));
}

#[test]
fn the_pages_own_heading_dates_reports_that_say_no_day_and_is_in_none() {
    let html = format!(
        "<p><b>Sardines and Buckets in the News of the Gulf</b></p><p>June 22, 2012</p>{}",
        two("<p><b>TITLE</b></p><p>By Karim Dalloul</p>", "<p>***</p>")
    );
    let found = articles(&html);
    assert_eq!(found.len(), 2);
    for article in found {
        assert_eq!(article.date.as_deref(), Some("2012-06-22"));
        assert!(!article.text.contains("in the News"));
    }
}

#[test]
fn pictures_stay_with_the_report_they_stand_in() {
    let html =
        two("<p><b>TITLE</b></p><p>June 22, 2012</p><p><img src=a.jpg alt='TITLE, in one picture'></p>", "<p>***</p>");
    let captions: Vec<_> = articles(&html).into_iter().map(|article| article.captions).collect();
    assert_eq!(
        captions,
        [["Council Votes to Weigh Sardines, in one picture"], ["Fishermen Ask for More Buckets, in one picture"]]
    );
}

#[test]
fn a_report_keeps_its_sub_headings() {
    let over = format!(
        "<p><b>TITLE</b></p><p>Nawl Radio, June 22, 2012</p><p>{PROSE}<p><b>Growing rift</b><p>{MORE}<p><b>Goats in hot water?</b>"
    );
    let found = articles(&two(&over, "<p>***"));
    assert_eq!(found.len(), 2);
    assert!(
        found.iter().all(
            |article| article.text.contains("\nGrowing rift\n") && article.text.contains("\nGoats in hot water?\n")
        )
    );
}

/// Pages with one article, of which each looks as if it had several.
#[test]
fn what_stands_inside_one_article_divides_nothing() {
    let head = "<h2>The Harbour in Words and Figures</h2><p>By Huda Kasmiri, The Ferrand Courier, June 22, 2012</p>";
    let (p, q) = (format!("<p>{PROSE}</p><p>{MORE}</p>"), format!("<p>{MORE}</p><p>{PROSE}</p>"));
    for (what, body) in [
        ("scene breaks", format!("{p}<p>***</p>{q}<p>***</p>{p}")),
        ("rules", format!("{p}<hr>{q}<hr>{p}")),
        (
            "sub-headings",
            format!(
                "{p}<h3>The dispute over the wells of the valley</h3>{q}<h3>What the ministry says to that</h3>{p}"
            ),
        ),
        (
            "sub-headings behind rules",
            format!(
                "{p}<hr><h3>The dispute over the wells of the valley</h3>{q}<hr><h3>What the ministry says to that</h3>{p}"
            ),
        ),
        (
            "sections behind stars",
            format!(
                "{p}<p>***</p><p><b>The dispute over the wells of the valley</b></p>{q}<p>***</p><p><b>What the ministry says to that now</b></p>{p}"
            ),
        ),
        (
            "entries of a chronology",
            format!("{p}<p>June 3, 2001: {MORE}</p><p>June 9, 2001: {PROSE}</p><p>July 1, 2001: {MORE}</p>"),
        ),
        (
            "days of a chronology",
            format!("{p}<p><b>June 3, 2001</b></p>{q}<p><b>June 9, 2001</b></p>{p}<p><b>July 1, 2001</b></p>{q}"),
        ),
        (
            "days and events",
            format!(
                "{p}<p>June 3, 2001</p><p><b>The first well is opened</b></p>{q}<p>July 9, 2001</p><p><b>The second one follows it</b></p>{p}<p>July 19, 2001</p><p><b>The third one is found dry</b></p>{q}"
            ),
        ),
        (
            "a letter",
            format!(
                "{p}<p>Bir Sunnaq, June 3, 1974</p><p>Dear Madam, the boat has left without your parcel, and I remain on the pier with it.</p>{q}"
            ),
        ),
        (
            "a quotation",
            format!("{p}<blockquote><p>The Ferrand Courier, June 3, 1974</p><p>{MORE}</p></blockquote>{q}"),
        ),
        (
            "a list",
            format!("{p}<ul><li>Nawl Radio, June 3, 2011<li>{PROSE}<li>Harbour Times, June 4, 2011<li>{MORE}</ul>{q}"),
        ),
        (
            "a table",
            format!(
                "{p}<table><tr><td>June 3, 2011</td><td>{PROSE}</td></tr><tr><td>June 4, 2011</td><td>{MORE}</td></tr></table>{q}"
            ),
        ),
        (
            "questions and answers",
            format!(
                "<p><b>Q: When did the goats first lie down on it?</b></p>{p}<p><b>Q: And what did the ministry say to them?</b></p>{q}"
            ),
        ),
        (
            "footnotes",
            format!(
                "{p}{q}<hr><p><b>Notes</b></p><p>[1] http://register.example/1931</p><p>[2] Harbour Times, June 3, 2011.</p>"
            ),
        ),
        ("a signature", format!("{p}{q}<p>Huda Kasmiri is a writer in Ferrand.</p><p>June 22, 2012</p>")),
        (
            "comments",
            format!(
                "{p}{q}<h3>2 comments</h3><p>Adel Farraj, June 23, 2012 10:30</p><p>{MORE}</p><p>Rahma Saleel, June 24, 2012 11:30</p><p>{PROSE}</p>"
            ),
        ),
        (
            "announcements",
            format!(
                "{p}{q}<p><b><a href=http://a.example/b>Ferry of Ras Lamda Returns at Last</a></b></p><p>Nawl Radio, June 22, 2012</p><p>The ferry left on Tuesday ...</p>"
            ),
        ),
        ("days of a journal", format!("{p}<p>June 3, 2001</p>{q}<p>June 4, 2001</p>{p}<p>June 5, 2001</p>{q}")),
        (
            "chapters",
            format!(
                "{p}<p>***</p><p><b>Chapter Two: In Which the Goats Return</b></p>{q}<p>***</p><p><b>Chapter Three: The Goats Stay for Good</b></p>{p}"
            ),
        ),
    ] {
        let found = articles(&format!("{head}{body}"));
        assert_eq!(found.len(), 1, "{what}: {found:#?}");
        assert_eq!(found[0].date.as_deref(), Some("2012-06-22"), "{what}");
        assert_eq!(found[0].byline, ["Huda Kasmiri"], "{what}");
    }
}

#[test]
fn the_first_report_has_the_headline_nearest_to_it_and_not_the_pages() {
    let over =
        "<p>TITLE</p><p>MARWAN, June 22, 2012 (WAFA) - The harbour was closed by goats on Friday, and stays closed.";
    let html = format!("<p><b>Sardines and Buckets in the News</b></p><p>June 22, 2012</p>{}", two(over, ""));
    let found = titles(&html);
    assert_eq!(
        found,
        [Some("Council Votes to Weigh Sardines".to_owned()), Some("Fishermen Ask for More Buckets".to_owned())]
    );
}

#[test]
fn the_section_and_month_over_a_headline_are_no_text() {
    let html =
        format!("<p>Editorials, September 2004</p><p><b>A Harbour Is Not a Bathtub</b></p><p>{PROSE}</p><p>{MORE}</p>");
    assert_eq!(articles(&html)[0].text, format!("{PROSE}\n{MORE}"));
}

#[test]
fn the_frame_is_in_no_article() {
    let html = format!(
        "<p>Archives of the Lantern</p>{}<p>Share this page with your friends</p>",
        two("<h3>TITLE</h3><p>June 22, 2012</p>", "<p>***")
    );
    let page = html::read(&html, &html::Rules::default());
    let frame = frame_of(&page, |_, text| text.starts_with("Archives") || text.starts_with("Share"));
    let found = articles_of(&page, &frame, &PathClues::default());
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|article| !article.text.contains("Share") && !article.text.contains("Archives")));
}

#[test]
fn a_dateline_that_many_pages_share_is_still_an_articles() {
    let page = html::read(&two("<h3>TITLE</h3><p>Nawl Radio, June 22, 2012</p>", ""), &html::Rules::default());
    let frame = frame_of(&page, |_, text| text.starts_with("Nawl Radio"));
    let found = articles_of(&page, &frame, &PathClues::default());
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].source, ["Nawl Radio"]);
}

#[test]
fn pages_of_nothing_but_heads_are_read_however_long_they_are() {
    for line in [
        "***",
        "June 22, 2012",
        "By Karim Dalloul",
        "Reuters",
        "http://a.example/b",
        "Ferry Returns to the Old Harbour",
    ] {
        let text = format!("{PROSE}\n\n{}{PROSE}", format!("{line}\n\nNews of the day\n\n").repeat(20_000));
        let page = plain_text::read(&text);
        assert!(!divide(&page, &BTreeSet::new()).is_empty(), "{line}");
    }
}

#[test]
fn a_page_without_text_has_no_article() {
    assert!(articles("<p><hr><p>***").is_empty());
    assert!(articles("").is_empty());
}

proptest! {
    #[test]
    fn every_line_of_any_page_is_in_one_article_at_most(lines in proptest::collection::vec(
        prop_oneof![
            Just("***".to_owned()), Just("June 22, 2012".to_owned()), Just("By Karim Dalloul".to_owned()), Just(PROSE.to_owned()),
            Just("Nawl Radio, June 22, 2012".to_owned()), Just("http://a.example/b".to_owned()), Just("Ferry Returns to the Old Harbour".to_owned()),
            Just(MORE.to_owned()), "\\PC{0,40}",
        ], 0..40,
    )) {
        let page = plain_text::read(&lines.join("\n\n"));
        let mut seen = BTreeSet::new();
        for part in divide(&page, &BTreeSet::new()) {
            prop_assert!(part.lines.is_sorted());
            for place in part.lines.iter().chain(&part.fields) {
                prop_assert!(*place < page.blocks.len() && seen.insert(*place), "{place} is in two articles");
            }
        }
    }
}
