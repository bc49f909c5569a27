//! Folders that earlier builds wrote and the newest no longer needs.
//!
//! A page that is open in a reader's browser goes on asking for the folders of the manifest it began with. They stay for a
//! grace; a list beside the manifest says since when each is superseded. The list may come from anywhere: only folders named as
//! Dalil names them are believed, and only files are removed that say that they belong to that folder, or have a listed checksum.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use dalil::format::checksum::Crc32;
use dalil::format::manifest::Manifest;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::write::{is_plain, replace};
use super::{Coming, WriteError, note};
use crate::index::folder::is_name;

/// The list's name in the archive's folder.
pub const LIST: &str = "superseded.json";
/// No list is longer: each build adds some dozens of names.
const LONGEST_LIST: u64 = 4 << 20;
/// How long superseded folders stay.
const USUAL: SignedDuration = SignedDuration::from_hours(7 * 24);
/// What the list says to whoever finds it.
const ABOUT: &str = "Folders of earlier builds and since when no build needs them. They stay for a week, for pages that are still open in a reader's browser. dalil build --purge removes them at once.";

/// How long folders stay that are no longer needed.
#[derive(Clone, Debug)]
pub struct Grace {
    /// When the build is written.
    pub now: Timestamp,
    /// How long; `None` if not at all.
    pub length: Option<SignedDuration>,
    /// Folders that no reader can have seen: they go at once.
    pub unseen: BTreeSet<String>,
}

impl Grace {
    /// A week.
    #[must_use]
    pub fn usual() -> Self {
        Self { now: Timestamp::now(), length: Some(USUAL), unseen: BTreeSet::new() }
    }

    /// None.
    #[must_use]
    pub fn none() -> Self {
        Self { length: None, ..Self::usual() }
    }
}

/// The superseded folders of an archive.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Superseded {
    folders: BTreeMap<String, Entry>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    /// Since when no build needs it.
    since: Timestamp,
    /// When a build first saw that this is yet to come: one of two clocks was wrong, and nobody knows which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    early: Option<Timestamp>,
    /// The CRC-32 of its files that don't say where they belong.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    files: BTreeMap<String, u32>,
}

impl Entry {
    fn new(since: Timestamp, files: BTreeMap<String, u32>) -> Self {
        Self { since, early: None, files }
    }

    /// How long it has been superseded. As long as the clock says that this is yet to come, a grace by that clock serves, so that one build
    /// of a clock far ahead keeps nothing for ever.
    fn age(&mut self, now: Timestamp) -> SignedDuration {
        if now >= self.since {
            self.early = None;
            return now.duration_since(self.since);
        }
        let early = self.early.map_or(now, |early| early.min(now));
        self.early = Some(early);
        now.duration_since(early)
    }
}

#[derive(Serialize, Deserialize)]
struct List {
    #[serde(default)]
    about: String,
    folders: BTreeMap<String, Entry>,
}

