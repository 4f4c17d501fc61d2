use super::*;
use crate::ledger::{
    followup::{Change, State},
    testing::{at, found, import, issue, ledger, notice},
    types::IssueId,
};

fn mark(ledger: &mut Ledger, issue: IssueId, note: &str) {
    ledger.mark(&[issue], &Change::Query { reason: None, note: Some(note.to_owned()) }, "a", at(1)).unwrap();
}

/// Two notices that may be one: the first issue in both, one in each alone; all marked.
fn pair() -> (Ledger, NoticeId, NoticeId) {
    let mut ledger = ledger();
    let old = notice(vec![issue("1.", "公厕", "甲"), issue("2.", "路灯", "乙")]);
    let mut new = notice(vec![issue("1.", "公厕", "甲一"), issue("2.", "绿化", "丙")]);
    new.feedback_date = Some(jiff::civil::date(2024, 10, 19));
    let (old, new) = (import(&mut ledger, &old).notice, import(&mut ledger, &new).notice);
    for (n, row) in ledger.snapshot().unwrap().issues.iter().enumerate() {
        mark(&mut ledger, row.id, &n.to_string());
    }
    (ledger, old, new)
}

#[test]
fn joined_notices_keep_the_follow_ups_of_both() {
    let (mut ledger, old, new) = pair();
    let before = ledger.snapshot().unwrap();
    ledger.decide(old, new, true, "a", at(2)).unwrap();
    let after = ledger.snapshot().unwrap();
    let shown: Vec<_> = after.issues.iter().map(|row| (row.title, row.present)).collect();
    assert_eq!(shown, [("公厕", true), ("绿化", true), ("路灯", false)]);
    assert!(after.issues.iter().all(|row| row.review.state == State::Query && row.notice == old));
    assert_eq!((after.notices.len(), after.notices[0].versions), (1, 2));
    assert_eq!(after.notices[0].feedback, Some(jiff::civil::date(2024, 10, 19)));
    assert!(ledger.doubtful().unwrap().is_empty());

    let (ours, theirs) = (&before.issues.get(0).unwrap(), &before.issues.get(2).unwrap());
    assert_eq!(after.issues.get(0).unwrap().key, ours.key);
    assert_eq!(ledger.named(theirs.key).unwrap(), super::super::Named::One(ours.id), "an id stays");
    let notes: Vec<_> = ledger.issue(theirs.id).unwrap().history.iter().map(|event| event.seq).collect();
    assert_eq!(notes, [1, 3]);
    assert_eq!(ledger.issue(theirs.id).unwrap().id, ours.id);
    assert_eq!(found(&ledger, "甲一"), [ours.id]);
    assert_eq!(ledger.outline(old).unwrap().nodes.len(), 4);
    assert!(ledger.verify().unwrap().faults.is_empty());
    assert!(ledger.decide(old, new, true, "a", at(3)).is_err(), "settled once");
}

#[test]
fn marks_go_on_after_joining() {
    let (mut ledger, old, new) = pair();
    let theirs = ledger.snapshot().unwrap().issues.get(2).unwrap().id;
    ledger.decide(old, new, true, "a", at(2)).unwrap();
    mark(&mut ledger, theirs, "错");
    ledger.undo("a", at(3)).unwrap();
    mark(&mut ledger, theirs, "后");
    let detail = ledger.issue(theirs).unwrap();
    assert_eq!(detail.review.note.as_deref(), Some("后"));
    assert_eq!(detail.history.len(), 5);
}

#[test]
fn new_versions_go_to_the_joined_notice() {
    let (mut ledger, old, new) = pair();
    ledger.decide(old, new, true, "a", at(2)).unwrap();
    for day in [9, 19] {
        let mut third = notice(vec![issue("1.", "公厕", &format!("第{day}"))]);
        third.feedback_date = Some(jiff::civil::date(2024, 10, day));
        assert_eq!(import(&mut ledger, &third).notice, old);
    }
}

#[test]
fn kept_apart_is_not_asked_again() {
    let (mut ledger, old, new) = pair();
    let before = ledger.snapshot().unwrap();
    ledger.decide(old, new, false, "a", at(2)).unwrap();
    assert!(ledger.doubtful().unwrap().is_empty());
    assert_eq!(ledger.snapshot().unwrap(), before);
}

#[test]
fn open_questions_follow_a_joined_notice() {
    let (mut ledger, old, new) = pair();
    let mut third = notice(vec![issue("1.", "公厕", "三")]);
    third.feedback_date = Some(jiff::civil::date(2024, 10, 29));
    let third = import(&mut ledger, &third).notice;
    assert_eq!(ledger.doubtful().unwrap().len(), 3);
    ledger.decide(old, new, true, "a", at(2)).unwrap();
    let open: Vec<_> =
        ledger.doubtful().unwrap().into_iter().map(|pair| (pair.old.id, pair.new.id)).collect();
    assert_eq!(open, [(old, third)]);
    ledger.decide(old, third, true, "a", at(3)).unwrap();
    assert_eq!(ledger.snapshot().unwrap().notices.len(), 1);
}

