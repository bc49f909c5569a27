//! A page's frame: what the archive shows by repetition, and the page by itself.

use std::collections::BTreeSet;

use super::line::Line;
use super::sign::Sign;
use super::{alone, repetition};
use crate::page::Page;

/// A page that shares so many words of prose with others is one of several versions,
const WORDS_OF_VERSION: usize = 60;
/// where it has hardly others, so many times fewer,
const TIMES: usize = 4;
/// unless so many pages share them.
const PAGES_OF_VERSIONS: u32 = 12;

/// The places of the lines that belong to the site.
pub fn find(page: &Page, lines: &[Line]) -> BTreeSet<usize> {
    let mut frame = BTreeSet::new();
    repetition::find(lines, &mut frame);
    if is_version(lines, &frame) {
        frame.clear();
    }
    alone::find(page, lines, &mut frame);
    frame.extend((0..lines.len()).filter(|&place| lines.get(place).is_some_and(|line| line.is_frame_picture)));
    frame
}

/// Whether most of what a page says stands on few other pages: they are versions of it, and it is not their frame.
fn is_version(lines: &[Line], frame: &BTreeSet<usize>) -> bool {
    let (mut shared, mut own) = (0, 0);
    for (place, line) in lines.iter().enumerate().filter(|(_, line)| line.sign == Sign::Prose && !line.linked) {
        match frame.contains(&place) {
            false => own += line.words,
            true if line.count.pages < PAGES_OF_VERSIONS => shared += line.words,
            true => {}
        }
    }
    shared >= WORDS_OF_VERSION && shared >= own * TIMES
}
