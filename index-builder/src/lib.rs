//! The offline builder: source → page → article → tokens → segment → index → bundle.

pub mod address;
pub mod archive;
pub mod article;
pub mod bundle;
pub mod command;
pub mod index;
pub mod input;
pub mod progress;
