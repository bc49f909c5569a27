//! What schema.org's JSON-LD says about an article.

use std::collections::BTreeMap;

use scraper::Html;
use serde_json::{Map, Value};

use super::{Metadata, names};
use crate::fields::Fields;
use crate::page::html::element::text_of;

/// How deep objects are looked into for an article.
const DEPTH: usize = 4;
/// Inside of what others stand.
const HOLDERS: [&str; 4] = ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"];

/// Adds what a `<script type="application/ld+json">` says about the first article in it, or else about its page.
pub fn read(script: &str, metadata: &mut Metadata) {
    let Ok(value) = serde_json::from_str::<Value>(without_wrapping(script)) else { return };
    let mut named = BTreeMap::new();
    collect_names(&value, DEPTH, &mut named);
    if let Some(article) = first_in(&value, DEPTH, is_article) {
        add(article, &named, metadata, true);
    } else if let Some(page) = first_in(&value, DEPTH, |kind| matches!(kind, "WebPage" | "ItemPage")) {
        add(page, &named, metadata, false);
    }
}

/// Adds what an object says. A page's name is no headline.
fn add(object: &Map<String, Value>, named: &BTreeMap<&str, &str>, metadata: &mut Metadata, is_article: bool) {
    let mut fields = Fields::default();
    for name in ["datePublished", "dateCreated", "articleSection", "inLanguage", "keywords"] {
        if let Some(value) = object.get(name) {
            fields.add_json(name, value.clone());
        }
    }
    let people = |name: &str| object.get(name).map(|value| names_in(value, named)).unwrap_or_default();
    if is_article {
        metadata.titles.extend(headline(object, metadata.page_title.as_deref()));
        metadata.add_sections(fields.take_lines("articleSection"));
    }
    metadata.add_dates(fields.take_any(&["datePublished", "dateCreated"]));
    metadata.add_bylines(
        [people("author"), people("creator")].into_iter().find(|found| !found.is_empty()).unwrap_or_default(),
    );
    metadata.add_sources(
        [people("publisher"), people("isPartOf")].into_iter().find(|found| !found.is_empty()).unwrap_or_default(),
    );
    metadata.language = metadata.language.take().or(fields.take_line("inLanguage"));
    let keywords = fields.take_lines("keywords");
    metadata.tags.extend(keywords.iter().flat_map(|list| list.split(',')).map(|tag| without_entities(tag.trim())));
    metadata.picture = metadata.picture.take().or_else(|| object.get("image").and_then(address_in));
}

/// Its headline; some give one that differs from the name under which the page is known.
fn headline(object: &Map<String, Value>, page_title: Option<&str>) -> Option<String> {
    let text = |name: &str| object.get(name).and_then(Value::as_str).map(|text| without_entities(text.trim()));
    let is_page = |text: &String| !text.is_empty() && page_title.is_some_and(|title| title.starts_with(text.as_str()));
    let headline = text("headline").filter(|headline| !headline.is_empty());
    match (headline, text("name")) {
        (Some(headline), Some(name)) if !is_page(&headline) && is_page(&name) => Some(name),
        (headline, name) => headline.or(name),
    }
}

/// Objects that others refer to by `@id`.
fn collect_names<'a>(value: &'a Value, depth: usize, named: &mut BTreeMap<&'a str, &'a str>) {
    match value {
        Value::Array(list) if depth > 0 => list.iter().for_each(|value| collect_names(value, depth - 1, named)),
        Value::Object(object) if depth > 0 => {
            if let (Some(Value::String(id)), Some(Value::String(name))) = (object.get("@id"), object.get("name")) {
                named.insert(id, name);
            }
            object.values().for_each(|value| collect_names(value, depth - 1, named));
        }
        _ => {}
    }
}

/// The names of people and publishers: written out, objects, references, or lists of these.
fn names_in(value: &Value, named: &BTreeMap<&str, &str>) -> Vec<String> {
    match value {
        Value::String(name) => vec![without_entities(name)],
        Value::Array(list) => list.iter().flat_map(|value| names_in(value, named)).collect(),
        Value::Object(object) => {
            let own = object.get("name");
            let referred = || {
                object
                    .get("@id")
                    .and_then(Value::as_str)
                    .and_then(|id| named.get(id))
                    .map(|name| without_entities(name))
            };
            match own {
                Some(own) => names_in(own, named),
                None => referred().into_iter().collect(),
            }
        }
        _ => Vec::new(),
    }
    .into_iter()
    .filter(|name| !names::is_address(name))
    .collect()
}

/// The address of a picture: written out, in an object, or the first of a list.
fn address_in(value: &Value) -> Option<String> {
    match value {
        Value::String(address) => Some(address.clone()),
        Value::Array(list) => list.first().filter(|first| !first.is_array()).and_then(address_in),
        Value::Object(object) => object.get("url").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    }
    .filter(|address| !address.is_empty())
}

fn first_in(value: &Value, depth: usize, wanted: fn(&str) -> bool) -> Option<&Map<String, Value>> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Array(list) => list.iter().find_map(|value| first_in(value, depth, wanted)),
        Value::Object(object) if object.get("@type").is_some_and(|kind| is_of(kind, wanted)) => Some(object),
        Value::Object(object) => HOLDERS.iter().find_map(|name| first_in(object.get(*name)?, depth, wanted)),
        _ => None,
    }
}

