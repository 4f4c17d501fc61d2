use std::sync::mpsc;

use super::*;
use crate::ledger::types::{AgencyRow, IssueId, OwnedRow};

const TITLES: [&str; 4] = ["垃圾分类推进缓慢", "公厕管理不到位", "拉链工程未完工", "垃圾清运不及时"];

fn snapshot(titles: &[&str]) -> Arc<Snapshot> {
    let agency =
        |id: i64, name: &str| AgencyRow { id: AgencyId(id), name: name.into(), ..AgencyRow::default() };
    let issue = |(at, title): (usize, &&str)| OwnedRow {
        id: IssueId(at as i64 + 1),
        agency: AgencyId(1 + at as i64 % 2),
        title: (*title).into(),
        ..OwnedRow::default()
    };
    Arc::new(Snapshot {
        agencies: vec![agency(1, "城管局"), agency(2, "教育局")],
        issues: titles.iter().enumerate().map(issue).collect(),
        ..Snapshot::default()
    })
}

fn ask(aim: Aim, typed: &str, edition: u64, snapshot: &Arc<Snapshot>) -> Ask {
    let needle = Arc::new(Needle::new(typed));
    Ask { generation: 1, aim, needle, edition, snapshot: Arc::clone(snapshot) }
}

fn only(desk: &mut Desk, ask: &Ask) -> Vec<i64> {
    let Some(Told::Narrow { only, .. }) = desk.answer(ask, || true) else { panic!("no answer") };
    (1..=9).filter(|id| only.contains(IssueId(*id))).collect()
}

#[test]
fn typing_on_and_taking_back_give_the_same_as_anew() {
    let rows = snapshot(&TITLES);
    let mut desk = Desk::default();
    assert_eq!(desk.answer(&ask(Aim::Learn, "", 1, &rows), || true), None);
    let typed = ["l", "lj", "ljf", "lj", "ljq", "jyj", "jyj lj", "公", "l", ""];
    for typed in typed {
        let ask = ask(Aim::Narrow, typed, 1, &rows);
        assert_eq!(only(&mut desk, &ask), only(&mut Desk::default(), &ask), "{typed}");
    }
    assert_eq!(only(&mut desk, &ask(Aim::Narrow, "lj", 1, &rows)), [1, 4]);
    assert_eq!(only(&mut desk, &ask(Aim::Narrow, "jyj", 1, &rows)), [2, 4]);
}

#[test]
fn other_titles_are_looked_through_anew() {
    let mut desk = Desk::default();
    assert_eq!(only(&mut desk, &ask(Aim::Narrow, "gc", 1, &snapshot(&TITLES))), [2, 3]);
    assert_eq!(only(&mut desk, &ask(Aim::Narrow, "gc", 2, &snapshot(&["公厕", "路灯", "厕公"]))), [1]);
}

#[test]
fn hits_name_issues_and_agencies() {
    let rows = snapshot(&TITLES);
    let told = Desk::default().answer(&ask(Aim::Jump, "j", 1, &rows), || true);
    let Some(Told::Jump { generation: 1, count, hits }) = told else { panic!("{told:?}") };
    assert_eq!((count, hits.len()), (4, 4));
    assert!(hits.contains(&Target::Agency(AgencyId(2))) && hits.contains(&Target::Issue(IssueId(1))));
}

/// Of many questions the last is answered, whatever becomes of those before it.
#[test]
fn the_newest_question_is_answered() {
    let (out, told) = mpsc::channel();
    let seeker = Seeker::start(move |told| {
        let _ = out.send(told);
    })
    .unwrap();
    let many: Vec<&str> = TITLES.iter().copied().cycle().take(30_000).collect();
    let rows = snapshot(&many);
    for generation in 1..=50 {
        let aim = if generation % 2 == 0 { Aim::Jump } else { Aim::Narrow };
        assert!(seeker.ask(Ask { generation, ..ask(aim, "gc", 1, &rows) }));
    }
    let mut newest = (0, 0);
    while newest != (49, 50) {
        match told.recv_timeout(std::time::Duration::from_secs(60)).unwrap() {
            Told::Narrow { generation, .. } => newest.0 = generation,
            Told::Jump { generation, count, .. } => {
                newest.1 = generation;
                assert_eq!(count, 15_000);
            }
        }
    }
    drop(seeker);
    assert!(told.recv().is_err());
    assert_eq!(Arc::strong_count(&rows), 1, "nobody holds the rows any more");
}

#[test]
fn leaving_does_not_wait_for_a_search() {
    let seeker = Seeker::start(|_| {}).unwrap();
    let rows = snapshot(&TITLES.repeat(20_000));
    assert!(seeker.ask(ask(Aim::Jump, "gcgl", 1, &rows)));
    drop(seeker);
    assert_eq!(Arc::strong_count(&rows), 1);
}
