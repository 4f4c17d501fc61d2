use std::{sync::mpsc, time::Duration};

use super::*;
use crate::{
    ledger::{
        followup::{
            Change, Correction, Missed, Refusal, State,
            case::{NoticeChange, NoticeCorrection},
        },
        search::Needle,
        testing::{import, issue, ledger, notice},
        types::{IssueId, NoticeId},
    },
    words::ZH,
};

fn start() -> (Worker, mpsc::Receiver<Answer>) {
    let mut ledger = ledger();
    import(&mut ledger, &notice(vec![issue("1.", "公厕", "甲"), issue("2.", "路灯", "乙")]));
    let (sender, answers) = mpsc::channel();
    let worker = spawn(ledger, &ZH.ledger, "张三".into(), move |answer| drop(sender.send(answer))).unwrap();
    (worker, answers)
}

fn next(answers: &mpsc::Receiver<Answer>) -> Answer {
    answers.recv_timeout(Duration::from_secs(20)).unwrap()
}

#[test]
fn answers_in_order() {
    let (worker, answers) = start();
    worker.send(Request::Load);
    let Answer::Loaded { snapshot, doubtful } = next(&answers) else { panic!() };
    assert!(doubtful.is_empty());
    let issue = snapshot.issues.get(0).unwrap().id;
    worker.send(Request::Mark { issues: vec![issue], change: Change::Query { reason: None, note: None } });
    worker.send(Request::Issue(issue));
    worker.send(Request::Undo);
    worker.send(Request::Undo);
    worker.send(Request::Source(issue));
    worker.send(Request::Outline(NoticeId(1)));
    worker.send(Request::Outline(NoticeId(7)));
    let Answer::Marked { reviews, act: Act::Mark, fresh: None } = next(&answers) else { panic!() };
    assert_eq!(reviews[0].1.state, State::Query);
    let Answer::Issue(detail) = next(&answers) else { panic!() };
    assert_eq!(detail.history[0].author, "张三");
    assert!(matches!(next(&answers), Answer::Marked { act: Act::Undo, fresh: None, .. }));
    assert_eq!(next(&answers), Answer::Refused { issue: None, why: Refusal::NothingToUndo });
    assert!(matches!(next(&answers), Answer::Source(_)));
    assert!(matches!(next(&answers), Answer::Outline(_)));
    let Answer::Failed(why) = next(&answers) else { panic!() };
    assert!(why.contains('7'), "{why}");
}

#[test]
fn what_changes_more_than_states_comes_with_all_rows() {
    let (worker, answers) = start();
    worker.send(Request::Load);
    let Answer::Loaded { snapshot, .. } = next(&answers) else { panic!() };
    let issue = snapshot.issues.get(0).unwrap().id;
    let to = Correction::Title(Some("公共厕所".into()));
    let change = Change::Correct { to, reason: "漏字".into(), printed: None };
    worker.send(Request::Mark { issues: vec![issue], change });
    worker.send(Request::Undo);
    worker.send(Request::Redo);
    worker.send(Request::Redo);
    let wanted = [(Act::Mark, "公共厕所"), (Act::Undo, "公厕"), (Act::Redo, "公共厕所")];
    for (wanted, title) in wanted {
        let Answer::Marked { act, fresh: Some(fresh), .. } = next(&answers) else { panic!() };
        assert_eq!((act, fresh.snapshot.issues.get(0).unwrap().title), (wanted, title));
    }
    assert_eq!(next(&answers), Answer::Refused { issue: None, why: Refusal::NothingToRedo });
    let notice = snapshot.notices[0].clone();
    let to = NoticeCorrection::Agency(Some("某某局".into()));
    let change = NoticeChange::Correct { to, reason: "简称".into(), printed: None };
    worker.send(Request::Notice { notice: notice.id, change });
    let Answer::Marked { fresh: Some(fresh), .. } = next(&answers) else { panic!() };
    assert_eq!(&*fresh.snapshot.agencies[0].name, "某某局");
    let missed = Missed {
        notice: notice.key.to_string(),
        label: "3.".into(),
        title: "漏读".into(),
        response: None,
        outcome: Vec::new(),
        after: None,
        reason: "漏读".into(),
    };
    worker.send(Request::Add(missed));
    let Answer::Marked { reviews, fresh: Some(fresh), .. } = next(&answers) else { panic!() };
    let added = fresh.snapshot.issues.iter().find(|row| row.id == reviews[0].0).unwrap();
    assert!(added.fixes.missed);
}

