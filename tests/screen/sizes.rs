//! Ring three: every screen at every small size. Nothing may panic, and the cursor stays on the screen.

use std::time::Duration;

use huitoukan::{
    tui::app::{
        action::Action,
        work::{News, Pace},
    },
    words::Lang,
    work::{Came, Line, Mood, Progress, Report, Stage},
};
use rstest::rstest;

use crate::{bench::Bench, book, doubts};

fn sweep(bench: &mut Bench) {
    let sizes = (0..=20).flat_map(|columns| (0..=10).map(move |rows| (columns, rows)));
    let more =
        [(39, 10), (40, 9), (40, 10), (41, 11), (69, 13), (70, 14), (99, 24), (100, 24), (300, 80), (1, 200)];
    for (columns, rows) in sizes.chain(more) {
        bench.act(Action::Resize(columns, rows));
        let drawn = bench.draw();
        if let Some(cursor) = drawn.cursor {
            assert!(cursor.x < columns && cursor.y < rows, "{cursor:?} on {columns}x{rows}");
        }
    }
}

#[rstest]
#[case::agencies("")]
#[case::tree("Enter")]
#[case::detail("Enter Enter")]
#[case::help("?")]
#[case::outcome_menu("F5")]
#[case::due_menu("d")]
#[case::days_form("d 5")]
#[case::between_form("d 6")]
#[case::recheck_menu("r")]
#[case::state_menu("s")]
#[case::agency_menu("a")]
#[case::mark_menu("Enter m")]
#[case::mark_form("Enter m 2")]
#[case::search("/ 公 厕")]
#[case::narrow("f 公")]
#[case::finder("C-p")]
#[case::finder_typed("C-p g c")]
#[case::source("Enter Enter o")]
#[case::source_of_heading("Enter Home o")]
#[case::nothing_left("5 4")]
#[case::ledger_menu("L")]
#[case::path_form("L 2")]
#[case::bundles_form("L 4")]
#[case::sample_form("L 5")]
#[case::cancel_question("L 7 Esc")]
#[case::leave_question("L 7 q")]
#[case::groups("b b")]
#[case::reasons("Enter m 1")]
#[case::picked("Enter V m")]
#[case::refused("Enter V m 6 Enter")]
#[case::corrections("Enter c")]
#[case::missed("Enter c 5")]
#[case::history("Enter H")]
#[case::newest("H")]
#[case::agenda("A")]
#[case::export("E")]
#[case::evidence("Enter e")]
#[case::steps("Enter Home m")]
#[case::agency("c")]
#[case::merge("c 1")]
#[case::views("'")]
#[case::view("' Tab")]
#[case::view_to_go("' Tab 2")]
#[case::view_form("1 2 / 公 厕 C-f ' +")]
fn every_screen_at_every_size(#[case] keys: &str) {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, 80, 24);
    bench.press(keys);
    sweep(&mut bench);
}

#[test]
fn versions_at_every_size() {
    let mut bench = Bench::open(book::two_versions(), Lang::Zh, 80, 24);
    bench.press("Down Enter =");
    assert_eq!(bench.overlay(), "board");
    sweep(&mut bench);
    let mut bench = Bench::open(book::doubtful(), Lang::Zh, 80, 24);
    bench.press("R D");
    sweep(&mut bench);
}

#[rstest]
#[case::detail("Down Enter Enter")]
#[case::rules("Y")]
#[case::of_rule("Y End Enter")]
#[case::dismissed("Y Tab")]
#[case::both_sentences("Y End Enter o")]
#[case::both_notices("Y End Enter End o Space")]
#[case::dismiss_form("Y End Enter z")]
fn doubts_at_every_size(#[case] keys: &str) {
    let mut bench = Bench::open(doubts::taken_over(), Lang::Zh, 80, 24);
    bench.press(keys);
    sweep(&mut bench);
    bench.press("Down Space PgDn End R Home Tab");
    sweep(&mut bench);
}

#[test]
fn long_work_and_its_report_at_every_size() {
    let mut bench = Bench::open(book::marked_ledger(), Lang::Zh, 80, 24);
    bench.press("b L 6").write("备份.db").press("Enter");
    let progress = Progress { stage: Stage::Bytes, done: 5 << 20, of: 9 << 30 };
    bench.act(Action::News(News::Progress(Pace { progress, elapsed: Duration::from_secs(9) })));
    sweep(&mut bench);
    bench.came(Came::Exists("/一个/很长的/路径/备份.db".into()));
    sweep(&mut bench);
    bench.press("1");
    let text = "所存的第 3 份原文与存入时不符".repeat(9);
    let lines = vec![Line { mood: Mood::Bad, text, issue: None }];
    bench.came(Came::Done(Report { lines, said: "发现 1 处".to_owned(), ..Report::default() }));
    assert_eq!(bench.overlay(), "board");
    sweep(&mut bench);
}

#[test]
fn an_empty_ledger_at_every_size() {
    let mut bench = Bench::open(huitoukan::ledger::Ledger::in_memory().unwrap(), Lang::En, 80, 24);
    sweep(&mut bench);
    bench.press("Down Up Enter Right Left End Home PgDn m o n N u 1 d V v Space c H A = C-r x X");
    sweep(&mut bench);
}

/// Keys pressed while the window has no room for anything.
#[test]
fn keys_on_a_screen_of_no_size() {
    let mut bench = Bench::new(0, 0);
    bench.press("Down Enter Down Enter Down PgDn PgUp End Home o Down PgDn n Esc m 1 Enter ? x Esc");
    bench.act(Action::Resize(80, 24));
    bench.draw();
}
