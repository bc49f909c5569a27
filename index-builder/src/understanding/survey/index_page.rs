//! Pages that are no articles: lists of links, and templates that nobody filled.

use super::own_lines::OwnLines;
use super::page_phrases::{GENERATED, PLACEHOLDERS, SERVICE_PAGES};
use super::sign::folded;
use crate::page::Page;

/// So many words without a sentence or a date are no text.
const FEWEST_WORDS: usize = 16;
/// A page with a service's name and more words than this has something to tell.
const WORDS_OF_SERVICE: usize = 60;
/// A text of so many words is an article, whatever it refers to behind.
pub const SHORTEST_ARTICLE: usize = 40;
/// And it is one even if the links have so many times its words.
const TIMES: usize = 5;
/// A list of teasers has so many links, and at most so many words to each.
const TEASERS: usize = 4;
const WORDS_OF_TEASER: usize = 35;
const LONGEST_TEASER: usize = 60;
/// So many words outside links stand beside a hundred in them, in a list of links.
const WORDS_BESIDE_LINKS: usize = 120;
/// FrontPage kept the parts of pages in such folders.
const FOLDERS_OF_PARTS: [&str; 7] = ["_borders", "_derived", "_overlay", "_themes", "_fpclass", "_private", "_notes"];

/// Whether nobody would look for this page as an article.
pub fn is_index_page(path: &str, page: &Page, own: &OwnLines) -> bool {
    is_part(path) || is_empty(path, own) || is_service(path, page, own) || lists_links(own)
}

fn is_part(path: &str) -> bool {
    path.split('/').any(|folder| FOLDERS_OF_PARTS.iter().any(|part| folder.eq_ignore_ascii_case(part)))
}

/// Nothing is said: no sentence, no date, no picture with its caption. A text without markup is no template.
fn is_empty(path: &str, own: &OwnLines) -> bool {
    let all = own.words + own.linked_words;
    let plain = [".txt", ".md"].iter().any(|ending| path.to_lowercase().ends_with(ending));
    let silent = own.sentences == 0 && own.datelines == 0 && own.pictures == 0;
    all == 0 || (!plain && silent && all < FEWEST_WORDS)
}

/// A form, a page that a program made, or one that only sends the reader on.
fn is_service(path: &str, page: &Page, own: &OwnLines) -> bool {
    let form = own.lines >= 5 && own.labels * 10 >= own.lines * 6 && own.words <= own.lines * 10;
    let titles = || page.metadata.page_title.iter().flat_map(|title| title.split(" - ")).map(folded);
    let lists_files = page.metadata.page_title.iter().any(|title| title.starts_with("Index of /"));
    let generated = || titles().any(|title| GENERATED.contains(&title.as_str()));
    if form || lists_files || (own.words <= WORDS_OF_SERVICE * 2 && generated()) {
        return true;
    }
    if own.words > WORDS_OF_SERVICE || own.datelines > 0 {
        return false;
    }
    let placeholder = |text: &str| PLACEHOLDERS.iter().any(|words| text.contains(words));
    if page.blocks.iter().any(|block| placeholder(&folded(&block.text))) {
        return true;
    }
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = folded(file.rsplit_once('.').map_or(file, |(stem, _)| stem));
    let named = |name: &str| SERVICE_PAGES.contains(&name);
    named(&stem) || titles().any(|title| named(&title))
}

/// Most lines lead to other pages, and no text stands between them that is more than a teaser.
fn lists_links(own: &OwnLines) -> bool {
    let is_article = own.sentences > 0
        && own.longest_text >= SHORTEST_ARTICLE
        && own.longest_text * 10 >= own.words * 6
        && own.linked_words < own.longest_text * TIMES;
    if own.leads == 0 || is_article {
        return false;
    }
    let links = own.words * 100 <= own.linked_words * WORDS_BESIDE_LINKS && (own.leads >= 3 || own.sentences == 0);
    let teasers = own.leads_inside >= TEASERS
        && own.words <= own.leads_inside * WORDS_OF_TEASER
        && own.longest_text <= LONGEST_TEASER;
    links || teasers
}
