//! Lines that say who wrote: `By Justine Coleman, The Hill`, `بقلم ليلى تمراني`, `Propos recueillis par Anne Lamy`.

use super::publisher::{is_name, is_publisher};
use crate::byline_words::{self, AUTHOR, BY, BY_OR_NAME, DONE_BY, LABEL, WROTE};

/// What two names are joined by.
const AND: &[&str] = &[" and ", " & ", " et ", " und ", " ve ", " y ", " و "];
/// What follows a name and is not part of it.
const THEN: &[&str] = &[" in ", " at ", " from ", " for ", " à ", " correspondent", " staff writer", " special to"];

const LONGEST: usize = 140;

/// Who wrote, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// The names.
    pub names: Vec<String>,
    /// Publishers named with them.
    pub source: Vec<String>,
}

/// Reads a whole line.
pub fn read(line: &str) -> Option<Byline> {
    let line = line
        .trim()
        .trim_start_matches(['(', '[', '-', '–', '—', '*', ' '])
        .trim_end_matches([')', ']', ',', ';', '*', ' ']);
    if line.chars().count() > LONGEST {
        return None;
    }
    if let Some(rest) = without_by(line) {
        return of_pieces(rest);
    }
    writer_and_publisher(line)
}

/// What stands behind the word that says who.
pub fn without_by(text: &str) -> Option<&str> {
    let text = text.trim_start();
    if let Some(rest) = byline_words::strip(text, &[BY, BY_OR_NAME, DONE_BY]) {
        return Some(rest);
    }
    let (label, rest) = text.split_once(':')?;
    let label = label.trim().to_lowercase();
    [AUTHOR, LABEL, WROTE].iter().any(|words| words.contains(&label.as_str())).then(|| rest.trim_start())
}

/// The names in a text that is known to hold names: `Anna Petrova and Karim Dalloul`.
pub fn names(text: &str) -> Vec<String> {
    let mut parts = vec![text];
    for &and in AND {
        parts = parts.into_iter().flat_map(|part| part.split(and)).collect();
    }
    let named = parts.into_iter().map(person).filter(|name| is_name(name) && !name.is_empty());
    named.map(str::to_owned).collect()
}

fn person(text: &str) -> &str {
    let end = THEN.iter().filter_map(|then| text.find(*then)).min().unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim().trim_matches(['*', ':', '|', '/', '-', ' '])
}

fn of_pieces(rest: &str) -> Option<Byline> {
    let mut pieces = pieces(rest);
    let first = pieces.next()?;
    // Prose goes on behind its names, and ends with a full stop.
    if first.split_whitespace().count() > 9 || (rest.ends_with('.') && rest.split_whitespace().count() > 4) {
        return None;
    }
    let (writers, paper) = for_whom(first);
    let mut byline = Byline { names: names(writers), source: paper.map(str::to_owned).into_iter().collect() };
    if byline.names.is_empty() || is_a_day(first) {
        return None;
    }
    if byline.names.iter().all(|name| is_publisher(name)) {
        byline.source = vec![writers.trim().to_owned()];
        byline.names.clear();
    }
    for piece in pieces {
        let joined = AND.iter().any(|and| piece.contains(*and));
        if joined && !is_publisher(piece) {
            byline.names.extend(names(piece));
        } else if is_publisher(piece) || (is_name(piece) && byline.source.is_empty() && piece.starts_with("The ")) {
            byline.source.push(piece.to_owned());
        } else if !is_name(piece) && piece.split_whitespace().count() > 8 {
            return None;
        }
    }
    Some(byline)
}

/// `Karim Dalloul for Nawl Radio`.
fn for_whom(text: &str) -> (&str, Option<&str>) {
    let cut = [" for ", " of ", " special to ", " Special to "].iter().find_map(|word| text.split_once(word));
    match cut {
        Some((writer, paper)) if is_name(paper) && is_name(writer) && !is_publisher(writer) => {
            (writer, Some(paper.trim()))
        }
        _ => (text, None),
    }
}

/// `Sami Berdawil - Harbour Times`: somebody, and a publisher.
fn writer_and_publisher(line: &str) -> Option<Byline> {
    let (writer, publisher) =
        [" - ", " – ", " — ", " | ", " / ", ", "].iter().find_map(|divider| line.split_once(divider))?;
    let fits = super::publisher::is_person(writer) && is_name(publisher) && is_publisher(publisher);
    fits.then(|| Byline { names: vec![writer.trim().to_owned()], source: vec![publisher.trim().to_owned()] })
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '،', '|', '(', ')', '[', ']', '/', '•', '·', '–', '—', ';'])
        .flat_map(|piece| piece.split(" - "))
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
}

/// `By Monday the council …` is no name.
fn is_a_day(text: &str) -> bool {
    const TIMES: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "then",
        "now",
        "the",
        "noon",
        "evening",
        "night",
        "morning",
        "contrast",
        "comparison",
    ];
    text.split_whitespace().next().is_some_and(|word| TIMES.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::read;

    fn byline(line: &str) -> Option<(Vec<String>, Vec<String>)> {
        read(line).map(|byline| (byline.names, byline.source))
    }

    fn of(names: &[&str], source: &[&str]) -> Option<(Vec<String>, Vec<String>)> {
        let owned = |list: &[&str]| list.iter().map(|&name| name.to_owned()).collect();
        Some((owned(names), owned(source)))
    }

    #[test]
    fn bylines_are_read_in_several_languages() {
        assert_eq!(byline("By Justine Coleman,"), of(&["Justine Coleman"], &[]));
        assert_eq!(byline("BY MARIYAM SULFAT AND SAMI BERDAWIL"), of(&["MARIYAM SULFAT AND SAMI BERDAWIL"], &[]));
        assert_eq!(byline("By Mariyam Sulfat and Sami Berdawil"), of(&["Mariyam Sulfat", "Sami Berdawil"], &[]));
        assert_eq!(byline("By Justine Coleman, The Hill"), of(&["Justine Coleman"], &["The Hill"]));
        assert_eq!(byline("بقلم: ليلى تمراني"), of(&["ليلى تمراني"], &[]));
        assert_eq!(byline("Propos recueillis par Anne Lamy"), of(&["Anne Lamy"], &[]));
        assert_eq!(byline("Karim Dalloul - Nawl Radio"), of(&["Karim Dalloul"], &["Nawl Radio"]));
        assert_eq!(byline("By Karim Dalloul for Gulf & Hills Wire"), of(&["Karim Dalloul"], &["Gulf & Hills Wire"]));
        assert_eq!(byline("by Harbour Times"), of(&[], &["Harbour Times"]));
    }

    #[test]
    fn prose_that_begins_with_by_is_no_byline() {
        for line in
            ["By Monday the boats were back", "By noon, nobody came", "By now the harbour was empty.", "Growing rift"]
        {
            assert_eq!(byline(line), None, "{line}");
        }
    }
}
