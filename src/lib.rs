//! Dalil's engine: answers queries over the shards of a static archive.
//!
//! It does no input or output. Given a request and the shards seen so far it says which shards it needs next, or answers.
//! The command line, the browser's loader and the tests each fetch in their own way.

#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

pub mod format;
#[cfg(target_arch = "wasm32")]
pub mod module;
pub mod search;
pub mod sorting;
