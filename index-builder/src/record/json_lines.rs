//! .jsonl: one JSON object a line, read in chunks so that the file itself is never held whole.

use std::io::{self, BufRead, BufReader, Read};

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::{CHUNK, Records, article, size};
use crate::fields::Fields;
use crate::limits::Limits;
use crate::problem::Reason;
use crate::source::encoding::{decode, is_utf_16};

/// Reads a file called `file` and hands over its records, some at a time.
///
/// # Errors
/// When the file can't be read on, or `sink` fails.
pub fn read<E: From<io::Error>>(
    source: impl Read,
    file: &str,
    limits: &Limits,
    sink: &mut dyn FnMut(Records) -> Result<(), E>,
) -> Result<(), E> {
    let mut source = BufReader::new(source);
    let mut line = 1;
    if is_utf_16(source.fill_buf()?) {
        let mut records = Records::within(limits);
        let all = match size::whole(source, limits)? {
            Ok(all) => all,
            Err(reason) => {
                records.problems.add(None, reason);
                return sink(records);
            }
        };
        let decoded = decode(&all, None);
        records.note_encoding(decoded.encoding);
        add_lines(&decoded.text, file, &mut line, limits, &mut records);
        return sink(records);
    }
    let mut chunk = Vec::with_capacity(CHUNK + 4096);
    loop {
        chunk.clear();
        source.by_ref().take(u64::try_from(CHUNK).unwrap_or(u64::MAX)).read_to_end(&mut chunk)?;
        let fits = size::end_line(&mut source, &mut chunk, limits)?;
        if chunk.is_empty() && fits {
            return Ok(());
        }
        let mut records = Records::within(limits);
        add_chunk(&chunk, file, &mut line, limits, &mut records);
        if !fits {
            records.problems.add(Some(line), size::too_large(limits));
            line += 1;
        }
        sink(records)?;
    }
}

fn add_chunk(chunk: &[u8], file: &str, line: &mut u64, limits: &Limits, records: &mut Records) {
    if *line == 1 && begins_array(chunk) {
        records.problems.add(None, Reason::JsonArray);
    }
    if let Ok(text) = std::str::from_utf8(chunk) {
        records.note_encoding(if chunk.is_ascii() { "ASCII" } else { "UTF-8" });
        add_lines(text.trim_start_matches('\u{feff}'), file, line, limits, records);
    } else {
        let decoded = decode(chunk, None);
        records.note_encoding(decoded.encoding);
        if decoded.damaged {
            records.problems.add(Some(*line), Reason::Undecodable(decoded.encoding));
        }
        add_lines(&decoded.text, file, line, limits, records);
    }
}

fn add_lines(text: &str, file: &str, line: &mut u64, limits: &Limits, records: &mut Records) {
    let lines: Vec<(u64, &str)> = (*line..).zip(text.lines()).collect();
    *line += u64::try_from(lines.len()).unwrap_or(0);
    let understood: Vec<_> = lines
        .into_par_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(line, text)| (line, record(text, limits).and_then(|fields| article(fields, file, line, limits))))
        .collect();
    for (line, record) in understood {
        records.add(line, record);
    }
}

fn record(line: &str, limits: &Limits) -> Result<Fields, Reason> {
    if line.len() as u64 > limits.record {
        return Err(size::too_large(limits));
    }
    let object: Map<String, Value> = serde_json::from_str(line).map_err(|error| {
        // serde_json counts lines within the line it was given, which would only confuse.
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or(&message);
        Reason::NotJson(format!("{what} (column {})", error.column()))
    })?;
    let mut fields = Fields::default();
    object.into_iter().for_each(|(name, value)| fields.add_json(&name, value));
    Ok(fields)
}

fn begins_array(chunk: &[u8]) -> bool {
    chunk.strip_prefix(b"\xef\xbb\xbf").unwrap_or(chunk).trim_ascii_start().starts_with(b"[")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::read;
    use crate::limits::Limits;
    use crate::problem::{Problem, Reason};
    use crate::record::Records;

    fn of(bytes: &[u8]) -> (Vec<(String, Option<u64>)>, Vec<Problem>) {
        let Records { articles, problems, .. } = Records::all(|sink| read(bytes, "a.jsonl", &Limits::default(), sink));
        (
            articles.into_iter().map(|found| (found.article.text, found.line)).collect(),
            problems.of_file("a.jsonl").collect(),
        )
    }

    #[test]
    fn a_broken_line_costs_that_line_only_and_is_named() {
        let (articles, problems) = of(b"{\"text\": \"one\"}\r\n{\"id\": broken\n\n[1]\n{\"text\": \"two\"}");
        assert_eq!(articles, [("one".to_owned(), Some(1)), ("two".to_owned(), Some(5))]);
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [Some(2), Some(4)]);
        assert!(problems.iter().all(|problem| matches!(problem.reason, Reason::NotJson(_))));
    }

    #[test]
    fn byte_order_marks_and_other_encodings_are_understood() {
        let line = "{\"text\": \"Café “Marwan” – déjà vu\"}\n";
        let wide: Vec<u8> = format!("\u{feff}{line}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let western = encoding_rs::WINDOWS_1252.encode(line).0.into_owned();
        for bytes in [line.as_bytes().to_vec(), format!("\u{feff}{line}").into_bytes(), wide, western] {
            assert_eq!(of(&bytes).0, [("Café “Marwan” – déjà vu".to_owned(), Some(1))]);
        }
    }

    #[test]
    fn lines_keep_their_order_and_number_over_several_chunks() {
        let long = "x".repeat(3000);
        let file: String = (0..4000).map(|n| format!("{{\"id\": {n}, \"text\": \"{long}\"}}\n")).collect();
        let found = Records::all(|sink| read(file.as_bytes(), "a", &Limits::default(), sink));
        assert!(file.len() > 2 * super::CHUNK);
        assert_eq!(found.articles.len(), 4000);
        assert!(
            found
                .articles
                .iter()
                .zip(0..)
                .all(|(found, n)| { found.article.id == n.to_string() && found.line == Some(n + 1) })
        );
    }

    #[test]
    fn one_json_array_is_explained() {
        let (articles, problems) = of(b"[\n {\"text\": \"one\"}\n]\n");
        assert_eq!(articles.len(), 1);
        assert_eq!(problems[0].reason, Reason::JsonArray);
    }

    proptest! {
        #[test]
        fn no_bytes_crash_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = of(&bytes);
        }

        #[test]
        fn no_line_crashes_the_reader(name in "id|title|text|html|date|language|x", value in "\\PC{0,40}") {
            let line = serde_json::json!({ name: value }).to_string();
            let _ = of(line.as_bytes());
        }
    }
}
