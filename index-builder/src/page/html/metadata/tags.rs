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

#[cfg(test)]
mod tests {
    use super::forbids;
    use crate::page::Metadata;
    use crate::page::html::{Rules, read};

    fn metadata(html: &str) -> Metadata {
        read(html, &Rules::default()).metadata
    }

    #[test]
    fn a_page_that_asks_to_be_left_out_is_known() {
        for orders in ["noindex", "NOINDEX, nofollow", "nofollow,noindex", "none"] {
            assert!(forbids(orders), "{orders}");
        }
        assert!(!forbids("index, follow") && !forbids("noimageindex") && !forbids("all"));
        assert!(metadata("<meta name=googlebot content=none><p>x").noindex);
        assert!(!metadata("<meta name=description content=noindex><p>x").noindex);
    }

    #[test]
    fn a_page_is_known_under_the_address_it_wants() {
        let address = "https://a.example/harbour";
        let link = format!("<link rel='canonical' href='{address}'>");
        let other = "<meta property='og:url' content='https://b.example/'>";
        assert_eq!(metadata(&format!("{other}{link}<p>x")).canonical.as_deref(), Some(address));
        assert_eq!(metadata(&format!("{other}<p>x")).canonical.as_deref(), Some("https://b.example/"));
    }

    #[test]
    fn a_property_wins_over_a_name_and_may_be_several_things() {
        let found = metadata(
            "<meta name='dc.title' content='By name'><meta property='x:title dc:title' content='By property'><p>x",
        );
        assert_eq!(found.titles.first().map(String::as_str), Some("By property"));
    }

    #[test]
    fn the_sites_name_is_no_author_unless_the_article_says_so() {
        let site = "<meta property='og:site_name' content='Marwan Times'>";
        assert!(metadata(&format!("{site}<meta name=author content='Marwan Times'><p>x")).byline.is_empty());
        let by_article = format!("{site}<meta property='article:author' content='Marwan Times'><p>x");
        assert_eq!(metadata(&by_article).byline, ["Marwan Times"]);
    }

    #[test]
    fn an_address_that_counts_days_dates_the_page() {
        let at = |address: &str| metadata(&format!("<link rel=canonical href='{address}'><p>x")).dates;
        assert_eq!(at("https://a.example/2012/06/14/harbour?x=1"), ["2012-06-14"]);
        assert!(at("https://a.example/2012/harbour").is_empty());
    }
}
