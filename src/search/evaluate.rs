//! From the query's tree and the words' postings to the articles that each part matches.

use super::dates;
use super::fetch::Fetch;
use super::matching::Part;
use super::phrase;
use super::plan::{self, Plan};
use super::posting::{Posting, difference, gather, intersection, unscored};
use super::query::{Node, Query};
use super::terms::{self, Term};
use crate::format::manifest::Manifest;
use crate::format::weight;

/// Evaluates parts of a query over the shards held.
pub(super) struct Evaluation<'a, 's, 'f> {
    pub(super) manifest: &'a Manifest,
    pub(super) terms: &'a [Term<'s>],
    pub(super) fetch: &'f mut Fetch<'s>,
}

impl<'a, 's> Evaluation<'a, 's, '_> {
    /// Asks for the days that dates in the query need: part of the first round.
    pub(super) fn ask_dates(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Dates(span) => drop(dates::documents(self.manifest, *span, self.fetch)),
                Node::Any(nodes) | Node::All(nodes) => self.ask_dates(nodes),
                Node::Not(node) => self.ask_dates(core::slice::from_ref(node)),
                Node::Word(_) | Node::Phrase { .. } => {}
            }
        }
    }

    /// The parts of a plan with the articles they match: the second round.
    pub(super) fn parts(&mut self, plan: &Plan, query: &Query) -> Vec<Part> {
        self.ask_positions(&plan.parts);
        let mut parts = Vec::new();
        for node in &plan.parts {
            parts.push(Part {
                postings: self.postings(node),
                required: node.is_required(&query.words),
                is_content: plan::is_content(node, self.terms),
            });
        }
        parts
    }

    /// Asks for the positions that phrases need: part of the second round.
    fn ask_positions(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Phrase { words, .. } => {
                    let words = self.words(words);
                    phrase::ask(self.manifest, &words, self.fetch);
                }
                Node::Any(nodes) | Node::All(nodes) => self.ask_positions(nodes),
                Node::Not(node) => self.ask_positions(core::slice::from_ref(node)),
                Node::Word(_) | Node::Dates(_) => {}
            }
        }
    }

    fn words(&self, words: &[usize]) -> Vec<&'a Term<'s>> {
        terms::at(self.terms, words)
    }

    /// The articles that a part matches, with their scores.
    fn postings(&mut self, node: &Node) -> Vec<Posting> {
        match node {
            Node::Word(word) => self.word(*word),
            Node::Phrase { words, .. } => self.phrase(words),
            Node::Dates(span) => unscored(&dates::documents(self.manifest, *span, self.fetch)),
            Node::Any(nodes) => {
                let mut any = Vec::new();
                for node in nodes {
                    any.push(self.postings(node));
                }
                gather(any)
            }
            Node::All(nodes) => {
                let Some((first, others)) = nodes.split_first() else { return Vec::new() };
                let mut all = self.postings(first);
                for node in others {
                    all = match node {
                        Node::Not(excluded) => self.without(all, excluded),
                        _ => intersection(&all, &self.postings(node)),
                    };
                }
                all
            }
            Node::Not(excluded) => self.without(unscored(&dates::everything(self.manifest)), excluded),
        }
    }

    /// Leaves out what must not be there. Where something can't be had nobody knows what that is, and nothing is left.
    fn without(&mut self, all: Vec<Posting>, excluded: &Node) -> Vec<Posting> {
        let excluded = self.postings(excluded);
        if self.fetch.lacks() { Vec::new() } else { difference(all, &excluded) }
    }

    fn word(&mut self, word: usize) -> Vec<Posting> {
        let Some(term) = self.terms.get(word) else { return Vec::new() };
        let postings = term.postings(self.manifest, self.fetch);
        // Counted only where nothing says it beforehand.
        let rarity = match term.single() {
            Some(_) => term.likely_rarity(self.manifest),
            None => term.rarity(self.manifest, postings.iter().filter(|posting| posting.is_there).count()),
        };
        scored(postings, rarity)
    }

    fn phrase(&mut self, words: &[usize]) -> Vec<Posting> {
        let terms = self.words(words);
        // Values have no positions: all their words will do.
        if terms.len() < 2 || terms.iter().any(|term| term.is_value) {
            return self.postings(&Node::All(words.iter().map(|word| Node::Word(*word)).collect()));
        }
        let postings = phrase::matches(self.manifest, &terms, self.fetch);
        let mut rarity = 0_u32;
        for term in terms {
            rarity = rarity.saturating_add(term.likely_rarity(self.manifest));
        }
        scored(postings, rarity)
    }
}

/// Frequencies as scores.
fn scored(mut postings: Vec<Posting>, rarity: u32) -> Vec<Posting> {
    for posting in &mut postings {
        posting.score = weight::score(u32::try_from(posting.score).unwrap_or(u32::MAX), rarity);
    }
    postings
}
