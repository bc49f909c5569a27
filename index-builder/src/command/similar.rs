//! `dalil similar`: the articles that are nearest to one.

use std::io::Write;
use std::path::Path;

use dalil::format::json::Writer;

use super::CommandError;
use super::search::{show_hits, whole};
use crate::archive::Archive;
use crate::visible::ForPeople;

/// Prints what is nearest to the article with this id, for people or as one JSON document.
///
/// # Errors
/// Where there is no archive or no such article, or files of it are damaged; what is whole is answered first.
pub fn run(folder: &Path, id: &str, limit: u32, json: bool, out: &mut dyn Write) -> Result<(), CommandError> {
    let answer = Archive::open(folder)?.similar(id, limit);
    if json {
        let mut written = Writer::default();
        answer.write(&mut written);
        writeln!(out, "{}", written.finish())?;
    } else {
        show_hits(&answer.hits, &[], 1, &mut ForPeople(out))?;
    }
    whole(&answer.incomplete)?;
    if answer.known { Ok(()) } else { Err(CommandError::NoSuchId(id.to_owned())) }
}