impl Superseded {
    /// Reads an archive's list. One that is damaged, or names what is no folder of an archive, is as good as none.
    #[must_use]
    pub fn read(out: &Path) -> Self {
        let list: Option<List> = note::read(&out.join(LIST), LONGEST_LIST);
        let is_ours = |(name, entry): (&String, &Entry)| is_name(name) && entry.files.keys().all(|file| is_plain(file));
        let folders = list.map(|list| list.folders).filter(|folders| folders.iter().all(is_ours));
        Self { folders: folders.unwrap_or_default() }
    }

    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.folders.keys().map(String::as_str)
    }

    /// Takes up what builds left that were stopped: folders that no manifest ever named. Returns which those are.
    pub(super) fn take_up(&mut self, left: &Coming, old: &Manifest, now: Timestamp) -> BTreeSet<String> {
        let files = old.files();
        let mut unseen = BTreeSet::new();
        for (folder, sums) in left.folders() {
            if !self.folders.contains_key(folder) && files.iter().all(|file| file.folder != folder) {
                self.folders.insert(folder.to_owned(), Entry::new(now, sums));
                unseen.insert(folder.to_owned());
            }
        }
        unseen
    }

    /// Notes what a build changes: `old` was in use until now, the folders `needed` are from now on.
    pub(super) fn note<'f>(&mut self, old: &Manifest, needed: impl Iterator<Item = &'f str>, now: Timestamp) {
        // Of two clocks that disagree the later is believed: nothing goes too early.
        let since = self.folders.values().map(|entry| entry.since).fold(now, Timestamp::max);
        let files = old.files();
        for name in files.iter().map(|file| file.folder.as_str()).filter(|name| is_name(name)) {
            self.folders.insert(name.to_owned(), Entry::new(since, BTreeMap::new()));
        }
        for (path, sum) in &old.entries {
            let Some((folder, file)) = path.split_once('/').filter(|(_, file)| is_plain(file)) else { continue };
            if let Some(entry) = self.folders.get_mut(folder) {
                entry.files.insert(file.to_owned(), *sum);
            }
        }
        for name in needed {
            self.folders.remove(name);
        }
    }

    /// Has no folder any grace, also not where this build is stopped before it removes them; with folders of an archive that neither a
    /// list nor a manifest names any more, since one of these was lost.
    pub(super) fn forsake(&mut self, out: &Path, needed: &BTreeSet<&str>) {
        for folder in fs::read_dir(out).into_iter().flatten().flatten() {
            let name = folder.file_name().to_str().map(str::to_owned).filter(|name| is_name(name));
            if let Some(name) = name.filter(|name| !needed.contains(name.as_str())) {
                self.folders.entry(name).or_insert_with(|| Entry::new(Timestamp::UNIX_EPOCH, BTreeMap::new()));
            }
        }
        for entry in self.folders.values_mut() {
            (entry.since, entry.early) = (Timestamp::UNIX_EPOCH, None);
        }
    }

    /// Removes the folders whose grace is over. What can't be removed stays on the list and does no harm.
    pub(super) fn remove_old(&mut self, out: &Path, grace: &Grace) {
        self.folders.retain(|name, entry| {
            let age = entry.age(grace.now);
            let is_over = grace.length.is_none_or(|length| age >= length) || grace.unseen.contains(name);
            !(is_over && remove(out, name, entry).is_ok())
        });
    }

    /// Writes the list; an empty one is no file.
    pub(super) fn write(&self, out: &Path) -> Result<(), WriteError> {
        if self.folders.is_empty() {
            // One that stays names what is gone.
            let _ = fs::remove_file(out.join(LIST));
            return Ok(());
        }
        let list = List { about: ABOUT.to_owned(), folders: self.folders.clone() };
        let text = serde_json::to_string_pretty(&list).unwrap_or_default();
        replace(out, LIST, &(text + "\n")).map(drop)
    }

    /// The bytes that their files take.
    #[must_use]
    pub fn bytes(&self, out: &Path) -> u64 {
        let files = self.folders.iter().filter_map(|(name, entry)| own_files(out, name, entry).ok()).flatten();
        files.filter_map(|path| fs::metadata(path).ok()).map(|file| file.len()).sum()
    }
}

/// Removes a folder's own files, and the folder where nothing else is in it.
fn remove(out: &Path, folder: &str, entry: &Entry) -> io::Result<()> {
    own_files(out, folder, entry)?.into_iter().try_for_each(fs::remove_file)?;
    let _ = fs::remove_dir(out.join(folder));
    Ok(())
}

/// The files of a folder that are there and belong to it.
fn own_files(out: &Path, folder: &str, entry: &Entry) -> io::Result<Vec<PathBuf>> {
    let path = out.join(folder);
    // A link leads somewhere else.
    if !fs::symlink_metadata(&path).is_ok_and(|there| there.is_dir()) {
        return Ok(Vec::new());
    }
    let mut own = Vec::new();
    for file in fs::read_dir(path)? {
        let file = file?;
        let sum = file.file_name().to_str().and_then(|name| entry.files.get(name)).copied();
        if file.file_type()?.is_file() && (is_of(&file.path(), folder)? || has_sum(&file.path(), sum)?) {
            own.push(file.path());
        }
    }
    Ok(own)
}

/// Whether a file's header names this folder.
fn is_of(file: &Path, folder: &str) -> io::Result<bool> {
    let mut begin = Vec::new();
    File::open(file)?.take(128).read_to_end(&mut begin)?;
    let begin = String::from_utf8_lossy(&begin);
    let words = begin.strip_prefix("Dalil.deliver(\"dalil ").map(|rest| rest.split(' '));
    Ok(words.is_some_and(|mut words| words.nth(1) == Some(folder)))
}

/// Whether a file has this checksum.
fn has_sum(file: &Path, sum: Option<u32>) -> io::Result<bool> {
    let Some(sum) = sum else { return Ok(false) };
    Ok(Crc32::new().update(&fs::read(file)?).value() == sum)
}

#[cfg(test)]
mod tests {
    use super::{Grace, LIST, Superseded};
    use dalil::format::checksum::Crc32;
    use dalil::format::manifest::Manifest;
    use dalil::format::segment::Segment;
    use jiff::{SignedDuration, Timestamp};
    use serde_json::json;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    const VIEW: &str = "export const view = 1;";
    const ONE: &str = "terms-0123456789ab";
    const TWO: &str = "2011-05-ba9876543210";

