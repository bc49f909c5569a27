//! What stands between two texts: the end of the one, and the headline, dateline and byline over the other.

use std::ops::Range;

use super::line::{Kind, Line};

/// The lines over a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Where it begins, and where the text begins.
    pub lines: Range<usize>,
    /// The lines that are its headline; several where it was broken.
    pub title: Range<usize>,
}

/// The gap between two texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gap {
    /// All of it.
    pub lines: Range<usize>,
    /// Where what belongs to the text before ends.
    pub tail_ends: usize,
    /// What belongs to the text behind.
    pub head: Head,
    /// Marks like `***` stand in it.
    pub divided: bool,
    /// A rule does.
    pub ruled: bool,
    /// The text before it is closed by an address or a source.
    pub closed: bool,
}

/// Reads the gap before the text at `gap.end`.
pub fn between(lines: &[Line], gap: Range<usize>) -> Gap {
    let at = |place: usize| lines.get(place);
    let is = |place: usize, kind: &dyn Fn(&Kind) -> bool| at(place).is_some_and(|line| kind(&line.kind));
    let divides = |kind: &Kind| matches!(kind, Kind::Divider | Kind::Rule);
    let is_headline = |place: usize| is(place, &|kind| *kind == Kind::Short) || at(place).is_some_and(Line::is_about);

    let dividers: Vec<usize> = gap.clone().filter(|&place| is(place, &divides)).collect();
    // Behind the last of them that anything stands behind; a rule may also underline a headline.
    let mut cut = dividers.iter().rev().copied().find(|&divider| (divider + 1..gap.end).any(is_headline));
    if cut.is_none() && !(gap.clone()).any(is_headline) {
        cut = dividers.last().copied();
    }
    while let Some(divider) = cut {
        if !underlines(lines, &gap, divider) {
            break;
        }
        cut = dividers.iter().rev().copied().find(|&earlier| earlier < divider);
    }
    let first_divider = cut.and_then(|_| dividers.first().copied());
    let closes =
        |place: &usize| is(*place, &|kind| matches!(kind, Kind::Address)) || closes_as_source(lines, &gap, *place);
    let (tail_ends, begins) = match cut {
        Some(divider) => (first_divider.unwrap_or(divider), divider + 1),
        None => {
            let first_about = gap.clone().find(|&place| at(place).is_some_and(Line::is_about) && !closes(&place));
            let first_about = first_about.filter(|&place| !signs(lines, &gap, place));
            let closing = (gap.start..first_about.unwrap_or(gap.end))
                .rev()
                .find(|place| closes(place) || signs(lines, &gap, *place));
            let begins =
                closing.map_or_else(|| headline_before(lines, gap.start, first_about, gap.end), |place| place + 1);
            (begins, begins)
        }
    };
    let closed = (gap.start..tail_ends).any(|place| closes(&place));
    let divided = gap.clone().any(|place| is(place, &|kind| *kind == Kind::Divider));
    let ruled = !dividers.is_empty() && !divided;
    let head = head(lines, begins..gap.end);
    Gap { lines: gap, tail_ends, head, divided, ruled, closed }
}

/// The head that begins and ends there: its first line that may be one is the headline.
pub fn head(lines: &[Line], range: Range<usize>) -> Head {
    let dated = range.clone().find(|&place| lines.get(place).is_some_and(Line::is_about));
    let may_be = |place: usize| {
        lines.get(place).is_some_and(|line| {
            line.kind == Kind::Short
                && (dated.is_none_or(|dated| place < dated) || line.stands_out() || line.is_wordy())
        })
    };
    let Some(first) = range.clone().find(|&place| may_be(place)) else {
        return Head { lines: range, title: 0..0 };
    };
    let mut end = first + 1;
    while end < range.end && continues(lines, end) {
        end += 1;
    }
    Head { lines: range, title: first..end }
}

