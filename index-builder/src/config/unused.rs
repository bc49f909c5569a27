//! Lines of `dalil.toml` that were of no use: most often a slip of the pen.

use super::table::Text;
use super::{Config, HtmlField};
use crate::report::{Problem, Reason};

impl Config {
    /// The patterns and takedowns that matched nothing in the whole input, once all of it was read.
    #[must_use]
    pub fn unused(&self) -> Vec<Problem> {
        let file = self.shown_file();
        let problem = |line: u64, reason| Problem { file: file.clone(), line: Some(line), reason };
        let patterns = [
            ("pages.only", &self.pages.only),
            ("pages.leave-out", &self.pages.leave_out),
            ("pages.index", &self.pages.index),
            ("pages.not-index", &self.pages.not_index),
            ("sections.paths", &self.sections.0),
            ("digests.whole", &self.digests.whole),
        ];
        let mut found: Vec<Problem> = Vec::new();
        for (key, patterns) in patterns {
            found.extend(
                patterns
                    .unused()
                    .map(|Text { text, line }| problem(*line, Reason::PatternUnused { key, pattern: text.clone() })),
            );
        }
        found.extend(
            self.takedowns.unused().map(|Text { text, line }| problem(*line, Reason::NoSuchArticle(text.clone()))),
        );
        found.sort_by_key(|problem| problem.line);
        found
    }

    /// The selectors that matched nothing in any page, as far as [`Config::note_selected`] was told.
    #[must_use]
    pub fn unused_selectors(&self) -> Vec<Problem> {
        let problem = |(field, Text { text, line }): (HtmlField, &Text)| Problem {
            file: self.shown_file(),
            line: Some(*line),
            reason: Reason::SelectorUnused { key: field.key(), selector: text.clone() },
        };
        self.selectors.unused().map(problem).collect()
    }

    fn shown_file(&self) -> String {
        self.file().map(|file| file.to_string_lossy().replace('\\', "/")).unwrap_or_default()
    }
}
