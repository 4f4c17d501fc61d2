use super::*;
use crate::ledger::{
    Ledger, LedgerError, Marked,
    error::What as Why,
    followup::{Change, Correction, Missed, State},
    share::Taken,
    testing::{at, found, import, issue, ledger, notice},
    types::IssueId,
};

/// A notice with this day of feedback in October 2024, so that two of them may be one.
fn of_day(day: i8, titles: &[&str]) -> crate::notice::Notice {
    let nodes = (1..).zip(titles).map(|(n, title)| issue(&format!("{n}."), title, &format!("{day}{title}")));
    let mut made = notice(nodes.collect());
    made.feedback_date = Some(jiff::civil::date(2024, 10, day));
    made
}

fn mark(ledger: &mut Ledger, issue: IssueId, note: &str, now: i64) {
    let change = Change::Query { reason: None, note: Some(note.to_owned()) };
    assert!(matches!(ledger.mark(&[issue], &change, "甲", at(now)).unwrap(), Marked::Done { .. }));
}

/// Two notices that may be one, the first in two versions, worked on; one issue put in by hand in each.
fn pair() -> (Ledger, NoticeId, NoticeId) {
    let mut ledger = ledger();
    let old = import(&mut ledger, &of_day(9, &["公厕", "路灯"])).notice;
    let new = import(&mut ledger, &of_day(19, &["公厕", "绿化"])).notice;
    assert_eq!(import(&mut ledger, &of_day(9, &["公厕", "井盖"])).notice, old);
    for (now, row) in (100..).zip(ledger.snapshot().unwrap().issues.iter()) {
        mark(&mut ledger, row.id, &now.to_string(), now);
    }
    for (now, row) in (120..).zip(ledger.snapshot().unwrap().notices) {
        let missed = Missed {
            notice: row.key.to_string(),
            label: "9.".to_owned(),
            title: format!("补录{now}"),
            response: None,
            outcome: Vec::new(),
            after: None,
            reason: "漏读".to_owned(),
        };
        ledger.add_missed(&missed, "甲", at(now)).unwrap();
        let step = NoticeChange::Step { step: "集中整改".to_owned(), on: row.feedback };
        ledger.say_of_notice(row.id, &step, "甲", at(now)).unwrap();
    }
    (ledger, old, new)
}

/// Everything that is shown, and each issue whole.
fn shown(ledger: &Ledger) -> String {
    let snapshot = ledger.snapshot().unwrap();
    let whole: Vec<_> = snapshot.issues.iter().map(|row| ledger.issue(row.id).unwrap()).collect();
    let outlines: Vec<_> = snapshot.notices.iter().map(|row| ledger.outline(row.id).unwrap()).collect();
    let versions: Vec<_> = snapshot.notices.iter().map(|row| ledger.versions(row.id).unwrap()).collect();
    let pairs = ledger.doubtful().unwrap();
    let found = found(ledger, "公");
    assert_eq!(ledger.verify().unwrap().faults, []);
    format!("{snapshot:#?}{whole:#?}{outlines:#?}{versions:#?}{pairs:#?}{found:?}")
}

#[test]
fn one_again_and_two_again_as_often_as_one_likes() {
    let (mut ledger, old, new) = pair();
    let two = shown(&ledger);
    ledger.decide(old, new, true, "甲", at(200)).unwrap();
    let one = shown(&ledger);
    let rows = ledger.snapshot().unwrap();
    assert_eq!((rows.notices.len(), rows.notices[0].versions), (1, 3));
    assert!(rows.issues.iter().any(|row| row.title == "补录121"), "what was put in by hand comes along");
    for _ in 0..2 {
        assert!(matches!(ledger.undo("甲", at(201)).unwrap(), Marked::Done { reload: true, .. }));
        assert_eq!(shown(&ledger), two);
        assert!(matches!(ledger.redo("甲", at(202)).unwrap(), Marked::Done { .. }));
        assert_eq!(shown(&ledger), one);
    }
    assert!(ledger.part(old, "乙", at(203)).unwrap(), "somebody else, long after");
    assert_eq!((ledger.snapshot().unwrap().notices.len(), ledger.snapshot().unwrap().issues.len()), (2, 6));
    assert!(ledger.doubtful().unwrap().is_empty(), "nobody is asked again");
    assert!(!ledger.part(old, "乙", at(204)).unwrap());
}

