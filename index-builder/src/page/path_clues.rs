//! What a page's path says about it: `News/2012/June/14 n/Harbour Reopens, Fishermen Return.htm`.

use dalil::format::date::PartialDate;
use percent_encoding::percent_decode_str;

use crate::paragraphs::fold;
use crate::written_date::month;

/// Folders that hold everything, so that their name says nothing about a page.
const NO_SECTIONS: [&str; 24] = [
    "archive",
    "archives",
    "articles",
    "content",
    "data",
    "docs",
    "documents",
    "en",
    "files",
    "htm",
    "html",
    "htdocs",
    "images",
    "old",
    "pages",
    "posts",
    "_posts",
    "public",
    "public_html",
    "site",
    "src",
    "web",
    "www",
    "wwwroot",
];
/// File names that servers show for a folder.
const FOLDER_PAGES: [&str; 5] = ["index", "default", "home", "main", "welcome"];

/// What was found; the page itself may know better.
#[derive(Debug, Default, PartialEq)]
pub struct PathClues {
    /// From folders and file names that count years, months and days.
    pub date: Option<PartialDate>,
    /// The first folder, where its name means something.
    pub section: Option<String>,
    /// The file's name, where it is written as a headline.
    pub title: Option<String>,
}

/// Reads a path relative to its input folder, with `/`.
#[must_use]
pub fn read(path: &str) -> PathClues {
    let decoded = |part: &str| percent_decode_str(part).decode_utf8().map_or_else(|_| part.to_owned(), Into::into);
    let mut parts: Vec<String> = path.split('/').map(decoded).collect();
    let name = parts.pop().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned();
    PathClues { date: date(&parts, &stem), section: section(&parts), title: title(&stem) }
}

/// The most precise date that folders or file name state; the nearer to the file the better.
fn date(folders: &[String], stem: &str) -> Option<PartialDate> {
    let mut best: Option<PartialDate> = None;
    let parts = || folders.iter().map(String::as_str).chain([stem]);
    for first in 0..=folders.len() {
        let found = parts().nth(first).and_then(day_in_one).or_else(|| year_downwards(folders.get(first..)?, stem));
        if let Some(found) = found
            && best.is_none_or(|best| precision(found) >= precision(best))
        {
            best = Some(found);
        }
    }
    best
}

fn precision(date: PartialDate) -> u8 {
    u8::from(date.month.is_some()) + u8::from(date.day.is_some())
}

/// `2012-06-14-slug`, `2012_06_14`, `20120614`, `slug-2012-06-14`.
fn day_in_one(part: &str) -> Option<PartialDate> {
    let numbers = numbers(part);
    let dated = |at: usize| -> Option<PartialDate> {
        let (year, month, day) = (numbers.get(at)?, numbers.get(at + 1)?, numbers.get(at + 2)?);
        let apart =
            |one: &Digits, two: &Digits| part.get(one.end..two.start).is_some_and(|gap| ["-", "_", "."].contains(&gap));
        (apart(year, month) && apart(month, day))
            .then(|| calendar(year.value(part)?, month.value(part), day.value(part)))?
    };
    let compact = || {
        let whole = numbers.first().filter(|digits| digits.start == 0 && digits.end == 8)?;
        let cut = |from, to| part.get(from..to).and_then(|digits| digits.parse().ok());
        debug_assert_eq!(whole.end, 8);
        calendar(cut(0, 4)?, Some(cut(4, 6)?), Some(cut(6, 8)?))
    };
    dated(0).or_else(|| dated(numbers.len().checked_sub(3)?)).or_else(compact)
}

