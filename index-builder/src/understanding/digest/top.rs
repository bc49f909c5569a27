//! The lines over the first text of a page: the page's own heading, and the head of its first article.

use std::ops::Range;

use super::head::{Head, head};
use super::line::{Kind, Line};
use crate::page::Page;

/// What stands over the first text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Top {
    /// The first article's.
    pub head: Head,
    /// All before it: where a page has several articles, its own heading.
    pub heading: Range<usize>,
}

/// Reads the lines over the first text. `others` are the heads of the page's further articles, which look alike.
pub fn read(page: &Page, lines: &[Line], range: Range<usize>, others: &[Head]) -> Top {
    let groups = groups(lines, range.clone());
    let about = |group: &Range<usize>| group.clone().any(|place| lines.get(place).is_some_and(Line::is_about));
    let title_of_others = others.iter().find_map(|head| lines.get(head.title.start).filter(|_| !head.title.is_empty()));
    let nearest = range.clone().rev().find(|&place| is_short(lines, place));
    let alike = |place: &usize| {
        let line = lines.get(*place).filter(|line| line.kind == Kind::Short);
        // Plain lines all look alike, but the nearest to the text is where the headline would be.
        let near = |line: &Line| Some(*place) == nearest && line.is_wordy();
        title_of_others
            .zip(line)
            .is_some_and(|(other, line)| line.is_styled_as(other) && (other.stands_out() || near(line)))
    };
    let others_dated = others.iter().any(|head| about(&head.lines));
    let last_about = groups.iter().rposition(about);
    let last_alike = groups.iter().rposition(|group| group.clone().any(|place| alike(&place)));
    let chosen = match (last_about, last_alike) {
        (Some(about), Some(alike)) if alike > about && !others_dated => alike,
        (Some(about), _) => about,
        (None, Some(alike)) => alike,
        (None, None) => match groups.iter().rposition(|group| group.clone().any(|place| is_short(lines, place))) {
            Some(group) => group,
            None => return Top { head: Head { lines: range.end..range.end, title: 0..0 }, heading: range },
        },
    };
    let group = groups.get(chosen).cloned().unwrap_or_default();
    let title = title_in(page, lines, &group, alike).unwrap_or(group.start);
    // Some write the day over the headline.
    let said = |range: Range<usize>| range.into_iter().find(|&place| lines.get(place).is_some_and(Line::is_about));
    let dated = |range: Range<usize>| {
        range.into_iter().any(|place| lines.get(place).is_some_and(|line| matches!(line.kind, Kind::Dateline(_))))
    };
    let over = said(group.start..title).filter(|_| !dated(title..range.end));
    let begins = over.unwrap_or(title);
    Top { head: head(lines, begins..range.end), heading: range.start..begins }
}

fn is_short(lines: &[Line], place: usize) -> bool {
    lines.get(place).is_some_and(|line| line.kind == Kind::Short)
}

/// Headlines, each with the lines about it that follow: a headline behind such a line begins the next group.
fn groups(lines: &[Line], range: Range<usize>) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let last_short = range.clone().rev().find(|&place| is_short(lines, place));
    let (mut start, mut titled, mut about) = (range.start, false, false);
    for place in range.clone() {
        let Some(line) = lines.get(place) else { break };
        let divides = matches!(line.kind, Kind::Divider | Kind::Rule);
        // A dateline over its headline begins no group of its own.
        let next = line.kind == Kind::Short && titled && about;
        if (divides && titled && last_short > Some(place)) || next {
            groups.push(start..place);
            (start, titled, about) = (place, false, false);
        }
        titled |= line.kind == Kind::Short;
        about |= line.is_about();
    }
    groups.push(start..range.end);
    groups
}

/// Which line of a group is the headline: the one that looks like those of the other articles, or that the page is named by, or
/// the nearest to what is said about it that stands out, or the nearest.
fn title_in(page: &Page, lines: &[Line], group: &Range<usize>, alike: impl Fn(&usize) -> bool) -> Option<usize> {
    let about = group.clone().find(|&place| lines.get(place).is_some_and(Line::is_about)).unwrap_or(group.end);
    let before =
        group.start..if group.clone().any(|place| place < about && is_short(lines, place)) { about } else { group.end };
    let shorts: Vec<usize> = before.filter(|&place| is_short(lines, place)).collect();
    let text = |place: &usize| lines.get(*place).map(|line| line.block.text.as_str()).unwrap_or_default();
    let named = |place: &usize| {
        page.metadata.page_title.as_deref().is_some_and(|title| super::super::headline::same(title, text(place)))
    };
    let is = |place: &usize, what: &dyn Fn(&Line) -> bool| lines.get(*place).is_some_and(what);
    let find = |what: &dyn Fn(&usize) -> bool| shorts.iter().rev().find(|place| what(place)).copied();
    find(&alike)
        .or_else(|| find(&|place| named(place) && is(place, &|line| line.is_wordy())))
        .or_else(|| find(&|place| is(place, &|line| line.stands_out() && line.is_wordy())))
        .or_else(|| find(&|place| is(place, &|line| line.stands_out())))
        .or_else(|| find(&|place| is(place, &|line| line.is_wordy())))
        .or_else(|| shorts.last().copied())
        .map(|title| first_of_broken(lines, group.start, title))
}

/// The first line of a headline that was broken into several.
fn first_of_broken(lines: &[Line], from: usize, mut title: usize) -> usize {
    while title > from && super::head::continues(lines, title) {
        title -= 1;
    }
    title
}
