//! The names in a byline: without `By`, roles, dates, addresses.

use crate::paragraphs::fold;
use crate::written_date;

const LONGEST_NAME: usize = 60;
/// More words are a sentence.
const MOST_WORDS: usize = 7;

/// What stands before a name.
const BEFORE: [&str; 22] = [
    "by",
    "written by",
    "posted by",
    "reported by",
    "published by",
    "submitted by",
    "story by",
    "text by",
    "words by",
    "edited by",
    "contributed by",
    "author",
    "authors",
    "autor",
    "auteur",
    "von",
    "par",
    "por",
    "from",
    "بقلم",
    "كتب",
    "автор",
];
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
    let named = without_start(byline);
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
        let longest_first = BEFORE.iter().rev().filter_map(|before| {
            let after = rest
                .get(..before.len())
                .filter(|start| start.to_lowercase() == **before)
                .and(rest.get(before.len()..))?;
            let after = after.strip_prefix(':').or_else(|| after.strip_prefix(' '))?;
            Some(after.trim_start_matches([' ', ':']))
        });
        rest = longest_first.min_by_key(|after| after.len()).unwrap_or(rest);
    }
    rest
}

fn divided(part: &str) -> Vec<String> {
    let mut names = vec![part.to_owned()];
    for divider in [" and ", " & ", " und ", " et ", " y ", " with "] {
        let is_pair = |name: &str| {
            let sides: Vec<&str> = name.split(divider).collect();
            // `Mac & i` and `Arts and Letters` are one name.
            sides.len() > 1 && sides.iter().all(|side| side.split(' ').count() >= 2)
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

/// One name, without addresses and dates around it; `None` where nobody is named.
fn name_in(part: &str) -> Option<String> {
    let is_name = |word: &&str| !word.contains('@') && !is_address(word);
    let words: Vec<&str> = part.split(' ').filter(is_name).collect();
    let end = (1..words.len()).find(|&end| words.get(end..).is_some_and(begins_a_date)).unwrap_or(words.len());
    let name = words.get(..end)?.join(" ");
    let name = name.trim_matches([' ', ',', ':', '-', '.', '*', '"']);
    let whole = if name.len() + 1 == part.len() && part.ends_with('.') && part.contains("r.") { part } else { name };
    let lower = whole.to_lowercase();
    let is_role = lower.split(' ').all(|word| ROLES.contains(&word));
    let nobody = NOBODY.contains(&lower.as_str()) || is_role || written_date::parse(whole).is_some();
    let fits = whole.chars().count() <= LONGEST_NAME && whole.split(' ').count() <= MOST_WORDS;
    (fits && !nobody && whole.chars().any(char::is_alphabetic)).then(|| whole.to_owned())
}

/// Whether the words from here on are a date, or `on` and `Published` before one.
fn begins_a_date(words: &[&str]) -> bool {
    let first = words.first().map(|word| word.trim_matches([',', '.']).to_lowercase()).unwrap_or_default();
    let three = || words.get(..words.len().min(4)).unwrap_or_default().join(" ");
    let by_name = matches!(first.as_str(), "published" | "posted" | "updated" | "on" | "last");
    by_name
        || ((written_date::month(&first).is_some() || first.starts_with(|c: char| c.is_ascii_digit()))
            && written_date::in_dateline(&three()).is_some())
}
