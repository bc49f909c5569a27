//! What is kept from build to build, as whole folders show it: it is used, and only where all is as it was.

use std::fs;
use std::path::Path;

use super::tests::{articles, folder, report};
use super::{InputOptions, Reading, read};
use crate::cache::{Cached, Keeping};
use crate::config::Config;

fn with_cache(folder: &Path, cache: &Path) -> Reading {
    told(folder, Some(cache), "")
}

fn told(folder: &Path, cache: Option<&Path>, config: &str) -> Reading {
    let config = Config::parse(config, Path::new("dalil.toml")).unwrap();
    let options = InputOptions { cache: cache.map(Path::to_owned), config, ..InputOptions::default() };
    read(&[folder.to_owned()], &options, &|_| ()).unwrap()
}

#[test]
fn a_page_that_has_not_changed_is_not_read_again_and_says_the_same() {
    let site = folder(&[
        ("a.htm", b"<title>One</title><p>These are old words."),
        ("b.htm", b"<p>These are other words."),
        ("c.md", b"---\na: [\n---\nText"),
    ]);
    let cache = tempfile::tempdir().unwrap();
    let first = with_cache(site.path(), cache.path());
    let kept = || ["pages", "articles"].map(|file| fs::read(cache.path().join(file)).unwrap());
    let before = kept();
    let second = with_cache(site.path(), cache.path());
    assert_eq!(articles(&first), articles(&second));
    assert_eq!(first.report.problems, second.report.problems, "what is wrong is said again");
    assert_eq!(before, kept());
    fs::write(site.path().join("a.htm"), "<title>One</title><p>These are new words.").unwrap();
    assert!(articles(&with_cache(site.path(), cache.path()))[0].text.contains("new words"));
}

#[test]
fn what_is_kept_is_what_the_next_build_takes_unless_it_was_changed_from_without() {
    for (cached, file, also) in [(Cached::Pages, "pages", Some("articles")), (Cached::Articles, "articles", None)] {
        let site = folder(&[("a.htm", b"<p>These are the words of the page.")]);
        let cache = tempfile::tempdir().unwrap();
        with_cache(site.path(), cache.path());
        let file = cache.path().join(file);
        let mut kept = fs::read(&file).unwrap();
        let key = kept.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        let key = u128::from_le_bytes(kept[key..key + 16].try_into().unwrap());
        let read = Keeping::begin(Some(cache.path()), cached).get(key).unwrap();
        let place = kept.windows(5).position(|bytes| bytes == b"words").unwrap();
        kept[place..place + 5].copy_from_slice(b"nouns");
        fs::write(&file, kept).unwrap();
        let text = || {
            // An article that is kept would hide what is kept of its page.
            also.into_iter().for_each(|also| fs::remove_file(cache.path().join(also)).unwrap());
            articles(&with_cache(site.path(), cache.path()))[0].text.clone()
        };
        assert_eq!(text(), "These are the words of the page.", "{cached:?}");
        let keeping = Keeping::begin(Some(cache.path()), cached);
        let place = read.windows(5).position(|bytes| bytes == b"words").unwrap();
        keeping.add(key, &[&read[..place], b"nouns", &read[place + 5..]].concat());
        assert_eq!(keeping.finish(), None);
        assert_eq!(text(), "These are the nouns of the page.", "{cached:?}");
    }
}

