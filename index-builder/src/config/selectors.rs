//! `[html]`: CSS selectors, as they are written and as they are used.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use scraper::Selector;
use xxhash_rust::xxh3::xxh3_64;

use super::table::Text;
use crate::page::html::Rules;
use crate::page::html::rules::Field;

/// The selectors that were given.
#[derive(Clone, Debug, Default)]
pub struct Selectors(Vec<Given>);

#[derive(Clone, Debug)]
struct Given {
    field: Field,
    written: Text,
    selector: Selector,
    used: Arc<AtomicBool>,
}

impl Selectors {
    /// Adds one, which may be given as several.
    ///
    /// # Errors
    /// The text that is no selector, and why.
    pub fn add(&mut self, field: Field, written: Vec<Text>) -> Result<(), (Text, String)> {
        let example = "it is no CSS selector; write for instance \"#story\", \".headline\" or \"td.text p\"";
        if let Some(text) = written.iter().find(|text| Selector::parse(&text.text).is_err()) {
            return Err((text.clone(), example.to_owned()));
        }
        let line = written.first().map_or(1, |text| text.line);
        let all = written.into_iter().map(|text| text.text).collect::<Vec<_>>().join(", ");
        let written = Text { text: all, line };
        match Selector::parse(&written.text) {
            Ok(selector) => self.0.push(Given { field, written, selector, used: Arc::default() }),
            Err(_) => return Err((written, example.to_owned())),
        }
        Ok(())
    }

    /// As pages are read with them.
    pub fn rules(&self) -> Rules {
        let of = |field| self.0.iter().find(|given| given.field == field).map(|given| given.selector.clone());
        Rules {
            content: of(Field::Content),
            leave_out: of(Field::LeaveOut),
            title: of(Field::Title),
            date: of(Field::Date),
            byline: of(Field::Byline),
            source: of(Field::Source),
            section: of(Field::Section),
        }
    }

    /// Notes that one matched something.
    pub fn note(&self, field: Field) {
        self.0.iter().filter(|given| given.field == field).for_each(|given| given.used.store(true, Ordering::Relaxed));
    }

    /// Those that matched nothing so far.
    pub fn unused(&self) -> impl Iterator<Item = (Field, &Text)> {
        self.0.iter().filter(|given| !given.used.load(Ordering::Relaxed)).map(|given| (given.field, &given.written))
    }

    /// Of all that is written.
    pub fn fingerprint(&self) -> u64 {
        let written = self.0.iter().map(|given| format!("{}\0{}\0", given.field.key(), given.written.text));
        xxh3_64(written.collect::<String>().as_bytes())
    }
}
