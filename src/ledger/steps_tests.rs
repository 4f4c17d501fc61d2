use crate::ledger::{
    followup::{Finding, Refusal, State},
    testing::{at, import, issue, ledger, notice},
};

use super::*;

#[test]
fn steps_are_taken_in_order_and_undone_together() {
    let mut ledger = ledger();
    import(&mut ledger, &notice(vec![issue("1.", "公厕", "改"), issue("2.", "路灯", "改")]));
    let rows = ledger.snapshot().unwrap().issues;
    let changes = vec![
        Change::Query { reason: Some("未见成效".into()), note: None },
        Change::Revisit { due: None, who: Some("王".into()), note: None },
        Change::Verify { finding: Finding::False, seen: None, on: None, note: None },
        Change::Archive { note: None },
    ];
    let steps = Steps { issue: rows.get(0).unwrap().id, was: Review::default(), changes };
    let done = ledger.mark_steps(std::slice::from_ref(&steps), "李", at(1)).unwrap();
    let Marked::Done { reviews, .. } = done else { panic!("{done:?}") };
    assert_eq!((reviews[0].1.state, reviews[0].1.who.as_deref()), (State::Archived, Some("王")));
    assert!(matches!(ledger.mark_steps(&[steps], "李", at(2)).unwrap_err().what, What::Busy));
    let refused = Steps {
        issue: rows.get(1).unwrap().id,
        was: Review::default(),
        changes: vec![Change::Note { note: "记".into() }, Change::Archive { note: None }],
    };
    let why = ledger.mark_steps(&[refused], "李", at(3)).unwrap();
    assert!(matches!(why, Marked::Refused { why: Refusal::ArchiveNeedsFinding, .. }), "{why:?}");
    assert_eq!(ledger.issue(rows.get(1).unwrap().id).unwrap().history, []);
    ledger.undo("李", at(4)).unwrap();
    assert_eq!(ledger.issue(rows.get(0).unwrap().id).unwrap().review, Review::default());
}
