//! The query language as data: `tests/queries/*.json`, which the module is held to as well.

use std::fs;
use std::path::Path;
use std::process::Command;

use dalil::search::request::Options;
use index_builder::archive::Archive;
use serde::Deserialize;

/// One file: an archive and what is found in it.
#[derive(Deserialize)]
struct Suite {
    config: String,
    articles: Vec<serde_json::Value>,
    cases: Vec<Case>,
}

/// A query and what it must find. What is not said may be anything.
#[derive(Deserialize)]
struct Case {
    name: String,
    query: String,
    #[serde(default)]
    typing: bool,
    /// The articles with every word, in any order.
    hits: Option<Vec<String>>,
    /// The same in this order.
    order: Option<Vec<String>>,
    /// Those after them, in any order.
    rest: Option<Vec<String>>,
    total: Option<u32>,
    missing: Option<Vec<String>>,
    /// Pairs of a word and what it was taken for.
    corrected: Option<Vec<(String, String)>>,
    /// Pairs of a word and another spelling that was searched as well; more may be.
    expanded: Option<Vec<(String, String)>>,
}

fn build(suite: &Suite, folder: &Path) -> Archive {
    let lines: Vec<_> = suite.articles.iter().map(ToString::to_string).collect();
    fs::write(folder.join("articles.jsonl"), lines.join("\n")).unwrap();
    fs::write(folder.join("dalil.toml"), &suite.config).unwrap();
    let mut dalil = Command::new(env!("CARGO_BIN_EXE_dalil"));
    dalil.current_dir(folder).args(["build", "articles.jsonl", "--config", "dalil.toml", "--out", "out", "--no-cache"]);
    let output = dalil.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Archive::open(&folder.join("out")).unwrap()
}

fn sorted(ids: &[String]) -> Vec<&str> {
    let mut ids: Vec<_> = ids.iter().map(String::as_str).collect();
    ids.sort_unstable();
    ids
}

/// What is wrong with the answer to a case.
fn wrong(archive: &mut Archive, case: &Case) -> Option<String> {
    let answer = archive.search(&case.query, &Options { typing: case.typing, limit: 100, ..Options::default() });
    let ids: Vec<String> = answer.hits.iter().map(|hit| hit.id.clone()).collect();
    let with_all = case.order.as_ref().or(case.hits.as_ref());
    // Where no article has every word, those with some are counted.
    let expected_total = case.total.or_else(|| with_all.map(|hits| hits.len() as u32));
    let (all, rest) = ids.split_at(with_all.map_or(0, Vec::len).min(ids.len()));
    let pairs = |found: &[dalil::search::answer::Replacement]| -> Vec<(String, String)> {
        found.iter().map(|replacement| (replacement.from.clone(), replacement.to.clone())).collect()
    };
    let expanded = pairs(&answer.understood.expanded);
    let holds = case.hits.as_ref().is_none_or(|hits| sorted(all) == sorted(hits))
        && case.order.as_ref().is_none_or(|order| all == order.as_slice())
        && case.rest.as_ref().is_none_or(|expected| sorted(rest) == sorted(expected))
        && expected_total.is_none_or(|total| answer.total == total)
        && case.missing.as_ref().is_none_or(|missing| answer.understood.missing == *missing)
        && case.corrected.as_ref().is_none_or(|corrected| pairs(&answer.understood.corrected) == *corrected)
        && case.expanded.as_ref().is_none_or(|wanted| wanted.iter().all(|pair| expanded.contains(pair)));
    (!holds).then(|| {
        format!("{}: {} finds {ids:?}, total {}, {:?}", case.name, case.query, answer.total, answer.understood)
    })
}

#[test]
fn every_query_finds_what_its_suite_says() {
    let suites = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/queries");
    let mut seen = 0;
    for file in fs::read_dir(suites).unwrap().map(|entry| entry.unwrap().path()) {
        let suite: Suite = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut archive = build(&suite, folder.path());
        let failures: Vec<_> = suite.cases.iter().filter_map(|case| wrong(&mut archive, case)).collect();
        assert!(failures.is_empty(), "{}:\n{}", file.display(), failures.join("\n"));
        seen += suite.cases.len();
    }
    assert!(seen > 40, "{seen} cases");
}
