//! `dalil build --watch`: builds again whenever something changes, for those who write.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify_debouncer_full::notify::{self, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, new_debouncer};

use super::CommandError;
use super::build::{self, Build};
use crate::bundle::superseded::Grace;
use crate::bundle::{self, folders};
use crate::config::Config;
use crate::report::is_report_file;
use crate::visible::{ForPeople, tell};

/// So long nothing more must have changed: an editor or a copying program writes several files at a time.
const QUIET: Duration = Duration::from_millis(400);
/// So many of the changed files are named.
const SHOWN: usize = 3;

/// Builds, and then again after each change, until it is ended from without.
///
/// # Errors
/// Where nothing can be watched, or nobody reads what is said.
pub fn run(build: &Build, out: &mut dyn Write) -> Result<(), CommandError> {
    bundle::prepare(&build.out)?;
    let scope = Scope::new(build)?;
    let (sender, receiver) = mpsc::channel();
    let tell = move |found: DebounceEventResult| {
        // What can't be told may be anything.
        let events = found.unwrap_or_default().into_iter().filter(|event| !event.kind.is_access());
        // Nobody listens any more only when all ends.
        let _ = sender.send(events.flat_map(|event| event.event.paths).collect());
    };
    let mut notifier = new_debouncer(QUIET, None, tell).map_err(|error| unwatched(&build.out, &error))?;
    for (folder, mode) in scope.watched() {
        notifier.watch(&folder, mode).map_err(|error| unwatched(&folder, &error))?;
    }
    let seen = folders(&build.out);
    let mut rebuild = |out: &mut dyn Write| {
        // What was built since the watch began is on no host, so that no open page needs it.
        let unseen = folders(&build.out).difference(&seen).cloned().collect();
        build::build(build, &Grace { unseen, ..build::grace(build) }, out)
    };
    told(rebuild(out))?;
    writeln!(out, "watching for changes; end it with Ctrl+C")?;
    out.flush()?;
    follow(&receiver, &scope, &mut rebuild, out)
}

fn unwatched(path: &Path, error: &notify::Error) -> CommandError {
    CommandError::Watch { path: path.to_owned(), reason: error.to_string() }
}

/// Rebuilds after each batch of changes that count; those that came while it built are one batch.
fn follow(
    changes: &Receiver<Vec<PathBuf>>,
    scope: &Scope,
    rebuild: &mut dyn FnMut(&mut dyn Write) -> Result<(), CommandError>,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    while let Ok(first) = changes.recv() {
        let paths = first.into_iter().chain(changes.try_iter().flatten());
        let changed: BTreeSet<String> = paths.filter_map(|path| scope.shown(&path)).collect();
        if changed.is_empty() {
            continue;
        }
        writeln!(ForPeople(out), "\nchanged: {}", named(&changed))?;
        out.flush()?;
        told(rebuild(out))?;
        out.flush()?;
    }
    Ok(())
}

