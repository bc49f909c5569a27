//! What was read and what was left out, for the keeper.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

/// Everything a keeper may want to know about a reading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What went wrong; each cost one file or one record.
    pub problems: Vec<Problem>,
    /// How many files were read, by kind.
    pub files: BTreeMap<&'static str, usize>,
    /// How many files of no kind that holds articles were passed over, by ending.
    pub passed_over: BTreeMap<String, usize>,
    /// Pages without any text.
    pub empty_pages: Vec<String>,
    /// Drafts, which were left out because they say that they are.
    pub drafts: Vec<String>,
    /// How many files were in which encoding.
    pub encodings: BTreeMap<&'static str, usize>,
}

/// Something that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// Path from the input folder.
    pub file: String,
    /// The line, in files of records.
    pub line: Option<u64>,
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub mend: &'static str,
}

impl Problem {
    /// A problem of a whole file.
    #[must_use]
    pub fn of_file(file: &str, reason: impl fmt::Display, mend: &'static str) -> Self {
        Self { file: file.to_owned(), line: None, reason: reason.to_string(), mend }
    }

    /// A problem of one line.
    #[must_use]
    pub fn of_line(file: &str, line: u64, reason: impl fmt::Display, mend: &'static str) -> Self {
        Self { line: Some(line), ..Self::of_file(file, reason, mend) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        write!(f, "{}{line}: {}; {}", self.file, self.reason, self.mend)
    }
}

impl Report {
    /// Adds what another part of the reading found.
    pub(super) fn merge(&mut self, other: Self) {
        self.problems.extend(other.problems);
        self.empty_pages.extend(other.empty_pages);
        self.drafts.extend(other.drafts);
        for (kind, count) in other.files {
            *self.files.entry(kind).or_default() += count;
        }
        for (ending, count) in other.passed_over {
            *self.passed_over.entry(ending).or_default() += count;
        }
        for (encoding, count) in other.encodings {
            *self.encodings.entry(encoding).or_default() += count;
        }
    }
}
