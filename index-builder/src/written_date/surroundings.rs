//! What belongs to a date though it says nothing of the day: its weekday, the time of day, brackets.

use std::ops::Range;

use super::names::DAYS;
use super::tokens::Tokens;

/// So many tokens before a date can belong to it.
const REACH: usize = 12;
const BETWEEN: [char; 12] = [',', '.', '-', '\u{2013}', '\u{2014}', '|', '/', ':', '@', '\u{60c}', ';', '\u{b7}'];
const OPENING: [char; 3] = ['(', '[', '（'];
const CLOSING: [char; 3] = [')', ']', '）'];
const BEFORE_TIME: [&str; 12] = ["at", "t", "a", "um", "saat", "الساعه", "ساعت", "h", "heure", "في", "time", "las"];
const BEFORE_WEEKDAY: [&str; 6] = ["on", "le", "يوم", "am", "في", "el"];
/// Between a weekday and its day: `Monday, the 28th`.
const BEFORE_DAY: [&str; 4] = ["the", "den", "الموافق", "المصادف"];
const HALVES_OF_DAY: [&str; 8] = ["am", "pm", "ص", "م", "صباحا", "مساء", "ظهرا", "عصرا"];
const ZONES: [&str; 24] = [
    "gmt", "utc", "ut", "z", "est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "pst", "pdt", "pt", "bst", "cet",
    "cest", "eet", "eest", "msk", "ist", "uhr", "hours",
];

/// A date's tokens with those that belong to it, and the weekday that stands there.
#[must_use]
pub fn of(tokens: &Tokens<'_>, date: Range<usize>) -> (Range<usize>, Option<u8>) {
    let before = (date.start.saturating_sub(REACH)..date.start).find_map(|first| {
        let (end, weekday) = chain(tokens, first, date.start);
        (end > first && behind_gap(tokens, end) >= date.start).then_some((first, weekday))
    });
    let (start, weekday) = before.unwrap_or((date.start, None));
    let first = behind_gap(tokens, date.end);
    let (end, weekday_behind) = chain(tokens, first, tokens.len());
    let end = if end > first { behind_closing(tokens, first, end) } else { date.end };
    let (start, end) = with_brackets(tokens, start, end);
    (start..end, weekday.or(weekday_behind))
}

/// The place behind a time of day that begins at a place and ends before a limit: `04:28`, `at 11:25 a.m. GMT+3`, `à 10h33`.
#[must_use]
pub fn time(tokens: &Tokens<'_>, at: usize, limit: usize) -> Option<usize> {
    let introduced = tokens.is_one_of(at, &BEFORE_TIME);
    let at = at + usize::from(introduced);
    let at = at + usize::from(introduced && tokens.is_mark(at, &[':']));
    let hour = tokens.number_of(at, 1..3).filter(|hour| hour.value <= 24)?;
    let minutes = |place| tokens.number_of(place, 2..3).is_some_and(|number| number.value < 60);
    let colon = tokens.is_mark(at + 1, &[':', '٫']) && minutes(at + 2);
    let point = tokens.is_mark(at + 1, &['.']) && tokens.touches_before(at + 2) && minutes(at + 2);
    let letter = tokens.is_one_of(at + 1, &["h", "u"]);
    let mut end = match (colon || point, letter) {
        (true, _) => at + 3,
        (false, true) => at + 2 + usize::from(minutes(at + 2) && tokens.touches_before(at + 2)),
        (false, false) => at + 1,
    };
    if colon && tokens.is_mark(end, &[':']) && minutes(end + 1) {
        end += 2;
        if tokens.is_mark(end, &['.', ',']) && tokens.touches_before(end + 1) && tokens.number(end + 1).is_some() {
            end += 2;
        }
    }
    let half = behind_half_of_day(tokens, end);
    let zone = behind_zone(tokens, half);
    let clear = colon || (letter && hour.value < 24) || half > end || ((introduced || zone > half) && point);
    (clear && zone <= limit).then_some(zone)
}

