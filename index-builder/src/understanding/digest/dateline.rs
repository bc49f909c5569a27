//! The line over an article that says when, and often who: `Asia Times, AFP, SEPTEMBER 27, 2020`.

use super::byline::{names, without_by};
use super::publisher::{is_city, is_name, is_person, is_publisher, is_section};
use crate::byline_words::AMID_A_LINE;
use crate::written_date::{self, Written};

/// A longer line is prose.
const LONGEST: usize = 240;

/// What a dateline says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// When.
    pub date: Written,
    /// Who wrote.
    pub byline: Vec<String>,
    /// Who published.
    pub source: Vec<String>,
    /// It says more than a day, as nobody writes it within an article: a publisher's or a writer's name, a time in brackets.
    pub full: bool,
}

/// Reads a line that is a dateline and nothing else.
pub fn read(line: &str) -> Option<Dateline> {
    if line.len() > LONGEST || !line.contains(|c: char| c.is_numeric()) {
        return None;
    }
    let (date, span) = date_in(line)?;
    let (before, after) = (line.get(..span.start)?, without_update(line.get(span.end..)?));
    if is_of_something_else(before) || begins_an_entry(after) {
        return None;
    }
    let bracketed = line.contains('[') && has_time(line);
    let mut dateline = Dateline { date, byline: Vec::new(), source: Vec::new(), full: bracketed };
    let mut names = Vec::new();
    for (piece, is_behind) in pieces(before).map(|piece| (piece, false)).chain(pieces(after).map(|piece| (piece, true)))
    {
        let Piece { text, before_by } = piece;
        if before_by && !without_noise(text).is_empty() && !is_publisher(text) {
            // A performance by somebody, not a line by somebody.
            return None;
        }
        match said_by(text, is_behind)? {
            Said::Nothing => {}
            Said::Writers(writers) => dateline.byline.extend(writers),
            Said::Name(name) => names.push(name),
        }
    }
    dateline.add(&names);
    Some(dateline)
}

impl Dateline {
    /// The names that stand beside a date are publishers', but for a person before a publisher.
    fn add(&mut self, names: &[String]) {
        for (place, name) in names.iter().enumerate() {
            let publisher_follows =
                names.get(place + 1..).is_some_and(|rest| rest.iter().any(|name| is_publisher(name)));
            if publisher_follows && in_capitals(name) && !is_publisher(name) {
                // Where it was written: `DAR LUMEYA, GHW, November 3, 2007`.
            } else if is_person(name) && publisher_follows && self.byline.is_empty() {
                self.byline.push(name.clone());
            } else {
                self.source.push(name.clone());
            }
        }
        // One unknown name may be a place.
        self.full |=
            !self.byline.is_empty() || self.source.len() > 1 || self.source.iter().any(|name| is_publisher(name));
    }
}

fn in_capitals(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// The date of a line, with the day, and where it stands.
pub fn date_in(line: &str) -> Option<(Written, std::ops::Range<usize>)> {
    let found = written_date::find(line)?;
    let by_the_day = match found.date {
        Written::Certain(date) => date.day.is_some(),
        Written::Ambiguous { .. } => true,
    };
    by_the_day.then_some((found.date, found.span))
}

enum Said {
    Nothing,
    Writers(Vec<String>),
    Name(String),
}

/// What a piece beside the date says; `None` where it is neither a name nor noise, so that the line is no dateline.
fn said_by(piece: &str, is_behind: bool) -> Option<Said> {
    let piece = without_noise(piece);
    if piece.is_empty() || is_section(piece) || is_city(piece) {
        return Some(Said::Nothing);
    }
    if let Some(rest) = without_by(piece) {
        let writers = names(rest);
        if writers.iter().any(|name| is_publisher(name)) {
            return Some(Said::Name(rest.to_owned()));
        }
        return (!writers.is_empty()).then_some(Said::Writers(writers));
    }
    let known = is_publisher(piece);
    // Behind a date, a few words may as well say what happened on it.
    let fits = is_name(piece) && (known || !is_behind || piece.split_whitespace().count() <= 3);
    fits.then(|| Said::Name(piece.to_owned()))
}

struct Piece<'a> {
    text: &'a str,
    /// The word that says who follows, with no mark between.
    before_by: bool,
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    text.split([',', '،', ';', '|', '•', '·', '–', '—', '(', ')', '[', ']', '/', '*', '\u{200f}', '\u{200e}'])
        .flat_map(|piece| piece.split(" - "))
        .flat_map(at_by)
        .map(|piece| Piece {
            text: piece.text.trim().trim_matches(['-', ':', '.', ' ', '<', '>', '"', '_', '=', '~']),
            ..piece
        })
        .filter(|piece| !piece.text.is_empty())
}

