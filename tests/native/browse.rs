//! The pages that list the articles without any script: whole, valid, and never older than the archive.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use index_builder::archive::Archive;
use index_builder::article::Article;
use index_builder::bundle::listed;
use index_builder::command::build::{Build, run};
use index_builder::config::settings::Cache;
use scraper::{Html, Selector};

use crate::archives::{Built, article, build, build_keeping, many_articles, write};

/// The pages of an archive, by path.
fn pages(folder: &Path) -> BTreeMap<String, Html> {
    let names = listed(folder).into_keys().filter(|name| name.ends_with(".html"));
    let read = |name: String| {
        let page = Html::parse_document(&fs::read_to_string(folder.join("browse").join(&name)).unwrap());
        (format!("browse/{name}"), page)
    };
    names.map(read).collect()
}

fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    page.select(&Selector::parse(selector).unwrap()).map(|element| element.text().collect()).collect()
}

/// Articles of which each is hard to list in another way.
fn hard_articles() -> Vec<Article> {
    let mut all = vec![
        article("a&b #1%.htm", "2006-07-14", "Salt & <script>alert(1)</script> \"quoted\"", "The harbour."),
        article("untitled", "2006-07-14", "", "The first sentence. The second one."),
        article("script", "2006-07", "Bad", "The harbour."),
        article("year", "2006", "Only a year", "The harbour."),
        article("undated", "", "Undated", "The harbour."),
        article("arabic", "2006-08-01", "الميناء القديم", "الميناء."),
    ];
    all[2].url = Some("javascript:alert(1)".to_owned());
    all[5].language = Some("ar".to_owned());
    all[0].section = vec!["News".to_owned(), "آراء".to_owned()];
    all[1].section = vec!["con".to_owned()];
    all
}

/// An archive of records, which have no pages of their own but for those that say so.
fn built_of_records(articles: &[Article]) -> Built {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("records.jsonl");
    let record = |article: &Article| {
        let Article { id, title, text, date, url, section, language, .. } = article;
        serde_json::json!({"id": id, "title": title, "text": text, "date": date, "url": url, "section": section,
            "language": language})
        .to_string()
    };
    fs::write(&input, articles.iter().map(record).collect::<Vec<_>>().join("\n")).unwrap();
    let out = folder.path().join("search");
    let (inputs, config, base_url, layout) = (vec![input], None, None, None);
    let build =
        Build { inputs, out: out.clone(), config, cache: Cache::Off, base_url, layout, purge: false, json: false };
    run(&build, &mut Vec::new()).unwrap();
    let archive = Archive::open(&out).unwrap();
    Built { folder, archive }
}

