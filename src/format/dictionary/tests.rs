use proptest::prelude::*;

use super::group::{ELSEWHERE, VARIANTS};
use super::{Dictionary, Entry, Lists, NewGroup, Place};
use crate::format::bytes::push_number;
use crate::format::postings::PostingList;

/// What a group says of itself, however it is stored.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    forms: Vec<String>,
    stop: bool,
    documents: u32,
    place: Option<Place>,
    positions: Option<Place>,
    lists: Vec<Vec<(u32, u8)>>,
    echoes: Vec<(u32, u8)>,
    variants: Vec<Self>,
}

fn said(entry: Entry<'_>) -> Said {
    let group = entry.group;
    Said {
        forms: group.forms.clone(),
        stop: group.stop,
        documents: group.documents,
        place: group.place,
        positions: group.positions,
        lists: (0..group.forms.len()).map(|form| entry.postings(form).collect()).collect(),
        echoes: entry.echoes().collect(),
        variants: entry.variants().map(said).collect(),
    }
}

/// A group with lists of its own.
#[derive(Clone, Debug)]
struct Own {
    forms: Vec<String>,
    lists: Vec<PostingList>,
    echoes: PostingList,
    stop: bool,
    kind: u8,
}

impl Own {
    fn documents(&self) -> u32 {
        self.lists.iter().map(PostingList::len).sum::<usize>() as u32
    }

    fn new_group(&self, positions: &mut Place) -> NewGroup<'_> {
        let lists = match self.kind % 3 {
            0 => Lists::Here(&self.lists, &self.echoes),
            1 => Lists::Copy(&self.lists, &self.echoes),
            _ => Lists::Elsewhere(Place { shard: 7, index: 9 }),
        };
        let is_home = matches!(lists, Lists::Here(..));
        if is_home && self.kind / 3 % 2 == 1 {
            *positions = Place { shard: positions.shard + 1, index: 0 };
        }
        let own = if is_home { *positions } else { Place { shard: 1, index: u32::from(self.kind) } };
        if is_home {
            positions.index += self.forms.len() as u32;
        }
        NewGroup {
            documents: self.documents(),
            stop: self.stop,
            is_word: true,
            forms: self.forms.iter().map(String::as_str).collect(),
            lists,
            positions: own,
            variants: Vec::new(),
        }
    }
}

fn list() -> impl Strategy<Value = PostingList> {
    prop::collection::btree_map(any::<u32>(), any::<u8>(), 0..6).prop_map(PostingList::of)
}

