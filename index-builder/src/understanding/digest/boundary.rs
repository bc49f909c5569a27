//! Where one article of a page ends and the next begins.
//!
//! A boundary needs evidence: each thing that editors put between two reports, or over one, counts for it. What also stands
//! inside articles (a rule, a bold line, a day of a chronology) counts too little to divide alone.

use dalil::format::date::PartialDate;

use super::head::{Gap, between};
use super::line::{Kind, Line, is_prose};
use super::opening;
use super::publisher::is_person;

/// With so much evidence a gap is a boundary.
const ENOUGH: u8 = 6;
/// So much more is asked for where the page states that it is one article.
const MORE_WHERE_STATED: u8 = 3;
/// A report that is dated or signed has at least so many characters of text.
const SHORTEST_REPORT: usize = 40;
/// One of which only a headline is known has more.
const SHORTEST_WITH_HEADLINE: usize = 200;
/// The first paragraph of one has at least so many.
const SHORTEST_PARAGRAPH: usize = 80;
/// So many lines stand over a report at most.
const MOST_LINES_OVER_TEXT: usize = 9;
/// A headline that links elsewhere, with less text than this, announces an article.
const LONGEST_TEASER: usize = 300;

/// A gap, and what speaks for its dividing the page.
#[derive(Clone, Debug)]
pub struct Boundary {
    /// The lines between the two texts.
    pub gap: Gap,
    evidence: Evidence,
}

#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    score: u8,
    titled: bool,
    wordy: bool,
    /// The title can be a report's, though nothing dates it.
    headline: bool,
    /// A date alone.
    plain_date: Option<PartialDate>,
    /// Dateline with names or a time, byline, source.
    about: bool,
    /// The text begins with a source.
    opened: bool,
    teaser: bool,
    /// What follows is a letter, or data.
    letter: bool,
}

/// The boundaries among the lines; `stated` where the page says in metadata that it is one article.
pub fn find(lines: &[Line], stated: bool) -> Vec<Boundary> {
    let texts: Vec<usize> =
        (0..lines.len()).filter(|&place| lines.get(place).is_some_and(|line| line.kind == Kind::Body)).collect();
    let end = comments(lines);
    let gaps = texts.windows(2).filter_map(|pair| match pair {
        [one, two] if one + 1 < *two && *two < end => Some(between(lines, one + 1..*two)),
        _ => None,
    });
    let enough = ENOUGH + if stated { MORE_WHERE_STATED } else { 0 };
    let mut found: Vec<Boundary> = gaps
        .map(|gap| Boundary { evidence: evidence(lines, &gap), gap })
        .filter(|boundary| {
            boundary.evidence.score >= enough && boundary.is_headed() && is_compact(lines, &boundary.gap)
        })
        .collect();
    leave_out_the_short(lines, &mut found);
    leave_out_sections(lines, &mut found);
    leave_out_chronology(lines, &mut found);
    leave_out_a_dated_section(lines, &mut found);
    found
}

impl Boundary {
    /// Something must stand over the next text that names it, and it must not be a letter's or an announcement's.
    fn is_headed(&self) -> bool {
        let Evidence { titled, wordy, plain_date, about, opened, letter, .. } = self.evidence;
        let dated = plain_date.is_some() || about || opened;
        !letter && (dated || (titled && wordy && self.evidence.headline))
    }

    fn is_dated(&self) -> bool {
        self.evidence.plain_date.is_some() || self.evidence.about || self.evidence.opened
    }
}

