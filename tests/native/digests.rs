//! Pages that hold several articles, and pages that only look so: composed by `tests/digests/compose.py`, which also says what is
//! expected of each.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// What was expected and found, counted.
#[derive(Default)]
struct Tally {
    pages: usize,
    divided: usize,
    articles: usize,
    cut: usize,
    dated: usize,
    titled: usize,
    bylines: usize,
    sources: usize,
    linked: usize,
    faults: Vec<String>,
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/digests").join(name)
}

/// The articles of each page, as the command line prints them.
fn extracted(folder: &Path) -> BTreeMap<String, Vec<Value>> {
    let cache = tempfile::tempdir().unwrap();
    let mut dalil = Command::new(env!("CARGO_BIN_EXE_dalil"));
    let output = dalil.arg("extract").arg(folder).arg("--jsonl").current_dir(cache.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut pages: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let article: Value = serde_json::from_str(line).unwrap();
        pages.entry(article["page"].as_str().unwrap().to_owned()).or_default().push(article);
    }
    pages
}

fn measure(name: &str) -> Tally {
    let found = extracted(&folder(name));
    let expected: Vec<Value> =
        serde_json::from_str(&fs::read_to_string(folder(&format!("{name}.json"))).unwrap()).unwrap();
    let mut tally = Tally::default();
    for page in &expected {
        let path = page["page"].as_str().unwrap();
        let wanted = page["articles"].as_array().unwrap();
        let got = found.get(path).map(Vec::as_slice).unwrap_or_default();
        tally.pages += 1;
        tally.articles += wanted.len();
        if got.len() == wanted.len() {
            tally.divided += 1;
        } else {
            tally.faults.push(format!("{path}: {} articles for {}", got.len(), wanted.len()));
        }
        for (number, wanted) in wanted.iter().enumerate() {
            let same = if got.len() == page["articles"].as_array().unwrap().len() { got.get(number) } else { None };
            let same = same.or_else(|| got.iter().find(|got| is_about(got, wanted)));
            tally.compare(&format!("{path}#{}", number + 1), wanted, same);
        }
    }
    tally
}

/// Whether an article is the expected one: it holds the first words, which may be preceded by what doesn't belong to it.
fn is_about(got: &Value, wanted: &Value) -> bool {
    words(got).contains(wanted["begins"].as_str().unwrap())
}

fn words(article: &Value) -> String {
    article["text"].as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list(value: &Value) -> Vec<String> {
    match value {
        Value::String(one) => vec![one.clone()],
        Value::Array(several) => several.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

impl Tally {
    fn compare(&mut self, id: &str, wanted: &Value, got: Option<&Value>) {
        let Some(got) = got else {
            self.faults.push(format!("{id}: lost"));
            return;
        };
        let text = words(got);
        let (begins, ends) = (wanted["begins"].as_str().unwrap(), wanted["ends"].as_str().unwrap());
        let exact = text.starts_with(begins)
            && text.ends_with(ends)
            && text.split(' ').count() as u64 == wanted["words"].as_u64().unwrap();
        let mut check = |right: bool, what: &str, seen: String| {
            if !right {
                self.faults.push(format!("{id}: {what}: {seen}"));
            }
            usize::from(right)
        };
        let beginning: String = text.chars().take(60).collect();
        let end: String = text.chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
        self.cut += check(
            exact,
            "text",
            format!("{beginning} … {end} ({} words, {} expected)", text.split(' ').count(), wanted["words"]),
        );
        self.dated += check(got["date"] == wanted["date"], "date", format!("{} for {}", got["date"], wanted["date"]));
        self.titled +=
            check(got["title"] == wanted["title"], "title", format!("{} for {}", got["title"], wanted["title"]));
        self.bylines += check(
            list(&got["byline"]) == list(&wanted["byline"]),
            "byline",
            format!("{} for {}", got["byline"], wanted["byline"]),
        );
        self.sources += check(
            list(&got["source"]) == list(&wanted["source"]),
            "source",
            format!("{} for {}", got["source"], wanted["source"]),
        );
        let link = wanted["link"].as_str();
        self.linked += check(
            link.is_none_or(|link| list(&got["links"]).iter().any(|got| got == link)),
            "link",
            got["links"].to_string(),
        );
    }

    fn print(&self, name: &str) {
        let of = |count: usize, all: usize| format!("{count} of {all} ({:.1} %)", 100.0 * count as f64 / all as f64);
        eprintln!("{}", self.faults.join("\n"));
        eprintln!("{name}: pages divided rightly {}", of(self.divided, self.pages));
        for (what, count) in [
            ("cut exactly", self.cut),
            ("dates", self.dated),
            ("titles", self.titled),
            ("bylines", self.bylines),
            ("sources", self.sources),
            ("links", self.linked),
        ] {
            eprintln!("{name}: {what} {}", of(count, self.articles));
        }
    }

    fn demand(&self, share: f64, count: usize, what: &str) {
        assert!(count as f64 >= share * self.articles as f64, "{what}: {count} of {}", self.articles);
    }
}

#[test]
fn digest_pages_become_their_articles_and_other_pages_stay_whole() {
    let tally = measure("pages");
    tally.print("pages");
    tally.demand(0.95, tally.cut, "articles cut exactly");
    tally.demand(0.98, tally.dated, "dates");
    tally.demand(0.95, tally.titled, "titles");
    tally.demand(0.95, tally.bylines, "bylines");
    tally.demand(0.95, tally.sources, "sources");
    tally.demand(0.98, tally.linked, "links");
}

/// Composed in other ways, after the rules were made.
#[test]
fn pages_that_the_rules_were_not_made_for_are_mostly_divided_rightly_too() {
    let tally = measure("held-out");
    tally.print("held-out");
    tally.demand(0.90, tally.cut, "articles cut exactly");
    tally.demand(0.95, tally.dated, "dates");
}

/// They lie outside the repository.
#[test]
fn real_pages_with_one_article_are_never_divided() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpora");
    if !corpora.is_dir() {
        eprintln!("SKIPPED: the collections are not on this machine ({})", corpora.display());
        return;
    }
    for collection in ["readability/pages", "legacy-html"] {
        let found = extracted(&corpora.join(collection));
        let divided: Vec<_> = found.iter().filter(|(_, articles)| articles.len() > 1).map(|(page, _)| page).collect();
        assert!(divided.is_empty(), "{collection}: {divided:?}");
    }
}
