//! The offline builder: source → page → article → tokens → segment → index → bundle.

pub mod article;
pub mod index;
