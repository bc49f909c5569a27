//! What is read is what serde reads, and nothing that is no JSON is read at all.

use std::fmt::Debug;

use proptest::prelude::*;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::{Writer, decode};
use crate::format::article::{ArticleRecord, Articles, Place};
use crate::format::facets::FacetBlock;
use crate::format::manifest::{FacetField, Manifest, Terms};
use crate::format::segment::{Dates, Segment};
use crate::search::request::{Counting, Options, Sort, Statistics};

fn skipped(json: &[u8]) -> Result<(), String> {
    decode(json, |reader| reader.skip())
}

/// Holds our reading of a value to serde's, and of the value with one byte changed, left out or put in.
fn agrees<T: Serialize + DeserializeOwned + PartialEq + Debug>(
    value: &T,
    read: fn(&[u8]) -> Result<T, String>,
    (place, byte, change): (usize, u8, u8),
) {
    let json = serde_json::to_vec(value).unwrap();
    assert_eq!(read(&json).as_ref(), Ok(value));
    assert_eq!(skipped(&json), Ok(()));
    let mut damaged = serde_json::to_vec_pretty(value).unwrap();
    let place = place % damaged.len();
    match change % 3 {
        0 => damaged[place] = byte,
        1 => damaged.insert(place, byte),
        _ => damaged.truncate(place),
    }
    let (ours, theirs) = (read(&damaged), serde_json::from_slice::<T>(&damaged));
    assert_eq!(ours.as_ref().ok(), theirs.as_ref().ok(), "{ours:?}, {theirs:?}: {}", damaged.escape_ascii());
}

/// Bytes that mean something to JSON come often.
fn damage() -> impl Strategy<Value = (usize, u8, u8)> {
    let sign = prop::sample::select(br#"{}[]",:\/ue0123456789-+.tfn "#.to_vec());
    (any::<usize>(), prop_oneof![sign, any::<u8>()], any::<u8>())
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(any::<String>(), 0..4)
}

fn numbers() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 0..5)
}

fn lists() -> impl Strategy<Value = Vec<Vec<u32>>> {
    prop::collection::vec(numbers(), 0..4)
}

fn place() -> impl Strategy<Value = Place> {
    (any::<String>(), any::<Option<String>>()).prop_map(|(id, url)| Place { id, url })
}

fn record() -> impl Strategy<Value = ArticleRecord> {
    let optional = prop::array::uniform5(any::<Option<String>>());
    let several = (texts(), texts(), texts(), texts(), prop::collection::vec(place(), 0..3));
    (any::<[String; 2]>(), optional, several).prop_map(|(one, optional, (source, section, byline, captions, also))| {
        let ([id, text], [url, title, date, language, picture]) = (one, optional);
        ArticleRecord { id, text, title, date, source, section, byline, url, language, picture, captions, also }
    })
}

/// The next field of an array whose end may be left out.
fn field<T: DeserializeOwned + Default, E: Error>(fields: &mut impl Iterator<Item = Value>) -> Result<T, E> {
    fields.next().map_or_else(|| Ok(T::default()), |field| serde_json::from_value(field).map_err(E::custom))
}

impl<'de> Deserialize<'de> for Articles {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(|articles| Self { articles })
    }
}

impl<'de> Deserialize<'de> for ArticleRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = &mut some(deserializer)?;
        Ok(Self {
            id: field(fields)?,
            text: field(fields)?,
            title: field(fields)?,
            date: field(fields)?,
            source: field(fields)?,
            section: field(fields)?,
            byline: field(fields)?,
            url: field(fields)?,
            language: field(fields)?,
            picture: field(fields)?,
            captions: field(fields)?,
            also: field(fields)?,
        })
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = &mut some(deserializer)?;
        Ok(Self { id: field(fields)?, url: field(fields)? })
    }
}

/// The fields of an array that has one at least.
fn some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<impl Iterator<Item = Value>, D::Error> {
    let fields = Vec::deserialize(deserializer)?;
    if fields.is_empty() { Err(D::Error::custom("no field")) } else { Ok(fields.into_iter()) }
}

