//! Whole folders, as a keeper has them.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{InputOptions, Reading, ReadingError, read};
use crate::article::Article;
use crate::config::Config;
use crate::problem::Reason;
use crate::source::InputError;

pub(super) fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn reading(inputs: &[&Path]) -> Reading {
    let inputs: Vec<PathBuf> = inputs.iter().map(|path| path.to_path_buf()).collect();
    read(&inputs, &InputOptions::default(), &|_| ()).unwrap()
}

pub(super) fn articles(reading: &Reading) -> Vec<Article> {
    reading.articles().unwrap()
}

pub(super) fn ids(reading: &Reading) -> Vec<String> {
    articles(reading).into_iter().map(|article| article.id).collect()
}

#[test]
fn every_kind_of_file_is_read_in_the_order_of_paths() {
    let folder = folder(&[
        ("b.csv", b"id,text\nc1,From a table\n"),
        ("News/2012/June/14 n/a, b.htm", b"<p>This is from a page."),
        ("c.jsonl", b"{\"text\": \"From a line\"}\n"),
        ("d.md", b"# Title\n\nFrom Markdown"),
        ("e.TXT", b"From text"),
        ("f.jpg", b"\xff\xd8\xff"),
        ("g.php?id=1", b"<html><body>This is from a server page."),
        ("h.php", b"<?php echo 1;"),
    ]);
    let found = reading(&[folder.path()]);
    assert_eq!(ids(&found), ["News/2012/June/14 n/a, b.htm", "c1", "c.jsonl:1", "d.md", "e.TXT", "g.php?id=1"]);
    assert_eq!(found.report.read.values().sum::<usize>(), 6);
    assert_eq!(found.report.skipped.keys().collect::<Vec<_>>(), ["jpg", "php"]);
    assert_eq!(found.report.problems, []);
    assert!(!found.has_page("b.csv") && !found.has_page("c.jsonl") && found.has_page("d.md"));
    assert_eq!(found.file_of("e.TXT"), Some(folder.path().join("e.TXT")));
}

#[test]
fn a_selector_that_fits_no_page_is_known_whether_pages_are_read_anew_or_not() {
    let site = folder(&[("a.htm", b"<p class=day>June 7, 2012<p>The council met."), ("b.htm", b"<p>The harbour.")]);
    let kept = tempfile::tempdir().unwrap();
    for time in ["first", "second"] {
        let config = Config::parse("[html]\ndate = '.day'\ntitle = '.headlin'\n", Path::new("dalil.toml")).unwrap();
        let cache = Some(kept.path().to_owned());
        let options = InputOptions { config: config.clone(), cache, ..InputOptions::default() };
        read(&[site.path().to_owned()], &options, &|_| ()).unwrap();
        let unused: Vec<Option<u64>> = config.unused().iter().map(|problem| problem.line).collect();
        assert_eq!(unused, [Some(3)], "{time}");
    }
}

