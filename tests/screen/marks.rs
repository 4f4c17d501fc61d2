//! Marking, undoing, deciding.

use huitoukan::{
    config::reasons::Reasons,
    ledger::{
        followup::{Change, Correction, Finding, Opinion, State},
        protocol::{Answer, Request},
        types::Doubtful,
    },
    tui::app::{action::Action, effect::Effect, model::Tone},
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
fn redo_brings_back_what_undo_took_and_says_what_is_now() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter m 2").write("月底").press("Enter u C-r");
    assert!(
        bench.message().starts_with("已重做，现在是：列入回头看  复查期限 2026-11-30"),
        "{}",
        bench.message()
    );
    assert_eq!(bench.model.issue().unwrap().review.state, State::Revisit);
    bench.press("C-r");
    assert!(bench.message().contains("没有可以重做的标记"));
    bench.press("u m 1 2 Enter C-r");
    assert!(bench.message().contains("没有可以重做的标记"), "a new change ends redoing");
}

#[test]
fn a_query_has_a_reason_from_the_list_or_in_own_words() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter m 1 Down Down Enter").write("见第2段").press("Enter");
    let because = |reason: &str, note: Option<&str>| Change::Query {
        reason: Some(reason.to_owned()),
        note: note.map(str::to_owned),
    };
    assert_eq!(marks(&bench), [&because("时间早于反馈", Some("见第2段"))]);
    bench.press("m 1");
    let text = bench.text();
    assert!(text.contains(">3 时间早于反馈"), "the reason that is held is offered first: {text}");
    bench.press("2 Enter");
    assert_eq!(*marks(&bench)[1], because("数字不符", None));
    bench.press("m 1 End Up Enter").write("村民说没修").press("Enter");
    assert_eq!(*marks(&bench)[2], because("村民说没修", None));
    assert_eq!(bench.model.issue().unwrap().review.reason.as_deref(), Some("村民说没修"));
}

#[test]
fn the_reasons_are_those_of_the_settings() {
    let mut bench = Bench::new(120, 30);
    bench.model.marks.reasons = Reasons::own(["查无此事".to_owned()]);
    bench.press("Enter m 1 1 Enter");
    let reason = Some("查无此事".to_owned());
    assert_eq!(marks(&bench), [&Change::Query { reason, note: None }]);
}

#[test]
fn a_finding_takes_what_was_seen_and_the_day() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter m 4").write("3条未修").press("Tab").write("明天").press("Enter");
    assert_eq!((bench.overlay(), marks(&bench).len()), ("form", 0));
    assert!(bench.text().contains("在今天之后"));
    bench.press("C-u").write("今天");
    assert!(bench.text().contains("即 2026-11-23，今天"));
    bench.press("Tab").write("附照片").press("Enter");
    let wanted = Change::Verify {
        finding: Finding::Partly,
        seen: Some("3条未修".to_owned()),
        on: Some(date(2026, 11, 23)),
        note: Some("附照片".to_owned()),
    };
    assert_eq!(marks(&bench), [&wanted]);
}

#[test]
fn day_who_and_note_change_alone_and_an_empty_field_takes_them_away() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter m 8");
    assert!(bench.message().contains("只有待核或列入回头看"), "{}", bench.message());
    bench
        .press("Esc m 2")
        .write("月底")
        .press("Tab")
        .write("李强")
        .press("Tab")
        .write("看现场")
        .press("Enter");
    let review = |bench: &Bench| bench.model.issue().unwrap().review.clone();
    assert_eq!(review(&bench).who.as_deref(), Some("李强"));
    bench.press("m 8 C-u").write("年底").press("Enter");
    assert_eq!(review(&bench).due, Some(date(2026, 12, 31)));
    bench.press("m 8 C-u Enter m 9 C-u Enter m 7 C-u Enter");
    let now = review(&bench);
    assert_eq!((now.due, now.who, now.note, now.state), (None, None, None, State::Revisit));
    bench.press("m 9").write("赵敏").press("Enter");
    assert!(bench.message().contains("承办人 赵敏"), "{}", bench.message());
    bench.press("m 0");
    assert_eq!(review(&bench).state, State::Unread);
}

