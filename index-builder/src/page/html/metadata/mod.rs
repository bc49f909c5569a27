//! What a page states about itself: `<meta>`, `<title>`, JSON-LD, microdata, marked elements, and what the keeper's rules find.

mod json_ld;
mod marked;
mod names;
mod tags;

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Selector};
use serde::{Deserialize, Serialize};

use super::element::{DomNode, name_of, text_of};
use super::pagefind;
use super::pictures::decorates;
use super::rules::Rules;
use super::scope::Scope;
use crate::fields::distinct_lines;
use crate::page::path_clues;
use crate::paragraphs::fold;
use crate::written_date;

/// In the order of trust.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    /// Headlines that are stated to be the article's.
    pub titles: Vec<String>,
    /// The page's `<title>`.
    pub page_title: Option<String>,
    /// ISO 8601.
    pub dates: Vec<String>,
    /// Publishers.
    pub source: Vec<String>,
    /// Sections.
    pub section: Vec<String>,
    /// Authors.
    pub byline: Vec<String>,
    /// Keywords of the article.
    pub tags: Vec<String>,
    /// As declared, unchecked.
    pub language: Option<String>,
    /// The article's own address, where the page names one that is not its own.
    pub url: Option<String>,
    /// The address under which the page wants to be known.
    pub canonical: Option<String>,
    /// The page asks search engines to leave it out.
    pub noindex: bool,
    /// The address of the picture that stands for the article.
    pub picture: Option<String>,
    /// Further fields that readers can filter by.
    pub fields: BTreeMap<String, Vec<String>>,
}

/// Reads the whole document; times and authors that are marked in the text count where it is read.
pub fn read<'a>(document: &'a Html, scope: &Scope<'a>, rules: &Rules) -> Metadata {
    let mut metadata = Metadata::default();
    let stated = tags::Stated::of(document);
    for node in document.tree.root().descendants() {
        match name_of(node) {
            "html" | "body" if metadata.language.is_none() => {
                let element = node.value().as_element();
                let declared = element.and_then(|e| e.attr("lang").or_else(|| e.attr("xml:lang")));
                metadata.language = declared.map(str::to_owned).filter(|tag| !tag.is_empty());
            }
            "title" if metadata.page_title.is_none() && !in_picture(node) => {
                metadata.page_title = Some(text_of(node)).filter(|title| !title.is_empty());
            }
            "script" if is_json_ld(node) => {
                let script = node.children().filter_map(|child| child.value().as_text().map(|text| text.to_string()));
                json_ld::read(&script.collect::<String>(), &mut metadata);
            }
            _ => {}
        }
    }
    metadata.add_stated(&stated);
    let marked = marked::Marked::of(document, scope);
    metadata.add_dates(marked.dates());
    metadata.add_bylines(marked.authors());
    metadata.add_heading(document);
    metadata.add_date_of_address();
    metadata.add_marks(pagefind::read(document));
    metadata.add_told(document, rules);
    metadata
}

impl Metadata {
    fn add_stated(&mut self, stated: &tags::Stated) {
        let titles = distinct_lines(stated.first_of(&tags::TITLES));
        // JSON-LD's headline comes first, unless it was shortened.
        let shortened = |headline: &String| titles.iter().any(|title| is_beginning(headline, title));
        let place = usize::from(self.titles.first().is_some_and(|headline| !shortened(headline)));
        self.titles.splice(place..place, titles);
        self.add_dates(stated.all_of(&tags::DATES));
        self.add_bylines(stated.first_of(&tags::ARTICLE_BYLINES));
        self.add_sources(stated.first_of(&tags::SOURCES));
        let site = self.source.clone();
        // Editors fill in the site's own name for every page.
        let general = stated.all_of(&tags::BYLINES).into_iter().filter(|name| !site.contains(name));
        self.add_bylines(general.collect());
        self.add_sections(stated.first_of(&tags::SECTIONS));
        self.tags.splice(0..0, stated.first_of(&["article:tag"]));
        self.tags = distinct_lines(std::mem::take(&mut self.tags));
        self.language = self.language.take().or_else(|| stated.first_of(&tags::LANGUAGES).into_iter().next());
        self.canonical = stated.canonical.clone().or_else(|| stated.first_of(&["og:url"]).into_iter().next());
        self.noindex = stated.all_of(&tags::ROBOTS).iter().any(|orders| tags::forbids(orders));
        let pictures = stated.all_of(&tags::PICTURES).into_iter().chain(self.picture.take());
        self.picture = pictures.into_iter().find(|address| !address.starts_with("data:") && !decorates(address));
    }

