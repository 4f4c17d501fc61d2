use rstest::rstest;
use uuid::Uuid;

use super::*;
use crate::{
    ledger::{
        followup::{
            Change, Correction, Finding, Missed, State,
            case::{AgencyChange, NoticeChange, NoticeCorrection, fold_notice},
        },
        testing::{at, import, issue, ledger, notice},
    },
    notice::Node,
};

pub(super) fn query(note: &str) -> Change {
    Change::Query { reason: None, note: Some(note.to_owned()) }
}

pub(super) fn verify(finding: Finding) -> Change {
    Change::Verify { finding, seen: None, on: None, note: None }
}

pub(super) fn issues(words: &[&str]) -> Vec<Node> {
    (1..).zip(words).map(|(n, title)| issue(&format!("{n}."), title, "成立专班，逐一排查")).collect()
}

/// Two ledgers that have the same notice, and its first issue in each.
pub(super) fn two() -> (Ledger, Ledger, IssueId, IssueId) {
    let make = || {
        let mut ledger = ledger();
        import(&mut ledger, &notice(issues(&["公厕", "路灯"])));
        let first = ledger.snapshot().unwrap().issues.get(0).unwrap().id;
        (ledger, first)
    };
    let ((a, first), (b, other)) = (make(), make());
    (a, b, first, other)
}

pub(super) fn give(from: &Ledger, to: &mut Ledger) -> Taken {
    to.take(&from.parcel(true).unwrap(), at(900)).unwrap().unwrap()
}

/// All that is known, without the numbers that are a ledger's own.
pub(super) fn told(ledger: &Ledger) -> String {
    let snapshot = ledger.snapshot().unwrap();
    let agency = |id| snapshot.agencies.iter().find(|row| row.id == id).unwrap();
    let notice = |id| snapshot.notices.iter().find(|row| row.id == id).unwrap();
    let mut out = String::new();
    for row in &snapshot.agencies {
        out += &format!("{:?}\n", (&row.name, &row.aliases, &row.region, &row.contested));
    }
    for row in &snapshot.notices {
        let facts =
            (&row.key, &row.title, row.feedback, row.versions, &row.corrected, &row.steps, row.imported);
        out += &format!("{:?} {facts:?} {:?}\n", agency(row.agency).name, row.contested);
    }
    for one in ledger.withdrawn().unwrap() {
        out +=
            &format!("withdrawn {} {:?} {:?} {}\n", one.agency, one.notice.key, one.by, one.notice.versions);
    }
    let mut asked: Vec<_> = ledger
        .doubtful()
        .unwrap()
        .into_iter()
        .map(|pair| BTreeSet::from([pair.old.key.to_string(), pair.new.key.to_string()]))
        .collect();
    asked.sort();
    out += &format!("asked {asked:?}\n");
    for dispute in ledger.notice_conflicts().unwrap() {
        let mut sides: Vec<String> =
            dispute.sides.iter().map(|event| format!("{} {:?}", event.id, event.change)).collect();
        sides.sort();
        out += &format!("disputed {} {sides:?}\n", dispute.other.is_some());
    }
    let mut log: Vec<String> = ledger
        .log()
        .unwrap()
        .iter()
        .map(|act| format!("{} {:?} {} {}", act.event.id, act.event.change, act.event.undone, act.event.void))
        .collect();
    log.sort();
    out += &log.join("\n");
    for row in &snapshot.issues {
        let printed = (&row.key, &row.path, &row.title, row.outcome, &row.deadlines, row.present, row.fixes);
        let said = (&row.review, row.evidence, row.doubtful, &row.contested);
        out += &format!("{:?} {printed:?} {said:?}\n", notice(row.notice).key);
        let mut history = ledger.issue(row.id).unwrap().history;
        history.sort_by_key(|event| event.id);
        for event in history {
            out += &format!("  {} {:?} {}\n", event.id, event.change, event.undone);
        }
    }
    out
}

#[test]
fn marks_of_a_colleague_arrive_once() {
    let (mut a, mut b, first, _) = two();
    a.mark(&[first], &query("看现场"), "甲", at(100)).unwrap();
    let taken = give(&a, &mut b);
    assert_eq!((taken.events, taken.known, taken.notices, taken.versions), (1, 0, 0, 0));
    assert_eq!(taken.authors, BTreeSet::from(["甲".to_owned()]));
    assert_eq!(b.snapshot().unwrap().issues.get(0).unwrap().review.note.as_deref(), Some("看现场"));
    let again = give(&a, &mut b);
    assert_eq!((again.events, again.known), (0, 1));
    assert!(b.verify().unwrap().faults.is_empty());
    assert_eq!(b.verify().unwrap().ledgers, 1);
}

