//! Authors and times that a page's markup points out: microdata, `rel=author`, `<time>`, and the names of classes.

use ego_tree::iter::Edge;
use scraper::Html;
use scraper::node::Element;

use crate::page::html::element::{DomNode, is_block, is_left_out, is_unlikely, name_of, text_of};
use crate::page::html::scope::Scope;
use crate::paragraphs::{append_folded, fold};
use crate::written_date;

/// A longer text is a portrait, not a name.
const LONGEST_NAME: usize = 90;
/// A longer text is not a date.
const LONGEST_DATE: usize = 80;
/// An element with more nodes is not a byline.
const BYLINE_NODES: usize = 60;

type Mark = fn(&Element) -> bool;

/// The elements of a page: those that are read first, then all; and whether each stands beside articles.
pub struct Marked<'a>(Vec<(DomNode<'a>, bool)>);

impl<'a> Marked<'a> {
    /// Walks the page.
    pub fn of(document: &'a Html, scope: &Scope<'a>) -> Self {
        let mut elements = Vec::new();
        let all = Some(document.tree.root()).filter(|_| !scope.is_whole_page());
        for root in scope.roots.iter().copied().chain(all) {
            collect(root, &mut elements);
        }
        Self(elements)
    }

    /// What can be read of the authors, from the most certain kind of mark.
    pub fn authors(&self) -> Vec<String> {
        let marks: [Mark; 3] = [|e| has_property(e, "author"), leads_to_author, is_byline];
        // Where only what seems to stand beside the article names an author, it is better than nobody.
        let found = |beside: bool| marks.into_iter().find_map(|mark| self.authors_marked(mark, beside));
        found(false).or_else(|| found(true)).unwrap_or_default()
    }

    /// The first author and those next to him: further down the page stand the authors of other articles.
    fn authors_marked(&self, mark: Mark, beside: bool) -> Option<Vec<String>> {
        let named = self.with(mark, beside).map(|node| (node, names_in(node)));
        let (first, names) = named.into_iter().find(|(_, names)| !names.is_empty())?;
        let others = first.next_siblings().filter(|node| node.value().as_element().is_some_and(mark));
        Some(names.into_iter().chain(others.flat_map(names_in)).collect())
    }

    /// Times, the most certain first.
    pub fn dates(&self) -> Vec<String> {
        let marks: [Mark; 3] = [
            |e| has_property(e, "datePublished") || has_property(e, "dateCreated") || e.attr("pubdate").is_some(),
            |e| e.name() == "time",
            is_date,
        ];
        marks.into_iter().filter_map(|mark| self.with(mark, false).find_map(day_in)).collect()
    }

    fn with(&self, mark: Mark, beside: bool) -> impl Iterator<Item = DomNode<'a>> {
        let elements = self.0.iter().filter(move |(_, other)| *other == beside).map(|(node, _)| *node);
        elements.filter(move |node| node.value().as_element().is_some_and(mark))
    }
}

/// Adds the elements below a node.
fn collect<'a>(root: DomNode<'a>, elements: &mut Vec<(DomNode<'a>, bool)>) {
    let mut beside = None;
    for edge in root.traverse() {
        match edge {
            Edge::Close(node) if beside == Some(node.id()) => beside = None,
            Edge::Close(_) => {}
            Edge::Open(node) => {
                let Some(element) = node.value().as_element() else { continue };
                elements.push((node, beside.is_some()));
                if beside.is_none() && stands_beside(element) {
                    beside = Some(node.id());
                }
            }
        }
    }
}

fn stands_beside(element: &Element) -> bool {
    !matches!(element.name(), "head" | "footer") && (is_left_out(element) || is_unlikely(element))
}

fn has_property(element: &Element, property: &str) -> bool {
    ["itemprop", "property"]
        .iter()
        .filter_map(|name| element.attr(name))
        .any(|names| names.split_ascii_whitespace().any(|name| name.rsplit(':').next() == Some(property)))
}

