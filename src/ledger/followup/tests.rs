use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;

use std::collections::BTreeMap;

use uuid::Uuid;

use super::*;
use crate::notice::{DeadlineKind, OutcomeTag};

fn event(n: u64, counter: u64, change: Change) -> Event {
    Event {
        id: Uuid::from_u128(n.into()),
        time: Timestamp::UNIX_EPOCH,
        ledger: Uuid::nil(),
        seq: n,
        knows: BTreeMap::new(),
        author: "a".into(),
        counter,
        change,
        undone: false,
        void: false,
    }
}

fn undo(of: u64) -> Change {
    Change::Undo { of: Uuid::from_u128(of.into()) }
}

const QUERY: Change = Change::Query { reason: None, note: None };
const REVISIT: Change = Change::Revisit { due: Some(date(2026, 12, 31)), who: None, note: None };
const VERIFY: Change = Change::Verify { finding: Finding::Partly, seen: None, on: None, note: None };
const ARCHIVE: Change = Change::Archive { note: None };

#[rstest]
#[case::nothing(&[], State::Unread)]
#[case::walk(&[QUERY, REVISIT, VERIFY, ARCHIVE], State::Archived)]
#[case::straight_to_verified(&[VERIFY], State::Verified)]
#[case::archive_needs_a_finding(&[REVISIT, ARCHIVE], State::Revisit)]
#[case::archived_stays(&[VERIFY, ARCHIVE, VERIFY], State::Archived)]
#[case::taken_up_again(&[VERIFY, ARCHIVE, REVISIT], State::Revisit)]
#[case::back_to_unread(&[REVISIT, Change::Unread], State::Unread)]
#[case::undone(&[QUERY, REVISIT, undo(1)], State::Query)]
#[case::undo_undone(&[QUERY, REVISIT, undo(1), undo(2)], State::Revisit)]
#[case::undo_of_what_is_not_there(&[QUERY, undo(77)], State::Query)]
fn folds(#[case] changes: &[Change], #[case] want: State) {
    let mut events: Vec<Event> = (0..).zip(changes).map(|(n, change)| event(n, n, change.clone())).collect();
    assert_eq!(fold(&mut events).review.state, want);
}

#[test]
fn facts_of_a_state_go_with_it() {
    let mut events = vec![event(0, 0, REVISIT), event(1, 1, VERIFY)];
    let verified = fold(&mut events).review;
    assert_eq!((verified.finding, verified.due), (Some(Finding::Partly), Some(date(2026, 12, 31))));
    assert!(!verified.due_passed(date(2027, 1, 1)));
    events.push(event(2, 2, REVISIT));
    let again = fold(&mut events).review;
    assert_eq!(again.finding, None);
    assert!(again.due_passed(date(2027, 1, 1)) && !again.due_passed(date(2026, 12, 31)));
}

#[test]
fn what_is_taken_up_again_keeps_its_former_end() {
    let verify = Change::Verify {
        finding: Finding::False,
        seen: Some("灯未亮".into()),
        on: Some(date(2026, 3, 2)),
        note: None,
    };
    let changes = [REVISIT, verify, ARCHIVE, Change::Query { reason: Some("反弹".into()), note: None }];
    let mut events: Vec<Event> = (0..).zip(changes).map(|(n, change)| event(n, n, change)).collect();
    let review = fold(&mut events).review;
    assert_eq!((review.state, review.reason.as_deref()), (State::Query, Some("反弹")));
    assert_eq!((review.finding, review.due, review.seen.as_deref()), (None, None, None), "a new chain");
    let [closing] = review.closings.as_slice() else { panic!("{review:?}") };
    assert_eq!(
        (closing.state, closing.finding, closing.on),
        (State::Archived, Finding::False, Some(date(2026, 3, 2)))
    );
    assert_eq!((closing.seen.as_deref(), closing.reopened_by.as_str()), (Some("灯未亮"), "a"));
    // The end of the second chain is kept behind the first.
    events.push(event(4, 4, VERIFY));
    events.push(event(5, 5, REVISIT));
    let ends: Vec<Finding> = fold(&mut events).review.closings.iter().map(|one| one.finding).collect();
    assert_eq!(ends, [Finding::False, Finding::Partly]);
}

