//! What HTML's elements mean for reading.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

/// A node of a parsed page.
pub type DomNode<'a> = NodeRef<'a, Node>;

/// Elements that hold no text of the page.
const NEVER_TEXT: [&str; 33] = [
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "base", "nav", "input", "button",
    "select", "option", "optgroup", "textarea", "datalist", "label", "legend", "object", "applet", "embed", "iframe",
    "frameset", "noframes", "svg", "canvas", "audio", "video", "rp", "rt", "dialog", "xml",
];

/// A caption that holds more nodes before its picture is none.
const CAPTION_NODES: usize = 40;

/// Words in the names of what stands beside articles.
const UNLIKELY: [&str; 58] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "author-bio",
    "banner",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "disqus",
    "footer",
    "gdpr",
    "login",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "paywall",
    "pingbacks",
    "popular",
    "popup",
    "promo",
    "promoted",
    "promotion",
    "recirc",
    "recommended",
    "related",
    "replies",
    "respond",
    "rss",
    "share",
    "sharedaddy",
    "sharing",
    "shoutbox",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "taboola",
    "tags",
    "teaser",
    "trending",
    "widget",
];

const BLOCKS: [&str; 43] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "marquee",
    "menu",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// Whether it is left out with all it holds, wherever it stands.
pub fn is_left_out(element: &Element) -> bool {
    let name = element.name();
    if matches!(name, "html" | "body" | "main" | "article") {
        return false;
    }
    NEVER_TEXT.contains(&name)
        || element.attr("hidden").is_some_and(|how| how != "until-found")
        || element.attr("aria-hidden") == Some("true")
        || element.attr("role") == Some("navigation")
        || element.attr("style").is_some_and(hides)
}

fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|hiding| style.contains(hiding))
}

/// Whether it belongs to the site rather than to an article: header, footer and asides that stand in no article.
pub fn is_frame(element: &Element) -> bool {
    matches!(element.name(), "header" | "footer" | "aside")
        || matches!(element.attr("role"), Some("banner" | "contentinfo" | "search" | "complementary"))
}

/// Whether it stands on lines of its own.
pub fn is_block(element: &Element) -> bool {
    BLOCKS.contains(&element.name())
}

/// The level of a heading.
pub fn heading_level(element: &Element) -> Option<u8> {
    match element.name().as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Whether it makes text bold, or larger than the text around it.
pub fn is_strong(element: &Element) -> bool {
    match element.name() {
        "b" | "strong" | "big" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" => true,
        // Sizes go from 1 to 7, and 3 is what nobody asked for; +1 is one more.
        "font" => element.attr("size").is_some_and(|size| {
            let size = size.trim();
            matches!(size.as_bytes(), [b'+', b'1'..=b'9'] | [b'4'..=b'9'])
        }),
        _ => element.attr("style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
            ["font-weight:bold", "font-weight:700", "font-weight:800", "font-weight:900"]
                .iter()
                .any(|bold| style.contains(bold))
        }),
    }
}

/// Whether it makes text smaller, or italic, as old pages write what stands under a picture.
pub fn is_small(element: &Element) -> bool {
    match element.name() {
        "small" | "i" | "em" => true,
        "font" => {
            element.attr("size").is_some_and(|size| matches!(size.trim().as_bytes(), [b'-', b'1'..=b'9'] | [b'1']))
        }
        _ => false,
    }
}

/// Whether its class says that it holds what stands under a picture. What holds the picture as well is no caption.
pub fn is_caption(node: DomNode) -> bool {
    let is_named = |element: &Element| words_of_class(element).any(|word| matches!(word, "caption" | "cutline"));
    node.value().as_element().is_some_and(is_named)
        && !node.descendants().skip(1).take(CAPTION_NODES).any(|inner| name_of(inner) == "img")
}

/// Whether its name says that it is no part of an article: a sidebar, comments, an advertisement.
pub fn is_unlikely(element: &Element) -> bool {
    match element.name() {
        "aside" | "footer" | "nav" => true,
        "html" | "body" | "main" | "article" => false,
        _ => words_of_class(element).any(|word| UNLIKELY.contains(&word)),
    }
}

/// The words of its classes and its id: `post_comments-list` has three.
fn words_of_class(element: &Element) -> impl Iterator<Item = &str> {
    let names = [element.attr("class"), element.attr("id")].into_iter().flatten().flat_map(str::split_ascii_whitespace);
    // `has-sidebar` is what stands beside one.
    let beside = |name: &&str| {
        !["has", "hasnt", "with", "without", "no", "is", "not"].contains(&name.split('-').next().unwrap_or_default())
    };
    names.filter(beside).flat_map(|name| name.split(['-', '_', ':', '.']))
}

/// Whether a table cell is laid out by lines: it holds a block, or a line break.
pub fn is_layout_cell(cell: DomNode) -> bool {
    cell.descendants().skip(1).any(|node| node.value().as_element().is_some_and(|e| is_block(e) || e.name() == "br"))
}

/// All text in a node, folded; what is left out anyway is not.
pub fn text_of(node: DomNode) -> String {
    let mut text = String::new();
    for node in node.descendants() {
        if let Some(part) = node.value().as_text() {
            crate::paragraphs::append_folded(&mut text, part);
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The name of an element; empty for other nodes.
pub fn name_of<'a>(node: DomNode<'a>) -> &'a str {
    node.value().as_element().map_or("", Element::name)
}
