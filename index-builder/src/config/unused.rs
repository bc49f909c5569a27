//! Lines of `dalil.toml` that were of no use: most often a slip of the pen.

use super::Config;
use super::table::Text;
use crate::problem::{Problem, Reason};

impl Config {
    /// What matched nothing in the whole input, once all of it was read.
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
        found.extend(self.selectors.unused().map(|(field, Text { text, line })| {
            problem(*line, Reason::SelectorUnused { key: field.key(), selector: text.clone() })
        }));
        found.sort_by_key(|problem| problem.line);
        found
    }

    fn shown_file(&self) -> String {
        self.file().map(|file| file.to_string_lossy().replace('\\', "/")).unwrap_or_default()
    }
}
