//! From a page of HTML to an article: one a page; digests are cut in a later step.

mod metadata;
mod text;

use scraper::{ElementRef, Html, Selector};

use super::path_clues;
use super::written_date;
use crate::article::Article;
use dalil::format::date::PartialDate;
use metadata::Metadata;
use text::Extract;

/// A dateline is a short line; dates in longer ones belong to the story.
const LONGEST_DATELINE: usize = 120;
/// Datelines are looked for in the first so many lines.
const DATELINES: usize = 12;

/// The article of a page; its text is empty where the page has none.
#[must_use]
pub fn article(name: &str, html: &str) -> Article {
    let document = Html::parse_document(html);
    let metadata = Metadata::of(&document);
    let clues = path_clues::read(name);
    let mut extract = text::extract(root(&document));
    let headline = heading(&document).or(metadata.page_title);
    let title = metadata.title.or(headline);
    if let Some(title) = &title {
        remove_title(&mut extract.lines, title);
    }
    let date = metadata.date.or_else(|| date(&extract.lines, clues.date));
    let section = if metadata.section.is_empty() { clues.section.into_iter().collect() } else { metadata.section };
    let confidence = 0.5 + 0.2 * f32::from(u8::from(title.is_some())) + 0.3 * f32::from(u8::from(date.is_some()));
    let mut article = Article {
        id: name.to_owned(),
        page: name.to_owned(),
        title,
        date,
        section,
        source: metadata.source,
        byline: metadata.byline,
        language: metadata.language,
        confidence,
        ..Article::default()
    };
    fill(&mut article, extract);
    article
}

/// Adds the text of an HTML fragment to a record.
pub(super) fn add_html(article: &mut Article, html: &str) {
    let document = Html::parse_fragment(html);
    fill(article, text::extract(document.root_element()));
}

fn fill(article: &mut Article, extract: Extract) {
    article.text = extract.lines.join("\n");
    article.captions = extract.captions;
    article.links = extract.links;
}

/// The part of a page that holds its article: what says so, or all of it.
fn root(document: &Html) -> ElementRef<'_> {
    let only = |selector: &str| {
        let selector = Selector::parse(selector).ok()?;
        let mut found = document.select(&selector);
        found.next().filter(|_| found.next().is_none())
    };
    only("main, [role=main]")
        .or_else(|| only("article"))
        .or_else(|| only("body"))
        .unwrap_or_else(|| document.root_element())
}

/// The first heading of the highest rank.
fn heading(document: &Html) -> Option<String> {
    let selector = Selector::parse("h1").ok()?;
    let texts = document.select(&selector).map(|heading| one_line(&heading.text().collect::<String>()));
    texts.into_iter().find(|text| !text.is_empty())
}

/// The title stands in front of the text, not in it.
fn remove_title(lines: &mut Vec<String>, title: &str) {
    let same = |line: &String| line.eq_ignore_ascii_case(title) || line == title;
    if lines.first().is_some_and(same) {
        lines.remove(0);
    }
}

/// The date of a text of which the path may tell something too: a day on a short line near the top, or else in the path, or
/// else a month or year. Frames often name the month of the page they surround.
pub(super) fn date(lines: &[String], of_path: Option<String>) -> Option<String> {
    let near = lines.iter().take(DATELINES).filter(|line| line.len() <= LONGEST_DATELINE);
    let written: Vec<PartialDate> = near.filter_map(|line| written_date::find(line)).collect();
    let whole = |date: &&PartialDate| date.day.is_some();
    let of_path = of_path.as_deref().and_then(PartialDate::parse);
    let days = written.iter().find(whole).or(of_path.as_ref().filter(whole));
    days.or(written.first()).or(of_path.as_ref()).map(ToString::to_string)
}

/// A text on one line, its white space folded.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with one paragraph a line: white space folded, empty lines left out.
pub(super) fn lines(text: &str) -> String {
    text.lines().map(one_line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::article;
    use proptest::prelude::*;

    #[test]
    fn a_plain_old_page_is_understood() {
        let html =
            "<HTML><HEAD><TITLE>Site: Harbour Reopens</TITLE></HEAD><BODY><FONT size=5><B>Harbour Reopens</B></FONT>
            <P>June 14, 2012<P>The harbour&nbsp;of Marwan re<B>open</B>ed.<BR>Fishermen &amp; caf&eacute; owners
            returned.<TABLE><TR><TD>Catch<TD>5 tons</TABLE><SCRIPT>alert(1)</SCRIPT></BODY>";
        let article = article("News/2011/x.htm", html);
        assert_eq!(article.title.as_deref(), Some("Site: Harbour Reopens"));
        assert_eq!((article.date.as_deref(), article.section), (Some("2012-06-14"), vec!["News".to_owned()]));
        let lines: Vec<_> = article.text.lines().collect();
        assert_eq!(
            lines,
            [
                "Harbour Reopens",
                "June 14, 2012",
                "The harbour of Marwan reopened.",
                "Fishermen & café owners returned.",
                "Catch 5 tons"
            ]
        );
    }

    #[test]
    fn what_a_page_says_of_itself_wins() {
        let html = r#"<html lang="en-GB"><head><title>x</title><meta property="og:title" content="Water Plan">
            <meta name="author" content="A. Petrova"><meta property="article:published_time" content="2012-07-02T10:00:00Z">
            <meta property="og:site_name" content="Harbour Times"></head><body><nav>Home</nav><main><h1>Water Plan</h1>
            <p>Rejected, see <a href="https://levant.example/a">here</a>.</p><figure><img src=a.jpg alt="The council hall">
            <figcaption>The hall.</figcaption></figure></main><footer>© us</footer></body></html>"#;
        let article = article("a.html", html);
        assert_eq!(
            (article.title.as_deref(), article.date.as_deref()),
            (Some("Water Plan"), Some("2012-07-02T10:00:00Z"))
        );
        assert_eq!(
            (article.text.as_str(), article.byline, article.source),
            ("Rejected, see here.", vec!["A. Petrova".to_owned()], vec!["Harbour Times".to_owned()])
        );
        assert_eq!(
            (article.links, article.captions),
            (vec!["https://levant.example/a".to_owned()], vec!["The council hall".to_owned(), "The hall.".to_owned()])
        );
        assert_eq!(article.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn a_month_in_the_frame_says_less_than_a_day_in_the_path() {
        let html = "<p>News, June 2012<p>The harbour reopened.";
        assert_eq!(article("News/2012/June/14 n/x.htm", html).date.as_deref(), Some("2012-06-14"));
        assert_eq!(article("News/x.htm", html).date.as_deref(), Some("2012-06"));
        assert_eq!(article("News/2012/June/14 n/x.htm", "<p>June 13, 2012<p>x").date.as_deref(), Some("2012-06-13"));
    }

    #[test]
    fn a_date_inside_the_story_is_not_the_articles() {
        let story = format!(
            "<p>{} On May 1, 1999 it began.</p>",
            "The council met again to speak of the water plan. ".repeat(4)
        );
        assert_eq!(article("a.htm", &story).date, None);
    }

    #[test]
    fn ten_thousand_nested_elements_are_just_a_page() {
        let html = format!("{}deep{}", "<div>".repeat(10_000), "</div>".repeat(10_000));
        assert_eq!(article("a.htm", &html).text, "deep");
    }

    proptest! {
        #[test]
        fn any_markup_is_read(html in "(<[a-z/!]{0,8}[ =\"a-z]{0,10}>?|[ -~]{0,10}|é|&[a-z#0-9]{0,6};?){0,30}") {
            let _ = article("a.htm", &html);
        }
    }
}
