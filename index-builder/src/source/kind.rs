//! What kind a file is: its name says what it claims, its first bytes what it is.

use super::container::Container;
use super::encoding;
use super::markup::{is_feed, is_html};

/// How much of a file is looked at before it is read.
pub const HEAD: usize = 4096;

/// Pages that a server made, saved as they came; only their content tells whether they are HTML.
const SERVER_PAGES: [&str; 12] =
    ["asp", "aspx", "cfm", "cgi", "do", "jsp", "php", "php3", "phtml", "pl", "shtm", "shtml"];
/// Feeds, and what else is written in XML or JSON; only their content tells.
const PERHAPS_FEEDS: [&str; 5] = ["xml", "rss", "atom", "rdf", "json"];

/// The kinds of file that are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// HTML.
    #[default]
    Page,
    /// Text without markup.
    PlainText,
    /// Markdown, with or without front matter.
    Markdown,
    /// One JSON object a line.
    JsonLines,
    /// A table with a header row.
    Csv,
    /// RSS, Atom or a JSON Feed.
    Feed,
}

impl Kind {
    /// As the report calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::PlainText => "text",
            Self::Markdown => "markdown",
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::Feed => "feed",
        }
    }

    /// Whether it holds records, so that the file itself is no article's address.
    #[must_use]
    pub fn holds_records(self) -> bool {
        matches!(self, Self::JsonLines | Self::Csv | Self::Feed)
    }
}

/// What a name promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// One of our kinds.
    As(Kind),
    /// A file that holds others.
    Holding(Container),
    /// A page or a feed if its content is one, otherwise nothing for us.
    Perhaps,
    /// Another kind.
    Other,
}

/// What a file is, now that it was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Read by itself.
    Document(Kind),
    /// Opened, and read document by document.
    Container(Container),
}

/// The ending of a file's name in lower case, without the dot; what a saved address had behind `?` is no part of it.
#[must_use]
pub fn ending(name: &str) -> String {
    let whole = last_ending(name);
    for (query, is_the_address_before) in
        [("?", is_short as fn(&str) -> bool), ("%3f", is_short), ("@", is_page_ending)]
    {
        if let Some(before) = before_query(name, query) {
            let ending = last_ending(before);
            if is_the_address_before(&ending) {
                return ending;
            }
        }
    }
    // `feed?x=a.b` is an address too; `What now? Yes.txt` is not.
    if name.contains('?') && matches!(by_ending(&whole), Named::Other) { String::new() } else { whole }
}

/// Judges by name.
#[must_use]
pub fn by_name(name: &str) -> Named {
    // What wget keeps of a page whose links it rewrote.
    if last_ending(name) == "orig" {
        return Named::Other;
    }
    by_ending(&ending(name))
}

/// Judges by name and content: what a file is; `None` where nobody expects it to be read. One that was `given` by name
/// is meant to be read, whatever it is called.
///
/// # Errors
/// When the name promises what the content is not. The error names what it is instead.
pub fn judge(named: Named, given: bool, head: &[u8]) -> Result<Option<Form>, &'static str> {
    if let Named::As(_) | Named::Holding(_) = named
        && let Some(container) = Container::of(head)
    {
        return Ok(Some(Form::Container(container)));
    }
    match named {
        Named::As(kind) => by_content(kind, head).map(|kind| Some(Form::Document(kind))),
        Named::Holding(container) => Err(container.is_none()),
        Named::Perhaps | Named::Other if given => {
            Ok(Container::of(head).map(Form::Container).or_else(|| of_unknown(head).map(Form::Document)))
        }
        Named::Perhaps if is_html(head) => Ok(Some(Form::Document(Kind::Page))),
        Named::Perhaps if is_feed(head) => Ok(Some(Form::Document(Kind::Feed))),
        // A server's page that was saved as it was sent.
        Named::Perhaps if head.starts_with(b"\x1f\x8b") => Ok(Some(Form::Container(Container::Gzip))),
        Named::Perhaps | Named::Other => Ok(None),
    }
}

/// Judges a document by its first bytes. The error names what a file is that should be text.
///
/// # Errors
/// When the bytes are no text.
pub fn by_content(named: Kind, head: &[u8]) -> Result<Kind, &'static str> {
    if let Some(what) = binary_form(head) {
        return Err(what);
    }
    if encoding::is_binary(head) {
        return Err("binary data");
    }
    Ok(match named {
        Kind::JsonLines | Kind::Csv | Kind::PlainText | Kind::Markdown | Kind::Page if is_feed(head) => Kind::Feed,
        Kind::PlainText | Kind::Csv if begins_json(head) => Kind::JsonLines,
        Kind::PlainText | Kind::Markdown | Kind::Csv | Kind::JsonLines | Kind::Feed if is_html(head) => Kind::Page,
        as_named => as_named,
    })
}

/// The kind of a file that was given by name, so that somebody means it to be read, whatever it is called.
#[must_use]
pub fn of_unknown(head: &[u8]) -> Option<Kind> {
    by_content(Kind::PlainText, head).ok()
}

fn by_ending(ending: &str) -> Named {
    match ending {
        "html" | "htm" | "xhtml" | "xht" => Named::As(Kind::Page),
        "txt" | "text" => Named::As(Kind::PlainText),
        "md" | "markdown" => Named::As(Kind::Markdown),
        "jsonl" | "ndjson" => Named::As(Kind::JsonLines),
        "csv" | "tsv" => Named::As(Kind::Csv),
        "warc" => Named::Holding(Container::Warc),
        "zip" | "wacz" => Named::Holding(Container::Zip),
        "gz" => Named::Holding(Container::Gzip),
        "" => Named::Perhaps,
        other if SERVER_PAGES.contains(&other) || PERHAPS_FEEDS.contains(&other) => Named::Perhaps,
        _ => Named::Other,
    }
}

