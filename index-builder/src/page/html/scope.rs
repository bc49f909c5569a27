//! Which part of a page is read: what the keeper or the page says, what its template leaves to its author, what its markup calls
//! the content, or all of it.

use std::collections::HashSet;

use ego_tree::NodeId;
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
            return Self { roots: outermost(said), left_out, certain: true };
        }
        Self { roots: content(document), left_out, certain: false }
    }

    /// Whether all of the page is read.
    #[must_use]
    pub fn is_whole_page(&self) -> bool {
        matches!(self.roots.as_slice(), [root] if root.value().is_document())
    }
}

fn matching<'a>(document: &'a Html, rule: &'a Selector) -> impl Iterator<Item = NodeId> + 'a {
    document.select(rule).map(|element| element.id())
}

/// What the template leaves to the author, or the only `<article>`, or `<main>`, or the whole page.
fn content(document: &Html) -> Vec<DomNode<'_>> {
    let all = document.tree.root();
    let regions = outermost(author_regions(document));
    if regions.iter().map(|region| text_length(*region)).sum::<usize>() * CONTENT_PART > text_length(all) {
        return regions;
    }
    let main = all.descendants().find(|node| {
        name_of(*node) == "main" || node.value().as_element().is_some_and(|e| e.attr("role") == Some("main"))
    });
    let main = main.filter(|&main| text_length(main) > 0).unwrap_or(all);
    let mut articles = main.descendants().filter(|node| name_of(*node) == "article");
    match (articles.next(), articles.next()) {
        (Some(only), None) if text_length(only) * CONTENT_PART > text_length(main) => vec![only],
        _ => vec![main],
    }
}

/// Dreamweaver writes comments around the regions of a template that its author may edit, FrontPage before the table cell that
/// stands between the borders all pages share.
fn author_regions(document: &Html) -> Vec<DomNode<'_>> {
    let mut regions = Vec::new();
    for comment in document.tree.root().descendants().filter(|node| node.value().is_comment()) {
        if comment.parent().is_some_and(|parent| name_of(parent) == "head") {
            continue;
        }
        if is_comment(comment, &["#begineditable", "instancebegineditable"]) {
            let ends = |node: &DomNode| is_comment(*node, &["#endeditable", "instanceendeditable"]);
            regions.extend(comment.next_siblings().take_while(|node| !ends(node)));
        } else if is_comment(comment, &["msnavigation"]) {
            let next = comment.next_siblings().find(|node| node.value().is_element());
            regions.extend(next.filter(|cell| name_of(*cell) == "td"));
        }
    }
    regions
}

fn is_comment(node: DomNode, beginnings: &[&str]) -> bool {
    let Node::Comment(comment) = node.value() else { return false };
    let comment = comment.trim_start();
    beginnings.iter().any(|b| comment.get(..b.len()).is_some_and(|start| start.eq_ignore_ascii_case(b)))
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

fn text_length(root: DomNode) -> usize {
    let mut length = 0;
    let mut skipped = None;
    for edge in root.traverse() {
        match edge {
            ego_tree::iter::Edge::Close(node) if skipped == Some(node.id()) => skipped = None,
            ego_tree::iter::Edge::Open(node) if skipped.is_none() => match node.value() {
                Node::Text(text) => length += text.split_ascii_whitespace().map(str::len).sum::<usize>(),
                Node::Element(element) if is_left_out(element) => skipped = Some(node.id()),
                _ => {}
            },
            _ => {}
        }
    }
    length
}