/// Cuts `04:28 by Karim Dalloul` before the word that says who.
fn at_by(piece: &str) -> impl Iterator<Item = Piece<'_>> {
    let cut = AMID_A_LINE.iter().filter_map(|by| piece.find(*by)).min();
    let (before, after) = piece.split_at(cut.unwrap_or(0));
    [Piece { text: before, before_by: true }, Piece { text: after, before_by: false }].into_iter()
}

/// Leaves out what may stand beside a date and says nothing: `Published`, `04:28 PM`, `Saturday`.
fn without_noise(piece: &str) -> &str {
    let mut rest = piece.trim();
    loop {
        let trimmed = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '-' | '،'));
        let first = trimmed.split_whitespace().next().unwrap_or_default();
        let last = trimmed.split_whitespace().next_back().unwrap_or_default();
        // `Le Courrier` begins as `le 3 mai` does.
        rest = if is_noise(first) && !(is_article(first) && first.len() < trimmed.len()) {
            trimmed.get(first.len()..).unwrap_or_default()
        } else if is_noise(last) {
            trimmed.get(..trimmed.len() - last.len()).unwrap_or_default()
        } else {
            return trimmed;
        };
        if rest.is_empty() {
            return rest;
        }
    }
}

fn is_article(word: &str) -> bool {
    matches!(word, "Le" | "En" | "A" | "À")
}

fn is_noise(word: &str) -> bool {
    const NOISE: &[&str] = &[
        "published",
        "posted",
        "date",
        "dated",
        "on",
        "at",
        "time",
        "local",
        "am",
        "pm",
        "a.m",
        "p.m",
        "gmt",
        "utc",
        "est",
        "edt",
        "pst",
        "pdt",
        "cet",
        "bst",
        "ist",
        "issue",
        "publié",
        "publie",
        "le",
        "mis",
        "en",
        "ligne",
        "à",
        "heure",
        "heures",
        "h",
        "tarih",
        "tarihi",
        "yayın",
        "yayınlanma",
        "saat",
        "نشر",
        "نشرت",
        "النشر",
        "تاريخ",
        "بتاريخ",
        "في",
        "يوم",
        "الموافق",
        "الساعة",
        "م",
        "ص",
        "هـ",
        "مساء",
        "صباحا",
        "مساءً",
        "صباحاً",
        "تاریخ",
        "انتشار",
        "ساعت",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ];
    let plain = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    // Papers are called `Today`.
    let is_when = matches!(word.trim_matches(|c: char| !c.is_alphanumeric()), "today" | "yesterday" | "updated");
    let is_count = plain.chars().all(char::is_numeric) && !plain.is_empty();
    is_when || (!plain.chars().any(char::is_alphabetic) && !is_count) || NOISE.contains(&plain.as_str())
}

const OTHER: &[&str] = &[
    "updated",
    "modified",
    "revised",
    "copyright",
    "visitors",
    "counter",
    "©",
    "since",
    "until",
    "before",
    "تحديث",
    "modifié",
];

/// `Updated`, `Copyright`: another date than the article's.
fn is_of_something_else(before: &str) -> bool {
    let lower = before.to_lowercase();
    if lower.contains("published") || lower.contains("posted") {
        // `Published yesterday (updated) 13/06/2012 12:31` has no other date.
        return false;
    }
    lower.split(|c: char| !(c.is_alphanumeric() || c == '©')).any(|word| OTHER.contains(&word))
}

/// Leaves out when it was changed: `(updated) 14/06/2012 10:24`.
fn without_update(after: &str) -> &str {
    let other = after.split_whitespace().find(|word| is_of_something_else(word));
    let place = other.and_then(|word| after.find(word)).unwrap_or(after.len());
    after.get(..place).unwrap_or(after)
}

