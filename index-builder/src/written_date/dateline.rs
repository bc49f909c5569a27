//! Lines that are mainly a date, over an article or under it.

use std::ops::Range;

use dalil::format::date::PartialDate;

use super::order::Written;
use super::tokens::Tokens;
use super::{Found, has_digit, next_date};

/// A line that is longer, in bytes, is prose.
const LONGEST: usize = 400;
/// A line that holds a date and more words than this is prose that mentions a date.
const WORDS_BESIDE: usize = 10;
/// Words that make the date behind them, or before them, another one than the article's own.
const OF_SOMETHING_ELSE: [&str; 76] = [
    "updated",
    "update",
    "modified",
    "revised",
    "reviewed",
    "changed",
    "copyright",
    "copyrights",
    "visitors",
    "visits",
    "visitor",
    "counter",
    "hits",
    "hit",
    "since",
    "established",
    "founded",
    "born",
    "died",
    "expires",
    "expired",
    "deadline",
    "retrieved",
    "accessed",
    "viewed",
    "file",
    "photo",
    "photos",
    "photograph",
    "picture",
    "until",
    "till",
    "before",
    "after",
    "during",
    "from",
    "rights",
    "reserved",
    "webmaster",
    "modifie",
    "modifiee",
    "jour",
    "depuis",
    "visiteurs",
    "droits",
    "apres",
    "avant",
    "jusqu",
    "تحديث",
    "التحديث",
    "محدث",
    "حدث",
    "تعديل",
    "حقوق",
    "الحقوق",
    "محفوظه",
    "منذ",
    "الزوار",
    "زائر",
    "زوار",
    "ارشيف",
    "ارشيفيه",
    "حتي",
    "قبل",
    "بعد",
    "منذو",
    "guncelleme",
    "guncellendi",
    "guncellenme",
    "aktualisiert",
    "geandert",
    "stand",
    "seit",
    "desde",
    "actualizado",
    "actualizacion",
];
/// Words that only sentences have.
const OF_SENTENCES: [&str; 62] = [
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "will",
    "would",
    "shall",
    "should",
    "could",
    "can",
    "may",
    "that",
    "which",
    "who",
    "whom",
    "when",
    "where",
    "because",
    "if",
    "than",
    "he",
    "she",
    "they",
    "we",
    "i",
    "his",
    "her",
    "their",
    "its",
    "this",
    "these",
    "said",
    "says",
    "est",
    "sont",
    "etait",
    "etaient",
    "ont",
    "qui",
    "que",
    "dont",
    "il",
    "elle",
    "ils",
    "كان",
    "كانت",
    "قال",
    "قالت",
    "ان",
    "انه",
    "انها",
    "التي",
    "الذي",
    "الذين",
    "هذا",
    "هذه",
    "وقد",
];
/// What leads from a sentence to the day on which it happened.
const LEADING_IN: [&str; 12] = ["on", "in", "of", "for", "by", "dated", "the", "le", "du", "في", "am", "vom"];
/// What a publisher does on a day.
const PUBLISHING: [&str; 26] = [
    "published",
    "posted",
    "written",
    "filed",
    "issued",
    "released",
    "submitted",
    "first",
    "date",
    "publie",
    "publiee",
    "mis",
    "en",
    "ligne",
    "نشر",
    "نشرت",
    "بتاريخ",
    "تاريخ",
    "النشر",
    "نشرها",
    "yayinlandi",
    "veroffentlicht",
    "publicado",
    "created",
    "added",
    "entered",
];

/// The date of a line that is mainly a date: `September 28, 2020`, `Asia Times, AFP, SEPTEMBER 27, 2020`,
/// `[ 30/12/2011 - 11:25 AM ]`. `None` for prose that mentions one. Of numbers that can be read both ways only the year is
/// kept; [`dateline`] keeps both readings.
#[must_use]
pub fn in_dateline(line: &str) -> Option<PartialDate> {
    dateline(line).map(|found| found.date.in_order(None))
}

/// The date of a line that is mainly a date, and where it stands, so that the rest of the line can be read.
///
/// Only a day dates an article so: a month alone is how a page of links is headed. A line about the page and not the article
/// (when it was updated, whose copyright it is) is none, nor is a sentence in which something happens on a day.
#[must_use]
pub fn dateline(line: &str) -> Option<Found> {
    if line.len() > LONGEST || !has_digit(line) || line.contains(['©', '®', '?', '!']) {
        return None;
    }
    let tokens = Tokens::of(line);
    let dates = dates(&tokens);
    let words = (0..tokens.len()).filter(|&at| tokens.is_word(at) && !dates.iter().any(|(_, date)| date.contains(&at)));
    if words.clone().count() > WORDS_BESIDE || words.clone().any(|at| tokens.is_one_of(at, &OF_SENTENCES)) {
        return None;
    }
    let place = (0..dates.len()).find(|&place| is_own(&tokens, &dates, place))?;
    let (date, range) = dates.get(place)?;
    Some(Found { date: *date, span: tokens.span(range.clone()) })
}

type Dates = [(Written, Range<usize>)];

fn dates(tokens: &Tokens<'_>) -> Vec<(Written, Range<usize>)> {
    let mut dates: Vec<(Written, Range<usize>)> = Vec::new();
    while let Some(next) = next_date(tokens, dates.last().map_or(0, |(_, range)| range.end)) {
        dates.push(next);
    }
    dates
}

/// Whether a date of a line is a day, and the words that stand with it make it the article's.
fn is_own(tokens: &Tokens<'_>, dates: &Dates, place: usize) -> bool {
    let Some((date, range)) = dates.get(place) else { return false };
    let previous = place.checked_sub(1).and_then(|before| dates.get(before)).map_or(0, |(_, before)| before.end);
    let next = dates.get(place + 1).map(|(_, next)| next.start);
    let of_something_else = |mut words: Range<usize>| words.any(|at| tokens.is_one_of(at, &OF_SOMETHING_ELSE));
    // What stands between two dates introduces the second.
    let behind = next.is_none() && of_something_else(range.end..tokens.len());
    is_day(date)
        && !of_something_else(previous..range.start)
        && !behind
        && !ends_sentence(tokens, previous..range.start)
}

fn is_day(date: &Written) -> bool {
    match date {
        Written::Certain(date) => date.day.is_some(),
        Written::Ambiguous { .. } => true,
    }
}

/// Whether the words before a date tell what happened on it: they end in `on`, and speak of more than publishing.
fn ends_sentence(tokens: &Tokens<'_>, words: Range<usize>) -> bool {
    let Some(last) = words.end.checked_sub(1).filter(|last| words.contains(last)) else { return false };
    if !tokens.is_one_of(last, &LEADING_IN) {
        return false;
    }
    let spoken = (words.start..last).filter(|&at| tokens.is_word(at) && !tokens.is_one_of(at, &LEADING_IN));
    let published = spoken.clone().any(|at| tokens.is_one_of(at, &PUBLISHING));
    spoken.count() > 0 && !published
}