#[test]
fn marks_made_while_two_were_one_stay_where_they_were_made() {
    let (mut ledger, old, new) = pair();
    let (ours, theirs) = {
        let rows = ledger.snapshot().unwrap().issues;
        let of = |notice, title: &str| {
            rows.iter().find(|row| row.notice == notice && row.title == title).unwrap().id
        };
        (of(old, "公厕"), of(new, "绿化"))
    };
    ledger.decide(old, new, true, "甲", at(200)).unwrap();
    mark(&mut ledger, ours, "合", 201);
    mark(&mut ledger, theirs, "绿", 202);
    let title = Correction::Title(Some("公共厕所".to_owned()));
    let change = Change::Correct { to: title, reason: "误读".to_owned(), printed: None };
    ledger.mark(&[ours], &change, "甲", at(203)).unwrap();
    ledger.part(old, "甲", at(204)).unwrap();
    let row = |id| ledger.snapshot().unwrap().issues.of(id).unwrap().owned();
    assert_eq!((row(ours).notice, row(ours).review.note.as_deref()), (old, Some("合")));
    assert_eq!(&*row(ours).title, "公共厕所");
    assert_eq!((row(theirs).notice, row(theirs).review.note.as_deref()), (new, Some("绿")));
    assert_eq!(ledger.verify().unwrap().faults, []);
}

#[test]
fn three_are_one_through_the_one_in_the_middle() {
    let (mut ledger, old, new) = pair();
    let third = import(&mut ledger, &of_day(29, &["公厕"])).notice;
    assert_eq!(ledger.doubtful().unwrap().len(), 3);
    ledger.decide(new, third, true, "甲", at(200)).unwrap();
    ledger.decide(old, new, true, "甲", at(201)).unwrap();
    assert_eq!(ledger.snapshot().unwrap().notices.len(), 1);
    // The last is taken back: the other two stay one, and it is asked about them once.
    ledger.undo("甲", at(202)).unwrap();
    let asked: Vec<_> = ledger.doubtful().unwrap().iter().map(|pair| (pair.old.id, pair.new.id)).collect();
    assert_eq!(asked, [(old, new)]);
    assert_eq!(ledger.snapshot().unwrap().notices.len(), 2);
    // What came while they were one goes where it belongs.
    ledger.redo("甲", at(203)).unwrap();
    assert_eq!(import(&mut ledger, &of_day(19, &["公厕", "绿化", "供水"])).notice, old);
    assert_eq!(import(&mut ledger, &of_day(29, &["公厕", "停车"])).notice, old);
    ledger.part(old, "甲", at(204)).unwrap();
    let rows = ledger.snapshot().unwrap().notices;
    let versions: Vec<_> = rows.iter().map(|row| (row.id, row.versions)).collect();
    assert_eq!(versions, [(old, 2), (new, 2), (third, 2)]);
    assert_eq!(ledger.verify().unwrap().faults, []);
}

#[test]
fn withdrawn_and_back() {
    let (mut ledger, old, _) = pair();
    let before = shown(&ledger);
    ledger.withdraw(old, "不是本轮的", "甲", at(200)).unwrap();
    assert_eq!(ledger.snapshot().unwrap().notices.len(), 1);
    let gone = ledger.withdrawn().unwrap();
    let by = gone[0].by.clone().unwrap();
    assert_eq!((gone[0].notice.id, by.author.as_str(), by.reason.as_str()), (old, "甲", "不是本轮的"));
    assert_eq!((by.time, gone[0].agency.as_str()), (at(200), "某局"));
    ledger.undo("甲", at(201)).unwrap();
    assert_eq!(shown(&ledger), before);
    ledger.redo("甲", at(202)).unwrap();
    assert_eq!(ledger.withdrawn().unwrap(), gone);
    ledger.restore(old, Some("弄错了"), "乙", at(203)).unwrap();
    assert_eq!(shown(&ledger), before);
    assert!(ledger.restore(old, None, "乙", at(204)).is_err() && ledger.withdrawn().unwrap().is_empty());
    ledger.undo("乙", at(205)).unwrap();
    assert_eq!(ledger.withdrawn().unwrap(), gone);
    let said: Vec<_> = ledger.history_of_notice(old).unwrap().iter().map(|e| e.change.name()).collect();
    assert_eq!(said, ["step", "withdraw", "undo", "undo", "restore", "undo"]);
}

