//! Jobs on real files, ended at every moment at which they ask.

use std::{collections::BTreeSet, fs, path::Path};

use jiff::civil::date;
use tempfile::TempDir;

use super::*;
use crate::{
    ledger::testing::{import, issue, node, notice, with},
    notice::{NodeKind, OutcomeTag},
    words::ZH,
};

const DONE: &[OutcomeTag] = &[OutcomeTag::Completed];

/// A folder with a ledger of three completed issues.
fn home() -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("台账.db");
    let mut ledger = Ledger::open(&path).unwrap();
    let issues = ["道路破损", "公厕失修", "招标不公"];
    let issues = issues.iter().map(|title| with(issue("1.", title, "已修复。"), DONE, None)).collect();
    import(&mut ledger, &notice(vec![node(NodeKind::Group, "（一）", "方面", issues)]));
    (home, path)
}

fn desk() -> Desk {
    Desk {
        words: &ZH,
        today: date(2026, 11, 23),
        author: "王敏".to_owned(),
        reasons: Default::default(),
        checks: Default::default(),
    }
}

fn ids(path: &Path) -> Vec<IssueId> {
    Ledger::open(path).unwrap().snapshot().unwrap().issues.iter().map(|row| row.id).collect()
}

fn export(path: &Path, issues: Vec<IssueId>) -> Job {
    Job::Export(export::Export {
        path: path.to_owned(),
        overwrite: false,
        issues,
        level: String::new(),
        redact: false,
        asked: String::new(),
    })
}

/// The files of a folder, less those that SQLite keeps beside an open ledger.
fn files(folder: &Path) -> BTreeSet<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm")).collect()
}

/// What a ledger holds, as far as a job could change it.
fn held(path: &Path) -> String {
    let ledger = Ledger::open(path).unwrap();
    format!("{:?} {:?}", ledger.verify().unwrap().events, ledger.snapshot().unwrap().issues)
}

/// Runs a job again and again, each time ended one moment later, until it comes to its end; gives what
/// came of it then.
fn ended_at_every_moment(job: &Job, home: &TempDir, ledger: &Path) -> Report {
    let (before, was) = (files(home.path()), held(ledger));
    for moment in 0..1000 {
        let mut asked = 0;
        let done = run(job, ledger, &desk(), &mut |_| {
            asked += 1;
            asked <= moment
        });
        match done {
            Ok(report) => return report,
            Err(Trouble::Cancelled) => {
                assert_eq!(files(home.path()), before, "half a file at moment {moment}");
                assert_eq!(held(ledger), was, "half written at moment {moment}");
            }
            Err(trouble) => panic!("{trouble:?}"),
        }
    }
    panic!("it never ended");
}

#[test]
fn a_job_that_is_ended_leaves_nothing() {
    let (home, ledger) = home();
    let at = |name: &str| home.path().join(name);
    let report = ended_at_every_moment(&export(&at("清单.xlsx"), ids(&ledger)), &home, &ledger);
    assert!(report.said.contains("清单.xlsx") && report.said.ends_with("3 个问题"), "{}", report.said);
    let backup = Job::Backup { path: at("备份.db"), overwrite: false };
    let report = ended_at_every_moment(&backup, &home, &ledger);
    assert!(report.said.contains("已备份"), "{}", report.said);
    let give = Job::Give { path: at("交换.zip"), overwrite: false };
    let report = ended_at_every_moment(&give, &home, &ledger);
    assert!(report.lines[0].text.contains("SHA-256"), "{:?}", report.lines);
    let report = ended_at_every_moment(&Job::Verify, &home, &ledger);
    assert!(report.said.contains("台账完好") && !report.faulty, "{}", report.said);
    let sample = Job::Sample {
        issues: ids(&ledger),
        size: Size::Total(2),
        seed: Some(7),
        chosen: false,
        asked: String::new(),
        mark: true,
    };
    let report = ended_at_every_moment(&sample, &home, &ledger);
    assert_eq!((report.drawn.len(), report.changed), (2, true));
    assert!(report.lines[0].text.contains('7'), "{:?}", report.lines);
}

