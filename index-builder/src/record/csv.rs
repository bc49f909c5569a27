//! .csv: a header row and one record a row, divided by commas, semicolons, tabs or bars.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use csv::{ByteRecord, ReaderBuilder};
use rayon::prelude::*;

use super::size::{self, Measured};
use super::{Records, article};
use crate::fields::Fields;
use crate::limits::Limits;
use crate::problem::Reason;
use crate::source::encoding::{decode, is_utf_16};

/// Rows handed to the threads at once.
const ROWS: usize = 2048;
/// How much of a file is looked at for its delimiter.
const HEAD: usize = 64 << 10;
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// A header with these is taken apart rightly.
const KNOWN: [&str; 10] = ["id", "title", "text", "html", "date", "source", "section", "byline", "url", "language"];

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
    let mut source = BufReader::with_capacity(HEAD, source);
    if is_utf_16(source.fill_buf()?) {
        let all = match size::whole(source, limits)? {
            Ok(all) => all,
            Err(reason) => {
                let mut records = Records::within(limits);
                records.problems.add(None, reason);
                return sink(records);
            }
        };
        let decoded = decode(&all, None);
        return rows(Cursor::new(decoded.text.into_bytes()), file, limits, &mut |records| {
            sink(Records { encodings: vec![decoded.encoding], ..records })
        });
    }
    rows(source, file, limits, sink)
}

fn rows<E: From<io::Error>>(
    mut source: impl BufRead,
    file: &str,
    limits: &Limits,
    sink: &mut dyn FnMut(Records) -> Result<(), E>,
) -> Result<(), E> {
    let mut records = Records::within(limits);
    let head = source.fill_buf()?;
    if head.starts_with(b"\xef\xbb\xbf") {
        source.consume(3);
    }
    let delimiter = delimiter(source.fill_buf()?);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(Measured::new(source, limits));
    let mut header = ByteRecord::new();
    if !next(&mut reader, &mut header, limits, &mut records)? {
        return sink(records);
    }
    let columns: Vec<String> = header.iter().map(|name| decode(name, None).text.trim().to_owned()).collect();
    if !columns.iter().any(|name| ["text", "html"].iter().any(|known| name.eq_ignore_ascii_case(known))) {
        records.problems.add(Some(1), Reason::NoTextColumn);
        return sink(records);
    }
    loop {
        let mut batch = Vec::with_capacity(ROWS);
        let mut row = ByteRecord::new();
        while batch.len() < ROWS && next(&mut reader, &mut row, limits, &mut records)? {
            batch.push(std::mem::take(&mut row));
        }
        let last = batch.is_empty();
        if !last {
            add_batch(&batch, &columns, file, limits, &mut records);
        }
        sink(std::mem::replace(&mut records, Records::within(limits)))?;
        if last {
            return Ok(());
        }
    }
}

/// Reads the next row. A row that can't be taken apart is noted, and the next one tried; behind one that is too large, which is mostly a
/// quotation mark that nothing closes, nobody knows where the next one is.
fn next<R: Read>(
    reader: &mut csv::Reader<Measured<R>>,
    row: &mut ByteRecord,
    limits: &Limits,
    records: &mut Records,
) -> io::Result<bool> {
    loop {
        let (line, start) = (reader.position().line(), reader.position().byte());
        if reader.get_ref().is_exhausted() {
            return Ok(false);
        }
        reader.get_mut().begin();
        match reader.read_byte_record(row) {
            Ok(_) if reader.get_ref().is_exhausted() => records.problems.add(Some(line), size::too_large(limits)),
            Ok(_) if reader.position().byte().saturating_sub(start) > limits.record => {
                records.problems.add(Some(line), size::too_large(limits));
            }
            Ok(more) => return Ok(more),
            Err(error) if error.is_io_error() => return Err(io::Error::other(error)),
            Err(error) => records.problems.add(Some(line), Reason::BrokenRow(error.to_string())),
        }
    }
}

fn add_batch(batch: &[ByteRecord], columns: &[String], file: &str, limits: &Limits, records: &mut Records) {
    // All rows of a batch share an encoding: a single cell is too short to tell.
    let bytes = || batch.iter().map(ByteRecord::as_slice);
    let whole =
        if bytes().all(<[u8]>::is_ascii) { b"ASCII".to_vec() } else { bytes().collect::<Vec<_>>().join(&b'\n') };
    let encoding = decode(&whole, None).encoding;
    records.note_encoding(encoding);
    let understood: Vec<_> =
        batch.par_iter().map(|row| (line_of(row), record(row, columns, encoding, file, limits))).collect();
    for (line, record) in understood {
        records.add(line, record);
    }
}

