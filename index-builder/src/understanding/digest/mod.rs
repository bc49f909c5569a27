//! A page's lines, divided into its articles.

use std::collections::BTreeSet;

use crate::page::Page;
use crate::page::block::Role;
use crate::written_date;

/// A longer first line is the beginning of the text.
const LONGEST_TITLE: usize = 150;

/// One article of a page: which lines are its text, and what those before and behind them say about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Places in [`Page::blocks`] of the lines that are its text or hold its pictures, ascending.
    pub lines: Vec<usize>,
    /// The place of its first line of any kind, where an address can lead to.
    pub begins: usize,
    /// Its headline, where a line says it.
    pub title: Option<String>,
    /// The lines that may state its date, the most trustworthy first.
    pub datelines: Vec<String>,
    /// Who wrote it.
    pub byline: Vec<String>,
    /// Who first published it.
    pub source: Vec<String>,
}

impl Part {
    /// The whole page as one article, of which nothing is known but its lines.
    #[must_use]
    pub fn whole(page: &Page) -> Self {
        let lines =
            (0..page.blocks.len()).filter(|&place| page.blocks.get(place).is_some_and(|b| b.role != Role::Rule));
        Self { lines: lines.collect(), title: title_line(page), ..Self::default() }
    }
}

/// A first line that is shorter than a paragraph and no sentence is a headline.
fn title_line(page: &Page) -> Option<String> {
    let [first, _, ..] = page.blocks.as_slice() else { return None };
    if page.blocks.iter().any(|block| block.role != Role::Paragraph) {
        return None;
    }
    let short = first.text.chars().count() <= LONGEST_TITLE && first.text.chars().any(char::is_alphabetic);
    let sentence = first.text.ends_with(['.', ',', ';', ':']) || written_date::in_dateline(&first.text).is_some();
    (short && !sentence).then(|| first.text.clone())
}

/// Divides a page. `frame` holds the places of the lines that belong to the site and to no article.
///
/// A page with one article gives one part; a page without any gives none.
#[must_use]
pub fn divide(page: &Page, frame: &BTreeSet<usize>) -> Vec<Part> {
    let mut part = Part::whole(page);
    part.lines.retain(|place| !frame.contains(place));
    if part.lines.is_empty() { Vec::new() } else { vec![part] }
}
