//! What a page states about itself: `<meta>`, `<title>`, `<time>`, microdata and JSON-LD.

use std::collections::BTreeMap;

use scraper::Html;
use scraper::node::Element;
use serde::{Deserialize, Serialize};

use super::element::{DomNode, text_of};
use super::json_ld;
use crate::fields::distinct_lines;
use crate::paragraphs::fold;
use crate::written_date;

const LONGEST_NAME: usize = 80;

/// In the order of trust.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    /// Headlines that are stated to be the article's.
    pub titles: Vec<String>,
    /// The page's `<title>`.
    pub page_title: Option<String>,
    /// ISO 8601.
    pub dates: Vec<String>,
    /// Publishers.
    pub source: Vec<String>,
    /// Sections.
    pub section: Vec<String>,
    /// Authors.
    pub byline: Vec<String>,
    /// Keywords of the article.
    pub tags: Vec<String>,
    /// As declared, unchecked.
    pub language: Option<String>,
    /// The article's own address, where the page names one that is not its own.
    pub url: Option<String>,
    /// The address under which the page wants to be known.
    pub canonical: Option<String>,
    /// The page asks search engines to leave it out.
    pub noindex: bool,
    /// The address of the picture that stands for the article.
    pub picture: Option<String>,
    /// Further fields that readers can filter by.
    pub fields: BTreeMap<String, Vec<String>>,
}

const TITLES: [&str; 6] = ["dc.title", "dcterms.title", "og:title", "headline", "citation_title", "parsely-title"];
const DATES: [&str; 22] = [
    "article:published_time",
    "date",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_time",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "og:pubdate",
    "originalpublicationdate",
    "displaydate",
];
const BYLINES: [&str; 9] = [
    "dc.creator",
    "dcterms.creator",
    "dc.creator.personalname",
    "author",
    "article:author",
    "byl",
    "byline",
    "parsely-author",
    "sailthru.author",
];
const SOURCES: [&str; 6] = ["source", "dc.source", "dc.publisher", "dcterms.publisher", "publisher", "og:site_name"];
const SECTIONS: [&str; 4] = ["article:section", "section", "parsely-section", "category"];
const LANGUAGES: [&str; 4] = ["content-language", "dc.language", "dcterms.language", "language"];

/// Reads the whole document; `root` is the part that holds the article, where times are looked for.
pub fn read(document: &Html, root: DomNode) -> Metadata {
    let mut metadata = Metadata::default();
    let mut stated: Vec<(String, String)> = Vec::new();
    let (mut microdata, mut authors) = (Vec::new(), Vec::new());
    for node in document.tree.root().descendants() {
        let Some(element) = node.value().as_element() else { continue };
        match element.name() {
            "html" | "body" if metadata.language.is_none() => metadata.language = language_of(element),
            "meta" => stated.extend(stated_by(element)),
            "title" if metadata.page_title.is_none() && !in_picture(node) => {
                metadata.page_title = Some(text_of(node)).filter(|title| !title.is_empty());
            }
            "script"
                if element.attr("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")) =>
            {
                let script = node.children().filter_map(|child| child.value().as_text().map(|text| text.to_string()));
                json_ld::read(&script.collect::<String>(), &mut metadata);
            }
            _ => {}
        }
        if element.attr("itemprop") == Some("datePublished") {
            microdata.push(time_of(node, element));
        }
        if is_author(element) {
            authors.push(author_in(node, element));
        }
    }
    metadata.add_stated(&stated);
    metadata.add_dates(microdata);
    metadata.add_bylines(authors);
    metadata.add_dates(time_in(root).into_iter().collect());
    metadata
}

impl Metadata {
    fn add_stated(&mut self, stated: &[(String, String)]) {
        let all = |names: &[&str]| -> Vec<String> {
            let of = |name| stated.iter().filter(move |(stated, _)| stated == name).map(|(_, value)| value.clone());
            names
                .iter()
                .find_map(|name| Some(of(*name).collect::<Vec<_>>()).filter(|values| !values.is_empty()))
                .unwrap_or_default()
        };
        // What is stated in <meta> is written for readers and comes before JSON-LD's headline, which may be shortened.
        self.titles.splice(0..0, distinct_lines(all(&TITLES)));
        let dates = DATES.iter().flat_map(|name| stated.iter().filter(move |(stated, _)| stated == name));
        self.add_dates(dates.map(|(_, value)| value.clone()).collect());
        self.add_bylines(all(&BYLINES));
        self.add_sections(all(&SECTIONS));
        self.add_sources(all(&SOURCES));
        self.tags = distinct_lines(all(&["article:tag"]));
        self.language = self.language.take().or_else(|| all(&LANGUAGES).into_iter().next());
    }

    /// Adds dates that can be understood.
    pub fn add_dates(&mut self, dates: Vec<String>) {
        self.dates.extend(dates.iter().filter_map(|date| written_date::parse(date)));
    }

    /// Takes authors, unless some are known.
    pub fn add_bylines(&mut self, bylines: Vec<String>) {
        if self.byline.is_empty() {
            let named = bylines.iter().map(|byline| without_by(byline)).filter(|byline| !is_address(byline)).collect();
            self.byline = distinct_lines(named);
        }
    }

