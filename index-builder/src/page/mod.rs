//! Pages: from a file's text to what the page says by itself.

pub mod block;
pub mod front_matter;
pub mod html;
pub mod markdown;
pub mod message_head;
pub mod path_clues;
pub mod plain_text;

use serde::{Deserialize, Serialize};

pub use block::Block;
pub use html::metadata::Metadata;
use html::rules::Field;

/// A page, taken apart: what it says by itself, before the rest of the archive is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// What it states about itself.
    pub metadata: Metadata,
    /// Its lines, in the order they are read.
    pub blocks: Vec<Block>,
    /// Where the pages lie that it shows in frames, as it writes their addresses; such a page has no text of its own.
    pub frames: Vec<String>,
    /// It says itself what of it is to be found (`data-pagefind-body`). Where any page of a site does so, pages that don't are
    /// not to be found.
    pub has_body_mark: bool,
    /// What the keeper's own rules found something for.
    pub ruled: Vec<Field>,
}

impl Page {
    /// Whether it has any text that is not its frame.
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.blocks.iter().any(|block| !block.text.is_empty())
    }
}
