//! Withdrawing a notice and showing it again; two notices that are one.

use huitoukan::{
    ledger::{
        Incoming, Ledger,
        followup::{Change, case::NoticeChange},
        protocol::Request,
    },
    notice::Notice,
    tui::app::model::Overlay,
    words::Lang,
};

use crate::{bench::Bench, book};

/// The choices of the menu that is open, with what stands at their right.
fn choices(bench: &Bench) -> Vec<(String, String)> {
    let Some(Overlay::Menu(menu)) = bench.model.overlays.last() else { panic!("no menu") };
    menu.items.iter().map(|item| (item.text.clone(), item.aside.clone())).collect()
}

fn import(ledger: &mut Ledger, notice: &Notice) {
    let incoming = Incoming { notice, text: None, kept: None, reader: None };
    ledger.import(incoming, book::moment("2026-11-02T08:00:00Z")).unwrap();
}

fn notices(bench: &Bench) -> usize {
    bench.model.data.snapshot.notices.len()
}

#[test]
fn a_notice_is_withdrawn_with_a_reason_and_comes_back_by_undo_and_from_the_list() {
    let mut bench = Bench::new(120, 30);
    let before = bench.model.data.snapshot.clone();
    bench.press("W 1");
    assert_eq!((bench.overlay(), bench.message()), ("menu", "先选中一份通报"));
    bench.press("2");
    assert_eq!((bench.overlay(), bench.message()), ("", "没有撤下的通报"));
    bench.press("Enter W 1 Enter");
    assert!(bench.overlay() == "form" && bench.text().contains("请写撤下的理由"), "a reason is wanted");
    bench.write("不属本轮").press("Enter");
    let withdraw = NoticeChange::Withdraw { reason: "不属本轮".to_owned() };
    let asked = |request: &&Request| matches!(request, Request::Notice { change, .. } if *change == withdraw);
    assert_eq!(bench.requests.iter().filter(asked).count(), 1);
    assert_eq!((notices(&bench), bench.message()), (2, "已保存：撤下通报，理由：不属本轮"));
    bench.press("u");
    assert_eq!(bench.model.data.snapshot, before);
    assert!(bench.message().contains("通报已恢复显示"), "{}", bench.message());
    bench.press("C-r");
    assert_eq!(notices(&bench), 2);
    assert!(bench.message().contains("通报又已撤下"), "{}", bench.message());
    bench.press("W 2");
    let listed = choices(&bench);
    assert_eq!(listed.len(), 1);
    assert!(listed[0].0.contains("云溪县交通运输局") && listed[0].1.contains("王敏"), "{listed:?}");
    assert!(listed[0].1.contains("理由：不属本轮"), "{listed:?}");
    bench.press("Enter");
    assert_eq!(bench.model.data.snapshot, before);
    assert_eq!(bench.message(), "已保存：恢复通报");
}

#[test]
fn whoever_withdrew_it_is_masked_with_the_others() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter W 1").write("重复").press("Enter R W 2");
    let said = &choices(&bench)[0].1;
    assert!(!said.contains("王敏") && said.contains("重复"), "{said}");
    assert!(!bench.text().contains("王敏"));
}

#[test]
fn the_last_notice_comes_back_though_nothing_is_shown() {
    let mut ledger = Ledger::in_memory().unwrap();
    import(&mut ledger, &book::transport().0);
    let mut bench = Bench::open(ledger, Lang::Zh, 80, 24);
    bench.press("Enter W 1").write("重复").press("Enter");
    assert_eq!(notices(&bench), 0);
    bench.press("u");
    assert_eq!(notices(&bench), 1);
}

#[test]
fn that_two_notices_are_one_is_undone_and_done_again_by_a_key() {
    let mut ledger = book::ledger();
    let (mut twin, _) = book::transport();
    twin.feedback_date = twin.feedback_date.map(|day| day.tomorrow().unwrap());
    twin.source.sha256 = "2".repeat(64);
    import(&mut ledger, &twin);
    let mut bench = Bench::open(ledger, Lang::Zh, 120, 30);
    assert_eq!((bench.overlay(), notices(&bench)), ("menu", 4));
    // Nobody has said who they are.
    bench.model.marks.author = None;
    bench.press("1 Enter");
    assert_eq!(bench.overlay(), "form", "{}", bench.text());
    bench.write("王敏").press("Enter");
    assert_eq!((notices(&bench), bench.message()), (3, "已保存：确认与另一份通报是同一份"));
    bench.press("u");
    assert_eq!(notices(&bench), 4);
    assert!(bench.message().contains("通报重新列出"), "{}", bench.message());
    bench.press("Esc C-r");
    assert_eq!((notices(&bench), bench.overlay()), (3, ""));
    assert!(bench.message().contains("通报不再单独列出"), "{}", bench.message());
}

