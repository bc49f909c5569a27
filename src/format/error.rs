//! What can be wrong with a file of an index.

use core::fmt;

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

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAShard { file } => {
                write!(f, "{file} is not a file of a Dalil archive; upload it again or rebuild the archive")
            }
            Self::OtherVersion { file, found } => write!(
                f,
                "{file} has format version {found} and this is Dalil {} for format version {}; rebuild the archive with it",
                env!("CARGO_PKG_VERSION"),
                super::VERSION
            ),
            Self::Misplaced { file, found } => {
                write!(f, "{file} holds another file ({found}); upload the archive again, whole")
            }
            Self::Damaged { file, reason } => {
                write!(f, "{file} is damaged ({reason}); upload it again or rebuild the archive")
            }
        }
    }
}

impl core::error::Error for FormatError {}
