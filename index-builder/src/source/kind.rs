//! What kind a file is: its name says what it claims, its first bytes what it is.

use super::encoding;

/// How much of a file is looked at before it is read.
pub const HEAD: usize = 4096;

/// Pages that a server made, saved as they came; only their content tells whether they are HTML.
const SERVER_PAGES: [&str; 12] =
    ["asp", "aspx", "cfm", "cgi", "do", "jsp", "php", "php3", "phtml", "pl", "shtm", "shtml"];

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
        }
    }

    /// Whether it holds records, so that the file itself is no article's address.
    #[must_use]
    pub fn holds_records(self) -> bool {
        matches!(self, Self::JsonLines | Self::Csv)
    }
}

/// What a name promises.
#[derive(Clone, Debug, PartialEq)]
pub enum Named {
    /// One of our kinds.
    As(Kind),
    /// A page if its content is HTML, otherwise nothing for us.
    Perhaps,
    /// Another kind.
    Other,
}

/// The ending of a file's name in lower case, without the dot; what a saved address had behind `?` is no part of it.
#[must_use]
pub fn ending(name: &str) -> String {
    let name = name.split('?').next().unwrap_or(name);
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

/// Judges by name.
#[must_use]
pub fn by_name(name: &str) -> Named {
    match ending(name).as_str() {
        "html" | "htm" | "xhtml" | "xht" => Named::As(Kind::Page),
        "txt" | "text" => Named::As(Kind::PlainText),
        "md" | "markdown" => Named::As(Kind::Markdown),
        "jsonl" | "ndjson" => Named::As(Kind::JsonLines),
        "csv" | "tsv" => Named::As(Kind::Csv),
        "" => Named::Perhaps,
        other if SERVER_PAGES.contains(&other) => Named::Perhaps,
        _ => Named::Other,
    }
}

/// Judges by the first bytes. The error names what a file is that should be text.
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
        Kind::PlainText | Kind::Csv if begins_json(head) => Kind::JsonLines,
        Kind::PlainText | Kind::Markdown | Kind::Csv | Kind::JsonLines if is_html(head) => Kind::Page,
        as_named => as_named,
    })
}

/// The kind of a file that was given by name, so that somebody means it to be read, whatever it is called.
#[must_use]
pub fn of_unknown(head: &[u8]) -> Option<Kind> {
    by_content(Kind::PlainText, head).ok()
}

/// Whether the bytes begin like an HTML document.
#[must_use]
pub fn is_html(head: &[u8]) -> bool {
    let text = encoding::decode(head, None).text.to_ascii_lowercase();
    let mut rest = text.trim_start();
    while let Some((_, after)) = ["<?xml", "<!--"]
        .iter()
        .zip(["?>", "-->"])
        .find_map(|(open, close)| rest.starts_with(open).then(|| rest.split_once(close))?)
    {
        rest = after.trim_start();
    }
    ["<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<frameset"]
        .iter()
        .any(|tag| rest.starts_with(tag))
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
    use super::{Kind, Named, by_content, by_name, ending, is_html};

    #[test]
    fn names_are_judged_whatever_their_case() {
        assert_eq!(by_name("Harbour, Reopened.HTM"), Named::As(Kind::Page));
        assert_eq!(by_name("list.JsonL"), Named::As(Kind::JsonLines));
        assert_eq!(by_name("story.php?id=3.5"), Named::Perhaps);
        assert_eq!(by_name("LICENSE"), Named::Perhaps);
        assert_eq!(by_name("photo.jpg"), Named::Other);
        assert_eq!(ending("a.b/Photo.JPG"), "jpg");
    }

    #[test]
    fn content_corrects_the_name() {
        assert_eq!(by_content(Kind::PlainText, b"\n<!-- saved -->\n<!DOCTYPE HTML>"), Ok(Kind::Page));
        assert_eq!(by_content(Kind::PlainText, b"{\"id\": 1, \"text\": \"x\"}"), Ok(Kind::JsonLines));
        assert_eq!(by_content(Kind::Markdown, b"# A heading"), Ok(Kind::Markdown));
        assert_eq!(by_content(Kind::Csv, b"id,text\n"), Ok(Kind::Csv));
    }

    #[test]
    fn a_page_that_is_no_text_is_named_for_what_it_is() {
        assert_eq!(by_content(Kind::Page, b"%PDF-1.4 ..."), Err("a PDF document"));
        assert_eq!(by_content(Kind::Page, &[0, 1, 2, 3, 0, 0, 0, 0, 9, 200, 201, 202]), Err("binary data"));
    }

    #[test]
    fn html_is_recognised_in_utf_16_too() {
        let wide: Vec<u8> = "<html><body>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(is_html(&wide) && !is_html(b"<p>part of a page") && !is_html(b"<!-- <html>"));
    }
}
