//! Builds that are killed, that find no room, that may not write, that meet each other, and whose input changes while they read: the
//! old archive stays whole or the new one is complete, and the next build has nothing to regret.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use index_builder::archive::Archive;
use index_builder::bundle::Alone;
use index_builder::config::Config;
use index_builder::reading::{self, InputOptions};
use tempfile::TempDir;

use crate::output::tree;

/// A site of which every article is another each time, and some come and go, so that every kind of file changes.
pub fn write_site(site: &Path, edition: usize) {
    let line = |number: usize| {
        let month = 1 + (number + edition) % 12;
        let text = format!("The harbour of word{number} was seen in edition {edition} near the lighthouse.");
        let date = format!("201{}-{month:02}-03", edition % 3);
        serde_json::json!({"id": format!("{number}.htm"), "date": date, "title": format!("Note {number}"), "text": text})
    };
    let lines: Vec<_> = (0..60 + edition).map(|number| line(number).to_string()).collect();
    fs::write(site.join("articles.jsonl"), lines.join("\n")).unwrap();
    fs::write(site.join("dalil.toml"), format!("[archive]\ntitle = \"Edition {edition}\"\n")).unwrap();
}

/// A site's folder and where its archive lies.
struct Site {
    folder: TempDir,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("site")).unwrap();
        Self { folder }
    }

    fn input(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("search")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dalil"));
        command.arg("build").arg(self.input()).arg("--out").arg(self.out()).arg("--no-cache");
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    fn build(&self) {
        let done = self.command().output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    /// What a first build of this edition gives.
    fn fresh(edition: usize) -> Self {
        let site = Self::new();
        write_site(&site.input(), edition);
        site.build();
        site
    }
}

/// Whether all that the archive there names is whole; and its title, which tells the editions apart.
pub fn whole(out: &Path) -> String {
    let archive = Archive::open(out).unwrap();
    let wrong = archive.verify();
    assert!(wrong.is_empty(), "{wrong:#?}");
    archive.manifest().title.clone().unwrap_or_default()
}

/// So many files are there or were replaced.
fn written(out: &Path, before: &std::collections::BTreeMap<String, std::time::SystemTime>) -> usize {
    times(out).into_iter().filter(|(name, time)| before.get(name) != Some(time)).count()
}

fn times(out: &Path) -> std::collections::BTreeMap<String, std::time::SystemTime> {
    let entries = walkdir::WalkDir::new(out).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let time =
        |entry: walkdir::DirEntry| Some((entry.path().display().to_string(), entry.metadata().ok()?.modified().ok()?));
    entries.filter_map(time).collect()
}

/// Kills a build once it has written so many files, or lets it end before.
fn kill_after(
    mut child: Child,
    out: &Path,
    files: usize,
    before: &std::collections::BTreeMap<String, std::time::SystemTime>,
) {
    while child.try_wait().unwrap().is_none() && written(out, before) < files {
        thread::yield_now();
    }
    let _ = child.kill();
    child.wait().unwrap();
}

/// Kills builds of one edition after another over one folder, at ever later points.
fn kill_at(points: impl Iterator<Item = usize>) {
    let site = Site::new();
    write_site(&site.input(), 0);
    site.build();
    let mut edition = 0;
    for point in points {
        edition += 1;
        write_site(&site.input(), edition);
        let before = times(&site.out());
        kill_after(site.command().spawn().unwrap(), &site.out(), point, &before);
        whole(&site.out());
        // Every third time the archive is built at last; otherwise one ruin stands on the other.
        if edition % 3 == 0 {
            site.build();
            assert_eq!(whole(&site.out()), format!("Edition {edition}"));
            let left: Vec<_> = tree(&site.out()).into_keys().filter(|name| name.contains(".dalil-")).collect();
            assert!(left.is_empty() && !site.out().join("building.json").exists(), "{left:?}");
        }
    }
    write_site(&site.input(), 0);
    let purged = site.command().arg("--purge").output().unwrap();
    assert!(purged.status.success());
    assert!(tree(&site.out()) == tree(&Site::fresh(0).out()), "nothing is left of builds that were killed");
}

#[test]
fn a_build_that_is_killed_leaves_a_whole_archive_and_nothing_that_stays() {
    kill_at([0, 1, 3, 12, 40, 70].into_iter());
}

#[test]
#[ignore = "long: fifty builds"]
fn a_build_can_be_killed_at_any_of_fifty_points() {
    kill_at((0..50).map(|point| point * 2));
}

#[cfg(unix)]
fn limited(site: &Site, blocks: u32, trapped: bool) -> std::process::Output {
    let trap = if trapped { "trap '' XFSZ; " } else { "" };
    let build = site.command();
    let mut shell = Command::new("sh");
    shell
        .arg("-c")
        .arg(format!("{trap}ulimit -f {blocks}; exec \"$0\" \"$@\""))
        .arg(build.get_program())
        .args(build.get_args());
    shell.output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_build_that_finds_no_room_says_so_and_leaves_the_old_archive() {
    let site = Site::fresh(0);
    write_site(&site.input(), 1);
    for blocks in [0, 2, 8] {
        let refused = limited(&site, blocks, true);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!((refused.status.code(), said.trim().lines().count()), (Some(1), 1), "{blocks}: {said}");
        assert_eq!(whole(&site.out()), "Edition 0", "{blocks}");
        // The system may also end it at once.
        assert!(!limited(&site, blocks, false).status.success());
        assert_eq!(whole(&site.out()), "Edition 0", "{blocks}");
    }
    site.build();
    assert_eq!(whole(&site.out()), "Edition 1");
}

#[cfg(unix)]
#[test]
fn an_output_that_may_not_be_written_is_named_and_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::fresh(0);
    let before = tree(&site.out());
    write_site(&site.input(), 1);
    let allow = |mode| fs::set_permissions(site.out(), fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    // Whoever is root may write all the same.
    let is_bound = fs::write(site.out().join("probe"), "").is_err();
    let refused = site.command().output().unwrap();
    allow(0o755);
    if is_bound {
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(refused.status.code() == Some(1) && said.contains("can't be written"), "{said}");
        assert!(tree(&site.out()) == before);
    } else {
        assert_eq!(whole(&site.out()), "Edition 1");
    }
}

#[test]
fn of_two_builds_into_one_folder_the_second_says_so_and_a_dead_one_holds_nothing() {
    let site = Site::fresh(0);
    let alone = Alone::take(&site.out()).unwrap();
    write_site(&site.input(), 1);
    let refused = site.command().output().unwrap();
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(1) && said.contains("another build is writing"), "{said}");
    assert_eq!(whole(&site.out()), "Edition 0");
    drop(alone);
    let mut killed = site.command().spawn().unwrap();
    killed.kill().unwrap();
    killed.wait().unwrap();
    site.build();
    assert_eq!(whole(&site.out()), "Edition 1");
}

#[test]
fn input_that_vanishes_or_changes_while_it_is_read_costs_itself() {
    let folder = tempfile::tempdir().unwrap();
    let page = |number: usize| folder.path().join(format!("{number:04}.htm"));
    // More than are read at once.
    for number in 0..900 {
        // Lines that differ in numbers only are taken for a frame.
        let word: String = number.to_string().bytes().map(|digit| char::from(digit + 49)).collect();
        let text =
            format!("<title>On {word}</title><p>The harbour of {word} saw {word} and {word}{word} when {word}ed.");
        fs::write(page(number), text).unwrap();
    }
    let touched = std::sync::Once::new();
    let meddle = || {
        fs::remove_file(page(890)).unwrap();
        fs::write(page(891), "<title>Cut").unwrap();
        fs::remove_file(page(892)).unwrap();
        fs::create_dir(page(892)).unwrap();
        fs::write(page(893), [0_u8; 5000]).unwrap();
    };
    let options = InputOptions { output: None, cache: None, config: Config::default() };
    let read = reading::read(&[folder.path().to_owned()], &options, &|_| touched.call_once(meddle)).unwrap();
    assert!(touched.is_completed());
    let ids: Vec<_> = read.articles().unwrap().into_iter().map(|article| article.id).collect();
    assert!((0..890).chain(894..900).all(|number| ids.contains(&format!("{number:04}.htm"))), "{}", ids.len());
    let named: Vec<_> = read.report.problems.iter().map(|problem| problem.file.as_str()).collect();
    assert!(named.contains(&"0890.htm") && named.contains(&"0892.htm"), "{named:?}");
}
