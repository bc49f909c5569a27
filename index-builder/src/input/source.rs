//! Which files there are and what kind each is.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::report::{Problem, Report};
use super::{InputError, InputOptions};

/// What the manifest of every archive begins with.
const MANIFEST: &[u8] = b"Dalil.deliver(\"dalil ";

/// A file that may hold articles.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Path from the input folder with `/`, behind the folder's name where there are several inputs.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// What it holds, by its name.
    pub kind: Kind,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// HTML.
    Page,
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A JSON object a line.
    JsonLines,
    /// Records with a header row.
    Csv,
}

impl Kind {
    /// What reports call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Page => "html",
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
        }
    }

    fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "html" | "htm" | "xhtml" | "shtml" => Some(Self::Page),
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "csv" | "tsv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// What stands in front of the names of each input's files: nothing for one input and for files, otherwise the folder's
/// name, numbered where two have the same.
#[must_use]
pub fn prefixes(inputs: &[PathBuf]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let prefix = |input: &PathBuf| {
        if inputs.len() == 1 || !input.is_dir() {
            return String::new();
        }
        let full = input.canonicalize().unwrap_or_else(|_| input.clone());
        let name = full.file_name().map_or_else(|| "input".to_owned(), |name| name.to_string_lossy().into_owned());
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| taken.insert(name.clone()));
        free.unwrap_or(name) + "/"
    };
    inputs.iter().map(prefix).collect()
}

/// All files of the inputs that may hold articles, by name.
pub(super) fn find(inputs: &[PathBuf], options: &InputOptions, report: &mut Report) -> Result<Vec<Source>, InputError> {
    let output = options.output.as_deref().and_then(|output| output.canonicalize().ok());
    let mut sources = Vec::new();
    for (input, prefix) in inputs.iter().zip(prefixes(inputs)) {
        let wrong = |source| InputError::Unreadable { path: input.clone(), source };
        if fs::metadata(input).map_err(wrong)?.is_dir() {
            fs::read_dir(input).map_err(wrong)?;
            walk(input, &prefix, output.as_deref(), &mut sources, report);
        } else {
            let name = input.file_name().unwrap_or(input.as_os_str()).to_string_lossy().into_owned();
            // A file that was named is read whatever it is called.
            let kind = by_name(input).or_else(|| by_content(input)).unwrap_or(Kind::Text);
            sources.push(Source { name, path: input.clone(), kind });
        }
    }
    sources.sort();
    Ok(sources)
}

fn walk(input: &Path, prefix: &str, output: Option<&Path>, sources: &mut Vec<Source>, report: &mut Report) {
    let is_output = |entry: &DirEntry| {
        let same = || entry.path().canonicalize().is_ok_and(|path| Some(path.as_path()) == output);
        entry.file_type().is_dir() && (is_archive(entry.path()) || (output.is_some() && same()))
    };
    let wanted = |entry: &DirEntry| entry.depth() == 0 || !(is_hidden(entry.file_name()) || is_output(entry));
    for entry in WalkDir::new(input).follow_links(true).into_iter().filter_entry(wanted) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(input);
                let name = prefix.to_owned() + &name_in(input, path);
                let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                report.problems.push(Problem::of_file(&name, reason, "make it readable or take it out of the input"));
                continue;
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let kind = by_name(entry.path()).or_else(|| has_page_ending(entry.path()).then(|| by_content(entry.path()))?);
        match kind {
            Some(kind) => {
                let name = prefix.to_owned() + &name_in(input, entry.path());
                sources.push(Source { name, path: entry.into_path(), kind });
            }
            None => *report.passed_over.entry(ending(entry.path())).or_default() += 1,
        }
    }
}

/// Hidden files, what version control keeps, and FrontPage's own folders.
fn is_hidden(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') || name.starts_with("_vti_")
}

