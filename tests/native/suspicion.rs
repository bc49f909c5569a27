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
