use super::*;
use crate::ledger::testing::{at, issue, notice};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_new_ledger_leaves_one_file() {
    let folder = folder();
    let path = folder.path().join("台账.db");
    drop(Ledger::open(&path).unwrap());
    assert_eq!(files(folder.path()), ["台账.db"]);
}

#[test]
fn an_empty_file_is_no_ledger() {
    let folder = folder();
    let path = folder.path().join("ledger.db");
    fs::write(&path, "").unwrap();
    assert_eq!(Ledger::open(&path).unwrap_err().what, What::Empty);
    assert_eq!(Ledger::open_existing(&path).unwrap_err().what, What::Empty);
    assert_eq!(fs::metadata(&path).unwrap().len(), 0);
    assert_eq!(files(folder.path()), ["ledger.db"]);
}

#[test]
fn many_make_the_same_ledger_at_once() {
    let folder = folder();
    let path = folder.path().join("ledger.db");
    let ids: Vec<Uuid> = thread::scope(|scope| {
        let open = |n: i64| {
            let path = &path;
            scope.spawn(move || {
                let mut ledger = Ledger::open(path).unwrap();
                let mut notice = notice(vec![issue("1.", "公厕", "甲")]);
                notice.agency = Some(format!("第{n}局"));
                let incoming =
                    crate::ledger::Incoming { notice: &notice, text: None, kept: None, reader: None };
                ledger.import(incoming, at(n)).unwrap();
                ledger.id()
            })
        };
        let threads: Vec<_> = (0..12).map(open).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(ids.iter().all(|id| *id == ids[0]), "all have one ledger: {ids:?}");
    assert_eq!(Ledger::open_existing(&path).unwrap().snapshot().unwrap().notices.len(), 12);
    assert_eq!(files(folder.path()), ["ledger.db"]);
}

#[test]
fn whoever_asks_does_not_wait_for_a_writer() {
    let folder = folder();
    let path = folder.path().join("ledger.db");
    drop(Ledger::open(&path).unwrap());
    let writer = Connection::open(&path).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; INSERT INTO agencies (name) VALUES ('甲')").unwrap();
    let start = Instant::now();
    let ledger = Ledger::open_existing(&path).unwrap();
    assert!(ledger.snapshot().unwrap().agencies.is_empty());
    assert!(ledger.verify().unwrap().faults.is_empty());
    drop(ledger);
    assert!(start.elapsed() < PATIENCE, "waited for the writer");
    writer.execute_batch("COMMIT").unwrap();
}

#[test]
fn an_empty_database_becomes_a_ledger() {
    let folder = folder();
    let path = folder.path().join("ledger.db");
    Connection::open(&path).unwrap().execute_batch("VACUUM; PRAGMA user_version = 0").unwrap();
    Connection::open(&path).unwrap().query_row("PRAGMA journal_mode=WAL", [], |_| Ok(())).unwrap();
    assert!(fs::metadata(&path).unwrap().len() > 0);
    let ledger = Ledger::open(&path).unwrap();
    assert!(ledger.verify().unwrap().faults.is_empty());
}

#[test]
fn a_ledger_of_the_first_form_is_brought_up() {
    let folder = folder();
    let path = folder.path().join("ledger.db");
    let old = Connection::open(&path).unwrap();
    old.execute_batch(include_str!("schema/0001.sql")).unwrap();
    old.execute_batch(&format!(
        "PRAGMA journal_mode=WAL; PRAGMA application_id = {}; PRAGMA user_version = 1;
         INSERT INTO meta VALUES ('id', '0192f0c1-2b7e-7000-8000-000000000001');
         INSERT INTO agencies (name) VALUES ('甲局');
         INSERT INTO notices (agency, title, remarks) VALUES (1, '通报', '[]');
         INSERT INTO notices (agency, title, remarks, withdrawn) VALUES (1, '撤下的', '[]', 1);
         INSERT INTO versions (notice, seq, path, format, sha256, digest, reader, imported, body)
           VALUES (1, 1, 'a.txt', 'text', '', '', 1, '2026-01-01T00:00:00Z', '{{\"round\":\"第七轮\"}}');
         UPDATE notices SET current = 1 WHERE id = 1;
         INSERT INTO notices (agency, title, remarks) VALUES (1, '损坏', '[]');
         INSERT INTO versions (notice, seq, path, format, sha256, digest, reader, imported, body)
           VALUES (3, 1, 'b.txt', 'text', '', '', 1, '2026-01-01T00:00:00Z', 'x');
         UPDATE notices SET current = 2 WHERE id = 3;",
        crate::ledger::schema::APPLICATION_ID
    ))
    .unwrap();
    drop(old);
    drop(Ledger::open(&path).unwrap());
    let new = Connection::open(&path).unwrap();
    let kept = "SELECT kept IS NULL AND (SELECT name FROM agencies) = '甲局' FROM versions";
    assert!(new.query_row(kept, [], |row| row.get::<_, bool>(0)).unwrap());
    let rounds = "SELECT round IS '第七轮' AND (SELECT round IS NULL FROM notices WHERE id = 3) FROM notices";
    assert!(new.query_row(rounds, [], |row| row.get::<_, bool>(0)).unwrap());
    let stands = "SELECT group_concat(withdrawn || put_away) FROM notices";
    assert_eq!(new.query_row(stands, [], |row| row.get::<_, String>(0)).unwrap(), "00,11,00");
    let home = "SELECT home = notice FROM versions";
    assert!(new.query_row(home, [], |row| row.get::<_, bool>(0)).unwrap());
    assert_eq!(crate::ledger::schema::version(&new).unwrap(), crate::ledger::schema::newest());
}

#[test]
fn what_the_disk_says_is_told() {
    for (what, parts) in [
        (What::Disk("disk I/O error".into()), ["磁盘可能已满", "只读", "损坏"]),
        (What::Empty, ["台账是空文件", "可能已损坏", "没有改动"]),
        (What::ReadOnly, ["只读", "权限", "--ledger"]),
    ] {
        let said = LedgerError::new(Path::new("a.db"), what).explain(&crate::words::ZH.ledger);
        assert!(parts.iter().all(|part| said.contains(part)), "{said}");
    }
}
