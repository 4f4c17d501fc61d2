//! Why a file gives no notice, in words.

use std::io::ErrorKind;

use crate::{
    intake::{Fault, IntakeError, MAX_BYTES},
    reading::ReadError,
    words::read::Read,
};

/// Why a file was not read, without its name.
pub(super) fn of_reading(error: &ReadError, words: &Read) -> String {
    match error {
        ReadError::Intake(error) => of_file(error, words),
        ReadError::NotRegular(_) => words.not_regular.to_owned(),
        ReadError::NoReader { source, .. } => (words.no_reader)(&(words.io)(source)),
    }
}

/// Why a file could not be opened or gives no text, without its name.
fn of_file(error: &IntakeError, words: &Read) -> String {
    match error {
        IntakeError::Io { source, .. } => match source.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => words.not_found.to_owned(),
            ErrorKind::PermissionDenied => words.not_allowed.to_owned(),
            _ => (words.cannot_open)(&(words.io)(source)),
        },
        IntakeError::Folder(_) => words.folder.to_owned(),
        IntakeError::Refused { fault, .. } => of_fault(*fault, words),
    }
}

/// Why a file's bytes give no text.
fn of_fault(fault: Fault, words: &Read) -> String {
    match fault {
        Fault::TooLarge => (words.too_large)(MAX_BYTES >> 20),
        Fault::Empty => words.empty.to_owned(),
        Fault::Unread(format) => (words.unread)(format),
        Fault::Damaged(format) => (words.damaged)(format),
        Fault::Locked(format) => (words.locked)(format),
        Fault::Scan => words.scan.to_owned(),
        Fault::Unmappable => words.unmappable.to_owned(),
        Fault::Beyond(limit) => (words.beyond)(limit),
        Fault::Crashed => words.crashed.to_owned(),
    }
}
