//! The offline builder: source → page → article → tokens → segment → index → bundle.

pub mod address;
pub mod archive;
pub mod article;
pub mod browse;
pub mod bundle;
mod byline_words;
mod cache;
pub mod command;
pub mod config;
pub mod fields;
mod folding;
pub mod index;
pub mod limits;
pub mod page;
pub mod paragraphs;
pub mod problem;
pub mod progress;
pub mod reading;
pub mod record;
pub mod report;
pub mod shield;
pub mod source;
pub mod understanding;
pub mod visible;
pub mod written_date;
