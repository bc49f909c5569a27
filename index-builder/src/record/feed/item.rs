//! An item of a feed, whatever the feed's family, and which fields of a record its own become.

use jiff::fmt::rfc2822;
use scraper::Html;

use crate::fields::Fields;
use crate::paragraphs::fold;

/// What a feed says of all its items.
#[derive(Debug, Default)]
pub(super) struct Channel {
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
}

/// What an item's element holds.
#[derive(Debug, Default)]
pub(super) struct Value {
    /// The element's name as feeds usually write it: `title`, `content:encoded`, `dc:date`; `author/name` for a name in an author.
    pub(super) name: String,
    /// Its text; where the element holds markup, that markup.
    pub(super) text: String,
    /// Attributes, in their order.
    pub(super) attributes: Vec<(String, String)>,
}

impl Value {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

/// An item.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// Where it begins.
    pub(super) line: u64,
    /// In the order of the file.
    pub(super) values: Vec<Value>,
}

/// Names of the same thing, the best first.
const TEXTS: [&str; 8] =
    ["content:encoded", "content", "xhtml:body", "body", "content_text", "description", "summary", "dcterms:abstract"];
const DATES: [&str; 13] = [
    "pubdate",
    "published",
    "issued",
    "dc:date",
    "dcterms:issued",
    "dcterms:created",
    "created",
    "wp:post_date",
    "date",
    "prism:publicationdate",
    "updated",
    "modified",
    "dcterms:modified",
];
const AUTHORS: [&str; 5] = ["author/name", "dc:creator", "author", "itunes:author", "creator"];

impl Item {
    /// Whether it is an article, not a comment on one, a picture, or a part of a blog's own machinery.
    pub(super) fn is_article(&self) -> bool {
        let is_comment = |address: &str| address.contains("#comment-");
        let of_blogger = |category: &Value| {
            let kind =
                category.attribute("term").and_then(|term| term.split_once("schemas.google.com/blogger/2008/kind#"));
            kind.is_some_and(|(_, kind)| kind != "post" && kind != "page")
        };
        let post_type = self.text("wp:post_type").unwrap_or("post");
        !self.all("category").any(of_blogger)
            && !matches!(post_type, "attachment" | "nav_menu_item" | "revision" | "custom_css" | "customize_changeset")
            && !post_type.starts_with("wp_")
            && self.first("thr:in-reply-to").is_none()
            && !["guid", "link", "id"].iter().any(|name| self.text(name).is_some_and(is_comment))
    }

    /// Whether its author has not published it.
    pub(super) fn is_draft(&self) -> bool {
        let status = self.text("wp:status").unwrap_or("publish");
        !matches!(status, "publish" | "inherit" | "static")
            || self.text("wp:post_password").is_some()
            || self.text("app:control/app:draft") == Some("yes")
    }

