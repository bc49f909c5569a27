//! A document of the input: a file, or one of the documents that a container holds.

use super::kind::Kind;

/// What is read as one page, or as one file of records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its id: the path in the input folder, always with `/`, or the address under which a crawler found it.
    pub page: String,
    /// The part of [`Document::page`] that tells where it stands in the archive: section and date.
    pub path: String,
    /// Its own address, where it has one that is not its path: a crawler's target.
    pub url: Option<String>,
    /// The encoding that came with it from outside: an HTTP header.
    pub charset: Option<String>,
    /// ISO 8601: when it was first published, where whoever handed it over says so. Never when it was fetched.
    pub date: Option<String>,
    /// What it holds.
    pub kind: Kind,
    /// As stored, decompressed.
    pub bytes: Vec<u8>,
}
