//! What each line of a page is by itself, before its neighbours are looked at.

use std::collections::BTreeSet;

use super::byline::{self, Byline};
use super::dateline::{self, Dateline};
use super::origin::{is_address, source};
use crate::page::block::Role;
use crate::page::{Block, Page};

/// A line so long is text, whatever it looks like.
const LONG: usize = 120;
/// A sentence so long is text.
const SENTENCE: usize = 25;
/// A heading longer than this is text that somebody made large.
const LONGEST_HEADING: usize = 250;

/// So many lines about an article in a row may be alike on many pages, and are no frame.
const MOST_ALIKE: usize = 3;

/// A line that belongs to no frame.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// Its place in [`Page::blocks`].
    pub place: usize,
    /// The line.
    pub block: &'a Block,
    /// What it is.
    pub kind: Kind,
}

/// What a line is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Marks that divide: `***`.
    Divider,
    /// A rule, which may as well only set something off.
    Rule,
    /// Says when.
    Dateline(Dateline),
    /// Says who.
    Byline(Byline),
    /// Names publishers only: `(Reuters)`.
    Source(Vec<String>),
    /// Is the address of where the text comes from.
    Address,
    /// Leads to a place in this page.
    Contents,
    /// Stands under or over a picture, or files the article: no headline.
    Caption,
    /// No text.
    Picture,
    /// May be a headline, a heading in the text, a signature.
    Short,
    /// The text of an article.
    Body,
}

impl Line<'_> {
    /// Stands out as a headline does.
    pub fn stands_out(&self) -> bool {
        self.block.heading().is_some() || self.block.strong
    }

    /// Looks alike: the same heading, or both bold, or both plain.
    pub fn is_styled_as(&self, other: &Self) -> bool {
        self.block.role == other.block.role && self.block.strong == other.block.strong
    }

    /// Has as many words as the headline of a report, and no sentence's end.
    pub fn is_wordy(&self) -> bool {
        let text = self.block.text.as_str();
        text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count() >= 4
            && !text.ends_with(['.', ':', ',', ';', '،', '؛'])
            && text.chars().count() >= 16
            && is_prose(text)
    }

    /// Leads elsewhere with nearly all of its text.
    pub fn is_link(&self) -> bool {
        self.block.linked * 10 >= self.block.text.len() * 8 && !self.block.links.is_empty()
    }

    /// Says when, who or for whom.
    pub fn is_about(&self) -> bool {
        matches!(self.kind, Kind::Dateline(_) | Kind::Byline(_) | Kind::Source(_))
    }

    /// Says of an article what was said in the same words of others: `Nawl Radio, June 22, 2012`.
    fn says_of_article(&self) -> bool {
        self.is_about() || self.leads_to_article()
    }

    /// Is the address of something on a site, not of the site.
    fn leads_to_article(&self) -> bool {
        let has_path = |address: &str| {
            let path = address.split_once("//").map_or(address, |(_, rest)| rest).trim_end_matches('/');
            path.contains('/')
        };
        self.kind == Kind::Address
            && (has_path(&self.block.text) || self.block.links.iter().any(|link| has_path(&link.address)))
    }

    /// Its text in characters.
    pub fn length(&self) -> usize {
        self.block.text.chars().count()
    }
}

/// The lines of a page without its frame.
pub fn read<'a>(page: &'a Page, frame: &BTreeSet<usize>) -> Vec<Line<'a>> {
    let habits = Habits::of(page, frame);
    let all: Vec<(usize, &Block)> = page.blocks.iter().enumerate().filter(|(_, block)| !block.is_silent()).collect();
    let mut lines = Vec::with_capacity(all.len());
    for run in all.chunk_by(|(one, _), (other, _)| frame.contains(one) == frame.contains(other)) {
        let framed = run.first().is_some_and(|(place, _)| frame.contains(place));
        let follows = lines.last().is_some();
        let goes_on = run.last().zip(all.last()).is_some_and(|((last, _), (end, _))| last < end);
        let read = run.iter().map(|&(place, block)| Line { place, block, kind: kind(block, habits) });
        if !framed {
            lines.extend(read);
        } else if follows && run.len() <= MOST_ALIKE {
            let rescued: Vec<Line> = read.collect();
            let all = goes_on && rescued.iter().all(Line::says_of_article);
            lines.extend(rescued.into_iter().take_while(|line| all || line.leads_to_article()));
        } else if follows {
            lines.extend(read.take(MOST_ALIKE).take_while(Line::leads_to_article));
        }
    }
    lines
}

