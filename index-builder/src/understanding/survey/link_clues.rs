//! What index pages say of the pages they link to: a title, and the date beside it or over it.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::{Mutex, PoisonError};

use dalil::format::date::PartialDate;
use rustc_hash::FxHasher;
use serde::{Serialize, Serializer};

use super::known_pages::{Pages, key};
use super::list_dates::ListDates;
use super::sign;
use crate::page::Page;
use crate::written_date::Order;

/// Longer texts of links are cut off, in characters.
const LONGEST_TITLE: usize = 200;
/// Of so many different titles for a page the others are forgotten.
const MOST_TITLES: usize = 6;
/// And of so many dates.
const MOST_DATES: usize = 6;

type Keyed<T> = HashMap<u64, T, BuildHasherDefault<FxHasher>>;

/// Collects clues from index pages, by many threads in any order.
#[derive(Debug, Default)]
pub struct LinkClues {
    said: Mutex<Keyed<Said>>,
}

/// What one or several index pages agree on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Clue {
    /// The text of the links.
    pub title: Option<String>,
    /// The date that stands with them.
    #[serde(serialize_with = "written")]
    pub date: Option<PartialDate>,
}

fn written<S: Serializer>(date: &Option<PartialDate>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(|date| date.to_string()).serialize(serializer)
}

/// All that was said of a page, each with how often.
#[derive(Debug, Default)]
struct Said {
    titles: Tallied<String>,
    dates: Tallied<String>,
}

impl LinkClues {
    /// The clues to a page; nothing where no index page links to it, or where they disagree.
    #[must_use]
    pub fn of(&self, path: &str) -> Option<Clue> {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let found = said.get(&key(path))?;
        let clue = Clue { title: found.title(), date: found.date() };
        (clue != Clue::default()).then_some(clue)
    }

    /// Takes the clues of an index page. Lines in `frame` link from every page and say nothing.
    pub(super) fn add(
        &self,
        path: &str,
        page: &Page,
        is_frame: impl Fn(usize) -> bool,
        pages: &Pages,
        order: Option<Order>,
    ) {
        let mut dates = ListDates::new(path, page, order);
        let mut found: Vec<(u64, Option<String>, Option<PartialDate>)> = Vec::new();
        let own = key(path);
        for (_, block) in page.blocks.iter().enumerate().filter(|(place, _)| !is_frame(*place)) {
            if block.links.is_empty() {
                dates.pass(block);
                continue;
            }
            for link in &block.links {
                let Some(target) = pages.target(path, &link.address).filter(|&target| target != own) else { continue };
                found.push((target, title(&link.text), dates.of(block, link)));
            }
        }
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        for (target, title, date) in found {
            let said = said.entry(target).or_default();
            title.into_iter().for_each(|title| said.titles.add(title, MOST_TITLES));
            date.into_iter().for_each(|date| said.dates.add(date.to_string(), MOST_DATES));
        }
    }
}

/// The text of a link, where it tells something of what it leads to.
fn title(text: &str) -> Option<String> {
    let plain = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '•' | '·' | '»' | '>' | '|'));
    let says = !sign::says_nothing(plain) && !plain.contains("://") && plain.split(' ').count() >= 2;
    says.then(|| plain.chars().take(LONGEST_TITLE).collect::<String>().trim_end().to_owned())
}

impl Said {
    /// The title said most often. One that begins another is a short form of it.
    fn title(&self) -> Option<String> {
        let mut best = self.titles.by_count();
        let (title, count) = best.next()?;
        match best.next() {
            Some((other, same)) if same == count => longer_form(title, other).map(str::to_owned),
            _ => Some(title.to_owned()),
        }
    }

    /// The most precise date, where the others say no other.
    fn date(&self) -> Option<PartialDate> {
        let longest = self.dates.by_count().map(|(date, _)| date).max_by_key(|date| date.len())?;
        let agree = self.dates.by_count().all(|(date, _)| longest.starts_with(date));
        agree.then(|| PartialDate::parse(longest))?
    }
}

fn longer_form<'a>(one: &'a str, other: &'a str) -> Option<&'a str> {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    long.to_lowercase().starts_with(&short.to_lowercase()).then_some(long)
}

/// Things and how often they were added. Of too many the first in order stay, so that the order of adding doesn't matter.
#[derive(Debug)]
struct Tallied<T>(Vec<(T, u32)>);

impl<T> Default for Tallied<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Ord + AsRef<str>> Tallied<T> {
    fn add(&mut self, thing: T, most: usize) {
        match self.0.binary_search_by(|(known, _)| known.cmp(&thing)) {
            Ok(place) => {
                if let Some((_, count)) = self.0.get_mut(place) {
                    *count = count.saturating_add(1);
                }
            }
            Err(place) if place < most => {
                self.0.insert(place, (thing, 1));
                self.0.truncate(most);
            }
            Err(_) => {}
        }
    }

    fn by_count(&self) -> impl Iterator<Item = (&str, u32)> {
        let mut sorted: Vec<(&str, u32)> = self.0.iter().map(|(thing, count)| (thing.as_ref(), *count)).collect();
        sorted.sort_by(|(_, one), (_, other)| other.cmp(one));
        sorted.into_iter()
    }
}
