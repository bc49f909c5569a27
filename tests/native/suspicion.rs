//! A word that stands in one article and looks like an error for one that stands in many.

use dalil::search::request::Options;

use crate::archives::{article, build};

#[test]
fn a_rare_word_that_looks_like_an_error_is_searched_and_the_frequent_one_is_suggested() {
    let mut articles: Vec<_> =
        (0..20).map(|n| article(&format!("{n:02}"), "2012-05-01", "", "The embassy reopened.")).collect();
    articles.push(article("typo", "2012-05-01", "", "The embasy was closed, says a barge."));
    let mut built = build(articles);
    let answer = built.archive.search("embasy closed", &Options::default());
    assert_eq!((answer.hits[0].id.as_str(), answer.total), ("typo", 1));
    assert_eq!(answer.suggestion.as_deref(), Some("embassy closed"));
    assert!(answer.understood.corrected.is_empty());
    assert_eq!(built.archive.search("barge", &Options::default()).suggestion, None);
    assert_eq!(built.archive.search("\"embasy\"", &Options::default()).suggestion, None);
}

#[test]
fn a_word_alone_that_only_a_rare_word_is_an_inflection_of_may_be_an_error_too() {
    let mut articles = Vec::new();
    for (number, word) in ["harbour", "ship", "truck", "road", "door"].into_iter().enumerate() {
        let text = format!("One {word} and many {word}s, and all their badges. The gates were closed.");
        articles.push(article(&format!("{number}"), "2012-05-01", "", &text));
    }
    articles.push(article("barge", "2012-05-01", "", "A barge was closed."));
    let mut built = build(articles);
    let alone = built.archive.search("barges", &Options::default());
    assert_eq!((alone.hits[0].id.as_str(), alone.total), ("barge", 6));
    assert_eq!(alone.understood.corrected.first().map(|one| one.to.as_str()), Some("badges"));
    let beside = built.archive.search("barges closed", &Options::default());
    assert_eq!(beside.hits[0].id, "barge");
    assert!(beside.understood.corrected.is_empty());
    // Many articles have the inflection: that is the word.
    let frequent = built.archive.search("badge", &Options::default());
    assert!(frequent.understood.corrected.is_empty() && frequent.total == 5);
}
