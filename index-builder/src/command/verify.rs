//! `dalil verify`: holds every file of an archive to its checksum.

use std::io::Write;
use std::path::Path;

use super::CommandError;
use super::inspect::superseded;
use crate::archive::Archive;
use crate::bundle::Coming;
use crate::bundle::superseded::Superseded;
use crate::visible::tell;

/// Checks all files and names those that are missing or damaged.
///
/// # Errors
/// Where there is no archive, or a file of it is not what it should be.
pub fn run(folder: &Path, out: &mut dyn Write) -> Result<(), CommandError> {
    let archive = Archive::open(folder)?;
    let wrong = archive.verify();
    for error in &wrong {
        tell(error);
    }
    if !wrong.is_empty() {
        return Err(CommandError::Damaged(wrong.len()));
    }
    writeln!(out, "all {} files are whole", archive.paths().len())?;
    if Coming::read(folder).is_there() {
        writeln!(out, "a build of this archive is running or was stopped; build again to complete it")?;
    }
    if let Some(line) = superseded(Superseded::read(folder).bytes(folder)) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
