//! HTML pages: page → metadata and blocks → article.

mod addresses;
mod attributes;
mod context;
mod element;
mod frames;
mod line_breaks;
mod lines;
pub mod metadata;
mod nesting;
mod pagefind;
mod pictures;
mod reader_view;
pub mod rules;
mod scope;

use scraper::Html;

use crate::page::Page;
use crate::page::block::Block;
pub use rules::Rules;
use scope::Scope;

/// Takes a page apart.
#[must_use]
pub fn read(html: &str, rules: &Rules) -> Page {
    take_apart(html, rules, true)
}

/// Takes markup apart that is all content: what a record holds, what Markdown became. A whole page is read as one.
#[must_use]
pub fn read_content(html: &str) -> Page {
    let is_page = ["<html", "<body", "<!doctype"].iter().any(|start| {
        let beginning = html.trim_start().as_bytes().get(..start.len()).unwrap_or_default();
        beginning.eq_ignore_ascii_case(start.as_bytes())
    });
    take_apart(html, &Rules::default(), is_page)
}

fn take_apart(html: &str, rules: &Rules, has_frame: bool) -> Page {
    let html = attributes::limit(html);
    let html = nesting::limit(&html);
    let document = Html::parse_document(&html);
    let scope = Scope::of(&document, rules);
    let metadata = metadata::read(&document, &scope, rules);
    let mut lines = line_breaks::join(lines::read(&scope, metadata.language.as_deref()));
    if has_frame && !scope.certain {
        reader_view::mark(&html, &document, &mut lines);
    }
    let mut blocks: Vec<Block> = lines.into_iter().map(|line| line.block).collect();
    if blocks.iter().all(|block| block.text.is_empty()) {
        captions_as_text(&mut blocks);
    }
    let page = Page {
        metadata,
        blocks,
        frames: frames::addresses(&document),
        has_body_mark: pagefind::has_body(&document),
        ruled: rules.matching(&document),
    };
    match frames::text_without(&document).filter(|_| !page.has_text() && page.frames.is_empty()) {
        Some(inner) => Page { blocks: read_lines(&inner), ..page },
        None => page,
    }
}

/// On a page of pictures, what stands under them is the text.
fn captions_as_text(blocks: &mut [Block]) {
    for block in blocks {
        let captions: Vec<String> = block.pictures.iter_mut().filter_map(|picture| picture.caption.take()).collect();
        block.text = captions.join(" ");
    }
}

/// What is said to browsers without frames.
fn read_lines(html: &str) -> Vec<Block> {
    let document = Html::parse_document(html);
    let scope = Scope::of(&document, &Rules::default());
    line_breaks::join(lines::read(&scope, None)).into_iter().map(|line| line.block).collect()
}

#[cfg(test)]
mod template_tests;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Rules, read, read_content};
    use crate::article::Article;
    use crate::page::path_clues;
    use crate::understanding::one_article;

    fn article(html: &str) -> Article {
        one_article(read(html, &Rules::default()), &path_clues::PathClues::default())
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
        let at = |html: &str, path: &str| one_article(read(html, &Rules::default()), &path_clues::read(path)).date;
        let path = "News/2012/June/14 n/a.htm";
        assert_eq!(at("<meta name=date content='2011-05-06'><p>June 7, 2012", "a.htm").as_deref(), Some("2011-05-06"));
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
    fn what_is_all_content_is_never_left_out() {
        let links = "<p>The council of Marwan met and talked for hours about the boats, the price of bread, and the road to Tel Asfar.</p>\
                     <ul class=related><li><a href=a>Minutes of the meeting</a></ul><section class=comments>Thanks.</section>";
        assert!(read_content(links).blocks.iter().all(|block| !block.aside));
        assert!(read_content(&format!("<!DOCTYPE html><body>{links}")).blocks.iter().any(|block| block.aside));
    }

    #[test]
    fn a_page_of_frames_has_no_text() {
        assert!(
            !read(
                "<html><frameset cols='20%,80%'><frame src=a.htm><noframes>Sorry</noframes></frameset>",
                &Rules::default()
            )
            .has_text()
        );
        assert!(
            !read("<body><img src=x.gif alt='A boat'><script>document.write('x')</script></body>", &Rules::default())
                .has_text()
        );
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
