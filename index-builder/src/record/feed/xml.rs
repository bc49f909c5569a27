//! RSS and Atom, item by item, forgiving what makes them no XML: bare `&`, unknown entities, elements that are not closed.

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape_with};
use quick_xml::events::{BytesStart, Event};

use super::item::{Channel, Item, Value, plain};

/// The items of a feed, and what it says of all of them.
pub(super) struct Items<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    channel: Channel,
    /// Up to where lines were counted, and how many.
    counted: (usize, u64),
    broken: Option<(u64, String)>,
    over: bool,
}

impl<'a> Items<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { text, reader, channel: Channel::default(), counted: (0, 1), broken: None, over: false }
    }

    /// What was found of it so far.
    pub(super) fn channel(&self) -> &Channel {
        &self.channel
    }

    /// Why the rest can't be read, with the line, where that is so.
    pub(super) fn broken(self) -> Option<(u64, String)> {
        self.broken
    }

    fn event(&mut self) -> Option<Event<'a>> {
        if self.over {
            return None;
        }
        match self.reader.read_event() {
            Ok(Event::Eof) => self.over = true,
            Ok(event) => return Some(event),
            Err(error) => {
                self.over = true;
                self.broken = Some((self.line(), error.to_string()));
            }
        }
        None
    }

    fn line(&mut self) -> u64 {
        let here = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.text.len());
        let passed = self.text.as_bytes().get(self.counted.0..here).unwrap_or_default();
        self.counted = (here, self.counted.1 + passed.iter().filter(|&&b| b == b'\n').count() as u64);
        self.counted.1
    }

    /// Reads an item up to its end.
    fn item(&mut self, start: &BytesStart, name: &str) -> Item {
        let mut item = Item { line: self.line(), values: Vec::new() };
        for (attribute, text) in attributes(start) {
            item.values.push(Value { name: attribute, text, attributes: Vec::new() });
        }
        while let Some(event) = self.event() {
            match event {
                Event::Start(start) => self.value(&start, "", &mut item.values),
                Event::Empty(start) => item.values.push(empty(&start, "")),
                Event::End(end) if usual_name(end.name().as_ref()) == name => break,
                _ => {}
            }
        }
        item
    }

    /// Reads an element up to its end; elements inside authors and sources are values of their own, others are markup.
    fn value(&mut self, start: &BytesStart, outer: &str, values: &mut Vec<Value>) {
        let mut value = empty(start, outer);
        let name = usual_name(start.name().as_ref());
        let holds_values = outer.is_empty() && matches!(name.as_str(), "author" | "source" | "app:control");
        let (mut plain, mut markup, mut has_markup, mut depth) = (String::new(), String::new(), false, 0_usize);
        while let Some(event) = self.event() {
            match event {
                Event::Start(inner) if holds_values => {
                    self.value(&inner, &format!("{name}/"), values);
                    continue;
                }
                Event::Start(inner) => {
                    (has_markup, depth) = (true, depth + 1);
                    tag(&mut markup, &inner, ">");
                }
                Event::Empty(inner) => {
                    has_markup = true;
                    tag(&mut markup, &inner, "/>");
                }
                Event::End(end) if depth == 0 || usual_name(end.name().as_ref()) == name => break,
                Event::End(end) => {
                    depth -= 1;
                    markup.push_str("</");
                    markup.push_str(local(end.name().as_ref()));
                    markup.push('>');
                }
                Event::Text(text) => {
                    plain.push_str(&text);
                    markup.push_str(&text);
                }
                Event::CData(text) => {
                    plain.push_str(&text);
                    markup.push_str(&text);
                }
                Event::GeneralRef(reference) => {
                    resolve(&reference, &mut plain);
                    markup.push('&');
                    markup.push_str(&reference);
                    markup.push(';');
                }
                _ => {}
            }
        }
        value.text = if has_markup { markup } else { plain };
        values.push(value);
    }
}

impl Iterator for Items<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while let Some(event) = self.event() {
            let start = match event {
                Event::Start(start) => start,
                _ => continue,
            };
            let name = usual_name(start.name().as_ref());
            match name.as_str() {
                "item" | "entry" => return Some(self.item(&start, &name)),
                "title" | "language" | "dc:language" => {
                    let mut values = Vec::new();
                    self.value(&start, "", &mut values);
                    let text = values.pop().map(|value| plain(&value.text)).filter(|text| !text.is_empty());
                    let of = if name == "title" { &mut self.channel.title } else { &mut self.channel.language };
                    // An image of the channel has a title too; it comes later.
                    *of = of.take().or(text);
                }
                "feed" | "rss" => {
                    let language = attributes(&start).into_iter().find(|(name, _)| name == "xml:lang");
                    self.channel.language = language.map(|(_, language)| language);
                }
                _ => {}
            }
        }
        None
    }
}

fn empty(start: &BytesStart, outer: &str) -> Value {
    let name = format!("{outer}{}", usual_name(start.name().as_ref()));
    Value { name, text: String::new(), attributes: attributes(start) }
}

fn attributes(start: &BytesStart) -> Vec<(String, String)> {
    let mut all = start.html_attributes();
    let all = all.with_checks(false).filter_map(Result::ok).take(64).map(|attribute| {
        let unescaped = unescape_with(&attribute.value, resolve_predefined_entity);
        let value = unescaped.map_or_else(|_| attribute.value.to_string(), |value| value.into_owned());
        (attribute.key.as_ref().to_ascii_lowercase(), value)
    });
    all.collect()
}

/// Lower case, and without the prefixes of what needs none.
fn usual_name(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    ["atom:", "atom10:", "rss:", "a10:"]
        .iter()
        .find_map(|prefix| lower.strip_prefix(prefix))
        .map_or_else(|| lower.clone(), ToOwned::to_owned)
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Writes an element as HTML has it, without a prefix.
fn tag(markup: &mut String, start: &BytesStart, close: &str) {
    markup.push('<');
    markup.push_str(local(start.name().as_ref()));
    markup.push_str(start.attributes_raw());
    markup.push_str(close);
}

/// What a reference stands for. One that is not XML's is HTML's, and left to whoever reads that.
fn resolve(reference: &str, text: &mut String) {
    let number = reference.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
        None => number.parse().ok(),
    });
    if let Some(c) = number.and_then(char::from_u32) {
        text.push(c);
    } else if let Some(known) = resolve_predefined_entity(reference) {
        text.push_str(known);
    } else {
        text.push('&');
        text.push_str(reference);
        text.push(';');
    }
}
