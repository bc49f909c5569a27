//! What a reader asks for.

use crate::format::by_name::ByName;
use crate::format::json::{self, Reader};
use crate::format::manifest;

/// The most hits one request may ask for.
pub const MOST_HITS: u32 = 1000;

/// In which order hits are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Latest first, undated last.
    Newest,
    /// Earliest first, undated last.
    Oldest,
}

/// How much may be fetched for the counts beside the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Counting {
    /// What costs little is counted exactly, the rest at least.
    #[default]
    Cheap,
    /// Everything exactly.
    Exact,
}

/// Everything beside the query's text. Missing fields have their defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct Options {
    /// How many hits are wanted, [`MOST_HITS`] at most.
    pub limit: u32,
    /// How many of the best hits are left out.
    pub offset: u32,
    /// The order of hits.
    pub sort: Sort,
    /// Whether the last word may be the beginning of one.
    pub typing: bool,
    /// Only articles of this (partial) date or later.
    pub after: Option<String>,
    /// Only articles before the first day of this (partial) date.
    pub before: Option<String>,
    /// By field, the values of which an article must have one.
    pub filters: ByName<Vec<String>>,
    /// How exactly values are counted.
    pub facets: Counting,
    /// What is known of several archives that are searched together, this one among them. In JSON its fields are the options'.
    #[cfg_attr(test, serde(flatten))]
    pub statistics: Statistics,
}

/// How often words stand in several archives together, so that their scores can be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct Statistics {
    /// How many articles they have; 0 where this archive is searched alone.
    pub articles: u32,
    /// The sums of what each archive's [`words`](super::answer::Understood::words) say.
    pub words: ByName<u32>,
}

impl Options {
    /// Reads them from JSON. Fields that are none of its own are ignored.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn decode(json: &[u8]) -> Result<Self, String> {
        const FIELDS: [&str; 10] =
            ["limit", "offset", "sort", "typing", "after", "before", "filters", "facets", "articles", "words"];
        json::decode(json, |reader| {
            let mut options = Self::default();
            reader.object(&FIELDS, 0, &mut |reader, field| match field {
                0 => options.limit = reader.small(),
                1 => options.offset = reader.small(),
                2 => options.sort = sort(reader),
                3 => options.typing = reader.flag(),
                4 => reader.optional_text_into(&mut options.after),
                5 => reader.optional_text_into(&mut options.before),
                6 => reader.map(&mut |reader, field| {
                    options.filters.insert(field.to_owned(), reader.texts());
                }),
                7 => options.facets = counting(reader),
                8 => options.statistics.articles = reader.small(),
                _ => options.statistics.words = manifest::counts(reader),
            });
            options
        })
    }
}

fn sort(reader: &mut Reader<'_>) -> Sort {
    match choice(reader, &["relevance", "newest", "oldest"], "sort is relevance, newest or oldest") {
        0 => Sort::Relevance,
        1 => Sort::Newest,
        _ => Sort::Oldest,
    }
}

fn counting(reader: &mut Reader<'_>) -> Counting {
    match choice(reader, &["cheap", "exact"], "facets is cheap or exact") {
        0 => Counting::Cheap,
        _ => Counting::Exact,
    }
}

/// Which of these names stands next; the first after a fault.
fn choice(reader: &mut Reader<'_>, names: &[&str], fault: &str) -> usize {
    let text = reader.text();
    let place = names.iter().position(|name| *name == text);
    if place.is_none() {
        reader.fail(fault);
    }
    place.unwrap_or_default()
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limit: 10,
            offset: 0,
            sort: Sort::default(),
            typing: false,
            after: None,
            before: None,
            filters: ByName::new(),
            facets: Counting::default(),
            statistics: Statistics::default(),
        }
    }
}
