//! What `dalil extract` finds in real pages, which lie outside the repository.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Where the pages are, if they are here.
fn corpus(name: &str) -> Option<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpora").join(name);
    if !corpus.is_dir() {
        eprintln!("SKIPPED: the pages to extract are not on this machine ({})", corpus.display());
        return None;
    }
    Some(corpus)
}

/// Every article of a folder, one JSON object each.
fn extract(folder: &Path) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_dalil")).arg("extract").arg(folder).arg("--jsonl").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout.split(|&byte| byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect()
}

fn records(file: &Path) -> Vec<Value> {
    fs::read_to_string(file).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text<'a>(record: &'a Value, field: &str) -> &'a str {
    record[field].as_str().unwrap_or_default()
}

fn words(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

/// How alike two texts are as bags of words, 0 to 1.
fn token_f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (words(found), words(expected));
    let common: usize = found.iter().map(|(word, &count)| count.min(*expected.get(word).unwrap_or(&0))).sum();
    let all = found.values().sum::<usize>() + expected.values().sum::<usize>();
    if all == 0 { 1.0 } else { 2.0 * common as f64 / all as f64 }
}

/// Letters and digits alone, in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The expectation may have the site's name at its end, or `By` before a name.
fn agrees(found: &str, expected: &str) -> bool {
    let (found, expected) = (plain(found), plain(expected));
    !found.is_empty() && (expected.contains(&found) && found.len() * 3 >= expected.len() || found == expected)
}

/// How many are right of those that are stated.
#[derive(Default)]
struct Share {
    right: usize,
    of: usize,
}

impl Share {
    fn count(&mut self, stated: bool, right: bool) {
        self.of += usize::from(stated);
        self.right += usize::from(stated && right);
    }

    fn value(&self) -> f64 {
        self.right as f64 / self.of.max(1) as f64
    }
}

#[test]
fn real_pages_give_their_text_title_byline_and_date() {
    let Some(corpus) = corpus("readability") else { return };
    let mut found: BTreeMap<String, Value> = BTreeMap::new();
    for article in extract(&corpus.join("pages")) {
        let page = text(&article, "page").rsplit('/').next().unwrap().trim_end_matches(".html").to_owned();
        found.entry(page).or_insert(article);
    }
    let (mut title, mut byline, mut date) = (Share::default(), Share::default(), Share::default());
    let mut scores = Vec::new();
    for expected in records(&corpus.join("pages.jsonl")) {
        let none = Value::Null;
        let article = found.get(text(&expected, "id")).unwrap_or(&none);
        let score = token_f1(text(article, "text"), text(&expected, "text"));
        println!("{:32} F1 {score:.3}", text(&expected, "id"));
        scores.push(score);
        title.count(!text(&expected, "title").is_empty(), agrees(text(article, "title"), text(&expected, "title")));
        let first = article["byline"][0].as_str().unwrap_or(text(article, "byline"));
        byline.count(
            !text(&expected, "byline").is_empty(),
            plain(text(&expected, "byline")).contains(&plain(first)) && !first.is_empty(),
        );
        let day = |record: &Value| text(record, "date").chars().take(10).collect::<String>();
        date.count(!text(&expected, "date").is_empty(), day(article) == day(&expected));
    }
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    println!(
        "{} pages: text F1 {mean:.3}, title {:.2}, byline {:.2}, date {:.2}",
        scores.len(),
        title.value(),
        byline.value(),
        date.value()
    );
    assert!(mean >= 0.96, "mean F1 of the text {mean}");
    assert!(title.value() >= 0.9, "titles {}", title.value());
    assert!(byline.value() >= 0.75, "bylines {}", byline.value());
    assert!(date.value() >= 0.8, "dates {}", date.value());
}

/// Pages of the 1990s and 2000s as editors of the time wrote them.
#[test]
fn old_pages_are_read_without_damage() {
    let Some(corpus) = corpus("legacy-html") else { return };
    let articles = extract(&corpus);
    // Some of the pages were damaged before: the character stands in their bytes.
    let was_damaged = |article: &Value| {
        fs::read_to_string(corpus.join(text(article, "page"))).is_ok_and(|page| page.contains('\u{fffd}'))
    };
    let damaged: Vec<&str> = articles
        .iter()
        .filter(|article| text(article, "text").contains('\u{fffd}') && !was_damaged(article))
        .map(|article| text(article, "id"))
        .collect();
    assert!(damaged.is_empty(), "characters were lost in {damaged:?}");
    let markup: Vec<&str> = articles
        .iter()
        .filter(|article| {
            ["<![if", "mso-", "&nbsp", "<o:p>", "<!--"].iter().any(|mark| text(article, "text").contains(mark))
        })
        .map(|article| text(article, "id"))
        .collect();
    assert!(markup.is_empty(), "markup was taken for text in {markup:?}");
    println!("{} articles", articles.len());
    assert!(articles.len() >= 60, "only {} articles", articles.len());
}
