//! What readers type and partners' pages ask, and archives whose files lie.

use dalil::format::envelope::Address;
use dalil::format::json::Writer;
use dalil::search::answer::Answer;
use dalil::search::request::{Counting, Options, Sort};
use dalil::search::{Engine, Step};
use index_builder::shield::shielded;

use crate::archive::{File, HELD};
use crate::quietly;

/// No question needs more rounds.
const MOST_ROUNDS: usize = 20;
/// Damaged shards name others that nobody asks for in earnest.
const MOST_SHARDS: usize = 2000;

/// The options of a search as JSON.
pub fn options(data: &[u8]) {
    if let Ok(options) = Options::decode(data) {
        search("harbour \"grain quay\" -ferry", &options);
    }
}

/// A query, typed or half typed; the first byte says how it is asked.
pub fn query(data: &[u8]) {
    let Some((how, query)) = data.split_first() else { return };
    let options = Options {
        typing: how & 1 != 0,
        sort: [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Relevance][usize::from(how >> 1 & 3)],
        facets: if how & 8 == 0 { Counting::Cheap } else { Counting::Exact },
        offset: u32::from(how >> 4 & 3),
        ..Options::default()
    };
    search(&String::from_utf8_lossy(query), &options);
}

/// What completions are asked for.
pub fn suggest(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let answer = HELD.engine.suggest(&text, 8).expect("all shards are held");
    is_json(|out| answer.write(out));
}

/// The id of an article to read, and to find similar ones of.
pub fn article_id(data: &[u8]) {
    let id = String::from_utf8_lossy(data);
    let article = HELD.engine.article(&id).expect("all shards are held");
    is_json(|out| article.write(out));
    let similar = HELD.engine.similar(&id, 5).expect("all shards are held");
    is_json(|out| similar.write(out));
}

fn search(query: &str, options: &Options) {
    let Step::Answer(answer) = HELD.engine.search(query, options) else { panic!("all shards are held") };
    assert!(answer.incomplete.is_empty() && answer.hits.len() <= HELD.shards.len().max(100), "{answer:?}");
    assert!(answer.hits.iter().all(|hit| !hit.excerpt.replace("<mark>", "").replace("</mark>", "").contains('<')));
    shown(&answer);
}

fn shown(answer: &Answer) {
    is_json(|out| answer.write(out));
}

fn is_json(write: impl FnOnce(&mut Writer)) {
    let mut out = Writer::default();
    write(&mut out);
    let _: serde::de::IgnoredAny = serde_json::from_str(&out.finish()).expect("answers are JSON");
}

/// One file of the archive, changed and given a checksum that fits: the first byte says which, the others how.
pub fn damaged_archive(data: &[u8]) {
    quietly();
    let Some((which, changes)) = data.split_first() else { return };
    let which = usize::from(*which) % (HELD.shards.len() + 1);
    let whole = HELD.shards.get(which).unwrap_or(&HELD.manifest);
    let mut payload = whole.payload.clone();
    changes.chunks(4).for_each(|change| damage(&mut payload, change));
    let mut address = whole.address.clone();
    let mut engine = HELD.engine.clone();
    if which == HELD.shards.len() {
        address.folder = whole.header.split(' ').nth(2).unwrap_or_default().to_owned();
        let Ok(opened) = Engine::open(&address.header(&payload), &payload) else { return };
        engine = opened;
        HELD.shards.iter().for_each(|file| {
            give(&mut engine, file.address.clone());
        });
    } else {
        let header = address.header(&payload);
        if shielded(|| engine.accept(address, &header, &payload, 1).ok()).is_none() {
            return;
        }
    }
    ask(&mut engine);
}

/// A byte replaced, flipped, taken out or put in, or the rest cut off.
fn damage(payload: &mut Vec<u8>, change: &[u8]) {
    let [how, high, low, byte] = [0, 1, 2, 3].map(|place| change.get(place).copied().unwrap_or_default());
    let place = usize::from(u16::from_be_bytes([high, low])) % payload.len().max(1);
    match how % 5 {
        0 => payload.get_mut(place).into_iter().for_each(|old| *old = byte),
        1 => payload.get_mut(place).into_iter().for_each(|old| *old ^= 1 << (byte % 8)),
        2 if place < payload.len() => drop(payload.remove(place)),
        3 => payload.insert(place.min(payload.len()), byte),
        4 if byte == 0 => payload.truncate(place),
        _ => {}
    }
}

fn ask(engine: &mut Engine) {
    let options = Options { facets: Counting::Exact, ..Options::default() };
    for query in ["harbour council", "\"grain quay\" -ferry", "hrabour", "date:2012-03 الميناء", ""] {
        let answer = until_answered(engine, |engine| match engine.search(query, &options) {
            Step::Answer(answer) => Ok(*answer),
            Step::Need(shards) => Err(shards),
        });
        answer.iter().for_each(shown);
    }
    until_answered(engine, |engine| engine.suggest("har", 8));
    until_answered(engine, |engine| engine.similar("News/1.htm", 5));
    until_answered(engine, |engine| engine.article("News/1.htm"));
}

/// The answer; `None` where the archive names more shards than are worth asking for.
fn until_answered<T>(engine: &mut Engine, ask: impl Fn(&Engine) -> Result<T, Vec<Address>>) -> Option<T> {
    for _ in 0..MOST_ROUNDS {
        match ask(engine) {
            Ok(answer) => return Some(answer),
            Err(shards) if shards.len() > MOST_SHARDS => return None,
            Err(shards) => shards.into_iter().for_each(|address| {
                if !give(engine, address.clone()) {
                    engine.fail(address);
                }
            }),
        }
    }
    panic!("it asks for ever");
}

fn give(engine: &mut Engine, address: Address) -> bool {
    let file = HELD.shards.iter().find(|file| file.address == address);
    file.is_some_and(|File { header, payload, .. }| engine.accept(address, header, payload, 1).is_ok())
}
