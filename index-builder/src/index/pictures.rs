//! Which pictures are an article's own.

use rustc_hash::FxHashMap;

use super::Links;

/// What more articles show than this is the site's (its name, a button) or the author's, and tells no hit from another.
const MOST: usize = 3;

/// Where FrontPage keeps the buttons and banners that it draws for a page by itself.
const DRAWN: [&str; 3] = ["_derived", "_themes", "_borders"];

/// Takes away the pictures that many articles share, and those that a program drew.
pub(super) fn keep_own(links: &mut [Links]) {
    let mut shown: FxHashMap<&str, usize> = FxHashMap::default();
    for picture in links.iter().filter_map(|links| links.picture.as_deref()) {
        *shown.entry(picture).or_default() += 1;
    }
    let is_drawn = |picture: &str| picture.split('/').any(|part| DRAWN.contains(&part));
    let is_shared = |picture: &str| shown.get(picture).is_some_and(|times| *times > MOST);
    let is_own =
        |links: &Links| links.picture.as_deref().is_none_or(|picture| !is_shared(picture) && !is_drawn(picture));
    let own: Vec<bool> = links.iter().map(is_own).collect();
    for (links, _) in links.iter_mut().zip(own).filter(|(_, is_own)| !is_own) {
        links.picture = None;
    }
}

#[cfg(test)]
mod tests {
    use super::keep_own;
    use crate::index::{Link, Links};

    #[test]
    fn a_sites_own_picture_is_no_articles_and_one_that_a_few_share_is() {
        let picture = |name: &str| Links { own: Link::Page, also: Vec::new(), picture: Some(name.to_owned()) };
        let drawn = "../News/_derived/home.htm_cmp_button.gif";
        let names = ["logo.gif", "whale.gif", "logo.gif", drawn, "whale.gif", "logo.gif", "logo.gif"];
        let mut links: Vec<_> = names.into_iter().map(picture).collect();
        links.push(Links { picture: None, ..picture("") });
        keep_own(&mut links);
        let kept: Vec<_> = links.iter().filter_map(|links| links.picture.as_deref()).collect();
        assert_eq!(kept, ["whale.gif", "whale.gif"]);
    }
}
