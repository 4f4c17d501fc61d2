//! Histories, agenda, versions.

use huitoukan::{
    config::limits,
    ledger::{
        compare::Doubt,
        followup::Change,
        protocol::{Answer, Request},
    },
    tui::app::{
        action::Action,
        model::{Overlay, Pane},
    },
    words::Lang,
};

use crate::{bench::Bench, book};

/// A screen with the shipped time limits.
fn open(ledger: huitoukan::ledger::Ledger, columns: u16, rows: u16) -> Bench {
    let mut bench = Bench::open(ledger, Lang::Zh, columns, rows);
    bench.model.profile = limits::chosen(&limits::shipped(), Some("三个月")).unwrap().clone();
    bench
}

/// The lines of the board.
fn lines(bench: &Bench) -> String {
    let Some(Overlay::Board(board)) = bench.model.overlays.last() else { panic!("no board") };
    board.sheet.fields.iter().map(|field| format!("{} {}\n", field.label, field.text)).collect()
}

#[test]
fn the_history_has_what_was_taken_back_and_tab_goes_to_the_ledger() {
    let mut bench = open(book::marked_ledger(), 120, 30);
    bench.press("Enter m 7 C-u").write("记一笔").press("Enter u H");
    assert_eq!(bench.overlay(), "board");
    let said = lines(&bench);
    assert!(said.contains("王敏  撤销：备注\n"), "{said}");
    assert!(said.contains("备注（已撤销）  记一笔"), "{said}");
    assert!(said.contains("2026-11-10 02:00 王敏  列入回头看  复查期限 2026-11-20  现场看3条村道"), "{said}");
    bench.press("Tab");
    let said = lines(&bench);
    assert!(said.contains("农村公厕“建而不管”") && said.contains("公交站亭"), "{said}");
    bench.press("End");
    assert!(lines(&bench).lines().count() >= 6);
    bench.press("Home Down Down Enter");
    assert_eq!(bench.overlay(), "", "Enter goes to the issue");
    bench.press("Esc Esc H");
    assert!(bench.text().contains("台账最近的改动"), "{}", bench.text());
    bench.press("q");
    assert_eq!(bench.overlay(), "");
}

