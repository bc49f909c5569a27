//! JSON as the engine reads and writes it.
//!
//! Our own because of the module's size: visitors that serde derives for our types were half of it. The builder still
//! writes with serde; tests hold the two to each other.

mod reader;
#[cfg(test)]
mod tests;
mod writer;

pub use reader::{Reader, decode};
pub use writer::{Writer, parse_number, push_number};
