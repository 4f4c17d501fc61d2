//! What people say in different ways who did not know of each other, and what is printed otherwise since it was put
//! right: signs, filters, settling it.

use huitoukan::{
    ledger::types::IssueRow,
    tui::app::model::{Overlay, Pane},
    words::Lang,
    work::{Came, Line, Mood, Report},
};

use crate::{bench::Bench, book};

fn open() -> Bench {
    Bench::open(book::contested(), Lang::Zh, 160, 45)
}

fn row<'a>(bench: &'a Bench, title: &str) -> IssueRow<'a> {
    bench.model.data.snapshot.issues.iter().find(|row| row.title.contains(title)).unwrap()
}

fn intro(bench: &Bench) -> String {
    match bench.model.overlays.last() {
        Some(Overlay::Menu(menu)) => menu.intro.join("\n"),
        _ => panic!("no menu"),
    }
}

fn go(bench: &mut Bench, title: &str) {
    bench.press("Home");
    for _ in 0..40 {
        if bench.selected().contains(title) {
            return;
        }
        bench.press("Down");
    }
    panic!("{title} is not there: {:?}", bench.visible());
}

/// The line of the screen that holds this.
fn line(bench: &Bench, part: &str) -> String {
    bench.text().lines().find(|line| line.contains(part)).unwrap_or_else(|| panic!("no {part}")).to_owned()
}

#[test]
fn corrections_made_apart_have_their_sign_and_stand_in_detail() {
    let mut bench = open();
    // Two issues, a notice, an agency.
    assert!(bench.text().contains("意见不一 4"), "{}", bench.text());
    assert!(line(&bench, "石桥镇").contains('歧'), "{}", bench.text());
    bench.press("Enter");
    assert!(line(&bench, "中共云溪县交通运输局").contains("歧 改"), "{}", bench.text());
    go(&mut bench, "农村公路");
    assert!(line(&bench, "1. 农村公路").contains("歧 改"), "{}", bench.text());
    let fields = bench.fields();
    for part in [
        "更正不一致",
        "王敏 改：问题改为“农村公路12条村道破损”，理由：与原件核对  2026-11-12 01:00",
        "李强 改：问题改为“农村公路重建轻养”，理由：与原件核对（暂以此为准）  2026-11-13 01:00",
        "再更正一次，以那次为准",
        "李强 改：反馈日期改为“2026-03-11”，理由：笔误（暂以此为准）",
    ] {
        assert!(fields.contains(part), "{part}: {fields}");
    }
    go(&mut bench, "公交站亭");
    // What is followed stays in the list, though the other came later.
    assert!(bench.fields().contains("王敏 已核实  部分属实（暂以此为准）"), "{}", bench.fields());
    assert!(bench.fields().contains("李强 改：不是问题，理由：与原件核对  "), "{}", bench.fields());
}

#[test]
fn the_filter_shows_all_that_people_differ_about() {
    let mut bench = open();
    bench.press("x");
    assert_eq!(bench.agencies(), ["云溪县交通运输局", "石桥镇"]);
    assert!(bench.text().contains("[x 意见不一]") && bench.text().contains("意见不一 4"), "{}", bench.text());
    bench.press("Enter");
    let seen: Vec<&str> = bench.visible().into_iter().filter(|title| title.contains("公")).collect();
    assert_eq!(seen.len(), 2, "{seen:?}");
    // Not with what asks something else of issues.
    bench.press("1");
    assert_eq!(bench.agencies(), ["云溪县交通运输局"]);
    bench.press("0");
    assert_eq!(
        bench.model.data.tally.total.rows(),
        9,
        "what is no issue for one, and checked by another, counts"
    );
    // By region too.
    bench.press("x b");
    assert!(bench.text().contains("石桥镇"), "{}", bench.text());
}