    fn day(day: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * (20_000 + day))
    }

    fn grace(today: i64) -> Grace {
        Grace { now: day(today), ..Grace::usual() }
    }

    fn lay(out: &Path, folder: &str) {
        fs::create_dir_all(out.join(folder)).unwrap();
        let text = format!("Dalil.deliver(\"dalil 1 {folder} articles 0 00000000\",\"\");\n");
        fs::write(out.join(folder).join("articles-0.js"), text).unwrap();
        fs::write(out.join(folder).join("view.js"), VIEW).unwrap();
    }

    /// A manifest that names these folders and a script in each.
    fn manifest(names: &[&str]) -> Manifest {
        let segments = names.iter().map(|name| Segment { folder: (*name).to_owned(), shards: 1, ..Segment::default() });
        let entries =
            names.iter().map(|name| (format!("{name}/view.js"), Crc32::new().update(VIEW.as_bytes()).value()));
        Manifest { segments: segments.collect(), entries: entries.collect(), ..Manifest::default() }
    }

    fn superseded(names: &[&str], on: i64) -> Superseded {
        let mut list = Superseded::default();
        list.note(&manifest(names), [].into_iter(), day(on));
        list
    }

    #[test]
    fn a_superseded_folder_stays_a_week_and_then_goes() {
        let out = tempfile::tempdir().unwrap();
        lay(out.path(), ONE);
        let mut list = superseded(&[ONE], 0);
        list.remove_old(out.path(), &grace(6));
        assert!(out.path().join(ONE).join("articles-0.js").is_file() && list.bytes(out.path()) > 0);
        list.remove_old(out.path(), &grace(7));
        assert!(!out.path().join(ONE).exists() && list == Superseded::default());
    }

    #[test]
    fn a_clock_in_the_past_removes_nothing_early() {
        let out = tempfile::tempdir().unwrap();
        lay(out.path(), ONE);
        lay(out.path(), TWO);
        let mut list = superseded(&[ONE], 100);
        list.note(&manifest(&[TWO]), [].into_iter(), day(-9000));
        list.remove_old(out.path(), &grace(-9000));
        list.remove_old(out.path(), &grace(106));
        assert!(out.path().join(ONE).is_dir() && out.path().join(TWO).is_dir());
    }

    #[test]
    fn one_build_of_a_clock_far_ahead_keeps_nothing_for_ever() {
        let out = tempfile::tempdir().unwrap();
        lay(out.path(), ONE);
        lay(out.path(), TWO);
        let mut list = superseded(&[ONE], 9000);
        list.remove_old(out.path(), &grace(9000));
        // What comes later is as old as what that build wrote.
        list.note(&manifest(&[TWO]), [].into_iter(), day(1));
        list.remove_old(out.path(), &grace(1));
        list.write(out.path()).unwrap();
        let mut list = Superseded::read(out.path());
        list.remove_old(out.path(), &grace(7));
        assert!(out.path().join(ONE).is_dir() && out.path().join(TWO).is_dir());
        list.remove_old(out.path(), &grace(8));
        assert!(!out.path().join(ONE).exists() && !out.path().join(TWO).exists() && list == Superseded::default());
    }

    #[test]
    fn a_folder_that_is_needed_again_leaves_the_list() {
        let mut list = superseded(&[ONE, TWO], 0);
        list.note(&Manifest::default(), [TWO].into_iter(), day(1));
        assert_eq!(list.names().collect::<Vec<_>>(), [ONE]);
    }

    #[test]
    fn a_folder_in_use_until_now_has_its_whole_grace_whatever_the_list_said() {
        let mut list = superseded(&[ONE], 0);
        list.note(&manifest(&[ONE]), [].into_iter(), day(9));
        assert_eq!(list, superseded(&[ONE], 9));
    }

    #[test]
    fn no_grace_removes_all_and_what_nobody_saw_goes_at_once() {
        let out = tempfile::tempdir().unwrap();
        lay(out.path(), ONE);
        lay(out.path(), TWO);
        let mut list = superseded(&[ONE, TWO], 0);
        list.remove_old(out.path(), &Grace { unseen: BTreeSet::from([TWO.to_owned()]), ..grace(0) });
        assert!(out.path().join(ONE).is_dir() && !out.path().join(TWO).exists());
        list.remove_old(out.path(), &Grace::none());
        assert!(!out.path().join(ONE).exists() && list == Superseded::default());
    }

    #[test]
    fn what_has_no_grace_goes_with_the_next_build_where_this_one_is_stopped() {
        let out = tempfile::tempdir().unwrap();
        lay(out.path(), ONE);
        let mut list = superseded(&[ONE], 0);
        list.forsake(out.path(), &BTreeSet::new());
        list.write(out.path()).unwrap();
        let mut next = Superseded::read(out.path());
        next.remove_old(out.path(), &grace(0));
        assert!(!out.path().join(ONE).exists() && next == Superseded::default());
    }

    #[test]
    fn a_lost_list_keeps_no_folder_from_being_purged_but_what_is_not_ours_stays() {
        let out = tempfile::tempdir().unwrap();
        for name in [ONE, TWO, "photos"] {
            lay(out.path(), name);
        }
        let others = out.path().join("notes-0123456789ab");
        fs::create_dir(&others).unwrap();
        fs::write(others.join("notes.txt"), "mine").unwrap();
        let mut list = Superseded::default();
        list.forsake(out.path(), &BTreeSet::from([TWO]));
        list.remove_old(out.path(), &Grace::none());
        let is_there = |name: &str| out.path().join(name).join("articles-0.js").is_file();
        assert_eq!((is_there(ONE), is_there(TWO), is_there("photos")), (false, true, true));
        assert!(others.join("notes.txt").is_file());
    }

    #[test]
    fn a_damaged_or_hostile_list_removes_nothing() {
        let parent = tempfile::tempdir().unwrap();
        let out = parent.path().join("out");
        lay(parent.path(), ONE);
        lay(&out, "photos");
        lay(&out, ONE);
        let outside = parent.path().join(ONE);
        let absolute = outside.to_string_lossy();
        let hostile = [
            &format!("../{ONE}"),
            &*absolute,
            "photos",
            "photos/../photos-0123456789ab",
            ".",
            "",
            "..",
            "a\\b-0123456789ab",
            "c:-0123456789ab",
        ];
        for name in hostile {
            let since = json!({"since": "2000-01-01T00:00:00Z"});
            fs::write(out.join(LIST), json!({"folders": {name: since, ONE: since}}).to_string()).unwrap();
            assert_eq!(Superseded::read(&out), Superseded::default(), "{name}");
        }
        for file in ["../view.js", "a/b", "", "..", ".htaccess", "c:x", "a\\b"] {
            let entry = json!({"since": "2000-01-01T00:00:00Z", "files": {file: 0}});
            fs::write(out.join(LIST), json!({"folders": {ONE: entry}}).to_string()).unwrap();
            assert_eq!(Superseded::read(&out), Superseded::default(), "{file}");
        }
        for text in ["", "{", "[]", "{\"folders\":{\"terms-0123456789ab\":7}}", "{\"folders\":[]}"] {
            fs::write(out.join(LIST), text).unwrap();
            assert_eq!(Superseded::read(&out), Superseded::default(), "{text}");
        }
    }

    #[test]
    fn what_the_keeper_put_into_a_folder_stays() {
        let out = tempfile::tempdir().unwrap();
        lay(out.path(), ONE);
        lay(out.path(), TWO);
        fs::write(out.path().join(ONE).join("view.js"), "my own view").unwrap();
        let (mine, others) = (out.path().join(ONE).join("mine.txt"), out.path().join(ONE).join("articles-1.js"));
        fs::write(&mine, "mine").unwrap();
        fs::copy(out.path().join(TWO).join("articles-0.js"), &others).unwrap();
        superseded(&[ONE], 0).remove_old(out.path(), &grace(8));
        assert!(out.path().join(ONE).join("view.js").is_file());
        assert!(mine.is_file() && others.is_file() && !out.path().join(ONE).join("articles-0.js").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let out = tempfile::tempdir().unwrap();
        lay(out.path(), "elsewhere");
        fs::rename(out.path().join("elsewhere"), out.path().join("kept")).unwrap();
        let text = format!("Dalil.deliver(\"dalil 1 {ONE} articles 0 00000000\",\"\");\n");
        fs::write(out.path().join("kept/articles-0.js"), text).unwrap();
        std::os::unix::fs::symlink(out.path().join("kept"), out.path().join(ONE)).unwrap();
        superseded(&[ONE], 0).remove_old(out.path(), &grace(8));
        assert!(out.path().join("kept/articles-0.js").is_file());
    }

    #[test]
    fn the_list_is_read_as_it_was_written_and_an_empty_one_is_no_file() {
        let out = tempfile::tempdir().unwrap();
        let list = superseded(&[ONE, TWO], 3);
        list.write(out.path()).unwrap();
        assert_eq!(Superseded::read(out.path()), list);
        Superseded::default().write(out.path()).unwrap();
        assert!(!out.path().join(LIST).exists());
    }
}
