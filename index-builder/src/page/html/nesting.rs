//! Elements nested without end: an unclosed `<div>` in a list of thousands.
//!
//! The standard's way of building a tree looks through all open elements again and again, so that such a page would take
//! minutes. Browsers stop nesting at some depth; so do we, before the tree is built. No text is lost.

use std::borrow::Cow;

/// No page that means it nests deeper.
const DEEPEST: usize = 2000;

/// Elements that have no end tag, or that the next of their kind ends.
const NOT_COUNTED: [&str; 32] = [
    "a", "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input",
    "li", "link", "meta", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr",
    "track", "wbr",
];

/// Leaves out the tags of elements that lie too deep.
#[must_use]
pub fn limit(html: &str) -> Cow<'_, str> {
    let (mut depth, mut too_deep) = (0_usize, 0_usize);
    let mut kept = String::new();
    let mut copied = 0;
    for (place, _) in html.match_indices('<') {
        let rest = html.get(place + 1..).unwrap_or_default();
        let closes = rest.starts_with('/');
        let name = rest.trim_start_matches('/');
        let name =
            name.get(..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())).unwrap_or_default();
        if name.is_empty() || NOT_COUNTED.iter().any(|other| name.eq_ignore_ascii_case(other)) {
            continue;
        }
        let leave_out = match (closes, too_deep) {
            (true, 0) => {
                depth = depth.saturating_sub(1);
                false
            }
            (true, _) => {
                too_deep -= 1;
                true
            }
            (false, _) if depth >= DEEPEST => {
                too_deep += 1;
                true
            }
            (false, _) => {
                depth += 1;
                false
            }
        };
        // A place inside a tag that was left out already is no tag of its own.
        if leave_out && place >= copied {
            kept.push_str(html.get(copied..place).unwrap_or_default());
            copied = rest.find('>').map_or(html.len(), |end| place + end + 2);
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(html.get(copied..).unwrap_or_default());
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, limit};

    #[test]
    fn an_ordinary_page_is_left_as_it_is() {
        let html = "<div><p>One<p>Two<br></div>".repeat(3 * DEEPEST);
        assert_eq!(limit(&html), html);
    }

    #[test]
    fn elements_too_deep_lose_their_tags_and_keep_their_text() {
        let html = format!("{}text{}<p>more", "<div class='a'>".repeat(DEEPEST + 5), "</div>".repeat(DEEPEST + 5));
        let limited = limit(&html);
        assert_eq!(limited.matches("<div").count(), DEEPEST);
        assert_eq!(limited.matches("</div").count(), DEEPEST);
        assert!(limited.ends_with("</div><p>more") && limited.contains("text"));
    }
}