#[test]
fn a_notice_comes_along_and_marks_wait_for_one_that_does_not() {
    let (mut a, _, first, _) = two();
    a.mark(&[first], &query("看"), "甲", at(100)).unwrap();
    let mut empty = ledger();
    let taken = give(&a, &mut empty);
    assert_eq!((taken.notices, taken.versions, taken.waiting), (1, 0, 0));
    assert_eq!(told(&a), told(&empty));

    let mut bare = ledger();
    let taken = bare.take(&a.parcel(false).unwrap(), at(900)).unwrap().unwrap();
    assert_eq!((taken.events, taken.notices, taken.waiting), (1, 0, 1));
    assert!(bare.verify().unwrap().faults.is_empty());
    import(&mut bare, &notice(issues(&["公厕", "路灯"])));
    assert_eq!(bare.snapshot().unwrap().issues.get(0).unwrap().review.note.as_deref(), Some("看"));
    assert!(bare.verify().unwrap().faults.is_empty());
}

#[test]
fn two_verdicts_stand_side_by_side_until_somebody_settles_them() {
    let (mut a, mut b, first, other) = two();
    a.mark(&[first], &verify(Finding::True), "甲", at(100)).unwrap();
    b.mark(&[other], &verify(Finding::False), "乙", at(101)).unwrap();
    assert_eq!(give(&a, &mut b).conflicts, [other]);
    assert_eq!(give(&b, &mut a).conflicts, [first]);
    assert_eq!(told(&a), told(&b));
    let said = b.snapshot().unwrap().issues.get(0).unwrap().review.conflict.clone();
    let said: Vec<_> = said.iter().map(|one| (one.author.as_str(), one.finding)).collect();
    assert_eq!(said, [("甲", Some(Finding::True)), ("乙", Some(Finding::False))]);
    b.mark(&[other], &verify(Finding::Partly), "乙", at(102)).unwrap();
    assert!(b.snapshot().unwrap().issues.get(0).unwrap().review.conflict.is_empty());
    assert!(give(&b, &mut a).conflicts.is_empty());
    assert_eq!(a.snapshot().unwrap().issues.get(0).unwrap().review.finding, Some(Finding::Partly));
    assert_eq!(told(&a), told(&b));
}

#[test]
fn the_same_verdict_twice_is_no_conflict() {
    let (mut a, mut b, first, other) = two();
    a.mark(&[first], &verify(Finding::True), "甲", at(100)).unwrap();
    b.mark(&[other], &verify(Finding::True), "乙", at(101)).unwrap();
    assert!(give(&a, &mut b).conflicts.is_empty());
}

#[test]
fn marks_find_their_issue_under_another_version() {
    // One had the first version, the other only the second, in which the issue has another title.
    let text = "成立公厕管理专班，制定《公厕管理办法》，对全市三百座公厕逐一排查，更换破损设施";
    let old = notice(vec![issue("1.", "公厕", text), issue("2.", "路灯", "换灯")]);
    let new = notice(vec![issue("1.", "公共厕所", text), issue("2.", "路灯", "换灯")]);
    let (mut a, mut b) = (ledger(), ledger());
    import(&mut a, &old);
    let first = a.snapshot().unwrap().issues.get(0).unwrap().id;
    a.mark(&[first], &query("甲看"), "甲", at(100)).unwrap();
    b.import(
        super::super::Incoming { notice: &new, text: Some("原文"), kept: None, reader: Some(1) },
        at(50),
    )
    .unwrap();
    let first = b.snapshot().unwrap().issues.get(0).unwrap().id;
    b.mark(&[first], &verify(Finding::Partly), "乙", at(101)).unwrap();
    give(&a, &mut b);
    give(&b, &mut a);
    assert_eq!(told(&a), told(&b));
    let snapshot = a.snapshot().unwrap();
    let rows: Vec<_> = snapshot.issues.iter().map(|row| (row.title, row.review.state)).collect();
    assert_eq!(rows, [("公共厕所", State::Verified), ("路灯", State::Unread)]);
    assert_eq!(snapshot.issues.get(0).unwrap().review.conflict.len(), 2);
    assert!(a.verify().unwrap().faults.is_empty() && b.verify().unwrap().faults.is_empty());
}

