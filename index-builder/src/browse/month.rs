//! The page of a month: its articles by day.

use std::borrow::Cow;
use std::collections::BTreeSet;

use dalil::format::article::percent_encode;
use html_escape::{encode_double_quoted_attribute, encode_text_minimal};
use maud::{Markup, PreEscaped, html};
use percent_encoding::percent_decode_str;

use super::frame::Frame;
use super::sheet::{Sheet, neighbours};
use super::tally::Filters;
use crate::address::is_safe;
use crate::index::listing::{Listed, Section};

/// A page of fewer days needs no way to each of them.
const FEW_DAYS: usize = 4;

/// What is listed on one page.
pub(super) struct Month<'a> {
    pub(super) frame: &'a Frame<'a>,
    pub(super) sheet: &'a Sheet,
    pub(super) rows: &'a [Listed],
    pub(super) sections: &'a [Section],
    pub(super) filters: &'a Filters,
}

impl Month<'_> {
    /// The page; `sheets` are those of all months, among which it has this place.
    pub(super) fn page(&self, sheets: &[Sheet], at: usize) -> String {
        let words = self.frame.words;
        let (before, after) = neighbours(sheets, at);
        let content = html! {
            p {
                (words.count) ": " (words.number(self.rows.len()))
                @for (word, value) in self.said() { " · " (word) ": " bdi { (value) } }
            }
            (self.narrowing())
            (self.ways_to_days())
            (PreEscaped(self.articles()))
        };
        self.frame.page(&self.sheet.title, &self.frame.ways(before, after), content)
    }

    /// What all its articles share is said once.
    fn said(&self) -> Vec<(&str, &str)> {
        let words = self.frame.words;
        let section = self.shared(|row| row.sections.as_slice()).and_then(|sections| match sections {
            [section] => self.sections.get(*section as usize),
            _ => None,
        });
        let source = self.shared(|row| row.source.as_str()).filter(|source| !source.is_empty());
        let section = section.map(|section| (words.section.as_str(), section.shown.as_str()));
        source.map(|source| (words.source.as_str(), source)).into_iter().chain(section).collect()
    }

    fn shared<'r, T: PartialEq>(&'r self, of: impl Fn(&'r Listed) -> T) -> Option<T> {
        let first = of(self.rows.first()?);
        self.rows.iter().all(|row| of(row) == first).then_some(first)
    }

    /// Ways to look at one section alone.
    fn narrowing(&self) -> Markup {
        let words = self.frame.words;
        let named =
            self.filters.iter().filter_map(|(section, count)| Some((self.sections.get(*section as usize)?, count)));
        html! {
            @if !self.filters.is_empty() {
                nav.s id="s" aria-label=(words.sections) {
                    a href=(self.sheet.address("s")) { (words.whole_page) }
                    @for (n, (section, count)) in (1..).zip(named) {
                        @let place = format!("s{n}");
                        " " span { a id=(place) href=(self.sheet.address(&place)) { bdi { (section.shown) } } (self.frame.count(*count)) }
                    }
                }
                "\n"
            }
        }
    }

    fn ways_to_days(&self) -> Markup {
        let days: Vec<&[Listed]> = self.days().collect();
        html! {
            @if days.len() > FEW_DAYS {
                nav.d aria-label=(self.sheet.title) {
                    @for day in days.iter().filter_map(|day| day.first()).filter(|row| row.day > 0) {
                        " " a href=(self.sheet.address(&format!("d{}", day.day))) { (self.frame.words.number(day.day.into())) }
                    }
                }
                "\n"
            }
        }
    }

    /// The articles of each day.
    fn days(&self) -> impl Iterator<Item = &[Listed]> {
        self.rows.chunk_by(|one, other| one.day == other.day)
    }

    fn articles(&self) -> String {
        let has_source = self.shared(|row| row.source.as_str()).is_none();
        let has_section = self.shared(|row| row.sections.as_slice()).is_none();
        let language = (self.frame.language != self.frame.words.lang).then_some(self.frame.language);
        let mut list = String::new();
        for day in self.days() {
            let number = day.first().map_or(0, |row| row.day);
            if self.sheet.month.contains('-') {
                let title = self.frame.words.day(&self.sheet.month, number);
                list.push_str(&html! { h2 id=(format!("d{number}")) { (title) } }.into_string());
            }
            // Written by hand: each byte here stands before every article.
            list.push_str("<ol");
            if let Some(language) = language.filter(|language| !language.is_empty()) {
                list.push_str(&format!(" lang=\"{}\"", encode_double_quoted_attribute(language)));
            }
            list.push('>');
            for together in day.chunk_by(|one, other| page_of(one).is_some_and(|page| page_of(other) == Some(page))) {
                match together.first().and_then(page_of).filter(|_| together.len() > 1) {
                    Some(page) => self.reports(page, together, has_section, &mut list),
                    None => together.iter().for_each(|row| self.article(row, has_source, has_section, &mut list)),
                }
            }
            list.push_str("</ol>\n");
        }
        list
    }

    fn article(&self, row: &Listed, has_source: bool, has_section: bool, list: &mut String) {
        list.push_str("<li");
        list.push_str(&self.classes(row.sections.iter()));
        self.written(row, list);
        list.push_str("><a href=\"");
        list.push_str(&encode_double_quoted_attribute(&address(row)));
        list.push_str("\">");
        list.push_str(&encode_text_minimal(said_first(row)));
        list.push_str("</a>");
        let source = Some(row.source.as_str()).filter(|source| has_source && !source.is_empty());
        let sections = self.names(row).filter(|_| has_section);
        for said in source.into_iter().chain(sections) {
            list.push_str(&format!(" <i>{}</i>", encode_text_minimal(said)));
        }
    }

    /// Reports without titles that stand together on a page: the way to it is said once, and each section once for all in a row.
    fn reports(&self, page: &str, rows: &[Listed], has_section: bool, list: &mut String) {
        let sections: BTreeSet<&u32> = rows.iter().flat_map(|row| &row.sections).collect();
        list.push_str(&format!("<li{}><a href=\"", self.classes(sections.into_iter())));
        list.push_str(&encode_double_quoted_attribute(page));
        list.push_str(&format!("\"><bdi>{}</bdi></a>", encode_text_minimal(&name_of(page))));
        for run in rows.chunk_by(|one, other| one.sections == other.sections) {
            let Some(first) = run.first() else { continue };
            let classes = self.classes(first.sections.iter());
            let names: Vec<&str> = self.names(first).filter(|_| has_section).collect();
            if !names.is_empty() {
                list.push_str(&format!("<h3{classes}>{}</h3>", encode_text_minimal(&names.join(" · "))));
            }
            list.push_str(&format!("<ul{classes}>"));
            for row in run {
                list.push_str("<li");
                self.written(row, list);
                list.push('>');
                list.push_str(&encode_text_minimal(said_first(row)));
            }
            list.push_str("</ul>");
        }
    }

    /// The attribute by which a section can be looked at alone.
    fn classes<'r>(&self, sections: impl Iterator<Item = &'r u32>) -> String {
        let number = |section: &u32| self.filters.iter().position(|(filter, _)| filter == section);
        let classes: Vec<String> = sections.filter_map(number).map(|n| format!("s{}", n + 1)).collect();
        match classes.as_slice() {
            [] => String::new(),
            [class] => format!(" class={class}"),
            _ => format!(" class=\"{}\"", classes.join(" ")),
        }
    }

    /// The attributes that say in which language and direction it is written.
    fn written(&self, row: &Listed, list: &mut String) {
        if let Some(language) = &row.language {
            list.push_str(&format!(" lang=\"{}\"", encode_double_quoted_attribute(language)));
        }
        list.push_str(self.frame.direction(&row.title));
    }

    fn names(&self, row: &Listed) -> impl Iterator<Item = &str> {
        row.sections.iter().filter_map(|section| self.sections.get(*section as usize)).map(|named| named.shown.as_str())
    }
}

