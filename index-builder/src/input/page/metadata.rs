//! What a page says of itself: meta elements, JSON-LD, `<time>`, `lang`.

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use super::super::record::iso_or_written;
use super::one_line;

/// Names of meta elements, the most telling first.
const TITLES: [&str; 4] = ["og:title", "dc.title", "dcterms.title", "twitter:title"];
const DATES: [&str; 11] = [
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "pubdate",
    "publish-date",
    "date",
];
const BYLINES: [&str; 5] = ["author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"];
const SOURCES: [&str; 3] = ["og:site_name", "dc.publisher", "dc.source"];
const SECTIONS: [&str; 2] = ["article:section", "parsely-section"];
/// What JSON-LD calls articles.
const ARTICLE_TYPES: [&str; 6] =
    ["Article", "NewsArticle", "BlogPosting", "Report", "OpinionNewsArticle", "AnalysisNewsArticle"];

/// What a page says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    /// The `<title>` element, which may name the site rather than the article.
    pub(super) page_title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) byline: Vec<String>,
    pub(super) source: Vec<String>,
    pub(super) section: Vec<String>,
    pub(super) language: Option<String>,
}

impl Metadata {
    pub(super) fn of(document: &Html) -> Self {
        let meta = meta(document);
        let named = |names: &[&str]| -> Option<String> {
            names.iter().find_map(|name| meta.iter().find(|(key, _)| key == name)).map(|(_, value)| value.clone())
        };
        let json = json_ld(document).unwrap_or_default();
        let text = |key: &str| json.get(key).and_then(Value::as_str).map(one_line).filter(|text| !text.is_empty());
        // An address of a profile is no name.
        let byline = named(&BYLINES).filter(|name| !name.contains("://"));
        Self {
            title: text("headline").or_else(|| named(&TITLES)),
            page_title: element_text(document, "title"),
            date: text("datePublished")
                .or_else(|| named(&DATES))
                .or_else(|| time(document))
                .and_then(|date| iso_or_written(&date)),
            byline: names(json.get("author")).or_else(|| byline.map(|name| vec![name])).unwrap_or_default(),
            source: names(json.get("publisher")).or_else(|| named(&SOURCES).map(|name| vec![name])).unwrap_or_default(),
            section: text("articleSection").or_else(|| named(&SECTIONS)).into_iter().collect(),
            language: language(document, &meta),
        }
    }
}

/// Names, in lower case, and contents of all meta elements that have both.
fn meta(document: &Html) -> Vec<(String, String)> {
    let found = select(document, "meta[content]").into_iter().filter_map(|element| {
        let name =
            ["property", "name", "itemprop", "http-equiv"].iter().find_map(|attribute| element.attr(attribute))?;
        let content = one_line(element.attr("content")?);
        (!content.is_empty()).then(|| (name.trim().to_ascii_lowercase(), content))
    });
    found.collect()
}

/// The first object of JSON-LD that describes an article.
fn json_ld(document: &Html) -> Option<Value> {
    let scripts = select(document, "script[type='application/ld+json']");
    let parsed = scripts.into_iter().filter_map(|script| serde_json::from_str(&script.text().collect::<String>()).ok());
    parsed.into_iter().find_map(|value: Value| article_in(value))
}

/// JSON-LD may be an object, a list, or a `@graph` of objects.
fn article_in(value: Value) -> Option<Value> {
    match value {
        Value::Array(values) => values.into_iter().find_map(article_in),
        Value::Object(mut fields) => {
            let graph = fields.remove("@graph");
            let kind = fields.get("@type");
            let kinds = kind
                .and_then(Value::as_array)
                .map_or_else(|| kind.into_iter().collect(), |kinds| kinds.iter().collect::<Vec<_>>());
            let is_article = kinds.iter().filter_map(|kind| kind.as_str()).any(|kind| ARTICLE_TYPES.contains(&kind));
            if is_article { Some(Value::Object(fields)) } else { graph.and_then(article_in) }
        }
        _ => None,
    }
}

/// The name or names of people or organizations in JSON-LD.
fn names(value: Option<&Value>) -> Option<Vec<String>> {
    let name = |value: &Value| {
        let name = value.as_str().or_else(|| value.get("name").and_then(Value::as_str));
        name.map(one_line).filter(|name| !name.is_empty() && !name.contains("://"))
    };
    let found: Vec<_> = match value? {
        Value::Array(values) => values.iter().filter_map(name).collect(),
        value => name(value).into_iter().collect(),
    };
    (!found.is_empty()).then_some(found)
}

fn time(document: &Html) -> Option<String> {
    let times = select(document, "time[datetime]");
    times.first().and_then(|time| time.attr("datetime")).map(str::to_owned)
}

fn language(document: &Html, meta: &[(String, String)]) -> Option<String> {
    let declared = document.root_element().attr("lang").map(str::to_owned).filter(|lang| !lang.trim().is_empty());
    declared.or_else(|| meta.iter().find(|(name, _)| name == "content-language").map(|(_, value)| value.clone()))
}

fn element_text(document: &Html, selector: &str) -> Option<String> {
    let text = select(document, selector).first().map(|element| one_line(&element.text().collect::<String>()));
    text.filter(|text| !text.is_empty())
}

fn select<'d>(document: &'d Html, selector: &str) -> Vec<ElementRef<'d>> {
    // The selectors are ours and valid; a wrong one would find nothing.
    Selector::parse(selector).map(|selector| document.select(&selector).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Metadata;
    use scraper::Html;

    #[test]
    fn json_ld_is_found_in_a_graph() {
        let html = r#"<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "headline": "A",
            "author": [{"name": "B"}, "C"], "publisher": {"name": "D"}, "datePublished": "2020-09-28", "articleSection": "E"}]}</script>"#;
        let found = Metadata::of(&Html::parse_document(html));
        assert_eq!((found.title.as_deref(), found.date.as_deref()), (Some("A"), Some("2020-09-28")));
        assert_eq!(
            (found.byline, found.source, found.section),
            (vec!["B".to_owned(), "C".into()], vec!["D".to_owned()], vec!["E".to_owned()])
        );
    }

    #[test]
    fn broken_json_ld_is_passed_over() {
        let html =
            r#"<script type="application/ld+json">{"@type": </script><meta name=DC.date content="14 June 2012">"#;
        assert_eq!(Metadata::of(&Html::parse_document(html)).date.as_deref(), Some("2012-06-14"));
    }
}
