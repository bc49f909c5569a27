//! Pages: from a file's text to what the page says by itself.

pub mod front_matter;
pub mod html;
pub mod markdown;
pub mod path_clues;
pub mod plain_text;