fn evidence(lines: &[Line], gap: &Gap) -> Evidence {
    let mut evidence = Evidence::default();
    let head = gap.head.lines.clone().filter_map(|place| lines.get(place));
    if gap.divided {
        evidence.score += 4;
    } else if gap.ruled {
        evidence.score += 2;
    }
    if gap.closed {
        evidence.score += 4;
    }
    if let Some(title) = lines.get(gap.head.title.start).filter(|_| !gap.head.title.is_empty()) {
        evidence.titled = true;
        evidence.wordy = title.is_wordy();
        evidence.headline = is_headline(lines, gap, title);
        evidence.score += match (title.stands_out(), title.is_wordy()) {
            (true, true) => 3,
            (false, false) => 1,
            _ => 2,
        };
        evidence.teaser = title.is_link();
    }
    for line in head {
        match &line.kind {
            Kind::Dateline(dateline) if dateline.full => {
                evidence.about = true;
                evidence.score += 6;
            }
            Kind::Dateline(dateline) => {
                evidence.plain_date = Some(dateline.date.in_order(None));
                evidence.score += match dateline.source.as_slice() {
                    // One name that nobody knows: a small paper's, or a place's.
                    [name] if !evidence.titled && !is_person(name) => 6,
                    _ if evidence.titled => 4,
                    _ => 3,
                };
            }
            Kind::Byline(_) => {
                evidence.about = true;
                evidence.score += 4;
            }
            Kind::Source(_) => {
                evidence.about = true;
                evidence.score += 3;
            }
            _ => {}
        }
    }
    if let Some(text) = lines.get(gap.lines.end).map(|line| line.block.text.as_str()) {
        if let Some(opening) = opening::read(text) {
            evidence.opened = !opening.source.is_empty() || opening.date.is_some();
            evidence.score += if opening.date.is_some() {
                5
            } else if evidence.opened {
                3
            } else {
                1
            };
        }
        evidence.letter = !is_prose(text) || (!evidence.titled && begins_a_letter(text));
    }
    evidence
}

/// Over a text stand a few lines only; more are a list or a table.
fn is_compact(lines: &[Line], gap: &Gap) -> bool {
    let head = gap.head.lines.clone().filter_map(|place| lines.get(place));
    head.filter(|line| !matches!(line.kind, Kind::Picture | Kind::Caption | Kind::Contents)).count()
        <= MOST_LINES_OVER_TEXT
}

/// Whether a line without a date can be a report's headline: not a chapter's or a section's, nor a verse.
fn is_headline(lines: &[Line], gap: &Gap, title: &Line) -> bool {
    const DIVISIONS: &[&str] = &[
        "chapter",
        "part",
        "section",
        "act",
        "scene",
        "canto",
        "book",
        "volume",
        "appendix",
        "note",
        "notes",
        "introduction",
        "conclusion",
        "epilogue",
        "prologue",
        "chapitre",
        "partie",
        "kapitel",
        "الفصل",
        "الجزء",
        "bölüm",
        "step",
        "lesson",
        "figure",
        "table",
    ];
    let mut words = title.block.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default().to_lowercase();
    let numbered = first.chars().all(|c| c.is_numeric() || matches!(c, 'i' | 'v' | 'x'));
    let verses =
        gap.head.lines.clone().filter(|&place| lines.get(place).is_some_and(|line| line.kind == Kind::Short)).count();
    let prose = lines.get(gap.lines.end).is_some_and(|line| line.length() >= SHORTEST_PARAGRAPH);
    !numbered && !DIVISIONS.contains(&first.as_str()) && words.count() >= 4 && verses <= 2 && prose
}

fn begins_a_letter(text: &str) -> bool {
    const GREETINGS: &[&str] = &[
        "dear ",
        "sir,",
        "madam,",
        "your excellency",
        "my dear",
        "cher ",
        "chère ",
        "monsieur",
        "madame",
        "عزيزي",
        "عزيزتي",
        "حضرة",
    ];
    let start: String = text.chars().take(20).flat_map(char::to_lowercase).collect();
    GREETINGS.iter().any(|greeting| start.starts_with(greeting))
}

/// Where what readers wrote under an article begins.
fn comments(lines: &[Line]) -> usize {
    const COMMENTS: &[&str] = &[
        "comments",
        "comment",
        "reader comments",
        "readers comments",
        "responses",
        "leave a reply",
        "leave a comment",
        "add a comment",
        "post a comment",
        "commentaires",
        "yorumlar",
        "التعليقات",
        "تعليقات",
        "discussion",
    ];
    let is_heading = |line: &Line| {
        let text = line.block.text.to_lowercase();
        let plain = text.trim_matches(|c: char| !c.is_alphabetic());
        line.kind == Kind::Short
            && (COMMENTS.contains(&plain) || plain.ends_with(" comments") || plain.ends_with(" responses"))
    };
    lines.iter().position(is_heading).unwrap_or(lines.len())
}

/// How much text stands in front of a boundary or the end, from a place on.
fn text_between(lines: &[Line], from: usize, to: usize) -> usize {
    lines
        .get(from..to)
        .unwrap_or_default()
        .iter()
        .filter(|line| line.kind == Kind::Body && !line.is_link())
        .map(Line::length)
        .sum()
}

