//! The INPUT arguments: that they exist, and how their files are called in ids.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::problem::{Problem, Reason};
use crate::source::InputError;

/// One INPUT that is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Root {
    /// As it was given.
    pub path: PathBuf,
    /// What stands before the path of its files in ids, with a `/` at its end; empty where there is only one INPUT. Of a file,
    /// the whole name.
    pub label: String,
    /// A file given by name.
    pub is_file: bool,
    /// Whether it is the only INPUT.
    pub alone: bool,
}

/// Looks at every INPUT before anything is read. One that lies inside another is left to that one.
///
/// # Errors
/// When one doesn't exist or can't be opened.
pub fn resolve(inputs: &[PathBuf], problems: &mut Vec<Problem>) -> Result<Vec<Root>, InputError> {
    let mut found = Vec::new();
    for path in inputs {
        let is_file = open(path)?;
        let whole = path.canonicalize().map_err(|error| InputError::of(path, &error))?;
        found.push((path, whole, is_file));
    }
    let mut kept: Vec<(&PathBuf, &PathBuf, bool)> = Vec::new();
    for (place, (path, whole, is_file)) in found.iter().enumerate() {
        let outer = found
            .iter()
            .enumerate()
            .find(|(other, (_, outer, _))| whole.starts_with(outer) && (whole != outer || *other < place));
        match outer {
            Some((_, (outer, _, _))) => problems.push(Problem {
                file: path.to_string_lossy().replace('\\', "/"),
                line: None,
                reason: Reason::GivenTwice(outer.display().to_string()),
            }),
            None => kept.push((path, whole, *is_file)),
        }
    }
    let labels = labels(&kept.iter().map(|(_, whole, _)| whole.as_path()).collect::<Vec<_>>());
    let several = inputs.len() > 1;
    Ok(kept
        .into_iter()
        .zip(labels)
        .map(|((path, _, is_file), name)| {
            let label = match (is_file, several) {
                (true, _) => name,
                (false, true) => format!("{name}/"),
                (false, false) => String::new(),
            };
            Root { path: path.clone(), label, is_file, alone: !several }
        })
        .collect())
}

/// Whether it is a file; that it can be opened is tried.
fn open(path: &Path) -> Result<bool, InputError> {
    let of = |error| InputError::of(path, &error);
    let is_file = fs::metadata(path).map_err(of)?.is_file();
    if is_file {
        fs::File::open(path).map_err(of)?;
    } else {
        fs::read_dir(path).map_err(of)?;
    }
    Ok(is_file)
}

/// The last part of each path, or as many more as it takes to tell them apart.
fn labels(paths: &[&Path]) -> Vec<String> {
    let mut lengths = vec![1_usize; paths.len()];
    loop {
        let names: Vec<String> = paths.iter().zip(&lengths).map(|(path, &length)| ending_of(path, length)).collect();
        let mut uses: HashMap<&str, usize> = HashMap::new();
        for name in &names {
            *uses.entry(name).or_default() += 1;
        }
        let mut longer = false;
        for (place, name) in names.iter().enumerate() {
            if uses.get(name.as_str()).is_some_and(|&uses| uses > 1)
                && lengths[place] < paths[place].components().count()
            {
                lengths[place] += 1;
                longer = true;
            }
        }
        if !longer {
            return names;
        }
    }
}

fn ending_of(path: &Path, length: usize) -> String {
    let parts: Vec<String> = path
        .components()
        .filter(|part| matches!(part, std::path::Component::Normal(_)))
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts.get(parts.len().saturating_sub(length)..).unwrap_or_default().join("/")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::{Root, resolve};
    use crate::source::InputError;

    fn labels(inputs: &[PathBuf]) -> Vec<String> {
        resolve(inputs, &mut Vec::new()).unwrap().into_iter().map(|Root { label, .. }| label).collect()
    }

    #[test]
    fn a_single_folder_needs_no_prefix_and_several_have_their_names() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b, c] = ["one/news", "two/news", "two/views"].map(|name| folder.path().join(name));
        for path in [&a, &b, &c] {
            fs::create_dir_all(path).unwrap();
        }
        let list = folder.path().join("list.jsonl");
        fs::write(&list, "").unwrap();
        assert_eq!(labels(std::slice::from_ref(&a)), [""]);
        assert_eq!(labels(&[a.clone(), c]), ["news/", "views/"]);
        assert_eq!(labels(&[a, b, list]), ["one/news/", "two/news/", "list.jsonl"]);
    }

    #[test]
    fn what_is_given_twice_is_read_once() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).unwrap();
        let mut problems = Vec::new();
        let whole = folder.path().to_owned();
        let roots = resolve(&[inner, whole.clone(), whole], &mut problems).unwrap();
        assert_eq!((roots.len(), problems.len()), (1, 2));
    }

    #[test]
    fn a_missing_input_is_named() {
        let error = resolve(&[PathBuf::from("no/such/folder")], &mut Vec::new()).unwrap_err();
        assert!(matches!(&error, InputError::Missing { path } if path == &PathBuf::from("no/such/folder")));
        assert!(error.to_string().contains("no/such/folder") || error.to_string().contains("no\\such\\folder"));
    }
}
