//! Evidence (佐证材料): the files that prove what was found at a check.
//!
//! A file is kept by reference, where it stands, or copied into the ledger's folder `LEDGER.files`, under
//! the first two digits of its SHA-256 and then all of them: the same content is there once, whatever it was
//! called. A copy is on disk before the event that names it is written.

use std::{
    collections::{BTreeSet, HashSet},
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use rusqlite::Connection;
use uuid::Uuid;

use crate::words::{io::of_kept, share::Share};

use super::{
    Ledger, LedgerError,
    backup::SIDE,
    chain::{VerifyFault, VerifyRemark, VerifyReport},
    error::What,
    followup::{Change, Event, Evidence, fold},
    private::{self, Tick},
    stored,
    types::IssueId,
};

/// The largest file that can be evidence, in bytes: 1 GB. Larger ones (videos) are better named in a note:
/// a ledger with its evidence is to be carried on a stick.
pub const LARGEST: u64 = 1 << 30;

/// Why a file cannot be evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault {
    /// The file.
    pub path: PathBuf,
    /// What is the matter with it.
    pub why: Unfit,
}

/// What is the matter with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// There is none.
    Missing,
    /// It is a folder, a pipe, a device.
    NotRegular,
    /// It is larger than [`LARGEST`]; its size in bytes where that is known.
    TooLarge(u64),
    /// It is the ledger itself, or one of the files that are kept beside it.
    OfTheLedger,
    /// Its name is no Unicode and cannot be written down.
    Name,
    /// It cannot be read; the system's words.
    Unreadable(String),
    /// The ledger's folder cannot be written; the system's words.
    CannotKeep(String),
    /// It is not what it was when it was added.
    Changed,
    /// Whoever wanted it wants no more.
    Cancelled,
}

impl FileFault {
    /// What to tell the user.
    pub fn explain(&self, words: &Share) -> String {
        let path = self.path.display().to_string();
        match &self.why {
            Unfit::Missing => (words.file_missing)(&path),
            Unfit::NotRegular => (words.file_not_regular)(&path),
            Unfit::TooLarge(size) => (words.file_too_large)(&path, size.div_ceil(1 << 20), LARGEST >> 20),
            Unfit::OfTheLedger => (words.file_of_the_ledger)(&path),
            Unfit::Name => (words.file_name)(&path),
            Unfit::Unreadable(why) => (words.file_unreadable)(&path, &of_kept(words.io, why)),
            Unfit::CannotKeep(why) => (words.file_cannot_keep)(&path, &of_kept(words.io, why)),
            Unfit::Changed => (words.file_changed)(&path),
            Unfit::Cancelled => words.cancelled.to_owned(),
        }
    }
}

/// How a piece of evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// As it was when it was added.
    Whole,
    /// Its content is another.
    Changed,
    /// It is not there.
    Gone,
    /// It cannot be read.
    Unreadable,
}

/// A piece of evidence, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The issue.
    pub issue: IssueId,
    /// Its id for people.
    pub key: String,
    /// The file.
    pub file: Evidence,
    /// Who added it.
    pub author: String,
    /// When.
    pub time: Timestamp,
    /// In which ledger.
    pub ledger: Uuid,
    /// Where it should stand; `None` where the event names no place there could be.
    pub place: Option<PathBuf>,
}

/// The folder for copies that belongs to the ledger at `path`.
pub fn folder(path: &Path) -> PathBuf {
    private::beside(path, ".files")
}

/// Where a copy stands in a folder for copies; `None` for what is no SHA-256: events may come from elsewhere,
/// and must not name a path.
pub fn place(folder: &Path, sha256: &str) -> Option<PathBuf> {
    let hex = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let first: String = sha256.chars().take(2).collect();
    hex.then(|| folder.join(first).join(sha256))
}

impl Ledger {
    /// Makes a file ready to be attached: its name, size and hash; with `copy` a copy of it is on disk.
    ///
    /// # Errors
    /// A [`FileFault`]; then nothing is kept.
    pub fn take_evidence(&self, path: &Path, copy: bool, tick: Tick<'_>) -> Result<Evidence, FileFault> {
        let fault = |why| FileFault { path: path.to_owned(), why };
        // What changes with every mark, or is evidence already, proves nothing.
        if of_the_ledger(&self.path, path) {
            return Err(fault(Unfit::OfTheLedger));
        }
        take(&folder(&self.path), path, copy, tick).map_err(fault)
    }

    /// The evidence that stands, of one issue or of all, by issue and in the order in which it was added.
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn evidence(&self, issue: Option<IssueId>) -> Result<Vec<Held>, LedgerError> {
        let folder = folder(&self.path);
        self.ask(|connection| standing(connection, &folder, issue))
    }
}

