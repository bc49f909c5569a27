//! A month with very many articles lies in several segments, of which nobody who searches sees anything.

use std::fs;

use dalil::search::request::{Counting, Options};
use index_builder::article::Article;

use crate::archives::{article, build};

/// Some 3,000 articles of June 2012, and some without a date.
fn one_month() -> Vec<Article> {
    let dated = (0..3000).map(|n| {
        let date = format!("2012-06-{:02}", 1 + n % 30);
        article(&format!("{n:04}.htm"), &date, "Harbour", &format!("Word{n} of the harbour."))
    });
    let undated = (0..2000).map(|n| article(&format!("u{n:04}.htm"), "", "Harbour", "An undated harbour."));
    dated.chain(undated).collect()
}

#[test]
fn a_month_in_several_segments_is_counted_as_one_and_searched_by_its_days() {
    let mut built = build(one_month());
    let (undated, dated): (Vec<_>, Vec<_>) =
        built.archive.manifest().segments.iter().partition(|segment| segment.months[0].0.is_empty());
    assert!(undated.len() > 1 && dated.len() == 4, "{} and {}", undated.len(), dated.len());
    let answer = built.archive.search("harbour", &Options::default());
    let timeline: Vec<_> = answer.timeline.iter().map(|month| (month.month.as_deref(), month.count)).collect();
    assert_eq!(timeline, [(Some("2012-06"), 3000), (None, 2000)]);
    let during = built.archive.search("harbour date:2012-06-07..2012-06-18", &Options::default());
    assert_eq!(during.total, 1200);
}

#[test]
fn the_articles_of_a_large_month_follow_each_other_over_its_segments() {
    let mut built = build(one_month());
    let mut order = one_month();
    order.sort_by_key(|article| (article.date.clone(), article.id.clone()));
    for pair in order.windows(2).filter(|pair| pair[0].date.is_some() == pair[1].date.is_some()).step_by(53) {
        let found = built.archive.article(&pair[0].id).article.unwrap();
        assert_eq!(found.next.map(|next| next.id).as_deref(), Some(pair[1].id.as_str()));
        let of_day = if pair[0].date.is_some() { 100 } else { 1 };
        assert_eq!(found.same_day.len() as u32 + found.same_day_more + 1, of_day, "{}", pair[0].id);
    }
}

#[test]
fn every_article_of_a_large_month_is_on_one_of_its_plain_pages() {
    let built = build(one_month());
    let mut listed = 0;
    for page in fs::read_dir(built.folder.path().join("browse")).unwrap() {
        let page = fs::read_to_string(page.unwrap().path()).unwrap();
        listed += page.matches("<li><a ").count();
    }
    assert_eq!(listed, 5000);
}

#[test]
fn fields_whose_shards_cover_differently_many_articles_are_each_counted_by_their_own() {
    let articles = (0..9000).map(|n| Article {
        section: vec!["News".to_owned()],
        source: vec![format!("Gazette of quay {}", n % 4000)],
        byline: vec![["Ada Salt", "Ben Reed"][n / 6000].to_owned()],
        ..article(&format!("{n:04}.htm"), "2012-06-01", "Harbour", "A harbour.")
    });
    let mut built = build(articles.collect());
    let manifest = built.archive.manifest();
    let shards: Vec<_> = manifest.terms.facets.iter().map(|field| field.shards(manifest.documents())).collect();
    assert_eq!(shards, [1, 2, 1], "of section, source and byline");
    let answer = built.archive.search("harbour", &Options { facets: Counting::Exact, ..Options::default() });
    let counted = |field: &str| -> Vec<_> {
        let values = &answer.facets.get(field).unwrap().values;
        values.iter().take(2).map(|value| (value.value.clone(), value.count)).collect()
    };
    assert_eq!(counted("section"), [("News".to_owned(), 9000)]);
    assert_eq!(counted("source"), [("Gazette of quay 0".to_owned(), 3), ("Gazette of quay 1".to_owned(), 3)]);
    assert_eq!(counted("byline"), [("Ada Salt".to_owned(), 6000), ("Ben Reed".to_owned(), 3000)]);
    assert!(answer.incomplete.is_empty());
}
