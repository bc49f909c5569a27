//! Paths and ids, whatever script and signs they are written in.

use maud::{Markup, html};

use crate::visible::visible;

/// From left to right, each name in the direction of its own letters and its ending behind it; it can be copied as it is.
pub fn path(path: &str) -> Markup {
    let parts: Vec<&str> = path.split('/').collect();
    html! {
        code.path dir="ltr" {
            @for (place, part) in parts.iter().enumerate() {
                @if place > 0 { "/" wbr; }
                @let (name, ending) = without_ending(part);
                bdi { (visible(name)) } (ending)
            }
        }
    }
}

/// The ending that tells a file's kind, with its dot, and what stands before it.
fn without_ending(name: &str) -> (&str, &str) {
    let dot = name.rfind('.').filter(|&dot| dot > 0 && name.bytes().skip(dot + 1).all(|b| b.is_ascii_alphanumeric()));
    name.split_at(dot.unwrap_or(name.len()))
}

/// A sentence of ours, with what stands between backticks as code.
pub fn sentence(text: &str) -> Markup {
    html! {
        @for (place, part) in text.split('`').enumerate() {
            @if place % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// A text of somebody else's, in the direction of its own letters.
pub fn text(text: &str) -> Markup {
    html! { bdi { (visible(text)) } }
}
