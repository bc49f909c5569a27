//! Whether bytes begin like HTML or like a feed, told from the first element without decoding a legacy encoding.

use std::borrow::Cow;

use super::encoding;

/// Whether the bytes begin like an HTML document.
#[must_use]
pub fn is_html(head: &[u8]) -> bool {
    const TAGS: [&[u8]; 7] = [b"<!doctype html", b"<html", b"<head", b"<body", b"<title", b"<meta", b"<frameset"];
    let head = as_ascii(head);
    let rest = behind_prolog(&head);
    TAGS.iter().any(|tag| begins(rest, tag))
}

/// Whether the bytes begin like RSS, Atom or a JSON Feed.
#[must_use]
pub fn is_feed(head: &[u8]) -> bool {
    let head = as_ascii(head);
    let rest = behind_prolog(&head);
    if rest.starts_with(b"{") {
        // It may be escaped, and stands among the first fields.
        let start: Vec<u8> = rest.iter().copied().filter(|&b| b != b'\\').take(512).collect();
        return holds(&start, b"jsonfeed.org/version/");
    }
    let Some(tag) = rest.strip_prefix(b"<") else { return false };
    let end = tag.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/')).unwrap_or(tag.len());
    let (name, attributes) = tag.split_at(end);
    match name.iter().rposition(|&b| b == b':').map_or(name, |colon| &name[colon + 1..]) {
        b"rss" => true,
        b"feed" | b"entry" => holds(attributes, b"/Atom") || holds(attributes, b"purl.org/atom"),
        b"RDF" => holds(attributes, b"purl.org/rss/") || holds(attributes, b"netscape.com/rdf"),
        _ => false,
    }
}

/// The bytes without a mark of their encoding; UTF-16 becomes UTF-8. In all others markup is ASCII.
fn as_ascii(head: &[u8]) -> Cow<'_, [u8]> {
    if encoding::is_utf_16(head) {
        return Cow::Owned(encoding::decode(head, None).text.into_bytes());
    }
    Cow::Borrowed(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head))
}

/// What follows white space, XML declarations, processing instructions, comments and a document type that is not HTML's.
fn behind_prolog(head: &[u8]) -> &[u8] {
    let mut rest = head.trim_ascii_start();
    loop {
        let close: &[u8] = if rest.starts_with(b"<?") {
            b"?>"
        } else if rest.starts_with(b"<!--") {
            b"-->"
        } else if begins(rest, b"<!doctype") && !begins(rest, b"<!doctype html") {
            b">"
        } else {
            return rest;
        };
        let Some(end) = find(rest, close) else { return &[] };
        rest = rest[end + close.len()..].trim_ascii_start();
    }
}

fn begins(text: &[u8], lower: &[u8]) -> bool {
    text.get(..lower.len()).is_some_and(|start| start.eq_ignore_ascii_case(lower))
}

fn holds(text: &[u8], part: &[u8]) -> bool {
    find(text, part).is_some()
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::{is_feed, is_html};

    #[test]
    fn html_is_recognised_in_utf_16_too() {
        let wide: Vec<u8> = "<html><body>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(is_html(&wide) && !is_html(b"<p>part of a page") && !is_html(b"<!-- <html>"));
        assert!(is_html(b"\xef\xbb\xbf <?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE HTML PUBLIC>"));
    }

    #[test]
    fn feeds_of_every_family_are_recognised() {
        for feed in [
            "<?xml version=\"1.0\"?>\n<?xml-stylesheet href=\"a.xsl\"?>\n<rss version=\"0.91\">",
            "<!DOCTYPE rss PUBLIC \"-//Netscape\" \"http://my.netscape.com/publish/formats/rss-0.91.dtd\">\n<rss>",
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\">",
            "<rdf:RDF xmlns=\"http://my.netscape.com/rdf/simple/0.9/\">",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
            "<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>",
            "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\">",
            "{\"version\": \"https:\\/\\/jsonfeed.org\\/version\\/1.1\", \"items\": []}",
        ] {
            assert!(is_feed(feed.as_bytes()), "{feed}");
        }
        for other in ["<urlset>", "<feed>", "<rdf:RDF xmlns:foaf='x'>", "{\"version\": 1}", "rss", "<"] {
            assert!(!is_feed(other.as_bytes()), "{other}");
        }
    }
}
