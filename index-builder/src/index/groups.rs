//! From words to groups: each word with its inflections.

use std::collections::BTreeMap;

use dalil::format::dictionary::FIELD_SEPARATOR;
use dalil::format::postings::{PositionList, PostingList};
use rayon::prelude::*;

use super::facets::Field;
use super::inversion::{Inverted, Word};
use super::language::Language;

/// The code of a facet value's postings, which have no weight.
const NO_WEIGHT: u8 = 0;

/// A word with its inflections, or a facet value.
#[derive(Debug, Default)]
pub(super) struct WordGroup {
    /// In byte order.
    pub(super) forms: Vec<String>,
    /// In the order of the forms.
    pub(super) postings: Vec<PostingList>,
    /// In the order of the forms; empty for facet values.
    pub(super) positions: Vec<PositionList>,
    /// In how many articles at least one of the forms stands.
    pub(super) documents: u32,
    pub(super) stop: bool,
    /// Whether each form is a stop word, in the order of the forms; empty for facet values.
    pub(super) stops: Vec<bool>,
}

/// What holds forms together: a language and a stem in it, or else the form alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Stem {
    language: u16,
    stem: String,
}

struct Form {
    stem: Stem,
    stop: bool,
    name: Box<str>,
    word: Word,
}

/// All groups, in the byte order of their first forms.
pub(super) fn group(inverted: Inverted, fields: &[Field]) -> Vec<WordGroup> {
    let Inverted { words, languages } = inverted;
    let words: Vec<_> = words.into_iter().collect();
    let mut forms: Vec<Form> = words.into_par_iter().map(|(name, word)| form(name, word, &languages)).collect();
    forms.par_sort_unstable_by(|a, b| (&a.stem, &a.name).cmp(&(&b.stem, &b.name)));
    let mut groups: Vec<WordGroup> = Vec::new();
    let mut last: Option<Stem> = None;
    for form in forms {
        if last.as_ref() != Some(&form.stem) {
            groups.push(WordGroup { stop: true, ..WordGroup::default() });
            last = Some(form.stem.clone());
        }
        if let Some(group) = groups.last_mut() {
            group.add(form);
        }
    }
    groups.par_iter_mut().for_each(|group| group.documents = documents(&group.postings));
    groups.extend(fields.iter().flat_map(values));
    groups.par_sort_unstable_by(|a, b| a.forms.cmp(&b.forms));
    groups
}

/// Finds a form's stem: that of the language and spelling in which most articles have it.
fn form(name: Box<str>, word: Word, languages: &[Language]) -> Form {
    let most = word.written.iter().max_by_key(|(written, count)| (**count, std::cmp::Reverse(*written)));
    let (language, written) = most.map_or((0, None), |((language, written), _)| (*language, written.as_deref()));
    let known = languages.get(usize::from(language));
    // A number has no inflections, and a stemmer might think otherwise.
    let known = known.filter(|_| !name.bytes().any(|byte| byte.is_ascii_digit()));
    let stem = known.map_or_else(|| name.to_string(), |known| known.stem(written.unwrap_or(&name)));
    let stop = known.is_some_and(|known| known.is_stop_word(&name));
    Form { stem: Stem { language, stem }, stop, name, word }
}

/// The values of a field as groups of one form each.
fn values(field: &Field) -> Vec<WordGroup> {
    let value = |(folded, value): (&String, &super::facets::Value)| {
        let postings = posting_list(value.documents.iter().map(|document| (*document, NO_WEIGHT)));
        WordGroup {
            forms: vec![format!("{}{FIELD_SEPARATOR}{folded}", field.name)],
            documents: u32::try_from(value.documents.len()).unwrap_or(u32::MAX),
            postings: vec![postings],
            ..WordGroup::default()
        }
    };
    field.values.iter().map(value).collect()
}

impl WordGroup {
    fn add(&mut self, form: Form) {
        self.forms.push(form.name.into());
        self.postings.push(posting_list(form.word.postings));
        self.positions.push(PositionList(form.word.positions));
        // Only if all forms are: the group of "will" holds more than the auxiliary.
        self.stop &= form.stop;
        self.stops.push(form.stop);
    }

    /// How many postings all its lists have.
    pub(super) fn length(&self) -> usize {
        self.postings.iter().map(PostingList::len).sum()
    }
}

fn posting_list(postings: impl IntoIterator<Item = (u32, u8)>) -> PostingList {
    let mut list = PostingList::default();
    let mut before = None;
    for (document, code) in postings {
        list.push(before, document, code);
        before = Some(document);
    }
    list
}

fn documents(lists: &[PostingList]) -> u32 {
    let mut documents: Vec<u32> = lists.iter().flat_map(|list| list.iter().map(|(document, _)| document)).collect();
    documents.sort_unstable();
    documents.dedup();
    u32::try_from(documents.len()).unwrap_or(u32::MAX)
}

/// Every form with the index of its group, in byte order.
pub(super) fn by_form(groups: &[WordGroup]) -> BTreeMap<&str, usize> {
    let mut forms = BTreeMap::new();
    for (index, group) in groups.iter().enumerate() {
        forms.extend(group.forms.iter().map(|form| (form.as_str(), index)));
    }
    forms
}
