//! What a page's path tells: its section, and a date where the page has none.

use super::written_date::{day, month, year};
use dalil::format::date::PartialDate;

/// What a path tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clues {
    /// `2012-06-14`, or as much of it as the path has.
    pub date: Option<String>,
    /// The first folder, where it is a name.
    pub section: Option<String>,
}

/// Reads `News/2012/June/14 n/Some Title.htm`, `2012/06/14/slug.html`, `news/2012-06-14-slug.html` and the like.
#[must_use]
pub fn read(path: &str) -> Clues {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let parts: Vec<&str> = folders.split('/').filter(|part| !part.is_empty()).collect();
    let section = parts.first().filter(|part| is_name(part)).map(|part| part.trim().to_owned());
    Clues { date: of_file(file).or_else(|| of_folders(&parts)), section }
}

/// Neither a year nor a number, nor something with one.
fn is_name(part: &str) -> bool {
    part.chars().any(char::is_alphabetic) && !part.chars().any(|c| c.is_ascii_digit())
}

/// A name that begins with a date: `2012-06-14-slug.html`, `20120614.htm`.
fn of_file(file: &str) -> Option<String> {
    let digits: String = file
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '-' || *c == '_')
        .filter(char::is_ascii_digit)
        .collect();
    let date = digits.get(..8).filter(|_| digits.len() == 8)?;
    let written = format!("{}-{}-{}", date.get(..4)?, date.get(4..6)?, date.get(6..)?);
    year(date.get(..4)?)?;
    PartialDate::parse(&written).map(|date| date.to_string())
}

/// A folder that holds a year, and those after it a month and a day.
fn of_folders(parts: &[&str]) -> Option<String> {
    let at = parts.iter().position(|part| words(part).any(|word| year(word).is_some()))?;
    let year = words(parts.get(at)?).find_map(year)?;
    // The month may stand with the year ("2012 June") or in the next folder.
    let same = words(parts.get(at)?).find_map(month);
    let next = if same.is_some() { at } else { at + 1 };
    let month = same.or_else(|| parts.get(next).and_then(|part| words(part).find_map(named_or_numbered)));
    let day = month.and_then(|_| parts.get(next + 1)).and_then(|part| words(part).find_map(day));
    let date = [PartialDate { year, month, day }, PartialDate { year, month, day: None }];
    date.iter().find_map(|date| PartialDate::parse(&date.to_string())).map(|date| date.to_string())
}

fn named_or_numbered(word: &str) -> Option<u8> {
    month(word).or_else(|| word.parse().ok().filter(|month| word.len() <= 2 && (1..=12).contains(month)))
}

fn words(part: &str) -> impl Iterator<Item = &str> {
    part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_path_tells_section_and_date_as_far_as_it_does() {
        for (path, section, date) in [
            ("News/2012/June/14 n/Haneya Calls, Again.htm", Some("News"), Some("2012-06-14")),
            ("Opinion Editorials/2010/February/22 o/x.htm", Some("Opinion Editorials"), Some("2010-02-22")),
            ("Editorials/2004 editorials/September/x.htm", Some("Editorials"), Some("2004-09")),
            ("2012/06/14/slug.html", None, Some("2012-06-14")),
            ("posts/2012-06-14-slug.html", Some("posts"), Some("2012-06-14")),
            ("News/2012/about.htm", Some("News"), Some("2012")),
            ("index.htm", None, None),
            ("about/staff.htm", Some("about"), None),
            ("archive/1234567890.htm", Some("archive"), None),
        ] {
            let clues = read(path);
            assert_eq!((clues.section.as_deref(), clues.date.as_deref()), (section, date), "{path}");
        }
    }
}
