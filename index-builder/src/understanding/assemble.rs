//! From a part of a page to an article with its fields.

use super::digest::Part;
use super::headline;
use super::links::{keep_first_of_each, links_in_text};
use crate::article::Article;
use crate::fields::language_tag;
use crate::page::path_clues::PathClues;
use crate::page::{Block, Page};
use crate::written_date;

/// So many lines from the top, an article's date may stand on a line of its own.
const DATELINE_WITHIN: usize = 30;
/// So many lines from the top, the title may be repeated.
const TITLE_WITHIN: usize = 12;
/// A reader view that leaves out more than this many times what it keeps has missed the article.
const ALMOST_ALL: usize = 20;

/// Makes an article of a part. What the page states about itself is about this part only where it is `alone`.
#[must_use]
pub fn article(page: &Page, part: Part, path: &PathClues, alone: bool) -> Article {
    let mut blocks: Vec<Block> = part.lines.iter().filter_map(|&place| page.blocks.get(place)).cloned().collect();
    let title = title(page, &part, &blocks, path, alone);
    if let Some(title) = &title {
        headline::remove(title, &mut blocks, TITLE_WITHIN);
    }
    let metadata = &page.metadata;
    let mut article = Article {
        date: date(page, &part, &blocks, path, alone),
        title,
        source: first_of([&part.source, &metadata.source]),
        section: first_of([&metadata.section, &path.section.iter().cloned().collect()]),
        byline: if alone { first_of([&metadata.byline, &part.byline]) } else { part.byline },
        language: metadata.language.as_deref().and_then(language_tag),
        url: metadata.url.clone().filter(|_| alone),
        picture: metadata.picture.clone().filter(|_| alone),
        ..Article::default()
    };
    article.metadata.clone_from(&metadata.fields);
    if !metadata.tags.is_empty() && alone {
        article.metadata.insert("tags".to_owned(), metadata.tags.clone());
    }
    if alone {
        leave_out_asides(&mut blocks);
    }
    add_body(&mut article, blocks);
    article.confidence = confidence(&article);
    article
}

fn title(page: &Page, part: &Part, blocks: &[Block], path: &PathClues, alone: bool) -> Option<String> {
    if !alone {
        return part.title.clone();
    }
    let stated = headline::choose(&page.metadata, blocks, part.title.as_deref());
    stated.or_else(|| path.title.clone())
}

fn date(page: &Page, part: &Part, blocks: &[Block], path: &PathClues, alone: bool) -> Option<String> {
    let found = || blocks.iter().take(DATELINE_WITHIN).find_map(|block| written_date::in_dateline(&block.text));
    let dateline = part.datelines.iter().find_map(|line| written_date::in_dateline(line)).or_else(found);
    let stated = page.metadata.dates.iter().filter(|_| alone).cloned();
    most_certain(stated.chain([dateline, path.date].into_iter().flatten().map(|date| date.to_string())))
}

/// The first list that has anything in it.
fn first_of<const N: usize>(lists: [&Vec<String>; N]) -> Vec<String> {
    lists.into_iter().find(|list| !list.is_empty()).cloned().unwrap_or_default()
}

/// The first date, unless a later one is the same and more precise.
fn most_certain(dates: impl Iterator<Item = String>) -> Option<String> {
    dates.reduce(|first, later| if later.len() > first.len() && later.starts_with(&first) { later } else { first })
}

/// Leaves out what a reader view would, unless next to nothing would remain.
fn leave_out_asides(blocks: &mut Vec<Block>) {
    let length = |aside: bool| blocks.iter().filter(|b| b.aside == aside).map(|b| b.text.len()).sum::<usize>();
    if length(false) * ALMOST_ALL > length(true) {
        blocks.retain(|block| !block.aside);
    }
}

fn add_body(article: &mut Article, blocks: Vec<Block>) {
    for block in blocks {
        if !block.text.is_empty() {
            if !article.text.is_empty() {
                article.text.push('\n');
            }
            article.text.push_str(&block.text);
        }
        for picture in block.pictures {
            // A picture that says nothing may be a line or a button.
            if article.picture.is_none() && (picture.description.is_some() || picture.caption.is_some()) {
                article.picture = Some(picture.address).filter(|address| !address.is_empty());
            }
            article.captions.extend(picture.description.into_iter().chain(picture.caption));
        }
        article.links.extend(block.links.into_iter().filter(|link| link.is_absolute()).map(|link| link.address));
    }
    keep_first_of_each(&mut article.captions);
    links_in_text(&article.text, &mut article.links);
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
    use super::{Block, leave_out_asides};

    fn left(kept: usize, aside: usize) -> usize {
        let block = |length: usize, aside| Block { text: "x".repeat(length), aside, ..Block::default() };
        let mut blocks = vec![block(kept, false), block(aside, true)];
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
