//! The fields that readers filter by: which values which articles have.

use std::collections::BTreeMap;

use compact_str::CompactString;
use dalil::format::facets::{BLOCK, FacetBlock};
use dalil::format::folding::Folding;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::rows::{Filling, Rows};
use crate::article::Article;
use crate::limits::most_used;

/// Longer values (in bytes, folded) are descriptions, not something to filter by.
const LONGEST_VALUE: usize = 120;

/// Shards with fewer bytes than this on average, before they are compressed to about a third, cover twice as many articles.
const SMALL: usize = 4096;

/// Where the fields stand that Dalil does not know.
const OWN: u8 = 4;

/// One field over all articles.
#[derive(Debug, Default)]
pub(super) struct Field {
    pub(super) name: String,
    /// By folded value.
    pub(super) values: BTreeMap<String, Value>,
    /// How many articles have the field.
    articles: usize,
}

/// One value of a field.
#[derive(Debug, Default)]
pub(super) struct Value {
    /// How the articles write it, and how often: nearly all in one way.
    written: SmallVec<[(CompactString, u32); 1]>,
    /// Ascending document numbers.
    pub(super) documents: Vec<u32>,
}

/// Fields by their order: section, source and byline first, then the others by name.
pub(super) type Fields = BTreeMap<(u8, String), Field>;

/// Adds the fields of later articles.
pub(super) fn add(fields: &mut Fields, later: Fields) {
    for (key, field) in later {
        match fields.get_mut(&key) {
            Some(known) => known.join(field),
            None => drop(fields.insert(key, field)),
        }
    }
}

/// Those that readers can filter by: of the records' own at most so many.
pub(super) fn kept(mut fields: Fields, most: usize) -> Vec<Field> {
    let own = fields.iter().filter(|((rank, _), _)| *rank == OWN);
    let kept = most_used(own.map(|((_, name), field)| (name.as_str(), field.articles)).collect(), most);
    fields.retain(|(rank, name), _| *rank != OWN || kept.contains(name));
    fields.into_values().filter(|field| !field.values.is_empty()).collect()
}

/// The fields of some articles, whose document numbers these are.
pub(super) fn collect(articles: &[Article], numbers: &[u32], folding: &Folding) -> Fields {
    let mut fields = Fields::new();
    for (article, number) in articles.iter().zip(numbers) {
        // Whether it is American or British English is nothing to filter by.
        let language = article.language.iter().filter_map(|tag| tag.split('-').next());
        let language: Vec<String> = language.map(str::to_owned).collect();
        let known = [
            (0, "section", &article.section),
            (1, "source", &article.source),
            (2, "byline", &article.byline),
            (3, "language", &language),
        ];
        let custom = article.metadata.iter().map(|(name, values)| (OWN, name.as_str(), values));
        for (rank, name, values) in known.into_iter().chain(custom) {
            let field = fields
                .entry((rank, name.to_owned()))
                .or_insert_with(|| Field { name: name.to_owned(), ..Field::default() });
            field.add(values, *number, folding);
        }
    }
    fields
}

/// A value as it is compared with others; `None` where it is nothing to filter by.
pub(super) fn folded_value(written: &str, folding: &Folding) -> Option<String> {
    Some(folding.fold(written)).filter(|folded| !folded.is_empty() && folded.len() <= LONGEST_VALUE)
}

impl Field {
    /// Adds what later articles have.
    fn join(&mut self, more: Self) {
        self.articles += more.articles;
        for (folded, more) in more.values {
            let value = self.values.entry(folded).or_default();
            more.written.iter().for_each(|(written, times)| value.count(written, *times));
            value.documents.extend(more.documents);
        }
    }

    fn add(&mut self, values: &[String], number: u32, folding: &Folding) {
        self.articles += usize::from(!values.is_empty());
        for written in values {
            let Some(folded) = folded_value(written, folding) else { continue };
            let value = self.values.entry(folded).or_default();
            value.count(written, 1);
            if value.documents.last() != Some(&number) {
                value.documents.push(number);
            }
        }
    }

    /// Whether its values are worth counting: not a title or a number that each article has of its own.
    pub(super) fn is_counted(&self) -> bool {
        let several = self.values.len() > 1 || self.name != "language";
        several && (self.articles <= 100 || self.values.len() * 2 <= self.articles)
    }

    /// Its shards for document numbers below `documents`, as JSON, and how many numbers each covers: ever twice as many while shards would
    /// be small, since each is a request.
    pub(super) fn shards(&self, documents: u32) -> Result<(u32, Vec<Vec<u8>>), serde_json::Error> {
        let of_documents = self.of_documents(documents);
        let mut span = BLOCK;
        loop {
            let blocks = self.blocks(&of_documents, span);
            let shards: Vec<Vec<u8>> = blocks.iter().map(serde_json::to_vec).collect::<Result<_, _>>()?;
            if shards.len() < 2 || shards.iter().map(Vec::len).sum::<usize>() >= SMALL * shards.len() {
                return Ok((span, shards));
            }
            span = span.saturating_mul(2);
        }
    }

