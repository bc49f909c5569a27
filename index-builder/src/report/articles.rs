//! The articles of an archive in figures.

use std::collections::BTreeMap;

use dalil::format::date::PartialDate;
use serde::Serialize;

use super::listing::{Listing, Tally};
use crate::article::Article;

/// What is in the archive.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Articles {
    /// How many there are.
    pub total: usize,
    /// By the year of their date.
    pub years: BTreeMap<u16, usize>,
    /// Those without a date, by id.
    pub undated: Listing<String>,
    /// Those without a title, by id.
    pub untitled: Listing<String>,
    /// By section; an article can have several.
    pub sections: Tally,
    /// By who first published them.
    pub sources: Tally,
    /// By the language that they declare.
    pub languages: Tally,
    /// Those that declare no language, so that it is found from the text.
    pub language_undeclared: usize,
    /// Those that are the second or a later article of their page.
    pub further_of_a_page: usize,
}

impl Articles {
    /// Counts one.
    pub fn note(&mut self, article: &Article) {
        self.total += 1;
        match article.date.as_deref().and_then(PartialDate::parse) {
            Some(date) => *self.years.entry(date.year).or_default() += 1,
            None => self.undated.add(article.id.clone()),
        }
        if article.title.is_none() {
            self.untitled.add(article.id.clone());
        }
        article.section.iter().for_each(|section| self.sections.count(section));
        article.source.iter().for_each(|source| self.sources.count(source));
        match &article.language {
            Some(language) => self.languages.count(language),
            None => self.language_undeclared += 1,
        }
        let place = article.id.strip_prefix(&article.page).and_then(|rest| rest.strip_prefix('#'));
        self.further_of_a_page += usize::from(place.is_some());
    }
}
