//! From articles to the files of an index.

mod articles;
mod boilerplate;
mod casing;
mod chronology;
mod chunk;
mod clitics;
mod completions;
mod corrections;
mod deflate;
mod echo;
mod facets;
pub mod folder;
mod forward;
mod groups;
mod ids;
mod inflection;
mod inversion;
mod language;
pub mod listing;
mod names;
mod overview;
mod pictures;
mod primer;
mod records;
mod rows;
mod similar;
mod standing;
mod sweep;
mod synonyms;
mod terms;
mod variants;
mod written;

use std::path::Path;

use dalil::format::folding::Folding;
use dalil::format::manifest::Manifest;

use crate::article::Article;
use crate::cache::{Cached, Keeping};
use crate::config::settings::{Layout, Ranking, Synonyms};
use crate::problem::Problem;
use crate::reading::StoreError;
pub use articles::Source;
pub use folder::Folder;
use folder::Sealer;
use listing::Listing;
use overview::Overview;

/// Who writes archives.
pub const GENERATOR: &str = concat!("dalil ", env!("CARGO_PKG_VERSION"));

/// A compiled index: everything but the page and the engine.
#[derive(Debug)]
pub struct Index {
    /// Complete but for [`Manifest::engine`] and [`Manifest::entries`].
    pub manifest: Manifest,
    /// The folders that the manifest names.
    pub folders: Vec<Folder>,
    /// What pages say that list the articles, where such are wanted.
    pub listing: Option<Listing>,
    /// What kept the next build from being faster.
    pub unkept: Option<Problem>,
}

/// What an index says beside the words of its articles.
pub struct Options<'a> {
    /// See [`Manifest::title`].
    pub title: Option<String>,
    /// The language of most articles, where the keeper says it.
    pub language: Option<String>,
    /// See [`Manifest::notices`].
    pub notices: Vec<String>,
    /// Words that are searched together.
    pub synonyms: Synonyms,
    /// How much a word counts in each field.
    pub ranking: Ranking,
    /// What stands in front of a page's path in its address; see [`Manifest::base`].
    pub base: String,
    /// By how many fields of the records' own it can be filtered.
    pub fields: usize,
    /// How large its files are.
    pub layout: Layout,
    /// Whether there are to be pages that list the articles.
    pub listing: bool,
    /// The folder of an archive that this version wrote: what stands there as it is needed is not made again.
    pub earlier: Option<&'a Path>,
    /// The folder that keeps for the next build what was found; `None` keeps nothing.
    pub cache: Option<&'a Path>,
    /// Tells the addresses of an article.
    pub links: &'a (dyn Fn(&Article) -> Links + Sync),
}

/// The addresses of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    /// Where its hit leads to.
    pub own: Link,
    /// Where the places of [`Article::also`] are, in their order.
    pub also: Vec<Link>,
    /// Where its picture is, absolute or relative to the archive.
    pub picture: Option<String>,
}

/// Where a hit leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// To the archive's base and the percent-encoded id.
    Page,
    /// To this address.
    To(String),
    /// Nowhere: the article has no page of its own.
    None,
}

