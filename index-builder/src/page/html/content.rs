//! From the tree of a page to the lines a reader sees.

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

use super::element::{DomNode, heading_level, is_block, is_frame, is_layout_cell, is_left_out};
use crate::fields::distinct_lines;
use crate::paragraphs::{append_folded, fold, paragraphs};

/// The only `<article>` is the body where it holds at least this part of the text; a smaller one is a teaser.
const ARTICLES_PART: usize = 4;

/// A line of a page with what belongs to it.
#[derive(Debug, Default, PartialEq)]
pub struct Block {
    /// The level, if it is a heading.
    pub heading: Option<u8>,
    /// Folded; empty where a block holds pictures only.
    pub text: String,
    /// Alternative texts and captions of its pictures.
    pub captions: Vec<String>,
    /// Absolute addresses it links to.
    pub links: Vec<String>,
}

/// The element that holds the article: the only `<article>`, or `<main>`, or the whole page.
pub fn root(document: &Html) -> DomNode<'_> {
    let all = document.tree.root();
    let main = all
        .descendants()
        .find(|node| node.value().as_element().is_some_and(|e| e.name() == "main" || e.attr("role") == Some("main")));
    let main = main.filter(|&main| text_length(main) > 0).unwrap_or(all);
    let mut articles = main.descendants().filter(|node| is_named(*node, "article"));
    match (articles.next(), articles.next()) {
        (Some(only), None) if text_length(only) * ARTICLES_PART > text_length(main) => only,
        _ => main,
    }
}

/// The lines below a root. Where the frame is all there is, it is kept.
pub fn blocks(document: &Html, root: DomNode) -> Vec<Block> {
    let whole_page = root.id() == document.tree.root().id();
    let found = Reader::new(whole_page).read(root);
    let has_text = |blocks: &[Block]| blocks.iter().any(|block| !block.text.is_empty());
    if whole_page && !has_text(&found) { Reader::new(false).read(root) } else { found }
}

fn is_named(node: DomNode, name: &str) -> bool {
    node.value().as_element().is_some_and(|element| element.name() == name)
}

fn text_length(root: DomNode) -> usize {
    let mut length = 0;
    visit(root, is_left_out, |edge| {
        if let Edge::Open(node) = edge
            && let Some(text) = node.value().as_text()
        {
            length += text.split_ascii_whitespace().map(str::len).sum::<usize>();
        }
    });
    length
}

/// Walks a tree without recursion, leaving out elements with all they hold.
fn visit<'a>(root: DomNode<'a>, mut leave_out: impl FnMut(&Element) -> bool, mut at: impl FnMut(Edge<'a, Node>)) {
    let mut skipped = None;
    for edge in root.traverse() {
        match (skipped, &edge) {
            (Some(id), Edge::Close(node)) if node.id() == id => skipped = None,
            (Some(_), _) => {}
            (None, Edge::Open(node)) if node.value().as_element().is_some_and(&mut leave_out) => {
                skipped = Some(node.id())
            }
            (None, _) => at(edge),
        }
    }
}

/// Collects blocks while the tree is walked.
struct Reader {
    without_frame: bool,
    blocks: Vec<Block>,
    current: Block,
    /// Levels of the headings that are open.
    headings: Vec<u8>,
    /// How many `<article>` and `<main>` are open; inside, headers and footers are the article's.
    articles: usize,
    /// How many `<a>` are open.
    anchors: usize,
    /// The text of the open `<pre>`, with its line breaks.
    preformatted: Option<String>,
    /// The text of the open `<figcaption>`.
    caption: Option<String>,
}

impl Reader {
    fn new(without_frame: bool) -> Self {
        Self {
            without_frame,
            blocks: Vec::new(),
            current: Block::default(),
            headings: Vec::new(),
            articles: 0,
            anchors: 0,
            preformatted: None,
            caption: None,
        }
    }

    fn read(mut self, root: DomNode) -> Vec<Block> {
        let mut skipped = None;
        for edge in root.traverse() {
            match edge {
                Edge::Close(node) if skipped == Some(node.id()) => skipped = None,
                _ if skipped.is_some() => {}
                Edge::Open(node) => match node.value() {
                    Node::Text(text) => self.text(text),
                    Node::Element(element) if self.leaves_out(element) => skipped = Some(node.id()),
                    Node::Element(element) => self.open(node, element),
                    _ => {}
                },
                Edge::Close(node) => {
                    if let Node::Element(element) = node.value() {
                        self.close(element);
                    }
                }
            }
        }
        self.end_block();
        self.blocks
    }

