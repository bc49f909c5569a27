//! `dalil extract`: what the builder understood, nothing indexed.

use std::io::Write;
use std::path::PathBuf;

use serde_json::{Map, Value};

use super::CommandError;
use crate::article::Article;
use crate::input::{self, InputOptions};

/// Prints every article: as a JSON object a line, or for people.
///
/// # Errors
/// Where the input can't be read.
pub fn run(inputs: &[PathBuf], json_lines: bool, out: &mut dyn Write) -> Result<(), CommandError> {
    let reading = input::read(inputs, &InputOptions::default(), &|_| {})?;
    for article in &reading.articles {
        if json_lines {
            serde_json::to_writer(&mut *out, &record(article))?;
            writeln!(out)?;
        } else {
            show(article, out)?;
        }
    }
    for problem in &reading.report.problems {
        eprintln!("dalil: {problem}");
    }
    Ok(())
}

/// An article as a record with what was understood beside it; every field is there, null where unknown.
fn record(article: &Article) -> Value {
    let further = article.metadata.iter().map(|(name, values)| (name.clone(), several(values)));
    let mut fields: Map<String, Value> = further.collect();
    let known = [
        ("id", Value::from(article.id.as_str())),
        ("title", Value::from(article.title.as_deref())),
        ("date", Value::from(article.date.as_deref())),
        ("source", several(&article.source)),
        ("section", several(&article.section)),
        ("byline", several(&article.byline)),
        ("url", Value::from(article.url.as_deref())),
        ("language", Value::from(article.language.as_deref())),
        ("text", Value::from(article.text.as_str())),
        ("captions", Value::from(article.captions.clone())),
        ("links", Value::from(article.links.clone())),
        ("page", Value::from(article.page.as_str())),
        ("confidence", Value::from(f64::from(article.confidence))),
    ];
    fields.extend(known.map(|(name, value)| (name.to_owned(), value)));
    Value::Object(fields)
}

/// One value as itself, several as a list.
fn several(values: &[String]) -> Value {
    match values {
        [] => Value::Null,
        [one] => Value::from(one.as_str()),
        several => Value::from(several.to_vec()),
    }
}

fn show(article: &Article, out: &mut dyn Write) -> Result<(), CommandError> {
    writeln!(out, "{}", article.id)?;
    writeln!(out, "  {}", article.title.as_deref().unwrap_or("(no title)"))?;
    let facts = [
        article.date.clone().unwrap_or_default(),
        article.source.join(", "),
        article.section.join(", "),
        article.byline.join(", "),
    ];
    let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    writeln!(out, "  {} · {} words", facts.join(" · "), article.text.split_whitespace().count())?;
    Ok(())
}
