//! Whatever changes between two builds: the second, over the first one's folder and with its cache, gives what a full one gives.

use std::fs;
use std::path::Path;

use index_builder::command::build::{Build, run};
use index_builder::config::settings::{Cache, Layout};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use serde_json::json;

use crate::output::tree;

const WORDS: [&str; 10] =
    ["harbour", "Harbours", "grain", "Kadhemi", "Kadhimi", "council", "flooded", "café", "market", "lighthouse"];

/// What `dalil.toml` says beside a title, which stands before it.
const SETTINGS: [&str; WORDS.len()] = [
    "",
    "[duplicates]\nfind = false\n",
    "[duplicates]\nrecords = true\n",
    "[frame]\nleave-out = [\"begins:It was\"]\n",
    "[dates]\nlatest = 2011\n",
    "[digests]\nwhole = [\"*.htm\"]\n",
    "[ranking]\ntitle = 9\n",
    "[sections.paths]\n\"*.htm\" = \"Reports\"\n",
    "[articles]\nleave-out = [\"3.htm\"]\n",
    "language = \"fr\"\n",
];

/// What a keeper does to an archive.
#[derive(Clone, Debug)]
enum Change {
    Add(Vec<Record>),
    Rewrite(usize, Record),
    Remove(usize),
    /// Says something else in `dalil.toml`: a title, and with it a setting.
    Configure(usize),
    Relayout,
    /// Something happens to a file of the archive, or to what is kept for the next build.
    Damage(usize),
    DamageKept(usize),
    Nothing,
}

/// What is built.
#[derive(Clone, Debug)]
struct Site {
    articles: Vec<(usize, Record)>,
    title: usize,
    layout: Layout,
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
        (0..WORDS.len()).prop_map(Change::Configure),
        Just(Change::Relayout),
        any::<usize>().prop_map(Change::Damage),
        any::<usize>().prop_map(Change::DamageKept),
        Just(Change::Nothing),
    ]
}

/// What an article says: its date, its title and its text.
fn told(id: usize, (month, day, words): &Record) -> (Option<String>, &'static str, String) {
    let date = match (month / 12 + 2010, month % 12 + 1, day) {
        (2013, ..) => None,
        (year, month, 0) => Some(format!("{year}-{month:02}")),
        (year, month, day) => Some(format!("{year}-{month:02}-{day:02}")),
    };
    let said: Vec<&str> = words.iter().map(|word| WORDS[*word]).collect();
    (date, said[0], format!("It was said that {}.\nOf number{id}.", said.join(" ")))
}

impl Site {
    /// Writes its pages and records into an empty folder: every third article is a page.
    fn write(&self, folder: &Path) {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir(folder).unwrap();
        let mut lines = Vec::new();
        for (id, record) in &self.articles {
            let (date, title, text) = told(*id, record);
            if id % 3 > 0 {
                lines.push(json!({"id": format!("{id}.htm"), "date": date, "title": title, "text": text}).to_string());
                continue;
            }
            let text = text.replace('\n', "<p>");
            let page = format!("<title>{title}</title><h1>{title}</h1><p>{}<p>{text}", date.unwrap_or_default());
            fs::write(folder.join(format!("{id}.htm")), page).unwrap();
        }
        fs::write(folder.join("articles.jsonl"), lines.join("\n")).unwrap();
        fs::write(
            folder.join("dalil.toml"),
            format!("[archive]\ntitle = \"{}\"\n{}", WORDS[self.title], SETTINGS[self.title]),
        )
        .unwrap();
    }

    fn change(&mut self, change: Change, step: usize, folder: &Path) {
        let count = self.articles.len();
        match change {
            Change::Add(more) => self.articles.extend((1000 * (step + 1)..).zip(more)),
            Change::Rewrite(place, record) => self.articles[place % count].1 = record,
            Change::Remove(place) => drop(self.articles.remove(place % count)),
            Change::Configure(title) => self.title = title,
            Change::Relayout => self.layout = if self.layout == Layout::Web { Layout::Stick } else { Layout::Web },
            Change::Damage(place) => damage_archive(&folder.join("after"), place),
            Change::DamageKept(place) => damage_kept(&folder.join("kept"), place),
            Change::Nothing => {}
        }
    }

    /// Builds, and returns what then stands there, with the report.
    fn build(&self, folder: &Path, out: &str, cache: Cache) -> Vec<(String, Vec<u8>)> {
        self.write(&folder.join("site"));
        let (inputs, out) = (vec![folder.join("site")], folder.join(out));
        let (config, base_url, layout) = (None, None, Some(self.layout));
        let build = Build { inputs, out: out.clone(), config, cache, base_url, layout, purge: true, json: false };
        run(&build, &mut Vec::new()).unwrap();
        let report = ("report.json".to_owned(), fs::read(folder.join("report.json")).unwrap());
        tree(&out).into_iter().chain([report]).collect()
    }
}

/// Damages one of the archive's lasting files.
fn damage_archive(archive: &Path, place: usize) {
    let lasting = |name: &String| name.contains('/') && !name.starts_with("browse/");
    let files: Vec<String> = tree(archive).into_keys().filter(lasting).collect();
    damage(&archive.join(&files[place % files.len()]), place / files.len());
}

/// Damages one of the files that are kept for the next build.
fn damage_kept(kept: &Path, place: usize) {
    let files: Vec<String> = tree(kept).into_keys().collect();
    assert_eq!(files, ["articles", "pages", "words"]);
    damage(&kept.join(&files[place % files.len()]), place / files.len());
}

/// Changes a byte of a file, or cuts it; but not at its very end, where a stream has bits that nobody reads.
fn damage(file: &Path, place: usize) {
    let mut bytes = fs::read(file).unwrap();
    let at = place / 2 % bytes.len().saturating_sub(16).max(1);
    if place.is_multiple_of(2) {
        bytes.truncate(at)
    } else {
        bytes[at] ^= 1
    }
    fs::write(file, bytes).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_build_after_changes_gives_byte_for_byte_what_a_full_one_gives(
        first in vec(record(), 20..120),
        changes in vec(change(), 1..4),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut site = Site { articles: first.into_iter().enumerate().collect(), title: 0, layout: Layout::Web };
        let kept = || Cache::Folder(folder.path().join("kept"));
        site.build(folder.path(), "after", kept());
        for (step, change) in changes.into_iter().enumerate() {
            site.change(change.clone(), step, folder.path());
            let after = site.build(folder.path(), "after", kept());
            let full = site.build(folder.path(), &format!("full{step}"), Cache::Off);
            assert!(after == full, "other bytes after {change:?}");
        }
    }
}
