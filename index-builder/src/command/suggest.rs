//! `dalil suggest`: what a reader who types this may be about to ask.

use std::io::Write;
use std::path::Path;

use dalil::format::json::Writer;

use super::CommandError;
use super::search::whole;
use crate::archive::Archive;
use crate::visible::ForPeople;

/// Prints the completions, for people or as one JSON document.
///
/// # Errors
/// Where there is no archive, or files of it are damaged; what is whole is answered first.
pub fn run(folder: &Path, text: &str, limit: u32, json: bool, out: &mut dyn Write) -> Result<(), CommandError> {
    let answer = Archive::open(folder)?.suggest(text, limit);
    if json {
        let mut written = Writer::default();
        answer.write(&mut written);
        writeln!(out, "{}", written.finish())?;
    } else {
        let out = &mut ForPeople(out);
        for suggestion in &answer.suggestions {
            writeln!(out, "{:>7} {:<5} {}", suggestion.count, suggestion.kind, suggestion.text)?;
        }
    }
    whole(&answer.incomplete)
}
