//! What only the archive as a whole can tell of a page: its frame, the pages that are lists of links, how dates are written.

mod alone;
mod features;
mod frame;
mod index_page;
mod known_pages;
mod line;
mod link_clues;
mod list_dates;
mod notice_phrases;
mod notices;
mod own_lines;
mod page_phrases;
mod phrases;
mod place;
mod print;
mod repetition;
mod sign;
mod site_titles;
mod sketch;
mod tally;

use std::collections::BTreeSet;

pub use features::Features;
pub use link_clues::{Clue, LinkClues};
pub use notices::Notice;

use index_page::SHORTEST_ARTICLE;
use known_pages::{KnownPages, Pages};
use notices::Notices;
use tally::{Tally, picture_key};

use crate::page::{Metadata, Page};
use crate::written_date::{Order, OrderTally};

/// Counts what repeats while pages are read, by many threads in any order. Takes the same memory for each page, however long.
#[derive(Debug)]
pub struct Survey {
    orders: OrderTally,
    tally: Tally,
    pages: KnownPages,
}

impl Survey {
    /// For about so many pages.
    #[must_use]
    pub fn new(pages: usize) -> Self {
        Self { orders: OrderTally::default(), tally: Tally::new(pages), pages: KnownPages::default() }
    }

    /// Counts a page with the features of its lines; `path` is its [`Document::path`](crate::source::document::Document::path).
    pub fn add(&self, path: &str, page: &Page, features: &[Features]) {
        features.iter().filter_map(|line| line.order).for_each(|order| self.orders.count(order));
        self.tally.add(path, page, features);
        self.pages.add(path);
    }

    /// What was found, once every page was counted.
    #[must_use]
    pub fn finish(mut self) -> Customs {
        self.tally.close();
        Customs {
            order: self.orders.order(),
            tally: self.tally,
            pages: self.pages.close(),
            notices: Notices::default(),
        }
    }
}

impl Default for Survey {
    fn default() -> Self {
        Self::new(0)
    }
}

/// The customs of an archive.
#[derive(Debug)]
pub struct Customs {
    /// How it writes dates in numbers.
    pub order: Option<Order>,
    tally: Tally,
    pages: Pages,
    notices: Notices,
}

impl Customs {
    /// The places of the lines that belong to the site and to no article. Notices among them are kept for
    /// [`Customs::notices`].
    #[must_use]
    pub fn frame(&self, path: &str, page: &Page, features: &[Features]) -> BTreeSet<usize> {
        let lines = line::lines(&self.tally, path, page, features);
        let frame = frame::find(page, &lines);
        self.notices.collect(page, &lines, &frame);
        frame
    }

    /// The notices that stand in the frames looked at so far, those on most pages first.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        self.notices.list()
    }

    /// Whether a page lists links or is an empty template, so that nobody would look for it as an article. `frame` is what
    /// [`Customs::frame`] found.
    #[must_use]
    pub fn is_index_page(&self, path: &str, page: &Page, features: &[Features], frame: &BTreeSet<usize>) -> bool {
        let inside = |address: &str| !is_absolute(address) || self.pages.target(path, address).is_some();
        let own = |address: &str| !self.is_frame_picture(path, address);
        let lines = own_lines::measure(page, features, frame, false, inside, own);
        // A reader view may have left out the very lists that a page is for.
        let all = page.blocks.iter().any(|block| block.aside) && lines.longest_text < SHORTEST_ARTICLE;
        let lines = if all { own_lines::measure(page, features, frame, true, inside, own) } else { lines };
        index_page::is_index_page(path, page, &lines)
    }

    /// Adds what an index page says of the pages that it links to.
    pub fn collect_clues(&self, path: &str, page: &Page, frame: &BTreeSet<usize>, clues: &LinkClues) {
        clues.add(path, page, |place| frame.contains(&place), &self.pages, self.order);
    }

    /// Takes the name of the site, as its pages' titles repeat it, out of a page's titles.
    pub fn forget_site(&self, path: &str, metadata: &mut Metadata) {
        site_titles::forget(&self.tally, path, metadata);
    }

    /// Whether a picture stands on so many pages that it is the site's: a logo, a banner.
    #[must_use]
    pub fn is_frame_picture(&self, path: &str, address: &str) -> bool {
        picture_key(path, address).is_some_and(|key| self.tally.count(key, &tally::scopes(path)).customary)
    }
}

fn is_absolute(address: &str) -> bool {
    address.contains("://") || address.starts_with("//")
}

impl Default for Customs {
    fn default() -> Self {
        Survey::default().finish()
    }
}

#[cfg(test)]
mod tests;
