//! Writes a file for a command: what stands in its way is told before the work is done, and Ctrl-C does not
//! break into it.

use std::{fs::File, io, path::Path};

use crate::{
    report::output::{self, OutputError},
    words::Words,
};

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

/// Copies a file that was made to `path`, whole or not at all.
///
/// # Errors
/// [`Failure::Refused`] where it cannot; then nothing was changed.
pub(super) fn put(path: &Path, made: &mut File, overwrite: bool, words: &Words) -> Result<(), Failure> {
    check(path, overwrite, words)?;
    let say = &words.export.done;
    let name = path.display().to_string();
    // A Ctrl-C from here on is heard when the file stands.
    let _held = hold_interrupt();
    output::write(path, overwrite, |file| io::copy(made, file).map(drop)).map_err(|error| {
        Failure::Refused(match error {
            OutputError::Exists => (say.exists)(&name),
            OutputError::Io(error) => (say.cannot_write)(&name, &(words.io)(&error)),
        })
    })
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
    use std::{
        fs,
        io::{Seek, Write},
    };

    use super::*;
    use crate::words::ZH;

    #[test]
    fn what_stands_in_the_way_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("台账.csv");
        let put = |path: &Path, bytes: &[u8], overwrite| {
            let mut made = output::scratch(&folder.path().join("x")).unwrap();
            made.write_all(bytes).unwrap();
            made.rewind().unwrap();
            put(path, &mut made, overwrite, &ZH)
        };
        put(&path, b"one", false).unwrap();
        assert!(matches!(put(&path, b"two", false), Err(Failure::Refused(_))));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        put(&path, b"two", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(matches!(put(folder.path(), b"x", true), Err(Failure::Refused(_))));
        assert!(put(&folder.path().join("no/x"), b"x", true).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
