use rstest::rstest;

use crate::{
    ledger::followup::{Review, State, standing::Away},
    words::ZH,
};

use super::*;
use crate::ledger::types::OwnedRow;

fn issue(review: Review) -> OwnedRow {
    OwnedRow {
        key: "aaaaaaaaaa".into(), title: "公厕".into(), review, present: true, ..OwnedRow::default()
    }
}

fn row(number: u32, key: &str, note: &str) -> Row {
    Row { number, key: key.into(), cells: [(Field::Note, Raw::Text(note.into()))].into() }
}

fn returned(rows: Vec<Row>, base: &str) -> Returned {
    let base = [(Field::Note, base.to_owned())].into();
    Returned { rows, base: [("aaaaaaaaaa".to_owned(), base)].into(), ..Returned::default() }
}

fn planned<'a>(issue: IssueRow<'a>, returned: &Returned, theirs: bool) -> Plan<'a> {
    let find = |key: &str| Some(issue).filter(|issue| *issue.key == *key);
    let (now, reasons) = (Timestamp::UNIX_EPOCH, Reasons::default());
    let taker =
        Taker { by: "乙", now, today: jiff::civil::date(2026, 11, 23), reasons: &reasons, words: &ZH };
    plan(returned, find, theirs, &taker)
}

/// Base, ours, theirs → taken, unchanged, conflicts.
#[rstest]
#[case::nobody_changed("记", "记", "记", false, (0, 1, 0))]
#[case::they_changed("记", "记", "新", false, (1, 0, 0))]
#[case::they_cleared("记", "记", "", false, (1, 0, 0))]
#[case::we_changed("记", "我", "记", false, (0, 1, 0))]
#[case::both_the_same("记", "同", "同", false, (0, 1, 0))]
#[case::both_differ("记", "我", "他", false, (0, 0, 1))]
#[case::both_differ_and_theirs_wins("记", "我", "他", true, (1, 0, 0))]
#[case::white_space_is_no_change("记", "记", " 记\r\n", false, (0, 1, 0))]
fn three_are_compared(
    #[case] base: &str,
    #[case] ours: &str,
    #[case] cell: &str,
    #[case] theirs: bool,
    #[case] want: (usize, usize, usize),
) {
    let issue = issue(Review { note: Some(ours.into()), ..Review::default() });
    let plan = planned(issue.row(), &returned(vec![row(2, "aaaaaaaaaa", cell)], base), theirs);
    assert_eq!((plan.taken.len(), plan.unchanged, plan.conflicts.len()), want, "{plan:?}");
    assert_eq!(plan.faults, []);
}

#[test]
fn a_conflict_holds_the_whole_issue() {
    let issue = issue(Review { state: State::Query, note: Some("我".into()), ..Review::default() });
    let mut row = row(2, "aaaaaaaaaa", "他");
    row.cells.insert(Field::Who, Raw::Text("王".into()));
    let mut returned = returned(vec![row], "记");
    returned.base.get_mut("aaaaaaaaaa").unwrap().insert(Field::State, "query".into());
    let plan = planned(issue.row(), &returned, false);
    assert_eq!((plan.taken.len(), plan.conflicts.len()), (0, 1));
    assert_eq!(planned(issue.row(), &returned, true).taken[0].cells.len(), 2);
}

#[test]
fn rows_that_cannot_be_are_listed_with_their_number() {
    let issue = issue(Review::default());
    let mut bad = row(5, "aaaaaaaaaa", "新");
    bad.cells.insert(Field::Due, Raw::Text("待定".into()));
    bad.cells.insert(Field::Finding, Raw::Text("大概".into()));
    let plan = planned(issue.row(), &returned(vec![row(3, "bbbbbbbbbb", "x"), bad], ""), false);
    let told: Vec<(u32, &What)> = plan.faults.iter().map(|fault| (fault.row, &fault.what)).collect();
    let want = [
        (3, &What::Row(RowFault::UnknownKey("bbbbbbbbbb".into()))),
        (5, &What::Cell(Field::Due, Unread::Day("待定".into()))),
        (5, &What::Cell(Field::Finding, Unread::Finding("大概".into()))),
    ];
    assert_eq!(told, want);
    assert_eq!(plan.taken, []);
}

#[test]
fn an_issue_with_two_rows_is_taken_only_where_they_agree() {
    let issue = issue(Review::default());
    let rows = |second: &str| vec![row(2, "aaaaaaaaaa", "新"), row(9, "aaaaaaaaaa", second)];
    assert_eq!(planned(issue.row(), &returned(rows("新"), ""), false).taken.len(), 1);
    let plan = planned(issue.row(), &returned(rows("另"), ""), false);
    assert_eq!((plan.taken.len(), plan.faults.len()), (0, 2));
}

#[test]
fn an_issue_that_was_not_sent_is_not_compared() {
    let issue = issue(Review::default());
    let mut returned = returned(vec![row(2, "aaaaaaaaaa", "新")], "");
    returned.base.clear();
    let plan = planned(issue.row(), &returned, false);
    assert_eq!(plan.faults[0].what, What::Row(RowFault::NoBase("aaaaaaaaaa".into())));
}

#[test]
fn what_a_change_takes_away_is_told() {
    let day = Some(jiff::civil::date(2026, 12, 31));
    let review = Review { state: State::Revisit, due: day, note: Some("记".into()), ..Review::default() };
    let issue = issue(review);
    let mut row = row(2, "aaaaaaaaaa", "记");
    row.cells.insert(Field::State, Raw::Text("未读".into()));
    let mut returned = returned(vec![row], "记");
    let base = returned.base.get_mut("aaaaaaaaaa").unwrap();
    base.extend([(Field::State, "revisit".to_owned()), (Field::Due, "2026-12-31".to_owned())]);
    let plan = planned(issue.row(), &returned, false);
    let fields: Vec<Field> = plan.taken[0].cells.iter().map(|(field, ..)| *field).collect();
    assert_eq!(fields, [Field::State, Field::Due, Field::Note]);
    assert_eq!(plan.taken[0].cells[1], (Field::Due, Value::Day(day), Value::Day(None)));
}

/// Rows of issues that cannot be marked: said, where something was filled in; else nothing.
#[test]
fn rows_that_say_nothing_are_not_told() {
    let mut void = issue(Review::default());
    void.fixes.void = true;
    let of = |note: &str| returned(vec![row(2, "aaaaaaaaaa", note)], "记");
    assert_eq!(
        planned(void.row(), &of("新"), false).faults[0].what,
        What::Row(RowFault::Void("aaaaaaaaaa".into()))
    );
    let other = OwnedRow { key: "bbbbbbbbbb".into(), ..OwnedRow::default() };
    for gone in [&void, &other] {
        let plan = planned(gone.row(), &of("记"), false);
        assert_eq!((plan.faults.len(), plan.unchanged), (0, 1));
    }
    let returned = of("新");
    let mut plan = planned(other.row(), &returned, false);
    assert_eq!(plan.faults[0].what, What::Row(RowFault::UnknownKey("aaaaaaaaaa".into())));
    let away = Away { number: 3, by: None };
    plan.name_withdrawn(|key| (key == "aaaaaaaaaa").then(|| away.clone()));
    assert_eq!(plan.faults[0].what, What::Row(RowFault::Withdrawn("aaaaaaaaaa".into(), Box::new(away))));
}
