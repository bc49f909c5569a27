//! Names and values at the edge of what systems, calendars and terminals know: each is built, found and named as any other.

#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};

use index_builder::archive::Archive;
use serde_json::Value;

use crate::archives::WORDS;
use crate::output::tree;

fn dalil(arguments: &[&OsStr]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dalil")).args(arguments).output().unwrap()
}

fn built(site: &Path, out: &Path) -> Output {
    let [build, to, cache] = ["build", "--out", "--no-cache"].map(OsStr::new);
    let told = dalil(&[build, site.as_os_str(), to, out.as_os_str(), cache]);
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let wrong = Archive::open(out).unwrap().verify();
    assert!(wrong.is_empty(), "{wrong:?}");
    told
}

fn searched(out: &Path, arguments: &[&str]) -> Value {
    let mut all = vec![OsStr::new("search"), out.as_os_str()];
    all.extend(arguments.iter().map(OsStr::new));
    all.push(OsStr::new("--json"));
    let told = dalil(&all);
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    serde_json::from_slice(&told.stdout).unwrap()
}

fn page(word: &str) -> String {
    format!("<title>On {word}</title><p>Nobody saw the {word} of {word} when {word} came, and {word} it was.")
}

/// Whether a terminal that shows this obeys nothing of it.
fn is_harmless(said: &str) -> bool {
    said.chars()
        .all(|c| c == '\n' || !(c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')))
}

#[test]
fn files_of_any_name_are_pages_and_lead_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let (site, out) = (folder.path().join("site"), folder.path().join("search"));
    let names: [&[u8]; 14] = [
        b"line\nfeed.htm",
        b"escape\x1b[31m\x07.htm",
        b"delete\x7f.htm",
        b"not \xff unicode.htm",
        b"back\\slash.htm",
        b"x\\..\\..\\up.htm",
        b"-rf.htm",
        b"%2e%2e%2fup.htm",
        b"a?b#c&d;e.htm",
        b"con.htm",
        "\u{202e}mth.htm".as_bytes(),
        b" blank .htm",
        b"javascript:alert(1).htm",
        b"<b>\"'`.htm",
    ];
    fs::create_dir(&site).unwrap();
    for (name, word) in names.iter().zip(WORDS) {
        fs::write(site.join(OsStr::from_bytes(name)), page(word)).unwrap();
    }
    let long = format!("{}.htm", "n".repeat(251));
    fs::write(site.join(&long), page("orchestra")).unwrap();
    let told = built(&site, &out);
    let said = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(said.contains("not valid Unicode") && is_harmless(&said), "{said:?}");
    for word in WORDS.into_iter().chain(["orchestra"]) {
        let found = searched(&out, &[word]);
        let url = found["hits"][0]["url"].as_str().unwrap_or_else(|| panic!("{word}: {found}"));
        assert!(url.starts_with("../site/") && url.is_ascii() && !url.contains(char::is_control), "{url}");
        let file = percent_encoding::percent_decode_str(&url["../site/".len()..]).collect::<Vec<u8>>();
        assert!(site.join(OsStr::from_bytes(&file)).is_file() || url.contains("%EF%BF%BD"), "{url}");
    }
}

#[test]
fn names_that_a_disk_may_hold_for_the_same_stay_apart_and_no_two_files_of_the_archive_do() {
    let folder = tempfile::tempdir().unwrap();
    let (site, out) = (folder.path().join("site"), folder.path().join("search"));
    // Folders become sections, and these have pages of their own in browse/.
    let folders = [
        "News",
        "news",
        "NEWS",
        "nEws",
        "ne\u{301}ws",
        "n\u{e9}ws",
        "NÉWS",
        "con",
        "CON",
        "aux.",
        "a b",
        "a-b",
        "A_B",
        "n...",
    ];
    for (number, (name, word)) in folders.iter().zip(WORDS).enumerate() {
        fs::create_dir_all(site.join(name)).unwrap();
        for copy in 0..120 {
            // Sections of more than a hundred articles have pages of their own.
            // Lines that differ in numbers only are taken for a frame.
            let own: String = (copy * 977 + 7).to_string().bytes().map(|digit| char::from(digit + 49)).collect();
            let day = number % 9 + 1;
            let text = format!(
                "<meta name=date content=2011-0{day}-03><title>On {own}</title><p>The {own} of {word} saw {own}{own} and {word}{own} when {own}ed."
            );
            fs::write(site.join(name).join(format!("{word}{copy}.htm")), text).unwrap();
        }
    }
    fs::write(site.join("dalil.toml"), "[duplicates]\nfind = false\n").unwrap();
    built(&site, &out);
    for (word, name) in WORDS.iter().zip(folders) {
        let found = searched(&out, &[word]);
        assert_eq!(found["total"], 120, "{name}: {found}");
    }
    let files = tree(&out);
    let lower: BTreeSet<String> = files.keys().map(|name| name.to_lowercase()).collect();
    assert_eq!(lower.len(), files.len(), "two files differ in case only");
    for name in files.keys().flat_map(|path| path.split('/')) {
        let stem = name.split('.').next().unwrap_or_default();
        let is_device = ["con", "aux", "nul", "prn", "com1", "lpt1"].contains(&stem);
        let is_plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-'));
        assert!(is_plain && !is_device && !name.ends_with('.'), "{name}");
    }
}

#[test]
fn folders_and_files_that_link_to_each_other_in_circles_are_read_once() {
    let folder = tempfile::tempdir().unwrap();
    let (site, out) = (folder.path().join("site"), folder.path().join("search"));
    for name in ["a/b", "c"] {
        fs::create_dir_all(site.join(name)).unwrap();
    }
    fs::write(site.join("a/page.htm"), page("harbour")).unwrap();
    fs::write(folder.path().join("secret.htm"), page("council")).unwrap();
    for (to, at) in [
        ("..", "a/b/up"),
        ("../a", "c/a"),
        ("../c", "a/c"),
        (".", "self"),
        ("gone", "dangling.htm"),
        ("loop.htm", "loop.htm"),
        ("/proc/self/root", "root"),
        ("/dev/stdin", "in.htm"),
        ("/dev/urandom", "noise.jsonl"),
    ] {
        symlink(to, site.join(at)).unwrap();
    }
    built(&site, &out);
    let found = searched(&out, &["harbour"]);
    assert_eq!((&found["total"], &found["hits"][0]["id"]), (&Value::from(1), &Value::from("a/page.htm")), "{found}");
}

#[test]
fn days_at_the_ends_of_the_calendar_are_found_listed_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let (site, out) = (folder.path().join("site"), folder.path().join("search"));
    fs::create_dir(&site).unwrap();
    let dates = [
        ("0001-01-01", Some("0001-01-01")),
        ("9999-12-31", Some("9999-12-31")),
        ("9999", Some("9999")),
        ("2011-02-29", None),
        ("0000-01-01", Some("0000-01-01")),
        ("0000", Some("0000")),
        ("10000-01-01", None),
        ("+012011-01-01", None),
        ("-0001-01-01", None),
        ("18446744073709551616-01-01", None),
        ("2011-13-01", None),
        ("2011-00-00", None),
    ];
    let lines = dates.iter().enumerate().map(|(n, (date, _))| {
        serde_json::json!({"id": n, "text": format!("The harbour of {}.", WORDS[n]), "date": date}).to_string()
    });
    fs::write(site.join("a.jsonl"), lines.collect::<Vec<_>>().join("\n")).unwrap();
    let told = built(&site, &out);
    let said = String::from_utf8_lossy(&told.stderr).into_owned();
    for (number, (written, read)) in dates.iter().enumerate() {
        let found = searched(&out, &[WORDS[number]]);
        let date = found["hits"][0]["date"].as_str();
        // What a date that is none says of a year may be kept.
        assert!(
            date == *read || (read.is_none() && date.is_none_or(|date| date.starts_with("2011"))),
            "{written}: {date:?}"
        );
        assert!(
            date.is_some() || said.contains(&format!("\u{201c}{written}\u{201d}")),
            "{written} is not named: {said}"
        );
    }
    let total = |query: &str| searched(&out, &[query])["total"].as_u64().unwrap();
    assert_eq!(
        (total("harbour date:9999"), total("harbour after:9999-12-31"), total("harbour before:0002")),
        (2, 2, 3)
    );
    assert_eq!((total("harbour date:0001..9999") > 2, total("harbour before:0000")), (true, 0));
}

