//! What can be wrong with `dalil.toml`, each with the line and what to write instead.

use std::io;
use std::path::PathBuf;

/// Why `dalil.toml` can't be followed.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It isn't there, or the operating system refuses.
    #[error("{}: cannot be read ({source}); check how --config is written and that you may read the file", file.display())]
    Unreadable {
        /// Which file.
        file: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// Bytes that are no UTF-8.
    #[error("{}:{line}: is not written in UTF-8; save the file as UTF-8", file.display())]
    NotUtf8 {
        /// Which file.
        file: PathBuf,
        /// The first line that isn't.
        line: u64,
    },
    /// One of its lines.
    #[error("{}:{line}: {wrong}", file.display())]
    Line {
        /// Which file.
        file: PathBuf,
        /// Counted from 1.
        line: u64,
        /// What is wrong with it.
        wrong: Box<Wrong>,
    },
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Wrong {
    /// No TOML.
    #[error("cannot be read as TOML: {0}")]
    Syntax(String),
    /// A key that means nothing to us.
    #[error("there is no key \u{201c}{key}\u{201d}{}; {instead}", within(table))]
    UnknownKey {
        /// As it is written.
        key: String,
        /// The table that it stands in; empty at the top.
        table: String,
        /// What may have been meant.
        instead: Instead,
    },
    /// A value of another type.
    #[error("\u{201c}{key}\u{201d} is {found}, where {wanted}")]
    Type {
        /// The whole key: `archive.title`.
        key: String,
        /// What stands there.
        found: &'static str,
        /// What should, with an example.
        wanted: String,
    },
    /// A value of the right type that can't be used.
    #[error("\u{201c}{key}\u{201d} cannot be {value}: {reason}")]
    Value {
        /// The whole key.
        key: String,
        /// What stands there.
        value: String,
        /// Why not, and what to write.
        reason: String,
    },
}

/// What may have been meant by an unknown key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Instead {
    /// A key of this table that looks alike.
    #[error("did you mean \u{201c}{0}\u{201d}?")]
    Similar(String),
    /// The same key of another table.
    #[error("it belongs under [{0}]")]
    Elsewhere(String),
    /// Nothing looks alike, so all are named.
    #[error("it can be: {0}")]
    AnyOf(String),
}

fn within(table: &str) -> String {
    if table.is_empty() { String::new() } else { format!(" in [{table}]") }
}
