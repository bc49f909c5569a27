//! The pages of sections: in which months they have articles, without naming these again.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::frame::Frame;
use super::sheet::{Sheet, column};
use super::tally::{InMonth, Tally};
use crate::index::listing::Section;

/// The page of one section.
pub(super) fn page(frame: &Frame<'_>, sheets: &[Sheet], section: &Section, months: &[InMonth]) -> String {
    let there: Vec<(&Sheet, &InMonth)> =
        months.iter().filter_map(|month| Some((sheets.get(month.sheet)?, month))).collect();
    let (undated, dated): (Vec<_>, Vec<_>) = there.into_iter().partition(|(sheet, _)| sheet.month.is_empty());
    let years: Vec<&[(&Sheet, &InMonth)]> = dated.chunk_by(|one, other| one.0.year() == other.0.year()).collect();
    let words = frame.words;
    let content = html! {
        p { (words.count) ": " (words.number(section.articles)) }
        @for year in years.iter().rev() {
            h2.y { (words.year(year.first().and_then(|(sheet, _)| sheet.year()).unwrap_or_default())) }
            ol.m {
                @for (sheet, month) in *year {
                    li class=(column(&sheet.month)) {
                        a href=(address(sheet, month)) title=(sheet.title) { (words.short(&sheet.month)) }
                        (frame.count(month.articles))
                    }
                }
            }
            "\n"
        }
        @if !undated.is_empty() {
            h2 { (words.undated) }
            ul.k { @for (sheet, month) in &undated { li { (way(frame, sheet, month)) } } }
        }
    };
    frame.page(&section.shown, &frame.ways(None, None), content)
}

/// The page of all sections that have none of their own.
pub(super) fn others(
    frame: &Frame<'_>,
    sheets: &[Sheet],
    sections: &[Section],
    tally: &Tally,
    names: &BTreeMap<usize, Option<String>>,
) -> String {
    let without = sections.iter().enumerate().filter(|(place, _)| names.get(place).is_some_and(Option::is_none));
    let content = html! {
        dl {
            @for (place, section) in without {
                dt dir="auto" { (section.shown) }
                @for (sheet, month) in tally.months(place).iter().filter_map(|month| Some((sheets.get(month.sheet)?, month))) {
                    dd { (way(frame, sheet, month)) }
                }
                "\n"
            }
        }
    };
    frame.page(&frame.words.other_sections, &frame.ways(None, None), content)
}

/// The way to a section's articles in a month.
fn way(frame: &Frame<'_>, sheet: &Sheet, month: &InMonth) -> Markup {
    html! { a href=(address(sheet, month)) { (sheet.title) } (frame.count(month.articles)) }
}

fn address(sheet: &Sheet, month: &InMonth) -> String {
    sheet.address(&month.filter.map(|n| format!("s{n}")).unwrap_or_default())
}
