//! What a site tells all its readers: fair use, copyright, who answers for opinions. Kept once, so that it can be shown.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{PoisonError, RwLock};

use xxhash_rust::xxh3::xxh3_64;

use super::line::Line;
use super::sign::{self, Sign};
use crate::page::Page;

/// So many notices of an archive are kept: those on most pages.
const MOST_NOTICES: usize = 16;
/// A longer notice is cut off, in characters.
const LONGEST: usize = 4000;
/// A notice with fewer words is the heading of one.
const LONGEST_HEADING: usize = 6;
/// A repeated line of so many words is a notice, though it doesn't begin like one we know.
const FEWEST_WORDS: usize = 12;

/// A text that stands on many pages and speaks to all readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its heading and paragraphs, one a line.
    pub text: String,
    /// On how many pages it stands, copies of pages left out.
    pub pages: u32,
}

/// Collects notices, by many threads in any order.
#[derive(Debug, Default)]
pub struct Notices {
    /// By how few pages have it, and its hash: the last is forgotten first.
    found: RwLock<BTreeMap<(Reverse<u32>, u64), String>>,
}

impl Notices {
    /// Takes the notices out of a page's frame.
    pub fn collect(&self, page: &Page, lines: &[Line], frame: &BTreeSet<usize>) {
        let mut open: Option<Notice> = None;
        for &place in frame {
            let (Some(line), Some(block)) = (lines.get(place), page.blocks.get(place)) else { continue };
            let pages = line.count.pages.max(1);
            match (&mut open, kind(line, &block.text)) {
                (_, Kind::Silent) => {}
                (Some(notice), Kind::Paragraph) => {
                    notice.text.push('\n');
                    notice.text.push_str(&block.text);
                    notice.pages = notice.pages.min(pages);
                }
                (_, Kind::Heading) => {
                    self.keep(open.replace(Notice { text: block.text.clone(), pages }));
                }
                (None, Kind::Paragraph) => self.keep(Some(Notice { text: block.text.clone(), pages })),
                (_, Kind::Other) => self.keep(open.take()),
            }
        }
        self.keep(open);
    }

    /// Those on most pages first.
    pub fn list(&self) -> Vec<Notice> {
        let found = self.found.read().unwrap_or_else(PoisonError::into_inner);
        found.iter().map(|((Reverse(pages), _), text)| Notice { text: text.clone(), pages: *pages }).collect()
    }

    fn keep(&self, notice: Option<Notice>) {
        let Some(Notice { text, pages }) = notice else { return };
        let key = (Reverse(pages), xxh3_64(text.as_bytes()));
        if self.found.read().unwrap_or_else(PoisonError::into_inner).contains_key(&key) {
            return;
        }
        let mut found = self.found.write().unwrap_or_else(PoisonError::into_inner);
        found.insert(key, text.chars().take(LONGEST).collect());
        while found.len() > MOST_NOTICES {
            found.pop_last();
        }
    }
}

enum Kind {
    Silent,
    Heading,
    Paragraph,
    Other,
}

fn kind(line: &Line, text: &str) -> Kind {
    match line.sign {
        Sign::Silent => Kind::Silent,
        Sign::Notice if line.words <= LONGEST_HEADING && !sign::is_sentence(text) => Kind::Heading,
        Sign::Notice => Kind::Paragraph,
        Sign::Prose if line.words >= FEWEST_WORDS && !line.linked => Kind::Paragraph,
        _ => Kind::Other,
    }
}
