//! What our own encoders write of arbitrary things: whole, it reads back the same; damaged, it is read or refused.

use std::collections::BTreeSet;

use arbitrary::{Result, Unstructured};
use dalil::format::base85 as coding;
use dalil::format::corrections::{Spellings, class};
use dalil::format::dictionary::{Dictionary, Lists, NewGroup, Place};
use dalil::format::ids::Ids;
use dalil::format::postings::{PositionList, Positions, PostingList};
use dalil::format::similar::Similar;

use crate::format;

/// A range of the dictionary.
pub fn dictionary(data: &[u8]) {
    let _ = try_dictionary(&mut Unstructured::new(data));
}

fn try_dictionary(source: &mut Unstructured<'_>) -> Result<()> {
    let words: BTreeSet<String> = source.arbitrary()?;
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let lists: Vec<PostingList> = words.iter().map(|_| postings(source)).collect::<Result<_>>()?;
    let echoes = postings(source)?;
    // Each second word is another form of the one before.
    let groups: Vec<NewGroup<'_>> = words
        .chunks(2)
        .zip(lists.chunks(2))
        .map(|(forms, lists)| NewGroup {
            documents: documents(lists),
            is_word: true,
            forms: forms.iter().map(String::as_str).collect(),
            lists: Lists::Here(lists, &echoes),
            positions: Place::default(),
            ..NewGroup::default()
        })
        .collect();
    let of_group: Vec<(&str, u64)> = words.iter().zip(0..).map(|(word, number)| (word.as_str(), number / 2)).collect();
    let payload = Dictionary::encode(&of_group, &groups).expect("words in order can be written");
    let read = Dictionary::decode(&payload).expect("what was written can be read");
    for (number, word) in words.iter().enumerate() {
        let entry = read.group(word).expect("every word is found");
        let written = &groups[number / 2];
        assert!(entry.group.forms == written.forms && entry.group.documents == written.documents);
        assert!(entry.postings(number % 2).eq(lists[number].iter()) && entry.echoes().eq(echoes.iter()));
    }
    damaged(source, payload, format::dictionary)
}

fn postings(source: &mut Unstructured<'_>) -> Result<PostingList> {
    let documents: BTreeSet<u16> = source.arbitrary()?;
    Ok(PostingList::of(documents.into_iter().map(|document| (u32::from(document), document as u8))))
}

fn documents(lists: &[PostingList]) -> u32 {
    let all: BTreeSet<u32> = lists.iter().flat_map(|list| list.iter().map(|(document, _)| document)).collect();
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

/// Places of words.
pub fn positions(data: &[u8]) {
    let _ = try_positions(&mut Unstructured::new(data));
}

fn try_positions(source: &mut Unstructured<'_>) -> Result<()> {
    let lists: Vec<Vec<BTreeSet<u32>>> = source.arbitrary()?;
    let lists: Vec<Vec<Vec<u32>>> = lists
        .into_iter()
        .map(|list| {
            let places = |places: BTreeSet<u32>| places.into_iter().map(|place| place >> 1).collect::<Vec<u32>>();
            list.into_iter().filter(|places| !places.is_empty()).map(places).collect()
        })
        .collect();
    let written: Vec<PositionList> = lists
        .iter()
        .map(|list| {
            let mut written = PositionList::default();
            list.iter().for_each(|places| written.push(places));
            written
        })
        .collect();
    let payload = Positions::encode(&written);
    let read = Positions::decode(&payload).expect("what was written can be read");
    for (index, list) in lists.iter().enumerate() {
        let (mut found, mut places) = (read.list(index).expect("every list is found"), Vec::new());
        for written in list {
            assert!(found.next_into(&mut places) && places == *written);
        }
        assert!(!found.next_into(&mut places));
    }
    damaged(source, payload, format::positions)
}

/// What is near to articles.
pub fn similar(data: &[u8]) {
    let _ = try_similar(&mut Unstructured::new(data));
}

fn try_similar(source: &mut Unstructured<'_>) -> Result<()> {
    let lists: Vec<[u32; 3]> = source.arbitrary()?;
    let lists: Vec<Vec<u32>> = lists.into_iter().take(256).map(Vec::from).collect();
    let read = Similar::decode(Similar::encode(256, &lists).as_bytes()).expect("what was written can be read");
    for (document, list) in (256..).zip(&lists) {
        assert_eq!(read.nearest(document), *list);
    }
    damaged(source, read.as_bytes().to_vec(), format::similar)
}

/// Ids of articles.
pub fn ids(data: &[u8]) {
    let _ = try_ids(&mut Unstructured::new(data));
}

fn try_ids(source: &mut Unstructured<'_>) -> Result<()> {
    let entries: BTreeSet<(u32, u16)> = source.arbitrary()?;
    let entries: Vec<(u32, u16)> = entries.into_iter().collect();
    let read = Ids::decode(Ids::encode(&entries).as_bytes());
    for (document, kept) in &entries {
        assert!(read.documents(*kept).contains(document));
    }
    damaged(source, read.as_bytes().to_vec(), format::ids)
}

/// Words with how often they stand.
pub fn spellings(data: &[u8]) {
    let _ = try_spellings(&mut Unstructured::new(data));
}

fn try_spellings(source: &mut Unstructured<'_>) -> Result<()> {
    let words: BTreeSet<String> = source.arbitrary()?;
    let fits =
        |word: &String| !word.is_empty() && !word.contains(|sign: char| sign.is_ascii_uppercase() || sign == '\n');
    let words: Vec<String> = words.into_iter().filter(fits).collect();
    let counted: Vec<(&str, u32)> = words.iter().zip(1..).map(|(word, number)| (word.as_str(), number * 3)).collect();
    let payload = Spellings::encode(&counted);
    let mut found = BTreeSet::new();
    let read = Spellings::decode(&payload).expect("what was written can be read");
    read.visit(&mut |word, class| found.extend([(word.to_owned(), class)]));
    let written: BTreeSet<_> = counted.iter().map(|(word, number)| ((*word).to_owned(), class(*number))).collect();
    assert_eq!(found, written);
    damaged(source, payload, format::spellings)
}

/// Bytes as text.
pub fn base85(data: &[u8]) {
    assert_eq!(coding::decode(&coding::encode(data)).as_deref(), Some(data));
    let _ = coding::decode(&String::from_utf8_lossy(data));
}

/// Some bytes replaced, and cut somewhere.
fn damaged(source: &mut Unstructured<'_>, mut payload: Vec<u8>, read: fn(&[u8])) -> Result<()> {
    while !source.is_empty() && !payload.is_empty() {
        let place = usize::from(source.arbitrary::<u16>()?) % payload.len();
        payload[place] = source.arbitrary()?;
        read(&payload);
        if source.ratio(1, 8)? {
            payload.truncate(place);
        }
    }
    Ok(())
}
