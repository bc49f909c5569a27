//! `dalil extract`: what the builder understood, one article a line, nothing indexed.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::article::Article;
use crate::config::{Config, ConfigError};
use crate::progress::Progress;
use crate::reading::{self, Dropped, InputOptions, Reading, ReadingError, StoreError};
use crate::report::Report;
use crate::visible::ForPeople;

/// How articles are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Listing,
    /// One JSON object a line.
    JsonLines,
}

/// Why nothing, or not everything, was printed.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// An INPUT can't be read.
    #[error(transparent)]
    Input(#[from] ReadingError),
    /// `dalil.toml` can't be followed.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// What was read is gone from the disk.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The output can't be written.
    #[error("the articles cannot be printed: {0}")]
    Output(#[from] io::Error),
}

/// Reads the inputs and prints every article. That whoever reads our output has seen enough is no error.
///
/// # Errors
/// When an INPUT can't be read, or the output not written.
pub fn run(inputs: &[PathBuf], config: Option<&Path>, form: Form, out: &mut dyn Write) -> Result<Report, ExtractError> {
    let config = Config::find(config, inputs)?;
    let progress = Progress::new();
    let options = InputOptions { config, ..InputOptions::default() };
    let reading = reading::read(inputs, &options, &|read| progress.reading(read))?;
    progress.end();
    match print(&reading, form, out) {
        Err(ExtractError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(reading.report),
        Err(error) => Err(error),
        Ok(()) => Ok(reading.report),
    }
}

fn print(reading: &Reading, form: Form, out: &mut dyn Write) -> Result<(), ExtractError> {
    let mut out = io::BufWriter::new(out);
    reading.for_each_understood(|article, dropped| {
        match form {
            Form::JsonLines => {
                serde_json::to_writer(&mut out, &Line(&article, dropped)).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
            Form::Listing => list(&article, dropped, &mut ForPeople(&mut out))?,
        }
        Ok::<_, ExtractError>(())
    })?;
    Ok(out.flush()?)
}

fn list(article: &Article, dropped: Option<&Dropped>, out: &mut dyn Write) -> io::Result<()> {
    let missing = || "-".to_owned();
    let words = article.text.split_whitespace().count();
    writeln!(out, "{}", article.id)?;
    writeln!(out, "    {}", article.title.clone().unwrap_or_else(missing))?;
    let mut about = vec![article.date.clone().unwrap_or_else(|| "undated".to_owned())];
    about.extend(
        [&article.source, &article.section, &article.byline]
            .into_iter()
            .filter(|v| !v.is_empty())
            .map(|v| v.join(", ")),
    );
    about.push(format!("{words} words"));
    about.extend(dropped.map(|dropped| match dropped {
        Dropped::CopyOf(id) => format!("not indexed: the same as {id}"),
        Dropped::Noindex | Dropped::TakenDown => "not indexed: noindex".to_owned(),
    }));
    writeln!(out, "    {}", about.join(" \u{b7} "))?;
    let beginning: String = article.text.chars().take(100).map(|c| if c == '\n' { ' ' } else { c }).collect();
    writeln!(out, "    {beginning}\n")
}

/// An article as a record of interface.md: known fields always there, one value as a string, several as a list.
struct Line<'a>(&'a Article, Option<&'a Dropped>);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let article = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &article.id)?;
        map.serialize_entry("title", &article.title)?;
        map.serialize_entry("text", &article.text)?;
        map.serialize_entry("date", &article.date)?;
        map.serialize_entry("source", &Values(&article.source))?;
        map.serialize_entry("section", &Values(&article.section))?;
        map.serialize_entry("byline", &Values(&article.byline))?;
        map.serialize_entry("url", &article.url)?;
        map.serialize_entry("language", &article.language)?;
        map.serialize_entry("captions", &article.captions)?;
        map.serialize_entry("links", &article.links)?;
        map.serialize_entry("picture", &article.picture)?;
        map.serialize_entry("also", &article.also.iter().map(|place| &place.id).collect::<Vec<_>>())?;
        let (copy_of, noindex) = match self.1 {
            Some(Dropped::CopyOf(id)) => (Some(id), false),
            dropped => (None, dropped.is_some()),
        };
        map.serialize_entry("copy_of", &copy_of)?;
        map.serialize_entry("noindex", &noindex)?;
        map.serialize_entry("page", &article.page)?;
        map.serialize_entry("confidence", &article.confidence)?;
        for (name, values) in &article.metadata {
            // A record may have a field `page` of its own; one object can't have two.
            let own = ["picture", "also", "copy_of", "noindex", "page", "confidence"].contains(&name.as_str());
            let name = if own { format!("record.{name}") } else { name.clone() };
            map.serialize_entry(&name, &Values(values))?;
        }
        map.end()
    }
}

struct Values<'a>(&'a [String]);

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            [] => serializer.serialize_none(),
            [one] => serializer.serialize_str(one),
            several => several.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{self, Write};

    use super::{Form, run};

    fn printed(file: &str, content: &str, form: Form) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(file);
        fs::write(&path, content).unwrap();
        let mut out = Vec::new();
        run(&[path], None, form, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_field_is_there_and_null_when_unknown() {
        let line = printed("a.htm", "<p>Words of a page.", Form::JsonLines);
        let object: serde_json::Value = serde_json::from_str(&line).unwrap();
        for field in ["title", "date", "source", "section", "byline", "url", "language"] {
            assert_eq!(object.get(field), Some(&serde_json::Value::Null), "{field}");
        }
        assert_eq!((object["id"].as_str(), object["page"].as_str()), (Some("a.htm"), Some("a.htm")));
        assert!(object["captions"].is_array() && object["links"].is_array() && object["confidence"].is_number());
    }

    #[test]
    fn one_value_is_a_string_and_several_are_a_list() {
        let record = r#"{"text": "x", "source": ["A", "B"], "byline": ["C"], "topic": ["war"], "page": "A1"}"#;
        let object: serde_json::Value = serde_json::from_str(&printed("a.jsonl", record, Form::JsonLines)).unwrap();
        assert_eq!(object["source"], serde_json::json!(["A", "B"]));
        assert_eq!((object["byline"].as_str(), object["topic"].as_str()), (Some("C"), Some("war")));
        assert_eq!((object["page"].as_str(), object["record.page"].as_str()), (Some("a.jsonl"), Some("A1")));
    }

    #[test]
    fn what_was_printed_is_understood_in_the_same_way() {
        let record = r#"{"id": "1", "title": "T", "text": "One.\nTwo.", "date": "2012-06", "topic": ["war", "peace"]}"#;
        let once = printed("a.jsonl", record, Form::JsonLines);
        assert_eq!(printed("a.jsonl", &once, Form::JsonLines), once);
    }

    #[test]
    fn the_listing_shows_title_date_and_beginning() {
        let listing = printed("a.txt", "Harbour Reopens\n\nJune 14, 2012\nBoats left.", Form::Listing);
        assert!(listing.contains("Harbour Reopens\n    2012-06-14") && listing.contains("Boats left."), "{listing}");
    }

    #[test]
    fn a_reader_that_stops_early_is_no_error() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "Words").unwrap();
        for form in [Form::Listing, Form::JsonLines] {
            assert!(run(&[folder.path().to_owned()], None, form, &mut Closed).is_ok());
        }
    }
}
