//! Every file of an index, defined once: the builder writes with these types and the engine reads with them.

pub mod date;
