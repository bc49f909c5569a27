//! The input as it lies there: which files it holds, what kind each is, and how bytes become text.

pub mod container;
pub mod document;
pub mod encoding;
pub mod file_list;
pub mod inputs;
pub mod kind;
pub mod markup;
pub mod saved;
pub mod walk;

use std::io;
use std::path::{Path, PathBuf};

/// An INPUT that can't be read at all.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// It isn't there.
    #[error("{}: there is no such file or folder; check how it is written", path.display())]
    Missing {
        /// As it was given.
        path: PathBuf,
    },
    /// It is there, and the operating system refuses.
    #[error("{}: cannot be opened ({source}); check that you may read it", path.display())]
    Unreadable {
        /// As it was given.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
}

impl InputError {
    pub(crate) fn of(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing { path },
            kind => Self::Unreadable {
                path,
                source: error.raw_os_error().map_or(kind.into(), io::Error::from_raw_os_error),
            },
        }
    }
}
