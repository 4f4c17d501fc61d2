//! Copies of a ledger that are kept elsewhere, and taking them back.
//!
//! A backup is one file as of one moment, made while others may write, without what was deleted; the copies
//! of evidence stand beside it in `FILE.files`. It is looked through before it gets its name. Evidence that
//! is kept by reference is not in it.
//!
//! A restored ledger goes on with a chain of its own: the ledger from which the backup was made may have been
//! written on since, and two different events must not have one number.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use super::{
    Ledger, LedgerError,
    chain::VerifyFault,
    error::What,
    evidence::{self, Unfit},
    followup::Evidence,
    open::{file_error, make_private, open_file},
    private::{self, Tick, beside},
};

/// The files that SQLite keeps beside its own.
pub(super) const SIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// What a copy came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Copied {
    /// Notices in it.
    pub notices: usize,
    /// Events in it.
    pub events: usize,
    /// Copies of evidence that went with it.
    pub files: usize,
    /// Pieces of evidence that are kept by reference and did not go with it.
    pub referenced: usize,
    /// Copies of evidence that did not go with it, because they are damaged or gone.
    pub lost: Vec<(Evidence, Unfit)>,
    /// The name under which what stood in the place was put by.
    pub put_by: Option<PathBuf>,
}

/// Why a copy is not made; then nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopyFault {
    /// The ledger or the copy cannot be used.
    Ledger(LedgerError),
    /// The backup that is to be restored cannot be used.
    Backup(LedgerError),
    /// Something stands there already.
    Exists(PathBuf),
    /// Both are the same file.
    Itself(PathBuf),
    /// The copy is not in order.
    Broken(PathBuf, Vec<VerifyFault>),
    /// A copy of evidence cannot be written; the system's words.
    Evidence(PathBuf, String),
    /// Whoever wanted it wants no more.
    Cancelled,
}

impl From<LedgerError> for CopyFault {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

impl Ledger {
    /// Writes a copy of the ledger, as of now, to `target`. With `overwrite` it takes the place of a former
    /// one. `tick` hears of the bytes of evidence that were copied.
    ///
    /// # Errors
    /// [`CopyFault`]; then what stood at `target` is as it was.
    pub fn backup(&self, target: &Path, overwrite: bool, tick: Tick<'_>) -> Result<Copied, CopyFault> {
        let fail = |what: What| CopyFault::Ledger(LedgerError::new(target, what));
        check_target(target).map_err(fail)?;
        if private::same(&self.path, target) {
            return Err(CopyFault::Itself(target.to_owned()));
        }
        if private::exists(target) && !overwrite {
            return Err(CopyFault::Exists(target.to_owned()));
        }
        // A ledger that is in use; its log would be taken for that of the new file.
        if fs::metadata(beside(target, "-wal")).is_ok_and(|log| log.len() > 0) {
            return Err(fail(What::Busy));
        }
        let draft = private::draft(target, "new");
        let files = evidence::folder(target);
        let mut added = Vec::new();
        let made = self.copy_to(&draft).map_err(fail).and_then(|()| {
            let (mut copied, wanted) = look_at(&draft, target, |_| Ok(()))?;
            let from = evidence::folder(&self.path);
            carry_all(&from, &files, &wanted, &mut copied, &mut added, tick)?;
            File::open(&draft).and_then(|file| file.sync_all()).map_err(|error| fail(file_error(&error)))?;
            publish(&draft, target, overwrite)?;
            if overwrite {
                drop_others(&files, &wanted);
            }
            Ok(copied)
        });
        clear(&draft);
        if made.is_err() {
            take_away(&files, &added);
        }
        made
    }

