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

fn ndcg(collection: &Path) -> f64 {
    let out = tempfile::tempdir().unwrap();
    let dalil = || Command::new(env!("CARGO_BIN_EXE_dalil"));
    let built = dalil().arg("build").arg(collection.join("docs.jsonl")).arg("--out").arg(out.path()).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let queries = [collection.join("queries.jsonl"), collection.join("qrels.tsv")];
    let mut command = dalil();
    let eval = command.arg("eval").arg(out.path()).arg("--queries").arg(&queries[0]).arg("--qrels").arg(&queries[1]);
    let eval = eval_json(eval.arg("--json"));
    eval["ndcg@10"].as_f64().unwrap()
}

fn eval_json(command: &mut Command) -> serde_json::Value {
    let output = command.output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn news_of_1963_is_found_as_well_as_bm25_with_stems_finds_it() {
    if let Some(corpora) = corpora() {
        let found = ndcg(&corpora.join("time"));
        assert!(found >= 0.73, "nDCG@10 {found}");
    }
}

#[test]
fn abstracts_are_found_for_long_questions() {
    if let Some(corpora) = corpora() {
        let found = ndcg(&corpora.join("cranfield"));
        assert!(found >= 0.50, "nDCG@10 {found}");
    }
}