/// Mostly letters, as sentences are and figures are not.
pub fn is_prose(text: &str) -> bool {
    let marks = text.chars().filter(|c| !c.is_whitespace()).take(400);
    let (letters, all) = marks.fold((0, 0), |(letters, all), c| (letters + usize::from(c.is_alphabetic()), all + 1));
    letters * 10 >= all * 7
}

/// How a page uses what elsewhere means something.
#[derive(Clone, Copy, Debug)]
struct Habits {
    /// Nearly all is bold.
    bold: bool,
    /// Nearly all stands in `<blockquote>`, for its indent.
    quoted: bool,
    /// Nearly all stands in lists.
    listed: bool,
}

impl Habits {
    fn of(page: &Page, frame: &BTreeSet<usize>) -> Self {
        let (mut all, mut bold, mut quoted, mut listed) = (0, 0, 0, 0);
        for (place, block) in page.blocks.iter().enumerate() {
            if !frame.contains(&place) {
                let length = block.text.len();
                all += length;
                bold += if block.strong || block.heading().is_some() { length } else { 0 };
                quoted += if block.role == Role::Quotation { length } else { 0 };
                listed += if block.role == Role::Item { length } else { 0 };
            }
        }
        Self { bold: bold * 10 > all * 6, quoted: quoted * 10 > all * 6, listed: listed * 10 > all * 9 }
    }
}

fn kind(block: &Block, habits: Habits) -> Kind {
    let text = block.text.trim();
    match block.role {
        Role::Rule => return Kind::Rule,
        _ if text.is_empty() => return Kind::Picture,
        _ if is_divider(text) => return Kind::Divider,
        Role::Row => return Kind::Body,
        Role::Quotation if !habits.quoted => return if is_address(block) { Kind::Address } else { Kind::Body },
        Role::Item if is_contents(block) => return Kind::Contents,
        Role::Item if !habits.listed => return Kind::Body,
        _ => {}
    }
    if is_contents(block) {
        return Kind::Contents;
    }
    if is_address(block) {
        return Kind::Address;
    }
    if let Some(dateline) = dateline::read(text) {
        return Kind::Dateline(dateline);
    }
    if let Some(byline) = byline::read(text) {
        return Kind::Byline(byline);
    }
    if let Some(source) = source(block, text) {
        return Kind::Source(source);
    }
    if is_body(block, text, habits) {
        return Kind::Body;
    }
    if is_caption(block, text) { Kind::Caption } else { Kind::Short }
}

fn is_body(block: &Block, text: &str, habits: Habits) -> bool {
    let length = text.chars().count();
    if block.heading().is_some() || (block.strong && !habits.bold) {
        return length > LONGEST_HEADING;
    }
    let sentence = text.trim_end_matches(['"', '”', '»', ')', '\'', '’', ']']).ends_with(['.', '…', '。', '۔']);
    // Headlines ask and exclaim, too.
    let exclaimed = text.ends_with(['?', '!', '؟', '"', '”', '»']) && length >= LONG * 3 / 4;
    length >= LONG || (sentence && length >= SENTENCE) || exclaimed
}

/// A line of marks only, or the letters that old editors drew with: `***`, `- - -`, `oOo`.
fn is_divider(text: &str) -> bool {
    let marks: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let crossing = |c: &char| matches!(c, '+' | '|' | '\u{2502}'..='\u{254b}' | '\u{2551}'..='\u{256c}');
    if marks.iter().any(crossing) && !marks.iter().all(|c| Some(c) == marks.first()) {
        // The border of a table that was drawn with marks.
        return false;
    }
    let drawn = |c: char| matches!(c, 'o' | 'O' | '0' | 'x' | 'X');
    let letters = marks.iter().filter(|c| c.is_alphanumeric()).count();
    if letters > 0 {
        let oh = |c: &char| drawn(*c) && !matches!(c, '0' | 'x' | 'X');
        let only_ohs =
            (3..=12).contains(&marks.len()) && marks.iter().all(oh) && marks.contains(&'O') && marks.contains(&'o');
        let with_marks =
            marks.len() >= 5 && marks.iter().all(|&c| drawn(c) || !c.is_alphanumeric()) && letters < marks.len();
        let stars =
            marks.len() >= 3 && marks.iter().all(|&c| drawn(c)) && marks.iter().all(|c| c.eq_ignore_ascii_case(&'x'));
        return only_ohs || stars || (with_marks && letters <= 6 && marks.len() - letters >= 2);
    }
    let first = marks.first().copied().unwrap_or_default();
    let enough = if matches!(first, '*' | '\u{2042}' | '❖' | '◆' | '●' | '■' | '✦' | '★') { 1 } else { 3 };
    let are_drawn = |c: &char| !matches!(c, '?' | '!' | '"' | '\'' | '(' | ')' | '[' | ']' | '…' | ',' | '$' | '%');
    marks.len() >= enough && marks.iter().all(are_drawn) && !(marks.len() < 5 && marks.iter().all(|&c| c == '.'))
}

