//! What all pages have around what they list.

use maud::{DOCTYPE, Markup, html};

use super::sheet::Sheet;
use super::words::Words;
use super::{FOLDER, MARK, START, name};

/// What all pages share.
pub(super) struct Frame<'a> {
    pub(super) words: &'a Words,
    /// What the archive is called.
    pub(super) title: Option<&'a str>,
    /// The language of most articles.
    pub(super) language: &'a str,
}

/// The address of a page.
pub(super) fn address(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

impl Frame<'_> {
    /// A page; `ways` leads to other pages.
    pub(super) fn page(&self, title: &str, ways: &Markup, content: Markup) -> String {
        let words = self.words;
        let whole = self.title.map(|archive| format!("{title} · {archive}"));
        let page = html! {
            (DOCTYPE)
            html lang=(words.lang) dir=(words.dir) {
                meta charset="utf-8";
                meta name="generator" content=(MARK);
                title { (whole.as_deref().unwrap_or(title)) }
                base href="../index.html";
                link rel="stylesheet" href=(address(name::STYLE));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                link rel="icon" href="data:,";
                "\n"
                header {
                    p { a href="index.html" dir="auto" { (self.title.unwrap_or(&words.label)) } }
                    (ways)
                }
                "\n"
                main {
                    h1 { (title) }
                    (content)
                }
                "\n"
                footer { a href="index.html" { (self.words.label) } }
            }
        };
        page.into_string()
    }

    /// The way up, and to the pages beside it.
    pub(super) fn ways(&self, before: Option<&Sheet>, after: Option<&Sheet>) -> Markup {
        let words = self.words;
        let way = |sheet: Option<&Sheet>, rel: &str, what: &str| {
            html! {
                @if let Some(sheet) = sheet { " " a rel=(rel) title=(what) href=(sheet.address("")) { (sheet.title) } }
            }
        };
        html! {
            nav aria-label=(words.timeline) {
                (way(before, "prev", &words.previous))
                " " a href=(START) { (words.all_dates) }
                (way(after, "next", &words.next))
            }
        }
    }

    /// Sets a text in its own direction where that is not the page's.
    pub(super) fn direction(&self, text: &str) -> &'static str {
        match (text.chars().find_map(direction), self.words.dir.as_str()) {
            (Some("rtl"), "ltr") => " dir=rtl",
            (Some("ltr"), "rtl") => " dir=ltr",
            _ => "",
        }
    }

    /// A number of articles.
    pub(super) fn count(&self, articles: usize) -> Markup {
        html! { " " small { (self.words.number(articles)) } }
    }
}

/// The direction of a letter.
fn direction(letter: char) -> Option<&'static str> {
    let is_rtl = matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    letter.is_alphabetic().then_some(if is_rtl { "rtl" } else { "ltr" })
}
