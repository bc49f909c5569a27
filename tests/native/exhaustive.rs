//! The engine against obvious implementations that look at everything: the query language against a scan of the articles,
//! scores and order against a sum over all postings.

use std::collections::BTreeMap;
use std::fs;

use dalil::format::base85;
use dalil::format::dictionary::Dictionary;
use dalil::format::envelope::{Kind, unwrap};
use dalil::format::weight;
use dalil::search::request::Options;
use flate2::read::DeflateDecoder;
use index_builder::article::Article;
use proptest::prelude::*;
use std::io::Read;

use crate::archives::{Built, article, build};

const WORDS: [&str; 8] = ["grain", "harbour", "minister", "école", "orchard", "bridge", "flood", "café"];
const SECTIONS: [&str; 3] = ["News", "Opinion", "Culture"];

/// Articles of few words; one of them has every word and section, so that none is missing.
fn articles() -> impl Strategy<Value = Vec<Article>> {
    let words =
        |most| prop::collection::vec(prop::sample::select(&WORDS[..]), 0..most).prop_map(|words| words.join(" "));
    let one = (words(4), words(12), prop::sample::select(&SECTIONS[..]), 1..=28_u32);
    prop::collection::vec(one, 1..60).prop_map(|articles| {
        let mut all = vec![article("0000", "2012-05-28", "", &WORDS.join(" "))];
        all[0].section = SECTIONS.map(str::to_owned).to_vec();
        for (number, (title, text, section, day)) in articles.into_iter().enumerate() {
            let mut article = article(&format!("{:04}", number + 1), &format!("2012-05-{day:02}"), &title, &text);
            article.section = vec![section.to_owned()];
            all.push(article);
        }
        all
    })
}

/// A query as a tree.
#[derive(Clone, Debug)]
enum Query {
    Word(&'static str),
    Phrase(&'static str, &'static str),
    Title(&'static str),
    Section(&'static str),
    Since(u32),
    Not(Box<Query>),
    Any(Vec<Query>),
    All(Vec<Query>),
}

fn query() -> impl Strategy<Value = Query> {
    let word = || prop::sample::select(&WORDS[..]);
    let leaf = prop_oneof![
        4 => word().prop_map(Query::Word),
        1 => (word(), word()).prop_map(|(a, b)| Query::Phrase(a, b)),
        1 => word().prop_map(Query::Title),
        1 => prop::sample::select(&SECTIONS[..]).prop_map(Query::Section),
        1 => (1..=28_u32).prop_map(Query::Since),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let several = || prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner.clone().prop_map(|query| Query::Not(Box::new(query))),
            several().prop_map(Query::Any),
            several().prop_map(Query::All),
        ]
    })
}

impl Query {
    fn text(&self) -> String {
        let list = |all: &[Self], between| all.iter().map(Self::text).collect::<Vec<_>>().join(between);
        match self {
            Self::Word(word) => (*word).to_owned(),
            Self::Phrase(a, b) => format!("\"{a} {b}\""),
            Self::Title(word) => format!("title:{word}"),
            Self::Section(section) => format!("section:{section}"),
            Self::Since(day) => format!("after:2012-05-{day:02}"),
            Self::Not(query) => format!("-({})", query.text()),
            Self::Any(all) => format!("({})", list(all, " OR ")),
            Self::All(all) => format!("({})", list(all, " ")),
        }
    }

    fn holds(&self, article: &Article) -> bool {
        let (title, text) = (words(article.title.as_deref().unwrap_or_default()), words(&article.text));
        match self {
            Self::Word(word) => title.contains(word) || text.contains(word),
            Self::Phrase(a, b) => [title, text].iter().any(|words| words.windows(2).any(|pair| pair == [*a, *b])),
            Self::Title(word) => title.contains(word),
            Self::Section(section) => article.section.iter().any(|own| own == section),
            Self::Since(day) => article.date.as_deref() >= Some(format!("2012-05-{day:02}").as_str()),
            Self::Not(query) => !query.holds(article),
            Self::Any(all) => all.iter().any(|query| query.holds(article)),
            Self::All(all) => all.iter().all(|query| query.holds(article)),
        }
    }

