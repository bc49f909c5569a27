//! What is left of a page without its frame: text, or lists of links.

use std::collections::BTreeSet;

use super::features::Features;
use super::sign::{self, Sign};
use crate::page::{Block, Page};
use crate::written_date;

/// A line so many hundredths of which are links leads somewhere; behind the link may stand a source, a date.
const LEADS: usize = 40;
/// Fewer words are no sentence, whatever stands behind them.
const SHORTEST_SENTENCE: usize = 3;

/// The page's own lines, measured in words.
#[derive(Clone, Copy, Debug, Default)]
pub struct OwnLines {
    pub lines: usize,
    /// In lines that lead nowhere, and outside links in those that do.
    pub words: usize,
    pub linked_words: usize,
    /// Lines that lead to other pages.
    pub leads: usize,
    /// Of these, those that lead to pages of the site.
    pub leads_inside: usize,
    pub sentences: usize,
    pub datelines: usize,
    /// Lines that end in a colon: what a form asks for.
    pub labels: usize,
    /// The most words that stand between two leads, and whether there is a sentence among them.
    pub longest_text: usize,
    pub pictures: usize,
}

/// Measures a page, of whose lines these are the features, with what a reader view would leave out or without. `is_inside` knows the links to pages of the site,
/// `is_own` the pictures that are not the site's.
pub fn measure(
    page: &Page,
    features: &[Features],
    frame: &BTreeSet<usize>,
    asides: bool,
    is_inside: impl Fn(&str) -> bool,
    is_own: impl Fn(&str) -> bool,
) -> OwnLines {
    let mut own = OwnLines::default();
    let mut text = 0;
    let blocks = page.blocks.iter().zip(features).enumerate();
    let blocks = blocks.filter(|(place, (block, _))| !frame.contains(place) && (asides || !block.aside));
    for (_, (block, features)) in blocks {
        own.pictures += block.pictures.iter().filter(|picture| is_own(&picture.address)).count();
        let sign = features.sign;
        if sign == Sign::Silent {
            continue;
        }
        own.lines += 1;
        let words = usize::from(features.words);
        if leads(block) {
            own.leads += 1;
            own.leads_inside += usize::from(block.links.iter().any(|link| is_inside(&link.address)));
            let linked = words * block.linked / block.text.len().max(1);
            own.linked_words += linked;
            own.words += words - linked.min(words);
            text = 0;
            continue;
        }
        own.words += words;
        text += words;
        own.longest_text = own.longest_text.max(text);
        own.sentences += usize::from(words >= SHORTEST_SENTENCE && sign::is_sentence(&block.text));
        own.datelines += usize::from(sign == Sign::Dateline);
        own.labels += usize::from(block.text.ends_with(':'));
    }
    own
}

/// Whether a line leads to another page. The address of a source does not count: it is what it says.
fn leads(block: &Block) -> bool {
    let is_address = block.text.contains("://") || block.text.starts_with("www.");
    let is_linked = |length: usize| block.linked * 100 >= length * LEADS;
    // A short name may stand beside a long date. With a link to another site it would be the source of a text.
    let but_for_its_date = || {
        let date = written_date::find(&block.text).map_or(0, |found| found.span.len());
        block.links.iter().all(|link| !link.is_absolute()) && is_linked(block.text.len() - date)
    };
    !block.links.is_empty() && !is_address && (is_linked(block.text.len()) || but_for_its_date())
        || sign::leads_on(block)
}
