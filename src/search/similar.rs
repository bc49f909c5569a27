//! The articles that are nearest to one: found by the builder, looked up here.

use super::answer::{Cost, Hit};
use super::article::{candidates, is};
use super::engine::Engine;
use super::fetch::{Fetch, Needed};
use super::hits;
use super::matching::Match;
use super::sought::Sought;
use super::terms::Rank;
use super::written_answer::{ending, list, text};
use crate::format::envelope::{Address, Kind};
use crate::format::json::Writer;
use crate::format::similar::BLOCK;
use crate::format::weight;

/// What is like the article with an id.
#[derive(Clone, Debug)]
pub struct SimilarAnswer {
    /// The id that was asked for.
    pub id: String,
    /// Whether an article has it.
    pub known: bool,
    /// Nearest first; the excerpt is the beginning of the text, the score counts down to 1.
    pub hits: Vec<Hit>,
    /// What a browser with an empty cache fetches for this.
    pub cost: Cost,
    /// The shards that could not be had, so that the answer may lack something.
    pub incomplete: Vec<String>,
}

impl Engine {
    /// Gives the articles that are nearest to the one with this id.
    ///
    /// # Errors
    /// The shards that it needs: hand them over (or say they can't be had) and ask again.
    pub fn similar(&self, id: &str, limit: u32) -> Result<SimilarAnswer, Vec<Address>> {
        let mut fetch = Fetch::new(&self.store);
        self.nearest(id, limit, &mut fetch).map_err(|Needed(shards)| shards)
    }

    fn nearest(&self, id: &str, limit: u32, fetch: &mut Fetch<'_>) -> Result<SimilarAnswer, Needed> {
        let manifest = &self.manifest;
        // First round: which document it may be.
        let documents = candidates(manifest, id, fetch);
        fetch.end_round()?;
        // Second round: its record and what is nearest to it.
        let mut found: Option<Vec<u32>> = None;
        for document in documents {
            let nearest = if document / BLOCK < manifest.further(Kind::Similar) {
                fetch.similar(Address::new(&manifest.terms.folder, Kind::Similar, document / BLOCK))
            } else {
                None
            };
            if hits::record(manifest, document, fetch).is_some_and(|record| is(record, id)) {
                found = Some(nearest.map(|nearest| nearest.nearest(document)).unwrap_or_default());
            }
        }
        fetch.end_round()?;
        // Third round: what the reader sees.
        let known = found.is_some();
        let mut nearest = found.unwrap_or_default();
        nearest.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let mut left = u64::try_from(nearest.len()).unwrap_or_default();
        let mut matches = Vec::new();
        for document in nearest {
            matches.push(Match {
                document,
                score: left << weight::SHOWN_BITS,
                all: true,
                first: true,
                rank: Rank::Typed,
                passes: 0,
            });
            left = left.saturating_sub(1);
        }
        let candidates = hits::ask(manifest, &matches, fetch);
        fetch.end_round()?;
        let hits = hits::hits(manifest, &self.folding, candidates, &[], &Sought::default(), fetch);
        Ok(SimilarAnswer { id: id.to_owned(), known, hits, cost: fetch.cost(), incomplete: fetch.missing() })
    }
}

impl SimilarAnswer {
    /// Writes it as JSON.
    pub fn write(&self, out: &mut Writer) {
        out.open('{');
        text(out, "id", &self.id);
        out.key("known");
        out.flag(self.known);
        list(out, "hits", &self.hits, Hit::write);
        ending(out, self.cost, &self.incomplete);
        out.close('}');
    }
}
