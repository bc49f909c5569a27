//! The name of the site in its pages' titles: what many titles begin or end with, or all of what they say.

use xxhash_rust::xxh3::xxh3_64;

use super::sketch::mix;
use super::tally::{Tally, scopes};
use crate::page::Metadata;
use crate::paragraphs::fold;
use crate::understanding::title_dividers::BESIDE_A_SITE;

/// Tells a part of a title from a line that reads the same.
const TITLE: u64 = 0x7469_746c;
/// A title has at most so many parts that are looked at.
const MOST_PARTS: usize = 8;

/// What is counted of a page's titles: each as a whole, and its parts.
pub fn keys(metadata: &Metadata) -> Vec<u64> {
    let titles = metadata.page_title.iter().chain(&metadata.titles);
    titles.flat_map(|title| parts(title).into_iter().map(key)).collect()
}

/// Takes the name of the site out of a page's titles; a title that is nothing else is none.
pub fn forget(tally: &Tally, path: &str, metadata: &mut Metadata) {
    let scopes = scopes(path);
    let is_site = |part: &str| tally.count(key(part), &scopes).customary;
    metadata.page_title = metadata.page_title.take().and_then(|title| without_site(title, &is_site));
    metadata.titles =
        std::mem::take(&mut metadata.titles).into_iter().filter_map(|t| without_site(t, &is_site)).collect();
}

fn without_site(title: String, is_site: &dyn Fn(&str) -> bool) -> Option<String> {
    if is_site(&title) {
        return None;
    }
    let mut rest = title.as_str();
    for _ in 0..MOST_PARTS {
        let shorter = BESIDE_A_SITE.iter().find_map(|divider| {
            let behind = rest.split_once(divider).filter(|(first, _)| is_site(first)).map(|(_, behind)| behind);
            behind.or_else(|| rest.rsplit_once(divider).filter(|(_, last)| is_site(last)).map(|(before, _)| before))
        });
        match shorter {
            Some(shorter) if !shorter.trim().is_empty() => rest = shorter,
            _ => break,
        }
    }
    Some(rest.trim().to_owned()).filter(|rest| !is_site(rest))
}

/// The parts of a title between its dividers, and with them what stands before the last and behind the first of each kind.
fn parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for divider in BESIDE_A_SITE {
        parts = parts.into_iter().flat_map(|part| part.split(divider)).take(MOST_PARTS).collect();
        parts.extend(title.split_once(divider).map(|(first, _)| first));
        parts.extend(title.rsplit_once(divider).map(|(_, last)| last));
    }
    parts.push(title);
    parts
}

fn key(part: &str) -> u64 {
    mix(xxh3_64(fold(part).to_lowercase().as_bytes()), TITLE)
}
