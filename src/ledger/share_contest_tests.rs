//! Corrections made apart in two ledgers, and how they are settled.

use super::{
    tests::{give, issues, told, two, verify},
    *,
};
use crate::ledger::{
    Marked,
    followup::{
        Change, Correction, Finding,
        case::{AgencyChange, NoticeChange, NoticeCorrection},
    },
    testing::{at, import, ledger, notice},
};

fn title(text: &str) -> Change {
    let to = Correction::Title(Some(text.to_owned()));
    Change::Correct { to, reason: "误读".to_owned(), printed: None }
}

#[test]
fn corrections_made_apart_stand_side_by_side_until_somebody_settles_them() {
    let (mut a, mut b, first, other) = two();
    a.mark(&[first], &title("公厕脏乱"), "甲", at(100)).unwrap();
    b.mark(&[other], &title("公厕破损"), "乙", at(101)).unwrap();
    let region = |to: &str| [AgencyChange::Region { to: Some(to.to_owned()) }];
    let name = a.snapshot().unwrap().agencies[0].name.to_string();
    a.say_of_agency(&name, &region("甲县"), "甲", at(102)).unwrap();
    b.say_of_agency(&name, &region("乙县"), "乙", at(103)).unwrap();
    let day = |day| NoticeChange::Correct {
        to: NoticeCorrection::Feedback(Some(jiff::civil::date(2025, 1, day))),
        reason: "误读".to_owned(),
        printed: None,
    };
    let notice = |ledger: &Ledger| ledger.snapshot().unwrap().notices[0].id;
    a.say_of_notice(notice(&a), &day(1), "甲", at(104)).unwrap();
    b.say_of_notice(notice(&b), &day(2), "乙", at(105)).unwrap();

    let taken = give(&a, &mut b);
    assert_eq!((taken.conflicts.as_slice(), taken.contested.as_slice()), (&[][..], &[other][..]));
    assert_eq!(
        (taken.contested_notices.len(), taken.contested_agencies.as_slice()),
        (1, std::slice::from_ref(&name))
    );
    assert_eq!(taken.differing(), 3);
    assert_eq!(give(&a, &mut b).differing(), 0, "told once");
    give(&b, &mut a);
    assert_eq!(told(&a), told(&b));
    let snapshot = a.snapshot().unwrap();
    let row = snapshot.issues.get(0).unwrap().owned();
    assert_eq!((&*row.title, row.row().differs(), row.row().contests("title")), ("公厕破损", true, true));
    assert_eq!(snapshot.notices[0].feedback, Some(jiff::civil::date(2025, 1, 2)));
    assert!(snapshot.notices[0].contests("feedback") && !snapshot.notices[0].contests("published"));
    assert_eq!(snapshot.agencies[0].region.as_deref(), Some("乙县"));
    assert!(snapshot.agencies[0].contests(&name, "region"));
    assert_eq!(a.issue(first).unwrap().contested, row.contested);

    // Either settles it, by saying what holds or by taking one's own back.
    a.mark(&[first], &title("公厕脏乱"), "甲", at(200)).unwrap();
    a.say_of_notice(notice(&a), &day(2), "甲", at(201)).unwrap();
    b.undo("乙", at(202)).unwrap();
    give(&a, &mut b);
    b.say_of_agency(&name, &region("丙县"), "乙", at(203)).unwrap();
    give(&b, &mut a);
    assert_eq!(told(&a), told(&b));
    let snapshot = a.snapshot().unwrap();
    assert!(!snapshot.issues.get(0).unwrap().differs() && snapshot.notices[0].contested.is_empty());
    assert!(snapshot.agencies[0].contested.is_empty());
    assert_eq!(snapshot.issues.get(0).unwrap().title, "公厕脏乱");
}

