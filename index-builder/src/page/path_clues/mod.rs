//! What a page's path says about it: `News/2012/June/14 n/Harbour Reopens, Fishermen Return.htm`.

mod folders;
mod name;

use dalil::format::date::PartialDate;
use percent_encoding::percent_decode_str;

use crate::paragraphs::fold;
use crate::source::encoding;
use name::Weight;

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
    let mut parts: Vec<String> = path.split('/').map(decoded).collect();
    let name = parts.pop().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned();
    PathClues { date: date(&parts, &stem), section: section(&parts), title: title(&stem) }
}

/// Old servers encode names as their own systems wrote them, which need not be UTF-8.
fn decoded(part: &str) -> String {
    let bytes: Vec<u8> = percent_decode_str(part).collect();
    String::from_utf8(bytes).unwrap_or_else(|error| encoding::decode(error.as_bytes(), None).text)
}

/// What folders and file name state. A whole date in one name, the nearer to the file the better, comes before one put
/// together from folders; what could be a date in several ways, or by chance, needs the folders to confirm it.
fn date(folders: &[String], stem: &str) -> Option<PartialDate> {
    let chain = folders::date(folders, stem);
    let names = || [stem].into_iter().chain(folders.iter().rev().map(String::as_str));
    let whole = || names().find_map(|name| only(name::readings(name), |weight| weight == Weight::Plain));
    let confirmed = |chain: PartialDate| {
        names().find_map(|name| {
            only(name::readings(name).into_iter().filter(|(date, _)| narrows(*date, chain)).collect(), |_| true)
        })
    };
    match chain {
        Some(chain) => whole().or_else(|| confirmed(chain)).or(Some(chain)),
        None => names().find_map(|name| only(name::readings(name), |weight| weight != Weight::Faint)),
    }
}

/// The one date that all readings share, or the year that they share, where each is weighty enough.
fn only(readings: Vec<(PartialDate, Weight)>, is_enough: impl Fn(Weight) -> bool) -> Option<PartialDate> {
    let mut readings = readings.into_iter();
    let (first, weight) = readings.next()?;
    let common = readings.try_fold((first, weight), |(common, weight), (date, other)| {
        let year = PartialDate { month: None, day: None, ..common };
        let common = if date == common { common } else { year };
        (date.year == common.year).then_some((common, if weight == Weight::Plain { other } else { weight }))
    });
    common.filter(|&(_, weight)| is_enough(weight)).map(|(date, _)| date)
}

/// Whether a day lies in the year or month that the folders state.
fn narrows(date: PartialDate, chain: PartialDate) -> bool {
    date.year == chain.year
        && chain.month.is_none_or(|month| date.month == Some(month))
        && chain.day.is_none_or(|day| date.day == Some(day))
}

fn section(folders: &[String]) -> Option<String> {
    let first = fold(folders.first()?);
    let plain = first.chars().any(char::is_alphabetic)
        && !first.starts_with(['_', '.'])
        && !NO_SECTIONS.contains(&first.to_lowercase().as_str())
        && name::readings(&first).is_empty()
        && folders::year(&first, None).is_none()
        && folders::month_in(&first).is_none();
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
    let undated = match name::readings(&spaced.replace(' ', "_")).first() {
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
            ("2010/February/22 o/x.htm", "2010-02-22"),
            ("archive/04-09-28.htm", "2004-09-28"),
            ("archive/28-09-04.htm", "2004-09-28"),
            ("archive/28.09.2004.htm", "2004-09-28"),
            ("archive/03-04-2004.htm", "2004"),
            ("news040928.htm", "2004-09-28"),
            ("040928a.htm", "2004-09-28"),
            ("news20040928.htm", "2004-09-28"),
            ("20040928.html", "2004-09-28"),
            ("28092004.html", "2004-09-28"),
            ("2004/09/28/slug/index.html", "2004-09-28"),
            ("2004-09/28.html", "2004-09-28"),
            ("200409/28.html", "2004-09-28"),
            ("2004/0928/p01.html", "2004-09-28"),
            ("2004/sep28/p01.html", "2004-09-28"),
            ("2004/120315.html", "2004"),
            ("2012/120315.html", "2012-03-15"),
            ("2010/10-09-12.htm", "2010-09-12"),
            ("28sep2004.htm", "2004-09-28"),
            ("news_sept_28_2004.htm", "2004-09-28"),
            ("September 28, 2004.htm", "2004-09-28"),
            ("September 2004/28.htm", "2004-09-28"),
            ("News 2012/June/14/x.htm", "2012-06-14"),
            ("2004/septembre/28/x.htm", "2004-09-28"),
            ("2004/أيلول/28/x.htm", "2004-09-28"),
            ("2004/كانون الثاني/28/x.htm", "2004-01-28"),
            ("2004/%D8%B3%D8%A8%D8%AA%D9%85%D8%A8%D8%B1/28/x.htm", "2004-09-28"),
            ("1399/07/07/x.htm", "2020-09-28"),
            ("2012/June/Remembering September 11, 2001.htm", "2012-06"),
        ] {
            assert_eq!(dated(path), date, "{path}");
        }
    }

    #[test]
    fn numbers_that_count_something_else_are_no_dates() {
        for path in [
            "article/12345678.htm",
            "page2012.htm",
            "a/1/2/3.htm",
            "1200/6/14/x.htm",
            "id/20129999/x.htm",
            "x.htm",
            "article/20041/",
            "story-1999.htm",
            "120315.htm",
            "311215.htm",
            "article120315.htm",
            "story-040928.htm",
            "10-09-12.htm",
            "Remembering September 11, 2001.htm",
            "2004-2005/x.htm",
            "room 2012/x.htm",
            "1-2-3.htm",
            "v1.2.10/x.htm",
        ] {
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
