//! The same article at several places: one is kept, and says where the others are. And whatever else is not indexed.

use std::collections::HashMap;

use dalil::format::article::percent_encode;

use super::store::{Store, StoreError};
use super::understand::Understood;
use crate::article::{Article, Place};
use crate::understanding::duplicates::{self, Standing};

/// Why an article that was understood is not indexed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// The keeper wants it to be left out.
    TakenDown,
    /// Its page asks search engines to leave it out.
    Noindex,
    /// It is indexed at another place, under this id.
    CopyOf(String),
}

/// Which articles are not indexed, and which say where their copies are.
#[derive(Debug, Default)]
pub struct Copies {
    dropped: HashMap<usize, Dropped>,
    /// By the number of the one that is indexed: where the others stand.
    also: HashMap<usize, Vec<Place>>,
}

impl Copies {
    /// Compares articles by their signatures, and decides which of several is kept. Of an article that is taken down no copy is.
    ///
    /// # Errors
    /// Where the disk no longer holds the articles.
    pub fn find(understood: &Understood) -> Result<Self, StoreError> {
        let Understood { articles, compared, signatures, taken_down, noindex, announced } = understood;
        let number = |place: usize| compared.get(place).map(|&number| number as usize);
        // An article that can't be loaded stays alone; whoever reads all articles is told of the disk's error.
        let load = |place: usize| {
            let article: Article = articles.get(number(place)?).ok()?;
            Some((article.title, article.text))
        };
        let mut copies = Self::default();
        copies.dropped.extend(noindex.iter().map(|&number| (number as usize, Dropped::Noindex)));
        copies.dropped.extend(taken_down.iter().map(|&number| (number as usize, Dropped::TakenDown)));
        for group in duplicates::groups(signatures, &load) {
            let numbers: Vec<usize> = group.into_iter().filter_map(number).collect();
            if numbers.iter().any(|number| copies.dropped.contains_key(number)) {
                copies.dropped.extend(numbers.into_iter().map(|number| (number, Dropped::TakenDown)));
                continue;
            }
            let members: Result<Vec<Article>, StoreError> =
                numbers.iter().map(|&number| articles.get(number)).collect();
            copies.join(&numbers, &members?);
        }
        for (item, page) in announced.pairs() {
            copies.give_way(item, page, articles)?;
        }
        Ok(copies)
    }

    /// Drops the item of a feed for the page that it announces, whatever became of that.
    fn give_way(&mut self, item: usize, page: usize, articles: &Store) -> Result<(), StoreError> {
        if self.dropped.contains_key(&item) || self.also.contains_key(&item) {
            return Ok(());
        }
        let instead = match self.dropped.get(&page) {
            Some(dropped) => dropped.clone(),
            None => Dropped::CopyOf(articles.get::<Article>(page)?.id),
        };
        self.dropped.insert(item, instead);
        Ok(())
    }

    fn join(&mut self, numbers: &[usize], members: &[Article]) {
        let standings: Vec<Standing> = members.iter().map(|member| standing(member, members)).collect();
        let head = duplicates::head(&standings);
        let (Some(&kept), Some(Article { id: kept_id, .. })) = (numbers.get(head), members.get(head)) else { return };
        let others = numbers.iter().zip(members).filter(|(number, _)| **number != kept);
        for (&number, other) in others {
            self.dropped.insert(number, Dropped::CopyOf(kept_id.clone()));
            let Article { id, page, url, place, .. } = other.clone();
            self.also.entry(kept).or_default().push(Place { id, page, url, place });
        }
    }

    /// How many articles are not indexed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.dropped.len()
    }

    /// Whether the article of this number is not indexed.
    pub fn drops(&self, number: usize) -> bool {
        self.dropped.contains_key(&number)
    }

    /// The article of this number with the places of its copies, and why it is not indexed if it isn't.
    #[must_use]
    pub fn settle(&self, number: usize, mut article: Article) -> (Article, Option<&Dropped>) {
        if let Some(also) = self.also.get(&number) {
            article.also.clone_from(also);
        }
        (article, self.dropped.get(&number))
    }
}

fn standing(article: &Article, members: &[Article]) -> Standing {
    Standing {
        id: article.id.clone(),
        date: article.date.clone(),
        titled: article.title.is_some(),
        signed: !article.byline.is_empty(),
        length: article.text.len(),
        own_page: article.id == article.page,
        canonical: members
            .iter()
            .filter_map(|member| member.canonical.as_deref())
            .any(|address| names(address, article)),
    }
}

/// Whether an address is that of the article's page, on whatever host.
fn names(address: &str, article: &Article) -> bool {
    let address = address.split('#').next().unwrap_or(address);
    article.url.as_deref() == Some(address)
        || address.ends_with(&format!("/{}", article.page))
        || address.ends_with(&format!("/{}", percent_encode(&article.page)))
}