#[test]
fn a_copy_that_was_withdrawn_does_not_hide_what_it_is_a_copy_of() {
    let (mut ledger, old, new) = pair();
    let (mut other, _) = (ledger_with(&ledger), ());
    ledger.withdraw(new, "重复", "甲", at(200)).unwrap();
    assert!(ledger.doubtful().unwrap().is_empty(), "nobody is asked about what is not shown");
    let pair = other.doubtful().unwrap().remove(0);
    other.decide(pair.old.id, pair.new.id, true, "乙", at(201)).unwrap();
    give(&other, &mut ledger);
    let rows = ledger.snapshot().unwrap().notices;
    assert_eq!(rows.iter().map(|row| (row.id, row.versions)).collect::<Vec<_>>(), [(old, 3)]);
    // Both are withdrawn together, and each comes back.
    ledger.withdraw(old, "全部重复", "甲", at(202)).unwrap();
    assert!(ledger.snapshot().unwrap().notices.is_empty());
    ledger.part(old, "甲", at(203)).unwrap();
    assert_eq!(ledger.withdrawn().unwrap().len(), 2);
    ledger.undo("甲", at(204)).unwrap();
    ledger.undo("甲", at(205)).unwrap();
    assert_eq!(ledger.snapshot().unwrap().notices.len(), 1);
    assert_eq!(ledger.verify().unwrap().faults, []);
}

fn give(from: &Ledger, to: &mut Ledger) -> Taken {
    to.take(&from.parcel(true).unwrap(), at(900)).unwrap().unwrap()
}

/// Another ledger that was given everything.
fn ledger_with(from: &Ledger) -> Ledger {
    let mut other = ledger();
    give(from, &mut other);
    other
}

#[test]
fn a_withdrawal_travels_and_waits_for_its_notice() {
    let (mut ledger, old, _) = pair();
    let mut colleague = ledger_with(&ledger);
    ledger.withdraw(old, "重复", "甲", at(200)).unwrap();
    let taken = give(&ledger, &mut colleague);
    assert_eq!((taken.withdrawn.len(), taken.joined, taken.disputed.len()), (1, 0, 0));
    assert_eq!(colleague.withdrawn().unwrap()[0].by, ledger.withdrawn().unwrap()[0].by);
    // Without the notices it waits; a file that comes for the first time stays as it was said to be.
    let mut bare = super::super::testing::ledger();
    bare.take(&ledger.parcel(false).unwrap(), at(900)).unwrap().unwrap();
    let first = of_day(9, &["公厕", "路灯"]);
    assert_eq!(import(&mut bare, &first).kind, crate::ledger::ImportKind::Withdrawn);
    assert!(bare.snapshot().unwrap().notices.is_empty());
    // So it does where the notice came with the bundle; who imports it again wants to see it.
    assert_eq!(import(&mut colleague, &first).kind, crate::ledger::ImportKind::Withdrawn);
    for ledger in [&mut bare, &mut colleague] {
        assert!(matches!(
            import(ledger, &first).kind,
            crate::ledger::ImportKind::Restored | crate::ledger::ImportKind::Version(_)
        ));
        assert!(ledger.withdrawn().unwrap().is_empty());
    }
    give(&colleague, &mut ledger);
    assert!(ledger.withdrawn().unwrap().is_empty(), "that travels too");
}

#[test]
fn an_answer_travels_and_waits_for_its_notices() {
    let (mut ledger, old, new) = pair();
    let mut colleague = ledger_with(&ledger);
    ledger.decide(old, new, true, "甲", at(200)).unwrap();
    assert_eq!(give(&ledger, &mut colleague).joined, 1);
    assert_eq!(colleague.snapshot().unwrap().notices.len(), 1);
    let mut bare = super::super::testing::ledger();
    bare.take(&ledger.parcel(false).unwrap(), at(900)).unwrap().unwrap();
    for (day, titles) in [(19, ["公厕", "绿化"]), (9, ["公厕", "路灯"]), (9, ["公厕", "井盖"])] {
        import(&mut bare, &of_day(day, &titles));
    }
    let rows = bare.snapshot().unwrap().notices;
    assert_eq!(rows.iter().map(|row| row.versions).collect::<Vec<_>>(), [3]);
    assert!(bare.doubtful().unwrap().is_empty());
    assert_eq!(bare.verify().unwrap().faults, []);
}

