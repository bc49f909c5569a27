//! Pictures: which of them show something, and what they show.

use scraper::node::Element;

use super::lines::{leads_somewhere, without_blanks};
use crate::page::block::{Link, Picture};
use crate::paragraphs::fold;

/// A smaller picture is a button, a bullet or a counter of visits.
const SMALLEST: f64 = 32.0;
/// Where pages keep the address of a picture that is loaded later.
const LATER: [&str; 5] = ["data-src", "data-original", "data-lazy-src", "data-hi-res-src", "data-full-src"];
/// Words in the file name of a picture that decorates.
const DECORATION: [&str; 32] = [
    "arrow",
    "back",
    "banner",
    "bar",
    "blank",
    "bullet",
    "button",
    "btn",
    "buttons",
    "clear",
    "clearpixel",
    "counter",
    "dot",
    "email",
    "hr",
    "icon",
    "icons",
    "line",
    "logo",
    "logos",
    "mail",
    "next",
    "pixel",
    "prev",
    "print",
    "rule",
    "search",
    "shim",
    "space",
    "spacer",
    "trans",
    "transparent",
];

/// A picture that shows something. One or two words on a picture that is a link are a button: `Home`, `Facebook`.
pub fn read(element: &Element, in_link: bool) -> Option<Picture> {
    if is_tiny(element) {
        return None;
    }
    let address = address(element).unwrap_or_default();
    if decorates(&address) {
        return None;
    }
    let alternative = fold(element.attr("alt").unwrap_or_default());
    let is_button = in_link && alternative.split(' ').count() <= 2;
    let says = !alternative.is_empty() && !is_button && !is_file_name(&alternative);
    let description = says.then_some(alternative);
    (description.is_some() || !address.is_empty()).then_some(Picture { address, description, caption: None })
}

/// A caption whose picture is not there.
pub fn unseen(caption: &str) -> Picture {
    Picture { address: String::new(), description: None, caption: Some(caption.to_owned()) }
}

/// The link of a part of an image map.
pub fn area(element: &Element) -> Option<Link> {
    let address = without_blanks(element.attr("href")?);
    let text = fold(element.attr("alt").or(element.attr("title")).unwrap_or_default());
    leads_somewhere(&address).then_some(Link { address, text })
}

/// Its address; what stands in the page itself is none.
fn address(element: &Element) -> Option<String> {
    let later = LATER.iter().find_map(|name| element.attr(name));
    let set = || element.attr("srcset").or(element.attr("data-srcset")).and_then(|set| set.split_whitespace().next());
    let candidates = later.into_iter().chain(element.attr("src")).chain(set());
    candidates.map(without_blanks).find(|address| !address.is_empty() && !begins(address, "data:"))
}

fn begins(address: &str, scheme: &str) -> bool {
    address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// Whether its width or height is said to be small.
fn is_tiny(element: &Element) -> bool {
    ["width", "height"].iter().filter_map(|side| element.attr(side)).any(|length| {
        let length = length.trim().trim_end_matches("px");
        length.parse::<f64>().is_ok_and(|length| length <= SMALLEST)
    })
}

/// Whether its file is named for something that decorates: `spacer.gif`, `logo_small.png`.
pub fn decorates(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_ascii_lowercase();
    let parts = stem.split(|c: char| !c.is_ascii_alphabetic()).filter(|part| !part.is_empty());
    // A long name that happens to hold such a word tells of something else: `lighthouse-seen-from-back-yard.jpg`.
    parts.clone().count() <= 2 && parts.into_iter().any(|part| DECORATION.contains(&part))
}

/// An editor's stand-in for a text that nobody wrote: `boat.jpg`, `boat.jpg (12345 bytes)`.
fn is_file_name(text: &str) -> bool {
    let name = text.split_once(" (").filter(|(_, rest)| rest.ends_with("bytes)")).map_or(text, |(name, _)| name);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    !name.contains(' ') && ["jpg", "jpeg", "gif", "png", "bmp", "webp", "svg", "tif"].contains(&ending.as_str())
}
