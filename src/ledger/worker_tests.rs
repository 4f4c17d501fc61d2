use std::{collections::HashSet, sync::mpsc, time::Duration};

use super::*;
use crate::{
    ledger::{
        followup::{
            Change, Correction, Missed, Refusal, State,
            case::{NoticeChange, NoticeCorrection},
        },
        testing::{import, issue, ledger, notice},
        types::NoticeId,
    },
    words::ZH,
};

fn start() -> (Worker, mpsc::Receiver<Answer>) {
    let mut ledger = ledger();
    import(&mut ledger, &notice(vec![issue("1.", "公厕", "甲"), issue("2.", "路灯", "乙")]));
    let (sender, answers) = mpsc::channel();
    let worker = spawn(ledger, &ZH.ledger, "张三".into(), move |answer| drop(sender.send(answer))).unwrap();
    (worker, answers)
}

fn next(answers: &mpsc::Receiver<Answer>) -> Answer {
    answers.recv_timeout(Duration::from_secs(20)).unwrap()
}

#[test]
fn answers_in_order() {
    let (worker, answers) = start();
    worker.send(Request::Load);
    let Answer::Loaded { snapshot, doubtful } = next(&answers) else { panic!() };
    assert!(doubtful.is_empty());
    let issue = snapshot.issues.get(0).unwrap().id;
    worker.send(Request::Mark { issues: vec![issue], change: Change::Query { reason: None, note: None } });
    worker.send(Request::Issue(issue));
    worker.send(Request::Undo);
    worker.send(Request::Undo);
    worker.send(Request::Source(issue));
    worker.send(Request::Outline(NoticeId(1)));
    worker.send(Request::Outline(NoticeId(7)));
    let Answer::Marked { reviews, act: Act::Mark, fresh: None } = next(&answers) else { panic!() };
    assert_eq!(reviews[0].1.state, State::Query);
    let Answer::Issue(detail) = next(&answers) else { panic!() };
    assert_eq!(detail.history[0].author, "张三");
    assert!(matches!(next(&answers), Answer::Marked { act: Act::Undo, fresh: None, .. }));
    assert_eq!(next(&answers), Answer::Refused { issue: None, why: Refusal::NothingToUndo });
    assert!(matches!(next(&answers), Answer::Source(_)));
    assert!(matches!(next(&answers), Answer::Outline(_)));
    let Answer::Failed(why) = next(&answers) else { panic!() };
    assert!(why.contains('7'), "{why}");
}

#[test]
fn what_changes_more_than_states_comes_with_all_rows() {
    let (worker, answers) = start();
    worker.send(Request::Load);
    let Answer::Loaded { snapshot, .. } = next(&answers) else { panic!() };
    let issue = snapshot.issues.get(0).unwrap().id;
    let to = Correction::Title(Some("公共厕所".into()));
    let change = Change::Correct { to, reason: "漏字".into(), printed: None };
    worker.send(Request::Mark { issues: vec![issue], change });
    worker.send(Request::Undo);
    worker.send(Request::Redo);
    worker.send(Request::Redo);
    let wanted = [(Act::Mark, "公共厕所"), (Act::Undo, "公厕"), (Act::Redo, "公共厕所")];
    for (wanted, title) in wanted {
        let Answer::Marked { act, fresh: Some(fresh), .. } = next(&answers) else { panic!() };
        assert_eq!((act, fresh.snapshot.issues.get(0).unwrap().title), (wanted, title));
    }
    assert_eq!(next(&answers), Answer::Refused { issue: None, why: Refusal::NothingToRedo });
    let notice = snapshot.notices[0].clone();
    let to = NoticeCorrection::Agency(Some("某某局".into()));
    let change = NoticeChange::Correct { to, reason: "简称".into(), printed: None };
    worker.send(Request::Notice { notice: notice.id, change });
    let Answer::Marked { fresh: Some(fresh), .. } = next(&answers) else { panic!() };
    assert_eq!(&*fresh.snapshot.agencies[0].name, "某某局");
    let missed = Missed {
        notice: notice.key.to_string(),
        label: "3.".into(),
        title: "漏读".into(),
        response: None,
        outcome: Vec::new(),
        after: None,
        reason: "漏读".into(),
    };
    worker.send(Request::Add(missed));
    let Answer::Marked { reviews, fresh: Some(fresh), .. } = next(&answers) else { panic!() };
    let added = fresh.snapshot.issues.iter().find(|row| row.id == reviews[0].0).unwrap();
    assert!(added.fixes.missed);
}

#[test]
fn the_newest_search_wins() {
    let (worker, answers) = start();
    // While the worker is at the first request, the others queue up; however far it got, the last
    // search is answered last, and no other is answered behind it.
    for generation in 0..200 {
        worker.send(Request::Search { generation, needles: vec![Needle::Text("公".into())] });
    }
    drop(worker);
    let found: Vec<u64> = answers
        .into_iter()
        .map(|answer| match answer {
            Answer::Found { generation, found } => {
                assert_eq!(found.iter().map(HashSet::len).collect::<Vec<_>>(), [1]);
                generation
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(found.last(), Some(&199));
    assert!(found.is_sorted());
}

/// Who types a search does not lose the answer for the query that filters, and the other way round.
#[test]
fn a_search_and_a_filter_do_not_make_each_other_needless() {
    let (worker, answers) = start();
    for generation in 0..200 {
        worker.send(Request::Filter { generation, needles: vec![Needle::Text("路".into())] });
        worker.send(Request::Search { generation, needles: vec![Needle::Text("公".into())] });
    }
    drop(worker);
    let (mut filters, mut searches) = (Vec::new(), Vec::new());
    for answer in answers {
        match answer {
            Answer::Filtered { generation, found } => {
                assert_eq!(found.len(), 1);
                filters.push(generation);
            }
            Answer::Found { generation, .. } => searches.push(generation),
            other => panic!("{other:?}"),
        }
    }
    for told in [filters, searches] {
        assert_eq!(told.last(), Some(&199));
        assert!(told.is_sorted());
    }
}

#[test]
fn the_author_can_change_and_dropping_finishes_the_work() {
    let (worker, answers) = start();
    worker.send(Request::Load);
    let Answer::Loaded { snapshot, .. } = next(&answers) else { panic!() };
    let issue = snapshot.issues.get(0).unwrap().id;
    worker.send(Request::Author("李四".into()));
    worker.send(Request::Mark { issues: vec![issue], change: Change::Query { reason: None, note: None } });
    worker.send(Request::Issue(issue));
    drop(worker);
    let last = answers.into_iter().last();
    let Some(Answer::Issue(detail)) = last else { panic!("{last:?}") };
    assert_eq!(detail.history[0].author, "李四");
}
