//! Records: articles that come with their fields, one a line of .jsonl or a row of .csv.

pub mod csv;
pub mod feed;
pub mod json_lines;
mod size;

use crate::article::Article;
use crate::fields::{Fields, language_tag};
use crate::limits::Limits;
use crate::page::html;
use crate::page::path_clues::PathClues;
use crate::paragraphs::paragraphs;
use crate::problem::{Problems, Reason};
use crate::source::encoding;
use crate::understanding::{links_in_text, one_article};
use crate::written_date;

/// How many bytes of records are read before they are handed to the threads.
const CHUNK: usize = 4 << 20;
/// The fields that hold what people wrote.
const WRITTEN: [&str; 7] = ["title", "text", "html", "source", "section", "byline", "captions"];

/// An article and the line it came from.
#[derive(Debug)]
pub struct FromLine {
    /// Counted from 1; `None` for a page.
    pub line: Option<u64>,
    /// What was understood.
    pub article: Article,
}

/// What a record file, or a part of it, holds.
#[derive(Debug, Default)]
pub struct Records {
    /// In the order of lines.
    pub articles: Vec<FromLine>,
    /// In the order of lines.
    pub problems: Problems,
    /// In how many encodings the file was read; normally one.
    pub encodings: Vec<&'static str>,
}

impl Records {
    /// None yet.
    #[must_use]
    pub fn within(limits: &Limits) -> Self {
        Self { problems: Problems::within(limits), ..Self::default() }
    }

    /// Takes over what is said of a later part of the same file, but not its articles.
    pub fn append_remarks(&mut self, later: Self) {
        self.problems.append(later.problems);
        later.encodings.into_iter().for_each(|encoding| self.note_encoding(encoding));
    }

    /// All that a reader hands over.
    #[cfg(test)]
    pub(crate) fn all(
        read: impl FnOnce(&mut dyn FnMut(Self) -> Result<(), std::io::Error>) -> Result<(), std::io::Error>,
    ) -> Self {
        let mut all = Self::default();
        read(&mut |mut part: Self| {
            all.articles.append(&mut part.articles);
            all.append_remarks(part);
            Ok(())
        })
        .unwrap();
        all
    }

    fn note_encoding(&mut self, encoding: &'static str) {
        // A part in ASCII says nothing about the rest.
        self.encodings.retain(|&other| other != "ASCII" && other != encoding);
        if encoding != "ASCII" || self.encodings.is_empty() {
            self.encodings.push(encoding);
        }
    }

    fn add(&mut self, line: u64, record: Result<(Article, Option<Reason>), Reason>) {
        match record {
            Ok((article, doubt)) => {
                if let Some(reason) = doubt {
                    self.problems.add(Some(line), reason);
                }
                self.articles.push(FromLine { line: Some(line), article });
            }
            Err(reason) => self.problems.add(Some(line), reason),
        }
    }
}

/// Makes an article of a record's fields. With it comes what had to be left out, if anything.
fn article(mut fields: Fields, file: &str, line: u64, limits: &Limits) -> Result<(Article, Option<Reason>), Reason> {
    // What `dalil extract` printed can be read again: these are its own remarks, not the record's.
    let mut picture = None;
    if fields.has("page") && fields.has("confidence") {
        picture = fields.take_line("picture");
        let noindex = fields.take_line("noindex").is_some_and(|noindex| noindex == "true");
        if noindex || fields.take_line("copy_of").is_some() {
            return Err(Reason::NotIndexed);
        }
        ["page", "confidence", "also"].into_iter().for_each(|remark| drop(fields.take(remark)));
    }
    // Whoever exported it may have misread it before.
    WRITTEN.into_iter().for_each(|name| fields.mend(name, encoding::repaired));
    let text = fields.take("text");
    let html = fields.take("html");
    let mut article = if text.is_empty() && !html.is_empty() {
        one_article(html::read_content(&html.join("\n")), &PathClues::default())
    } else {
        Article { text: paragraphs(&text.join("\n")).join("\n"), ..Article::default() }
    };
    article.id = fields.take_line("id").unwrap_or_else(|| format!("{file}:{line}"));
    article.url = fields.take_line("url");
    article.picture = picture.or(article.picture);
    article.title = fields.take_line("title").or(article.title);
    // A list of hits shows titles whole, so that what is longer is text.
    let long = article.title.take_if(|title| title.chars().count() > limits.title);
    if let Some(title) = &long {
        article.text = [title, article.text.as_str()].join("\n").trim_end().to_owned();
    }
    for (name, values) in
        [("source", &mut article.source), ("section", &mut article.section), ("byline", &mut article.byline)]
    {
        let stated = fields.take_lines(name);
        if !stated.is_empty() {
            *values = stated;
        }
    }
    article.language = fields.take_line("language").and_then(|tag| language_tag(&tag)).or(article.language);
    article.captions.extend(fields.take_lines("captions"));
    article.links.extend(fields.take_lines("links"));
    let doubt = date(&mut fields, &mut article).or(long.map(|_| Reason::LongTitle(limits.title)));
    if article.text.is_empty() && article.title.is_none() {
        return Err(Reason::NoText);
    }
    links_in_text(&article.text, &mut article.links);
    article.metadata.extend(fields.into_metadata());
    article.page = file.to_owned();
    article.confidence = 1.0;
    Ok((article, doubt))
}