#[test]
fn the_agenda_stands_in_buckets_and_leads_to_the_issue() {
    let mut bench = open(book::marked_ledger(), 140, 40);
    bench.press("A");
    let text = bench.text();
    assert!(text.contains("日程（按单位）") && text.contains("时限规则：三个月"), "{text}");
    for said in ["逾期 ", "本月 ", "以后 ", "云溪县交通运输局 ", "通报公开（2026-09-20）后未见新公开"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    let said = lines(&bench);
    assert!(said.contains("2026-11-20 逾期3天  复查  列入回头看  农村公路"), "{said}");
    bench.press("Tab");
    assert!(bench.text().contains("日程（按承办人）"));
    assert!(lines(&bench).contains("未指定 "), "{}", lines(&bench));
    bench.press("Tab");
    let Some(Overlay::Board(board)) = bench.model.overlays.last_mut() else { panic!() };
    let at = board.sheet.fields.iter().position(|field| field.text.contains("建而不管")).unwrap();
    board.sheet.choose(at);
    bench.press("4");
    bench.press("Enter");
    assert_eq!((bench.overlay(), bench.model.focus), ("", Pane::Tree));
    assert!(bench.selected().contains("建而不管"));
}

#[test]
fn the_agenda_leads_past_a_filter_and_says_so() {
    let mut bench = open(book::marked_ledger(), 140, 40);
    bench.press("5 A");
    let Some(Overlay::Board(board)) = bench.model.overlays.last_mut() else { panic!() };
    let at = board.sheet.fields.iter().position(|field| field.text.contains("建而不管")).unwrap();
    board.sheet.choose(at);
    bench.press("Enter");
    assert!(bench.selected().contains("建而不管"));
    assert!(bench.message().contains("已清除筛选"), "{}", bench.message());
}

#[test]
fn a_step_leads_to_its_notice() {
    let mut bench = open(book::marked_ledger(), 140, 40);
    bench.press("A");
    let Some(Overlay::Board(board)) = bench.model.overlays.last_mut() else { panic!() };
    let Some(at) = board.sheet.fields.iter().position(|field| field.text.contains("整改步骤")) else {
        panic!("{}", lines(&bench))
    };
    board.sheet.choose(at);
    bench.press("Enter");
    assert_eq!(bench.overlay(), "");
    assert!(bench.selected().ends_with("党组关于巡察整改情况的通报"), "{}", bench.selected());
}

#[test]
fn versions_stand_side_by_side() {
    let mut bench = open(book::two_versions(), 120, 40);
    bench.press("=");
    assert!(bench.message().contains("只有一个版本"), "{}", bench.message());
    bench.press("Down Enter =");
    let text = bench.text();
    assert!(text.contains("版本比对（左旧右新）"), "{text}");
    let said = lines(&bench);
    assert!(said.contains("校车管理有漏洞"), "{said}");
    assert!(said.contains("正在整改") && said.contains("已完成"), "{said}");
    let row = text.lines().find(|line| line.contains("2026年11月30日前完成")).unwrap();
    assert!(row.contains("已全部完成"), "{row}");
    bench.press("Down Down Down Down Down Down Enter");
    assert_eq!(bench.overlay(), "");
}

#[test]
fn a_doubtful_match_is_settled_by_a_key() {
    let mut bench = open(book::two_versions(), 120, 40);
    bench.press("Down Enter =");
    let compared = bench.model.told.compared.clone().unwrap();
    let mut comparison = compared.comparison.unwrap();
    let at = comparison.issues.iter().position(|one| one.from.is_some() && one.to.is_some()).unwrap();
    comparison.issues[at].doubt = Some(Doubt { own: "abcdefghjk".to_owned(), likeness: 71, settled: false });
    let issue = comparison.issues[at].issue;
    let (notice, versions) = (compared.notice, compared.versions);
    let answer = Answer::Compared { notice, versions, comparison: Some(Box::new(comparison)) };
    bench.act(Action::Answer(Box::new(answer)));
    assert!(bench.text().contains("存疑匹配，文字相似 71%"), "{}", bench.text());
    bench.press("y");
    assert!(bench.message().contains("没有存疑匹配"), "{}", bench.message());
    let Some(Overlay::Board(board)) = bench.model.overlays.last_mut() else { panic!() };
    let at = board.sheet.fields.iter().position(|field| field.text.contains("71%")).unwrap();
    board.sheet.choose(at);
    bench.requests.clear();
    bench.press("n");
    let change = Change::Match { own: "abcdefghjk".to_owned(), same: false };
    assert_eq!(bench.requests[0], Request::Mark { issues: vec![issue], change });
    assert!(
        bench.requests.iter().any(|request| matches!(request, Request::Compare { .. })),
        "what is shown is asked for again"
    );
}

#[test]
fn the_list_of_doubtful_matches_is_settled_key_by_key() {
    for (key, left) in [("y", "待核"), ("n", "未读")] {
        let mut bench = open(book::doubtful(), 120, 40);
        assert!(bench.text().contains("存疑匹配 1"), "{}", bench.text());
        bench.press("D");
        let text = bench.text();
        assert!(text.contains("校园食堂公开招标不规范") && text.contains("学生用餐管理有差距"), "{text}");
        bench.press("Down Down");
        bench.press(key);
        assert!(lines(&bench).contains("没有待确认的存疑匹配"), "{}", lines(&bench));
        bench.press("Esc");
        assert!(!bench.text().contains("存疑匹配 1"));
        let rows = &bench.model.data.snapshot.issues;
        let meals = rows.iter().find(|row| row.title.contains("用餐")).unwrap();
        let state = huitoukan::tui::app::say::state(
            bench.model.words,
            meals.review.state,
            huitoukan::tui::app::say::Length::Whole,
        );
        assert_eq!(state, left, "{key}");
        bench.press("u");
        assert!(bench.text().contains("存疑匹配 1"));
    }
}

#[test]
fn the_history_of_a_notice_has_why_it_was_put_right() {
    let mut bench = open(book::put_right(), 140, 40);
    bench.press("Enter Home H");
    let said = lines(&bench);
    assert!(said.contains("李强  改：反馈日期改为“2026-03-10”，理由：笔误"), "{said}");
    assert!(said.contains("改：补录漏读的问题，理由：漏读  桥梁检测不及时"), "{said}");
    assert!(!said.contains("上锁"), "what is of other notices is not there: {said}");
    bench.press("Tab");
    assert!(lines(&bench).contains("上锁"));
    bench.press("Tab");
    assert!(bench.text().contains("通报的记录"));
}
