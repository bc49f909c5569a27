//! A range of the dictionary: an FST from folded words to groups, and the groups.
//!
//! A group is a word with its inflections: the surface forms that have one stem. Forms, not stems, are the keys, so that
//! exact forms can rank first, completions and corrections show real words, and the engine needs no stemmer.
//! A group whose forms lie in several ranges is written into each of them.

use fst::raw::{Node, Output};
use fst::{Map, MapBuilder};
use serde::Serialize;

use super::json::Reader;
use super::postings::{PostingList, read_groups, read_lists};

/// Stands between field and value in the keys of facet values: `section=news`. No word contains it.
pub const FIELD_SEPARATOR: char = '=';

/// Stands between field and word in the keys of the words of values: `source:levant`. No word contains it.
pub const WORD_SEPARATOR: char = ':';

/// Where a group's postings or positions are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Place {
    /// The shard's number.
    pub shard: u32,
    /// The index in the shard.
    pub index: u32,
}

/// A word with its inflections. In JSON an array of the fields in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(from = "GroupFields"))]
#[serde(into = "GroupFields")]
pub struct Group {
    /// In how many articles at least one of the forms stands: the group's document frequency.
    pub documents: u32,
    /// Whether it is one of its language's stop words.
    pub stop: bool,
    /// The forms in byte order; empty where the only form is the key itself.
    pub forms: Vec<String>,
    /// The forms' postings where they are few; otherwise empty, and they are found at [`Group::place`].
    pub postings: Vec<PostingList>,
    /// Where the postings are, unless they are here.
    pub place: Place,
    /// Where the positions are; `None` for facet values, which have none.
    pub positions: Option<Place>,
    /// Other spellings of the name, the nearest first, each with its forms; these have no variants of their own.
    pub variants: Vec<Group>,
}

type GroupFields = (u32, u8, Vec<String>, Vec<PostingList>, [u32; 2], Vec<u32>, Vec<Group>);

#[cfg(test)]
impl From<GroupFields> for Group {
    fn from((documents, stop, forms, postings, [shard, index], positions, variants): GroupFields) -> Self {
        let positions = match positions.as_slice() {
            [shard, index] => Some(Place { shard: *shard, index: *index }),
            _ => None,
        };
        Self { documents, stop: stop == 1, forms, postings, place: Place { shard, index }, positions, variants }
    }
}

impl Group {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let mut group = Self::default();
        reader.tuple(7, &mut |reader, field| match field {
            0 => group.documents = reader.small(),
            1 => group.stop = reader.number(u64::from(u8::MAX)) == 1,
            2 => reader.texts_into(&mut group.forms),
            3 => group.postings = read_lists(reader),
            4 => match Place::read(reader) {
                Some(place) => group.place = place,
                None => reader.fail("a place is expected"),
            },
            5 => group.positions = Place::read(reader),
            _ => reader.array(&mut |reader| group.variants.push(Self::read(reader))),
        });
        group
    }
}

impl Place {
    /// `None` where it isn't just two numbers.
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        match reader.numbers().as_slice() {
            [shard, index] => Some(Self { shard: *shard, index: *index }),
            _ => None,
        }
    }
}

impl From<Group> for GroupFields {
    fn from(group: Group) -> Self {
        let positions = group.positions.map(|place| vec![place.shard, place.index]).unwrap_or_default();
        let place = [group.place.shard, group.place.index];
        (group.documents, u8::from(group.stop), group.forms, group.postings, place, positions, group.variants)
    }
}

#[derive(Serialize)]
struct Groups<G> {
    groups: G,
}

/// A shard of kind `dictionary`.
///
/// Its payload is the FST's length in bytes (four, little-endian), the FST, and the groups as JSON.
#[derive(Clone, Debug)]
pub struct Dictionary {
    words: Map<Vec<u8>>,
    groups: Vec<Group>,
}

impl Dictionary {
    /// Writes the payload for words in byte order, each with the index of its group.
    ///
    /// # Errors
    /// The FST's own, where the words are not in order.
    pub fn encode(words: &[(&str, u64)], groups: &[Group]) -> Result<Vec<u8>, DictionaryError> {
        let mut builder = MapBuilder::memory();
        builder.extend_iter(words.iter().copied()).map_err(wrong_fst)?;
        let fst = builder.into_inner().map_err(wrong_fst)?;
        let length = u32::try_from(fst.len()).map_err(|_| DictionaryError("the FST is larger than 4 GiB".into()))?;
        let json = serde_json::to_vec(&Groups { groups }).map_err(wrong_json)?;
        Ok([&length.to_le_bytes(), fst.as_slice(), json.as_slice()].concat())
    }

