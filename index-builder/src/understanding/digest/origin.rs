//! Lines that say where a text comes from: an address, or the publisher's name alone.

use super::publisher::{is_name, is_person, is_publisher, is_surely_publisher};
use crate::page::Block;

/// Addresses and what introduces them: `Source: http://…`, or a link that says it leads to the original.
pub fn is_address(block: &Block) -> bool {
    const LABELS: &[&str] = &[
        "source",
        "link",
        "url",
        "original",
        "original article",
        "original story",
        "read more",
        "read more at",
        "full story",
        "full article",
        "full text",
        "more",
        "from",
        "see",
        "web",
        "read the full article",
        "click here",
        "read the original",
        "lien",
        "texte intégral",
        "kaynak",
        "المصدر",
        "الرابط",
        "رابط",
        "رابط الخبر",
        "منبع",
    ];
    let text = block
        .text
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | '*' | '-'));
    let begins = |text: &str| {
        let lower = text.get(..8.min(text.len())).unwrap_or_default().to_ascii_lowercase();
        lower.starts_with("http://")
            || lower.starts_with("https:/")
            || lower.starts_with("www.")
            || lower.starts_with("ftp://")
    };
    let place = ["http://", "https://", "www.", "HTTP://", "HTTPS://", "Http://"]
        .iter()
        .filter_map(|start| text.find(start))
        .min();
    if let Some(place) = place {
        let (before, rest) = text.split_at(place);
        let label = before.trim().trim_end_matches([':', '-', '(', '<', '[', ' ', '.']).to_lowercase();
        let words = rest.split_whitespace().filter(|word| !begins(word)).count();
        let only = words == 0 || (block.linked * 10 >= block.text.len() * 8 && words <= 3);
        return only && (label.is_empty() || LABELS.contains(&label.as_str()) || label.split_whitespace().count() <= 2);
    }
    let whole =
        block.linked * 10 >= block.text.len() * 8 && block.links.iter().any(crate::page::block::Link::is_absolute);
    whole && LABELS.contains(&text.trim_end_matches([':', '.', '»', '>', '…', ' ']).to_lowercase().as_str())
}

/// Publishers and nothing else: `(Reuters)`, `Source: Asia Times`, `Asia Times,`, `AFP/Reuters`.
pub fn source(block: &Block, text: &str) -> Option<Vec<String>> {
    const LABELS: &[&str] = &[
        "source",
        "sources",
        "agency",
        "agencies",
        "المصدر",
        "المصادر",
        "kaynak",
        "fuente",
        "quelle",
        "منبع",
        "источник",
    ];
    let bare = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '-' | '–' | '—' | '*' | ',' | '.')
    });
    if bare.chars().count() > 90 {
        return None;
    }
    let label = bare.split_once(':').filter(|(label, _)| LABELS.contains(&label.trim().to_lowercase().as_str()));
    let bracketed = text.starts_with(['(', '[']) && text.trim_end_matches('.').ends_with([')', ']']);
    let named = label.map_or(bare, |(_, rest)| rest.trim());
    let pieces = named.split([',', '/', '،', '+', '|', '–']).flat_map(|piece| piece.split(" - ")).map(str::trim);
    let names: Vec<&str> = pieces
        // `Gulf & Hills Wire` is one paper, `AFP and Reuters` are two.
        .flat_map(|piece| {
            if is_publisher(piece) {
                vec![piece]
            } else {
                piece.split(" and ").flat_map(|piece| piece.split('&')).collect()
            }
        })
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect();
    let told = |name: &str| {
        label.is_some()
            || (bracketed && (is_publisher(name) || is_told_by_brackets(name)))
            || (is_surely_publisher(name) && !block.stands_out())
    };
    let fits = |name: &&str| is_name(name) && told(name);
    let short =
        names.iter().all(|name| name.split_whitespace().count() <= if label.is_some() || bracketed { 6 } else { 4 });
    (!names.is_empty() && short && names.iter().all(fits)).then(|| names.into_iter().map(str::to_owned).collect())
}

/// `(Asia Lantern)` alone on a line: more than a word, and nobody's name.
fn is_told_by_brackets(name: &str) -> bool {
    name.split_whitespace().count() >= 2 && !is_person(name) && !name.chars().any(char::is_numeric)
}