/// Tells why a build failed; only where nothing can be told the watch ends.
fn told(built: Result<(), CommandError>) -> Result<(), CommandError> {
    match built {
        Err(CommandError::Output(error)) => Err(CommandError::Output(error)),
        Err(error) => {
            tell(&error);
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// The changed files in one line.
fn named(changed: &BTreeSet<String>) -> String {
    let names: Vec<&str> = changed.iter().take(SHOWN).map(String::as_str).collect();
    let more = changed.len().saturating_sub(SHOWN);
    names.join(", ") + &(if more > 0 { format!(" and {more} more") } else { String::new() })
}

/// Whose changes count.
struct Scope {
    /// Inputs and configuration: files, and folders with all in them.
    inputs: Vec<PathBuf>,
    /// What builds write: output and cache.
    written: Vec<PathBuf>,
}

impl Scope {
    fn new(build: &Build) -> Result<Self, CommandError> {
        let whole = |path: &PathBuf| {
            let found = path.canonicalize();
            found.map_err(|error| CommandError::Watch { path: path.clone(), reason: error.to_string() })
        };
        let inputs: Result<_, _> = build.inputs.iter().chain(&build.config).map(whole).collect();
        let config = Config::find(build.config.as_deref(), &build.inputs).unwrap_or_default();
        let cache = build::cache(build, &config).and_then(|cache| cache.canonicalize().ok());
        Ok(Self { inputs: inputs?, written: [whole(&build.out)?].into_iter().chain(cache).collect() })
    }

    /// The folders to watch; a file is watched by its folder, since editors put another in its place.
    fn watched(&self) -> BTreeSet<(PathBuf, RecursiveMode)> {
        let of_file = |path: &PathBuf| (path.parent().unwrap_or(path).to_owned(), RecursiveMode::NonRecursive);
        let whole = |path: &PathBuf| (path.clone(), RecursiveMode::Recursive);
        self.inputs.iter().map(|path| if path.is_dir() { whole(path) } else { of_file(path) }).collect()
    }

    /// How a changed path is named; `None` where it doesn't count.
    fn shown(&self, path: &Path) -> Option<String> {
        let inside = self.inputs.iter().find_map(|input| path.strip_prefix(input).ok())?;
        let is_hidden = |part: Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
        let is_written = self.written.iter().any(|written| path.starts_with(written)) || self.is_report(path);
        if is_written || inside.components().any(is_hidden) {
            return None;
        }
        let name = if inside.as_os_str().is_empty() { path.file_name().map(Path::new)? } else { inside };
        Some(name.to_string_lossy().into_owned())
    }

    /// Whether it is the report that a build writes beside its output.
    fn is_report(&self, path: &Path) -> bool {
        let is_beside = self.written.first().is_some_and(|out| out.parent() == path.parent());
        is_beside && is_report_file(path)
    }
}

#[cfg(test)]
mod tests {
    use super::{Scope, follow};
    use crate::command::CommandError;
    use crate::report::Report;
    use std::io::Write;
    use std::path::{Path, PathBuf};
    use std::sync::mpsc;

    fn scope() -> Scope {
        let path = |path: &str| PathBuf::from(path);
        Scope { inputs: vec![path("/site"), path("/etc/dalil.toml")], written: vec![path("/site/search")] }
    }

    /// What is said when these changes come one after the other; every second build fails.
    fn followed(batches: &[&[&str]]) -> (String, usize) {
        let (sender, receiver) = mpsc::channel();
        let mut waiting = batches.iter().map(|batch| batch.iter().map(PathBuf::from).collect::<Vec<_>>());
        waiting.next().into_iter().for_each(|batch| sender.send(batch).unwrap());
        let mut sender = Some(sender);
        let (mut said, mut built) = (Vec::new(), 0);
        let mut rebuild = |out: &mut dyn Write| {
            built += 1;
            match (waiting.next(), &sender) {
                (Some(batch), Some(open)) => open.send(batch).unwrap(),
                _ => sender = None,
            }
            writeln!(out, "build {built}")?;
            if built % 2 == 0 { Err(CommandError::NoArticle("site".to_owned())) } else { Ok(()) }
        };
        follow(&receiver, &scope(), &mut rebuild, &mut said).unwrap();
        (String::from_utf8(said).unwrap(), built)
    }

    #[test]
    fn every_change_is_named_and_built_and_a_failed_build_is_not_the_end() {
        let (said, built) = followed(&[&["/site/a.htm"], &["/etc/dalil.toml"], &["/site/news/b.htm"]]);
        assert_eq!(built, 3);
        let expected =
            ["changed: a.htm", "build 1", "changed: dalil.toml", "build 2", "changed: news/b.htm", "build 3"];
        assert_eq!(said.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn changes_that_come_together_are_one_build_and_one_line() {
        let (sender, receiver) = mpsc::channel();
        for name in ["d", "a", "c", "b", "a"] {
            sender.send(vec![PathBuf::from("/site").join(name)]).unwrap();
        }
        drop(sender);
        let (mut said, mut built) = (Vec::new(), 0);
        let mut rebuild = |_: &mut dyn Write| {
            built += 1;
            Ok(())
        };
        follow(&receiver, &scope(), &mut rebuild, &mut said).unwrap();
        assert_eq!((String::from_utf8(said).unwrap().as_str(), built), ("\nchanged: a, b, c and 1 more\n", 1));
    }

    #[test]
    fn what_a_build_writes_and_what_lies_elsewhere_builds_nothing() {
        let scope = scope();
        let own =
            ["/site/search/manifest.js", "/site/search", "/site/.tmp1a2b", "/site/.git/index", "/etc/hosts", "/other"];
        for path in own {
            assert_eq!(scope.shown(Path::new(path)), None, "{path}");
        }
        assert_eq!(scope.shown(Path::new("/site/searching.htm")), Some("searching.htm".to_owned()));
    }

    #[test]
    fn the_report_beside_the_output_builds_nothing_but_a_page_of_that_name_does() {
        let site = tempfile::tempdir().unwrap();
        let out = site.path().join("search");
        std::fs::create_dir(&out).unwrap();
        let page = Report::default().write(&out).unwrap().unwrap();
        let scope = Scope { inputs: vec![site.path().to_owned()], written: vec![out] };
        assert_eq!(scope.shown(&page), None);
        assert_eq!(scope.shown(&page.with_extension("json")), None);
        std::fs::write(&page, "<title>A report</title>").unwrap();
        assert_eq!(scope.shown(&page), Some("report.html".to_owned()));
    }
}
