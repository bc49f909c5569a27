//! Where a score comes from: for whoever tunes an archive, on the command line only.

use serde::Serialize;

use super::engine::{Engine, Found};
use super::fetch::{Fetch, Needed};
use super::matching::Match;
use super::posting::Posting;
use super::query::Node;
use super::request::Options;
use super::sought::Sought;
use super::terms::{self, Rank};
use crate::format::envelope::Address;
use crate::format::weight;

/// Why a hit stands where it stands.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// As [`super::answer::Hit::score`]: the sum of the parts, what is new, and proximity.
    pub score: f64,
    /// Whether it has every word, and so comes before those that have only some.
    pub every_word: bool,
    /// What each part of the query adds.
    pub parts: Vec<Share>,
    /// What it adds that the words stand close together, or that the article is new where that is preferred.
    pub proximity: f64,
}

/// What one part of a query adds to a score.
#[derive(Clone, Debug, Serialize)]
pub struct Share {
    /// The words of the part, as looked up.
    pub part: String,
    /// What it adds.
    pub score: f64,
    /// How many articles match it.
    pub articles: usize,
    /// `typed`, `variant`, `corrected`, `near` where only the articles nearest to this one have it, or `none`.
    pub found: &'static str,
}

impl Engine {
    /// Explains the hits that [`Engine::search`] gives, in their order.
    ///
    /// # Errors
    /// The shards that it needs: hand them over (or say they can't be had) and ask again.
    pub fn explain(&self, query: &str, options: &Options) -> Result<Vec<Explanation>, Vec<Address>> {
        let mut fetch = Fetch::new(&self.store);
        self.explanations(query, options, &mut fetch).map_err(|Needed(shards)| shards)
    }

    fn explanations<'s>(
        &self,
        query: &str,
        options: &Options,
        fetch: &mut Fetch<'s>,
    ) -> Result<Vec<Explanation>, Needed> {
        let found = self.evaluate(query, options, fetch)?;
        let words = terms::at(&found.terms, &found.plan.words);
        let (page, _) = self.page(options, &found.matches, fetch);
        fetch.end_round()?;
        let sought = Sought::of(&self.folding, &words);
        let page = self.arranged(&words, &sought, options, page);
        Ok(page.iter().map(|hit| explanation(&found, &hit.found)).collect())
    }
}

fn explanation(found: &Found<'_>, hit: &Match) -> Explanation {
    let nodes = found.plan.parts.iter().zip(&found.parts);
    let shares: Vec<(u64, Share)> =
        nodes.map(|(node, part)| share(found, node, &part.postings, hit.document)).collect();
    let sum: u64 = shares.iter().map(|(score, _)| score).sum();
    Explanation {
        score: weight::shown(hit.score),
        every_word: hit.all,
        parts: shares.into_iter().map(|(_, share)| share).collect(),
        proximity: weight::shown(hit.score.saturating_sub(sum)),
    }
}

fn share(found: &Found<'_>, node: &Node, postings: &[Posting], document: u32) -> (u64, Share) {
    let place = postings.binary_search_by_key(&document, |posting| posting.document).ok();
    let posting = place.and_then(|place| postings.get(place));
    let score = posting.map_or(0, |posting| posting.score);
    let how = match posting {
        None => "none",
        Some(posting) if !posting.is_there => "near",
        Some(Posting { rank: Rank::Typed, .. }) => "typed",
        Some(Posting { rank: Rank::Variant, .. }) => "variant",
        Some(Posting { rank: Rank::Corrected, .. }) => "corrected",
    };
    let articles = postings.iter().filter(|posting| posting.is_there).count();
    (score, Share { part: named(found, node), score: weight::shown(score), articles, found: how })
}

/// A part in words.
fn named(found: &Found<'_>, node: &Node) -> String {
    let word = |word: &usize| {
        let term = found.terms.get(*word);
        term.and_then(|term| term.typed.first()).cloned().unwrap_or_default()
    };
    let list =
        |nodes: &[Node], between: &str| nodes.iter().map(|node| named(found, node)).collect::<Vec<_>>().join(between);
    match node {
        Node::Word(index) => word(index),
        Node::Phrase { words, .. } => format!("\"{}\"", words.iter().map(word).collect::<Vec<_>>().join(" ")),
        Node::Dates(_) => "date".to_owned(),
        Node::Any(nodes) => format!("({})", list(nodes, " OR ")),
        Node::All(nodes) => format!("({})", list(nodes, " ")),
        Node::Not(node) => format!("-{}", named(found, node)),
    }
}