/// `2012/June/14 n`, `2004 editorials/September`, `2012-06/14`: each folder narrows the one above it.
fn year_downwards(folders: &[String], stem: &str) -> Option<PartialDate> {
    let (top, below) = folders.split_first()?;
    let year_folder = leading_year(top)?;
    let (month, rest) = match month_in(top.get(4..)?) {
        Some(month) => (Some(month), below),
        None => match below.split_first() {
            Some((folder, rest)) => (month_in(folder), rest),
            None => (month_of_file(stem), below),
        },
    };
    let day = match (month, rest.first()) {
        (None, _) => None,
        (_, Some(folder)) => day_folder(folder),
        (_, None) => day_of_file(stem),
    };
    calendar(year_folder, month, day)
        .or_else(|| calendar(year_folder, month, None))
        .or_else(|| calendar(year_folder, None, None))
}

/// The year that a folder's name begins with, alone or before a word: `2012`, `2004 editorials`, `2012-06`.
fn leading_year(folder: &str) -> Option<u32> {
    let digits = numbers(folder).into_iter().next().filter(|digits| digits.start == 0 && digits.end == 4)?;
    let next = folder.get(4..)?.chars().next();
    let year = digits.value(folder)?;
    (next.is_none_or(|c| !c.is_alphanumeric()) && (1800..2100).contains(&year)).then_some(year)
}

/// `06`, `June`, `06 June`, `-06`, `June 2012`, `06_jun`.
fn month_in(folder: &str) -> Option<u32> {
    let numbers = numbers(folder);
    let mut words = folder.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let first = words.next();
    if let Some(named) = first.and_then(|word| month(&word.to_lowercase())) {
        return Some(u32::from(named));
    }
    let only = numbers.first().filter(|digits| numbers.len() == 1 && digits.end - digits.start <= 2)?;
    let number = only.value(folder)?;
    (first.is_none() && (1..=12).contains(&number)).then_some(number)
}

/// A file that is itself a month: `2012/06.htm`, `2012/June.htm`.
fn month_of_file(stem: &str) -> Option<u32> {
    let bare = stem.trim();
    (bare.chars().all(char::is_alphabetic) || (bare.len() <= 2 && bare.bytes().all(|b| b.is_ascii_digit())))
        .then(|| month_in(bare))?
}

/// `14`, `14 n`, `14n`: a number with hardly anything behind it.
fn day_folder(folder: &str) -> Option<u32> {
    let digits = numbers(folder).into_iter().next().filter(|digits| digits.start == 0 && digits.end <= 2)?;
    let rest = folder.get(digits.end..)?.trim();
    (rest.chars().count() <= 3 && rest.chars().all(|c| !c.is_numeric())).then(|| digits.value(folder))?
}

/// `14.htm`, `14-slug.htm`. A blank behind the number begins a headline: `2 Ships Collide.htm`.
fn day_of_file(stem: &str) -> Option<u32> {
    let digits = numbers(stem).into_iter().next().filter(|digits| digits.start == 0 && digits.end <= 2)?;
    let rest = stem.get(digits.end..)?;
    (rest.is_empty() || rest.starts_with(['-', '_'])).then(|| digits.value(stem))?
}

fn calendar(year: u32, month: Option<u32>, day: Option<u32>) -> Option<PartialDate> {
    if !(1800..2100).contains(&year) {
        return None;
    }
    PartialDate::parse(&match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    })
}

struct Digits {
    start: usize,
    end: usize,
}

impl Digits {
    fn value(&self, text: &str) -> Option<u32> {
        text.get(self.start..self.end)?.parse().ok()
    }
}

/// The runs of ASCII digits, by their place in bytes.
fn numbers(text: &str) -> Vec<Digits> {
    let mut found: Vec<Digits> = Vec::new();
    for (place, _) in text.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()) {
        match found.last_mut() {
            Some(last) if last.end == place => last.end += 1,
            _ => found.push(Digits { start: place, end: place + 1 }),
        }
    }
    found
}

fn section(folders: &[String]) -> Option<String> {
    let first = fold(folders.first()?);
    let plain = first.chars().any(char::is_alphabetic)
        && !first.starts_with(['_', '.'])
        && !NO_SECTIONS.contains(&first.to_lowercase().as_str())
        && day_in_one(&first).is_none()
        && leading_year(&first).is_none()
        && month_in(&first).is_none();
    plain.then_some(first)
}