fn options() -> impl Strategy<Value = Options> {
    let sort = prop::sample::select(vec![Sort::Relevance, Sort::Newest, Sort::Oldest]);
    let facets = prop::sample::select(vec![Counting::Cheap, Counting::Exact]);
    let filters = prop::collection::btree_map(any::<String>(), texts(), 0..3);
    let dates = any::<(Option<String>, Option<String>)>();
    let page = any::<(u32, u32, bool)>();
    let words = prop::collection::btree_map(any::<String>(), any::<u32>(), 0..3);
    let statistics =
        (any::<u32>(), words).prop_map(|(articles, words)| Statistics { articles, words: words.into_iter().collect() });
    (page, sort, dates, filters, facets, statistics).prop_map(
        |((limit, offset, typing), sort, (after, before), filters, facets, statistics)| {
            let filters = filters.into_iter().collect();
            Options { limit, offset, sort, typing, after, before, filters, facets, statistics }
        },
    )
}

fn manifest() -> impl Strategy<Value = Manifest> {
    let counts = || prop::collection::btree_map(any::<String>(), any::<u32>(), 0..3);
    let folding = (
        prop::collection::vec(any::<(char, char)>(), 0..3),
        prop::collection::btree_map(any::<String>(), any::<String>(), 0..3),
        any::<String>(),
    );
    let field = any::<(String, u32, u64, u32)>();
    let field = field.prop_map(|(name, values, bytes, span)| FacetField { name, values, bytes, span });
    let terms = (any::<String>(), texts(), any::<u32>(), prop::collection::vec(field, 0..3), counts());
    let months = prop::collection::vec(any::<(String, u32)>(), 0..3);
    // No folder's name begins with what divides month and hash.
    let folder = any::<String>().prop_map(|name| name.trim_start_matches('-').to_owned());
    let segment =
        (folder, months, any::<u32>()).prop_map(|(folder, months, shards)| Segment { folder, months, shards });
    let segments = prop::collection::vec(segment, 0..3);
    let named = (any::<(String, String, String, String)>(), any::<Option<String>>(), texts());
    (named, any::<u32>(), folding, terms, segments, counts()).prop_map(
        |((texts, title, notices), articles, folding, terms, segments, entries)| {
            let (generator, engine, base, language) = texts;
            let mut manifest =
                Manifest { generator, engine, articles, base, title, notices, language, ..Manifest::default() };
            manifest.folding.letters = folding.0;
            manifest.folding.folds = folding.1.into_iter().collect();
            manifest.folding.joiners = folding.2;
            let (folder, borders, positions, facets, further) = terms;
            let further = further.into_iter().collect();
            manifest.terms = Terms { folder, borders, positions, facets, further, ..Terms::default() };
            manifest.terms.names = manifest.terms.borders.clone();
            manifest.terms.endings = vec![manifest.terms.borders.clone(); 2];
            manifest.terms.words = manifest.terms.borders.clone();
            manifest.terms.beginnings = articles;
            manifest.synonyms = vec![(manifest.base.clone(), manifest.notices.clone())];
            manifest.segments = segments;
            manifest.primer = manifest.base.clone();
            manifest.entries = entries.into_iter().collect();
            manifest
        },
    )
}

