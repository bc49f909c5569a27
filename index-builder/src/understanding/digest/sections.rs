//! What looks like boundaries and stands inside one article: the sections of an essay, the days of a chronology.

use dalil::format::date::PartialDate;

use super::boundary::Boundary;
use super::line::{Kind, Line};

/// The reports of a digest are of the same few days.
const SAME_DAYS: i64 = 3;
/// An article tells of days that are long past; a report's dateline is not so far from its page's.
const LONG_PAST: i64 = 60;

/// Leaves out what only divides an article into sections.
pub fn leave_out(lines: &[Line], found: &mut Vec<Boundary>) {
    let first = lines.iter().position(|line| line.kind == Kind::Body).unwrap_or(lines.len());
    let (top, rest) = lines.split_at_checked(first).unwrap_or_default();
    if is_essay(top, found) {
        found.clear();
    }
    if is_chronology(lines, top, rest, found) {
        found.retain(|boundary| !boundary.is_only_dated());
    }
    if is_one_dated_section(lines, first, found) {
        found.clear();
    }
}

/// Sections of an essay have headings only, and its author stands over the first.
fn is_essay(top: &[Line], found: &[Boundary]) -> bool {
    let signed = top.iter().any(|line| match &line.kind {
        Kind::Byline(_) => true,
        Kind::Dateline(dateline) => !dateline.byline.is_empty(),
        _ => false,
    });
    signed && found.iter().all(|boundary| !boundary.is_dated() && !boundary.gap.closed)
}

/// Days that follow each other are the entries of a chronology, not the datelines of reports.
fn is_chronology(lines: &[Line], top: &[Line], rest: &[Line], found: &[Boundary]) -> bool {
    let only_dated = || found.iter().filter(|boundary| boundary.is_only_dated());
    let top = top.iter().rev().find_map(any_day);
    let heads: Vec<i64> = only_dated().filter_map(|boundary| boundary.evidence.plain_date).map(day).collect();
    let all: Vec<i64> = top.into_iter().chain(heads.iter().copied()).collect();
    let span = |days: &[i64]| days.iter().max().zip(days.iter().min()).map_or(0, |(last, first)| last - first);
    // Days that stand over nothing like a headline.
    let within: Vec<i64> = rest.iter().filter_map(plain_day).collect();
    if within.len() > heads.len() + 1 && within.len() >= 3 && strictly_follow(&within) {
        return true;
    }
    if only_dated().all(|boundary| has_headline_over_date(lines, boundary)) {
        let long_past = top.is_some_and(|top| heads.iter().all(|day| (top - day).abs() > LONG_PAST));
        heads.len() >= 3 && strictly_follow(&heads) && (top.is_none() || long_past)
    } else {
        top.is_none() || span(&all) > SAME_DAYS || (all.len() >= 3 && strictly_follow(&all))
    }
}

/// A report's headline stands over its dateline; the days of a chronology stand over what happened.
fn has_headline_over_date(lines: &[Line], boundary: &Boundary) -> bool {
    let head = &boundary.gap.head;
    let dated = head.lines.clone().find(|&place| lines.get(place).is_some_and(Line::is_about));
    boundary.evidence.titled && boundary.evidence.wordy && dated.is_none_or(|dated| dated > head.title.start)
}

/// A dated heading that looks like several others, which aren't, is a heading within the article.
fn is_one_dated_section(lines: &[Line], first: usize, found: &[Boundary]) -> bool {
    let [only] = found else { return false };
    let head = &only.gap.head;
    let Some(title) = lines.get(head.title.start).filter(|_| !head.title.is_empty()) else { return false };
    let rest = lines.iter().enumerate().skip(first).filter(|(place, _)| !head.lines.contains(place));
    let alike = rest.filter(|(_, line)| line.kind == Kind::Short && line.is_styled_as(title) && line.stands_out());
    only.is_only_dated() && alike.count() >= 2
}

fn plain_day(line: &Line) -> Option<i64> {
    match &line.kind {
        Kind::Dateline(dateline) if !dateline.full => Some(day(dateline.date.in_order(None))),
        _ => None,
    }
}

fn any_day(line: &Line) -> Option<i64> {
    match &line.kind {
        Kind::Dateline(dateline) => Some(day(dateline.date.in_order(None))),
        _ => None,
    }
}

fn strictly_follow(days: &[i64]) -> bool {
    let pairs = || days.windows(2);
    pairs().all(|pair| matches!(pair, [one, two] if one < two))
        || pairs().all(|pair| matches!(pair, [one, two] if one > two))
}

/// Days since the beginning of the calendar, to a day or two.
fn day(date: PartialDate) -> i64 {
    let month = i64::from(date.month.unwrap_or(1)) - 1;
    i64::from(date.year) * 372 + month * 31 + i64::from(date.day.unwrap_or(1))
}
