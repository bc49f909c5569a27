//! Reading tables of TOML by asking for their keys, so that what nobody asked for is known to be a mistake.

use std::cell::RefCell;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::error::{ConfigError, Instead, Wrong};
use crate::limits::Size;

/// So many letters may be wrong in a key that is still recognised, or a third of it.
const WRONG_LETTERS: usize = 2;

/// The file, and what has been asked of it so far.
#[derive(Debug)]
pub struct Document<'t> {
    file: &'t Path,
    text: &'t str,
    /// Table and key, in the order they were asked for.
    known: RefCell<Vec<(String, &'static str)>>,
    /// Place, table and key of what nobody asked for.
    unknown: RefCell<Vec<(usize, String, String)>>,
}

impl<'t> Document<'t> {
    /// Of a file's text.
    pub fn new(file: &'t Path, text: &'t str) -> Self {
        Self { file, text, known: RefCell::default(), unknown: RefCell::default() }
    }

    /// The table that the whole file is.
    pub fn root(&self) -> Result<Table<'t, '_>, ConfigError> {
        let root = DeTable::parse(self.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            self.wrong(at, Wrong::Syntax(error.message().replace('\n', " ")))
        })?;
        Ok(Table::new(self, String::new(), root.into_inner()))
    }

    /// Refuses the first key that nobody asked for, now that every table has been read.
    pub fn refuse_unknown_keys(&self) -> Result<(), ConfigError> {
        let mut unknown = self.unknown.take();
        unknown.sort();
        let Some((at, table, key)) = unknown.into_iter().next() else { return Ok(()) };
        let instead = self.instead_of(&table, &key);
        Err(self.wrong(at, Wrong::UnknownKey { key, table, instead }))
    }

    fn instead_of(&self, table: &str, key: &str) -> Instead {
        let known = self.known.borrow();
        let here = || known.iter().filter(|(of, _)| of == table).map(|(_, key)| *key);
        let distance = |other: &str| strsim::osa_distance(&key.to_lowercase(), other);
        let nearest = here().map(|other| (distance(other), other)).min();
        let elsewhere = || known.iter().find(|(of, other)| of != table && *other == key);
        match nearest {
            Some((letters, other)) if letters <= WRONG_LETTERS.max(key.chars().count() / 3) => {
                Instead::Similar(other.to_owned())
            }
            _ => match elsewhere() {
                Some((of, _)) if !of.is_empty() => Instead::Elsewhere(of.clone()),
                _ => Instead::AnyOf(here().collect::<Vec<_>>().join(", ")),
            },
        }
    }

    fn wrong(&self, at: usize, wrong: Wrong) -> ConfigError {
        ConfigError::Line { file: self.file.to_owned(), line: self.line(at), wrong: wrong.into() }
    }

    fn line(&self, at: usize) -> u64 {
        let before = self.text.as_bytes().get(..at).unwrap_or(self.text.as_bytes());
        before.iter().filter(|&&byte| byte == b'\n').count() as u64 + 1
    }
}

/// A table whose keys are taken out one after the other.
#[derive(Debug)]
pub struct Table<'t, 'd> {
    document: &'d Document<'t>,
    name: String,
    entries: DeTable<'t>,
}

impl<'t, 'd> Table<'t, 'd> {
    fn new(document: &'d Document<'t>, name: String, entries: DeTable<'t>) -> Self {
        Self { document, name, entries }
    }

    /// Takes a value out.
    pub fn take(&mut self, key: &'static str) -> Option<Value<'t, 'd>> {
        self.document.known.borrow_mut().push((self.name.clone(), key));
        let (key, value) = self.entries.remove_entry(key)?;
        Some(Value { document: self.document, key: self.full(key.get_ref()), value })
    }

    /// Takes a table out; an empty one where there is none, so that its keys are asked for all the same.
    pub fn take_table(&mut self, key: &'static str) -> Result<Self, ConfigError> {
        let name = self.full(key);
        match self.take(key) {
            None => Ok(Self::new(self.document, name, DeTable::new())),
            Some(value) => Ok(Self::new(self.document, name, value.into_table()?)),
        }
    }

