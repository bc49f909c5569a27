//! Text without markup: a page whose lines say for themselves what they are.

use super::{Block, Page};
use crate::paragraphs::paragraphs;

/// Reads a text.
#[must_use]
pub fn read(text: &str) -> Page {
    let block = |text: String| Block { text, ..Block::default() };
    Page { blocks: paragraphs(text).into_iter().map(block).collect(), ..Page::default() }
}
