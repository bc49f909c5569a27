//! What the keeper says in `dalil.toml`, and what pages ask for, as whole folders show it.

use std::path::Path;

use super::tests::{articles, folder, ids, report};
use super::{Dropped, InputOptions, Reading, StoreError, read};
use crate::config::Config;
use crate::report::Why;

fn told(site: &Path, config: &str) -> Reading {
    let config = Config::parse(config, Path::new("dalil.toml")).unwrap();
    read(&[site.to_owned()], &InputOptions { config, ..InputOptions::default() }, &|_| ()).unwrap()
}

/// Every article that was understood, by id, with why it is not indexed.
fn understood(reading: &Reading) -> Vec<(String, Option<Dropped>)> {
    let mut all = Vec::new();
    let each = |article: crate::article::Article, dropped: Option<&Dropped>| {
        all.push((article.id, dropped.cloned()));
        Ok::<_, StoreError>(())
    };
    reading.for_each_understood(each).unwrap();
    all
}

fn page(number: usize, site: &str) -> String {
    format!("<title>Report {number}</title><p>{site}<h1>Report {number}</h1><p>{}", report(number))
}

#[test]
fn a_takedown_leaves_no_copy_of_the_article_and_its_name_in_no_report() {
    let pages: Vec<(String, String)> = ["one", "two"]
        .iter()
        .flat_map(|site| (0..4).map(move |number| (format!("{site}/n{number}.htm"), page(number, site))))
        .collect();
    let files: Vec<(&str, &[u8])> = pages.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let site = folder(&files);
    let found = told(site.path(), "[articles]\nleave-out = [\"two/n2.htm\"]\n");
    assert_eq!(ids(&found), ["one/n0.htm", "one/n1.htm", "one/n3.htm"]);
    assert!(understood(&found).iter().all(|(id, _)| !id.ends_with("n2.htm")));
    assert!(!found.report.to_json().contains("n2.htm") && !found.report.to_html().contains("n2.htm"));
    assert_eq!(found.report.taken_down.values().sum::<usize>(), 1);
}

#[test]
fn a_page_that_asks_search_engines_to_leave_it_out_is_understood_and_not_indexed() {
    let site = folder(&[
        ("a.htm", b"<meta name=robots content='noindex, follow'><p>The council asks nobody to read this."),
        ("b.htm", b"<p>The council asks everybody to read this."),
    ]);
    let found = told(site.path(), "");
    assert_eq!(ids(&found), ["b.htm"]);
    assert_eq!(understood(&found)[0], ("a.htm".to_owned(), Some(Dropped::Noindex)));
    assert_eq!(found.report.left_out[&Why::Noindex].total, 1);
}

#[test]
fn where_pages_mark_what_is_to_be_found_a_page_without_a_mark_is_not() {
    let site = folder(&[
        ("a.htm", b"<p>Far beside it.<div data-pagefind-body><p>The harbour was opened again.</div>"),
        ("b.htm", b"<p>The council had no mark for this page."),
    ]);
    let found = told(site.path(), "");
    assert_eq!(
        articles(&found).iter().map(|article| article.text.clone()).collect::<Vec<_>>(),
        ["The harbour was opened again."]
    );
    assert_eq!(found.report.left_out[&Why::WithoutMark].total, 1);
}

#[test]
fn a_list_of_links_is_no_article_and_dates_and_names_what_it_lists() {
    let list = b"<h1>Archive of June</h1><p>June 14, 2012<ul><li><a href='x1.htm'>Harbour Opened after Nine Months</a></ul>\
                 <p>June 20, 2012<ul><li><a href='x2.htm'>Council Counts Its Sardines Again</a><li><a href='x3.htm'>Ferry Sails without Its Captain</a></ul>";
    let text = |number: usize| format!("<p>{}", report(number));
    let texts: Vec<String> = (1..4).map(text).collect();
    let site = folder(&[
        ("list.htm", list),
        ("x1.htm", texts[0].as_bytes()),
        ("x2.htm", texts[1].as_bytes()),
        ("x3.htm", texts[2].as_bytes()),
    ]);
    let found = articles(&told(site.path(), ""));
    let said: Vec<(&str, Option<&str>, Option<&str>)> =
        found.iter().map(|a| (a.id.as_str(), a.title.as_deref(), a.date.as_deref())).collect();
    assert_eq!(
        said,
        [
            ("x1.htm", Some("Harbour Opened after Nine Months"), Some("2012-06-14")),
            ("x2.htm", Some("Council Counts Its Sardines Again"), Some("2012-06-20")),
            ("x3.htm", Some("Ferry Sails without Its Captain"), Some("2012-06-20")),
        ]
    );
    let kept = told(site.path(), "[pages]\nnot-index = [\"list.htm\"]\n");
    assert!(ids(&kept).contains(&"list.htm".to_owned()));
}