/// Leads to places in this page only. Their addresses are not kept as links, or end in `#place`.
fn is_contents(block: &Block) -> bool {
    block.linked * 10 >= block.text.len() * 8
        && block.linked > 0
        && block.links.iter().all(|link| link.address.contains('#'))
        && block.text.chars().count() <= LONGEST_HEADING
}

/// What editors write under a picture: that it is one, or when it was taken.
fn is_caption(block: &Block, text: &str) -> bool {
    const WORDS: &[&str] = &[
        "photo",
        "photos",
        "file",
        "picture",
        "image",
        "photographer",
        "afp/getty",
        "getty",
        "caption",
        "foto",
        "صورة",
        "الصورة",
        "أرشيف",
        "أرشيفية",
    ];
    let says =
        text.to_lowercase().split([' ', ',', ':', '(', ')', '[', ']', '،', '.', ';']).any(|word| WORDS.contains(&word));
    is_label(text) || !block.stands_out() && (says || !block.pictures.is_empty() || dateline::date_in(text).is_some())
}

/// What programs write under an article to file it: `Labels: sea, boats`.
fn is_label(text: &str) -> bool {
    const LABELS: &[&str] = &[
        "labels",
        "label",
        "tags",
        "tag",
        "filed under",
        "posted in",
        "categories",
        "category",
        "keywords",
        "related",
        "mots-clés",
        "etiketler",
    ];
    text.split_once(':').is_some_and(|(label, _)| LABELS.contains(&label.trim().to_lowercase().as_str()))
}

impl Block {
    /// Is a heading, or bold.
    pub(super) fn stands_out(&self) -> bool {
        self.heading().is_some() || self.strong
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Kind, is_divider, read};
    use crate::page::{Block, Page};

    fn kind(text: &str) -> Kind {
        let page = Page { blocks: vec![Block { text: text.to_owned(), ..Block::default() }], ..Page::default() };
        read(&page, &BTreeSet::new()).remove(0).kind
    }

    #[test]
    fn dividers_of_every_hand_are_known() {
        for text in [
            "***",
            "* * *",
            "---",
            "- - -",
            "===",
            "_____",
            "•••",
            "oOo",
            "###",
            "~~~",
            "-o0o-",
            "*",
            "=-=-=-=",
            "ooOOoo",
            "xxx",
        ] {
            assert!(is_divider(text), "{text}");
        }
        for text in ["...", "?", "!!!", "(1)", "Oo", "12", "--", "boo", "No", "…"] {
            assert!(!is_divider(text), "{text}");
        }
    }

    #[test]
    fn lines_are_what_they_say() {
        assert_eq!(kind("https://a.example/b"), Kind::Address);
        assert_eq!(kind("Source: https://a.example/b"), Kind::Address);
        assert_eq!(kind("(Reuters)"), Kind::Source(vec!["Reuters".to_owned()]));
        assert_eq!(kind("Source: Lantern of Halwanda"), Kind::Source(vec!["Lantern of Halwanda".to_owned()]));
        assert_eq!(kind("(Gulf & Hills Wire)"), Kind::Source(vec!["Gulf & Hills Wire".to_owned()]));
        assert_eq!(kind("Reuters and AFP"), Kind::Source(vec!["Reuters".to_owned(), "AFP".to_owned()]));
        assert_eq!(kind("Asia Times,"), Kind::Source(vec!["Asia Times".to_owned()]));
        assert_eq!(kind("Growing rift"), Kind::Short);
        assert_eq!(kind("US threatens to close embassy in Baghdad"), Kind::Short);
        assert_eq!(kind("Another said: “The honeymoon is over.”"), Kind::Body);
        assert_eq!(kind("An Iraqi woman protesting in Baghdad, file, September 27, 2020 hill"), Kind::Caption);
        assert!(matches!(kind("By Justine Coleman,"), Kind::Byline(_)));
        assert!(matches!(kind("The Hill, September 28, 2020"), Kind::Dateline(_)));
    }
}
