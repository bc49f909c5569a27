//! Attributes without end: a tag of hundreds of thousands.
//!
//! The standard has each attribute of a tag compared with all before it, so that such a page would take hours. What is behind the first
//! thousand of a tag is left out before the tree is built. No text is lost.

use std::borrow::Cow;

/// No tag that means it has more.
const MOST: usize = 1000;
/// A tag that has fewer in so many bytes has no more than a tree can be built of.
const LOOKED_AT: usize = 256 << 10;
/// Elements whose content is no markup. What looks like a tag there may be a script's comparison, so that their end is kept.
const RAW: [&str; 9] = ["script", "style", "textarea", "title", "noscript", "iframe", "xmp", "noframes", "noembed"];

/// Leaves out the attributes of which a tag has too many.
#[must_use]
pub fn limit(html: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut copied = 0;
    let mut from = 0;
    while let Some(start) = html.get(from..).and_then(|rest| rest.find('<')).map(|place| from + place + 1) {
        let tag = html.as_bytes().get(start..).unwrap_or_default();
        let mut reading = Attributes { tag, place: usize::from(tag.starts_with(b"/")), quoted: None };
        from = start;
        if !reading.next().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            continue;
        }
        reading.pass(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>'));
        if reading.go_through(MOST, LOOKED_AT) {
            // Only here can a quotation mark tell where something is; elsewhere it may stand in a text, and hide tags.
            from += reading.quoted.unwrap_or(reading.place);
            continue;
        }
        let too_many = start + reading.place;
        reading.go_through(usize::MAX, usize::MAX);
        from = start + reading.place;
        kept.push_str(html.get(copied..too_many).unwrap_or_default());
        kept.push_str(&raw_end(html.get(too_many..from).unwrap_or_default()));
        copied = from;
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(html.get(copied..).unwrap_or_default());
    Cow::Owned(kept)
}

/// The last end of such an element as stands in what is left out, without its `>`.
fn raw_end(left_out: &str) -> String {
    let last = left_out.rmatch_indices("</").find_map(|(place, _)| {
        let name: String = left_out.get(place + 2..)?.chars().take_while(char::is_ascii_alphabetic).take(9).collect();
        RAW.into_iter().find(|raw| raw.eq_ignore_ascii_case(&name))
    });
    last.map(|name| format!("</{name}")).unwrap_or_default()
}

/// A tag that is gone through as the standard's tokenizer does.
struct Attributes<'a> {
    tag: &'a [u8],
    place: usize,
    /// Where the first quotation mark stands.
    quoted: Option<usize>,
}

impl Attributes<'_> {
    /// Goes on to the tag's end, or so many bytes; false where it stops before an attribute that is one too many.
    fn go_through(&mut self, most: usize, bytes: usize) -> bool {
        let mut left = most;
        while self.place < bytes {
            self.pass(|byte| byte.is_ascii_whitespace() || byte == b'/');
            if matches!(self.next(), None | Some(b'>')) {
                break;
            }
            if left == 0 {
                return false;
            }
            left -= 1;
            self.attribute();
        }
        true
    }

    fn attribute(&mut self) {
        // An equals sign in front belongs to the name.
        self.place += 1;
        self.pass(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'='));
        self.pass(|byte| byte.is_ascii_whitespace());
        if self.next() != Some(b'=') {
            return;
        }
        self.place += 1;
        self.pass(|byte| byte.is_ascii_whitespace());
        match self.next() {
            Some(quote @ (b'"' | b'\'')) => {
                self.quoted.get_or_insert(self.place);
                self.place += 1;
                self.pass(|byte| byte != quote);
                self.place += 1;
            }
            _ => self.pass(|byte| !byte.is_ascii_whitespace() && byte != b'>'),
        }
    }

    fn next(&self) -> Option<u8> {
        self.tag.get(self.place).copied()
    }

    fn pass(&mut self, passes: impl Fn(u8) -> bool) {
        let rest = self.tag.get(self.place..).unwrap_or_default();
        self.place += rest.iter().position(|&byte| !passes(byte)).unwrap_or(rest.len());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MOST, limit};

    #[test]
    fn an_ordinary_page_is_left_as_it_is() {
        let html = format!("<p title='a > b' class=x{}>One <b>and</b> two</p>", " ".repeat(3000)).repeat(3);
        assert_eq!(limit(&html), html);
    }

    #[test]
    fn attributes_beyond_measure_are_left_out_and_no_text_is() {
        for one in [" a=1", " a='> <p>'", " a = \"x\"", "/a"] {
            let html = format!("<i>x</i><p{}>The <b>text</b></p><p{}", one.repeat(MOST + 7), one.repeat(MOST));
            let limited = limit(&html);
            let few = format!("<i>x</i><p{}", one.repeat(MOST));
            assert!(limited.starts_with(&few) && limited.contains(">The <b>text</b></p><p"), "{one}: {limited}");
            assert!(limited.len() < html.len() && limited.ends_with(&one.repeat(MOST)), "{one}");
        }
    }

    #[test]
    fn what_looks_like_a_tag_in_a_script_or_text_hides_none_and_ends_nothing() {
        let many = " a=1".repeat(2 * MOST);
        let script = format!("<script>if (i <n{} &&x)</script><p>The text of the port.", " word".repeat(2 * MOST));
        let limited = limit(&script);
        assert!(limited.len() < script.len() && limited.ends_with("</script><p>The text of the port."), "{limited}");
        for before in ["<script>i <b x=\"</script>", "<!-- <b x='-->", "<title><i y=\"</title>", "5 <b x = \" and "] {
            for after in ["", "<i title=\"\" lang=''>"] {
                let html = format!("{before}<p{many}>The text.{after}");
                assert!(limit(&html).len() < html.len() - many.len() / 3, "{before}, {after}");
            }
        }
    }

    #[test]
    fn tags_that_never_end_take_no_time() {
        for one in ["<a", "<a ", "<a b=\"", "<a b='\"", "<a b=", "</a ", "<a b=\"x\"", "<a/"] {
            assert!(limit(&one.repeat(2_000_000 / one.len())).len() <= 2_000_000, "{one}");
        }
    }

    proptest! {
        #[test]
        fn no_markup_crashes_it(html in "(<?/?[ap]?( ?[a=\"'é]{1,3}){0,400}>?){0,4}") {
            let _ = limit(&html);
        }
    }
}