#[test]
fn what_is_there_is_replaced_only_where_that_is_said() {
    let (home, ledger) = home();
    let path = home.path().join("清单.csv");
    fs::write(&path, "旧").unwrap();
    let backup = Job::Backup { path: path.clone(), overwrite: false };
    let give = Job::Give { path: path.clone(), overwrite: false };
    for job in [export(&path, ids(&ledger)), give, backup] {
        let done = run(&job, &ledger, &desk(), &mut |_| true);
        assert!(matches!(done, Err(Trouble::Exists(there)) if there == path));
        assert_eq!(fs::read_to_string(&path).unwrap(), "旧");
    }
    run(&export(&path, ids(&ledger)).replacing(), &ledger, &desk(), &mut |_| true).unwrap();
    assert!(fs::read_to_string(&path).unwrap().contains("公厕失修"));
}

#[test]
fn a_bundle_is_looked_through_before_it_is_taken() {
    let (home, ledger) = home();
    let bundle = home.path().join("交换.zip");
    let go = |job: &Job, ledger: &Path| run(job, ledger, &desk(), &mut |_| true);
    go(&Job::Give { path: bundle.clone(), overwrite: false }, &ledger).unwrap();
    let other = home.path().join("乙.db");
    drop(Ledger::open(&other).unwrap());
    let look = go(&Job::Take { paths: vec![bundle.clone()], dry: true }, &other).unwrap();
    assert!(look.said.contains("完好") && !look.changed, "{}", look.said);
    assert!(ids(&other).is_empty(), "only looked at");
    let take = *look.then.unwrap();
    assert_eq!(take, Job::Take { paths: vec![bundle.clone()], dry: false });
    assert!(ended_at_every_moment(&take, &home, &other).changed);
    assert_eq!(ids(&other).len(), 3);
    // One that is damaged is refused whole, also behind one that is whole.
    let damaged = home.path().join("坏.zip");
    fs::write(&damaged, "PK").unwrap();
    let third = home.path().join("丙.db");
    drop(Ledger::open(&third).unwrap());
    let both = Job::Take { paths: vec![bundle, damaged], dry: false };
    assert!(matches!(go(&both, &third), Err(Trouble::Said(why)) if why.contains("不是交换包")));
    assert!(ids(&third).is_empty());
}

#[test]
fn a_workbook_that_comes_back_unchanged_brings_nothing() {
    let (home, ledger) = home();
    let book = home.path().join("清单.xlsx");
    let go = |job: &Job| run(job, &ledger, &desk(), &mut |_| true);
    go(&export(&book, ids(&ledger))).unwrap();
    let report = go(&Job::Receive { path: book, dry: true }).unwrap();
    assert_eq!((report.then, report.changed, report.faulty), (None, false, false));
    let none = go(&Job::Receive { path: home.path().join("没有.xlsx"), dry: true });
    assert!(matches!(none, Err(Trouble::Said(why)) if why.contains("没有.xlsx")));
}

#[test]
fn evidence_is_made_ready_and_looked_at() {
    let (home, ledger) = home();
    let photo = home.path().join("现场.jpg");
    fs::write(&photo, "照片").unwrap();
    let issue = ids(&ledger)[0];
    let attach = Job::Attach { issue, path: photo.clone(), copy: false, note: None };
    let (of, file) = ended_at_every_moment(&attach, &home, &ledger).ready.unwrap();
    assert_eq!((of, file.name.as_str(), file.size), (issue, "现场.jpg", 6));
    let change = crate::ledger::followup::Change::Attach { file };
    Ledger::open(&ledger).unwrap().mark(&[issue], &change, "王敏", jiff::Timestamp::UNIX_EPOCH).unwrap();
    // The same file once more brings nothing; with another note it does.
    let more = |note: Option<&str>| {
        let note = note.map(str::to_owned);
        run(&Job::Attach { issue, path: photo.clone(), copy: false, note }, &ledger, &desk(), &mut |_| true)
    };
    let again = more(None).unwrap();
    assert!(again.ready.is_none() && again.said.contains("已在佐证材料中"), "{again:?}");
    let noted = more(Some(" 正门 ")).unwrap().ready.unwrap().1;
    assert_eq!(noted.note.as_deref(), Some("正门"));
    let look = |whole| run(&Job::Look { issue, whole }, &ledger, &desk(), &mut |_| true).unwrap();
    assert_eq!(look(true).held[0].1, Condition::Whole);
    fs::write(&photo, "两张").unwrap();
    assert_eq!(look(false).held[0].1, Condition::Whole, "by its size alone");
    let report = look(true);
    assert_eq!((report.held[0].1, report.faulty), (Condition::Changed, true));
}

