//! The engine: a manifest, the shards held, and the rounds of a search.

use super::answer::{Answer, Certainty, Replacement};
use super::count::Tally;
use super::dates::{self, Span};
use super::evaluate::Evaluation;
use super::fetch::{Fetch, Needed};
use super::filters;
use super::hits::{self, Candidate};
use super::matching::{self, Matches, Part, Restriction};
use super::plan::{self, Plan};
use super::proximity::{BLOCK, Words};
use super::query;
use super::request::{MOST_HITS, Options};
use super::respelling;
use super::sought::Sought;
use super::store::{self, Held, Store};
use super::terms::{self, Term};
use crate::format::date::PartialDate;
use crate::format::envelope::{Address, Kind};
use crate::format::error::FormatError;
use crate::format::folding::{Folding, pieces};
use crate::format::manifest::Manifest;

/// One archive, open for searching.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(super) manifest: Manifest,
    pub(super) folding: Folding,
    pub(super) store: Store,
}

/// How far a search got.
#[derive(Clone, Debug)]
pub enum Step {
    /// It needs these shards: hand them over (or say they can't be had) and search again.
    Need(Vec<Address>),
    /// It is done.
    Answer(Box<Answer>),
}

impl Engine {
    /// Opens an archive by its manifest, as header and payload of `manifest.js`.
    ///
    /// # Errors
    /// Where the file is damaged or of another format version.
    pub fn open(header: &str, payload: &[u8]) -> Result<Self, FormatError> {
        // The manifest is the one file whose folder nobody knows beforehand: it names the engine's.
        let folder = pieces(header, b' ').nth(2).unwrap_or_default();
        let address = Address::new(folder, Kind::Manifest, 0);
        address.check(header, payload)?;
        let damaged = |reason| FormatError::Damaged { file: address.path(), reason };
        let manifest = Manifest::decode(payload).map_err(damaged)?;
        Ok(Self { folding: Folding::new(&manifest.folding), manifest, store: Store::default() })
    }

    /// The manifest it was opened with.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Hands over a shard; `stored` is the file's length in bytes as it lies on the host.
    ///
    /// # Errors
    /// Where it is not what its address says, or damaged; it is then still needed.
    pub fn accept(&mut self, address: Address, header: &str, payload: &[u8], stored: u64) -> Result<(), FormatError> {
        address.check(header, payload)?;
        let shard = store::decode(&address, payload)?;
        self.store.put(address, Held::Here { shard, stored });
        Ok(())
    }

    /// Says that a shard can't be had: searches answer without it and name it.
    pub fn fail(&mut self, address: Address) {
        self.store.put(address, Held::Missing);
    }

    /// Forgets which shards could not be had, so that the next search asks for them again.
    pub fn retry(&mut self) {
        self.store.forget_missing();
    }

    /// Runs a search as far as the shards held allow.
    #[must_use]
    pub fn search(&self, query: &str, options: &Options) -> Step {
        let mut fetch = Fetch::new(&self.store);
        match self.run(query, options, &mut fetch) {
            Ok(answer) => Step::Answer(Box::new(answer)),
            Err(Needed(shards)) => Step::Need(shards),
        }
    }

