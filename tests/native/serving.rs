//! `dalil serve` against whoever reaches its port: other pages in the keeper's browser, and programs that mean no good.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// A server of a small archive.
struct Server {
    _folder: TempDir,
    _printed: BufReader<ChildStdout>,
    child: Child,
    host: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        for (name, text) in [
            ("site/a.htm", "<title>On grain</title><p>Nobody saw the grain of the council at the harbour."),
            ("site/.git/config", "secret"),
            ("site/x.example/b.htm", "<title>On bread</title><p>The bakery of the market opened for the minister."),
            ("secret.txt", "secret"),
        ] {
            fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
            fs::write(folder.path().join(name), text).unwrap();
        }
        let dalil = || Command::new(env!("CARGO_BIN_EXE_dalil"));
        let built = dalil().arg("build").arg(&site).arg("--out").arg(site.join("search")).arg("--no-cache").output();
        assert!(built.unwrap().status.success());
        let mut serve = dalil();
        serve.arg("serve").arg(site.join("search")).args(["--port", "0"]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = serve.spawn().unwrap();
        let mut printed = BufReader::new(child.stdout.take().unwrap());
        let mut address = String::new();
        printed.read_line(&mut address).unwrap();
        let host = address.split('/').nth(2).unwrap().to_owned();
        Self { _folder: folder, _printed: printed, child, host }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// What is answered to these bytes. A server may hang up before it has read all.
    fn told(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let _ = stream.shutdown(Shutdown::Both);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, host: &str, path: &str, fields: &str) -> String {
        self.told(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{fields}\r\n").as_bytes())
    }
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

#[test]
fn nothing_but_the_archive_and_its_pages_is_served_however_it_is_asked_for() {
    let server = Server::start();
    for path in ["/a.htm", "/search/index.html", "/search/", "/%61.htm", "/a.htm?x=%ff", "/./a.htm"] {
        assert_eq!(status(&server.get(&server.host, path, "")), "200", "{path}");
    }
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/search/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/etc/passwd",
        "/.git/config",
        "/search/%2e%2e/.git/config",
        "/%00",
        "/a.htm%00.png",
        "/a.htm/",
        "/a.htm/..%00",
    ] {
        let answer = server.get(&server.host, path, "");
        assert!(["404", "400"].contains(&status(&answer)) && !answer.contains("secret\n"), "{path}: {answer}");
    }
    // Nowhere is a browser sent to another host.
    for path in ["//x.example", "//search", "/x.example/..//search", "/%2fx.example"] {
        let answer = server.get(&server.host, path, "").to_lowercase();
        assert!(!answer.contains("location: //"), "{path}: {answer}");
    }
}

#[test]
fn a_page_of_somebody_elses_that_has_its_name_lead_here_reads_nothing() {
    let server = Server::start();
    let port = server.host.rsplit_once(':').unwrap().1;
    for host in [
        "evil.example",
        &format!("evil.example:{port}"),
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example:127.0.0.1",
        "0.0.0.0",
        "\u{ff}",
        "",
    ] {
        let answer = server.get(host, "/a.htm", "");
        assert!(["403", "400"].contains(&status(&answer)) && !answer.contains("grain"), "{host}: {answer}");
    }
    for host in [&server.host, "localhost", "LOCALHOST:80", &format!("[::1]:{port}"), "archive.localhost"] {
        assert_eq!(status(&server.get(host, "/a.htm", "")), "200", "{host}");
    }
}

#[test]
fn requests_that_are_too_much_or_none_at_all_cost_themselves() {
    let server = Server::start();
    let host = &server.host;
    let fields: String = (0..5000).map(|n| format!("X{n}: 1\r\n")).collect();
    let ranges = (1..3000).map(|n| format!("0-{n}")).collect::<Vec<_>>().join(",");
    let mut idle = Vec::new();
    for request in [
        "",
        "GET",
        "GET /a.htm HTTP/1.1\r\nHo",
        "POST /a.htm HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\nx",
    ] {
        for _ in 0..50 {
            let mut stream = server.connect();
            stream.write_all(request.as_bytes()).unwrap();
            idle.push(stream);
        }
    }
    for (request, expected) in [
        (format!("GET /a.htm HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n", "a".repeat(4 << 20)), &["431", ""][..]),
        (format!("GET /{} HTTP/1.1\r\nHost: {host}\r\n\r\n", "a".repeat(4 << 20)), &["414", "431", ""]),
        (format!("GET /a.htm HTTP/1.1\r\nHost: {host}\r\n{fields}\r\n"), &["431", ""]),
        ("\0\u{1}\u{7f}\r\n\r\n".repeat(99), &["400", ""]),
        (format!("GET /a.htm HTTP/9.9\r\nHost: {host}\r\n\r\n"), &["400", "505", ""]),
        (format!("DELETE /a.htm HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), &["405"]),
        (
            format!("PUT /b.htm HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx"),
            &["404", "405"],
        ),
    ] {
        let answer = server.told(request.as_bytes());
        assert!(expected.contains(&status(&answer)), "{:.60}: {answer:.200}", request);
    }
    for (range, expected, bytes) in [
        ("bytes=0-4", "206", "<titl"),
        ("bytes=-3", "206", "ur."),
        ("bytes=18446744073709551615-", "416", ""),
        ("bytes=-18446744073709551616", "416", ""),
        ("bytes=5-2", "416", ""),
        (&format!("bytes={ranges}"), "416", ""),
    ] {
        let answer = server.get(host, "/a.htm", &format!("Range: {range}\r\n"));
        assert!(status(&answer) == expected && answer.len() < 2000, "{:.60}: {answer:.200}", range);
        assert!(expected != "206" || answer.ends_with(&format!("\r\n\r\n{bytes}")), "{answer}");
    }
    let head = server.told(format!("HEAD /a.htm HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes());
    assert!(status(&head) == "200" && head.ends_with("\r\n\r\n"), "{head}");
    assert_eq!(status(&server.get(host, "/a.htm", "")), "200", "with {} idle ones beside it", idle.len());
}
