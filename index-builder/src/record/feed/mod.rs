//! Feeds: RSS 0.9 to 2.0, Atom, JSON Feed, and what blogs export in these forms.
//!
//! Read by ourselves on quick-xml, since readers made for today's news (feed-rs) refuse a whole file for one bare `&`, turn
//! dates into UTC, so that an evening's article moves to the next day, and know no drafts and comments of exported blogs.

mod item;
mod json;
mod xml;

use std::io::{self, Read};

use rayon::prelude::*;

use super::{Records, article, size};
use crate::limits::Limits;
use crate::problem::Reason;
use crate::source::encoding::{declared_in_markup, decode};
use item::{Channel, Item};

/// Items handed to the threads at once.
const ITEMS: usize = 1024;

/// Reads a feed called `file` and hands over its items, some at a time.
///
/// # Errors
/// When the file can't be read on, or `sink` fails.
pub fn read<E: From<io::Error>>(
    source: impl Read,
    file: &str,
    limits: &Limits,
    sink: &mut dyn FnMut(Records) -> Result<(), E>,
) -> Result<(), E> {
    let mut records = Records::within(limits);
    let bytes = match size::whole(source, limits)? {
        Ok(bytes) => bytes,
        Err(reason) => {
            records.problems.add(None, reason);
            return sink(records);
        }
    };
    let decoded = decode(&bytes, declared_in_markup(&bytes).as_deref());
    drop(bytes);
    records.note_encoding(decoded.encoding);
    if decoded.damaged {
        records.problems.add(None, Reason::Undecodable(decoded.encoding));
    }
    let text = decoded.text.trim_start();
    if text.starts_with('{') {
        let (channel, items) = json::items(text, &mut records.problems);
        add(&channel, items, file, limits, &mut records);
        return sink(records);
    }
    let mut items = xml::Items::new(&decoded.text);
    loop {
        let batch: Vec<Item> = items.by_ref().take(ITEMS).collect();
        if batch.is_empty() {
            break;
        }
        add(items.channel(), batch, file, limits, &mut records);
        sink(std::mem::replace(&mut records, Records::within(limits)))?;
    }
    if let Some((line, what)) = items.broken() {
        records.problems.add(Some(line), Reason::BrokenFeed(what));
    }
    sink(records)
}

fn add(channel: &Channel, items: Vec<Item>, file: &str, limits: &Limits, records: &mut Records) {
    let understood: Vec<_> = items
        .into_par_iter()
        .filter(Item::is_article)
        .map(|item| {
            let line = item.line;
            if item.is_draft() {
                return (line, Err(Reason::Draft));
            }
            (line, article(item.into_fields(channel, file), file, line, limits))
        })
        .collect();
    for (line, record) in understood {
        records.add(line, record);
    }
}

#[cfg(test)]
mod tests;