#[test]
fn a_file_that_is_wrong_costs_that_file_only() {
    let folder = folder(&[
        ("good.htm", b"<p>This page is good."),
        ("pdf.html", b"%PDF-1.4"),
        ("picture.htm", &[1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("empty.htm", b""),
        ("frames.htm", b"<frameset><frame src=a></frameset>"),
        ("draft.md", b"---\ndraft: true\n---\nNot yet"),
    ]);
    let found = reading(&[folder.path()]);
    assert_eq!(ids(&found), ["good.htm"]);
    assert_eq!(found.report.without_text, ["empty.htm", "frames.htm"]);
    let named: Vec<&str> = found.report.problems.iter().map(|problem| problem.file.as_str()).collect();
    assert_eq!(named, ["draft.md", "pdf.html", "picture.htm"]);
}

#[test]
fn of_two_records_with_one_id_the_later_wins_across_files_too() {
    let folder = folder(&[
        (
            "a.jsonl",
            b"{\"id\": 1, \"text\": \"old\"}\n{\"id\": 2, \"text\": \"two\"}\n{\"id\": 1, \"text\": \"newer\"}\n",
        ),
        ("b.jsonl", b"{\"id\": \"1\", \"text\": \"newest\"}\n"),
    ]);
    let found = reading(&[folder.path()]);
    assert_eq!(articles(&found).iter().map(|a| a.text.as_str()).collect::<Vec<_>>(), ["two", "newest"]);
    assert_eq!(found.report.repeated_ids, 2);
    let problem = &found.report.problems[0];
    assert_eq!((problem.file.as_str(), problem.line), ("a.jsonl", Some(1)));
    assert_eq!(problem.reason, Reason::RepeatedId { id: "1".into(), by: "b.jsonl:1".into() });
}

#[test]
fn with_several_inputs_ids_begin_with_the_folders_name() {
    let folder = folder(&[
        ("one/News/a.htm", b"<p>This is page x."),
        ("two/News/a.htm", b"<p>This is page x."),
        ("list.jsonl", b"{\"id\": \"r\", \"text\": \"x\"}\n{\"text\": \"y\"}\n"),
    ]);
    let [one, two, list] = ["one", "two", "list.jsonl"].map(|name| folder.path().join(name));
    let found = reading(&[&two, &one, &list]);
    assert_eq!(ids(&found), ["r", "list.jsonl:2", "one/News/a.htm", "two/News/a.htm"]);
    assert_eq!(articles(&found)[2].section, ["News"], "the input's own name is no section");
}

#[test]
fn a_file_given_by_name_is_read_whatever_it_is_called() {
    let folder = folder(&[
        ("list.data", b"{\"text\": \"x\"}\n"),
        ("notes", b"Some words without a name of their kind."),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00"),
    ]);
    let given = |name: &str| reading(&[&folder.path().join(name)]);
    assert_eq!(ids(&given("list.data")), ["list.data:1"]);
    assert_eq!(ids(&given("notes")), ["notes"]);
    assert_eq!(given("photo.jpg").report.problems[0].reason, Reason::UnknownKind);
}

#[test]
fn an_input_that_is_missing_ends_the_reading() {
    let error = read(&[PathBuf::from("no/such")], &InputOptions::default(), &|_| ()).unwrap_err();
    assert!(matches!(error, ReadingError::Input(InputError::Missing { .. })));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let files: Vec<(String, String)> = (0..60)
        .map(|n| (format!("p{n}.htm"), format!("<title>Page {n}</title><p>These are words of page {n}.")))
        .collect();
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| articles(&reading(&[folder.path()])))
    };
    assert_eq!(with(1), with(4));
}

/// A report of its own for every number, long enough to be compared.
pub(super) fn report(number: usize) -> String {
    let words = [
        "harbour",
        "council",
        "lamp",
        "saffron",
        "ferry",
        "clock",
        "sardine",
        "bridge",
        "lighthouse",
        "well",
        "museum",
    ];
    let word = |step: usize| words[(number * 7 + step * (number + 3)) % words.len()];
    let sentence = |n: usize| {
        format!(
            "The {} of {}{number} was shown to the {} on day {}.",
            word(n),
            word(n + 1),
            word(n + 2),
            number * 31 + n
        )
    };
    (0..12).map(sentence).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_page_on_two_mirrors_is_one_article_that_names_both() {
    let page = |number: usize, site: &str| {
        format!("<title>Report {number}</title><p>{site}<h1>Report {number}</h1><p>{}", report(number))
    };
    let files: Vec<(String, String)> = ["one.example", "two.example"]
        .iter()
        .flat_map(|site| (0..6).map(move |number| (format!("{site}/n{number}.htm"), page(number, site))))
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let site = folder(&files);
    let found = reading(&[site.path()]);
    assert_eq!((found.len(), ids(&found).len()), (6, 6));
    for (number, article) in articles(&found).iter().enumerate() {
        assert_eq!(
            article.also.iter().map(|place| place.id.clone()).collect::<Vec<_>>(),
            [format!("two.example/n{number}.htm")]
        );
    }
}

#[test]
fn records_that_are_alike_stay_apart_unless_the_keeper_wants_them_compared() {
    let line = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"{}\"}}\n", report(1));
    let site = folder(&[("a.jsonl", (line("a") + &line("b")).as_bytes())]);
    assert_eq!(reading(&[site.path()]).len(), 2);
    let config = Config::parse("[duplicates]\nrecords = true\n", Path::new("dalil.toml")).unwrap();
    let options = InputOptions { config, ..InputOptions::default() };
    assert_eq!(read(&[site.path().to_owned()], &options, &|_| ()).unwrap().len(), 1);
}

