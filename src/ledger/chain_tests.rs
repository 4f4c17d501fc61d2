use rstest::rstest;

use crate::ledger::{
    followup::Change,
    testing::{at, import, issue, ledger, notice},
};

#[rstest]
#[case::reference(
    "UPDATE issues SET version = 99 WHERE id = 2",
    "Reference { table: \"issues\", row: Some(2) }"
)]
#[case::strayed("DROP TRIGGER events_hold; UPDATE events SET issue = 2", "Strayed {")]
#[case::hash("DROP TRIGGER events_hold; UPDATE events SET author = 'b'", "Event {")]
#[case::text("UPDATE texts SET body = '改文'", "Text(1)")]
#[case::search("DELETE FROM search WHERE issue = 2", "Unsearchable(")]
#[case::no_search("DROP TABLE search", "Form(\"table search\")")]
#[case::no_trigger("DROP TRIGGER events_stay", "Form(\"trigger events_stay\")")]
#[case::other_trigger(
    "DROP TRIGGER events_stay; CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT 1; END",
    "Form(\"trigger events_stay\")"
)]
fn what_was_tampered_with_is_told(#[case] sql: &str, #[case] fault: &str) {
    let mut ledger = ledger();
    import(&mut ledger, &notice(vec![issue("1.", "公厕", "甲"), issue("2.", "路灯", "乙")]));
    let row = ledger.snapshot().unwrap().issues.get(0).unwrap().id;
    ledger.mark(&[row], &Change::Query { reason: None, note: None }, "a", at(1)).unwrap();
    assert_eq!(ledger.verify().unwrap().faults, []);
    ledger.connection.pragma_update(None, "foreign_keys", false).unwrap();
    ledger.connection.execute_batch(sql).unwrap();
    let faults = format!("{:?}", ledger.verify().unwrap().faults);
    assert!(faults.contains(fault), "{faults}");
}
