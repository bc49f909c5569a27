//! Dalil's engine: answers queries over the shards of a static archive.
//!
//! It does no input or output. Given a request and the shards seen so far it says which shards it needs next, or answers.

pub mod format;
