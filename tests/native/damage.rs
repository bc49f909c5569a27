//! Files that are missing or damaged: what is whole is answered, what is not is named, and nothing wrong is shown.

use std::fs;
use std::path::PathBuf;

use dalil::format::envelope::Kind;
use dalil::search::request::Options;
use index_builder::archive::Archive;

use crate::archives::{Built, build, many_articles};

/// The files of each kind that an archive has.
fn files(built: &Built) -> Vec<(Kind, PathBuf)> {
    let files = built.archive.manifest().files();
    files.into_iter().map(|address| (address.kind, built.folder.path().join(address.path()))).collect()
}

fn search(built: &Built) -> dalil::search::answer::Answer {
    Archive::open(built.folder.path()).unwrap().search("harbour word77", &Options::default())
}

#[test]
fn a_missing_shard_is_named_and_the_rest_is_answered() {
    let built = build(many_articles());
    let whole = search(&built);
    for (kind, path) in files(&built) {
        if !matches!(kind, Kind::Dictionary | Kind::Primer | Kind::Articles | Kind::Facets) {
            continue;
        }
        let kept = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        let answer = search(&built);
        fs::write(&path, kept).unwrap();
        let named = answer.incomplete.iter().any(|missing| path.ends_with(missing));
        let ids =
            |answer: &dalil::search::answer::Answer| answer.hits.iter().map(|hit| hit.id.clone()).collect::<Vec<_>>();
        assert!(named || (answer.incomplete.is_empty() && ids(&answer) == ids(&whole)), "{}", path.display());
    }
    assert!(search(&built).incomplete.is_empty());
}

#[test]
fn a_damaged_file_is_never_believed_and_verify_names_exactly_it() {
    let built = build(many_articles());
    let mut seen = Vec::new();
    for (kind, path) in files(&built) {
        if seen.contains(&kind) {
            continue;
        }
        seen.push(kind);
        let kept = fs::read(&path).unwrap();
        let flipped = |at: usize| {
            let mut bytes = kept.clone();
            bytes[at] ^= 1;
            bytes
        };
        let damages = [
            Vec::new(),
            kept[..kept.len() / 2].to_vec(),
            b"<!doctype html><title>404</title>".to_vec(),
            flipped(20),
            flipped(kept.len() / 2),
            flipped(kept.len() - 8),
        ];
        for damaged in damages {
            fs::write(&path, damaged).unwrap();
            let wrong = Archive::open(built.folder.path()).unwrap().verify();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            assert!(wrong.len() == 1 && wrong[0].to_string().contains(&name), "{name}: {wrong:?}");
            let answer = search(&built);
            let is_named = |missing: &String| path.ends_with(missing);
            let lost = answer.incomplete.iter().all(|missing| kind == Kind::Primer || is_named(missing));
            assert!(lost && (answer.incomplete.is_empty() || answer.incomplete.iter().any(is_named)), "{name}");
        }
        fs::write(&path, &kept).unwrap();
    }
    assert_eq!(seen.len(), 13, "every kind of file but the manifest: {seen:?}");
    assert!(Archive::open(built.folder.path()).unwrap().verify().is_empty());
}

#[test]
fn a_swapped_shard_is_not_taken_for_the_other() {
    let built = build(many_articles());
    let shards: Vec<_> =
        files(&built).into_iter().filter(|(kind, _)| *kind == Kind::Articles).map(|(_, path)| path).collect();
    let (first, second) = (fs::read(&shards[0]).unwrap(), fs::read(&shards[1]).unwrap());
    fs::write(&shards[0], second).unwrap();
    fs::write(&shards[1], first).unwrap();
    assert_eq!(Archive::open(built.folder.path()).unwrap().verify().len(), 2);
}

#[test]
fn without_its_primer_no_article_is_shown_and_each_is_named() {
    let built = build(many_articles());
    let primer = files(&built).into_iter().find(|(kind, _)| *kind == Kind::Primer).unwrap().1;
    let whole = search(&built);
    fs::remove_file(&primer).unwrap();
    let answer = search(&built);
    assert!(answer.hits.is_empty() && answer.total == whole.total, "{answer:?}");
    let named = |kind: &str| answer.incomplete.iter().filter(|missing| missing.contains(kind)).count();
    assert_eq!(named("/primer-"), 1);
    assert!(named("/articles-") > 0 && named("/articles-") + 1 == answer.incomplete.len(), "{answer:?}");
}

#[test]
fn an_archive_of_another_format_version_is_refused_in_plain_words() {
    let built = build(many_articles());
    let manifest = built.folder.path().join("manifest.js");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replacen("dalil 1 ", "dalil 0 ", 1)).unwrap();
    let error = Archive::open(built.folder.path()).unwrap_err().to_string();
    assert!(error.contains("format version 0") && error.contains("rebuild"), "{error}");
}
