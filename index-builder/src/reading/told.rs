//! An article as its page and the archive tell it, before the keeper has a say; kept from build to build with all that it follows from.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::ReadingError;
use super::store::{decode, encode};
use crate::article::Article;
use crate::cache::{Item, Keeping};
use crate::page::{Metadata, Page, path_clues};
use crate::understanding::assemble::{self, Assembled};
use crate::understanding::digest;
use crate::understanding::duplicates::Signature;
use crate::understanding::language;
use crate::understanding::survey::Clue;
use crate::written_date::Order;

/// An article, and what only its words tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Complete but for what only the keeper knows; of a page also without its id.
    pub article: Article,
    /// What contradicts its date.
    pub contradiction: Option<String>,
    /// Where it is looked at for copies; of its title and text alone.
    pub signature: Option<Signature>,
}

impl Told {
    /// Finds out what the words tell; the signature only where it is to be `compared`.
    #[must_use]
    pub fn of(assembled: Assembled, compared: bool) -> Self {
        let Assembled { mut article, contradiction } = assembled;
        article.language = language::of_text(article.language.as_deref(), &article.text);
        let signature = compared.then(|| Signature::of(article.title.as_deref(), &article.text));
        Self { article, contradiction, signature }
    }
}

/// What the articles of a page follow from, beside the code: all that dividing and assembling are given.
#[derive(Debug, Serialize)]
pub struct Grounds<'a> {
    /// Its bytes, and how they are read: its key in the cache of pages.
    pub page: u128,
    /// Where it stands in the archive.
    pub path: &'a str,
    /// What it says about itself, without the site's name.
    pub metadata: &'a Metadata,
    /// The places of lines that the keeper calls dividers.
    pub dividers: &'a [usize],
    /// The places of the lines that belong to the site.
    pub frame: &'a BTreeSet<usize>,
    /// Whether it may hold several articles.
    pub divides: bool,
    /// Whether they are looked at for copies.
    pub compared: bool,
    /// What index pages say of it.
    pub clue: Option<&'a Clue>,
    /// How the archive writes dates in numbers.
    pub order: Option<Order>,
}

impl Grounds<'_> {
    /// All of them as one number.
    pub fn key(&self) -> Result<u128, postcard::Error> {
        postcard::to_stdvec(self).map(|bytes| xxh3_128(&bytes))
    }
}

/// The articles of a page as the last build kept them, or else made anew; and what to keep for the next.
///
/// # Errors
/// Where they can't be encoded, which would be a bug.
pub fn kept_or_divided(
    page: &Page,
    grounds: &Grounds<'_>,
    kept: &Keeping,
) -> Result<(Vec<Told>, Option<Item>), ReadingError> {
    let key = grounds.key().map_err(ReadingError::encoding)?;
    if let Some((body, told)) = kept.get(key).and_then(|body| decode(&body).ok().map(|told| (body, told))) {
        return Ok((told, Some(Item { key, body })));
    }
    let told = divided(page, grounds);
    let body = encode(&told).map_err(ReadingError::encoding)?;
    Ok((told, Some(Item { key, body })))
}

/// Divides a page into its articles.
pub fn divided(page: &Page, grounds: &Grounds<'_>) -> Vec<Told> {
    let parts = match grounds.divides {
        true => digest::divide(page, grounds.frame),
        false => digest::whole(page, grounds.frame).into_iter().collect(),
    };
    let alone = parts.len() == 1;
    let path = path_clues::read(grounds.path);
    let assembled = |part| assemble::article(page, part, &path, alone, grounds.clue, grounds.order);
    parts.into_iter().map(|part| Told::of(assembled(part), grounds.compared)).collect()
}