/// What an article is called; one of pictures alone has neither title nor sentence.
fn said_first(row: &Listed) -> &str {
    if row.title.trim().is_empty() { &row.id } else { &row.title }
}

/// Where an article is read: its own page, or the search page, which shows what is stored.
fn address(row: &Listed) -> String {
    let own = row.url.clone().filter(|url| is_safe(url));
    own.unwrap_or_else(|| format!("?article={}", percent_encode(&row.id).replace('/', "%2F")))
}

/// The page on which a report without a title stands, wherever on it. What a script makes of one address is several pages.
fn page_of(row: &Listed) -> Option<&str> {
    let url = row.url.as_deref().filter(|url| !row.is_titled && is_safe(url))?;
    let (page, place) = url.split_once('#').unwrap_or((url, ""));
    (!page.is_empty() && !place.starts_with(['/', '!'])).then_some(page)
}

/// What a page is called whose title nobody knows: the last part of its address, as a reader would write it.
fn name_of(page: &str) -> String {
    let (path, query) = page.find('?').map_or((page, ""), |at| page.split_at(at));
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let named = [last, query].concat();
    let decoded = percent_decode_str(&named).decode_utf8().ok();
    let is_shown = |name: &Cow<'_, str>| !name.trim().is_empty() && !name.chars().any(char::is_control);
    let written = if named.is_empty() { page } else { named.as_str() };
    decoded.filter(is_shown).map_or_else(|| written.to_owned(), Into::into)
}

#[cfg(test)]
mod tests {
    use super::{Listed, name_of, page_of};

    #[test]
    fn a_page_without_a_title_is_called_by_the_last_part_of_its_address() {
        assert_eq!(name_of("https://news.example/2006/14_July"), "14_July");
        assert_eq!(name_of("../news/%D9%85%D9%8A%D9%86%D8%A7%D8%A1.htm"), "ميناء.htm");
        assert_eq!(name_of("https://news.example/index.php?day=2006/07/14"), "index.php?day=2006/07/14");
        assert_eq!(name_of("https://news.example/"), "news.example");
        assert_eq!(["%00%ff", "/", "/a/%20"].map(name_of), ["%00%ff", "/", "%20"]);
    }

    #[test]
    fn what_a_script_makes_of_one_address_is_no_page_of_several_reports() {
        let of = |url: &str| Listed { url: Some(url.to_owned()), ..Listed::default() };
        assert_eq!(page_of(&of("https://news.example/log#n2")), Some("https://news.example/log"));
        assert_eq!(page_of(&of("https://news.example/app#/log/2")), None);
        assert_eq!(page_of(&of("app.htm#!2")), None);
        assert_eq!(page_of(&Listed { is_titled: true, ..of("log.htm#2") }), None);
    }
}
