//! Errors of the system in English.

use std::io::{Error, ErrorKind};

/// See [`crate::words::io`].
pub fn io(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::PermissionDenied => "permission denied",
        ErrorKind::IsADirectory => "this is a folder, not a file",
        ErrorKind::NotADirectory => "a part of the path is no folder",
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::AlreadyExists => "a file of this name is there",
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        ErrorKind::BrokenPipe => "the other end is closed",
        _ => return error.to_string(),
    }
    .to_owned()
}
