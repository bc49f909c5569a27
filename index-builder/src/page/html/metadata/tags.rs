//! What `<meta>` and `<link>` state, and the names under which they do.

use scraper::Html;
use scraper::node::Element;

use crate::page::html::lines::without_blanks;
use crate::paragraphs::fold;

/// Headlines, the most trustworthy first.
pub const TITLES: [&str; 8] = [
    "dc.title",
    "dcterms.title",
    "og:title",
    "headline",
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "twitter:title",
];
/// Days of publication.
pub const DATES: [&str; 30] = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date.publication",
    "dcterms.date",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_time",
    "published",
    "published-date",
    "og:pubdate",
    "originalpublicationdate",
    "displaydate",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "date",
    "datecreated",
];
/// Authors of the article.
pub const ARTICLE_BYLINES: [&str; 5] =
    ["article:author", "og:article:author", "article:author_name", "parsely-author", "byl"];
/// Authors of the article or of the site.
pub const BYLINES: [&str; 9] = [
    "dc.creator",
    "dcterms.creator",
    "dc.creator.personalname",
    "citation_author",
    "author",
    "authors",
    "byline",
    "sailthru.author",
    "creator",
];
/// Publishers.
pub const SOURCES: [&str; 7] =
    ["source", "dc.source", "dc.publisher", "dcterms.publisher", "publisher", "og:site_name", "application-name"];
/// Sections.
pub const SECTIONS: [&str; 4] = ["article:section", "section", "parsely-section", "category"];
/// Languages.
pub const LANGUAGES: [&str; 4] = ["content-language", "dc.language", "dcterms.language", "language"];
/// Pictures that stand for the page.
pub const PICTURES: [&str; 8] = [
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "image",
    "thumbnailurl",
    "image_src",
];
/// What search engines are told.
pub const ROBOTS: [&str; 3] = ["robots", "googlebot", "bingbot"];

/// All that is stated, in the order of the page.
#[derive(Debug, Default)]
pub struct Stated {
    /// Name in lower case, value, and whether it is a property: properties are written by programs for each page.
    values: Vec<(String, String, bool)>,
    /// `<link rel=canonical>`.
    pub canonical: Option<String>,
}

impl Stated {
    /// Collects it.
    pub fn of(document: &Html) -> Self {
        let mut stated = Self::default();
        for element in document.tree.nodes().filter_map(|node| node.value().as_element()) {
            match element.name() {
                "meta" => stated.add_meta(element),
                "link" => stated.add_link(element),
                _ => {}
            }
        }
        stated
    }

    /// The values of the first name that has any.
    pub fn first_of(&self, names: &[&str]) -> Vec<String> {
        let named = names.iter().map(|name| self.under(name).collect::<Vec<_>>());
        named.into_iter().find(|values| !values.is_empty()).unwrap_or_default()
    }

    /// The values of all names.
    pub fn all_of(&self, names: &[&str]) -> Vec<String> {
        names.iter().flat_map(|name| self.under(name)).collect()
    }

    /// A property wins over a name.
    fn under<'a>(&'a self, name: &'a str) -> impl Iterator<Item = String> + 'a {
        let has_property = self.values.iter().any(|(other, _, property)| *property && other == name);
        let wanted =
            move |&&(ref other, _, property): &&(String, String, bool)| other == name && property == has_property;
        self.values.iter().filter(wanted).map(|(_, value, _)| value.clone())
    }

    fn add_meta(&mut self, element: &Element) {
        let value = fold(element.attr("content").unwrap_or_default());
        if value.is_empty() {
            return;
        }
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            // A property may be several things at once.
            for name in element.attr(attribute).unwrap_or_default().split_ascii_whitespace() {
                // Dublin Core is written dc.date in HTML and dc:date in RDFa.
                let name = name.to_ascii_lowercase().replace("dc:", "dc.").replace("dcterm:", "dcterms.");
                let name = name.replace("dcterms:", "dcterms.");
                self.values.push((name, value.clone(), attribute == "property"));
            }
        }
    }

    fn add_link(&mut self, element: &Element) {
        let Some(address) = element.attr("href").map(without_blanks).filter(|address| !address.is_empty()) else {
            return;
        };
        for relation in element.attr("rel").unwrap_or_default().split_ascii_whitespace() {
            if relation.eq_ignore_ascii_case("canonical") && self.canonical.is_none() {
                self.canonical = Some(address.clone());
            } else if relation.eq_ignore_ascii_case("image_src") {
                self.values.push(("image_src".to_owned(), address.clone(), false));
            }
        }
    }
}

/// Whether search engines are told to leave the page out.
pub fn forbids(orders: &str) -> bool {
    orders.split([',', ' ']).any(|order| ["noindex", "none"].iter().any(|no| order.trim().eq_ignore_ascii_case(no)))
}
