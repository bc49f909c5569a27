//! Lines that several articles have, as notices and colophons: what stands only in them says nothing of an article.

use dalil::format::folding::Folding;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::CompileError;
use super::articles::Articles;
use super::groups::{WordGroup, by_form};
use crate::article::Article;

/// A line of so many letters that stands in so many articles is nobody's own.
const BOILERPLATE: (usize, u32) = (40, 3);

/// The lines that several articles have.
#[derive(Debug, Default)]
pub(super) struct Repeated {
    lines: FxHashSet<u64>,
    /// The articles that have some of them, ascending.
    documents: Vec<u32>,
}

impl Repeated {
    /// Counts what [`lines_of`] found in all articles.
    pub(super) fn among(of_articles: &[Vec<(u32, u64)>]) -> Self {
        let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
        of_articles.iter().flatten().for_each(|(_, line)| *counts.entry(*line).or_default() += 1);
        counts.retain(|_, count| *count >= BOILERPLATE.1);
        let lines: FxHashSet<u64> = counts.into_keys().collect();
        let having = of_articles.iter().flatten().filter(|(_, line)| lines.contains(line));
        let mut documents: Vec<u32> = having.map(|(document, _)| *document).collect();
        documents.sort_unstable();
        documents.dedup();
        Self { lines, documents }
    }
}

/// The hashes of the lines of articles that may be boilerplate, each once for an article, behind its number.
pub(super) fn lines_of(articles: &[Article], numbers: &[u32]) -> Vec<(u32, u64)> {
    let long = |article: &Article| -> Vec<u64> {
        article.text.lines().filter(|line| line.len() >= BOILERPLATE.0).map(|line| xxh3_64(line.as_bytes())).collect()
    };
    let of_articles = numbers.iter().zip(articles);
    let mut lines: Vec<(u32, u64)> =
        of_articles.flat_map(|(number, article)| long(article).into_iter().map(move |line| (*number, line))).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// By document number, the words that stand only in lines that several articles have.
pub(super) fn words(
    articles: &Articles<'_>,
    groups: &[WordGroup],
    repeated: &Repeated,
    folding: &Folding,
) -> Result<FxHashMap<u32, FxHashSet<u32>>, CompileError> {
    if repeated.documents.is_empty() {
        return Ok(FxHashMap::default());
    }
    let forms = by_form(groups);
    let of_article = |article: &Article| -> FxHashSet<u32> {
        let is_repeated = |line: &&str| repeated.lines.contains(&xxh3_64(line.as_bytes()));
        let words = |line: &str| -> Vec<u32> {
            let known = folding.words(line).filter_map(|(word, _)| forms.get(word.as_str()).copied());
            known.filter_map(|word| u32::try_from(word).ok()).collect()
        };
        let own = article.text.lines().filter(|line| !is_repeated(line)).chain(article.title.as_deref());
        let own: FxHashSet<u32> = own.flat_map(words).collect();
        article.text.lines().filter(is_repeated).flat_map(words).filter(|word| !own.contains(word)).collect()
    };
    let of_chunk = |articles: &[Article], numbers: &[u32]| {
        let of_articles = numbers.iter().copied().zip(articles.iter().map(of_article));
        of_articles.filter(|(_, words)| !words.is_empty()).collect::<Vec<_>>()
    };
    Ok(articles.some_chunks(&repeated.documents, of_chunk)?.into_iter().flatten().collect())
}
