//! Patterns for paths: `News/**`, `*.bak.htm`, a folder, or one path as it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use percent_encoding::percent_decode_str;

use super::table::Text;

/// What has a meaning in a pattern and stands in file names as well.
const BRACKETS: [char; 4] = ['[', ']', '{', '}'];

/// Several patterns. Upper and lower case are the same, since old hosts took them for it; `\` is `/`.
///
/// A pattern without `/` is looked for in every folder, and one that names a folder means all that lies in it.
#[derive(Clone, Debug, Default)]
pub struct PathPatterns {
    lines: Vec<Line>,
    globs: GlobSet,
    /// From a glob's place in the set to its line's.
    line_of_glob: Vec<usize>,
}

/// A pattern as it stands in the file.
#[derive(Clone, Debug)]
struct Line {
    text: Text,
    used: Arc<AtomicBool>,
}

impl PathPatterns {
    /// Of these lines.
    ///
    /// # Errors
    /// The line that can't be read, and why.
    pub fn new(lines: Vec<Text>) -> Result<Self, (Text, String)> {
        let mut globs = GlobSetBuilder::new();
        let mut found = Self::default();
        for (place, text) in lines.into_iter().enumerate() {
            let Some(pattern) = anchored(&text.text) else {
                return Err((text, "write the path of a page or folder, or a pattern: \"News/**\"".to_owned()));
            };
            // Read as a pattern, and with its brackets as part of a name.
            let as_name = pattern.contains(BRACKETS).then(|| with_plain_brackets(&pattern));
            let mut problem = None;
            for glob in [Some(pattern), as_name].into_iter().flatten() {
                for glob in [format!("{glob}/**"), glob] {
                    match GlobBuilder::new(&glob).literal_separator(true).backslash_escape(false).build() {
                        Ok(glob) => {
                            globs.add(glob);
                            found.line_of_glob.push(place);
                        }
                        Err(error) => problem = Some(error.kind().to_string()),
                    }
                }
            }
            match problem {
                Some(problem) if !text.text.contains(BRACKETS) => return Err((text, problem)),
                _ => found.lines.push(Line { text, used: Arc::default() }),
            }
        }
        match globs.build() {
            Ok(globs) => Ok(Self { globs, ..found }),
            Err(error) => {
                let longest = found.lines.into_iter().max_by_key(|line| line.text.text.len()).map(|line| line.text);
                Err((longest.unwrap_or_default(), error.to_string()))
            }
        }
    }

    /// Whether there is no pattern.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The place of the first pattern that the path has. Every one that it has is marked as used.
    #[must_use]
    pub fn first(&self, path: &str) -> Option<usize> {
        if self.lines.is_empty() {
            return None;
        }
        let globs = self.globs.matches(plain(path)).into_iter();
        globs.filter_map(|glob| self.line_of_glob.get(glob).copied()).inspect(|&place| self.mark(place)).min()
    }

    /// Whether the path has any of the patterns.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        self.first(path).is_some()
    }

    /// The patterns that no path had so far.
    pub fn unused(&self) -> impl Iterator<Item = &Text> {
        self.lines.iter().filter(|line| !line.used.load(Ordering::Relaxed)).map(|line| &line.text)
    }

    fn mark(&self, place: usize) {
        if let Some(line) = self.lines.get(place) {
            line.used.store(true, Ordering::Relaxed);
        }
    }
}

/// A path as patterns see it: an address that was copied from the browser is one too.
fn plain(path: &str) -> String {
    let decoded = percent_decode_str(path).decode_utf8().unwrap_or(path.into());
    decoded.replace('\\', "/").to_lowercase()
}

/// A pattern from the input's folder on; `None` where nothing is left of it.
fn anchored(pattern: &str) -> Option<String> {
    let pattern = plain(pattern.trim());
    let pattern = pattern.strip_prefix("./").unwrap_or(&pattern).trim_end_matches('/');
    let inner = pattern.trim_start_matches('/');
    if inner.is_empty() {
        return None;
    }
    Some(if pattern.contains('/') { inner.to_owned() } else { format!("**/{inner}") })
}

fn with_plain_brackets(pattern: &str) -> String {
    pattern.chars().map(|c| if BRACKETS.contains(&c) { format!("[{c}]") } else { c.to_string() }).collect()
}

#[cfg(test)]
mod tests {
    use super::{PathPatterns, Text};

    fn patterns(lines: &[&str]) -> PathPatterns {
        PathPatterns::new(lines.iter().map(|line| Text { text: (*line).to_owned(), line: 1 }).collect()).unwrap()
    }

    #[test]
    fn a_star_stays_in_its_folder_and_two_go_down() {
        let found = patterns(&["News/*.htm", "Old/**/a.htm"]);
        assert!(found.matches("News/a.htm") && !found.matches("News/2012/a.htm") && !found.matches("x/News/a.htm"));
        assert!(found.matches("Old/a.htm") && found.matches("Old/x/y/a.htm"));
    }

    #[test]
    fn a_name_is_looked_for_in_every_folder_and_a_folder_means_all_in_it() {
        let found = patterns(&["*.bak.htm", "drafts", "Letters/2004/"]);
        assert!(found.matches("News/a.bak.htm") && found.matches("a.bak.htm"));
        assert!(found.matches("drafts/a.htm") && found.matches("News/drafts/b/c.htm"));
        assert!(found.matches("Letters/2004/May/a.htm") && !found.matches("Letters/2005/a.htm"));
    }

    #[test]
    fn a_path_as_it_is_called_matches_whatever_signs_it_holds() {
        for path in ["News [old]/a {1}, b & c.htm", "News/a[.htm", "أخبار/خبر ١.htm", "a}b.htm"] {
            assert!(patterns(&[path]).matches(path), "{path}");
        }
        assert!(patterns(&["News [old]/*.htm"]).matches("News [old]/a.htm"));
        assert!(patterns(&["{News,Views}/20[01]?/**"]).matches("Views/201x/a.htm"));
    }

    #[test]
    fn paths_are_known_as_windows_and_browsers_write_them() {
        let found = patterns(&["News\\14 n\\A.HTM", "News/15%20n/b.htm", "./c.htm", "/d.htm"]);
        assert!(["news/14 n/a.htm", "News/15 n/b.htm", "c.htm", "d.htm"].iter().all(|path| found.matches(path)));
        assert!(!found.matches("x/d.htm"));
    }

    #[test]
    fn a_pattern_that_no_path_had_is_known() {
        let found = patterns(&["a.htm", "b.htm"]);
        assert!(found.matches("x/b.htm"));
        assert_eq!(found.unused().map(|text| text.text.as_str()).collect::<Vec<_>>(), ["a.htm"]);
    }

    #[test]
    fn an_empty_pattern_is_refused_as_it_would_mean_everything() {
        assert!(["", " ", "/", "./"].iter().all(|text| {
            PathPatterns::new(vec![Text { text: (*text).to_owned(), line: 3 }]).is_err_and(|(text, _)| text.line == 3)
        }));
    }
}