#[test]
fn an_issue_is_settled_by_saying_it_again() {
    let mut bench = open();
    bench.press("x Enter");
    go(&mut bench, "农村公路");
    bench.press("c");
    assert!(intro(&bench).contains("更正不一致  王敏  改：问题改为"), "{}", intro(&bench));
    bench.press("1 Tab").write("核对过").press("Enter");
    assert!(!row(&bench, "农村公路重建轻养").differs(), "{}", bench.message());
    assert_eq!(bench.model.data.tally.total.conflicts, 3);
    bench.press("u");
    assert!(row(&bench, "农村公路重建轻养").differs());
    // It may be as printed, too.
    go(&mut bench, "农村公路");
    bench.press("c 6").write("原文无误").press("Enter");
    let settled = row(&bench, "村道路面破损长期未修");
    assert!(!settled.differs() && !settled.fixes.any());
}

#[test]
fn no_issue_or_one_is_settled_either_way() {
    for (key, void) in [("4", true), ("6", false)] {
        let mut bench = open();
        bench.press("x Enter");
        go(&mut bench, "公交站亭");
        bench.press("c").press(key).write("核对过").press("Enter");
        let settled = row(&bench, "公交站亭");
        assert_eq!((settled.differs(), settled.fixes.void), (false, void), "{}", bench.message());
    }
}

#[test]
fn a_notice_and_an_agency_are_settled_where_they_are_put_right() {
    let mut bench = open();
    bench.press("x Enter Home c");
    assert!(intro(&bench).contains("更正不一致  李强  改：反馈日期改为“2026-03-11”"), "{}", intro(&bench));
    bench.press("3 Tab").write("核对过").press("Enter");
    assert!(bench.model.data.snapshot.notices.iter().all(|row| row.contested.is_empty()));
    bench.model.focus = Pane::Agencies;
    bench.press("Down c");
    assert!(intro(&bench).contains("更正不一致  王敏  石桥镇  区域 云溪县"), "{}", intro(&bench));
    bench.press("2 Enter");
    assert!(
        bench.model.data.snapshot.agencies.iter().all(|row| row.contested.is_empty()),
        "{}",
        bench.message()
    );
}

#[test]
fn names_are_masked_in_what_differs_too() {
    let mut bench = open();
    bench.press("R Enter");
    go(&mut bench, "农村公路");
    assert!(!bench.fields().contains("李强") && !bench.fields().contains("王敏"), "{}", bench.fields());
}

#[test]
fn what_a_bundle_brought_leads_to_what_must_be_looked_at() {
    let report = || Report { said: "已并入".to_owned(), changed: true, ..Report::default() };
    let came = |bench: &mut Bench, lines| {
        bench.press("L 4").write("甲.zip").press("Enter");
        bench.came(Came::Done(Report { lines, ..report() }));
        bench.press("Home Enter");
    };
    let line = || vec![Line { mood: Mood::Plain, text: "甲.zip".to_owned(), issue: None }];
    let mut bench = open();
    came(&mut bench, line());
    assert!(bench.text().contains("[x 意见不一]"), "{}", bench.text());
    let mut bench = Bench::open(book::printed_anew(), Lang::Zh, 160, 45);
    came(&mut bench, line());
    assert!(bench.text().contains("[w 原文已变]"), "{}", bench.text());
}

#[test]
fn what_is_printed_anew_has_its_sign_and_its_filter() {
    let mut bench = Bench::open(book::printed_anew(), Lang::Zh, 160, 45);
    assert!(bench.text().contains("原文已变 1"), "{}", bench.text());
    bench.press("w");
    assert_eq!(bench.model.data.tally.total.rows(), 1);
    assert!(bench.text().contains("[w 原文已变]"), "{}", bench.text());
    bench.press("Enter");
    go(&mut bench, "食堂");
    assert!(line(&bench, "1. 校园食堂").contains("变 改"), "{}", bench.text());
    assert!(bench.fields().contains("! 原文已变：改过以后"), "{}", bench.fields());
    bench.press("=");
    assert!(bench.text().contains("原文已变：改过以后"), "{}", bench.text());
    bench.press("Esc A");
    assert!(bench.text().contains("[原文已变] 校园食堂"), "{}", bench.text());
    // Whoever looks and puts it right again has seen it.
    bench.press("Esc c 2 Tab").write("新版本亦误").press("Enter");
    assert_eq!(bench.model.data.tally.total.printed_anew, 0, "{}", bench.message());
}
