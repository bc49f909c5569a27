//! Where one article of a page ends and the next begins.
//!
//! A boundary needs evidence: each thing that editors put between two reports, or over one, counts for it. What also stands
//! inside articles (a rule, a bold line, a day of a chronology) counts too little to divide alone.

use dalil::format::date::PartialDate;

use super::head::{Gap, between};
use super::line::{Kind, Line, is_prose};
use super::opening;
use super::publisher::is_person;
use super::sections;

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
/// More lines between two texts, pictures among them, are a list or a table.
const LONGEST_GAP: usize = 100;
/// A headline that links elsewhere, with less text than this, announces an article.
const LONGEST_TEASER: usize = 300;

/// A gap, and what speaks for its dividing the page.
#[derive(Clone, Debug)]
pub struct Boundary {
    /// The lines between the two texts.
    pub gap: Gap,
    /// How much.
    pub evidence: Evidence,
}

/// What speaks for a boundary.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence {
    score: u8,
    /// A line may be a headline.
    pub titled: bool,
    /// It is as long as one.
    pub wordy: bool,
    /// The title can be a report's, though nothing dates it.
    headline: bool,
    /// A date alone.
    pub plain_date: Option<PartialDate>,
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
        [one, two] if one + 1 < *two && two - one <= LONGEST_GAP && *two < end => Some(between(lines, one + 1..*two)),
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
    sections::leave_out(lines, &mut found);
    found
}

impl Boundary {
    /// Something must stand over the next text that names it, and it must not be a letter's or an announcement's.
    fn is_headed(&self) -> bool {
        let Evidence { titled, wordy, plain_date, about, opened, letter, .. } = self.evidence;
        let dated = plain_date.is_some() || about || opened;
        !letter && (dated || (titled && wordy && self.evidence.headline))
    }

    /// Something says when, by whom or for whom the next text was written.
    pub fn is_dated(&self) -> bool {
        self.evidence.plain_date.is_some() || self.evidence.about || self.evidence.opened
    }

    /// Nothing but a day says that another text begins.
    pub fn is_only_dated(&self) -> bool {
        let Evidence { about, opened, plain_date, .. } = self.evidence;
        plain_date.is_some() && !about && !opened && !self.gap.closed && !self.gap.divided
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