/// Whatever comes of a search, up to its end.
fn until_whole(answers: &mpsc::Receiver<Answer>, wanted: u64) -> Vec<(u64, Vec<usize>, bool)> {
    let mut all = Vec::new();
    loop {
        let Answer::Found { generation, found, whole } = next(answers) else { panic!() };
        all.push((generation, found.iter().map(|hits| hits.ids.len()).collect(), whole));
        if whole && generation == wanted {
            return all;
        }
    }
}

#[test]
fn the_newest_search_wins() {
    let (worker, answers) = start();
    // While the worker is at the first request, the others queue up; however far it got, the last
    // search is answered last, and no other is answered behind it.
    for generation in 0..200 {
        worker.send(Request::Search { generation, needles: vec![Needle::Text("公".into())] });
    }
    let found = until_whole(&answers, 199);
    assert!(found.iter().all(|(_, counts, _)| counts == &[1]));
    assert!(found.is_sorted_by_key(|(generation, ..)| *generation));
    drop(worker);
    assert!(answers.recv().is_err(), "nothing comes behind the last");
}

/// A worker with so many issues that a search is told in two parts.
fn start_with_many() -> (Worker, mpsc::Receiver<Answer>) {
    let mut ledger = ledger();
    let issues = (1..=400).map(|n| issue(&format!("{n}."), &format!("公厕破损第{n}处"), "甲")).collect();
    import(&mut ledger, &notice(issues));
    let (sender, answers) = mpsc::channel();
    let worker = spawn(ledger, &ZH.ledger, "张三".into(), move |answer| drop(sender.send(answer))).unwrap();
    (worker, answers)
}

#[test]
fn the_first_hundred_come_at_once() {
    let (worker, answers) = start_with_many();
    let needles = ["公", "厕破", "厕破损第3", "第399处"].map(|text| Needle::Text(text.into())).to_vec();
    worker.send(Request::Search { generation: 7, needles });
    let told = until_whole(&answers, 7);
    assert_eq!(told, [(7, vec![100, 100, 100, 1], false), (7, vec![400, 400, 111, 1], true)]);
}

#[test]
fn whatever_else_is_asked_goes_before_the_rest_of_a_search() {
    let (worker, answers) = start_with_many();
    let needles = vec![Needle::Pattern("公.*处".into())];
    worker.send(Request::Search { generation: 1, needles });
    let Answer::Found { generation: 1, whole: false, .. } = next(&answers) else { panic!() };
    worker.send(Request::Load);
    worker.send(Request::Issue(IssueId(400)));
    let mut others = Vec::new();
    let whole = loop {
        match next(&answers) {
            Answer::Found { found, whole: true, .. } => break found,
            Answer::Found { .. } => panic!("told twice"),
            other => others.push(other),
        }
    };
    assert_eq!(whole[0].ids.len(), 400);
    // However fast the search was.
    while others.len() < 2 {
        others.push(next(&answers));
    }
    assert!(matches!(others.as_slice(), [Answer::Loaded { .. }, Answer::Issue(_)]));
}

#[test]
fn a_search_sees_what_was_put_right_while_it_ran() {
    let (worker, answers) = start_with_many();
    worker.send(Request::Search { generation: 1, needles: vec![Needle::Text("新题".into())] });
    let to = Correction::Title(Some("新题".into()));
    let change = Change::Correct { to, reason: "误读".into(), printed: None };
    worker.send(Request::Mark { issues: vec![IssueId(3)], change });
    worker.send(Request::Search { generation: 2, needles: vec![Needle::Text("新题".into())] });
    let last = loop {
        if let Answer::Found { generation: 2, found, whole: true } = next(&answers) {
            break found;
        }
    };
    assert_eq!(last[0].ids.iter().collect::<Vec<_>>(), [IssueId(3)]);
}