/// Whether a line goes on with the headline before it, which was broken to fit.
pub fn continues(lines: &[Line], place: usize) -> bool {
    let (Some(before), Some(line)) = (place.checked_sub(1).and_then(|before| lines.get(before)), lines.get(place))
    else {
        return false;
    };
    if line.kind != Kind::Short || !line.is_styled_as(before) || !line.stands_out() {
        return false;
    }
    const GO_ON: &[&str] = &[
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "over", "the", "to", "with", "de",
        "et", "le", "la", "في", "من",
    ];
    let open = before.block.text.ends_with([',', '،', '-', '–', '—'])
        || before
            .block
            .text
            .split_whitespace()
            .next_back()
            .is_some_and(|word| GO_ON.contains(&word.to_lowercase().as_str()));
    open || line.block.text.starts_with(char::is_lowercase)
}

/// A rule between a headline and what is said about it, or between these and the text.
fn underlines(lines: &[Line], gap: &Range<usize>, divider: usize) -> bool {
    let drawn = |text: &str| text.chars().all(|c| matches!(c, '=' | '-' | '_' | '~' | '‾' | '─'));
    let rule = lines.get(divider).is_some_and(|line| line.kind == Kind::Rule || drawn(&line.block.text));
    let behind_is_headed =
        (divider + 1..gap.end).any(|place| lines.get(place).is_some_and(|line| line.kind == Kind::Short));
    let before = divider.checked_sub(1).filter(|&before| before >= gap.start).and_then(|before| lines.get(before));
    rule && !behind_is_headed
        && before
            .is_some_and(|line| line.is_about() || (line.kind == Kind::Short && (line.stands_out() || line.is_wordy())))
}

/// A source that stands in brackets, or directly behind a text with no more said before the next headline.
fn closes_as_source(lines: &[Line], gap: &Range<usize>, place: usize) -> bool {
    let Some(line) = lines.get(place) else { return false };
    let Kind::Source(_) = line.kind else { return false };
    let follows_text =
        (gap.start..place).all(|before| lines.get(before).is_some_and(|line| line.kind == Kind::Address));
    let headed = (place + 1..gap.end).any(|after| {
        lines
            .get(after)
            .is_some_and(|line| matches!(line.kind, Kind::Short | Kind::Divider | Kind::Rule | Kind::Address))
    });
    follows_text && (headed || place + 1 == gap.end) && !line.block.text.ends_with(',')
}

/// Who wrote stands under the text before: no date is said, and a headline follows.
fn signs(lines: &[Line], gap: &Range<usize>, place: usize) -> bool {
    let is = |place: usize, what: &dyn Fn(&Kind) -> bool| lines.get(place).is_some_and(|line| what(&line.kind));
    is(place, &|kind| matches!(kind, Kind::Byline(_)))
        && !(gap.start..place).any(|before| is(before, &|kind| *kind == Kind::Short))
        && (place + 1..gap.end).any(|after| is(after, &|kind| *kind == Kind::Short))
        && !gap.clone().any(|at| is(at, &|kind| matches!(kind, Kind::Dateline(_))))
}

/// Where the headline begins that stands before the lines about the text, where nothing divides it from the text before.
fn headline_before(lines: &[Line], from: usize, about: Option<usize>, end: usize) -> usize {
    let until = about.unwrap_or(end);
    let short = |place: usize| {
        lines.get(place).is_some_and(|line| matches!(line.kind, Kind::Short | Kind::Picture | Kind::Caption))
    };
    let mut first = until;
    while first > from && short(first - 1) {
        first -= 1;
    }
    let run = first..until;
    let shorts = || run.clone().filter(|&place| lines.get(place).is_some_and(|line| line.kind == Kind::Short));
    if let Some(styled) = shorts().find(|&place| lines.get(place).is_some_and(Line::stands_out)) {
        return styled;
    }
    let plain: Vec<usize> = shorts().collect();
    match plain.as_slice() {
        [.., one, two]
            if plain.len() == 2 && [one, two].iter().all(|&&place| lines.get(place).is_some_and(Line::is_wordy)) =>
        {
            *one
        }
        [.., last] => *last,
        [] => until,
    }
}
