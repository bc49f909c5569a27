//! What is found out about a line by itself, once: it is kept with the page from build to build, and asked for several times in each.

use serde::{Deserialize, Serialize};

use super::print::{self, Print};
use super::sign::{self, Sign};
use crate::page::{Block, Page};
use crate::written_date::{Order, order_shown};

/// What a line shows, whatever the archive has around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Features {
    pub(super) sign: Sign,
    /// See [`sign::word_count`].
    pub(super) words: u16,
    /// It names an author.
    pub(super) is_byline: bool,
    /// `None` where it says nothing that another line could say too.
    pub(super) print: Option<Print>,
    /// How it writes a date in numbers.
    pub(super) order: Option<Order>,
}

impl Features {
    /// Looks at a line.
    #[must_use]
    pub fn of(block: &Block) -> Self {
        Self {
            sign: sign::of(block),
            words: u16::try_from(sign::word_count(&block.text)).unwrap_or(u16::MAX),
            is_byline: sign::is_byline(&block.text),
            print: print::of(&block.text),
            order: order_shown(&block.text),
        }
    }

    /// Of each line of a page.
    #[must_use]
    pub fn of_page(page: &Page) -> Vec<Self> {
        page.blocks.iter().map(Self::of).collect()
    }
}
