//! The report as two files beside the archive: `report.html` to read, `report.json` for programs.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Report, html};
use crate::bundle::{WriteError, replace};

/// The version of the JSON document: it grows when a field changes its meaning or goes.
const VERSION: u32 = 1;
/// What a report of ours has among its first bytes.
const MARK: &str = "<meta name=\"generator\" content=\"dalil report\">";
const JSON_MARK: &str = "{\"dalil_report\":";
/// Among so many.
const HEAD: u64 = 1024;

#[derive(Serialize)]
struct Document<'r> {
    dalil_report: u32,
    summary: Vec<String>,
    #[serde(flatten)]
    report: &'r Report,
}

impl Report {
    /// Writes the report into the folder in which the archive's folder `out` lies, and tells where the page is. A file that is
    /// no report of ours is left alone: the names are then `report-NAME.html` and `.json`, after the archive's folder.
    /// `None` where those are somebody else's too, or `out` lies in no folder.
    ///
    /// # Errors
    /// Where the files can't be written.
    pub fn write(&self, out: &Path) -> Result<Option<PathBuf>, WriteError> {
        let Some((folder, name)) = folder_and_name(out) else { return Ok(None) };
        let names = ["report".to_owned(), format!("report-{name}")];
        let Some(name) = names.into_iter().find(|name| is_free(&folder, name)) else { return Ok(None) };
        let page = format!("{name}.html");
        replace(&folder, &page, &self.to_html())?;
        replace(&folder, &format!("{name}.json"), &self.to_json())?;
        Ok(Some(folder.join(page)))
    }

    /// The page.
    #[must_use]
    pub fn to_html(&self) -> String {
        html::page(self)
    }

    /// The JSON document.
    #[must_use]
    pub fn to_json(&self) -> String {
        let document = Document { dalil_report: VERSION, summary: self.summary(), report: self };
        // Numbers, texts and maps of texts are always JSON.
        serde_json::to_string(&document).unwrap_or_default() + "\n"
    }
}

/// Whether a file that begins so is a report of an earlier build, and no article.
#[must_use]
pub fn is_report(head: &[u8]) -> bool {
    let head = head.get(..HEAD as usize).unwrap_or(head);
    head.starts_with(JSON_MARK.as_bytes()) || head.windows(MARK.len()).any(|part| part == MARK.as_bytes())
}

/// Whether a file is a report of an earlier build.
#[must_use]
pub(crate) fn is_report_file(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && is_report(&head)
}

fn folder_and_name(out: &Path) -> Option<(PathBuf, String)> {
    let named = std::path::absolute(out).ok().filter(|path| path.file_name().is_some());
    let path = named.or_else(|| out.canonicalize().ok())?;
    Some((path.parent()?.to_owned(), path.file_name()?.to_string_lossy().into_owned()))
}

/// Whether both files are not there or ours.
fn is_free(folder: &Path, name: &str) -> bool {
    ["html", "json"].iter().all(|ending| {
        let path = folder.join(format!("{name}.{ending}"));
        is_report_file(&path) || !path.exists()
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::is_report;
    use crate::report::Report;

    #[test]
    fn the_report_lies_beside_the_archive_and_is_known_again() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("search");
        fs::create_dir(&out).unwrap();
        let page = Report::default().write(&out).unwrap().unwrap();
        assert_eq!(page, folder.path().join("report.html"));
        for name in ["report.html", "report.json"] {
            assert!(is_report(&fs::read(folder.path().join(name)).unwrap()), "{name}");
        }
        assert!(fs::read_dir(&out).unwrap().next().is_none());
        let mut other = Report::default();
        other.note_index_page("a.htm");
        assert_eq!(other.write(&out).unwrap(), Some(page.clone()));
        assert!(fs::read_to_string(&page).unwrap().contains("Pages that only list others"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }

    #[test]
    fn a_page_of_the_keepers_own_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("search");
        fs::create_dir(&out).unwrap();
        let theirs = folder.path().join("report.html");
        fs::write(&theirs, "<title>Report from Tell Sahra</title>").unwrap();
        let written = Report::default().write(&out).unwrap();
        assert_eq!(written, Some(folder.path().join("report-search.html")));
        assert!(!folder.path().join("report.json").exists());
        assert!(fs::read_to_string(&theirs).unwrap().contains("Tell Sahra"));
        fs::write(folder.path().join("report-search.json"), "[]").unwrap();
        assert_eq!(Report::default().write(&out).unwrap(), None);
    }

    #[test]
    fn the_json_begins_with_its_version() {
        let json = Report::default().to_json();
        assert!(json.starts_with("{\"dalil_report\":1,\"summary\":["), "{json}");
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["articles"]["undated"]["total"], 0);
    }
}