/// `June 3, 2011: the council …` is an entry of a chronology.
fn begins_an_entry(after: &str) -> bool {
    let after = after.trim();
    let entry = |rest: &str| rest.is_empty() || (rest.chars().any(char::is_alphabetic) && !is_publisher(rest.trim()));
    after.ends_with(':')
        || after.strip_prefix([':', '.']).is_some_and(|rest| entry(rest) && !after.starts_with(". ") && after != ".")
}

fn has_time(line: &str) -> bool {
    line.char_indices().any(|(place, c)| {
        let beside = |part: Option<&str>, back: bool| {
            let mut chars = part.unwrap_or_default().chars();
            if back { chars.next_back() } else { chars.next() }.is_some_and(char::is_numeric)
        };
        c == ':' && beside(line.get(..place), true) && beside(line.get(place + 1..), false)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::read;

    fn said(line: &str) -> Option<(String, Vec<String>, Vec<String>, bool)> {
        read(line).map(|found| (found.date.in_order(None).to_string(), found.byline, found.source, found.full))
    }

    fn of(
        date: &str,
        byline: &[&str],
        source: &[&str],
        full: bool,
    ) -> Option<(String, Vec<String>, Vec<String>, bool)> {
        let owned = |list: &[&str]| list.iter().map(|&name| name.to_owned()).collect();
        Some((date.to_owned(), owned(byline), owned(source), full))
    }

    #[test]
    fn a_dateline_says_when_who_and_for_whom() {
        assert_eq!(said("September 28, 2020"), of("2020-09-28", &[], &[], false));
        assert_eq!(said("Asia Times, AFP, SEPTEMBER 27, 2020"), of("2020-09-27", &[], &["Asia Times", "AFP"], true));
        assert_eq!(said("[ 30/12/2011 - 11:25 AM ]"), of("2011-12-30", &[], &[], true));
        assert_eq!(
            said("Saturday June 23, 2012 04:28 by Karim Dalloul - Nawl Radio"),
            of("2012-06-23", &["Karim Dalloul"], &["Nawl Radio"], true)
        );
        assert_eq!(
            said("By Justine Coleman, The Hill, September 28, 2020"),
            of("2020-09-28", &["Justine Coleman"], &["The Hill"], true)
        );
        assert_eq!(said("The Hill, September 28, 2020"), of("2020-09-28", &[], &["The Hill"], true));
        assert_eq!(
            said("Mariyam Sulfat, The Ferrand Courier, 3 May 2012"),
            of("2012-05-03", &["Mariyam Sulfat"], &["The Ferrand Courier"], true)
        );
        assert_eq!(
            said("Published Wednesday 13/06/2012 (updated) 14/06/2012 10:24"),
            of("2012-06-13", &[], &[], false)
        );
        assert_eq!(said("Published yesterday (updated) 13/06/2012 12:31"), of("2012-06-13", &[], &[], false));
        assert_eq!(said("English.news.cn 2012-06-14 21:33:09"), of("2012-06-14", &[], &["English.news.cn"], true));
        assert_eq!(said("DAR LUMEYA, GHW, November 3, 2007"), of("2007-11-03", &[], &["GHW"], true));
        assert_eq!(said("Lumeya Today, November 3, 2007"), of("2007-11-03", &[], &["Lumeya Today"], false));
        assert_eq!(
            said("Ostenmark Rundblatt, Gulf & Hills Wire, July 13, 2006"),
            of("2006-07-13", &[], &["Ostenmark Rundblatt", "Gulf & Hills Wire"], true)
        );
        assert_eq!(said("Opinion Editorials, February 22, 2010"), of("2010-02-22", &[], &[], false));
        assert_eq!(said("Gaza, June 3, 2011"), of("2011-06-03", &[], &[], false));
    }

    #[test]
    fn a_line_that_says_more_than_names_beside_its_date_is_no_dateline() {
        for line in [
            "June 3, 2011: The council is dissolved",
            "June 3, 2011:",
            "June 3, 2011 - the council is dissolved",
            "Protesters in the harbour, file, September 27, 2020",
            "Last updated: June 3, 2012",
            "On June 3, 2011 the boats came back",
        ] {
            assert_eq!(said(line), None, "{line}");
        }
    }

    proptest! {
        #[test]
        fn no_line_crashes_the_reader(line in "\\PC{0,30}(June 3, 2011|3/4/2012)?\\PC{0,30}") {
            let _ = read(&line);
        }
    }
}
