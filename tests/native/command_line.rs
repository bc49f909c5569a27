//! The binary as a keeper meets it: what it prints, where it ends, what it leaves alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// An invented site that comes with Dalil.
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/sample");

fn dalil(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dalil")).args(arguments).output().unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The one line that a failed command says, after checking that it is one and the status is 1.
fn complaint(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn sample_archive() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("search");
    let built = json(&dalil(&["build", SAMPLE, "--out", text(&out), "--json"]));
    assert!(built["articles"].as_u64().unwrap() >= 40, "{built}");
    assert_eq!(built["report"]["problems"], Value::Array(Vec::new()));
    (folder, out)
}

fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() { files.extend(tree(&entry)) } else { files.push((entry.clone(), fs::read(&entry).unwrap())) }
    }
    files.sort();
    files
}

#[test]
fn the_sample_is_searched_in_english_and_arabic_from_old_encodings_too() {
    let (_folder, out) = sample_archive();
    let titles = |query: &str| -> Vec<String> {
        let answer = json(&dalil(&["search", text(&out), query, "--json"]));
        answer["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["title"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert!(titles("cafe meridien").iter().any(|title| title.contains("Café Méridien")), "windows-1252");
    assert!(titles("المنارة").iter().any(|title| title.contains("منارة")), "Arabic, and a form with the article");
    assert!(!titles("clock tower").is_empty());
}

#[test]
fn bad_inputs_and_outputs_end_with_one_clear_line_and_leave_the_old_archive_alone() {
    let (folder, out) = sample_archive();
    let before = tree(&out);
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    let missing = folder.path().join("not there");
    assert!(complaint(&dalil(&["build", text(&missing), "--out", text(&out)])).contains("not there"));
    assert!(complaint(&dalil(&["build", text(&empty), "--out", text(&out)])).contains("no article"));
    assert!(tree(&out) == before);
    let file = folder.path().join("a file");
    fs::write(&file, "x").unwrap();
    assert!(complaint(&dalil(&["build", SAMPLE, "--out", text(&file)])).contains("--out"));
    let below = file.join("search");
    assert!(complaint(&dalil(&["build", SAMPLE, "--out", text(&below)])).contains("can't be written"));
    assert!(complaint(&dalil(&["search", text(&empty), "x"])).contains("dalil build"));
}

#[test]
fn wrong_usage_has_a_status_of_its_own() {
    for arguments in [
        &["frobnicate"][..],
        &["build"],
        &["search", "x", "y", "--after", "yesterday"],
        &["search", "x", "y", "--filter", "News"],
    ] {
        let output = dalil(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let (_folder, out) = sample_archive();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dalil"))
        .args(["search", text(&out), "the", "--limit", "1000", "--json"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_damaged_archive_still_answers_but_says_so() {
    let (_folder, out) = sample_archive();
    let some = tree(&out).into_iter().filter(|(path, _)| path.ends_with("articles-0.js"));
    some.for_each(|(path, _)| fs::write(path, "<html>404</html>").unwrap());
    let output = dalil(&["search", text(&out), "sardines", "--json"]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(!answer["hits"].as_array().unwrap().is_empty() && !answer["incomplete"].as_array().unwrap().is_empty());
    assert!(!dalil(&["verify", text(&out)]).status.success());
}

#[test]
fn extract_shows_what_was_understood() {
    let output = dalil(&["extract", SAMPLE, "--jsonl"]);
    let lines = String::from_utf8(output.stdout).unwrap();
    let articles: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let page = articles.iter().find(|article| article["id"].as_str().unwrap().contains("Cafe Meridien")).unwrap();
    assert_eq!((page["date"].as_str(), page["section"].as_str()), (Some("2010-05-09"), Some("News")));
    assert!(articles.iter().all(|article| {
        ["text", "links", "captions", "page", "confidence"].iter().all(|field| article.get(field).is_some())
    }));
}

#[test]
fn completions_and_similar_articles_are_printed_and_an_unknown_id_is_a_clear_line() {
    let (_folder, out) = sample_archive();
    let completed = json(&dalil(&["suggest", text(&out), "clock tow", "--json"]));
    assert_eq!(completed["suggestions"][0]["text"], "clock tower");
    assert_eq!(completed["cost"]["rounds"], 1);
    let id = "News/2006/July/21 n/Clock Tower of Dar Lumeya Runs Eleven Minutes Late, Council Adjusts the City.htm";
    let similar = json(&dalil(&["similar", text(&out), id, "--json"]));
    assert!(similar["hits"].as_array().unwrap().iter().all(|hit| hit["id"] != id));
    assert!(similar["hits"][0]["title"].as_str().unwrap().contains("Clock"), "{similar}");
    assert!(complaint(&dalil(&["similar", text(&out), "nowhere.htm"])).contains("nowhere.htm"));
}