#[test]
fn a_needle_that_cannot_be_asked_is_told_and_forgotten() {
    let (worker, answers) = start();
    worker.send(Request::Search { generation: 1, needles: vec![Needle::Pattern("(".into())] });
    assert!(matches!(next(&answers), Answer::Failed(_)));
    worker.send(Request::Search { generation: 2, needles: vec![Needle::Text("公".into())] });
    assert_eq!(until_whole(&answers, 2).len(), 1);
}

/// Who types a search does not lose the answer for the query that filters, and the other way round.
#[test]
fn a_search_and_a_filter_do_not_make_each_other_needless() {
    let (worker, answers) = start();
    for generation in 0..200 {
        worker.send(Request::Filter { generation, needles: vec![Needle::Text("路".into())] });
        worker.send(Request::Search { generation, needles: vec![Needle::Text("公".into())] });
    }
    let (mut filters, mut searches) = (Vec::new(), Vec::new());
    while filters.last() != Some(&199) || searches.last() != Some(&199) {
        match next(&answers) {
            Answer::Filtered { generation, found } => {
                assert_eq!(found.len(), 1);
                filters.push(generation);
            }
            Answer::Found { generation, .. } => searches.push(generation),
            other => panic!("{other:?}"),
        }
    }
    for told in [filters, searches] {
        assert!(told.is_sorted());
    }
}

#[test]
fn the_author_can_change_and_dropping_finishes_the_work() {
    let (worker, answers) = start();
    worker.send(Request::Load);
    let Answer::Loaded { snapshot, .. } = next(&answers) else { panic!() };
    let issue = snapshot.issues.get(0).unwrap().id;
    worker.send(Request::Author("李四".into()));
    worker.send(Request::Mark { issues: vec![issue], change: Change::Query { reason: None, note: None } });
    worker.send(Request::Issue(issue));
    drop(worker);
    let last = answers.into_iter().last();
    let Some(Answer::Issue(detail)) = last else { panic!("{last:?}") };
    assert_eq!(detail.history[0].author, "李四");
}

/// The file as it is without the log beside it.
fn marks_in_the_file_itself(path: &std::path::Path) -> i64 {
    let name = format!("file:{}?immutable=1", path.display());
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_URI;
    let file = rusqlite::Connection::open_with_flags(name, flags).unwrap();
    file.query_row("SELECT count(*) FROM events", [], |row| row.get(0)).unwrap()
}

#[test]
fn when_nobody_asks_what_was_marked_is_moved_into_the_file_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    let mut ledger = Ledger::open(&path).unwrap();
    import(&mut ledger, &notice(vec![issue("1.", "公厕", "甲")]));
    let (sender, answers) = mpsc::channel();
    let worker = spawn(ledger, &ZH.ledger, "张三".into(), move |answer| drop(sender.send(answer))).unwrap();
    let change = Change::Query { reason: None, note: None };
    worker.send(Request::Mark { issues: vec![crate::ledger::types::IssueId(1)], change });
    assert!(matches!(next(&answers), Answer::Marked { .. }));
    let begun = std::time::Instant::now();
    while marks_in_the_file_itself(&path) != 1 {
        assert!(begun.elapsed() < Duration::from_secs(20), "the log was not emptied");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn the_log_of_a_tidied_ledger_does_not_grow() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    let mut ledger = Ledger::open(&path).unwrap();
    import(&mut ledger, &notice(vec![issue("1.", "公厕", "甲")]));
    ledger.tidy();
    let mut sizes = Vec::new();
    for note in 0..20 {
        let change = Change::Note { note: note.to_string() };
        ledger.mark(&[crate::ledger::types::IssueId(1)], &change, "张三", jiff::Timestamp::now()).unwrap();
        ledger.tidy();
        sizes.push(std::fs::metadata(folder.path().join("ledger.db-wal")).unwrap().len());
    }
    assert_eq!(sizes.first(), sizes.last(), "{sizes:?}");
}
