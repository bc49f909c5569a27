//! Every file of a small archive, damaged in every way that hosts and disks know: what is whole is answered, what is not is named,
//! nothing is shown that the whole archive would not show, and all is well once the file is back.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use dalil::format::by_name::ByName;
use dalil::format::envelope::{Address, Kind};
use dalil::search::answer::Cost;
use dalil::search::request::{Options, Sort};
use flate2::Compression;
use flate2::write::GzEncoder;
use index_builder::archive::Archive;
use index_builder::article::Article;

use crate::archives::{Built, build, many_articles};

/// What hosts send in place of a file that they don't have, with status 200.
const NOT_FOUND: &[u8] = b"<!doctype html><html><title>404</title><p>We can't find that page.";
/// Words, phrases, negations, alternatives, fields, dates, errors, sounds, unfinished words, and nothing.
const QUERIES: [&str; 15] = [
    "harbour",
    "harbour word77",
    "\"the council\"",
    "market -grain",
    "-harbour",
    "embassy NOT (flood OR \"the bridge\")",
    "(school OR railway) orchard",
    "title:bridge flood",
    "after:2012-05-07 embassy",
    "section:News -section:Opinion harbour",
    "harbuor",
    "zarbour lighthose",
    "qadhafi",
    "nowhere",
    "",
];

/// These, and four with options.
const SEARCHES: usize = QUERIES.len() + 4;
/// What is completed.
const TYPED: [&str; 3] = ["lightho", "kar", "the bri"];
/// Which articles are read.
const ARTICLES: [&str; 2] = ["page 7.htm", "page 238.htm"];

/// Few articles, and every kind of file.
fn articles() -> Vec<Article> {
    const SPELLINGS: [&str; 4] =
        ["Mr. Moammar Gaddafi", "Mr. Muammar Qaddafi", "Mr. Moamar Kadafi", "Mr. Karim Haddad"];
    let few = many_articles().into_iter().take(240).enumerate();
    let named = few.map(|(number, mut article)| {
        article.text.push_str(&format!(" It was {} who came to the town.", SPELLINGS[number % SPELLINGS.len()]));
        article
    });
    named.collect()
}

/// What an archive says to one question.
#[derive(Debug, PartialEq)]
struct Said {
    question: String,
    /// All of it but its cost.
    whole: String,
    /// What a reader is shown, one text each.
    shown: BTreeSet<String>,
    incomplete: Vec<String>,
}

/// The questions: searches, completions, near articles, and articles.
fn questions() -> usize {
    SEARCHES + TYPED.len() + 2 * ARTICLES.len()
}