/// What has too little text of its own belongs to the article before.
fn leave_out_the_short(lines: &[Line], found: &mut Vec<Boundary>) {
    let mut end = lines.len();
    for place in (0..found.len()).rev() {
        let Some(boundary) = found.get(place) else { continue };
        let length = text_between(lines, boundary.gap.lines.end, end);
        let least = if boundary.is_dated() { SHORTEST_REPORT } else { SHORTEST_WITH_HEADLINE };
        if length < least || (boundary.evidence.teaser && length < LONGEST_TEASER) {
            found.remove(place);
        } else {
            end = boundary.gap.lines.start;
        }
    }
}

/// Sections of an essay have headings only, and its author stands over the first.
fn leave_out_sections(lines: &[Line], found: &mut Vec<Boundary>) {
    let first = lines.iter().position(|line| line.kind == Kind::Body).unwrap_or(0);
    let signed = lines.get(..first).unwrap_or_default().iter().any(|line| match &line.kind {
        Kind::Byline(_) => true,
        Kind::Dateline(dateline) => !dateline.byline.is_empty(),
        _ => false,
    });
    if signed && found.iter().all(|boundary| !boundary.is_dated() && !boundary.gap.closed) {
        found.clear();
    }
}

/// Days that follow each other are the entries of a chronology, not the datelines of reports.
fn leave_out_chronology(lines: &[Line], found: &mut Vec<Boundary>) {
    let only_dated = |boundary: &Boundary| {
        let Evidence { about, opened, plain_date, .. } = boundary.evidence;
        plain_date.is_some() && !about && !opened && !boundary.gap.closed && !boundary.gap.divided
    };
    let over_title = |boundary: &Boundary| {
        let head = &boundary.gap.head;
        let dated = head.lines.clone().find(|&place| lines.get(place).is_some_and(Line::is_about));
        !boundary.evidence.titled || !boundary.evidence.wordy || dated.is_some_and(|dated| dated < head.title.start)
    };
    let first = lines.iter().position(|line| line.kind == Kind::Body).unwrap_or(0);
    let top = lines.get(..first).unwrap_or_default().iter().rev().find_map(|line| match &line.kind {
        Kind::Dateline(dateline) => Some(dateline.date.in_order(None)),
        _ => None,
    });
    let dates: Vec<PartialDate> =
        top.into_iter().chain(found.iter().filter_map(|boundary| boundary.evidence.plain_date)).collect();
    let days: Vec<i64> = dates.iter().map(|date| day(*date)).collect();
    let near = days.iter().max().zip(days.iter().min()).is_some_and(|(last, first)| last - first <= 3);
    let follow = strictly_follow(&days);
    let titled = found.iter().filter(|boundary| only_dated(boundary)).all(|boundary| !over_title(boundary));
    let many = dates.len() >= 3;
    let chronology = match titled {
        true => many && follow && top.is_none(),
        false => (many && follow) || !near || top.is_none(),
    };
    if chronology {
        found.retain(|boundary| !only_dated(boundary));
    }
}

/// A dated heading that looks like several others, which aren't, is a heading within the article.
fn leave_out_a_dated_section(lines: &[Line], found: &mut Vec<Boundary>) {
    let [only] = found.as_slice() else { return };
    let Evidence { about, opened, .. } = only.evidence;
    let Some(title) = lines.get(only.gap.head.title.start).filter(|_| !only.gap.head.title.is_empty()) else { return };
    let first = lines.iter().position(|line| line.kind == Kind::Body).unwrap_or(0);
    let rest = lines.iter().enumerate().skip(first);
    let alike = rest.filter(|(place, line)| {
        line.kind == Kind::Short
            && line.is_styled_as(title)
            && line.stands_out()
            && !only.gap.head.lines.contains(place)
    });
    if !about && !opened && !only.gap.closed && !only.gap.divided && alike.count() >= 2 {
        found.clear();
    }
}

fn strictly_follow(days: &[i64]) -> bool {
    let pairs = || days.windows(2);
    pairs().all(|pair| matches!(pair, [one, two] if one < two))
        || pairs().all(|pair| matches!(pair, [one, two] if one > two))
}

/// Days since the beginning of the calendar, to the day or so.
fn day(date: PartialDate) -> i64 {
    let month = i64::from(date.month.unwrap_or(1)) - 1;
    i64::from(date.year) * 372 + month * 31 + i64::from(date.day.unwrap_or(1))
}
