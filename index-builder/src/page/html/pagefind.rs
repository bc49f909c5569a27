//! The marks of Pagefind: sites that were prepared for it say what is content, and what is known about a page.

use std::collections::BTreeMap;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::Html;
use scraper::node::Element;

use super::element::{DomNode, text_of};
use crate::fields::distinct_lines;
use crate::paragraphs::fold;

/// Names that Pagefind's queries need for themselves.
const RESERVED_FILTERS: [&str; 4] = ["any", "all", "none", "not"];
/// A word counts at most ten times.
const HEAVIEST: f64 = 10.0;

/// What the marks of a page say about it.
#[derive(Debug, Default)]
pub struct Marks {
    /// One value for each name; the last wins.
    pub meta: BTreeMap<String, String>,
    /// Used where nothing else says it.
    pub default_meta: BTreeMap<String, String>,
    /// Several values for each name.
    pub filters: BTreeMap<String, Vec<String>>,
    /// What results can be sorted by.
    pub sorts: BTreeMap<String, String>,
}

/// The elements that hold what is indexed; where any page of a site has some, pages without are not indexed.
pub fn bodies(document: &Html) -> Vec<DomNode<'_>> {
    marked(document, "data-pagefind-body").map(|(node, _)| node).collect()
}

/// Whether the page says what of it is indexed.
pub fn has_body(document: &Html) -> bool {
    marked(document, "data-pagefind-body").next().is_some()
}

/// The elements whose text is not indexed.
pub fn ignored(document: &Html) -> impl Iterator<Item = NodeId> + '_ {
    // What is marked as the body as well is not ignored.
    marked(document, "data-pagefind-ignore")
        .filter(|(_, element)| element.attr("data-pagefind-body").is_none())
        .map(|(node, _)| node.id())
}

fn marked<'a>(document: &'a Html, mark: &'static str) -> impl Iterator<Item = (DomNode<'a>, &'a Element)> {
    document.tree.root().descendants().filter_map(move |node| {
        let element = node.value().as_element()?;
        element.attr(mark).map(|_| (node, element))
    })
}

/// How many hundredths a word in an element counts.
pub fn weight(element: &Element) -> Option<u16> {
    let weight =
        element.attr("data-pagefind-weight")?.trim().parse::<f64>().ok().filter(|weight| weight.is_finite())?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between 0 and 1000")]
    Some((weight.clamp(0.0, HEAVIEST) * 100.0).round() as u16)
}

/// The attributes of an element whose values are read as if they stood in the text.
pub fn indexed_attributes(element: &Element) -> impl Iterator<Item = &str> {
    let names = element.attr("data-pagefind-index-attrs").unwrap_or_default();
    names.split(',').filter_map(|name| element.attr(name.trim())).filter(|value| !value.trim().is_empty())
}

/// Reads what the marks state, wherever they stand; in what is ignored with `all`, nothing counts.
pub fn read(document: &Html) -> Marks {
    let mut marks = Marks::default();
    let mut excluded = None;
    for edge in document.tree.root().traverse() {
        match edge {
            Edge::Close(node) if excluded == Some(node.id()) => excluded = None,
            Edge::Open(node) if excluded.is_none() => {
                let Some(element) = node.value().as_element() else { continue };
                if element.attr("data-pagefind-ignore").is_some_and(excludes) {
                    excluded = Some(node.id());
                } else {
                    marks.add(node, element);
                }
            }
            _ => {}
        }
    }
    marks
}

/// Whether an element is ignored with everything its marks state.
fn excludes(ignore: &str) -> bool {
    !["", "index", "true"].iter().any(|index| ignore.trim().eq_ignore_ascii_case(index))
}

impl Marks {
    fn add(&mut self, node: DomNode, element: &Element) {
        let stated =
            |mark: &str| element.attr(mark).map(|captures| captured(captures, node, element)).unwrap_or_default();
        self.meta.extend(stated("data-pagefind-meta"));
        self.default_meta.extend(stated("data-pagefind-default-meta"));
        self.sorts.extend(stated("data-pagefind-sort"));
        for (name, value) in stated("data-pagefind-filter") {
            if !RESERVED_FILTERS.contains(&name.as_str()) {
                self.filters.entry(name).or_default().push(value);
            }
        }
    }

    /// Takes what is known under a name, as results show it.
    pub fn take_meta(&mut self, name: &str) -> Option<String> {
        let default = self.default_meta.remove(name);
        self.meta.remove(name).or(default)
    }

    /// The rest: the fields that readers can filter by.
    #[must_use]
    pub fn into_fields(self) -> BTreeMap<String, Vec<String>> {
        let mut fields: BTreeMap<String, Vec<String>> = self.filters;
        let single = [self.meta, self.sorts, self.default_meta];
        for (name, value) in single.into_iter().flatten() {
            fields.entry(name).or_insert_with(|| vec![value]);
        }
        fields.into_iter().map(|(name, values)| (name, distinct_lines(values))).filter(|(_, v)| !v.is_empty()).collect()
    }
}

