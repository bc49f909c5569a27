//! Which of a page's many titles is the article's.

use super::title_dividers::{BEFORE_A_SITE, BESIDE_A_SITE, COLON};
use crate::page::{Block, Metadata};

/// What editors write where nobody did.
const NO_TITLES: [&str; 12] = [
    "untitled",
    "untitled document",
    "untitled page",
    "new page",
    "no title",
    "home",
    "home page",
    "homepage",
    "index",
    "welcome",
    "default",
    "page",
];
/// A heading of so few words may be a section's name.
const FEW_WORDS: usize = 3;

/// The headline: as metadata states it, the first top heading, the line over the dateline, the page's title, the first heading
/// of any kind, or the line that was taken for one.
///
/// Editors copy a page to make the next, and change its headline sooner than its `<title>`.
pub fn choose(metadata: &Metadata, blocks: &[&Block], line: Option<&str>, over_dateline: bool) -> Option<String> {
    let headings = || blocks.iter().filter(|block| block.heading().is_some() && is_headline(&block.text));
    let site = |title: &String| metadata.source.iter().any(|source| same(source, title));
    let stated =
        metadata.titles.iter().find(|title| is_headline(title)).map(|title| without_site(title, metadata, blocks));
    let top = headings().find(|block| block.heading() == Some(1)).map(|block| block.text.clone());
    let page = metadata.page_title.as_ref().filter(|title| is_headline(title));
    let page = page.map(|title| without_last_part(without_site(title, metadata, blocks)));
    let top = top.filter(|title| !site(title) && !page.as_ref().is_some_and(|page| says_more(page, title)));
    let first = || headings().find(|block| !block.aside).map(|block| block.text.clone());
    let dated = || line.filter(|line| over_dateline && line.split_whitespace().count() > FEW_WORDS).map(str::to_owned);
    stated
        .filter(|title| !site(title))
        .or(top)
        .or_else(dated)
        .or(page)
        .or_else(first)
        .or_else(|| line.map(str::to_owned))
}

/// Whether a page's title is the headline, and its top heading the name of a section.
fn says_more(title: &str, heading: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    words(heading) <= FEW_WORDS && words(title) > words(heading) && !title.contains(heading)
}

/// A title without the part that comes last, where that is the name of a site that is named nowhere else: short, and written
/// like a name.
fn without_last_part(title: String) -> String {
    let divided = BEFORE_A_SITE.iter().find_map(|divider| title.rsplit_once(divider));
    let is_site = |(headline, last): &(&str, &str)| {
        headline.split_whitespace().count() > FEW_WORDS + 1
            && last.chars().count() < headline.chars().count()
            && !last.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
    };
    divided.filter(is_site).map(|(headline, _)| headline.trim_end().to_owned()).unwrap_or(title)
}

/// Leaves out the line that repeats the title over the text.
pub fn remove<'a>(title: &str, mut blocks: impl Iterator<Item = &'a mut Block>) {
    if let Some(block) = blocks.find(|block| same(&block.text, title)) {
        block.text.clear();
    }
}

/// A title without the site's name: the part that stands as a heading on the page, or what is not the name.
fn without_site(title: &str, metadata: &Metadata, blocks: &[&Block]) -> String {
    for divider in BESIDE_A_SITE.iter().chain([&COLON]).filter(|divider| title.contains(**divider)) {
        let parts: Vec<&str> = title.split(divider).collect();
        let longer = || (1..parts.len()).rev().flat_map(|length| [&parts[..length], &parts[parts.len() - length..]]);
        for part in longer().map(|parts| parts.join(divider)) {
            if *divider != COLON && blocks.iter().any(|block| block.heading().is_some() && same(&block.text, &part)) {
                return part;
            }
        }
        let is_site = |part: &str| metadata.source.iter().any(|source| same(source, part));
        match parts.as_slice() {
            [rest @ .., last] if is_site(last) => return rest.join(divider),
            [first, rest @ ..] if is_site(first) => return rest.join(divider),
            _ => {}
        }
    }
    title.to_owned()
}

fn is_headline(title: &str) -> bool {
    let plain = title.trim().to_lowercase();
    let numbered = plain.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    plain.chars().any(char::is_alphanumeric) && !NO_TITLES.contains(&numbered) && plain.chars().count() <= 400
}

/// Equal but for case, blanks and punctuation.
pub fn same(one: &str, other: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let one = letters(one);
    !one.is_empty() && one == letters(other)
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

    fn title(html: &str) -> Option<String> {
        article(html).title
    }

    #[test]
    fn the_stated_headline_comes_first_then_the_top_heading_then_the_title() {
        let heading = "<title>From title</title><h1>From heading</h1><p>Text";
        assert_eq!(title(&format!("<meta property='og:title' content='Stated'>{heading}")).as_deref(), Some("Stated"));
        assert_eq!(title(heading).as_deref(), Some("From heading"));
        assert_eq!(title("<title>From title</title><p>Text").as_deref(), Some("From title"));
        assert_eq!(title("<h3>Small heading</h3><p>Text").as_deref(), Some("Small heading"));
        assert_eq!(title("<p>Text"), None);
    }

    #[test]
    fn titles_that_editors_invent_are_none() {
        for invented in ["New Page 1", "Untitled Document", "", "  ", "***"] {
            assert_eq!(title(&format!("<title>{invented}</title><p>Text")), None, "{invented}");
        }
    }

    #[test]
    fn the_name_of_the_site_is_no_part_of_the_title() {
        let site = "<meta property='og:site_name' content='Marwan Times'>";
        assert_eq!(
            title(&format!("{site}<title>Harbour - A Tale | Marwan Times</title><p>x")).as_deref(),
            Some("Harbour - A Tale")
        );
        assert_eq!(
            title(&format!("{site}<h1>Marwan Times</h1><title>Harbour</title><p>x")).as_deref(),
            Some("Harbour")
        );
        assert_eq!(title("<title>Harbour - Reopened</title><p>x").as_deref(), Some("Harbour - Reopened"));
    }

    #[test]
    fn the_name_of_an_unknown_site_is_left_out_where_programs_write_it() {
        let of = |stated: &str| title(&format!("<title>{stated}</title><p>x")).unwrap();
        assert_eq!(of("Harbour of Marwan opens again | Marwan Times"), "Harbour of Marwan opens again");
        for whole in
            ["Marwan Boat Club - Directions", "Harbour | Marwan Times", "Harbour of Marwan opens again – and closes"]
        {
            assert_eq!(of(whole), whole);
        }
    }

    #[test]
    fn a_heading_that_names_a_section_gives_way_to_the_title() {
        let heading = |title_of_page: &str| title(&format!("<title>{title_of_page}</title><h1>News</h1><p>x")).unwrap();
        assert_eq!(heading("Harbour of Marwan Reopens"), "Harbour of Marwan Reopens");
        assert_eq!(heading("News from Marwan"), "News");
    }

    #[test]
    fn a_heading_outside_of_the_text_is_the_headline_where_the_title_begins_with_it() {
        let page = "<title>Harbour Reopens - Marwan Times</title><header><h1>Harbour Reopens</h1></header><main><p>Text.</main>";
        assert_eq!(title(page).as_deref(), Some("Harbour Reopens"));
    }

    #[test]
    fn the_title_is_not_repeated_over_the_text() {
        let found = article("<title>Harbour, Reopened!</title><p>News<p><b>HARBOUR REOPENED</b><p>Text.");
        assert_eq!(found.text, "News\nText.");
    }
}
