//! What the open elements make of the lines in them.

use std::sync::Arc;

use scraper::node::Element;

use super::element::{heading_level, is_small, is_strong, is_unlikely};
use super::pagefind;
use crate::fields::language_tag;
use crate::page::block::Role;

/// What the open elements make of a line.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// A heading before all, then the innermost.
    pub role: Option<Role>,
    /// Bold, or larger than the text around it.
    pub strong: bool,
    /// Smaller than the text around it, or italic.
    pub small: bool,
    /// How many hundredths a word counts.
    pub weight: Option<u16>,
    /// As a tag, where an element declares one.
    pub language: Option<Arc<str>>,
    /// The markup's names say that it is no part of an article.
    pub unlikely: bool,
    /// Inside `<article>` and `<main>`, headers and footers are the article's.
    pub article: bool,
}

impl Context {
    /// Outside of all elements.
    pub const NONE: Self =
        Self { role: None, strong: false, small: false, weight: None, language: None, unlikely: false, article: false };

    /// What an element makes of the lines in it.
    pub fn inside(&self, element: &Element) -> Self {
        let mut context = self.clone();
        if !matches!(context.role, Some(Role::Heading(_))) {
            context.role = role(element).or(context.role);
        }
        context.strong |= is_strong(element);
        context.small |= is_small(element);
        context.weight = pagefind::weight(element).or(context.weight);
        context.unlikely |= is_unlikely(element);
        context.article |= matches!(element.name(), "article" | "main");
        let declared = element.attr("lang").or_else(|| element.attr("xml:lang"));
        if let Some(language) = declared.and_then(language_tag).filter(|_| element.name() != "html") {
            context.language = Some(language.into());
        }
        context
    }
}

fn role(element: &Element) -> Option<Role> {
    match element.name() {
        "li" | "dt" | "dd" => Some(Role::Item),
        "blockquote" => Some(Role::Quotation),
        _ => heading_level(element).map(Role::Heading),
    }
}
