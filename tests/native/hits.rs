//! What a hit tells of an article, from the builder to whoever asks.

use std::fs;

use dalil::search::request::Options;
use index_builder::archive::Archive;
use index_builder::article::Place;
use index_builder::command::search;

use crate::archives::{article, build, write_with};

fn place(id: &str, url: Option<&str>) -> Place {
    Place { id: id.to_owned(), page: id.to_owned(), url: url.map(str::to_owned), place: None }
}

#[test]
fn a_hit_has_its_picture_and_says_where_else_its_article_stands() {
    let mut whale = article("News/a b.htm", "2008-04-02", "Whale visits", "A whale came into the harbour.");
    whale.picture = Some("../img/whale.gif".to_owned());
    whale.also = vec![place("Mirror/a b.htm", None), place("w", Some("https://m.example/w"))];
    let mut built = build(vec![whale, article("b.htm", "", "", "No whale came.")]);
    let answer = built.archive.search("whale", &Options::default());
    let hits = serde_json::to_value(&answer.hits).unwrap();
    assert_eq!(hits[0]["picture"], "../img/whale.gif");
    let also = serde_json::json!([
        { "url": "../Mirror/a%20b.htm", "id": "Mirror/a b.htm" },
        { "url": "https://m.example/w", "id": "w" },
    ]);
    assert_eq!(hits[0]["also"], also);
    assert!(hits[1]["picture"].is_null() && hits[1]["also"] == serde_json::json!([]));
    let mut shown = Vec::new();
    search::one(built.folder.path(), "whale", &Options::default(), search::Manner::default(), &mut shown).unwrap();
    let shown = String::from_utf8(shown).unwrap();
    let lines: Vec<_> = shown.lines().filter_map(|line| line.trim().strip_prefix("also at ")).collect();
    assert_eq!(lines, ["../Mirror/a%20b.htm", "https://m.example/w"]);
}

#[test]
fn an_archive_says_what_it_is_called_and_what_its_keeper_wants_said() {
    let folder = tempfile::tempdir().unwrap();
    let notice = "Kept for study; the articles belong to those who wrote them.";
    write_with(vec![article("a.htm", "", "", "A whale.")], vec![notice.to_owned()], folder.path());
    let archive = Archive::open(folder.path()).unwrap();
    assert_eq!(archive.manifest().title.as_deref(), Some("The Harbour Archive"));
    assert_eq!(archive.manifest().notices, [notice]);
    let page = fs::read_to_string(folder.path().join("index.html")).unwrap();
    assert!(page.contains("<h1 dir=\"auto\">The Harbour Archive</h1>") && page.contains(notice));
    assert!(archive.verify().is_empty());
}

#[test]
fn a_word_in_a_line_that_counts_more_brings_its_article_up() {
    let of_weights = |weights: &[(u32, u16)]| {
        let mut one = article("a.htm", "", "", "A whale came.\nNobody saw it leave.");
        one.weights = weights.to_vec();
        let mut built = build(vec![one, article("b.htm", "", "", "A whale came.\nNobody saw it stay.")]);
        let hits = built.archive.search("whale", &Options::default()).hits;
        hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>()
    };
    assert_eq!(of_weights(&[(0, 300)]), ["a.htm", "b.htm"]);
    assert_eq!(of_weights(&[(0, 30)]), ["b.htm", "a.htm"]);
    assert_eq!(of_weights(&[(1, 300)]), of_weights(&[]));
}

#[test]
fn an_offset_behind_all_articles_finds_no_hit_however_large_it_is() {
    let mut built = build(vec![article("a.htm", "", "", "A whale came.")]);
    for (offset, limit) in [(1, 10), (1000, u32::MAX), (u32::MAX - 3, 10), (u32::MAX, u32::MAX)] {
        let options = Options { offset, limit, ..Options::default() };
        let answer = built.archive.search("whale", &options);
        assert_eq!((answer.total, answer.hits.len()), (1, 0), "{offset}");
    }
}
