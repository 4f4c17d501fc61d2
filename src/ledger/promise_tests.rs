//! Nothing that an inspector wrote is ever lost, whatever comes and goes.

use proptest::prelude::*;

use super::{
    Ledger, Named,
    followup::Change,
    testing::{at, import, issue, ledger, notice},
};

/// Something that happens to the ledger.
#[derive(Debug, Clone)]
enum Act {
    /// A file comes: feedback day of the month (0: none), and its issues by number, with a word in
    /// the answer.
    Import { day: i8, issues: Vec<(usize, u8)> },
    /// The n-th shown issue is marked.
    Mark(usize),
    /// The newest mark is undone.
    Undo,
    /// The first doubtful pair is settled.
    Decide(bool),
    /// The n-th shown notice is withdrawn.
    Withdraw(usize),
    /// The n-th withdrawn notice is shown again.
    Restore(usize),
    /// What was undone last is done again.
    Redo,
    /// The n-th shown notice is parted from those that it was said to be one with.
    Part(usize),
}

const TITLES: [&str; 6] =
    ["公厕管理不到位", "路灯破损", "绿化缺株", "其他问题", "其他问题", "公厕日常管理不到位"];
const ANSWERS: [&str; 3] =
    ["成立专班，逐一排查，更换破损设施", "成立专班，逐一排查，更换全部设施", "召开会议研究部署"];

fn any_act() -> impl Strategy<Value = Act> {
    let issues = proptest::collection::vec((0..TITLES.len(), 0u8..3), 0..6);
    prop_oneof![
        4 => (0i8..3, issues).prop_map(|(day, issues)| Act::Import { day, issues }),
        4 => (0usize..9).prop_map(Act::Mark),
        1 => Just(Act::Undo),
        2 => any::<bool>().prop_map(Act::Decide),
        1 => (0usize..3).prop_map(Act::Withdraw),
        1 => (0usize..2).prop_map(Act::Restore),
        1 => Just(Act::Redo),
        1 => (0usize..3).prop_map(Act::Part),
    ]
}

fn play(ledger: &mut Ledger, act: &Act, now: i64) {
    match act {
        Act::Import { day, issues } => {
            let nodes = (1..).zip(issues).map(|(n, (title, answer))| {
                issue(&format!("{n}."), TITLES[*title], ANSWERS[usize::from(*answer)])
            });
            let mut notice = notice(nodes.collect());
            notice.feedback_date = (*day > 0).then(|| jiff::civil::date(2024, 10, *day));
            notice.source.sha256 = format!("{}{day}", notice.source.sha256);
            import(ledger, &notice);
        }
        Act::Mark(n) => {
            if let Some(row) = ledger.snapshot().unwrap().issues.get(*n) {
                let change = Change::Query { reason: None, note: Some(now.to_string()) };
                ledger.mark(&[row.id], &change, "a", at(now)).unwrap();
            }
        }
        Act::Undo => drop(ledger.undo("a", at(now)).unwrap()),
        Act::Decide(same) => {
            if let Some(pair) = ledger.doubtful().unwrap().first() {
                ledger.decide(pair.old.id, pair.new.id, *same, "a", at(now)).unwrap();
            }
        }
        Act::Redo => drop(ledger.redo("a", at(now)).unwrap()),
        Act::Part(n) => {
            if let Some(notice) = ledger.snapshot().unwrap().notices.get(*n) {
                ledger.part(notice.id, "a", at(now)).unwrap();
            }
        }
        Act::Restore(n) => {
            if let Some(one) = ledger.withdrawn().unwrap().get(*n) {
                ledger.restore(one.notice.id, None, "a", at(now)).unwrap();
            }
        }
        Act::Withdraw(n) => {
            if let Some(notice) = ledger.snapshot().unwrap().notices.get(*n) {
                ledger.withdraw(notice.id, "重复", "a", at(now)).unwrap();
            }
        }
    }
}

fn text(ledger: &Ledger, question: &str) -> Vec<String> {
    let mut statement = ledger.connection.prepare(question).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// What must hold whatever has happened.
fn check(ledger: &Ledger) -> Result<(), TestCaseError> {
    let snapshot = ledger.snapshot().unwrap();
    prop_assert!(ledger.verify().unwrap().faults.is_empty());
    prop_assert!(text(ledger, "SELECT \"table\" FROM pragma_foreign_key_check").is_empty());
    let withdrawn = "SELECT key FROM issues i JOIN notices n ON n.id = i.notice WHERE n.withdrawn = 1";
    let withdrawn = text(ledger, withdrawn);
    let mut events = 0;
    for row in &snapshot.issues {
        let detail = ledger.issue(row.id).unwrap();
        prop_assert_eq!(&detail.review, row.review);
        prop_assert_eq!(&detail.node.title, row.title);
        events += detail.history.len();
        // An id that anybody may have written down finds its issue.
        prop_assert_eq!(ledger.named(row.key).unwrap(), Named::One(row.id));
    }
    for key in text(ledger, "SELECT DISTINCT subject FROM events WHERE subject NOT LIKE 'notice:%'") {
        let Named::One(id) = ledger.named(&key).unwrap() else { panic!("{key} is lost") };
        let shown = snapshot.issues.iter().any(|row| row.id == id);
        prop_assert!(
            shown || withdrawn.contains(&ledger.issue(id).unwrap().key.to_string()),
            "{} is not shown",
            key
        );
    }
    if withdrawn.is_empty() {
        prop_assert_eq!(
            events,
            text(ledger, "SELECT id FROM events WHERE subject NOT LIKE 'notice:%'").len(),
            "each event is in one history"
        );
    }
    for notice in &snapshot.notices {
        let outline = ledger.outline(notice.id).unwrap();
        let issues = outline.nodes.iter().filter(|node| node.issue.is_some()).count();
        prop_assert_eq!(issues, snapshot.issues.iter().filter(|row| row.notice == notice.id).count());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_ever_lost(acts in proptest::collection::vec(any_act(), 1..14)) {
        let mut ledger = ledger();
        for (now, act) in (1..).zip(&acts) {
            play(&mut ledger, act, now);
        }
        check(&ledger)?;
    }
}
