//! The lines of a page, with what its markup says about each.

use serde::{Deserialize, Serialize};

/// A line of a page with what belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What it is in the page.
    pub role: Role,
    /// Folded; empty where a block holds pictures only, and in a [`Role::Rule`].
    pub text: String,
    /// The whole line is bold or larger than the text around it.
    pub strong: bool,
    /// A name that an address can end in to lead here: `#name`.
    pub anchor: Option<String>,
    /// How many bytes of the text stand in links.
    pub linked: usize,
    /// Where it links to.
    pub links: Vec<Link>,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// What a reader view would leave out.
    pub aside: bool,
    /// How many hundredths a word in it counts, where the page says so.
    pub weight: Option<u16>,
    /// Its language as a tag, where it is declared to be another than the page's.
    pub language: Option<String>,
}

/// What a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// A paragraph, or a line of one that is broken by hand.
    #[default]
    Paragraph,
    /// A heading of a level from 1 to 6.
    Heading(u8),
    /// An item of a list.
    Item,
    /// Part of a quotation; old editors indented with it too.
    Quotation,
    /// A row of a table of data.
    Row,
    /// A rule across the page.
    Rule,
}

/// A link, as it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Not resolved; without white space.
    pub address: String,
    /// What can be read of it.
    pub text: String,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// Not resolved.
    pub address: String,
    /// Its alternative text, where that says something.
    pub description: Option<String>,
    /// What stands under it.
    pub caption: Option<String>,
}

impl Block {
    /// The level, if it is a heading.
    #[must_use]
    pub fn heading(&self) -> Option<u8> {
        match self.role {
            Role::Heading(level) => Some(level),
            _ => None,
        }
    }

    /// Whether nothing in it can be read.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.text.is_empty() && self.pictures.is_empty() && self.links.is_empty() && self.role != Role::Rule
    }
}

impl Link {
    /// Whether it names its host, so that it leads there from anywhere.
    #[must_use]
    pub fn is_absolute(&self) -> bool {
        let begins = |scheme: &str| self.address.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
        begins("http://") || begins("https://")
    }
}
