//! Ring two: whole screens as snapshots. Look at every one before it is committed.

use std::time::Duration;

use huitoukan::{
    config::limits,
    ledger::Ledger,
    tui::app::{
        action::Action,
        work::{News, Pace},
    },
    words::Lang,
    work::{Came, Job, Line, Mood, Progress, Report, Stage},
};
use rstest::rstest;

use crate::{bench::Bench, book, doubts, printer};

fn shot(name: &str, bench: &Bench) {
    let (columns, rows) = bench.model.size;
    insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), bench.text());
}

#[rstest]
fn panes(#[values((80, 24), (120, 40), (60, 15), (81, 25), (160, 30))] size: (u16, u16)) {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, size.0, size.1);
    shot("agencies", &bench);
    bench.press("Enter");
    shot("tree", &bench);
    bench.press("Enter");
    shot("detail", &bench);
}

#[rstest]
fn overlays(
    #[values((80, 24), (120, 40), (60, 15), (81, 25))] size: (u16, u16),
    #[values(
        ("filters", "Enter 1 4 4 & d 1"),
        ("outcome_menu", "F5 Tab"),
        ("due_menu", "d"),
        ("mark_menu", "Enter m"),
        ("help", "Enter ?"),
        ("source", "Enter Enter Down o"),
        ("agency_menu", "a")
    )]
    keys: (&str, &str),
) {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, size.0, size.1);
    bench.press(keys.1);
    shot(keys.0, &bench);
}

#[rstest]
fn typed(#[values((80, 24), (60, 15), (81, 25))] size: (u16, u16)) {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, size.0, size.1);
    bench.press("/").write("公厕");
    shot("search_typing", &bench);
    bench.press("Enter");
    shot("search_kept", &bench);
    bench.press("Esc f").write("公到");
    shot("narrow", &bench);
    bench.press("Esc Enter m 2").write("月底").press("Tab Tab").write("看现场");
    shot("mark_form", &bench);
}

/// The finder.
#[rstest]
fn finder(#[values((80, 24), (60, 15), (160, 40))] size: (u16, u16)) {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, size.0, size.1);
    bench.press("Down C-p").write("gl");
    shot("finder", &bench);
}

/// Saved views, one's own among them.
#[rstest]
fn views(
    #[values((80, 24), (200, 60))] size: (u16, u16),
    #[values(
        ("views", "'"),
        ("view_in_force", "Enter A-7"),
        ("view_list_in_force", "A-7 '"),
        ("view_of_one", "' Down Tab"),
        ("view_asked", "' Down Tab 2"),
        ("view_form", "1 ! ' +"),
        ("view_form_wrong", "1 ' + 1 2 Down g Enter"),
        ("view_typed", "/ 公 厕 C-f")
    )]
    keys: (&str, &str),
) {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, size.0, size.1);
    std::fs::write(
        bench.views(),
        "[[view]]\nname = '教育口在办'\nkey = 7\nquery = '单位:教育 结果:正在整改'\n",
    )
    .unwrap();
    // The file is read when the list is opened.
    bench.press("' Esc");
    bench.press(keys.1);
    shot(keys.0, &bench);
}

/// Long work.
#[rstest]
fn jobs(
    #[values((80, 24), (200, 60))] size: (u16, u16),
    #[values(
        ("ledger_menu", "L"),
        ("receive_form", "L 2"),
        ("sample_form", "L 5"),
        ("cancel_question", "L 7 Esc"),
        ("groups", "b")
    )]
    keys: (&str, &str),
) {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, size.0, size.1);
    bench.press(keys.1);
    shot(keys.0, &bench);
}

/// Long work under way, and what came of it.
#[rstest]
fn job_reports(#[values((80, 24), (200, 60))] size: (u16, u16)) {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, size.0, size.1);
    bench.press("L 6").write("备份.db").press("Enter");
    let progress = Progress { stage: Stage::Bytes, done: 64 << 20, of: 256 << 20 };
    bench.act(Action::News(News::Progress(Pace { progress, elapsed: Duration::from_secs(4) })));
    shot("job_under_way", &bench);
    let line = |mood, text: &str| Line { mood, text: text.to_owned(), issue: None };
    let lines = vec![
        line(Mood::Head, "记在 李强 名下"),
        line(Mood::Plain, "k7m2qz9xpa 公厕“建而不管”：回头看状态 未读 → 已核实；核查结果 （空） → 属实"),
        line(Mood::Head, "1 处与台账里的改动不一致，没有写入："),
        line(Mood::Warn, "p4t8wz1cde 备注：发出时 （空），台账 已电话核实，送回 已实地看过"),
        line(Mood::Bad, "“整改台账”第 9 行 复查期限：“下月”不是日期"),
    ];
    let then = Some(Box::new(Job::Receive { path: "a.xlsx".into(), dry: false }));
    let said = "1 个问题有新的标记，7 个没有变化，1 处冲突，1 处读不懂".to_owned();
    bench.came(Came::Done(Report { said, lines, then, faulty: true, ..Report::default() }));
    shot("job_report", &bench);
}

