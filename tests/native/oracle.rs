//! The engine against an implementation so simple that it is obviously right: scan every article.

use std::collections::BTreeSet;

use dalil::format::by_name::ByName;
use dalil::search::request::{Options, Sort};
use index_builder::article::Article;
use proptest::prelude::*;

use crate::archives::{article, build};

/// Few words, so that random articles and queries meet; none has inflections among the others.
const WORDS: [&str; 8] = ["grain", "harbour", "minister", "école", "orchard", "bridge", "flood", "café"];
const SECTIONS: [&str; 3] = ["News", "Opinion", "Culture"];

fn articles() -> impl Strategy<Value = Vec<Article>> {
    let date = prop_oneof![
        Just(String::new()),
        (2010..2013_u16).prop_map(|year| year.to_string()),
        (2010..2013_u16, 1..=12_u8).prop_map(|(year, month)| format!("{year}-{month:02}")),
        (2010..2013_u16, 1..=12_u8, 1..=28_u8).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")),
    ];
    let words = || prop::collection::vec(prop::sample::select(&WORDS[..]), 0..8).prop_map(|words| words.join(" "));
    let one = (date, words(), words(), prop::sample::subsequence(&SECTIONS[..], 0..3));
    prop::collection::vec(one, 1..40).prop_map(|articles| {
        let numbered = articles.into_iter().enumerate();
        let named = numbered.map(|(number, (date, title, text, sections))| {
            let mut article = article(&format!("{number}.htm"), &date, &title, &text);
            article.section = sections.into_iter().map(str::to_owned).collect();
            article
        });
        named.collect()
    })
}

fn has(article: &Article, word: &str) -> bool {
    let fields = [article.title.as_deref().unwrap_or_default(), &article.text];
    fields.iter().any(|field| field.split(' ').any(|found| found == word))
}

/// Whether a date as written, partial or not, overlaps `after..before` as written.
fn overlaps(date: Option<&str>, after: Option<&str>, before: Option<&str>) -> bool {
    let Some(date) = date else { return after.is_none() && before.is_none() };
    let last = format!("{date}-99-99");
    // "2011" ends with "2011-99-99": text order is date order.
    let last = last.get(..10).unwrap_or(&last).to_owned();
    after.is_none_or(|after| last.as_str() >= after) && before.is_none_or(|before| date < before)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_search_finds_what_a_scan_of_all_articles_finds(
        articles in articles(),
        words in prop::collection::btree_set(prop::sample::select(&WORDS[..]), 1..4),
        sections in prop::collection::btree_set(prop::sample::select(&SECTIONS[..]), 0..3),
        after in prop::option::of(prop::sample::select(vec!["2010", "2011-06", "2011-06-15", "2012-03"])),
        before in prop::option::of(prop::sample::select(vec!["2011", "2011-09", "2012-02-10", "2013"])),
    ) {
        let mut built = build(articles.clone());
        let filters = ByName::from_iter([("section".to_owned(), sections.iter().map(|s| (*s).to_owned()).collect())]);
        let options = Options {
            limit: 100, after: after.map(str::to_owned), before: before.map(str::to_owned), filters, ..Options::default()
        };
        let query: Vec<_> = words.iter().copied().collect();
        let answer = built.archive.search(&query.join(" "), &options);
        let passes = |article: &&Article| {
            overlaps(article.date.as_deref(), after, before)
                && (sections.is_empty() || article.section.iter().any(|section| sections.contains(section.as_str())))
        };
        let known: Vec<_> = query.iter().filter(|word| articles.iter().any(|article| has(article, word))).collect();
        let scanned = || articles.iter().filter(passes);
        let all = scanned().filter(|article| !known.is_empty() && known.iter().all(|word| has(article, word))).count();
        let some: BTreeSet<&str> = scanned()
            .filter(|article| known.iter().any(|word| has(article, word))).map(|article| article.id.as_str()).collect();
        let found: BTreeSet<&str> = answer.hits.iter().map(|hit| hit.id.as_str()).collect();
        prop_assert_eq!(&found, &some);
        let expected = if all > 0 { all } else { some.len() };
        prop_assert_eq!((answer.total as usize, answer.some_words as usize), (expected, some.len() - expected));
        prop_assert_eq!(answer.understood.missing.len(), query.len() - known.len());
        for (place, hit) in answer.hits.iter().enumerate() {
            let article = articles.iter().find(|article| article.id == hit.id).unwrap();
            let complete = known.iter().all(|word| has(article, word));
            prop_assert_eq!(complete, all > 0 && place < all, "{} at {}", hit.id, place);
        }
    }

    #[test]
    fn pages_of_hits_are_parts_of_one_list_in_every_order(articles in articles(), size in 1..7_u32) {
        let mut built = build(articles);
        for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
            let mut page = |offset, limit| {
                let options = Options { sort, offset, limit, ..Options::default() };
                built.archive.search("grain école", &options).hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>()
            };
            let whole = page(0, 100);
            let pages: Vec<_> = (0..100).flat_map(|number| page(number * size, size)).collect();
            prop_assert_eq!(whole, pages);
        }
    }

    #[test]
    fn the_order_by_date_is_that_of_the_dates(articles in articles()) {
        let mut built = build(articles);
        for (sort, forward) in [(Sort::Oldest, true), (Sort::Newest, false)] {
            let options = Options { sort, limit: 100, ..Options::default() };
            let hits = built.archive.search("", &options).hits;
            let (dated, undated): (Vec<_>, Vec<_>) = hits.iter().partition(|hit| hit.date.is_some());
            prop_assert!(hits.iter().skip(dated.len()).all(|hit| hit.date.is_none()), "{} undated", undated.len());
            let in_order = dated.windows(2).all(|pair| if forward { pair[0].date <= pair[1].date } else { pair[0].date >= pair[1].date });
            prop_assert!(in_order);
        }
    }

    #[test]
    fn counts_are_those_of_a_scan_and_leave_the_fields_own_filter_aside(articles in articles()) {
        let mut built = build(articles.clone());
        let filters = ByName::from_iter([("section".to_owned(), vec!["News".to_owned()])]);
        let answer = built.archive.search("", &Options { filters, limit: 100, ..Options::default() });
        let count = |section: &str| articles.iter().filter(|article| article.section.iter().any(|s| s == section)).count();
        prop_assert_eq!(answer.total as usize, count("News"));
        let facet = answer.facets.get("section");
        for section in SECTIONS {
            let counted = facet.and_then(|facet| facet.values.iter().find(|value| value.value == section));
            prop_assert_eq!(counted.map_or(0, |value| value.count as usize), count(section));
        }
        let months: u32 = answer.timeline.iter().map(|month| month.count).sum();
        prop_assert_eq!(months, answer.total);
    }
}
