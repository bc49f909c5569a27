//! Which of a crawl's answers are pages, told by what the server says, by content, and by address.

use super::address::Address;
use crate::source::encoding;
use crate::source::kind::{self, Kind, Named};
use crate::source::markup::{is_feed, is_html};
use crate::source::saved::is_for_machines;

/// Endings of what servers often send as text.
const NO_TEXT: [&str; 12] = ["js", "mjs", "css", "json", "map", "xml", "svg", "csv", "vtt", "srt", "ics", "asc"];

/// Whether a look at the content is worth its while.
pub(super) fn may_be_page(media: &str) -> bool {
    let never = ["image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript"];
    !never.iter().any(|start| media.starts_with(start))
}

/// What an answer is; `None` for what is no page.
pub(super) fn kind_of(media: &str, address: &Address, body: &[u8]) -> Option<Kind> {
    let head = body.get(..kind::HEAD).unwrap_or(body);
    if head.is_empty() || encoding::is_binary(head) {
        return None;
    }
    match media {
        "text/html" | "application/xhtml+xml" | "application/vnd.wap.xhtml+xml" => hypertext(address, head),
        "text/plain" | "text" => plain(address, head),
        "text/markdown" | "text/x-markdown" => Some(markup(head).unwrap_or(Kind::Markdown)),
        "application/feed+json" => markup(head),
        // The server doesn't know.
        "" | "application/octet-stream" | "unknown/unknown" | "application/unknown" | "content/unknown" | "*/*" => {
            markup(head).or_else(|| if named_as_text(address) { plain(address, head) } else { None })
        }
        "application/json" | "text/json" => is_feed(head).then_some(Kind::Feed),
        other if other.ends_with("xml") => markup(head),
        _ => None,
    }
}

fn markup(head: &[u8]) -> Option<Kind> {
    if is_html(head) {
        return Some(Kind::Page);
    }
    is_feed(head).then_some(Kind::Feed)
}

/// Pages of old begin with any element. Scripts ask for data and for code, which are sent as HTML too.
fn hypertext(address: &Address, head: &[u8]) -> Option<Kind> {
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let is_data = start.starts_with(b"{") || start.starts_with(b"[");
    let has_markup = head.windows(2).any(|pair| pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || pair[1] == b'!'));
    let is_named = matches!(kind::by_name(address.name()), Named::As(Kind::Page));
    markup(head).or_else(|| (!is_data && (has_markup || is_named)).then_some(Kind::Page))
}

fn plain(address: &Address, head: &[u8]) -> Option<Kind> {
    let name = address.name().to_ascii_lowercase();
    if is_for_machines(&name) || address.file().starts_with(".well-known/") {
        return None;
    }
    let ending = kind::ending(&name);
    if NO_TEXT.contains(&ending.as_str()) {
        return None;
    }
    let named =
        if matches!(kind::by_name(&name), Named::As(Kind::Markdown)) { Kind::Markdown } else { Kind::PlainText };
    match kind::by_content(named, head) {
        Ok(Kind::JsonLines | Kind::Csv) | Err(_) => None,
        Ok(kind) => Some(kind),
    }
}

fn named_as_text(address: &Address) -> bool {
    matches!(kind::by_name(address.name()), Named::As(Kind::PlainText | Kind::Markdown))
}
