//! The page that leads to all others: years with their months, and sections.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::frame::{Frame, address};
use super::name;
use super::sheet::{Sheet, column};
use crate::index::listing::Section;

/// Makes it; `names` are those of the sections' pages.
pub(super) fn page(
    frame: &Frame<'_>,
    sheets: &[Sheet],
    sections: &[Section],
    names: &BTreeMap<usize, Option<String>>,
) -> String {
    let words = frame.words;
    let (undated, dated): (Vec<&Sheet>, Vec<&Sheet>) = sheets.iter().partition(|sheet| sheet.month.is_empty());
    let years: Vec<&[&Sheet]> = dated.chunk_by(|one, other| one.year() == other.year()).collect();
    let content = html! {
        @for year in years.iter().rev() { (self::year(frame, year)) "\n" }
        @if let Some(first) = undated.first() {
            h2 { a href=(first.address("")) { (words.undated) } (frame.count(articles(&undated))) }
            "\n"
        }
        @if !sections.is_empty() {
            h2 id="sections" { (words.sections) }
            ul.k {
                @for (section, name) in sections.iter().enumerate().filter_map(|(n, section)| Some((section, names.get(&n)?.as_ref()?))) {
                    li { a href=(address(name)) { bdi { (section.shown) } } (frame.count(section.articles)) }
                }
                @if names.values().any(Option::is_none) {
                    li { a href=(address(name::OTHERS)) { (words.other_sections) } }
                }
            }
        }
    };
    frame.page(&words.timeline, &html! {}, content)
}

/// A year with the months that have articles.
fn year(frame: &Frame<'_>, sheets: &[&Sheet]) -> Markup {
    let year = sheets.first().and_then(|sheet| sheet.year()).unwrap_or_default();
    let months = sheets.chunk_by(|one, other| one.month == other.month);
    let month = |sheets: &[&Sheet]| {
        let Some(first) = sheets.first() else { return html! {} };
        html! {
            li class=(column(&first.month)) {
                a href=(first.address("")) title=(frame.words.month(&first.month)) { (frame.words.short(&first.month)) }
                (frame.count(articles(sheets)))
            }
        }
    };
    html! {
        h2.y id=(format!("y{year}")) { (frame.words.year(year)) (frame.count(articles(sheets))) }
        ol.m { @for sheets in months { (month(sheets)) } }
    }
}

fn articles(sheets: &[&Sheet]) -> usize {
    sheets.iter().map(|sheet| sheet.articles).sum()
}
