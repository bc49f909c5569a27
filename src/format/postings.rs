//! Posting lists: in which articles a word stands, how much it counts there, and at which places.

use serde::Serialize;

use super::json::{self, Reader};

/// One form's postings, flat: gap to the document number before, weight code ([`super::weight`]), gap, code, ...
/// The first gap counts from -1, so that every gap is at least 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(transparent)]
pub struct PostingList(pub Vec<u32>);

impl PostingList {
    /// Adds an article; documents must come in ascending order, `before` being the last one added.
    pub fn push(&mut self, before: Option<u32>, document: u32, code: u32) {
        let gap = before.map_or(document.saturating_add(1), |before| document.saturating_sub(before));
        self.0.extend([gap, code]);
    }

    /// The list of these articles, ascending, with their codes.
    #[must_use]
    pub fn of(postings: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let (mut list, mut before) = (Self::default(), None);
        for (document, code) in postings {
            list.push(before, document, code);
            before = Some(document);
        }
        list
    }

    /// Whether it names this article, not only as one near to others.
    #[must_use]
    pub fn has(&self, document: u32) -> bool {
        let found = self.iter().take_while(|(named, _)| *named <= document).last();
        found.is_some_and(|(named, code)| named == document && !super::weight::is_echo(code))
    }

    /// How many articles it names.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len() / 2
    }

    /// Whether it names no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.len() < 2
    }

    /// Document numbers with weight codes, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let mut next = 0_u32;
        self.0.chunks_exact(2).map(move |pair| {
            let (gap, code) = (pair.first().copied().unwrap_or(1), pair.last().copied().unwrap_or(0));
            next = next.saturating_add(gap);
            (next.saturating_sub(1), code)
        })
    }
}

/// A shard of kind `postings`: for each group of forms placed here, the lists of its forms in the group's order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Postings {
    /// By the place's index.
    pub groups: Vec<Vec<PostingList>>,
}

impl Postings {
    /// Reads a payload.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn decode(payload: &[u8]) -> Result<Self, String> {
        let mut groups = Vec::new();
        let read = read_groups(payload, &mut |reader| groups.push(read_lists(reader)));
        read.map(|()| Self { groups })
    }
}

/// Reads an object whose `groups` are an array; `read` is called at each.
pub(super) fn read_groups(payload: &[u8], read: &mut dyn FnMut(&mut Reader<'_>)) -> Result<(), String> {
    json::decode(payload, |reader| reader.object(&["groups"], 1, &mut |reader, _| reader.array(read)))
}

/// Reads the lists of a group's forms.
pub(super) fn read_lists(reader: &mut Reader<'_>) -> Vec<PostingList> {
    let mut lists = Vec::new();
    reader.array(&mut |reader| lists.push(PostingList(reader.numbers())));
    lists
}

/// One form's positions, flat and parallel to its postings: for each article how many, then the first place and the gaps
/// to the next ones. Places count the words of title, byline, text and captions in this order, with
/// [`FIELD_GAP`] places left out between two fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(transparent)]
pub struct PositionList(pub Vec<u32>);

/// The places left out between two fields, so that no phrase reaches from one into the next.
pub const FIELD_GAP: u32 = 16;

/// A shard of kind `positions`: for each group of forms placed here, the positions of its forms in the group's order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Positions {
    /// By the place's index.
    pub groups: Vec<Vec<PositionList>>,
}

impl Positions {
    /// Reads a payload.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn decode(payload: &[u8]) -> Result<Self, String> {
        let mut groups = Vec::new();
        let read = read_groups(payload, &mut |reader| {
            let mut lists = Vec::new();
            reader.array(&mut |reader| lists.push(PositionList(reader.numbers())));
            groups.push(lists);
        });
        read.map(|()| Self { groups })
    }
}

#[cfg(test)]
mod tests {
    use super::PostingList;

    #[test]
    fn documents_come_back_as_they_were_added() {
        let mut list = PostingList::default();
        let added = [(0, 3), (1, 127), (70_000, 0)];
        let mut before = None;
        for (document, code) in added {
            list.push(before, document, code);
            before = Some(document);
        }
        assert_eq!(list.len(), 3);
        assert_eq!(list.iter().collect::<Vec<_>>(), added.map(|(document, code)| (document, code)));
    }

    #[test]
    fn a_list_of_nonsense_is_read_without_panic() {
        let list = PostingList(vec![u32::MAX, 5, u32::MAX, 900, 7]);
        assert_eq!(list.iter().count(), 2);
    }
}
