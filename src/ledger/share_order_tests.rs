//! Order and repetition do not matter: three ledgers, whatever happens in them.

use jiff::ToSpan;
use proptest::prelude::*;

use super::{
    tests::{issues, query, told, verify},
    *,
};
use crate::ledger::{
    events::Marked,
    followup::{Change, Correction, Finding},
    testing::{at, ledger, notice},
};

/// Something that happens in one of three ledgers.
#[derive(Debug, Clone)]
enum Act {
    Import { wording: usize, agency: usize },
    Mark { issue: usize, change: usize },
    Undo,
    Redo,
    Withdraw { notice: usize },
    Restore { notice: usize },
    Decide { pair: usize, same: bool },
    Part { notice: usize },
    Give { to: usize },
    Keep,
}

fn any_act() -> impl Strategy<Value = (usize, Act)> {
    let act = prop_oneof![
        3 => (0usize..4, 0usize..4).prop_map(|(wording, agency)| Act::Import { wording, agency }),
        6 => (0usize..6, 0usize..9).prop_map(|(issue, change)| Act::Mark { issue, change }),
        1 => Just(Act::Undo),
        1 => Just(Act::Redo),
        2 => (0usize..3).prop_map(|notice| Act::Withdraw { notice }),
        1 => (0usize..2).prop_map(|notice| Act::Restore { notice }),
        3 => (0usize..3, prop::bool::weighted(0.75)).prop_map(|(pair, same)| Act::Decide { pair, same }),
        1 => (0usize..2).prop_map(|notice| Act::Part { notice }),
        2 => (0usize..3).prop_map(|to| Act::Give { to }),
        2 => Just(Act::Keep),
    ];
    (0usize..3, act)
}

const TEXTS: [[&str; 3]; 4] = [
    ["公厕", "路灯", "绿化"],
    ["公厕", "路灯破损严重", "绿化"],
    ["路灯", "公厕", "井盖"],
    ["公厕管理不到位", "路灯", " 绿化缺株"],
];

fn wording(agency: usize, wording: usize) -> Notice {
    let mut made = notice(issues(&TEXTS[wording]));
    // The same agency with another day, a misprint perhaps, or another inspection.
    made.feedback_date = made.feedback_date.map(|day| day + (i32::try_from(agency / 2).unwrap() * 10).days());
    let agency_of = agency % 2;
    made.agency = Some(["甲局", "乙局"][agency_of].to_owned());
    made.organisation = None;
    made.title = Some(["甲局通报", "乙局通报"][agency_of].to_owned());
    made.source.sha256 = format!("{:064x}", wording * 4 + agency);
    made
}

