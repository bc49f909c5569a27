//! From a part of a page to an article with its fields.

use super::dating::{self, Clues, Dating};
use super::digest::Part;
use super::headline;
use super::links::{add_links, keep_first_of_each};
use super::survey::Clue;
use crate::article::Article;
use crate::fields::language_tag;
use crate::page::path_clues::PathClues;
use crate::page::{Block, Page};
use crate::written_date::{self, Order, Written};

/// So many lines from the top, an article's date may stand on a line of its own.
const DATELINE_WITHIN: usize = 30;
/// So many lines from the top, the title may be repeated.
const TITLE_WITHIN: usize = 12;
/// A reader view that leaves out more than this many times what it keeps has missed the article.
const ALMOST_ALL: usize = 20;

/// An article as its page, its path and the archive tell it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assembled {
    /// Complete but for its id and what only the keeper knows.
    pub article: Article,
    /// As [`Dating::contradiction`].
    pub contradiction: Option<String>,
}

/// Makes an article of a part. What the page states about itself, and what its path and index pages say, is about this part
/// only where it is `alone`; the date of path and link may still be that of every part.
#[must_use]
pub fn article(
    page: &Page,
    part: Part,
    path: &PathClues,
    alone: bool,
    linked: Option<&Clue>,
    order: Option<Order>,
) -> Assembled {
    let mut blocks: Vec<(usize, Block)> = at(page, &part.lines).map(|(place, block)| (place, block.clone())).collect();
    let title = if alone { title(page, &part, &mut blocks, path, linked) } else { part.title.clone() };
    let Dating { date, contradiction } = dating(page, &part, path, alone, linked, order);
    let metadata = &page.metadata;
    let mut article = Article {
        date: date.map(|date| made_precise(date, title.as_deref())),
        title,
        source: first_of([&part.source, &metadata.source]),
        section: first_of([&metadata.section, &path.section.iter().cloned().collect()]),
        byline: if alone { first_of([&metadata.byline, &part.byline]) } else { part.byline.clone() },
        language: metadata.language.as_deref().and_then(language_tag),
        url: metadata.url.clone().filter(|_| alone),
        canonical: metadata.canonical.clone().filter(|_| alone),
        picture: metadata.picture.clone().filter(|_| alone),
        place: if alone { None } else { place(page, &part) },
        ..Article::default()
    };
    article.metadata.clone_from(&metadata.fields);
    if !metadata.tags.is_empty() && alone {
        article.metadata.insert("tags".to_owned(), metadata.tags.clone());
    }
    if alone {
        leave_out_asides(&mut blocks);
    }
    add_body(&mut article, page, &part, &blocks);
    article.confidence = confidence(&article);
    Assembled { article, contradiction }
}

/// The date of a part, and what contradicts it.
#[must_use]
pub fn dating(
    page: &Page,
    part: &Part,
    path: &PathClues,
    alone: bool,
    linked: Option<&Clue>,
    order: Option<Order>,
) -> Dating {
    let mut lines: Vec<Written> = part.datelines.iter().filter_map(|line| date_in(line)).collect();
    if lines.is_empty() && alone {
        let blocks = at(page, &part.lines).filter(|(_, block)| !block.text.is_empty());
        lines.extend(
            blocks
                .take(DATELINE_WITHIN)
                .find_map(|(_, block)| written_date::dateline(&block.text))
                .map(|found| found.date),
        );
    }
    let stated = if alone { page.metadata.dates.as_slice() } else { &[] };
    dating::decide(&Clues { stated, lines, path: path.date, linked: linked.and_then(|linked| linked.date), order })
}

/// A month or a year becomes the day in it that the title names: `News Photos, February 3, 2010`.
fn made_precise(date: String, title: Option<&str>) -> String {
    let Some(Written::Certain(named)) = title.and_then(date_in) else { return date };
    let named = named.to_string();
    if named.strip_prefix(&date).is_some_and(|rest| rest.starts_with('-')) { named } else { date }
}

fn date_in(line: &str) -> Option<Written> {
    written_date::find(line).map(|found| found.date)
}

/// The headline of a page with one article; the line that says it is no text.
fn title(
    page: &Page,
    part: &Part,
    blocks: &mut [(usize, Block)],
    path: &PathClues,
    linked: Option<&Clue>,
) -> Option<String> {
    let lines: Vec<&Block> = blocks.iter().map(|(_, block)| block).collect();
    let dated = !part.datelines.is_empty();
    let title = headline::choose(&page.metadata, &lines, part.title.as_deref(), dated)
        .or_else(|| linked.and_then(|linked| linked.title.clone()))
        .or_else(|| path.title.clone())?;
    headline::remove(&title, blocks.iter_mut().map(|(_, block)| block).take(TITLE_WITHIN));
    Some(title)
}

