//! What must hold between the answers to several queries, and of every hit, over random archives.

use std::collections::BTreeSet;
use std::path::Path;

use dalil::search::answer::Answer;
use dalil::search::request::Options;
use index_builder::archive::Archive;
use index_builder::article::Article;
use proptest::prelude::*;

use crate::archives::{Built, article, build};

const WORDS: [&str; 8] = ["grain", "harbour", "minister", "école", "orchard", "bridge", "flood", "café"];

/// The first article has every word, so that none is missing.
fn articles() -> impl Strategy<Value = Vec<Article>> {
    let words =
        |most| prop::collection::vec(prop::sample::select(&WORDS[..]), 0..most).prop_map(|words| words.join(" "));
    prop::collection::vec((words(4), words(12), 1..=28_u32), 1..40).prop_map(|articles| {
        let mut all = vec![article("all.htm", "2012-05-28", "", &WORDS.join(" "))];
        for (number, (title, text, day)) in articles.into_iter().enumerate() {
            all.push(article(&format!("{number}.htm"), &format!("2012-05-{day:02}"), &title, &text));
        }
        all
    })
}

fn answer(built: &mut Built, query: &str) -> Answer {
    built.archive.search(query, &Options { limit: 1000, ..Options::default() })
}

fn ids(answer: &Answer) -> BTreeSet<String> {
    answer.hits.iter().map(|hit| hit.id.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn either_of_two_is_the_union_and_both_are_in_each(
        articles in articles(),
        one in prop::sample::select(&WORDS[..]),
        other in prop::sample::select(&WORDS[..]),
    ) {
        let mut built = build(articles);
        let (a, b) = (ids(&answer(&mut built, one)), ids(&answer(&mut built, other)));
        let either = ids(&answer(&mut built, &format!("{one} OR {other}")));
        prop_assert_eq!(&either, &(&a | &b));
        let both = answer(&mut built, &format!("{one} {other}"));
        prop_assert_eq!(both.total as usize, (&a & &b).len());
        prop_assert_eq!(ids(&answer(&mut built, &format!("{one} -{other}"))), &a - &b);
    }

    #[test]
    fn an_article_without_the_words_changes_no_set_of_hits(
        articles in articles(),
        words in prop::collection::btree_set(prop::sample::select(&WORDS[..]), 1..4),
    ) {
        let query: Vec<_> = words.into_iter().collect();
        let mut before = build(articles.clone());
        let mut more = articles;
        more.push(article("zz.htm", "2012-05-14", "Quartz", "Quartz and jasper were sold by weight."));
        let mut after = build(more);
        for query in [query.join(" "), query.join(" OR "), format!("\"{}\"", query.join(" "))] {
            let (before, after) = (answer(&mut before, &query), answer(&mut after, &query));
            prop_assert_eq!(ids(&before), ids(&after), "{}", query);
            prop_assert_eq!((before.total, before.some_words), (after.total, after.some_words), "{}", query);
        }
    }

    #[test]
    fn what_an_excerpt_marks_stands_in_it_and_was_asked_for(
        articles in articles(),
        words in prop::collection::btree_set(prop::sample::select(&WORDS[..]), 1..4),
    ) {
        let mut built = build(articles);
        let query: Vec<_> = words.into_iter().collect();
        let answer = answer(&mut built, &query.join(" "));
        for hit in &answer.hits {
            let written = hit.excerpt_parts.iter();
            let whole: String = written
                .map(|part| if part.mark { format!("<mark>{}</mark>", part.text) } else { part.text.clone() })
                .collect();
            prop_assert_eq!(&whole, &hit.excerpt);
            for part in hit.excerpt_parts.iter().filter(|part| part.mark) {
                let is_asked = part.text.split(' ').all(|word| query.contains(&word));
                prop_assert!(!part.text.is_empty() && is_asked, "{:?} marks {:?}", hit.id, part.text);
            }
        }
    }
}

/// An archive of format version 1 as it was written on 25 November 2026, without its page and engine.
#[test]
fn archives_of_published_format_versions_open_or_are_refused_in_plain_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/native/fixtures/format-1");
    match Archive::open(&folder) {
        Ok(mut archive) => {
            let answer = archive.search("lighthouse", &Options::default());
            let found: Vec<_> = answer.hits.iter().map(|hit| hit.id.as_str()).collect();
            assert_eq!((found, answer.incomplete.len()), (vec!["2.htm"], 0));
            let read = archive.article("1.htm").article.map(|article| article.text);
            assert_eq!(read.as_deref(), Some("The harbour master counted the grain."));
        }
        Err(error) => assert!(error.to_string().contains("format version"), "{error}"),
    }
}