fn own() -> impl Strategy<Value = Own> {
    let forms = prop::collection::btree_set("[a-zé]{1,5}", 1..4);
    (forms, prop::collection::vec(list(), 4), list(), any::<bool>(), any::<u8>()).prop_map(
        |(forms, mut lists, echoes, stop, kind)| {
            lists.truncate(forms.len());
            Own { forms: forms.into_iter().collect(), lists, echoes, stop, kind }
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_of_a_group_is_read_and_a_cut_range_is_an_error(
        owns in prop::collection::vec(own(), 0..5), variants in prop::collection::vec(own(), 0..3), elsewhere: bool,
    ) {
        let mut positions = Place { shard: 3, index: 200 };
        let mut groups: Vec<_> = owns.iter().map(|own| own.new_group(&mut positions)).collect();
        for group in groups.iter_mut().take(1) {
            group.variants = variants.iter().map(|own| own.new_group(&mut Place::default())).collect();
        }
        // Each form leads to the first group that has it; of some groups only the last form is in this range.
        let mut words = std::collections::BTreeMap::new();
        for (index, own) in owns.iter().enumerate() {
            for form in own.forms.iter().rev().take(if elsewhere { 1 } else { 9 }) {
                words.entry(form.as_str()).or_insert(index as u64);
            }
        }
        let words: Vec<_> = words.into_iter().collect();
        let payload = Dictionary::encode(&words, &groups).unwrap();
        let read = Dictionary::decode(&payload).unwrap();
        for (index, (own, group)) in owns.iter().zip(&groups).enumerate() {
            let read = said(read.at(index).unwrap());
            prop_assert_eq!(&read.forms, &own.forms);
            prop_assert_eq!((read.stop, read.documents), (own.stop, own.documents()));
            prop_assert_eq!(read.positions, Some(group.positions));
            match group.lists {
                Lists::Elsewhere(place) => prop_assert_eq!(read.place, Some(place)),
                _ => {
                    prop_assert_eq!(read.lists, own.lists.iter().map(|list| list.iter().collect()).collect::<Vec<Vec<_>>>());
                    prop_assert!(own.echoes.iter().eq(read.echoes));
                }
            }
            prop_assert_eq!(read.variants.len(), group.variants.len());
            for (read, own) in read.variants.iter().zip(&variants) {
                prop_assert_eq!((&read.forms, read.positions), (&own.forms, None));
            }
        }
        for (word, index) in &words {
            prop_assert_eq!(said(read.group(word).unwrap()), said(read.at(*index as usize).unwrap()));
        }
        for end in 0..payload.len() {
            prop_assert!(Dictionary::decode(&payload[..end]).is_err(), "{}", end);
        }
    }

    #[test]
    fn groups_of_nonsense_are_read_without_panic(own in own(), nonsense: Vec<u8>, cut: usize) {
        let words: Vec<_> = own.forms.iter().map(|form| (form.as_str(), 0)).collect();
        let mut payload = Dictionary::encode(&words, &[own.new_group(&mut Place::default())]).unwrap();
        // Behind the FST, which the library reads.
        let fst = 1 + usize::from(payload[0]);
        payload.truncate(fst + cut % (payload.len() - fst));
        payload.extend(nonsense);
        if let Ok(read) = Dictionary::decode(&payload) {
            (0..9).filter_map(|index| read.at(index)).for_each(|entry| drop(said(entry)));
        }
    }
}

fn sample() -> Dictionary {
    let lists = [PostingList::of([(0, 32)]), PostingList::of([(1, 40), (2, 32)])];
    let (forms, no_echoes) = (vec!["embassies", "embassy"], PostingList::default());
    let embassy =
        NewGroup { documents: 3, is_word: true, forms, lists: Lists::Here(&lists, &no_echoes), ..NewGroup::default() };
    let the = NewGroup {
        documents: 900,
        stop: true,
        lists: Lists::Elsewhere(Place { shard: 3, index: 1 }),
        ..NewGroup::default()
    };
    let words = [("embassies", 0), ("embassy", 0), ("the", 1)];
    Dictionary::decode(&Dictionary::encode(&words, &[embassy, the]).unwrap()).unwrap()
}

#[test]
fn every_form_leads_to_its_group() {
    let dictionary = sample();
    let group = |word| dictionary.group(word).map(said);
    assert_eq!(group("embassy"), group("embassies"));
    assert_eq!(group("embassy").map(|group| group.forms.len()), Some(2));
    assert_eq!(dictionary.group("embassy").map(|entry| entry.group.main_form()), Some(1));
    assert_eq!(group("the").map(|group| (group.stop, group.place)), Some((true, Some(Place { shard: 3, index: 1 }))));
    assert!(group("embass").is_none());
}

#[test]
fn a_beginning_is_completed_to_every_word() {
    let dictionary = sample();
    let completed = |beginning| {
        let mut found = Vec::new();
        dictionary.visit(beginning, &mut |word, entry| found.push((word.to_owned(), entry.group.forms.len())));
        found
    };
    assert_eq!(completed("emb"), [("embassies".to_owned(), 2), ("embassy".to_owned(), 2)]);
    assert!(completed("x").is_empty());
}

/// A range whose FST has these words, all of one group, and whose groups are these bytes.
fn forged(words: impl Iterator<Item = String>, groups: &[u8]) -> Vec<u8> {
    let mut builder = fst::MapBuilder::memory();
    words.for_each(|word| builder.insert(word, 0).unwrap());
    let fst = builder.into_inner().unwrap();
    let mut payload = Vec::new();
    push_number(&mut payload, fst.len() as u32);
    payload.extend(fst);
    payload.extend(groups);
    payload
}

#[test]
fn a_variant_has_no_variants_however_deep_a_file_says_they_lie() {
    // One group, its positions, and then over and over: has a variant, elsewhere, in no article; one of them.
    let mut groups = vec![1, 0, 0];
    (0..200_000).for_each(|_| groups.extend([VARIANTS | ELSEWHERE, 0, 0, 0, 1]));
    let read = Dictionary::decode(&forged(std::iter::empty(), &groups));
    assert!(read.is_err(), "the rest is no list");
}

#[test]
fn a_few_bytes_that_say_they_hold_a_million_words_are_not_walked_to_their_end() {
    let letters = 20;
    let word = |number: u32| (0..letters).rev().map(|bit| if number >> bit & 1 == 0 { 'a' } else { 'b' }).collect();
    let payload = forged((0..1 << letters).map(word), &[1, 0, 0, ELSEWHERE, 0, 0, 0]);
    assert!(payload.len() < 300, "{}", payload.len());
    let read = Dictionary::decode(&payload).unwrap();
    assert!(read.at(0).unwrap().group.forms.len() < 3 << (letters - 2));
}
