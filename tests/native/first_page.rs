//! What a first page leaves unread is safe to leave: on real articles, which lie outside the repository.

use std::fs;
use std::path::Path;
use std::process::Command;

use dalil::search::answer::{Answer, Certainty, Hit};
use dalil::search::request::{Counting, MOST_HITS, Options, Sort};
use index_builder::archive::Archive;

use crate::budgets::WHAT_GREW;

/// So many of the articles make an archive in which a query has hundreds of hits and yet is soon answered whole.
const ARTICLES: usize = 3_000;
const QUERIES: usize = 3_000;
/// Of so many kinds.
const KINDS: usize = 8;

/// The first articles of the collection, if it is here.
fn lines() -> Option<Vec<String>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpora/current-events/articles.jsonl");
    let Ok(text) = fs::read_to_string(&corpus) else {
        eprintln!("SKIPPED: the collection is not on this machine ({})", corpus.display());
        return None;
    };
    Some(text.lines().take(ARTICLES).map(str::to_owned).collect())
}

fn archive(lines: &[String], folder: &Path) -> Archive {
    let (input, out) = (folder.join("articles.jsonl"), folder.join("archive"));
    fs::write(&input, lines.join("\n")).unwrap();
    let built = Command::new(env!("CARGO_BIN_EXE_dalil"))
        .args(["build", "--no-cache", "--out"])
        .args([&out, &input])
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    Archive::open(&out).unwrap()
}

/// Queries of words that stand in the articles: one to four of them, a phrase, or words without another.
fn queries(lines: &[String]) -> Vec<String> {
    let texts: Vec<Vec<String>> = lines.iter().map(|line| words(line)).filter(|words| words.len() > 5).collect();
    // A linear congruential generator (Knuth, MMIX): the same queries every time.
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut query = |number: usize| {
        let words = &texts[next(texts.len())];
        let mut word = || words[next(words.len())].clone();
        match number % KINDS {
            0 | 1 => word(),
            2 | 3 => [word(), word()].join(" "),
            4 => [word(), word(), word(), word()].join(" "),
            5 => format!("{} OR {}", word(), word()),
            6 => format!("{} -{}", word(), word()),
            _ => {
                let start = next(words.len() - 1);
                format!("\"{} {}\"", words[start], words[start + 1])
            }
        }
    };
    (0..QUERIES).map(&mut query).collect()
}

fn words(line: &str) -> Vec<String> {
    let record: serde_json::Value = serde_json::from_str(line).unwrap();
    let text = record["text"].as_str().unwrap_or_default();
    text.split(|character: char| !character.is_ascii_alphabetic())
        .filter(|word| word.len() > 1)
        .map(str::to_owned)
        .collect()
}

fn shown(hits: &[Hit]) -> Vec<(&str, &str)> {
    hits.iter().map(|hit| (hit.id.as_str(), hit.excerpt.as_str())).collect()
}

/// Ways in which a reader may ask; each query is asked in one of them.
fn manners() -> [Options; 6] {
    let section = |name: &str| [("section".to_owned(), vec![name.to_owned()])].into_iter().collect();
    [
        Options::default(),
        Options { sort: Sort::Newest, ..Options::default() },
        Options { sort: Sort::Oldest, after: Some("2003".to_owned()), ..Options::default() },
        Options { filters: section("Uncategorized"), ..Options::default() },
        Options { typing: true, ..Options::default() },
        Options { before: Some("2003-01".to_owned()), offset: 10, ..Options::default() },
    ]
}

/// What a reader may pay for a query who has nothing of these articles yet, in bytes as stored: for up to two words, for four, and
/// for a phrase, which needs the places of its words. A word that is being typed, or that no article has, may need what is like it.
fn budget(query: &str, answer: &Answer, typing: bool) -> u64 {
    let understood = &answer.understood;
    let is_sought = typing || !understood.corrected.is_empty() || !understood.missing.is_empty();
    let like_it = if is_sought { 30_000 } else { 0 };
    match query.split(' ').count() {
        _ if query.starts_with('"') => 115_000 + like_it,
        ..=3 => 40_000 + like_it,
        _ => 50_000 + like_it,
    }
}

#[test]
fn a_first_page_is_the_beginning_of_all_hits_within_its_budget_and_counts_that_are_called_exact_are() {
    let Some(lines) = lines() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut archive = archive(&lines, folder.path());
    let (mut most, mut facets) = (0, 0);
    let manners = manners();
    // Every kind of query meets every manner.
    for (query, manner) in queries(&lines).into_iter().zip(manners.iter().cycle().flat_map(|manner| [manner; KINDS])) {
        let first = archive.search(&query, manner);
        let (bytes, budget) = (first.cost.bytes, budget(&query, &first, manner.typing));
        assert!(bytes <= budget, "{query} {manner:?} costs {bytes} bytes of {budget}; {WHAT_GREW}");
        let all = Options { limit: MOST_HITS, offset: 0, facets: Counting::Exact, ..manner.clone() };
        let all = archive.search(&query, &all);
        most = most.max(all.hits.len());
        let (start, limit) = (manner.offset as usize, manner.limit as usize);
        let page = all.hits.get(start..).unwrap_or_default();
        assert_eq!(shown(&first.hits), shown(&page[..page.len().min(limit)]), "{query} {manner:?}");
        assert_eq!((first.total, first.some_words), (all.total, all.some_words), "{query}");
        for (field, facet) in &all.facets {
            assert_eq!(facet.is, Certainty::Exact, "{query}: {field}");
            let Some(cheap) = first.facets.get(field) else { continue };
            facets += 1;
            let at_most =
                |count: u32, known: u32| if cheap.is == Certainty::Exact { count == known } else { count <= known };
            for value in &cheap.values {
                let known = facet.values.iter().find(|known| known.value == value.value);
                assert!(
                    known.is_none_or(|known| at_most(value.count, known.count)),
                    "{query}: {field} {}",
                    value.value
                );
            }
        }
    }
    assert!(most > 300 && facets > QUERIES, "the test looks at too little: {most} hits, {facets} facets");
}
