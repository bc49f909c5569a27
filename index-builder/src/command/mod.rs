//! The commands of the command line, one a file.

pub mod build;
pub mod eval;
pub mod extract;
pub mod inspect;
pub mod search;
pub mod serve;
pub mod similar;
pub mod single_file;
pub mod suggest;
pub mod verify;
pub mod watch;

use std::path::PathBuf;

use crate::archive::ArchiveError;
use crate::bundle::single::SingleError;
use crate::bundle::{BundleError, WriteError};
use crate::index::CompileError;

/// Why a command ends with exit status 1: one line that says which file, what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The input can't be read.
    #[error(transparent)]
    Input(#[from] crate::reading::ReadingError),
    /// `dalil.toml` can't be followed.
    #[error(transparent)]
    Config(#[from] crate::config::ConfigError),
    /// What was read is gone from the disk.
    #[error(transparent)]
    Store(#[from] crate::reading::StoreError),
    /// What was understood can't be shown.
    #[error(transparent)]
    Extract(#[from] extract::ExtractError),
    /// The input holds nothing to index.
    #[error(
        "{0} holds no article that can be indexed; dalil reads .html, .htm, .txt, .md, .jsonl, .csv, .warc, .wacz, .zip and feeds"
    )]
    NoArticle(String),
    /// The articles can't be compiled.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// What was compiled can't be put together.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// There can be no single page of it.
    #[error(transparent)]
    Single(#[from] SingleError),
    /// The output can't be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The archive can't be read.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// Files of the archive are damaged; each has been named.
    #[error("{0} of the archive's files are missing or damaged; upload or build it again")]
    Damaged(usize),
    /// An id that no article has.
    #[error("no article of the archive has the id {0}; dalil search DIR QUERY --json shows ids")]
    NoSuchId(String),
    /// A file of queries or judgements.
    #[error("{path}{}: {reason}", line.map(|line| format!(":{line}")).unwrap_or_default())]
    File {
        /// Which one.
        path: PathBuf,
        /// In which line.
        line: Option<usize>,
        /// What is wrong and what to do.
        reason: String,
    },
    /// Changes of a file or folder can't be noticed.
    #[error("changes of {path} can't be watched: {reason}; leave out --watch and build again by hand")]
    Watch {
        /// Which one.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// No server can be started.
    #[error("no server can be started on port {port}: {reason}; choose another with --port")]
    Serve {
        /// The port that was asked for.
        port: u16,
        /// Why.
        reason: String,
    },
    /// Standard output is gone or full.
    #[error("the output can't be written: {0}")]
    Output(#[from] std::io::Error),
    /// An answer that is no JSON, which would be a bug.
    #[error("the answer can't be written as JSON: {0}; please report this as a bug")]
    Json(serde_json::Error),
}

impl From<serde_json::Error> for CommandError {
    /// What can't be written because nobody reads any more is no fault of the JSON.
    fn from(error: serde_json::Error) -> Self {
        if error.is_io() { Self::Output(error.into()) } else { Self::Json(error) }
    }
}

/// A number of bytes for people.
#[must_use]
pub fn shown_bytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