fn leads_to_author(element: &Element) -> bool {
    let relations = element.attr("rel").unwrap_or_default();
    element.name() == "a" && relations.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case("author"))
}

/// A class that names the author: `byline`, `post-author`, `author_name`.
fn is_byline(element: &Element) -> bool {
    let names = [element.attr("class"), element.attr("id")].into_iter().flatten().flat_map(str::split_ascii_whitespace);
    let parts = |name: &str| name.to_ascii_lowercase().split(['-', '_']).map(str::to_owned).collect::<Vec<_>>();
    let is_author = |part: &String| matches!(part.as_str(), "byline" | "bylines" | "author" | "authors" | "writer");
    // `author-4326` on the whole page, and `author-photo`, name nobody.
    let other = |part: &String| {
        matches!(
            part.as_str(),
            "photo"
                | "avatar"
                | "heading"
                | "label"
                | "image"
                | "img"
                | "bio"
                | "description"
                | "follow"
                | "box"
                | "title"
                | "date"
        ) || part.chars().all(|c| c.is_ascii_digit())
    };
    !matches!(element.name(), "body" | "html" | "article" | "main" | "img" | "meta")
        && names.map(parts).any(|parts| parts.iter().any(is_author) && !parts.iter().any(other))
}

fn is_time_of_change(element: &Element) -> bool {
    let said = [element.attr("itemprop"), element.attr("class"), element.attr("property")];
    said.into_iter().flatten().any(|said| {
        let said = said.to_ascii_lowercase();
        ["modified", "updated"].iter().any(|change| said.contains(change)) && !said.contains("published")
    })
}

/// A class that names the day of publication.
fn is_date(element: &Element) -> bool {
    let names = element.attr("class").into_iter().chain(element.attr("id")).flat_map(str::split_ascii_whitespace);
    let is_date = |part: &str| {
        ["date", "dateline", "datetime", "published", "pubdate", "timestamp", "time"]
            .iter()
            .any(|d| part.eq_ignore_ascii_case(d))
    };
    names.flat_map(|name| name.split(['-', '_'])).any(is_date)
}

/// The names in it: where it marks one inside, that; otherwise what can be read.
fn names_in(node: DomNode) -> Vec<String> {
    let Some(element) = node.value().as_element() else { return Vec::new() };
    if let Some(content) = element.attr("content") {
        return vec![fold(content)];
    }
    let inner: Vec<DomNode> = node.descendants().skip(1).take(BYLINE_NODES).collect();
    let marks: [Mark; 3] = [
        |e| has_property(e, "name"),
        leads_to_author,
        |e| e.name() == "a" && e.attr("href").is_some_and(|address| address.contains("author")),
    ];
    let named = marks.into_iter().find_map(|mark| {
        let found = inner.iter().filter(|inner| inner.value().as_element().is_some_and(mark));
        let names: Vec<String> = found.filter_map(|inner| name_in(*inner)).collect();
        (!names.is_empty()).then_some(names)
    });
    named.unwrap_or_else(|| name_in(node).into_iter().collect())
}

/// The first line of an element.
fn name_in(node: DomNode) -> Option<String> {
    let content = node.value().as_element().and_then(|element| element.attr("content"));
    let name = content.map_or_else(|| first_line(node), fold);
    let name = if name.is_empty() { text_of(node) } else { name };
    (!name.is_empty() && name.chars().count() <= LONGEST_NAME).then_some(name)
}

/// Names and dates often stand in one element, divided by elements alone.
fn first_line(node: DomNode) -> String {
    let mut line = String::new();
    for inner in node.descendants().skip(1).take(BYLINE_NODES) {
        if let Some(text) = inner.value().as_text() {
            append_folded(&mut line, text);
        } else if line.split_whitespace().count() > 1
            && inner.value().as_element().is_some_and(|e| is_block(e) || e.name() == "br" || e.name() == "time")
        {
            break;
        }
    }
    line.truncate(line.trim_end().len());
    line
}

