//! What only the archive as a whole can tell of a page: its frame, the pages that are lists of links, how dates are written.

use std::collections::BTreeSet;

use crate::page::Page;
use crate::written_date::{Order, OrderTally};

/// Counts what repeats while pages are read, by many threads in any order. Takes the same memory however many pages there are.
#[derive(Debug, Default)]
pub struct Survey {
    orders: OrderTally,
}

impl Survey {
    /// For about so many pages.
    #[must_use]
    pub fn new(_pages: usize) -> Self {
        Self::default()
    }

    /// Counts a page; `path` is its [`Document::path`](crate::source::document::Document::path).
    pub fn add(&self, _path: &str, page: &Page) {
        page.blocks.iter().for_each(|block| self.orders.count(&block.text));
    }

    /// What was found, once every page was counted.
    #[must_use]
    pub fn finish(self) -> Customs {
        Customs { order: self.orders.order() }
    }
}

/// The customs of an archive.
#[derive(Debug, Default)]
pub struct Customs {
    /// How it writes dates in numbers.
    pub order: Option<Order>,
}

impl Customs {
    /// The places of the lines that belong to the site and to no article.
    #[must_use]
    pub fn frame(&self, _path: &str, _page: &Page) -> BTreeSet<usize> {
        BTreeSet::new()
    }
}