/// A file's name is a headline where it is written in words: three at least, divided by blanks, or by underscores and then
/// with a capital at the beginning.
fn title(stem: &str) -> Option<String> {
    let slug =
        !stem.contains(' ') && !stem.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(char::is_uppercase);
    if slug {
        return None;
    }
    let spaced = if stem.contains(' ') { stem.to_owned() } else { stem.replace('_', " ") };
    let undated = match day_in_one(&spaced.replace(' ', "_")) {
        Some(_) => spaced.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | ' ')),
        None => spaced.as_str(),
    };
    let title = fold(undated.trim_end_matches([' ', '.', ',', ';', '-']));
    let words = title.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).count();
    (words >= 3 && !FOLDER_PAGES.contains(&title.to_lowercase().as_str())).then_some(title)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{PathClues, read};

    fn dated(path: &str) -> String {
        read(path).date.map(|date| date.to_string()).unwrap_or_default()
    }

    #[test]
    fn an_old_news_path_tells_section_date_and_title() {
        let PathClues { date, section, title } =
            read("News/2012/June/14 n/Haniya Calls for Trying Israeli Officials, Welcomes Visitors.htm");
        assert_eq!(date.map(|date| date.to_string()).as_deref(), Some("2012-06-14"));
        assert_eq!(section.as_deref(), Some("News"));
        assert_eq!(title.as_deref(), Some("Haniya Calls for Trying Israeli Officials, Welcomes Visitors"));
    }

    #[test]
    fn folders_and_names_that_count_days_are_dates() {
        for (path, date) in [
            ("Opinion Editorials/2010/February/22 o/A Word.htm", "2010-02-22"),
            ("Editorials/2004 editorials/September/Peace Now.htm", "2004-09"),
            ("2012/06/14/slug.html", "2012-06-14"),
            ("blog/2012/06/14-slug.html", "2012-06-14"),
            ("_posts/2012-06-14-slug.md", "2012-06-14"),
            ("news/slug_2012_06_14.html", "2012-06-14"),
            ("20120614.htm", "2012-06-14"),
            ("2012-06/14/a.htm", "2012-06-14"),
            ("archive/2012/June.htm", "2012-06"),
            ("2012/story.htm", "2012"),
            ("News/2012/June/31 n/x.htm", "2012-06"),
        ] {
            assert_eq!(dated(path), date, "{path}");
        }
    }

    #[test]
    fn numbers_that_count_something_else_are_no_dates() {
        for path in
            ["article/12345678.htm", "page2012.htm", "a/1/2/3.htm", "1200/6/14/x.htm", "id/20129999/x.htm", "x.htm"]
        {
            assert_eq!(dated(path), "", "{path}");
        }
        assert_eq!(dated("News/2012/June/2 Ships Collide.htm"), "2012-06");
    }

    #[test]
    fn folders_without_meaning_are_no_sections() {
        for path in ["2012/a.htm", "html/a.htm", "_borders/top.htm", "June/a.htm", "a.htm", "12/a.htm"] {
            assert_eq!(read(path).section, None, "{path}");
        }
        assert_eq!(read("Opinion%20Editorials/a.htm").section.as_deref(), Some("Opinion Editorials"));
    }

    #[test]
    fn a_file_name_is_a_title_only_when_written_in_words() {
        assert_eq!(read("2012-06-14_Harbour_Reopens_Again.htm").title.as_deref(), Some("Harbour Reopens Again"));
        for path in
            ["harbour-reopens-again.htm", "harbour_reopens_again.htm", "index.htm", "new page.htm", "14 06 2012.htm"]
        {
            assert_eq!(read(path).title, None, "{path}");
        }
    }

    proptest! {
        #[test]
        fn no_path_crashes_the_reader(path in "(\\PC|[0-9/_ -]){0,40}") {
            let _ = read(&path);
        }
    }
}
