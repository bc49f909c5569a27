//! WARC: what a crawler recorded, one record after another.
//!
//! Pages are the answers in which a server sends one. What was asked, what was forwarded or refused, pictures and scripts are
//! left out. A page that was crawled several times is handed on each time, the latest last.

mod address;
mod http;
mod media;
mod record;

use std::collections::HashSet;
use std::hash::BuildHasher;
use std::io;

use rustc_hash::FxBuildHasher;

use super::gzip::Stream;
use super::{At, Damage, Opened};
use crate::limits::Limit;
use crate::source::document::Document;
use address::Address;
use http::{Response, Unreadable};
use record::{Record, Records, Wrong};

/// What an answer may have beside its page: its head.
const BESIDE: u64 = 1 << 20;

/// Reads all pages of a crawl.
pub(super) fn read(stream: Stream, at: &At, opened: &mut Opened) -> io::Result<()> {
    let mut records = Records::new(stream, opened.limits.page.saturating_add(BESIDE));
    let mut crawl = Crawl::default();
    while let Some(record) = records.next()? {
        match record.and_then(|record| crawl.page(record, opened)) {
            Ok(Some(document)) => opened.hand_on(document),
            Ok(None) => {}
            Err(wrong) => opened.report(wrong.place(at.entry.as_ref()), wrong.damage),
        }
    }
    Ok(())
}

/// What must be known of the records before.
#[derive(Default)]
struct Crawl {
    /// Addresses of pages that were handed on, as hashes.
    answered: HashSet<u64, FxBuildHasher>,
}

impl Crawl {
    /// The page that a record holds, if it holds one.
    fn page(&mut self, mut record: Record, opened: &mut Opened) -> Result<Option<Document>, Wrong> {
        let holds = record.field("WARC-Type").unwrap_or_default().to_ascii_lowercase();
        match holds.as_str() {
            "revisit" => {
                opened.contents.revisits += 1;
                return Ok(None);
            }
            "response" | "resource" | "conversion" => {}
            _ => return Ok(None),
        }
        let block = std::mem::take(&mut record.block);
        let Some(address) = record.target().and_then(Address::read) else { return Ok(None) };
        let answer = answer(&record, block, opened).map_err(|damage| record.is_wrong(damage))?;
        if answer.status / 100 != 2 {
            opened.contents.unsuccessful += 1;
            return Ok(None);
        }
        let Some(kind) = media::kind_of(&answer.media, &address, &answer.body) else {
            opened.skip(&answer.media);
            return Ok(None);
        };
        if !record.is_whole {
            return Err(record.is_wrong(Damage::TooLarge(opened.limits.exceeded(Limit::Page))));
        }
        if record.field("WARC-Segment-Number").is_some() {
            return Err(record.is_wrong(Damage::Segment));
        }
        // The text that was made of a page is no page of its own.
        let is_new = self.answered.insert(FxBuildHasher.hash_one(address.whole));
        Ok((is_new || holds != "conversion").then(|| Document {
            page: address.whole.to_owned(),
            path: address.path.clone(),
            url: Some(address.whole.to_owned()),
            charset: answer.charset,
            date: None,
            kind,
            bytes: answer.body,
        }))
    }
}

/// What a record holds, whether it was an answer of a server or was stored by itself.
fn answer(record: &Record, block: Vec<u8>, opened: &Opened) -> Result<Response, Damage> {
    let (media, charset) = http::media_type(record.field("Content-Type").unwrap_or_default());
    if media != "application/http" && !block.starts_with(b"HTTP/") {
        return Ok(Response { status: 200, media, charset, body: block });
    }
    http::read(block, opened.limits).map_err(|unreadable| match unreadable {
        Unreadable::Head => Damage::NotHttp,
        Unreadable::Coding(coding) => Damage::Method(coding),
        Unreadable::Expands(damage) => damage,
    })
}
