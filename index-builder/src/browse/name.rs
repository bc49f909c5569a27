//! What the files are called: as every file system takes it.

use sha2::{Digest, Sha256};

use crate::index::folder::short_hash;

/// The page that leads to all others.
pub(super) const INDEX: &str = "index.html";
/// The style sheet.
pub(super) const STYLE: &str = "style.css";
/// The page of sections that have none of their own.
pub(super) const OTHERS: &str = "sections.html";
/// The list of all these files, for the builder and whoever checks an archive.
pub const LIST: &str = "files.json";

/// So many letters of a section's name are in that of its page.
const LONGEST: usize = 32;
/// So many characters of a hash tell two names apart that have the same letters.
const HASH: usize = 8;

/// A month's page, or one of several.
pub(super) fn month(month: &str, part: usize) -> String {
    let month = if month.is_empty() { "undated" } else { month };
    if part == 0 { format!("{month}.html") } else { format!("{month}-p{}.html", part + 1) }
}

/// A section's page, by its folded name: its letters and digits where that is all it has, which no two share; and what else has a hash behind
/// two hyphens.
pub(super) fn section(folded: &str) -> String {
    let plain: String = folded.chars().map(|c| if c == ' ' { '-' } else { c }).collect();
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !plain.is_empty() && plain.len() <= LONGEST && plain.chars().all(is_plain) {
        return format!("section-{plain}.html");
    }
    let letters: String = plain.chars().filter(|c| is_plain(*c)).take(LONGEST).collect();
    let mut hash = short_hash(Sha256::new().chain_update(folded));
    hash.truncate(HASH);
    format!("section-{}--{hash}.html", letters.trim_matches('-'))
}

/// Whether a file is named as these are.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let (stem, ending) = name.split_once('.').unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    name == STYLE || ending == "html" && !stem.is_empty() && stem.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::{is_name, month, section};

    #[test]
    fn names_are_plain_and_no_two_sections_share_one() {
        let folded = [
            "news",
            "opinion editorials",
            "أخبار",
            "آراء",
            "con",
            "c",
            "c c++",
            &"very long ".repeat(12),
            "",
            "a b",
            "ab",
        ];
        let names: Vec<String> = folded.iter().map(|folded| section(folded)).collect();
        assert_eq!(names[..2], ["section-news.html", "section-opinion-editorials.html"]);
        let mut different = names.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), names.len());
        assert!(names.iter().all(|name| is_name(name) && name.len() <= 64), "{names:?}");
    }

    #[test]
    fn months_of_many_articles_have_several_pages() {
        assert_eq!(
            [month("2006-07", 0), month("2006-07", 1), month("", 0)],
            ["2006-07.html", "2006-07-p2.html", "undated.html"]
        );
    }

    #[test]
    fn no_other_file_is_taken_for_one() {
        for name in ["../a.html", "a/b.html", "A.html", ".html", "files.json", "a.html.html", "style.css.html", ""] {
            assert!(!is_name(name), "{name}");
        }
    }
}
