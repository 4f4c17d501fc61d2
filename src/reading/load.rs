//! The bytes of a file. Only the parent opens files.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    intake::{self, IntakeError},
    text::clean::for_terminal,
};

use super::ReadError;

/// A file with its bytes.
#[derive(Debug, Clone)]
pub struct File {
    /// Where it stands, as it was named.
    pub path: PathBuf,
    /// Its bytes, at most [`intake::MAX_BYTES`].
    pub bytes: Arc<Vec<u8>>,
}

impl File {
    /// Loads a file, or standard input where that is named.
    ///
    /// # Errors
    /// Where the bytes are not to be had, or are too many.
    pub fn load(path: &Path) -> Result<Self, ReadError> {
        let bytes = if is_standard_input(path) {
            intake::load_from(path, std::io::stdin().lock())?
        } else {
            // Asked before it is opened: opening a pipe waits for whoever writes to it.
            let facts = std::fs::metadata(path)
                .map_err(|source| IntakeError::Io { path: path.to_owned(), source })?;
            if !facts.is_file() && !facts.is_dir() {
                return Err(ReadError::NotRegular(path.to_owned()));
            }
            intake::load(path)?
        };
        Ok(Self { path: path.to_owned(), bytes: Arc::new(bytes) })
    }

    /// What the file is called in the notice: its path, without what a terminal would obey.
    pub(super) fn name(&self) -> String {
        for_terminal(&self.path.display().to_string()).into_owned()
    }
}

/// Whether a path names standard input: `-`. A file of that name is `./-`.
pub fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_nothing_that_a_terminal_obeys() {
        let file = File { path: PathBuf::from("a\u{1b}[31m\nb\u{9b}.txt"), bytes: Arc::default() };
        assert_eq!(file.name(), "a[31m b.txt");
    }

    #[cfg(unix)]
    #[test]
    fn devices_are_not_opened() {
        assert!(matches!(File::load(Path::new("/dev/zero")), Err(ReadError::NotRegular(_))));
        assert!(matches!(File::load(Path::new("/")), Err(ReadError::Intake(IntakeError::Folder(_)))));
    }
}
