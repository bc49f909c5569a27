//! From files to articles.
//!
//! Each file is read by itself, in parallel; what one of them costs, it costs itself alone. The order of articles is that
//! of the files' names, whatever the file system or the number of threads.

mod encoding;
mod markdown;
mod page;
mod path_clues;
mod record;
mod report;
mod source;
mod written_date;

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::article::Article;
pub use report::{Problem, Report};
pub use source::prefixes;
use source::{Kind, Source, looks_like};

/// So many lines of records are parsed at a time.
const LINES: usize = 1024;
const UNREADABLE: &str = "make it readable or take it out of the input";

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct InputOptions {
    /// The archive's folder, which is not indexed where it lies inside an input.
    pub output: Option<PathBuf>,
}

/// Articles and what was noticed on the way.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// In the order of their files and places there; ids are unique.
    pub articles: Vec<Article>,
    /// What was left out, and why.
    pub report: Report,
}

/// Why nothing can be read.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// An input is missing or closed to us.
    #[error("{path} can't be read: {source}; name a file or folder that is there and readable")]
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Reads all inputs. `progress` is told how many articles there are so far.
///
/// # Errors
/// Where an input is missing or can't be read at all. What is wrong with files inside a folder is in the report.
pub fn read(
    inputs: &[PathBuf],
    options: &InputOptions,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Reading, InputError> {
    let mut reading = Reading::default();
    let sources = source::find(inputs, options, &mut reading.report)?;
    let count = AtomicU64::new(0);
    let read = |source: &Source| {
        let read = read_source(source);
        progress(count.fetch_add(read.articles.len() as u64, Ordering::Relaxed));
        read
    };
    let read: Vec<Reading> = sources.par_iter().map(read).collect();
    for one in read {
        reading.articles.extend(one.articles);
        reading.report.merge(one.report);
    }
    keep_last(&mut reading);
    reading.report.problems.sort();
    Ok(reading)
}

fn read_source(source: &Source) -> Reading {
    let mut reading = Reading::default();
    let name = &source.name;
    let bytes = match fs::read(&source.path) {
        Ok(bytes) => bytes,
        Err(error) => {
            reading.report.problems.push(Problem::of_file(name, error, UNREADABLE));
            return reading;
        }
    };
    if encoding::is_binary(&bytes) {
        let problem = Problem::of_file(name, "it is called a text but holds binary data", "rename it or take it out");
        reading.report.problems.push(problem);
        return reading;
    }
    // A name may be wrong where the contents are plain.
    let kind = match (source.kind, looks_like(bytes.get(..1024).unwrap_or(&bytes))) {
        (Kind::Text, Some(kind)) => kind,
        (Kind::Page, Some(Kind::JsonLines)) => Kind::JsonLines,
        (kind, _) => kind,
    };
    *reading.report.files.entry(kind.name()).or_default() += 1;
    if kind == Kind::JsonLines && std::str::from_utf8(&bytes).is_ok() {
        let text = String::from_utf8(bytes).unwrap_or_default();
        *reading.report.encodings.entry("UTF-8").or_default() += 1;
        reading.read_lines(name, &text);
        return reading;
    }
    let decoded = encoding::decode(&bytes);
    *reading.report.encodings.entry(decoded.encoding).or_default() += 1;
    if decoded.damaged {
        let reason = format!("some of its bytes are no {}", decoded.encoding);
        let mend = "save it in UTF-8; what could not be read is shown as \u{fffd}";
        reading.report.problems.push(Problem::of_file(name, reason, mend));
    }
    reading.read_text(name, kind, &decoded.text);
    reading
}

impl Reading {
    fn read_text(&mut self, name: &str, kind: Kind, text: &str) {
        match kind {
            Kind::Page => self.add_page(page::article(name, text)),
            Kind::Text => self.add_page(markdown::plain_text(name, text)),
            Kind::Markdown => match markdown::article(name, text) {
                markdown::Read::Article(article) => self.add_page(*article),
                markdown::Read::Draft => self.report.drafts.push(name.to_owned()),
                markdown::Read::Problem(problem) => self.report.problems.push(problem),
            },
            Kind::JsonLines => self.read_lines(name, text),
            Kind::Csv => self.add_records(record::from_csv(name, text)),
        }
    }

    fn add_page(&mut self, article: Article) {
        if article.text.is_empty() && article.captions.is_empty() {
            self.report.empty_pages.push(article.page);
        } else {
            self.articles.push(article);
        }
    }

    fn read_lines(&mut self, name: &str, text: &str) {
        let lines: Vec<(u64, &str)> = (1..).zip(text.lines()).collect();
        let parse = |lines: &[(u64, &str)]| -> Vec<_> {
            lines.iter().filter_map(|(number, line)| record::from_json(name, *number, line)).collect()
        };
        let parsed: Vec<_> = lines.par_chunks(LINES).flat_map_iter(parse).collect();
        self.add_records(parsed);
    }

    fn add_records(&mut self, records: Vec<Result<Article, Problem>>) {
        for record in records {
            match record {
                Ok(article) => self.articles.push(article),
                Err(problem) => self.report.problems.push(problem),
            }
        }
    }
}

/// Of several articles with one id the last is kept.
fn keep_last(reading: &mut Reading) {
    let mut last: HashMap<&str, usize> = HashMap::with_capacity(reading.articles.len());
    let mut repeated = Vec::new();
    for (index, article) in reading.articles.iter().enumerate() {
        if let Some(before) = last.insert(&article.id, index) {
            repeated.push(before);
        }
    }
    for index in &repeated {
        if let Some(article) = reading.articles.get(*index) {
            let reason = format!("the id {:?} comes again later; the later article is kept", article.id);
            reading.report.problems.push(Problem::of_file(&article.page, reason, "give each article an id of its own"));
        }
    }
    repeated.sort_unstable();
    let mut index = 0;
    reading.articles.retain(|_| {
        index += 1;
        repeated.binary_search(&(index - 1)).is_err()
    });
}

#[cfg(test)]
mod tests {
    use super::{InputOptions, Reading, read};
    use std::fs;
    use std::path::PathBuf;

    fn read_files(files: &[(&str, &[u8])]) -> Reading {
        let folder = tempfile::tempdir().unwrap();
        for (name, contents) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, contents).unwrap();
        }
        read(&[folder.path().to_owned()], &InputOptions::default(), &|_| {}).unwrap()
    }

    fn ids(reading: &Reading) -> Vec<&str> {
        reading.articles.iter().map(|article| article.id.as_str()).collect()
    }

    #[test]
    fn every_kind_of_file_becomes_articles_in_the_order_of_names() {
        let reading = read_files(&[
            ("c.csv", b"id,text\nrow,words\n"),
            ("b.txt", b"<html><body>a page by its contents</body></html>"),
            ("a/a.md", b"# Title\n\nwords"),
            ("d.jsonl", b"{\"text\": \"words\"}\n"),
            ("e.htm", b"<p>words"),
            ("f.html", b"<html><body> </body></html>"),
        ]);
        assert_eq!(ids(&reading), ["a/a.md", "b.txt", "row", "d.jsonl:1", "e.htm"]);
        assert_eq!((reading.report.empty_pages, reading.report.files["html"]), (vec!["f.html".to_owned()], 3));
    }

    #[test]
    fn a_broken_file_costs_that_file_and_a_broken_line_that_line() {
        let lines = b"{\"id\": \"ok\", \"text\": \"x\"}\n{\"id\": broken\n{\"id\": \"ok2\", \"text\": \"y\"}\n";
        let reading = read_files(&[("a.htm", b"\x00\x01binary"), ("b.jsonl", lines)]);
        assert_eq!(ids(&reading), ["ok", "ok2"]);
        let shown: Vec<_> = reading.report.problems.iter().map(ToString::to_string).collect();
        assert!(
            shown.len() == 2 && shown[0].starts_with("a.htm: ") && shown[1].starts_with("b.jsonl:2: "),
            "{shown:?}"
        );
    }

    #[test]
    fn of_a_repeated_id_the_later_record_wins_and_the_report_says_so() {
        let reading = read_files(&[(
            "a.jsonl",
            b"{\"id\":\"x\",\"text\":\"old\"}\n{\"id\":\"y\",\"text\":\"other\"}\n{\"id\":\"x\",\"text\":\"new\"}",
        )]);
        assert_eq!(ids(&reading), ["y", "x"]);
        assert_eq!((reading.articles[1].text.as_str(), reading.report.problems.len()), ("new", 1));
    }

    #[test]
    fn a_missing_input_is_one_clear_error() {
        let error =
            read(&[PathBuf::from("nowhere/at all")], &InputOptions::default(), &|_| {}).unwrap_err().to_string();
        assert!(error.contains("nowhere/at all") && error.contains("name a file or folder"), "{error}");
    }
}
