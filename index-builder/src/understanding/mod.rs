//! From pages to articles: what only the whole page, or the whole archive, can decide.

pub mod assemble;
pub mod dating;
pub mod digest;
pub mod duplicates;
mod headline;
pub mod language;
mod links;
pub mod survey;
mod title_dividers;

pub use links::links_in_text;

use std::collections::BTreeSet;

use crate::article::Article;
use crate::page::Page;
use crate::page::path_clues::PathClues;

/// The one article of a page that stands alone; where the page is silent its path speaks.
#[must_use]
pub fn one_article(page: Page, path: &PathClues) -> Article {
    let part = digest::whole(&page, &BTreeSet::new()).unwrap_or_default();
    assemble::article(&page, part, path, true, None, None).article
}