#[rstest]
#[case::day(Change::Due { due: None })]
#[case::person(Change::Assign { who: None })]
fn only_an_open_check_has_a_day_and_a_person(#[case] change: Change) {
    let after = |changes: &[Change]| {
        let mut events: Vec<Event> =
            (0..).zip(changes).map(|(n, change)| event(n, n, change.clone())).collect();
        fold(&mut events).review.after(&change, "a", Timestamp::UNIX_EPOCH).err()
    };
    assert_eq!(after(&[]), Some(Refusal::NotOpen));
    assert_eq!(after(&[REVISIT]), None);
    assert_eq!(after(&[VERIFY]), Some(Refusal::NotOpen));
    assert_eq!(after(&[VERIFY, ARCHIVE]), Some(Refusal::Archived));
}

#[test]
fn corrections_and_evidence_fold_to_the_last() {
    let file = |name: &str, hash: &str| Evidence {
        name: name.into(),
        size: 1,
        sha256: hash.into(),
        path: None,
        note: None,
    };
    let correct = |to| Change::Correct { to, reason: "误读".into() };
    let changes = [
        correct(Correction::Title(Some("一".into()))),
        correct(Correction::Title(Some("二".into()))),
        correct(Correction::Void(true)),
        correct(Correction::Void(false)),
        Change::Attach { file: file("a.jpg", "aa") },
        Change::Attach { file: file("b.jpg", "bb") },
        Change::Attach { file: file("a2.jpg", "aa") },
        Change::Detach { sha256: "bb".into() },
    ];
    let mut events: Vec<Event> = (0..).zip(changes).map(|(n, change)| event(n, n, change)).collect();
    let known = fold(&mut events);
    assert_eq!(known.corrections.title.as_ref().map(|fix| fix.value.as_str()), Some("二"));
    assert_eq!(known.corrections.void, None);
    assert_eq!(known.evidence, [file("a2.jpg", "aa")]);
    assert_eq!(known.review, Review::default(), "none of it is a step of the check");
    events.push(event(8, 8, undo(1)));
    assert_eq!(fold(&mut events).corrections.title.map(|fix| fix.value), Some("一".into()));
    events.push(event(9, 9, correct(Correction::Title(None))));
    assert_eq!(fold(&mut events).corrections.title, None);
}

/// An event of another ledger, made in knowledge of so many of the first ledger's events.
fn other(n: u64, counter: u64, knows: u64, change: Change) -> Event {
    let ledger = Uuid::from_u128(7);
    let knows = BTreeMap::from([(Uuid::nil(), knows)]);
    Event { ledger, knows, author: "b".into(), ..event(n, counter, change) }
}

fn verdict(finding: Finding) -> Change {
    Change::Verify { finding, seen: None, on: None, note: None }
}

#[rstest]
#[case::unknowing(1, verdict(Finding::False), 0, 2)]
#[case::knowing(1, verdict(Finding::False), 5, 0)]
#[case::the_same(1, verdict(Finding::True), 0, 0)]
#[case::to_be_looked_at_again(1, QUERY, 0, 2)]
#[case::a_note_is_no_conclusion(1, Change::Note { note: "记".into() }, 0, 0)]
fn conclusions_drawn_apart_stand_side_by_side(
    #[case] counter: u64,
    #[case] change: Change,
    #[case] knows: u64,
    #[case] want: usize,
) {
    let mut events = vec![event(5, 1, verdict(Finding::True)), other(6, counter, knows, change)];
    assert_eq!(fold(&mut events).review.conflict.len(), want);
    // Whoever sees both and says something settles it.
    let mut settled = event(9, 9, verdict(Finding::Partly));
    settled.knows = BTreeMap::from([(Uuid::from_u128(7), 6)]);
    events.push(settled);
    assert!(fold(&mut events).review.conflict.is_empty());
    // So does taking one back.
    events.pop();
    events.push(event(9, 9, undo(6)));
    assert!(fold(&mut events).review.conflict.is_empty());
}

#[test]
fn what_its_guard_passes_over_is_void() {
    let mut events = vec![event(0, 0, VERIFY), event(1, 1, ARCHIVE), event(2, 2, undo(0))];
    assert_eq!(fold(&mut events).review.state, State::Unread);
    let of = |events: &[Event]| events.iter().map(|event| (event.undone, event.void)).collect::<Vec<_>>();
    assert_eq!(of(&events), [(true, false), (false, true), (false, false)]);
    events.push(event(3, 3, undo(2)));
    assert_eq!(fold(&mut events).review.state, State::Archived);
    assert!(events.iter().all(|event| !event.void));
}

