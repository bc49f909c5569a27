//! HTML pages: page → metadata and blocks → article.

mod content;
mod element;
mod headline;
mod json_ld;
mod metadata;
mod nesting;

use std::collections::HashSet;

use scraper::Html;

use content::Block;
use metadata::Metadata;

use crate::article::Article;
use crate::fields::language_tag;
use crate::page::path_clues::PathClues;
use crate::written_date;

/// So many lines from the top, an article's date may stand on a line of its own.
const DATELINE_WITHIN: usize = 30;
/// So many lines from the top, the title may be repeated.
const TITLE_WITHIN: usize = 12;

/// A page, taken apart.
#[derive(Debug)]
pub struct Page {
    metadata: Metadata,
    blocks: Vec<Block>,
}

/// Takes a page, or a part of one, apart.
#[must_use]
pub fn read(html: &str) -> Page {
    let document = Html::parse_document(&nesting::limit(html));
    let root = content::root(&document);
    Page { metadata: metadata::read(&document, root), blocks: content::blocks(&document, root) }
}

impl Page {
    /// Whether it has any text that is not its frame.
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.blocks.iter().any(|block| !block.text.is_empty())
    }

    /// The one article of the page, by what the page itself says.
    #[must_use]
    pub fn into_article(self) -> Article {
        self.into_article_at(PathClues::default())
    }

    /// The one article of the page; where the page is silent its path speaks.
    #[must_use]
    pub fn into_article_at(self, path: PathClues) -> Article {
        let Self { metadata, mut blocks } = self;
        let title = headline::choose(&metadata, &blocks).or(path.title);
        if let Some(title) = &title {
            headline::remove(title, &mut blocks, TITLE_WITHIN);
        }
        let dateline = blocks.iter().take(DATELINE_WITHIN).find_map(|block| written_date::in_dateline(&block.text));
        let dates =
            metadata.dates.into_iter().chain([dateline, path.date].into_iter().flatten().map(|d| d.to_string()));
        let mut article = Article {
            title,
            date: most_certain(dates),
            source: metadata.source,
            section: if metadata.section.is_empty() { path.section.into_iter().collect() } else { metadata.section },
            byline: metadata.byline,
            language: metadata.language.and_then(|tag| language_tag(&tag)),
            ..Article::default()
        };
        if !metadata.tags.is_empty() {
            article.metadata.insert("tags".to_owned(), metadata.tags);
        }
        for block in blocks {
            if !block.text.is_empty() {
                if !article.text.is_empty() {
                    article.text.push('\n');
                }
                article.text.push_str(&block.text);
            }
            article.captions.extend(block.captions);
            article.links.extend(block.links);
        }
        keep_first_of_each(&mut article.captions);
        links_in_text(&article.text, &mut article.links);
        article.confidence = confidence(&article);
        article
    }
}

/// The first date, unless a later one is the same and more precise.
pub fn most_certain(dates: impl Iterator<Item = String>) -> Option<String> {
    dates.reduce(|first, later| if later.len() > first.len() && later.starts_with(&first) { later } else { first })
}

/// Adds the addresses that stand in the text itself, and keeps each address once.
pub fn links_in_text(text: &str, links: &mut Vec<String>) {
    for (place, _) in text.match_indices("http") {
        let rest = text.get(place..).unwrap_or_default();
        if !(rest.starts_with("http://") || rest.starts_with("https://")) {
            continue;
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '”' | '»' | '،'))
            .unwrap_or(rest.len());
        let link =
            rest.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', ']', '}']);
        let link = if link.contains('(') { link } else { link.trim_end_matches(')') };
        if link.len() > "https://".len() {
            links.push(link.to_owned());
        }
    }
    keep_first_of_each(links);
}

fn keep_first_of_each(list: &mut Vec<String>) {
    let mut seen = HashSet::new();
    let first: Vec<bool> = list.iter().map(|value| seen.insert(value.as_str())).collect();
    let mut first = first.into_iter();
    list.retain(|_| first.next().unwrap_or(true));
}