#[test]
fn what_is_said_of_notices_and_agencies_goes_along() {
    let (mut a, mut b, ..) = two();
    let id = a.snapshot().unwrap().notices[0].id;
    let to = NoticeCorrection::Agency(Some("某市城管局".to_owned()));
    let change = NoticeChange::Correct { to, reason: "印错".to_owned(), printed: None };
    a.say_of_notice(id, &change, "甲", at(100)).unwrap();
    let region = AgencyChange::Region { to: Some("某市".to_owned()) };
    a.say_of_agency("某市城管局", &[region], "甲", at(101)).unwrap();
    give(&a, &mut b);
    let snapshot = b.snapshot().unwrap();
    assert_eq!(&*snapshot.agencies[0].name, "某市城管局");
    assert_eq!(snapshot.agencies[0].region.as_deref(), Some("某市"));
    assert_eq!(snapshot.notices[0].corrected, ["agency"]);
    a.undo("甲", at(102)).unwrap();
    a.undo("甲", at(103)).unwrap();
    give(&a, &mut b);
    assert_eq!(&*b.snapshot().unwrap().agencies[0].name, "某局");
    let mut history = b.history_of_notice(b.snapshot().unwrap().notices[0].id).unwrap();
    assert_eq!(fold_notice(&mut history), Default::default());
}

#[test]
fn a_missed_issue_and_a_correction_go_along() {
    let (mut a, mut b, first, _) = two();
    let key = a.snapshot().unwrap().notices[0].key.to_string();
    let after = a.snapshot().unwrap().issues.get(0).unwrap().key.to_string();
    let missed = Missed {
        notice: key,
        label: "1之2".to_owned(),
        title: "井盖".to_owned(),
        response: None,
        outcome: Vec::new(),
        after: Some(after),
        reason: "漏读".to_owned(),
    };
    let id = a.add_missed(&missed, "甲", at(100)).unwrap();
    a.mark(&[id], &query("看"), "甲", at(101)).unwrap();
    let to = Correction::Title(Some("公共厕所".to_owned()));
    a.mark(&[first], &Change::Correct { to, reason: "误读".to_owned(), printed: None }, "甲", at(102))
        .unwrap();
    give(&a, &mut b);
    assert_eq!(told(&a), told(&b));
    let titles: Vec<_> = b.snapshot().unwrap().issues.iter().map(|row| row.title.to_string()).collect();
    assert_eq!(titles, ["公共厕所", "井盖", "路灯"]);
}

#[rstest]
#[case::author(|parcel: &mut Parcel| first(parcel, 0).author = "丙".to_owned(), true)]
#[case::payload(|parcel: &mut Parcel| first(parcel, 1).payload = r#"{"kind":"unread"}"#.to_owned(), true)]
#[case::missing(|parcel: &mut Parcel| drop(parcel.chains.values_mut().next().unwrap().remove(0)), true)]
#[case::twice(|parcel: &mut Parcel| { let chain = parcel.chains.values_mut().next().unwrap(); chain.push(chain[0].clone()) }, true)]
#[case::other_ledger(|parcel: &mut Parcel| { let chain = parcel.chains.pop_first().unwrap().1; parcel.chains.insert(Uuid::nil().to_string(), chain); }, true)]
#[case::shorter(|parcel: &mut Parcel| drop(parcel.chains.values_mut().next().unwrap().pop()), false)]
fn a_damaged_parcel_is_refused_whole(#[case] damage: fn(&mut Parcel), #[case] refused: bool) {
    let (mut a, mut b, first, _) = two();
    import(&mut a, &{
        let mut other = notice(issues(&["排水"]));
        other.agency = Some("乙局".to_owned());
        other
    });
    a.mark(&[first], &query("一"), "甲", at(100)).unwrap();
    a.mark(&[first], &query("二"), "甲", at(101)).unwrap();
    let before = told(&b);
    let mut parcel = a.parcel(true).unwrap();
    damage(&mut parcel);
    let taken = b.take(&parcel, at(900)).unwrap();
    assert_eq!(taken.is_err(), refused, "{taken:?}");
    assert_eq!(told(&b) == before, refused);
}

