//! What the builder understands an article to be, whatever file it came from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One article as it was understood from the input.
///
/// Everything textual is plain Unicode text: no markup, entities decoded, white space folded to single blanks
/// (paragraphs of [`Article::text`] stand on lines of their own).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Unique in the archive: a record's own id, or the page's path in the input folder (always `/`), with `#2`, `#3` ...
    /// for the further articles of one page.
    pub id: String,
    /// A record's own address. `None` for an article of a page: its address follows from [`Article::page`].
    pub url: Option<String>,
    /// The address under which its page wants to be known, as the page writes it.
    pub canonical: Option<String>,
    /// The headline, where the article has one.
    pub title: Option<String>,
    /// ISO 8601, as precise as it is known: `2020`, `2020-09`, `2020-09-28`, `2020-09-28T10:33:00+02:00`.
    pub date: Option<String>,
    /// Who first published it.
    pub source: Vec<String>,
    /// The part of the archive it stands in.
    pub section: Vec<String>,
    /// Who wrote it.
    pub byline: Vec<String>,
    /// BCP 47 tag as declared by the input; `None` lets the builder find it from the text.
    pub language: Option<String>,
    /// The body without title, navigation and notices; one paragraph a line.
    pub text: String,
    /// Captions and alternative texts of pictures.
    pub captions: Vec<String>,
    /// Addresses that the text links to.
    pub links: Vec<String>,
    /// The address of a picture of it, as its page writes it.
    pub picture: Option<String>,
    /// Lines of the text that count more or less than others: the line's number from 0, and how many hundredths a word in it counts.
    pub weights: Vec<(u32, u16)>,
    /// The same article at other places: mirrors and reprints that are not indexed by themselves.
    pub also: Vec<Place>,
    /// Where in its page it begins, as the end of an address that stands behind `#`; `None` for the page's top.
    pub place: Option<String>,
    /// The file it came from: path from the input folder, always with `/`.
    pub page: String,
    /// Further fields of a record or front matter that readers can filter by.
    pub metadata: BTreeMap<String, Vec<String>>,
    /// How sure the builder is that this is an article and its fields are right, 0 to 1.
    pub confidence: f32,
}

/// A place in the archive at which an article stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The id that the article would have there.
    pub id: String,
    /// As [`Article::page`].
    pub page: String,
    /// As [`Article::url`].
    pub url: Option<String>,
    /// As [`Article::place`].
    pub place: Option<String>,
}
