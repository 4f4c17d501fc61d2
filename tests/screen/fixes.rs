//! Putting right what the reader took.

use huitoukan::{
    ledger::{
        followup::{Change, Correction, case::NoticeChange},
        protocol::Request,
    },
    notice::OutcomeTag,
    tui::app::model::Pane,
};

use crate::bench::Bench;

fn corrections(bench: &Bench) -> Vec<&Correction> {
    let requests = bench.requests.iter();
    requests
        .filter_map(|request| match request {
            Request::Mark { change: Change::Correct { to, .. }, .. } => Some(to),
            _ => None,
        })
        .collect()
}

#[test]
fn an_outcome_is_put_right_with_a_reason_and_shown_beside_what_is_printed() {
    let mut bench = Bench::new(160, 40);
    bench.press("Enter c 2 C-u").write("1 2").press("Enter");
    assert_eq!((bench.overlay(), corrections(&bench).len()), ("form", 0), "a reason is wanted");
    assert!(bench.text().contains("请写更正理由"));
    assert!(bench.text().contains("即 已完成、长期坚持"), "{}", bench.text());
    bench.write("通报写的是已完成").press("Enter");
    let tags = vec![OutcomeTag::Completed, OutcomeTag::LongTerm];
    assert_eq!(corrections(&bench), [&Correction::Outcome(Some(tags))]);
    assert!(bench.message().starts_with("已保存：改：整改结果"), "{}", bench.message());
    assert!(bench.selected().contains("重建轻养"), "the selection stays");
    let fields = bench.fields();
    assert!(fields.contains("整改结果 改 已完成、长期坚持  （王敏 20"), "{fields}");
    assert!(fields.contains("，理由：通报写的是已完成）\n 原文：长期坚持、正在整改（标注）"), "{fields}");
    bench.press("1");
    assert_eq!(bench.model.data.tally.total.rows(), 4, "the filter goes by what is right");
    bench.press("0 u");
    assert!(bench.message().contains("现在是：整改结果 长期坚持、正在整改"), "{}", bench.message());
    bench.press("C-r");
    assert!(bench.message().contains("现在是：整改结果 已完成、长期坚持"), "{}", bench.message());
    bench.press("c 6").write("看错了").press("Enter");
    assert_eq!(*corrections(&bench)[1], Correction::Outcome(None));
    assert!(!bench.model.issue().unwrap().fixes.any());
}

#[test]
fn what_is_no_outcome_and_no_day_is_told_in_place() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter c 2 C-u").write("很好").press("Tab").write("错").press("Enter");
    assert!(bench.text().contains("“很好”不是整改结果"), "{}", bench.text());
    bench.press("Esc c 3 C-u").write("2026-02-30").press("Tab").write("错").press("Enter");
    assert!(bench.text().contains("日历上没有这一天"), "{}", bench.text());
    bench.press("C-u").write("年底 承诺").press("Enter");
    assert_eq!(bench.model.issue().unwrap().deadlines.len(), 1);
    bench.press("c 1 C-u Tab").write("错").press("Enter");
    assert!(bench.text().contains("请写问题"));
}

#[test]
fn what_is_no_issue_is_dimmed_counted_nowhere_and_can_come_back() {
    let mut bench = Bench::new(120, 30);
    let title = "农村公路“重建轻养”，12条村道路面破损长期未修。";
    bench.press("Enter c 4").write("是标题").press("Enter");
    assert_eq!(bench.model.data.tally.total.rows(), 8);
    assert!(bench.text().contains("问题 8 "), "{}", bench.text());
    assert!(bench.visible().contains(&title), "it stands where nothing is filtered");
    assert!(bench.text().contains("非"));
    bench.press("4");
    assert!(!bench.visible().contains(&title));
    bench.press("0 Home V");
    assert_eq!(huitoukan::tui::app::picks::all(&bench.model).len(), 5);
    bench.press("Esc Down Down Down Down Down");
    while bench.selected() != title {
        bench.press("Up");
    }
    bench.press("c 4").write("是问题").press("Enter");
    assert_eq!(bench.model.data.tally.total.rows(), 9);
}

#[test]
fn a_missed_issue_is_added_behind_the_selected_one() {
    let mut bench = Bench::new(160, 40);
    bench.press("Enter c 5").write("桥梁检测不及时").press("Tab").write("已检测").press("Tab").write("1");
    bench.press("Tab").write("漏读").press("Enter");
    assert_eq!(bench.selected(), "桥梁检测不及时", "the new issue is selected");
    let at = bench.visible().iter().position(|title| *title == "桥梁检测不及时").unwrap();
    assert!(bench.visible()[at - 1].contains("重建轻养"));
    assert_eq!(bench.model.data.tally.total.rows(), 10);
    assert!(bench.model.issue().unwrap().fixes.missed);
    assert!(bench.text().contains("补录"), "{}", bench.text());
    bench.press("u");
    assert_eq!(bench.model.data.tally.total.rows(), 9);
    assert!(!bench.visible().contains(&"桥梁检测不及时"));
}

#[test]
fn a_notice_is_put_right_on_its_row() {
    let mut bench = Bench::new(160, 40);
    bench.press("Enter Home");
    assert!(bench.selected().contains("通报"));
    bench.press("c 2 C-u").write("云溪县交通局").press("Tab").write("简称").press("Enter");
    let Some(Request::Notice { change: NoticeChange::Correct { .. }, .. }) =
        bench.requests.iter().find(|request| matches!(request, Request::Notice { .. }))
    else {
        panic!("nothing was asked")
    };
    assert!(bench.agencies().contains(&"云溪县交通局"), "{:?}", bench.agencies());
    assert!(bench.message().contains("被巡察单位改为“云溪县交通局”"), "{}", bench.message());
    bench.press("u");
    assert!(bench.message().contains("现在是：被巡察单位 云溪县交通运输局"), "{}", bench.message());
    bench.model.focus = Pane::Agencies;
    bench.press("Home Enter Home c 3 C-u").write("2026年3月10日").press("Tab").write("笔误").press("Enter");
    let notice = &bench.model.data.snapshot.notices[0];
    assert_eq!((notice.feedback.unwrap().to_string(), notice.corrected.len()), ("2026-03-10".to_owned(), 1));
    let row = bench.text().lines().find(|line| line.contains("中共云溪县交通运输局")).unwrap().to_owned();
    assert!(row.contains("改 6个"), "{row}");
    bench.press("Down Down Down Down Down");
    while bench.model.issue().is_none() {
        bench.press("Down");
    }
    assert!(bench.fields().contains("反馈日期 改 2026-03-10\n 原文：2026-03-12"), "{}", bench.fields());
}

#[test]
fn headings_are_not_put_right() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter Left c");
    assert_eq!(bench.overlay(), "");
    assert!(bench.message().contains("先选中一个问题"));
}
