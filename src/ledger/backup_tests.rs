use super::*;
use crate::ledger::{
    followup::Change,
    testing::{at, import, issue, notice},
    types::IssueId,
};

struct House {
    folder: tempfile::TempDir,
    ledger: Ledger,
    issue: IssueId,
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(&folder.path().join("ledger.db")).unwrap();
        import(&mut ledger, &notice(vec![issue("1.", "公厕", "甲")]));
        let issue = ledger.snapshot().unwrap().issues.get(0).unwrap().id;
        Self { folder, ledger, issue }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn attach(&mut self, content: &str) -> Evidence {
        let path = self.path("file");
        fs::write(&path, content).unwrap();
        let file = self.ledger.take_evidence(&path, true, &mut |_| true).unwrap();
        let change = Change::Attach { file: file.clone() };
        self.ledger.mark(&[self.issue], &change, "甲", at(1)).unwrap();
        file
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = walkdir::WalkDir::new(self.folder.path())
            .into_iter()
            .flatten()
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().strip_prefix(self.folder.path()).unwrap().display().to_string())
            .collect();
        names.sort();
        names
    }
}

fn go(_: u64) -> bool {
    true
}

#[test]
fn a_backup_that_is_broken_off_leaves_nothing() {
    let mut house = House::new();
    house.attach("一");
    let before = house.names();
    let made = house.ledger.backup(&house.path("b.db"), false, &mut |_| false);
    assert_eq!(made, Err(CopyFault::Cancelled));
    assert_eq!(house.names(), before);
}

#[test]
fn a_restore_that_is_broken_off_leaves_what_was_there() {
    let mut house = House::new();
    house.attach("一");
    house.ledger.backup(&house.path("b.db"), false, &mut go).unwrap();
    house.attach("二");
    let (from, to) = (house.path("b.db"), house.path("other.db"));
    fs::write(&to, "别的").unwrap();
    let before = house.names();
    for enough in [0, 1] {
        let mut count = 0;
        let mut tick = |_| {
            count += 1;
            count > enough
        };
        let stop = restore(&from, &to, Some("T"), &mut |bytes| !tick(bytes));
        assert_eq!(stop, Err(CopyFault::Cancelled), "{enough}");
        assert_eq!(house.names(), before);
    }
    assert_eq!(fs::read_to_string(&to).unwrap(), "别的");
}

#[test]
fn a_newer_backup_drops_what_it_does_not_need() {
    let mut house = House::new();
    let other = House::new();
    let one = house.attach("一");
    let target = house.path("b.db");
    house.ledger.backup(&target, false, &mut go).unwrap();
    let kept = |file: &Evidence| evidence::place(&evidence::folder(&target), &file.sha256).unwrap().exists();
    assert!(kept(&one));
    other.ledger.backup(&target, true, &mut go).unwrap();
    assert!(!kept(&one), "it belonged to the former backup");
}

#[test]
fn a_restored_ledger_has_another_id_whatever_its_file_is() {
    let house = House::new();
    let id = house.ledger.id();
    let (from, to) = (house.path("b.db"), house.path("c.db"));
    house.ledger.backup(&from, false, &mut go).unwrap();
    restore(&from, &to, None, &mut go).unwrap();
    let restored = Ledger::open_existing(&to).unwrap();
    assert_ne!(restored.id(), id);
    let own = restored.ask(crate::ledger::home::own).unwrap();
    assert!(own.contains(&id) && own.contains(&restored.id()), "it knows which were its own");
    let home: i64 = restored
        .ask(|connection| {
            Ok(connection.query_row("SELECT count(*) FROM meta WHERE name = 'home'", [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(home, 0, "its home is where it is written first");
}

#[test]
fn a_copy_by_hand_is_restored_with_its_log() {
    let mut house = House::new();
    house.ledger.mark(&[house.issue], &Change::Note { note: "记".to_owned() }, "甲", at(1)).unwrap();
    // Open, so that the note stands in the log alone.
    for tail in ["", "-wal"] {
        fs::copy(house.path(&format!("ledger.db{tail}")), house.path(&format!("hand.db{tail}"))).unwrap();
    }
    let copied = restore(&house.path("hand.db"), &house.path("c.db"), None, &mut go).unwrap();
    assert_eq!(copied.events, 1);
    assert!(house.path("hand.db-wal").exists(), "the copy is as it was");
}

#[cfg(unix)]
#[test]
fn a_backup_on_a_disk_that_cannot_be_written_is_restored() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new();
    let stick = house.path("stick");
    fs::create_dir(&stick).unwrap();
    house.ledger.backup(&stick.join("b.db"), false, &mut go).unwrap();
    let before = fs::read(stick.join("b.db")).unwrap();
    fs::set_permissions(stick.join("b.db"), fs::Permissions::from_mode(0o400)).unwrap();
    fs::set_permissions(&stick, fs::Permissions::from_mode(0o500)).unwrap();
    let restored = restore(&stick.join("b.db"), &house.path("c.db"), None, &mut go);
    fs::set_permissions(&stick, fs::Permissions::from_mode(0o700)).unwrap();
    assert!(restored.is_ok(), "{restored:?}");
    assert_eq!(fs::read(stick.join("b.db")).unwrap(), before);
}

#[test]
fn evidence_without_a_ledger_is_filled_up() {
    let mut house = House::new();
    let one = house.attach("一");
    let (from, to) = (house.path("b.db"), house.path("c.db"));
    house.ledger.backup(&from, false, &mut go).unwrap();
    // As a restore that was broken off in the last moment leaves it.
    fs::create_dir(evidence::folder(&to)).unwrap();
    fs::write(evidence::folder(&to).join("x"), "别的").unwrap();
    restore(&from, &to, None, &mut go).unwrap();
    assert!(evidence::place(&evidence::folder(&to), &one.sha256).unwrap().exists());
    assert!(evidence::folder(&to).join("x").exists());
    assert!(!house.names().iter().any(|name| name.contains(".huitoukan-")), "{:?}", house.names());
}
