//! Which files an INPUT holds, in an order that no file system decides.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::file_list::FileList;
use super::inputs::Root;
use super::kind::{HEAD, Named, by_name, ending};
use super::saved::{self, SavedPages};
use crate::problem::{Problem, Reason};

/// A file to be read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The input in which it lies, or the file itself.
    pub(super) input: Arc<Path>,
    /// Where it lies, if its name is no Unicode; otherwise that follows from the page.
    pub(super) odd_path: Option<Box<Path>>,
    /// Its path from the input folder, with `/`: the id of a page.
    pub page: String,
    /// What the name promises.
    pub named: Named,
    /// The only INPUT, so that what it holds needs no prefix to be told apart.
    pub alone: bool,
    /// Given as an INPUT of its own, so that it is meant to be read whatever its name.
    pub given: bool,
    /// How long the label before the path in the input is, in bytes.
    pub label: usize,
}

impl SourceFile {
    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        match &self.odd_path {
            Some(path) => path.to_path_buf(),
            None if self.given => self.input.to_path_buf(),
            None => self.input.join(self.path_in_input()),
        }
    }

    /// The path inside its own input, which says where it stands in the archive.
    #[must_use]
    pub fn path_in_input(&self) -> &str {
        self.page.get(self.label..).unwrap_or(&self.page)
    }

    /// What stands before the paths of the files it holds in their ids, where it is a container.
    #[must_use]
    pub fn prefix_inside(&self) -> String {
        if self.alone { String::new() } else { format!("{}/", self.page) }
    }
}

/// All files found.
#[derive(Debug, Default)]
pub struct Found {
    /// Sorted by page.
    pub files: FileList,
    /// Files of other kinds, by ending.
    pub skipped: BTreeMap<String, usize>,
    /// Folders and names that can't be read.
    pub problems: Vec<Problem>,
}

/// Walks every input. Left out are hidden files, what tools keep for themselves, folders of resources that browsers save beside
/// pages, and the folder we write to. Links are followed unless they lead in a circle.
#[must_use]
pub fn walk(roots: &[Root], output: Option<&Path>) -> Found {
    let mut found = Found::default();
    // Without a canonical form (it doesn't exist yet) nothing of it can lie in an input.
    let output = output.and_then(|path| path.canonicalize().ok());
    for root in roots {
        if root.is_file {
            let named = by_name(&root.label);
            let (input, page) = (Arc::from(root.path.as_path()), root.label.clone());
            let file = SourceFile { input, odd_path: None, page, named, alone: root.alone, given: true, label: 0 };
            found.files.push(file);
        } else {
            walk_folder(root, output.as_deref(), &mut found);
        }
    }
    found.files.sort();
    let pages = SavedPages::of(found.files.pages());
    found.files.retain(|page| !pages.have_resource(page));
    found.files.tell_lossy_names_apart();
    found.problems.sort_by(|a, b| a.file.cmp(&b.file));
    found
}

fn walk_folder(root: &Root, output: Option<&Path>, found: &mut Found) {
    let input = Arc::from(root.path.as_path());
    let wanted = |entry: &DirEntry| entry.depth() == 0 || !(is_private(entry) || is_archive(entry, output));
    for entry in WalkDir::new(&root.path).follow_links(true).into_iter().filter_entry(wanted) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                if let Some(file) = file(root, &input, &entry, found) {
                    found.files.push(file);
                }
            }
            Ok(_) => {}
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => {
                let path = error.path().unwrap_or(&root.path).to_owned();
                let cause = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                found.problems.push(Problem {
                    file: page_of(root, &path).0,
                    line: None,
                    reason: Reason::Unreadable(cause),
                });
            }
        }
    }
}

fn file(root: &Root, input: &Arc<Path>, entry: &DirEntry, found: &mut Found) -> Option<SourceFile> {
    let name = entry.file_name().to_string_lossy();
    let named = by_name(&name);
    if saved::may_be_note(&name) && begins_like_note(entry.path()) {
        return None;
    }
    if named == Named::Other {
        *found.skipped.entry(ending(&name)).or_default() += 1;
        return None;
    }
    let (page, is_unicode) = page_of(root, entry.path());
    if !is_unicode {
        found.problems.push(Problem { file: page.clone(), line: None, reason: Reason::NameNotUnicode });
    }
    let label = root.label.len();
    let (input, odd_path) = (Arc::clone(input), (!is_unicode).then(|| Box::from(entry.path())));
    Some(SourceFile { input, odd_path, page, named, alone: false, given: false, label })
}

/// The path from the input folder, with the input's label before it, and whether it is Unicode.
fn page_of(root: &Root, path: &Path) -> (String, bool) {
    let inside = path.strip_prefix(&root.path).unwrap_or(path);
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    (format!("{}{}", root.label, parts.join("/")), inside.to_str().is_some())
}

fn is_private(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    saved::is_private(&name, entry.file_type().is_dir()) || has_hidden_attribute(entry)
}

