//! What the rules ask, on the screen: signs, the board, both sentences in the source, dismissing, following up.

use std::path::Path;

use huitoukan::{
    checks::RuleId,
    intake,
    ledger::{
        Incoming, Ledger,
        followup::{Change, Finding, State},
        protocol::Answer,
    },
    parse,
    tui::app::{
        action::Action,
        effect::Effect,
        model::{Overlay, Pane},
        source::Source,
        work::start,
    },
    words::{Lang, ZH},
    work::{Came, Job, Report, check::ask},
};
use jiff::Timestamp;

use crate::bench::Bench;

const STEP: &str = "由纪检组、财务科和办公室组成联合检查组，每季度抽查一次票据、合同和派车单，结果在全局大会上通报，并计入年度考核";

/// A ledger with two notices: in one a step stands under two issues and a number is left out.
fn unasked() -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    let text = |bureau: &str, answers: [&str; 2], last: &str| {
        let [one, two] = answers;
        format!(
            "中共甲县{bureau}局党组关于巡察整改情况的通报\n\n\
             县委第一巡察组对{bureau}局党组开展了巡察，2024年6月3日反馈了5个问题。\n\n一、整改情况\n\
             1.执法不规范。\n整改情况：{one}\n整改结果：已完成\n\
             2.账目不清楚。\n整改情况：{two}\n整改结果：已完成\n\
             {last}值班不严格。\n整改情况：修订值班制度，追责2人。\n整改结果：已完成\n"
        )
    };
    let copied = [format!("一是清退3人。二是{STEP}。"), format!("{STEP}。追回补贴2万元。")];
    let texts = [
        text("乙", copied.each_ref().map(String::as_str), "4."),
        text("丙", ["补齐票据5张。", "封存公车2辆。"], "3."),
    ];
    for (name, text) in ["乙.txt", "丙.txt"].into_iter().zip(texts) {
        let document = intake::read_bytes(Path::new(name), text.as_bytes()).unwrap();
        let notice = parse::parse(&document, &ZH.read);
        let incoming = Incoming { notice: &notice, text: Some(&document.text), kept: None, reader: Some(1) };
        ledger.import(incoming, Timestamp::UNIX_EPOCH).unwrap();
    }
    ledger
}

/// Two agencies of which the second took an answer over from the first, with another name and figure; and far
/// behind it once more, as it was.
pub fn taken_over() -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    let answer = |bureau: &str, days: &str| {
        format!(
            "{bureau}党组召开专题会议，围绕项目审批和资金拨付逐岗位排查风险点并划分高、中、低三个等级，对高等级岗位{days}日内轮岗，排查结果在局内网公示并报纪检组备案。"
        )
    };
    for (bureau, day, days) in [("甲县交通局", "2024年11月1日", "30"), ("甲县水利局", "2024年12月1日", "45")]
    {
        let between: String = (1..40).map(|nth| format!("核对{bureau}往来账目{nth}笔。\n")).collect();
        let again =
            if days == "45" { answer(bureau, days) } else { "修订值班制度，追责2人。".to_owned() };
        let text = format!(
            "中共{bureau}党组关于巡察整改情况的通报\n\n\
             县委第一巡察组对{bureau}党组开展了巡察，2024年6月3日反馈了5个问题。\n\n一、整改情况\n\
             1.风险防控不力。\n整改情况：{}\n整改结果：已完成\n\
             2.账目不清楚。\n整改情况：{between}整改结果：已完成\n\
             3.值班不严格。\n整改情况：{again}\n整改结果：已完成\n\n中共{bureau}党组\n{day}\n",
            answer(bureau, days)
        );
        let document = intake::read_bytes(Path::new(&format!("{bureau}.txt")), text.as_bytes()).unwrap();
        let notice = parse::parse(&document, &ZH.read);
        let incoming = Incoming { notice: &notice, text: Some(&document.text), kept: None, reader: Some(1) };
        ledger.import(incoming, Timestamp::UNIX_EPOCH).unwrap();
    }
    ask(&mut ledger, &mut |_| true).unwrap();
    ledger
}

/// The first of these ledgers, with its doubts.
pub fn asked_ledger() -> Ledger {
    let mut ledger = unasked();
    ask(&mut ledger, &mut |_| true).unwrap();
    ledger
}

