//! What a keeper tells about the markup of the archive's own pages, as CSS selectors.

use scraper::{Html, Selector};
use serde::{Deserialize, Serialize};

/// Selectors of `dalil.toml`; where one matches nothing in a page, the page is read as if it were not there.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// What holds the article.
    pub content: Option<Selector>,
    /// What is left out with all it holds.
    pub leave_out: Option<Selector>,
    /// The headline.
    pub title: Option<Selector>,
    /// The date: `datetime` or `content`, or the text.
    pub date: Option<Selector>,
    /// Who wrote it.
    pub byline: Option<Selector>,
    /// Who first published it.
    pub source: Option<Selector>,
    /// The section.
    pub section: Option<Selector>,
}

/// What a selector is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    /// [`Rules::content`]
    Content,
    /// [`Rules::leave_out`]
    LeaveOut,
    /// [`Rules::title`]
    Title,
    /// [`Rules::date`]
    Date,
    /// [`Rules::byline`]
    Byline,
    /// [`Rules::source`]
    Source,
    /// [`Rules::section`]
    Section,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Content, Self::LeaveOut, Self::Title, Self::Date, Self::Byline, Self::Source, Self::Section];

    /// Its key in `[html]` of `dalil.toml`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::LeaveOut => "leave-out",
            Self::Title => "title",
            Self::Date => "date",
            Self::Byline => "byline",
            Self::Source => "source",
            Self::Section => "section",
        }
    }
}

impl Rules {
    /// The selector for a field.
    #[must_use]
    pub fn of(&self, field: Field) -> Option<&Selector> {
        match field {
            Field::Content => self.content.as_ref(),
            Field::LeaveOut => self.leave_out.as_ref(),
            Field::Title => self.title.as_ref(),
            Field::Date => self.date.as_ref(),
            Field::Byline => self.byline.as_ref(),
            Field::Source => self.source.as_ref(),
            Field::Section => self.section.as_ref(),
        }
    }

    /// The fields whose selector matches anything in a page.
    pub(super) fn matching(&self, document: &Html) -> Vec<Field> {
        let matches = |selector: &Selector| document.select(selector).next().is_some();
        Field::ALL.into_iter().filter(|&field| self.of(field).is_some_and(matches)).collect()
    }
}
