//! Text without markup: a page whose lines say for themselves what they are.

use super::{Block, Metadata, Page, message_head};
use crate::paragraphs::paragraphs;

/// Reads a text.
#[must_use]
pub fn read(text: &str) -> Page {
    let block = |text: String| Block { text, ..Block::default() };
    let (metadata, text) = message_head::divide(text).unwrap_or_else(|| (Metadata::default(), text));
    Page { metadata, blocks: paragraphs(text).into_iter().map(block).collect(), ..Page::default() }
}
