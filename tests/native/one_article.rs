//! What is asked about one article: its text, what stands beside it in time, and what is like it.

use dalil::search::answer::Hit;
use dalil::search::article::StoredArticle;
use index_builder::article::{Article, Place};

use crate::archives::{Built, article, build, many_articles};

fn stored(built: &mut Built, id: &str) -> StoredArticle {
    let answer = built.archive.article(id);
    assert!(answer.incomplete.is_empty());
    answer.article.unwrap()
}

fn id(hit: Option<&Hit>) -> Option<&str> {
    hit.map(|hit| hit.id.as_str())
}

fn ids(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.id.as_str()).collect()
}

#[test]
fn an_article_is_given_as_it_was_read_under_each_of_its_ids() {
    let mut original = article("News/a b.htm", "2012-06-14", "Ships", "First paragraph.\nSecond & last.");
    original.captions = vec!["A ship.".to_owned(), "Another.".to_owned()];
    original.also = vec![Place { id: "Mirror/a.htm".to_owned(), ..Place::default() }];
    let mut built = build(vec![original, article("b.htm", "", "", "Other text")]);
    for asked in ["News/a b.htm", "Mirror/a.htm"] {
        let found = stored(&mut built, asked);
        assert_eq!((found.record.id.as_str(), found.record.title.as_deref()), ("News/a b.htm", Some("Ships")));
        assert_eq!(found.record.url.as_deref(), Some("../News/a%20b.htm"));
        assert_eq!(found.text, "First paragraph.\nSecond & last.");
        assert_eq!(found.captions, ["A ship.", "Another."]);
    }
    assert!(stored(&mut built, "b.htm").captions.is_empty());
}

#[test]
fn the_articles_before_and_after_are_those_of_the_order_of_dates_over_all_segments() {
    let articles = many_articles();
    let mut order: Vec<&Article> = articles.iter().collect();
    order.sort_by_key(|article| (article.date.clone(), article.id.clone()));
    let mut built = build(articles.clone());
    assert!(built.archive.manifest().segments.len() > 10);
    for place in (1..order.len() - 1).step_by(97).chain([1, order.len() - 2]) {
        let found = stored(&mut built, &order[place].id);
        assert_eq!(id(found.previous.as_ref()), Some(order[place - 1].id.as_str()));
        assert_eq!(id(found.next.as_ref()), Some(order[place + 1].id.as_str()));
    }
    assert_eq!(id(stored(&mut built, &order[0].id).previous.as_ref()), None);
    assert_eq!(id(stored(&mut built, &order[order.len() - 1].id).next.as_ref()), None);
}

#[test]
fn the_articles_of_the_same_day_are_named_all_or_counted() {
    let mut articles = vec![article("other.htm", "2012-06-15", "x", "x"), article("month.htm", "2012-06", "x", "x")];
    articles.extend((0..70).map(|n| article(&format!("{n:02}.htm"), "2012-06-14", "x", "x")));
    articles.extend(["a.htm", "b.htm", "c.htm"].map(|id| article(id, "2012-07-01T09:30:00", "x", "x")));
    articles.extend(["u.htm", "v.htm"].map(|id| article(id, "", "x", "x")));
    let mut built = build(articles);
    assert_eq!(ids(&stored(&mut built, "b.htm").same_day), ["a.htm", "c.htm"]);
    let long = stored(&mut built, "35.htm");
    assert_eq!((long.same_day.len(), long.same_day_more), (50, 19));
    assert!(!ids(&long.same_day).contains(&"35.htm") && ids(&long.same_day).contains(&"36.htm"));
    for unknown in ["month.htm", "u.htm", "other.htm"] {
        assert!(stored(&mut built, unknown).same_day.is_empty(), "{unknown}");
    }
    let undated = stored(&mut built, "v.htm");
    assert_eq!((id(undated.previous.as_ref()), id(undated.next.as_ref())), (Some("u.htm"), None));
}

#[test]
fn what_is_like_an_article_is_shown_as_hits_with_their_beginning() {
    let mut articles: Vec<_> = (0..30)
        .map(|n| article(&format!("{n}.htm"), "2012", &format!("Stranger{n}a"), &format!("of stranger{n}b")))
        .collect();
    let texts = [
        "The grain harbour of Lumeya was dredged by a barge from Selim",
        "Grain ships waited in the harbour of Lumeya for a pilot from Selim",
        "A pilot said the harbour of Lumeya takes no grain ships in winter",
    ];
    articles.extend(texts.iter().zip(["x", "y", "z"]).map(|(text, id)| article(id, "2013", "", text)));
    let mut built = build(articles);
    let found = built.archive.similar("y", 8);
    let mut named = ids(&found.hits);
    named.sort_unstable();
    assert_eq!((found.known, named), (true, vec!["x", "z"]));
    assert!(found.hits[0].score > found.hits[1].score && found.hits[1].score > 0.0);
    assert!(found.hits.iter().all(|hit| texts.contains(&hit.excerpt.as_str())));
    assert_eq!(built.archive.similar("y", 1).hits.len(), 1);
    let stranger = built.archive.similar("3.htm", 8);
    assert_eq!((stranger.known, stranger.hits.len()), (true, 0));
}

#[test]
fn an_id_that_no_article_has_is_told_as_such() {
    let mut built = build(many_articles());
    for unknown in ["", "page 6000.htm", "PAGE 1.htm"] {
        assert!(built.archive.article(unknown).article.is_none());
        assert!(!built.archive.similar(unknown, 8).known);
    }
}

#[test]
fn asking_about_an_article_takes_three_rounds() {
    let mut built = build(many_articles());
    let cost = built.archive.similar("page 77.htm", 8).cost;
    assert!(cost.rounds <= 3 && cost.shards <= 20, "{cost:?}");
    let cost = built.archive.article("page 77.htm").cost;
    assert!(cost.rounds <= 3 && cost.shards <= 16, "{cost:?}");
}
