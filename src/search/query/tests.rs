use super::{Ending, MOST_WORDS, Node, Query, parse};
use crate::format::folding::{Folding, FoldingTable};
use crate::format::manifest::{FacetField, Manifest};

fn manifest() -> Manifest {
    let mut manifest = Manifest::default();
    manifest.terms.facets = vec![FacetField { name: "topic".to_owned(), ..FacetField::default() }];
    manifest.synonyms = vec![
        ("isdood".to_owned(), vec!["Ashdod".to_owned()]),
        ("tell".to_owned(), vec!["Hill".to_owned()]),
        ("tell sahra".to_owned(), vec!["Tall Sahra".to_owned()]),
    ];
    manifest
}

fn read(text: &str, typing: bool) -> Query {
    parse(&manifest(), &Folding::new(&FoldingTable::default()), text, typing)
}

/// The tree as text: `any(a b)`, `all(a b)`, `not(a)`, `"a b"`; words as looked up.
fn tree(text: &str) -> String {
    let query = read(text, false);
    let parts: Vec<_> = query.clauses.iter().map(|node| shown(node, &query)).collect();
    parts.join(" ")
}

fn shown(node: &Node, query: &Query) -> String {
    let word = |word: &usize| {
        let word = &query.words[*word];
        let field = word.field.as_ref().map(|field| format!("{field}:")).unwrap_or_default();
        let star = if word.ending == Ending::Star { "*" } else { "" };
        format!("{field}{}{star}", word.folded)
    };
    let list = |nodes: &[Node]| nodes.iter().map(|node| shown(node, query)).collect::<Vec<_>>().join(" ");
    match node {
        Node::Word(index) => word(index),
        Node::Phrase { words, .. } => format!("\"{}\"", words.iter().map(word).collect::<Vec<_>>().join(" ")),
        Node::Dates(span) => format!("{span:?}").replace(' ', ""),
        Node::Any(nodes) => format!("any({})", list(nodes)),
        Node::All(nodes) => format!("all({})", list(nodes)),
        Node::Not(node) => format!("not({})", shown(node, query)),
    }
}

