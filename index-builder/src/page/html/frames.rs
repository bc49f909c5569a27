//! Pages made of other pages: frames, and what they say to browsers without.

use scraper::Html;

use super::addresses::{leads_somewhere, without_blanks};
use super::element::{DomNode, name_of, text_of};
use crate::fields::keep_first_of_each;

/// Shorter texts ask for another browser.
const SHORTEST_TEXT: usize = 200;

/// The addresses of a page's frames, as they are written.
pub fn addresses(document: &Html) -> Vec<String> {
    let mut addresses: Vec<String> = Vec::new();
    for frame in elements(document, "frame") {
        let address =
            without_blanks(frame.value().as_element().and_then(|frame| frame.attr("src")).unwrap_or_default());
        if leads_somewhere(&address) {
            addresses.push(address);
        }
    }
    keep_first_of_each(&mut addresses);
    addresses
}

/// The markup for browsers without frames, where it holds a text.
pub fn text_without(document: &Html) -> Option<String> {
    let markup = elements(document, "noframes").map(text_of).find(|markup| !markup.is_empty())?;
    let text = text_of(Html::parse_fragment(&markup).tree.root());
    (text.len() >= SHORTEST_TEXT).then_some(markup)
}

fn elements<'a>(document: &'a Html, name: &'static str) -> impl Iterator<Item = DomNode<'a>> {
    document.tree.root().descendants().filter(move |node| name_of(*node) == name)
}

#[cfg(test)]
mod tests {
    use crate::page::html::{Rules, read};

    const FRAMES: &str =
        "<frameset cols='20%,80%'><frame src='menu.htm'><frameset><frame src=' main page.htm'><frame src='menu.htm'>";

    #[test]
    fn a_page_of_frames_has_no_text_but_the_addresses_of_its_pages() {
        let page =
            read(&format!("<html>{FRAMES}<noframes>{}</noframes>", "Get a browser. ".repeat(30)), &Rules::default());
        assert_eq!(page.frames, ["menu.htm", "main%20page.htm"]);
        assert!(!page.has_text());
    }

    #[test]
    fn what_is_said_to_browsers_without_frames_counts_where_there_are_none() {
        let said =
            |text: &str| read(&format!("<html><frameset><noframes><body><p>{text}</noframes>"), &Rules::default());
        assert!(said(&"Boats left Marwan. ".repeat(20)).has_text());
        assert!(!said("Get a browser.").has_text());
    }
}