/// Whether a piece of evidence is as it was; told by its size where `quick`, else by its content.
pub fn condition(held: &Held, quick: bool, tick: Tick<'_>) -> Condition {
    let Some(path) = &held.place else { return Condition::Gone };
    let facts = match fs::metadata(path) {
        Ok(facts) => facts,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Condition::Gone,
        Err(_) => return Condition::Unreadable,
    };
    if !facts.is_file() || facts.len() != held.file.size {
        return Condition::Changed;
    }
    if quick {
        return Condition::Whole;
    }
    match File::open(path).and_then(|mut file| private::pour(&mut file, held.file.size, None, tick)) {
        Ok((_, hash)) if hash == held.file.sha256 => Condition::Whole,
        Ok(_) => Condition::Changed,
        Err(_) => Condition::Unreadable,
    }
}

/// Whether a file is the ledger, a file that SQLite keeps beside it, or in its folder for copies.
fn of_the_ledger(ledger: &Path, path: &Path) -> bool {
    let beside = SIDE.iter().chain(&[""]).any(|tail| private::same(&private::beside(ledger, tail), path));
    let within = fs::canonicalize(folder(ledger)).and_then(|folder| {
        let whole = fs::canonicalize(path)?;
        Ok(whole.starts_with(folder))
    });
    beside || within.unwrap_or(false)
}

fn take(folder: &Path, path: &Path, copy: bool, tick: Tick<'_>) -> Result<Evidence, Unfit> {
    // Asked before it is opened: opening a pipe waits for whoever writes to it.
    let facts = fs::metadata(path).map_err(unreadable)?;
    if !facts.is_file() {
        return Err(Unfit::NotRegular);
    }
    if facts.len() > LARGEST {
        return Err(Unfit::TooLarge(facts.len()));
    }
    let whole = fs::canonicalize(path).map_err(unreadable)?;
    let name = path.file_name().and_then(|name| name.to_str()).ok_or(Unfit::Name)?.to_owned();
    let mut file = File::open(&whole).map_err(unreadable)?;
    let (size, sha256) = if copy {
        keep(folder, &mut file, None, tick)?
    } else {
        private::pour(&mut file, LARGEST, None, tick).map_err(unreadable)?
    };
    if size > LARGEST {
        return Err(Unfit::TooLarge(size));
    }
    let path = match copy {
        true => None,
        false => Some(whole.to_str().ok_or(Unfit::Name)?.to_owned()),
    };
    Ok(Evidence { name, size, sha256, path, note: None })
}

fn unreadable(error: io::Error) -> Unfit {
    match error.kind() {
        io::ErrorKind::NotFound => Unfit::Missing,
        io::ErrorKind::Interrupted => Unfit::Cancelled,
        _ => Unfit::Unreadable(error.to_string()),
    }
}

fn cannot_keep(error: io::Error) -> Unfit {
    match error.kind() {
        io::ErrorKind::Interrupted => Unfit::Cancelled,
        _ => Unfit::CannotKeep(error.to_string()),
    }
}

/// Copies what `from` gives into the folder for copies, under its hash; only where that is `want`, where one is
/// wanted.
fn keep(folder: &Path, from: &mut File, want: Option<&str>, tick: Tick<'_>) -> Result<(u64, String), Unfit> {
    private::folder(folder).map_err(cannot_keep)?;
    let draft = folder.join(format!(".{}.new", Uuid::new_v4()));
    let kept = private::create_new(&draft).map_err(cannot_keep).and_then(|mut to| {
        let (size, hash) = private::pour(from, LARGEST, Some(&mut to), tick).map_err(cannot_keep)?;
        if size > LARGEST {
            return Err(Unfit::TooLarge(size));
        }
        if want.is_some_and(|want| want != hash) {
            return Err(Unfit::Changed);
        }
        to.sync_all().map_err(cannot_keep)?;
        let path = place(folder, &hash).ok_or(Unfit::Changed)?;
        settle(&draft, &path).map_err(cannot_keep)?;
        private::keep_name(folder);
        Ok((size, hash))
    });
    if kept.is_err() {
        // It may not have been made.
        let _ = fs::remove_file(&draft);
        let _ = fs::remove_dir(folder);
    }
    kept
}

/// Gives a file that was made ready its place. One that is there already has the same content, or should
/// have.
fn settle(draft: &Path, path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        private::folder(folder)?;
        private::keep_name(folder);
    }
    fs::rename(draft, path)?;
    private::keep_name(path);
    Ok(())
}

/// Copies a piece of evidence from one folder for copies to another; gives whether it was not there before.
///
/// # Errors
/// What is the matter with the copy in `from`; [`Unfit::CannotKeep`] where `to` cannot be written.
pub(super) fn carry(from: &Path, to: &Path, file: &Evidence, tick: Tick<'_>) -> Result<bool, Unfit> {
    let (Some(source), Some(target)) = (place(from, &file.sha256), place(to, &file.sha256)) else {
        return Err(Unfit::Name);
    };
    let known = private::exists(&target);
    let mut source = File::open(&source).map_err(unreadable)?;
    keep(to, &mut source, Some(&file.sha256), tick)?;
    Ok(!known)
}