    /// Takes publishers, unless some are known.
    pub fn add_sources(&mut self, sources: Vec<String>) {
        if self.source.is_empty() {
            self.source = distinct_lines(sources).into_iter().filter(|source| !is_address(source)).collect();
        }
    }

    /// Takes sections, unless some are known.
    pub fn add_sections(&mut self, sections: Vec<String>) {
        if self.section.is_empty() {
            self.section = distinct_lines(sections).into_iter().filter(|section| !is_address(section)).collect();
        }
    }
}

/// The name in lower case, and the value, of one `<meta>`.
fn stated_by(element: &Element) -> Option<(String, String)> {
    let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|attribute| element.attr(attribute))?;
    let value = fold(element.attr("content")?);
    // Dublin Core is written dc.date in HTML and dc:date in RDFa.
    let name = name.trim().to_ascii_lowercase().replace("dc:", "dc.").replace("dcterms:", "dcterms.");
    (!value.is_empty()).then_some((name, value))
}

fn language_of(element: &Element) -> Option<String> {
    element.attr("lang").or_else(|| element.attr("xml:lang")).map(str::to_owned).filter(|tag| !tag.is_empty())
}

fn time_of(node: DomNode, element: &Element) -> String {
    element.attr("datetime").or_else(|| element.attr("content")).map_or_else(|| text_of(node), str::to_owned)
}

/// An author in microdata, or a link that says it leads to the author.
fn is_author(element: &Element) -> bool {
    let in_link = || {
        element.name() == "a" && element.attr("rel").is_some_and(|rel| rel.split_whitespace().any(|r| r == "author"))
    };
    element.attr("itemprop") == Some("author") || in_link()
}

/// The name in it; longer text is a portrait, not a name.
fn author_in(node: DomNode, element: &Element) -> String {
    let named = node.descendants().skip(1).find_map(|inner| {
        inner.value().as_element().filter(|e| e.attr("itemprop") == Some("name")).map(|e| (inner, e))
    });
    let (node, element) = named.unwrap_or((node, element));
    let name = element.attr("content").map_or_else(|| text_of(node), fold);
    if name.chars().count() <= LONGEST_NAME { name } else { String::new() }
}

/// The first `<time>` of the article that is a day.
fn time_in(root: DomNode) -> Option<String> {
    root.descendants()
        .filter_map(|node| node.value().as_element().filter(|e| e.name() == "time").map(|e| time_of(node, e)))
        .find(|time| written_date::parse(time).is_some_and(|date| date.len() >= "2012-06-14".len()))
}

fn in_picture(node: DomNode) -> bool {
    node.ancestors().any(|above| above.value().as_element().is_some_and(|e| e.name() == "svg"))
}

fn without_by(byline: &str) -> String {
    let byline = fold(byline);
    let start = byline.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("by "));
    if start { byline.get(3..).unwrap_or_default().to_owned() } else { byline }
}

fn is_address(value: &str) -> bool {
    value.starts_with("http://") || value.starts_with("https://") || value.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::page::html;
    use crate::page::path_clues::PathClues;
    use crate::understanding::one_article;

    fn article(html: &str) -> Article {
        one_article(html::read(html, &html::Rules::default()), &PathClues::default())
    }

    #[test]
    fn metadata_of_every_common_kind_is_understood() {
        let found = article(
            "<html lang='ar-LB'><head><meta name='DC.date' content='14 June 2012'><meta name=author content='By Anna Petrova'>\
             <meta property='article:section' content='News'><meta property='article:tag' content='Sea'>\
             <meta property='article:tag' content='Boats'><meta name='DC.Publisher' content='Marwan Times'></head><p>x",
        );
        assert_eq!(found.date.as_deref(), Some("2012-06-14"));
        assert_eq!(
            (found.byline, found.section, found.source),
            (vec!["Anna Petrova".to_owned()], vec!["News".to_owned()], vec!["Marwan Times".to_owned()])
        );
        assert_eq!(found.metadata["tags"], ["Sea", "Boats"]);
        assert_eq!(found.language.as_deref(), Some("ar-LB"));
    }

    #[test]
    fn times_in_the_article_date_it() {
        for html in [
            "<p>x<time datetime='2012-06-14T08:00'>yesterday</time>",
            "<p>x<span itemprop=datePublished content='2012-06-14T08:00'></span>",
            "<p>x<time>14 June 2012</time>",
        ] {
            assert!(article(html).date.is_some_and(|date| date.starts_with("2012-06-14")), "{html}");
        }
    }

    #[test]
    fn authors_marked_in_the_page_are_its_byline() {
        for html in [
            "<p>By <a rel='author nofollow' href='x'>Anna Petrova</a>",
            "<span itemprop=author><b itemprop=name>Anna Petrova</b>, Marwan</span>",
        ] {
            assert_eq!(article(html).byline, ["Anna Petrova"], "{html}");
        }
    }

    #[test]
    fn the_day_a_page_was_last_changed_is_not_its_date() {
        assert_eq!(article("<meta name='last-modified' content='2012-06-14'><p>x").date, None);
        assert_eq!(article("<meta property='article:modified_time' content='2012-06-14'><p>x").date, None);
    }

    #[test]
    fn an_author_that_is_an_address_is_none() {
        assert!(article("<meta property='article:author' content='https://a.example/anna'><p>x").byline.is_empty());
    }
}
