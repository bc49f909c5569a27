//! From the tree of a page to the lines a reader sees.

use std::sync::Arc;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::Node;
use scraper::node::Element;

use super::element::{
    DomNode, heading_level, is_block, is_caption, is_frame, is_layout_cell, is_left_out, is_small, is_strong,
    is_unlikely,
};
use super::pagefind;
use super::pictures;
use super::scope::{Scope, begins_region};
use crate::fields::language_tag;
use crate::page::block::{Block, Link, Role};
use crate::paragraphs::{append_folded, paragraphs};

/// A longer line under a picture is no caption.
const LONGEST_CAPTION: usize = 200;

/// A line on its way to a block.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// What is known about it.
    pub block: Block,
    /// Nothing but a line break stands between the line before and this one.
    pub after_break: bool,
    /// It stands in what templates call a sidebar, a comment, an advertisement.
    pub unlikely: bool,
}

/// The lines of what is read. Where the frame is all there is, it is kept. `language` is the page's.
pub fn read(scope: &Scope, language: Option<&str>) -> Vec<Line> {
    let whole_page = scope.is_whole_page();
    let found = Reader::new(scope, language, whole_page).read();
    let has_text = found.iter().any(|line| !line.block.text.is_empty());
    if whole_page && !has_text { Reader::new(scope, language, false).read() } else { found }
}

/// What the open elements make of a line.
#[derive(Clone, Debug, Default)]
struct Context {
    /// A heading before all, then the innermost.
    role: Option<Role>,
    strong: bool,
    small: bool,
    weight: Option<u16>,
    language: Option<Arc<str>>,
    unlikely: bool,
    /// Inside `<article>` and `<main>`, headers and footers are the article's.
    article: bool,
}

impl Context {
    const NONE: Self =
        Self { role: None, strong: false, small: false, weight: None, language: None, unlikely: false, article: false };
}

/// Where things began that are decided when they end.
#[derive(Clone, Copy, Debug)]
struct Begun {
    element: NodeId,
    line: usize,
}

/// Collects lines while the tree is walked.
struct Reader<'a> {
    scope: &'a Scope<'a>,
    /// The page's, as a tag.
    language: Option<String>,
    without_frame: bool,
    /// Whether what comes now is read.
    reading: bool,
    lines: Vec<Line>,
    current: Block,
    after_break: bool,
    /// How many bytes of the current text are bold or large.
    strong: usize,
    /// How many bytes of the current text are small or italic.
    small: usize,
    contexts: Vec<Context>,
    /// How many `<a>` are open.
    anchors: usize,
    /// Where the text of the open link begins, in the current text.
    link_from: usize,
    /// The text of the open `<pre>`, with its line breaks.
    preformatted: Option<String>,
    /// The text of the open caption, and its element.
    caption: Option<(NodeId, String)>,
    /// The open figures and tables.
    begun: Vec<Begun>,
}

impl<'a> Reader<'a> {
    fn new(scope: &'a Scope<'a>, language: Option<&str>, without_frame: bool) -> Self {
        Self {
            scope,
            language: language.and_then(language_tag),
            without_frame,
            reading: !scope.in_regions,
            lines: Vec::new(),
            current: Block::default(),
            after_break: false,
            strong: 0,
            small: 0,
            contexts: vec![Context::default()],
            anchors: 0,
            link_from: 0,
            preformatted: None,
            caption: None,
            begun: Vec::new(),
        }
    }

    fn read(mut self) -> Vec<Line> {
        for root in &self.scope.roots {
            self.walk(*root);
        }
        self.end_block();
        self.lines
    }

    fn walk(&mut self, root: DomNode) {
        let mut skipped = None;
        for edge in root.traverse() {
            match edge {
                Edge::Close(node) if skipped == Some(node.id()) => skipped = None,
                _ if skipped.is_some() => {}
                Edge::Open(node) => match node.value() {
                    Node::Text(text) if self.reading => self.text(text),
                    Node::Comment(comment) if self.scope.in_regions => self.region(comment),
                    Node::Element(element) if self.leaves_out(node, element) => skipped = Some(node.id()),
                    Node::Element(element) => self.open(node, element),
                    _ => {}
                },
                Edge::Close(node) => {
                    if let Node::Element(element) = node.value() {
                        self.close(node, element);
                    }
                }
            }
        }
    }

