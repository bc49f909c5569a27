//! What a build leaves on disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dalil::search::request::Options;
use index_builder::archive::Archive;

use crate::archives::{article, build, many_articles, write};

fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

#[test]
fn the_same_articles_give_the_same_bytes_in_any_order_and_with_any_number_of_threads() {
    let built = |threads: usize, backward: bool| {
        let folder = tempfile::tempdir().unwrap();
        let mut articles = many_articles();
        if backward {
            articles.reverse();
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| write(articles, folder.path()));
        tree(folder.path())
    };
    let one = built(1, false);
    assert!(one == built(4, false), "one thread and four give other bytes");
    assert!(one == built(2, true), "another order of the input gives other bytes");
}

#[test]
fn the_manifest_lists_exactly_the_files_that_are_there() {
    let built = build(many_articles());
    let mut listed = built.archive.manifest().paths();
    listed.sort();
    let there: Vec<_> = tree(built.folder.path()).into_keys().map(|name| name.replace('\\', "/")).collect();
    assert_eq!(listed, there);
}

#[test]
fn a_new_build_removes_what_only_the_old_one_listed_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    write(many_articles(), folder.path());
    let old = tree(folder.path());
    fs::write(folder.path().join("keep.txt"), "mine").unwrap();
    let inside = old.keys().find(|name| name.contains("dictionary-0")).unwrap();
    let inside = folder.path().join(inside).parent().unwrap().join("mine.txt");
    fs::write(&inside, "mine too").unwrap();
    write(vec![article("a.htm", "2020", "One", "article")], folder.path());
    let new = tree(folder.path());
    assert!(new.contains_key("keep.txt") && inside.is_file());
    let left = new.keys().filter(|name| old.contains_key(*name) && name.contains("terms-")).count();
    assert_eq!(left, 0);
    assert!(Archive::open(folder.path()).unwrap().verify().is_empty());
}

#[test]
fn a_change_in_an_old_month_leaves_the_other_months_files_alone() {
    let before = build(many_articles());
    let mut articles = many_articles();
    articles.push(article("new.htm", "2010-05-03", "New", "A new note about the harbour."));
    let after = build(articles);
    let segments = |built: &crate::archives::Built| {
        built.archive.manifest().segments.iter().map(|segment| segment.folder.clone()).collect::<Vec<_>>()
    };
    let (before, after) = (segments(&before), segments(&after));
    let changed: Vec<_> = after.iter().filter(|folder| !before.contains(folder)).collect();
    assert!(after.len() > 10 && changed.len() == 1 && changed[0].starts_with("2010-05-"), "{changed:?}");
}

#[test]
fn a_searchs_cost_is_that_of_an_empty_cache_whatever_was_searched_before() {
    let mut built = build(many_articles());
    let first = built.archive.search("harbour", &Options::default());
    let again = built.archive.search("harbour", &Options::default());
    assert_eq!(first.cost, again.cost);
    assert!(first.cost.rounds == 2 && first.cost.shards >= 3 && first.cost.bytes > 0, "{:?}", first.cost);
    let json = |answer| serde_json::to_string(&answer).unwrap();
    assert_eq!(json(first), json(again));
}

#[test]
fn while_typing_the_last_word_is_completed_and_otherwise_it_is_not() {
    let mut built = build(many_articles());
    let typing = Options { typing: true, ..Options::default() };
    assert!(built.archive.search("council lightho", &typing).total > 0);
    let finished = built.archive.search("council lightho", &Options::default());
    assert_eq!(finished.understood.missing, ["lightho"]);
    assert!(built.archive.search("council li", &typing).understood.missing.is_empty());
}
