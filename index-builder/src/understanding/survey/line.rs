//! The lines of a page with all that speaks for or against their being frame.

use super::features::Features;
use super::print;
use super::sign::{self, Sign};
use super::tally::{Count, Tally, picture_key, scopes};
use crate::page::block::Picture;
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
    /// Pictures of the site and nothing else.
    pub is_frame_picture: bool,
    /// Pictures of the article, without a text.
    pub is_own_picture: bool,
    /// It names an author.
    pub is_byline: bool,
    pub words: usize,
}

impl Line {
    /// The article's where it is the last line beside the article.
    pub fn belongs_to_article(&self, most: u32) -> bool {
        self.is_title
            || self.is_numbered_title()
            || self.is_byline
            || self.sign == Sign::Silent
            || self.count.pages.saturating_mul(SELDOM) < most
    }

    /// A heading that other pages have with other numbers: a chapter, an issue.
    pub fn is_numbered_title(&self) -> bool {
        self.varies && self.is_heading && self.sign != Sign::Counter
    }
}

/// Judges each line of a page, of which these are the features.
pub fn lines(tally: &Tally, path: &str, page: &Page, features: &[Features]) -> Vec<Line> {
    let scopes = scopes(path);
    let pages = tally.pages();
    let titles: Vec<u64> = titles(page).filter_map(print::of).map(|print| print.exact).collect();
    let is_frame =
        |picture: &Picture| picture_key(path, &picture.address).is_some_and(|key| tally.count(key, &scopes).customary);
    let judged = page.blocks.iter().zip(features).map(|(block, features)| {
        let mut line = line(tally, &scopes, pages, &titles, (block, features));
        if line.sign == Sign::Silent && !block.pictures.is_empty() {
            line.is_frame_picture = block.pictures.iter().all(is_frame);
            line.is_own_picture = !line.is_frame_picture;
        }
        line
    });
    judged.collect()
}

fn titles(page: &Page) -> impl Iterator<Item = &str> {
    page.metadata.page_title.iter().chain(&page.metadata.titles).map(String::as_str)
}

fn line(tally: &Tally, scopes: &[u64], pages: u32, titles: &[u64], (block, features): (&Block, &Features)) -> Line {
    let Features { sign, words, is_byline, print, .. } = *features;
    let mut line = Line {
        sign,
        count: Count::default(),
        repeated: false,
        varies: false,
        is_title: false,
        is_heading: block.strong || block.heading().is_some(),
        linked: sign::is_linked(block),
        is_frame_picture: false,
        is_own_picture: false,
        is_byline,
        words: words.into(),
    };
    // Half of all datelines would be vaguely equal.
    let Some(print) = print.filter(|_| sign != Sign::Dateline) else { return line };
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

/// Fewer pages than this may have a line by chance or by reprinting.
fn fewest(pages: u32) -> u32 {
    if pages < 20 { 3 } else { 6 }
}
