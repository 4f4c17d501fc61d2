//! Marking, undoing, deciding.

use huitoukan::{
    ledger::{
        followup::{Change, Finding, State},
        protocol::{Answer, Request},
        types::Doubtful,
    },
    tui::app::{action::Action, effect::Effect},
    words::Lang,
};
use jiff::civil::date;
use rstest::rstest;

use crate::{bench::Bench, book};

fn marks(bench: &Bench) -> Vec<&Change> {
    let requests = bench.requests.iter();
    requests
        .filter_map(|request| if let Request::Mark { change, .. } = request { Some(change) } else { None })
        .collect()
}

#[rstest]
#[case("m 1 End Enter Enter", Change::Query { reason: None, note: None })]
#[case("m 3 Enter", Change::Verify { finding: Finding::True, seen: None, on: None, note: None })]
#[case("F2 Down Down Down Enter Enter", Change::Verify { finding: Finding::Partly, seen: None, on: None, note: None })]
fn the_menu_marks(#[case] keys: &str, #[case] wanted: Change) {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter").press(keys);
    assert_eq!(marks(&bench), [&wanted]);
    assert!(bench.message().starts_with("已保存"));
}

#[test]
fn a_revisit_takes_a_day_and_a_note() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter m 2").write("+30d");
    assert!(bench.text().contains("即 2026-12-23，30 天后"), "{}", bench.text());
    bench.press("Tab Tab").write("看现场").press("Enter");
    let wanted =
        Change::Revisit { due: Some(date(2026, 12, 23)), who: None, note: Some("看现场".to_owned()) };
    assert_eq!(marks(&bench), [&wanted]);
    let review = &bench.model.issue().unwrap().review;
    assert_eq!((review.state, review.due), (State::Revisit, Some(date(2026, 12, 23))));
    let detail = bench.model.detail.data.as_ref().unwrap();
    assert_eq!(detail.history.len(), 1, "the history is read again");
}

#[test]
fn what_is_no_day_is_told_in_place_and_nothing_is_marked() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter m 2").write("2026-02-30").press("Tab").write("备注").press("Enter");
    assert_eq!(bench.overlay(), "form");
    assert_eq!(marks(&bench), Vec::<&Change>::new());
    assert!(bench.text().contains("日历上没有这一天"));
    bench.press("C-u").write("月底").press("Enter");
    assert_eq!(bench.overlay(), "");
    assert_eq!(bench.model.issue().unwrap().review.due, Some(date(2026, 11, 30)));
}

#[test]
fn saved_is_said_only_when_the_ledger_says_so() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter m 1 1");
    let effects = huitoukan::tui::app::update::update(
        &mut bench.model,
        Action::Run(huitoukan::tui::app::command::Command::Enter),
    );
    assert!(matches!(effects[..], [Effect::Send(Request::Mark { .. })]));
    assert_eq!(bench.message(), "正在保存 ...");
    assert_eq!(bench.model.issue().unwrap().review.state, State::Unread);
}

#[test]
fn what_is_not_verified_cannot_be_archived() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter m 6");
    assert_eq!(bench.overlay(), "menu");
    assert!(bench.message().contains("不能归档"));
}

#[test]
fn undo_takes_the_newest_mark_back() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter m 1 1 Enter u");
    assert!(bench.message().starts_with("已撤销，现在是：未读"), "{}", bench.message());
    assert_eq!(bench.model.issue().unwrap().review.state, State::Unread);
    bench.press("u");
    assert!(bench.message().contains("没有可以撤销的标记"));
}

#[test]
fn the_author_is_asked_once() {
    let mut bench = Bench::new(120, 30);
    bench.model.marks.author = None;
    bench.press("Enter m 1 1 Enter");
    assert_eq!((bench.overlay(), marks(&bench).len()), ("form", 0));
    bench.press("Enter");
    assert!(bench.text().contains("请写姓名"));
    bench.write("李强").press("Enter");
    assert_eq!(bench.effects, [Effect::SaveAuthor("李强".to_owned())]);
    assert_eq!(marks(&bench).len(), 1);
    bench.press("m 1 1 Enter");
    assert_eq!(bench.overlay(), "");
    assert_eq!(bench.model.detail.data.as_ref().unwrap().history[1].author, "李强");
}

#[test]
fn a_mark_that_nobody_signs_is_not_made() {
    let mut bench = Bench::new(120, 30);
    bench.model.marks.author = None;
    bench.press("Enter m 1 1 Enter Esc");
    assert_eq!(bench.overlay(), "");
    assert_eq!((marks(&bench).len(), bench.model.marks.waiting.is_none()), (0, true));
}

#[test]
fn states_are_filtered() {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, 120, 30);
    bench.press("s 3 Esc");
    assert_eq!(bench.agencies(), ["云溪县交通运输局", "石桥镇"]);
    bench.press("0 r 1");
    assert_eq!(bench.agencies(), ["云溪县交通运输局"]);
}

#[test]
fn a_doubtful_pair_is_asked_about() {
    let mut bench = Bench::new(120, 30);
    let snapshot = bench.model.data.snapshot.clone();
    let (old, new) = (snapshot.notices[0].clone(), snapshot.notices[1].clone());
    let pair = Doubtful { old: old.clone(), new: new.clone() };
    let loaded = Answer::Loaded { snapshot, doubtful: vec![pair.clone(), pair] };
    bench.act(Action::Answer(Box::new(loaded)));
    assert_eq!(bench.overlay(), "menu");
    let effects = {
        bench.press("Up");
        huitoukan::tui::app::update::update(
            &mut bench.model,
            Action::Run(huitoukan::tui::app::command::Command::Enter),
        )
    };
    let wanted = Request::Decide { old: old.id, new: new.id, same: false };
    assert_eq!(effects, [Effect::Send(wanted)]);
}