/// What an inspector does.
#[rstest]
fn work(
    #[values((80, 24), (120, 40))] size: (u16, u16),
    #[values(
        ("reason_menu", "Enter m 1"),
        ("verify_form", "Enter Down m 4"),
        ("picked", "Enter Space Space v Down"),
        ("refused", "Enter V m 6 Enter"),
        ("correct_menu", "Enter c"),
        ("outcome_form", "Enter c 2"),
        ("missed_form", "Enter c 5"),
        ("history", "Enter H"),
        ("newest", "H"),
        ("export", "! E"),
        ("steps", "Enter Home m"),
        ("of_agency", "c"),
        ("agenda", "A Down Down"),
        ("agenda_by_person", "A Tab")
    )]
    keys: (&str, &str),
) {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, size.0, size.1);
    bench.model.profile = limits::shipped().swap_remove(0);
    bench.press(keys.1);
    shot(keys.0, &bench);
}

#[rstest]
fn put_right(#[values((80, 24), (160, 40))] size: (u16, u16)) {
    let mut bench = Bench::open(book::put_right(), Lang::Zh, size.0, size.1);
    bench.press("Enter Home Down Down Down Down");
    shot("put_right", &bench);
    bench.press("Enter");
    shot("put_right_detail", &bench);
}

/// Corrections that people made apart: in the tree, in detail, and alone.
#[rstest]
fn contested(#[values((80, 24), (160, 40))] size: (u16, u16)) {
    let mut bench = Bench::open(book::contested(), Lang::Zh, size.0, size.1);
    bench.press("x Enter");
    shot("contested", &bench);
    bench.press("Enter");
    shot("contested_detail", &bench);
    bench.press("c");
    shot("contested_menu", &bench);
}

/// Printed otherwise since it was put right.
#[rstest]
fn printed_anew(#[values((80, 24), (160, 40))] size: (u16, u16)) {
    let mut bench = Bench::open(book::printed_anew(), Lang::Zh, size.0, size.1);
    bench.press("w Enter Enter");
    shot("printed_anew", &bench);
}

#[rstest]
fn versions(#[values((80, 24), (120, 40))] size: (u16, u16)) {
    let mut bench = Bench::open(book::two_versions(), Lang::Zh, size.0, size.1);
    bench.press("Down Enter = Down Down Down");
    shot("versions", &bench);
}

#[rstest]
fn doubtful(#[values((80, 24), (120, 40))] size: (u16, u16)) {
    let mut bench = Bench::open(book::doubtful(), Lang::Zh, size.0, size.1);
    bench.press("D Down Down");
    shot("doubtful", &bench);
}

/// What the rules ask: signs, the rules, the doubts of one, both sentences, both notices, dismissing.
#[rstest]
fn asked(#[values((80, 24), (200, 60))] size: (u16, u16)) {
    let mut bench = Bench::open(doubts::taken_over(), Lang::Zh, size.0, size.1);
    bench.press("Down Enter");
    shot("doubts_tree", &bench);
    bench.press("Enter");
    shot("doubts_detail", &bench);
    bench.press("Y");
    shot("doubts_rules", &bench);
    bench.press("End Enter");
    shot("doubts_of_rule", &bench);
    bench.press("o");
    shot("doubts_source", &bench);
    bench.press("Esc End o");
    shot("doubts_notices", &bench);
    bench.press("Esc z");
    shot("doubts_dismiss", &bench);
}

#[test]
fn confirm() {
    let mut bench = Bench::open(book::many(), Lang::Zh, 80, 24);
    bench.press("V m 2").write("月底").press("Tab").write("王敏").press("Enter");
    shot("confirm", &bench);
}

#[test]
fn english() {
    let mut bench = Bench::open(book::marked_ledger(), Lang::En, 120, 30);
    bench.press("Enter Enter");
    shot("english_detail", &bench);
    bench.press("?");
    shot("english_help", &bench);
}

#[test]
fn empty_states() {
    let mut bench = Bench::open(Ledger::in_memory().unwrap(), Lang::Zh, 80, 24);
    shot("empty_ledger", &bench);
    bench.press("/");
    shot("empty_ledger_search", &bench);
    let mut bench = Bench::new(80, 24);
    bench.press("5");
    shot("empty_filter", &bench);
    let bench = Bench::new(39, 9);
    shot("too_small", &bench);
}

#[test]
fn styles_as_letters() {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, 120, 24);
    bench.press("! /").write("公路").press("Enter");
    insta::assert_snapshot!("styles_tree", printer::styles(&bench.draw()));
    bench.press("Enter o");
    insta::assert_snapshot!("styles_source", printer::styles(&bench.draw()));
}

/// The theme without colours has none at all, or the terminal library would take the selection away.
#[test]
fn no_colours_at_all() {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, 120, 24);
    bench.look.theme = huitoukan::config::theme::Theme::new(false);
    for keys in ["!", "Enter", "Enter", "o", "Esc m", "Esc ?"] {
        bench.press(keys);
        let drawn = bench.draw();
        for cell in &drawn.buffer.content {
            assert_eq!((cell.fg, cell.bg), Default::default());
        }
    }
    let reversed = |cell: &&ratatui::buffer::Cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED);
    assert!(bench.draw().buffer.content.iter().filter(reversed).count() > 20);
}
