//! What was found in the input and what became of it: what the keeper should know, and what to do about it.

mod articles;
mod html;
mod listing;
mod summary;
mod write;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::article::Article;
use crate::problem::{Problem, Reason};
pub use articles::Articles;
pub use listing::{Listing, Tally};
pub use write::is_report;
pub(crate) use write::is_report_file;

/// Counts and problems of one reading, the same whatever the number of threads. What is noted is noted in the order of pages.
///
/// Serialized, it is the larger part of `report.json`, whose fields `docs/report.md` describes.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// In the order of files and lines.
    pub problems: Vec<Problem>,
    /// Files that were read, by kind: `page`, `text`, `markdown`, `jsonl`, `csv`, `feed`.
    pub read: BTreeMap<&'static str, usize>,
    /// Files of other kinds, by ending in lower case; `""` where a name has none.
    pub skipped: BTreeMap<String, usize>,
    /// Pages that were read and hold no text: frames, pictures, forwarding pages.
    pub without_text: Vec<String>,
    /// Files by the encoding they were understood in.
    pub encodings: BTreeMap<String, usize>,
    /// Records that a later record with the same id replaced.
    pub repeated_ids: usize,
    /// What is in the archive.
    pub articles: Articles,
    /// Pages that only list others, and are therefore no articles.
    pub index_pages: Listing<String>,
    /// Pages that were left out, by why.
    pub left_out: BTreeMap<Why, Listing<String>>,
    /// Articles left out by `articles.leave-out` of `dalil.toml`, by its line; the report names none of them.
    pub taken_down: BTreeMap<u64, usize>,
    /// Their ids, which no report shows.
    #[serde(skip)]
    pub taken_down_ids: Vec<String>,
    /// Articles that stand at several places.
    pub duplicates: Listing<Copies>,
    /// How many places there are beside those that count.
    pub copies: usize,
    /// Articles of which a page, a line and a path say different dates.
    pub contradictions: Listing<Contradiction>,
    /// Files whose letters had been read in a wrong encoding before they were saved, and were mended.
    pub repaired: Listing<String>,
    /// Notices that pages repeat, which the archive shows once.
    pub notices: Vec<Notice>,
}

/// Why a page was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It asks search engines to leave it out.
    Noindex,
    /// `[pages]` of `dalil.toml` says so.
    DalilToml,
    /// It is marked as a draft.
    Draft,
    /// Other pages mark what is to be found (`data-pagefind-body`), and it doesn't.
    WithoutMark,
}

/// An article that stands at several places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Copies {
    /// The id under which it is in the archive.
    pub id: String,
    /// The ids of the others.
    pub also: Vec<String>,
}

/// An article with several dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// The article's id.
    pub id: String,
    /// What contradicts: `the path says 2011-12`.
    pub clue: String,
    /// The date that it was given.
    pub decided: Option<String>,
}

/// A notice that pages repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Its words.
    pub text: String,
    /// How many pages have it.
    pub pages: usize,
}

impl Report {
    /// Counts an article that goes into the archive, as it goes in.
    pub fn note_article(&mut self, article: &Article) {
        self.articles.note(article);
    }

    /// Notes what could not be kept for the next build; once, however many files could not.
    pub fn note_unkept(&mut self, unkept: Option<Problem>) {
        let is_told = |problem: &Problem| matches!(problem.reason, Reason::Cache(_));
        if let Some(unkept) = unkept.filter(|_| !self.problems.iter().any(is_told)) {
            self.problems.push(unkept);
            self.sort_problems();
        }
    }

    /// Puts the problems in the order of files and lines.
    pub fn sort_problems(&mut self) {
        self.problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    }

    /// Notes a page that only lists others.
    pub fn note_index_page(&mut self, page: &str) {
        self.index_pages.add(page.to_owned());
    }

    /// Notes a page that was left out.
    pub fn note_left_out(&mut self, page: &str, why: Why) {
        self.left_out.entry(why).or_default().add(page.to_owned());
    }

    /// Notes an article that a line of `dalil.toml` leaves out, without naming it: no trace of it is wanted.
    pub fn note_taken_down(&mut self, line: u64) {
        *self.taken_down.entry(line).or_default() += 1;
    }

    /// Notes an article that stands at other places too.
    pub fn note_duplicates(&mut self, id: &str, also: Vec<String>) {
        self.copies += also.len();
        self.duplicates.add(Copies { id: id.to_owned(), also });
    }

    /// Notes an article whose date is contradicted, and what was decided.
    pub fn note_contradiction(&mut self, contradiction: Contradiction) {
        self.contradictions.add(contradiction);
    }

    /// Notes a file whose letters were mended.
    pub fn note_repaired(&mut self, file: &str) {
        self.repaired.add(file.to_owned());
    }

    /// Notes a notice that so many pages have.
    pub fn note_notice(&mut self, text: &str, pages: usize) {
        self.notices.push(Notice { text: text.to_owned(), pages });
    }
}
