//! What can be wrong inside a container, where, and what to do about it.

use std::fmt;
use std::io;

use crate::limits::Exceeded;

/// Something in a container that was left out.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{place}{damage}")]
pub struct Fault {
    /// Where it stands.
    pub place: Place,
    /// What is wrong with it.
    pub damage: Damage,
}

/// A place in a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The container itself.
    Whole,
    /// An entry of a ZIP archive, by its path.
    Entry(String),
    /// A record of a crawl.
    Record {
        /// The path of the crawl, where it lies in a ZIP archive.
        entry: Option<String>,
        /// Where the record begins in the file, or the compressed part that holds it.
        offset: u64,
        /// The address that was crawled, where it is known.
        target: Option<String>,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Entry(path) => write!(f, "the entry \u{201c}{path}\u{201d} "),
            Self::Record { entry, offset, target } => {
                write!(f, "the record at byte {offset}")?;
                if let Some(entry) = entry {
                    write!(f, " of \u{201c}{entry}\u{201d}")?;
                }
                match target {
                    Some(target) => write!(f, ", {target}, "),
                    None => write!(f, " "),
                }
            }
        }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Damage {
    /// Its bytes have changed.
    #[error("is damaged: {0}")]
    Damaged(String),
    /// It stops in the middle.
    #[error("is cut short")]
    CutShort,
    /// A ZIP archive without its directory, which stands at the end.
    #[error("is cut short, or no ZIP archive: it has no directory")]
    NoDirectory,
    /// It needs a password.
    #[error("is encrypted")]
    Encrypted,
    /// Packed in a way that few programs know.
    #[error("is packed by a method that Dalil cannot unpack: {0}")]
    Method(String),
    /// Too large for one document.
    #[error("expands to more than {0}")]
    TooLarge(Exceeded),
    /// Larger than its compressed form can honestly be.
    #[error("expands to more than {0} times its bytes")]
    Expands(u64),
    /// What was read before it, and it, expand beyond measure.
    #[error("is left out, since what is packed with it expands beyond measure")]
    Unmeasured,
    /// Containers are opened inside one other.
    #[error("is a container inside a container inside a container")]
    Nested,
    /// It is undamaged, and nothing in it is for us: pictures, an Office document.
    #[error("is a container that holds nothing of a kind that Dalil reads")]
    Nothing,
    /// It claims to be text.
    #[error("is {0}, not text")]
    Binary(&'static str),
    /// A record that should hold an answer of a server.
    #[error("holds no HTTP response that can be understood")]
    NotHttp,
    /// A record that a crawler divided.
    #[error("is one part of a record that was divided")]
    Segment,
    /// No further record is found.
    #[error("is so damaged that nothing after it could be read")]
    Rest,
}

impl Damage {
    /// What an error while reading or expanding means.
    pub(super) fn of(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::CutShort,
            _ => Self::Damaged(error.to_string()),
        }
    }

    /// What the keeper can do about it.
    #[must_use]
    pub fn mend(&self) -> &'static str {
        match self {
            Self::Damaged(_) | Self::Rest => {
                "copy the file again from where it came; what is undamaged was read nevertheless"
            }
            Self::CutShort => "copy the file again, or crawl what is missing; the rest was read",
            Self::NoDirectory => "copy the file again from where it came; only what could be found without it was read",
            Self::Encrypted => "unpack it with its password, and give the folder instead",
            Self::Method(_) => "unpack it with the program that made it, and give the folder instead",
            Self::TooLarge(exceeded) => exceeded.limit.mend(),
            Self::Expands(_) | Self::Unmeasured => {
                "unpack it, and give it as a file of its own if it is meant to be read, or raise limits.expansion in dalil.toml"
            }
            Self::Nested => "unpack it, and give the folder instead",
            Self::Binary(_) => "give the file the ending it belongs to, or save it as HTML or text",
            Self::Nothing => "save what it holds as HTML or text, if it should be found",
            Self::NotHttp => "crawl the page again if it is missing",
            Self::Segment => "crawl the page again by a crawler that does not divide records",
        }
    }
}
