//! What can be wrong with a file of an index.

use core::fmt;

use super::json::push_number;

/// Why a file of an index can't be used. Each message names the file and says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormatError {
    /// The file is not one of Dalil's: a host's error page, an empty or a cut file.
    NotAShard {
        /// Path from the archive's folder.
        file: String,
    },
    /// The file belongs to another version of the format.
    OtherVersion {
        /// Path from the archive's folder.
        file: String,
        /// The version that the file states.
        found: String,
    },
    /// The file is whole but another one was wanted: it was renamed, swapped, or comes from an older build.
    Misplaced {
        /// Path from the archive's folder.
        file: String,
        /// What the file says it is.
        found: String,
    },
    /// The contents don't fit the checksum, or can't be read though they do.
    Damaged {
        /// Path from the archive's folder.
        file: String,
        /// What exactly was found.
        reason: String,
    },
}

impl FormatError {
    /// What is wrong, in which file, and what to do.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::NotAShard { file } => {
                [file, " is not a file of a Dalil archive; upload it again or rebuild the archive"].concat()
            }
            Self::OtherVersion { file, found } => {
                const THIS: &str = concat!(" and this is Dalil ", env!("CARGO_PKG_VERSION"), " for format version ");
                let mut message = [file, " has format version ", found, THIS].concat();
                push_number(&mut message, u64::from(super::VERSION));
                message + "; rebuild the archive with it"
            }
            Self::Misplaced { file, found } => {
                [file, " holds another file (", found, "); upload the archive again, whole"].concat()
            }
            Self::Damaged { file, reason } => {
                [file, " is damaged (", reason, "); upload it again or rebuild the archive"].concat()
            }
        }
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for FormatError {}
