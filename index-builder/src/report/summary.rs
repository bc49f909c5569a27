//! The report in a few plain sentences.

use super::Report;

impl Report {
    /// What a keeper wants to know first, a sentence each.
    #[must_use]
    pub fn summary(&self) -> Vec<String> {
        let sentences =
            [self.how_many(), self.years(), self.what_lacks(), self.no_articles(), self.copies(), self.what_failed()];
        sentences.into_iter().flatten().collect()
    }

    fn how_many(&self) -> Option<String> {
        let articles = count(self.articles.total, "article", "articles");
        let records: usize = ["jsonl", "csv"].iter().filter_map(|kind| self.read.get(kind)).sum();
        let feeds = self.read.get("feed").copied().unwrap_or_default();
        let pages = self.read.values().sum::<usize>() - records - feeds;
        let read =
            [(pages, "page", "pages"), (records, "file of records", "files of records"), (feeds, "feed", "feeds")];
        let read = parts(&read);
        let read = if read.is_empty() { "no page".to_owned() } else { read.join(" and ") };
        Some(format!("{articles} from {read}."))
    }

    fn years(&self) -> Option<String> {
        let (first, last) = (self.articles.years.keys().next()?, self.articles.years.keys().next_back()?);
        if first == last {
            return Some(format!("All that have a date are from {first}."));
        }
        Some(format!("The first is from {first}, the last from {last}."))
    }

    fn what_lacks(&self) -> Option<String> {
        match (self.articles.undated.total, self.articles.untitled.total) {
            _ if self.articles.total == 0 => None,
            (0, 0) => Some("Every article has a date and a title.".to_owned()),
            (undated, 0) => Some(format!("{} no date.", have(undated))),
            (0, untitled) => Some(format!("{} no title.", have(untitled))),
            (undated, untitled) => Some(format!("{} no date, {} no title.", have(undated), number(untitled))),
        }
    }

    fn no_articles(&self) -> Option<String> {
        let left_out: usize = self.left_out.values().map(|pages| pages.total).sum();
        let taken_down: usize = self.taken_down.values().sum();
        let parts = [
            (self.index_pages.total, "page only lists others", "pages only list others"),
            (self.without_text.len(), "page holds no text", "pages hold no text"),
            (left_out, "page was left out", "pages were left out"),
            (taken_down, "article was taken down", "articles were taken down"),
        ];
        listed(&parts)
    }

    fn copies(&self) -> Option<String> {
        let articles = count(self.duplicates.total, "article stands", "articles stand");
        let copies = count(self.copies, "copy is", "copies are");
        (self.duplicates.total > 0).then(|| format!("{articles} at several places; {copies} not shown separately."))
    }

    fn what_failed(&self) -> Option<String> {
        if self.problems.is_empty() {
            return Some("Nothing was found to be wrong.".to_owned());
        }
        let lost = self.problems.iter().filter(|problem| problem.reason.costs_the_file()).count();
        listed(&[
            (lost, "file could not be read", "files could not be read"),
            (self.problems.len() - lost, "other problem was found", "other problems were found"),
        ])
    }
}

/// The parts that there are, as one sentence.
fn listed(all: &[(usize, &str, &str)]) -> Option<String> {
    let parts = parts(all);
    (!parts.is_empty()).then(|| format!("{}.", parts.join("; ")))
}

fn parts(all: &[(usize, &str, &str)]) -> Vec<String> {
    all.iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(*n, one, many)).collect()
}

fn have(articles: usize) -> String {
    format!("{} {}", number(articles), if articles == 1 { "has" } else { "have" })
}

/// A number and what it counts.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// A number with its thousands divided.
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut divided = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            divided.push(',');
        }
        divided.push(digit);
    }
    divided
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::problem::{Problem, Reason};
    use crate::report::{Report, Why};

    #[test]
    fn the_summary_says_in_sentences_what_there_is_and_what_is_missing() {
        let mut report = Report::default();
        report.read.extend([("page", 9_311), ("csv", 1)]);
        for place in 0..1_234 {
            let date = (place > 0).then(|| "2002-05".to_owned());
            report.note_article(&Article { title: Some("x".into()), date, ..Article::default() });
        }
        report.note_index_page("a.htm");
        report.note_left_out("b.htm", Why::Noindex);
        report.note_duplicates("c.htm", vec!["d.htm".into(), "e.htm".into()]);
        report.note_taken_down(3);
        let problem = |reason| Problem { file: "f.htm".into(), line: None, reason };
        report.problems.extend([problem(Reason::UnknownKind), problem(Reason::Draft), problem(Reason::Draft)]);
        assert_eq!(
            report.summary(),
            [
                "1,234 articles from 9,311 pages and 1 file of records.",
                "All that have a date are from 2002.",
                "1 has no date.",
                "1 page only lists others; 1 page was left out; 1 article was taken down.",
                "1 article stands at several places; 2 copies are not shown separately.",
                "1 file could not be read; 2 other problems were found.",
            ]
        );
    }

    #[test]
    fn an_empty_input_is_said_to_be_empty() {
        assert_eq!(Report::default().summary(), ["0 articles from no page.", "Nothing was found to be wrong."]);
    }
}
