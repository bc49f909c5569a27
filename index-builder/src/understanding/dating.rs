//! Which of several dates is an article's.

use dalil::format::date::PartialDate;

use crate::written_date::{Order, Written};

/// All that speaks of an article's date.
#[derive(Clone, Debug, Default)]
pub struct Clues<'a> {
    /// Stated in metadata, ISO 8601, the most trustworthy first.
    pub stated: &'a [String],
    /// Written in lines over or under the text, the most trustworthy first.
    pub lines: Vec<Written>,
    /// From the page's path.
    pub path: Option<PartialDate>,
    /// From an index page that links to it.
    pub linked: Option<PartialDate>,
    /// How the archive writes dates in numbers.
    pub order: Option<Order>,
}

/// What was decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dating {
    /// ISO 8601, as precise as known.
    pub date: Option<String>,
    /// The date that contradicts it, in words for the report: `the path says 2011-12`.
    pub contradiction: Option<String>,
}

/// Decides.
#[must_use]
pub fn decide(clues: &Clues<'_>) -> Dating {
    let lines = clues.lines.iter().map(|line| line.in_order(clues.order));
    let found = lines.chain(clues.linked).chain(clues.path).map(|date| date.to_string());
    let dates = clues.stated.iter().cloned().chain(found);
    // The first, unless a later one is the same and more precise.
    let date =
        dates.reduce(|first, later| if later.len() > first.len() && later.starts_with(&first) { later } else { first });
    Dating { date, contradiction: None }
}