#[test]
fn work_that_whoever_withdrew_did_not_know_of_is_shown_against_it() {
    let (mut ledger, old, _) = pair();
    let mut colleague = ledger_with(&ledger);
    ledger.withdraw(old, "重复", "甲", at(200)).unwrap();
    assert!(ledger.notice_conflicts().unwrap().is_empty(), "all that stood there was known");
    let row = colleague.snapshot().unwrap().issues.get(0).unwrap().owned();
    let change = Change::Query { reason: None, note: Some("看现场".to_owned()) };
    colleague.mark(&[row.id], &change, "乙", at(201)).unwrap();
    assert_eq!(give(&colleague, &mut ledger).disputed, [old]);
    give(&ledger, &mut colleague);
    let sides = |ledger: &Ledger| -> Vec<String> {
        let conflicts = ledger.notice_conflicts().unwrap();
        conflicts.iter().flat_map(|one| &one.sides).map(|event| event.author.clone()).collect()
    };
    assert_eq!(
        (sides(&ledger), sides(&colleague)),
        (vec!["甲".into(), "乙".into()], vec!["甲".into(), "乙".into()])
    );
    assert_eq!(ledger.withdrawn().unwrap().len(), 1, "the withdrawal holds until somebody settles it");
    // Said again by somebody who knows both sides.
    ledger.withdraw(old, "看过，仍是重复", "甲", at(202)).unwrap();
    assert!(ledger.notice_conflicts().unwrap().is_empty());
    let again = ledger.withdraw(old, "重复", "甲", at(203)).unwrap_err();
    assert!(matches!(again, LedgerError { what: Why::Unknown(_), .. }), "it is not to be withdrawn twice");
    ledger.restore(old, None, "甲", at(204)).unwrap();
    let rows = ledger.snapshot().unwrap().issues;
    assert!(
        rows.iter()
            .any(|row| row.review.state == State::Query && row.review.note.as_deref() == Some("看现场"))
    );
}

#[test]
fn words_against_words_stand_side_by_side_until_somebody_settles_them() {
    let (mut ledger, old, new) = pair();
    let mut colleague = ledger_with(&ledger);
    let theirs = colleague.doubtful().unwrap().remove(0);
    ledger.decide(old, new, true, "甲", at(200)).unwrap();
    colleague.decide(theirs.old.id, theirs.new.id, false, "乙", at(201)).unwrap();
    give(&colleague, &mut ledger);
    give(&ledger, &mut colleague);
    for one in [&ledger, &colleague] {
        let disputes = one.notice_conflicts().unwrap();
        assert_eq!((disputes.len(), disputes[0].sides.len()), (1, 2));
        assert_eq!(one.snapshot().unwrap().notices.len(), 2, "the later one counts");
        assert!(one.doubtful().unwrap().is_empty());
    }
    ledger.decide(old, new, true, "甲", at(202)).unwrap();
    give(&ledger, &mut colleague);
    for one in [&ledger, &colleague] {
        assert_eq!(one.snapshot().unwrap().notices.len(), 1);
        assert!(one.notice_conflicts().unwrap().is_empty());
    }
    // One withdraws it again, the other shows it.
    ledger.withdraw(old, "重复", "甲", at(203)).unwrap();
    give(&ledger, &mut colleague);
    let id = colleague.withdrawn().unwrap()[0].notice.id;
    colleague.restore(id, None, "乙", at(204)).unwrap();
    assert!(colleague.notice_conflicts().unwrap().is_empty(), "a reply is no conflict");
}

#[test]
fn notices_that_nothing_tells_apart_by_key_are_withdrawn_one_by_one() {
    let mut ledger = ledger();
    let undated = |words: [&str; 5]| {
        let mut made = of_day(9, &words);
        made.feedback_date = None;
        made
    };
    let one = import(&mut ledger, &undated(["一", "二", "三", "四", "五"])).notice;
    let other = import(&mut ledger, &undated(["六", "七", "八", "九", "十"])).notice;
    assert_ne!(one, other, "hardly an issue in common");
    ledger.withdraw(other, "重复", "甲", at(100)).unwrap();
    let left: Vec<_> = ledger.snapshot().unwrap().notices.iter().map(|row| row.id).collect();
    assert_eq!(left, [one]);
    assert_eq!(ledger.history_of_notice(other).unwrap().len(), 1);
    assert!(ledger.history_of_notice(one).unwrap().is_empty());
    let copy = ledger_with(&ledger);
    assert_eq!(copy.snapshot().unwrap().issues.len(), 5);
    assert_eq!(copy.snapshot().unwrap().issues.get(0).unwrap().title, "一");
    ledger.undo("甲", at(101)).unwrap();
    let pair = ledger.doubtful().unwrap().remove(0);
    ledger.decide(pair.old.id, pair.new.id, true, "甲", at(102)).unwrap();
    assert_eq!(ledger.snapshot().unwrap().notices.len(), 1);
    ledger.undo("甲", at(103)).unwrap();
    assert_eq!(ledger.snapshot().unwrap().issues.len(), 10);
}

