//! What a build leaves on disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use dalil::search::request::Options;
use index_builder::archive::Archive;
use index_builder::bundle::superseded::Grace;
use index_builder::command::build::{Build, run};
use index_builder::config::settings::Cache;
use jiff::SignedDuration;

use crate::archives::{article, build, many_articles, write, write_after};

/// All files of a folder, by path.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
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
    let mut listed = built.archive.paths();
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
fn what_an_open_page_still_asks_for_stays_for_a_week_and_only_so_long() {
    let folder = tempfile::tempdir().unwrap();
    let changed = || {
        let mut articles = many_articles();
        articles.push(article("new.htm", "2010-05-03", "New", "A new note about the harbour."));
        articles
    };
    let first = Grace::usual();
    let later = |hours| Grace { now: first.now + SignedDuration::from_hours(hours), ..first.clone() };
    write_after(many_articles(), folder.path(), &first);
    let old = Archive::open(folder.path()).unwrap().manifest().clone();
    let missing = || old.files().iter().filter(|file| !folder.path().join(file.path()).is_file()).count();
    let written = write_after(changed(), folder.path(), &later(1));
    assert!(missing() == 0 && written.superseded_bytes > 0 && written.new_bytes > 0, "{written:?}");
    let again = write_after(changed(), folder.path(), &later(2));
    assert_eq!((again.new_files, again.new_bytes, missing()), (0, 0, 0), "the same articles bring nothing new");
    assert!(Archive::open(folder.path()).unwrap().verify().is_empty());

    write_after(changed(), folder.path(), &later(7 * 24 + 1));
    assert!(missing() > 0);
    let full = tempfile::tempdir().unwrap();
    write(changed(), full.path());
    assert!(tree(folder.path()) == tree(full.path()), "what is left is what a full build gives");
}

/// Has all files say that they were written so many days from now.
fn date_files(folder: &Path, days: u64) {
    for name in tree(folder).into_keys() {
        let file = fs::File::options().write(true).open(folder.join(name)).unwrap();
        file.set_modified(SystemTime::now() + Duration::from_secs(days * 86_400)).unwrap();
    }
}

/// A build by a clock so many days off, over an archive whose files say that they are so many days younger.
fn newer_build_wins(clock: i64, files: u64) {
    let folder = tempfile::tempdir().unwrap();
    let first = Grace::usual();
    let days = |days: i64| Grace { now: first.now + SignedDuration::from_hours(24 * days), ..first.clone() };
    write_after(many_articles(), folder.path(), &first);
    let old = Archive::open(folder.path()).unwrap().manifest().clone();
    date_files(folder.path(), files);
    let newer = || vec![article("a.htm", "2020", "One", "The one article.")];
    write_after(newer(), folder.path(), &days(clock));
    let mut archive = Archive::open(folder.path()).unwrap();
    let wrong = archive.verify();
    assert!(wrong.is_empty(), "{clock}, {files}: {wrong:?}");
    assert_eq!(archive.search("article", &Options::default()).total, 1);
    let missing = || old.files().iter().filter(|file| !folder.path().join(file.path()).is_file()).count();
    write_after(newer(), folder.path(), &days(1));
    assert_eq!(missing(), 0, "open pages still ask for them: {clock}, {files}");
    write_after(newer(), folder.path(), &days(9));
    let full = tempfile::tempdir().unwrap();
    write(newer(), full.path());
    let left = tree(folder.path()).len() - tree(full.path()).len();
    assert_eq!(left, 0, "nothing stays for ever: {clock}, {files}");
}

#[test]
fn of_two_builds_the_later_one_wins_whatever_clock_and_files_say() {
    newer_build_wins(-9000, 0);
    newer_build_wins(0, 400);
    newer_build_wins(9000, 0);
}

#[test]
fn a_build_after_another_gives_byte_for_byte_what_a_full_build_gives() {
    let all = many_articles();
    let removed: Vec<_> = all.iter().skip(1).cloned().collect();
    let mut rewritten = all.clone();
    rewritten[7].text.push_str(" The harbour master has left.");
    let after = tempfile::tempdir().unwrap();
    for articles in [&all, &removed, &rewritten, &all] {
        let full = tempfile::tempdir().unwrap();
        write(articles.clone(), after.path());
        write(articles.clone(), full.path());
        assert!(tree(after.path()) == tree(full.path()));
    }
}

#[test]
fn a_damaged_file_of_the_archive_before_is_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    write(many_articles(), folder.path());
    let whole = tree(folder.path());
    for (name, bytes) in whole.iter().filter(|(name, _)| *name != "manifest.js").step_by(7) {
        fs::write(folder.path().join(name), &bytes[..bytes.len() / 2]).unwrap();
    }
    write(many_articles(), folder.path());
    assert!(tree(folder.path()) == whole);
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
    assert!(first.cost.rounds == 2 && first.cost.shards >= 2 && first.cost.bytes > 0, "{:?}", first.cost);
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

#[test]
fn nothing_of_an_article_that_is_taken_down_stays_for_open_pages() {
    let site = tempfile::tempdir().unwrap();
    let (input, out) = (site.path().join("articles.jsonl"), site.path().join("search"));
    let texts = ["The harbour council met.", "A secret letter about the lighthouse.", "Grain for the orchard."];
    let write_input = |texts: &[&str]| {
        let article =
            |(n, text): (usize, &&str)| serde_json::json!({"id": format!("{n}.htm"), "text": text}).to_string();
        fs::write(&input, texts.iter().enumerate().map(article).collect::<Vec<_>>().join("\n")).unwrap();
    };
    let (none, takedown) = (site.path().join("none.toml"), site.path().join("takedown.toml"));
    fs::write(&none, "").unwrap();
    fs::write(&takedown, "[articles]\nleave-out = [\"1.htm\"]\n").unwrap();
    let build = |config: &Path| {
        let (inputs, out, config) = (vec![input.clone()], out.clone(), Some(config.to_owned()));
        let build =
            Build { inputs, out, config, cache: Cache::Off, base_url: None, layout: None, purge: false, json: false };
        run(&build, &mut Vec::new()).unwrap();
    };
    write_input(&texts[..2]);
    build(&none);
    write_input(&texts);
    build(&none);
    assert!(out.join("superseded.json").is_file());
    build(&takedown);
    let listed = Archive::open(&out).unwrap().paths().len();
    assert_eq!(tree(&out).len(), listed, "only the new archive is there");
}
