//! What programs leave beside the pages they save: resources, caches, logs, notes of their own.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

use super::kind::{Kind, Named, by_name};

/// How browsers and Office call the folder with what belongs to a page, in the languages they come in.
const OF_A_PAGE: [&str; 22] = [
    "_files",
    ".files",
    "-files",
    "_fichiers",
    "-dateien",
    "_archivos",
    "_arquivos",
    "_ficheiros",
    "_bestanden",
    "_file",
    "-filer",
    "_tiedostot",
    "_pliki",
    "_soubory",
    "_elemei",
    "_dosyalar",
    "_datoteke",
    "_fitxers",
    "_failid",
    "_fails",
    "_bylos",
    "_fajlovi",
];

/// Whether a file or folder is hidden, or belongs to a tool: version control, FrontPage, HTTrack, the Finder, crawlers.
#[must_use]
pub fn is_private(name: &str, is_folder: bool) -> bool {
    let lower = name.to_lowercase();
    let of_a_tool = if is_folder {
        lower.starts_with("_vti_") || lower == "hts-cache" || lower == "__macosx"
    } else {
        lower == "hts-log.txt" || is_for_machines(&lower)
    };
    of_a_tool || name.starts_with('.')
}

/// Whether a file of text is written for machines: rules for crawlers, lists of addresses.
#[must_use]
pub fn is_for_machines(name: &str) -> bool {
    ["robots.txt", "ads.txt", "app-ads.txt", "llms.txt", "llms-full.txt", "sitemap.txt", "urllist.txt"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether a file may be a program's own note by its name, so that [`is_note`] should look at its beginning.
#[must_use]
pub fn may_be_note(name: &str) -> bool {
    ["index.html", "cookies.txt", "report.html", "report.json"].iter().any(|note| name.eq_ignore_ascii_case(note))
}

/// Whether a file that begins like this was written by a program for itself: our report, HTTrack's list of what it copied, cookies.
#[must_use]
pub fn is_note(head: &[u8]) -> bool {
    const SIGNS: [&str; 4] = [
        "content=\"dalil report\"",
        "{\"dalil_report\"",
        "content=\"httrack website copier",
        "# netscape http cookie file",
    ];
    let head: Vec<u8> = head.iter().take(4096).map(u8::to_ascii_lowercase).collect();
    let text = String::from_utf8_lossy(&head);
    SIGNS.iter().any(|sign| text.contains(sign)) || text.trim_start().starts_with("# http cookie file")
}

/// The pages of an input, which may have folders of resources.
#[derive(Debug, Default)]
pub struct SavedPages(HashSet<u64>);

impl SavedPages {
    /// Learns of all pages from the paths of an input's files.
    pub fn of<'a>(paths: impl Iterator<Item = &'a str>) -> Self {
        let page = |path: &'a str| match by_name(path.rsplit('/').next().unwrap_or(path)) {
            Named::As(Kind::Page) | Named::Perhaps => path.rsplit_once('.').map(|(stem, _)| key(&stem.to_lowercase())),
            _ => None,
        };
        Self(paths.filter_map(page).collect())
    }

    /// Whether a file lies in the folder of resources of a page: `page_files/` beside `page.html`. What is HTML there is a frame, mostly an advertisement.
    #[must_use]
    pub fn have_resource(&self, path: &str) -> bool {
        let lower = path.to_lowercase();
        lower.match_indices('/').filter_map(|(end, _)| lower.get(..end)).any(|folder| {
            OF_A_PAGE.iter().any(|suffix| folder.strip_suffix(suffix).is_some_and(|page| self.0.contains(&key(page))))
        })
    }
}

/// There may be very many.
fn key(stem: &str) -> u64 {
    xxh3_64(stem.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{SavedPages, is_note, is_private};

    #[test]
    fn folders_of_resources_belong_to_the_page_beside_them() {
        let pages = SavedPages::of(["News/Ferry Aground.HTM", "Brücke.html", "a.txt", "plain.php"].into_iter());
        for resource in [
            "News/Ferry Aground_files/frame.html",
            "Brücke-Dateien/x/ad.htm",
            "BRÜCKE_files/a.html",
            "plain.files/a.htm",
        ] {
            assert!(pages.have_resource(resource), "{resource}");
        }
        for page in ["News/Ferry Aground.HTM", "case_files/a.html", "a_files/b.html", "Ferry Aground_files/a.html"] {
            assert!(!pages.have_resource(page), "{page}");
        }
    }

    #[test]
    fn programs_notes_are_told_from_pages() {
        assert!(is_note(b"<html><head><meta name=\"generator\" content=\"dalil report\">"));
        assert!(is_note(b"{\"dalil_report\": 1}"));
        assert!(is_note(b"<HTML><META name=\"generator\" content=\"HTTrack Website Copier/3.x\">"));
        assert!(!is_note(b"<html><!-- Mirrored from example.com by HTTrack Website Copier/3.x --><title>News</title>"));
        assert!(is_private("hts-cache", true) && is_private("_VTI_CNF", true) && is_private(".DS_Store", false));
        assert!(is_private("Robots.txt", false));
        assert!(!is_private("hts-cache", false) && !is_private("News", true));
    }
}
