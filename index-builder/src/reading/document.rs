//! One document: from bytes to what it says by itself.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::page::{Page, html, markdown, plain_text};
use crate::problem::{Problems, Reason};
use crate::source::document::Document;
use crate::source::encoding::{self, Decoded};
use crate::source::kind::Kind;
use crate::understanding::survey::Features;

/// What a document says by itself; the same for the same bytes, so that it can be kept from build to build.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PageReading {
    /// Its lines and what it states about itself.
    pub page: Page,
    /// What each of its lines shows.
    pub features: Vec<Features>,
    /// The encoding it was understood in.
    pub encoding: String,
    /// Letters were mended that had been read in a wrong encoding before they were saved.
    pub repaired: bool,
}

/// A document that was read.
#[derive(Debug, Default)]
pub struct DocumentReading {
    /// `None` where its author doesn't want it to be read.
    pub reading: Option<PageReading>,
    /// In the order of the document.
    pub problems: Problems,
}

/// What a page's reading follows from, beside the code: its key in the cache. `rules` is the fingerprint of those by which it is read.
#[must_use]
pub fn key(document: &Document, rules: u64) -> u128 {
    let mut hash = Xxh3::new();
    hash.update(&rules.to_le_bytes());
    hash.update(document.kind.name().as_bytes());
    hash.update(document.charset.as_deref().unwrap_or_default().as_bytes());
    hash.update(&[0]);
    hash.update(&document.bytes);
    hash.digest128()
}

/// Reads a page.
pub fn read(document: &Document, rules: &html::Rules) -> DocumentReading {
    let mut problems = Problems::default();
    let bytes = &document.bytes;
    let declared = (document.kind == Kind::Page).then(|| encoding::declared_in_markup(bytes)).flatten();
    let declared: Vec<&str> = declared.iter().chain(&document.charset).map(String::as_str).collect();
    let Decoded { text, encoding, damaged, repaired } = encoding::decode_declared(bytes, &declared);
    if damaged {
        problems.add(None, Reason::Undecodable(encoding));
    }
    let page = match document.kind {
        Kind::Page if has_markup(&text) => Some(html::read(&text, rules)),
        Kind::Markdown => {
            let markdown::MarkdownPage { page, problem } = markdown::read(&text);
            if let Some((line, reason)) = problem {
                problems.add(line, reason);
            }
            page
        }
        _ => Some(plain_text::read(&text)),
    };
    DocumentReading {
        reading: page.map(|page| PageReading {
            features: Features::of_page(&page),
            page,
            encoding: encoding.to_owned(),
            repaired,
        }),
        problems,
    }
}

/// Some files named .htm are plain text, whose line breaks HTML would lose.
fn has_markup(text: &str) -> bool {
    text.match_indices('<').any(|(place, _)| {
        text.as_bytes()
            .get(place + 1)
            .is_some_and(|&next| next.is_ascii_alphabetic() || matches!(next, b'!' | b'/' | b'?'))
    })
}
