//! What a keeper says under `[limits]`: each limit can be lowered and raised, and what is beyond it is named with the key that raises it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use index_builder::archive::Archive;
use serde_json::Value;
use tempfile::TempDir;

/// A site with an honest page and what stands beside it.
fn site(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("site")).unwrap();
    let honest = "<title>Honest</title><p>The lighthouse keeper came to the harbour.";
    for (name, bytes) in [("honest.htm", honest.as_bytes())].iter().chain(files) {
        fs::write(folder.path().join("site").join(name), bytes).unwrap();
    }
    folder
}

/// Builds with these limits; the ids that are then found, and the problems as they are printed.
fn built(folder: &Path, limits: &str) -> (Vec<String>, Vec<String>) {
    fs::write(folder.join("site/dalil.toml"), format!("[limits]\n{limits}\n")).unwrap();
    let out = folder.join("search");
    let mut build = Command::new(env!("CARGO_BIN_EXE_dalil"));
    build.args(["build", "--json", "--cache"]).arg(folder.join("cache"));
    let told = build.arg(folder.join("site")).arg("--out").arg(&out).output().unwrap();
    let said = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(told.status.success(), "{limits}: {said}");
    let summary: Value = serde_json::from_slice(&told.stdout).unwrap();
    let mut archive = Archive::open(&out).unwrap();
    assert!(archive.article("honest.htm").article.is_some(), "{limits}");
    let mut ids = Vec::new();
    for id in ["large.htm", "large", "after", "inner", "n60"] {
        ids.extend(archive.article(id).article.map(|_| id.to_owned()));
    }
    for (id, page) in [("gz", "large.txt.gz"), ("zip", "pack.zip/inner.zip/large.txt"), ("feed", "https://x.example/1")]
    {
        ids.extend(archive.article(page).article.map(|_| id.to_owned()));
    }
    let problems = summary["report"]["problems"].as_array().unwrap().iter();
    let said = problems
        .map(|problem| format!("{}; {}", problem["reason"].as_str().unwrap(), problem["mend"].as_str().unwrap()));
    (ids, said.collect())
}

/// Whether one line says what was too much and how to have it read.
fn named(problems: &[String], what: &str, key: &str) {
    let all = problems
        .iter()
        .any(|problem| problem.contains(what) && problem.contains(&format!("limits.{key} in dalil.toml")));
    assert!(all, "{what}, {key}: {problems:#?}");
}

