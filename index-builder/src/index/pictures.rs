//! Which pictures are an article's own.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::Links;

/// What more articles show than this is the site's (its name, a button) or the author's, and tells no hit from another.
const MOST: u32 = 3;

/// Where FrontPage keeps the buttons and banners that it draws for a page by itself.
const DRAWN: [&str; 3] = ["_derived", "_themes", "_borders"];

/// How often each picture is shown, by a hash of its address.
#[derive(Debug, Default)]
pub(super) struct Shown(FxHashMap<u64, u32>);

impl Shown {
    /// Counts an article's picture.
    pub(super) fn count(&mut self, links: &Links) {
        if let Some(picture) = &links.picture {
            *self.0.entry(xxh3_64(picture.as_bytes())).or_default() += 1;
        }
    }

    /// Adds what others counted.
    pub(super) fn add(&mut self, more: Self) {
        more.0.into_iter().for_each(|(picture, times)| *self.0.entry(picture).or_default() += times);
    }

    /// Takes away a picture that many articles share, or that a program drew.
    pub(super) fn keep_own(&self, mut links: Links) -> Links {
        let is_drawn = |picture: &String| picture.split('/').any(|part| DRAWN.contains(&part));
        let times = |picture: &String| self.0.get(&xxh3_64(picture.as_bytes())).copied().unwrap_or_default();
        links.picture = links.picture.filter(|picture| times(picture) <= MOST && !is_drawn(picture));
        links
    }
}

#[cfg(test)]
mod tests {
    use super::Shown;
    use crate::index::{Link, Links};

    #[test]
    fn a_sites_own_picture_is_no_articles_and_one_that_a_few_share_is() {
        let picture = |name: &str| Links { own: Link::Page, also: Vec::new(), picture: Some(name.to_owned()) };
        let drawn = "../News/_derived/home.htm_cmp_button.gif";
        let names = ["logo.gif", "whale.gif", "logo.gif", drawn, "whale.gif", "logo.gif", "logo.gif"];
        let mut links: Vec<_> = names.into_iter().map(picture).collect();
        links.push(Links { picture: None, ..picture("") });
        let mut shown = Shown::default();
        links.iter().for_each(|links| shown.count(links));
        let links: Vec<_> = links.into_iter().map(|links| shown.keep_own(links)).collect();
        let kept: Vec<_> = links.iter().filter_map(|links| links.picture.as_deref()).collect();
        assert_eq!(kept, ["whale.gif", "whale.gif"]);
    }
}