fn open() -> Bench {
    Bench::open(asked_ledger(), Lang::Zh, 180, 40)
}

/// The source that is open.
fn source(bench: &Bench) -> &Source {
    match bench.model.overlays.last() {
        Some(Overlay::Source(source)) => source,
        _ => panic!("no source"),
    }
}

/// The lines of the board.
fn lines(bench: &Bench) -> String {
    let Some(Overlay::Board(board)) = bench.model.overlays.last() else { panic!("no board") };
    board.sheet.fields.iter().map(|field| format!("{} {}\n", field.label, field.text)).collect()
}

/// Chooses the line of the board that says so.
fn choose(bench: &mut Bench, said: &str) {
    let all = lines(bench);
    let Some(Overlay::Board(board)) = bench.model.overlays.last_mut() else { panic!("no board") };
    let at = board.sheet.fields.iter().position(|field| field.text.contains(said));
    board.sheet.choose(at.unwrap_or_else(|| panic!("no {said}: {all}")));
}

/// The marked places of the source that is open, as text.
fn marked(bench: &Bench) -> Vec<String> {
    let Some(Overlay::Source(source)) = bench.model.overlays.last() else { panic!("no source") };
    let text = &source.text.as_ref().unwrap().text;
    source.marked().into_iter().map(|place| text[place].to_owned()).collect()
}

#[test]
fn issues_and_agencies_say_how_many() {
    let mut bench = open();
    assert_eq!(bench.model.data.doubts.all, bench.model.data.snapshot.doubts.len());
    bench.press("Down Enter");
    let text = bench.text();
    assert!(text.contains("问1"), "{text}");
    let none = Bench::open(unasked(), Lang::Zh, 180, 40);
    assert!(!none.text().contains("问1"), "{}", none.text());
}

#[test]
fn both_sentences_are_marked_at_once() {
    let mut bench = open();
    bench.press("Y");
    assert!(lines(&bench).contains("1 答复雷同"), "{}", lines(&bench));
    choose(&mut bench, "答复雷同");
    bench.press("Enter");
    choose(&mut bench, "字相同");
    bench.press("o");
    assert_eq!(bench.overlay(), "source");
    let shown = marked(&bench);
    assert_eq!(shown, [STEP, STEP], "{shown:?}");
    let text = bench.text();
    assert!(text.contains("答复雷同") && text.contains("联合检查组"), "{text}");
    bench.press("Esc");
    assert_eq!(bench.overlay(), "board");
    // And from the field of the issue.
    bench.press("Enter");
    assert_eq!(bench.overlay(), "");
    assert!(bench.selected().contains("执法不规范"), "{}", bench.selected());
    assert!(bench.fields().contains("字相同"), "{}", bench.fields());
    bench.model.focus = Pane::Detail;
    let at = bench.model.detail.sheet.fields.iter().position(|field| field.text.contains("字相同"));
    bench.model.detail.sheet.choose(at.unwrap());
    bench.press("o");
    assert_eq!(marked(&bench), [STEP, STEP]);
}

#[test]
fn places_far_apart_have_a_window_each() {
    let mut bench = Bench::open(taken_over(), Lang::Zh, 100, 30);
    bench.press("Y");
    choose(&mut bench, "答复雷同");
    bench.press("Enter");
    choose(&mut bench, "3.  值班不严格");
    bench.press("o");
    let shown = source(&bench);
    let lower = shown.lower.as_ref().unwrap();
    assert_eq!(shown.issue, lower.issue);
    assert_ne!(shown.at, lower.at);
    let text = bench.text();
    assert_eq!(text.matches("对高等级岗位45").count(), 2, "{text}");
    assert!(text.contains("1.风险防控不力") && text.contains("3.值班不严格"), "{text}");
    // The key takes what stands below up.
    let below = lower.at;
    bench.press("Space");
    assert_eq!(source(&bench).at, below);
    assert_eq!(bench.text().matches("对高等级岗位45").count(), 2, "{}", bench.text());
    // What is scrolled is the upper one, as far as the text goes.
    bench.press("End");
    assert!(bench.text().contains("2024年12月1日"), "{}", bench.text());
    // Without the room for two the key goes from one to the other.
    bench.act(Action::Resize(100, 12));
    assert!(source(&bench).lower.is_none());
    let (at, seen) = (source(&bench).at, source(&bench).offset);
    bench.press("Space");
    assert!(source(&bench).at != at && source(&bench).offset != seen);
    // Another field of an issue has one place, and then the key says so.
    bench.press("Esc Esc Esc Enter Enter o Space");
    assert!(bench.message().contains("只有这一处"), "{}", bench.message());
}

