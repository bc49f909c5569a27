//! What a keeper can say, as plain data.

use std::path::PathBuf;

/// `[archive]`: about the archive as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Archive {
    /// What it is called.
    pub title: Option<String>,
    /// BCP 47 tag of the language that most of it is written in.
    pub language: Option<String>,
    /// What stands in front of pages' paths in their addresses.
    pub base_url: Option<String>,
    /// What the search page says about rights and use.
    pub notice: Notice,
    /// The search page does not offer itself to other sites.
    pub not_offered: bool,
}

/// Whether the search page shows a notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Notice {
    /// The one that most pages repeat, if there is one.
    #[default]
    Recognised,
    /// None.
    Hidden,
    /// This text.
    Text(String),
}

/// `[dates]`: how the archive's dates are understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// Which of day and month comes first; `None` lets the archive's own dates decide.
    pub order: Option<crate::written_date::Order>,
    /// No article is older.
    pub earliest: Option<u16>,
    /// No article is younger.
    pub latest: Option<u16>,
}

impl Dates {
    /// Whether an article can be from this year.
    #[must_use]
    pub fn plausible(&self, year: u16) -> bool {
        self.earliest.is_none_or(|earliest| earliest <= year) && self.latest.is_none_or(|latest| year <= latest)
    }
}

/// `[duplicates]`: whether mirrors and reprints are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duplicates {
    /// Whether articles of pages are compared.
    pub find: bool,
    /// Whether records of .jsonl and .csv files are compared too.
    pub records: bool,
}

impl Default for Duplicates {
    fn default() -> Self {
        Self { find: true, records: false }
    }
}

/// `[synonyms]`: words that are searched together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// Groups of words or names of which each finds all others.
    pub same: Vec<Vec<String>>,
    /// A word that also finds others, which don't find it; in the order of the file.
    pub also: Vec<(String, Vec<String>)>,
}

/// `[ranking]`: how much a word counts in each field, where the keeper says so; 1 is what it counts in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ranking {
    /// In the headline.
    pub title: Option<f64>,
    /// In the names of authors.
    pub byline: Option<f64>,
    /// In the text.
    pub text: Option<f64>,
    /// Under pictures.
    pub captions: Option<f64>,
    /// How much newer articles are preferred: the part that is added to the score of the newest ones, at most 1.
    pub recent: Option<f64>,
}

/// `[browse]`: pages for whoever has no JavaScript, and for search engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Browse {
    /// Whether there are such.
    pub pages: bool,
}

impl Default for Browse {
    fn default() -> Self {
        Self { pages: true }
    }
}

/// `[build] layout`: how large the files of an archive are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Many small ones, since a reader loads each that a query needs.
    #[default]
    Web,
    /// Few large ones, for media that give each file many kilobytes and read it in no time.
    Stick,
}

impl Layout {
    /// How many times as large as on the web.
    #[must_use]
    pub fn times(self) -> usize {
        match self {
            Self::Web => 1,
            Self::Stick => 10,
        }
    }
}

/// `[build] cache`: where readings of pages are kept for the next build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cache {
    /// Where the builder likes.
    #[default]
    Usual,
    /// Nowhere.
    Off,
    /// In this folder.
    Folder(PathBuf),
}
