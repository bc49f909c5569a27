//! JSON Feed: one object with all items in a list.

use serde_json::{Map, Value as Json};

use super::item::{Channel, Item, Value};
use crate::problem::{Problems, Reason};

/// The items of a feed. All stand in the file's first line, since JSON has none.
pub(super) fn items(text: &str, problems: &mut Problems) -> (Channel, Vec<Item>) {
    let feed: Map<String, Json> = match serde_json::from_str(text) {
        Ok(feed) => feed,
        Err(error) => {
            let line = u64::try_from(error.line()).unwrap_or(0);
            problems.add(Some(line), Reason::BrokenFeed(error.to_string()));
            return (Channel::default(), Vec::new());
        }
    };
    let channel = Channel { title: string(&feed, "title"), language: string(&feed, "language") };
    let Some(Json::Array(items)) = feed.get("items") else { return (channel, Vec::new()) };
    (channel, (1..).zip(items).filter_map(|(place, item)| Some(read(place, item.as_object()?))).collect())
}

fn read(place: u64, item: &Map<String, Json>) -> Item {
    const NAMES: [(&str, &str); 9] = [
        ("id", "id"),
        ("url", "link"),
        ("title", "title"),
        ("content_html", "content"),
        ("content_text", "content_text"),
        ("summary", "summary"),
        ("date_published", "published"),
        ("date_modified", "updated"),
        ("language", "language"),
    ];
    let mut found = Item { line: place, values: Vec::new() };
    let mut add =
        |name: &str, text: String| found.values.push(Value { name: name.to_owned(), text, ..Value::default() });
    for (theirs, ours) in NAMES {
        if let Some(text) = string(item, theirs) {
            add(ours, text);
        }
    }
    let authors = item.get("authors").and_then(Json::as_array).into_iter().flatten().chain(item.get("author"));
    for name in authors.filter_map(|author| string(author.as_object()?, "name")) {
        add("author/name", name);
    }
    for tag in item.get("tags").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str) {
        add("category", tag.to_owned());
    }
    found
}

fn string(object: &Map<String, Json>, name: &str) -> Option<String> {
    match object.get(name)? {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