#[test]
fn both_notices_are_open_at_once() {
    let mut bench = Bench::open(taken_over(), Lang::Zh, 100, 30);
    bench.press("Y");
    choose(&mut bench, "答复雷同");
    bench.press("Enter");
    choose(&mut bench, "甲县交通局.txt");
    bench.press("o");
    let text = bench.text();
    assert!(
        text.contains("> 原文") && text.contains("甲县交通局.txt") && text.contains("甲县水利局.txt"),
        "{text}"
    );
    assert!(text.contains("甲县交通局党组召开") && text.contains("甲县水利局党组召开"), "{text}");
    let upper = |bench: &Bench| source(bench).text.as_ref().unwrap().path.clone();
    assert_eq!(upper(&bench), "甲县交通局.txt");
    assert!(marked(&bench).concat().contains("风险点"), "{:?}", marked(&bench));
    bench.press("Space");
    assert_eq!(upper(&bench), "甲县水利局.txt");
    assert!(source(&bench).lower.as_ref().unwrap().text.is_some(), "the other one is read again");
    // Names are masked in both.
    bench.press("R");
    assert!(bench.model.veil.on() && source(&bench).lower.as_ref().unwrap().text.is_some());
    bench.press("Esc");
    // Enter at the words of the other notice goes there.
    choose(&mut bench, "甲县交通局.txt");
    bench.press("Enter");
    assert_eq!(bench.model.agency().map(|row| &*row.name), Some("甲县交通局"));
    assert!(bench.selected().contains("风险防控不力"), "{}", bench.selected());
}

#[test]
fn a_rule_with_very_many_doubts_is_read_in_parts() {
    let issues: String = (1..=310)
        .map(|nth| {
            format!(
                "{nth}.第{nth}笔账目不清楚。\n整改情况：2023年5月3日追回补贴{nth}元。\n整改结果：已完成\n"
            )
        })
        .collect();
    let text = format!(
        "中共甲县乙局党组关于巡察整改情况的通报\n\n县委第一巡察组对乙局党组开展了巡察，2024年6月3日反馈了意见。\n\n\
         一、整改情况\n{issues}"
    );
    let document = intake::read_bytes(Path::new("乙.txt"), text.as_bytes()).unwrap();
    let notice = parse::parse(&document, &ZH.read);
    let incoming = Incoming { notice: &notice, text: Some(&document.text), kept: None, reader: Some(1) };
    let mut ledger = Ledger::in_memory().unwrap();
    ledger.import(incoming, Timestamp::UNIX_EPOCH).unwrap();
    ask(&mut ledger, &mut |_| true).unwrap();
    let mut bench = Bench::open(ledger, Lang::Zh, 120, 30);
    bench.press("Y");
    choose(&mut bench, "早于反馈");
    bench.press("Enter");
    let shown = |bench: &Bench| lines(bench).matches("早于反馈之日").count();
    assert_eq!(shown(&bench), 300);
    assert!(bench.text().contains("疑点310"), "{}", bench.text());
    bench.press("End");
    assert!(bench.text().contains("还有10条"), "{}", bench.text());
    bench.press("Enter");
    assert_eq!(shown(&bench), 310);
    assert!(!lines(&bench).contains("还有"));
}

#[test]
fn what_differs_in_a_near_copy_is_marked() {
    let mut bench = Bench::open(taken_over(), Lang::Zh, 180, 40);
    bench.press("Y");
    choose(&mut bench, "答复雷同");
    bench.press("Enter");
    let Some(Overlay::Board(board)) = bench.model.overlays.last() else { panic!() };
    let pairs: Vec<_> =
        board.sheet.fields.iter().filter_map(|field| Some((field, field.pair.as_deref()?))).collect();
    let (field, pair) = pairs[0];
    let left: Vec<&str> = pair.left_marks.iter().map(|mark| &field.text[mark.clone()]).collect();
    let right: Vec<&str> = pair.right_marks.iter().map(|mark| &pair.right[mark.clone()]).collect();
    assert_eq!((left, right), (vec!["水利", "45"], vec!["交通", "30"]));
    // In the detail pane too, to which Enter goes, at the doubt.
    bench.press("Enter Enter");
    let field = bench.model.detail.sheet.field().unwrap();
    assert!(field.raised.is_some(), "{field:?}");
    assert!(bench.fields().contains("两处对照"), "{}", bench.fields());
}

