//! Which part of a page is read: what the keeper or the page says, what its template leaves to its author, what its markup calls
//! the content, or all of it.

use std::collections::HashSet;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{Html, Node, Selector};

use super::element::{DomNode, is_left_out, name_of};
use super::pagefind;
use super::rules::Rules;

/// A part that holds less than this part of the page's text is not its content: a teaser in an `<article>`, an editable line.
const CONTENT_PART: usize = 4;

/// What is read of a page.
#[derive(Debug)]
pub struct Scope<'a> {
    /// In the order of the page; none lies in another.
    pub roots: Vec<DomNode<'a>>,
    /// Only what stands between the marks of a template is read; see [`begins_region`].
    pub in_regions: bool,
    /// Left out with all they hold.
    pub left_out: HashSet<NodeId>,
    /// Someone said so: nothing in it needs to be guessed.
    pub certain: bool,
}

impl<'a> Scope<'a> {
    /// Finds it.
    #[must_use]
    pub fn of(document: &'a Html, rules: &Rules) -> Self {
        let mut left_out: HashSet<NodeId> = rules.leave_out.iter().flat_map(|rule| matching(document, rule)).collect();
        left_out.extend(pagefind::ignored(document));
        let told = rules.content.iter().flat_map(|rule| matching(document, rule));
        let told: Vec<DomNode> = told.filter_map(|id| document.tree.get(id)).collect();
        let said = if told.is_empty() { pagefind::bodies(document) } else { told };
        if !said.is_empty() {
            return Self { roots: outermost(said), in_regions: false, left_out, certain: true };
        }
        let all = document.tree.root();
        let enough = |length: usize| length * CONTENT_PART > text_length(all, false);
        if enough(text_length(all, true)) {
            return Self { roots: vec![all], in_regions: true, left_out, certain: false };
        }
        let cells = outermost(cells_between_borders(document));
        let holds_enough = enough(cells.iter().map(|cell| text_length(*cell, false)).sum());
        let roots = if holds_enough { cells } else { vec![content(all)] };
        Self { roots, in_regions: false, left_out, certain: false }
    }

    /// Whether all of the page is read.
    #[must_use]
    pub fn is_whole_page(&self) -> bool {
        !self.in_regions && matches!(self.roots.as_slice(), [root] if root.value().is_document())
    }
}

/// Whether a comment begins, or ends, a region that a template leaves to its author, as Dreamweaver and FrontPage mark them.
///
/// Unclosed elements around the marks may put them anywhere in the tree: only their order counts.
pub fn begins_region(comment: &str) -> Option<bool> {
    let is = |marks: [&str; 2]| marks.iter().any(|mark| begins_with(comment, mark));
    if is(["#begineditable", "instancebegineditable"]) {
        Some(true)
    } else {
        is(["#endeditable", "instanceendeditable"]).then_some(false)
    }
}

fn begins_with(comment: &str, mark: &str) -> bool {
    let comment = comment.trim_start();
    comment.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark))
}

fn matching<'a>(document: &'a Html, rule: &'a Selector) -> impl Iterator<Item = NodeId> + 'a {
    document.select(rule).map(|element| element.id())
}

/// The only `<article>`, or `<main>`, or the whole page.
fn content(all: DomNode<'_>) -> DomNode<'_> {
    let is_main = |node: &DomNode| {
        name_of(*node) == "main"
            || node.value().as_element().is_some_and(|element| element.attr("role") == Some("main"))
    };
    let main = all.descendants().find(is_main).filter(|&main| text_length(main, false) > 0).unwrap_or(all);
    let mut articles = main.descendants().filter(|node| name_of(*node) == "article");
    match (articles.next(), articles.next()) {
        (Some(only), None) if text_length(only, false) * CONTENT_PART > text_length(main, false) => only,
        _ => main,
    }
}

/// FrontPage writes a comment before the table cell that stands between the borders all pages share.
fn cells_between_borders(document: &Html) -> Vec<DomNode<'_>> {
    let borders = document
        .tree
        .root()
        .descendants()
        .filter(|node| node.value().as_comment().is_some_and(|comment| begins_with(comment, "msnavigation")));
    let next = borders.filter_map(|border| border.next_siblings().find(|node| node.value().is_element()));
    next.filter(|cell| name_of(*cell) == "td").collect()
}

