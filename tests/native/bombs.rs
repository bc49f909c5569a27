//! Little that becomes much: whatever is packed so that it fills memory or days costs bounded memory and itself; what stands beside it is built.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::{Cursor, Write};

use flate2::{Compress, Compression, Crc, FlushCompress};
use index_builder::archive::Archive;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::hostile::{HONEST, within};

/// A deflated text: its beginning, and then so many megabytes of blanks.
fn deflated(begins: &[u8], megabytes: usize) -> Vec<u8> {
    let mut packer = Compress::new(Compression::best(), false);
    let mut packed = Vec::with_capacity(1 << 20);
    packer.compress_vec(begins, &mut packed, FlushCompress::Full).unwrap();
    let start = packed.len();
    packer.compress_vec(&vec![b' '; 1 << 20], &mut packed, FlushCompress::Full).unwrap();
    // Behind a full flush a block stands for itself, as often as one likes.
    let megabyte = packed.split_off(start);
    (0..megabytes).for_each(|_| packed.extend_from_slice(&megabyte));
    // An empty last block.
    packed.extend_from_slice(&[3, 0]);
    packed
}

/// The same as a file of gzip.
fn bomb(begins: &[u8], megabytes: usize) -> Vec<u8> {
    let (mut sum, mut megabyte) = (Crc::new(), Crc::new());
    sum.update(begins);
    megabyte.update(&vec![b' '; 1 << 20]);
    (0..megabytes).for_each(|_| sum.combine(&megabyte));
    let length = (begins.len() + (megabytes << 20)) as u64 & u64::from(u32::MAX);
    let mut packed = b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec();
    packed.extend(deflated(begins, megabytes));
    packed.extend_from_slice(&sum.sum().to_le_bytes());
    packed.extend_from_slice(&length.to_le_bytes()[..4]);
    packed
}

fn stored(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A ZIP archive whose entries all are the same bytes, which unpack to a megabyte.
fn overlapping(entries: usize) -> Vec<u8> {
    let text = [&b"The harbour."[..], &vec![b' '; 1 << 20]].concat();
    let mut sum = Crc::new();
    sum.update(&text);
    let packed = deflated(b"The harbour.", 1);
    let name = |number: usize| format!("{number:06}.txt");
    let rest = |bytes: &mut Vec<u8>| {
        bytes.extend_from_slice(&sum.sum().to_le_bytes());
        bytes.extend_from_slice(&u32::try_from(packed.len()).unwrap().to_le_bytes());
        bytes.extend_from_slice(&u32::try_from(text.len()).unwrap().to_le_bytes());
        bytes.extend_from_slice(&[10, 0, 0, 0]);
    };
    let mut bytes = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0".to_vec();
    rest(&mut bytes);
    bytes.extend(name(0).bytes());
    bytes.extend_from_slice(&packed);
    let directory = bytes.len();
    for number in 0..entries {
        bytes.extend_from_slice(b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0");
        rest(&mut bytes);
        bytes.extend_from_slice(&[0; 14]);
        bytes.extend(name(number).bytes());
    }
    let size = u32::try_from(bytes.len() - directory).unwrap();
    let count = u16::try_from(entries).unwrap().to_le_bytes();
    bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count, count].concat());
    bytes.extend_from_slice(&size.to_le_bytes());
    bytes.extend_from_slice(&u32::try_from(directory).unwrap().to_le_bytes());
    bytes.extend_from_slice(&[0, 0]);
    bytes
}

fn record(target: &str, head: &str, body: &[u8], length: usize) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n");
    let length = head.len() + length;
    let fields = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {target}\r\nContent-Type: application/http\r\nContent-Length: {length}\r\n\r\n"
    );
    [fields.as_bytes(), head.as_bytes(), body, b"\r\n\r\n"].concat()
}

