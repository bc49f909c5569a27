//! Tables of how many.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::path::text;
use crate::report::listing::Tally;
use crate::report::summary::number;
use crate::report::{Articles, Report};

/// The most frequent values that are shown.
const SHOWN_VALUES: usize = 30;

/// The most frequent values and how many more there are.
pub fn tally(of: &str, tally: &Tally) -> Option<Markup> {
    let shown: Vec<(Markup, usize)> =
        tally.top(SHOWN_VALUES).into_iter().map(|(value, count)| (text(value), count)).collect();
    let more = tally.len() - shown.len();
    (!tally.is_empty()).then(|| {
        html! {
            (table(of, "Articles", &shown))
            @if more > 0 { p.more { "and " (number(more)) " more" } }
        }
    })
}

/// By declared language.
pub fn languages(articles: &Articles) -> Option<Markup> {
    let mut shown: Vec<(Markup, usize)> =
        articles.languages.top(SHOWN_VALUES).into_iter().map(|(value, count)| (text(value), count)).collect();
    if shown.is_empty() {
        return None;
    }
    if articles.language_undeclared > 0 {
        shown.push((html! { "not declared: found from the text" }, articles.language_undeclared));
    }
    Some(table("Language", "Articles", &shown))
}

/// What was read, how it was understood, and what was not read.
pub fn files(report: &Report) -> Option<Markup> {
    let read: Vec<(Markup, usize)> = report.read.iter().map(|(kind, &count)| (kind_name(kind), count)).collect();
    let encodings: Vec<(Markup, usize)> = report.encodings.iter().map(|(name, &count)| (text(name), count)).collect();
    let ending = |name: &str| {
        if name.is_empty() {
            html! { "no ending" }
        } else {
            html! { code { "." (text(name)) } }
        }
    };
    let skipped: Vec<(Markup, usize)> = report.skipped.iter().map(|(name, &count)| (ending(name), count)).collect();
    let tables = [("Read", read), ("Encoding", encodings), ("Not read: no kind that holds articles", skipped)];
    let tables: Vec<_> = tables.into_iter().filter(|(_, rows)| !rows.is_empty()).collect();
    (!tables.is_empty()).then(|| html! { @for (of, rows) in tables { (most_frequent(of, rows)) } })
}

fn most_frequent(of: &str, mut rows: Vec<(Markup, usize)>) -> Markup {
    let more = rows.len().saturating_sub(SHOWN_VALUES);
    rows.sort_by_key(|(_, count)| Reverse(*count));
    rows.truncate(SHOWN_VALUES);
    html! {
        (table(of, "Files", &rows))
        @if more > 0 { p.more { "and " (number(more)) " more" } }
    }
}

fn kind_name(kind: &str) -> Markup {
    match kind {
        "page" => html! { "HTML pages" },
        "text" => html! { "plain text" },
        "markdown" => html! { "Markdown" },
        "jsonl" => html! { "records, a line each (.jsonl)" },
        "csv" => html! { "tables (.csv)" },
        "feed" => html! { "feeds" },
        other => text(other),
    }
}

/// A table of two columns, its figures in line.
pub fn table(of: &str, count_of: &str, rows: &[(Markup, usize)]) -> Markup {
    html! {
        table.counts {
            thead { tr { th scope="col" { (of) } th.number scope="col" { (count_of) } } }
            tbody { @for (name, count) in rows { tr { th scope="row" { (name) } td.number { (number(*count)) } } } }
        }
    }
}
