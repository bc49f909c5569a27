//! Pictures: which of them show something, and what they show.

use scraper::node::Element;

use super::addresses::{leads_somewhere, without_blanks};
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

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::page::html::{Rules, read};
    use crate::page::path_clues::PathClues;
    use crate::understanding::one_article;

    fn article(html: &str) -> Article {
        one_article(read(html, &Rules::default()), &PathClues::default())
    }

    #[test]
    fn pictures_that_decorate_say_nothing() {
        for decoration in [
            "<img src=x.gif width=1 height=1 alt='A counter of visits'>",
            "<img src=x.gif height='16px' alt='Small thing here'>",
            "<img src=/images/spacer.gif alt='Space between things'>",
            "<img src=logo2.png alt='The Marwan Times logo'>",
            "<a href=home.htm><img src=up.jpg alt='Go home'></a>",
        ] {
            let found = article(&format!("{decoration}<img src=boat.jpg alt='A boat in the harbour'><p>Text."));
            assert_eq!(found.picture.as_deref(), Some("boat.jpg"), "{decoration}");
            assert_eq!(found.captions, ["A boat in the harbour"], "{decoration}");
        }
        assert_eq!(article("<img src='seen-from-the-back-yard.jpg' alt='A yard in May'><p>x").captions.len(), 1);
    }

    #[test]
    fn the_stated_picture_stands_for_the_article_unless_it_is_a_logo() {
        let body = "<img src=boat.jpg alt='A boat in the harbour'><p>Text.";
        let stated = |image: &str| article(&format!("<meta property='og:image' content='{image}'>{body}")).picture;
        assert_eq!(stated("https://a.example/lead.jpg").as_deref(), Some("https://a.example/lead.jpg"));
        assert_eq!(stated("https://a.example/logo.png").as_deref(), Some("boat.jpg"));
    }

    #[test]
    fn a_picture_that_is_loaded_later_has_its_address() {
        let found =
            article("<img src='data:image/gif;base64,R0' data-src=boat.jpg alt='A boat in the harbour'><p>Text.");
        assert_eq!(found.picture.as_deref(), Some("boat.jpg"));
    }

    #[test]
    fn what_stands_under_a_picture_is_its_caption() {
        for html in [
            "<figure><img src=a.jpg><figcaption>The <b>harbour</b></figcaption></figure><p>Text.",
            "<div class='wp-caption'><img src=a.jpg><p class='wp-caption-text'>The harbour</p></div><p>Text.",
            "<div><img src=a.jpg><span class=photo-caption>The harbour</span></div><p>Text.",
            "<p align=center><img src=a.jpg><br><font size=1>The harbour</font></p><p>Text.",
            "<table><tr><td><img src=a.jpg></td></tr><tr><td><p>The harbour</td></tr></table><p>Text.",
        ] {
            let found = article(html);
            assert_eq!(
                (found.captions.as_slice(), found.text.as_str()),
                (["The harbour".to_owned()].as_slice(), "Text."),
                "{html}"
            );
        }
    }

    #[test]
    fn text_under_a_picture_is_no_caption_where_nothing_says_so() {
        for html in [
            "<p><img src=a.jpg></p><p>Boats left Marwan.</p>",
            "<div class=caption><img src=a.jpg><p>Boats left Marwan.</p></div>",
            "<p>Before.<p class=caption>Boats left Marwan.",
            "<table><tr><td><img src=a.jpg><tr><td><p>Boats left Marwan.<p>They came back.</table>",
        ] {
            assert!(article(html).text.contains("Boats left Marwan."), "{html}");
        }
    }

    #[test]
    fn on_a_page_of_pictures_the_captions_are_the_text() {
        let page = "<table><tr><td><img src=a.jpg></td></tr><tr><td><p>The harbour</td></tr></table>";
        assert_eq!(article(page).text, "The harbour");
    }

    #[test]
    fn the_parts_of_an_image_map_are_links() {
        let page = read("<map name=m><area href=news.htm alt='All news'><area href='#x'></map><p>x", &Rules::default());
        let links: Vec<&str> = page.blocks.iter().flat_map(|b| &b.links).map(|link| link.address.as_str()).collect();
        assert_eq!(links, ["news.htm"]);
    }
}
