//! From the lines of an article to what they are: its text, its fields.

use std::collections::HashSet;
use std::ops::Range;

use super::Part;
use super::dateline::{self, Dateline};
use super::head::Head;
use super::line::{Kind, Line};
use super::opening;
use super::publisher::{is_name, is_person, is_publisher};
use crate::written_date;

/// So many lines that say when are looked at.
const MOST_DATELINES: usize = 8;

/// Makes a part of the lines from its head to where the next begins.
pub fn make(lines: &[Line], head: &Head, ends: usize) -> Part {
    let mut part =
        Part { begins: lines.get(head.lines.start).map(|line| line.place).unwrap_or_default(), ..Part::default() };
    let text = head.lines.end..ends;
    let last_text =
        text.clone().rev().find(|&at| lines.get(at).is_some_and(|line| line.kind == Kind::Body)).unwrap_or(text.start);
    let title = lines.get(head.title.clone()).unwrap_or_default();
    if !title.is_empty() {
        part.title = Some(title.iter().map(|line| line.block.text.as_str()).collect::<Vec<_>>().join(" "));
    }
    for at in head.lines.start..ends {
        let Some(line) = lines.get(at) else { break };
        let in_head = at < head.lines.end;
        let in_tail = at > last_text;
        match &line.kind {
            Kind::Divider | Kind::Rule | Kind::Contents => {}
            _ if head.title.contains(&at) => part.fields.push(line.place),
            Kind::Dateline(dateline) if in_head && part.is_dated_otherwise(dateline) => part.lines.push(line.place),
            _ if in_head && part.take(line) => part.fields.push(line.place),
            Kind::Short if in_head && is_between(lines, head, at) && part.take_name(&line.block.text) => {
                part.fields.push(line.place);
            }
            Kind::Caption if in_head => part.captions.push(line.place),
            Kind::Address if in_tail || in_head => part.fields.push(line.place),
            Kind::Source(source) if in_tail => {
                part.source.extend(source.iter().cloned());
                part.fields.push(line.place);
            }
            _ => part.lines.push(line.place),
        }
    }
    if let Some(line) = lines.get(text.start).filter(|_| !text.is_empty()) {
        part.open(&line.block.text);
    }
    if let Some(line) = lines.get(last_text).filter(|_| !text.is_empty()) {
        part.close(&line.block.text);
    }
    part.keep_each_once();
    part
}

/// Whether a line stands between headline and dateline.
fn is_between(lines: &[Line], head: &Head, at: usize) -> bool {
    let about_follows = lines.get(at + 1).is_some_and(|line| at + 1 < head.lines.end && line.is_about());
    !head.title.is_empty() && head.title.end <= at && about_follows
}

impl Part {
    /// Takes from a line what it says about the article.
    pub(super) fn take(&mut self, line: &Line) -> bool {
        match &line.kind {
            Kind::Dateline(dateline) => {
                self.datelines.push(line.block.text.clone());
                self.byline.extend(dateline.byline.iter().cloned());
                self.source.extend(dateline.source.iter().cloned());
            }
            Kind::Byline(byline) => {
                self.byline.extend(byline.names.iter().cloned());
                self.source.extend(byline.source.iter().cloned());
            }
            Kind::Source(source) => self.source.extend(source.iter().cloned()),
            _ => return false,
        }
        true
    }

    /// A day under a dateline that says another, with names, is the first of a chronology.
    fn is_dated_otherwise(&self, dateline: &Dateline) -> bool {
        let said =
            self.datelines.iter().take(MOST_DATELINES).filter_map(|line| dateline::read(line)).find(|said| said.full);
        !dateline.full && said.is_some_and(|said| said.date != dateline.date)
    }

    /// Takes a name without any word that says whose it is, if the line is one: of a writer, or of a paper.
    fn take_name(&mut self, text: &str) -> bool {
        let words = text.split_whitespace().count();
        if words <= 3 && is_person(text) {
            self.byline.push(text.to_owned());
        } else if words <= 3 && is_name(text) && !text.chars().any(char::is_numeric) {
            self.source.push(text.to_owned());
        } else {
            return false;
        }
        true
    }

    /// Takes what the first words of the text say about it. They stay in the text.
    pub(super) fn open(&mut self, text: &str) {
        let Some(opening) = opening::read(text) else { return };
        self.source.extend(opening.source);
        if let Some(found) = opening.date.and_then(|_| written_date::find(text)) {
            self.datelines.extend(text.get(..found.span.end).map(str::to_owned));
        }
    }

    /// Takes the source that the last words of the text name: `… they said. (Reuters)`.
    pub(super) fn close(&mut self, text: &str) {
        let text = text.trim_end_matches(['.', ' ', '"', '”']);
        let Some((_, within)) = text.strip_suffix([')', ']']).and_then(|text| text.rsplit_once(['(', '['])) else {
            return;
        };
        let within = within.trim();
        let name = within
            .split_once(':')
            .filter(|(label, _)| label.trim().eq_ignore_ascii_case("source"))
            .map(|(_, name)| name.trim());
        let known = is_name(within) && is_publisher(within);
        self.source.extend(name.or(known.then_some(within)).map(str::to_owned));
    }

    pub(super) fn keep_each_once(&mut self) {
        for list in [&mut self.source, &mut self.byline] {
            let mut seen = HashSet::new();
            list.retain(|name| seen.insert(name.to_lowercase()));
        }
    }
}

/// What the page's own heading leaves to its articles: its pictures and their captions to the first, its dates to those without.
pub fn give_heading(lines: &[Line], heading: Range<usize>, parts: &mut [Part]) {
    let heading = lines.get(heading).unwrap_or_default();
    let dates: Vec<String> = heading
        .iter()
        .filter(|line| matches!(line.kind, Kind::Dateline(_)))
        .take(MOST_DATELINES)
        .map(|line| line.block.text.clone())
        .collect();
    if let Some(first) = parts.first_mut() {
        let caption = |line: &&Line| line.kind == Kind::Caption;
        let (captions, pictures): (Vec<&Line>, Vec<&Line>) = heading
            .iter()
            .filter(|line| line.kind == Kind::Caption || !line.block.pictures.is_empty())
            .partition(caption);
        first.captions.splice(0..0, captions.iter().map(|line| line.place));
        first.pictures.extend(pictures.iter().map(|line| line.place));
    }
    for part in parts.iter_mut().filter(|part| part.datelines.is_empty()) {
        part.datelines.clone_from(&dates);
    }
}