    fn region(&mut self, comment: &str) {
        if let Some(begins) = begins_region(comment) {
            self.end_block();
            self.reading = begins;
        }
    }

    fn leaves_out(&self, node: DomNode, element: &Element) -> bool {
        let frame = || self.without_frame && !self.context().article && is_frame(element);
        is_left_out(element) || self.scope.left_out.contains(&node.id()) || frame()
    }

    fn context(&self) -> &Context {
        static NONE: Context = Context::NONE;
        self.contexts.last().unwrap_or(&NONE)
    }

    fn text(&mut self, text: &str) {
        if let Some((_, caption)) = &mut self.caption {
            append_folded(caption, text);
        } else if let Some(preformatted) = &mut self.preformatted {
            preformatted.push_str(text);
        } else {
            let before = self.current.text.len();
            append_folded(&mut self.current.text, text);
            let added = self.current.text.len() - before;
            let context = self.context();
            let (strong, small) = (context.strong, context.small);
            self.strong += if strong || added <= 1 { added } else { 0 };
            self.small += if small || added <= 1 { added } else { 0 };
            self.current.linked += if self.anchors > 0 { added } else { 0 };
        }
    }

    fn open(&mut self, node: DomNode, element: &Element) {
        if is_block(element) {
            self.end_block();
        }
        self.contexts.push(self.inside(element));
        if !self.reading {
            return;
        }
        match element.name() {
            "pre" | "xmp" if self.preformatted.is_none() => self.preformatted = Some(String::new()),
            "figure" | "table" => self.begun.push(Begun { element: node.id(), line: self.lines.len() }),
            "hr" => self.lines.push(Line { block: Block { role: Role::Rule, ..Block::default() }, ..Line::default() }),
            "br" => self.break_line(),
            "img" => self.current.pictures.extend(pictures::read(element, self.anchors > 0)),
            "area" => self.current.links.extend(pictures::area(element)),
            "a" => self.link(element),
            "td" | "th" => self.cell(node),
            _ => {}
        }
        if self.current.anchor.is_none() {
            self.current.anchor = anchor(element);
        }
        pagefind::indexed_attributes(element).for_each(|value| self.text(&format!(" {value} ")));
        if self.caption.is_none() && (element.name() == "figcaption" || self.is_under_a_picture() && is_caption(node)) {
            self.caption = Some((node.id(), String::new()));
        }
    }

    /// What an element makes of the lines in it.
    fn inside(&self, element: &Element) -> Context {
        let mut context = self.context().clone();
        if !matches!(context.role, Some(Role::Heading(_))) {
            context.role = role(element).or(context.role);
        }
        context.strong |= is_strong(element);
        context.small |= is_small(element);
        context.weight = pagefind::weight(element).or(context.weight);
        context.unlikely |= is_unlikely(element);
        context.article |= matches!(element.name(), "article" | "main");
        let declared = element.attr("lang").or_else(|| element.attr("xml:lang"));
        if let Some(language) = declared.and_then(language_tag).filter(|_| element.name() != "html") {
            context.language = Some(language.into());
        }
        context
    }

    fn close(&mut self, node: DomNode, element: &Element) {
        if element.name() == "a" {
            self.end_link();
        }
        if self.caption.as_ref().is_some_and(|(id, _)| *id == node.id()) {
            self.end_caption();
        }
        if is_block(element) {
            self.end_block();
        }
        match element.name() {
            "pre" | "xmp" => self.end_preformatted(),
            "figure" | "table" => self.end_begun(node, element),
            _ => {}
        }
        self.contexts.pop();
    }