/// Each thing that an article usually has makes it more likely that this is one, rightly understood.
fn confidence(article: &Article) -> f32 {
    let length = match article.text.len() {
        0..200 => 0.0,
        200..1000 => 0.2,
        _ => 0.3,
    };
    let has = |present: bool, worth: f32| if present { worth } else { 0.0 };
    0.2 + length
        + has(article.title.is_some(), 0.2)
        + has(article.date.is_some(), 0.2)
        + has(!article.byline.is_empty() || !article.source.is_empty(), 0.1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{links_in_text, read};
    use crate::article::Article;
    use crate::page::path_clues;

    fn article(html: &str) -> Article {
        read(html).into_article()
    }

    #[test]
    fn the_frame_of_a_page_is_not_its_text() {
        let found = article(
            "<html><head><title>Harbour Reopens - Marwan Times</title><script>var x</script></head><body>\
             <nav><a href='/'>Home</a></nav><header>Marwan Times</header>\
             <form><select><option>Choose</select><input value='Search'><label>Search</label></form>\
             <main><h1>Harbour Reopens</h1><p>Boats left <b>Mar</b>wan.<br>They came back.</p>\
             <p style='DISPLAY: none'>secret</p><p hidden>secret</p><noscript>secret</noscript><template>secret</template></main>\
             <footer>All rights reserved</footer></body>",
        );
        assert_eq!(found.text, "Boats left Marwan.\nThey came back.");
        assert_eq!(found.title.as_deref(), Some("Harbour Reopens"));
    }

    #[test]
    fn a_page_made_of_header_and_aside_alone_keeps_its_text() {
        assert_eq!(article("<body><header><p>Only this.</p></header></body>").text, "Only this.");
    }

    #[test]
    fn a_server_page_wrapped_in_one_form_keeps_its_text() {
        assert_eq!(article("<body><form id=aspnetForm><p>The text.</p><input type=text></form>").text, "The text.");
    }

    #[test]
    fn the_one_article_of_a_page_is_its_body() {
        let found =
            article("<body><p>Weather: sunny</p><article><p>The council met and talked at length.</p></article>");
        assert_eq!(found.text, "The council met and talked at length.");
    }

    #[test]
    fn table_cells_are_divided_by_a_blank_and_layout_by_lines() {
        let found = article(
            "<table><tr><td>Wheat<td>12<tr><td>Oats<td>9</table>\
                             <table><tr><td>News<br>Views<td>The council met.</table>",
        );
        assert_eq!(found.text, "Wheat 12\nOats 9\nNews\nViews\nThe council met.");
    }

    #[test]
    fn captions_and_links_are_kept_apart() {
        let found = article(
            "<p>See <a href='https://a.example/x?a=1&amp;b=2'>this</a> and <a href='local.htm'>that</a>, http://b.example/y.</p>\
             <figure><img src=a.jpg alt='The harbour at dusk'><figcaption>Marwan, 2012</figcaption></figure><img alt='DSC_001.jpg'>\
             <a href=up.htm><img alt=Up></a>",
        );
        assert_eq!(found.links, ["https://a.example/x?a=1&b=2", "http://b.example/y"]);
        assert_eq!(found.captions, ["The harbour at dusk", "Marwan, 2012"]);
        assert_eq!(found.text, "See this and that, http://b.example/y.");
    }

    #[test]
    fn dates_come_from_metadata_then_the_page_then_the_path() {
        let at = |html: &str, path: &str| read(html).into_article_at(path_clues::read(path)).date;
        let path = "News/2012/June/14 n/a.htm";
        assert_eq!(at("<meta name=date content='2011-05-06'><p>June 7, 2012", path).as_deref(), Some("2011-05-06"));
        assert_eq!(at("<p>Harbour Times, June 7, 2012<p>Text", path).as_deref(), Some("2012-06-07"));
        assert_eq!(at("<p>Text", path).as_deref(), Some("2012-06-14"));
        assert_eq!(at("<p>[ 06/05/2012 ]<p>Text", "2012/May/06 n/a.htm").as_deref(), Some("2012-05-06"));
        assert_eq!(at("<p>Text", "a.htm"), None);
    }

    #[test]
    fn preformatted_reports_are_put_together_to_paragraphs() {
        let found = article(
            "<pre>The harbour of Marwan was opened again on Thursday after\nrepairs that lasted for nine months and cost the town two\n\
             million crowns, the mayor said to the reporters present.\n\nFishermen came.</pre>",
        );
        assert_eq!(found.text.lines().count(), 2, "{}", found.text);
    }

    #[test]
    fn a_page_of_frames_has_no_text() {
        assert!(
            !read("<html><frameset cols='20%,80%'><frame src=a.htm><noframes>Sorry</noframes></frameset>").has_text()
        );
        assert!(!read("<body><img src=x.gif alt='A boat'><script>document.write('x')</script></body>").has_text());
    }

    #[test]
    fn addresses_in_the_text_lose_the_marks_around_them() {
        let mut links = Vec::new();
        links_in_text(
            "(see https://a.example/x_(y)) and https://b.example/z). http:// https://b.example/z",
            &mut links,
        );
        assert_eq!(links, ["https://a.example/x_(y))", "https://b.example/z"]);
    }

    #[test]
    fn elements_nested_without_end_are_read_in_no_time() {
        let deep = format!("{}The text.{}", "<div><font>".repeat(300_000), "</font></div>".repeat(300_000));
        assert_eq!(article(&deep).text, "The text.");
    }

    proptest! {
        #[test]
        fn no_markup_crashes_the_reader(html in "(<(/)?(p|table|tr|td|a href=|article|main|h1|pre|br|b|img alt=|title|meta name=date content=|svg|frameset|template|select)[^<]{0,6}>?|[a-z &;<>\"0-9]){0,60}") {
            let _ = article(&html);
        }

        #[test]
        fn no_text_crashes_the_reader(html in "\\PC{0,200}") {
            let _ = article(&html);
        }
    }
}