/// Searches with their options.
fn searches() -> [(&'static str, Options); SEARCHES] {
    let options = Options { limit: 1000, ..Options::default() };
    let filters = ByName::from_iter([("source".to_owned(), vec!["Agency 3".to_owned()])]);
    let dated = Options { sort: Sort::Newest, before: Some("2012-03-07".to_owned()), ..options.clone() };
    let typing = Options { typing: true, ..options.clone() };
    let more = [("lightho", typing.clone()), ("ligtho", typing), ("grain", dated)];
    let filtered = ("harbour", Options { filters, ..options.clone() });
    let mut all = QUERIES.map(|query| (query, options.clone())).into_iter().chain(more).chain([filtered]);
    std::array::from_fn(|_| all.next().unwrap())
}

/// Asks one question.
fn ask(archive: &mut Archive, number: usize) -> Said {
    if let Some((query, options)) = searches().get(number) {
        let mut answer = archive.search(query, options);
        answer.cost = Cost::default();
        let whole = serde_json::to_string(&answer).unwrap();
        // An excerpt marks what is known to be meant, which a missing file may hide.
        let shown = answer.hits.iter().map(|hit| format!("{} {:?} {:?} {:?}", hit.id, hit.url, hit.title, hit.date));
        return Said {
            question: format!("{number}: {query:?}"),
            whole,
            shown: shown.collect(),
            incomplete: answer.incomplete,
        };
    }
    let number = number - SEARCHES;
    if let Some(typed) = TYPED.get(number) {
        let mut answer = archive.suggest(typed, 100);
        answer.cost = Cost::default();
        let (whole, question) = (format!("{answer:?}"), format!("completions of {typed:?}"));
        let shown = answer.suggestions.iter().map(|suggestion| suggestion.text.clone());
        return Said { question, whole, shown: shown.collect(), incomplete: answer.incomplete };
    }
    let number = number - TYPED.len();
    let id = ARTICLES[number / 2];
    if number.is_multiple_of(2) {
        let mut near = archive.similar(id, 10);
        near.cost = Cost::default();
        let (whole, question) = (format!("{near:?}"), format!("articles near {id:?}"));
        let shown = near.hits.iter().map(|hit| hit.id.clone()).collect();
        return Said { question, whole, shown, incomplete: near.incomplete };
    }
    let mut read = archive.article(id);
    read.cost = Cost::default();
    let (whole, question) = (format!("{read:?}"), format!("the article {id:?}"));
    // Those before and after it may be missing.
    let shown = read.article.iter().map(|article| format!("{:?} {}", article.record.title, article.text)).collect();
    Said { question, whole, shown, incomplete: read.incomplete }
}

/// Asks everything.
fn ask_all(archive: &mut Archive) -> Vec<Said> {
    (0..questions()).map(|number| ask(archive, number)).collect()
}

/// Where a file is cut: in and after its opening, its header, what stands between, its payload and its end.
fn cuts(file: &[u8]) -> Vec<usize> {
    let quotes: Vec<_> = file.iter().enumerate().filter(|(_, byte)| **byte == b'"').map(|(place, _)| place).collect();
    let mut cuts: Vec<_> = quotes.iter().take(4).flat_map(|place| [*place, place + 1]).collect();
    let length = file.len();
    cuts.extend([1, 8, quotes[0] + 7, quotes[1] - 8, quotes[1] - 1, quotes[1] + 2, quotes[2] + 2, length / 2]);
    cuts.extend([length - 6, length - 5, length - 3, length - 2, length - 1]);
    cuts.retain(|cut| *cut < length);
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

fn flipped(file: &[u8], place: usize, bit: usize) -> Vec<u8> {
    let mut bytes = file.to_vec();
    bytes[place] ^= 1 << bit;
    bytes
}

fn gzipped(file: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(file).unwrap();
    packed.finish().unwrap()
}

/// All that can have become of a file; `None` is that it is gone.
fn damages(file: &[u8]) -> Vec<(String, Option<Vec<u8>>)> {
    let mut all = vec![
        ("missing".to_owned(), None),
        ("empty".to_owned(), Some(Vec::new())),
        ("a page of the host".to_owned(), Some(NOT_FOUND.to_vec())),
        ("gzipped once more".to_owned(), Some(gzipped(file))),
        ("doubled".to_owned(), Some([file, file].concat())),
        ("zeroes".to_owned(), Some(vec![0; file.len()])),
    ];
    all.extend(cuts(file).into_iter().map(|cut| (format!("cut at {cut}"), Some(file[..cut].to_vec()))));
    // The first hundred bytes have the header, the last ones the end.
    let places =
        (0..100).step_by(9).chain((0..16).map(|part| file.len() / 16 * part)).chain(file.len() - 8..file.len());
    let flips = places.filter(|place| *place < file.len()).enumerate();
    all.extend(flips.map(|(n, place)| (format!("bit {} of byte {place}", n % 8), Some(flipped(file, place, n % 8)))));
    all
}

/// What else may lie in a file's place: another of its kind, one of another kind, and what an older build had there.
fn swaps(built: &Built, older: &Built, address: &Address) -> Vec<(String, Option<Vec<u8>>)> {
    let own = built.archive.manifest().files();
    let others = own.iter().filter(|other| *other != address);
    let (same, unlike): (Vec<_>, Vec<_>) = others.partition(|other| other.kind == address.kind);
    let before = older.archive.manifest().files();
    let before = before.iter().find(|other| other.kind == address.kind && other.folder != address.folder);
    let read = |built: &Built, address: &Address| fs::read(built.folder.path().join(address.path())).ok();
    let mut swaps: Vec<_> = [same.first(), unlike.first(), unlike.last()]
        .into_iter()
        .flatten()
        .map(|other| (format!("{other} in its place"), read(built, other)))
        .collect();
    swaps.extend(before.map(|other| (format!("{other} of an older build"), read(older, other))));
    swaps
}

fn place(path: &Path, bytes: Option<&[u8]>) {
    match bytes {
        Some(bytes) => fs::write(path, bytes).unwrap(),
        None => fs::remove_file(path).unwrap(),
    }
}

/// Holds what is said without a file to what the whole archive says.
fn hold(said: &[Said], whole: &[Said], missing: &Address) {
    for (said, whole) in said.iter().zip(whole) {
        let named = said.incomplete.iter().any(|path| *path == missing.path());
        assert!(named || said == whole, "without {missing}: {} says {said:#?}", said.question);
        let wrong: Vec<_> = said.shown.difference(&whole.shown).collect();
        assert!(wrong.is_empty(), "without {missing}: {} shows {wrong:#?}", said.question);
        let others = said.incomplete.iter().filter(|path| **path != missing.path());
        let behind = |path: &String| missing.kind == Kind::Primer && path.contains("/articles-");
        assert!(others.clone().all(behind), "without {missing}: {} names {:?}", said.question, said.incomplete);
    }
}

#[test]
fn whatever_becomes_of_a_shard_what_is_whole_is_answered_and_the_shard_is_named() {
    let built = build(articles());
    let older = build(articles().into_iter().skip(3).collect());
    let whole = ask_all(&mut Archive::open(built.folder.path()).unwrap());
    assert!(whole.iter().all(|said| said.incomplete.is_empty()));
    let mut kinds = BTreeSet::new();
    for address in built.archive.manifest().files() {
        if address.kind == Kind::Engine {
            continue;
        }
        let path = built.folder.path().join(address.path());
        let kept = fs::read(&path).unwrap();
        place(&path, None);
        let mut archive = Archive::open(built.folder.path()).unwrap();
        let without = ask_all(&mut archive);
        hold(&without, &whole, &address);
        // The archive that lacked it finds it again.
        place(&path, Some(&kept));
        archive.retry();
        assert!(ask_all(&mut archive) == whole, "{address} is back and not used");
        // The first that is asked for of each kind in all ways: the code that reads it is the same.
        let Some(asking) = without.iter().position(|said| said.incomplete.contains(&address.path())) else { continue };
        if !kinds.insert(address.kind) {
            continue;
        }
        for (damage, bytes) in damages(&kept).into_iter().chain(swaps(&built, &older, &address)) {
            place(&path, bytes.as_deref());
            let mut archive = Archive::open(built.folder.path()).unwrap();
            let wrong = archive.check(&address).is_err();
            // Some bits, behind the end of what is compressed, say nothing.
            let expected = if wrong { &without } else { &whole };
            assert!(ask(&mut archive, asking) == expected[asking], "{address}, {damage}");
            assert!(wrong || damage.starts_with("bit"), "{address}, {damage}, is believed");
            place(&path, Some(&kept));
        }
    }
    assert_eq!(kinds.len(), 12, "every kind of shard, but the primer, which so small an archive has not: {kinds:?}");
    assert!(Archive::open(built.folder.path()).unwrap().verify().is_empty());
}

#[test]
fn a_damaged_manifest_is_refused_in_plain_words() {
    let built = build(articles());
    let older = build(articles().into_iter().skip(3).collect());
    let path = built.folder.path().join("manifest.js");
    let kept = fs::read(&path).unwrap();
    let shard = built.archive.manifest().files().into_iter().find(|address| address.kind == Kind::Articles).unwrap();
    let shard = fs::read(built.folder.path().join(shard.path())).unwrap();
    let swapped = ("a shard in its place".to_owned(), Some(shard));
    for (damage, bytes) in damages(&kept).into_iter().chain([swapped]) {
        place(&path, bytes.as_deref());
        match Archive::open(built.folder.path()) {
            Ok(archive) => {
                assert!(damage.starts_with("bit") && archive.manifest() == built.archive.manifest(), "{damage}");
            }
            Err(error) => assert!(error.to_string().contains("manifest.js"), "{damage}: {error}"),
        }
        place(&path, Some(&kept));
    }
    // Of an older build it is whole, and what it names and is gone is named.
    fs::copy(older.folder.path().join("manifest.js"), &path).unwrap();
    let mut archive = Archive::open(built.folder.path()).unwrap();
    let answer = archive.search("harbour", &Options::default());
    assert!(answer.hits.is_empty() && !answer.incomplete.is_empty() && !archive.verify().is_empty());
}

#[test]
fn verify_names_exactly_the_files_that_are_damaged() {
    let built = build(articles());
    let folder = built.folder.path();
    let all: Vec<_> = built.archive.paths().into_iter().filter(|name| name != "manifest.js").collect();
    // Articles can't be read without their primer, nor pages be known without their list.
    let is_by_itself = |name: &str| !name.contains("/primer-") && name != "browse/files.json";
    let mut damaged = BTreeSet::new();
    for (number, name) in all.iter().enumerate().filter(|(number, name)| number % 5 == 0 && is_by_itself(name)) {
        let path = folder.join(name);
        let kept = fs::read(&path).unwrap();
        let ways = [
            None,
            Some(Vec::new()),
            Some(NOT_FOUND.to_vec()),
            Some(kept[..kept.len() / 2].to_vec()),
            Some(gzipped(&kept)),
        ];
        place(&path, ways[number / 5 % ways.len()].as_deref());
        damaged.insert(name.clone());
    }
    let wrong = Archive::open(folder).unwrap().verify();
    let named: BTreeSet<_> = wrong
        .iter()
        .filter_map(|error| {
            let said = error.to_string();
            all.iter().filter(|name| said.contains(name.as_str())).max_by_key(|name| name.len()).cloned()
        })
        .collect();
    assert_eq!((named, wrong.len()), (damaged.clone(), damaged.len()), "{wrong:#?}");
}
