//! Frame that shows by repetition: what many pages have at their top, at their bottom and between.

use std::collections::BTreeSet;

use super::line::Line;
use super::sign::Sign;

/// So many frequent lines in a row are frame, though none of them is customary.
const RUN: usize = 3;
/// A customary line with fewer words, alone between others, may be a heading inside articles: "Background".
const FEWEST_WORDS: usize = 5;

/// Adds the places of the lines that are frame.
pub fn find(lines: &[Line], frame: &mut BTreeSet<usize>) {
    frame.extend(edge(lines, 0..lines.len()));
    frame.extend(edge(lines, (0..lines.len()).rev()));
    between(lines, frame);
}

/// The run of repeated lines that a page begins or ends with.
fn edge(lines: &[Line], places: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut run: Vec<(usize, &Line)> = Vec::new();
    for (place, line) in places.filter_map(|place| lines.get(place).map(|line| (place, line))) {
        match line.sign {
            // It dates the article, or shows what it tells of, wherever it stands.
            Sign::Dateline => {}
            _ if line.is_own_picture => {}
            Sign::Silent => run.push((place, line)),
            _ if line.repeated => run.push((place, line)),
            _ => break,
        }
    }
    let most = run.iter().map(|(_, line)| line.count.pages).max().unwrap_or(0);
    while run.last().is_some_and(|(_, line)| line.belongs_to_article(most)) {
        run.pop();
    }
    let is_frame = run.iter().any(|(_, line)| line.count.customary)
        || run.iter().filter(|(_, line)| line.count.frequent && !line.varies).count() >= RUN;
    if is_frame { run.into_iter().map(|(place, _)| place).collect() } else { Vec::new() }
}

/// Columns that stand between the top and the text or between two texts, and single lines that can't be anything else.
fn between(lines: &[Line], frame: &mut BTreeSet<usize>) {
    let mut run: Vec<usize> = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        if line.count.customary && !line.is_title && !line.is_byline {
            run.push(place);
        } else if line.sign != Sign::Silent {
            end(lines, &mut run, frame);
        }
    }
    end(lines, &mut run, frame);
}

fn end(lines: &[Line], run: &mut Vec<usize>, frame: &mut BTreeSet<usize>) {
    // What a column ends with, over the text, may be the text's own title: "Minutes of Meeting 12".
    while run.last().and_then(|&place| lines.get(place)).is_some_and(Line::is_numbered_title) {
        run.pop();
    }
    let long = run.len() >= RUN;
    let frame_only = |place: &usize| long || lines.get(*place).is_some_and(stands_alone_as_frame);
    frame.extend(run.drain(..).filter(frame_only));
}

fn stands_alone_as_frame(line: &Line) -> bool {
    line.linked
        || (line.words >= FEWEST_WORDS && line.count.prevailing)
        || matches!(line.sign, Sign::Notice | Sign::Service | Sign::Counter | Sign::Contact)
}
