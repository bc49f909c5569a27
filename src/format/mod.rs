//! Every file of an index, defined once: the builder writes with these types and the engine reads with them.
//!
//! FORMAT.md tells the same in prose; it and this module change together.

pub mod article;
pub mod base85;
pub mod by_name;
pub mod bytes;
pub mod checksum;
pub mod completions;
pub mod corrections;
pub mod date;
pub mod dictionary;
pub mod envelope;
pub mod error;
pub mod facets;
pub mod folding;
pub mod front_coding;
pub mod ids;
pub mod inflection;
pub mod json;
pub mod manifest;
pub mod names;
pub mod postings;
pub mod primer;
pub mod segment;
pub mod similar;
pub mod unspaced;
pub mod weight;

/// The version of the format that this crate writes and reads. Until the first release only this one is read.
pub const VERSION: u32 = 1;