#[test]
fn a_terminal_obeys_nothing_of_what_strangers_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let (site, out) = (folder.path().join("site"), folder.path().join("search"));
    fs::create_dir(&site).unwrap();
    let evil = "\u{1b}]0;owned\u{7} \u{1b}[2J \u{9b}31m \u{202e}txet\u{2066} \u{7f}\r";
    let line = serde_json::json!({"id": format!("{evil}1"), "title": format!("Harbour {evil}"), "text": format!("The harbour {evil} is open. {evil}"), "section": evil, "source": evil, "date": evil, evil: "x"});
    fs::write(
        site.join("a.jsonl"),
        format!(
            "{line}\n{{\"text\": \"A second {evil} harbour.\"}}\n{}",
            serde_json::json!({"id": 7, "text": "The bridge.", "date": evil})
        ),
    )
    .unwrap();
    fs::write(site.join(format!("b{}.jsonl", evil.replace('/', ""))), "no object\n").unwrap();
    let told = built(&site, &out);
    let [extract, search, suggest, inspect, similar, verify] =
        ["extract", "search", "suggest", "inspect", "similar", "verify"].map(OsStr::new);
    let (site, archive, harbour) = (site.as_os_str(), out.as_os_str(), OsStr::new("harbour"));
    let id = format!("{evil}1");
    let mut all = vec![told];
    for arguments in [
        &[extract, site][..],
        &[search, archive, harbour],
        &[search, archive, OsStr::new("harbuor"), OsStr::new("--explain")],
        &[suggest, archive, OsStr::new("harb")],
        &[inspect, archive],
        &[similar, archive, OsStr::new(&id)],
        &[similar, archive, OsStr::new("\u{1b}[2J")],
        &[verify, OsStr::new("\u{1b}[2J")],
    ] {
        all.push(dalil(arguments));
    }
    for told in all {
        for said in [&told.stdout, &told.stderr] {
            let said = String::from_utf8(said.clone()).unwrap();
            assert!(is_harmless(&said), "{said:?}");
        }
    }
}

#[test]
fn nothing_of_an_archive_or_its_report_is_a_table_that_would_run_as_formulas() {
    let folder = tempfile::tempdir().unwrap();
    let (site, out) = (folder.path().join("site"), folder.path().join("search"));
    fs::create_dir(&site).unwrap();
    let formulas = ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "=HYPERLINK(\"https://x.example\")"];
    let rows: String = formulas
        .iter()
        .enumerate()
        .map(|(n, formula)| format!("{n},\"{0}\",\"{0} {1}\"\n", formula.replace('"', "\"\""), WORDS[n]))
        .collect();
    fs::write(site.join("a.csv"), format!("id,title,text\n{rows}")).unwrap();
    built(&site, &out);
    for (formula, word) in formulas.iter().zip(WORDS) {
        let found = searched(&out, &[word]);
        assert_eq!(found["hits"][0]["title"].as_str(), Some(formula.trim()), "what was written is shown as it is");
    }
    let tables = tree(folder.path()).into_keys().filter(|name| !name.starts_with("site/"));
    let tables: Vec<_> =
        tables.filter(|name| [".csv", ".tsv", ".xls"].iter().any(|ending| name.contains(ending))).collect();
    assert!(tables.is_empty(), "{tables:?}");
}
