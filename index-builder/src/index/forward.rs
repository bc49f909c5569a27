//! The words of each article: the lists of all words turned round, in bytes, since there are as many entries as postings.

use dalil::format::weight;

use super::groups::WordGroup;
use super::rows::{Filling, Rows};

/// By document number, its words.
pub(super) struct Forward {
    /// The lists that name a document, ascending: the gap from the one before, seven bits a byte, lowest first, and the code.
    rows: Rows<u8>,
    /// By list, its group; lists are numbered in the order of the groups and their forms. Values of fields have none.
    groups: Vec<u32>,
    /// By group, its first list.
    first: Vec<u32>,
}

impl Forward {
    /// Turns the groups' lists round; `documents` is one more than the largest document number.
    pub(super) fn new(groups: &[WordGroup], documents: u32) -> Self {
        let (mut of_lists, mut first) = (Vec::new(), Vec::new());
        for (number, group) in (0..).zip(groups) {
            first.push(u32::try_from(of_lists.len()).unwrap_or(u32::MAX));
            of_lists.extend(group.positions.iter().map(|_| number));
        }
        let lists = || (0..).zip(groups.iter().filter(|group| is_word(group)).flat_map(|group| &group.postings));
        let mut lengths = vec![0_u32; documents as usize];
        let mut last = vec![0_u32; documents as usize];
        for (list, postings) in lists() {
            for (document, _) in postings.iter() {
                let of_document = lengths.get_mut(document as usize).zip(last.get_mut(document as usize));
                let Some((length, last)) = of_document else { continue };
                *length += bytes(list - std::mem::replace(last, list)) + 1;
            }
        }
        let mut rows = Filling::new(lengths);
        last.fill(0);
        for (list, postings) in lists() {
            for (document, code) in postings.iter() {
                let Some(last) = last.get_mut(document as usize) else { continue };
                let mut gap = list - std::mem::replace(last, list);
                while gap >= 0x80 {
                    rows.push(document, gap as u8 | 0x80);
                    gap >>= 7;
                }
                rows.push(document, gap as u8);
                rows.push(document, code);
            }
        }
        Self { rows: rows.finish(), groups: of_lists, first }
    }

    /// The group of a list, and which of its forms has it.
    pub(super) fn form(&self, list: u32) -> (u32, u32) {
        let group = self.group(list);
        (group, list.saturating_sub(self.first.get(group as usize).copied().unwrap_or_default()))
    }

    pub(super) fn group(&self, list: u32) -> u32 {
        self.groups.get(list as usize).copied().unwrap_or(u32::MAX)
    }

    /// How many lists there are.
    pub(super) fn lists(&self) -> usize {
        self.groups.len()
    }

    /// The lists that name a document, ascending, and its code in each.
    pub(super) fn postings(&self, document: u32) -> impl Iterator<Item = (u32, u8)> {
        let (mut rest, mut list) = (self.rows.get(document), 0);
        std::iter::from_fn(move || {
            let mut shift = 0;
            loop {
                let (byte, behind) = rest.split_first()?;
                rest = behind;
                list += u32::from(byte & 0x7f) << shift;
                shift += 7;
                if byte & 0x80 == 0 || shift > 28 {
                    break;
                }
            }
            let (code, behind) = rest.split_first()?;
            rest = behind;
            Some((list, *code))
        })
    }

    /// The lists of a group: the first, and the one behind the last.
    pub(super) fn lists_of(&self, group: u32) -> (u32, u32) {
        let first = |group: usize| self.first.get(group).copied();
        let end = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        (first(group as usize).unwrap_or(end), first(group as usize + 1).unwrap_or(end))
    }

    /// Of groups that are given by their lists, ascending, those that a document has: hands over the place of each and its
    /// weight. Of most of a document's words the group need not be looked up then.
    pub(super) fn weights(&self, document: u32, groups: &[(u32, u32)], mut each: impl FnMut(usize, u32)) {
        let (mut place, mut sum) = (0, 0_u32);
        for (list, code) in self.postings(document) {
            while groups.get(place).is_some_and(|(_, end)| *end <= list) {
                if sum > 0 {
                    each(place, std::mem::take(&mut sum));
                }
                place += 1;
            }
            match groups.get(place) {
                Some((first, _)) if *first <= list => sum = sum.saturating_add(weight::decode(code)),
                Some(_) => {}
                None => return,
            }
        }
        if sum > 0 {
            each(place, sum);
        }
    }

    /// The groups of a document, ascending, each with its weight there.
    pub(super) fn words(&self, document: u32) -> impl Iterator<Item = (u32, u32)> {
        let weighed = |(list, code)| (self.group(list), weight::decode(code));
        let mut postings = self.postings(document).map(weighed).peekable();
        std::iter::from_fn(move || {
            let (group, mut sum) = postings.next()?;
            while let Some((_, more)) = postings.next_if(|(next, _)| *next == group) {
                sum = sum.saturating_add(more);
            }
            Some((group, sum))
        })
    }
}

fn is_word(group: &WordGroup) -> bool {
    !group.positions.is_empty()
}

/// In how many bytes a gap is written.
fn bytes(gap: u32) -> u32 {
    (32 - gap.leading_zeros()).div_ceil(7).max(1)
}

#[cfg(test)]
mod tests {
    use super::{Forward, WordGroup};
    use dalil::format::postings::{PositionList, PostingList};
    use dalil::format::weight::decode;

    #[test]
    fn every_article_has_the_words_whose_lists_name_it() {
        let group = |lists: &[&[(u32, u8)]]| WordGroup {
            postings: lists.iter().map(|list| PostingList::of(list.iter().copied())).collect(),
            positions: vec![PositionList::default(); lists.len()].into(),
            ..WordGroup::default()
        };
        let value = WordGroup { postings: vec![PostingList::of([(0, 0)])].into(), ..WordGroup::default() };
        let mut groups = vec![group(&[&[(0, 80)], &[(0, 70), (2, 50)]]), value];
        groups.extend((0..300).map(|n| group(&[if n == 299 { &[(2, 9)] } else { &[] }])));
        let forward = Forward::new(&groups, 3);
        let words = |document| forward.words(document).collect::<Vec<_>>();
        assert_eq!(words(0), [(0, decode(80) + decode(70))]);
        assert!(words(1).is_empty());
        assert_eq!(words(2), [(0, decode(50)), (301, decode(9))]);
        let lists: Vec<_> = [0, 7, 301].map(|group| forward.lists_of(group)).to_vec();
        let weights = |document| {
            let mut weights = Vec::new();
            forward.weights(document, &lists, |place, weight| weights.push((place, weight)));
            weights
        };
        assert_eq!(weights(0), [(0, decode(80) + decode(70))]);
        assert_eq!(weights(2), [(0, decode(50)), (2, decode(9))]);
        assert_eq!(
            forward.postings(2).map(|(list, code)| (forward.form(list), code)).collect::<Vec<_>>(),
            [((0, 1), 50), ((301, 0), 9)]
        );
    }
}
