//! Small archives for the other tests, built as the command line builds them but from articles in memory.

use std::collections::BTreeMap;
use std::path::Path;

use index_builder::archive::Archive;
use index_builder::article::Article;
use index_builder::bundle::superseded::Grace;
use index_builder::bundle::{Bundle, Written};
use index_builder::config::Config;
use index_builder::index::{Index, Link, Links, Options, compile};
use tempfile::TempDir;

/// A built archive in a folder of its own.
pub struct Built {
    pub folder: TempDir,
    pub archive: Archive,
}

/// Builds an archive from articles.
pub fn build(articles: Vec<Article>) -> Built {
    let folder = tempfile::tempdir().unwrap();
    write(articles, folder.path());
    let archive = Archive::open(folder.path()).unwrap();
    Built { folder, archive }
}

/// Builds an archive from articles into a folder.
pub fn write(articles: Vec<Article>, folder: &Path) {
    write_with(articles, Vec::new(), folder);
}

/// Likewise, after an earlier archive of which a part stays for a grace.
pub fn write_after(articles: Vec<Article>, folder: &Path, grace: &Grace) -> Written {
    bundle(articles, Vec::new(), &Config::default(), folder).write(folder, grace).unwrap()
}

/// Builds an archive with notices from articles into a folder.
pub fn write_with(articles: Vec<Article>, notices: Vec<String>, folder: &Path) {
    write_keeping(articles, notices, &Config::default(), folder);
}

/// Builds an archive as its keeper's `dalil.toml` says.
pub fn build_keeping(articles: Vec<Article>, dalil_toml: &str) -> Built {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::parse(dalil_toml, Path::new("dalil.toml")).unwrap();
    write_keeping(articles, Vec::new(), &config, folder.path());
    let archive = Archive::open(folder.path()).unwrap();
    Built { folder, archive }
}

fn write_keeping(articles: Vec<Article>, notices: Vec<String>, config: &Config, folder: &Path) {
    bundle(articles, notices, config, folder).write(folder, &Grace::none()).unwrap();
}

fn bundle(articles: Vec<Article>, notices: Vec<String>, config: &Config, folder: &Path) -> Bundle {
    Bundle::new(index(articles, notices, config, folder), !config.archive.not_offered).unwrap()
}

/// Compiles articles for an archive in a folder; pictures are shown from where the articles say.
pub fn index(articles: Vec<Article>, notices: Vec<String>, config: &Config, folder: &Path) -> Index {
    let links = |article: &Article| Links {
        own: Link::Page,
        also: article.also.iter().map(|place| place.url.clone().map_or(Link::Page, Link::To)).collect(),
        picture: article.picture.clone(),
    };
    let title = Some("The Harbour Archive".to_owned()).filter(|_| !notices.is_empty());
    let (synonyms, ranking) = (config.synonyms.clone(), config.ranking);
    let (base, layout, earlier) = ("../".to_owned(), config.layout, index_builder::bundle::earlier(folder));
    let options = Options {
        fields: config.limits.fields,
        title,
        language: None,
        notices,
        synonyms,
        ranking,
        base,
        layout,
        listing: config.browse.pages,
        earlier,
        cache: None,
        links: &links,
    };
    compile(articles, options).unwrap()
}

/// An article with the fields that most tests need.
pub fn article(id: &str, date: &str, title: &str, text: &str) -> Article {
    Article {
        id: id.to_owned(),
        page: id.to_owned(),
        date: (!date.is_empty()).then(|| date.to_owned()),
        title: (!title.is_empty()).then(|| title.to_owned()),
        text: text.to_owned(),
        language: Some("en".to_owned()),
        metadata: BTreeMap::new(),
        ..Article::default()
    }
}

/// Words that have nothing to do with each other.
pub const WORDS: [&str; 14] = [
    "harbour",
    "grain",
    "council",
    "bridge",
    "minister",
    "embassy",
    "flood",
    "school",
    "railway",
    "orchard",
    "market",
    "lighthouse",
    "ferry",
    "bakery",
];

/// Enough articles of several months for every kind of shard to have more than one file.
pub fn many_articles() -> Vec<Article> {
    let of_number = |number: usize| {
        let word = |step: usize| WORDS[(number * step + number / 7) % 12];
        let rare = format!("word{}", number % 5000);
        let text =
            format!("The {} and the {} of {rare}. A {} was seen near the {}.", word(1), word(5), word(7), word(11));
        let date = format!("20{:02}-{:02}-{:02}", 10 + number % 3, 1 + number % 12, 1 + number % 28);
        let mut article = article(&format!("page {number}.htm"), &date, word(3), &text);
        article.section = vec![["News", "Opinion"][number % 2].to_owned()];
        article.source = vec![format!("Agency {}", number % 17)];
        article
    };
    (0..6000).map(of_number).collect()
}
