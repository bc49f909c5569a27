//! The text of a page, line by line, without what is not text.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Node, node::Element};

use super::one_line;

/// Elements whose contents are no text of the article.
const LEFT_OUT: [&str; 21] = [
    "script", "style", "noscript", "template", "head", "title", "nav", "select", "option", "button", "textarea",
    "iframe", "object", "embed", "svg", "canvas", "audio", "video", "noframes", "footer", "datalist",
];
/// Elements that run on within a line.
const INLINE: [&str; 34] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var",
];
/// Parts of the page's frame by their role.
const FRAME_ROLES: [&str; 4] = ["navigation", "banner", "contentinfo", "search"];
/// A link that is not one of these leads nowhere that a reader could follow.
const LINKS: [&str; 2] = ["http://", "https://"];

/// What a part of a page holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Extract {
    /// Paragraphs, headings, rows.
    pub(super) lines: Vec<String>,
    pub(super) captions: Vec<String>,
    /// Each once, in order.
    pub(super) links: Vec<String>,
}

/// Extracts an element. Not recursive, so that nesting costs no stack.
pub(super) fn extract(root: ElementRef<'_>) -> Extract {
    let mut extract = Extract::default();
    let mut line = String::new();
    let mut caption: Option<String> = None;
    let mut left_out: usize = 0;
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) if left_out == 0 => caption.as_mut().unwrap_or(&mut line).push_str(text),
                Node::Element(_) if left_out > 0 => left_out += 1,
                Node::Element(element) if is_left_out(element) => left_out = 1,
                Node::Element(element) => {
                    extract.note(element);
                    begin(element, &mut line, &mut caption, &mut extract);
                }
                _ => {}
            },
            Edge::Close(node) => {
                let Node::Element(element) = node.value() else { continue };
                if left_out > 0 {
                    left_out -= 1;
                    // A paragraph doesn't run on behind what was left out.
                    continue;
                }
                if element.name() == "figcaption" {
                    extract.captions.extend(caption.take().map(|text| one_line(&text)).filter(|text| !text.is_empty()));
                } else if !is_inline(element) {
                    extract.end_line(&mut line);
                }
            }
        }
    }
    extract.end_line(&mut line);
    extract
}

fn begin(element: &Element, line: &mut String, caption: &mut Option<String>, extract: &mut Extract) {
    match element.name() {
        "figcaption" => *caption = Some(String::new()),
        "td" | "th" => line.push(' '),
        _ if is_inline(element) => {}
        _ => extract.end_line(line),
    }
}

/// Cells divide by a blank, not by a line.
fn is_inline(element: &Element) -> bool {
    INLINE.contains(&element.name()) || ["td", "th"].contains(&element.name())
}

fn is_left_out(element: &Element) -> bool {
    let hidden = element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true");
    let style = element.attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    let frame = element.attr("role").is_some_and(|role| FRAME_ROLES.contains(&role));
    LEFT_OUT.contains(&element.name()) || hidden || frame || style.contains("display:none")
}

impl Extract {
    fn end_line(&mut self, line: &mut String) {
        let text = one_line(line);
        line.clear();
        if !text.is_empty() {
            self.lines.push(text);
        }
    }

    /// Keeps what an element tells beside its text.
    fn note(&mut self, element: &Element) {
        if let Some(text) = element.attr("alt").map(one_line).filter(|text| element.name() == "img" && is_caption(text))
        {
            self.captions.push(text);
        }
        let link = element.attr("href").map(str::trim).filter(|_| element.name() == "a");
        if let Some(link) = link.filter(|link| LINKS.iter().any(|start| link.starts_with(start)))
            && !self.links.iter().any(|known| known == link)
        {
            self.links.push(link.to_owned());
        }
    }
}

/// An alternative text that describes, and is not a file's name or its size as old editors put there.
fn is_caption(text: &str) -> bool {
    let name = [".jpg", ".jpeg", ".gif", ".png", ".bmp", "bytes)"].iter().any(|end| text.to_lowercase().ends_with(end));
    !name && text.contains(' ')
}
