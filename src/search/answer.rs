//! What a reader is told. Serialized, these are the answers of `dalil search --json` and of the JavaScript API.

use serde::Serialize;

use crate::format::by_name::ByName;

/// Whether a number is the whole truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// It is.
    Exact,
    /// There may be more.
    AtLeast,
}

/// The answer to one query.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// The query as it was given.
    pub query: String,
    /// How many articles have every word, or some where none has every one.
    pub total: u32,
    /// Whether [`Answer::total`] is exact.
    pub total_is: Certainty,
    /// How many further articles have only some of the words; they follow the others.
    pub some_words: u32,
    /// One page of hits.
    pub hits: Vec<Hit>,
    /// Another query the reader may have meant.
    pub suggestion: Option<String>,
    /// How the query was read.
    pub understood: Understood,
    /// By field, how many of the articles in [`Answer::total`] have which value.
    pub facets: ByName<Facet>,
    /// How many of the articles in [`Answer::total`] there are a month.
    pub timeline: Vec<Month>,
    /// What a browser with an empty cache fetches for this.
    pub cost: Cost,
    /// The shards that could not be had, so that the answer may lack something.
    pub incomplete: Vec<String>,
}

/// One article in a list of hits.
#[derive(Clone, Debug, Serialize)]
pub struct Hit {
    /// Unique in the archive.
    pub id: String,
    /// Absolute, or relative to the archive; `None` where the article has no page of its own.
    pub url: Option<String>,
    /// The headline, where there is one.
    pub title: Option<String>,
    /// ISO 8601, as precise as known.
    pub date: Option<String>,
    /// Who first published it.
    pub source: Option<String>,
    /// The part of the archive it stands in.
    pub section: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// The address of a picture of it, absolute or relative to the archive.
    pub picture: Option<String>,
    /// Where else it stands.
    pub also: Vec<Place>,
    /// Other spellings and corrections of the words typed by which it was found; empty where it has the words as typed.
    pub spellings: Vec<String>,
    /// Of two hits the one of the lower tier comes first, whatever their scores: 4 where it lacks words of the query, and more the less it
    /// has them as typed.
    pub tier: u32,
    /// Larger is better; comparable within one query, and among archives only where they were told the same statistics.
    pub score: f64,
    /// HTML in which all but `<mark>` is escaped; empty in the module, whose host makes it of the parts.
    pub excerpt: String,
    /// The same as parts of plain text.
    pub excerpt_parts: Vec<ExcerptPart>,
}

/// A further place at which an article stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// As [`Hit::url`].
    pub url: Option<String>,
    /// The id that the article would have there.
    pub id: String,
}

/// A part of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExcerptPart {
    /// Plain text.
    pub text: String,
    /// Whether it is one of the words searched for.
    pub mark: bool,
}

/// How the query was read.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Understood {
    /// Words that no article has.
    pub missing: Vec<String>,
    /// Words that were left out: stop words, dates that are none.
    pub ignored: Vec<String>,
    /// Words taken for others.
    pub corrected: Vec<Replacement>,
    /// Words to which others were added.
    pub expanded: Vec<Replacement>,
    /// The words by which articles are found, as they are looked up, and in about how many articles each stands.
    pub words: Vec<FacetValue>,
}

/// One word taken for, or widened by, another.
#[derive(Clone, Debug, Serialize)]
pub struct Replacement {
    /// As typed.
    pub from: String,
    /// As searched.
    pub to: String,
}

/// The values of one field.
#[derive(Clone, Debug, Serialize)]
pub struct Facet {
    /// The most frequent ones first.
    pub values: Vec<FacetValue>,
    /// How many values there are beyond these.
    pub more: u32,
    /// Whether counts and `more` are exact.
    pub is: Certainty,
}

/// How many articles have a value.
#[derive(Clone, Debug, Serialize)]
pub struct FacetValue {
    /// As shown.
    pub value: String,
    /// Articles.
    pub count: u32,
}

/// How many articles there are in a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `2020-09`; `None` for articles whose month isn't known.
    pub month: Option<String>,
    /// Articles.
    pub count: u32,
}

/// What an answer makes a browser with an empty cache fetch after the start-up files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cost {
    /// Fetches that had to wait for the one before.
    pub rounds: u32,
    /// Shard files.
    pub shards: u32,
    /// Their bytes as stored.
    pub bytes: u64,
}