/// `name`, `name[attribute]`, and at the end `name:value` with everything behind the colon.
fn captured(captures: &str, node: DomNode, element: &Element) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = captures;
    while !rest.trim().is_empty() {
        let (capture, after) = rest.split_once(',').unwrap_or((rest, ""));
        let (name, value, after) = match (capture.split_once(':'), capture.split_once('[')) {
            (Some((name, _)), None) => (name, rest.split_once(':').map_or("", |(_, value)| value).to_owned(), ""),
            (_, Some((name, attribute))) => {
                let attribute = attribute.trim_end().trim_end_matches(']');
                (name, element.attr(attribute.trim()).unwrap_or_default().to_owned(), after)
            }
            (None, None) => (capture, text_of(node), after),
        };
        let (name, value) = (name.trim(), fold(&value));
        if !name.is_empty() && !value.is_empty() {
            found.push((name.to_owned(), value));
        }
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::page::html::{Rules, read};
    use crate::page::path_clues::PathClues;
    use crate::understanding::one_article;

    fn article(html: &str) -> Article {
        one_article(read(html, &Rules::default()), &PathClues::default())
    }

    #[test]
    fn only_marked_bodies_are_read_and_the_page_says_so() {
        let html = "<p>Menu</p><main>Other</main><div data-pagefind-body><p>Boats left.</p></div><div data-pagefind-body>They came back.</div>";
        assert_eq!(article(html).text, "Boats left.\nThey came back.");
        assert!(read(html, &Rules::default()).has_body_mark);
        assert!(!read("<main>Other</main>", &Rules::default()).has_body_mark);
    }

    #[test]
    fn what_is_ignored_is_not_read_but_states_what_it_states_unless_all_is_ignored() {
        let found = article(
            "<p>Boats left.</p><div data-pagefind-ignore>Hidden<i data-pagefind-filter='topic'>Sea</i></div>\
             <div data-pagefind-ignore=ALL>Gone<i data-pagefind-filter='topic'>Land</i></div>",
        );
        assert_eq!(found.text, "Boats left.");
        assert_eq!(found.metadata["topic"], ["Sea"]);
    }

    #[test]
    fn names_take_the_text_an_attribute_or_all_behind_a_colon() {
        let found = article(
            "<a href='/' title='Start page' data-pagefind-meta='link_text, link_title[title], other:Free text, to the end'>Hello\
             <b> there</b></a><p>x",
        );
        assert_eq!(found.metadata["link_text"], ["Hello there"]);
        assert_eq!(found.metadata["link_title"], ["Start page"]);
        assert_eq!(found.metadata["other"], ["Free text, to the end"]);
    }

    #[test]
    fn filters_have_several_values_and_metadata_one() {
        let found = article(
            "<head><meta data-pagefind-filter='place[content]' content=Marwan></head><i data-pagefind-filter=place>Tel Asfar</i>\
             <i data-pagefind-filter='any'>Reserved</i><i data-pagefind-meta=mood>bad</i><i data-pagefind-meta=mood>good</i>\
             <i data-pagefind-default-meta='mood:none, x'></i><i data-pagefind-default-meta='tone:quiet'></i>",
        );
        assert_eq!(found.metadata["place"], ["Marwan", "Tel Asfar"]);
        assert_eq!((found.metadata["mood"][0].as_str(), found.metadata["tone"][0].as_str()), ("good", "quiet"));
        assert!(!found.metadata.contains_key("any"));
    }

    #[test]
    fn title_picture_and_date_take_their_places() {
        let found = article(
            "<title>Wrong</title><h1 data-pagefind-meta='title'>Harbour</h1><img src=b.jpg data-pagefind-meta='image[src], image_alt[alt]' alt='A boat'>\
             <p data-pagefind-meta='date:2012-06-14'>Text.",
        );
        assert_eq!((found.title.as_deref(), found.date.as_deref()), (Some("Harbour"), Some("2012-06-14")));
        assert_eq!(found.picture.as_deref(), Some("b.jpg"));
        assert!(found.metadata.is_empty(), "{:?}", found.metadata);
    }

    #[test]
    fn a_day_to_sort_by_dates_the_page_and_other_orders_are_fields() {
        let sorted = "<p data-pagefind-sort='weight[data-weight], date:2012-06-14' data-weight=10>Text.";
        let found = article(sorted);
        assert_eq!((found.date.as_deref(), found.metadata["weight"][0].as_str()), (Some("2012-06-14"), "10"));
        assert!(!found.metadata.contains_key("date"));
        let stated = article(&format!("<meta property='article:published_time' content='2011-05-06'>{sorted}"));
        assert_eq!(stated.date.as_deref(), Some("2011-05-06"));
    }

    #[test]
    fn weights_are_hundredths_and_go_to_the_lines_in_them() {
        let page = read(
            "<p data-pagefind-weight=2>a<p data-pagefind-weight='0.5'>b<div data-pagefind-weight=99><p>c</div><p data-pagefind-weight=x>d",
            &Rules::default(),
        );
        let weights: Vec<Option<u16>> = page.blocks.iter().map(|block| block.weight).collect();
        assert_eq!(weights, [Some(200), Some(50), Some(1000), None]);
    }

    #[test]
    fn attributes_can_be_read_as_text() {
        let html = "<p>One <img src=a.jpg title='Image Title' alt='Image Alt' data-pagefind-index-attrs='title, alt, none'> two.";
        assert_eq!(article(html).text, "One Image Title Image Alt two.");
    }
}
