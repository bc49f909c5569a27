//! The decoders of every kind of file in an archive, on payloads whose checksum fits: a damaged file gets no further
//! than that, a hostile one does.

use dalil::format::article::Articles;
use dalil::format::base85;
use dalil::format::completions::Completions;
use dalil::format::corrections::Spellings;
use dalil::format::dictionary::Dictionary;
use dalil::format::envelope::{self, Address, Kind};
use dalil::format::facets::FacetBlock;
use dalil::format::ids::{Ids, slot};
use dalil::format::json::Reader;
use dalil::format::manifest::Manifest;
use dalil::format::names::register::Register;
use dalil::format::postings::Positions;
use dalil::format::segment::Dates;
use dalil::format::similar::{BLOCK, Similar};
use index_builder::shield::shielded;

use crate::quietly;

/// More of anything is not asked of one small file.
const MANY: usize = 10_000;

/// `manifest.js`.
pub fn manifest(data: &[u8]) {
    let Ok(manifest) = Manifest::decode(data) else { return };
    for word in ["", "a", "harbour", "ميناء", "\u{10ffff}"] {
        let _ = (manifest.ranges(word), manifest.completions(word));
        let _ = (
            manifest.words(word),
            manifest.endings(word),
            manifest.names(word),
            manifest.inflection.alternatives(word),
        );
    }
    let _ = (manifest.documents(), manifest.facet_shards(MANY), manifest.numbered_segments().take(MANY).count());
    let written = serde_json::to_vec(&manifest).expect("a manifest that was read can be written");
    assert_eq!(Manifest::decode(&written).as_ref(), Ok(&manifest));
}

/// A range of the dictionary, with its groups and their postings.
pub fn dictionary(data: &[u8]) {
    quietly();
    let Some(dictionary) = shielded(|| Dictionary::decode(data).ok()) else { return };
    for index in 0..dictionary.len().min(MANY) {
        let Some(entry) = dictionary.at(index) else { continue };
        for entry in [entry].into_iter().chain(entry.variants()) {
            assert!(entry.group.main_form() <= entry.group.forms.len());
            (0..entry.group.forms.len()).for_each(|form| assert!(entry.postings(form).count() <= data.len()));
            let _ = entry.echoes().has(7);
        }
    }
    // Reading went through all words: what the library can't stand has shown itself.
    for word in ["", "h", "harbour", "\u{10ffff}"] {
        let _ = dictionary.group(word);
        dictionary.visit(word, &mut |found, _| assert!(found.starts_with(word)));
    }
}

/// Where words stand in articles.
pub fn positions(data: &[u8]) {
    let Ok(positions) = Positions::decode(data) else { return };
    let mut places = Vec::new();
    for mut list in (0..MANY).map_while(|index| positions.list(index)) {
        while list.next_into(&mut places) {
            assert!(places.len() <= data.len());
        }
    }
}

/// The articles of one shard.
pub fn articles(data: &[u8]) {
    let Ok(read) = Articles::decode(data) else { return };
    let written = serde_json::to_vec(&read.articles).expect("articles that were read can be written");
    assert_eq!(Articles::decode(&written), Ok(read));
}

/// The values of a field.
pub fn facets(data: &[u8]) {
    let Ok(block) = FacetBlock::decode(data) else { return };
    for documents in [vec![], vec![0], (0..300).collect(), vec![u32::MAX - 1, u32::MAX]] {
        assert_eq!(block.count(0, &documents).len(), block.values.len());
    }
}

/// The days of a segment's articles.
pub fn dates_of_segment(data: &[u8]) {
    let _ = Dates::decode(data);
}

/// From ids to document numbers.
pub fn ids(data: &[u8]) {
    let ids = Ids::decode(data);
    let (_, kept) = slot("News/1.htm", 4);
    [0, kept, u16::MAX].into_iter().for_each(|kept| assert!(ids.documents(kept).len() <= data.len()));
}

/// Names by their sounds.
pub fn names(data: &[u8]) {
    let Ok(register) = Register::decode(data) else { return };
    ["", "hrbr", "\u{10ffff}"].into_iter().for_each(|key| assert!(register.under(key).len() <= data.len()));
}

/// Words to correct others by.
pub fn spellings(data: &[u8]) {
    let Ok(spellings) = Spellings::decode(data) else { return };
    let mut letters = 0;
    // One letter of a small file can stand for 25 of the word before.
    spellings.visit(&mut |word, _| letters += word.len());
    assert!(letters <= data.len() * 26 * 4, "{letters}");
}

/// What may become of a half-typed word.
pub fn completions(data: &[u8]) {
    let Ok(completions) = Completions::decode(data) else { return };
    ["", "h", "har", "مين"].into_iter().for_each(|cell| assert!(completions.lines(cell).len() <= data.len()));
}

/// What is nearest to each article.
pub fn similar(data: &[u8]) {
    let Ok(similar) = Similar::decode(data) else { return };
    [0, 1, BLOCK - 1, u32::MAX].into_iter().for_each(|document| assert!(similar.nearest(document).len() < 256));
}

/// What stands around a file, its data, and its path.
pub fn envelope(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Some(address) = Address::parse(&text) {
        assert_eq!(address.path(), text);
    }
    let Some((header, data)) = envelope::unwrap(&text) else { return };
    let payload = base85::decode(data).unwrap_or_default();
    let _ = Address::new("words-1", Kind::Words, 3).check(header, &payload);
    let _ = dalil::search::Engine::open(header, &payload);
}

/// Whatever is JSON to us is JSON to everybody.
pub fn json(data: &[u8]) {
    let mut reader = Reader::new(data);
    reader.skip();
    if reader.finish().is_ok() && std::str::from_utf8(data).is_ok() {
        let read: Result<serde::de::IgnoredAny, _> = serde_json::from_slice(data);
        assert!(read.is_ok(), "{}", String::from_utf8_lossy(data));
    }
}
