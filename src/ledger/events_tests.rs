use super::*;
use crate::ledger::{
    VerifyFault, VerifyReport,
    followup::{Finding, State},
    testing::{at, import, issue, ledger, notice},
    types::OwnedRow,
};

fn three() -> (Ledger, Vec<IssueId>) {
    let mut ledger = ledger();
    import(
        &mut ledger,
        &notice(vec![issue("1.", "公厕", "甲"), issue("2.", "路灯", "乙"), issue("3.", "绿化", "丙")]),
    );
    let ids = ledger.snapshot().unwrap().issues.iter().map(|row| row.id).collect();
    (ledger, ids)
}

fn row(ledger: &Ledger, id: IssueId) -> OwnedRow {
    ledger.snapshot().unwrap().issues.of(id).unwrap().owned()
}

fn states(ledger: &Ledger) -> Vec<State> {
    ledger.snapshot().unwrap().issues.iter().map(|row| row.review.state).collect()
}

const REVISIT: Change = Change::Revisit { due: Some(jiff::civil::date(2026, 12, 31)), who: None, note: None };
const QUERY: Change = Change::Query { reason: None, note: None };

#[test]
fn a_mark_is_told_by_every_question() {
    let (mut ledger, ids) = three();
    let marked = ledger.mark(&ids[..1], &REVISIT, "张三", at(1)).unwrap();
    let Marked::Done { reviews, .. } = marked else { panic!("{marked:?}") };
    assert_eq!(reviews, [(ids[0], row(&ledger, ids[0]).review)]);
    let detail = ledger.issue(ids[0]).unwrap();
    assert_eq!((detail.review.state, detail.history.len()), (State::Revisit, 1));
    assert_eq!((detail.history[0].author.as_str(), detail.history[0].seq), ("张三", 1));
    assert_eq!(detail.history[0].time, at(1));
    assert_eq!(detail.history[0].id.get_version_num(), 7);
}

#[test]
fn all_or_none() {
    let (mut ledger, ids) = three();
    ledger
        .mark(
            &ids[..1],
            &Change::Verify { finding: Finding::True, seen: None, on: None, note: None },
            "a",
            at(1),
        )
        .unwrap();
    let archive = Change::Archive { note: None };
    let refused = ledger.mark(&ids, &archive, "a", at(2)).unwrap();
    assert_eq!(refused, Marked::Refused { issue: Some(ids[1]), why: Refusal::ArchiveNeedsFinding });
    assert_eq!(states(&ledger), [State::Verified, State::Unread, State::Unread]);
    assert!(ledger.mark(&[ids[0], IssueId(999)], &QUERY, "a", at(3)).is_err());
    assert_eq!(states(&ledger)[0], State::Verified);
}

#[test]
fn undo_takes_back_together_what_was_made_together() {
    let (mut ledger, ids) = three();
    ledger.mark(&ids[..1], &QUERY, "a", at(1)).unwrap();
    ledger.mark(&ids, &REVISIT, "a", at(2)).unwrap();
    let Marked::Done { reviews, .. } = ledger.undo("a", at(3)).unwrap() else { panic!() };
    assert_eq!(reviews.len(), 3);
    assert_eq!(states(&ledger), [State::Query, State::Unread, State::Unread]);
    ledger.undo("a", at(4)).unwrap();
    assert_eq!(states(&ledger), [State::Unread; 3]);
    let nothing = Marked::Refused { issue: None, why: Refusal::NothingToUndo };
    assert_eq!(ledger.undo("a", at(5)).unwrap(), nothing);
    assert_eq!(ledger.issue(ids[0]).unwrap().history.len(), 4, "undo adds, never removes");
}

#[test]
fn undo_is_of_ones_own() {
    let (mut ledger, ids) = three();
    ledger.mark(&ids[..1], &QUERY, "a", at(1)).unwrap();
    ledger.mark(&ids[1..2], &QUERY, "b", at(2)).unwrap();
    ledger.undo("a", at(3)).unwrap();
    assert_eq!(states(&ledger), [State::Unread, State::Query, State::Unread]);
}

