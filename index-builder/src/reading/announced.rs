//! Items of feeds that announce pages of the same archive: the page says it all.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;
use xxhash_rust::xxh3::xxh3_64;

use crate::article::Article;

/// What tools that save sites put behind the name of a page, or in its place.
const ENDINGS: [&str; 2] = [".html", ".htm"];
const START_PAGES: [&str; 3] = ["index", "index.php", "default"];

/// Where articles of pages stand, and which articles came from feeds.
#[derive(Debug, Default)]
pub struct Announced {
    /// The number of the first article of a page, by the page's addresses.
    pages: HashMap<u64, u32>,
    /// Numbers of items, with the addresses that they may be a page's at.
    items: Vec<(u32, Vec<u64>)>,
}

impl Announced {
    /// Notes the first article of a page.
    pub fn note_page(&mut self, number: u32, addresses: &[u64]) {
        for &address in addresses {
            self.pages.entry(address).or_insert(number);
        }
    }

    /// Notes an item of a feed.
    pub fn note_item(&mut self, number: u32, addresses: Vec<u64>) {
        self.items.push((number, addresses));
    }

    /// The items that announce a page, each with the number of that page's article.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        self.items.iter().filter_map(|(item, addresses)| {
            let page = addresses.iter().find_map(|address| self.pages.get(address))?;
            Some((*item as usize, *page as usize))
        })
    }
}

/// The addresses of a page's article: what it says itself, and where it lies, with the host's folder or without.
#[must_use]
pub fn of_page(article: &Article) -> Vec<u64> {
    let stated = article.canonical.iter().chain(&article.url).filter(|address| address.contains("://"));
    stated.chain([&article.page]).map(|address| plain(address)).filter(|address| !address.is_empty()).map(key).collect()
}

/// The addresses at which the page of a feed's item may lie in the archive.
#[must_use]
pub fn of_item(article: &Article) -> Vec<u64> {
    let Some(address) = article.url.as_deref() else { return Vec::new() };
    let whole = plain(address);
    let inside = whole.split_once('/').map(|(_, path)| path.to_owned()).filter(|path| !path.is_empty());
    inside.into_iter().chain([whole]).rev().map(key).collect()
}

fn key(address: String) -> u64 {
    xxh3_64(address.as_bytes())
}

/// An address without what varies between a page and its saved copy: scheme, `www.`, `index.html`, an ending.
fn plain(address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let address = address.strip_prefix("www.").unwrap_or(address);
    let decoded = percent_decode_str(address).decode_utf8_lossy();
    let (path, query) = decoded.split_once('?').map_or((&*decoded, None), |(path, query)| (path, Some(query)));
    let path = without_ending(path);
    let start = START_PAGES
        .iter()
        .find_map(|name| path.strip_suffix(name))
        .filter(|rest| rest.is_empty() || rest.ends_with('/'));
    let path = start.unwrap_or(path);
    match query {
        Some(query) => format!("{path}?{}", without_ending(query)),
        None => path.trim_end_matches('/').to_owned(),
    }
}

fn without_ending(name: &str) -> &str {
    ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_page_and_its_saved_copy_have_one_plain_address() {
        for (live, saved) in [
            ("https://www.lantern.example/2020/05/goats/", "lantern.example/2020/05/goats/index.html"),
            ("http://lantern.example/goats.htm#top", "lantern.example/goats.htm"),
            ("https://lantern.example/?p=110", "lantern.example/index.html?p=110.html"),
            ("https://lantern.example/On%20goats", "lantern.example/On goats.html"),
        ] {
            assert_eq!(plain(live), plain(saved));
        }
        assert_ne!(plain("https://lantern.example/?p=1"), plain("https://lantern.example/?p=2"));
        assert_eq!(plain("index.html"), "");
    }
}
