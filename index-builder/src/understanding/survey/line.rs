//! The lines of a page with all that speaks for or against their being frame.

use super::print;
use super::sign::{self, Sign};
use super::tally::{Count, Tally, scopes};
use crate::page::{Block, Page};

/// So many times less often than its neighbours, a line is the article's: its author, the note on him.
const SELDOM: u32 = 4;

/// What is known of a line.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub sign: Sign,
    pub count: Count,
    /// More pages have it than a text is reprinted on.
    pub repeated: bool,
    /// Only lines that differ in a number repeat, not this very line.
    pub varies: bool,
    /// The page's title, unless every page has it.
    pub is_title: bool,
    /// Set as a heading: by its element, or as a line that is bold or large.
    pub is_heading: bool,
    pub linked: bool,
    /// It names an author.
    pub is_byline: bool,
    pub words: usize,
}

impl Line {
    /// The article's where it is the last line beside the article.
    pub fn belongs_to_article(&self, most: u32) -> bool {
        let titled = self.is_title || (self.varies && self.is_heading && self.sign != Sign::Counter);
        titled || self.is_byline || self.sign == Sign::Silent || self.count.pages.saturating_mul(SELDOM) < most
    }
}

/// Judges each line of a page.
pub fn lines(tally: &Tally, path: &str, page: &Page) -> Vec<Line> {
    let scopes = scopes(path);
    let pages = tally.pages();
    let titles: Vec<u64> = titles(page).filter_map(print::of).map(|print| print.exact).collect();
    page.blocks.iter().map(|block| line(tally, &scopes, pages, &titles, block)).collect()
}

fn titles(page: &Page) -> impl Iterator<Item = &str> {
    page.metadata.page_title.iter().chain(&page.metadata.titles).map(String::as_str)
}

fn line(tally: &Tally, scopes: &[u64], pages: u32, titles: &[u64], block: &Block) -> Line {
    let sign = sign::of(block);
    let mut line = Line {
        sign,
        count: Count::default(),
        repeated: false,
        varies: false,
        is_title: false,
        is_heading: block.strong || block.heading().is_some(),
        linked: sign::is_linked(block),
        is_byline: sign::is_byline(&block.text),
        words: sign::word_count(&block.text),
    };
    // Half of all datelines would be vaguely equal.
    let Some(print) = print::of(&block.text).filter(|_| sign != Sign::Dateline) else { return line };
    let exact = tally.count(print.exact, scopes);
    line.count = exact;
    if print.vague != print.exact && !exact.customary {
        line.count = tally.count(print.vague, scopes);
        line.varies = exact.pages < fewest(pages);
    }
    line.repeated = line.count.customary || line.count.pages >= fewest(pages);
    line.is_title = titles.contains(&print.exact) && !line.count.everywhere;
    line
}

/// Fewer pages than this may have a line by chance, by reprinting, or by the sketch's error.
fn fewest(pages: u32) -> u32 {
    match pages {
        0..20 => 3,
        20..2000 => 6,
        _ => 9,
    }
}
