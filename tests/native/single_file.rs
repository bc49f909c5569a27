//! A small archive as one page: all of it is there, and nothing else is touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dalil::search::answer::Cost;
use dalil::search::request::Options;
use index_builder::archive::Archive;
use index_builder::bundle::single::{LARGEST, page};
use index_builder::command::build::Build;
use index_builder::command::single_file::run;
use index_builder::config::Config;
use index_builder::config::settings::Cache;
use scraper::{Html, Selector};

use crate::archives::{build, index, many_articles};

/// The files that a page holds, by path.
fn held(page: &str) -> BTreeMap<String, String> {
    let page = Html::parse_document(page);
    assert_eq!(page.errors, Vec::<&str>::new());
    let block = Selector::parse("script[data-dalil]").unwrap();
    let file = |block: scraper::ElementRef<'_>| {
        let text: String = block.text().collect();
        (block.attr("data-dalil").unwrap().to_owned(), serde_json::from_str(&text).unwrap())
    };
    page.select(&block).map(file).collect()
}

fn unpack(files: &BTreeMap<String, String>, folder: &Path) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn told(inputs: &[&Path], file: &Path) -> Build {
    Build {
        inputs: inputs.iter().map(|input| input.to_path_buf()).collect::<Vec<PathBuf>>(),
        out: file.to_owned(),
        config: None,
        cache: Cache::Off,
        base_url: None,
        layout: None,
        purge: false,
        json: false,
    }
}

#[test]
fn the_page_holds_every_file_whole_and_these_answer_as_the_folder_does() {
    let folder = tempfile::tempdir().unwrap();
    let mut articles = many_articles();
    articles[0].title = Some("Salt </script><!-- <script> & ملح".to_owned());
    let page = page(
        index(articles.clone(), vec!["Kept in Dar Lümeya.".to_owned()], &Config::default(), folder.path()),
        LARGEST,
    )
    .unwrap();
    assert!(page.is_ascii());
    unpack(&held(&page), folder.path());
    let mut archive = Archive::open(folder.path()).unwrap();
    assert!(archive.verify().is_empty());
    let mut whole = build(articles);
    for query in ["harbour council", "lighthose", "\"the council\"", "ملح"] {
        let mut answers = [&mut archive, &mut whole.archive].map(|archive| archive.search(query, &Options::default()));
        answers.iter_mut().for_each(|answer| answer.cost = Cost::default());
        let [single, folder] = answers.map(|answer| serde_json::to_string(&answer).unwrap());
        assert_eq!(single, folder, "{query}");
    }
}

#[test]
fn an_archive_that_is_too_large_is_refused_and_its_size_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let index = || index(many_articles(), Vec::new(), &Config::default(), folder.path());
    let bytes = page(index(), LARGEST).unwrap().len();
    assert_eq!(page(index(), bytes as u64).unwrap().len(), bytes);
    let refused = page(index(), bytes as u64 - 1).unwrap_err().to_string();
    let tenths = bytes.div_ceil(100_000);
    let size = format!("it would have {}.{} MB", tenths / 10, tenths % 10);
    assert!(refused.contains(&size) && refused.contains("--out"), "{refused}");
}

#[test]
fn a_page_leads_only_to_what_is_there_wherever_it_is_opened_and_is_no_article_itself() {
    let site = tempfile::tempdir().unwrap();
    let home = site.path().join("home");
    fs::create_dir(&home).unwrap();
    let page = "<title>Salt</title><p>The salt tax was raised again by the council of the harbour.";
    fs::write(home.join("salt.htm"), page).unwrap();
    let records = "{\"id\":\"r1\",\"text\":\"A bakery.\",\"url\":\"https://b.example/\"}\n{\"id\":\"r2\",\"text\":\"A barn.\",\"url\":\"barn.htm\"}";
    fs::write(home.join("records.jsonl"), records).unwrap();
    let file = home.join("archive.html");
    for _ in 0..2 {
        run(&told(&[&home], &file), &mut Vec::new()).unwrap();
        let unpacked = tempfile::tempdir().unwrap();
        let files = held(&fs::read_to_string(&file).unwrap());
        assert!(files.keys().all(|path| !path.starts_with("browse") && !path.ends_with("index.html")));
        unpack(&files, unpacked.path());
        let mut archive = Archive::open(unpacked.path()).unwrap();
        assert_eq!(archive.manifest().articles, 3);
        let mut url = |query: &str| archive.search(query, &Options::default()).hits[0].url.clone();
        assert_eq!([url("salt"), url("bakery"), url("barn")], [None, Some("https://b.example/".to_owned()), None]);
    }
    let others = fs::read_dir(&home).unwrap().filter(|file| file.as_ref().unwrap().path().is_dir()).count();
    assert_eq!(others, 0, "no folder is made beside it");
}

#[test]
fn somebody_elses_page_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let (input, file) = (folder.path().join("r.jsonl"), folder.path().join("index.html"));
    fs::write(&input, "{\"text\":\"A bakery.\"}").unwrap();
    fs::write(&file, "<title>My site</title>").unwrap();
    let refused = run(&told(&[&input], &file), &mut Vec::new()).unwrap_err().to_string();
    assert!(refused.contains("index.html is there already"), "{refused}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "<title>My site</title>");
    assert!(run(&told(&[&input], folder.path()), &mut Vec::new()).is_err());
}