    /// The item as a record.
    pub(super) fn into_fields(self, channel: &Channel, file: &str) -> Fields {
        let mut fields = Fields::default();
        let mut add = |name: &str, value: Option<String>| fields.add(name, value.into_iter().collect());
        add("title", self.text("title").map(plain));
        add("url", self.address());
        add("id", self.id(file));
        add("date", self.date());
        let (text, is_plain) = self.body();
        add(if is_plain { "text" } else { "html" }, text);
        add(
            "language",
            self.text("dc:language").or(self.text("language")).or(channel.language.as_deref()).map(Into::into),
        );
        let source = self.text("source/title").or(self.text("source")).map(plain);
        add("source", source.or_else(|| channel.title.clone()));
        fields.add("byline", self.authors());
        let (sections, tags) = self.categories();
        fields.add("section", sections);
        fields.add("tags", tags);
        fields
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &Value> {
        self.values.iter().filter(move |value| value.name == name)
    }

    fn first(&self, name: &str) -> Option<&Value> {
        self.all(name).next()
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.all(name).map(|value| value.text.trim()).find(|text| !text.is_empty())
    }

    fn address(&self) -> Option<String> {
        let permanent = |guid: &&Value| {
            guid.attribute("ispermalink").is_none_or(|value| value.eq_ignore_ascii_case("true"))
                && is_address(&guid.text)
        };
        // The article's own, not that of the same in another form.
        let linked = self.all("link").filter_map(|link| match link.attribute("href") {
            Some(address) => {
                let is_it = link.attribute("rel").is_none_or(|rel| rel == "alternate");
                (is_it && !address.trim().is_empty()).then_some(address)
            }
            None => Some(link.text.as_str()).filter(|text| !text.trim().is_empty()),
        });
        let mut addresses = self.all("feedburner:origlink").map(|value| value.text.as_str()).chain(linked);
        addresses
            .next()
            .or_else(|| self.all("guid").find(permanent).map(|guid| guid.text.as_str()))
            .or_else(|| self.text("rdf:about").filter(|text| is_address(text)))
            .map(|address| address.trim().to_owned())
    }

    /// Its own name for itself. One that is not unique in the world is so in its file.
    fn id(&self, file: &str) -> Option<String> {
        let own = self.text("guid").or(self.text("id")).or(self.text("rdf:about"));
        match own {
            Some(own) if own.contains(':') => Some(own.to_owned()),
            Some(own) => Some(format!("{file}:{own}")),
            None => self.address(),
        }
    }

    /// A date with time and zone becomes ISO 8601, so that it keeps them.
    fn date(&self) -> Option<String> {
        let stated = DATES.iter().find_map(|name| self.text(name).filter(|text| !is_no_date(text)))?;
        let with_time = rfc2822::parse(stated).ok().map(|date| date.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
        Some(with_time.unwrap_or_else(|| stated.to_owned()))
    }

    /// The fullest text it has, and whether that is plain.
    fn body(&self) -> (Option<String>, bool) {
        let texts = TEXTS.iter().flat_map(|name| self.all(name)).filter(|value| !value.text.trim().is_empty());
        // The first of equals.
        let Some(best) = texts.reduce(|best, other| if other.text.len() > best.text.len() { other } else { best })
        else {
            return (None, true);
        };
        let is_plain = match best.attribute("type") {
            Some("text" | "text/plain") => true,
            _ => best.name == "content_text" || !best.text.contains(['<', '&']),
        };
        // WordPress adds paragraphs only when it shows a text.
        let is_raw = self.first("wp:post_type").is_some() && !best.text.contains("<p");
        let text =
            if is_raw && !is_plain { format!("<p>{}", best.text.replace("\n\n", "\n<p>")) } else { best.text.clone() };
        (Some(text), is_plain)
    }

    fn authors(&self) -> Vec<String> {
        let named = AUTHORS.iter().map(|name| {
            self.all(name).map(|value| person(&plain(&value.text))).filter(|name| !name.is_empty()).collect::<Vec<_>>()
        });
        named.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
    }

    /// What it is filed under. Where a feed doesn't tell categories from tags, the first one is the section.
    fn categories(&self) -> (Vec<String>, Vec<String>) {
        let (mut sections, mut tags) = (Vec::new(), Vec::new());
        for category in ["category", "dc:subject", "tags"].iter().flat_map(|name| self.all(name)) {
            let label = category.attribute("label").or(category.attribute("term")).unwrap_or(&category.text);
            let label = plain(label);
            let of_machinery =
                category.attribute("scheme").is_some_and(|scheme| scheme.contains("schemas.google.com/g/"));
            if label.is_empty() || of_machinery || label.eq_ignore_ascii_case("uncategorized") {
                continue;
            }
            match category.attribute("domain") {
                Some("category") => sections.push(label),
                Some("post_tag" | "tag") => tags.push(label),
                Some("post_format") => {}
                _ if sections.is_empty() && category.name != "tags" => sections.push(label),
                _ => tags.push(label),
            }
        }
        (sections, tags)
    }
}

/// A line of text out of one that may hold markup or references.
pub(super) fn plain(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return fold(text);
    }
    fold(&Html::parse_fragment(text).root_element().text().collect::<String>())
}

/// The name in `mail@example.org (Name)`; nothing of a bare mail address.
fn person(author: &str) -> String {
    if let Some((before, name)) = author.strip_suffix(')').and_then(|author| author.split_once('('))
        && before.contains('@')
    {
        return name.trim().to_owned();
    }
    let is_mail = author.contains('@') && !author.contains(' ');
    if is_mail { String::new() } else { author.to_owned() }
}

fn is_address(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("http://") || text.starts_with("https://")
}

/// What blogs write for articles that have none.
fn is_no_date(text: &str) -> bool {
    text.starts_with("0000-00-00") || text.contains("-0001")
}
