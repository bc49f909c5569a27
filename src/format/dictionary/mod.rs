//! A range of the dictionary: an FST from folded words to groups, and the groups.
//!
//! A group is a word with its inflections: the surface forms that have one stem. Forms, not stems, are the keys, so that
//! exact forms can rank first, completions and corrections show real words, and the engine needs no stemmer.
//! A group whose forms lie in several ranges is written into each of them.

mod group;
mod write;

#[cfg(test)]
mod tests;

use fst::Map;
use fst::raw::{Node, Output};

use super::bytes::Bytes;
pub use group::{Entry, Group, Place};
pub use write::{Lists, NewGroup};

/// Stands between field and value in the keys of facet values: `section=news`. No word contains it.
pub const FIELD_SEPARATOR: char = '=';

/// Stands between field and word in the keys of the words of values: `source:levant`. No word contains it.
pub const WORD_SEPARATOR: char = ':';

/// To walk through all words of a range takes a tenth of this; an FST of a few bytes can say that it has more than there are atoms.
const MOST_STEPS: u32 = 1 << 21;

/// A shard of kind `dictionary`.
///
/// Its payload is the FST's length and the FST, the number of groups, where the positions of the first one are, the groups,
/// all gaps of their lists, and all codes.
#[derive(Clone, Debug)]
pub struct Dictionary {
    words: Map<Vec<u8>>,
    groups: Vec<Group>,
    /// Of all lists.
    gaps: Vec<u8>,
    /// Likewise.
    codes: Vec<u8>,
}

impl Dictionary {
    /// Reads a payload.
    ///
    /// # Errors
    /// Where it is cut, or FST or groups are not what they should be.
    pub fn decode(payload: &[u8]) -> Result<Self, DictionaryError> {
        let mut bytes = Bytes::new(payload);
        let length = bytes.count();
        let words = Map::new(bytes.take(length).to_vec())
            .map_err(|_| DictionaryError("its words are no FST of the version known here".into()))?;
        let mut groups = Vec::new();
        // `vec!` would clone.
        groups.resize_with(bytes.count(), Group::default);
        let read = Self { words, groups: Vec::new(), gaps: Vec::new(), codes: Vec::new() };
        read.walk("", &mut |word, index| {
            if let Some(group) = groups.get_mut(index) {
                group.forms.push(word.to_owned());
            }
        });
        let mut positions = Place::read(&mut bytes);
        for group in &mut groups {
            group.read(&mut bytes, Some(&mut positions));
        }
        let lists = bytes.rest();
        let mut codes = 0_usize;
        for group in &mut groups {
            group.take_lists(&mut bytes, lists.len(), &mut codes);
        }
        if bytes.failed() || bytes.rest().len() != codes {
            return Err(DictionaryError("it is cut".to_owned()));
        }
        let (gaps, codes) = lists.split_at(lists.len().saturating_sub(codes));
        Ok(Self { groups, gaps: gaps.to_vec(), codes: codes.to_vec(), ..read })
    }

    /// The group of a folded word.
    #[must_use]
    pub fn group(&self, word: &str) -> Option<Entry<'_>> {
        let (node, output) = self.node(word)?;
        if node.is_final() { self.at(index(output.cat(node.final_output()))) } else { None }
    }

    /// The group at this index.
    #[must_use]
    pub fn at(&self, index: usize) -> Option<Entry<'_>> {
        self.groups.get(index).map(|group| Entry { range: self, group })
    }

    /// Shows all words that begin so, in byte order, with their groups.
    pub fn visit<'d>(&'d self, beginning: &str, see: &mut dyn FnMut(&str, Entry<'d>)) {
        self.walk(beginning, &mut |word, index| {
            if let Some(entry) = self.at(index) {
                see(word, entry);
            }
        });
    }

    /// Shows all words that begin so, in byte order, with the index of their groups. (The library's own streams are larger than all
    /// the rest of it.)
    fn walk(&self, beginning: &str, see: &mut dyn FnMut(&str, usize)) {
        let Some((node, output)) = self.node(beginning) else { return };
        let mut word = beginning.as_bytes().to_vec();
        let mut open = vec![(node.addr(), 0, output)];
        for _ in 0..MOST_STEPS {
            let Some((address, next, output)) = open.pop() else { return };
            let node = self.words.as_fst().node(address);
            if next == 0
                && node.is_final()
                && let Ok(word) = core::str::from_utf8(&word)
            {
                see(word, index(output.cat(node.final_output())));
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

fn index(output: Output) -> usize {
    usize::try_from(output.value()).unwrap_or(usize::MAX)
}
