use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;

use crate::ledger::followup::Finding;

use super::*;

const DAY: Date = date(2026, 12, 31);

fn after(changes: &[Change]) -> Review {
    changes
        .iter()
        .fold(Review::default(), |review, change| review.after(change, "甲", Timestamp::UNIX_EPOCH).unwrap())
}

fn query(reason: &str) -> Change {
    Change::Query { reason: Some(reason.into()).filter(|reason: &String| !reason.is_empty()), note: None }
}

fn revisit(due: Option<Date>, who: Option<&str>) -> Change {
    Change::Revisit { due, who: who.map(str::to_owned), note: None }
}

fn verify(finding: Finding) -> Change {
    Change::Verify { finding, seen: None, on: None, note: None }
}

fn saw(finding: Finding, seen: &str) -> Change {
    Change::Verify { finding, seen: Some(seen.into()), on: None, note: None }
}

const ARCHIVE: Change = Change::Archive { note: None };

fn state(state: State) -> (Field, Value) {
    (Field::State, Value::State(state))
}

fn text(field: Field, text: &str) -> (Field, Value) {
    (field, Value::Text(text.into()))
}

fn day(field: Field, day: Option<Date>) -> (Field, Value) {
    (field, Value::Day(day))
}

fn finding(finding: Option<Finding>) -> (Field, Value) {
    (Field::Finding, Value::Finding(finding))
}

use Field::{Due, Note, On, Reason, Seen, Who};
use Finding::{False, Partly, True};

#[rstest]
#[case::finding_verifies(&[], &[finding(Some(False))], &[verify(False)])]
#[case::day_lists(&[], &[day(Due, Some(DAY))], &[revisit(Some(DAY), None)])]
#[case::person_lists(&[], &[text(Who, "王")], &[revisit(None, Some("王"))])]
#[case::reason_doubts(&[], &[text(Reason, "数字不符")], &[query("数字不符")])]
#[case::reason_and_day(&[], &[text(Reason, "数字不符"), day(Due, Some(DAY))], &[query("数字不符"), revisit(Some(DAY), None)])]
#[case::state_alone(&[], &[state(State::Query)], &[query("")])]
#[case::day_of_a_doubted(&[query("")], &[day(Due, Some(DAY))], &[Change::Due { due: Some(DAY) }])]
#[case::day_taken_away(&[revisit(Some(DAY), None)], &[day(Due, None)], &[Change::Due { due: None }])]
#[case::nobody(&[revisit(None, Some("王"))], &[text(Who, "")], &[Change::Assign { who: None }])]
#[case::reason_of_a_listed(&[revisit(Some(DAY), None)], &[text(Reason, "照抄")], &[query("照抄"), revisit(None, None)])]
#[case::all_at_once(
    &[],
    &[state(State::Archived), day(Due, Some(DAY)), text(Who, "王"), finding(Some(Partly)), text(Seen, "见"), text(Note, "记")],
    &[revisit(Some(DAY), Some("王")), saw(Partly, "见"), ARCHIVE, Change::Note { note: "记".into() }]
)]
#[case::seen_more(&[saw(True, "见")], &[text(Seen, "又见")], &[saw(True, "又见")])]
#[case::seen_keeps_when_the_finding_changes(&[saw(True, "见")], &[finding(Some(False))], &[saw(False, "见")])]
#[case::archived(&[verify(True)], &[state(State::Archived)], &[ARCHIVE])]
#[case::reopened(&[verify(True), ARCHIVE], &[state(State::Revisit), day(Due, Some(DAY))], &[revisit(Some(DAY), None)])]
#[case::reopened_and_emptied(&[saw(True, "见")], &[state(State::Query), finding(None), text(Seen, "")], &[query("")])]
#[case::unread(&[query("照抄")], &[state(State::Unread), text(Reason, "")], &[Change::Unread])]
#[case::note(&[verify(True), ARCHIVE], &[text(Note, "记")], &[Change::Note { note: "记".into() }])]
#[case::note_taken_away(&[Change::Note { note: "记".into() }], &[text(Note, "")], &[Change::Note { note: String::new() }])]
fn cells_become_changes(
    #[case] before: &[Change],
    #[case] edits: &[(Field, Value)],
    #[case] want: &[Change],
) {
    let edits = edits.iter().cloned().collect();
    assert_eq!(changes(&after(before), &edits, "乙", Timestamp::UNIX_EPOCH), Ok(want.to_vec()));
}