    fn break_line(&mut self) {
        if self.caption.is_some() {
            self.text(" ");
        } else {
            // A second break right behind the first ends the paragraph.
            self.after_break = self.end_line();
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

    /// Whether a picture was the last thing that was read.
    fn is_under_a_picture(&self) -> bool {
        let shows_only = |block: &Block| !block.pictures.is_empty() && block.text.is_empty();
        shows_only(&self.current)
            || (self.current.text.is_empty() && self.lines.last().is_some_and(|l| shows_only(&l.block)))
    }

    fn end_caption(&mut self) {
        let Some((_, caption)) = self.caption.take() else { return };
        let caption = caption.trim_end();
        let from = self.begun.last().map_or(0, |begun| begun.line).max(self.lines.len().saturating_sub(1));
        let before = self.lines.get_mut(from..).unwrap_or_default();
        let pictures = before.iter_mut().flat_map(|line| &mut line.block.pictures).chain(&mut self.current.pictures);
        if !caption.is_empty() {
            match pictures.last().filter(|picture| picture.caption.is_none()) {
                Some(picture) => picture.caption = Some(caption.to_owned()),
                None => self.current.pictures.push(pictures::unseen(caption)),
            }
        }
    }

    /// In old pages a picture and what is written under it stand in a table of their own.
    fn end_begun(&mut self, node: DomNode, element: &Element) {
        let Some(begun) = self.begun.pop_if(|begun| begun.element == node.id()) else { return };
        if element.name() == "table"
            && let Some([picture, text]) = self.lines.get_mut(begun.line..)
            && let [shown] = picture.block.pictures.as_mut_slice()
            && picture.block.text.is_empty()
            && may_be_caption(&text.block)
            && text.block.pictures.is_empty()
            && shown.caption.is_none()
        {
            shown.caption = Some(std::mem::take(&mut text.block.text));
            self.lines.pop();
        }
    }

    fn end_block(&mut self) {
        if self.caption.is_some() {
            self.text(" ");
            return;
        }
        self.end_line();
        self.after_break = false;
    }

    /// Whether there was something in it.
    fn end_line(&mut self) -> bool {
        if let Some(preformatted) = &mut self.preformatted {
            preformatted.push('\n');
            return true;
        }
        if self.anchors > 0 {
            self.end_link();
            self.anchors += 1;
        }
        let mut block = std::mem::take(&mut self.current);
        let (strong, small) = (std::mem::take(&mut self.strong), std::mem::take(&mut self.small));
        self.link_from = 0;
        block.text.truncate(block.text.trim_end().len());
        if block.is_silent() {
            // The name waits for something to stand at it.
            self.current.anchor = block.anchor;
            return false;
        }
        let whole = |part: usize| !block.text.is_empty() && part >= block.text.len();
        block.strong = whole(strong);
        let is_small = whole(small) && !block.strong && may_be_caption(&block);
        block.linked = block.linked.min(block.text.len());
        let context = self.context();
        block.role = context.role.unwrap_or(block.role);
        block.weight = context.weight;
        let language = context.language.as_deref().map(str::to_owned);
        block.language = language.filter(|language| self.language.as_ref() != Some(language));
        let unlikely = context.unlikely;
        if is_small
            && let Some(above) = self.lines.last_mut().filter(|line| line.block.text.is_empty())
            && let Some(picture) = above.block.pictures.last_mut().filter(|picture| picture.caption.is_none())
        {
            picture.caption = Some(block.text);
            return true;
        }
        self.lines.push(Line { block, after_break: self.after_break, unlikely });
        true
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

fn may_be_caption(block: &Block) -> bool {
    let is_line = matches!(block.role, Role::Paragraph | Role::Row) && block.links.is_empty();
    is_line && !block.text.is_empty() && block.text.chars().count() <= LONGEST_CAPTION
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

/// An address as it can stand in a link: browsers ignore line breaks in it, and blanks around it.
pub fn without_blanks(address: &str) -> String {
    address.split_whitespace().collect::<Vec<_>>().join("%20")
}

/// Whether an address is one of a page: not a place in this page, not a script, not a letter box.
pub fn leads_somewhere(address: &str) -> bool {
    let scheme = address.split([':', '/', '?', '#']).next().unwrap_or_default();
    let other = address.as_bytes().get(scheme.len()) == Some(&b':')
        && !["http", "https", "ftp", "file"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    !address.is_empty() && !address.starts_with('#') && !other
}

#[cfg(test)]
mod tests {
    use crate::page::Page;
    use crate::page::html::{Rules, read};

    fn page(html: &str) -> Page {
        read(html, &Rules::default())
    }

    fn text(html: &str) -> String {
        page(html).blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_word_writes_for_itself_is_not_read() {
        let html = "<html xmlns:o='urn:x'><head><!--[if gte mso 9]><xml><w:View>Print</w:View></xml><![endif]-->\
            <style>p.MsoNormal {mso-style-parent: ''}</style></head><body><xml><o:Author>Nobody</o:Author></xml>\
            <p class=MsoNormal>The <st1:place w:st='on'>harbour</st1:place> of<span style='mso-spacerun: yes'>&nbsp; </span>Marwan<o:p></o:p></p>\
            <p class=MsoNormal><![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>\
            <p style='mso-hide:all'>Field code</p><!--[if !mso]><!--><p>reopened.<!--<![endif]-->";
        assert_eq!(text(html), "The harbour of Marwan\nreopened.");
    }

    #[test]
    fn wrong_entities_and_unclosed_elements_are_read_as_browsers_show_them() {
        let html = "<p><font size=2>It&#146;s&nbsp;here &amp there&nbspnow<center>Centred<marquee>Moving</marquee></center><ul><li>One<li>Two";
        assert_eq!(text(html), "It’s here & there now\nCentred\nMoving\nOne\nTwo");
    }

    #[test]
    fn nested_tables_that_lay_out_a_page_give_lines_in_reading_order() {
        let html =
            "<table><tr><td><table><tr><td>Left<td><table><tr><td><p>Middle<p>More</table><td>Right</table></table>";
        assert_eq!(text(html), "Left\nMiddle\nMore\nRight");
    }

    #[test]
    fn a_part_in_another_language_says_so() {
        let found = page("<html lang=en><p>Boats<p lang=en-US>Boats<div lang=AR><p>قوارب<p>أخرى</div><p lang=en>Boats");
        let languages: Vec<Option<&str>> = found.blocks.iter().map(|block| block.language.as_deref()).collect();
        assert_eq!(languages, [None, Some("en-US"), Some("ar"), Some("ar"), None]);
    }

    #[test]
    fn lines_keep_their_roles_anchors_and_links() {
        use crate::page::block::Role;
        let found = page(
            "<h2><a name=top>News</a></h2><ul><li>One</ul><blockquote><p>Said.</blockquote><hr><p>See <a href=' a b.htm '>this</a>",
        );
        let roles: Vec<Role> = found.blocks.iter().map(|block| block.role).collect();
        assert_eq!(roles, [Role::Heading(2), Role::Item, Role::Quotation, Role::Rule, Role::Paragraph]);
        assert_eq!(found.blocks[0].anchor.as_deref(), Some("top"));
        assert_eq!(
            (found.blocks[4].links[0].address.as_str(), found.blocks[4].links[0].text.as_str()),
            ("a%20b.htm", "this")
        );
    }

    #[test]
    fn a_long_page_of_any_markup_is_read_in_no_time() {
        let marked = "<div class=author>".repeat(150) + &"<span class=author>x</span>".repeat(20_000);
        let regions = "<!-- #BeginEditable \"a\" -->x<br>".repeat(20_000);
        let links = "<article>".to_owned() + &"<li><a href=a>word</a>".repeat(20_000);
        let captions = "<img src=a.jpg><p class=caption>".repeat(10_000);
        let started = std::time::Instant::now();
        for html in [marked, regions, links, captions] {
            let _ = page(&html);
        }
        // A quadratic walk would take minutes.
        assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
    }
}