#[test]
fn the_list_of_the_withdrawn_tells_who_when_and_why() {
    for (columns, rows) in [(80, 24), (120, 30)] {
        let mut bench = Bench::open(book::ledger(), Lang::Zh, columns, rows);
        bench.press("Enter W 1").write("不属本轮").press("Enter W 2");
        let text = bench.text();
        let line = text.lines().find(|line| line.contains("撤下，理由：不属本轮")).unwrap();
        assert!(line.contains("云溪县交通运输局") && line.contains("王敏 2026-11-"), "{text}");
        assert!(!text.contains("Tab 多选"), "only one can be chosen: {text}");
    }
}

/// The ledger into which one came whose owner withdrew a notice on which others had worked.
fn withdrawn_under_work() -> Ledger {
    let (mut ours, mut theirs) = (book::ledger(), book::ledger());
    let notice = theirs.snapshot().unwrap().notices[0].clone();
    let issue = ours.snapshot().unwrap().issues.iter().find(|row| row.notice == notice.id).unwrap().id;
    let note = Change::Note { note: "已看现场".to_owned() };
    ours.mark(&[issue], &note, "王敏", book::moment("2026-11-12T01:00:00Z")).unwrap();
    theirs.withdraw(notice.id, "重复", "李强", book::moment("2026-11-13T01:00:00Z")).unwrap();
    ours.take(&theirs.parcel(false).unwrap(), book::moment("2026-11-20T00:00:00Z")).unwrap().unwrap();
    ours
}

#[test]
fn what_people_differ_about_is_reached_though_the_notice_is_not_on_the_screen() {
    for (keys, shown) in [("2", 3), ("1", 2)] {
        let mut bench = Bench::open(withdrawn_under_work(), Lang::Zh, 120, 30);
        assert_eq!(notices(&bench), 2);
        assert!(bench.text().contains("意见不一 1"), "{}", bench.text());
        bench.press("x");
        assert_eq!(bench.message(), "另有 1 份通报的处理意见不一，按 W 查看");
        bench.press("x W 3");
        let text = bench.text();
        for part in ["李强  撤下通报，理由：重复", "王敏  备注", "2026-11-13"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        bench.press(keys);
        if shown == 2 {
            bench.write("看过，仍是重复").press("Enter");
        }
        assert_eq!((notices(&bench), bench.overlay()), (shown, ""), "{}", bench.text());
        assert!(!bench.text().contains("意见不一 1"), "{}", bench.text());
        assert!(bench.model.data.snapshot.disputes.is_empty());
    }
}

#[test]
fn those_who_differ_are_masked_with_the_others() {
    let mut bench = Bench::open(withdrawn_under_work(), Lang::Zh, 120, 30);
    bench.press("R W 3");
    let text = bench.text();
    assert!(text.contains("撤下通报") && !text.contains("李强") && !text.contains("王敏"), "{text}");
}

#[test]
fn whether_two_are_one_is_settled_on_the_screen_however_they_stand() {
    for same in [true, false] {
        let twins = || {
            let mut ledger = book::ledger();
            let (mut twin, _) = book::transport();
            twin.feedback_date = twin.feedback_date.map(|day| day.tomorrow().unwrap());
            twin.source.sha256 = "2".repeat(64);
            import(&mut ledger, &twin);
            let pair = ledger.doubtful().unwrap().pop().unwrap();
            (ledger, pair.old.id, pair.new.id)
        };
        let ((mut ours, old, new), (mut theirs, one, other)) = (twins(), twins());
        ours.decide(old, new, false, "王敏", book::moment("2026-11-12T01:00:00Z")).unwrap();
        theirs.decide(one, other, true, "李强", book::moment("2026-11-13T01:00:00Z")).unwrap();
        ours.take(&theirs.parcel(false).unwrap(), book::moment("2026-11-20T00:00:00Z")).unwrap().unwrap();
        let mut bench = Bench::open(ours, Lang::Zh, 120, 30);
        assert_eq!(
            (notices(&bench), bench.model.data.snapshot.disputes.len()),
            (3, 1),
            "the last word counts"
        );
        bench.press("W 3").press(if same { "1" } else { "2" });
        assert_eq!(notices(&bench), if same { 3 } else { 4 }, "{}", bench.text());
        assert!(bench.model.data.snapshot.disputes.is_empty());
    }
}
