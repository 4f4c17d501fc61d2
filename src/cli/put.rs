//! Writes a file: whole or not at all, for its owner only.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use crate::words::Words;

use super::exit::Failure;

/// Whether a file may be written to `path`, asked before the work is done.
///
/// # Errors
/// [`Failure::Refused`] where it may not.
pub(super) fn check(path: &Path, overwrite: bool, words: &Words) -> Result<(), Failure> {
    let say = &words.export.done;
    let name = path.display().to_string();
    if path.is_dir() || path.file_name().is_none() {
        return Err(Failure::Refused((say.folder)(&name)));
    }
    if !overwrite && path.symlink_metadata().is_ok() {
        return Err(Failure::Refused((say.exists)(&name)));
    }
    Ok(())
}

/// Writes `bytes` to a file beside `path` and puts that in its place.
///
/// # Errors
/// [`Failure::Refused`] where it cannot; then nothing was changed.
pub(super) fn put(path: &Path, bytes: &[u8], overwrite: bool, words: &Words) -> Result<(), Failure> {
    check(path, overwrite, words)?;
    let say = &words.export.done;
    let name = path.display().to_string();
    // A Ctrl-C from here on is heard when the file stands.
    let _held = hold_interrupt();
    written(path, bytes, overwrite).map_err(|error| {
        Failure::Refused(match error.kind() {
            ErrorKind::AlreadyExists => (say.exists)(&name),
            _ => (say.cannot_write)(&name, &error.to_string()),
        })
    })
}

fn written(path: &Path, bytes: &[u8], overwrite: bool) -> io::Result<()> {
    let beside = beside(path);
    let done = fill(&beside, bytes).and_then(|()| into_place(&beside, path, overwrite));
    if done.is_err() {
        // What was begun is worth nothing; that it cannot be removed changes nothing of the failure.
        let _ = fs::remove_file(&beside);
    }
    done
}

/// A name in the same folder, so that it can be renamed.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

fn fill(beside: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = make(beside)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn make(beside: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(beside)
}

fn into_place(beside: &Path, path: &Path, overwrite: bool) -> io::Result<()> {
    if !overwrite {
        // A link, unlike a rename, does not overwrite what came meanwhile. Some file systems have none.
        match fs::hard_link(beside, path) {
            Ok(()) => return fs::remove_file(beside),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(error),
            Err(_) => {}
        }
    }
    fs::rename(beside, path)
}

/// Keeps Ctrl-C from ending the program while the file is put in its place.
#[cfg(unix)]
fn hold_interrupt() -> Option<Held> {
    let heard = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let id = signal_hook::flag::register(signal_hook::consts::SIGINT, std::sync::Arc::clone(&heard)).ok()?;
    Some(Held { heard, id })
}

#[cfg(not(unix))]
fn hold_interrupt() {}

/// A Ctrl-C that is held back; it is let go when this is dropped.
#[cfg(unix)]
struct Held {
    heard: std::sync::Arc<std::sync::atomic::AtomicBool>,
    id: signal_hook::SigId,
}

#[cfg(unix)]
impl Drop for Held {
    fn drop(&mut self) {
        signal_hook::low_level::unregister(self.id);
        if self.heard.load(std::sync::atomic::Ordering::Relaxed) {
            // Ends the program as the signal would have; where it does not, the file stands all the same.
            let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGINT);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::words::ZH;

    use super::*;

    #[test]
    fn a_file_is_written_once_for_its_owner_and_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("台账.csv");
        put(&path, b"one", false, &ZH).unwrap();
        assert!(matches!(put(&path, b"two", false, &ZH), Err(Failure::Refused(_))));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        put(&path, b"two", true, &ZH).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(matches!(put(folder.path(), b"x", true, &ZH), Err(Failure::Refused(_))));
        assert!(put(&folder.path().join("no/x"), b"x", true, &ZH).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
