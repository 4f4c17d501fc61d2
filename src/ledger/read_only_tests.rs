use jiff::Timestamp;

use super::*;
use crate::ledger::{
    followup::Change,
    testing::{import, issue, notice},
};

fn kept(folder: &Path) -> std::path::PathBuf {
    // Signs that mean something in a URI.
    let path = folder.join("台账 50%?#.db");
    let mut ledger = Ledger::open(&path).unwrap();
    import(&mut ledger, &notice(vec![issue("1.", "公厕", "已换")]));
    path
}

#[test]
fn what_nobody_changes_is_read_and_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = kept(folder.path());
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | NO_MUTEX;
    let uri = format!("file:{}?immutable=1", escaped(&path).unwrap());
    let mut ledger = ready(Connection::open_with_flags(uri, flags).unwrap(), &path, What::ReadOnly).unwrap();
    let issue = ledger.snapshot().unwrap().issues.get(0).unwrap().id;
    let note = Change::Note { note: "x".into() };
    let refused = ledger.mark(&[issue], &note, "甲", Timestamp::UNIX_EPOCH).unwrap_err();
    assert_eq!(refused.what, What::ReadOnly);
    let names = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 1, "nothing is made beside it");
}

#[test]
fn where_somebody_can_write_it_is_not_taken_for_unchanging() {
    let folder = tempfile::tempdir().unwrap();
    let path = kept(folder.path());
    assert!(!nobody_writes(&path));
    assert_eq!(open(&path, What::ReadOnly).map(|ledger| ledger.shut).unwrap(), Some(What::ReadOnly));
}

#[test]
fn alone_it_is_read_without_a_file_of_shared_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = kept(folder.path());
    let mut ledger = open(&path, What::Full).unwrap();
    assert_eq!(ledger.snapshot().unwrap().issues.len(), 1);
    assert!(!beside(&path, "-shm").exists());
    let refused = ledger.withdraw(ledger.snapshot().unwrap().notices[0].id, "x", "甲", Timestamp::UNIX_EPOCH);
    assert_eq!(refused.unwrap_err().what, What::Full);
    drop(ledger);
    assert!(Ledger::open(&path).unwrap().shut().is_none());
}
