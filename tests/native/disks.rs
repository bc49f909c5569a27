//! Disks that are really full or really can't be written to: small ones in memory, in a namespace of their own that ends with the test.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::building::write_site;

/// Runs a script with a disk of so many kilobytes at `$disk`, the two sites at `$old` and `$new`, and the binary at `$dalil`. `None` where
/// the system lets nobody mount one.
fn on_a_small_disk(kilobytes: u32, folder: &Path, script: &str) -> Option<Output> {
    for (edition, name) in ["old", "new"].into_iter().enumerate() {
        fs::create_dir_all(folder.join(name)).unwrap();
        write_site(&folder.join(name), edition);
    }
    fs::create_dir_all(folder.join("disk")).unwrap();
    let mount = format!("mount -t tmpfs -o size={kilobytes}k none \"$disk\" || exit 77\n");
    let run = |ways: &[&str]| {
        let mut shell = Command::new("unshare");
        shell.args(ways).args(["sh", "-c", &format!("{mount}{script}")]);
        for name in ["disk", "old", "new"] {
            shell.env(name, folder.join(name));
        }
        shell.env("dalil", env!("CARGO_BIN_EXE_dalil")).output().ok()
    };
    let told =
        [&["-m"][..], &["-rm"]].into_iter().filter_map(run).find(|told| !matches!(told.status.code(), Some(1 | 77)));
    if told.is_none() {
        eprintln!("skipped: this test mounts a small disk in memory, which this system does not allow");
    }
    told
}

/// What the script printed, a line a build, after checking that it came to its end.
fn lines(told: &Output) -> Vec<String> {
    let said = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(told.status.success(), "{said}{}", String::from_utf8_lossy(&told.stderr));
    said.lines().map(ToOwned::to_owned).collect()
}

/// What of a build's calls decides what a power failure leaves: names that files get, and waiting for the disk.
fn calls(site: &Path, out: &Path) -> Option<Vec<String>> {
    let log = site.join("../calls");
    let mut traced = Command::new("strace");
    traced
        .args(["-f", "-y", "-s", "300", "-e", "trace=rename,renameat,renameat2,fsync,fdatasync,syncfs", "-o"])
        .arg(&log);
    traced.arg(env!("CARGO_BIN_EXE_dalil")).arg("build").arg(site).arg("--out").arg(out).arg("--no-cache");
    let Some(told) = traced.output().ok().filter(|told| told.status.success()) else {
        eprintln!("skipped: this test watches a build with strace, which is not here or not allowed");
        return None;
    };
    drop(told);
    Some(fs::read_to_string(log).unwrap().lines().map(ToOwned::to_owned).collect())
}

#[test]
fn all_that_a_manifest_names_is_on_the_disk_before_the_manifest_is_and_what_replaces_a_file_before_it_does() {
    let folder = tempfile::tempdir().unwrap();
    let (site, out) = (folder.path().join("site"), folder.path().join("search"));
    fs::create_dir(&site).unwrap();
    for edition in 0..2 {
        write_site(&site, edition);
        let Some(calls) = calls(&site, &out) else { return };
        let place = |what: &dyn Fn(&str) -> bool| calls.iter().position(|call| what(call)).unwrap_or(usize::MAX);
        let named = place(&|call| call.contains("rename") && call.contains("search/manifest.js"));
        let settled = place(&|call| call.contains("syncfs("));
        let synced = |path: &str| place(&|call: &str| call.contains("fsync(") && call.contains(path));
        let shards = calls.iter().rposition(|call| call.contains("rename") && call.contains("/terms-")).unwrap();
        assert!(shards < settled && settled < named && named < usize::MAX, "{edition}: {shards}, {settled}, {named}");
        let behind = &calls[settled..named];
        assert!(behind.iter().any(|call| call.contains("fsync(") && call.contains(".half")), "{edition}: {behind:#?}");
        assert!(calls[named..].iter().any(|call| call.contains("fsync(") && call.contains("search>")), "{edition}");
        // The search page has the archive's title, and so is another each time.
        let page = place(&|call| call.contains("rename") && call.contains("search/index.html"));
        assert!(edition == 0 || (synced("search/.dalil-") < page && page < settled), "{edition}: {calls:#?}");
    }
}