/// The name in the page that leads to the part: of its first line, or of another line before its text.
fn place(page: &Page, part: &Part) -> Option<String> {
    let text = part.lines.iter().copied().find(|&line| line >= part.begins).unwrap_or(part.begins);
    let before = page.blocks.get(part.begins..=text).unwrap_or_default();
    before.iter().find_map(|block| block.anchor.clone())
}

fn at<'a>(page: &'a Page, places: &'a [usize]) -> impl Iterator<Item = (usize, &'a Block)> {
    places.iter().filter_map(|&place| Some((place, page.blocks.get(place)?)))
}

/// The first list that has anything in it.
fn first_of<const N: usize>(lists: [&Vec<String>; N]) -> Vec<String> {
    lists.into_iter().find(|list| !list.is_empty()).cloned().unwrap_or_default()
}

/// Leaves out what a reader view would, unless next to nothing would remain.
fn leave_out_asides(blocks: &mut Vec<(usize, Block)>) {
    if asides_are_known(blocks.iter().map(|(_, block)| block)) {
        blocks.retain(|(_, block)| !block.aside);
    }
}

/// Whether the lines that a reader view would leave out are not nearly all there is.
pub fn asides_are_known<'a>(blocks: impl Iterator<Item = &'a Block>) -> bool {
    let (kept, aside) = blocks.fold((0, 0), |(kept, aside), block| match block.aside {
        true => (kept, aside + block.text.len()),
        false => (kept + block.text.len(), aside),
    });
    kept * ALMOST_ALL > aside
}

/// Text, weights, pictures, captions and links. The address a report came from is a link and no text.
fn add_body(article: &mut Article, page: &Page, part: &Part, blocks: &[(usize, Block)]) {
    let lines = blocks.iter().map(|(_, block)| block).filter(|block| !block.text.is_empty());
    for (line, block) in (0..).zip(lines) {
        if line > 0 {
            article.text.push('\n');
        }
        article.text.push_str(&block.text);
        article.weights.extend(block.weight.map(|weight| (line, weight)));
    }
    article.captions.extend(at(page, &part.captions).map(|(_, block)| block.text.clone()));
    let of_text = blocks.iter().map(|(place, _)| *place);
    let others = [&part.fields, &part.captions, &part.pictures].into_iter().flatten().copied();
    let mut all: Vec<usize> = of_text.chain(others).collect();
    all.sort_unstable();
    all.dedup();
    for (place, block) in at(page, &all) {
        for picture in &block.pictures {
            // A picture that says nothing may be a line or a button.
            if article.picture.is_none() && (picture.description.is_some() || picture.caption.is_some()) {
                article.picture = Some(picture.address.clone()).filter(|address| !address.is_empty());
            }
            article.captions.extend(picture.description.iter().chain(&picture.caption).cloned());
        }
        if part.pictures.binary_search(&place).is_err() {
            let links = block.links.iter().filter(|link| link.is_absolute());
            article.links.extend(links.map(|link| link.address.clone()));
            add_links(&block.text, &mut article.links);
        }
    }
    keep_first_of_each(&mut article.captions);
    keep_first_of_each(&mut article.links);
}

/// Each thing that an article usually has makes it more likely that this is one, rightly understood.
fn confidence(article: &Article) -> f32 {
    let length = match article.text.len() {
        0..200 => 0.0,
        200..1000 => 0.2,
        _ => 0.3,
    };
    let has = |present: bool, worth: f32| if present { worth } else { 0.0 };
    0.2 + length
        + has(article.title.is_some(), 0.2)
        + has(article.date.is_some(), 0.2)
        + has(!article.byline.is_empty() || !article.source.is_empty(), 0.1)
}

#[cfg(test)]
mod tests {
    use super::{Block, leave_out_asides, made_precise};

    #[test]
    fn the_day_in_a_title_makes_a_month_precise_and_contradicts_nothing() {
        let precise = |date: &str, title| made_precise(date.to_owned(), Some(title));
        assert_eq!(precise("2010-02", "Photos from the hills, February 3, 2010"), "2010-02-03");
        assert_eq!(precise("2010", "Photos from the hills, February 2010"), "2010-02");
        assert_eq!(precise("2010-02", "What we saw on March 3, 2010"), "2010-02");
        assert_eq!(precise("2010-02-04", "What we saw on February 3, 2010"), "2010-02-04");
    }

    fn left(kept: usize, aside: usize) -> usize {
        let block = |length: usize, aside| Block { text: "x".repeat(length), aside, ..Block::default() };
        let mut blocks = vec![(0, block(kept, false)), (1, block(aside, true))];
        leave_out_asides(&mut blocks);
        blocks.len()
    }

    #[test]
    fn what_stands_beside_the_article_is_left_out_unless_it_is_all_there_is() {
        assert_eq!(left(100, 300), 1);
        assert_eq!(left(10, 3000), 2);
        assert_eq!(left(0, 300), 2);
    }
}
