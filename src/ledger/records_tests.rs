use crate::{
    ledger::{
        Incoming,
        followup::{Change, Missed},
        testing::{at, issue, ledger, notice},
    },
    notice::Span,
};

use super::*;

#[test]
fn records_are_what_the_detail_tells_in_the_order_asked() {
    let mut ledger = ledger();
    let text = "通报\n一、公厕\n二、路灯\n";
    let (mut first, mut second) = (issue("1.", "公厕", "已修"), issue("2.", "路灯", "已换"));
    let place = |word: &str| text.find(word).unwrap();
    first.span = Span::new(place("一、"), place("二、"));
    second.span = Span::new(place("二、"), text.len());
    let mut notice = notice(vec![first, second]);
    notice.pages = vec![Span::new(0, place("二、")), Span::new(place("二、"), text.len())];
    ledger
        .import(Incoming { notice: &notice, text: Some(text), kept: None, reader: Some(1) }, at(0))
        .unwrap();
    let ids: Vec<IssueId> = ledger.snapshot().unwrap().issues.iter().map(|row| row.id).collect();
    ledger.mark(&ids[..1], &Change::Note { note: "记".into() }, "张", at(1)).unwrap();
    let asked = [ids[1], ids[0], ids[1], IssueId(99)];
    let records = ledger.records(&asked).unwrap();
    let told: Vec<_> = records
        .iter()
        .map(|record| (&*record.row.title, record.place.line, record.place.page, record.place.version))
        .collect();
    assert_eq!(told, [("路灯", Some(3), Some(2), 1), ("公厕", Some(2), Some(1), 1)]);
    for record in &records {
        assert_eq!(record.detail, ledger.issue(record.row.id).unwrap());
    }
}

#[test]
fn many_are_read_as_few_are() {
    let mut ledger = ledger();
    let issues = (0..MANY + 1).map(|n| issue(&format!("{n}."), &format!("问题{n}"), "改")).collect();
    crate::ledger::testing::import(&mut ledger, &notice(issues));
    let ids: Vec<IssueId> = ledger.snapshot().unwrap().issues.iter().map(|row| row.id).collect();
    ledger.mark(&ids, &Change::Query { reason: None, note: None }, "张", at(1)).unwrap();
    let mut told = 0;
    let snapshot = ledger.snapshot().unwrap();
    let many = ledger
        .records_in(&snapshot, &ids, &mut |more| {
            told += more;
            true
        })
        .unwrap();
    assert_eq!((many.len(), told), (MANY + 1, MANY + 1));
    for (record, id) in many.iter().zip(&ids).step_by(50) {
        assert_eq!(record.detail, ledger.issue(*id).unwrap());
        assert_eq!(record.row.review.state, crate::ledger::followup::State::Query);
    }
}

#[test]
fn an_issue_put_in_by_hand_has_no_line() {
    let mut ledger = ledger();
    crate::ledger::testing::import(&mut ledger, &notice(vec![issue("1.", "公厕", "改")]));
    let key = ledger.snapshot().unwrap().notices[0].key.to_string();
    let missed = Missed {
        notice: key,
        label: "2.".into(),
        title: "漏读".into(),
        response: None,
        outcome: Vec::new(),
        after: None,
        reason: "原文有".into(),
    };
    let id = ledger.add_missed(&missed, "张", at(1)).unwrap();
    let records = ledger.records(&[id]).unwrap();
    assert_eq!((records[0].detail.node.title.as_str(), records[0].place.line), ("漏读", None));
}

#[test]
fn handed_over_one_by_one_they_are_the_same() {
    let mut ledger = ledger();
    for agency in ["甲局", "乙局", "丙局"] {
        let issues = (0..MANY).map(|n| issue(&format!("{n}."), &format!("{agency}{n}"), "改")).collect();
        let of = Notice { agency: Some(agency.into()), ..notice(issues) };
        crate::ledger::testing::import(&mut ledger, &of);
    }
    let snapshot = ledger.snapshot().unwrap();
    let ids: Vec<IssueId> = snapshot.issues.iter().map(|row| row.id).collect();
    ledger.mark(&ids, &Change::Query { reason: None, note: None }, "张", at(1)).unwrap();
    let snapshot = ledger.snapshot().unwrap();
    // Those of each notice apart, some twice, one that is not there.
    let (front, back) = ids.split_at(ids.len() / 2);
    let mut asked: Vec<IssueId> = front.iter().zip(back).flat_map(|(one, other)| [*other, *one]).collect();
    asked.extend([ids[0], IssueId(9999), ids[5]]);
    let whole = ledger.records_in(&snapshot, &asked, &mut |_| true).unwrap();
    assert_eq!(whole.iter().map(|record| record.row.id).collect::<Vec<_>>(), snapshot.shown(&asked));
    let mut at = whole.iter();
    ledger
        .each_record(&snapshot, &asked, &mut |record| {
            let other = at.next().unwrap();
            assert_eq!(
                (&record.row, &record.detail, &record.place),
                (&other.row, &other.detail, &other.place)
            );
            true
        })
        .unwrap();
    assert!(at.next().is_none());
    let mut told = 0;
    ledger
        .each_record(&snapshot, &asked, &mut |_| {
            told += 1;
            told < 7
        })
        .unwrap();
    assert_eq!(told, 7);
}