/// An archive that lies among the pages it was built from, this one or another.
fn is_archive(folder: &Path) -> bool {
    let mut head = Vec::new();
    let manifest = fs::File::open(folder.join("manifest.js"));
    let read = manifest.and_then(|file| file.take(MANIFEST.len() as u64).read_to_end(&mut head));
    read.is_ok() && head == MANIFEST
}

fn name_in(input: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(input).unwrap_or(path);
    let parts = inside.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn by_name(path: &Path) -> Option<Kind> {
    Kind::of_ending(&ending(path))
}

/// Pages saved from a server keep its programs' endings, or have none.
fn has_page_ending(path: &Path) -> bool {
    ["", "php", "asp", "aspx", "jsp", "cgi", "cfm", "do"].contains(&ending(path).as_str())
}

/// Looks at a file's first bytes.
fn by_content(path: &Path) -> Option<Kind> {
    let mut head = Vec::new();
    fs::File::open(path).ok()?.take(1024).read_to_end(&mut head).ok()?;
    looks_like(&head)
}

/// What a text's beginning shows it to be; `None` where it could be anything.
#[must_use]
pub fn looks_like(head: &[u8]) -> Option<Kind> {
    let text = String::from_utf8_lossy(head).trim_start_matches('\u{feff}').trim_start().to_lowercase();
    let page = ["<!doctype html", "<html", "<head", "<body", "<frameset", "<?xml"];
    if page.iter().any(|start| text.starts_with(start)) {
        return Some(Kind::Page);
    }
    text.starts_with('{').then_some(Kind::JsonLines)
}

#[cfg(test)]
mod tests {
    use super::{Kind, Source, find, looks_like, prefixes};
    use crate::input::{InputOptions, Report};
    use std::fs;

    fn names(sources: &[Source]) -> Vec<&str> {
        sources.iter().map(|source| source.name.as_str()).collect()
    }

    #[test]
    fn hidden_folders_the_output_and_other_kinds_of_file_are_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        for name in
            ["a b/c, d.htm", "_vti_cnf/c.htm", ".git/x.htm", "search/index.html", "logo.gif", "README", "page.php"]
        {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, if name.ends_with("php") { "<HTML><BODY>x" } else { "text" }).unwrap();
        }
        let options = InputOptions { output: Some(folder.path().join("search")) };
        let mut report = Report::default();
        let found = find(&[folder.path().to_owned()], &options, &mut report).unwrap();
        assert_eq!(names(&found), ["a b/c, d.htm", "page.php"]);
        assert_eq!(report.passed_over.into_iter().collect::<Vec<_>>(), [(String::new(), 1), ("gif".to_owned(), 1)]);
    }

    #[test]
    fn an_archive_among_the_pages_is_no_page() {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("search");
        fs::create_dir_all(&archive).unwrap();
        fs::write(archive.join("manifest.js"), "Dalil.deliver(\"dalil 1 engine-x manifest 0 0\",\"\");").unwrap();
        fs::write(archive.join("index.html"), "x").unwrap();
        fs::write(folder.path().join("a.htm"), "x").unwrap();
        let found = find(&[folder.path().to_owned()], &InputOptions::default(), &mut Report::default()).unwrap();
        assert_eq!(names(&found), ["a.htm"]);
    }

    #[test]
    fn several_folders_are_told_apart_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let inputs = ["x/news", "y/news", "z"].map(|name| folder.path().join(name));
        inputs.iter().for_each(|input| fs::create_dir_all(input).unwrap());
        assert_eq!(prefixes(&inputs), ["news/", "news-2/", "z/"]);
        assert_eq!(prefixes(&inputs[..1]), [""]);
    }

    #[test]
    fn a_file_is_known_by_its_contents_where_its_name_says_nothing() {
        assert_eq!(looks_like(b"\xef\xbb\xbf\n <!DOCTYPE HTML>"), Some(Kind::Page));
        assert_eq!(looks_like(b"{\"id\": 1}"), Some(Kind::JsonLines));
        assert_eq!(looks_like(b"Just words"), None);
    }
}
