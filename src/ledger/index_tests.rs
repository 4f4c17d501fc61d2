use std::{fs, path::Path};

use rstest::rstest;

use super::*;
use crate::{
    ledger::{
        followup::{Change, Correction, Missed},
        schema,
        search::{Hunt, Needle, Pause},
        testing::{at, found, import, issue, ledger, notice},
        types::IssueId,
    },
    notice::Notice,
};

fn open(folder: &Path) -> Ledger {
    Ledger::open(&folder.join("ledger.db")).unwrap()
}

/// How many rows are in the index, and how many wait for it.
fn stands(ledger: &Ledger) -> (i64, i64) {
    let count = |table: &str| {
        let sql = format!("SELECT count(*) FROM {table}");
        ledger.connection.query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    (count("text_index_docsize"), count("unindexed"))
}

fn faults(ledger: &Ledger) -> Vec<VerifyFault> {
    ledger.verify().unwrap().faults
}

/// A notice of another agency for each number, with two issues.
fn of(n: usize) -> Notice {
    let mut made = notice(vec![issue("1.", &format!("公厕破损第{n}处"), "换灯"), issue("2.", "路灯", "乙")]);
    made.agency = Some(format!("第{n}局"));
    made.organisation = Some(format!("中共第{n}局党组"));
    made.title = Some(format!("中共第{n}局党组关于巡察整改情况的通报"));
    made
}

#[test]
fn what_comes_waits_and_goes_in_at_the_end() {
    let mut ledger = ledger();
    for n in 0..5 {
        import(&mut ledger, &of(n));
        let before = stands(&ledger);
        assert_eq!(found(&ledger, "公厕破").len(), n + 1);
        assert_eq!(before, (0, (n as i64 + 1) * 2));
    }
    ledger.settle_index().unwrap();
    assert_eq!(stands(&ledger), (10, 0));
    assert_eq!(found(&ledger, "公厕破").len(), 5);
    assert_eq!(found(&ledger, "第3处").len(), 1);
    ledger.settle_index().unwrap();
    assert_eq!(faults(&ledger), []);
}

#[test]
fn many_go_in_with_the_change_that_brings_them() {
    let mut ledger = ledger();
    let issues = (1..=MANY).map(|n| issue(&format!("{n}."), &format!("公厕破损第{n}处"), "甲")).collect();
    import(&mut ledger, &notice(issues));
    assert_eq!(stands(&ledger), (MANY, 0));
    assert_eq!(found(&ledger, "损第2000处").len(), 1);
    assert_eq!(faults(&ledger), []);
}

#[rstest]
#[case::in_the_index(true)]
#[case::waiting(false)]
fn a_new_version_is_found_by_what_it_says(#[case] settled: bool) {
    let mut ledger = ledger();
    import(
        &mut ledger,
        &notice(vec![issue("1.", "公厕管理不到位，群众意见大", "更换甲灯"), issue("2.", "路灯", "乙")]),
    );
    if settled {
        ledger.settle_index().unwrap();
    }
    import(
        &mut ledger,
        &notice(vec![issue("1.", "公厕管理不到位，群众意见大", "安装新灯"), issue("2.", "路灯", "乙")]),
    );
    for _ in 0..2 {
        assert_eq!(found(&ledger, "安装新").len(), 1);
        assert_eq!(found(&ledger, "新灯").len(), 1);
        assert!(found(&ledger, "甲灯").is_empty() && found(&ledger, "更换甲灯").is_empty());
        assert_eq!(faults(&ledger), []);
        ledger.settle_index().unwrap();
    }
}

#[test]
fn notices_that_are_joined_and_withdrawn_agree_with_the_index() {
    let mut ledger = ledger();
    let mut other = notice(vec![issue("1.", "公厕", "甲"), issue("2.", "绿化", "丙")]);
    other.feedback_date = Some(jiff::civil::date(2024, 10, 12));
    let old = import(&mut ledger, &notice(vec![issue("1.", "公厕", "甲"), issue("2.", "路灯", "乙")])).notice;
    let new = import(&mut ledger, &other).notice;
    ledger.settle_index().unwrap();
    assert_eq!(found(&ledger, "公厕").len(), 2);
    ledger.decide(old, new, true, "甲", at(10)).unwrap();
    assert_eq!(found(&ledger, "公厕").len(), 1);
    assert_eq!(faults(&ledger), []);
    ledger.settle_index().unwrap();
    assert_eq!(found(&ledger, "绿化").len(), 1);
    let all = ledger.snapshot().unwrap().notices[0].id;
    ledger.withdraw(all, "重复", "甲", at(11)).unwrap();
    assert!(found(&ledger, "公厕").is_empty());
    assert_eq!(faults(&ledger), []);
}

#[test]
fn what_was_put_in_by_hand_and_put_right_is_found() {
    let mut ledger = ledger();
    import(&mut ledger, &of(1));
    ledger.settle_index().unwrap();
    let snapshot = ledger.snapshot().unwrap();
    let missed = Missed {
        notice: snapshot.notices[0].key.to_string(),
        label: "3.".into(),
        title: "垃圾分类".into(),
        response: Some("设桶".into()),
        outcome: Vec::new(),
        after: None,
        reason: "漏读".into(),
    };
    let added = ledger.add_missed(&missed, "甲", at(1)).unwrap();
    assert_eq!(found(&ledger, "垃圾分"), [added]);
    ledger.settle_index().unwrap();
    assert_eq!(found(&ledger, "设桶"), [added]);
    let one = snapshot.issues.get(0).unwrap().id;
    let title = |text: &str| Change::Correct {
        to: Correction::Title(Some(text.into())),
        reason: "误读".into(),
        printed: None,
    };
    for text in ["公共卫生间", "茅厕破败"] {
        ledger.mark(&[one], &title(text), "甲", at(2)).unwrap();
        assert_eq!(found(&ledger, text), [one]);
    }
    assert!(found(&ledger, "卫生间").is_empty(), "the title that was put right again");
    assert_eq!(found(&ledger, "公厕破损"), [one], "what is printed");
    let pattern = Needle::Pattern("茅.破败".into());
    assert_eq!(ledger.find(&[pattern]).unwrap()[0].ids.iter().collect::<Vec<_>>(), [one]);
    ledger.undo_alone("甲", at(3)).unwrap();
    assert!(found(&ledger, "茅厕").is_empty());
    assert_eq!(found(&ledger, "卫生间"), [one]);
    assert_eq!(faults(&ledger), []);
}

#[test]
fn a_purge_leaves_no_piece_of_what_was_put_in_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = open(folder.path());
    import(&mut ledger, &of(1));
    let missed = Missed {
        notice: ledger.snapshot().unwrap().notices[0].key.to_string(),
        label: "3.".into(),
        title: "补录隐情".into(),
        response: None,
        outcome: Vec::new(),
        after: None,
        reason: "漏".into(),
    };
    ledger.add_missed(&missed, "甲", at(2)).unwrap();
    ledger.settle_index().unwrap();
    assert_eq!(found(&ledger, "录隐").len(), 1);
    ledger.purge_marks().unwrap();
    let ledger = open(folder.path());
    assert!(found(&ledger, "录隐").is_empty());
    assert_eq!(found(&ledger, "公厕").len(), 1);
    assert_eq!(faults(&ledger), []);
    for entry in fs::read_dir(folder.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        for gone in ["补录", "录隐", "隐情", "隐"] {
            assert!(!bytes.windows(gone.len()).any(|window| window == gone.as_bytes()), "{gone}");
        }
    }
}

