//! Relevance on judged collections, which lie outside the repository.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the collections are, if they are here.
fn corpora() -> Option<PathBuf> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpora");
    if !corpora.is_dir() {
        eprintln!("SKIPPED: the judged collections are not on this machine ({})", corpora.display());
        return None;
    }
    Some(corpora)
}

/// The figures of a collection of articles by `dalil eval`.
fn figures(collection: &Path) -> serde_json::Value {
    let out = tempfile::tempdir().unwrap();
    let dalil = || Command::new(env!("CARGO_BIN_EXE_dalil"));
    let built = dalil().arg("build").arg(collection.join("docs.jsonl")).arg("--out").arg(out.path()).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let queries = [collection.join("queries.jsonl"), collection.join("qrels.tsv")];
    let mut command = dalil();
    let eval = command.arg("eval").arg(out.path()).arg("--queries").arg(&queries[0]).arg("--qrels").arg(&queries[1]);
    eval_json(eval.arg("--json"))
}

/// Whether a figure is not below what was measured, but for the last digits.
fn assert_reaches(collection: &str, figure: &str, least: f64) {
    if let Some(corpora) = corpora() {
        let figures = figures(&corpora.join(collection));
        assert!(figures[figure].as_f64().unwrap() >= least, "{collection}: {figures}");
    }
}

fn eval_json(command: &mut Command) -> serde_json::Value {
    let output = command.output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn news_of_1963_is_found_better_than_by_a_plain_bm25() {
    assert_reaches("time", "ndcg@10", 0.77);
}

#[test]
fn abstracts_are_found_for_long_questions() {
    assert_reaches("cranfield", "ndcg@10", 0.555);
}

#[test]
fn names_are_found_in_other_spellings_and_scripts() {
    assert_reaches("names", "recall@10", 0.955);
}
