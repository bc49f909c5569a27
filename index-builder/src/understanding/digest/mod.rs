//! A page's lines, divided into its articles.
//!
//! Each line is read by itself (`line`, with `dateline`, `byline`, `origin`, `opening`), then the gaps between the texts (`head`)
//! and what stands over the first (`top`): some gaps are boundaries (`boundary`), others divide sections (`sections`). The lines
//! between two boundaries are a part, of which some are fields and not text (`part`).

mod boundary;
mod byline;
mod dateline;
mod head;
mod line;
mod opening;
mod origin;
mod part;
mod publisher;
mod sections;
mod top;

use std::collections::BTreeSet;

use super::assemble::asides_are_known;
use crate::page::Page;
use crate::page::block::Role;
use boundary::Boundary;
use head::Head;
use line::{Kind, Line};

/// A page's own heading may introduce its articles in so many characters of text.
const LONGEST_INTRODUCTION: usize = 400;

/// One article of a page: which lines are its text, and what those before and behind them say about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Places in [`Page::blocks`] of the lines that are its text or hold its pictures, ascending.
    pub lines: Vec<usize>,
    /// Places of the lines that became fields: headline, dateline, byline, the address it came from. Their links and pictures count.
    pub fields: Vec<usize>,
    /// Places of lines that stand under its pictures.
    pub captions: Vec<usize>,
    /// Places of lines of which only the pictures are its own.
    pub pictures: Vec<usize>,
    /// The place of its first line of any kind, where an address can lead to.
    pub begins: usize,
    /// Its headline, where a line says it.
    pub title: Option<String>,
    /// The lines that may state its date, the most trustworthy first.
    pub datelines: Vec<String>,
    /// Who wrote it.
    pub byline: Vec<String>,
    /// Who first published it.
    pub source: Vec<String>,
}

/// Divides a page. `frame` holds the places of the lines that belong to the site and to no article.
///
/// A page with one article gives one part; a page without any gives none.
#[must_use]
pub fn divide(page: &Page, frame: &BTreeSet<usize>) -> Vec<Part> {
    let lines = line::read(page, frame);
    let several = several(page, &lines);
    if several.len() > 1 {
        return several;
    }
    one(page, &lines).into_iter().collect()
}

/// The page as one article; `None` for a page without any.
#[must_use]
pub fn whole(page: &Page, frame: &BTreeSet<usize>) -> Option<Part> {
    one(page, &line::read(page, frame))
}

/// The articles, where there are several.
fn several(page: &Page, lines: &[Line]) -> Vec<Part> {
    let stated = !page.metadata.titles.is_empty() && !page.metadata.dates.is_empty();
    let boundaries = boundary::find(lines, stated);
    let Some(first) = boundaries.first() else { return Vec::new() };
    let heads: Vec<Head> = boundaries.iter().map(|boundary| boundary.gap.head.clone()).collect();
    let body = first_text(lines);
    let top = top::read(page, lines, 0..body, &heads);
    if boundaries.len() == 1 && !is_article(lines, &top.head, first) {
        return Vec::new();
    }
    let mut parts = Vec::with_capacity(boundaries.len() + 1);
    let mut heading = top.heading.clone();
    if is_introduction(lines, &top.head, first) {
        heading = 0..first.gap.tail_ends;
    } else {
        parts.push(part::make(lines, &top.head, first.gap.tail_ends));
    }
    for (place, boundary) in boundaries.iter().enumerate() {
        let ends = boundaries.get(place + 1).map_or(lines.len(), |next| next.gap.tail_ends);
        parts.push(part::make(lines, &boundary.gap.head, ends));
    }
    part::give_heading(lines, heading, &mut parts);
    parts
}

/// Whether the first text is itself an article, as far as the lines over and under it say.
fn is_article(lines: &[Line], head: &Head, next: &Boundary) -> bool {
    let about = head.lines.clone().any(|place| lines.get(place).is_some_and(Line::is_about));
    let opened = lines.get(head.lines.end).is_some_and(|line| opening::read(&line.block.text).is_some());
    let titled = !head.title.is_empty() && next.gap.divided;
    about || opened || titled || next.gap.closed
}

/// Whether the first text only introduces the articles: it is short, and nothing says when or by whom it was written.
fn is_introduction(lines: &[Line], head: &Head, next: &Boundary) -> bool {
    let texts = || {
        lines
            .get(head.lines.end..next.gap.lines.start)
            .unwrap_or_default()
            .iter()
            .filter(|line| line.kind == Kind::Body)
    };
    let opened = texts().next().is_some_and(|line| opening::read(&line.block.text).is_some());
    let length: usize = texts().map(Line::length).sum();
    let about = |head: &Head| head.lines.clone().any(|place| lines.get(place).is_some_and(Line::is_about));
    !about(head) && !opened && !next.gap.closed && about(&next.gap.head) && length <= LONGEST_INTRODUCTION
}

fn one(page: &Page, lines: &[Line]) -> Option<Part> {
    let says = |line: &Line| {
        !matches!(line.kind, Kind::Divider | Kind::Rule)
            && (!line.block.text.is_empty() || !line.block.pictures.is_empty())
    };
    if !lines.iter().any(says) {
        return None;
    }
    let known = asides_are_known(lines.iter().map(|line| line.block));
    let is_text = |line: &Line| line.kind == Kind::Body && !(known && line.block.aside);
    let body = lines.iter().position(is_text).unwrap_or(lines.len());
    let top = top::read(page, lines, 0..body, &[]);
    let mut part = part::make(lines, &top.head, lines.len());
    for line in lines.get(top.heading).unwrap_or_default() {
        match &line.kind {
            Kind::Dateline(_) => {
                part.datelines.push(line.block.text.clone());
                part.fields.push(line.place);
            }
            Kind::Divider | Kind::Rule => {}
            _ if is_section_line(&line.block.text) => {}
            _ => part.lines.push(line.place),
        }
    }
    // Which of its titles is the headline is decided where the whole page is known.
    let titles = lines.get(top.head.title.clone()).unwrap_or_default().iter().map(|line| line.place);
    part.fields.retain(|place| !titles.clone().any(|title| title == *place));
    part.lines.extend(titles.clone());
    part.lines.sort_unstable();
    part.fields.sort_unstable();
    let dated = !part.datelines.is_empty() || !part.byline.is_empty();
    if !dated && lines.get(top.head.title).and_then(<[Line]>::first).is_some_and(|line| !is_headline(line, lines)) {
        part.title = None;
    }
    part.begins = 0;
    Some(part)
}

/// `Editorials, September 2004`: where in the archive the page stands.
fn is_section_line(text: &str) -> bool {
    let named = text.split_once([',', ':', '-']).map(|(section, month)| (section, month.trim()));
    named.is_some_and(|(section, month)| publisher::is_section(section) && crate::written_date::parse(month).is_some())
}

/// Whether a line of a page with one article is a headline, though nothing is said about the article behind it: it stands out, or
/// is the first of a text without markup.
fn is_headline(line: &Line, lines: &[Line]) -> bool {
    let first = lines.first().is_some_and(|first| first.place == line.place) && lines.len() > 1;
    let without_markup = || lines.iter().all(|line| line.block.role == Role::Paragraph);
    let sentence = line.block.text.ends_with(['.', ',', ';', ':']);
    (line.stands_out() && line.is_wordy()) || (first && !sentence && without_markup())
}

fn first_text(lines: &[Line]) -> usize {
    lines.iter().position(|line| line.kind == Kind::Body).unwrap_or(lines.len())
}

#[cfg(test)]
mod tests;
