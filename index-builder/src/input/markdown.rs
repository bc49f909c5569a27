//! Markdown, with front matter in YAML or TOML, and plain text.

use pulldown_cmark::{Options, Parser, html};
use serde_json::{Map, Value};

use super::page;
use super::path_clues;
use super::record;
use super::report::Problem;
use crate::article::Article;

/// The longest line that can be a title.
const LONGEST_TITLE: usize = 150;
/// Other names that front matter has for our fields.
const SYNONYMS: [(&str, &str); 9] = [
    ("author", "byline"),
    ("authors", "byline"),
    ("category", "section"),
    ("categories", "section"),
    ("permalink", "url"),
    ("canonical", "url"),
    ("lang", "language"),
    ("locale", "language"),
    ("publisher", "source"),
];

/// What came of a Markdown file.
#[derive(Debug)]
pub enum Read {
    /// An article.
    Article(Box<Article>),
    /// One that says that it is not to be published.
    Draft,
    /// Nothing: the front matter can't be read.
    Problem(Problem),
}

/// Reads a Markdown file.
#[must_use]
pub fn article(name: &str, text: &str) -> Read {
    let (fields, body) = match front_matter(text) {
        Ok(split) => split,
        Err(reason) => {
            return Read::Problem(Problem::of_file(
                name,
                format!("its front matter can't be read ({reason})"),
                "mend it",
            ));
        }
    };
    if fields.get("draft") == Some(&Value::Bool(true)) {
        return Read::Draft;
    }
    let mut markup = String::new();
    html::push_html(&mut markup, Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES));
    let page = page::article(name, &markup);
    let mut renamed = Map::new();
    for (field, value) in fields.into_iter().filter(|(field, _)| field != "draft" && field != "id") {
        let known = SYNONYMS.iter().find(|(synonym, _)| *synonym == field).map(|(_, known)| (*known).to_owned());
        renamed.entry(known.unwrap_or(field)).or_insert(value);
    }
    // Front matter says what a record's fields say.
    let stated = record::article(name, 1, with_text(renamed)).unwrap_or_default();
    let or = |stated: Vec<String>, found: Vec<String>| if stated.is_empty() { found } else { stated };
    // An address within the site says less than the file's own place.
    let url = stated.url.filter(|url| url.contains("://"));
    let article = Article {
        title: stated.title.or(page.title),
        date: stated.date.or(page.date),
        source: or(stated.source, page.source),
        section: or(stated.section, page.section),
        byline: or(stated.byline, page.byline),
        language: stated.language.or(page.language),
        url,
        metadata: stated.metadata,
        ..page
    };
    Read::Article(Box::new(article))
}

/// A record without text would be none.
fn with_text(mut fields: Map<String, Value>) -> Map<String, Value> {
    fields.insert("text".to_owned(), Value::String("-".to_owned()));
    fields
}

/// Divides front matter (`---` YAML or `+++` TOML) from what follows.
fn front_matter(text: &str) -> Result<(Map<String, Value>, &str), String> {
    let text = text.trim_start_matches('\u{feff}');
    for fence in ["---", "+++"] {
        let Some(rest) =
            text.strip_prefix(fence).and_then(|rest| rest.strip_prefix("\r\n").or(rest.strip_prefix('\n')))
        else {
            continue;
        };
        let mut end = 0;
        for line in rest.split_inclusive('\n') {
            if line.trim_end() == fence {
                let fields = rest.get(..end).unwrap_or_default();
                return Ok((parse(fence, fields)?, rest.get(end + line.len()..).unwrap_or_default()));
            }
            end += line.len();
        }
    }
    Ok((Map::new(), text))
}

fn parse(fence: &str, fields: &str) -> Result<Map<String, Value>, String> {
    if fence == "+++" {
        let table: toml::Table = toml::from_str(fields).map_err(|error| error.to_string())?;
        return Ok(table.into_iter().map(|(name, value)| (name, from_toml(value))).collect());
    }
    let value: Option<Map<String, Value>> = serde_yaml_ng::from_str(fields).map_err(|error| error.to_string())?;
    Ok(value.unwrap_or_default())
}

/// TOML has dates of its own, which JSON writes as text.
fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => Value::Array(values.into_iter().map(from_toml).collect()),
        value => serde_json::to_value(value).unwrap_or_default(),
    }
}

/// Reads a plain text file: a short first line before an empty one is its title.
#[must_use]
pub fn plain_text(name: &str, text: &str) -> Article {
    let clues = path_clues::read(name);
    let mut raw = text.lines().map(page::one_line);
    let first = raw.by_ref().find(|line| !line.is_empty()).unwrap_or_default();
    let alone = raw.next().is_none_or(|line| line.is_empty());
    let whole = page::lines(text);
    let is_title = alone && first.chars().count() <= LONGEST_TITLE && whole != first;
    let body = if is_title { whole.get(first.len()..).unwrap_or_default().trim_start().to_owned() } else { whole };
    let lines: Vec<String> = body.lines().map(str::to_owned).collect();
    let title = is_title.then_some(first);
    let in_title = title.as_deref().and_then(super::written_date::find).map(|date| date.to_string());
    Article {
        id: name.to_owned(),
        page: name.to_owned(),
        title,
        date: page::date(&lines, in_title.or(clues.date)),
        section: clues.section.into_iter().collect(),
        text: body,
        confidence: 0.5,
        ..Article::default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Read, article, plain_text};
    use crate::article::Article;

    fn read(text: &str) -> Article {
        match article("posts/a.md", text) {
            Read::Article(article) => *article,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn front_matter_gives_the_fields_and_markup_is_no_text() {
        let yaml = "---\ntitle: Grain accord\ndate: 2012-06-14\nauthor: [A. Petrova, B]\ncategory: News\ntags: [grain, ships]\n---\n# Signed\n\nThe *grain* [accord](https://x.example) & more.\n";
        let article = read(yaml);
        assert_eq!((article.title.as_deref(), article.date.as_deref()), (Some("Grain accord"), Some("2012-06-14")));
        assert_eq!(
            (article.byline.len(), article.section, article.metadata["tags"].len()),
            (2, vec!["News".to_owned()], 2)
        );
        assert_eq!(article.text, "The grain accord & more.");
        let toml = "+++\ntitle = \"Grain\"\ndate = 2012-06-14\n+++\nText.";
        assert_eq!((read(toml).title.as_deref(), read(toml).date.as_deref()), (Some("Grain"), Some("2012-06-14")));
    }

    #[test]
    fn without_front_matter_the_heading_is_the_title() {
        let article = read("# Signed\n\nBoth met. ---\n");
        assert_eq!((article.title.as_deref(), article.text.as_str()), (Some("Signed"), "Both met. ---"));
    }

    #[test]
    fn a_draft_is_left_out_and_broken_front_matter_is_named() {
        assert!(matches!(article("a.md", "---\ndraft: true\n---\nx"), Read::Draft));
        assert!(matches!(article("a.md", "---\ntitle: [\n---\nx"), Read::Problem(_)));
    }

    #[test]
    fn a_text_files_first_line_is_its_title_where_it_stands_alone() {
        let article = plain_text("News/a.txt", "Harbour Reopens\r\n\r\nJune 14, 2012\r\nThe harbour\r\n");
        assert_eq!((article.title.as_deref(), article.date.as_deref()), (Some("Harbour Reopens"), Some("2012-06-14")));
        assert_eq!(article.text, "June 14, 2012\nThe harbour");
        assert_eq!(plain_text("a.txt", "One line\nand the next").title, None);
    }
}
