use rstest::rstest;

use super::*;
use crate::{
    ledger::{
        followup::{
            Change, Correction, Missed,
            case::{AgencyChange, NoticeChange, NoticeCorrection},
        },
        testing::{at, import, issue, notice},
    },
    notice::OutcomeTag,
};

fn open(folder: &Path) -> Ledger {
    Ledger::open(&folder.join("ledger.db")).unwrap()
}

/// The whole state but the times and numbers of rows.
fn shown(ledger: &Ledger) -> String {
    let snapshot = ledger.snapshot().unwrap();
    let issues: Vec<String> = snapshot
        .issues
        .iter()
        .map(|row| format!("{} {} {:?} {:?} {}", row.key, row.title, row.outcome, row.review, row.present))
        .collect();
    let agencies: Vec<&str> = snapshot.agencies.iter().map(|agency| &*agency.name).collect();
    let notices: Vec<String> = snapshot
        .notices
        .iter()
        .map(|row| format!("{} {} {:?} {:?}", row.key, row.title, row.feedback, row.corrected))
        .collect();
    format!("{issues:#?} {agencies:?} {notices:?}")
}

#[test]
fn nothing_that_anybody_said_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = open(folder.path());
    import(&mut ledger, &notice(vec![issue("1.", "公厕", "甲"), issue("2.", "路灯", "乙")]));
    let before = shown(&ledger);
    let snapshot = ledger.snapshot().unwrap();
    let (one, row) = (snapshot.issues.get(0).unwrap().id, &snapshot.notices[0]);
    let correct = |to| Change::Correct { to, reason: "漏".to_owned(), printed: None };
    for change in [
        Change::Query { reason: Some("疑".to_owned()), note: None },
        correct(Correction::Title(Some("别的题".to_owned()))),
        correct(Correction::Outcome(Some(vec![OutcomeTag::NotStarted]))),
    ] {
        ledger.mark(&[one], &change, "甲", at(1)).unwrap();
    }
    let missed = Missed {
        notice: row.key.to_string(),
        label: "3.".to_owned(),
        title: "补录".to_owned(),
        response: None,
        outcome: Vec::new(),
        after: None,
        reason: "漏读".to_owned(),
    };
    ledger.add_missed(&missed, "甲", at(2)).unwrap();
    let renamed = NoticeCorrection::Agency(Some("新名局".to_owned()));
    let said = NoticeChange::Correct { to: renamed, reason: "改名".to_owned(), printed: None };
    ledger.say_of_notice(row.id, &said, "甲", at(3)).unwrap();
    let alias = [AgencyChange::Alias { into: Some("总局".to_owned()) }];
    ledger.say_of_agency("某局", &alias, "甲", at(4)).unwrap();
    assert_ne!(shown(&ledger), before);
    let id = ledger.id();
    assert_eq!(ledger.purge_marks().unwrap().events, 6);
    let ledger = open(folder.path());
    assert_eq!(shown(&ledger), before);
    assert_ne!(ledger.id(), id, "a colleague may still have the former chain");
    let report = ledger.verify().unwrap();
    assert_eq!((report.events, &report.faults), (0, &Vec::new()), "the triggers are there again");
    for entry in fs::read_dir(folder.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        for gone in ["别的题", "补录", "漏读", "新名局", "总局"] {
            assert!(!bytes.windows(gone.len()).any(|window| window == gone.as_bytes()), "{gone}");
        }
    }
}

#[test]
fn matches_that_users_settled_are_as_they_were_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = open(folder.path());
    import(&mut ledger, &notice(vec![issue("1.", "公厕管理不到位，群众意见大", "甲")]));
    let mut second = notice(vec![issue("1.", "公厕管护不到位，群众有意见", "乙")]);
    second.source.sha256 = "2".repeat(64);
    let incoming = crate::ledger::Incoming { notice: &second, text: None, kept: None, reader: None };
    ledger.import(incoming, at(9)).unwrap();
    let before = shown(&ledger);
    let one = ledger.snapshot().unwrap().issues.get(0).unwrap().id;
    let own: String = ledger
        .ask(|connection| {
            let newest = "SELECT own FROM sightings ORDER BY version DESC LIMIT 1";
            Ok(connection.query_row(newest, [], |row| row.get(0))?)
        })
        .unwrap();
    ledger.mark(&[one], &Change::Match { own, same: false }, "甲", at(10)).unwrap();
    ledger.purge_marks().unwrap();
    assert_eq!(shown(&open(folder.path())), before);
}

#[test]
fn where_notices_stand_is_kept_without_saying_who_said_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = open(folder.path());
    let of_day = |day: i8| {
        let mut made = notice(vec![issue("1.", "公厕", &day.to_string())]);
        made.feedback_date = Some(jiff::civil::date(2024, 10, day));
        made
    };
    let ids = [1, 9, 17, 25].map(|day| import(&mut ledger, &of_day(day)).notice);
    ledger.decide(ids[0], ids[1], true, "甲", at(10)).unwrap();
    ledger.decide(ids[0], ids[2], false, "甲", at(11)).unwrap();
    ledger.withdraw(ids[3], "不该有的", "甲", at(12)).unwrap();
    let before = (shown(&ledger), ledger.doubtful().unwrap(), ledger.withdrawn().unwrap().len());
    ledger.purge_marks().unwrap();
    let ledger = open(folder.path());
    assert_eq!((shown(&ledger), ledger.doubtful().unwrap(), ledger.withdrawn().unwrap().len()), before);
    assert_eq!(ledger.withdrawn().unwrap()[0].by, None);
    assert_eq!(ledger.verify().unwrap().faults, []);
}

#[rstest]
#[case::damaged(true)]
#[case::whole(false)]
fn a_ledger_goes_with_all_that_is_its_own(#[case] damaged: bool) {
    let folder = tempfile::tempdir().unwrap();
    let ledger = open(folder.path());
    let path = ledger.path().to_owned();
    let source = folder.path().join("f");
    fs::write(&source, "证").unwrap();
    ledger.take_evidence(&source, true, &mut |_| true).unwrap();
    ledger.connection.close().unwrap();
    if damaged {
        let mut bytes = fs::read(&path).unwrap();
        bytes.truncate(5000);
        bytes.iter_mut().skip(100).for_each(|byte| *byte = 0xff);
        fs::write(&path, bytes).unwrap();
    }
    fs::write(folder.path().join("ledger.db.before-restore-T"), "旧").unwrap();
    fs::write(folder.path().join(".huitoukan-x.new"), "半").unwrap();
    let purged = purge_all(&path).unwrap();
    assert_eq!((purged.files, purged.left.len()), (1, 2));
    assert!(!path.exists() && !evidence::folder(&path).exists() && source.exists());
    assert_eq!(purge_all(&path).unwrap_err().what, What::Missing);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let path = open(folder.path()).path().to_owned();
    let outside = folder.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("重要"), "留").unwrap();
    fs::create_dir(evidence::folder(&path)).unwrap();
    std::os::unix::fs::symlink(&outside, evidence::folder(&path).join("ab")).unwrap();
    std::os::unix::fs::symlink(outside.join("重要"), evidence::folder(&path).join("cd")).unwrap();
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert_eq!(purge_all(&link).unwrap_err().what, What::NotALedger, "what it points at was not named");
    purge_all(&path).unwrap();
    assert_eq!(fs::read_to_string(outside.join("重要")).unwrap(), "留");
}