    /// What its shards say of so many document numbers each.
    fn blocks(&self, of_documents: &Rows<u32>, span: u32) -> Vec<FacetBlock> {
        let shown: Vec<&str> = self.values.values().map(Value::shown).collect();
        (0..of_documents.len().div_ceil(span)).map(|number| block(number * span, span, of_documents, &shown)).collect()
    }

    /// By document number, which of its values each has.
    fn of_documents(&self, documents: u32) -> Rows<u32> {
        let mut lengths = vec![0; documents as usize];
        for document in self.values.values().flat_map(|value| &value.documents) {
            lengths.get_mut(*document as usize).into_iter().for_each(|length| *length += 1);
        }
        let mut rows = Filling::new(lengths);
        for (number, value) in (0..).zip(self.values.values()) {
            value.documents.iter().for_each(|document| rows.push(*document, number));
        }
        rows.finish()
    }
}

impl Value {
    /// How it is written most often; of equals the first.
    pub(super) fn shown(&self) -> &str {
        let most = self.written.iter().max_by_key(|(written, count)| (*count, std::cmp::Reverse(written.as_str())));
        most.map_or("", |(written, _)| written)
    }

    fn count(&mut self, written: &str, times: u32) {
        match self.written.iter_mut().find(|(known, _)| known == written) {
            Some((_, sum)) => *sum += times,
            None => self.written.push((written.into(), times)),
        }
    }
}

fn block(first: u32, span: u32, of_documents: &Rows<u32>, shown: &[&str]) -> FacetBlock {
    let mut block = FacetBlock::default();
    let mut index: FxHashMap<u32, u32> = FxHashMap::default();
    for document in first..first.saturating_add(span) {
        let mut run = vec![1];
        for value in of_documents.get(document) {
            let next = u32::try_from(index.len()).unwrap_or(u32::MAX);
            run.push(*index.entry(*value).or_insert_with(|| {
                block.values.push(shown.get(*value as usize).copied().unwrap_or_default().to_owned());
                next
            }));
        }
        match block.runs.last_mut().filter(|last| last.get(1..) == run.get(1..)) {
            Some(last) => last[0] += 1,
            None => block.runs.push(run),
        }
    }
    // What has no value to the block's end needs no run.
    if block.runs.last().is_some_and(|last| last.len() == 1) {
        block.runs.pop();
    }
    block
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Field, Fields, add, collect, kept};
    use crate::article::Article;
    use dalil::format::folding::{Folding, FoldingTable};

    fn fields(sections: &[&[&str]]) -> Vec<Field> {
        let article = |values: &&[&str]| Article {
            section: values.iter().map(|value| (*value).to_owned()).collect(),
            ..Article::default()
        };
        let articles: Vec<_> = sections.iter().map(article).collect();
        let folding = Folding::new(&FoldingTable::default());
        let mut fields = Fields::new();
        for (number, article) in (0..).zip(&articles) {
            add(&mut fields, collect(std::slice::from_ref(article), &[number], &folding));
        }
        kept(fields, 1000)
    }

    #[test]
    fn values_that_differ_in_case_are_one_and_shown_as_most_articles_write_them() {
        let fields = fields(&[&["News"], &["NEWS"], &["News", "Opinion"]]);
        assert_eq!(fields[0].values.keys().collect::<Vec<_>>(), ["news", "opinion"]);
        assert_eq!(fields[0].values["news"].shown(), "News");
        assert_eq!(fields[0].values["news"].documents, [0, 1, 2]);
    }

    #[test]
    fn the_blocks_tell_every_articles_values() {
        let fields = fields(&[&["News"], &[], &["News", "Opinion"], &["News", "Opinion"]]);
        let blocks = fields[0].blocks(&fields[0].of_documents(9000), BLOCK);
        assert_eq!((blocks.len(), blocks[0].values.as_slice()), (2, &["News".to_owned(), "Opinion".to_owned()][..]));
        assert_eq!([0, 1, 2, 3].map(|document| blocks[0].count(0, &[document])), [[1, 0], [0, 0], [1, 1], [1, 1]]);
        assert!(blocks[1].runs.is_empty());
    }

    #[test]
    fn shards_that_would_be_small_cover_more_articles() {
        let documents = 100_000;
        let spans = |section: fn(u32) -> String| {
            let sections: Vec<Vec<String>> = (0..documents).map(|document| vec![section(document)]).collect();
            let articles = sections.into_iter().map(|section| Article { section, ..Article::default() });
            let articles: Vec<Article> = articles.collect();
            let numbers: Vec<u32> = (0..documents).collect();
            let folding = Folding::new(&FoldingTable::default());
            let (span, shards) = kept(collect(&articles, &numbers, &folding), 1000)[0].shards(documents).unwrap();
            (span, shards.len())
        };
        assert_eq!(spans(|_| "News".to_owned()), (16 * BLOCK, 1));
        assert_eq!(spans(|document| ["News", "Opinion"][document as usize % 2].to_owned()), (BLOCK, 13));
        assert_eq!(spans(|document| format!("News {}", document / 100)), (4 * BLOCK, 4));
    }
}
