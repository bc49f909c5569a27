//! What is completed while a reader types: words, names, titles.

use std::collections::BTreeMap;

use dalil::search::suggest::Suggestion;
use index_builder::article::Article;
use proptest::prelude::*;

use crate::archives::{Built, article, build, many_articles};

fn suggest(built: &mut Built, text: &str) -> Vec<Suggestion> {
    built.archive.suggest(text, 8).suggestions
}

fn texts(built: &mut Built, text: &str) -> Vec<String> {
    suggest(built, text).into_iter().map(|suggestion| suggestion.text).collect()
}

/// Articles that write of Mustafa Kadhimi and of the Bank of Lumeya in Arlun.
fn archive() -> Built {
    let texts = [
        "Yesterday the envoy of Mustafa Kadhimi was received at the embassy in Arlun.",
        "A letter to Prime Minister Mustafa Kadhimi was read aloud in the old café of Arlun.",
        "It was Mustafa Kadhimi who opened the kadro of the Bank of Lumeya in Arlun.",
        "Nobody but Kadhimi knew of the Bank of Lumeya and its kiosk.",
    ];
    let titles = ["Embassy in Arlun reopens", "The embassy has a new wall", "A kiosk", "Arlun, an embassy and a kiosk"];
    let of_number = |(number, (title, text)): (usize, (&str, &str))| {
        article(&format!("n {number}.htm"), &format!("2012-06-1{number}"), title, text)
    };
    build(titles.into_iter().zip(texts).enumerate().map(of_number).collect())
}

#[test]
fn a_word_is_completed_as_the_articles_write_it_and_the_words_before_it_stay() {
    let mut built = archive();
    assert_eq!(texts(&mut built, "Embassy arl")[0], "Embassy Arlun");
    assert_eq!(texts(&mut built, "the caf"), ["the café"]);
    let arlun = suggest(&mut built, "arl").remove(0);
    assert_eq!((arlun.kind, arlun.count, arlun.id), ("name", 4, None));
    assert_eq!(suggest(&mut built, "kiosk")[0].kind, "word");
}

#[test]
fn a_name_is_completed_from_any_of_its_words_the_more_of_them_are_typed_the_sooner() {
    let mut built = archive();
    let kadhimi = texts(&mut built, "kadh");
    assert_eq!(kadhimi, ["Kadhimi", "Mustafa Kadhimi"]);
    assert_eq!(texts(&mut built, "visit of mustafa k")[0], "visit of Mustafa Kadhimi");
    assert_eq!(texts(&mut built, "mustafa ")[0], "Mustafa Kadhimi");
    assert_eq!(texts(&mut built, "bank of l")[0], "Bank of Lumeya");
    assert_eq!(suggest(&mut built, "mustafa kad")[0].count, 3);
}

#[test]
fn a_title_is_found_by_its_first_words_and_one_that_has_them_later_follows() {
    let mut built = archive();
    let titles = |built: &mut Built, text: &str| -> Vec<(String, String)> {
        let titles = suggest(built, text).into_iter().filter(|suggestion| suggestion.kind == "title");
        titles.map(|title| (title.text, title.url.unwrap_or_default())).collect()
    };
    let found = titles(&mut built, "embassy");
    assert_eq!(found[0], ("Embassy in Arlun reopens".to_owned(), "../n%200.htm".to_owned()));
    assert_eq!(found[1].0, "The embassy has a new wall");
    assert_eq!(titles(&mut built, "arlun embassy ki")[0].0, "Arlun, an embassy and a kiosk");
    assert!(titles(&mut built, "kiosk embassy arl").is_empty());
}

#[test]
fn one_or_two_letters_give_the_most_frequent_words_and_no_stop_words() {
    let mut built = archive();
    assert_eq!(texts(&mut built, "a")[0], "Arlun");
    assert_eq!(texts(&mut built, "ka"), ["Kadhimi", "kadro"]);
    assert!(texts(&mut built, "th").iter().all(|text| text != "the"));
}

#[test]
fn nothing_and_signs_alone_complete_to_nothing() {
    let mut built = archive();
    for text in ["", " ", "!?", "\u{1f642}"] {
        let answer = built.archive.suggest(text, 8);
        assert_eq!((answer.suggestions.len(), answer.cost.shards), (0, 0), "{text:?}");
    }
    assert!(built.archive.suggest("arl", 0).suggestions.is_empty());
}

#[test]
fn a_keystroke_costs_one_round_of_few_shards_whatever_was_typed_before() {
    let mut built = build(many_articles());
    for (text, most) in [("w", 1), ("wo", 1), ("wor", 2), ("word49", 2), ("harbour word49", 3), ("harbour w", 2)] {
        let first = built.archive.suggest(text, 8);
        assert!(first.cost.rounds == 1 && first.cost.shards <= most, "{text}: {:?}", first.cost);
        let again = built.archive.suggest(text, 8);
        assert_eq!((first.cost, first.suggestions), (again.cost, again.suggestions));
    }
}

#[test]
fn a_beginning_that_reaches_over_the_whole_dictionary_is_completed_all_the_same() {
    let mut built = build(many_articles());
    assert!(built.archive.manifest().ranges("word").count() > 3);
    let found = suggest(&mut built, "word");
    assert_eq!(found.len(), 8);
    assert!(found.iter().all(|suggestion| suggestion.count == 2 && suggestion.text.starts_with("word")), "{found:?}");
}

/// Few letters, so that beginnings are shared; no word is a stop word or the inflection of another.
fn random_articles() -> impl Strategy<Value = Vec<Article>> {
    let word = "[k-m][aeiou][k-m][aeiou]{1,2}[xz]";
    let text = prop::collection::vec(word, 1..12).prop_map(|words| words.join(" "));
    prop::collection::vec(text, 1..40).prop_map(|texts| {
        let numbered = texts.into_iter().enumerate();
        numbered.map(|(number, text)| article(&format!("{number}.htm"), "2012-06-14", "", &text)).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn three_letters_are_completed_to_every_word_that_a_scan_finds(articles in random_articles(), start in "[k-m][aeiou][k-m]") {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for article in &articles {
            let words: std::collections::BTreeSet<&str> = article.text.split(' ').collect();
            words.into_iter().filter(|word| word.starts_with(&start)).for_each(|word| *counts.entry(word).or_default() += 1);
        }
        let mut expected: Vec<(u32, &str)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
        expected.sort_by_key(|(count, word)| (std::cmp::Reverse(*count), *word));
        expected.truncate(50);
        let mut built = build(articles.clone());
        let found = built.archive.suggest(&start, 50).suggestions;
        let found: Vec<(u32, &str)> = found.iter().map(|suggestion| (suggestion.count, suggestion.text.as_str())).collect();
        prop_assert_eq!(found, expected);
    }
}
