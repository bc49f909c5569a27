//! Addresses that stand in a text.

pub use crate::fields::keep_first_of_each;

/// No address that anybody follows is longer.
const LONGEST: usize = 4096;

/// Adds the addresses that stand in the text itself, and keeps each address once.
pub fn links_in_text(text: &str, links: &mut Vec<String>) {
    add_links(text, links);
    keep_first_of_each(links);
}

/// Adds the addresses that stand in a line.
pub fn add_links(text: &str, links: &mut Vec<String>) {
    // An address may hold another, as those of web archives do; one in that is none.
    let (mut outer, mut inner) = (0, 0);
    // No address ends before this.
    let mut unended = 0;
    for (place, _) in text.match_indices("http") {
        let rest = text.get(place..).unwrap_or_default();
        if place < inner || !(rest.starts_with("http://") || rest.starts_with("https://")) {
            continue;
        }
        let near = (place + LONGEST + 1..text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len());
        let from = place.max(unended);
        let end = text.get(from..near).unwrap_or_default().find(ends).map(|end| from + end);
        let Some(end) = end.or((near == text.len()).then_some(near)) else {
            unended = near;
            continue;
        };
        if place < outer {
            inner = end;
        }
        outer = outer.max(end);
        add(text.get(place..end).unwrap_or_default(), links);
    }
}

/// Whether a sign is no part of an address.
fn ends(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '<' | '>' | '”' | '»' | '،')
}

fn add(link: &str, links: &mut Vec<String>) {
    let link = link.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', ']', '}']);
    let link = if link.contains('(') { link } else { link.trim_end_matches(')') };
    if link.len() > "https://".len() {
        links.push(link.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::links_in_text;

    #[test]
    fn addresses_in_the_text_lose_the_marks_around_them() {
        let mut links = Vec::new();
        links_in_text(
            "(see https://a.example/x_(y)) and https://b.example/z). http:// https://b.example/z",
            &mut links,
        );
        assert_eq!(links, ["https://a.example/x_(y))", "https://b.example/z"]);
    }

    #[test]
    fn an_address_in_an_address_is_one_too_and_more_in_it_cost_nothing() {
        let mut links = Vec::new();
        links_in_text(
            "https://web.example/2010/http://a.example/?http://b.example/ http://c.example/?http://d.example/",
            &mut links,
        );
        assert_eq!(
            links,
            [
                "https://web.example/2010/http://a.example/?http://b.example/",
                "http://a.example/?http://b.example/",
                "http://c.example/?http://d.example/",
                "http://d.example/"
            ]
        );
        for endless in ["http://", "http://é", &format!("{} ", "http://".repeat(500))] {
            let mut links = Vec::new();
            links_in_text(&endless.repeat(1_000_000 / endless.len()), &mut links);
            assert!(links.iter().map(String::len).sum::<usize>() < 20_000, "{}", links.len());
        }
    }
}