fn first(parcel: &mut Parcel, at: usize) -> &mut Link {
    &mut parcel.chains.values_mut().next().unwrap()[at]
}

#[test]
fn a_forked_chain_is_told_from_a_damaged_one() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("a.db"), folder.path().join("b.db"));
    let mut a = Ledger::open(&one).unwrap();
    import(&mut a, &notice(issues(&["公厕"])));
    let first = a.snapshot().unwrap().issues.get(0).unwrap().id;
    a.mark(&[first], &query("一"), "甲", at(100)).unwrap();
    drop(a);
    std::fs::copy(&one, &other).unwrap();
    let (mut a, mut b) = (Ledger::open(&one).unwrap(), Ledger::open(&other).unwrap());
    a.mark(&[first], &query("甲二"), "甲", at(101)).unwrap();
    b.mark(&[first], &query("乙二"), "乙", at(102)).unwrap();
    // A copy goes on with a chain of its own, so both can be taken.
    assert_ne!(a.id(), b.id());
    give(&a, &mut b);
    give(&b, &mut a);
    assert_eq!(told(&a), told(&b));
    // An older state written over the newer file is the same file: what it lost may come back, but
    // not what was made otherwise since.
    let mut forged = a.parcel(false).unwrap();
    let ledger = a.id().to_string();
    let chain = forged.chains.get_mut(&ledger).unwrap();
    let last = chain.last_mut().unwrap();
    last.author = "丁".to_owned();
    last.hash = line(&ledger, last).hash();
    let seq = last.seq;
    let taken = b.take(&forged, at(900)).unwrap().unwrap();
    assert_eq!((taken.events, taken.forks), (0, vec![Fork { ledger, seq }]));
}

#[test]
fn what_a_newer_program_wrote_is_refused() {
    let (mut a, mut b, first, _) = two();
    a.mark(&[first], &query("一"), "甲", at(100)).unwrap();
    let mut parcel = a.parcel(false).unwrap();
    let ledger = a.id().to_string();
    let link = &mut parcel.chains.get_mut(&ledger).unwrap()[0];
    (link.kind, link.payload) = ("teleport".to_owned(), r#"{"kind":"teleport"}"#.to_owned());
    link.hash = line(&ledger, link).hash();
    let fault = ParcelFault::Newer { kind: "teleport".to_owned() };
    assert_eq!(b.check(&parcel).unwrap(), Err(fault.clone()));
    assert_eq!(b.take(&parcel, at(900)).unwrap(), Err(fault));
}

#[test]
fn a_counter_that_nobody_can_have_counted_to_is_refused() {
    let (mut a, mut b, first, _) = two();
    a.mark(&[first], &query("一"), "甲", at(100)).unwrap();
    let mut parcel = a.parcel(false).unwrap();
    let ledger = a.id().to_string();
    let link = &mut parcel.chains.get_mut(&ledger).unwrap()[0];
    link.counter = i64::MAX;
    link.hash = line(&ledger, link).hash();
    assert_eq!(b.take(&parcel, at(900)).unwrap(), Err(ParcelFault::Broken { ledger, seq: 1 }));
}

#[rstest]
#[case::upper_case(|text: &str| text.to_uppercase())]
#[case::braces(|text: &str| format!("{{{text}}}"))]
#[case::urn(|text: &str| format!("urn:uuid:{text}"))]
fn an_id_is_spelt_one_way(#[case] spelt: fn(&str) -> String) {
    let (mut a, mut b, first, _) = two();
    a.mark(&[first], &query("一"), "甲", at(100)).unwrap();
    let mut parcel = a.parcel(false).unwrap();
    let (ledger, mut links) = parcel.chains.pop_first().unwrap();
    let ledger = spelt(&ledger);
    links[0].hash = line(&ledger, &links[0]).hash();
    parcel.chains.insert(ledger, links);
    assert!(b.take(&parcel, at(900)).unwrap().is_err());
}

#[test]
fn copies_that_were_made_before_the_first_mark_do_not_fork() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["a.db", "b.db", "c.db"].map(|name| folder.path().join(name));
    let mut first = Ledger::open(&paths[0]).unwrap();
    import(&mut first, &notice(issues(&["公厕", "路灯"])));
    drop(first);
    std::fs::copy(&paths[0], &paths[1]).unwrap();
    std::fs::copy(&paths[0], &paths[2]).unwrap();
    let mut ledgers: Vec<Ledger> = paths.iter().map(|path| Ledger::open(path).unwrap()).collect();
    for (n, ledger) in ledgers.iter_mut().enumerate() {
        let row = ledger.snapshot().unwrap().issues.get(0).unwrap().id;
        ledger.mark(&[row], &query(&n.to_string()), "甲", at(100 + n as i64)).unwrap();
    }
    let parcels: Vec<Parcel> = ledgers.iter().map(|ledger| ledger.parcel(true).unwrap()).collect();
    for parcel in &parcels {
        assert_eq!(ledgers[0].take(parcel, at(900)).unwrap().unwrap().forks, []);
    }
    assert_eq!(ledgers[0].verify().unwrap().ledgers, 3);
}

