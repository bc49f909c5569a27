//! The `dalil` command line.

fn main() {}
