//! ZIP files, and crawls that are packed in them.

use std::fs;
use std::io::{Cursor, Write};

use index_builder::limits::Limits;
use index_builder::source::kind::Kind;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{gzip, page, read, read_all, read_bytes, zip_of};

#[test]
fn a_zip_is_read_like_the_folder_that_was_packed() {
    let files: [(&str, &[u8]); 12] = [
        ("News/2012/June/14 n/Ferry, \"Cake\" & #1.htm", b"<html>Ferry"),
        ("أخبار/منارة.htm", b"<html>Lamp"),
        ("notes.TXT", b"Tide"),
        ("list.jsonl", b"{\"id\": 1, \"text\": \"x\"}"),
        ("photo.jpg", b"\xff\xd8\xff"),
        (".git/a.htm", b"<html>"),
        ("__MACOSX/News/._a.htm", b"\0\0"),
        ("_vti_cnf/a.htm", b"<html>"),
        ("page.html", b"<html>Saved"),
        ("page_files/ad.html", b"<html>Buy"),
        ("search/manifest.js", b"Dalil.deliver(\"dalil 1 engine-x manifest 0 0\",\"\");"),
        ("search/index.html", b"<html>Search"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let zip = folder.path().join("site.zip");
    fs::write(&zip, zip_of(&files)).unwrap();
    let paths =
        ["News/2012/June/14 n/Ferry, \"Cake\" & #1.htm", "أخبار/منارة.htm", "notes.TXT", "list.jsonl", "page.html"];
    let alone = read(&zip);
    assert_eq!(alone.pages(), paths);
    assert_eq!(alone.documents[3].kind, Kind::JsonLines);
    let inside = read(folder.path());
    assert_eq!(inside.pages(), paths.map(|path| format!("site.zip/{path}")));
    assert!(inside.documents.iter().zip(paths).all(|(document, path)| document.path == path));
    assert_eq!(inside.contents[0].skipped.get("jpg"), Some(&1));
    assert_eq!(inside.problems(), [""; 0]);
    let other = folder.path().join("other.zip");
    fs::write(&other, zip_of(&[("notes.TXT", b"Tide")])).unwrap();
    let several = read_all(&[&other, &zip], &Limits::default());
    assert_eq!(several.pages()[..2], ["other.zip/notes.TXT", "site.zip/News/2012/June/14 n/Ferry, \"Cake\" & #1.htm"]);
}

#[test]
fn containers_are_opened_inside_one_other_and_no_deeper() {
    let crawl = gzip(&page("http://x.example/1", "<html>Crawled"));
    let innermost = zip_of(&[("c.htm", b"<html>")]);
    let inner = zip_of(&[("News/b.htm", b"<html>Inner"), ("innermost.zip", &innermost)]);
    let outer = zip_of(&[
        ("a.htm", b"<html>Outer"),
        ("inner.zip", &inner),
        ("crawl.warc.gz", &crawl),
        ("p.html.gz", &gzip(b"<html>P")),
    ]);
    let found = read_bytes("outer.zip", &outer);
    assert_eq!(found.pages(), ["a.htm", "inner.zip/News/b.htm", "http://x.example/1", "p.html.gz"]);
    assert_eq!((found.documents[1].path.as_str(), found.documents[3].path.as_str()), ("News/b.htm", "p.html"));
    let problems = found.problems();
    assert!(problems.len() == 1 && problems[0].contains("inner.zip/innermost.zip"), "{problems:?}");
}

#[test]
fn of_a_wacz_the_crawls_are_read_and_not_its_own_lists() {
    let crawl: Vec<u8> = (1..3).flat_map(|n| gzip(&page(&format!("http://x.example/{n}"), "<html>Crawled"))).collect();
    let files: [(&str, &[u8]); 5] = [
        ("archive/data.warc.gz", &crawl),
        ("indexes/index.cdx.gz", &gzip(b"com,example)/ 2020")),
        ("pages/pages.jsonl", b"{\"format\": \"json-pages-1.0\"}\n{\"url\": \"http://x.example/1\", \"text\": \"x\"}"),
        ("datapackage.json", b"{\"profile\": \"data-package\"}"),
        ("logs/crawl.log.txt", b"log"),
    ];
    for name in ["a.wacz", "a.zip"] {
        let found = read_bytes(name, &zip_of(&files));
        assert_eq!(found.pages(), ["http://x.example/1", "http://x.example/2"], "{name}");
        assert_eq!(found.problems(), [""; 0], "{name}");
    }
}

#[test]
fn what_is_wrong_in_a_zip_costs_its_entry_only() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in ["good.htm", "changed.htm", "encrypted.htm", "method.htm", "last.htm"] {
        writer.start_file(name, stored).unwrap();
        writer.write_all(format!("<html>This is {name}").as_bytes()).unwrap();
    }
    let mut bytes = writer.finish().unwrap().into_inner();
    let place = |bytes: &[u8], what: &str, nth: usize| {
        let found: Vec<usize> =
            bytes.windows(what.len()).enumerate().filter(|(_, w)| *w == what.as_bytes()).map(|(n, _)| n).collect();
        found[nth]
    };
    let at = place(&bytes, "This is changed", 0);
    bytes[at] = b'X';
    // Behind the local headers stands the directory: flags and method of an entry 38 and 36 bytes before its name.
    let encrypted = place(&bytes, "encrypted.htm", 2) - 38;
    bytes[encrypted] |= 1;
    let method = place(&bytes, "method.htm", 2) - 36;
    bytes[method] = 98;
    let found = read_bytes("a.zip", &bytes);
    assert_eq!(found.pages(), ["good.htm", "last.htm"]);
    let problems = found.problems();
    for (name, what) in [("changed.htm", "damaged"), ("encrypted.htm", "encrypted"), ("method.htm", "method")] {
        assert!(
            problems.iter().any(|problem| problem.contains(name) && problem.contains(what)),
            "{name}: {problems:?}"
        );
    }
    assert_eq!(problems.len(), 3);
    // Without its directory, up to the entry that is cut.
    let cut = read_bytes("cut.zip", &bytes[..place(&bytes, "This is method", 0)]);
    assert_eq!(cut.pages(), ["good.htm", "encrypted.htm"]);
    let problems = cut.problems();
    assert!(problems.len() == 3 && problems[0].contains("no directory"), "{problems:?}");
}

#[test]
fn a_container_that_holds_nothing_to_read_is_named_where_something_was_expected() {
    let office = zip_of(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")]);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("minutes.htm"), &office).unwrap();
    fs::write(folder.path().join("photos.zip"), zip_of(&[("a.jpg", b"\xff\xd8\xff")])).unwrap();
    let problems = read(folder.path()).problems();
    assert!(problems.len() == 1 && problems[0].contains("holds nothing"), "{problems:?}");
    assert_eq!(read(&folder.path().join("photos.zip")).problems().len(), 1);
}
