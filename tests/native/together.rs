//! Several archives that are searched together.

use dalil::search::answer::Answer;
use dalil::search::request::{Options, Statistics};

use crate::archives::{Built, article, build};

/// An archive of short articles; every one has the word `harbour`, and the first `with` have `whale` too.
fn archive(articles: usize, with: usize) -> Built {
    let text = |number| if number < with { "A whale passed the harbour." } else { "A barge passed the harbour." };
    build((0..articles).map(|number| article(&format!("{number}.htm"), "", "", text(number))).collect())
}

fn ask(archive: &mut Built, statistics: Statistics) -> Answer {
    archive.archive.search("whale", &Options { statistics, ..Options::default() })
}

fn count(answer: &Answer) -> u32 {
    answer.understood.words.iter().find(|word| word.value == "whale").map_or(0, |word| word.count)
}

#[test]
fn archives_that_are_told_what_they_have_together_score_alike_what_each_alone_would_not() {
    let (mut rare, mut common) = (archive(40, 1), archive(40, 30));
    let alone = [ask(&mut rare, Statistics::default()), ask(&mut common, Statistics::default())];
    assert!(alone[0].hits[0].score > alone[1].hits[0].score);
    let with = count(&alone[0]) + count(&alone[1]);
    assert_eq!(with, 31);
    let statistics = Statistics { articles: 80, words: [("whale".to_owned(), with)].into_iter().collect() };
    let together = [ask(&mut rare, statistics.clone()), ask(&mut common, statistics)];
    assert_eq!(together[0].hits[0].score, together[1].hits[0].score);
}

#[test]
fn a_hit_that_lacks_a_word_says_so_by_its_tier() {
    let mut archive = archive(4, 2);
    let answer = archive.archive.search("whale barge", &Options::default());
    assert!(answer.hits.iter().all(|hit| hit.tier == 4), "{answer:?}");
    let answer = archive.archive.search("whale harbour", &Options::default());
    let tiers: Vec<_> = answer.hits.iter().map(|hit| hit.tier).collect();
    assert_eq!(tiers, [0, 0, 4, 4]);
}
