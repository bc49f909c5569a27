//! Markdown pages: front matter, then what their HTML says.

use pulldown_cmark::{Options, Parser};

use super::front_matter;
use super::html;
use super::path_clues::PathClues;
use crate::article::Article;
use crate::fields::{Fields, language_tag};
use crate::report::Reason;
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
    /// `None` for a draft and for a page without text.
    pub article: Option<Article>,
    /// With its line.
    pub problem: Option<(Option<u64>, Reason)>,
}

/// Reads a page; where it is silent its path speaks.
#[must_use]
pub fn read(text: &str, path: PathClues) -> MarkdownPage {
    let divided = front_matter::divide(text);
    let mut fields = divided.fields;
    let problem = divided.problem.map(|(line, cause)| (Some(line), Reason::FrontMatter(cause)));
    if is_draft(&mut fields) {
        return MarkdownPage { article: None, problem: Some((None, Reason::Draft)) };
    }
    let mut markup = String::new();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    pulldown_cmark::html::push_html(&mut markup, Parser::new_ext(divided.body, options));
    if let Some(title) = fields.take_line("title") {
        // As the first heading, so that a repetition of it in the text is recognised.
        let mut heading = String::from("<meta property=\"og:title\" content=\"");
        heading.push_str(&title.replace('&', "&amp;").replace('"', "&quot;"));
        heading.push_str("\">");
        markup.insert_str(0, &heading);
    }
    let read = html::read(&markup);
    if !read.has_text() {
        return MarkdownPage { article: None, problem };
    }
    let mut article = read.into_article_at(path);
    let doubt = apply(fields, &mut article);
    MarkdownPage { article: Some(article), problem: problem.or(doubt.map(|reason| (None, reason))) }
}

fn is_draft(fields: &mut Fields) -> bool {
    let is = |value: Option<String>, truth: &str| value.is_some_and(|value| value.eq_ignore_ascii_case(truth));
    is(fields.take_line("draft"), "true") || is(fields.take_line("published").filter(|_| true), "false")
}

/// What the front matter states wins over what the text shows.
fn apply(mut fields: Fields, article: &mut Article) -> Option<Reason> {
    let mut doubt = None;
    if let Some(stated) = fields.take_any(&["date", "datePublished", "publishDate", "pubDate", "published"]).first() {
        match written_date::parse(stated) {
            Some(date) => article.date = Some(date),
            None => doubt = Some(Reason::Date(stated.chars().take(60).collect())),
        }
    }
    let lines = |values: Vec<String>| crate::fields::distinct_lines(values);
    let replace = |place: &mut Vec<String>, values: Vec<String>| {
        if !values.is_empty() {
            *place = lines(values);
        }
    };
    replace(&mut article.section, fields.take_any(&["section", "category", "categories", "taxonomies.categories"]));
    replace(&mut article.byline, fields.take_any(&["byline", "author", "authors", "taxonomies.authors"]));
    replace(&mut article.source, fields.take_any(&["source", "publisher"]));
    article.url = lines(fields.take_any(&["url", "permalink", "canonical", "link"])).into_iter().next();
    let language = lines(fields.take_any(&["language", "lang", "locale"])).into_iter().next();
    article.language = language.and_then(|tag| language_tag(&tag)).or(article.language.take());
    let tags = lines(fields.take_any(&["tags", "tag", "keywords", "taxonomies.tags"]));
    fields.add("tags", tags);
    TECHNICAL.iter().for_each(|name| drop(fields.take(name)));
    article.metadata.extend(fields.into_metadata());
    doubt
}

#[cfg(test)]
mod tests {
    use super::{MarkdownPage, read};
    use crate::page::path_clues;
    use crate::report::Reason;

    #[test]
    fn front_matter_and_text_make_an_article() {
        let text = "---\ntitle: Harbour & \"Town\"\nauthor: {name: A. Petrova}\ncategories: [News, Sea]\ntags: boats\n\
                    lang: en_GB\npermalink: /n/1/\nlayout: post\nregion: North\n---\n\n# Harbour & \"Town\"\n\nBoats *left* \
                    [Marwan](https://a.example/).\n\n- one\n- two\n\n![A boat](boat.jpg)\n";
        let found = read(text, path_clues::read("_posts/2012-06-14-harbour.md")).article.unwrap();
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
        let found = read("# Harbour Reopens\n\nBoats left.\n", path_clues::read("a.md")).article.unwrap();
        assert_eq!((found.title.as_deref(), found.text.as_str()), (Some("Harbour Reopens"), "Boats left."));
    }

    #[test]
    fn a_draft_is_left_out_and_reported() {
        for text in ["---\ndraft: true\n---\nText", "+++\ndraft = true\n+++\nText", "---\npublished: false\n---\nText"]
        {
            let MarkdownPage { article, problem } = read(text, path_clues::read("a.md"));
            assert!(article.is_none());
            assert_eq!(problem, Some((None, Reason::Draft)));
        }
        assert!(read("---\ndraft: false\npublished: true\n---\nText", path_clues::read("a.md")).article.is_some());
    }
}