#[rstest]
#[case::verified_without_finding(&[], &[state(State::Verified)], RowFault::NeedsFinding)]
#[case::seen_without_finding(&[], &[text(Seen, "见")], RowFault::NeedsFinding)]
#[case::archived_without_finding(&[query("")], &[state(State::Archived)], RowFault::NeedsFinding)]
#[case::finding_of_an_open(&[], &[state(State::Query), finding(Some(True))], RowFault::FindingWithoutState)]
#[case::seen_on_of_an_open(&[], &[state(State::Revisit), day(On, Some(DAY))], RowFault::FindingWithoutState)]
#[case::finding_gone(&[verify(True)], &[finding(None)], RowFault::FindingTakenAway)]
#[case::reason_gone(&[query("照抄")], &[text(Reason, "")], RowFault::ReasonTakenAway)]
#[case::unread_and_a_day(&[query("")], &[state(State::Unread), day(Due, Some(DAY))], RowFault::UnreadWithMore)]
#[case::archived_stays(&[verify(True), ARCHIVE], &[finding(Some(False))], RowFault::Refused(Refusal::Archived))]
#[case::archived_to_verified(&[verify(True), ARCHIVE], &[state(State::Verified)], RowFault::Refused(Refusal::Archived))]
#[case::day_of_a_verified(&[verify(True)], &[day(Due, Some(DAY))], RowFault::Refused(Refusal::NotOpen))]
#[case::reason_of_a_verified(&[verify(True)], &[text(Reason, "照抄")], RowFault::Refused(Refusal::NotOpen))]
fn what_cannot_be_is_told(
    #[case] before: &[Change],
    #[case] edits: &[(Field, Value)],
    #[case] want: RowFault,
) {
    let edits = edits.iter().cloned().collect();
    assert_eq!(changes(&after(before), &edits, "乙", Timestamp::UNIX_EPOCH), Err(want));
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just("甲".to_owned()), Just("乙".to_owned())]
}

fn any_day() -> impl Strategy<Value = Option<Date>> {
    prop_oneof![Just(None), Just(Some(DAY)), Just(Some(date(2027, 1, 1)))]
}

fn any_value(field: Field) -> BoxedStrategy<Value> {
    match field {
        Field::State => prop::sample::select(State::ALL.to_vec()).prop_map(Value::State).boxed(),
        Field::Finding => {
            prop::option::of(prop::sample::select(vec![True, Partly, False])).prop_map(Value::Finding).boxed()
        }
        Due | On => any_day().prop_map(Value::Day).boxed(),
        Reason | Who | Seen | Note => any_text().prop_map(Value::Text).boxed(),
    }
}

fn any_edits() -> impl Strategy<Value = Edits> {
    let some = prop::sample::subsequence(Field::ALL.to_vec(), 0..5);
    some.prop_flat_map(|fields| {
        fields
            .into_iter()
            .map(|field| any_value(field).prop_map(move |value| (field, value)))
            .collect::<Vec<_>>()
    })
    .prop_map(|edits| edits.into_iter().collect())
}

fn only_new(review: &Review, edits: Edits) -> Edits {
    edits.into_iter().filter(|(field, value)| Value::of(*field, review) != *value).collect()
}

proptest! {
    /// Whatever was filled in stands there afterwards, or nothing is taken; received again, it brings nothing.
    #[test]
    fn what_is_taken_stands_there(first in any_edits(), second in any_edits()) {
        let now = Timestamp::UNIX_EPOCH;
        let mut review = Review::default();
        for edits in [first, second] {
            let edits = only_new(&review, edits);
            let Ok(changes) = changes(&review, &edits, "乙", now) else { continue };
            for change in &changes {
                review = review.after(change, "乙", now).unwrap();
            }
            for (field, value) in &edits {
                prop_assert_eq!(&Value::of(*field, &review), value, "{:?} {:?}", field, changes);
            }
            prop_assert_eq!(only_new(&review, edits), Edits::new());
        }
    }
}
