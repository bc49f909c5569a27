//! Pages that list the articles by year, month and section, for whoever has no JavaScript, and for search engines.
//!
//! They work in any browser and from disk. All say by `<base>` that addresses begin at the archive's folder, which is shorter than
//! `../` before each of them.

mod frame;
mod month;
mod name;
mod overview;
mod section;
mod sheet;
mod tally;
mod words;

use std::env;

use dalil::format::checksum::Crc32;
use dalil::format::manifest::Manifest;

use crate::index::listing::{Listed, Listing};
use crate::reading::{Store, StoreError, StoreWriter, encode};
use frame::Frame;
use month::Month;
pub use name::{LIST, is_name};
use tally::Tally;
pub use words::Words;

/// The folder in the archive's in which the pages lie.
pub const FOLDER: &str = "browse";
/// The page that leads to all others.
pub const START: &str = "browse/index.html";
/// What every file among them has within its first bytes.
pub const MARK: &str = "dalil browse";

const STYLE: &str = include_str!("style.css");

/// The pages, on disk until they are written.
#[derive(Debug)]
pub struct Pages {
    /// Their names in [`FOLDER`], their checksums and their lengths, in the order of the store.
    files: Vec<(String, u32, u64)>,
    store: Store,
}

/// Why pages can't be made.
#[derive(Debug, thiserror::Error)]
pub enum BrowseError {
    /// The disk is full, or no longer holds what was written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A bug in the builder.
    #[error("a page that lists articles can't be kept: {0}; please report this as a bug")]
    Page(#[from] postcard::Error),
}

impl Pages {
    /// Makes them, in the words of a language.
    ///
    /// # Errors
    /// Where the disk is full.
    pub fn new(listing: &Listing, manifest: &Manifest, words: &Words) -> Result<Self, BrowseError> {
        let frame = Frame { words, title: manifest.title.as_deref(), language: &manifest.language };
        let sheets = sheet::sheets(manifest, words);
        let mut files = Writer { files: Vec::new(), store: StoreWriter::temporary(&env::temp_dir())? };
        let mut tally = Tally::new(listing);
        let mut rows: Vec<Listed> = Vec::new();
        let mut at = 0;
        listing.each::<BrowseError>(|listed| {
            rows.push(listed);
            let Some(sheet) = sheets.get(at).filter(|sheet| rows.len() >= sheet.articles) else { return Ok(()) };
            let filters = tally.take(at, &rows);
            let month = Month { frame: &frame, sheet, rows: &rows, sections: &listing.sections, filters: &filters };
            files.add(&sheet.name, month.page(&sheets, at))?;
            rows.clear();
            at += 1;
            Ok(())
        })?;
        let names = tally.names();
        for (place, section) in listing.sections.iter().enumerate() {
            if let Some(name) = names.get(&place).and_then(Option::as_ref) {
                files.add(name, section::page(&frame, &sheets, section, tally.months(place)))?;
            }
        }
        let others = names.values().any(Option::is_none);
        if others {
            files.add(name::OTHERS, section::others(&frame, &sheets, &listing.sections, &tally, &names))?;
        }
        files.add(name::INDEX, overview::page(&frame, &sheets, &listing.sections, &names))?;
        files.add(name::STYLE, style(tally.filters()))?;
        Ok(Self { files: files.files, store: files.store.finish()? })
    }

    /// The name of each in [`FOLDER`], with its checksum and length.
    pub fn files(&self) -> impl Iterator<Item = (&str, u32, u64)> {
        self.files.iter().map(|(name, sum, length)| (name.as_str(), *sum, *length))
    }

    /// Hands over each with its name.
    ///
    /// # Errors
    /// Where the disk no longer holds it, or `each` fails.
    pub fn each<E: From<StoreError>>(&self, mut each: impl FnMut(&str, &str) -> Result<(), E>) -> Result<(), E> {
        for (place, (name, _, _)) in self.files.iter().enumerate() {
            each(name, &self.store.get::<String>(place)?)?;
        }
        Ok(())
    }
}

/// Takes pages as they are made.
struct Writer {
    files: Vec<(String, u32, u64)>,
    store: StoreWriter,
}

impl Writer {
    fn add(&mut self, name: &str, page: String) -> Result<(), BrowseError> {
        let sum = Crc32::new().update(page.as_bytes()).value();
        self.files.push((name.to_owned(), sum, page.len() as u64));
        Ok(self.store.add(&encode(&page)?)?)
    }
}

/// The style sheet, in which the first so many sections of a month can be looked at alone: by `:target`, since there is no script.
fn style(filters: usize) -> String {
    let mut style = STYLE.to_owned();
    for n in 1..=filters {
        style.push_str(&format!(
            "body:has(#s{n}:target) :is(main>ol>li,h3,li>ul):not(.s{n}),body:has(#s{n}:target) :is(h2:not(:has(+ol .s{n})),ol:not(:has(.s{n}))){{display:none}}\n"
        ));
    }
    style
}
