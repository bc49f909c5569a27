//! What schema.org's JSON-LD says about an article.

use scraper::Html;
use serde_json::Value;

use super::element::text_of;
use super::metadata::Metadata;
use crate::fields::Fields;

/// How deep objects are looked into for an article.
const DEPTH: usize = 4;

/// Adds what a `<script type="application/ld+json">` says about the first article in it.
pub fn read(script: &str, metadata: &mut Metadata) {
    let Ok(value) = serde_json::from_str::<Value>(without_wrapping(script)) else { return };
    let Some(article) = article_in(&value, DEPTH) else { return };
    let mut fields = Fields::default();
    for name in ["headline", "datePublished", "dateCreated", "author", "articleSection", "inLanguage", "publisher"] {
        if let Some(value) = article.get(name) {
            fields.add_json(name, value.clone());
        }
    }
    // Many systems write entities where JSON knows none.
    metadata.titles.extend(fields.take_line("headline").map(|headline| without_entities(&headline)));
    metadata.add_dates(fields.take_any(&["datePublished", "dateCreated"]));
    metadata.add_bylines(fields.take_lines("author"));
    metadata.add_sections(fields.take_lines("articleSection"));
    metadata.add_sources(fields.take_lines("publisher"));
    metadata.language = metadata.language.take().or(fields.take_line("inLanguage"));
}

fn article_in(value: &Value, depth: usize) -> Option<&Value> {
    if depth == 0 {
        return None;
    }
    match value {
        Value::Array(list) => list.iter().find_map(|value| article_in(value, depth - 1)),
        Value::Object(object) if object.get("@type").is_some_and(is_article) => Some(value),
        Value::Object(object) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .iter()
            .find_map(|name| article_in(object.get(*name)?, depth - 1)),
        _ => None,
    }
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

fn without_entities(text: &str) -> String {
    if text.contains('&') { text_of(Html::parse_fragment(text).tree.root()) } else { text.to_owned() }
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => {
            let kind = kind.rsplit('/').next().unwrap_or(kind);
            kind.ends_with("Article")
                || matches!(kind, "BlogPosting" | "Report" | "LiveBlogPosting" | "SocialMediaPosting")
        }
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
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
}