    fn run<'s>(&self, query: &str, options: &Options, fetch: &mut Fetch<'s>) -> Result<Answer, Needed> {
        let found = self.evaluate(query, options, fetch)?;
        self.answer(query, options, found, fetch)
    }

    /// Finds the articles: all rounds but the last, which gets what the reader sees.
    pub(super) fn evaluate<'s>(
        &self,
        query: &str,
        options: &Options,
        fetch: &mut Fetch<'s>,
    ) -> Result<Found<'s>, Needed> {
        let manifest = &self.manifest;
        // First round: words and values in the dictionary, days where a date cuts a month.
        let parsed = query::parse(manifest, &self.folding, query, options.typing);
        let mut terms = terms::look_up(manifest, &self.folding, &parsed, fetch);
        let filters = filters::look_up(manifest, &self.folding, &options.filters, fetch);
        let (span, no_dates) = span(options);
        let dates = span.map(|span| dates::documents(manifest, span, fetch));
        Evaluation { manifest, terms: &terms, fetch: &mut *fetch }.ask_dates(&parsed.clauses);
        fetch.ask_primer(manifest);
        fetch.end_round()?;
        // Where a word is in no article: what sounds or looks like it, and then that in the dictionary.
        respelling::inflect(manifest, &parsed, &mut terms, fetch);
        respelling::ask(manifest, &parsed, &terms, fetch);
        fetch.end_round()?;
        respelling::replace(manifest, &parsed, &mut terms, fetch);
        fetch.end_round()?;
        // Second round: postings, and places where a phrase needs them.
        terms::count_among(&mut terms, &options.statistics);
        let mut plan = plan::plan(&parsed, &mut terms);
        plan.understood.ignored.extend(no_dates);
        let mut evaluation = Evaluation { manifest, terms: &terms, fetch: &mut *fetch };
        let parts = evaluation.parts(&plan, &parsed);
        let filters = filters::documents(manifest, filters, fetch);
        fetch.end_round()?;
        let restriction = Restriction { dates, filters };
        let mut matches = Matches::default();
        if !parts.is_empty() || parsed.is_empty() {
            let everything = || dates::everything(manifest);
            matches = matching::combine(&parts, &restriction, &everything, plan.is_question);
        }
        if manifest.recency > 0 {
            matches.prefer_new(manifest.recency, &dates::ages(manifest));
        }
        respelling::in_context(manifest, &mut terms, &matches, fetch);
        plan.tell(&parsed, &terms);
        let suspected = respelling::suspected(manifest, &parsed, &terms, fetch);
        Ok(Found { suspected, terms, plan, parts, matches, restriction })
    }

    fn answer<'s>(
        &self,
        query: &str,
        options: &Options,
        found: Found<'s>,
        fetch: &mut Fetch<'s>,
    ) -> Result<Answer, Needed> {
        let manifest = &self.manifest;
        let Found { suspected, terms, mut plan, matches, restriction, .. } = found;
        let words = terms::at(&terms, &plan.words);
        plan.count(manifest, &words);
        let (page, listed) = self.page(options, &matches, fetch);
        let filtered: Vec<_> = restriction.filters.iter().map(|(field, _)| field.as_str()).collect();
        let tally = Tally::new(manifest, &matches);
        let facets = tally.facets(&filtered, options.facets, fetch);
        fetch.end_round()?;
        let sought = Sought::of(&self.folding, &words);
        let page = self.arranged(&words, &sought, options, page);
        let hits = hits::hits(manifest, &self.folding, page, &words, &sought, fetch);
        let total = tally.total();
        let incomplete = fetch.missing();
        Ok(Answer {
            query: query.to_owned(),
            total,
            total_is: if incomplete.is_empty() { Certainty::Exact } else { Certainty::AtLeast },
            some_words: listed - total,
            hits,
            suggestion: plan::suggestion(query, total, &plan.understood, &suspected),
            understood: plan.understood,
            facets,
            timeline: tally.timeline(),
            cost: fetch.cost(),
            incomplete,
        })
    }

    /// The matches from whose texts the page is made: whole blocks of ranks, which are put in order by themselves. Asks for
    /// their articles.
    pub(super) fn page<'s>(
        &self,
        options: &Options,
        matches: &Matches,
        fetch: &mut Fetch<'s>,
    ) -> (Vec<Candidate<'s>>, u32) {
        let limit = options.limit.min(MOST_HITS);
        // Behind the last article, however many there are, and so that the sums below fit.
        let offset = options.offset.min(u32::MAX / 2);
        let start = offset / BLOCK * BLOCK;
        let end = if limit == 0 { start } else { (offset + limit).next_multiple_of(BLOCK) };
        let (page, found) = matches.page(options.sort, start, end - start, &self.undated());
        (hits::ask(&self.manifest, &page, fetch), found)
    }

    /// The hits wanted, in their order.
    pub(super) fn arranged<'s>(
        &self,
        words: &[&Term<'_>],
        sought: &Sought<'_>,
        options: &Options,
        mut page: Vec<Candidate<'s>>,
    ) -> Vec<Candidate<'s>> {
        let mut rarities = Vec::new();
        for word in words {
            rarities.push(word.likely_rarity(&self.manifest));
        }
        Words::new(sought, rarities, self.manifest.average).arrange(&self.folding, options.sort, &mut page);
        let skipped = usize::try_from(options.offset % BLOCK).unwrap_or_default();
        let limit = usize::try_from(options.limit.min(MOST_HITS)).unwrap_or_default();
        page.drain(..skipped.min(page.len()));
        page.truncate(limit);
        page
    }

    /// The numbers of articles without any date: they come first.
    fn undated(&self) -> core::ops::Range<u32> {
        let first = self.manifest.segments.iter().find_map(|segment| segment.months.first());
        first.filter(|(month, _)| month.is_empty()).map_or(0..0, |(_, articles)| 0..*articles)
    }
}

/// What a query found.
pub(super) struct Found<'s> {
    /// Words that may be errors although they stand somewhere.
    suspected: Vec<Replacement>,
    pub(super) terms: Vec<Term<'s>>,
    pub(super) plan: Plan,
    /// In the order of the plan's.
    #[cfg_attr(
        target_arch = "wasm32",
        allow(dead_code, reason = "only explanations, which the module does not give, read them")
    )]
    pub(super) parts: Vec<Part>,
    pub(super) matches: Matches,
    restriction: Restriction,
}

/// The days asked for beside the query, and what of that is no date.
fn span(options: &Options) -> (Option<Span>, Vec<String>) {
    let mut no_dates = Vec::new();
    let mut date = |given: &Option<String>| {
        let given = given.as_deref().filter(|given| !given.trim().is_empty())?;
        let date = PartialDate::parse(given);
        if date.is_none() {
            no_dates.push(given.to_owned());
        }
        date
    };
    let (after, before) = (date(&options.after), date(&options.before));
    (Span::new(after, before), no_dates)
}