#[test]
fn a_date_in_numbers_is_read_in_the_order_of_the_archive_s_other_dates() {
    let page =
        |date: &str, number: usize| format!("<h1>Report {number} of the year</h1><p>{date}<p>{}", report(number));
    let pages: Vec<String> =
        ["30/12/2011", "25/11/2011", "03/04/2012"].iter().zip(1..).map(|(date, n)| page(date, n)).collect();
    let site =
        folder(&[("a.htm", pages[0].as_bytes()), ("b.htm", pages[1].as_bytes()), ("c.htm", pages[2].as_bytes())]);
    let dated = |config: &str| articles(&told(site.path(), config))[2].date.clone();
    assert_eq!(dated("").as_deref(), Some("2012-04-03"));
    assert_eq!(dated("[dates]\norder = \"month-first\"\n").as_deref(), Some("2012-03-04"));
    // Also under the text, as letters are dated.
    let bare = format!("<p>{}<p>{}<p>03/04/2012", report(7), report(8));
    let site = folder(&[("a.htm", pages[0].as_bytes()), ("b.htm", pages[1].as_bytes()), ("c.htm", bare.as_bytes())]);
    assert_eq!(articles(&told(site.path(), ""))[2].date.as_deref(), Some("2012-04-03"));
}

#[test]
fn the_keeper_s_dividers_divide_and_pages_are_left_whole_where_they_say_so() {
    let part =
        |number: usize| format!("<p><b>Report {number} of the day</b><p>June {number}, 2012<p>{}", report(number));
    let page = [part(1), part(2)].join("<p>+ + + Lantern + + +");
    let site = folder(&[("day.htm", page.as_bytes())]);
    let divided = told(site.path(), "[digests]\ndividers = [\"+ + + Lantern + + +\"]\n");
    assert_eq!(ids(&divided), ["day.htm", "day.htm#2"]);
    assert!(articles(&divided).iter().all(|article| !article.text.contains("Lantern")));
    assert_eq!(ids(&told(site.path(), "[digests]\nwhole = [\"day.htm\"]\n")), ["day.htm"]);
}

#[test]
fn the_keeper_s_frame_sections_and_names_win() {
    let text = format!("<h1>Harbour Opened</h1><p>Printed on blue paper<p>{}", report(1));
    let site =
        folder(&[("News/a.htm", text.as_bytes()), ("Letters/b.htm", b"<p>The council was not asked about this.")]);
    let config = "[frame]\nleave-out = [\"Printed on blue paper\"]\n[pages]\nleave-out = [\"Letters/*\"]\n\
                  [sections.paths]\n\"News/*\" = \"Reports\"\n";
    let found = told(site.path(), config);
    assert_eq!(ids(&found), ["News/a.htm"]);
    let article = &articles(&found)[0];
    assert!(!article.text.contains("blue paper"), "{}", article.text);
    assert_eq!(article.section, ["Reports"]);
    assert_eq!(found.report.left_out[&Why::DalilToml].total, 1);
}

#[test]
fn a_cache_that_cannot_be_written_is_told_and_costs_nothing_else() {
    let site = folder(&[("a.htm", b"<p>The harbour was opened again."), ("file", b"in the way")]);
    let options = InputOptions { cache: Some(site.path().join("file/cache")), ..InputOptions::default() };
    let found = read(&[site.path().join("a.htm")], &options, &|_| ()).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found.report.problems.len(), 1, "it is told once, however many files can't be written");
    assert!(
        found.report.problems[0].to_string().contains("file/cache") || cfg!(windows),
        "{}",
        found.report.problems[0]
    );
}
