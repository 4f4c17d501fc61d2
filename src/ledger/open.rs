//! Opening and making the file.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use directories::ProjectDirs;
use rusqlite::{Connection, MAIN_DB, OpenFlags, OptionalExtension, config::DbConfig};
use uuid::Uuid;

use super::{
    Ledger,
    error::{LedgerError, What},
    private::{self, beside},
    read_only, schema,
    search::Titles,
};

/// How long to wait for another process that writes.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// How long to wait before asking again.
const PAUSE: Duration = Duration::from_millis(20);

/// Files up to this size, in bytes, are looked through whenever they are opened; larger ones only
/// when the program did not close them the last time.
const SMALL: u64 = 16 << 20;

/// How many prepared statements are kept: all that the program has, so that none is made twice.
const STATEMENTS: usize = 256;

/// How much of the file is held in memory, in KiB. The indices of a ledger with tens of thousands of marks fit
/// into it, so that many marks in one change write each page of them once. SQLite alone would take 2,000.
pub(super) const CACHE: i64 = 16 << 10;

/// The same while many notices are imported: keys of issues are spread over the whole of their index.
pub(super) const LARGE_CACHE: i64 = 64 << 10;

/// Where the ledger stands when the user names none: `ledger.db` in the program's data folder.
///
/// # Errors
/// [`What::NoDataFolder`] where the system gives none.
pub fn default_path() -> Result<PathBuf, LedgerError> {
    match ProjectDirs::from("", "", "huitoukan") {
        Some(dirs) => Ok(dirs.data_dir().join("ledger.db")),
        None => Err(LedgerError::new(Path::new(""), What::NoDataFolder)),
    }
}

impl Ledger {
    /// Opens the ledger at `path`, making the file where there is none. The folder must be there;
    /// see [`Ledger::open_with_folder`].
    ///
    /// # Errors
    /// [`LedgerError`]; what was there is as it was.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        open(path).map_err(|what| LedgerError::new(path, what))
    }

    /// Opens the ledger at `path`, which must be there: for whoever only asks.
    ///
    /// # Errors
    /// [`What::Missing`] where it is not; else as [`Ledger::open`].
    pub fn open_existing(path: &Path) -> Result<Self, LedgerError> {
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(LedgerError::new(path, What::Missing))
            }
            _ => Self::open(path),
        }
    }

    /// Opens the ledger at `path`, making the file and its folder: for what stands in the program's
    /// data folder, such as [`default_path`].
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn open_with_folder(path: &Path) -> Result<Self, LedgerError> {
        if let Some(folder) = path.parent() {
            private::folder(folder)
                .map_err(|error| LedgerError::new(folder, What::CannotOpen(error.to_string())))?;
        }
        Self::open(path)
    }

    /// A ledger in memory, for tests and for reading something without keeping it.
    ///
    /// # Errors
    /// [`LedgerError`] where SQLite cannot start.
    pub fn in_memory() -> Result<Self, LedgerError> {
        let path = Path::new(":memory:");
        let start = || ready(Connection::open_in_memory()?, path);
        start().map_err(|what| LedgerError::new(path, what))
    }
}

fn open(path: &Path) -> Result<Ledger, What> {
    if path.is_dir() {
        return Err(What::IsFolder);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if folder.is_some_and(|folder| !folder.is_dir()) {
        return Err(What::NoFolder);
    }
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => make(path)?,
        _ => {}
    }
    open_patiently(path)
}

/// Opens a file that is there. SQLite gives up at once in some moments in which another process
/// opens or closes the file, so it is asked again for as long as one waits for a writer.
fn open_patiently(path: &Path) -> Result<Ledger, What> {
    let start = Instant::now();
    loop {
        match open_file(path) {
            Err(What::Busy) if start.elapsed() < PATIENCE => thread::sleep(PAUSE),
            Err(what @ (What::ReadOnly | What::Full | What::Disk(_))) => {
                return read_only::open(path, what);
            }
            opened => return opened,
        }
    }
}

/// Opens a file that is there; nothing is made and nothing is waited for but a writer.
pub(super) fn open_file(path: &Path) -> Result<Ledger, What> {
    // Files are made whole, see `make`: one without a byte was made by nobody, or lost all it had.
    if fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() == 0) {
        return Err(What::Empty);
    }
    let suspicious = needs_a_look(path);
    let connection = connect(path)?;
    let read_only = connection.is_readonly(MAIN_DB)?;
    match refuse_what_is_not_ours(&connection) {
        // The file can be opened, but not the files beside it that SQLite needs.
        Err(What::CannotOpen(_)) => return Err(What::ReadOnly),
        looked => looked?,
    }
    if suspicious {
        look_through(&connection)?;
    }
    if read_only {
        return Err(What::ReadOnly);
    }
    ready(connection, path)
}