/// Makes the file of a ledger what it was in form 8, before there was an index, or in form 7, before there were packs.
fn to_form(form: i64, path: &Path) {
    let file = Connection::open(path).unwrap();
    file.execute_batch(
        "DROP TRIGGER search_comes; DROP TRIGGER search_changes; DROP TRIGGER search_goes;
         DROP TABLE text_index; DROP TABLE unindexed;",
    )
    .unwrap();
    if form < 8 {
        file.execute_batch(
            "DROP TRIGGER issues_unpack_new; DROP TRIGGER issues_unpack_old; DROP TRIGGER issues_unpack;
             DROP TRIGGER deadlines_unpack_new; DROP TRIGGER deadlines_unpack_old;
             DROP TABLE packs; DROP TABLE unpacked;",
        )
        .unwrap();
    }
    file.pragma_update(None, "user_version", form).unwrap();
}

#[rstest]
fn a_ledger_without_an_index_is_filled_when_it_is_opened(#[values(7, 8)] form: i64) {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = open(folder.path());
    (0..4).for_each(|n| drop(import(&mut ledger, &of(n))));
    drop(ledger);
    to_form(form, &folder.path().join("ledger.db"));
    let mut ledger = open(folder.path());
    assert_eq!(stands(&ledger), (8, 0));
    assert_eq!(found(&ledger, "公厕破").len(), 4);
    assert_eq!(faults(&ledger), []);
    import(&mut ledger, &of(9));
    assert_eq!(found(&ledger, "第9处").len(), 1);
}

