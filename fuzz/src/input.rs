//! What keepers hand over: pages, texts, containers, in whatever state they are.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use dalil::format::date::PartialDate;
use index_builder::article::Article;
use index_builder::page::html::{self, Rules};
use index_builder::page::path_clues::PathClues;
use index_builder::page::{Page, markdown as md, path_clues as clues, plain_text as text};
use index_builder::reading::{InputOptions, read};
use index_builder::source::encoding::{self as coding, declared_in_markup};
use index_builder::understanding::{assemble, digest};
use index_builder::written_date as dates;

use crate::quietly;

/// A page of HTML, as far as its articles.
pub fn page(data: &[u8]) {
    quietly();
    let decoded = coding::decode(data, declared_in_markup(data).as_deref());
    understand(&html::read(&decoded.text, &Rules::default()));
    understand(&html::read_content(&decoded.text));
}

fn understand(page: &Page) {
    let path = clues::read("News/2012/03/page.htm");
    let parts = digest::divide(page, &BTreeSet::new());
    let alone = parts.len() == 1;
    for part in parts {
        let article = assemble::article(page, part, &path, alone, None, None).article;
        is_plain(&article);
    }
    is_plain(&index_builder::understanding::one_article(page.clone(), &PathClues::default()));
}

fn is_plain(article: &Article) {
    assert!(article.date.as_deref().is_none_or(|date| PartialDate::parse(date).is_some()), "{article:?}");
}

/// A page of Markdown with its front matter.
pub fn markdown(data: &[u8]) {
    quietly();
    let read = md::read(&coding::decode(data, None).text);
    read.page.iter().for_each(understand);
}

/// A text.
pub fn plain_text(data: &[u8]) {
    understand(&text::read(&coding::decode(data, None).text));
}

/// Bytes in an unknown encoding; up to the first line end stands which one is declared.
pub fn encoding(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (declared, bytes) = data.split_at(end);
    let decoded = coding::decode(bytes, Some(&String::from_utf8_lossy(declared)));
    let _ = (coding::repaired(&decoded.text), coding::is_binary(bytes), declared_in_markup(bytes));
    assert!(decoded.text.len() <= bytes.len() * 8 + 8);
}

/// A date as people write it: whatever is found is a day that exists.
pub fn written_date(data: &[u8]) {
    let line = String::from_utf8_lossy(data);
    if let Some(date) = dates::parse(&line) {
        assert!(PartialDate::parse(&date).is_some(), "{date}");
    }
    if let Some(found) = dates::find(&line) {
        assert!(line.get(found.span.clone()).is_some(), "{found:?}");
    }
    let _ = (dates::parse_written(&line), dates::order_shown(&line));
}

/// A path, which may tell date and section.
pub fn path_clues(data: &[u8]) {
    let _ = clues::read(&String::from_utf8_lossy(data));
}

/// What a crawler recorded.
pub fn warc(data: &[u8]) {
    input("crawl.warc", data);
}

/// A ZIP archive or WACZ.
pub fn zip(data: &[u8]) {
    input("pages.wacz", data);
}

/// Something compressed.
pub fn gzip(data: &[u8]) {
    input("crawl.warc.gz", data);
}

/// Any file, through all that reads it; the first byte says what its name promises.
pub fn whole(data: &[u8]) {
    const NAMES: [&str; 8] = ["a.htm", "a.md", "a.txt", "a.csv", "a.jsonl", "feed.xml", "a", "2012-03-09.html"];
    if let Some((which, data)) = data.split_first() {
        input(NAMES[usize::from(which & 7)], data);
    }
}

/// Reads a file as `dalil build` does.
fn input(name: &str, data: &[u8]) {
    quietly();
    let folder = tempfile::tempdir_in(room()).expect("there is room for a small file");
    let path = folder.path().join(name);
    std::fs::File::create(&path).and_then(|mut file| file.write_all(data)).expect("it can be written");
    let options = InputOptions::default();
    let reading = read(&[path], &options, &|_| ()).expect("a damaged input costs no more than itself");
    reading.articles().expect("what was read is held").iter().for_each(is_plain);
}

/// In memory where the system has a place for that: a fuzzer writes a million files.
fn room() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}