fn connect(path: &Path) -> Result<Connection, What> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// Makes a new ledger at `path`: under another name, and only the finished file gets its name. So
/// no process ever meets a file that another one is still making, and nothing is left where the disk
/// is full. Where another process was faster, its file stays.
fn make(path: &Path) -> Result<(), What> {
    let draft = private::draft(path, "new");
    let made = fill(&draft).and_then(|()| publish(&draft, path));
    for tail in ["", "-wal", "-shm", "-journal"] {
        // Most are not there any more.
        let _ = fs::remove_file(beside(&draft, tail));
    }
    made
}

fn fill(draft: &Path) -> Result<(), What> {
    make_private(draft)?;
    let ledger = ready(connect(draft)?, draft)?;
    // Closing writes everything into the one file.
    ledger.connection.close().map_err(|(_, error)| What::from(error))
}

fn publish(draft: &Path, path: &Path) -> Result<(), What> {
    match fs::hard_link(draft, path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        // Some disks know no second name for a file.
        Err(_) if fs::symlink_metadata(path).is_ok() => Ok(()),
        Err(_) => fs::rename(draft, path).map_err(|error| file_error(&error)),
    }
}

/// How every connection works, whatever it may do.
pub(super) fn prepare(connection: &Connection) -> Result<(), What> {
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "cache_size", -CACHE)?;
    // Otherwise SQLite plans a statement anew each time that other values are bound to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// Everything that holds for a file as for one in memory.
fn ready(mut connection: Connection, path: &Path) -> Result<Ledger, What> {
    prepare(&connection)?;
    // From here on nothing is written where nothing is to be changed: whoever only asks need not wait
    // for another process that writes.
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    if mode != "wal" {
        connection.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(()))?;
    }
    schema::migrate(&mut connection)?;
    let id = ledger_id(&connection)?;
    Ok(Ledger { connection, path: path.to_owned(), id, shut: None, indexed: true, titles: Titles::default() })
}

/// The id that is written in the file, if one is.
pub(super) fn known_id(connection: &Connection) -> Result<Option<String>, What> {
    let mut statement = connection.prepare("SELECT value FROM meta WHERE name = 'id'")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?)
}

fn ledger_id(connection: &Connection) -> Result<Uuid, What> {
    let id = match known_id(connection)? {
        Some(id) => id,
        None => {
            // Another process may be making the same file; the first id stays.
            connection.execute(
                "INSERT OR IGNORE INTO meta (name, value) VALUES ('id', ?1)",
                [Uuid::new_v4().to_string()],
            )?;
            known_id(connection)?.unwrap_or_default()
        }
    };
    Uuid::parse_str(&id).map_err(|error| What::Damaged(error.to_string()))
}

/// Looks at the header before anything is written: a file of another kind stays untouched.
pub(super) fn refuse_what_is_not_ours(connection: &Connection) -> Result<(), What> {
    // One view, though another process may be changing the form.
    let connection = connection.unchecked_transaction()?;
    let application: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let found = schema::version(&connection)?;
    let filled =
        connection.query_row("SELECT 1 FROM sqlite_schema LIMIT 1", [], |_| Ok(())).optional()?.is_some();
    match application {
        schema::APPLICATION_ID if found > schema::newest() => {
            Err(What::Newer { found, known: schema::newest() })
        }
        schema::APPLICATION_ID => Ok(()),
        0 if !filled && found == 0 => Ok(()),
        _ => Err(What::NotALedger),
    }
}

fn needs_a_look(path: &Path) -> bool {
    let size = |path: &Path| fs::metadata(path).map_or(0, |data| data.len());
    size(path) <= SMALL || size(&beside(path, "-wal")) > 0
}

/// Looks at table by table: the index of the texts is not compared with itself, which would take longer than all
/// the rest, and what is wrong in it can be mended.
fn look_through(connection: &Connection) -> Result<(), What> {
    let mut statement =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")?;
    let tables = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    for table in tables.iter().map(String::as_str).chain(["sqlite_schema"]) {
        let mut said = None;
        connection.pragma(None, "quick_check", table, |row| {
            said.get_or_insert(row.get::<_, String>(0)?);
            Ok(())
        })?;
        if let Some(said) = said.filter(|said| said != "ok") {
            return Err(What::Damaged(said));
        }
    }
    Ok(())
}

/// Makes an empty file, readable for its owner alone: it holds unpublished findings.
/// SQLite gives its side files the permissions of the file.
pub(super) fn make_private(path: &Path) -> Result<(), What> {
    private::create_new(path).map(drop).map_err(|error| file_error(&error))
}

/// What a failure of the file system is to a ledger.
pub(super) fn file_error(error: &std::io::Error) -> What {
    match error.kind() {
        std::io::ErrorKind::StorageFull => What::Full,
        std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => What::ReadOnly,
        _ => What::CannotOpen(error.to_string()),
    }
}

#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;
