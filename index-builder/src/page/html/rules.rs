//! What a keeper tells about the markup of the archive's own pages, as CSS selectors.

use scraper::Selector;

/// Selectors of `dalil.toml`; where one matches nothing in a page, the page is read as if it were not there.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// What holds the article.
    pub content: Option<Selector>,
    /// What is left out with all it holds.
    pub leave_out: Option<Selector>,
    /// The headline.
    pub title: Option<Selector>,
    /// The date: `datetime` or `content`, or the text.
    pub date: Option<Selector>,
    /// Who wrote it.
    pub byline: Option<Selector>,
    /// Who first published it.
    pub source: Option<Selector>,
    /// The section.
    pub section: Option<Selector>,
}