/// Every file of which a copy was ever made in this ledger, whether it still stands or was taken out: an undo
/// may bring it back.
pub(super) fn copied(connection: &Connection) -> Result<Vec<Evidence>, What> {
    let mut statement = connection.prepare_cached("SELECT payload FROM events WHERE kind = 'attach'")?;
    let payloads = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for payload in payloads {
        if let Change::Attach { file } = stored::change_of(&payload)?
            && file.path.is_none()
            && seen.insert(file.sha256.clone())
        {
            all.push(file);
        }
    }
    Ok(all)
}

fn standing(connection: &Connection, folder: &Path, only: Option<IssueId>) -> Result<Vec<Held>, What> {
    let mut issues: Vec<(i64, Vec<Event>)> = match only {
        Some(issue) => vec![(issue.0, stored::of_issue(connection, issue.0)?)],
        None => stored::all(connection)?.into_iter().collect(),
    };
    if only.is_none() {
        issues.retain_mut(|(_, history)| !fold(history).evidence.is_empty());
        let order = super::snapshot::issue_order(connection)?;
        // Those that are shown as they are shown, the others behind them.
        issues.sort_by_cached_key(|(issue, _)| order.get(issue).copied().map_or((1, *issue), |at| (0, at)));
    }
    let own = super::home::own(connection)?;
    let mut all = Vec::new();
    for (issue, mut history) in issues {
        let known = fold(&mut history);
        if known.evidence.is_empty() {
            continue;
        }
        let key: String =
            connection.query_row("SELECT key FROM issues WHERE id = ?1", [issue], |row| row.get(0))?;
        for file in known.evidence {
            let added = |event: &&Event| matches!(&event.change, Change::Attach { file: of } if *of == file);
            let Some(event) = history.iter().rev().filter(|event| !event.undone).find(added) else {
                continue;
            };
            let place = match &file.path {
                // Where a colleague's file stands is a place on the colleague's PC: here the name may be
                // anything, also a computer that would be asked.
                Some(path) => own.contains(&event.ledger).then(|| PathBuf::from(path)),
                None => place(folder, &file.sha256),
            };
            let (author, time, ledger) = (event.author.clone(), event.time, event.ledger);
            all.push(Held { issue: IssueId(issue), key: key.clone(), file, author, time, ledger, place });
        }
    }
    Ok(all)
}

/// Adds what is wrong with the evidence to a report. What a colleague attached stands on the colleague's PC:
/// where it is not here, that is a remark.
pub(super) fn verify(ledger: &Ledger, report: &mut VerifyReport, tick: Tick<'_>) -> Result<(), LedgerError> {
    let own = ledger.ask(super::home::own)?;
    for held in ledger.evidence(None)? {
        let condition = condition(&held, false, tick);
        let foreign = !own.contains(&held.ledger);
        let path =
            held.place.as_ref().map_or_else(|| held.file.sha256.clone(), |path| path.display().to_string());
        let (issue, name) = (held.key, held.file.name);
        match condition {
            Condition::Whole => report.files += 1,
            // Another file may stand here by the name that a path has on another PC.
            _ if foreign && (condition != Condition::Changed || held.file.path.is_some()) => {
                report.remarks.push(VerifyRemark::Elsewhere { issue, name, author: held.author });
            }
            condition => report.faults.push(VerifyFault::Evidence { issue, name, path, condition }),
        }
    }
    let known: BTreeSet<PathBuf> =
        ledger.ask(copied)?.iter().filter_map(|file| place(&folder(&ledger.path), &file.sha256)).collect();
    for entry in walkdir::WalkDir::new(folder(&ledger.path)).sort_by_file_name().into_iter().flatten() {
        if !entry.file_type().is_dir() && !known.contains(entry.path()) {
            report.remarks.push(VerifyRemark::Stray(entry.path().display().to_string()));
        }
    }
    Ok(())
}

/// Adds which of the ledger's files others may read.
#[cfg(unix)]
pub(super) fn verify_permissions(ledger: &Ledger, report: &mut VerifyReport) {
    use std::os::unix::fs::PermissionsExt;
    let side = ["", "-wal", "-shm"].map(|tail| private::beside(&ledger.path, tail));
    let evidence = walkdir::WalkDir::new(folder(&ledger.path)).sort_by_file_name().into_iter().flatten();
    let all = side.into_iter().chain(evidence.map(walkdir::DirEntry::into_path));
    for path in all {
        let Ok(facts) = fs::symlink_metadata(&path) else { continue };
        let mode = facts.permissions().mode() & 0o777;
        if mode & 0o077 != 0 && !facts.is_symlink() {
            report.remarks.push(VerifyRemark::Open { path: path.display().to_string(), mode });
        }
    }
}

/// Other systems have no such permissions.
#[cfg(not(unix))]
pub(super) fn verify_permissions(_: &Ledger, _: &mut VerifyReport) {}

#[cfg(test)]
#[path = "evidence_tests.rs"]
mod tests;
