//! Records: JSON lines and CSV.

use serde_json::{Map, Value};

use super::page;
use super::report::Problem;
use super::written_date;
use crate::article::Article;
use dalil::format::date::PartialDate;

const BROKEN_LINE: &str = "mend the line or take it out";

/// Reads one line of JSON; `None` for an empty one.
pub(super) fn from_json(file: &str, number: u64, line: &str) -> Option<Result<Article, Problem>> {
    let line = line.trim_start_matches('\u{feff}').trim();
    if line.is_empty() {
        return None;
    }
    Some(match serde_json::from_str(line) {
        Ok(Value::Object(fields)) => article(file, number, fields),
        Ok(_) => Err(Problem::of_line(file, number, "a record must be a JSON object", BROKEN_LINE)),
        Err(error) => Err(Problem::of_line(file, number, format!("no JSON ({error})"), BROKEN_LINE)),
    })
}

/// Reads a CSV file with a header row; the delimiter is the one that the header row has most of.
pub(super) fn from_csv(file: &str, text: &str) -> Vec<Result<Article, Problem>> {
    let header = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t'].into_iter().rev().max_by_key(|d| header.bytes().filter(|b| b == d).count());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).flexible(true).from_reader(text.as_bytes());
    let names: Vec<String> = match reader.headers() {
        Ok(names) => names.iter().map(|name| name.trim().to_owned()).collect(),
        Err(error) => return vec![Err(Problem::of_file(file, error, "the first row must name the fields"))],
    };
    if !names.iter().any(|name| ["text", "html"].contains(&name.to_lowercase().as_str())) {
        let reason = "no column is named text or html";
        return vec![Err(Problem::of_file(
            file,
            reason,
            "name the columns in the first row: id, title, text, date, ...",
        ))];
    }
    let row = |row: Result<csv::StringRecord, csv::Error>| {
        let row = row.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            Problem::of_line(file, line, error, "mend the row or take it out")
        })?;
        let line = row.position().map_or(0, csv::Position::line);
        let fields = names.iter().zip(&row).map(|(name, value)| (name.clone(), Value::String(value.to_owned())));
        article(file, line, fields.collect())
    };
    reader.records().map(row).collect()
}

/// An article from a record's fields.
pub(super) fn article(file: &str, line: u64, fields: Map<String, Value>) -> Result<Article, Problem> {
    let mut article = Article { page: file.to_owned(), confidence: 1.0, ..Article::default() };
    let (mut html, mut date) = (None, None);
    for (name, value) in fields {
        let values = values(value);
        let Some(first) = values.first().cloned() else { continue };
        match name.to_lowercase().as_str() {
            "id" => article.id = first,
            "title" => article.title = Some(page::one_line(&first)),
            "text" => article.text = page::lines(&first),
            "html" => html = Some(first),
            "date" => date = Some(first),
            "url" => article.url = Some(first),
            "language" => article.language = Some(first),
            "source" => article.source = values,
            "section" => article.section = values,
            "byline" => article.byline = values,
            _ => {
                article.metadata.insert(name, values);
            }
        }
    }
    if let Some(html) = html {
        page::add_html(&mut article, &html);
    }
    article.date = date.as_deref().and_then(iso_or_written);
    if article.text.is_empty() && article.title.is_none() {
        let reason = "the record has neither text nor html";
        return Err(Problem::of_line(file, line, reason, "give it one of the two, or take it out"));
    }
    if article.id.is_empty() {
        article.id = format!("{file}:{line}");
    }
    Ok(article)
}

/// A date as it is where it is ISO 8601, or else as people write it.
pub(super) fn iso_or_written(date: &str) -> Option<String> {
    let date = date.trim();
    if PartialDate::parse(date).is_some() {
        return Some(date.to_owned());
    }
    written_date::find(date).map(|date| date.to_string())
}

/// A field's values as text: one, several, or none.
fn values(value: Value) -> Vec<String> {
    let one = |value: Value| match value {
        Value::String(text) if !text.trim().is_empty() => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    };
    match value {
        Value::Array(values) => values.into_iter().filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{from_csv, from_json};
    use proptest::prelude::*;

    #[test]
    fn a_record_keeps_its_fields_and_lists_keep_their_values() {
        let line = r#"{"id": 7, "title": "A", "text": "B\n\n C", "date": "2019-03", "source": ["X", "Y"], "topic": ["war"], "note": null, "page": 3}"#;
        let article = from_json("r.jsonl", 1, line).unwrap().unwrap();
        assert_eq!(
            (article.id.as_str(), article.text.as_str(), article.date.as_deref()),
            ("7", "B\nC", Some("2019-03"))
        );
        assert_eq!(
            (article.source, article.metadata["topic"].clone()),
            (vec!["X".to_owned(), "Y".into()], vec!["war".to_owned()])
        );
        assert_eq!(article.metadata.keys().collect::<Vec<_>>(), ["page", "topic"]);
    }

    #[test]
    fn a_record_without_id_is_named_by_its_line_and_one_without_text_is_a_problem() {
        assert_eq!(from_json("r.jsonl", 4, r#"{"html": "<p>Grain &amp; ships"}"#).unwrap().unwrap().id, "r.jsonl:4");
        assert_eq!(from_json("r.jsonl", 5, r#"{"date": "2019"}"#).unwrap().unwrap_err().line, Some(5));
        assert!(from_json("r.jsonl", 6, "  ").is_none());
        assert!(
            from_json("r.jsonl", 7, "{\"id\": broken").unwrap().unwrap_err().to_string().starts_with("r.jsonl:7: ")
        );
    }

    #[test]
    fn csv_is_read_with_quotes_line_breaks_and_any_usual_delimiter() {
        let rows = from_csv("r.csv", "id;title;text;date\n1;\"A; B\";\"one\ntwo\";2012-06-14\n2;;three;June 2012\n");
        let rows: Vec<_> = rows.into_iter().map(Result::unwrap).collect();
        assert_eq!((rows[0].title.as_deref(), rows[0].text.as_str()), (Some("A; B"), "one\ntwo"));
        assert_eq!((rows[1].title.as_deref(), rows[1].date.as_deref()), (None, Some("2012-06")));
        assert!(from_csv("r.csv", "a,b\n1,2\n")[0].is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_named(text in ".{0,200}") {
            let _ = from_json("r.jsonl", 1, &text);
            let _ = from_csv("r.csv", &format!("id,text\n{text}"));
        }
    }
}
