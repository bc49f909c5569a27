//! From a request to an answer.
//!
//! [`Engine::search`] is a pure function of the request and the shards held: it runs as far as they reach and then either
//! answers or names, in one batch, all the shards it can use next. Called again with those, it gets further. What was
//! searched before, and which shards happen to be held, never changes an answer.

pub mod answer;
pub mod article;
pub mod correction;
mod count;
mod dates;
mod engine;
mod evaluate;
mod excerpt;
#[cfg(not(target_arch = "wasm32"))]
pub mod explain;
mod fetch;
mod filters;
mod hits;
mod matching;
mod passage;
mod phrase;
mod plan;
mod posting;
mod proximity;
mod query;
pub mod request;
mod respelling;
pub mod sentence;
pub mod similar;
mod slip;
mod sought;
mod store;
pub mod suggest;
mod terms;
mod text_words;
mod written_answer;

pub use engine::{Engine, Step};