    fn copy_to(&self, draft: &Path) -> Result<(), What> {
        make_private(draft)?;
        let name = draft.to_str().ok_or_else(|| What::CannotOpen(draft.display().to_string()))?;
        // One view, whoever writes meanwhile, and nothing of what was deleted.
        self.connection.execute("VACUUM INTO ?1", [name])?;
        Ok(())
    }
}

/// Makes the ledger at `target` what the backup `from` is. What stands at `target` is put by under its name and
/// `.before-restore-` and `put_by`, with its evidence; without `put_by` it is not touched.
///
/// # Errors
/// [`CopyFault`]; then what stood at `target` is as it was.
pub fn restore(
    from: &Path,
    target: &Path,
    put_by: Option<&str>,
    tick: Tick<'_>,
) -> Result<Copied, CopyFault> {
    let fail = |what: What| CopyFault::Ledger(LedgerError::new(target, what));
    check_source(from).map_err(|what| CopyFault::Backup(LedgerError::new(from, what)))?;
    check_target(target).map_err(fail)?;
    if private::same(from, target) {
        return Err(CopyFault::Itself(target.to_owned()));
    }
    if private::exists(target) && put_by.is_none() {
        return Err(CopyFault::Exists(target.to_owned()));
    }
    let draft = private::draft(target, "new");
    let files = private::draft(target, "files");
    let made = bring(from, &draft).map_err(fail).and_then(|()| {
        let (mut copied, wanted) = look_at(&draft, from, Ledger::begin_anew).map_err(of_backup)?;
        carry_all(&evidence::folder(from), &files, &wanted, &mut copied, &mut Vec::new(), tick)?;
        File::open(&draft).and_then(|file| file.sync_all()).map_err(|error| fail(file_error(&error)))?;
        put_in_place(&draft, &files, target, put_by, &mut copied)?;
        Ok(copied)
    });
    clear(&draft);
    // Moved away where all went well.
    let _ = fs::remove_dir_all(&files);
    made
}

/// What was looked at is the backup, not the ledger.
fn of_backup(fault: CopyFault) -> CopyFault {
    match fault {
        CopyFault::Ledger(error) => CopyFault::Backup(error),
        other => other,
    }
}

fn check_target(target: &Path) -> Result<(), What> {
    if target.is_dir() {
        return Err(What::IsFolder);
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    if folder.is_some_and(|folder| !folder.is_dir()) { Err(What::NoFolder) } else { Ok(()) }
}

fn check_source(from: &Path) -> Result<(), What> {
    match fs::metadata(from) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(What::Missing),
        Err(error) => Err(file_error(&error)),
        Ok(facts) if facts.is_dir() => Err(What::IsFolder),
        Ok(facts) if !facts.is_file() => Err(What::NotALedger),
        Ok(facts) if facts.len() == 0 => Err(What::Empty),
        Ok(_) => Ok(()),
    }
}

/// Copies a backup, which may stand where nothing can be written and is not to be changed, with the log that a
/// copy by hand may have.
fn bring(from: &Path, draft: &Path) -> Result<(), What> {
    for tail in ["", "-wal"] {
        let source = beside(from, tail);
        if tail.is_empty() || fs::metadata(&source).is_ok_and(|log| log.len() > 0) {
            let copy = || -> io::Result<()> {
                let mut to = private::create_new(&beside(draft, tail))?;
                io::copy(&mut File::open(&source)?, &mut to)?;
                to.sync_all()
            };
            copy().map_err(|error| file_error(&error))?;
        }
    }
    Ok(())
}

/// Opens a copy that was made ready, looks through it, lets `change` change it, and counts what it holds.
/// Errors name it as `name`.
fn look_at(
    draft: &Path,
    name: &Path,
    change: fn(&mut Ledger) -> Result<(), LedgerError>,
) -> Result<(Copied, Vec<Evidence>), CopyFault> {
    let renamed = |error: LedgerError| CopyFault::Ledger(LedgerError::new(name, error.what));
    let mut ledger = open_file(draft).map_err(|what| renamed(LedgerError::new(name, what)))?;
    let report = ledger.verify_file().map_err(renamed)?;
    // What can be mended is no reason to be without a copy.
    if !report.faults.iter().all(VerifyFault::mendable) {
        return Err(CopyFault::Broken(name.to_owned(), report.faults));
    }
    change(&mut ledger).map_err(renamed)?;
    let (notices, wanted) =
        ledger.ask(|connection| Ok((count(connection)?, evidence::copied(connection)?))).map_err(renamed)?;
    let referenced =
        ledger.evidence(None).map_err(renamed)?.iter().filter(|held| held.file.path.is_some()).count();
    // Closing writes everything into the one file.
    let closed = ledger.connection.close();
    closed.map_err(|(_, error)| renamed(LedgerError::new(name, What::from(error))))?;
    Ok((Copied { notices, events: report.events, referenced, ..Copied::default() }, wanted))
}

fn count(connection: &Connection) -> Result<usize, What> {
    let count: i64 = connection.query_row(
        "SELECT count(*) FROM notices WHERE withdrawn = 0 AND same_as IS NULL",
        [],
        |row| row.get(0),
    )?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Copies the evidence; what is damaged or gone is told and stops nothing. `added` gets what was not there.
fn carry_all(
    from: &Path,
    to: &Path,
    wanted: &[Evidence],
    copied: &mut Copied,
    added: &mut Vec<PathBuf>,
    tick: Tick<'_>,
) -> Result<(), CopyFault> {
    // What came before may have taken long.
    if !tick(0) {
        return Err(CopyFault::Cancelled);
    }
    for file in wanted {
        match evidence::carry(from, to, file, tick) {
            Ok(new) => {
                copied.files += 1;
                added.extend(evidence::place(to, &file.sha256).filter(|_| new));
            }
            Err(Unfit::Cancelled) => return Err(CopyFault::Cancelled),
            Err(Unfit::CannotKeep(why)) => return Err(CopyFault::Evidence(to.to_owned(), why)),
            Err(why) => copied.lost.push((file.clone(), why)),
        }
    }
    Ok(())
}

/// Gives a file that was made ready its name.
fn publish(draft: &Path, target: &Path, overwrite: bool) -> Result<(), CopyFault> {
    let fail = |error: io::Error| CopyFault::Ledger(LedgerError::new(target, file_error(&error)));
    if overwrite {
        // Empty ones may be left.
        for tail in SIDE {
            let _ = fs::remove_file(beside(target, tail));
        }
        fs::rename(draft, target).map_err(fail)?;
    } else {
        match fs::hard_link(draft, target) {
            Ok(()) => {}
            // Somebody was faster, or the disk knows no second name for a file.
            Err(_) if private::exists(target) => return Err(CopyFault::Exists(target.to_owned())),
            Err(_) => fs::rename(draft, target).map_err(fail)?,
        }
    }
    private::keep_name(target);
    Ok(())
}

/// Puts by what stands at `target` and gives its place to what was made ready.
fn put_in_place(
    draft: &Path,
    files: &Path,
    target: &Path,
    put_by: Option<&str>,
    copied: &mut Copied,
) -> Result<(), CopyFault> {
    let fail = |what: What| CopyFault::Ledger(LedgerError::new(target, what));
    let mut moved = Vec::new();
    let mut put = || -> Result<(), CopyFault> {
        if let Some(time) = put_by.filter(|_| private::exists(target)) {
            // A damaged one is put by as it is.
            if let Err(What::Busy) = quiet(target) {
                return Err(fail(What::Busy));
            }
            let aside = free(&beside(target, &format!(".before-restore-{time}")));
            for tail in SIDE.iter().chain(&[".files"]) {
                let (old, new) = (beside(target, tail), beside(&aside, tail));
                if private::exists(&old) {
                    fs::rename(&old, &new).map_err(|error| fail(file_error(&error)))?;
                    moved.push((old, new));
                }
            }
            // A second name, so that there is a ledger at every moment; some disks know none.
            if fs::hard_link(target, &aside).is_err() {
                fs::rename(target, &aside).map_err(|error| fail(file_error(&error)))?;
                moved.push((target.to_owned(), aside.clone()));
            }
            copied.put_by = Some(aside);
        }
        adopt(files, &evidence::folder(target)).map_err(|error| fail(file_error(&error)))?;
        publish(draft, target, copied.put_by.is_some())
    };
    let done = put();
    if done.is_err() {
        if let Some(aside) = copied.put_by.as_ref().filter(|_| private::exists(target)) {
            // Only the second name goes.
            let _ = fs::remove_file(aside);
        }
        for (old, new) in moved.iter().rev() {
            // It had this name a moment ago.
            let _ = fs::rename(new, old);
        }
    }
    done
}

/// Makes a folder of evidence that was made ready the ledger's; one that is there without a ledger is filled.
fn adopt(files: &Path, folder: &Path) -> io::Result<()> {
    if !files.is_dir() {
        return Ok(());
    }
    if !private::exists(folder) {
        return fs::rename(files, folder);
    }
    for entry in
        walkdir::WalkDir::new(files).into_iter().flatten().filter(|entry| entry.file_type().is_file())
    {
        if let Some(path) = entry.file_name().to_str().and_then(|hash| evidence::place(folder, hash)) {
            if let Some(above) = path.parent() {
                private::folder(above)?;
            }
            fs::rename(entry.path(), path)?;
        }
    }
    Ok(())
}

/// The path, or one with a number behind it, where nothing stands.
fn free(path: &Path) -> PathBuf {
    let numbered = (2..).map(|number: u32| beside(path, &format!("-{number}")));
    std::iter::once(path.to_owned()).chain(numbered).find(|path| !private::exists(path)).unwrap_or_default()
}

/// Writes the log of a ledger into its file and removes it: possible only where nobody has it open.
///
/// # Errors
/// [`What::Busy`] where somebody has; else where it cannot be opened.
pub(super) fn quiet(path: &Path) -> Result<(), What> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    alone(&connection)?;
    connection.close().map_err(|(_, error)| What::from(error))
}

/// Leaves the mode with a log, for which nobody else may have the file open.
pub(super) fn alone(connection: &Connection) -> Result<(), What> {
    connection.busy_timeout(std::time::Duration::from_secs(2))?;
    let mode: String = connection.query_row("PRAGMA journal_mode=DELETE", [], |row| row.get(0))?;
    if mode == "delete" { Ok(()) } else { Err(What::Busy) }
}

/// Removes what was made ready and did not get its name.
fn clear(draft: &Path) {
    for tail in SIDE.iter().chain(&[""]) {
        // Most are not there.
        let _ = fs::remove_file(beside(draft, tail));
    }
}

fn take_away(folder: &Path, added: &[PathBuf]) {
    for path in added {
        let _ = fs::remove_file(path);
        let _ = path.parent().map(fs::remove_dir);
    }
    // Only where it is empty.
    let _ = fs::remove_dir(folder);
}

/// Removes copies that belonged to the former backup alone.
fn drop_others(folder: &Path, wanted: &[Evidence]) {
    let keep: Vec<PathBuf> = wanted.iter().filter_map(|file| evidence::place(folder, &file.sha256)).collect();
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten() {
        let name = entry.file_name().to_str().unwrap_or_default();
        let ours = evidence::place(folder, name).is_some_and(|place| place == entry.path());
        if ours && !keep.iter().any(|path| path == entry.path()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
#[path = "backup_tests.rs"]
mod tests;