proptest! {
    #[test]
    fn articles_are_read_as_serde_reads_them(
        articles in prop::collection::vec(record(), 0..3), damage in damage(),
    ) {
        agrees(&Articles { articles }, Articles::decode, damage);
    }

    #[test]
    fn numbers_of_all_kinds_are_read_as_serde_reads_them(
        runs in lists(), days in any::<Vec<u8>>(), values in texts(), damage in damage(),
    ) {
        agrees(&FacetBlock { values, runs }, FacetBlock::decode, damage);
        agrees(&Dates { days }, Dates::decode, damage);
    }

    #[test]
    fn manifest_and_options_are_read_as_serde_reads_them(
        manifest in manifest(), options in options(), damage in damage(),
    ) {
        agrees(&manifest, Manifest::decode, damage);
        agrees(&options, Options::decode, damage);
    }

    #[test]
    fn no_bytes_at_all_make_it_panic_and_it_takes_none_that_serde_refuses(json in any::<Vec<u8>>()) {
        let theirs = serde_json::from_slice::<Value>(&json);
        prop_assert!(skipped(&json).is_err() || theirs.is_ok());
    }

    #[test]
    fn signs_of_json_in_any_order_are_taken_just_where_serde_takes_them(
        signs in prop::collection::vec(prop::sample::select(
            vec!["{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"\\u00e9\"", "\\ud83d", "\\ude42", "null", "true", "0", "-1", "2.5e+3", ".", "e", " "],
        ), 0..9),
    ) {
        let json = signs.concat();
        let theirs = serde_json::from_str::<Value>(&json);
        prop_assert_eq!(skipped(json.as_bytes()).is_ok(), theirs.is_ok(), "{}", json);
    }

    #[test]
    fn what_is_written_is_what_serde_writes(text in any::<String>(), number in any::<u64>()) {
        let mut out = Writer::default();
        out.open('[');
        out.text(&text);
        out.number(number);
        out.raw("null");
        out.close(']');
        prop_assert_eq!(out.finish(), serde_json::to_string(&(text, number, ())).unwrap());
    }

    #[test]
    fn a_fraction_is_written_to_its_last_digit(number in 0_u64..1 << 53) {
        let mut out = Writer::default();
        out.fraction(number, 26);
        prop_assert_eq!(out.finish().parse::<f64>().unwrap(), number as f64 / f64::from(1 << 26));
    }
}

#[test]
fn control_characters_are_escaped_as_serde_escapes_them() {
    let text: String = (0..0x30).filter_map(char::from_u32).chain("\u{7f}é\u{2028}🙂\\".chars()).collect();
    let mut out = Writer::default();
    out.text(&text);
    let json = out.finish();
    assert_eq!(json, serde_json::to_string(&text).unwrap());
    assert_eq!(decode(json.as_bytes(), |reader| reader.text()), Ok(text));
}

#[test]
fn escapes_are_read_and_halves_of_surrogates_refused() {
    let read = |json: &str| decode(json.as_bytes(), |reader| reader.text());
    assert_eq!(read(r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude42""#).as_deref(), Ok("\"\\/\u{8}\u{c}\n\r\té🙂"));
    for json in
        [r#""\ud83d""#, r#""\ude42""#, r#""\ud83d\u0041""#, r#""\ud83dx""#, r#""\u12g4""#, r#""\x""#, "\"a\nb\"", "\"a"]
    {
        assert!(read(json).is_err(), "{json}");
    }
}

#[test]
fn depth_without_end_is_an_error_and_no_overflow() {
    for open in ["[", "{\"a\":", "[{\"a\":"] {
        let error = skipped(open.repeat(1 << 20).as_bytes()).unwrap_err();
        assert!(error.contains("nested too deeply"), "{error}");
    }
    assert_eq!(skipped(("[".repeat(100) + &"]".repeat(100)).as_bytes()), Ok(()));
}

#[test]
fn an_error_says_what_is_wrong_and_where() {
    let error = |json: &str| Dates::decode(json.as_bytes()).unwrap_err();
    assert_eq!(error(r#"{"days":[1 2]}"#), "a comma or the end is expected at byte 11");
    assert_eq!(error(r#"{"months":[]}"#), "the field days is missing at byte 13");
    assert_eq!(error(r#"{"days":[],"days":[]}"#), "the field days stands twice at byte 18");
    assert_eq!(error(r#"{"days":[]} x"#), "nothing more is expected at byte 12");
    assert_eq!(decode(b"4294967296", |reader| reader.small()).unwrap_err(), "the number is too large at byte 10");
    assert_eq!(decode(b"1.5", |reader| reader.small()).unwrap_err(), "a whole number is expected at byte 1");
}
