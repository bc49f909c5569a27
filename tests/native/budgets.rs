//! What typical queries may cost a reader, exactly: `cost` is counted, not timed.

use dalil::search::request::Options;

use crate::archives::{build, many_articles};

/// What stands in a message when a budget is exceeded.
pub const WHAT_GREW: &str = "what grew: dalil inspect DIR, for the archive before and after";

#[test]
fn two_words_cost_two_rounds_and_few_bytes() {
    let mut built = build(many_articles());
    for query in ["harbour", "grain council", "flood railway", "lighthouse word42", "word17"] {
        let cost = built.archive.search(query, &Options::default()).cost;
        assert!(cost.rounds <= 2, "{query}: {cost:?}");
        assert!(cost.bytes <= 40_000, "{query}: {cost:?}; {WHAT_GREW}");
        assert!(cost.shards <= 16, "{query}: {cost:?}; {WHAT_GREW}");
    }
}

#[test]
fn an_unknown_word_costs_two_rounds_more_at_most() {
    let mut built = build(many_articles());
    for query in ["harbuor", "lighthuose council", "zzyzx"] {
        let cost = built.archive.search(query, &Options::default()).cost;
        assert!(cost.rounds <= 4, "{query}: {cost:?}");
    }
}