#[test]
fn what_was_checked_is_not_lost_by_who_took_it_for_no_issue() {
    let (mut a, mut b, first, other) = two();
    let void =
        |void| Change::Correct { to: Correction::Void(void), reason: "标题".to_owned(), printed: None };
    a.mark(&[first], &void(true), "甲", at(100)).unwrap();
    b.mark(&[other], &verify(Finding::False), "乙", at(101)).unwrap();
    assert_eq!(give(&a, &mut b).contested, [other]);
    give(&b, &mut a);
    for ledger in [&a, &b] {
        let row = ledger.snapshot().unwrap().issues.get(0).unwrap().owned();
        assert!(!row.fixes.void && row.row().contests("void") && row.review.finding == Some(Finding::False));
    }
    // Who takes the check back says no more that it is an issue; the rows that show it must be read anew.
    let Marked::Done { reload, .. } = b.undo("乙", at(102)).unwrap() else { panic!() };
    let row = b.snapshot().unwrap().issues.get(0).unwrap().owned();
    assert!(reload && !row.row().differs() && row.fixes.void);
    b.redo("乙", at(103)).unwrap();
    give(&b, &mut a);
    assert!(a.snapshot().unwrap().issues.get(0).unwrap().differs());
    // Who checks it once more in knowledge of both settles it, and so does who says that it is an issue.
    let Marked::Done { reload, .. } = b.mark(&[other], &verify(Finding::Partly), "乙", at(104)).unwrap()
    else {
        panic!()
    };
    let row = b.snapshot().unwrap().issues.get(0).unwrap().owned();
    assert!(reload && !row.row().differs() && !row.fixes.void);
    a.mark(&[first], &void(false), "甲", at(105)).unwrap();
    let row = a.snapshot().unwrap().issues.get(0).unwrap().owned();
    assert!(!row.row().differs() && !row.fixes.void);
}

/// A notice of several versions is spoken of under several keys: who settles knows what was said under all.
#[test]
fn what_was_said_of_another_version_of_the_notice_is_known() {
    let said = |day| NoticeChange::Correct {
        to: NoticeCorrection::Published(Some(jiff::civil::date(2025, 1, day))),
        reason: "网页".to_owned(),
        printed: None,
    };
    let make = |feedback: Option<jiff::civil::Date>, author: &str, day: i8| {
        let mut ledger = ledger();
        import(&mut ledger, &Notice { feedback_date: feedback, ..notice(issues(&["公厕", "路灯"])) });
        let row = ledger.snapshot().unwrap().notices[0].clone();
        ledger.say_of_notice(row.id, &said(day), author, at(100 + i64::from(day))).unwrap();
        (ledger, row.key)
    };
    let (mut a, one) = make(None, "甲", 1);
    let (mut b, two) = make(Some(jiff::civil::date(2024, 10, 9)), "乙", 2);
    assert_ne!(one, two);
    give(&a, &mut b);
    give(&b, &mut a);
    assert_eq!(told(&a), told(&b));
    for (mut ledger, author) in [(a, "甲"), (b, "乙")] {
        let row = ledger.snapshot().unwrap().notices[0].clone();
        assert_eq!((ledger.snapshot().unwrap().notices.len(), row.contests("published")), (1, true));
        ledger.say_of_notice(row.id, &said(3), author, at(300)).unwrap();
        assert!(ledger.snapshot().unwrap().notices[0].contested.is_empty(), "{author}");
    }
}

#[test]
fn names_merged_into_different_ones_are_told_of_where_they_are_shown() {
    let (mut a, mut b, ..) = two();
    let name = a.snapshot().unwrap().agencies[0].name.to_string();
    let into = |name: &str| [AgencyChange::Alias { into: Some(name.to_owned()) }];
    a.say_of_agency(&name, &into("甲局"), "甲", at(100)).unwrap();
    b.say_of_agency(&name, &into("乙局"), "乙", at(101)).unwrap();
    assert_eq!(give(&a, &mut b).contested_agencies, std::slice::from_ref(&name));
    let row = &b.snapshot().unwrap().agencies[0];
    assert_eq!((&*row.name, row.contests(&name, "alias")), ("乙局", true));
    b.say_of_agency(&name, &into("乙局"), "乙", at(102)).unwrap();
    assert!(b.snapshot().unwrap().agencies[0].contested.is_empty());
}
