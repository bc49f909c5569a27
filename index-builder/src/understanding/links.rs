//! Addresses that stand in a text.

use std::collections::HashSet;

/// Adds the addresses that stand in the text itself, and keeps each address once.
pub fn links_in_text(text: &str, links: &mut Vec<String>) {
    add_links(text, links);
    keep_first_of_each(links);
}

/// Adds the addresses that stand in a line.
pub fn add_links(text: &str, links: &mut Vec<String>) {
    for (place, _) in text.match_indices("http") {
        let rest = text.get(place..).unwrap_or_default();
        if !(rest.starts_with("http://") || rest.starts_with("https://")) {
            continue;
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '”' | '»' | '،'))
            .unwrap_or(rest.len());
        let link =
            rest.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', ']', '}']);
        let link = if link.contains('(') { link } else { link.trim_end_matches(')') };
        if link.len() > "https://".len() {
            links.push(link.to_owned());
        }
    }
}

/// Leaves out what was there before.
pub fn keep_first_of_each(list: &mut Vec<String>) {
    let mut seen = HashSet::new();
    let first: Vec<bool> = list.iter().map(|value| seen.insert(value.as_str())).collect();
    let mut first = first.into_iter();
    list.retain(|_| first.next().unwrap_or(true));
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
}