/// A ledger in which a notice was withdrawn and two were made one by a program that had no events for that.
fn of_older_program() -> (Ledger, NoticeId) {
    let (mut ledger, old, _) = pair();
    let other = import(&mut ledger, &{
        let mut made = of_day(1, &["别的"]);
        made.agency = Some("另一局".to_owned());
        (made.organisation, made.title) = (None, Some("另一局通报".to_owned()));
        made
    });
    ledger
        .connection
        .execute_batch(&format!(
            "UPDATE notices SET withdrawn = 1, put_away = 1 WHERE id = {};
             INSERT INTO acts (time, author, kind, notice, detail)
               VALUES ('2026-01-02T03:04:05Z', '前任', 'withdrawn', {}, '{{}}');
             UPDATE pairs SET decided = 0;",
            other.notice.0, other.notice.0
        ))
        .unwrap();
    assert!(ledger.doubtful().unwrap().is_empty(), "what was answered is not asked again");
    let _ = old;
    (ledger, other.notice)
}

#[test]
fn what_an_older_program_withdrew_stays_so_and_comes_back() {
    let (mut ledger, id) = of_older_program();
    assert_eq!(ledger.snapshot().unwrap().notices.len(), 2);
    // Whatever else is said of notices.
    let shown = ledger.snapshot().unwrap().notices[0].id;
    ledger.withdraw(shown, "重复", "甲", at(300)).unwrap();
    ledger.undo("甲", at(301)).unwrap();
    let gone = ledger.withdrawn().unwrap();
    let by = gone[0].by.clone().unwrap();
    assert_eq!((gone.len(), gone[0].notice.id, by.author.as_str(), by.reason.as_str()), (1, id, "前任", ""));
    // It goes to nobody, as before: nobody would be told that it is withdrawn.
    assert_eq!(ledger_with(&ledger).snapshot().unwrap().notices.len(), 2);
    ledger.restore(id, None, "甲", at(302)).unwrap();
    assert_eq!(ledger.snapshot().unwrap().notices.len(), 3);
    assert_eq!(ledger_with(&ledger).snapshot().unwrap().notices.len(), 3);
    ledger.undo("甲", at(303)).unwrap();
    assert_eq!(ledger.snapshot().unwrap().notices.len(), 2);
    assert_eq!(ledger.verify().unwrap().faults, []);
    ledger.withdraw(id, "重复", "甲", at(304)).unwrap_err();
}

#[test]
fn an_earlier_wording_counts_again_everywhere_and_no_longer_when_that_is_undone() {
    let mut ledger = ledger();
    let (old, new) = (of_day(9, &["公厕", "路灯"]), of_day(9, &["公厕", "井盖"]));
    let id = import(&mut ledger, &old).notice;
    import(&mut ledger, &new);
    assert_eq!(ledger.versions(id).unwrap().len(), 2);
    let mut colleague = ledger_with(&ledger);
    let titles = |ledger: &Ledger| -> Vec<String> {
        let rows = ledger.snapshot().unwrap().issues;
        rows.into_iter().filter(|row| row.present).map(|row| row.title.to_string()).collect()
    };
    assert!(matches!(import(&mut ledger, &old).kind, crate::ledger::ImportKind::Version(_)));
    assert_eq!(titles(&ledger), ["公厕", "路灯"]);
    let row = ledger.snapshot().unwrap().issues.get(1).unwrap().owned();
    mark(&mut ledger, row.id, "去看", 300);
    give(&ledger, &mut colleague);
    assert_eq!((titles(&colleague), colleague.snapshot().unwrap().notices[0].versions), (titles(&ledger), 3));
    give(&ledger, &mut colleague);
    assert_eq!(colleague.snapshot().unwrap().notices[0].versions, 3, "once");
    ledger.undo("甲", at(301)).unwrap();
    ledger.undo(env!("CARGO_PKG_NAME"), at(302)).unwrap();
    assert_eq!(titles(&ledger), ["公厕", "井盖"]);
    give(&ledger, &mut colleague);
    assert_eq!(titles(&colleague), ["公厕", "井盖"]);
    assert_eq!(colleague.verify().unwrap().faults, []);
    ledger.redo(env!("CARGO_PKG_NAME"), at(303)).unwrap();
    assert_eq!(titles(&ledger), ["公厕", "路灯"]);
    // What a bundle brought is no earlier wording of one's own: whichever came first, bundle or file.
    let mut bare = super::super::testing::ledger();
    give(&colleague, &mut bare);
    assert_eq!(import(&mut bare, &old).kind, crate::ledger::ImportKind::Unchanged);
    assert_eq!(titles(&bare), ["公厕", "井盖"]);
}
