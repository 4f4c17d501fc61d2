//! Files and folders that are their owner's alone: what inspectors keep is unpublished.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::intake;

use super::error::What;

/// What is told how many more bytes were done, and says whether to go on.
pub type Tick<'a> = &'a mut dyn FnMut(u64) -> bool;

/// How many bytes are read at once.
const CHUNK: usize = 1 << 16;

/// Makes a new file that only its owner may read and write (0600).
///
/// # Errors
/// Where it is there, or cannot be made.
pub(super) fn create_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a folder that only its owner may enter (0700), and those above it; one that is there stays as it is.
///
/// # Errors
/// Where it cannot be made.
pub(super) fn folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes the folder in which a file is to stand.
///
/// # Errors
/// [`What::CannotOpen`] where it cannot be made.
pub fn folder_of(path: &Path) -> Result<(), What> {
    let made = path.parent().map_or(Ok(()), folder);
    made.map_err(|error| What::CannotOpen(error.to_string()))
}

/// The path with something behind its last name.
pub(super) fn beside(path: &Path, tail: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(tail);
    PathBuf::from(name)
}

/// With this begins the name of what is being made ready.
pub(super) const DRAFT: &str = ".huitoukan-";

/// A name in the folder of `path` under which something is made ready.
pub(super) fn draft(path: &Path, tail: &str) -> PathBuf {
    path.with_file_name(format!("{DRAFT}{}.{tail}", Uuid::new_v4()))
}

/// Whether something stands there, be it a link to nothing.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether both name one file that is there.
pub(super) fn same(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

/// Makes sure that a new or another name in the folder of `path` outlives a power failure; where the system
/// knows no such thing, nothing.
pub(super) fn keep_name(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = File::open(folder) {
        // Some file systems refuse it for folders.
        let _ = folder.sync_all();
    }
}

/// Reads to the end, but no more than `most` bytes and one, and writes it to `to`; gives the number of bytes
/// and their SHA-256 in small hexadecimal digits.
///
/// # Errors
/// Where reading or writing fails; [`io::ErrorKind::Interrupted`] where `tick` wants no more.
pub fn pour(
    from: &mut impl Read,
    most: u64,
    mut to: Option<&mut File>,
    tick: Tick<'_>,
) -> io::Result<(u64, String)> {
    let mut from = from.take(most.saturating_add(1));
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    let mut size = 0;
    loop {
        let count = match from.read(&mut chunk) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let bytes = chunk.get(..count).unwrap_or_default();
        hasher.update(bytes);
        if let Some(to) = to.as_deref_mut() {
            to.write_all(bytes)?;
        }
        let count = u64::try_from(count).unwrap_or_default();
        size += count;
        if !tick(count) {
            return Err(io::ErrorKind::Interrupted.into());
        }
    }
    Ok((size, intake::hex(hasher.finalize())))
}

/// Overwrites a file once and removes it; a link is removed, not followed.
///
/// # Errors
/// Where it cannot be written or removed.
pub(super) fn wipe(path: &Path) -> io::Result<()> {
    let facts = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        facts => facts?,
    };
    if facts.is_file() {
        let mut file = OpenOptions::new().write(true).open(path)?;
        let zeros = [0; CHUNK];
        let mut left = facts.len();
        while left > 0 {
            let count = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
            file.write_all(zeros.get(..count).unwrap_or_default())?;
            left = left.saturating_sub(u64::try_from(count).unwrap_or(left));
        }
        // Before the name goes, else the system may never write the zeros.
        file.sync_all()?;
    }
    fs::remove_file(path)
}

/// Overwrites every file in a folder once and removes the folder; links are not followed. Gives how many
/// files there were.
///
/// # Errors
/// Where something cannot be written or removed.
pub(super) fn wipe_folder(path: &Path) -> io::Result<usize> {
    if !exists(path) {
        return Ok(0);
    }
    let mut count = 0;
    for entry in walkdir::WalkDir::new(path).follow_root_links(false).contents_first(true) {
        let entry = entry.map_err(io::Error::from)?;
        if entry.file_type().is_dir() {
            fs::remove_dir(entry.path())?;
        } else {
            wipe(entry.path())?;
            count += 1;
        }
    }
    keep_name(path);
    Ok(count)
}
