//! Articles that come with their fields.

use std::io;

use index_builder::limits::Limits;
use index_builder::record::{self, Records};

use crate::quietly;

/// Rows.
pub fn csv(data: &[u8]) {
    quietly();
    record::csv::read(data, "a.csv", &Limits::default(), &mut take).expect("memory can be read");
}

/// Objects, one a line.
pub fn json_lines(data: &[u8]) {
    quietly();
    record::json_lines::read(data, "a.jsonl", &Limits::default(), &mut take).expect("memory can be read");
}

/// RSS, Atom, JSON Feed.
pub fn feed(data: &[u8]) {
    quietly();
    record::feed::read(data, "feed.xml", &Limits::default(), &mut take).expect("memory can be read");
}

fn take(records: Records) -> io::Result<()> {
    for record in &records.articles {
        assert!(record.article.title.is_some() || !record.article.text.is_empty());
    }
    Ok(())
}
