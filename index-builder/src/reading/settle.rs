//! What the keeper knows better, applied to pages and articles; and the last that is found out about an article.

use std::collections::BTreeSet;

use super::ReadingError;
use super::store::encode;
use super::told::Told;
use crate::article::Article;
use crate::config::Config;
use crate::page::Page;
use crate::page::block::Role;
use crate::report::Contradiction;
use crate::understanding::duplicates::Signature;
use crate::understanding::survey::{Customs, Features};

/// An article, made and encoded.
#[derive(Debug)]
pub struct Made {
    /// The article.
    pub body: Vec<u8>,
    /// Where it is looked at for copies.
    pub signature: Option<Signature>,
    /// The line of `dalil.toml` that leaves it out.
    pub taken_down: Option<u64>,
    /// Its id, if it is left out.
    pub taken_down_id: Option<String>,
    /// Its page asks search engines to leave it out.
    pub noindex: bool,
    /// Keys of its page's addresses, as [`announced`](super::announced) compares them.
    pub addresses: Vec<u64>,
    /// It is the item of a feed, which only announces that page.
    pub announces: bool,
    /// What contradicts its date.
    pub contradiction: Option<Contradiction>,
}

impl Made {
    /// Finishes an article.
    ///
    /// # Errors
    /// Where it can't be encoded, which would be a bug.
    pub fn of(told: Told, config: &Config) -> Result<Self, ReadingError> {
        let Told { mut article, contradiction, signature } = told;
        rename(&mut article, config);
        let encoded = encode(&article).map_err(ReadingError::encoding)?;
        let taken_down = config.takedown_line(&article.id, article.url.as_deref());
        Ok(Self {
            body: encoded,
            signature: signature.map(|signature| signature.dated(article.date.as_deref())),
            noindex: false,
            addresses: Vec::new(),
            announces: false,
            taken_down,
            taken_down_id: taken_down.map(|_| article.id.clone()),
            contradiction: contradiction.map(|clue| Contradiction { id: article.id, clue, decided: article.date }),
        })
    }
}

/// Gives sections and sources the names that the keeper wants, and takes away dates that can't be.
fn rename(article: &mut Article, config: &Config) {
    for section in &mut article.section {
        *section = config.renamed_section(section).to_owned();
    }
    for source in &mut article.source {
        *source = config.renamed_source(source).to_owned();
    }
    let year = |date: &String| date.get(..4).and_then(|year| year.parse().ok());
    article.date = article.date.take().filter(|date| year(date).is_none_or(|year| config.dates.plausible(year)));
}

/// The lines of a page that belong to the site, as they repeat and as the keeper says.
#[must_use]
pub fn frame(customs: &Customs, config: &Config, path: &str, page: &Page, features: &[Features]) -> BTreeSet<usize> {
    let mut frame = customs.frame(path, page, features);
    for (place, block) in page.blocks.iter().enumerate() {
        match config.is_frame(&block.text) {
            Some(true) => drop(frame.insert(place)),
            Some(false) => drop(frame.remove(&place)),
            None => {}
        }
    }
    frame
}

/// Makes lines that the keeper calls dividers what every archive divides with; returns their places.
pub fn mark_dividers(config: &Config, page: &mut Page, features: &mut [Features]) -> Vec<usize> {
    let mut places = Vec::new();
    let lines = page.blocks.iter_mut().zip(features).enumerate();
    for (place, (block, features)) in lines.filter(|(_, (block, _))| config.is_divider(&block.text)) {
        "***".clone_into(&mut block.text);
        block.role = Role::Paragraph;
        *features = Features::of(block);
        places.push(place);
    }
    places
}
