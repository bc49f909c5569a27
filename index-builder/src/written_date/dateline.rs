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
/// So many numbers beside a date are a row of a table.
const NUMBERS_BESIDE: usize = 4;
/// They divide what a line says into several things.
const DIVIDERS: [char; 4] = ['|', '\u{2022}', '\u{b7}', '\u{2551}'];
/// They stand in tables and programs.
const OF_PROGRAMS: [char; 5] = ['\u{2502}', '=', '{', '}', '^'];
/// So many words behind `On June 14, 2012` make a sentence of it.
const WORDS_OF_SENTENCE: usize = 3;

// Words stand in their one spelling, divided by blanks.

/// They make the date behind them, or before them, another one than the article's own.
const OF_SOMETHING_ELSE: &str = "updated modified revised reviewed changed copyright copyrights visitors visitor counter since \
    established founded expires expired deadline viewed file photo photos photograph picture pictures reserved \
    webmaster modifie modifiee depuis visiteurs reserves تحديث التحديث محدث حدث تعديل محفوظه منذ الزوار زائر زوار ارشيف ارشيفيه \
    guncelleme guncellendi guncellenme aktualisiert geandert seit desde actualizado actualizacion";
/// Where they stand a work is cited.
const OF_CITATIONS: &str = "retrieved accessed consulte abgerufen";
/// Two words that do so together, where each has other uses: newspapers are called The Day.
const TOGETHER: [(&str, &str); 5] =
    [("last", "update"), ("latest", "update"), ("a", "jour"), ("rights", "reserved"), ("as", "of")];
/// Directly before a date they speak of another one.
const LEADING_ELSEWHERE: &str = "update born died until till before after during avant apres jusqu حتي قبل بعد stand";
/// They lead from a sentence to the day on which it happened.
const LEADING_IN: &str = "on in of for by dated the le du في am vom den";
/// Verbs and pronouns, which only sentences have.
const OF_SENTENCES: &str = "is are was were be been has have had will would shall should could can may that which who whom when \
    where because if than he she they we i his her their its this these said says est sont etait etaient ont qui que dont il elle \
    ils كان كانت قال قالت ان انه انها التي الذي الذين هذا هذه وقد";
/// What publishers do on a day, and who did.
const PUBLISHING: &str = "published posted written filed issued released submitted first date created added entered by par von por \
    publie publiee mis ligne نشر نشرت بتاريخ تاريخ النشر نشرها بقلم كتب yayinlandi veroffentlicht publicado";
/// Small words inside names.
const IN_NAMES: &str = "a al an and de del der des di el en et la les of the und van von y";

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
    let is_question = || line.trim_end().ends_with(['?', '!', '\u{61f}']);
    if line.len() > LONGEST || !has_digit(line) || line.contains(['©', '®']) || is_question() {
        return None;
    }
    let tokens = Tokens::of(line);
    let dates = dates(&tokens);
    if dates.is_empty() || line.contains(OF_PROGRAMS) || !is_short(&tokens, &dates) {
        return None;
    }
    dates.iter().enumerate().find_map(|(place, (date, range))| {
        let span = tokens.span(range.clone());
        let is_dateline = is_own(&tokens, &dates, place) && !is_in_address(line, &span);
        is_dateline.then_some(Found { date: *date, span })
    })
}

/// Whether a date is part of an address, of a page or of a person: `http://harbour.example/2012/06/14/`.
fn is_in_address(line: &str, span: &Range<usize>) -> bool {
    let before =
        line.get(..span.start).and_then(|before| before.rsplit(char::is_whitespace).next()).unwrap_or_default();
    let behind = line.get(span.end..).and_then(|behind| behind.split(char::is_whitespace).next()).unwrap_or_default();
    ["://", "www.", "@"].iter().any(|sign| before.contains(sign))
        || [".htm", ".php", ".asp", ".jsp", ".pdf", "@"].iter().any(|sign| behind.contains(sign))
}

type Dates = [(Written, Range<usize>)];

fn dates(tokens: &Tokens<'_>) -> Vec<(Written, Range<usize>)> {
    let mut dates: Vec<(Written, Range<usize>)> = Vec::new();
    while let Some(next) = next_date(tokens, dates.last().map_or(0, |(_, range)| range.end)) {
        dates.push(next);
    }
    dates
}

