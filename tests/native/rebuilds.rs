//! Whatever changes between two builds: the second, over the first one's folder and with its cache, gives what a full one gives.

use std::fs;
use std::path::Path;

use index_builder::command::build::{Build, run};
use index_builder::config::settings::Cache;
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};

use crate::output::tree;

const WORDS: [&str; 10] =
    ["harbour", "Harbours", "grain", "Kadhemi", "Kadhimi", "council", "flooded", "café", "market", "lighthouse"];

/// What a keeper does to an archive.
#[derive(Clone, Debug)]
enum Change {
    Add(Vec<Record>),
    Rewrite(usize, Record),
    Remove(usize),
    Nothing,
}

/// An article: month, day (none where 0), and its words.
type Record = (u32, u32, Vec<usize>);

fn record() -> impl Strategy<Value = Record> {
    (0..40_u32, 0..29_u32, vec(0..WORDS.len(), 3..40))
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        vec(record(), 1..9).prop_map(Change::Add),
        (any::<usize>(), record()).prop_map(|(place, record)| Change::Rewrite(place, record)),
        any::<usize>().prop_map(Change::Remove),
        Just(Change::Nothing),
    ]
}

fn line(id: usize, (month, day, words): &Record) -> String {
    let date = match (month / 12 + 2010, month % 12 + 1, day) {
        (2013, ..) => None,
        (year, month, 0) => Some(format!("{year}-{month:02}")),
        (year, month, day) => Some(format!("{year}-{month:02}-{day:02}")),
    };
    let words: Vec<&str> = words.iter().map(|word| WORDS[*word]).collect();
    let text = format!("It was said that {}.\nOf number{id}.", words.join(" "));
    serde_json::json!({"id": format!("{id}.htm"), "date": date, "title": words[0], "text": text}).to_string()
}

/// Builds, and returns what then stands there but the report.
fn built(records: &[(usize, Record)], folder: &Path, out: &str, cache: Cache) -> Vec<(String, Vec<u8>)> {
    let input = folder.join("articles.jsonl");
    fs::write(&input, records.iter().map(|(id, record)| line(*id, record)).collect::<Vec<_>>().join("\n")).unwrap();
    let (inputs, out) = (vec![input], folder.join(out));
    let config = None;
    let build =
        Build { inputs, out: out.clone(), config, cache, base_url: None, layout: None, purge: true, json: false };
    run(&build, &mut Vec::new()).unwrap();
    tree(&out).into_iter().filter(|(name, _)| !name.starts_with("report")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_build_after_changes_gives_byte_for_byte_what_a_full_one_gives(
        first in vec(record(), 20..120),
        changes in vec(change(), 1..4),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut records: Vec<(usize, Record)> = first.into_iter().enumerate().collect();
        let kept = || Cache::Folder(folder.path().join("kept"));
        built(&records, folder.path(), "after", kept());
        for (step, change) in changes.into_iter().enumerate() {
            let count = records.len();
            match change {
                Change::Add(more) => records.extend((1000 * (step + 1)..).zip(more)),
                Change::Rewrite(place, record) => records[place % count].1 = record,
                Change::Remove(place) => drop(records.remove(place % count)),
                Change::Nothing => {}
            }
            let after = built(&records, folder.path(), "after", kept());
            let full = built(&records, folder.path(), &format!("full{step}"), Cache::Off);
            assert!(after == full, "other bytes after step {step}");
        }
    }
}
