//! The names in a byline: without `By`, roles, dates, addresses.

use crate::byline_words::{self, AUTHOR, BY, DONE_BY, FROM, WROTE};
use crate::paragraphs::fold;
use crate::written_date;

const LONGEST_NAME: usize = 60;
/// More words are a sentence.
const MOST_WORDS: usize = 7;

/// What stands before a name in a field.
const BEFORE: &[&[&str]] = &[BY, DONE_BY, WROTE, AUTHOR, FROM];
/// What editors and programs write where nobody is named.
const NOBODY: [&str; 22] = [
    "about the author",
    "about the authors",
    "admin",
    "administrator",
    "anonymous",
    "author",
    "authors",
    "editor",
    "editorial staff",
    "guest",
    "n/a",
    "none",
    "null",
    "owner",
    "root",
    "staff",
    "super user",
    "undefined",
    "unknown",
    "user",
    "webmaster",
    "wordpress",
];
/// Words of which one makes a part of a byline a role or a place of work.
const ROLES: [&str; 24] = [
    "analyst",
    "chief",
    "columnist",
    "contributing",
    "contributor",
    "correspondent",
    "critic",
    "desk",
    "director",
    "editor",
    "editorial",
    "executive",
    "freelance",
    "guest",
    "head",
    "journalist",
    "manager",
    "officer",
    "photographer",
    "president",
    "producer",
    "reporter",
    "staff",
    "writer",
];

/// The names, each as it is written.
#[must_use]
pub fn of(byline: &str) -> Vec<String> {
    let byline = fold(byline);
    if is_address(&byline) {
        return Vec::new();
    }
    let byline = without_brackets(&byline);
    let byline = byline.split(['|', '•', '·', '/', ';', '\u{2013}', '\u{2014}']).next().unwrap_or_default();
    let named = before_date(without_start(byline));
    let parts: Vec<&str> = named.split(", ").collect();
    let is_list = parts.len() > 1 && parts.iter().skip(1).all(|part| is_person(part.trim_start_matches("and ")));
    let kept = if is_list { parts.as_slice() } else { parts.get(..1).unwrap_or_default() };
    kept.iter().flat_map(|part| divided(part)).filter_map(|name| name_in(&name)).collect()
}

/// Whether a value is an address rather than a name.
#[must_use]
pub fn is_address(value: &str) -> bool {
    let begins = |start: &str| value.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
    begins("http://") || begins("https://") || begins("www.") || begins("//")
}

/// Leaves out what stands in brackets, but not initials: `Richard (R.J.) Eskow`.
fn without_brackets(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('(') {
        let (inner, after) = inside.split_once(')').unwrap_or((inside, ""));
        left.push_str(before);
        if inner.len() <= 6 && inner.contains('.') {
            left.push_str(&format!("({inner})"));
        }
        rest = after;
    }
    left + rest
}

fn without_start(byline: &str) -> &str {
    let mut rest = byline.trim();
    // `Author: By Anna` has two.
    for _ in 0..2 {
        rest = byline_words::strip(rest, BEFORE).unwrap_or(rest);
    }
    rest
}

fn divided(part: &str) -> Vec<String> {
    let mut names = vec![part.to_owned()];
    for divider in [" and ", " & ", " und ", " et ", " y ", " with "] {
        let is_pair = |name: &str| {
            let sides: Vec<&str> = name.split(divider).collect();
            // `Mac & i` and `Arts and Letters` are one name.
            sides.len() > 1 && sides.iter().all(|side| (2..=5).contains(&side.split(' ').count()))
        };
        names =
            names
                .iter()
                .flat_map(|name| {
                    if is_pair(name) { name.split(divider).map(str::to_owned).collect() } else { vec![name.clone()] }
                })
                .collect();
    }
    names.iter().map(|name| name.trim_start_matches("and ").to_owned()).collect()
}

fn is_person(part: &str) -> bool {
    let words: Vec<&str> = part.split(' ').filter(|word| !word.is_empty()).collect();
    (2..=8).contains(&words.len())
        && !words
            .iter()
            .any(|word| ROLES.contains(&word.to_lowercase().as_str()) || word.chars().any(|c| c.is_ascii_digit()))
        && !words.first().is_some_and(|word| word.eq_ignore_ascii_case("the"))
        && words.iter().all(|word| !word.starts_with(char::is_lowercase) || word.len() <= 3)
}