/// Leaves out what lies in another of them, and what was there before.
fn outermost(nodes: Vec<DomNode<'_>>) -> Vec<DomNode<'_>> {
    let ids: HashSet<NodeId> = nodes.iter().map(|node| node.id()).collect();
    let mut seen = HashSet::new();
    nodes
        .into_iter()
        .filter(|node| seen.insert(node.id()) && !node.ancestors().any(|above| ids.contains(&above.id())))
        .collect()
}

/// How much can be read, in a template's regions only where so wanted.
fn text_length(root: DomNode, in_regions: bool) -> usize {
    let mut length = 0;
    let mut skipped = None;
    let mut reading = !in_regions;
    for edge in root.traverse() {
        match edge {
            Edge::Close(node) if skipped == Some(node.id()) => skipped = None,
            Edge::Open(node) if skipped.is_none() => match node.value() {
                Node::Text(text) if reading => length += text.split_ascii_whitespace().map(str::len).sum::<usize>(),
                Node::Element(element) if is_left_out(element) => skipped = Some(node.id()),
                Node::Comment(comment) if in_regions => reading = begins_region(comment).unwrap_or(reading),
                _ => {}
            },
            _ => {}
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use scraper::Selector;

    use crate::article::Article;
    use crate::page::html::{Rules, read};
    use crate::page::path_clues::PathClues;
    use crate::understanding::one_article;

    fn article(html: &str, rules: &Rules) -> Article {
        one_article(read(html, rules), &PathClues::default())
    }

    fn text(html: &str) -> String {
        article(html, &Rules::default()).text
    }

    fn rule(selector: &str) -> Option<Selector> {
        Some(Selector::parse(selector).unwrap())
    }

    #[test]
    fn regions_that_a_template_leaves_to_the_author_are_the_content() {
        for (begin, end) in [
            ("<!-- #BeginEditable \"body\" -->", "<!-- #EndEditable -->"),
            ("<!-- InstanceBeginEditable name=\"main\" -->", "<!-- InstanceEndEditable -->"),
        ] {
            let page = format!(
                "<head><!-- #BeginEditable \"doctitle\" --><title>Harbour</title><!-- #EndEditable --></head>\
                 <body><table><tr><td><a href=a.htm>News</a><td>{begin}<p>The council met.<p>It talked.{end}<br>Back to top</table>"
            );
            assert_eq!(text(&page), "The council met.\nIt talked.", "{begin}");
        }
    }

    #[test]
    fn a_small_region_is_not_the_content() {
        let page =
            "<p><!-- #BeginEditable \"date\" -->June<!-- #EndEditable --></p><p>The council met and talked for hours.";
        assert!(text(page).contains("The council met"));
    }

    #[test]
    fn what_stands_between_the_borders_of_frontpage_is_the_content() {
        let page = "<!--msnavigation--><table><tr><td>Marwan Times</td></tr><!--msnavigation--></table><!--msnavigation-->\
                    <table><tr><td><a href=a.htm>News</a></td><td width=24></td><!--msnavigation--><td>\
                    <p>The council met.</p><!--msnavigation--></td></tr><!--msnavigation--></table>";
        assert_eq!(text(page), "The council met.");
    }

    #[test]
    fn the_keepers_rules_come_before_all() {
        let page = "<meta name=author content='B. Haddad'><title>Wrong</title><main>Wrong</main><div id=story><h2 class=head>Harbour</h2>\
                    <p class=by>By Anna Petrova</p><p class=when>14 June 2012</p><p>Boats left.<p class=ad>Buy!</p>\
                    <i class=from>Marwan Times</i><i class=part>News</i></div><div id=story><p>They came back.</div>";
        let rules = Rules {
            content: rule("#story"),
            leave_out: rule(".ad, .by, .when, .from, .part"),
            title: rule("h2.head"),
            date: rule(".when"),
            byline: rule(".by"),
            source: rule(".from"),
            section: rule(".part"),
        };
        let found = article(page, &rules);
        assert_eq!(found.text, "Boats left.\nThey came back.");
        assert_eq!((found.title.as_deref(), found.date.as_deref()), (Some("Harbour"), Some("2012-06-14")));
        assert_eq!(
            (found.byline[0].as_str(), found.source[0].as_str(), found.section[0].as_str()),
            ("Anna Petrova", "Marwan Times", "News")
        );
    }

    #[test]
    fn a_rule_that_matches_nothing_changes_nothing() {
        let page =
            "<title>Harbour</title><meta name=author content='Anna Petrova'><main><p>Boats left.</main><p>Other.";
        let rules = Rules {
            content: rule("#story"),
            leave_out: rule(".ad"),
            title: rule(".head"),
            date: rule(".when"),
            byline: rule(".by"),
            source: rule(".from"),
            section: rule(".part"),
        };
        assert_eq!(article(page, &rules), article(page, &Rules::default()));
    }
}