fn change(ledger: &Ledger, issue: IssueId, number: usize) -> Change {
    let reason = || "误读".to_owned();
    match number {
        0 => query("看"),
        1 => {
            Change::Revisit { due: Some(jiff::civil::date(2026, 12, 1)), who: Some("甲".into()), note: None }
        }
        2 => verify(Finding::True),
        3 => verify(Finding::False),
        4 => Change::Archive { note: None },
        5 => Change::Correct {
            to: Correction::Title(Some("改题".to_owned())),
            reason: reason(),
            printed: None,
        },
        6 => Change::Correct { to: Correction::Void(true), reason: reason(), printed: None },
        7 => {
            let row = ledger.snapshot().unwrap().issues.of(issue).unwrap().owned();
            let last = ledger.versions(row.notice).unwrap().len();
            let last = u32::try_from(last).unwrap();
            let doubt = ledger.compare(row.notice, last.saturating_sub(1).max(1), last).unwrap();
            let doubt = doubt.issues.into_iter().find(|one| one.issue == issue).and_then(|one| one.doubt);
            match doubt {
                Some(doubt) => Change::Match { own: doubt.own, same: false },
                None => Change::Unread,
            }
        }
        _ => Change::Note { note: "记".to_owned() },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn order_and_repetition_do_not_matter(
        acts in proptest::collection::vec(any_act(), 1..24),
        order in any::<u64>(),
    ) {
        let mut ledgers = [ledger(), ledger(), ledger()];
        let mut kept: Vec<Parcel> = Vec::new();
        for (now, (who, act)) in (1i64..).zip(&acts) {
            let now = at(now * 10 + *who as i64);
            let author = ["甲", "乙", "丙"][*who];
            match act {
                Act::Import { wording: number, agency } => {
                    let notice = wording(*agency, *number);
                    let incoming = super::super::Incoming { notice: &notice, text: Some("原文"), kept: None, reader: Some(1) };
                    // One that is there already and is not the current one counts again from now on.
                    ledgers[*who].import_by(incoming, author, now).unwrap();
                }
                Act::Mark { issue, change: number } => {
                    let row = ledgers[*who].snapshot().unwrap().issues.get(*issue).map(|row| row.id);
                    if let Some(id) = row {
                        let change = change(&ledgers[*who], id, *number);
                        // What its guard refuses changes nothing, here and everywhere.
                        let _: Marked = ledgers[*who].mark(&[id], &change, author, now).unwrap();
                    }
                }
                Act::Undo => drop(ledgers[*who].undo(author, now).unwrap()),
                Act::Redo => drop(ledgers[*who].redo(author, now).unwrap()),
                Act::Withdraw { notice } => {
                    let row = ledgers[*who].snapshot().unwrap().notices.get(*notice).map(|row| row.id);
                    if let Some(id) = row {
                        ledgers[*who].withdraw(id, "重复", author, now).unwrap();
                    }
                }
                Act::Restore { notice } => {
                    let row = ledgers[*who].withdrawn().unwrap().get(*notice).map(|one| one.notice.id);
                    if let Some(id) = row {
                        ledgers[*who].restore(id, None, author, now).unwrap();
                    }
                }
                Act::Decide { pair, same } => {
                    let pair = ledgers[*who].doubtful().unwrap().get(*pair).cloned();
                    if let Some(pair) = pair {
                        ledgers[*who].decide(pair.old.id, pair.new.id, *same, author, now).unwrap();
                    }
                }
                Act::Part { notice } => {
                    let row = ledgers[*who].snapshot().unwrap().notices.get(*notice).map(|row| row.id);
                    if let Some(id) = row {
                        ledgers[*who].part(id, author, now).unwrap();
                    }
                }
                Act::Give { to } if to != who => {
                    let parcel = ledgers[*who].parcel(true).unwrap();
                    prop_assert!(ledgers[*to].take(&parcel, now).unwrap().is_ok());
                }
                Act::Give { .. } | Act::Keep => kept.push(ledgers[*who].parcel(true).unwrap()),
            }
        }
        kept.extend(ledgers.iter().map(|ledger| ledger.parcel(true).unwrap()));
        let (mut one, mut other) = (ledger(), ledger());
        for parcel in &kept {
            prop_assert!(one.take(parcel, at(9000)).unwrap().is_ok());
        }
        let mut shuffled: Vec<usize> = (0..kept.len()).chain(0..kept.len()).collect();
        shuffled.sort_by_key(|at| (order.rotate_left(u32::try_from(*at % 61).unwrap()) ^ order).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        for at_ in shuffled {
            prop_assert!(other.take(&kept[at_], at(9001)).unwrap().is_ok());
        }
        prop_assert_eq!(told(&one), told(&other));
        for ledger in [&one, &other, &ledgers[0], &ledgers[1], &ledgers[2]] {
            prop_assert_eq!(ledger.verify().unwrap().faults, []);
        }
        // Whoever has been given everything knows the same.
        for ledger in &mut ledgers {
            for parcel in &kept {
                prop_assert!(ledger.take(parcel, at(9002)).unwrap().is_ok());
            }
            prop_assert_eq!(told(ledger), told(&one));
        }
    }
}
