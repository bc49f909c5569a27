//! From the tree of a page to the lines a reader sees.

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

use super::element::{DomNode, heading_level, is_block, is_frame, is_layout_cell, is_left_out, is_strong};
use crate::page::block::{Block, Link, Picture, Role};
use crate::paragraphs::{append_folded, fold, paragraphs};

/// The only `<article>` is the body where it holds at least this part of the text; a smaller one is a teaser.
const ARTICLES_PART: usize = 4;

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
#[derive(Default)]
struct Reader {
    without_frame: bool,
    blocks: Vec<Block>,
    current: Block,
    /// How many bytes of the current text are bold or large.
    strong: usize,
    /// What the open elements make of their lines.
    roles: Vec<Role>,
    /// How many elements are open that make text bold or large.
    strengths: usize,
    /// How many `<article>` and `<main>` are open; inside, headers and footers are the article's.
    articles: usize,
    /// How many `<a>` are open.
    anchors: usize,
    /// Where the text of the open link begins, in the current text.
    link_from: usize,
    /// The text of the open `<pre>`, with its line breaks.
    preformatted: Option<String>,
    /// The text of the open `<figcaption>`.
    caption: Option<String>,
    /// How many pictures were there when the open `<figure>` began.
    figure_from: usize,
}

impl Reader {
    fn new(without_frame: bool) -> Self {
        Self { without_frame, ..Self::default() }
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
            let before = self.current.text.len();
            append_folded(&mut self.current.text, text);
            let added = self.current.text.len() - before;
            self.strong += if self.strengths > 0 || added <= 1 { added } else { 0 };
            self.current.linked += if self.anchors > 0 { added } else { 0 };
        }
    }

    fn open(&mut self, node: DomNode, element: &Element) {
        if is_block(element) {
            self.end_block();
            match element.name() {
                "figcaption" => self.caption = Some(String::new()),
                "pre" | "xmp" => self.preformatted = Some(String::new()),
                "figure" => self.figure_from = self.blocks.len(),
                "hr" => self.blocks.push(Block { role: Role::Rule, ..Block::default() }),
                _ => self.roles.extend(role(element)),
            }
        }
        self.strengths += usize::from(is_strong(element));
        if self.current.anchor.is_none() {
            self.current.anchor = anchor(element);
        }
        match element.name() {
            "br" => self.break_line(),
            "img" | "area" => self.picture(element),
            "a" => self.link(element),
            "td" | "th" => self.cell(node),
            "article" | "main" => self.articles += 1,
            _ => {}
        }
    }

    fn close(&mut self, element: &Element) {
        self.strengths = self.strengths.saturating_sub(usize::from(is_strong(element)));
        if element.name() == "a" {
            self.end_link();
        }
        if !is_block(element) {
            return;
        }
        if element.name() == "figcaption" {
            self.end_caption();
        }
        self.end_block();
        match element.name() {
            "pre" | "xmp" => self.end_preformatted(),
            "article" | "main" => self.articles = self.articles.saturating_sub(1),
            _ if role(element).is_some() => drop(self.roles.pop()),
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
            if before.is_some() {
                self.current.role = Role::Row;
            }
            self.text(" ");
        }
    }

    fn picture(&mut self, element: &Element) {
        let alternative = fold(element.attr("alt").unwrap_or_default());
        // One or two words on a picture that is a link are a button: "Home", "Facebook".
        let is_button = self.anchors > 0 && alternative.split(' ').count() <= 2;
        let says = !alternative.is_empty() && !is_button && !is_file_name(&alternative);
        let address = element.attr("src").map(without_blanks).filter(|_| element.name() == "img").unwrap_or_default();
        if says || !address.is_empty() {
            let description = says.then_some(alternative);
            self.current.pictures.push(Picture { address, description, caption: None });
        }
    }

    fn link(&mut self, element: &Element) {
        self.anchors += 1;
        self.link_from = self.current.text.len();
        let address = without_blanks(element.attr("href").unwrap_or_default());
        if leads_somewhere(&address) {
            self.current.links.push(Link { address, text: String::new() });
        }
    }

    fn end_link(&mut self) {
        self.anchors = self.anchors.saturating_sub(1);
        let text = self.current.text.get(self.link_from..).unwrap_or_default().trim();
        if let Some(link) = self.current.links.last_mut().filter(|link| link.text.is_empty()) {
            text.clone_into(&mut link.text);
        }
    }

    /// A caption is its figure's picture's; one without a picture stands for itself.
    fn end_caption(&mut self) {
        let Some(caption) = self.caption.take().map(|caption| caption.trim_end().to_owned()).filter(|c| !c.is_empty())
        else {
            return;
        };
        let in_figure = self.blocks.iter_mut().skip(self.figure_from).flat_map(|block| &mut block.pictures);
        match in_figure.last().or(self.current.pictures.last_mut()).filter(|picture| picture.caption.is_none()) {
            Some(picture) => picture.caption = Some(caption),
            None => self.current.pictures.push(Picture {
                address: String::new(),
                description: None,
                caption: Some(caption),
            }),
        }
    }

    fn end_block(&mut self) {
        if let Some(preformatted) = &mut self.preformatted {
            preformatted.push('\n');
            return;
        }
        if self.anchors > 0 {
            self.end_link();
            self.anchors += 1;
        }
        let mut block = std::mem::take(&mut self.current);
        let strong = std::mem::take(&mut self.strong);
        self.link_from = 0;
        block.text.truncate(block.text.trim_end().len());
        if block.is_silent() {
            // The name waits for something to stand at it.
            self.current.anchor = block.anchor;
            return;
        }
        block.strong = !block.text.is_empty() && strong >= block.text.len();
        block.linked = block.linked.min(block.text.len());
        if let Some(role) = self.role() {
            block.role = role;
        }
        self.blocks.push(block);
    }

    /// What the open elements make of a line: a heading before all, then the innermost.
    fn role(&self) -> Option<Role> {
        let heading = self.roles.iter().rev().find(|role| matches!(role, Role::Heading(_)));
        heading.or(self.roles.last()).copied()
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

fn role(element: &Element) -> Option<Role> {
    match element.name() {
        "li" | "dt" | "dd" => Some(Role::Item),
        "blockquote" => Some(Role::Quotation),
        _ => heading_level(element).map(Role::Heading),
    }
}

/// A name in the page that an address can lead to.
fn anchor(element: &Element) -> Option<String> {
    let name = if element.name() == "a" { element.attr("name").or(element.attr("id")) } else { element.attr("id") };
    name.map(str::trim).filter(|name| !name.is_empty() && !name.contains(char::is_whitespace)).map(str::to_owned)
}

fn without_blanks(address: &str) -> String {
    address.split_whitespace().collect::<Vec<_>>().join("%20")
}

/// Whether an address is one of a page: not a place in this page, not a script, not a letter box.
fn leads_somewhere(address: &str) -> bool {
    let scheme = address.split([':', '/', '?', '#']).next().unwrap_or_default();
    let other = address.as_bytes().get(scheme.len()) == Some(&b':')
        && !["http", "https", "ftp", "file"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    !address.is_empty() && !address.starts_with('#') && !other
}

/// An editor's stand-in for a text that nobody wrote.
fn is_file_name(alternative: &str) -> bool {
    let lower = alternative.to_lowercase();
    !lower.contains(' ')
        && [".jpg", ".jpeg", ".gif", ".png", ".bmp", ".webp"].iter().any(|ending| lower.ends_with(ending))
        || lower.ends_with(" bytes)")
}