#[test]
fn the_item_of_a_feed_gives_way_to_the_page_that_it_announces() {
    let feed = b"<rss version='2.0'><channel><title>The Lantern</title>\
        <item><title>Goats</title><link>https://www.lantern.example/goats/</link><description>Goats met.</description></item>\
        <item><title>Wells</title><link>https://lantern.example/?p=7</link><description>Wells dried.</description></item>\
        <item><title>Sheep</title><link>https://lantern.example/sheep/</link><description>Sheep slept.</description></item>\
        </channel></rss>";
    let site = folder(&[
        ("feed/index.xml", feed),
        ("goats/index.html", b"<h1>Goats</h1><p>The goats met under the oak and agreed on nothing."),
        ("index.html?p=7.html", b"<h1>Wells</h1><p>The wells of the valley dried up in a single night."),
    ]);
    let found = articles(&reading(&[site.path()]));
    let titles: Vec<_> = found.iter().map(|article| (article.page.as_str(), article.title.as_deref())).collect();
    assert_eq!(
        titles,
        [
            ("feed/index.xml", Some("Sheep")),
            ("goats/index.html", Some("Goats")),
            ("index.html?p=7.html", Some("Wells")),
        ]
    );
}

#[test]
fn a_page_with_one_short_sentence_does_not_vanish() {
    let site = folder(&[
        ("a.html", b"<title>The Well</title><p>It is dry."),
        ("b.html", b"<title>The Bakery</title><p>Nobody was hurt."),
    ]);
    assert_eq!(ids(&reading(&[site.path()])), ["a.html", "b.html"]);
}

#[test]
fn a_short_notice_that_returns_every_year_is_another_each_time() {
    let notice = b"<title>Day of the Lamp</title><p>The lamps of Umm Qandil are lit tonight, and everybody is asked to bring oil.";
    let site = folder(&[("2009/June/5 n/lamps.htm", notice), ("2010/June/5 n/lamps.htm", notice)]);
    assert_eq!(reading(&[site.path()]).len(), 2);
    let mirrors = folder(&[("one/2009/June/5 n/lamps.htm", notice), ("two/2009/June/5 n/lamps.htm", notice)]);
    assert_eq!(reading(&[mirrors.path()]).len(), 1);
}

#[test]
fn the_site_s_name_in_every_title_is_in_no_article_s() {
    let page =
        |number: usize| format!("<title>Halwanda Lantern - Report {number} of the year</title><p>{}", report(number));
    let pages: Vec<(String, String)> = (0..6).map(|number| (format!("n{number}.htm"), page(number))).collect();
    let files: Vec<(&str, &[u8])> = pages.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let site = folder(&files);
    let titles: Vec<_> = articles(&reading(&[site.path()])).into_iter().filter_map(|article| article.title).collect();
    assert_eq!(titles.first().map(String::as_str), Some("Report 0 of the year"));
    assert!(titles.len() == 6 && titles.iter().all(|title| !title.contains("Lantern")));
}

#[test]
fn a_page_whose_letters_were_mended_is_named_in_the_report() {
    let spoilt =
        "<p>Le cafÃ© de la rue a Ã©tÃ© fermÃ© aprÃ¨s la tempÃªte, et les pÃªcheurs attendent dÃ©jÃ  depuis lâ€™Ã©tÃ©.";
    let site =
        folder(&[("a.htm", spoilt.as_bytes()), ("b.htm", "<p>Le café de la rue a été rouvert hier.".as_bytes())]);
    let found = reading(&[site.path()]);
    assert!(articles(&found)[0].text.starts_with("Le café de la rue a été fermé"));
    assert_eq!((found.report.repaired.total, found.report.repaired.first[0].as_str()), (1, "a.htm"));
}

#[test]
fn no_address_leads_to_a_page_inside_a_container() {
    let mut packed = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    packed.start_file("News/a.htm", zip::write::SimpleFileOptions::default()).unwrap();
    packed.write_all(b"<p>The harbour was opened again.").unwrap();
    let packed = packed.finish().unwrap().into_inner();
    let site = folder(&[("site.zip", &packed), ("b.htm", b"<p>The harbour was closed again.")]);
    let found = reading(&[site.path()]);
    assert_eq!(ids(&found), ["b.htm", "site.zip/News/a.htm"]);
    assert!(found.has_page("b.htm") && !found.has_page("site.zip/News/a.htm"));
    let alone = reading(&[&site.path().join("site.zip")]);
    assert_eq!((ids(&alone), alone.file_of("News/a.htm")), (vec!["News/a.htm".to_owned()], None));
}
