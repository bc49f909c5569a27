//! Posting lists: in which articles a word stands, how much it counts there, and at which places.

use smallvec::SmallVec;

use super::bytes::{Bytes, MORE, push_number};

/// What most lists of a vocabulary need, so that they need no allocation. On 64 bits no more than a vector of them takes itself.
const SHORT: usize = 16;

/// One form's postings, as they are gathered: the articles in ascending order, each with a code ([`super::weight`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostingList {
    /// How many articles are left out before each, and its code, in turns.
    pairs: SmallVec<[u8; SHORT]>,
    length: u32,
    /// One more than the last document number.
    end: u32,
}

impl PostingList {
    /// Adds an article; its number must be larger than those of all before.
    pub fn push(&mut self, document: u32, code: u8) {
        push_number(&mut self.pairs, document.saturating_sub(self.end));
        self.pairs.push(code);
        self.length = self.length.saturating_add(1);
        self.end = document.saturating_add(1);
    }

    /// The list of these articles, ascending, with their codes.
    #[must_use]
    pub fn of(postings: impl IntoIterator<Item = (u32, u8)>) -> Self {
        let mut list = Self::default();
        for (document, code) in postings {
            list.push(document, code);
        }
        list
    }

    /// Gives back room that it needs no longer, when no article follows.
    pub fn shrink_to_fit(&mut self) {
        self.pairs.shrink_to_fit();
    }

    /// The code of the posting that begins at this byte, and where the next one begins; `None` behind the last.
    pub fn code_mut(&mut self, start: usize) -> Option<(&mut u8, usize)> {
        let mut rest = Bytes::new(self.pairs.get(start..)?);
        rest.number();
        let place = self.pairs.len() - rest.rest().len();
        Some((self.pairs.get_mut(place)?, place + 1))
    }

    /// How many articles it names.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.length as usize
    }

    /// Whether it names no article.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Document numbers with codes, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u8)> {
        let (mut rest, mut next) = (Bytes::new(&self.pairs), 0_u32);
        std::iter::from_fn(move || {
            if rest.rest().is_empty() {
                return None;
            }
            let document = next.saturating_add(rest.number());
            next = document.saturating_add(1);
            Some((document, rest.byte()))
        })
    }

    /// Appends what [`Postings`] reads: how many articles are left out before each, and all codes. They stand apart, since compression
    /// finds more in what is alike.
    pub fn write(&self, gaps: &mut Vec<u8>, codes: &mut Vec<u8>) {
        let mut rest = Bytes::new(&self.pairs);
        while !rest.rest().is_empty() {
            push_number(gaps, rest.number());
            codes.push(rest.byte());
        }
    }
}

/// Reads the postings of a list. Without codes, as the values of fields are, every code is 0.
#[derive(Clone, Debug, Default)]
pub struct Postings<'b> {
    gaps: Bytes<'b>,
    codes: &'b [u8],
    next: u32,
}

impl<'b> Postings<'b> {
    /// Reads from the first article on.
    #[must_use]
    pub const fn new(gaps: &'b [u8], codes: &'b [u8]) -> Self {
        Self { gaps: Bytes::new(gaps), codes, next: 0 }
    }

    /// At most so many are left.
    #[must_use]
    pub const fn most(&self) -> usize {
        self.gaps.rest().len()
    }

    /// Hands over all that is left, without a call for each: a search reads thousands.
    pub fn each(self, mut take: impl FnMut(u32, u8)) {
        let (mut codes, mut next) = (self.codes.iter(), self.next);
        let (mut gap, mut shift) = (0_u32, 0);
        for byte in self.gaps.rest() {
            gap |= u32::from(byte & !MORE).checked_shl(shift).unwrap_or_default();
            if byte & MORE != 0 {
                shift += 7;
                continue;
            }
            let document = next.saturating_add(gap);
            next = document.saturating_add(1);
            (gap, shift) = (0, 0);
            take(document, codes.next().copied().unwrap_or_default());
        }
    }

    /// Whether it names this article.
    #[must_use]
    pub fn has(self, document: u32) -> bool {
        for (named, _) in self {
            if named >= document {
                return named == document;
            }
        }
        false
    }
}

impl Iterator for Postings<'_> {
    type Item = (u32, u8);

    fn next(&mut self) -> Option<(u32, u8)> {
        if self.gaps.rest().is_empty() {
            return None;
        }
        let document = self.next.saturating_add(self.gaps.number());
        self.next = document.saturating_add(1);
        let code = match self.codes.split_first() {
            Some((code, behind)) => {
                self.codes = behind;
                *code
            }
            None => 0,
        };
        Some((document, code))
    }
}

/// The places left out between two fields, so that no phrase reaches from one into the next.
pub const FIELD_GAP: u32 = 16;

/// One form's positions, parallel to its postings: for each article its places, the first one and then the gaps, each
/// twice, and one more where another follows. Places count the words of title, byline, text and captions in this order,
/// with [`FIELD_GAP`] places left out between two fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PositionList(SmallVec<[u8; SHORT]>);

impl PositionList {
    /// Adds the places of the next article, ascending; there is at least one.
    pub fn push(&mut self, places: &[u32]) {
        let mut before = 0;
        for (number, place) in (1..).zip(places) {
            let gap = place.saturating_sub(before).min(u32::MAX >> 1);
            push_number(&mut self.0, gap << 1 | u32::from(number < places.len()));
            before = *place;
        }
    }

    /// Adds what another list has for later articles.
    pub fn append(&mut self, later: &Self) {
        self.0.extend_from_slice(&later.0);
    }