    /// Adds dates that can be understood.
    fn add_dates(&mut self, dates: Vec<String>) {
        self.dates.extend(dates.iter().filter_map(|date| written_date::parse(date)));
    }

    /// Takes authors, unless some are known.
    fn add_bylines(&mut self, bylines: Vec<String>) {
        if self.byline.is_empty() {
            self.byline = distinct_lines(bylines.iter().flat_map(|byline| names::of(byline)).collect());
        }
    }

    /// Takes publishers, unless some are known.
    fn add_sources(&mut self, sources: Vec<String>) {
        if self.source.is_empty() {
            self.source = distinct_lines(sources).into_iter().filter(|source| !names::is_address(source)).collect();
        }
    }

    /// Takes sections, unless some are known.
    fn add_sections(&mut self, sections: Vec<String>) {
        if self.section.is_empty() {
            let named = |section: &String| !names::is_address(section);
            self.section = distinct_lines(sections).into_iter().filter(named).collect();
        }
    }

    /// A top heading that stands outside of the text is its headline where the page's title begins with it.
    fn add_heading(&mut self, document: &Html) {
        let Some(page_title) = self.page_title.as_ref().filter(|_| self.titles.is_empty()) else { return };
        let headings = document.tree.root().descendants().filter(|node| name_of(*node) == "h1");
        let stated = headings.map(text_of).find(|heading| is_beginning(heading, page_title));
        self.titles.extend(stated);
    }

    /// Many sites count years, months and days in their addresses.
    fn add_date_of_address(&mut self) {
        let path =
            self.canonical.as_ref().and_then(|address| address.split_once("://")).and_then(|(_, a)| a.split_once('/'));
        let date = path.and_then(|(_, path)| path_clues::read(path.split(['?', '#']).next().unwrap_or_default()).date);
        self.dates.extend(date.filter(|date| date.day.is_some()).map(|date| date.to_string()));
    }

    /// What the marks of another search engine say was written for readers, too.
    fn add_marks(&mut self, mut marks: pagefind::Marks) {
        self.titles.splice(0..0, marks.take_meta("title"));
        let picture = marks.take_meta("image");
        marks.take_meta("image_alt");
        self.picture = picture.or(self.picture.take());
        let date = marks.take_meta("date").and_then(|date| written_date::parse(&date));
        self.dates.splice(0..0, date);
        if self.dates.is_empty() {
            let is_day = |value: &String| written_date::parse(value).filter(|date| date.len() >= "2012-06-14".len());
            self.dates.extend(marks.sorts.values().find_map(is_day));
        }
        marks.sorts.retain(|_, value| written_date::parse(value).is_none_or(|date| !self.dates.contains(&date)));
        if self.byline.is_empty() {
            let authors = marks.filters.get("author").cloned().unwrap_or_default();
            self.add_bylines(authors.into_iter().chain(marks.meta.get("author").cloned()).collect());
        }
        self.fields.extend(marks.into_fields());
    }