    /// What must hold, and is not only better if it does.
    fn is_required(&self) -> bool {
        match self {
            Self::Word(_) => false,
            Self::Any(all) => all.iter().all(Self::is_required),
            Self::All(all) => all.iter().any(Self::is_required),
            _ => true,
        }
    }

    /// What asks for what articles say.
    fn is_content(&self) -> bool {
        match self {
            Self::Word(_) | Self::Phrase(..) | Self::Title(_) => true,
            Self::Section(_) | Self::Since(_) | Self::Not(_) => false,
            Self::Any(all) | Self::All(all) => all.iter().any(Self::is_content),
        }
    }

    /// Parentheses that only hold together what stands side by side hold nothing.
    fn clauses(self) -> Vec<Self> {
        match self {
            Self::All(all) => all.into_iter().flat_map(Self::clauses).collect(),
            other => vec![other],
        }
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split(' ').collect()
}

/// The ids of the articles with everything, and of those with something, in the order of ids.
fn scan<'a>(articles: &'a [Article], clauses: &[Query]) -> (Vec<&'a str>, Vec<&'a str>) {
    let (mut all, mut some) = (Vec::new(), Vec::new());
    let content: Vec<_> = clauses.iter().filter(|clause| clause.is_content()).collect();
    for article in articles {
        let required = clauses.iter().filter(|clause| clause.is_required()).all(|clause| clause.holds(article));
        let held = content.iter().filter(|clause| clause.holds(article)).count();
        if required && held == content.len() {
            all.push(article.id.as_str());
        } else if required && held > 0 {
            some.push(article.id.as_str());
        }
    }
    (all, some)
}

/// A form of a group, with its documents, their codes, and whether they have it or only their nearest ones do.
type Listed = (String, Vec<(u32, u8, bool)>);

/// All forms of an archive: by form its group's document frequency and posting lists.
type Forms = BTreeMap<String, (u32, Vec<Listed>)>;

fn payload(built: &Built, kind: Kind, number: u32) -> Option<Vec<u8>> {
    let terms = &built.archive.manifest().terms.folder;
    let path = built.folder.path().join(terms).join(format!("{}-{number}.js", kind.name()));
    let text = fs::read_to_string(path).ok()?;
    let compressed = base85::decode(unwrap(&text).unwrap().1).unwrap();
    let mut payload = Vec::new();
    DeflateDecoder::new(compressed.as_slice()).read_to_end(&mut payload).unwrap();
    Some(payload)
}

fn forms(built: &Built) -> Forms {
    let ranges = (0..).map_while(|number| payload(built, Kind::Dictionary, number));
    let ranges: Vec<_> = ranges.map(|payload| Dictionary::decode(&payload).unwrap()).collect();
    let mut forms = Forms::new();
    let mut entries = Vec::new();
    ranges.iter().for_each(|range| range.visit("", &mut |form, entry| entries.push((form.to_owned(), entry))));
    for (form, entry) in entries {
        let home = match entry.group.place {
            Some(place) => ranges[place.shard as usize].at(place.index as usize).unwrap(),
            None => entry,
        };
        let mut lists: Vec<Listed> = Vec::new();
        for (index, name) in entry.group.forms.iter().enumerate() {
            lists.push((name.clone(), home.postings(index).map(|(document, code)| (document, code, true)).collect()));
        }
        let echoes = home.echoes().map(|(document, code)| (document, code, false));
        lists[home.group.main_form()].1.extend(echoes);
        forms.insert(form, (entry.group.documents, lists));
    }
    forms
}

/// By document, what each of the words adds, and whether the document has it.
fn sums(forms: &Forms, articles: u32, query: &[&str]) -> BTreeMap<u32, (u64, usize)> {
    let mut sums: BTreeMap<u32, (u64, usize)> = BTreeMap::new();
    for word in query {
        let (documents, lists) = &forms[*word];
        let mut of_word: BTreeMap<u32, (u32, bool)> = BTreeMap::new();
        for (form, list) in lists {
            for (document, code, is_there) in list {
                let frequency = weight::decode(*code);
                let entry = of_word.entry(*document).or_default();
                entry.0 += if form == word { frequency } else { frequency / 2 };
                entry.1 |= is_there;
            }
        }
        for (document, (frequency, is_there)) in of_word {
            let entry = sums.entry(document).or_default();
            entry.0 += weight::score(frequency, weight::rarity(articles, *documents));
            entry.1 += usize::from(is_there);
        }
    }
    sums.retain(|_, (_, words)| *words > 0);
    sums
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_query_language_finds_what_a_scan_of_all_articles_finds(
        articles in articles(), queries in prop::collection::vec(prop::collection::vec(query(), 1..4), 80),
    ) {
        let mut built = build(articles.clone());
        for query in queries {
            let text = query.iter().map(Query::text).collect::<Vec<_>>().join(" ");
            let clauses: Vec<_> = query.into_iter().flat_map(Query::clauses).collect();
            let (all, some) = scan(&articles, &clauses);
            let answer = built.archive.search(&text, &Options { limit: 100, ..Options::default() });
            let found: Vec<&str> = answer.hits.iter().map(|hit| hit.id.as_str()).collect();
            let (first, rest) = found.split_at(all.len().min(found.len()));
            let sorted = |ids: &[&str]| { let mut ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect(); ids.sort(); ids };
            prop_assert_eq!(sorted(first), sorted(&all), "{}", text);
            prop_assert_eq!(sorted(rest), sorted(&some), "{}", text);
            let total = if all.is_empty() { some.len() } else { all.len() };
            prop_assert_eq!(answer.total as usize, total, "{}", text);
        }
    }

    #[test]
    fn scores_and_order_are_those_of_a_sum_over_all_postings(
        articles in articles(),
        queries in prop::collection::vec(prop::collection::btree_set(prop::sample::select(vec!["grain", "harbour", "minister", "orchard", "bridge", "flood"]), 1..5), 60),
    ) {
        let mut sorted = articles.clone();
        sorted.sort_by_key(|article| (article.date.clone(), article.id.clone()));
        let mut built = build(articles);
        let forms = forms(&built);
        for query in queries {
            let query: Vec<&str> = query.into_iter().collect();
            let sums = sums(&forms, sorted.len() as u32, &query);
            let mut expected: Vec<_> = sums.iter().map(|(document, (score, words))| (*words == query.len(), *score, *document)).collect();
            expected.sort_by(|a, b| b.cmp(a));
            let options = Options { limit: 100, ..Options::default() };
            let text = query.join(" ");
            let hits = built.archive.search(&text, &options).hits;
            let explained = built.archive.explain(&text, &options);
            prop_assert_eq!(hits.len(), expected.len());
            // Proximity moves hits within ten ranks only.
            for ((hits, explained), expected) in hits.chunks(10).zip(explained.chunks(10)).zip(expected.chunks(10)) {
                let mut found: Vec<_> = hits.iter().zip(explained).map(|(hit, explanation)| {
                    let own: f64 = explanation.parts.iter().map(|part| part.score).sum();
                    (hit.id.clone(), own)
                }).collect();
                let mut wanted: Vec<_> = expected.iter().map(|(_, score, document)| (sorted[*document as usize].id.clone(), weight::shown(*score))).collect();
                found.sort_by(|a, b| a.0.cmp(&b.0));
                wanted.sort_by(|a, b| a.0.cmp(&b.0));
                for (found, wanted) in found.iter().zip(&wanted) {
                    prop_assert_eq!(&found.0, &wanted.0, "{}", text);
                    prop_assert!((found.1 - wanted.1).abs() < 1e-6, "{}: {:?} {:?}", text, found, wanted);
                }
            }
        }
    }
}