#[test]
fn a_ledger_that_is_open_twice_goes_on_with_one_chain() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copied) = (folder.path().join("a.db"), folder.path().join("b.db"));
    let mut a = Ledger::open(&path).unwrap();
    import(&mut a, &notice(issues(&["公厕"])));
    let row = a.snapshot().unwrap().issues.get(0).unwrap().id;
    a.mark(&[row], &query("一"), "甲", at(100)).unwrap();
    a.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    std::fs::copy(&path, &copied).unwrap();
    // A screen holds the copy open while a command marks in it.
    let (mut screen, mut command) = (Ledger::open(&copied).unwrap(), Ledger::open(&copied).unwrap());
    command.mark(&[row], &query("二"), "乙", at(101)).unwrap();
    screen.mark(&[row], &query("三"), "乙", at(102)).unwrap();
    a.mark(&[row], &query("四"), "甲", at(103)).unwrap();
    assert_eq!(a.take(&screen.parcel(true).unwrap(), at(900)).unwrap().unwrap().forks, []);
    assert_eq!(a.verify().unwrap().ledgers, 2);
}

#[test]
fn two_verdicts_stand_side_by_side_also_when_both_are_archived() {
    let (mut a, mut b, first, other) = two();
    for (ledger, issue, who, finding) in
        [(&mut a, first, "甲", Finding::True), (&mut b, other, "乙", Finding::False)]
    {
        ledger.mark(&[issue], &verify(finding), who, at(100)).unwrap();
        ledger.mark(&[issue], &Change::Archive { note: None }, who, at(101)).unwrap();
    }
    assert_eq!(give(&a, &mut b).conflicts, [other]);
    let said = b.snapshot().unwrap().issues.get(0).unwrap().review.conflict.clone();
    let mut said: Vec<_> = said.iter().map(|one| (one.author.as_str(), one.finding)).collect();
    said.sort();
    assert_eq!(said, [("乙", Some(Finding::False)), ("甲", Some(Finding::True))]);
}

#[test]
fn of_what_was_said_apart_the_later_counts() {
    let (mut a, mut b, first, other) = two();
    for n in 0..5 {
        a.mark(&[first], &query(&n.to_string()), "甲", at(100 + n)).unwrap();
    }
    a.mark(&[first], &verify(Finding::True), "甲", at(110)).unwrap();
    b.mark(&[other], &verify(Finding::False), "乙", at(112)).unwrap();
    give(&b, &mut a);
    assert_eq!(a.snapshot().unwrap().issues.get(0).unwrap().review.finding, Some(Finding::False));
    // A clock that goes backwards does not put a reply before what it replies to.
    a.mark(&[first], &verify(Finding::Partly), "甲", at(50)).unwrap();
    assert_eq!(a.snapshot().unwrap().issues.get(0).unwrap().review.finding, Some(Finding::Partly));
}

#[test]
fn back_to_unread_takes_away_only_what_was_known() {
    let (mut a, mut b, first, other) = two();
    a.mark(&[first], &query("旧"), "甲", at(100)).unwrap();
    give(&a, &mut b);
    a.mark(&[first], &Change::Note { note: "甲再补充".to_owned() }, "甲", at(101)).unwrap();
    b.mark(&[other], &Change::Unread, "乙", at(102)).unwrap();
    give(&b, &mut a);
    let review = a.snapshot().unwrap().issues.get(0).unwrap().review.clone();
    assert_eq!((review.state, review.note.as_deref()), (State::Unread, Some("甲再补充")));
}

