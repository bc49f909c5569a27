//! What must be on the disk, not only with the system, before the next step: a power failure may keep the later and lose the earlier.

use std::fs::File;
use std::io;
use std::path::Path;

/// Waits until all that was written to a folder's disk is there: one call for thousands of files.
#[cfg(target_os = "linux")]
pub(super) fn settle(folder: &Path) -> io::Result<()> {
    match rustix::fs::syncfs(File::open(folder)?) {
        // Some sandboxes don't know it, and hold nothing that outlives them.
        Err(rustix::io::Errno::NOSYS) => Ok(()),
        result => Ok(result?),
    }
}

/// Every file was waited for when it was written.
#[cfg(not(target_os = "linux"))]
pub(super) fn settle(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Waits for a file before it gets its name. Where all new ones are waited for together, that is needed only if it takes the place of another.
pub(super) fn settle_file(file: &File, replaces: bool) -> io::Result<()> {
    if replaces || cfg!(not(target_os = "linux")) { file.sync_all() } else { Ok(()) }
}

/// Waits until a file's new name is on the disk.
#[cfg(unix)]
pub(super) fn settle_name(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows opens no folders, and notes names before it ends the call that changes them.
#[cfg(not(unix))]
pub(super) fn settle_name(_: &Path) -> io::Result<()> {
    Ok(())
}
