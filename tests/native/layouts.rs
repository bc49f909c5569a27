//! Many small files or few large ones: the same answers, under names that every file system takes.

use std::collections::BTreeSet;

use dalil::format::manifest::Manifest;
use dalil::search::answer::Cost;
use dalil::search::request::Options;

use crate::archives::{Built, build, build_keeping, many_articles};

/// Words, phrases, fields, dates, errors, unfinished words, and nothing.
const QUERIES: [&str; 16] = [
    "harbour",
    "harbour council",
    "\"the council\"",
    "harbuor",
    "lighthose minister",
    "lightho",
    "gr*",
    "title:bridge flood",
    "market -grain",
    "(school OR railway) orchard",
    "after:2012 embassy",
    "date:2010-05 harbour",
    "nowhere",
    "",
    "harbour grain council bridge minister",
    "embasy NOT flood",
];

fn stick() -> Built {
    build_keeping(many_articles(), "[build]\nlayout = \"stick\"\n")
}

fn files(manifest: &Manifest) -> usize {
    manifest.files().len()
}

#[test]
fn both_layouts_give_the_same_answers_at_another_cost() {
    let (mut web, mut stick) = (build(many_articles()), stick());
    assert!(files(stick.archive.manifest()) < files(web.archive.manifest()));
    for query in QUERIES {
        for typing in [false, true] {
            let options = Options { typing, ..Options::default() };
            let mut answers = [&mut web, &mut stick].map(|built| built.archive.search(query, &options));
            answers.iter_mut().for_each(|answer| answer.cost = Cost::default());
            let [web, stick] = answers.map(|answer| serde_json::to_string_pretty(&answer).unwrap());
            assert_eq!(web, stick, "{query}");
        }
    }
}

#[test]
fn every_name_is_one_that_sticks_and_every_system_take() {
    for built in [build(many_articles()), stick()] {
        let paths = built.archive.paths();
        let folded: BTreeSet<String> = paths.iter().map(|path| path.to_lowercase()).collect();
        assert_eq!(folded.len(), paths.len(), "two names differ in case alone");
        let names: BTreeSet<&str> = paths.iter().flat_map(|path| path.split('/')).chain(["superseded.json"]).collect();
        for name in names {
            let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
            assert!(name.len() <= 64 && name.chars().all(is_plain), "{name}");
            assert!(!name.starts_with('.') && !name.ends_with('.'), "{name}");
            let stem = name.split('.').next().unwrap();
            let is_port = |port: &str| stem.strip_prefix(port).is_some_and(|number| number.len() == 1);
            let is_reserved = ["con", "prn", "aux", "nul"].contains(&stem) || is_port("com") || is_port("lpt");
            assert!(!is_reserved, "{name}");
        }
        assert!(paths.iter().all(|path| path.len() <= 80), "Windows takes 260 characters with all folders above");
    }
}