#[test]
fn the_query_language_is_read_as_its_page_says() {
    for (text, expected) in [
        ("embassy Baghdad", "embassy baghdad"),
        ("\"grain accord\" signed", "\"grain accord\" signed"),
        ("“grain accord” «x y»", "\"grain accord\" \"x y\""),
        ("embassy -grain", "embassy not(grain)"),
        ("embassy -\"grain accord\" -(a b)", "embassy not(\"grain accord\") not(all(a b))"),
        ("capital OR accord", "any(capital accord)"),
        ("a capital OR accord OR treaty b", "a any(capital accord treaty) b"),
        ("(capital OR accord) ministers", "any(capital accord) ministers"),
        ("(grain accord) OR treaty", "any(all(grain accord) treaty)"),
        ("(grain accord) treaty", "grain accord treaty"),
        ("embas* x", "embas* x"),
        ("source:levant TITLE:Grain", "source:levant title:grain"),
        ("source:\"Levant Wire\"", "\"source:levant source:wire\""),
        ("topic:peace other:peace", "topic:peace other peace"),
        ("-source:levant", "not(source:levant)"),
        ("after:2006-07", "Span{first:20060701,last:4294967295}"),
        ("before:2009", "Span{first:0,last:20090100}"),
        ("date:2003..2005", "Span{first:20030101,last:20051231}"),
        ("date:2003-02", "Span{first:20030201,last:20030228}"),
        ("date:..2005", "Span{first:0,last:20051231}"),
        ("(corrected)-crazy x", "corrected crazy x"),
        ("a b c d e f -official", "a b c d e f official"),
        ("a b c d e f -(official)", "a b c d e f not(official)"),
        ("a b c d e -official", "a b c d e not(official)"),
        ("al-Kadhimi", "al kadhimi"),
        ("al-Kadhimi OR Haniya", "any(all(al kadhimi) haniya)"),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
}

#[test]
fn what_cannot_be_read_is_plain_words() {
    for (text, expected) in [
        ("grain\" (", "grain"),
        ("\"grain accord", "grain accord"),
        (") grain ) accord (", "grain accord"),
        ("(grain accord", "grain accord"),
        ("grain OR", "grain or"),
        ("OR grain", "or grain"),
        ("- grain -- *", "grain"),
        ("after:tomorrow date:", "after tomorrow date"),
        ("https://example.org/a", "https example org a"),
        ("\"\" ()", ""),
        ("a:b:c", "a b c"),
        ("source:", "source"),
        ("either or neither", "either or neither"),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
    let deep = format!("{}grain{}", "(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(tree(&deep), "grain");
    assert_eq!(tree(&format!("{}grain", "-".repeat(100_000))), "grain");
    assert!(!tree(&"-a OR (".repeat(20_000)).is_empty());
}

#[test]
fn a_word_counts_once_however_often_it_is_typed() {
    assert_eq!(tree("Embassy embassy EMBASSY"), "embassy");
    assert_eq!(tree("a OR b b OR a a OR b"), "any(a b) any(b a)");
}

#[test]
fn what_the_keeper_calls_the_same_is_searched_as_well() {
    assert_eq!(tree("isdood port"), "any(isdood ashdod) port");
    assert_eq!(tree("tell sahra"), "any(all(tell sahra) \"tall sahra\")");
    assert_eq!(tree("Tell me"), "any(tell hill) me");
    assert_eq!(tree("(Isdood OR x) y"), "any(any(isdood ashdod) x) y");
    assert_eq!(tree("\"isdood\" title:isdood ashdod -isdood"), "\"isdood\" title:isdood ashdod not(isdood)");
}

fn ending(text: &str, typing: bool) -> Ending {
    read(text, typing).words.last().unwrap().ending
}

#[test]
fn only_the_last_word_is_a_beginning_and_only_while_it_is_typed() {
    assert_eq!(ending("water emb", true), Ending::Beginning);
    assert_eq!(ending("water em", true), Ending::Short);
    assert_eq!(ending("water emb ", true), Ending::Whole);
    assert_eq!(ending("water emb.", true), Ending::Whole);
    assert_eq!(ending("water emb", false), Ending::Whole);
    assert_eq!(ending("water em*", true), Ending::Star);
    assert_eq!(ending("title:emb", true), Ending::Beginning);
    assert_eq!(read("emb water", true).words[0].ending, Ending::Whole);
}

#[test]
fn a_word_in_letters_that_no_article_has_is_still_a_word() {
    let query = read("привет & —", false);
    assert_eq!((query.is_empty(), query.unknown), (false, vec!["привет".to_owned()]));
}

#[test]
fn signs_alone_do_not_ask_for_all_articles() {
    assert_eq!(read(" \u{1f642} ", false).unknown, ["\u{1f642}"]);
    assert!(read("  ", false).is_empty() && !read("!?", false).is_empty());
}

#[test]
fn a_whole_book_as_query_is_cut_and_the_cut_is_named() {
    let text: Vec<_> = (0..MOST_WORDS + 2).map(|n| format!("w{n}")).collect();
    let query = read(&text.join(" "), false);
    assert_eq!((query.words.len(), query.ignored), (MOST_WORDS, vec!["w32".into(), "w33".into()]));
}

#[test]
fn the_same_words_again_and_again_are_read_so_often_and_no_more() {
    fn size(node: &Node) -> usize {
        match node {
            Node::Any(nodes) | Node::All(nodes) => 1 + nodes.iter().map(size).sum::<usize>(),
            Node::Phrase { words, .. } => 1 + words.len(),
            Node::Not(node) => 1 + size(node),
            Node::Word(_) | Node::Dates(_) => 1,
        }
    }
    let dates = (0..9_000).map(|n| format!("after:{}", 1_000 + n)).collect::<Vec<_>>().join(" OR ");
    let phrases = (0..9_000).map(|n| format!("\"oil {} price\"", n % 30)).collect::<Vec<_>>().join(" OR ");
    for text in [
        vec!["oil"; 9_000].join(" OR "),
        format!("{} OR gas", vec!["oil"; 9_000].join(".")),
        format!("\"{}\"", vec!["oil"; 9_000].join(" ")),
        format!("oil -({})", vec!["gas"; 9_000].join(" ")),
        dates,
        phrases,
    ] {
        let query = read(&text, false);
        let all: usize = query.clauses.iter().map(size).sum();
        assert!(all <= 1_100, "{all}: {}", &text[..40]);
    }
    assert_eq!(tree("oil OR oil OR gas"), "any(oil gas)");
}