/// Three issues, of which two have the same step, and a number that is left out.
fn asked_text(bureau: &str, day: &str) -> String {
    let step = "由纪检组、财务科和办公室组成联合检查组，每季度抽查一次票据、合同和派车单，结果在全局大会上通报，并计入年度考核";
    let issue = |label: &str, finding: &str, answer: &str| {
        format!("{label}{finding}。\n整改情况：{answer}。\n整改结果：已完成\n")
    };
    format!(
        "中共甲县{bureau}局党组关于巡察整改情况的通报\n\n县委第一巡察组对{bureau}局党组开展了巡察，{day}反馈了意见。\n\n\
         一、整改情况\n{}{}{}",
        issue("1.", "执法不规范", &format!("一是清退3人。二是{step}")),
        issue("2.", "账目不清楚", &format!("{step}。追回补贴2万元")),
        issue("4.", "值班不严格", "修订值班制度，追责2人"),
    )
}

/// What was asked of a notice stays asked where the work is ended, whole; the rest is asked the next time.
#[test]
fn asking_is_ended_at_every_moment_and_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("台账.db");
    let mut ledger = Ledger::open(&path).unwrap();
    for (bureau, day) in [("乙", "2024年6月3日"), ("丙", "2024年7月3日"), ("丁", "2024年8月3日")]
    {
        let document =
            crate::intake::read_bytes(Path::new(bureau), asked_text(bureau, day).as_bytes()).unwrap();
        let notice = crate::parse::parse(&document, &ZH.read);
        let kept = crate::intake::Kept::default();
        let incoming = crate::ledger::Incoming {
            notice: &notice,
            text: Some(&document.text),
            kept: Some(&kept),
            reader: Some(1),
        };
        ledger.import(incoming, jiff::Timestamp::UNIX_EPOCH).unwrap();
    }
    assert_eq!(ledger.snapshot().unwrap().unasked, 3);
    let doubts = |ledger: &Ledger| ledger.snapshot().unwrap().doubts.len();
    let (mut before, mut ends) = (0, 0);
    let report = loop {
        // Each time one notice more is asked than the last time; then what they share.
        let mut asked = 0;
        let done = run(&Job::Check, &path, &desk(), &mut |_| {
            asked += 1;
            asked <= ends
        });
        match done {
            Ok(report) => break report,
            Err(Trouble::Cancelled) => {
                let now = doubts(&ledger);
                assert!(now >= before && ledger.stale_doubts().unwrap().any(), "{before} {now}");
                (before, ends) = (now, ends + 1);
            }
            Err(trouble) => panic!("{trouble:?}"),
        }
    };
    assert!(report.changed && doubts(&ledger) > before && before > 0, "{before}");
    assert_eq!((ledger.snapshot().unwrap().unasked, ledger.stale_doubts().unwrap().any()), (0, false));
    assert!(!run(&Job::Check, &path, &desk(), &mut |_| true).unwrap().changed);
    // A notice that goes leaves nothing of it to be asked, but others shared words with it: the screen is told.
    let snapshot = ledger.snapshot().unwrap();
    assert!(!snapshot.unshared);
    let reason = "重复导入".to_owned();
    let gone = crate::ledger::followup::case::NoticeChange::Withdraw { reason };
    ledger.say_of_notice(snapshot.notices[0].id, &gone, "王敏", jiff::Timestamp::UNIX_EPOCH).unwrap();
    let snapshot = ledger.snapshot().unwrap();
    assert_eq!((snapshot.unasked, snapshot.unshared), (0, true));
    assert!(run(&Job::Check, &path, &desk(), &mut |_| true).unwrap().changed);
    assert!(!ledger.snapshot().unwrap().unshared);
    assert_eq!(ledger.verify().unwrap().faults, []);
}
