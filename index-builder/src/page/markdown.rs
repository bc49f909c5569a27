//! Markdown pages: front matter, then what their HTML says.

use pulldown_cmark::{Options, Parser};

use super::front_matter;
use super::html;
use super::{Metadata, Page};
use crate::fields::{Fields, distinct_lines};
use crate::problem::Reason;
use crate::written_date;

/// Fields that tell a site generator how to show a page, and a reader nothing.
const TECHNICAL: [&str; 22] = [
    "aliases",
    "comments",
    "cover",
    "draft",
    "excerpt",
    "description",
    "image",
    "images",
    "layout",
    "markup",
    "menu",
    "math",
    "outputs",
    "published",
    "redirect_from",
    "slug",
    "summary",
    "template",
    "thumbnail",
    "toc",
    "type",
    "weight",
];

/// A Markdown page as it was understood.
#[derive(Debug)]
pub struct MarkdownPage {
    /// `None` for a draft.
    pub page: Option<Page>,
    /// With its line.
    pub problem: Option<(Option<u64>, Reason)>,
}

/// Reads a page.
#[must_use]
pub fn read(text: &str) -> MarkdownPage {
    let divided = front_matter::divide(text);
    let mut fields = divided.fields;
    let problem = divided.problem.map(|(line, cause)| (Some(line), Reason::FrontMatter(cause)));
    if is_draft(&mut fields) {
        return MarkdownPage { page: None, problem: Some((None, Reason::Draft)) };
    }
    let mut markup = String::new();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    pulldown_cmark::html::push_html(&mut markup, Parser::new_ext(divided.body, options));
    let mut page = html::read_content(&markup);
    let doubt = apply(fields, &mut page.metadata);
    MarkdownPage { page: Some(page), problem: problem.or(doubt.map(|reason| (None, reason))) }
}

fn is_draft(fields: &mut Fields) -> bool {
    let is = |value: Option<String>, truth: &str| value.is_some_and(|value| value.eq_ignore_ascii_case(truth));
    is(fields.take_line("draft"), "true") || is(fields.take_line("published").filter(|_| true), "false")
}

/// What the front matter states wins over what the text shows.
fn apply(mut fields: Fields, metadata: &mut Metadata) -> Option<Reason> {
    let mut doubt = None;
    if let Some(stated) = fields.take_any(&["date", "datePublished", "publishDate", "pubDate", "published"]).first() {
        match written_date::parse(stated) {
            Some(date) => metadata.dates.insert(0, date),
            None => doubt = Some(Reason::Date(stated.chars().take(60).collect())),
        }
    }
    let replace = |place: &mut Vec<String>, values: Vec<String>| {
        if !values.is_empty() {
            *place = distinct_lines(values);
        }
    };
    if let Some(title) = fields.take_line("title") {
        metadata.titles.insert(0, title);
    }
    replace(&mut metadata.section, fields.take_any(&["section", "category", "categories", "taxonomies.categories"]));
    replace(&mut metadata.byline, fields.take_any(&["byline", "author", "authors", "taxonomies.authors"]));
    replace(&mut metadata.source, fields.take_any(&["source", "publisher"]));
    metadata.url = distinct_lines(fields.take_any(&["url", "permalink", "canonical", "link"])).into_iter().next();
    let language = distinct_lines(fields.take_any(&["language", "lang", "locale"])).into_iter().next();
    metadata.language = language.or(metadata.language.take());
    let tags = distinct_lines(fields.take_any(&["tags", "tag", "keywords", "taxonomies.tags"]));
    fields.add("tags", tags);
    metadata.picture = distinct_lines(fields.take_any(&["image", "cover", "thumbnail"])).into_iter().next();
    TECHNICAL.iter().for_each(|name| drop(fields.take(name)));
    metadata.fields.extend(fields.into_metadata());
    doubt
}

#[cfg(test)]
mod tests {
    use super::{MarkdownPage, read};
    use crate::page::path_clues;
    use crate::problem::Reason;
    use crate::understanding::one_article;

    #[test]
    fn front_matter_and_text_make_an_article() {
        let text = "---\ntitle: Harbour & \"Town\"\nauthor: {name: A. Petrova}\ncategories: [News, Sea]\ntags: boats\n\
                    lang: en_GB\npermalink: /n/1/\nlayout: post\nregion: North\n---\n\n# Harbour & \"Town\"\n\nBoats *left* \
                    [Marwan](https://a.example/).\n\n- one\n- two\n\n![A boat](boat.jpg)\n";
        let path = path_clues::read("_posts/2012-06-14-harbour.md");
        let found = one_article(read(text).page.unwrap(), &path);
        assert_eq!(found.title.as_deref(), Some("Harbour & \"Town\""));
        assert_eq!(found.text, "Boats left Marwan.\none\ntwo");
        assert_eq!((found.byline[0].as_str(), found.section.len()), ("A. Petrova", 2));
        assert_eq!(found.date.as_deref(), Some("2012-06-14"));
        assert_eq!((found.language.as_deref(), found.url.as_deref()), (Some("en-GB"), Some("/n/1/")));
        assert_eq!((found.links.len(), found.captions.len()), (1, 1));
        assert_eq!(found.metadata.keys().collect::<Vec<_>>(), ["region", "tags"]);
    }

    #[test]
    fn without_front_matter_the_first_heading_is_the_title() {
        let found = one_article(read("# Harbour Reopens\n\nBoats left.\n").page.unwrap(), &path_clues::read("a.md"));
        assert_eq!((found.title.as_deref(), found.text.as_str()), (Some("Harbour Reopens"), "Boats left."));
    }

    #[test]
    fn a_draft_is_left_out_and_reported() {
        for text in ["---\ndraft: true\n---\nText", "+++\ndraft = true\n+++\nText", "---\npublished: false\n---\nText"]
        {
            let MarkdownPage { page, problem } = read(text);
            assert!(page.is_none());
            assert_eq!(problem, Some((None, Reason::Draft)));
        }
        assert!(read("---\ndraft: false\npublished: true\n---\nText").page.is_some());
    }
}