/// Whether little stands beside the dates, and no sentence; what dividers keep apart from all dates doesn't count.
fn is_short(tokens: &Tokens<'_>, dates: &Dates) -> bool {
    let in_date = |at: usize| dates.iter().any(|(_, date)| date.contains(&at));
    let (mut words, mut numbers) = (0, 0);
    let (mut own, mut own_words) = (false, 0);
    for at in 0..=tokens.len() {
        if at == tokens.len() || tokens.is_mark(at, &DIVIDERS) {
            words += if own { own_words } else { 0 };
            (own, own_words) = (false, 0);
        } else if in_date(at) {
            own = true;
        } else if tokens.is_word(at) {
            own_words += 1;
            if is(tokens, at, OF_CITATIONS) || is_small(tokens, at) && is(tokens, at, OF_SENTENCES) {
                return false;
            }
        } else {
            numbers += usize::from(tokens.number(at).is_some());
        }
    }
    words <= WORDS_BESIDE && numbers < NUMBERS_BESIDE
}

/// Whether a date of a line is a day, and the words that stand with it make it the article's.
fn is_own(tokens: &Tokens<'_>, dates: &Dates, place: usize) -> bool {
    let Some((date, range)) = dates.get(place) else { return false };
    let previous = place.checked_sub(1).and_then(|before| dates.get(before)).map_or(0, |(_, before)| before.end);
    let before = previous..range.start;
    let behind = range.end..dates.get(place + 1).map_or(tokens.len(), |(_, next)| next.start);
    // What stands between two dates introduces the second.
    let is_last = place + 1 == dates.len();
    let speaks_elsewhere =
        of_something_else(tokens, before.clone()) || is_last && of_something_else(tokens, behind.clone());
    let in_sentence = ends_sentence(tokens, before.clone()) || begins_sentence(tokens, before, behind);
    is_day(date) && !speaks_elsewhere && !in_sentence
}

fn is_day(date: &Written) -> bool {
    match date {
        Written::Certain(date) => date.day.is_some(),
        Written::Ambiguous { .. } => true,
    }
}

fn of_something_else(tokens: &Tokens<'_>, words: Range<usize>) -> bool {
    let together = |at: usize| TOGETHER.iter().any(|(one, two)| is(tokens, at, one) && is(tokens, at + 1, two));
    let last = words.end.checked_sub(1).filter(|last| words.contains(last));
    last.is_some_and(|last| is(tokens, last, LEADING_ELSEWHERE))
        || words.into_iter().any(|at| is(tokens, at, OF_SOMETHING_ELSE) || together(at))
}

/// Whether the words before a date tell what happened on it: they end in `on`, and speak of more than publishing. Names and
/// places do so too: `Salma Adwan on June 14, 2012`, `Port Qamar, le 14 juin 2012`.
fn ends_sentence(tokens: &Tokens<'_>, words: Range<usize>) -> bool {
    let Some(last) = words.end.checked_sub(1).filter(|&last| words.contains(&last) && is(tokens, last, LEADING_IN))
    else {
        return false;
    };
    let spoken = (words.start..last).filter(|&at| tokens.is_word(at) && !is(tokens, at, LEADING_IN));
    let published = (words.start..last).any(|at| is(tokens, at, PUBLISHING));
    let small = spoken.clone().filter(|&at| is_small(tokens, at) && !is(tokens, at, IN_NAMES)).count();
    let cased = spoken.clone().any(|at| tokens.written(at).is_some_and(|word| word.contains(char::is_lowercase)));
    !published && if cased { small > 0 } else { spoken.count() > 1 }
}

/// Whether a date that a line begins with, behind `On`, is when something happened that the rest tells.
fn begins_sentence(tokens: &Tokens<'_>, before: Range<usize>, behind: Range<usize>) -> bool {
    let led_in = before.len() == 1 && is(tokens, before.start, LEADING_IN);
    let words = || behind.clone().filter(|&at| tokens.is_word(at));
    led_in
        && words().count() >= WORDS_OF_SENTENCE
        && words().any(|at| is_small(tokens, at) && !is(tokens, at, IN_NAMES))
        && !words().next().is_some_and(|at| is(tokens, at, PUBLISHING))
}

/// Whether a word has no capital, be it that its script has none.
fn is_small(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.written(at).is_some_and(|word| !word.contains(char::is_uppercase))
}

fn is(tokens: &Tokens<'_>, at: usize, words: &str) -> bool {
    tokens.word(at).is_some_and(|found| words.split_ascii_whitespace().any(|word| word == found))
}