/// Builds a site into `$disk/search`, and says in one line how that ended, of which edition all that is there is whole, and what was said of a
/// failure.
const BUILD: &str = r#"
build() {
  "$dalil" build "$1" --out "$disk/search" --no-cache >"$old/out" 2>"$old/said"; status=$?
  "$dalil" verify "$disk/search" >"$old/out" 2>&1 && whole=whole || whole=damaged
  of() { "$dalil" search "$disk/search" "\"edition $1\"" --json | grep -o '"total":[0-9]*' | cut -d: -f2; }
  echo "$status $whole $(of 0) $(of 1) $(wc -l <"$old/said") $(cat "$old/said")"
}
"#;
/// How many articles the editions have, as [`BUILD`] says it.
const OLD: &str = "whole 60 0";
const NEW: &str = "whole 0 61";

#[test]
fn a_full_disk_is_named_and_the_old_archive_stays_whole_until_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    // As full as can be but for some blocks, more of them each time.
    let script = r#"
build "$old"
for left in 0 8 40 100 200; do
  cat /dev/zero >"$disk/filler" 2>/dev/null
  truncate -s -${left}k "$disk/filler"
  build "$new"
  rm "$disk/filler"
done
build "$new"
ls -a "$disk/search" | grep -c -e half -e building.json || true
"#;
    let Some(told) = on_a_small_disk(3000, folder.path(), &format!("{BUILD}{script}")) else { return };
    let lines = lines(&told);
    let (first, tries, last) = (&lines[0], &lines[1..6], &lines[6..]);
    assert!(first.starts_with(&format!("0 {OLD} 0")), "{first}");
    let refused: Vec<_> = tries.iter().take_while(|line| line.starts_with("1 ")).collect();
    assert!(refused.len() >= 3, "{tries:#?}");
    for line in refused {
        let is_named = line.contains("No space left") && line.contains("make room on that disk");
        assert!(line.starts_with(&format!("1 {OLD} 1 ")) && is_named, "{line}");
    }
    assert!(last[0].starts_with(&format!("0 {NEW} 0")) && last[1] == "0", "{last:#?}");
}

#[test]
fn a_disk_that_becomes_read_only_is_named_and_the_archive_there_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let script = r#"
build "$old"
mount -o remount,ro "$disk"
build "$new"
mount -o remount,rw "$disk"
build "$new"
"#;
    let Some(told) = on_a_small_disk(8000, folder.path(), &format!("{BUILD}{script}")) else { return };
    let lines = lines(&told);
    assert!(lines[0].starts_with(&format!("0 {OLD} 0")), "{lines:#?}");
    let is_named = lines[1].contains("can't be written") && lines[1].contains("Read-only file system");
    assert!(lines[1].starts_with(&format!("1 {OLD} 1 ")) && is_named, "{lines:#?}");
    assert!(lines[2].starts_with(&format!("0 {NEW} 0")), "{lines:#?}");
}

#[test]
fn a_full_disk_for_what_is_temporary_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let script = r#"
cat /dev/zero >"$disk/filler" 2>/dev/null
TMPDIR="$disk" "$dalil" build "$new" --out "$old/search" --no-cache 2>&1 >/dev/null; echo "status $?"
"#;
    let Some(told) = on_a_small_disk(500, folder.path(), script) else { return };
    let lines = lines(&told);
    assert!(lines.len() == 2 && lines[1] == "status 1", "{lines:#?}");
    assert!(lines[0].contains("check the space on that disk") && lines[0].contains("TMPDIR"), "{lines:#?}");
}
