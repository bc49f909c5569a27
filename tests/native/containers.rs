//! Inputs that hold further documents, as crawlers, browsers and packers make them.

use std::fs::{self, File};
use std::io::{Cursor, Read, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use index_builder::limits::Limits;
use index_builder::source::container::{self, Contents};
use index_builder::source::document::Document;
use index_builder::source::kind::{self, Form, Kind};
use index_builder::source::{inputs, walk};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

mod crawler;
mod lengths;
mod zips;

/// What was read of an input.
#[derive(Debug, Default)]
struct Found {
    documents: Vec<Document>,
    contents: Vec<Contents>,
}

impl Found {
    fn pages(&self) -> Vec<&str> {
        self.documents.iter().map(|document| document.page.as_str()).collect()
    }

    fn texts(&self) -> Vec<String> {
        self.documents.iter().map(|document| String::from_utf8_lossy(&document.bytes).into_owned()).collect()
    }

    /// What the report says, one line a problem.
    fn problems(self) -> Vec<String> {
        let problems = self.contents.into_iter().flat_map(|contents| contents.problems.of_file("it"));
        problems.map(|problem| problem.to_string()).collect()
    }
}

/// Reads inputs down to their documents; the one place that knows how.
fn read_all(given: &[&Path], limits: &Limits) -> Found {
    let given: Vec<_> = given.iter().map(|input| input.to_path_buf()).collect();
    let roots = inputs::resolve(&given, &mut Vec::new()).unwrap();
    let mut found = Found::default();
    for file in walk::walk(&roots, None).files.iter() {
        let mut head = Vec::new();
        File::open(file.path()).unwrap().take(kind::HEAD as u64).read_to_end(&mut head).unwrap();
        match kind::judge(file.named, file.given, &head) {
            Ok(Some(Form::Document(kind))) => {
                let (page, path) = (file.page.clone(), file.path_in_input().to_owned());
                let bytes = fs::read(file.path()).unwrap();
                found.documents.push(Document { page, path, kind, bytes, ..Document::default() });
            }
            Ok(Some(Form::Container(container))) => {
                let mut sink = |document| found.documents.push(document);
                found.contents.push(container::read(container, &file, limits, &mut sink).unwrap());
            }
            Ok(None) | Err(_) => {}
        }
    }
    found
}

fn read(input: &Path) -> Found {
    read_all(&[input], &Limits::default())
}

/// Reads bytes as a file of this name.
fn read_bytes(name: &str, bytes: &[u8]) -> Found {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    read(&path)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        // Crawls are stored as they are in a WACZ.
        let method = if name.ends_with("gz") { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn record(fields: &str, block: &[u8]) -> Vec<u8> {
    let mut record = format!("WARC/1.0\r\n{fields}\r\nContent-Length: {}\r\n\r\n", block.len()).into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn answer(target: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").into_bytes();
    block.extend_from_slice(body);
    let fields =
        format!("WARC-Type: response\r\nWARC-Target-URI: {target}\r\nContent-Type: application/http;msgtype=response");
    record(&fields, &block)
}

fn page(target: &str, body: &str) -> Vec<u8> {
    answer(target, "Content-Type: text/html; charset=windows-1256", body.as_bytes())
}

const A: &str = "http://www.courier.example/News/2012/a%20b,%20c.htm?page=2";

#[test]
fn a_crawled_page_is_named_by_its_address() {
    let found = read_bytes("crawl.warc", &page(&format!("{A}#top"), "<html>Ferry"));
    let document = &found.documents[0];
    assert_eq!((document.page.as_str(), document.url.as_deref()), (A, Some(A)));
    assert_eq!(document.path, "News/2012/a b, c.htm?page=2");
    assert_eq!((document.charset.as_deref(), document.kind), (Some("windows-1256"), Kind::Page));
    assert_eq!((document.date.as_ref(), document.bytes.as_slice()), (None, &b"<html>Ferry"[..]));
}

#[test]
fn only_pages_of_a_crawl_are_read_and_the_rest_is_counted() {
    let forwarded = b"HTTP/1.1 301 Moved\r\nLocation: /a\r\nContent-Type: text/html\r\n\r\n<html>Moved";
    let response = "WARC-Type: response\r\nWARC-Target-URI: http://x.example/old";
    let warc = [
        record("WARC-Type: warcinfo\r\nContent-Type: application/warc-fields", b"software: x\r\n"),
        record("WARC-Type: request\r\nWARC-Target-URI: http://x.example/", b"GET / HTTP/1.1\r\n\r\n"),
        record(response, forwarded),
        record("WARC-Type: revisit\r\nWARC-Target-URI: http://x.example/again", b"HTTP/1.1 200 OK\r\n\r\n"),
        answer("http://x.example/robots.txt", "Content-Type: text/plain", b"User-agent: *"),
        answer("http://x.example/notes.txt", "Content-Type: text/plain", b"Tide warning"),
        answer("http://x.example/a.css", "Content-Type: text/css", b"body {}"),
        answer("http://x.example/data", "Content-Type: text/html", b"{\"a\": 1}"),
        answer("http://x.example/script", "Content-Type: text/html", b"show({a: 1});"),
        answer("http://x.example/sitemap.xml", "Content-Type: text/xml", b"<urlset>"),
        answer("http://x.example/feed", "Content-Type: text/xml", b"<rss version='2.0'>"),
        record("WARC-Type: resource\r\nWARC-Target-URI: metadata://gnu.org/software/wget/warc/wget.log\r\nContent-Type: text/plain", b"log"),
        record("WARC-Type: resource\r\nWARC-Target-URI: <http://x.example/r.html>\r\nContent-Type: text/html", b"<p>Stored"),
        record("WARC-Type: conversion\r\nWARC-Target-URI: http://x.example/r.html\r\nContent-Type: text/plain", b"Stored"),
        record("WARC-Type: conversion\r\nWARC-Target-URI: http://x.example/b.pdf\r\nContent-Type: text/plain", b"Of a PDF"),
    ]
    .concat();
    let found = read_bytes("crawl.warc", &warc);
    let expected = ["notes.txt", "feed", "r.html", "b.pdf"].map(|name| format!("http://x.example/{name}"));
    assert_eq!(found.pages(), expected);
    let contents = &found.contents[0];
    assert_eq!((contents.revisits, contents.unsuccessful, contents.documents), (1, 1, 4));
    assert_eq!(contents.skipped.values().sum::<usize>(), 5, "{:?}", contents.skipped);
    assert_eq!(found.problems(), [""; 0]);
}

#[test]
fn pages_come_without_what_the_server_wrapped_them_in() {
    let html = format!("<html>{}", "Clock tower. ".repeat(400));
    let chunked = |parts: &[&[u8]]| -> Vec<u8> {
        let chunk = |part: &&[u8]| [format!("{:x};x=y\r\n", part.len()).as_bytes(), *part, b"\r\n"].concat();
        parts.iter().flat_map(chunk).chain(*b"0\r\n\r\n").collect()
    };
    let halves = |bytes: &[u8]| chunked(&[&bytes[..bytes.len() / 2], &bytes[bytes.len() / 2..]]);
    let plain = html.as_bytes();
    let packed = gzip(plain);
    let mut deflated = DeflateEncoder::new(Vec::new(), Compression::default());
    deflated.write_all(plain).unwrap();
    // Made of the same text by the reference implementations of both formats.
    let zstd = b"\x28\xb5\x2f\xfd\x64\x56\x13\xdd\x00\x00\x98\x3c\x68\x74\x6d\x6c\x3e\x43\x6c\x6f\x63\x6b\x20\x74\x6f\x77\x65\x72\x2e\x20\x01\x00\x81\x08\xfa\x19\x06\x27\x8f\x46\x8e";
    let brotli = b"\x1b\x55\x14\xf8\x8d\x54\xb5\xbf\x1e\x1a\x63\x7b\x13\x6b\x59\xc8\x2a\x87\x65\x03\x26\xc5\xa4\x62\xa2\x3d\x47\xf7\x2f\x00\x00";
    let unended = chunked(&[plain]).strip_suffix(b"0\r\n\r\n").unwrap().to_vec();
    for (name, head, body) in [
        ("chunked", "Transfer-Encoding: chunked", halves(plain)),
        ("chunks without an end", "Transfer-Encoding: chunked", unended),
        ("said to be chunked", "Transfer-Encoding: chunked", plain.to_vec()),
        ("gzip", "Content-Encoding: gzip", packed.clone()),
        ("gzip in chunks", "content-encoding: x-gzip\r\ntransfer-encoding: Chunked", halves(&packed)),
        ("said to be gzip", "Content-Encoding: gzip", plain.to_vec()),
        ("gzip twice", "Content-Encoding: gzip, gzip", gzip(&packed)),
        ("gzip untold", "X-Crawler-Content-Encoding: gzip", packed.clone()),
        ("deflate", "Content-Encoding: deflate", deflated.finish().unwrap()),
        ("zstd", "Content-Encoding: zstd", zstd.to_vec()),
        ("br", "Content-Encoding: br", brotli.to_vec()),
        ("said to be br", "Content-Encoding: br", plain.to_vec()),
        ("wrong length", "Content-Length: 7", plain.to_vec()),
    ] {
        let found = read_bytes("a.warc", &answer(A, &format!("Content-Type: text/html\r\n{head}"), &body));
        assert_eq!(found.texts(), std::slice::from_ref(&html), "{name}");
    }
    for coding in ["br", "deflate", "zstd", "gzip"] {
        let text = "Tide warning for the harbour of Bir Sunnaq. ".repeat(9);
        let head = format!("Content-Type: text/plain\r\nContent-Encoding: {coding}");
        let found = read_bytes("a.warc", &answer("http://x.example/tide.txt", &head, text.as_bytes()));
        assert_eq!(found.texts(), [text], "said to be {coding}");
    }
}

#[test]
fn every_way_to_pack_and_write_a_crawl_is_understood() {
    let records = [page("http://x.example/1", "<html>One"), page("http://x.example/2", "<html>Two")];
    let plain = records.concat();
    let with = |from: &str, to: &str| String::from_utf8(plain.clone()).unwrap().replace(from, to).into_bytes();
    for (name, bytes) in [
        ("a.warc", plain.clone()),
        ("a.warc.gz", records.iter().flat_map(|record| gzip(record)).collect()),
        ("whole.warc.gz", gzip(&plain)),
        ("packed under a plain name.warc", gzip(&plain)),
        ("plain under a packed name.warc.gz", plain.clone()),
        ("1.1.warc", with("WARC/1.0", "WARC/1.1")),
        ("0.18.warc", with("WARC/1.0", "WARC/0.18")),
        ("folded.warc", with("WARC-Target-URI: http:", "WARC-Target-URI:\r\n\thttp:")),
        ("http2.warc", with("HTTP/1.1 200 OK", "HTTP/2 200")),
        ("long.warc", with("Content-Length: ", "Content-Length: 1")),
        ("endless.warc", with("Content-Length: ", "Content-Length: 9999999")),
        ("huge.warc", with("Content-Length: ", "Content-Length: 99999999999999999999999")),
        ("short.warc", with("Content-Length: 7", "Content-Length: 4")),
        ("unmeasured.warc", with("Content-Length: ", "X-Length: ")),
        ("unmeasured.warc.gz", gzip(&with("Content-Length: ", "X-Length: "))),
        // Bare line feeds shorten the blocks, which then say that they are longer than they are.
        ("lines.warc", with("\r\n", "\n")),
        ("padded.warc.gz", [gzip(&records[0]), vec![0; 900], gzip(&records[1]), vec![0; 77]].concat()),
    ] {
        let found = read_bytes(name, &bytes);
        assert_eq!(found.texts(), ["<html>One", "<html>Two"], "{name}");
        assert_eq!(found.problems(), [""; 0], "{name}");
    }
}

#[test]
fn a_damaged_record_costs_itself_and_is_named() {
    let records: Vec<Vec<u8>> =
        (0..5).map(|n| page(&format!("http://x.example/{n}"), &format!("<html>Page {n}"))).collect();
    let packed: Vec<Vec<u8>> = records.iter().map(|record| gzip(record)).collect();
    let without =
        |gone: usize| -> Vec<String> { (0..5).filter(|&n| n != gone).map(|n| format!("<html>Page {n}")).collect() };
    let all = |records: &[Vec<u8>], third: &[u8]| {
        [&records[0], &records[1], third, &records[3], &records[4]].iter().flat_map(|r| r.to_vec()).collect::<Vec<u8>>()
    };
    let middle = packed[2].len() / 2;
    let changed = |place: usize| {
        let mut third = packed[2].clone();
        third[place] ^= 0x77;
        all(&packed, &third)
    };
    for (name, bytes) in [
        ("sign.warc.gz", changed(0)),
        ("head.warc.gz", changed(3)),
        ("start.warc.gz", changed(10)),
        ("checksum.warc.gz", changed(packed[2].len() - 6)),
        ("changed.warc.gz", changed(middle)),
        ("cut.warc.gz", all(&packed, &packed[2][..middle])),
        ("cut.warc", all(&records, &records[2][..records[2].len() - 12])),
        ("garbage.warc", all(&records, b"\xff\xfe this is no record\r\n\r\nnor is this\r\n")),
    ] {
        let found = read_bytes(name, &bytes);
        assert_eq!(found.texts(), without(2), "{name}");
        let problems = found.problems();
        assert_eq!(problems.len(), 1, "{name}: {problems:?}");
        let offset = if name.ends_with("gz") { packed[0].len() + packed[1].len() } else { records[0].len() * 2 };
        assert!(problems[0].contains(&format!("byte {offset}")), "{name}: {problems:?}, not {offset}");
    }
}

/// A page that no packer makes much smaller.
fn unlike(seed: u64) -> String {
    let digits = (1..200_u64).map(|n| (n * (seed + 3)).wrapping_mul(0x9e37_79b9_7f4a_7c15)).map(|n| format!("{n:x}"));
    format!("<html>{}", digits.collect::<String>())
}

#[test]
fn of_a_killed_crawl_all_but_the_last_page_is_read() {
    let records: Vec<Vec<u8>> = (0..3).map(|n| page(&format!("http://x.example/{n}"), &unlike(n))).collect();
    for (name, mut bytes) in [
        ("a.warc", records.concat()),
        ("a.warc.gz", records.iter().flat_map(|record| gzip(record)).collect()),
        ("whole.warc.gz", gzip(&records.concat())),
    ] {
        bytes.truncate(bytes.len() - 14);
        let found = read_bytes(name, &bytes);
        assert_eq!(found.documents.len(), 2, "{name}");
        let problems = found.problems();
        assert!(problems.len() == 1 && problems[0].contains("cut short"), "{name}: {problems:?}");
    }
}

#[test]
fn what_expands_without_measure_is_left_out() {
    let zeros = vec![b' '; 3 << 20];
    let limits = Limits { page: 1 << 20, ..Limits::default() };
    let folder = tempfile::tempdir().unwrap();
    let bomb = answer("http://x.example/bomb", "Content-Type: text/html\r\nContent-Encoding: gzip", &gzip(&zeros));
    let large =
        answer("http://x.example/large", "Content-Type: text/html", &[b"<html>".to_vec(), zeros.clone()].concat());
    let film = answer("http://x.example/film", "Content-Type: video/mp4", &zeros);
    let good = page("http://x.example/good", "<html>Good");
    fs::write(folder.path().join("a.warc"), [bomb, large, film, good].concat()).unwrap();
    fs::write(folder.path().join("b.zip"), zip_of(&[("bomb.txt", &zeros), ("good.txt", b"Good")])).unwrap();
    let found = read_all(&[folder.path()], &limits);
    assert_eq!(found.pages(), ["http://x.example/good", "b.zip/good.txt"]);
    let problems = found.problems();
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems.iter().all(|problem| problem.contains("more than 1 MB")), "{problems:?}");
}

#[test]
fn of_saved_folders_the_pages_are_read_once() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "index.html?page=2",
        "name.html@id=3",
        "a.html",
        "a.html.orig",
        "Ferry.htm",
        "Ferry_files/frame.html",
        "site/hts-cache/new.txt",
        "site/hts-log.txt",
        "site/news/index.html",
        "case_files/b.html",
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "<html>Page").unwrap();
    }
    for (name, text) in [
        ("site/index.html", "<html><meta name=\"generator\" content=\"HTTrack Website Copier/3.x\">"),
        ("site/cookies.txt", "# HTTrack Website Copier Cookie File\n# Netscape HTTP Cookie File\n"),
        ("report.html", "<!doctype html><meta name=\"generator\" content=\"dalil report\">"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let expected =
        ["Ferry.htm", "a.html", "case_files/b.html", "index.html?page=2", "name.html@id=3", "site/news/index.html"];
    assert_eq!(read(folder.path()).pages(), expected);
}

/// Containers of every kind, to be damaged.
fn valid() -> Vec<(&'static str, Vec<u8>)> {
    let head = "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip";
    let body = gzip(b"<html>Eclipse");
    let chunked = [format!("{:x}\r\n", body.len()).as_bytes(), &body, b"\r\n0\r\n\r\n"].concat();
    let records = [answer(A, head, &chunked), page("http://x.example/2", "<html>Two")];
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let zip = zip_of(&[("a.htm", b"<html>A"), ("b.zip", &zip_of(&[("c.htm", b"<html>C")])), ("d.warc.gz", &members)]);
    vec![("a.warc", records.concat()), ("a.warc.gz", members), ("a.zip", zip)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_crash_a_container(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let start: [&[u8]; 4] = [b"WARC/1.0\r\n", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b""];
        for (name, _) in valid() {
            read_bytes(name, &bytes);
        }
        for start in start {
            read_bytes("a.zip", &[start, &bytes].concat());
        }
    }

    #[test]
    fn no_damage_to_a_container_crashes(at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<prop::sample::Index>()) {
        for (name, bytes) in valid() {
            let mut changed = bytes.clone();
            let place = at.index(bytes.len());
            changed[place] = with;
            prop_assert!(read_bytes(name, &changed).documents.len() <= 4);
            prop_assert!(read_bytes(name, &bytes[..cut.index(bytes.len())]).documents.len() <= 4);
            let twice = [&bytes[..place], &bytes[cut.index(bytes.len())..]].concat();
            read_bytes(name, &twice);
        }
    }
}