#[test]
fn rereading() {
    let mut ledger = ledger();
    let read = notice(vec![issue("1.", "公厕", "甲")]);
    let id = import(&mut ledger, &read).notice;
    let row = ledger.snapshot().unwrap().issues.get(0).unwrap().owned();
    mark(&mut ledger, row.id, "记");
    assert_eq!(ledger.stored_texts("某").unwrap(), [id]);
    assert!(ledger.stored_texts("另").unwrap().is_empty());
    let stored = ledger.stored_text(id).unwrap();
    assert_eq!((stored.text.as_str(), stored.reader, &stored.read), ("原文", 1, &read));
    assert_eq!(ledger.reread(&stored, &read, 2, at(2)).unwrap(), Reread::Same);
    assert_eq!(ledger.stored_text(id).unwrap().reader, 2);

    let mut better = read.clone();
    better.nodes[0].children.push(issue("2.", "漏读的", "乙"));
    let Reread::Changed(change) = ledger.reread(&stored, &better, 3, at(3)).unwrap() else { panic!() };
    assert_eq!((change.kept, change.added, change.gone), (1, 1, 0));
    let after = ledger.snapshot().unwrap();
    assert_eq!(
        (after.issues.get(0).unwrap().id, after.issues.get(0).unwrap().review.state),
        (row.id, State::Query)
    );
    assert_eq!(ledger.source(row.id).unwrap().text.as_ref(), "原文");
    assert_eq!(import(&mut ledger, &read).kind, super::super::ImportKind::Unchanged);
}

#[test]
fn what_rows_say_already_is_not_written_again() {
    let (mut ledger, old, new) = pair();
    ledger.decide(old, new, true, "a", at(2)).unwrap();
    let before = ledger.connection.total_changes();
    ledger.change(|tx| version::settle(tx, old)).unwrap();
    assert_eq!(ledger.connection.total_changes() - before, 1, "the row of the notice alone");
    for damage in [
        "UPDATE issues SET title = 'x' WHERE title = '绿化'",
        "UPDATE search SET body = 'x' WHERE body LIKE '绿化%'",
        "UPDATE sightings SET likeness = 7 WHERE likeness IS NULL",
        "DELETE FROM sightings",
        "INSERT INTO deadlines (issue, n, due, kind) SELECT id, 0, '2025-01-01', 'promised' FROM issues",
    ] {
        let rows = |ledger: &Ledger| -> Vec<String> {
            let mut all = Vec::new();
            for table in ["issues", "search", "sightings", "deadlines"] {
                let mut statement = ledger.connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
                let columns = statement.column_count();
                let row = |row: &rusqlite::Row<'_>| {
                    let values: Vec<rusqlite::types::Value> =
                        (0..columns).map(|at| row.get_unwrap(at)).collect();
                    Ok(format!("{table} {values:?}"))
                };
                all.extend(statement.query_map([], row).unwrap().map(Result::unwrap));
            }
            all
        };
        let whole = rows(&ledger);
        ledger.connection.execute(damage, []).unwrap();
        assert_ne!(rows(&ledger), whole, "{damage}");
        ledger.change(|tx| version::settle(tx, old)).unwrap();
        assert_eq!(rows(&ledger), whole, "{damage}");
    }
}

#[test]
fn what_is_known_of_a_text_is_kept_through_rereading() {
    use crate::intake::{Flaw, Kept};
    let mut ledger = ledger();
    let read = notice(vec![issue("1.", "公厕", "甲")]);
    let kept = Kept { flaws: vec![Flaw::ScannedPages(vec![2])], ..Kept::default() };
    let incoming =
        super::super::Incoming { notice: &read, text: Some("原文"), kept: Some(&kept), reader: Some(1) };
    let id = ledger.import(incoming, at(0)).unwrap().notice;
    let stored = ledger.stored_text(id).unwrap();
    assert_eq!(stored.kept.as_ref(), Some(&kept));
    let better = notice(vec![issue("1.", "公厕", "甲"), issue("2.", "漏读的", "乙")]);
    assert!(matches!(ledger.reread(&stored, &better, 2, at(1)).unwrap(), Reread::Changed(_)));
    assert_eq!(ledger.stored_text(id).unwrap().kept, Some(kept));
}

#[test]
fn what_another_program_parsed_is_not_read_again() {
    let mut ledger = ledger();
    let read = notice(vec![issue("1.", "公厕", "甲")]);
    let incoming = super::super::Incoming { notice: &read, text: Some("原文"), kept: None, reader: None };
    let id = ledger.import(incoming, at(0)).unwrap().notice;
    assert!(ledger.stored_texts("").unwrap().is_empty());
    assert!(ledger.stored_text(id).is_err());
}

#[test]
fn an_issue_whole() {
    let mut ledger = ledger();
    let id = import(&mut ledger, &notice(vec![issue("1.", "公厕", "甲"), issue("2.", "路灯", "乙")])).notice;
    let row = ledger.snapshot().unwrap().issues.get(1).unwrap().owned();
    let detail = ledger.issue(row.id).unwrap();
    assert_eq!((detail.node.title.as_str(), detail.above), ("路灯", vec!["反馈问题整改情况".to_owned()]));
    assert!(detail.notice.nodes.is_empty());
    let outline = ledger.outline(id).unwrap();
    let lines: Vec<_> =
        outline.nodes.iter().map(|node| (node.depth, node.label.as_str(), node.issue)).collect();
    assert_eq!(lines[2], (1, "2.", Some(row.id)));
    assert_eq!(lines[0], (0, "二、", None));
    assert!(ledger.issue(IssueId(99)).is_err());
    assert!(ledger.outline(NoticeId(99)).is_err());
}

#[test]
fn names() {
    use super::super::Named;
    let mut ledger = ledger();
    import(&mut ledger, &notice(vec![issue("1.", "公厕", "甲")]));
    let row = ledger.snapshot().unwrap().issues.get(0).unwrap().owned();
    let prefix: String = row.key.chars().take(4).collect();
    assert_eq!(ledger.named(&prefix.to_uppercase()).unwrap(), Named::One(row.id));
    assert_eq!(ledger.named(&row.key).unwrap(), Named::One(row.id));
    assert_eq!(ledger.named("abc").unwrap(), Named::NotAnId);
    assert_eq!(ledger.named("公厕公厕").unwrap(), Named::NotAnId);
    assert_eq!(ledger.named("zzzzzzzzzz").unwrap(), Named::None);
}
