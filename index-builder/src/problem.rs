//! What can be wrong with a file or a line, and what the keeper can do about it.

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::limits::{Exceeded, Limits};
use crate::source::container::Fault;

/// Something in the input that was left out or changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Path from the input folder, with `/`.
    pub file: String,
    /// Counted from 1, where the problem is in one line.
    pub line: Option<u64>,
    /// What is wrong.
    pub reason: Reason,
}

/// What can be wrong with a file or a line.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The operating system refused.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// A name that is no Unicode text.
    #[error("the file's name is not valid Unicode; it is shown as above")]
    NameNotUnicode,
    /// It claims to be text.
    #[error("is {0}, not text")]
    Binary(&'static str),
    /// Too large to be one page, or to be held.
    #[error("is larger than {0}")]
    TooLarge(Exceeded),
    /// Bytes without meaning in the encoding.
    #[error("some of its bytes have no meaning in {0} and are shown as \u{fffd}")]
    Undecodable(&'static str),
    /// A line of .jsonl that is no JSON object.
    #[error("is not a JSON object: {0}")]
    NotJson(String),
    /// A file named .jsonl that begins with `[`.
    #[error("holds one JSON array, not one record a line")]
    JsonArray,
    /// A record without anything to index.
    #[error("the record has neither `text` nor `html` nor a title")]
    NoText,
    /// A record that `dalil extract` printed and a build of the same pages would leave out.
    #[error("was not indexed where it was extracted: it is a copy of another, or its page says noindex")]
    NotIndexed,
    /// The header row doesn't name what is needed.
    #[error("the header row names no column `text` or `html`")]
    NoTextColumn,
    /// A row with more or fewer cells than the header.
    #[error("the row has {cells} cells, the header {columns}")]
    UnevenRow {
        /// In this row.
        cells: u64,
        /// In the header.
        columns: u64,
    },
    /// A CSV file that can't be taken apart from here on.
    #[error("the row cannot be read: {0}")]
    BrokenRow(String),
    /// A date that means nothing to us.
    #[error("the date \u{201c}{0}\u{201d} is not understood; the article is kept without it")]
    Date(String),
    /// A line or row that is no article.
    #[error("the record is larger than {0}")]
    LongRecord(Exceeded),
    /// A title that no list could show.
    #[error("the title has more than {0} characters and is read as the article's first paragraph")]
    LongTitle(usize),
    /// More fields of their own than readers can filter by.
    #[error("the field \u{201c}{field}\u{201d}{} cannot be filtered by: more articles have the other {most}", others(*.further))]
    ManyFields {
        /// The first that is left out.
        field: String,
        /// How many more are.
        further: usize,
        /// How many are kept.
        most: usize,
    },
    /// Two records with one id.
    #[error("the id \u{201c}{id}\u{201d} is used again in {by}, which wins")]
    RepeatedId {
        /// The id.
        id: String,
        /// Where the winner stands.
        by: String,
    },
    /// Front matter that is no YAML or TOML.
    #[error("the front matter cannot be read: {0}; the article is kept without it")]
    FrontMatter(String),
    /// A page its author has not published.
    #[error("is marked as a draft and left out")]
    Draft,
    /// The same file or folder was given twice.
    #[error("lies inside {0}, which is given too, and is read once")]
    GivenTwice(String),
    /// A file given by name that is of no kind we know.
    #[error("is of no kind that Dalil reads")]
    UnknownKind,
    /// Something inside a container: an entry of a ZIP archive, a record of a crawl.
    #[error(transparent)]
    InContainer(#[from] Fault),
    /// A feed that can't be taken apart from here on.
    #[error("the feed cannot be read on: {0}; the items before are kept")]
    BrokenFeed(String),
    /// A pattern of `dalil.toml` that no page has.
    #[error("no page matches \u{201c}{pattern}\u{201d} of {key}")]
    PatternUnused {
        /// The key it stands under.
        key: &'static str,
        /// As it is written.
        pattern: String,
    },
    /// A selector of `dalil.toml` that matches nothing in any page.
    #[error("the selector \u{201c}{selector}\u{201d} of html.{key} matches nothing in any page")]
    SelectorUnused {
        /// The key it stands under.
        key: &'static str,
        /// As it is written.
        selector: String,
    },
    /// A takedown in `dalil.toml` that names nothing.
    #[error("no article has the id or address \u{201c}{0}\u{201d}, so nothing is left out")]
    NoSuchArticle(String),
    /// What was found can't be kept for the next build.
    #[error("what was found cannot all be kept there for the next build: {0}")]
    Cache(String),
    /// The rest of many.
    #[error("{0} further problems in this file")]
    Further(usize),
}

impl Reason {
    /// Whether the whole file, or document in a container, is missing from the archive for it.
    #[must_use]
    pub fn costs_the_file(&self) -> bool {
        matches!(
            self,
            Self::Unreadable(_)
                | Self::Binary(_)
                | Self::TooLarge(_)
                | Self::JsonArray
                | Self::NoTextColumn
                | Self::UnknownKind
                | Self::InContainer(_)
        )
    }

    /// What the keeper can do about it.
    #[must_use]
    pub fn mend(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "check that the file exists and that you may read it, then build again",
            Self::NameNotUnicode => "rename the file if its address should be readable",
            Self::Binary(_) => "give the file the ending it belongs to, or save it as HTML or text",
            Self::TooLarge(exceeded) | Self::LongRecord(exceeded) => exceeded.limit.mend(),
            Self::Undecodable(_) => "save the file as UTF-8, or correct the charset that it declares",
            Self::NotJson(_) => "correct the line: each must be one whole object, {\"id\": ..., \"text\": ...}",
            Self::JsonArray => "write one record a line, for instance by: jq -c '.[]' FILE",
            Self::NoText => "give the record a field `text` or `html`",
            Self::NotIndexed => "set `copy_of` to null and `noindex` to false to have it indexed",
            Self::NoTextColumn => {
                "name the columns in the first row; the one with the articles' text must be `text` or `html`"
            }
            Self::UnevenRow { .. } => "look for a missing quotation mark or a delimiter too many",
            Self::BrokenRow(_) => "correct the row; save the table as CSV again if many are broken",
            Self::Date(_) => "write it as 2020-09-28, 2020-09 or 2020",
            Self::LongTitle(_) => "give the record a shorter `title`, or raise limits.title in dalil.toml",
            Self::ManyFields { .. } => "leave out fields that nobody filters by, or raise limits.fields in dalil.toml",
            Self::RepeatedId { .. } => "give each record an id of its own",
            Self::FrontMatter(_) => "correct the lines between the fences",
            Self::Draft => "remove `draft: true` to have it indexed",
            Self::GivenTwice(_) => "nothing needs to be done",
            Self::InContainer(fault) => fault.damage.mend(),
            Self::BrokenFeed(_) => "save the feed again, or correct it at this line",
            Self::UnknownKind => {
                "give a .html, .htm, .txt, .md, .jsonl, .csv, .warc, .wacz or .zip file, a feed, or a folder of them"
            }
            Self::PatternUnused { .. } => "compare it with the paths that `dalil extract` shows, or remove the line",
            Self::SelectorUnused { .. } => "compare it with the source of a page, or remove the line",
            Self::NoSuchArticle(_) => {
                "compare it with the ids that `dalil extract` shows; keep the line if the page itself is gone"
            }
            Self::Cache(_) => {
                "choose another folder with --cache FOLDER, or none with --no-cache; this build is complete"
            }
            Self::Further(_) => "mend those above, then build again; limits.problems in dalil.toml names more",
        }
    }
}

fn others(further: usize) -> String {
    if further == 0 { String::new() } else { format!(", and {further} more,") }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}; {}", self.file, self.reason, self.reason.mend()),
            None => write!(f, "{}: {}; {}", self.file, self.reason, self.reason.mend()),
        }
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Problem", 4)?;
        fields.serialize_field("file", &self.file)?;
        fields.serialize_field("line", &self.line)?;
        fields.serialize_field("reason", &self.reason.to_string())?;
        fields.serialize_field("mend", self.reason.mend())?;
        fields.end()
    }
}

