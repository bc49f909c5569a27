//! Shards that lead from an article's id to its document number.

use dalil::format::envelope::Kind;
use dalil::format::ids::{Ids, slot};

use super::CompileError;
use super::folder::Payload;
use crate::article::Article;
use crate::config::settings::Layout;

/// About so many ids stand in one shard: 3 to 4 KB as stored. The number of shards doubles, so that a new article changes one.
const IDS: usize = 1000;

/// Writes the shards; `numbers` are the articles' document numbers. The ids of an article's other places lead to it, too.
pub(super) fn shards(articles: &[Article], numbers: &[u32], layout: Layout) -> Result<Vec<Payload>, CompileError> {
    let count = articles.len().div_ceil(IDS * layout.times()).max(1).next_power_of_two();
    let shards = u32::try_from(count).map_err(|_| CompileError::TooLarge("articles"))?;
    let mut entries: Vec<Vec<(u32, u16)>> = vec![Vec::new(); count];
    for (article, number) in articles.iter().zip(numbers) {
        let also = article.also.iter().map(|place| place.id.as_str());
        for id in std::iter::once(article.id.as_str()).chain(also) {
            let (shard, kept) = slot(id, shards);
            entries.get_mut(shard as usize).into_iter().for_each(|entries| entries.push((*number, kept)));
        }
    }
    let write = |(number, mut entries): (u32, Vec<(u32, u16)>)| {
        entries.sort_unstable();
        entries.dedup();
        Payload { kind: Kind::Ids, number, bytes: Ids::encode(&entries).as_bytes().to_vec() }
    };
    Ok((0..).zip(entries).map(write).collect())
}

#[cfg(test)]
mod tests {
    use super::shards;
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
        let shards = shards(&articles, &numbers, Layout::Web).unwrap();
        for (id, number) in [("News/0.htm", 7), ("Mirror/1999.htm", 2006), ("News/1000.htm", 1007)] {
            let (shard, kept) = slot(id, shards.len() as u32);
            let found = Ids::decode(&shards[shard as usize].bytes).documents(kept);
            assert!(found.contains(&number), "{id}: {found:?}");
        }
    }
}
