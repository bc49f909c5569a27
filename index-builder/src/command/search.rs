//! `dalil search`: one query, or a file of queries, against a built archive.

use std::io::Write;
use std::path::{Path, PathBuf};

use dalil::search::answer::{Answer, Certainty, Hit, Replacement};
use dalil::search::explain::Explanation;
use dalil::search::request::Options;
use serde::{Deserialize, Serialize};

use super::CommandError;
use crate::archive::Archive;
use crate::visible::{ForPeople, tell};

/// A query of a file, one JSON object a line.
#[derive(Clone, Debug, Deserialize)]
pub struct FileQuery {
    /// Comes back with the answer.
    #[serde(deserialize_with = "text_or_number")]
    pub id: String,
    /// The query.
    pub text: String,
}

#[derive(Serialize)]
struct Identified<'a> {
    id: &'a str,
    #[serde(flatten)]
    answer: &'a Answer,
}

/// How an answer is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// As one JSON document.
    pub json: bool,
    /// With where each score comes from.
    pub explain: bool,
}

#[derive(Serialize)]
struct Explained<'a> {
    #[serde(flatten)]
    answer: &'a Answer,
    /// One for each hit, in their order.
    explanations: &'a [Explanation],
}

/// Answers one query, for people or as one JSON document.
///
/// # Errors
/// Where there is no archive, or files of it are damaged; what is whole is answered first.
pub fn one(
    folder: &Path,
    query: &str,
    options: &Options,
    manner: Manner,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let mut archive = Archive::open(folder)?;
    let answer = archive.search(query, options);
    let explanations = if manner.explain { archive.explain(query, options) } else { Vec::new() };
    if manner.json {
        match manner.explain {
            true => serde_json::to_writer(&mut *out, &Explained { answer: &answer, explanations: &explanations })?,
            false => serde_json::to_writer(&mut *out, &answer)?,
        }
        writeln!(out)?;
    } else {
        show(&answer, &explanations, options, &mut ForPeople(out))?;
    }
    whole(&answer.incomplete)
}

/// Answers the queries of a file, a line a query.
///
/// # Errors
/// As [`one`], and where the file of queries can't be read.
pub fn many(folder: &Path, queries: &Path, options: &Options, out: &mut dyn Write) -> Result<(), CommandError> {
    let mut archive = Archive::open(folder)?;
    let mut damaged = Ok(());
    for query in read_queries(queries)? {
        let answer = archive.search(&query.text, options);
        serde_json::to_writer(&mut *out, &Identified { id: &query.id, answer: &answer })?;
        writeln!(out)?;
        damaged = damaged.and(whole(&answer.incomplete));
    }
    damaged
}

/// The queries of a file.
///
/// # Errors
/// Where it can't be read, or a line is no query.
pub fn read_queries(path: &Path) -> Result<Vec<FileQuery>, CommandError> {
    let lines = read(path)?;
    let lines = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let query = |(index, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| CommandError::File {
            path: path.to_owned(),
            line: Some(index + 1),
            reason: format!("{error}; a line must be {{\"id\": ..., \"text\": ...}}"),
        })
    };
    lines.map(query).collect()
}

/// A file of text.
///
/// # Errors
/// Where it can't be read.
pub fn read(path: &Path) -> Result<String, CommandError> {
    let wrong =
        |error: std::io::Error| CommandError::File { path: PathBuf::from(path), line: None, reason: error.to_string() };
    std::fs::read_to_string(path).map_err(wrong)
}

/// Names the files without which an answer was given.
///
/// # Errors
/// Where there are any.
pub(super) fn whole(incomplete: &[String]) -> Result<(), CommandError> {
    for path in incomplete {
        tell(&format!("{path} is missing or damaged; the answer may lack something"));
    }
    if incomplete.is_empty() { Ok(()) } else { Err(CommandError::Damaged(incomplete.len())) }
}

fn show(
    answer: &Answer,
    explanations: &[Explanation],
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let least = if answer.total_is == Certainty::AtLeast { "at least " } else { "" };
    let plural = if answer.total == 1 { "article" } else { "articles" };
    write!(out, "{least}{} {plural}", answer.total)?;
    if answer.some_words > 0 {
        write!(out, " with every word, {} more with some", answer.some_words)?;
    }
    writeln!(out)?;
    if !answer.understood.missing.is_empty() {
        writeln!(out, "in no article: {}", answer.understood.missing.join(", "))?;
    }
    if !answer.understood.ignored.is_empty() {
        writeln!(out, "left out: {}", answer.understood.ignored.join(", "))?;
    }
    for Replacement { from, to } in &answer.understood.corrected {
        writeln!(out, "{from} taken for {to}; in quotation marks it is searched as it is")?;
    }
    for Replacement { from, to } in &answer.understood.expanded {
        writeln!(out, "{from} also as {to}")?;
    }
    show_hits(&answer.hits, explanations, u64::from(options.offset) + 1, out)
}

/// Shows hits, numbered from `first` on, with what explains their scores.
pub(super) fn show_hits(
    hits: &[Hit],
    explanations: &[Explanation],
    first: u64,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let mut explanations = explanations.iter();
    for (place, hit) in (first..).zip(hits) {
        let excerpt: String = hit.excerpt_parts.iter().map(|part| part.text.as_str()).collect();
        let line = [&hit.date, &hit.source, &hit.section].into_iter().flatten().map(String::as_str);
        writeln!(out, "\n{place:>3}. {}", hit.title.as_deref().unwrap_or("(no title)"))?;
        writeln!(out, "     {}", line.collect::<Vec<_>>().join(" · "))?;
        writeln!(out, "     {excerpt}")?;
        writeln!(out, "     {}", hit.url.as_deref().unwrap_or(&hit.id))?;
        explanations.next().map_or(Ok(()), |explanation| show_explanation(explanation, out))?;
        for place in &hit.also {
            writeln!(out, "     also at {}", place.url.as_deref().unwrap_or(&place.id))?;
        }
    }
    Ok(())
}

fn show_explanation(explanation: &Explanation, out: &mut dyn Write) -> Result<(), CommandError> {
    let words = if explanation.every_word { "every word" } else { "some words" };
    writeln!(out, "     score {:.2}, {words}", explanation.score)?;
    for share in &explanation.parts {
        let articles = if share.articles == 1 { "article" } else { "articles" };
        writeln!(out, "       {:>6.2}  {} ({}, {} {articles})", share.score, share.part, share.found, share.articles)?;
    }
    writeln!(out, "       {:>6.2}  proximity", explanation.proximity)?;
    Ok(())
}

fn text_or_number<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::String(text) => Ok(text),
        serde_json::Value::Number(number) => Ok(number.to_string()),
        other => Err(serde::de::Error::custom(format!("id must be a text, not {other}"))),
    }
}