#[cfg(unix)]
#[rstest]
fn a_ledger_without_an_index_that_cannot_be_written_is_searched_all_the_same(#[values(7, 8)] form: i64) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    let mut ledger = open(folder.path());
    (0..4).for_each(|n| drop(import(&mut ledger, &of(n))));
    drop(ledger);
    to_form(form, &path);
    let connection = Connection::open_with_flags(&path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let ledger = super::super::read_only::ready(connection, &path, What::ReadOnly).unwrap();
    for (words, count) in [("厕", 4), ("公厕", 4), ("第3处", 1), ("厕公", 0)] {
        assert_eq!(found(&ledger, words).len(), count, "{words}");
    }
    assert!(!ledger.indexed && faults(&ledger).is_empty());
    drop(ledger);
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA user_version = 6").unwrap();
    let older = super::super::read_only::ready(connection, &path, What::ReadOnly);
    assert_eq!(older.unwrap_err(), What::ReadOnly);
    // One that has an index is asked through it.
    Connection::open(&path).unwrap().pragma_update(None, "user_version", form).unwrap();
    drop(open(folder.path()));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    let connection = Connection::open_with_flags(&path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut ledger = super::super::read_only::ready(connection, &path, What::ReadOnly).unwrap();
    assert!(ledger.indexed);
    assert_eq!(found(&ledger, "公厕破").len(), 4);
    assert_eq!(faults(&ledger), []);
    assert!(ledger.mend_index().is_err());
}

#[test]
fn the_form_does_not_depend_on_how_sqlite_names_its_own_tables() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = open(folder.path());
    import(&mut ledger, &of(1));
    assert_eq!(schema::version(&ledger.connection).unwrap(), schema::newest());
    assert_eq!(faults(&ledger), []);
}

#[rstest]
#[case::row_lost("DELETE FROM text_index WHERE rowid = 2")]
#[case::row_lost_behind_its_back("DELETE FROM text_index_docsize WHERE id = 2")]
#[case::row_too_many("INSERT INTO text_index (rowid, grams) VALUES (77, '公')")]
#[case::other_pieces(
    "DELETE FROM text_index WHERE rowid = 2; INSERT INTO text_index (rowid, grams) VALUES (2, '公 路')"
)]
#[case::twice("INSERT INTO unindexed VALUES (2)")]
#[case::emptied("INSERT INTO text_index (text_index) VALUES ('delete-all')")]
#[case::text_changed_behind_its_back("UPDATE search SET body = '公厨' WHERE issue = 1")]
#[case::damaged("UPDATE text_index_data SET block = x'00' WHERE id > 10")]
fn an_index_that_does_not_agree_is_told_and_can_be_mended(#[case] sql: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = open(folder.path());
    (0..4).for_each(|n| drop(import(&mut ledger, &of(n))));
    ledger.settle_index().unwrap();
    let trigger = "SELECT sql FROM sqlite_schema WHERE name = 'search_changes'";
    let trigger: String = ledger.connection.query_row(trigger, [], |row| row.get(0)).unwrap();
    ledger.connection.execute_batch(&format!("DROP TRIGGER search_changes; {sql}; {trigger}")).unwrap();
    drop(ledger);
    let mut ledger = open(folder.path());
    assert_eq!(faults(&ledger), [VerifyFault::Index]);
    let copy = folder.path().join("copy.db");
    ledger.backup(&copy, false, &mut |_| true).unwrap();
    ledger.mend_index().unwrap();
    assert_eq!(faults(&ledger), []);
    assert_eq!(stands(&ledger), (8, 0));
    assert_eq!(found(&ledger, "路灯").len(), 4);
    let want = if sql.contains("公厨") { 3 } else { 4 };
    assert_eq!(found(&ledger, "公厕破损").len(), want);
}

#[test]
fn a_search_stops_at_any_row_and_goes_on() {
    let mut ledger = ledger();
    let issues = (1..=1500).map(|n| issue(&format!("{n}."), &format!("公厕破损第{n}处"), "甲")).collect();
    import(&mut ledger, &notice(issues));
    ledger.settle_index().unwrap();
    import(&mut ledger, &of(3));
    let needles = vec![
        Needle::Text("公".into()),
        Needle::Text("厕破损第".into()),
        Needle::Pattern("第[0-9]+处".into()),
        Needle::Duty("甲".into()),
    ];
    let at_once = ledger.find(&needles).unwrap();
    assert_eq!(at_once.iter().map(|hits| hits.ids.len()).collect::<Vec<_>>(), [1501, 1501, 1501, 0]);
    let mut hunt = Hunt::new(needles.clone());
    let (mut asked, mut stopped, mut first) = (0, 0, 0);
    loop {
        // Wanted at every other time that it asks.
        let pause = ledger
            .pursue(&mut hunt, || {
                asked += 1;
                asked % 2 == 0
            })
            .unwrap();
        match pause {
            Pause::Stopped => stopped += 1,
            Pause::First => first += 1,
            Pause::Done => break,
        }
    }
    assert_eq!(hunt.found(), at_once);
    assert!(stopped > 2 && first == 1, "{stopped} {first}");
    // What is changed under way is seen.
    let mut hunt = Hunt::new(needles);
    assert_eq!(ledger.pursue(&mut hunt, || true).unwrap(), Pause::First);
    import(&mut ledger, &of(4));
    assert_eq!(ledger.pursue(&mut hunt, || true).unwrap(), Pause::Done);
    assert_eq!(hunt.found()[0].ids.len(), 1502);
    assert!(hunt.found()[0].ids.contains(IssueId(1)));
}

#[test]
fn what_another_process_writes_under_way_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = open(folder.path());
    (0..120).for_each(|n| drop(import(&mut ledger, &of(n))));
    let mut hunt = Hunt::new(vec![Needle::Text("公厕".into())]);
    assert_eq!(ledger.pursue(&mut hunt, || true).unwrap(), Pause::First);
    let mut other = open(folder.path());
    import(&mut other, &of(200));
    other.settle_index().unwrap();
    assert_eq!(ledger.pursue(&mut hunt, || true).unwrap(), Pause::Done);
    assert_eq!(hunt.found()[0].ids.len(), 121);
}
