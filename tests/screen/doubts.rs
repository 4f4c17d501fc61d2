//! What the rules ask, on the screen: signs, the board, both sentences in the source, dismissing, following up.

use std::path::Path;

use huitoukan::{
    intake,
    ledger::{Incoming, Ledger, followup::State, protocol::Answer},
    parse,
    tui::app::{
        action::Action,
        effect::Effect,
        model::{Overlay, Pane},
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
             县委第一巡察组对{bureau}局党组开展了巡察，2024年6月3日反馈了意见。\n\n一、整改情况\n\
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

fn open() -> Bench {
    let mut ledger = unasked();
    ask(&mut ledger, &mut |_| true).unwrap();
    Bench::open(ledger, Lang::Zh, 180, 40)
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
    bench.write("第三项依法不公开").press("Enter");
    assert!(bench.message().contains("排除疑点“序号断续”"), "{}", bench.message());
    assert!(!lines(&bench).contains("“2.”之后"), "{}", lines(&bench));
    let before = bench.model.data.doubts.all;
    bench.press("Tab");
    assert!(lines(&bench).contains("已排除：第三项依法不公开（王敏"), "{}", lines(&bench));
    choose(&mut bench, "“2.”之后是“4.”");
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
}