/// Reads a folder before and after a change around one of its pages; that page says something else then, kept or not.
fn changes(page: &str, before: (&[(&str, &str)], &str), after: (&[(&str, &str)], &str)) {
    let (site, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let read = |(files, config): (&[(&str, &str)], &str), cache| {
        files.iter().for_each(|(name, text)| fs::write(site.path().join(name), text).unwrap());
        told(site.path(), cache, config)
    };
    let of_page = |found: &Reading| {
        let of_page = articles(found).into_iter().filter(|article| article.page == page);
        of_page.collect::<Vec<_>>()
    };
    let first = read(before, Some(cache.path()));
    let (kept, anew) = (read(after, Some(cache.path())), read(after, None));
    assert_ne!(of_page(&first), of_page(&anew), "the change around {page} changes nothing");
    assert_eq!(articles(&kept), articles(&anew));
}

fn page(number: usize, before: &str) -> String {
    format!("<title>Report {number}</title><h1>Report {number}</h1>{before}<p>{}", report(number))
}

#[test]
fn a_line_that_further_pages_make_a_part_of_the_frame_is_taken_out_of_a_page_that_is_kept() {
    let line = "<p>Printed on the blue paper of the old press";
    let pages: Vec<String> = (0..9).map(|number| page(number, line)).collect();
    let names: Vec<String> = (0..9).map(|number| format!("p{number}.htm")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(pages.iter().map(String::as_str)).collect();
    changes("p0.htm", (&files[..1], ""), (&files[1..], ""));
}

#[test]
fn the_name_of_the_site_is_taken_out_of_the_title_of_a_page_that_is_kept() {
    let named = |number: usize| format!("<title>Report {number} - The Lantern</title><p>{}", report(number));
    let pages: Vec<String> = (0..9).map(named).collect();
    let names: Vec<String> = (0..9).map(|number| format!("p{number}.htm")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(pages.iter().map(String::as_str)).collect();
    changes("p0.htm", (&files[..1], ""), (&files[1..], ""));
}

#[test]
fn an_index_page_that_comes_later_dates_and_names_a_page_that_is_kept() {
    let list = "<h1>Archive of June</h1><p>June 14, 2012<ul><li><a href='a.htm'>Harbour Opened after Nine Months</a></ul>\
                <p>June 20, 2012<ul><li><a href='b.htm'>Council Counts Its Sardines Again</a>\
                <li><a href='c.htm'>Ferry Sails without Its Captain</a></ul>";
    let texts: Vec<String> = (1..4).map(|number| format!("<p>{}", report(number))).collect();
    let pages = [("a.htm", texts[0].as_str()), ("b.htm", &texts[1]), ("c.htm", &texts[2])];
    changes("a.htm", (&pages, ""), (&[("list.htm", list)], ""));
}

#[test]
fn dates_in_numbers_of_a_page_that_is_kept_are_read_in_the_order_that_others_show() {
    let pages = [page(1, "<p>03/04/2012"), page(2, "<p>30/12/2011"), page(3, "<p>25/11/2011")];
    changes("a.htm", (&[("a.htm", &pages[0])], ""), (&[("b.htm", &pages[1]), ("c.htm", &pages[2])], ""));
}

#[test]
fn what_the_keeper_says_of_a_page_that_is_kept_is_heard() {
    let part =
        |number: usize| format!("<p><b>Report {number} of the day</b><p>June {number}, 2012<p>{}", report(number));
    let parts = [part(1), part(2)];
    let (digest, divided) = (parts.join("<p>+ + + Lantern + + +"), parts.join("<hr>"));
    let says = |page: &str, config: &str| changes("a.htm", (&[("a.htm", page)], ""), (&[], config));
    says(&digest, "[digests]\ndividers = [\"+ + + Lantern + + +\"]\n");
    says(&divided, "[digests]\nwhole = [\"a.htm\"]\n");
    says(&page(1, "<p>03/04/2012"), "[dates]\norder = \"month-first\"\n");
    says(&page(1, "<p>June 3, 2012"), "[dates]\nlatest = 2011\n");
    says(&page(1, "<p>Printed on blue paper"), "[frame]\nleave-out = [\"Printed on blue paper\"]\n");
    says(&page(1, ""), "[sections.paths]\n\"a.htm\" = \"Reports\"\n");
}

#[test]
fn copies_are_found_among_kept_pages_where_they_were_not_looked_for_before() {
    let files = [("a.htm", page(1, "")), ("b.htm", page(1, ""))];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    changes("b.htm", (&files, "[duplicates]\nfind = false\n"), (&[], ""));
}

#[test]
fn a_page_that_moved_is_dated_by_the_path_it_has_now() {
    let cache = tempfile::tempdir().unwrap();
    let text = page(1, "");
    let read = |path: &str| {
        let site = folder(&[(path, text.as_bytes())]);
        articles(&with_cache(site.path(), cache.path())).remove(0).date
    };
    assert_eq!(read("2011/05/30/a.htm").as_deref(), Some("2011-05-30"));
    assert_eq!(read("2012/06/14/a.htm").as_deref(), Some("2012-06-14"));
}