fn record(
    row: &ByteRecord,
    columns: &[String],
    encoding: &str,
    file: &str,
    limits: &Limits,
) -> Result<(crate::article::Article, Option<Reason>), Reason> {
    if row.len() != columns.len() {
        let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        return Err(Reason::UnevenRow { cells: count(row.len()), columns: count(columns.len()) });
    }
    let mut fields = Fields::default();
    for (name, cell) in columns.iter().zip(row).filter(|(name, _)| !name.is_empty()) {
        fields.add(name, vec![decode(cell, Some(encoding)).text]);
    }
    article(fields, file, line_of(row), limits)
}

fn line_of(row: &ByteRecord) -> u64 {
    row.position().map_or(0, csv::Position::line)
}

/// The delimiter that divides the header into most names we know, or else into most names.
fn delimiter(head: &[u8]) -> u8 {
    let names = |delimiter: u8| {
        let mut header = ByteRecord::new();
        let mut reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(head);
        let _ = reader.read_byte_record(&mut header);
        let is_known =
            |name: &&[u8]| KNOWN.iter().any(|known| name.trim_ascii().eq_ignore_ascii_case(known.as_bytes()));
        (header.iter().filter(is_known).count(), header.len())
    };
    // The first of equals wins: a header of one column has no delimiter.
    DELIMITERS.into_iter().rev().max_by_key(|&delimiter| names(delimiter)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Limits, Records, read};
    use crate::problem::{Problem, Reason};
    use crate::record::FromLine;

    fn of(bytes: &[u8]) -> (Vec<FromLine>, Vec<Problem>) {
        let found = Records::all(|sink| read(bytes, "a.csv", &Limits::default(), sink));
        (found.articles, found.problems.of_file("a.csv").collect())
    }

    #[test]
    fn rows_are_records_named_by_the_header() {
        let (articles, problems) =
            of(b"\xef\xbb\xbfid,Title,text,topic\n1,\"A, b\",\"One \"\"x\"\"\nTwo\",war; peace\n,C,Three,\n");
        assert!(problems.is_empty(), "{problems:?}");
        let first = &articles[0].article;
        assert_eq!(
            (first.id.as_str(), first.title.as_deref(), first.text.as_str()),
            ("1", Some("A, b"), "One \"x\"\nTwo")
        );
        assert_eq!(first.metadata["topic"], ["war; peace"]);
        assert_eq!((articles[1].article.id.as_str(), articles[1].line), ("a.csv:4", Some(4)));
    }

    #[test]
    fn other_delimiters_are_recognised() {
        for delimiter in [";", "\t", "|", ","] {
            let file = ["id", "text", "note\n1", "\"One, two; three | four\tfive\"", "n\n"].join(delimiter);
            let (articles, problems) = of(file.as_bytes());
            assert_eq!((articles.len(), problems.len()), (1, 0), "{file}");
            assert!(articles[0].article.metadata.contains_key("note"));
        }
        assert_eq!(of(b"text\nOne; two\n").0[0].article.text, "One; two");
    }

    #[test]
    fn a_row_of_another_length_costs_that_row_only() {
        let (articles, problems) = of(b"id,text\n1,a,b\n2,ok\n3\n4,fine\n");
        assert_eq!(articles.iter().map(|found| found.article.id.as_str()).collect::<Vec<_>>(), ["2", "4"]);
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [Some(2), Some(4)]);
        assert_eq!(problems[0].reason, Reason::UnevenRow { cells: 3, columns: 2 });
    }

    #[test]
    fn a_table_without_a_column_of_text_is_explained() {
        assert_eq!(of(b"a,b\n1,2\n").1[0].reason, Reason::NoTextColumn);
        assert!(of(b"").1.is_empty());
    }

    #[test]
    fn tables_in_other_encodings_are_understood() {
        let table = "id;text\n1;Le café où l’on déjeune était fermé\n";
        let western = encoding_rs::WINDOWS_1252.encode(table).0.into_owned();
        let wide: Vec<u8> = format!("\u{feff}{table}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [western, wide] {
            assert_eq!(of(&bytes).0[0].article.text, "Le café où l’on déjeune était fermé");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_crash_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = of(&bytes);
            let mut table = b"id,text\n".to_vec();
            table.extend(bytes);
            let _ = of(&table);
        }
    }
}