    /// What the keeper's rules find comes before all.
    fn add_told(&mut self, document: &Html, rules: &Rules) {
        let found = |rule: &Option<Selector>| -> Vec<String> {
            let found = rule.iter().flat_map(|rule| document.select(rule).map(value_of).collect::<Vec<_>>());
            distinct_lines(found.collect())
        };
        self.titles.splice(0..0, found(&rules.title).into_iter().take(1));
        let read = |line: &String| {
            written_date::parse(line).or_else(|| written_date::in_dateline(line).map(|date| date.to_string()))
        };
        self.dates.splice(0..0, found(&rules.date).iter().find_map(read));
        let replace = |place: &mut Vec<String>, values: Vec<String>| {
            if !values.is_empty() {
                *place = values;
            }
        };
        replace(
            &mut self.byline,
            distinct_lines(found(&rules.byline).iter().flat_map(|line| names::of(line)).collect()),
        );
        replace(&mut self.source, found(&rules.source));
        replace(&mut self.section, found(&rules.section));
    }
}

/// `content`, `datetime`, or the text.
fn value_of(element: ElementRef) -> String {
    let stated = element.attr("content").or_else(|| element.attr("datetime"));
    stated.map_or_else(|| text_of(*element), fold)
}

/// Whether a headline is the beginning of a longer one, or ends in dots.
fn is_beginning(headline: &str, of: &str) -> bool {
    let headline = headline.trim_end_matches(['.', '…', ' ']);
    !headline.is_empty() && of.len() > headline.len() && of.starts_with(headline)
}

fn is_json_ld(node: DomNode) -> bool {
    let kind = node.value().as_element().and_then(|element| element.attr("type")).unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/ld+json")
}

fn in_picture(node: DomNode) -> bool {
    node.ancestors().any(|above| name_of(above) == "svg")
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::page::html;
    use crate::page::path_clues::PathClues;
    use crate::understanding::one_article;

    fn article(html: &str) -> Article {
        one_article(html::read(html, &html::Rules::default()), &PathClues::default())
    }

    #[test]
    fn metadata_of_every_common_kind_is_understood() {
        let found = article(
            "<html lang='ar-LB'><head><meta name='DC.date' content='14 June 2012'><meta name=author content='By Anna Petrova'>\
             <meta property='article:section' content='News'><meta property='article:tag' content='Sea'>\
             <meta property='article:tag' content='Boats'><meta name='DC.Publisher' content='Marwan Times'></head><p>x",
        );
        assert_eq!(found.date.as_deref(), Some("2012-06-14"));
        assert_eq!(
            (found.byline, found.section, found.source),
            (vec!["Anna Petrova".to_owned()], vec!["News".to_owned()], vec!["Marwan Times".to_owned()])
        );
        assert_eq!(found.metadata["tags"], ["Sea", "Boats"]);
        assert_eq!(found.language.as_deref(), Some("ar-LB"));
    }

    #[test]
    fn times_in_the_article_date_it() {
        for html in [
            "<p>x<time datetime='2012-06-14T08:00'>yesterday</time>",
            "<p>x<span itemprop=datePublished content='2012-06-14T08:00'></span>",
            "<p>x<time>14 June 2012</time>",
        ] {
            assert!(article(html).date.is_some_and(|date| date.starts_with("2012-06-14")), "{html}");
        }
    }

    #[test]
    fn authors_marked_in_the_page_are_its_byline() {
        for html in [
            "<p>By <a rel='author nofollow' href='x'>Anna Petrova</a>",
            "<span itemprop=author><b itemprop=name>Anna Petrova</b>, Marwan</span>",
        ] {
            assert_eq!(article(html).byline, ["Anna Petrova"], "{html}");
        }
    }

    #[test]
    fn the_day_a_page_was_last_changed_is_not_its_date() {
        assert_eq!(article("<meta name='last-modified' content='2012-06-14'><p>x").date, None);
        assert_eq!(article("<meta property='article:modified_time' content='2012-06-14'><p>x").date, None);
    }

    #[test]
    fn an_author_that_is_an_address_is_none() {
        assert!(article("<meta property='article:author' content='https://a.example/anna'><p>x").byline.is_empty());
    }
}
