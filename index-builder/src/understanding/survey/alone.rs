//! Frame that a page shows by itself, with no other page to compare it to.

use std::collections::BTreeSet;

use super::line::Line;
use super::sign::{Sign, speaks_of_rights};
use crate::page::Page;

/// So many paragraphs behind the heading of a notice may be its text.
const PARAGRAPHS_OF_NOTICE: usize = 3;
/// So many links in a row at a page's top or bottom are its navigation.
const LINKS_IN_A_ROW: usize = 3;
/// So many names of places that many sites have make the short lines among them navigation, where a text has no links.
const KNOWN_PLACES: usize = 3;
/// And so many of them and of addresses together.
const PLACES_AND_ADDRESSES: usize = 4;

/// Adds the places of the lines that are frame.
pub fn find(page: &Page, lines: &[Line], frame: &mut BTreeSet<usize>) {
    for (place, line) in lines.iter().enumerate() {
        match line.sign {
            Sign::Service | Sign::Counter => {
                frame.insert(place);
            }
            Sign::Notice => {
                frame.insert(place);
                frame.extend(text_of_notice(page, lines, place));
            }
            _ => {}
        }
    }
    // Where all is links, they are what the page has to say.
    if lines.iter().any(|line| line.sign == Sign::Prose && !line.linked) {
        frame.extend(links(lines, 0..lines.len()));
        frame.extend(links(lines, (0..lines.len()).rev()));
    }
    if page.blocks.iter().all(|block| block.links.is_empty()) {
        frame.extend(navigation_without_links(lines));
    }
    frame.extend(closing_contacts(lines, frame));
}

/// The paragraphs behind a notice's heading that speak of rights.
fn text_of_notice(page: &Page, lines: &[Line], heading: usize) -> Vec<usize> {
    let behind = page.blocks.iter().enumerate().skip(heading + 1);
    let said = behind.filter(|(place, _)| lines.get(*place).is_some_and(|line| line.sign != Sign::Silent));
    said.take(PARAGRAPHS_OF_NOTICE)
        .take_while(|(place, block)| {
            let prose = lines.get(*place).is_some_and(|line| line.sign == Sign::Prose);
            prose && speaks_of_rights(&block.text)
        })
        .map(|(place, _)| place)
        .collect()
}

/// The rows of links before the first sentence, or behind the last.
fn links(lines: &[Line], places: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut row = Vec::new();
    let zone = places.filter_map(|place| lines.get(place).map(|line| (place, line)));
    for (place, line) in zone.take_while(|(_, line)| line.sign != Sign::Prose || line.linked) {
        if line.linked && !line.is_title && line.words <= 8 {
            row.push(place);
        } else if line.sign != Sign::Silent {
            keep_long(&mut row, &mut found);
        }
    }
    keep_long(&mut row, &mut found);
    found
}

fn keep_long(row: &mut Vec<usize>, found: &mut Vec<usize>) {
    if row.len() >= LINKS_IN_A_ROW {
        found.append(row);
    }
    row.clear();
}

/// In a text saved from a page: the short lines at the top, down to the last that is known to be navigation.
fn navigation_without_links(lines: &[Line]) -> Vec<usize> {
    let top = lines.iter().take_while(|line| {
        matches!(line.sign, Sign::Silent | Sign::Short | Sign::Place | Sign::Contact | Sign::Service | Sign::Counter)
    });
    let top: Vec<Sign> = top.map(|line| line.sign).collect();
    let places = top.iter().filter(|&&sign| sign == Sign::Place).count();
    let addresses = top.iter().filter(|&&sign| sign == Sign::Contact).count();
    if places < KNOWN_PLACES || places + addresses < PLACES_AND_ADDRESSES {
        return Vec::new();
    }
    let last = top.iter().rposition(|sign| matches!(sign, Sign::Place | Sign::Contact));
    last.map_or(Vec::new(), |last| (0..=last).collect())
}

/// Addresses of the site at the very end, among other frame.
fn closing_contacts(lines: &[Line], frame: &BTreeSet<usize>) -> Vec<usize> {
    let mut contacts = Vec::new();
    for (place, line) in lines.iter().enumerate().rev() {
        match line.sign {
            _ if frame.contains(&place) => return contacts,
            Sign::Contact => contacts.push(place),
            Sign::Silent => {}
            _ => break,
        }
    }
    Vec::new()
}
