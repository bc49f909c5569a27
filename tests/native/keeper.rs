//! What a keeper says in `dalil.toml` about searching, and what becomes of it.

use dalil::search::request::Options;
use index_builder::article::Article;

use crate::archives::{article, build_keeping};

/// Of two articles of one length one has the word in its title, the other twice in its text; a third is newer than a fourth.
fn articles() -> Vec<Article> {
    vec![
        article("title", "2010-01-05", "Orchard report", "The valley was quiet in winter, and nobody came."),
        article("text", "2010-01-05", "Valley report", "The orchard was quiet; the orchard keeper had gone."),
        article("old", "1990-03-01", "A flood", "The bridge fell."),
        article("new", "2010-02-01", "A flood", "The bridge fell, they say, at noon that day."),
    ]
}

fn found(dalil_toml: &str, query: &str) -> Vec<String> {
    let mut built = build_keeping(articles(), dalil_toml);
    built.archive.search(query, &Options::default()).hits.into_iter().map(|hit| hit.id).collect()
}

#[test]
fn a_keeper_decides_how_much_a_title_counts() {
    assert_eq!(found("[ranking]\ntitle = 10", "orchard"), ["title", "text"]);
    assert_eq!(found("[ranking]\ntitle = 0", "orchard"), ["text", "title"]);
}

#[test]
fn newer_articles_come_first_only_where_a_keeper_wants_it() {
    assert_eq!(found("", "bridge"), ["old", "new"]);
    assert_eq!(found("[ranking]\nrecent = 1", "bridge"), ["new", "old"]);
}