/// `am`, `a.m.`, `مساءً`.
fn behind_half_of_day(tokens: &Tokens<'_>, at: usize) -> usize {
    if tokens.is_one_of(at, &HALVES_OF_DAY) {
        return at + 1;
    }
    let dotted =
        tokens.is_one_of(at, &["a", "p"]) && tokens.is_mark(at + 1, &['.']) && tokens.is_one_of(at + 2, &["m"]);
    if dotted { at + 3 + usize::from(tokens.is_mark(at + 3, &['.'])) } else { at }
}

/// `GMT`, `(UTC+2)`, `+0200`, `+02:00`.
fn behind_zone(tokens: &Tokens<'_>, at: usize) -> usize {
    let open = tokens.is_mark(at, &OPENING);
    let inner = at + usize::from(open);
    let named = tokens.is_one_of(inner, &ZONES);
    let mut end = inner + usize::from(named);
    let far = tokens
        .number(end + 1)
        .is_some_and(|number| number.digits == 4 || number.digits == 2 || named && number.digits <= 2);
    let clock = tokens.number_of(end + 1, 2..3).is_some() && tokens.is_mark(end + 2, &[':']);
    if tokens.is_mark(end, &['+', '-', '\u{2212}']) && tokens.touches_before(end + 1) && (far || clock) {
        end += if clock { 4 } else { 2 };
    } else if !named {
        return at;
    }
    match (open, tokens.is_mark(end, &CLOSING)) {
        (true, true) => end + 1,
        (true, false) => at,
        (false, _) => end,
    }
}

/// The place behind the weekdays and times, at most one of each, that follow each other from a place on, and the weekday.
fn chain(tokens: &Tokens<'_>, from: usize, limit: usize) -> (usize, Option<u8>) {
    let (mut end, mut place, mut weekday, mut timed) = (from, from, None, false);
    loop {
        if !timed && let Some(behind) = time(tokens, place, limit) {
            (end, timed) = (behind, true);
        } else if weekday.is_none()
            && let Some((day, behind)) = weekday_at(tokens, place).filter(|&(_, behind)| behind <= limit)
        {
            (end, weekday) = (behind, Some(day));
        } else {
            return (end, weekday);
        }
        place = behind_gap(tokens, end);
    }
}

fn behind_gap(tokens: &Tokens<'_>, at: usize) -> usize {
    let inside = tokens.behind_marks(at, 2, &BETWEEN);
    let bracket = inside + usize::from(tokens.is_mark(inside, &OPENING) || tokens.is_mark(inside, &CLOSING));
    tokens.behind_word(tokens.behind_marks(bracket, 1, &BETWEEN), &BEFORE_DAY)
}

/// A weekday, with its preposition.
fn weekday_at(tokens: &Tokens<'_>, at: usize) -> Option<(u8, usize)> {
    let (day, end) = DAYS.at(tokens, at).or_else(|| DAYS.at(tokens, tokens.behind_word(at, &BEFORE_WEEKDAY)))?;
    // Many newspapers are called The Sun.
    let paper = tokens.is_one_of(end - 1, &["sun"]) && end >= 2 && tokens.is_word(end - 2);
    (!paper).then_some((day, end))
}

/// Behind the bracket that closes what stands in brackets: `(Thursday)`.
fn behind_closing(tokens: &Tokens<'_>, first: usize, end: usize) -> usize {
    end + usize::from(first > 0 && tokens.is_mark(first - 1, &OPENING) && tokens.is_mark(end, &CLOSING))
}

fn with_brackets(tokens: &Tokens<'_>, start: usize, end: usize) -> (usize, usize) {
    let Some(before) = start.checked_sub(1) else { return (start, end) };
    let pair = |open, close| tokens.mark(before) == Some(open) && tokens.mark(end) == Some(close);
    if pair('(', ')') || pair('[', ']') { (before, end + 1) } else { (start, end) }
}
