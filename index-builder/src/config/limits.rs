//! `[limits]`: how much is read.

use super::ConfigError;
use super::table::{Table, Value};
use crate::limits::{Limit, Limits};

/// No text that means it becomes so many times as large.
const MOST_EXPANSION: u64 = 100_000;
/// Longer titles are no titles, and more problems nobody reads.
const MOST: u64 = 100_000;

pub(super) fn limits(mut table: Table<'_, '_>) -> Result<Limits, ConfigError> {
    let usual = Limits::default();
    let mut size = |key, limit: Limit, usual| {
        let (least, most) = limit.bounds();
        table.take(key).map_or(Ok(usual), |value| value.size(least, most))
    };
    let page = size("page", Limit::Page, usual.page)?;
    let record = size("record", Limit::Record, usual.record)?;
    let record_file = size("record-file", Limit::RecordFile, usual.record_file)?;
    let container = size("container", Limit::Container, usual.container)?;
    let expansion = table.take("expansion").map_or(Ok(usual.expansion), |value| value.count(MOST_EXPANSION))?;
    let title = number(table.take("title"), usual.title)?;
    let fields = number(table.take("fields"), usual.fields)?;
    let problems = number(table.take("problems"), usual.problems)?;
    table.close();
    Ok(Limits { page, record, record_file, container, expansion, title, fields, problems })
}

fn number(value: Option<Value<'_, '_>>, usual: usize) -> Result<usize, ConfigError> {
    let number = value.map(|value| value.count(MOST)).transpose()?;
    Ok(number.map_or(usual, |number| usize::try_from(number).unwrap_or(usual)))
}