    /// Gives back room that it needs no longer, when no article follows.
    pub fn shrink_to_fit(&mut self) {
        self.0.shrink_to_fit();
    }

    /// What [`Places`] reads.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Reads a list of positions, article by article.
#[derive(Clone, Copy, Debug, Default)]
pub struct Places<'b>(Bytes<'b>);

impl Places<'_> {
    /// Puts the next article's places, ascending, in the place of what stood there; `false` where there is none.
    pub fn next_into(&mut self, places: &mut Vec<u32>) -> bool {
        places.clear();
        let mut place = 0_u32;
        while !self.0.rest().is_empty() {
            let number = self.0.number();
            place = place.saturating_add(number >> 1);
            places.push(place);
            if number & 1 == 0 {
                break;
            }
        }
        !places.is_empty()
    }
}

/// A shard of kind `positions`: how many lists, how many bytes each has, and the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Positions {
    bytes: Vec<u8>,
    /// Where each list ends.
    ends: Vec<usize>,
}

impl Positions {
    /// Writes a payload.
    #[must_use]
    pub fn encode(lists: &[PositionList]) -> Vec<u8> {
        let mut payload = Vec::new();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        push_number(&mut payload, number(lists.len()));
        for list in lists {
            push_number(&mut payload, number(list.0.len()));
        }
        for list in lists {
            payload.extend_from_slice(&list.0);
        }
        payload
    }

    /// Reads a payload.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn decode(payload: &[u8]) -> Result<Self, String> {
        let mut bytes = Bytes::new(payload);
        let (mut ends, mut end) = (Vec::new(), 0_usize);
        for _ in 0..bytes.count() {
            end = end.saturating_add(bytes.number() as usize);
            ends.push(end);
        }
        if bytes.failed() || end != bytes.rest().len() {
            return Err("it is cut".to_owned());
        }
        Ok(Self { bytes: bytes.rest().to_vec(), ends })
    }

    /// The list at this index.
    #[must_use]
    pub fn list(&self, index: usize) -> Option<Places<'_>> {
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        Some(Places(Bytes::new(self.bytes.get(start..*self.ends.get(index)?)?)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::{PositionList, Positions, PostingList, Postings};

    proptest! {
        #[test]
        fn documents_come_back_as_they_were_added(postings: BTreeMap<u32, u8>) {
            let list = PostingList::of(postings.clone());
            prop_assert_eq!(list.len(), postings.len());
            prop_assert!(list.iter().eq(postings.clone()));
            let (mut gaps, mut codes) = (Vec::new(), Vec::new());
            list.write(&mut gaps, &mut codes);
            let read = || Postings::new(&gaps, &codes);
            prop_assert!(read().eq(postings.clone()));
            let mut each = Vec::new();
            read().each(|document, code| each.push((document, code)));
            prop_assert!(each.into_iter().eq(postings.clone()));
            for (document, _) in postings.iter().take(9) {
                prop_assert!(read().has(*document));
                let next = document.saturating_add(1);
                prop_assert_eq!(read().has(next), postings.contains_key(&next));
            }
        }

        #[test]
        fn codes_are_changed_where_they_stand(postings: BTreeMap<u32, u8>) {
            let (mut list, mut start, mut changed) = (PostingList::of(postings.clone()), 0, 0);
            while let Some((code, next)) = list.code_mut(start) {
                *code = !*code;
                start = next;
                changed += 1;
            }
            prop_assert_eq!(changed, postings.len());
            prop_assert!(list.iter().eq(postings.into_iter().map(|(document, code)| (document, !code))));
        }

        #[test]
        fn a_list_of_nonsense_is_read_without_panic(gaps: Vec<u8>, codes: Vec<u8>) {
            prop_assert!(Postings::new(&gaps, &codes).count() <= gaps.len());
            let mut count = 0;
            Postings::new(&gaps, &codes).each(|_, _| count += 1);
            prop_assert!(count <= gaps.len());
        }

        #[test]
        fn places_come_back_list_by_list_and_article_by_article(
            lists in prop::collection::vec(prop::collection::vec(prop::collection::btree_set(0..u32::MAX >> 1, 1..5), 0..5), 0..5),
        ) {
            let written: Vec<PositionList> = lists.iter().map(|articles| listed(articles)).collect();
            let payload = Positions::encode(&written);
            let read = Positions::decode(&payload).unwrap();
            for (index, articles) in lists.iter().enumerate() {
                let (mut list, mut places) = (read.list(index).unwrap(), Vec::new());
                for article in articles {
                    prop_assert!(list.next_into(&mut places) && article.iter().eq(&places));
                }
                prop_assert!(!list.next_into(&mut places));
            }
            prop_assert!(read.list(lists.len()).is_none());
            for end in 0..payload.len() {
                prop_assert!(Positions::decode(&payload[..end]).is_err(), "{}", end);
            }
        }

        #[test]
        fn positions_of_nonsense_are_read_without_panic(payload: Vec<u8>) {
            if let Ok(read) = Positions::decode(&payload) {
                let mut places = Vec::new();
                for mut list in (0..payload.len()).filter_map(|index| read.list(index)) {
                    while list.next_into(&mut places) {
                        prop_assert!(places.is_sorted() && places.len() <= payload.len());
                    }
                }
            }
        }
    }

    fn listed(articles: &[BTreeSet<u32>]) -> PositionList {
        let mut list = PositionList::default();
        articles.iter().for_each(|places| list.push(&places.iter().copied().collect::<Vec<_>>()));
        list
    }
}
