//! Files that leave the ledger: written whole or not at all, for their owner's eyes alone.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use tempfile::Builder;

/// Why a file was not written; what was there is as it was.
#[derive(Debug)]
pub enum OutputError {
    /// There is a file of that name, and it was not said that it may be replaced.
    Exists,
    /// The system does not let it be written.
    Io(io::Error),
}

impl From<io::Error> for OutputError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Writes a file by `fill`: beside its place, under a name of its own, and only the whole file, safe
/// on the disk, gets its name. Only its owner may read it (0600).
///
/// # Errors
/// [`OutputError`]; then there is no new file, and an old one is as it was.
pub fn write(
    path: &Path,
    overwrite: bool,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), OutputError> {
    // A link stays a link: what it points at is replaced.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    if !overwrite && target.exists() {
        return Err(OutputError::Exists);
    }
    let folder = folder_of(&target);
    let mut draft = Builder::new().prefix(".huitoukan-").suffix(".new").tempfile_in(folder)?;
    fill(draft.as_file_mut())?;
    draft.as_file().sync_all()?;
    let kept = if overwrite { draft.persist(&target) } else { draft.persist_noclobber(&target) };
    match kept {
        Ok(_) => {
            // The name is to last through a power failure as well; not every disk can be asked for that.
            let _ = File::open(folder_of(&target)).and_then(|folder| folder.sync_all());
            Ok(())
        }
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Err(OutputError::Exists),
        Err(failed) => Err(failed.error.into()),
    }
}

/// A file without a name on the disk of `path`, for what is made before it gets its place: nobody else can open
/// it, and it is gone when it is closed, whatever happens to this program.
///
/// # Errors
/// Where there is no such folder, or nothing can be written there.
pub fn scratch(path: &Path) -> io::Result<File> {
    tempfile::tempfile_in(folder_of(path))
}

/// The folder in which a file stands or would stand.
pub fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, io::Write};

    use super::*;

    #[test]
    fn a_file_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("台账.bin");
        let put = |text: &'static str| move |file: &mut File| file.write_all(text.as_bytes());
        write(&path, false, put("一")).unwrap();
        assert!(matches!(write(&path, false, put("二")), Err(OutputError::Exists)));
        let fails = |file: &mut File| {
            file.write_all(b"half")?;
            Err(io::Error::other("disk"))
        };
        assert!(matches!(write(&path, true, fails), Err(OutputError::Io(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "一");
        write(&path, true, put("二")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "二");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write(&path, false, |_| Ok(())).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