fn is_of(kind: &Value, wanted: fn(&str) -> bool) -> bool {
    match kind {
        Value::String(kind) => wanted(kind.rsplit(['/', ':']).next().unwrap_or(kind)),
        Value::Array(kinds) => kinds
            .iter()
            .any(|kind| kind.as_str().is_some_and(|kind| wanted(kind.rsplit(['/', ':']).next().unwrap_or(kind)))),
        _ => false,
    }
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article")
        || matches!(
            kind,
            "BlogPosting" | "Report" | "LiveBlogPosting" | "SocialMediaPosting" | "DiscussionForumPosting"
        )
}

/// Old systems hide the script from older browsers.
fn without_wrapping(script: &str) -> &str {
    let blank = |c: char| c.is_whitespace() || c == ';';
    let script = script.trim_matches(blank);
    let script =
        ["<!--", "//<![CDATA[", "<![CDATA["].iter().find_map(|open| script.strip_prefix(open)).unwrap_or(script);
    let script = script.trim_matches(blank);
    let script = ["-->", "//]]>", "]]>"].iter().find_map(|close| script.strip_suffix(close)).unwrap_or(script);
    script.trim_matches(blank)
}

/// Many systems write entities where JSON knows none.
fn without_entities(text: &str) -> String {
    if text.contains('&') { text_of(Html::parse_fragment(text).tree.root()) } else { text.to_owned() }
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
    fn an_article_in_a_graph_is_understood() {
        let found = article(
            r#"<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "No"},
            {"@type": ["NewsArticle"], "headline": "Harbour &amp; Town", "datePublished": "2012-06-14T08:00:00Z",
             "author": [{"@type": "Person", "name": "A. Petrova"}, "B. Haddad"], "publisher": {"name": "Marwan Times"},
             "articleSection": "News", "inLanguage": "en_GB"}]}</script><p>Text."#,
        );
        assert_eq!(found.title.as_deref(), Some("Harbour & Town"));
        assert_eq!(found.date.as_deref(), Some("2012-06-14T08:00:00Z"));
        assert_eq!(found.byline, ["A. Petrova", "B. Haddad"]);
        assert_eq!((found.source[0].as_str(), found.section[0].as_str()), ("Marwan Times", "News"));
        assert_eq!(found.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn a_script_wrapped_for_old_browsers_is_understood() {
        for (open, close) in [("<![CDATA[", "]]>"), ("<!--", "-->"), ("", ";")] {
            let script = format!(r#"{open} {{"@type": "Article", "headline": "Harbour"}} {close}"#);
            let found = article(&format!("<script type='application/ld+json'>{script}</script><p>x"));
            assert_eq!(found.title.as_deref(), Some("Harbour"), "{open}");
        }
    }

    #[test]
    fn broken_json_costs_nothing_else() {
        assert_eq!(article("<script type='application/ld+json'>{\"@type\":</script><p>Text.").text, "Text.");
    }

    #[test]
    fn people_are_found_where_others_refer_to_them() {
        let found = article(
            r##"<script type="application/ld+json">{"@graph": [
            {"@type": "Article", "headline": "Harbour", "author": {"@id": "#anna"}, "publisher": {"@id": "#times"},
             "keywords": "Sea, Boats", "image": [{"url": "https://a.example/boat.jpg"}]},
            {"@type": "Person", "@id": "#anna", "name": "Anna Petrova"},
            {"@type": "Organization", "@id": "#times", "name": "Marwan Times"}]}</script><p>x"##,
        );
        assert_eq!((found.byline[0].as_str(), found.source[0].as_str()), ("Anna Petrova", "Marwan Times"));
        assert_eq!(found.metadata["tags"], ["Sea", "Boats"]);
        assert_eq!(found.picture.as_deref(), Some("https://a.example/boat.jpg"));
    }

    #[test]
    fn what_it_is_a_part_of_is_its_source_and_a_page_without_article_is_dated() {
        let part = article(
            r#"<script type="application/ld+json">{"@type": "NewsArticle", "isPartOf": {"name": "Marwan Times"}}</script><p>x"#,
        );
        assert_eq!(part.source, ["Marwan Times"]);
        let page = article(
            r#"<title>Harbour</title><script type="application/ld+json">{"@type": "WebPage", "name": "Other", "datePublished": "2012-06-14"}</script><p>x"#,
        );
        assert_eq!((page.date.as_deref(), page.title.as_deref()), (Some("2012-06-14"), Some("Harbour")));
    }

    #[test]
    fn a_shortened_headline_gives_way_to_the_whole_one() {
        let script = |headline: &str| {
            format!(
                r#"<meta property="og:title" content="Harbour of Marwan Reopens"><script type="application/ld+json">{{"@type": "Article", "headline": "{headline}"}}</script><p>x"#
            )
        };
        assert_eq!(article(&script("Harbour of Mar...")).title.as_deref(), Some("Harbour of Marwan Reopens"));
        assert_eq!(article(&script("Harbour is open")).title.as_deref(), Some("Harbour is open"));
    }

    #[test]
    fn the_name_that_the_page_bears_wins_over_another_headline() {
        let found = article(
            r#"<title>Harbour - Lexicon</title><script type="application/ld+json">{"@type": "Article", "name": "Harbour", "headline": "place where boats lie"}</script><p>x"#,
        );
        assert_eq!(found.title.as_deref(), Some("Harbour"));
    }
}
