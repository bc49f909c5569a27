//! The dates of a list's entries: beside an entry, in the heading over it, or in the title of the page.

use dalil::format::date::PartialDate;

use super::sign;
use crate::page::block::Link;
use crate::page::path_clues;
use crate::page::{Block, Page};
use crate::written_date::{self, Order, month};

/// A longer line with a date is no heading of a list.
const MOST_WORDS: usize = 8;

/// Follows a list from line to line.
#[derive(Debug)]
pub struct ListDates {
    /// What the page is about: a year, a month.
    page: Option<PartialDate>,
    /// What the last heading said.
    heading: Option<PartialDate>,
    order: Option<Order>,
}

impl ListDates {
    pub fn new(path: &str, page: &Page, order: Option<Order>) -> Self {
        let path = path_clues::read(path);
        let titles = page.metadata.page_title.iter().chain(&page.metadata.titles).chain(&path.title);
        let titled = titles.filter_map(|title| date_in(title, order)).next();
        Self { page: titled.or(path.date), heading: None, order }
    }

    /// A line that leads nowhere: the heading of what follows, with a date or without.
    pub fn pass(&mut self, block: &Block) {
        if (1..=MOST_WORDS).contains(&sign::word_count(&block.text)) {
            self.heading = self.read(&block.text);
        }
    }

    /// The date of an entry: beside its link, before or in it, over it, or of the whole page.
    pub fn of(&self, block: &Block, link: &Link) -> Option<PartialDate> {
        let beside = block.links.iter().fold(block.text.clone(), |text, link| text.replacen(&link.text, " | ", 1));
        let stated = date_in(&beside, self.order).or_else(|| self.begins(&link.text));
        stated.or_else(|| self.within_page(&link.text)).or(self.heading).or(self.page)
    }

    /// A date at the beginning of a link's text; one inside it is of what it tells of.
    fn begins(&self, text: &str) -> Option<PartialDate> {
        let found = written_date::find(text)?;
        (found.span.start == 0).then(|| found.date.in_order(self.order)).filter(|date| date.month.is_some())
    }

    fn read(&self, text: &str) -> Option<PartialDate> {
        date_in(text, self.order).or_else(|| self.within_page(text))
    }

    /// `July 14` on the page of a year, `14` on the page of a month, `July` on the page of a year.
    fn within_page(&self, text: &str) -> Option<PartialDate> {
        let about = self.page?;
        let folded = sign::words_of(text);
        let mut days = folded.iter().filter_map(|word| word.parse::<u8>().ok());
        let day = days.next().filter(|day| (1..=31).contains(day) && days.next().is_none());
        let named = folded.iter().find_map(|word| month(word));
        let others =
            folded.iter().filter(|word| word.chars().all(char::is_alphabetic) && month(word).is_none()).count();
        // A weekday may stand beside it, a sentence not.
        let month = named.or(about.month).filter(|_| others <= 1 && (named.is_some() || folded.len() == 1))?;
        let same = about.month.is_none_or(|of_page| of_page == month);
        let date = PartialDate { year: about.year, month: Some(month), day };
        same.then(|| PartialDate::parse(&date.to_string()))?
    }
}

/// A date in a line, with its month at least.
fn date_in(line: &str, order: Option<Order>) -> Option<PartialDate> {
    let found = written_date::find(line).map(|found| found.date.in_order(order));
    let found = found.or_else(|| written_date::in_dateline(line));
    found.filter(|date| date.month.is_some()).or_else(|| named_month(line))
}

/// `News Archives, July 2006`.
fn named_month(line: &str) -> Option<PartialDate> {
    let words = sign::words_of(line);
    words.windows(2).find_map(|pair| {
        let [name, year] = pair else { return None };
        let year = year.parse().ok().filter(|year| (1800..2100).contains(year))?;
        Some(PartialDate { year, month: Some(month(name)?), day: None })
    })
}