#[test]
fn json_stays() {
    // Stored in ledgers and hashed: the form must hold for ever.
    let forms = [
        (Change::Unread, r#"{"kind":"unread"}"#),
        (QUERY, r#"{"kind":"query"}"#),
        (REVISIT, r#"{"kind":"revisit","due":"2026-12-31"}"#),
        (VERIFY, r#"{"kind":"verify","finding":"partly"}"#),
        (Change::Archive { note: Some("完".into()) }, r#"{"kind":"archive","note":"完"}"#),
        (Change::Note { note: "记".into() }, r#"{"kind":"note","note":"记"}"#),
        (undo(0), r#"{"kind":"undo","of":"00000000-0000-0000-0000-000000000000"}"#),
        (Change::Query { reason: Some("数".into()), note: None }, r#"{"kind":"query","reason":"数"}"#),
        (
            Change::Verify {
                finding: Finding::True,
                seen: Some("见".into()),
                on: Some(date(2026, 1, 2)),
                note: None,
            },
            r#"{"kind":"verify","finding":"true","seen":"见","on":"2026-01-02"}"#,
        ),
        (Change::Due { due: None }, r#"{"kind":"due"}"#),
        (Change::Assign { who: Some("甲".into()) }, r#"{"kind":"assign","who":"甲"}"#),
        (
            Change::Correct { to: Correction::Title(None), reason: "因".into() },
            r#"{"kind":"correct","field":"title","value":null,"reason":"因"}"#,
        ),
        (
            Change::Correct {
                to: Correction::Outcome(Some(vec![OutcomeTag::LongTerm])),
                reason: "因".into(),
            },
            r#"{"kind":"correct","field":"outcome","value":["long_term"],"reason":"因"}"#,
        ),
        (
            Change::Correct {
                to: Correction::Deadlines(Some(vec![DueDay {
                    due: date(2026, 1, 2),
                    kind: DeadlineKind::Promised,
                }])),
                reason: "因".into(),
            },
            r#"{"kind":"correct","field":"deadlines","value":[{"due":"2026-01-02","of":"promised"}],"reason":"因"}"#,
        ),
        (
            Change::Attach {
                file: Evidence { name: "a".into(), size: 3, sha256: "f".into(), path: None, note: None },
            },
            r#"{"kind":"attach","name":"a","size":3,"sha256":"f"}"#,
        ),
        (
            Change::Attach {
                file: Evidence {
                    name: "a".into(),
                    size: 3,
                    sha256: "f".into(),
                    path: None,
                    note: Some("正面".into()),
                },
            },
            r#"{"kind":"attach","name":"a","size":3,"sha256":"f","note":"正面"}"#,
        ),
        (Change::Match { own: "k".into(), same: true }, r#"{"kind":"match","own":"k","same":true}"#),
    ];
    for (change, json) in forms {
        assert_eq!(serde_json::to_string(&change).unwrap(), json);
        assert_eq!(serde_json::from_str::<Change>(json).unwrap(), change);
        assert!(json.contains(&format!("\"{}\"", change.name())));
    }
}

fn any_change(known: u64) -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Unread),
        Just(QUERY),
        Just(REVISIT),
        Just(VERIFY),
        Just(ARCHIVE),
        "[甲乙丙]".prop_map(|note| Change::Note { note }),
        (0..known.max(1)).prop_map(undo),
    ]
}

fn any_history() -> impl Strategy<Value = Vec<Event>> {
    proptest::collection::vec((0u64..6, any_change(10)), 0..10)
        .prop_map(|rows| (0..).zip(rows).map(|(n, (counter, change))| event(n, counter, change)).collect())
}

proptest! {
    #[test]
    fn order_does_not_matter((one, two) in any_history().prop_flat_map(|history| (Just(history.clone()), Just(history).prop_shuffle()))) {
        let (mut one, mut two) = (one, two);
        prop_assert_eq!(fold(&mut one), fold(&mut two));
        prop_assert_eq!(one, two);
    }

    #[test]
    fn undo_takes_back_and_undone_undo_brings_back(history in any_history(), change in any_change(1)) {
        prop_assume!(!matches!(change, Change::Undo { .. }));
        let mut events = history;
        let before = fold(&mut events);
        events.push(event(100, 100, change));
        let after = fold(&mut events);
        events.push(event(101, 101, undo(100)));
        prop_assert_eq!(fold(&mut events), before);
        events.push(event(102, 102, undo(101)));
        prop_assert_eq!(fold(&mut events), after);
    }
}
