//! Patterns for lines of a page: a line as it is, `begins: ...`, or `re: ...`.

use std::collections::HashSet;

use regex::RegexSet;

use super::table::Text;
use crate::paragraphs::fold;

/// Several patterns. Blanks count once, and upper and lower case are the same.
#[derive(Clone, Debug)]
pub struct LinePatterns {
    whole: HashSet<String>,
    beginnings: Vec<String>,
    expressions: RegexSet,
}

impl Default for LinePatterns {
    fn default() -> Self {
        Self { whole: HashSet::new(), beginnings: Vec::new(), expressions: RegexSet::empty() }
    }
}

impl LinePatterns {
    /// Of these lines.
    ///
    /// # Errors
    /// The line that can't be read, and why.
    pub fn new(lines: Vec<Text>) -> Result<Self, (Text, String)> {
        let mut found = Self::default();
        let mut expressions = Vec::new();
        let mut last = Text::default();
        for text in lines {
            let pattern = if let Some(expression) = text.text.strip_prefix("re:") {
                let expression = format!("(?i){}", expression.trim());
                if let Err(error) = regex::Regex::new(&expression) {
                    let reason = format!("{}; what stands behind re: must be a regular expression", last_line(&error));
                    return Err((text, reason));
                }
                expressions.push(expression);
                last = text;
                continue;
            } else {
                text.text.strip_prefix("begins:")
            };
            let line = plain(pattern.unwrap_or(&text.text));
            if line.is_empty() {
                return Err((text, "write the line, or how it begins: \"begins: Share this\"".to_owned()));
            }
            if pattern.is_some() {
                found.beginnings.push(line);
            } else {
                found.whole.insert(line);
            }
        }
        let set = RegexSet::new(&expressions);
        found.expressions = set.map_err(|error| (last, last_line(&error)))?;
        Ok(found)
    }

    /// Whether there is no pattern.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.beginnings.is_empty() && self.expressions.is_empty()
    }

    /// Whether a line has one of the patterns.
    #[must_use]
    pub fn matches(&self, line: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        let plain = plain(line);
        self.whole.contains(&plain)
            || self.beginnings.iter().any(|beginning| plain.starts_with(beginning))
            || self.expressions.is_match(line.trim())
    }
}

fn plain(line: &str) -> String {
    fold(line).to_lowercase()
}

/// An error of the expression's own library is drawn over several lines; the last says what is wrong.
fn last_line(error: &regex::Error) -> String {
    let drawn = error.to_string();
    let last = drawn.lines().last().unwrap_or_default().trim();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{LinePatterns, Text};

    fn patterns(lines: &[&str]) -> Result<LinePatterns, (Text, String)> {
        LinePatterns::new(lines.iter().map(|line| Text { text: (*line).to_owned(), line: 4 }).collect())
    }

    #[test]
    fn a_line_is_known_whole_by_its_beginning_or_by_an_expression() {
        let found = patterns(&["* * *", "begins: Share this  page", "re: ^-{5,}$"]).unwrap();
        assert!(found.matches(" *  * * ") && !found.matches("* * * *"));
        assert!(found.matches("SHARE THIS PAGE with your friends") && !found.matches("Do share this page"));
        assert!(found.matches("-------") && !found.matches("---"));
    }

    #[test]
    fn an_expression_that_cannot_be_read_is_refused_in_one_line() {
        let (text, reason) = patterns(&["re: (a"]).unwrap_err();
        assert_eq!(text.line, 4);
        assert!(reason.contains("unclosed group") && !reason.contains('\n'), "{reason}");
        assert!(patterns(&["begins:  "]).is_err());
    }
}