#[test]
fn the_pages_are_valid_and_every_link_leads_to_what_is_there() {
    let built = build(many_articles());
    let hard = built_of_records(&hard_articles());
    for folder in [built.folder.path().to_owned(), hard.folder.path().join("search")] {
        let pages = pages(&folder);
        assert!(pages.contains_key("browse/index.html"));
        for (path, page) in &pages {
            assert_eq!(page.errors, Vec::<&str>::new(), "{path}");
            assert_eq!(attributes(page, "base", "href"), ["../index.html"]);
            let links = attributes(page, "a, link[rel=stylesheet]", "href");
            for link in links.iter().filter(|link| !link.starts_with("?article=") && !link.starts_with("../page")) {
                let (file, place) =
                    link.split_once('#').map_or((link.as_str(), None), |(file, place)| (file, Some(place)));
                assert!(folder.join(file).is_file(), "{path} leads to {link}");
                if let Some(place) = place {
                    assert!(
                        attributes(&pages[file], "[id]", "id").iter().any(|id| id == place),
                        "{path} leads to {link}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_article_is_listed_once_under_its_day_and_leads_to_its_page() {
    let built = build(many_articles());
    let pages = pages(built.folder.path());
    let mut links: Vec<String> =
        pages.values().flat_map(|page| attributes(page, "main > ol > li > a", "href")).collect();
    let mut wanted: Vec<String> = (0..6000).map(|number| format!("../page%20{number}.htm")).collect();
    links.retain(|link| !link.starts_with("browse/"));
    links.sort();
    wanted.sort();
    assert!(links == wanted, "{} of {} links", links.len(), wanted.len());
    let month = &pages["browse/2010-07.html"];
    let days = texts(month, "h2");
    assert!(days.contains(&"Saturday, July 3".to_owned()), "{days:?}");
    assert_eq!(attributes(month, "[rel=prev], [rel=next]", "href"), ["browse/2010-04.html", "browse/2010-10.html"]);
}

#[test]
fn what_has_no_page_leads_to_the_stored_article_and_nothing_in_it_becomes_markup() {
    let built = built_of_records(&hard_articles());
    let pages = pages(&built.folder.path().join("search"));
    let articles = |page: &str| attributes(&pages[page], "main > ol > li > a", "href");
    assert_eq!(
        articles("browse/2006-07.html"),
        ["?article=script", "?article=a%26b%20%231%25.htm", "?article=untitled"]
    );
    assert_eq!(articles("browse/2006.html"), ["?article=year"]);
    assert_eq!(articles("browse/undated.html"), ["?article=undated"]);
    let titles = texts(&pages["browse/2006-07.html"], "main > ol > li > a");
    assert_eq!(titles, ["Bad", "Salt & <script>alert(1)</script> \"quoted\"", "The first sentence."]);
    assert!(pages.values().all(|page| texts(page, "script").is_empty()));
    let arabic = &pages["browse/2006-08.html"];
    assert_eq!([attributes(arabic, "li", "dir"), attributes(arabic, "li", "lang")], [["rtl"], ["ar"]]);
}

#[test]
fn reports_without_titles_on_one_page_stand_below_one_way_to_it() {
    let report = |n: usize, day: &str, title: &str, section: &str| {
        let mut report = article(&format!("r{n}"), day, title, &format!("Ship {n} came in. It left."));
        report.url = Some(format!("https://coast.example/log/{day}#n{n}"));
        report.section = vec![section.to_owned()];
        report
    };
    let mut reports: Vec<_> =
        (0..4).map(|n| report(n, "2006-07-14", "", if n < 3 { "Arrivals" } else { "Tides" })).collect();
    reports.push(report(4, "2006-07-14", "A storm", "Tides"));
    reports.push(report(5, "2006-07-15", "", "Tides"));
    let built = built_of_records(&reports);
    let month = &pages(&built.folder.path().join("search"))["browse/2006-07.html"];
    assert_eq!(month.errors, Vec::<&str>::new());
    let page = "https://coast.example/log/";
    let ways = ["2006-07-14", "2006-07-14#n4", "2006-07-15#n5"].map(|end| format!("{page}{end}"));
    assert_eq!(attributes(month, "main > ol > li > a", "href"), ways);
    assert_eq!(texts(month, "main > ol > li > a"), ["2006-07-14", "A storm", "Ship 5 came in."]);
    assert_eq!(texts(month, "li > h3"), ["Arrivals", "Tides"]);
    let listed = texts(month, "li > ul > li");
    assert_eq!(listed, (0..4).map(|n| format!("Ship {n} came in.")).collect::<Vec<_>>());
    assert_eq!(attributes(month, "main > ol > li, li > ul", "class"), ["s1 s2", "s1", "s2", "s2", "s2"]);
}

#[test]
fn a_section_leads_to_the_months_in_which_it_has_articles() {
    let mut articles = many_articles();
    for (n, article) in articles.iter_mut().enumerate() {
        article.section = vec![["News", "Opinion"][n / 12 % 2].to_owned()];
    }
    let built = build(articles);
    let pages = pages(built.folder.path());
    assert_eq!(texts(&pages["browse/index.html"], ".k a"), ["News", "Opinion"]);
    let news = &pages["browse/section-news.html"];
    assert_eq!(texts(news, "h2"), ["2012", "2011", "2010"]);
    let months = attributes(news, ".m a", "href");
    let with_news = pages.iter().filter(|(_, page)| texts(page, ".s a").contains(&"News".to_owned())).count();
    let mixed = months.iter().filter(|address| address.contains("#s")).count();
    assert!(mixed > 0 && mixed == with_news, "{months:?}");
    let (month, place) = months.iter().find_map(|address| address.split_once('#')).unwrap();
    let counted = texts(&pages[month], &format!("li.{place}")).len();
    let told = texts(&pages[month], &format!("span:has(> #{place}) small"));
    assert_eq!(told, [counted.to_string()]);
    let style = fs::read_to_string(built.folder.path().join("browse/style.css")).unwrap();
    assert!(style.contains("body:has(#s2:target)") && !style.contains("#s3:"), "{style}");
}

#[test]
fn the_names_of_sections_are_safe_and_apart() {
    let mut articles = many_articles();
    articles.truncate(240);
    for (n, article) in articles.iter_mut().enumerate() {
        article.section = vec![format!("{} {}", ["CON", "آراء", "a/b", "A:B", "Ünter", "nul.x"][n % 6], n % 120)];
    }
    let built = build(articles);
    let pages = pages(built.folder.path());
    let names: BTreeSet<&String> = pages.keys().filter(|path| path.starts_with("browse/section-")).collect();
    assert_eq!(names.len(), 100, "only so many have a page of their own");
    assert_eq!(texts(&pages["browse/sections.html"], "dt").len(), 20);
}

#[test]
fn a_change_rewrites_the_pages_it_touches_and_what_is_gone_is_gone_from_them() {
    let folder = tempfile::tempdir().unwrap();
    let read = || {
        let names = listed(folder.path()).into_keys();
        names.map(|name| (name.clone(), fs::read_to_string(folder.path().join("browse").join(name)).unwrap())).collect()
    };
    let mut articles = many_articles();
    articles.truncate(600);
    articles.push(article("secret", "2013-01-02", "A secret letter", "The harbour."));
    write(articles.clone(), folder.path());
    let before: BTreeMap<String, String> = read();
    assert!(before["2013-01.html"].contains("A secret letter"));
    articles.pop();
    articles[7].title = Some("Another title".to_owned());
    write(articles, folder.path());
    let after: BTreeMap<String, String> = read();
    assert!(!folder.path().join("browse/2013-01.html").exists() && !after.contains_key("2013-01.html"));
    assert!(after.values().all(|page| !page.contains("secret")));
    let changed: Vec<&str> =
        after.iter().filter(|(name, page)| before[*name] != **page).map(|(name, _)| name.as_str()).collect();
    // The last month has no next one any more, and the first page counts one less.
    assert_eq!(changed, ["2011-08.html", "2012-12.html", "index.html"]);
}

#[test]
fn a_keeper_who_wants_no_such_pages_has_none_and_old_ones_go() {
    let none = build_keeping(many_articles(), "[browse]\npages = false\n");
    assert!(!none.folder.path().join("browse").exists());
    let page = fs::read_to_string(none.folder.path().join("index.html")).unwrap();
    assert!(!page.contains("browse/"));

    let built = build_keeping(vec![article("a", "2020", "One", "article")], "");
    fs::write(built.folder.path().join("browse/mine.html"), "mine").unwrap();
    fs::write(built.folder.path().join("browse/2020.html"), "mine, too").unwrap();
    let bundle = |pages: &str| {
        let input = built.folder.path().join("records.jsonl");
        let config = built.folder.path().join("dalil.toml");
        fs::write(&input, "{\"text\":\"A harbour.\"}").unwrap();
        fs::write(&config, pages).unwrap();
        let (inputs, out) = (vec![input], built.folder.path().to_owned());
        let (config, cache, base_url, layout) = (Some(config), Cache::Off, None, None);
        run(&Build { inputs, out, config, cache, base_url, layout, purge: false, json: false }, &mut Vec::new())
    };
    bundle("[browse]\npages = false\n").unwrap();
    let left: BTreeSet<_> =
        fs::read_dir(built.folder.path().join("browse")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left, ["2020.html", "mine.html"].map(Into::into).into(), "what is somebody else's stays");
    fs::write(built.folder.path().join("browse/index.html"), "mine").unwrap();
    let refused = bundle("").unwrap_err().to_string();
    assert!(refused.contains("index.html is there already and was not made by dalil"), "{refused}");
}

#[test]
fn a_page_that_was_changed_is_named_as_damaged() {
    let built = build(many_articles());
    assert!(built.archive.verify().is_empty());
    fs::write(built.folder.path().join("browse/2010-07.html"), "dalil browse").unwrap();
    let wrong: Vec<String> = built.archive.verify().iter().map(ToString::to_string).collect();
    assert!(wrong.len() == 1 && wrong[0].contains("browse/2010-07.html"), "{wrong:?}");
}
