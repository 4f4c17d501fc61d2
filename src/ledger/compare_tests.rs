use super::*;
use crate::{
    ledger::{
        followup::{Change, State},
        testing::{at, import, issue, ledger, notice, with},
    },
    notice::OutcomeTag,
};

const LONG: &str = "成立公厕管理专班，制定《公厕管理办法》，对全市三百座公厕逐一排查，更换破损设施";
/// At the same place with another title: alike enough to be taken for the same, not to be sure.
const HALF: &str = "成立公厕管理专班，制定《公厕管理办法》，其余各项另行安排";

fn first() -> Vec<Node> {
    vec![
        with(issue("1.", "公厕", LONG), &[OutcomeTag::InProgress], None),
        issue("2.", "路灯破损", "已更换路灯一百盏，亮灯率达到要求"),
        issue("3.", "绿化缺株", "补种"),
    ]
}

fn two() -> (Ledger, NoticeId) {
    let mut ledger = ledger();
    let id = import(&mut ledger, &notice(first())).notice;
    let mut newer = notice(vec![
        with(issue("1.", "公厕", LONG), &[OutcomeTag::Completed], None),
        issue("2.", "路灯破损", "已更换路灯二百盏，亮灯率达到要求"),
        issue("4.", "井盖松动", "已加固全部井盖"),
    ]);
    newer.published = Some(jiff::civil::date(2025, 6, 1));
    import(&mut ledger, &newer);
    (ledger, id)
}

#[test]
fn says_what_changed() {
    let (ledger, notice) = two();
    let versions = ledger.versions(notice).unwrap();
    assert_eq!(versions.iter().map(|row| (row.seq, row.issues)).collect::<Vec<_>>(), [(1, 3), (2, 3)]);
    let found = ledger.compare(notice, 1, 2).unwrap();
    assert_eq!(found.facts.len(), 1);
    assert_eq!((found.facts[0].field, found.facts[0].to.as_deref()), ("published", Some("2025-06-01")));
    let [outcome, words, added, gone] = found.issues.as_slice() else { panic!("{:?}", found.issues) };
    let set = |tag| OutcomeSet::of(&[tag]);
    assert_eq!(outcome.outcome(), Some((set(OutcomeTag::InProgress), set(OutcomeTag::Completed))));
    assert!(!outcome.reworded() && words.reworded() && words.outcome().is_none());
    assert!(added.from.is_none() && gone.to.is_none());
    assert_eq!(gone.from.as_ref().unwrap().title, "绿化缺株");
    assert_eq!(ledger.compare(notice, 2, 2).unwrap().unchanged, 3);
    assert!(matches!(ledger.compare(notice, 1, 9).unwrap_err().what, What::Unknown(_)));
}

/// A ledger with a marked issue that a new version has worded so that it is doubtful which it is.
fn doubtful() -> (Ledger, NoticeId, IssueId) {
    let mut ledger = ledger();
    let id = import(&mut ledger, &notice(first())).notice;
    let marked = ledger.snapshot().unwrap().issues.get(0).unwrap().id;
    ledger.mark(&[marked], &Change::Query { reason: None, note: None }, "a", at(0)).unwrap();
    let mut nodes = first();
    nodes[0] = issue("1.", "厕所", HALF);
    import(&mut ledger, &notice(nodes));
    (ledger, id, marked)
}

fn states(ledger: &Ledger) -> Vec<(String, State, bool, bool)> {
    let rows = ledger.snapshot().unwrap().issues;
    rows.iter().map(|row| (row.title.to_string(), row.review.state, row.present, row.doubtful)).collect()
}

#[test]
fn a_doubtful_match_is_asked_about_and_confirmed() {
    let (mut ledger, notice, marked) = doubtful();
    assert_eq!(states(&ledger)[0], ("厕所".to_owned(), State::Query, true, true));
    let found = ledger.compare(notice, 1, 2).unwrap();
    let doubt = found.issues.first().unwrap().doubt.clone().unwrap();
    assert!(!doubt.settled && doubt.likeness < DOUBTFUL);
    let confirm = Change::Match { own: doubt.own, same: true };
    ledger.mark(&[marked], &confirm, "a", at(60)).unwrap();
    assert_eq!(states(&ledger)[0], ("厕所".to_owned(), State::Query, true, false));
}

#[test]
fn doubtful_matches_are_listed_with_both_wordings_until_they_are_settled() {
    let (mut ledger, notice, marked) = doubtful();
    let found = ledger.doubtful_matches(&ledger.snapshot().unwrap()).unwrap();
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((one.notice, one.issue), (notice, marked));
    let change = one.change.as_ref().unwrap();
    assert_eq!(
        (&*change.from.as_ref().unwrap().title, &*change.to.as_ref().unwrap().title),
        ("公厕", "厕所")
    );
    // A version later the former wording is not that of the last version but one.
    let mut nodes = first();
    nodes[0] = issue("1.", "厕所", HALF);
    nodes[1] = issue("2.", "路灯破损", "又换");
    import(&mut ledger, &super::super::testing::notice(nodes));
    let later = ledger.doubtful_matches(&ledger.snapshot().unwrap()).unwrap();
    assert!(later.iter().all(|one| one.issue == marked), "{later:?}");
    ledger.mark(&[marked], &Change::Match { own: one.own.clone(), same: true }, "a", at(60)).unwrap();
    assert_eq!(ledger.doubtful_matches(&ledger.snapshot().unwrap()).unwrap(), []);
}

#[test]
fn an_earlier_version_that_comes_again_asks_nothing_anew() {
    for same in [true, false] {
        let (mut ledger, id, marked) = doubtful();
        let own = ledger.compare(id, 1, 2).unwrap().issues.first().unwrap().doubt.clone().unwrap().own;
        ledger.mark(&[marked], &Change::Match { own, same }, "a", at(60)).unwrap();
        import(&mut ledger, &notice(first()));
        assert_eq!(ledger.versions(id).unwrap().len(), 3);
        assert_eq!(states(&ledger)[0], ("公厕".to_owned(), State::Query, true, false), "{same}");
        assert_eq!(ledger.snapshot().unwrap().issues.get(0).unwrap().id, marked);
        assert_eq!(ledger.doubts(marked).unwrap(), Vec::<String>::new());
    }
}

#[test]
fn a_doubtful_match_is_parted_and_joined_again() {
    let (mut ledger, notice, marked) = doubtful();
    let own = ledger.compare(notice, 1, 2).unwrap().issues.first().unwrap().doubt.clone().unwrap().own;
    ledger.mark(&[marked], &Change::Match { own, same: false }, "a", at(60)).unwrap();
    let parted = states(&ledger);
    assert_eq!(parted[0], ("厕所".to_owned(), State::Unread, true, false));
    assert_eq!(parted[3], ("公厕".to_owned(), State::Query, false, false), "the check stays where it was");
    assert!(ledger.verify().unwrap().faults.is_empty());
    // The next version asks nothing anew.
    let mut nodes = first();
    nodes[0] = issue("1.", "厕所", HALF);
    nodes[1] = issue("2.", "路灯破损", "又换");
    import(&mut ledger, &super::super::testing::notice(nodes));
    assert_eq!(states(&ledger)[0], ("厕所".to_owned(), State::Unread, true, false));
    ledger.undo("a", at(70)).unwrap();
    assert_eq!(states(&ledger)[0], ("厕所".to_owned(), State::Query, true, true));
    assert!(ledger.verify().unwrap().faults.is_empty());
}
