//! Writes ranges of the dictionary.

use fst::MapBuilder;

use super::group::{COPY, ECHOES, ELSEWHERE, FORMS, NEW_SHARD, Place, STOP, VARIANTS, WORD};
use super::{Dictionary, DictionaryError, wrong_fst};
use crate::format::bytes::{push_number, push_text};
use crate::format::postings::PostingList;

/// A group as it will stand in a range.
#[derive(Clone, Debug, Default)]
pub struct NewGroup<'g> {
    /// See [`super::Group::documents`].
    pub documents: u32,
    /// See [`super::Group::stop`].
    pub stop: bool,
    /// Whether it is a word and no value of a field.
    pub is_word: bool,
    /// All its forms in byte order.
    pub forms: Vec<&'g str>,
    /// Where its lists are.
    pub lists: Lists<'g>,
    /// Where its positions are, if it is a word.
    pub positions: Place,
    /// Other spellings of the name, the nearest first.
    pub variants: Vec<NewGroup<'g>>,
}

/// Where a group's lists are.
#[derive(Clone, Copy, Debug)]
pub enum Lists<'g> {
    /// Here: those of the forms, and the echoes.
    Here(&'g [PostingList], &'g PostingList),
    /// Here, and in another range.
    Copy(&'g [PostingList], &'g PostingList),
    /// In another range.
    Elsewhere(Place),
}

impl Default for Lists<'_> {
    fn default() -> Self {
        Self::Elsewhere(Place::default())
    }
}

/// What stands behind the groups: the gaps of all lists, and their codes.
#[derive(Default)]
struct Streams {
    gaps: Vec<u8>,
    codes: Vec<u8>,
}

impl Dictionary {
    /// Writes the payload for words in byte order, each with the index of its group.
    ///
    /// # Errors
    /// The FST's own, where the words are not in order.
    pub fn encode(words: &[(&str, u64)], groups: &[NewGroup<'_>]) -> Result<Vec<u8>, DictionaryError> {
        let mut builder = MapBuilder::memory();
        builder.extend_iter(words.iter().copied()).map_err(wrong_fst)?;
        let fst = builder.into_inner().map_err(wrong_fst)?;
        let mut own: Vec<Vec<&str>> = vec![Vec::new(); groups.len()];
        for (word, index) in words {
            let of_group = usize::try_from(*index).ok().and_then(|index| own.get_mut(index));
            of_group.into_iter().for_each(|own| own.push(word));
        }
        let mut payload = Vec::new();
        push_number(&mut payload, number(fst.len()));
        payload.extend(fst);
        push_number(&mut payload, number(groups.len()));
        let at_home = |group: &&NewGroup<'_>| group.is_word && matches!(group.lists, Lists::Here(..));
        let mut next = groups.iter().find(at_home).map(|group| group.positions).unwrap_or_default();
        next.write(&mut payload);
        let mut streams = Streams::default();
        for (group, own) in groups.iter().zip(&own) {
            group.write(own, Some(&mut next), &mut payload, &mut streams);
        }
        payload.extend(streams.gaps);
        payload.extend(streams.codes);
        Ok(payload)
    }
}

impl NewGroup<'_> {
    /// `known` are the forms that the reader knows already.
    fn write(&self, known: &[&str], next: Option<&mut Place>, out: &mut Vec<u8>, streams: &mut Streams) {
        let unknown: Vec<&str> = self.forms.iter().copied().filter(|form| known.binary_search(form).is_err()).collect();
        let begins_shard = next.as_ref().is_some_and(|next| next.shard != self.positions.shard);
        let echoes = match self.lists {
            Lists::Here(_, echoes) | Lists::Copy(_, echoes) => echoes.len(),
            Lists::Elsewhere(_) => 0,
        };
        let flags = [
            (STOP, self.stop),
            (WORD, self.is_word),
            (ELSEWHERE, matches!(self.lists, Lists::Elsewhere(_))),
            (FORMS, !unknown.is_empty()),
            (ECHOES, echoes > 0),
            (VARIANTS, !self.variants.is_empty()),
            (NEW_SHARD, self.is_word && begins_shard && matches!(self.lists, Lists::Here(..))),
            (COPY, matches!(self.lists, Lists::Copy(..))),
        ];
        out.push(flags.iter().fold(0, |sum, (flag, has)| if *has { sum | flag } else { sum }));
        if !unknown.is_empty() {
            push_number(out, number(unknown.len()));
            unknown.iter().for_each(|form| push_text(out, form));
        }
        match self.lists {
            Lists::Here(lists, echoes) | Lists::Copy(lists, echoes) => {
                self.write_lengths(lists, echoes, out);
                streams.add(lists, echoes, self.is_word);
            }
            Lists::Elsewhere(place) => {
                push_number(out, self.documents);
                place.write(out);
            }
        }
        match (next, self.lists) {
            (Some(next), Lists::Here(..)) if self.is_word => {
                *next = Place { index: self.positions.index + number(self.forms.len()), ..self.positions };
            }
            (Some(_), _) if self.is_word => self.positions.write(out),
            _ => {}
        }
        if !self.variants.is_empty() {
            push_number(out, number(self.variants.len()));
            self.variants.iter().for_each(|variant| variant.write(&[], None, out, streams));
        }
    }

    fn write_lengths(&self, lists: &[PostingList], echoes: &PostingList, out: &mut Vec<u8>) {
        let mut sum = 0;
        for list in lists {
            push_number(out, number(list.len()));
            sum += number(list.len());
        }
        if lists.len() > 1 {
            push_number(out, sum.saturating_sub(self.documents));
        }
        if !echoes.is_empty() {
            push_number(out, number(echoes.len()));
        }
    }
}

impl Streams {
    fn add(&mut self, lists: &[PostingList], echoes: &PostingList, has_codes: bool) {
        for list in lists.iter().chain([echoes]) {
            let codes = self.codes.len();
            list.write(&mut self.gaps, &mut self.codes);
            self.codes.truncate(if has_codes { self.codes.len() } else { codes });
        }
    }
}

impl Place {
    fn write(self, out: &mut Vec<u8>) {
        push_number(out, self.shard);
        push_number(out, self.index);
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