/// Builds files beside honest ones, and says what was said; the honest ones are in the archive.
fn beside_honest_ones(memory: u32, limits: &str, files: &[(&str, Vec<u8>)], honest: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("honest.htm"), HONEST).unwrap();
    for (name, bytes) in files {
        assert!(bytes.len() < 16 << 20, "{name} has {} bytes", bytes.len());
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    // Overlapping entries alone would fill the list.
    fs::write(folder.path().join("dalil.toml"), format!("[limits]\nproblems = 4\n{limits}\n")).unwrap();
    let said = within(memory, folder.path());
    let mut archive = Archive::open(&folder.path().join("search")).unwrap();
    for id in ["honest.htm"].iter().chain(honest) {
        assert!(archive.article(id).article.is_some(), "{id}: {said}");
    }
    said
}

/// Whether a line names a file, an entry or an address, and says that it expands beyond measure.
fn is_named(said: &str, what: &str) {
    let named = said.lines().any(|line| line.contains(what) && line.contains("expands"));
    assert!(named, "{what}: {said}");
}

/// A crawl of three records, of which the middle one is a bomb.
fn crawl(name: &str, megabytes: usize) -> Vec<u8> {
    let begins = record(&format!("https://{name}.example/bomb"), "", b"<p>The harbour.", (megabytes << 20) + 15);
    let bomb = bomb(begins.strip_suffix(b"\r\n\r\n").unwrap(), megabytes);
    [gzip(&good(name, 1)), bomb, gzip(&good(name, 2))].concat()
}

fn good(name: &str, number: usize) -> Vec<u8> {
    let page = format!("<title>{name} {number}</title><p>The council of {name} {number} met at the railway.");
    record(&format!("https://{name}.example/{number}"), "", page.as_bytes(), page.len())
}

fn bombs(megabytes: usize, limits: &str) {
    let page = bomb(b"<title>Bomb</title><p>The harbour.", megabytes);
    let coded = record("https://coded.example/bomb", "Content-Encoding: gzip\r\n", &page, page.len());
    let files = [
        ("page.htm.gz", page.clone()),
        ("coded.warc", [coded, good("coded", 1)].concat()),
        ("long.warc.gz", crawl("long", megabytes)),
        ("crawl.wacz", stored(&[("archive/data.warc.gz", &crawl("wacz", megabytes))])),
        ("nested.zip", stored(&[("inner.htm.gz", &page), ("good.txt", b"The bridge\nwas seen at the harbour.")])),
        ("overlapping.zip", overlapping(3000)),
    ];
    let honest = ["coded.example/1", "long.example/1", "long.example/2", "wacz.example/1", "wacz.example/2"];
    let honest: Vec<_> = honest.into_iter().map(|address| format!("https://{address}")).collect();
    let honest: Vec<_> = honest.iter().map(String::as_str).chain(["nested.zip/good.txt"]).collect();
    let said = beside_honest_ones(700, limits, &files, &honest);
    for what in [
        "page.htm.gz",
        "coded.example/bomb",
        "long.example/bomb",
        "wacz.example/bomb",
        "inner.htm.gz",
        "overlapping.zip",
    ] {
        is_named(&said, what);
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn what_is_packed_so_that_it_fills_memory_costs_itself_and_is_named() {
    bombs(30, "page = '16 MB'");
    records(60, 500, "record-file = '40 MB'");
}

#[test]
#[ignore = "long: unpacks gigabytes"]
fn what_is_packed_so_that_it_becomes_gigabytes_costs_itself_and_is_named() {
    bombs(2000, "");
    records(1100, 1500, "");
}

fn records(megabytes: usize, memory: u32, limits: &str) {
    let line = b"{\"id\": \"before\", \"text\": \"The market.\"}\n{\"id\": \"bomb\", \"text\": \"x";
    let files = [
        ("lines.jsonl.gz", bomb(line, megabytes)),
        ("table.csv.gz", bomb(b"id,text\n1,\"The market", megabytes)),
        ("feed.xml.gz", bomb(b"<rss version='2.0'><channel><item>", megabytes)),
    ];
    let said = beside_honest_ones(memory, limits, &files, &[]);
    ["lines.jsonl.gz", "table.csv.gz", "feed.xml.gz"].into_iter().for_each(|what| is_named(&said, what));
}
