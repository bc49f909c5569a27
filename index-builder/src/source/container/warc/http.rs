//! What a server answered, as a crawler stored it: the head, and the page it carries without its wrappings.

use std::io::Read;

use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};

use super::super::Damage;
use super::super::expansion::{allowance, expand_damaged};
use super::media;
use crate::limits::{Limit, Limits};
use crate::source::encoding;
use crate::source::markup::{is_feed, is_html};

/// A head longer than this is none.
const LONGEST_HEAD: usize = 256 << 10;
const MOST_FIELDS: usize = 256;
/// Servers wrap a page twice at most.
const MOST_CODINGS: usize = 4;
const WINDOW: usize = 16 << 10;

/// What a server answered.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Response {
    /// 200 where the page was found.
    pub(super) status: u16,
    /// As the server calls it, in lower case: `text/html`. Empty where it doesn't say.
    pub(super) media: String,
    /// The encoding of the text.
    pub(super) charset: Option<String>,
    /// The page.
    pub(super) body: Vec<u8>,
}

/// Why an answer can't be read.
#[derive(Debug, PartialEq)]
pub(super) enum Unreadable {
    /// It has no head.
    Head,
    /// It is compressed in an unknown way.
    Coding(String),
    /// It would become too large.
    Expands(Damage),
}

/// Reads an answer; its page may become as large as a page.
pub(super) fn read(block: Vec<u8>, limits: &Limits) -> Result<Response, Unreadable> {
    if !block.starts_with(b"HTTP/") {
        // Some archives keep the page alone.
        let is_page = is_html(&block) || is_feed(&block);
        return is_page.then(|| Response { status: 200, body: block, ..Response::default() }).ok_or(Unreadable::Head);
    }
    let length = head_length(&block).ok_or(Unreadable::Head)?;
    let (head, body) = block.split_at(length);
    let head = Head::read(head).ok_or(Unreadable::Head)?;
    let (media, charset) = media_type(&head.media);
    let mut response = Response { status: head.status, media, charset, body: Vec::new() };
    if response.status / 100 == 2 && media::may_be_page(&response.media) {
        let body = if head.chunked { without_chunks(body) } else { body.to_vec() };
        response.body = decoded(body, &head.codings, limits)?;
    }
    Ok(response)
}

/// A media type, and the charset that stands behind it.
pub(super) fn media_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let media = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    });
    (media, charset)
}

struct Head {
    status: u16,
    media: String,
    chunked: bool,
    /// In the order in which they were applied.
    codings: Vec<String>,
}

impl Head {
    fn read(bytes: &[u8]) -> Option<Self> {
        let bytes = with_known_version(bytes);
        let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
        let mut response = httparse::Response::new(&mut fields);
        httparse::ParserConfig::default()
            .allow_spaces_after_header_name_in_responses(true)
            .allow_obsolete_multiline_headers_in_responses(true)
            .allow_multiple_spaces_in_response_status_delimiters(true)
            .allow_space_before_first_header_name(true)
            .ignore_invalid_headers_in_responses(true)
            .parse_response(&mut response, &bytes)
            .ok()?;
        let all = |name: &str| -> Vec<String> {
            let of = response.headers.iter().filter(|field| field.name.eq_ignore_ascii_case(name));
            of.map(|field| String::from_utf8_lossy(field.value).into_owned()).collect()
        };
        let listed = |name: &str| -> Vec<String> {
            let values = all(name);
            values.iter().flat_map(|value| value.split(',')).map(|coding| coding.trim().to_ascii_lowercase()).collect()
        };
        Some(Self {
            status: response.code?,
            media: all("Content-Type").pop().unwrap_or_default(),
            chunked: listed("Transfer-Encoding").iter().any(|coding| coding == "chunked"),
            codings: listed("Content-Encoding"),
        })
    }
}

/// Where the head ends: behind its first empty line.
fn head_length(block: &[u8]) -> Option<usize> {
    let mut from = 0;
    while from < LONGEST_HEAD {
        from += block.get(from..)?.iter().position(|&b| b == b'\n')? + 1;
        match block.get(from..)? {
            [b'\n', ..] => return Some(from + 1),
            [b'\r', b'\n', ..] => return Some(from + 2),
            // Nothing but a head.
            [] => return Some(from),
            _ => {}
        }
    }
    None
}