fn day_in(node: DomNode) -> Option<String> {
    let element = node.value().as_element().filter(|element| !is_time_of_change(element))?;
    let stated = element
        .attr("datetime")
        .or_else(|| element.attr("content"))
        .or_else(|| element.attr("title").filter(|_| name_of(node) == "abbr"));
    let stated = stated.and_then(written_date::parse);
    let is_day = |date: &String| date.len() >= "2012-06-14".len();
    stated.filter(is_day).or_else(|| {
        let text = Some(text_of(node)).filter(|text| text.len() <= LONGEST_DATE)?;
        let read = written_date::parse(&text).or_else(|| written_date::in_dateline(&text).map(|date| date.to_string()));
        read.filter(is_day)
    })
}

#[cfg(test)]
mod tests {
    use crate::page::Metadata;
    use crate::page::html::{Rules, read};

    fn metadata(html: &str) -> Metadata {
        read(html, &Rules::default()).metadata
    }

    #[test]
    fn authors_are_found_by_every_kind_of_mark() {
        for html in [
            "<p itemprop=author itemscope><span itemprop=name>Anna Petrova</span>, Marwan</p>",
            "<p property='schema:author'>Anna Petrova</p>",
            "<p>By <a rel='nofollow author' href=x>Anna Petrova</a>",
            "<p class='post-byline'>By Anna Petrova</p>",
            "<div class=entry-meta><span class=author_name>Anna Petrova</span></div>",
            "<p class=byline>by <a href='/author/anna'>Anna Petrova</a><span>22 Dec 2016</span> 651 comments</p>",
            "<div id=byline>By Anna Petrova<br>Marwan Times</div>",
        ] {
            assert_eq!(metadata(&format!("{html}<p>Text.")).byline, ["Anna Petrova"], "{html}");
        }
    }

    #[test]
    fn several_authors_stand_next_to_each_other() {
        let two = "<p><a rel=author>Anna Petrova</a>, <a rel=author>Basil Haddad</a></p><p>Text.</p><p><a rel=author>Carla Orlov</a>";
        assert_eq!(metadata(two).byline, ["Anna Petrova", "Basil Haddad"]);
    }

    #[test]
    fn what_stands_beside_the_article_names_its_author_only_if_nothing_else_does() {
        let beside = "<div class=related><p class=byline>By Carla Orlov</p></div>";
        assert_eq!(metadata(&format!("{beside}<p class=byline>By Anna Petrova<p>Text.")).byline, ["Anna Petrova"]);
        assert_eq!(metadata(&format!("{beside}<p>Text.")).byline, ["Carla Orlov"]);
    }

    #[test]
    fn portraits_and_pictures_of_authors_name_nobody() {
        let long = "Anna writes about boats. ".repeat(8);
        for html in [format!("<p class=author>{long}"), "<body class='author-4326 single'><p>Text.".to_owned()] {
            assert!(metadata(&html).byline.is_empty(), "{html}");
        }
    }

    #[test]
    fn days_are_found_by_every_kind_of_mark() {
        for html in [
            "<time itemprop=datePublished datetime='2012-06-14T08:00'>then</time>",
            "<abbr class=published title='2012-06-14'>yesterday</abbr>",
            "<span class='post-date'>14 June 2012</span>",
            "<div class=dateline>Marwan, June 14, 2012</div>",
            "<time class=updated datetime='2013-01-01'></time><time datetime='2012-06-14'></time>",
        ] {
            let found = metadata(&format!("{html}<p>Text.")).dates;
            assert!(found.first().is_some_and(|date| date.starts_with("2012-06-14")), "{html}: {found:?}");
        }
    }

    #[test]
    fn days_of_other_articles_and_of_changes_are_none() {
        for html in [
            "<div class=related><time datetime='2012-06-14'>June</time></div>",
            "<time itemprop=dateModified datetime='2012-06-14'>June</time>",
            "<p class=date>June 2012</p>",
        ] {
            assert!(metadata(&format!("<main><p>Text.</main>{html}")).dates.is_empty(), "{html}");
        }
    }
}
