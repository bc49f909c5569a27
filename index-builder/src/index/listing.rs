//! What pages that list the articles say of each, kept on disk in the order of the index.

use std::env;

use dalil::format::article::percent_encode;
use dalil::format::folding::Folding;
use dalil::search::sentence::{closed, next_sentence};
use serde::{Deserialize, Serialize};

use super::articles::Articles;
use super::facets::{Field, Value, folded_value};
use super::records::day;
use super::{CompileError, Link, Links};
use crate::article::Article;
use crate::reading::{Store, StoreError, StoreWriter, encode};

/// A first sentence is shortened at a word behind so many characters: there is a line of each article of the archive.
const LONGEST: usize = 64;

/// What is said of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Where it is read, absolute or relative to the archive; `None` where it has no page of its own.
    pub url: Option<String>,
    /// Its title, or its first sentence where it has none.
    pub title: String,
    /// Whether it has one.
    pub is_titled: bool,
    /// On which day of its month it appeared; 0 where that is not known.
    pub day: u8,
    /// Its language, where that is not the archive's.
    pub language: Option<String>,
    /// Who first published it.
    pub source: String,
    /// The parts of the archive it stands in: numbers of [`Listing::sections`].
    pub sections: Vec<u32>,
}

/// All of them.
#[derive(Debug)]
pub struct Listing {
    /// The names of all sections, by their folded form.
    pub sections: Vec<Section>,
    store: Store,
}

/// A part of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its name, folded.
    pub folded: String,
    /// Its name as most articles write it.
    pub shown: String,
    /// How many articles it has.
    pub articles: usize,
}

impl Listing {
    /// Reads all articles once more and keeps what is to be said of them.
    pub(super) fn new(
        articles: &Articles<'_>,
        links: &(dyn Fn(&Article) -> Links + Sync),
        facets: &[Field],
        folding: &Folding,
        base: &str,
        language: &str,
    ) -> Result<Self, CompileError> {
        let field = facets.iter().find(|field| field.name == "section");
        let of_value = |(folded, value): (&String, &Value)| Section {
            folded: folded.clone(),
            shown: value.shown().to_owned(),
            articles: value.documents.len(),
        };
        let sections: Vec<Section> = field.map(|field| field.values.iter().map(of_value).collect()).unwrap_or_default();
        let listed = |article: &Article| {
            let folded = article.section.iter().filter_map(|written| folded_value(written, folding));
            let number = |folded: String| sections.binary_search_by(|section| section.folded.cmp(&folded)).ok();
            let mut numbers: Vec<u32> = folded.filter_map(number).filter_map(|n| u32::try_from(n).ok()).collect();
            numbers.sort_unstable();
            numbers.dedup();
            Listed {
                id: article.id.clone(),
                url: url(links(article).own, base, &article.id),
                title: article.title.clone().unwrap_or_else(|| first_sentence(&article.text)),
                is_titled: article.title.is_some(),
                day: day(article),
                language: article.language.clone().filter(|own| main(own) != main(language)),
                source: article.source.join(", "),
                sections: numbers,
            }
        };
        let mut writer = StoreWriter::temporary(&env::temp_dir())?;
        let mut written = Ok(());
        articles.in_order(
            |articles, _| encode(&articles.iter().map(listed).collect::<Vec<_>>()),
            |encoded| {
                if written.is_ok() {
                    written = match encoded {
                        Ok(encoded) => writer.add(&encoded).map_err(CompileError::from),
                        Err(error) => Err(CompileError::Listing(error)),
                    };
                }
            },
        )?;
        written?;
        Ok(Self { sections, store: writer.finish()? })
    }

    /// Hands over what is said of each article, in the order of the index.
    ///
    /// # Errors
    /// Where the disk no longer holds it, or `each` fails.
    pub fn each<E: From<StoreError>>(&self, mut each: impl FnMut(Listed) -> Result<(), E>) -> Result<(), E> {
        for chunk in 0..self.store.len() {
            self.store.get::<Vec<Listed>>(chunk)?.into_iter().try_for_each(&mut each)?;
        }
        Ok(())
    }
}

fn url(link: Link, base: &str, id: &str) -> Option<String> {
    match link {
        Link::Page => Some(format!("{base}{}", percent_encode(id))),
        Link::To(address) => Some(address).filter(|address| !address.is_empty()),
        Link::None => None,
    }
}

/// A language without its region.
fn main(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

/// The first sentence of a text, shortened at a word where it is long.
fn first_sentence(text: &str) -> String {
    let line = text.trim_start_matches(|c: char| c.is_whitespace() || c == '.' || c == '…');
    let line = line.lines().next().unwrap_or_default();
    let end = line
        .char_indices()
        .find_map(|(at, stop)| next_sentence(line, at, stop).map(|_| closed(line, at + stop.len_utf8())));
    let sentence = line.get(..end.unwrap_or(line.len())).unwrap_or(line).trim();
    let Some((most, _)) = sentence.char_indices().nth(LONGEST) else { return sentence.to_owned() };
    let begin = sentence.get(..most).unwrap_or_default();
    let cut = begin.rfind(' ').filter(|cut| *cut > 0).unwrap_or(most);
    format!("{} …", begin.get(..cut).unwrap_or(begin))
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn an_article_without_a_title_is_called_by_its_first_sentence_cut_at_a_word() {
        let text = "  … Mr. Salt of No. 5 asked: \"Why?\" Nobody knew. More.\nAnother line.";
        assert_eq!(first_sentence(text), "Mr. Salt of No. 5 asked: \"Why?\"");
        assert_eq!(first_sentence("A line without an end\nand more"), "A line without an end");
        let long = first_sentence(&"harbour ".repeat(40));
        assert!(long.ends_with("harbour …") && long.chars().count() <= 66, "{long}");
        assert_eq!(first_sentence(""), "");
        assert_eq!(first_sentence(&"م".repeat(200)).chars().count(), 66);
    }
}