#[test]
fn chinese_is_pasted_into_fields() {
    let mut bench = Bench::new(120, 30);
    bench.press("Enter m 2 Tab");
    bench.act(Action::Paste("王芳\n".to_owned()));
    bench.press("Tab");
    bench.act(Action::Paste("看台账\u{1b}[31m".to_owned()));
    bench.press("Enter");
    let review = &bench.model.issue().unwrap().review;
    assert_eq!((review.who.as_deref(), review.note.as_deref()), (Some("王芳"), Some("看台账[31m")));
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

#[test]
fn a_pair_that_is_left_for_later_is_not_asked_about_again_by_itself() {
    let mut bench = Bench::new(120, 30);
    let snapshot = bench.model.data.snapshot.clone();
    let pair = Doubtful { old: snapshot.notices[0].clone(), new: snapshot.notices[1].clone() };
    let other = Doubtful { old: snapshot.notices[0].clone(), new: snapshot.notices[2].clone() };
    let loaded = Answer::Loaded { snapshot, doubtful: vec![pair, other] };
    let load = |bench: &mut Bench| {
        bench.act(Action::Answer(Box::new(loaded.clone())));
    };
    load(&mut bench);
    assert_eq!(bench.overlay(), "menu");
    // A digit that was meant for something else joins nothing: it only goes to the choice.
    bench.press("1");
    assert_eq!(bench.overlay(), "menu");
    // Later: the next pair is asked about, and neither once more, whatever is loaded.
    bench.press("3 Enter 3 Enter");
    assert_eq!(bench.overlay(), "");
    load(&mut bench);
    assert_eq!(bench.overlay(), "");
    // Until somebody wants to settle them.
    bench.press("W 3");
    assert!(bench.text().contains("这两份是不是同一通报？"), "{}", bench.text());
    bench.press("Esc");
    load(&mut bench);
    assert_eq!(bench.overlay(), "");
}

#[test]
fn a_former_check_stays_in_sight_when_it_is_taken_up_again() {
    let mut bench = Bench::new(160, 45);
    bench.press("Enter m 4").write("3条未修").press("Tab Tab").write("附照片").press("Enter");
    bench.press("m 2").write("月底").press("Enter");
    let fields = bench.fields();
    assert!(fields.contains("前次核查 已核实  部分属实  核查情况：3条未修  附照片  王敏 于 20"), "{fields}");
    assert!(fields.contains("重新提起"), "{fields}");
}

#[test]
fn conclusions_that_differ_stand_side_by_side() {
    let mut bench = Bench::new(160, 45);
    bench.press("Enter");
    let opinion = |author: &str, finding, words: &str| Opinion {
        author: author.to_owned(),
        time: book::moment("2026-11-20T02:00:00Z"),
        state: State::Verified,
        finding: Some(finding),
        words: Some(words.to_owned()),
    };
    let conflict = vec![opinion("王敏", Finding::True, "已修好"), opinion("李强", Finding::False, "未修")];
    let mut snapshot = (*bench.model.data.snapshot).clone();
    let at = bench.model.data.place(bench.model.issue().unwrap().id).unwrap();
    let mut rows: Vec<_> = snapshot.issues.iter().map(|row| row.owned()).collect();
    rows[at].review.conflict.clone_from(&conflict);
    rows[at].doubtful = true;
    snapshot.issues = rows.into();
    let mut detail = bench.model.detail.data.clone().unwrap();
    let loaded = Answer::Loaded { snapshot: snapshot.into(), doubtful: Vec::new() };
    bench.act(Action::Answer(Box::new(loaded)));
    detail.review.conflict = conflict;
    bench.act(Action::Answer(Box::new(Answer::Issue(detail))));
    let text = bench.text();
    assert!(text.contains("王敏     已核实  属实  已修好  2026-11-20 02:00"), "{text}");
    assert!(text.contains("李强     已核实  不属实  未修"), "{text}");
    assert!(text.contains("下一次标记以后"), "{text}");
    assert!(text.contains("意见不一 1") && text.contains("存疑匹配 1"), "{text}");
    assert!(text.contains("歧 疑"), "{text}");
    bench.press("x");
    assert_eq!(bench.model.data.tally.total.rows(), 1);
    assert!(bench.text().contains("[x 意见不一]"));
    bench.press("x X");
    assert_eq!(bench.model.data.tally.total.rows(), 1);
    bench.press("X");
    assert_eq!(bench.model.data.tally.total.rows(), 9);
}

#[test]
fn what_is_no_issue_is_refused_at_the_key_and_said_whole() {
    let mut ledger = book::ledger();
    let issue = ledger.snapshot().unwrap().issues.get(0).unwrap().id;
    let fix = Change::Correct { to: Correction::Void(true), reason: "是标题".into(), printed: None };
    ledger.mark(&[issue], &fix, "王敏", book::moment("2026-11-12T01:00:00Z")).unwrap();
    let mut bench = Bench::open(ledger, Lang::Zh, 80, 24);
    bench.press("Enter");
    for _ in 0..40 {
        if bench.model.issue().is_some_and(|row| row.id == issue) {
            break;
        }
        bench.press("Down");
    }
    bench.press("m");
    assert_eq!(bench.overlay(), "", "nothing is to be filled in first");
    let said = "已改为“不是问题”，不能标记。要标记先按 c 恢复为问题";
    assert!(bench.message() == said && bench.text().contains(said), "{}", bench.text());
}

#[test]
fn a_refusal_that_is_longer_than_a_line_is_said_whole() {
    let mut bench = Bench::new(60, 15);
    let said = "尚未核实，不能归档：请先标为已核实（属实、部分属实或不属实），再按 m 归档；归档以后要改，先改为待核或列入回头看";
    bench.model.say(Tone::Warn, said);
    let text: String = bench.text().lines().map(str::trim).collect();
    assert!(text.contains(said), "{}", bench.text());
}