fn undated(round: &str, words: &[&str]) -> Notice {
    let mut made = notice(issues(words));
    made.feedback_date = None;
    made.round = Some(round.to_owned());
    made.title = Some(format!("{round}巡察整改情况的通报"));
    made
}

#[test]
fn a_mark_stays_with_its_notice_though_no_day_tells_it_from_another() {
    let (old, new) = (undated("第一轮", &["公厕", "路灯"]), undated("第三轮", &["公厕", "井盖"]));
    let make = |notices: [&Notice; 2]| {
        let mut ledger = ledger();
        notices.iter().for_each(|notice| drop(import(&mut ledger, notice)));
        for pair in ledger.doubtful().unwrap() {
            ledger.decide(pair.old.id, pair.new.id, false, "a", at(50)).unwrap();
        }
        ledger
    };
    let (mut a, mut b) = (make([&old, &new]), make([&new, &old]));
    assert_eq!(a.snapshot().unwrap().notices.len(), 2);
    let of = |ledger: &Ledger, round: &str| {
        let snapshot = ledger.snapshot().unwrap();
        let notice = snapshot.notices.iter().find(|row| row.round.as_deref() == Some(round)).unwrap().clone();
        let rows: Vec<_> =
            snapshot.issues.iter().filter(|row| row.notice == notice.id).map(|row| row.owned()).collect();
        (notice, rows)
    };
    let (notice, rows) = of(&a, "第一轮");
    a.mark(&[rows[0].id], &verify(Finding::False), "甲", at(100)).unwrap();
    let to = NoticeCorrection::Feedback(Some(jiff::civil::date(2019, 5, 20)));
    a.say_of_notice(
        notice.id,
        &NoticeChange::Correct { to, reason: "补".into(), printed: None },
        "甲",
        at(101),
    )
    .unwrap();
    give(&a, &mut b);
    for ledger in [&a, &b] {
        let (notice, rows) = of(ledger, "第一轮");
        assert_eq!(notice.feedback, Some(jiff::civil::date(2019, 5, 20)));
        assert_eq!(rows[0].review.finding, Some(Finding::False));
        let (notice, rows) = of(ledger, "第三轮");
        assert_eq!(notice.feedback, None);
        assert!(rows.iter().all(|row| row.review == crate::ledger::followup::Review::OPEN));
    }
}

#[test]
fn what_a_colleague_says_of_a_file_is_not_taken_for_the_file() {
    let (a, ..) = two();
    let mut parcel = a.parcel(true).unwrap();
    // The same file with other words: they stand beside each other as versions, and the file read here counts.
    parcel.versions[0].notice.nodes[0].children[0].title = "公厕无人管".to_owned();
    let mut b = ledger();
    b.take(&parcel, at(20)).unwrap().unwrap();
    let genuine = notice(issues(&["公厕", "路灯"]));
    assert_eq!(b.known(&genuine.source.sha256).unwrap(), None);
    import(&mut b, &genuine);
    assert_eq!(b.snapshot().unwrap().issues.get(0).unwrap().title, "公厕");
    assert!(b.known(&genuine.source.sha256).unwrap().is_some());
}

#[test]
fn the_wording_that_was_published_last_counts() {
    let wording = |day: i8, word: &str| {
        let mut made = notice(issues(&[word, "路灯"]));
        made.published = Some(jiff::civil::date(2025, day, 1));
        made.source.sha256 = format!("{day}");
        made
    };
    let (old, new) = (wording(1, "公厕"), wording(6, "公共厕所"));
    let (mut a, mut b) = (ledger(), ledger());
    import(&mut a, &new);
    b.import(super::super::Incoming { notice: &old, text: Some("旧"), kept: None, reader: Some(1) }, at(500))
        .unwrap();
    let taken = give(&b, &mut a);
    assert_eq!((taken.versions, taken.superseded.as_slice()), (1, &[][..]));
    let taken = give(&a, &mut b);
    assert_eq!(taken.superseded.len(), 1);
    assert_eq!(told(&a), told(&b));
    assert_eq!(a.snapshot().unwrap().issues.get(0).unwrap().title, "公共厕所");
    // Importing the older file again says nothing new, however often.
    import(&mut a, &old);
    import(&mut a, &old);
    assert_eq!(a.snapshot().unwrap().notices[0].versions, 2);
}