/// The problems of one file, of which only so many are kept: one that is wrong in every line should not fill the report.
#[derive(Debug)]
pub struct Problems {
    kept: Vec<(Option<u64>, Reason)>,
    further: usize,
    most: usize,
}

impl Default for Problems {
    fn default() -> Self {
        Self::within(&Limits::default())
    }
}

impl Problems {
    /// None yet.
    #[must_use]
    pub fn within(limits: &Limits) -> Self {
        Self { kept: Vec::new(), further: 0, most: limits.problems }
    }

    /// Of a file with which nothing else is wrong.
    #[must_use]
    pub fn from_one(reason: Reason) -> Self {
        Self { kept: vec![(None, reason)], ..Self::default() }
    }

    /// Notes one, in the order of lines.
    pub fn add(&mut self, line: Option<u64>, reason: Reason) {
        if self.kept.len() < self.most {
            self.kept.push((line, reason));
        } else {
            self.further += 1;
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Adds those of a later part of the same file.
    pub fn append(&mut self, later: Self) {
        for (line, reason) in later.kept {
            self.add(line, reason);
        }
        self.further += later.further;
    }

    /// Names the file in each of them.
    pub fn of_file(self, file: &str) -> impl Iterator<Item = Problem> {
        let further = (self.further > 0).then_some((None, Reason::Further(self.further)));
        self.kept.into_iter().chain(further).map(|(line, reason)| Problem { file: file.to_owned(), line, reason })
    }
}

#[cfg(test)]
mod tests {
    use super::{Problem, Problems, Reason};
    use crate::limits::Limits;

    #[test]
    fn a_problem_says_where_what_and_what_to_do() {
        let problem = Problem { file: "a/b.jsonl".into(), line: Some(7), reason: Reason::NoText };
        assert_eq!(
            problem.to_string(),
            "a/b.jsonl:7: the record has neither `text` nor `html` nor a title; give the record a field `text` or `html`"
        );
        assert_eq!(serde_json::to_value(&problem).unwrap()["line"], 7);
    }

    #[test]
    fn a_file_wrong_in_every_line_does_not_fill_the_report() {
        let limits = Limits { problems: 3, ..Limits::default() };
        let mut problems = Problems::within(&limits);
        (0..12).for_each(|_| problems.add(None, Reason::NoText));
        let all: Vec<Problem> = problems.of_file("x.csv").collect();
        assert_eq!(all.len(), 4);
        assert_eq!(all.last().unwrap().reason, Reason::Further(9));
    }
}
