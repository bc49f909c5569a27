//! One build at a time in a folder.

use std::fs::File;
use std::io;
use std::path::Path;

use super::WriteError;

/// As long as this lives, no other build writes to the folder. The system ends it with the process, however that ends.
#[derive(Debug)]
pub struct Alone {
    /// `None` where the disk knows no locks, as some of the network don't.
    _lock: Option<File>,
}

impl Alone {
    /// Takes a folder, which exists, for one build.
    ///
    /// # Errors
    /// Where another build has it.
    pub fn take(folder: &Path) -> Result<Self, WriteError> {
        match lock(folder) {
            Ok(file) => Ok(Self { _lock: Some(file) }),
            Err(error) if is_taken(&error) => Err(WriteError::Taken(folder.to_owned())),
            Err(_) => Ok(Self { _lock: None }),
        }
    }
}

/// The folder itself is locked, so that nothing is left behind.
#[cfg(unix)]
fn lock(folder: &Path) -> io::Result<File> {
    let file = File::open(folder)?;
    file.try_lock()?;
    Ok(file)
}

#[cfg(unix)]
fn is_taken(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::WouldBlock
}

/// A file that nobody else may open, and that goes with whoever has it.
#[cfg(windows)]
fn lock(folder: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    File::options()
        .write(true)
        .create(true)
        .share_mode(0)
        .custom_flags(DELETE_ON_CLOSE)
        .open(folder.join(".dalil-lock"))
}

#[cfg(windows)]
fn is_taken(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    error.raw_os_error() == Some(SHARING_VIOLATION)
}

#[cfg(test)]
mod tests {
    use super::Alone;

    #[test]
    fn a_folder_is_taken_once_and_free_again_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let first = Alone::take(folder.path()).unwrap();
        let refused = Alone::take(folder.path()).unwrap_err().to_string();
        assert!(refused.contains("another build"), "{refused}");
        drop(first);
        Alone::take(folder.path()).unwrap();
    }
}
