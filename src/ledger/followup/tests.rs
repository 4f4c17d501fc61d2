use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;

use std::collections::BTreeMap;

use uuid::Uuid;

use super::*;

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