fn last_ending(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

fn before_query<'a>(name: &'a str, mark: &str) -> Option<&'a str> {
    let place = name.to_ascii_lowercase().find(mark)?;
    name.get(..place)
}

fn is_short(ending: &str) -> bool {
    (1..=8).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// `@` stands for `?` where a file system forbids that, but in many names for itself.
fn is_page_ending(ending: &str) -> bool {
    matches!(by_ending(ending), Named::As(Kind::Page)) || SERVER_PAGES.contains(&ending)
}

fn begins_json(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    text.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

/// Forms that are often found under a wrong name.
fn binary_form(head: &[u8]) -> Option<&'static str> {
    const FORMS: [(&[u8], &str); 10] = [
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an Office document"),
        (b"\xd0\xcf\x11\xe0", "an old Office document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x89PNG", "a PNG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"\x1f\x8b", "gzip-compressed"),
        (b"MZ\x90", "a Windows program"),
        (b"\x7fELF", "a program"),
    ];
    FORMS.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, what)| *what)
}

#[cfg(test)]
mod tests {
    use super::{Container, Form, Kind, Named, by_content, by_name, ending, judge};

    #[test]
    fn names_are_judged_whatever_their_case() {
        assert_eq!(by_name("Harbour, Reopened.HTM"), Named::As(Kind::Page));
        assert_eq!(by_name("list.JsonL"), Named::As(Kind::JsonLines));
        assert_eq!(by_name("crawl.WARC.gz"), Named::Holding(Container::Gzip));
        assert_eq!(by_name("story.php?id=3.5"), Named::Perhaps);
        assert_eq!(by_name("LICENSE"), Named::Perhaps);
        assert_eq!(by_name("photo.jpg"), Named::Other);
        assert_eq!(ending("a.b/Photo.JPG"), "jpg");
    }

    #[test]
    fn names_of_saved_addresses_are_understood() {
        for (name, of) in [
            ("index.html?page=2", "html"),
            ("story.php?id=3.html", "php"),
            ("story.php@id=3.5", "php"),
            ("name.html@id=3", "html"),
            ("list.asp%3Fyear=2004", "asp"),
            ("photo.jpg?size=2.1", "jpg"),
            ("feed?x=a.b", ""),
            ("What now? Ferrymen ask.txt", "txt"),
            ("Mr. Tryde? Never.htm", "htm"),
            ("editor@harbour.example.md", "md"),
        ] {
            assert_eq!(ending(name), of, "{name}");
        }
        assert_eq!(by_name("index.html.orig"), Named::Other, "wget's copy of a page whose links it rewrote");
        assert_eq!(by_name("index.html?page=2.orig"), Named::Other);
    }

    #[test]
    fn content_corrects_the_name() {
        assert_eq!(by_content(Kind::PlainText, b"\n<!-- saved -->\n<!DOCTYPE HTML>"), Ok(Kind::Page));
        assert_eq!(by_content(Kind::PlainText, b"{\"id\": 1, \"text\": \"x\"}"), Ok(Kind::JsonLines));
        assert_eq!(by_content(Kind::Markdown, b"# A heading"), Ok(Kind::Markdown));
        assert_eq!(by_content(Kind::Csv, b"id,text\n"), Ok(Kind::Csv));
        assert_eq!(by_content(Kind::Page, b"<?xml version='1.0'?>\n<rss version='2.0'>"), Ok(Kind::Feed));
    }

    #[test]
    fn containers_are_told_by_their_content() {
        let of = |name: &str, head: &[u8]| judge(by_name(name), false, head);
        assert_eq!(of("a.zip", b"WARC/1.0\r\n"), Ok(Some(Form::Container(Container::Warc))));
        assert_eq!(of("a.warc", b"\x1f\x8b\x08"), Ok(Some(Form::Container(Container::Gzip))));
        assert_eq!(of("a.html", b"\x1f\x8b\x08"), Ok(Some(Form::Container(Container::Gzip))));
        assert_eq!(of("a.zip", b"Not Found"), Err("no ZIP archive"));
        assert_eq!(of("a.docx", b"PK\x03\x04"), Ok(None));
        assert_eq!(judge(Named::Other, true, b"PK\x03\x04"), Ok(Some(Form::Container(Container::Zip))));
    }

    #[test]
    fn of_xml_and_json_only_feeds_and_pages_are_read() {
        let of = |name: &str, head: &[u8]| judge(by_name(name), false, head);
        assert_eq!(of("a.xml", b"<rss>"), Ok(Some(Form::Document(Kind::Feed))));
        assert_eq!(of("a.xml", b"<urlset>"), Ok(None));
        assert_eq!(of("package.json", b"{\"name\": \"x\"}"), Ok(None));
        assert_eq!(of("a.xml", b"<?xml version='1.0'?><html>"), Ok(Some(Form::Document(Kind::Page))));
    }

    #[test]
    fn a_page_that_is_no_text_is_named_for_what_it_is() {
        assert_eq!(by_content(Kind::Page, b"%PDF-1.4 ..."), Err("a PDF document"));
        assert_eq!(by_content(Kind::Page, &[0, 1, 2, 3, 0, 0, 0, 0, 9, 200, 201, 202]), Err("binary data"));
    }
}