#[test]
fn issues_with_doubts_are_listed_alone() {
    let mut bench = open();
    let all = bench.model.data.tally.total.rows();
    bench.press("y");
    let total = bench.model.data.tally.total.rows();
    assert!(0 < total && total < all);
    assert!(bench.text().contains("[y 有疑点]"), "{}", bench.text());
    // It follows what is dismissed.
    bench.press("Y");
    choose(&mut bench, "答复雷同");
    bench.press("Enter");
    choose(&mut bench, "字相同");
    bench.press("z").write("两处同一事项").press("Enter Esc Esc");
    assert!(bench.model.data.tally.total.rows() < total);
    bench.press("y");
    assert_eq!(bench.model.data.tally.total.rows(), all);
}

#[test]
fn a_doubt_at_no_issue_is_reached() {
    let mut bench = open();
    bench.press("Y");
    choose(&mut bench, "数量不符");
    bench.press("Enter");
    assert!(lines(&bench).contains("（不在某个问题上）"), "{}", lines(&bench));
    choose(&mut bench, "文中称5个问题");
    bench.press("t");
    assert!(bench.message().contains("不能列为待核"), "{}", bench.message());
    bench.press("o");
    assert!(!marked(&bench).is_empty());
    bench.press("Esc Enter");
    assert_eq!((bench.overlay(), bench.model.agency().map(|row| &*row.name)), ("", Some("甲县丙局")));
    assert!(bench.text().contains("问1"), "{}", bench.text());
}

#[test]
fn a_doubt_is_dismissed_and_asked_again() {
    let mut bench = open();
    bench.press("Y z");
    assert!(bench.overlay() == "form" || bench.message().contains("选中一条疑点"), "{}", bench.message());
    let mut bench = open();
    bench.press("Y");
    choose(&mut bench, "序号断续");
    bench.press("Enter");
    choose(&mut bench, "“2.”之后是“4.”");
    bench.press("z");
    assert_eq!(bench.overlay(), "form");
    bench.press("Enter");
    assert_eq!(bench.overlay(), "form", "not without a reason");
    assert!(bench.text().contains("请写排除理由"), "{}", bench.text());
    bench.write("第三项依法不公开").press("Enter");
    assert!(bench.message().contains("排除疑点“序号断续”"), "{}", bench.message());
    assert!(!lines(&bench).contains("“2.”之后"), "{}", lines(&bench));
    let before = bench.model.data.doubts.all;
    bench.press("Tab");
    assert!(lines(&bench).contains("已排除：第三项依法不公开（王敏"), "{}", lines(&bench));
    choose(&mut bench, "“2.”之后是“4.”");
    assert!(bench.text().contains("z 恢复疑点") && !bench.text().contains("z 排除疑点"), "{}", bench.text());
    bench.press("z Tab");
    assert!(lines(&bench).contains("“2.”之后"), "{}", lines(&bench));
    assert_eq!(bench.model.data.doubts.all, before + 1);
    // What was just done is undone by the same key as everywhere, without leaving.
    bench.press("u");
    assert_eq!((bench.model.data.doubts.all, bench.overlay()), (before, "board"), "{}", bench.message());
}

#[test]
fn a_doubt_is_followed_up() {
    let mut bench = open();
    bench.press("Y");
    choose(&mut bench, "答复雷同");
    bench.press("Enter");
    choose(&mut bench, "字相同");
    bench.press("t");
    let rows = &bench.model.data.snapshot.issues;
    let marked: Vec<_> = rows.iter().filter(|row| row.review.state == State::Query).collect();
    assert_eq!(marked.len(), 2, "{}", bench.message());
    assert_eq!(marked[0].review.reason.as_deref(), Some("照抄"));
    assert!(marked[1].review.note.as_deref().unwrap().contains("字相同"));
    // Both at once, so undone at once.
    bench.press("u");
    assert!(bench.model.data.snapshot.issues.iter().all(|row| row.review.state == State::Unread));
}