fn begins_like_note(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(HEAD as u64).read_to_end(&mut head));
    read.is_ok() && saved::is_note(&head)
}

#[cfg(windows)]
fn has_hidden_attribute(entry: &DirEntry) -> bool {
    use std::os::windows::fs::MetadataExt;
    const HIDDEN: u32 = 2;
    entry.metadata().is_ok_and(|metadata| metadata.file_attributes() & HIDDEN != 0)
}

#[cfg(not(windows))]
fn has_hidden_attribute(_: &DirEntry) -> bool {
    false
}

/// The file by which an archive is known.
pub(super) const MANIFEST_NAME: &str = "manifest.js";
/// What it begins with in every archive.
pub(super) const MANIFEST: &[u8] = b"Dalil.deliver(\"dalil ";

/// Whether a folder holds an archive: the one that is written to, or another among the pages it was built from.
fn is_archive(entry: &DirEntry, output: Option<&Path>) -> bool {
    entry.file_type().is_dir() && (is_output(entry, output) || has_manifest(entry.path()))
}

fn has_manifest(folder: &Path) -> bool {
    let mut head = Vec::new();
    let manifest = fs::File::open(folder.join(MANIFEST_NAME));
    let read = manifest.and_then(|file| file.take(MANIFEST.len() as u64).read_to_end(&mut head));
    read.is_ok() && head == MANIFEST
}

fn is_output(entry: &DirEntry, output: Option<&Path>) -> bool {
    let Some(output) = output else { return false };
    // Only a folder of the same name, or a link, can be it: others need not be resolved.
    let may_be =
        entry.file_type().is_dir() && (entry.path_is_symlink() || output.file_name() == Some(entry.file_name()));
    may_be && entry.path().canonicalize().is_ok_and(|path| path == output)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Found, walk};
    use crate::source::inputs::Root;

    fn write(folder: &Path, names: &[&str]) {
        for name in names {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
    }

    fn walked(folder: &Path, output: Option<&Path>) -> Found {
        walk(&[Root { path: folder.to_owned(), label: String::new(), is_file: false, alone: true }], output)
    }

    fn pages(found: &Found) -> Vec<String> {
        found.files.iter().map(|file| file.page).collect()
    }

    #[test]
    fn files_are_found_in_the_order_of_their_paths() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &["b/2.htm", "b/10.htm", "a b, c.html", "Z.txt", "b.md"]);
        assert_eq!(pages(&walked(folder.path(), None)), ["Z.txt", "a b, c.html", "b.md", "b/10.htm", "b/2.htm"]);
    }

    #[test]
    fn hidden_files_and_folders_of_tools_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &[".git/a.htm", ".hidden.htm", "_vti_cnf/a.htm", "x/_VTI_PVT/a.htm", "kept.htm"]);
        assert_eq!(pages(&walked(folder.path(), None)), ["kept.htm"]);
    }

    #[test]
    fn an_archive_among_the_pages_is_no_page() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &["search/index.html", "a.htm"]);
        let manifest = "Dalil.deliver(\"dalil 1 engine-x manifest 0 0\",\"\");";
        fs::write(folder.path().join("search/manifest.js"), manifest).unwrap();
        assert_eq!(pages(&walked(folder.path(), None)), ["a.htm"]);
    }

    #[test]
    fn the_output_folder_is_not_read_again() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &["search/index.html", "other/search/page.html"]);
        let output = folder.path().join("other/../search");
        assert_eq!(pages(&walked(folder.path(), Some(&output))), ["other/search/page.html"]);
    }

    #[test]
    fn other_kinds_are_counted_by_ending() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &["a.JPG", "b.jpg", "style.css", "a.htm"]);
        let found = walked(folder.path(), None);
        assert_eq!(found.skipped.into_iter().collect::<Vec<_>>(), [("css".to_owned(), 1), ("jpg".to_owned(), 2)]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_but_never_in_a_circle() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &["real/a.htm"]);
        symlink(folder.path(), folder.path().join("real/circle")).unwrap();
        symlink(folder.path().join("real/a.htm"), folder.path().join("b.htm")).unwrap();
        symlink("nowhere.htm", folder.path().join("broken.htm")).unwrap();
        let found = walked(folder.path(), None);
        assert_eq!(pages(&found), ["b.htm", "real/a.htm"]);
        assert_eq!(found.problems.len(), 1);
        assert_eq!(found.problems[0].file, "broken.htm");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn names_that_are_not_unicode_are_reported_and_stay_apart() {
        use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
        let folder = tempfile::tempdir().unwrap();
        for name in [&b"caf\xe9.htm"[..], b"caf\xe8.htm"] {
            fs::write(folder.path().join(OsStr::from_bytes(name)), "x").unwrap();
        }
        let found = walked(folder.path(), None);
        assert_eq!(pages(&found), ["caf\u{fffd}.htm", "caf\u{fffd}.htm~2"]);
        assert!(found.problems.iter().all(|problem| problem.reason == super::Reason::NameNotUnicode));
    }
}