/// One name, without addresses around it; `None` where nobody is named.
fn name_in(part: &str) -> Option<String> {
    let is_name = |word: &&str| !word.contains('@') && !is_address(word);
    let name = part.split(' ').filter(is_name).collect::<Vec<_>>().join(" ");
    let name = name.trim_matches([' ', ',', ':', '-', '*', '"']);
    // `Jr.` keeps its full stop.
    let short_end = name.rsplit(' ').next().is_some_and(|last| last.len() <= 3);
    let name = if short_end { name } else { name.trim_end_matches('.') };
    let lower = name.to_lowercase();
    let is_role = lower.split(' ').all(|word| ROLES.contains(&word));
    let nobody = [NOBODY.as_slice()].iter().chain(BEFORE).any(|words| words.contains(&lower.as_str()));
    let fits = name.chars().count() <= LONGEST_NAME && name.split(' ').count() <= MOST_WORDS;
    (fits && !nobody && !is_role && name.chars().any(char::is_alphabetic)).then(|| name.to_owned())
}

/// What stands before a date, or before `on` and `Published`.
fn before_date(byline: &str) -> &str {
    let starts = byline.match_indices(' ').map(|(place, _)| place + 1);
    let date = std::iter::once(0).chain(starts).find(|&start| byline.get(start..).is_some_and(begins_a_date));
    date.and_then(|start| byline.get(..start)).unwrap_or(byline).trim_end()
}

fn begins_a_date(rest: &str) -> bool {
    let mut words = rest.split(' ').filter(|word| !word.is_empty());
    let first = words.next().map(|word| word.trim_matches([',', '.', ':']).to_lowercase()).unwrap_or_default();
    if matches!(first.as_str(), "published" | "posted" | "updated" | "on" | "last") {
        return true;
    }
    let beginning: Vec<&str> = rest.split(' ').take(4).collect();
    (written_date::month(&first).is_some() || first.starts_with(|c: char| c.is_ascii_digit()))
        && written_date::in_dateline(&beginning.join(" ")).is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::of;

    #[test]
    fn words_around_a_name_are_no_part_of_it() {
        for byline in [
            "Anna Petrova",
            "By Anna Petrova",
            "BY: Anna Petrova",
            "Written by Anna Petrova",
            "Author: By Anna Petrova",
            "By Anna Petrova, Staff Writer",
            "By Anna Petrova, Senior Correspondent, Marwan Times",
            "By Anna Petrova | Marwan Times",
            "By Anna Petrova (Marwan)",
            "By Anna Petrova anna@times.example",
            "Anna Petrova @apetrova",
            "Anna Petrova on June 14, 2012",
            "Anna Petrova June 14, 2012 at 10:30 am",
            "Anna Petrova 14 June 2012",
            "Anna Petrova Published: 14 June 2012",
            "بقلم Anna Petrova",
        ] {
            assert_eq!(of(byline), ["Anna Petrova"], "{byline}");
        }
    }

    #[test]
    fn several_names_are_told_apart() {
        for byline in ["Anna Petrova and Basil Haddad", "By Anna Petrova & Basil Haddad", "Anna Petrova, Basil Haddad"]
        {
            assert_eq!(of(byline), ["Anna Petrova", "Basil Haddad"], "{byline}");
        }
        assert_eq!(of("Anna Petrova, Basil Haddad and Carla Orlov"), ["Anna Petrova", "Basil Haddad", "Carla Orlov"]);
    }

    #[test]
    fn names_that_look_like_lists_stay_whole() {
        for name in [
            "Mac & i",
            "Ministry of Boats and Ports",
            "Richard (R.J.) Eskow",
            "Ludwig van Dam",
            "John C. Welch",
            "خليل حداد",
        ] {
            assert_eq!(of(name), [name]);
        }
    }

    #[test]
    fn nobody_is_named_by_programs_addresses_dates_and_sentences() {
        for nobody in [
            "admin",
            "Administrator",
            "Staff Writer",
            "By",
            "https://a.example/anna",
            "www.times.example",
            "anna@times.example",
            "@times",
            "June 14, 2012",
            "About the author",
            "She has written for this newspaper about boats and harbours for many years",
            "",
        ] {
            assert!(of(nobody).is_empty(), "{nobody}: {:?}", of(nobody));
        }
    }

    proptest! {
        #[test]
        fn no_byline_crashes_the_reader(byline in "\\PC{0,60}") {
            let _ = of(&byline);
        }
    }
}