    /// Reads a payload.
    ///
    /// # Errors
    /// Where it is cut, or FST or groups are not what they should be.
    pub fn decode(payload: &[u8]) -> Result<Self, DictionaryError> {
        let cut = || DictionaryError("it is cut".to_owned());
        let (length, rest) = payload.split_first_chunk::<4>().ok_or_else(cut)?;
        let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| cut())?;
        let (fst, json) = rest.split_at_checked(length).ok_or_else(cut)?;
        let words = Map::new(fst.to_vec())
            .map_err(|_| DictionaryError("its words are no FST of the version known here".into()))?;
        let mut groups = Vec::new();
        read_groups(json, &mut |reader| groups.push(Group::read(reader))).map_err(DictionaryError)?;
        Ok(Self { words, groups })
    }

    /// The group of a folded word.
    #[must_use]
    pub fn group(&self, word: &str) -> Option<&Group> {
        let (node, output) = self.node(word)?;
        if node.is_final() { self.group_at(output.cat(node.final_output())) } else { None }
    }

    /// All words that begin so, in byte order, with their groups.
    #[must_use]
    pub fn completions(&self, beginning: &str) -> Vec<(String, &Group)> {
        let mut found = Vec::new();
        self.walk(beginning, &mut |word, group| found.push((word.to_owned(), group)));
        found
    }

    /// Shows every word with the number of articles that have it or an inflection of it.
    pub fn visit(&self, see: &mut dyn FnMut(&str, u32)) {
        self.walk("", &mut |word, group| see(word, group.documents));
    }

    /// Shows all words that begin so, in byte order. (The library's own streams are larger than all the rest of it.)
    fn walk<'d>(&'d self, beginning: &str, see: &mut dyn FnMut(&str, &'d Group)) {
        let Some((node, output)) = self.node(beginning) else { return };
        let mut word = beginning.as_bytes().to_vec();
        let mut open = vec![(node.addr(), 0, output)];
        while let Some((address, next, output)) = open.pop() {
            let node = self.words.as_fst().node(address);
            if next == 0 && node.is_final() {
                let group = self.group_at(output.cat(node.final_output()));
                if let (Ok(word), Some(group)) = (core::str::from_utf8(&word), group) {
                    see(word, group);
                }
            }
            if next < node.len() {
                let step = node.transition(next);
                open.push((address, next + 1, output));
                open.push((step.addr, 0, output.cat(step.out)));
                word.push(step.inp);
            } else {
                word.pop();
            }
        }
    }

    /// Where a word, or the beginning of one, leads to, and what was put out on the way.
    fn node(&self, word: &str) -> Option<(Node<'_>, Output)> {
        let fst = self.words.as_fst();
        let (mut node, mut output) = (fst.root(), Output::zero());
        for byte in word.bytes() {
            let step = node.transition(node.find_input(byte)?);
            output = output.cat(step.out);
            node = fst.node(step.addr);
        }
        Some((node, output))
    }

    fn group_at(&self, output: Output) -> Option<&Group> {
        self.groups.get(usize::try_from(output.value()).ok()?)
    }

    /// How many words it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// Why a dictionary can't be written or read, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DictionaryError(pub String);

fn wrong_fst(error: fst::Error) -> DictionaryError {
    // The outer error says only "FST error"; the cause says what.
    let cause = core::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
    DictionaryError(cause)
}

fn wrong_json(error: serde_json::Error) -> DictionaryError {
    DictionaryError(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Dictionary, Group, Place};
    use crate::format::postings::PostingList;

    fn sample() -> Dictionary {
        let embassy = Group {
            documents: 3,
            forms: vec!["embassies".into(), "embassy".into()],
            postings: vec![PostingList(vec![1, 32]), PostingList(vec![2, 40, 1, 32])],
            positions: Some(Place { shard: 0, index: 4 }),
            ..Group::default()
        };
        let the = Group { documents: 900, stop: true, place: Place { shard: 3, index: 1 }, ..Group::default() };
        let words = [("embassies", 0), ("embassy", 0), ("the", 1)];
        let payload = Dictionary::encode(&words, &[embassy, the]).unwrap();
        Dictionary::decode(&payload).unwrap()
    }

    #[test]
    fn every_form_leads_to_its_group() {
        let dictionary = sample();
        assert_eq!(dictionary.group("embassy"), dictionary.group("embassies"));
        assert_eq!(dictionary.group("embassy").map(|g| g.forms.len()), Some(2));
        assert_eq!(dictionary.group("the").map(|g| (g.stop, g.place.shard)), Some((true, 3)));
        assert_eq!(dictionary.group("embass"), None);
    }

    #[test]
    fn a_beginning_is_completed_to_every_word() {
        let found: Vec<_> = sample().completions("emb").into_iter().map(|(word, _)| word).collect();
        assert_eq!(found, ["embassies", "embassy"]);
        assert!(sample().completions("x").is_empty());
    }

    #[test]
    fn a_cut_dictionary_is_an_error() {
        let payload = Dictionary::encode(&[("a", 0)], &[Group::default()]).unwrap();
        for end in 0..payload.len() {
            assert!(Dictionary::decode(&payload[..end]).is_err(), "{end}");
        }
    }
}