    fn leaves_out(&self, element: &Element) -> bool {
        is_left_out(element) || (self.without_frame && self.articles == 0 && is_frame(element))
    }

    fn text(&mut self, text: &str) {
        if let Some(caption) = &mut self.caption {
            append_folded(caption, text);
        } else if let Some(preformatted) = &mut self.preformatted {
            preformatted.push_str(text);
        } else {
            append_folded(&mut self.current.text, text);
        }
    }

    fn open(&mut self, node: DomNode, element: &Element) {
        match element.name() {
            "br" => self.break_line(),
            "img" | "area" => self.picture(element),
            "a" => self.link(element),
            "td" | "th" => self.cell(node),
            "article" | "main" => self.articles += 1,
            _ => {}
        }
        if !is_block(element) {
            return;
        }
        self.end_block();
        match element.name() {
            "figcaption" => self.caption = Some(String::new()),
            "pre" | "xmp" => self.preformatted = Some(String::new()),
            _ => self.headings.extend(heading_level(element)),
        }
    }

    fn close(&mut self, element: &Element) {
        if element.name() == "a" {
            self.anchors = self.anchors.saturating_sub(1);
        }
        if !is_block(element) {
            return;
        }
        if element.name() == "figcaption"
            && let Some(caption) = self.caption.take()
        {
            self.current.captions.extend(distinct_lines(vec![caption]));
        }
        self.end_block();
        match element.name() {
            "pre" | "xmp" => self.end_preformatted(),
            "article" | "main" => self.articles = self.articles.saturating_sub(1),
            _ if heading_level(element).is_some() => drop(self.headings.pop()),
            _ => {}
        }
    }

    fn break_line(&mut self) {
        if let Some(caption) = &mut self.caption {
            append_folded(caption, " ");
        } else {
            self.end_block();
        }
    }

    /// Cells of a data table stand on one line; cells that lay out a page on lines of their own.
    fn cell(&mut self, node: DomNode) {
        let before = node.prev_siblings().find(|sibling| sibling.value().is_element());
        if is_layout_cell(node) || before.is_some_and(is_layout_cell) {
            self.end_block();
        } else {
            self.text(" ");
        }
    }

    fn picture(&mut self, element: &Element) {
        let alternative = fold(element.attr("alt").unwrap_or_default());
        // One or two words on a picture that is a link are a button: "Home", "Facebook".
        let is_button = self.anchors > 0 && alternative.split(' ').count() <= 2;
        if !alternative.is_empty() && !is_button && !is_file_name(&alternative) {
            self.current.captions.push(alternative);
        }
    }

    fn link(&mut self, element: &Element) {
        self.anchors += 1;
        let address = element.attr("href").unwrap_or_default().trim();
        let absolute = ["http://", "https://"]
            .iter()
            .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
        if absolute {
            self.current.links.push(address.split_whitespace().collect::<Vec<_>>().join("%20"));
        }
    }

    fn end_block(&mut self) {
        if let Some(preformatted) = &mut self.preformatted {
            preformatted.push('\n');
            return;
        }
        let mut block = std::mem::take(&mut self.current);
        block.text.truncate(block.text.trim_end().len());
        block.heading = self.headings.last().copied();
        if block != (Block { heading: block.heading, ..Block::default() }) {
            self.blocks.push(block);
        }
    }

    fn end_preformatted(&mut self) {
        let text = self.preformatted.take().unwrap_or_default();
        for paragraph in paragraphs(&text) {
            self.current.text = paragraph;
            self.end_block();
        }
        self.end_block();
    }
}

/// An editor's stand-in for a text that nobody wrote.
fn is_file_name(alternative: &str) -> bool {
    let lower = alternative.to_lowercase();
    !lower.contains(' ')
        && [".jpg", ".jpeg", ".gif", ".png", ".bmp", ".webp"].iter().any(|ending| lower.ends_with(ending))
        || lower.ends_with(" bytes)")
}