fn words(count: usize) -> String {
    "harbour lighthouse ".repeat(count)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_page_is_as_large_as_the_keeper_says_whatever_was_read_at_the_build_before() {
    let page = format!("<title>Large</title><p>{}", words(500));
    let folder = site(&[("large.htm", page.as_bytes())]);
    let is_read = |limits: &str| built(folder.path(), limits).0 == ["large.htm"];
    assert!(is_read(""));
    let (ids, problems) = built(folder.path(), "page = '4 KB'");
    assert!(ids.is_empty());
    named(&problems, "is larger than 4 KB", "page");
    assert!(is_read("page = '1 MB'") && !is_read(&format!("page = {}", page.len() - 1)));
    assert!(is_read(&format!("page = {}", page.len())));
}

#[test]
fn a_page_above_the_usual_limit_is_read_where_the_keeper_raises_it() {
    let page = format!("<title>Large</title><p>The council met at the bridge.{}", " ".repeat(64 << 20));
    let folder = site(&[("large.htm", page.as_bytes())]);
    let (ids, problems) = built(folder.path(), "");
    assert!(ids.is_empty());
    named(&problems, "is larger than 64 MB", "page");
    assert_eq!(built(folder.path(), "page = '65 MB'").0, ["large.htm"]);
}

#[test]
fn a_record_is_as_large_as_the_keeper_says_and_those_behind_it_are_read() {
    let line = format!(
        "{{\"id\": \"large\", \"text\": \"{}\"}}\n{{\"id\": \"after\", \"text\": \"The bridge.\"}}\n",
        words(500)
    );
    let row = format!("id,text\nlarge,{}\nafter,The bridge.\n", words(500));
    for (name, file) in [("a.jsonl", &line), ("a.csv", &row)] {
        let folder = site(&[(name, file.as_bytes())]);
        assert_eq!(built(folder.path(), "").0, ["large", "after"], "{name}");
        let (ids, problems) = built(folder.path(), "record = '2 KB'");
        assert_eq!(ids, ["after"], "{name}");
        named(&problems, "the record is larger than 2 KB", "record");
        assert_eq!(built(folder.path(), "record = '20 KB'").0, ["large", "after"], "{name}");
    }
    let long = format!("{{\"id\": \"large\", \"text\": \"The port.\"{}}}\n", " ".repeat(64 << 20));
    let folder = site(&[("a.jsonl", format!("{long}{{\"id\": \"after\", \"text\": \"The bridge.\"}}").as_bytes())]);
    let (ids, problems) = built(folder.path(), "");
    assert_eq!(ids, ["after"]);
    named(&problems, "the record is larger than 64 MB", "record");
    assert_eq!(built(folder.path(), "record = '65 MB'").0, ["large", "after"]);
}

#[test]
fn a_file_of_records_that_is_held_whole_is_as_large_as_the_keeper_says() {
    let item = format!(
        "<item><title>T</title><guid>https://x.example/1</guid><description>{}</description></item>",
        words(500)
    );
    let feed = format!("<rss version='2.0'><channel><title>F</title>{item}</channel></rss>");
    let folder = site(&[("feed.xml", feed.as_bytes())]);
    let (_, problems) = built(folder.path(), "record-file = '4 KB'");
    named(&problems, "is larger than 4 KB", "record-file");
    assert!(built(folder.path(), "record-file = '20 KB'").1.is_empty());
    let lines = format!("{{\"id\": \"large\", \"text\": \"{}\"}}\n", words(500));
    let folder = site(&[("pack.zip", &zip("a.jsonl", lines.as_bytes()))]);
    let (ids, problems) = built(folder.path(), "record-file = '4 KB'");
    assert!(ids.is_empty());
    named(&problems, "expands to more than 4 KB", "record-file");
    assert_eq!(built(folder.path(), "record-file = '20 KB'").0, ["large"]);
}

#[test]
fn what_is_packed_becomes_as_large_as_the_keeper_says() {
    let text = format!("The harbour.\n{}The bridge.", " ".repeat(3 << 20));
    let folder = site(&[("large.txt.gz", &gzip(text.as_bytes()))]);
    let (ids, problems) = built(folder.path(), "");
    assert!(ids.is_empty());
    named(&problems, "expands to more than 400 times its bytes", "expansion");
    assert_eq!(built(folder.path(), "expansion = 2000").0, ["gz"]);
    let (_, problems) = built(folder.path(), "expansion = 2000\npage = '2 MB'");
    named(&problems, "expands to more than 2 MB", "page");
}

#[test]
fn a_container_inside_another_becomes_as_large_as_the_keeper_says() {
    let mut noise = String::new();
    (0..3000_u64).for_each(|n| noise.push_str(&format!("{:x} ", n.wrapping_mul(0x9e37_79b9_7f4a_7c15))));
    let folder = site(&[("pack.zip", &zip("inner.zip", &zip("large.txt", noise.as_bytes())))]);
    assert_eq!(built(folder.path(), "").0, ["zip"]);
    let (ids, problems) = built(folder.path(), "container = '4 KB'");
    assert!(ids.is_empty());
    named(&problems, "expands to more than 4 KB", "container");
}

#[test]
fn a_title_is_as_long_and_problems_are_as_many_as_the_keeper_says() {
    let title = format!("{{\"id\": \"large\", \"title\": \"{}\", \"text\": \"The port.\"}}\n", words(60));
    let broken: String = (0..60).map(|n| format!("{{\"id\": \"n{n}\"}}\n")).collect();
    let folder = site(&[("a.jsonl", title.as_bytes()), ("b.jsonl", broken.as_bytes())]);
    let long = |limits: &str| {
        let (_, problems) = built(folder.path(), limits);
        let mut archive = Archive::open(&folder.path().join("search")).unwrap();
        (archive.article("large").article.unwrap().record.title.is_some(), problems)
    };
    let (kept, problems) = long("");
    assert!(!kept && problems.len() == 52);
    named(&problems, "the title has more than 1000 characters", "title");
    named(&problems, "10 further problems in this file", "problems");
    let (kept, problems) = long("title = 2000\nproblems = 60");
    assert!(kept && problems.len() == 60, "{}", problems.len());
    assert_eq!(long("problems = 5").1.len(), 7);
    named(&long("title = 100").1, "the title has more than 100 characters", "title");
}

#[test]
fn an_archive_can_be_filtered_by_as_many_fields_as_the_keeper_says_and_a_visitor_loads_no_more() {
    let odd =
        |n: usize| format!("{{\"id\": \"n{n}\", \"text\": \"The port.\", \"topic\": \"t\", \"odd{n:04}\": \"x\"}}\n");
    let lines: String = (0..1200).map(odd).collect();
    let folder = site(&[("a.jsonl", lines.as_bytes())]);
    let fields = |limits: &str| {
        let (_, problems) = built(folder.path(), limits);
        let manifest = fs::metadata(folder.path().join("search/manifest.js")).unwrap().len();
        let archive = Archive::open(&folder.path().join("search")).unwrap();
        let names: Vec<_> = archive.manifest().terms.facets.iter().map(|field| field.name.clone()).collect();
        assert!(names.contains(&"topic".to_owned()), "{names:?}");
        (names.iter().filter(|name| name.starts_with("odd")).count(), manifest, problems)
    };
    let (kept, _, problems) = fields("");
    assert_eq!(kept, 999);
    named(&problems, "the field \u{201c}odd0999\u{201d}, and 200 more, cannot be filtered by", "fields");
    let (few, small, _) = fields("fields = 5");
    assert_eq!(few, 4);
    let (kept, large, problems) = fields("fields = 2000");
    assert!(kept == 1200 && problems.is_empty() && small + 2000 < large, "{kept}, {small}, {large}: {problems:?}");
}
