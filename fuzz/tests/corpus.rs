//! Every target on every input that is kept for it, whole, cut and with single bits flipped; no fuzzer is needed for this.

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use dalil_fuzz::TARGETS;

/// So often an input is damaged.
const DAMAGES: usize = 24;

fn names_in(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

#[test]
fn every_target_withstands_its_corpus_whole_and_damaged() {
    let mut fallen = Vec::new();
    for (name, run) in TARGETS {
        for path in names_in(&format!("corpus/{name}")) {
            let whole = fs::read(&path).unwrap();
            let steps = (0..DAMAGES).map(|step| step * whole.len() / DAMAGES);
            let cut = steps.clone().map(|end| whole[..end].to_vec());
            let flipped = steps.filter(|place| *place < whole.len()).map(|place| {
                let mut bytes = whole.clone();
                bytes[place] ^= 1 << (place % 8);
                bytes
            });
            let inputs = [whole.clone()].into_iter().chain(cut).chain(flipped);
            let fell = inputs.filter(|input| catch_unwind(|| run(input)).is_err()).count();
            if fell > 0 {
                fallen.push(format!("{}: {fell} times", path.display()));
            }
        }
    }
    assert!(fallen.is_empty(), "{fallen:#?}");
}

#[test]
fn every_target_has_its_corpus_and_its_fuzzer_and_there_are_no_others() {
    let known: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    for folder in ["corpus", "fuzz_targets"] {
        let there: BTreeSet<String> = names_in(folder).iter().map(|path| stem(path)).collect();
        assert_eq!(there, known, "{folder}");
    }
    for (name, _) in TARGETS {
        assert!(!names_in(&format!("corpus/{name}")).is_empty(), "corpus/{name} is empty");
    }
}
