//! A word with its inflections, as it stands in a range of the dictionary.

use super::Dictionary;
use crate::format::bytes::Bytes;
use crate::format::postings::Postings;

/// All forms are stop words.
pub(super) const STOP: u8 = 1;
/// It is a word and no value of a field: its postings have codes, and it has positions.
pub(super) const WORD: u8 = 2;
/// Its lists are in another range.
pub(super) const ELSEWHERE: u8 = 4;
/// Some of its forms are in other ranges.
pub(super) const FORMS: u8 = 8;
/// It has echoes.
pub(super) const ECHOES: u8 = 16;
/// It has variants.
pub(super) const VARIANTS: u8 = 32;
/// Its positions begin a shard.
pub(super) const NEW_SHARD: u8 = 64;
/// Its lists are in another range, too, where they are counted for the places of positions.
pub(super) const COPY: u8 = 128;

/// Where something of a group is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The shard's number.
    pub shard: u32,
    /// The index in the shard.
    pub index: u32,
}

/// A word with its inflections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// In how many articles at least one of the forms stands: the group's document frequency.
    pub documents: u32,
    /// Whether it is one of its language's stop words.
    pub stop: bool,
    /// All its forms in byte order.
    pub forms: Vec<String>,
    /// The range that has its lists, and its index there; `None` where they are here.
    pub place: Option<Place>,
    /// Where the positions of the first form are, those of the others following; `None` for the values of fields and for
    /// variants.
    pub positions: Option<Place>,
    /// The forms' lists in their order, and the echoes, unless they are elsewhere.
    pub(super) lists: Vec<List>,
    /// Other spellings of the name, the nearest first; these have no variants of their own.
    pub(super) variants: Vec<Group>,
}

/// A list, and where its gaps and codes lie among those of its range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    articles: u32,
    has_codes: bool,
    gaps: (usize, usize),
    codes: (usize, usize),
}

impl Group {
    /// Reads a group of which some forms are known; `next` is where its positions are if they follow those of the group before.
    pub(super) fn read(&mut self, bytes: &mut Bytes<'_>, next: Option<&mut Place>) {
        let mut flags = bytes.byte();
        if next.is_none() {
            // Variants of variants could lie in each other without end.
            flags &= !VARIANTS;
        }
        let has = |flag: u8| flags & flag != 0;
        self.stop = has(STOP);
        if has(FORMS) {
            for _ in 0..bytes.count() {
                let form = bytes.text();
                let place = self.forms.partition_point(|known| *known < form);
                self.forms.insert(place, form);
            }
        }
        if has(ELSEWHERE) {
            self.documents = bytes.number();
            self.place = Some(Place::read(bytes));
        } else {
            for _ in &self.forms {
                let articles = bytes.number();
                self.documents = self.documents.saturating_add(articles);
                self.lists.push(List { articles, has_codes: has(WORD), ..List::default() });
            }
            if self.forms.len() > 1 {
                self.documents = self.documents.saturating_sub(bytes.number());
            }
            let articles = if has(ECHOES) { bytes.number() } else { 0 };
            self.lists.push(List { articles, has_codes: true, ..List::default() });
        }
        if let Some(next) = next.filter(|_| has(WORD)) {
            self.positions = Some(if has(ELSEWHERE | COPY) {
                Place::read(bytes)
            } else {
                if has(NEW_SHARD) {
                    *next = Place { shard: next.shard.saturating_add(1), index: 0 };
                }
                let own = *next;
                next.index = next.index.saturating_add(self.forms.len() as u32);
                own
            });
        }
        if has(VARIANTS) {
            for _ in 0..bytes.count() {
                let mut variant = Self::default();
                variant.read(bytes, None);
                self.variants.push(variant);
            }
        }
    }

    /// Takes its lists' gaps from the bytes, which once were `all`, and so many of the codes behind them all.
    pub(super) fn take_lists(&mut self, bytes: &mut Bytes<'_>, all: usize, codes: &mut usize) {
        for list in &mut self.lists {
            let articles = list.articles as usize;
            let start = all.saturating_sub(bytes.rest().len());
            list.gaps = (start, start.saturating_add(bytes.take_numbers(articles).len()));
            let start = *codes;
            *codes = codes.saturating_add(if list.has_codes { articles } else { 0 });
            list.codes = (start, *codes);
        }
        for variant in &mut self.variants {
            variant.take_lists(bytes, all, codes);
        }
    }

    /// The form that most articles have, of equals the first: echoes count as it.
    #[must_use]
    pub fn main_form(&self) -> usize {
        let mut main = (0, 0);
        for (form, list) in self.lists.iter().take(self.forms.len()).enumerate() {
            if list.articles > main.1 {
                main = (form, list.articles);
            }
        }
        main.0
    }
}

impl Place {
    pub(super) fn read(bytes: &mut Bytes<'_>) -> Self {
        let shard = bytes.number();
        Self { shard, index: bytes.number() }
    }
}

/// A group and the range it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'d> {
    pub(super) range: &'d Dictionary,
    /// The group.
    pub group: &'d Group,
}

impl<'d> Entry<'d> {
    /// The articles of one of its forms; none where its lists are elsewhere.
    #[must_use]
    pub fn postings(&self, form: usize) -> Postings<'d> {
        let Some(list) = self.group.lists.get(form) else { return Postings::default() };
        let part = |bytes: &'d [u8], (start, end): (usize, usize)| bytes.get(start..end).unwrap_or_default();
        Postings::new(part(&self.range.gaps, list.gaps), part(&self.range.codes, list.codes))
    }

    /// The articles whose nearest ones have it; none where its lists are elsewhere.
    #[must_use]
    pub fn echoes(&self) -> Postings<'d> {
        self.postings(self.group.forms.len())
    }

    /// Other spellings of the name, the nearest first.
    pub fn variants(self) -> impl Iterator<Item = Self> {
        self.group.variants.iter().map(move |group| Entry { group, ..self })
    }
}
