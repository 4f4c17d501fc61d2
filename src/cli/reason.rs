//! Why a file gives no notice, in words.

use std::io::ErrorKind;

use crate::{
    intake::{IntakeError, MAX_BYTES},
    words::read::Read,
};

/// Why a file could not be read, without its name.
pub(super) fn of_file(error: &IntakeError, words: &Read) -> String {
    match error {
        IntakeError::Io { source, .. } => match source.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => words.not_found.to_owned(),
            ErrorKind::PermissionDenied => words.not_allowed.to_owned(),
            _ => (words.cannot_open)(&source.to_string()),
        },
        IntakeError::Folder(_) => words.folder.to_owned(),
        IntakeError::TooLarge(_) => (words.too_large)(MAX_BYTES >> 20),
        IntakeError::Empty(_) => words.empty.to_owned(),
        IntakeError::Unread { format, .. } => (words.unread)(*format),
    }
}
