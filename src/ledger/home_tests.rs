use super::*;
use crate::ledger::{
    followup::Change,
    testing::{at, import, issue, notice},
};

fn mark(ledger: &mut Ledger, n: i64) {
    let row = ledger.snapshot().unwrap().issues.get(0).unwrap().id;
    ledger.mark(&[row], &Change::Note { note: format!("{n}") }, "甲", at(n)).unwrap();
}

#[test]
fn a_copy_goes_on_with_a_chain_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = ["one.db", "two.db"].map(|name| folder.path().join(name));
    let mut ledger = Ledger::open(&one).unwrap();
    import(&mut ledger, &notice(vec![issue("1.", "公厕", "甲")]));
    mark(&mut ledger, 1);
    let id = ledger.id();
    ledger.connection.close().unwrap();
    fs::copy(&one, &two).unwrap();
    let mut copy = Ledger::open(&two).unwrap();
    assert_eq!(copy.id(), id, "who only asks changes nothing");
    mark(&mut copy, 2);
    assert_ne!(copy.id(), id);
    assert_eq!(copy.verify().unwrap().ledgers, 2);
    let mut ledger = Ledger::open(&one).unwrap();
    mark(&mut ledger, 3);
    assert_eq!((ledger.id(), ledger.verify().unwrap().ledgers), (id, 1), "the original goes on");
}

#[test]
fn a_ledger_that_is_moved_stays_itself() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = ["one.db", "two.db"].map(|name| folder.path().join(name));
    let mut ledger = Ledger::open(&one).unwrap();
    import(&mut ledger, &notice(vec![issue("1.", "公厕", "甲")]));
    mark(&mut ledger, 1);
    let id = ledger.id();
    ledger.connection.close().unwrap();
    fs::rename(&one, &two).unwrap();
    let mut moved = Ledger::open(&two).unwrap();
    mark(&mut moved, 2);
    assert_eq!(moved.id(), id);
}

#[cfg(target_os = "linux")]
#[test]
fn a_copy_is_told_though_it_gets_the_number_of_the_original() {
    let folder = tempfile::tempdir().unwrap();
    let (path, aside) = (folder.path().join("one.db"), folder.path().join("aside"));
    fs::write(&path, "a").unwrap();
    let before = home(&path).unwrap();
    fs::copy(&path, &aside).unwrap();
    // Many systems give the next file the number that came free.
    fs::remove_file(&path).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(20));
    fs::write(&path, "a").unwrap();
    if fs::metadata(&path).unwrap().created().is_ok() {
        assert_ne!(home(&path).unwrap(), before);
    }
    assert_eq!(home(&path), home(&path));
}
