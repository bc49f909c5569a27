//! What only the archive as a whole can tell of a page: its frame, the pages that are lists of links, how dates are written.

mod alone;
mod line;
mod phrases;
mod place;
mod print;
mod repetition;
mod sign;
mod sketch;
mod tally;

use std::collections::BTreeSet;

use tally::{Tally, picture_key};

use crate::page::Page;
use crate::written_date::{Order, OrderTally};

/// Counts what repeats while pages are read, by many threads in any order. Takes the same memory for each page, however long.
#[derive(Debug)]
pub struct Survey {
    orders: OrderTally,
    tally: Tally,
}

impl Survey {
    /// For about so many pages.
    #[must_use]
    pub fn new(pages: usize) -> Self {
        Self { orders: OrderTally::default(), tally: Tally::new(pages) }
    }

    /// Counts a page; `path` is its [`Document::path`](crate::source::document::Document::path).
    pub fn add(&self, path: &str, page: &Page) {
        page.blocks.iter().for_each(|block| self.orders.count(&block.text));
        self.tally.add(path, page);
    }

    /// What was found, once every page was counted.
    #[must_use]
    pub fn finish(mut self) -> Customs {
        self.tally.close();
        Customs { order: self.orders.order(), tally: self.tally }
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
}

impl Customs {
    /// The places of the lines that belong to the site and to no article.
    #[must_use]
    pub fn frame(&self, path: &str, page: &Page) -> BTreeSet<usize> {
        let lines = line::lines(&self.tally, path, page);
        let mut frame = BTreeSet::new();
        repetition::find(&lines, &mut frame);
        alone::find(page, &lines, &mut frame);
        frame
    }

    /// Whether a picture stands on so many pages that it is the site's: a logo, a banner.
    #[must_use]
    pub fn is_frame_picture(&self, path: &str, address: &str) -> bool {
        picture_key(path, address).is_some_and(|key| self.tally.count(key, &tally::scopes(path)).customary)
    }
}

impl Default for Customs {
    fn default() -> Self {
        Survey::default().finish()
    }
}

#[cfg(test)]
mod tests;
