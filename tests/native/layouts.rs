//! Many small files or few large ones: the same answers, under names that every file system takes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dalil::format::manifest::Manifest;
use dalil::search::answer::Cost;
use dalil::search::request::Options;
use index_builder::archive::Archive;
use index_builder::command::build::{Build, run};
use index_builder::config::settings::{Cache, Layout};
use percent_encoding::percent_decode_str;
use scraper::{Html, Selector};
use walkdir::WalkDir;

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

/// Pages by their path, with a word that only one has.
const PAGES: [(&str, &str); 4] = [
    (
        "News/2012/June/14 n/harbour.htm",
        "The harbour master closed both piers on Monday after a storm broke the lanterns.",
    ),
    ("أخبار/الميناء #1.html", "Teachers in the hill towns asked for new desks, and wrote to the minister of orchards."),
    ("100%/a & b.htm", "A bakery burned beside the railway; nobody was hurt, though all the bread was lost."),
    ("barley.htm", "Grain prices fell again this winter, as ships from the north brought barley at last."),
];
const WORDS: [&str; 4] = ["lanterns", "orchards", "bakery", "barley"];

/// Lays a site of these pages.
fn lay(site: &Path) {
    for (page, text) in PAGES {
        let path = site.join(page);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("<title>{}</title><p>{text}", &text[..12])).unwrap();
    }
}

/// Where the file is that an archive in `folder` calls this.
fn file(folder: &Path, address: &str) -> PathBuf {
    folder.join(&*percent_decode_str(address.split(['#', '?']).next().unwrap()).decode_utf8().unwrap())
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_folder_that_is_copied_with_its_archive_has_every_hit_lead_to_the_page_in_the_copy() {
    // The archive inside the site, beside it, and beside two sites.
    let ways: [(&[&str], &str); 3] = [(&[""], "search"), (&["site"], "search here"), (&["site", "other"], "a/search")];
    let plain = "[duplicates]\nfind = false\n";
    for layout in [Layout::Web, Layout::Stick] {
        for (inputs, out) in ways {
            let (here, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let home = here.path().join("home");
            let inputs: Vec<PathBuf> = inputs.iter().map(|input| home.join(input)).collect();
            inputs.iter().for_each(|input| lay(input));
            let out = (home.join(out), elsewhere.path().join("stick").join(out));
            let config = here.path().join("dalil.toml");
            fs::write(&config, plain).unwrap();
            let (config, base_url, layout) = (Some(config), None, Some(layout));
            let build = Build {
                inputs: inputs.clone(),
                out: out.0,
                config,
                cache: Cache::Off,
                base_url,
                layout,
                purge: false,
                json: false,
            };
            run(&build, &mut Vec::new()).unwrap();
            copy(&home, &elsewhere.path().join("stick"));
            here.close().unwrap();

            let mut archive = Archive::open(&out.1).unwrap();
            let mut found = BTreeSet::new();
            for word in WORDS {
                let hits = archive.search(word, &Options::default()).hits;
                assert_eq!(hits.len(), inputs.len(), "{word}");
                for hit in hits {
                    let path = file(&out.1, hit.url.as_deref().unwrap());
                    assert!(fs::read_to_string(&path).unwrap().contains(word), "{path:?}");
                    found.insert(path.canonicalize().unwrap());
                }
            }
            assert_eq!(found.len(), PAGES.len() * inputs.len());

            let links = Selector::parse("main > ol:not(.m) > li > a").unwrap();
            let mut listed = BTreeSet::new();
            for name in index_builder::bundle::listed(&out.1).into_keys() {
                let page = Html::parse_document(&fs::read_to_string(out.1.join("browse").join(name)).unwrap());
                let addresses = page.select(&links).map(|link| file(&out.1, link.attr("href").unwrap()));
                listed.extend(addresses.map(|path| path.canonicalize().unwrap()));
            }
            assert_eq!(listed, found);
        }
    }
}
