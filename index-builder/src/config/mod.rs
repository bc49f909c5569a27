//! `dalil.toml`: what the keeper knows better.

mod error;
mod limits;
mod line_patterns;
mod names;
mod path_patterns;
mod read;
mod selectors;
pub mod settings;
mod table;
mod takedown;
mod unused;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::limits::Limits;
use crate::page::html::Rules;
use crate::page::html::rules::Field;
use crate::written_date::Order;
pub use error::{ConfigError, Instead, Wrong};
use line_patterns::LinePatterns;
use names::Names;
use path_patterns::PathPatterns;
use selectors::Selectors;
use settings::{Archive, Browse, Cache, Dates, Duplicates, Layout, Ranking, Synonyms};
use takedown::Takedowns;

/// The name under which the file is looked for.
pub const NAME: &str = "dalil.toml";

/// What `dalil.toml` says; without one, nothing. A clone shares with its original which lines were of use.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// About the archive as a whole.
    pub archive: Archive,
    /// How its dates are understood.
    pub dates: Dates,
    /// Whether mirrors and reprints are put together.
    pub duplicates: Duplicates,
    /// Words that are searched together.
    pub synonyms: Synonyms,
    /// How much a word counts in each field.
    pub ranking: Ranking,
    /// Whether pages list the articles.
    pub browse: Browse,
    /// Where readings of pages are kept.
    pub cache: Cache,
    /// How large the archive's files are.
    pub layout: Layout,
    /// How much is read.
    pub limits: Limits,
    file: Option<PathBuf>,
    pages: Pages,
    takedowns: Takedowns,
    sections: (PathPatterns, Vec<String>),
    section_names: Names,
    source_names: Names,
    selectors: Selectors,
    digests: Digests,
    frame: Frame,
}

/// `[pages]`
#[derive(Clone, Debug, Default)]
struct Pages {
    only: PathPatterns,
    leave_out: PathPatterns,
    index: PathPatterns,
    not_index: PathPatterns,
}

/// `[digests]`
#[derive(Clone, Debug, Default)]
struct Digests {
    never: bool,
    whole: PathPatterns,
    dividers: LinePatterns,
}

/// `[frame]`
#[derive(Clone, Debug, Default)]
struct Frame {
    leave_out: LinePatterns,
    keep: LinePatterns,
}

impl Config {
    /// Reads the file that `--config` names, or else the `dalil.toml` of the first INPUT folder that has one.
    ///
    /// # Errors
    /// Where the file can't be read, or a line of it can't be followed.
    pub fn find(explicit: Option<&Path>, inputs: &[PathBuf]) -> Result<Self, ConfigError> {
        if let Some(file) = explicit {
            return Self::load(file);
        }
        let found = inputs.iter().filter(|input| input.is_dir()).map(|input| input.join(NAME)).find(|f| f.is_file());
        found.map_or_else(|| Ok(Self::default()), |file| Self::load(&file))
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Where it can't be read, or a line of it can't be followed.
    pub fn load(file: &Path) -> Result<Self, ConfigError> {
        let unreadable = |source: io::Error| ConfigError::Unreadable { file: file.to_owned(), source };
        let bytes = fs::read(file).map_err(unreadable)?;
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = good.iter().filter(|&&byte| byte == b'\n').count() as u64 + 1;
            ConfigError::NotUtf8 { file: file.to_owned(), line }
        })?;
        Self::parse(text, file)
    }

    /// Reads a text; `file` names it in errors, and paths in it are taken from its folder.
    ///
    /// # Errors
    /// The first line that can't be followed.
    pub fn parse(text: &str, file: &Path) -> Result<Self, ConfigError> {
        read::config(text, file)
    }

    /// The file that was read.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Whether a page is left out, by its path in the input.
    #[must_use]
    pub fn leaves_out_page(&self, path: &str) -> bool {
        let wanted = self.pages.only.is_empty() || self.pages.only.matches(path);
        self.pages.leave_out.matches(path) || !wanted
    }

    /// Whether an article is left out, by its id or its own address.
    #[must_use]
    pub fn leaves_out_article(&self, id: &str, url: Option<&str>) -> bool {
        self.takedown_line(id, url).is_some()
    }

    /// The line of `dalil.toml` that leaves an article out: what a report can say without naming the article.
    #[must_use]
    pub fn takedown_line(&self, id: &str, url: Option<&str>) -> Option<u64> {
        self.takedowns.line(id, url)
    }

    /// The section of a page, where the keeper says it.
    #[must_use]
    pub fn section_for(&self, path: &str) -> Option<&str> {
        let (patterns, names) = &self.sections;
        patterns.first(path).and_then(|place| names.get(place)).map(String::as_str)
    }

    /// A section as readers should see it.
    #[must_use]
    pub fn renamed_section<'n>(&'n self, found: &'n str) -> &'n str {
        self.section_names.of(found)
    }

    /// A source as readers should see it.
    #[must_use]
    pub fn renamed_source<'n>(&'n self, found: &'n str) -> &'n str {
        self.source_names.of(found)
    }

    /// Whether a page only lists others, where the keeper says it.
    #[must_use]
    pub fn is_index_page(&self, path: &str) -> Option<bool> {
        // Both are asked, so that neither line counts as unused.
        let (is, is_not) = (self.pages.index.matches(path), self.pages.not_index.matches(path));
        (is || is_not).then_some(!is_not)
    }

    /// Whether a page may be divided into several articles.
    #[must_use]
    pub fn divides(&self, path: &str) -> bool {
        !self.digests.whole.matches(path) && !self.digests.never
    }

    /// Whether the keeper says that a line divides the articles of a digest.
    #[must_use]
    pub fn is_divider(&self, line: &str) -> bool {
        self.digests.dividers.matches(line)
    }

    /// Whether a line belongs to the site's frame (`true`) or to the article (`false`), where the keeper says it.
    #[must_use]
    pub fn is_frame(&self, line: &str) -> Option<bool> {
        if self.frame.keep.matches(line) {
            return Some(false);
        }
        self.frame.leave_out.matches(line).then_some(true)
    }

    /// Which of day and month comes first, where the keeper says it.
    #[must_use]
    pub fn order(&self) -> Option<Order> {
        self.dates.order
    }

    /// What the keeper tells about the pages' markup.
    #[must_use]
    pub fn rules(&self) -> Rules {
        self.selectors.rules()
    }

    /// Notes that a selector matched something in a page, so that one that never does is reported.
    pub fn note_selected(&self, field: Field) {
        self.selectors.note(field);
    }

    /// Changes when anything changes that decides what a single page says by itself: the key of what is kept of earlier readings.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.selectors.fingerprint()
    }
}

#[cfg(test)]
mod tests;
