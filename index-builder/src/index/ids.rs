//! Shards that lead from an article's id to its document number.

use dalil::format::envelope::Kind;
use dalil::format::ids::{Ids, slot};

use super::CompileError;
use super::folder::Payload;
use crate::article::Article;
use crate::config::settings::Layout;

/// About so many ids stand in one shard: 3 to 4 KB as stored. The number of shards doubles, so that a new article changes one.
const IDS: usize = 1000;

/// What leads to an article: the shard, its document number, and what is kept of the id there.
pub(super) type Entry = (u32, u32, u16);

/// Where the ids of an archive go to.
pub(super) struct Slots {
    shards: u32,
}

impl Slots {
    /// For so many articles.
    pub(super) fn new(articles: usize, layout: Layout) -> Result<Self, CompileError> {
        let shards = articles.div_ceil(IDS * layout.times()).max(1).next_power_of_two();
        Ok(Self { shards: u32::try_from(shards).map_err(|_| CompileError::TooLarge("articles"))? })
    }

    /// The entries of some articles, whose document numbers these are. The ids of an article's other places lead to it, too.
    pub(super) fn entries(&self, articles: &[Article], numbers: &[u32]) -> Vec<Entry> {
        let of_article = |(article, number): (&Article, &u32)| -> Vec<Entry> {
            let also = article.also.iter().map(|place| place.id.as_str());
            let slots = std::iter::once(article.id.as_str()).chain(also).map(|id| slot(id, self.shards));
            slots.map(|(shard, kept)| (shard, *number, kept)).collect()
        };
        articles.iter().zip(numbers).flat_map(of_article).collect()
    }

    /// Writes the shards.
    pub(super) fn shards(&self, mut entries: Vec<Entry>) -> Vec<Payload> {
        entries.sort_unstable();
        entries.dedup();
        let mut rest = entries.as_slice();
        let write = |number: u32| {
            let (own, others) = rest.split_at(rest.partition_point(|(shard, ..)| *shard <= number));
            rest = others;
            let own: Vec<(u32, u16)> = own.iter().map(|(_, number, kept)| (*number, *kept)).collect();
            Payload { kind: Kind::Ids, number, bytes: Ids::encode(&own).as_bytes().to_vec() }
        };
        (0..self.shards).map(write).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Slots;
    use crate::article::{Article, Place};
    use crate::config::settings::Layout;
    use dalil::format::ids::{Ids, slot};

    #[test]
    fn an_article_is_found_by_its_id_and_by_those_of_its_other_places() {
        let article = |number: u32| {
            let also = vec![Place { id: format!("Mirror/{number}.htm"), ..Place::default() }];
            Article { id: format!("News/{number}.htm"), also, ..Article::default() }
        };
        let articles: Vec<_> = (0..2000).map(article).collect();
        let numbers: Vec<u32> = (0..2000).map(|number| number + 7).collect();
        let slots = Slots::new(articles.len(), Layout::Web).unwrap();
        let shards = slots.shards(slots.entries(&articles, &numbers));
        for (id, number) in [("News/0.htm", 7), ("Mirror/1999.htm", 2006), ("News/1000.htm", 1007)] {
            let (shard, kept) = slot(id, shards.len() as u32);
            let found = Ids::decode(&shards[shard as usize].bytes).documents(kept);
            assert!(found.contains(&number), "{id}: {found:?}");
        }
    }
}