/// What was asked about is what is undone, or nothing.
#[test]
fn an_undo_does_what_was_told() {
    let (mut ledger, ids) = three();
    let verify = Change::Verify { finding: Finding::True, seen: None, on: None, note: None };
    let archive = Change::Archive { note: None };
    ledger.mark(&ids[..2], &verify, "a", at(1)).unwrap();
    assert_eq!(ledger.what_undo_takes("a").unwrap().lost, []);
    ledger.mark(&ids[..1], &archive, "b", at(2)).unwrap();
    let told = ledger.what_undo_takes("a").unwrap();
    assert_eq!((told.undone.len(), told.lost.len(), told.lost[0].0), (2, 1, ids[0]));
    let refused = |issue| Marked::Refused { issue, why: Refusal::OthersBuiltOnIt };
    assert_eq!(ledger.undo_alone("a", at(3)).unwrap(), refused(Some(ids[0])));
    // More would be lost by now.
    ledger.mark(&ids[1..2], &archive, "b", at(4)).unwrap();
    assert_eq!(ledger.undo_as_told(&told, "a", at(5)).unwrap(), refused(Some(ids[1])));
    // Something else would be undone.
    let more = ledger.what_undo_takes("a").unwrap();
    ledger.mark(&ids[2..], &QUERY, "a", at(6)).unwrap();
    assert_eq!(ledger.undo_as_told(&more, "a", at(7)).unwrap(), refused(None));
    ledger.undo("a", at(8)).unwrap();
    let done = ledger.undo_as_told(&more, "a", at(9)).unwrap();
    assert!(matches!(done, Marked::Done { .. }), "{done:?}");
    assert_eq!(states(&ledger), [State::Unread; 3]);
    let history = ledger.issue(ids[0]).unwrap().history;
    assert!(history.iter().any(|event| event.author == "b" && event.void), "{history:?}");
}

#[test]
fn a_mark_after_an_undo_is_undone_first() {
    let (mut ledger, ids) = three();
    ledger.mark(&ids[..1], &QUERY, "a", at(1)).unwrap();
    ledger.undo("a", at(2)).unwrap();
    ledger.mark(&ids[..1], &REVISIT, "a", at(3)).unwrap();
    ledger.undo("a", at(4)).unwrap();
    assert_eq!(states(&ledger)[0], State::Unread);
}

#[test]
fn an_issue_named_twice_is_marked_once() {
    let (mut ledger, ids) = three();
    ledger.mark(&[ids[0], ids[0]], &QUERY, "a", at(1)).unwrap();
    assert_eq!(ledger.issue(ids[0]).unwrap().history.len(), 1);
}

#[test]
fn counters_rise() {
    let (mut ledger, ids) = three();
    for (n, clock) in [1, 2, 1, 4].into_iter().enumerate() {
        ledger.mark(&ids[..1], &Change::Note { note: n.to_string() }, "a", at(clock)).unwrap();
    }
    let detail = ledger.issue(ids[0]).unwrap();
    let counters: Vec<u64> = detail.history.iter().map(|event| event.counter).collect();
    let moment = |n: i64| u64::try_from(at(n).as_millisecond()).unwrap();
    // The clock goes back once: what was done later still stands behind.
    assert_eq!(counters, [moment(1), moment(2), moment(2) + 1, moment(4)]);
    assert_eq!(detail.review.note.as_deref(), Some("3"));
}

#[test]
fn events_cannot_be_changed() {
    let (mut ledger, ids) = three();
    ledger.mark(&ids[..1], &QUERY, "a", at(1)).unwrap();
    for order in ["UPDATE events SET author = 'b'", "DELETE FROM events", "DELETE FROM acts"] {
        let error = ledger.connection.execute(order, []).unwrap_err();
        assert!(error.to_string().contains("never"), "{order}: {error}");
    }
    assert_eq!(ledger.verify().unwrap(), VerifyReport { events: 1, ledgers: 1, ..VerifyReport::default() });
}

#[rstest::rstest]
#[case::author("UPDATE events SET author = 'b' WHERE seq = 2", &[2])]
#[case::payload("UPDATE events SET payload = '{\"kind\":\"unread\"}' WHERE seq = 3", &[3])]
#[case::issue("UPDATE events SET subject = 'x' WHERE seq = 1", &[1])]
#[case::removed("DELETE FROM events WHERE seq = 2", &[3])]
#[case::rehashed("UPDATE events SET hash = 'x' WHERE seq = 1", &[1, 2])]
fn verify_finds_what_was_changed(#[case] order: &str, #[case] want: &[i64]) {
    let (mut ledger, ids) = three();
    for n in 1..=3 {
        ledger.mark(&ids[..1], &Change::Note { note: n.to_string() }, "a", at(n)).unwrap();
    }
    ledger.connection.execute_batch("DROP TRIGGER events_stay; DROP TRIGGER events_hold").unwrap();
    ledger.connection.execute(order, []).unwrap();
    let found: Vec<i64> = ledger
        .verify()
        .unwrap()
        .faults
        .iter()
        .filter_map(|fault| match fault {
            VerifyFault::Event { seq, .. } => Some(*seq),
            _ => None,
        })
        .collect();
    assert_eq!(found, want);
}