/// Compiles articles, in any order, into an index. They are read several times.
///
/// # Errors
/// [`CompileError`] where the archive is larger than the format can hold, or the disk no longer holds the articles.
pub fn compile(articles: impl Source, options: Options<'_>) -> Result<Index, CompileError> {
    let overview = Overview::new(&articles, options.language.as_deref(), options.links)?;
    let Overview { articles, segments, language, folding: table, pictures, bytes, priming } = overview;
    let folding = Folding::new(&table);
    let links = |article: &Article| pictures.keep_own((options.links)(article));
    let documents = segments.iter().map(chronology::Stretch::capacity).sum();
    let count = u32::try_from(articles.len()).unwrap_or(u32::MAX);
    let layout = options.layout;
    let of_ids = ids::Slots::new(articles.len(), layout)?;
    let read = |articles: &[Article], numbers: &[u32]| Read {
        lengths: inversion::lengths(articles, &folding),
        fields: facets::collect(articles, numbers, &folding),
        titles: completions::titles(articles, &links, &folding),
        ids: of_ids.entries(articles, numbers),
        lines: boilerplate::lines_of(articles, numbers),
    };
    let (mut lengths, mut fields, mut titles, mut ids, mut lines) =
        (Vec::new(), facets::Fields::new(), Vec::new(), Vec::new(), Vec::new());
    let take = |read: Read| {
        lengths.push(read.lengths);
        facets::add(&mut fields, read.fields);
        titles.push(read.titles);
        ids.extend(read.ids);
        lines.push(read.lines);
    };
    articles.in_order(read, take)?;
    let repeated = boilerplate::Repeated::among(&lines);
    drop(lines);
    let facets = facets::kept(fields, options.fields);
    let mut gathering = written::Gathering::default();
    let norms = inversion::Norms::new(&lengths, articles.len(), inversion::field_weights(&options.ranking));
    let kept = Keeping::begin(options.cache, Cached::Words);
    let inverted = inversion::invert(&articles, &norms, &folding, &kept, &mut gathering)?;
    let unkept = kept.finish();
    let average = inverted.average;
    let connect = || {
        let mut groups = groups::group(inverted, &facets);
        let forward = forward::Forward::new(&groups, documents);
        let nearest = similar::nearest(&articles, documents, &groups, &forward, &repeated, &folding)?;
        echo::add(&mut groups, &forward, &nearest, count);
        Ok::<_, CompileError>((groups, similar::shards(&nearest)))
    };
    // Each has stretches in which one thread works alone.
    let complete = || completions::Sources::new(articles.len(), titles, gathering.finish());
    let (connected, completions) = rayon::join(connect, complete);
    let (groups, near) = connected?;
    let inflection = inflection::count(&groups);
    let mut further = of_ids.shards(ids);
    further.extend(near);
    let sealer = Sealer { earlier: options.earlier, primer: None };
    let (terms, terms_folder) = terms::compile(groups, &facets, documents, &completions, further, layout, sealer)?;
    drop(completions);
    let listing = options.listing.then(|| Listing::new(&articles, &links, &facets, &folding, &options.base, &language));
    let listing = listing.transpose()?;
    drop(facets);
    let records::Compiled { segments, primer, mut folders } =
        records::compile(&articles, &links, segments, &language, (bytes, &priming), layout, sealer)?;
    folders.push(terms_folder);
    let manifest = Manifest {
        generator: GENERATOR.to_owned(),
        articles: u32::try_from(articles.len()).map_err(|_| CompileError::TooLarge("articles"))?,
        average,
        recency: recency(&options.ranking),
        base: options.base,
        title: options.title,
        notices: options.notices,
        language,
        synonyms: synonyms::compile(&options.synonyms, &folding),
        folding: table,
        inflection,
        terms,
        segments,
        primer,
        ..Manifest::default()
    };
    Ok(Index { manifest, folders, listing, unkept })
}

/// What some articles have beside the words of their texts.
struct Read {
    lengths: inversion::Lengths,
    fields: facets::Fields,
    titles: Vec<completions::Title>,
    ids: Vec<ids::Entry>,
    lines: Vec<(u32, u64)>,
}

/// See [`Manifest::recency`].
fn recency(ranking: &Ranking) -> u32 {
    (ranking.recent.unwrap_or_default().min(1.0) * 8.0).round() as u32
}

/// Why articles can't be compiled.
#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// More of something than the format can number.
    #[error("the archive has more {0} than an index can hold; divide it into several archives")]
    TooLarge(&'static str),
    /// The articles can't be read again.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A bug in the builder: an article that was there when dates were read is not there any more.
    #[error("article {0} of those that were read is there no longer; please report this as a bug")]
    Vanished(u32),
    /// A bug in the builder: what is listed of an article can't be kept.
    #[error("what is listed of the articles can't be kept: {0}; please report this as a bug")]
    Listing(postcard::Error),
    /// A bug in the builder: words out of order.
    #[error("the dictionary can't be written: {0}; please report this as a bug")]
    Dictionary(String),
    /// A bug in the builder: a shard that is no JSON.
    #[error("a shard can't be written: {0}; please report this as a bug")]
    Shard(#[from] serde_json::Error),
}
