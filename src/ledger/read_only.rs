//! Opening a ledger that cannot be written: for reading alone.
//!
//! SQLite keeps two files beside one that is used by several processes (`-wal`, `-shm`), also where it is only
//! read. Where they cannot be made:
//!
//! - the disk is full: the file is held alone while it is open (`locking_mode=EXCLUSIVE`), which needs no `-shm`.
//!   Other processes wait or are told that it is in use.
//! - file or folder cannot be written: it is read as one that nobody changes (`immutable=1`), which reads what
//!   stands in the file and takes no lock. That is only right where nobody else can write there either: on a
//!   file system that is read-only, or in a folder into which nobody may write. And nothing may wait in `-wal`,
//!   which is not looked at then. Elsewhere it is refused as before.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;

use super::{
    Ledger,
    error::What,
    open::{PATIENCE, known_id, prepare, refuse_what_is_not_ours},
    private::beside,
    schema,
    search::Titles,
};

/// Opens the file that cannot be opened for writing because of `why`.
pub(super) fn open(path: &Path, why: What) -> Result<Ledger, What> {
    let opened = match why {
        What::ReadOnly => shared(path).or_else(|_| immutable(path)),
        _ => alone(path),
    };
    // What cannot be read either is told as what it was at first.
    let ready = opened.and_then(|connection| ready(connection, path, why.clone()));
    ready.map_err(|_| why)
}

/// As any reader: what other processes write is seen. Needs the files beside it.
fn shared(path: &Path) -> Result<Connection, What> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    refuse_what_is_not_ours(&connection)?;
    Ok(connection)
}

const NO_MUTEX: OpenFlags = OpenFlags::SQLITE_OPEN_NO_MUTEX;

/// As a file that nobody changes.
fn immutable(path: &Path) -> Result<Connection, What> {
    if !nobody_writes(path) {
        return Err(What::ReadOnly);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | NO_MUTEX;
    Ok(Connection::open_with_flags(format!("file:{}?immutable=1", escaped(path)?), flags)?)
}

/// As whoever uses it alone: for a disk on which nothing can be made.
fn alone(path: &Path) -> Result<Connection, What> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    // Before the file is looked at for the first time, else it has no effect on this.
    connection.query_row("PRAGMA locking_mode=EXCLUSIVE", [], |_| Ok(()))?;
    refuse_what_is_not_ours(&connection)?;
    Ok(connection)
}

pub(super) fn ready(connection: Connection, path: &Path, why: What) -> Result<Ledger, What> {
    refuse_what_is_not_ours(&connection)?;
    prepare(&connection)?;
    // An older form would have to be brought up to date first, which is writing; but one that lacks only what
    // follows from the rest can be asked as it is.
    let version = schema::version(&connection)?;
    if version < schema::OLDEST_READ {
        return Err(why);
    }
    let id = known_id(&connection)?.unwrap_or_default();
    let id = Uuid::parse_str(&id).map_err(|error| What::Damaged(error.to_string()))?;
    let indexed = version > schema::WITHOUT_INDEX;
    Ok(Ledger { connection, path: path.to_owned(), id, shut: Some(why), indexed, titles: Titles::default() })
}

/// Whether neither this process nor another one can write the file, and nothing waits beside it.
fn nobody_writes(path: &Path) -> bool {
    let waits = |tail: &str| std::fs::symlink_metadata(beside(path, tail)).is_ok();
    if waits("-wal") || waits("-journal") {
        return false;
    }
    // Of a link the folder counts in which the file itself stands.
    let Ok(file) = path.canonicalize() else { return false };
    let Some(folder) = file.parent() else { return false };
    match tempfile::tempfile_in(folder) {
        Ok(_) => false,
        Err(error) if error.kind() == std::io::ErrorKind::ReadOnlyFilesystem => true,
        Err(_) => closed_to_all(folder),
    }
}

/// Whether nobody may write into a folder. Who administers the computer can nevertheless.
#[cfg(unix)]
fn closed_to_all(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(folder).is_ok_and(|facts| facts.permissions().mode() & 0o222 == 0)
}

/// Who may write into a folder is not known here.
#[cfg(not(unix))]
fn closed_to_all(_folder: &Path) -> bool {
    false
}

/// A path as it stands in a URI.
fn escaped(path: &Path) -> Result<String, What> {
    let path = path.canonicalize().map_err(|error| What::CannotOpen(error.to_string()))?;
    let text = path.to_str().ok_or(What::ReadOnly)?;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            '?' => out.push_str("%3f"),
            '#' => out.push_str("%23"),
            '\\' => out.push('/'),
            c => out.push(c),
        }
    }
    Ok(out)
}

#[cfg(test)]
#[path = "read_only_tests.rs"]
mod tests;