fn date(fields: &mut Fields, article: &mut Article) -> Option<Reason> {
    let stated = fields.take_line("date")?;
    match written_date::parse(&stated) {
        Some(date) => {
            article.date = Some(date);
            None
        }
        None => Some(Reason::Date(stated.chars().take(60).collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::{Fields, Limits, article};
    use crate::article::Article;
    use crate::problem::Reason;

    fn of(values: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        values.iter().for_each(|(name, value)| fields.add(name, vec![(*value).to_owned()]));
        fields
    }

    fn read(values: &[(&str, &str)]) -> Article {
        article(of(values), "a.jsonl", 7, &Limits::default()).unwrap().0
    }

    #[test]
    fn known_fields_find_their_place_and_others_become_metadata() {
        let found = read(&[
            ("Title", " A  b "),
            ("text", "One.\n\nTwo."),
            ("date", "2020-09"),
            ("topic", "war"),
            ("lang", "en"),
        ]);
        assert_eq!(
            (found.title.as_deref(), found.text.as_str(), found.date.as_deref()),
            (Some("A b"), "One.\nTwo.", Some("2020-09"))
        );
        assert_eq!(found.metadata["topic"], ["war"]);
        assert_eq!(found.metadata["lang"], ["en"]);
        assert_eq!((found.id.as_str(), found.page.as_str()), ("a.jsonl:7", "a.jsonl"));
    }

    #[test]
    fn html_is_read_like_a_page_and_the_record_knows_better() {
        let found = read(&[
            ("html", "<h1>Wrong</h1><p>Read <a href='https://a.example/x'>on</a>.</p><img alt='A harbour'>"),
            ("title", "Right"),
        ]);
        assert_eq!((found.title.as_deref(), found.links.len(), found.captions.len()), (Some("Right"), 1, 1));
        assert!(found.text.contains("Read on."));
    }

    #[test]
    fn a_record_without_words_is_refused_and_one_with_a_title_is_kept() {
        assert_eq!(article(of(&[("id", "1"), ("date", "2020")]), "a", 1, &Limits::default()), Err(Reason::NoText));
        assert_eq!(read(&[("title", "Bare headline")]).text, "");
    }

    #[test]
    fn a_date_that_is_not_understood_costs_the_date_only() {
        let (found, doubt) = article(of(&[("text", "x"), ("date", "some day")]), "a", 1, &Limits::default()).unwrap();
        assert_eq!((found.date, doubt), (None, Some(Reason::Date("some day".into()))));
        assert_eq!(read(&[("text", "x"), ("date", "September 28, 2020")]).date.as_deref(), Some("2020-09-28"));
    }

    #[test]
    fn text_that_was_misread_before_it_was_exported_is_mended() {
        let found =
            read(&[("title", "The Harbour Council didnâ€™t ask"), ("text", "Le cafÃ© est fermÃ©."), ("id", "cafÃ©")]);
        assert_eq!(found.title.as_deref(), Some("The Harbour Council didn’t ask"));
        assert_eq!((found.text.as_str(), found.id.as_str()), ("Le café est fermé.", "cafÃ©"));
    }

    #[test]
    fn what_extract_printed_can_be_read_again() {
        let found = read(&[
            ("text", "x"),
            ("page", "old.htm"),
            ("confidence", "0.9"),
            ("captions", "A boat"),
            ("links", "https://a.example/"),
        ]);
        assert!(found.metadata.is_empty(), "{:?}", found.metadata);
        assert_eq!((found.captions.len(), found.links.len()), (1, 1));
        assert!(read(&[("text", "x"), ("page", "A1")]).metadata.contains_key("page"));
    }
}