/// Crawlers write `HTTP/2` and what servers invent; what follows is the same. A head that nothing follows is completed.
fn with_known_version(head: &[u8]) -> Vec<u8> {
    let version = head.iter().position(u8::is_ascii_whitespace).unwrap_or(head.len());
    let rest = head.get(version..).unwrap_or_default();
    let end: &[u8] = if rest.ends_with(b"\n\n") || rest.ends_with(b"\n\r\n") { b"" } else { b"\r\n" };
    [b"HTTP/1.1", rest, end].concat()
}

/// The body without the lengths of its chunks. Many crawlers store it without them, and say that it has them.
fn without_chunks(body: &[u8]) -> Vec<u8> {
    let mut joined = Vec::new();
    let mut rest = body;
    while let Some((chunk, behind)) = first_chunk(rest) {
        if chunk.is_empty() {
            return joined;
        }
        joined.extend_from_slice(chunk);
        rest = behind;
    }
    // What is no chunk is text that should not be lost.
    joined.extend_from_slice(rest);
    joined
}

/// A chunk and what follows it. The last one may be cut short.
fn first_chunk(body: &[u8]) -> Option<(&[u8], &[u8])> {
    let line_end = body.iter().take(1024).position(|&b| b == b'\n')?;
    let (line, rest) = body.split_at(line_end + 1);
    let size = line.split(|&b| b == b';').next()?.trim_ascii();
    if size.is_empty() || size.len() > 15 {
        return None;
    }
    let size = usize::from_str_radix(std::str::from_utf8(size).ok()?, 16).ok()?;
    if size == 0 {
        return Some((&[], &[]));
    }
    let Some((chunk, behind)) = rest.split_at_checked(size) else { return Some((rest, &[])) };
    match behind {
        [b'\r', b'\n', behind @ ..] | [b'\n', behind @ ..] => Some((chunk, behind)),
        [] | [b'\r'] => Some((chunk, &[])),
        _ => None,
    }
}

/// The body without its compression. Servers say that of pages that have none, and crawlers of pages that they stored without.
fn decoded(mut body: Vec<u8>, codings: &[String], limits: &Limits) -> Result<Vec<u8>, Unreadable> {
    for coding in codings.iter().rev().take(MOST_CODINGS).map(String::as_str).chain(["gzip"]) {
        if is_plain(&body) {
            break;
        }
        let Some(reader) = reader(coding, &body)? else { continue };
        let allowed = allowance(body.len() as u64, limits.expansion, limits.exceeded(Limit::Page));
        let (text, error) = expand_damaged(reader, allowed.bytes.saturating_add(1));
        if text.len() as u64 > allowed.bytes {
            return Err(Unreadable::Expands(allowed.beyond));
        }
        // What came before the end was cut off is kept.
        let is_compressed = error.is_none() || (!text.is_empty() && encoding::is_binary(&body));
        if is_compressed {
            body = text;
        }
    }
    Ok(body)
}

/// `None` where the body is not compressed in this way.
fn reader<'a>(coding: &str, body: &'a [u8]) -> Result<Option<Box<dyn Read + 'a>>, Unreadable> {
    Ok(match coding {
        "gzip" | "x-gzip" => body.starts_with(b"\x1f\x8b").then(|| Box::new(GzDecoder::new(body)) as _),
        "deflate" if has_zlib_header(body) => Some(Box::new(ZlibDecoder::new(body))),
        // The standard asks for the header, many servers leave it out.
        "deflate" => Some(Box::new(DeflateDecoder::new(body))),
        "br" => Some(Box::new(brotli_decompressor::Decompressor::new(body, WINDOW))),
        "zstd" => ruzstd::decoding::StreamingDecoder::new(body).ok().map(|decoder| Box::new(decoder) as _),
        "compress" | "x-compress" | "dcb" | "dcz" => return Err(Unreadable::Coding(coding.to_owned())),
        // Whatever else is written here is no compression: `identity`, `none`, `utf-8`.
        _ => None,
    })
}

fn has_zlib_header(body: &[u8]) -> bool {
    matches!(body, [first, second, ..]
        if first & 0xf == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31))
}

fn is_plain(body: &[u8]) -> bool {
    is_html(body) || is_feed(body) || (body.starts_with(b"<") && !encoding::is_binary(body))
}