    /// Takes a table of the keeper's own names, in the order of the file.
    pub fn take_names(&mut self, key: &'static str) -> Result<Vec<(Text, Value<'t, 'd>)>, ConfigError> {
        let Self { document, name: table, entries } = self.take_table(key)?;
        let mut entries: Vec<_> = entries.into_iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let named = entries.into_iter().map(|(key, value)| {
            let name = Text { text: key.get_ref().to_string(), line: document.line(key.span().start) };
            let key = format!("{table}.{}", name.text);
            (name, Value { document, key, value })
        });
        Ok(named.collect())
    }

    /// Notes what is left.
    pub fn close(self) {
        let mut unknown = self.document.unknown.borrow_mut();
        unknown.extend(self.entries.keys().map(|key| (key.span().start, self.name.clone(), key.get_ref().to_string())));
    }

    fn full(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }
}

/// A text, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: String,
    /// Its line, counted from 1.
    pub line: u64,
}

/// A value that is yet to be taken for what it should be.
#[derive(Debug)]
pub struct Value<'t, 'd> {
    document: &'d Document<'t>,
    key: String,
    value: Spanned<DeValue<'t>>,
}

impl<'t> Value<'t, '_> {
    /// A text.
    pub fn text(self) -> Result<Text, ConfigError> {
        let line = self.document.line(self.value.span().start);
        match self.value.get_ref() {
            DeValue::String(text) => Ok(Text { text: text.to_string(), line }),
            _ => Err(self.of_type("a text in quotation marks belongs: \"...\"")),
        }
    }

    /// A text or several.
    pub fn texts(self) -> Result<Vec<Text>, ConfigError> {
        match self.value.get_ref() {
            DeValue::Array(list) => self.each(list, Self::text),
            DeValue::String(_) => self.text().map(|text| vec![text]),
            _ => Err(self.of_type("a list of texts belongs: [\"...\", \"...\"]")),
        }
    }

    /// Lists of texts.
    pub fn lists(self) -> Result<Vec<Vec<Text>>, ConfigError> {
        match self.value.get_ref() {
            DeValue::Array(list) => self.each(list, Self::texts),
            _ => Err(self.of_type("a list of lists belongs: [[\"...\", \"...\"], [\"...\", \"...\"]]")),
        }
    }

    /// `true` or `false`.
    pub fn truth(self) -> Result<bool, ConfigError> {
        self.value.get_ref().as_bool().ok_or_else(|| self.of_type("true or false belongs, without quotation marks"))
    }

    /// `None` for `false`.
    pub fn text_or_false(self) -> Result<Option<Text>, ConfigError> {
        match self.value.get_ref() {
            DeValue::Boolean(false) => Ok(None),
            DeValue::String(_) => self.text().map(Some),
            _ => Err(self.of_type("a text in quotation marks or false belongs")),
        }
    }

    /// A whole number from 0 to 9999, as years are.
    pub fn year(self) -> Result<u16, ConfigError> {
        let DeValue::Integer(number) = self.value.get_ref() else {
            return Err(self.of_type("a year belongs, without quotation marks: 1998"));
        };
        let year = u16::from_str_radix(number.as_str(), number.radix()).ok().filter(|year| *year <= 9999);
        let shown = number.to_string();
        year.ok_or_else(|| self.refuse(&shown, "a year has four digits: 1998"))
    }

    /// A number of bytes: `"64 MB"`, or the number itself.
    pub fn size(self, least: u64, most: u64) -> Result<u64, ConfigError> {
        let otherwise = format!("write a size from {} to {}: \"64 MB\"", Size(least), Size(most));
        let (shown, size) = match self.value.get_ref() {
            DeValue::String(text) => {
                (format!("\u{201c}{text}\u{201d}"), Size::read(text.trim()).map(|Size(bytes)| bytes))
            }
            DeValue::Integer(number) => (number.to_string(), u64::from_str_radix(number.as_str(), number.radix()).ok()),
            _ => return Err(self.of_type("a size belongs: \"64 MB\", or a number of bytes")),
        };
        let within = size.filter(|size| (least..=most).contains(size));
        within.ok_or_else(|| self.refuse(&shown, &otherwise))
    }

    /// A whole number from 1 on.
    pub fn count(self, most: u64) -> Result<u64, ConfigError> {
        let DeValue::Integer(number) = self.value.get_ref() else {
            return Err(self.of_type("a whole number belongs, without quotation marks: 100"));
        };
        let count = u64::from_str_radix(number.as_str(), number.radix()).ok();
        let shown = number.to_string();
        let within = count.filter(|count| (1..=most).contains(count));
        within.ok_or_else(|| self.refuse(&shown, &format!("write a number from 1 to {most}")))
    }

    /// A number from 0 to 100.
    pub fn weight(self) -> Result<f64, ConfigError> {
        self.up_to(100.0, "write a number from 0 (does not count) to 100")
    }

    /// A number from 0 to 1.
    pub fn fraction(self) -> Result<f64, ConfigError> {
        self.up_to(1.0, "write a number from 0 (not at all) to 1")
    }

    fn up_to(self, most: f64, otherwise: &str) -> Result<f64, ConfigError> {
        let (shown, number) = match self.value.get_ref() {
            DeValue::Integer(number) => {
                let whole = u16::from_str_radix(number.as_str(), number.radix()).ok().map(f64::from);
                (number.to_string(), whole)
            }
            DeValue::Float(number) => (number.to_string(), number.as_str().parse().ok()),
            _ => return Err(self.of_type("a number belongs, without quotation marks: 2.5")),
        };
        let within = number.filter(|number| (0.0..=most).contains(number));
        within.ok_or_else(|| self.refuse(&shown, otherwise))
    }

    /// The error that this value is of the right type and can't be used.
    pub fn refuse(&self, value: &str, reason: &str) -> ConfigError {
        let wrong = Wrong::Value { key: self.key.clone(), value: value.to_owned(), reason: reason.to_owned() };
        self.document.wrong(self.value.span().start, wrong)
    }

    /// A way to refuse what was made of this value later.
    pub fn refusal(&self) -> Refusal<'t> {
        Refusal { file: self.document.file, key: self.key.clone() }
    }

    fn each<T>(&self, list: &DeArray<'t>, of: impl Fn(Self) -> Result<T, ConfigError>) -> Result<Vec<T>, ConfigError> {
        let value = |value: &Spanned<_>| Self { document: self.document, key: self.key.clone(), value: value.clone() };
        list.iter().map(|item| of(value(item))).collect()
    }

    fn into_table(self) -> Result<DeTable<'t>, ConfigError> {
        if !self.value.get_ref().is_table() {
            let wanted = format!("a table belongs: a line [{}] and its keys under it", self.key);
            return Err(self.of_type(&wanted));
        }
        match self.value.into_inner() {
            DeValue::Table(table) => Ok(table),
            _ => Ok(DeTable::new()),
        }
    }

    fn of_type(&self, wanted: &str) -> ConfigError {
        let found = match self.value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let wrong = Wrong::Type { key: self.key.clone(), found, wanted: wanted.to_owned() };
        self.document.wrong(self.value.span().start, wrong)
    }
}

/// Knows whose text was found wanting.
#[derive(Clone, Debug)]
pub struct Refusal<'t> {
    file: &'t Path,
    key: String,
}

impl Refusal<'_> {
    /// The error that a text can't be used.
    pub fn of(&self, text: &Text, reason: impl Into<String>) -> ConfigError {
        let value = format!("\u{201c}{}\u{201d}", text.text);
        let wrong = Wrong::Value { key: self.key.clone(), value, reason: reason.into() };
        ConfigError::Line { file: self.file.to_owned(), line: text.line, wrong: wrong.into() }
    }
}
