//! Crawls made by a real crawler, wget, of the sample served from this machine.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{Found, gzip, read};

/// An invented site that comes with Dalil.
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/sample");

/// How a server sends its files.
#[derive(Clone, Copy, PartialEq)]
enum Sends {
    /// As they are, with their length.
    Plain,
    /// Compressed and in chunks.
    Wrapped,
}

/// Serves the sample, below a page that links to each file of it, until the process ends.
fn serve(sends: Sends) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A crawler that hangs up is no failure of ours.
            let _ = respond(stream, sends);
        }
    });
    port
}

fn respond(mut stream: TcpStream, sends: Sends) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let path = request.split(' ').nth(1).unwrap_or("/").trim_start_matches('/');
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    if path == "all" {
        let links: String =
            sample_files().into_keys().map(|path| format!("<a href=\"/{}\">x</a>\n", encoded(&path))).collect();
        return write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>{links}");
    }
    let Ok(bytes) = fs::read(Path::new(SAMPLE).join(&path)) else {
        return write!(
            stream,
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>Gone"
        );
    };
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nConnection: close\r\n", media(&path))?;
    if sends == Sends::Plain {
        write!(stream, "Content-Length: {}\r\n\r\n", bytes.len())?;
        return stream.write_all(&bytes);
    }
    write!(stream, "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n")?;
    for part in gzip(&bytes).chunks(700) {
        write!(stream, "{:x}\r\n", part.len())?;
        stream.write_all(part)?;
        stream.write_all(b"\r\n")?;
    }
    stream.write_all(b"0\r\n\r\n")
}

fn media(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "htm" => "text/html",
        "txt" => "text/plain",
        "md" => "text/markdown",
        _ => "application/octet-stream",
    }
}

fn encoded(path: &str) -> String {
    path.split('/').map(|part| utf8_percent_encode(part, NON_ALPHANUMERIC).to_string()).collect::<Vec<_>>().join("/")
}

fn sample_files() -> BTreeMap<String, Vec<u8>> {
    pages(&read(Path::new(SAMPLE)), |document| document.page.clone())
}

fn pages(found: &Found, path: impl Fn(&super::Document) -> String) -> BTreeMap<String, Vec<u8>> {
    found.documents.iter().map(|document| (path(document), document.bytes.clone())).collect()
}

/// Crawls the sample into `folder`; `None` where wget is not installed.
fn crawl(folder: &Path, sends: Sends, options: &[&str]) -> Option<PathBuf> {
    let port = serve(sends);
    let status = Command::new("wget")
        .args(["--recursive", "--level=3", "--no-verbose", "--no-proxy", "-e", "robots=off", "--warc-file=crawl"])
        .args(options)
        .arg(format!("http://127.0.0.1:{port}/all"))
        .current_dir(folder)
        .stderr(std::process::Stdio::null())
        .status();
    let Ok(status) = status else {
        eprintln!("skipped: wget is not installed");
        return None;
    };
    // 8: the server refused something; a sample that wishes to look real has a broken link.
    assert!(matches!(status.code(), Some(0 | 8)), "{status}");
    let names = ["crawl.warc.gz", "crawl.warc"].map(|name| folder.join(name));
    Some(names.into_iter().find(|path| path.exists()).unwrap())
}

#[test]
fn a_crawl_of_the_sample_holds_the_pages_of_its_folder() {
    let mut expected = sample_files();
    expected.retain(|path, _| !path.ends_with(".jsonl") && !path.ends_with(".csv"));
    for (sends, options) in [
        (Sends::Plain, &[][..]),
        (Sends::Plain, &["--no-warc-compression"]),
        (Sends::Wrapped, &[]),
        (Sends::Wrapped, &["--no-warc-compression"]),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let Some(warc) = crawl(folder.path(), sends, options) else { return };
        let found = read(&warc);
        let mut pages = pages(&found, |document| document.path.clone());
        assert!(pages.remove("all").is_some());
        assert_eq!(pages.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
        assert!(pages == expected, "the same bytes");
        assert!(found.documents.iter().all(|document| document.url.as_deref() == Some(&document.page)));
        assert_eq!(found.problems(), [""; 0]);
    }
}

#[test]
fn a_crawl_that_was_killed_loses_its_last_page_only() {
    let folder = tempfile::tempdir().unwrap();
    let Some(warc) = crawl(folder.path(), Sends::Plain, &["--no-warc-keep-log"]) else { return };
    let mut bytes = Vec::new();
    fs::File::open(&warc).unwrap().read_to_end(&mut bytes).unwrap();
    let whole = read(&warc).documents.len();
    let last_answer = bytes.windows(3).rposition(|window| window == [0x1f, 0x8b, 8]).unwrap();
    for cut in [last_answer + 40, bytes.len() * 2 / 3] {
        fs::write(&warc, &bytes[..cut]).unwrap();
        let found = read(&warc);
        assert!(found.documents.len() <= whole && found.documents.len() > whole / 3, "{}", found.documents.len());
        assert_eq!(found.problems().len(), 1);
    }
}

#[test]
fn what_wget_saved_beside_the_crawl_is_the_same_site() {
    let folder = tempfile::tempdir().unwrap();
    let Some(warc) =
        crawl(folder.path(), Sends::Plain, &["--no-host-directories", "--convert-links", "--backup-converted"])
    else {
        return;
    };
    fs::remove_file(warc).unwrap();
    let mut saved = pages(&read(folder.path()), |document| document.page.clone());
    saved.retain(|path, _| path != "all");
    assert_eq!(saved.into_keys().collect::<Vec<_>>(), sample_files().into_keys().collect::<Vec<_>>());
}
