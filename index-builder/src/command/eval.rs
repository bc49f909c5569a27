//! `dalil eval`: how well an archive answers queries for which people have judged what is relevant.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use dalil::search::request::Options;
use serde::Serialize;

use super::CommandError;
use super::search::{FileQuery, read, read_queries};
use crate::archive::Archive;

/// So many hits are asked for.
const HITS: u32 = 100;
/// So many of them count for nDCG and MRR: the first page.
const PAGE: usize = 10;

/// By query, the grade of each judged article.
type Judgements = BTreeMap<String, BTreeMap<String, f64>>;

/// Means over the queries that have judgements.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Figures {
    /// Queries with judgements.
    pub queries: usize,
    /// Normalized discounted cumulative gain of the first ten hits; gain is the grade, as in trec_eval's `ndcg_cut`.
    #[serde(rename = "ndcg@10")]
    pub ndcg: f64,
    /// One divided by the place of the first relevant hit among the first ten.
    #[serde(rename = "mrr@10")]
    pub mrr: f64,
    /// The part of the relevant articles that is among the first ten hits.
    #[serde(rename = "recall@10")]
    pub recall_of_page: f64,
    /// The part of the relevant articles that is among the first hundred hits.
    #[serde(rename = "recall@100")]
    pub recall: f64,
    /// Queries with no hit at all.
    pub no_hit: usize,
}

/// Runs all judged queries and prints the figures.
///
/// # Errors
/// Where the archive or one of the files can't be read.
pub fn run(folder: &Path, queries: &Path, qrels: &Path, json: bool, out: &mut dyn Write) -> Result<(), CommandError> {
    let judgements = read_judgements(qrels)?;
    let figures = figures(&mut Archive::open(folder)?, &read_queries(queries)?, &judgements);
    if json {
        serde_json::to_writer(&mut *out, &figures)?;
        writeln!(out)?;
    } else {
        let Figures { queries, ndcg, mrr, recall_of_page, recall, no_hit } = figures;
        writeln!(out, "queries    {queries}\nnDCG@10    {ndcg:.4}\nMRR@10     {mrr:.4}")?;
        writeln!(out, "recall@10  {recall_of_page:.4}\nrecall@100 {recall:.4}\nno hit     {no_hit}")?;
    }
    Ok(())
}

fn figures(archive: &mut Archive, queries: &[FileQuery], judgements: &Judgements) -> Figures {
    let options = Options { limit: HITS, ..Options::default() };
    let mut sum = Figures::default();
    for (query, grades) in queries.iter().filter_map(|query| Some((query, judgements.get(&query.id)?))) {
        let answer = archive.search(&query.text, &options);
        let found: Vec<f64> = answer.hits.iter().map(|hit| grades.get(&hit.id).copied().unwrap_or_default()).collect();
        sum.queries += 1;
        sum.ndcg += ndcg(&found, grades.values().copied().collect());
        sum.mrr += found.iter().take(PAGE).position(|grade| *grade > 0.0).map_or(0.0, |place| 1.0 / (place + 1) as f64);
        let on_page = found.iter().take(PAGE).filter(|grade| **grade > 0.0).count();
        let relevant = grades.values().filter(|grade| **grade > 0.0).count();
        sum.recall += found.iter().filter(|grade| **grade > 0.0).count() as f64 / relevant.max(1) as f64;
        sum.recall_of_page += on_page as f64 / relevant.max(1) as f64;
        sum.no_hit += usize::from(answer.hits.is_empty());
    }
    let mean = |total: f64| total / sum.queries.max(1) as f64;
    Figures {
        ndcg: mean(sum.ndcg),
        mrr: mean(sum.mrr),
        recall_of_page: mean(sum.recall_of_page),
        recall: mean(sum.recall),
        ..sum
    }
}

fn ndcg(found: &[f64], mut grades: Vec<f64>) -> f64 {
    grades.sort_by(|a, b| b.total_cmp(a));
    let ideal = gain(&grades);
    if ideal > 0.0 { gain(found) / ideal } else { 0.0 }
}

fn gain(grades: &[f64]) -> f64 {
    let places = (2..).map(|place| f64::from(place).log2());
    grades.iter().take(PAGE).zip(places).map(|(grade, discount)| grade / discount).sum()
}

/// Reads lines of query, article and grade, divided by tabs or blanks; four columns as TREC has them are read too.
fn read_judgements(path: &Path) -> Result<Judgements, CommandError> {
    let mut judgements = Judgements::new();
    for (index, line) in read(path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let columns: Vec<&str> = match line.contains('\t') {
            true => line.split('\t').map(str::trim).collect(),
            false => line.split_whitespace().collect(),
        };
        let parsed = match columns.as_slice() {
            [query, article, grade] | [query, _, article, grade] => {
                grade.parse().ok().map(|grade| (query, article, grade))
            }
            _ => None,
        };
        let Some((query, article, grade)) = parsed else {
            let reason = "a line must be query, article and grade, divided by tabs".to_owned();
            return Err(CommandError::File { path: path.to_owned(), line: Some(index + 1), reason });
        };
        judgements.entry((*query).to_owned()).or_default().insert((*article).to_owned(), grade);
    }
    Ok(judgements)
}

#[cfg(test)]
mod tests {
    use super::ndcg;

    #[test]
    fn the_gain_is_that_of_the_textbook() {
        assert!((ndcg(&[3.0, 2.0, 0.0, 1.0], vec![1.0, 2.0, 3.0]) - 0.9858).abs() < 1e-3);
        assert!((ndcg(&[1.0], vec![1.0]) - 1.0).abs() < 1e-12);
        assert!(ndcg(&[], vec![1.0]).abs() < 1e-12);
    }
}
