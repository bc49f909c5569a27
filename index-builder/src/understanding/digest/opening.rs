//! The dateline within the first line of a text: `MARWAN (Harbour Times) -- The council met`.

use super::dateline::date_in;
use super::publisher::{is_city, is_name, is_publisher};
use crate::written_date::Written;

/// So many bytes from its beginning, a text has said where it was written.
const WITHIN: usize = 120;

/// What the first words of a text say about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// Who published.
    pub source: Vec<String>,
    /// When.
    pub date: Option<Written>,
}

/// Reads the beginning of a text.
pub fn read(text: &str) -> Option<Opening> {
    let start = beginning(text);
    bracketed(start).or_else(|| between_dashes(start)).or_else(|| place_alone(start))
}

/// `BAGHDAD, Sept 28, 2020 (Reuters) -`, `(AFP) –`, `MARWAN (Harbour Times):`
fn bracketed(start: &str) -> Option<Opening> {
    let (before, rest) = start.split_once('(')?;
    let (within, after) = rest.split_once(')')?;
    if !after.trim_start().starts_with(['-', '–', '—', ':', '/', '_']) {
        return None;
    }
    let place = before.trim().trim_end_matches([',', '،']);
    let dated = date_in(before).or_else(|| date_in(within));
    let names: Vec<String> = within
        .split([',', '،', '/', '-', ';'])
        .map(str::trim)
        .filter(|name| !name.is_empty() && is_name(name) && date_in(name).is_none())
        .map(str::to_owned)
        .collect();
    let is_place = place.is_empty() || dated.is_some() || (is_name(place) && place.split_whitespace().count() <= 5);
    (is_place && (!names.is_empty() || dated.is_some()))
        .then(|| Opening { source: names, date: dated.map(|(date, _)| date) })
}

/// `Ramallah - Ma'an - `, `غزة / معا / `, `AFP - `.
fn between_dashes(start: &str) -> Option<Opening> {
    let mut parts = divided(start);
    let first = parts.next()?;
    let second = parts.next()?;
    let third = parts.next();
    let known = |name: &str| is_publisher(name) && is_name(name) && name.split_whitespace().count() <= 5;
    let place = |name: &str| is_name(name) && name.split_whitespace().count() <= 4;
    let source = match third {
        Some(_) if known(second) && place(first) => second,
        _ if known(first) => first,
        _ => return None,
    };
    Some(Opening { source: vec![source.to_owned()], date: None })
}

/// `DAR LUMEYA – `: a place in capitals, or one known for its news.
fn place_alone(start: &str) -> Option<Opening> {
    let mut parts = divided(start);
    let (first, _) = (parts.next()?, parts.next()?);
    let (place, date) = match date_in(first) {
        Some((date, span)) => (first.get(..span.start)?.trim().trim_end_matches([',', '،']), Some(date)),
        None => (first, None),
    };
    let capitals = place.chars().any(char::is_uppercase) && !place.chars().any(char::is_lowercase);
    let fits = (capitals || is_city(place)) && place.split_whitespace().count() <= 4 && place.chars().count() >= 3;
    fits.then(|| Opening { source: Vec::new(), date })
}

fn divided(start: &str) -> impl Iterator<Item = &str> {
    start.split(" - ").flat_map(|part| part.split(['–', '—', '/'])).flat_map(|part| part.split("--")).map(str::trim)
}

fn beginning(text: &str) -> &str {
    let mut end = WITHIN.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::read;

    fn source(text: &str) -> Option<Vec<String>> {
        read(text).map(|opening| opening.source)
    }

    #[test]
    fn the_agency_behind_the_place_is_the_source() {
        for (text, name) in [
            ("MARWAN (Harbour Times) -- The council met.", "Harbour Times"),
            ("DAR LUMEYA, (HNB) – Movers in the capital report", "HNB"),
            ("(AFP) - The council met.", "AFP"),
            ("Ramallah - Ma'an - The council met", "Ma'an"),
            ("غزة / معا / قال المجلس اليوم", "معا"),
        ] {
            assert_eq!(source(text), Some(vec![name.to_owned()]), "{text}");
        }
    }

    #[test]
    fn a_place_in_capitals_names_no_source_and_prose_is_no_dateline() {
        assert_eq!(source("JAZIRAT NAWL - The pearl divers went back"), Some(Vec::new()));
        for text in ["The council (of nine) met", "We waited – and waited – for the boats", "Movers / removers came"]
        {
            assert_eq!(source(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_crashes_the_reader(text in "\\PC{0,140}") {
            let _ = read(&text);
        }
    }
}