#[test]
fn a_follow_up_asks_before_it_takes_up_again_what_is_closed() {
    let mut ledger = asked_ledger();
    let doubts = ledger.snapshot().unwrap().doubts;
    let row = doubts.iter().find(|row| row.rule == RuleId::CopiedAnswer).unwrap().issues[0];
    let verify = Change::Verify { finding: Finding::True, seen: None, on: None, note: None };
    ledger.mark(&[row], &verify, "王敏", Timestamp::UNIX_EPOCH).unwrap();
    let mut bench = Bench::open(ledger, Lang::Zh, 180, 40);
    let states = |bench: &Bench, state: State| {
        bench.model.data.snapshot.issues.iter().filter(|row| row.review.state == state).count()
    };
    bench.press("Y");
    choose(&mut bench, "答复雷同");
    bench.press("Enter");
    choose(&mut bench, "字相同");
    bench.press("t");
    assert!(bench.text().contains("重新打开") && bench.text().contains("执法不规范"), "{}", bench.text());
    bench.press("Esc");
    assert_eq!((states(&bench, State::Verified), states(&bench, State::Query)), (1, 0));
    bench.press("t Up Enter");
    assert_eq!((states(&bench, State::Verified), states(&bench, State::Query)), (0, 2));
    let sent = bench.model.marks.given.len();
    bench.press("t");
    assert!(bench.message().contains("没有改动"), "{}", bench.message());
    assert_eq!((bench.model.marks.given.len(), bench.overlay()), (sent, "board"));
}

#[test]
fn notices_are_asked_by_themselves_and_make_room() {
    let mut bench = Bench::open(unasked(), Lang::Zh, 120, 30);
    assert!(bench.effects.is_empty(), "only where that is wanted");
    bench.model.work.auto = true;
    let snapshot = bench.model.data.snapshot.clone();
    let load = |bench: &mut Bench| {
        let loaded = Answer::Loaded { snapshot: snapshot.clone(), doubtful: Vec::new() };
        bench.act(Action::Answer(Box::new(loaded)));
    };
    load(&mut bench);
    assert_eq!(bench.job(), &Job::Check);
    // What stands in the menu of the ledger stays under its digit, and at its end it is ended.
    bench.press("L");
    let menu = bench.text();
    assert!(menu.contains("1 导出 ...") && menu.contains("0 取消正在进行的核对疑点"), "{menu}");
    bench.press("Esc");
    // Another job takes its place, and it begins again after.
    let mut effects = Vec::new();
    start(&mut bench.model, Job::Verify, &mut effects);
    assert_eq!(effects, [Effect::Stop]);
    bench.came(Came::Cancelled);
    assert_eq!(bench.job(), &Job::Verify);
    bench.came(Came::Done(Report::default()));
    assert_eq!(bench.job(), &Job::Check);
    // Who stops it is left in peace.
    bench.came(Came::Cancelled);
    let before = bench.effects.len();
    load(&mut bench);
    assert_eq!(bench.effects.len(), before);
    // Until he asks for it in the menu of the ledger.
    bench.press("L End Enter");
    assert_eq!(bench.job(), &Job::Check);
}

/// Two inspections of an agency with one title are told apart by the day of their feedback.
#[test]
fn notices_with_one_title_show_their_days() {
    let mut ledger = Ledger::in_memory().unwrap();
    for (name, day) in [("甲.txt", "2019年6月3日"), ("乙.txt", "2024年7月9日")] {
        let text = format!(
            "中共甲县乙局党组关于巡察整改情况的通报\n\n\
             县委第一巡察组对乙局党组开展了巡察，{day}反馈了意见。\n\n一、整改情况\n\
             1.执法不规范。\n整改情况：清退3人。\n整改结果：已完成\n"
        );
        let document = intake::read_bytes(Path::new(name), text.as_bytes()).unwrap();
        let notice = parse::parse(&document, &ZH.read);
        let incoming = Incoming { notice: &notice, text: Some(&document.text), kept: None, reader: Some(1) };
        ledger.import(incoming, Timestamp::UNIX_EPOCH).unwrap();
    }
    assert!(ledger.doubtful().unwrap().is_empty(), "nobody is asked about inspections years apart");
    let bench = Bench::open(ledger, Lang::Zh, 120, 30);
    let text = bench.text();
    assert!(text.contains("2019-06-03 ") && text.contains("2024-07-09 "), "{text}");
}
