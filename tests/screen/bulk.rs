//! Many issues at once.

use huitoukan::{
    ledger::{
        followup::{Change, State},
        protocol::Request,
    },
    tui::app::picks,
    words::Lang,
};

use crate::{bench::Bench, book};

/// How many issues each mark was for, and how.
fn marks(bench: &Bench) -> Vec<(usize, &Change)> {
    let requests = bench.requests.iter();
    requests
        .filter_map(|request| match request {
            Request::Mark { issues, change } => Some((issues.len(), change)),
            _ => None,
        })
        .collect()
}

fn picked(bench: &Bench) -> usize {
    let picked = picks::all(&bench.model).len();
    assert_eq!(picks::count(&bench.model), picked);
    picked
}

#[test]
fn space_chooses_and_one_form_marks_all() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter Space Space");
    assert_eq!(picked(&bench), 2);
    assert!(bench.text().contains("已选 2"));
    assert_eq!(bench.text().matches(" *").count(), 2, "{}", bench.text());
    bench.press("m 2").write("月底").press("Tab Tab").write("一并看").press("Enter");
    let [(2, Change::Revisit { note, .. })] = &marks(&bench)[..] else { panic!("{:?}", marks(&bench)) };
    assert_eq!(note.as_deref(), Some("一并看"));
    assert_eq!(picked(&bench), 0, "what is marked is chosen no more");
    assert!(bench.message().starts_with("已保存：2 个问题，列入回头看"), "{}", bench.message());
    let due = |row: &huitoukan::ledger::types::IssueRow<'_>| row.review.due.is_some();
    assert_eq!(bench.model.data.snapshot.issues.iter().filter(due).count(), 2);
    bench.press("u");
    assert!(bench.message().contains("现在是：2 个问题（未读 2）"), "{}", bench.message());
    bench.press("C-r");
    assert!(bench.message().contains("现在是：2 个问题（列入回头看 2）"), "{}", bench.message());
}

#[test]
fn a_range_goes_from_v_to_the_selection() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter v Down Down");
    assert_eq!(picked(&bench), 3);
    bench.press("Up");
    assert_eq!(picked(&bench), 2);
    bench.press("v Down Down Down");
    assert_eq!(picked(&bench), 2, "kept");
    bench.press("v End Esc");
    assert_eq!(picked(&bench), 2, "Esc lets the open range go");
    bench.press("Esc");
    assert_eq!(picked(&bench), 0);
    assert_eq!(bench.message(), "已取消选择");
}

#[test]
fn a_heading_chooses_what_is_below_it() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter Left Space");
    assert_eq!(picked(&bench), 3);
    bench.press("Up Space");
    assert_eq!(picked(&bench), 0);
}

#[test]
fn all_that_is_shown_is_chosen_of_the_agency_or_of_all() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter V");
    assert_eq!(picked(&bench), 6);
    bench.press("Esc Esc V");
    assert_eq!(picked(&bench), 9);
    assert!(bench.message().contains("9 个问题，3 个单位"), "{}", bench.message());
    bench.press("Esc ! V");
    assert_eq!(picked(&bench), 2);
    bench.press("0 m");
    assert_eq!(bench.overlay(), "menu");
    bench.press("Esc 1 m");
    assert!(bench.text().contains("其中 2 个现在没有显示"), "{}", bench.text());
}

#[test]
fn what_refuses_is_told_and_nothing_is_written_unless_the_rest_is_wanted() {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, 120, 30);
    // One of three is verified and could be archived.
    bench.press("Enter V m");
    assert!(bench.text().contains("(5 个不能)") || bench.text().contains("5 个不能"), "{}", bench.text());
    bench.press("6").write("完").press("Enter");
    let text = bench.text();
    assert!(text.contains("6 个问题中有 5 个不能这样标记"), "{text}");
    let key = bench.model.data.snapshot.issues.get(0).unwrap().key;
    assert!(text.contains(key) && text.contains("不能归档"), "{text}");
    assert_eq!(marks(&bench), []);
    bench.press("Enter");
    assert_eq!((marks(&bench).len(), picked(&bench)), (0, 6), "none is the default");
    assert_eq!(bench.overlay(), "form", "what was written is there still");
    bench.press("Enter 1");
    let [(1, Change::Archive { .. })] = &marks(&bench)[..] else { panic!("{:?}", marks(&bench)) };
    assert_eq!(picked(&bench), 5);
}

#[test]
fn above_twenty_it_is_asked_first() {
    let mut bench = Bench::open(book::many(), Lang::Zh, 120, 30);
    bench.press("V m 1 1").write("同一句话").press("Enter");
    assert_eq!((bench.overlay(), marks(&bench).len()), ("menu", 0));
    let text = bench.text();
    let said = "将对 1 个单位的 30 个问题一并标记：待核  理由：与反馈不符  同一句话";
    assert!(text.replace("\n", "").contains("30 个问题一并标记"), "{text}");
    let menu = match bench.model.overlays.last() {
        Some(huitoukan::tui::app::model::Overlay::Menu(menu)) => menu.intro.join(""),
        _ => panic!("no menu"),
    };
    assert_eq!(menu, said);
    bench.press("Enter");
    assert_eq!(marks(&bench).len(), 0, "no is the default");
    bench.press("m 1 1 Enter 1");
    assert_eq!(marks(&bench).len(), 1);
    let queried = |row: &huitoukan::ledger::types::IssueRow<'_>| row.review.state == State::Query;
    assert_eq!(bench.model.data.snapshot.issues.iter().filter(queried).count(), 30);
    // Undone as one.
    bench.press("u");
    assert_eq!(bench.model.data.snapshot.issues.iter().filter(queried).count(), 0);
}

#[test]
fn twenty_are_not_asked_about() {
    let mut bench = Bench::open(book::many(), Lang::Zh, 120, 40);
    bench.press("Enter");
    for _ in 0..20 {
        bench.press("Space");
    }
    bench.press("m 1 1 Enter");
    assert_eq!((bench.overlay(), marks(&bench).len()), ("", 1));
}

#[test]
fn a_question_left_with_esc_writes_nothing_and_keeps_the_choice() {
    let mut bench = Bench::open(book::many(), Lang::Zh, 120, 30);
    bench.press("V m 1 1 Enter Esc");
    assert_eq!((bench.overlay(), marks(&bench).len(), picked(&bench)), ("", 0, 30));
}
