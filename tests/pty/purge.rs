//! What cannot be taken back is asked first; long work is ended by Ctrl-C without harm.

use huitoukan::ledger::{Ledger, followup::Change};
use portable_pty::CommandBuilder;
use rstest::rstest;
use tempfile::TempDir;

use crate::{
    book,
    made::Province,
    term::{Term, dress},
};

/// A home with a ledger in which there is a mark.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(&home.path().join("ledger.db")).unwrap();
    book::fill(&mut ledger);
    let issue = ledger.snapshot().unwrap().issues.get(0).unwrap().id;
    let now = "2026-11-20T01:00:00Z".parse().unwrap();
    ledger.mark(&[issue], &Change::Query { reason: None, note: None }, "甲员", now).unwrap();
    home
}

fn run(home: &TempDir, args: &[&str]) -> Term {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_huitoukan"));
    command.args(args);
    command.arg("--ledger");
    command.arg(home.path().join("ledger.db"));
    dress(&mut command, home.path());
    Term::open(command, 160, 24)
}

fn events(home: &TempDir) -> usize {
    Ledger::open_existing(&home.path().join("ledger.db")).unwrap().verify().unwrap().events
}

#[rstest]
#[case::no("n\r", 1, false)]
#[case::nothing("\r", 1, false)]
#[case::half_a_yes("y\r", 1, false)]
#[case::another_word("是\r", 1, false)]
#[case::yes("yes\r", 0, true)]
fn purging_asks_first(#[case] answer: &str, #[case] code: u32, #[case] gone: bool) {
    let home = home();
    let before = events(&home);
    let mut term = run(&home, &["purge", "--marks"]);
    term.sees("输入 yes 确认：");
    assert_eq!(events(&home), before, "nothing was done yet");
    term.send(answer);
    assert_eq!(term.ends(), code);
    assert_eq!(events(&home), if gone { 0 } else { before });
}

#[test]
fn purging_all_asks_first() {
    let home = home();
    let mut term = run(&home, &["purge", "--all"]);
    term.sees("整份台账").send("no\r");
    assert_eq!(term.ends(), 1);
    assert!(home.path().join("ledger.db").exists());
    let mut term = run(&home, &["purge", "--all"]);
    term.sees("整份台账").send("yes\r").sees("已清除台账");
    assert_eq!(term.ends(), 0);
    assert!(!home.path().join("ledger.db").exists());
}

#[test]
fn a_long_copy_ends_at_ctrl_c_and_leaves_nothing() {
    let home = home();
    let before = events(&home);
    let large = home.path().join("large.bin");
    // Holes take no room; a copy of them does, and time.
    std::fs::File::create(&large).unwrap().set_len(1 << 30).unwrap();
    let issue = Ledger::open_existing(&home.path().join("ledger.db"))
        .unwrap()
        .snapshot()
        .unwrap()
        .issues
        .get(0)
        .unwrap()
        .owned();
    let key = issue.key.to_string();
    let mut term = run(&home, &["attach", &key, large.to_str().unwrap(), "--copy", "--author", "甲员"]);
    term.sees("GiB").send("\x03").sees("已取消");
    assert_eq!(term.ends(), 1);
    assert!(!home.path().join("ledger.db.files").exists());
    assert_eq!(events(&home), before);
}

/// The screen has the ledger open: purging is refused as long as it does, and the menu says by which commands.
#[test]
fn purging_and_restoring_wait_for_the_screen_to_be_left() {
    let home = home();
    let before = events(&home);
    let mut screen = Term::open(crate::term::program(home.path()), 120, 30);
    screen.sees("云溪县交通运输局");
    for args in [&["purge", "--marks", "--yes"][..], &["purge", "--all", "--yes"]] {
        let mut term = run(&home, args);
        term.sees("正在使用");
        assert_eq!(term.ends(), 3);
    }
    screen.send("L").sees("清除标记或整份台账").send("9").sees("退出，命令印在终端上").send("1");
    assert_eq!(screen.ends(), 0);
    screen.is_restored();
    let said = screen.screen().contents().replace('\n', "");
    assert!(said.contains("huitoukan purge --marks --ledger"), "{said}");
    assert_eq!(events(&home), before);
    let mut term = run(&home, &["purge", "--marks"]);
    term.sees("输入 yes 确认：").send("yes\r");
    assert_eq!((term.ends(), events(&home)), (0, 0));
}

#[rstest]
#[case::no("n\r", 1, 3)]
#[case::yes("y\r", 0, 2)]
fn merging_asks_first_where_somebody_can_answer(
    #[case] answer: &str,
    #[case] code: u32,
    #[case] agencies: usize,
) {
    let home = home();
    let mut term = run(&home, &["agency", "merge", "交通", "--into", "教育", "--author", "甲员"]);
    term.sees("云溪县交通运输局（通报 1 份）并入“云溪县教育体育局”").send(answer);
    assert_eq!(term.ends(), code);
    let ledger = Ledger::open_existing(&home.path().join("ledger.db")).unwrap();
    assert_eq!(ledger.snapshot().unwrap().agencies.len(), agencies);
}

/// The terminal sends Ctrl-C to the children that read as well: what they are reading must not fail for it.
#[test]
fn an_import_tells_rate_and_rest_and_is_ended_by_ctrl_c() {
    let home = home();
    let province = Province::new();
    for number in 0..150 {
        let made = province.notice(number, 8);
        let path = home.path().join("notices").join(&made.file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, made.text).unwrap();
    }
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_huitoukan"));
    command.args(["import", "notices", "--ledger", "ledger.db"]);
    command.cwd(home.path());
    dress(&mut command, home.path());
    let mut term = Term::open(command, 160, 24);
    term.sees("/150").sees("还要").sees("/秒").send("\x03");
    assert_eq!(term.ends(), 1);
    let said = String::from_utf8_lossy(&term.raw).into_owned();
    assert!(said.contains("导入中断") && said.contains("失败 0"), "{said}");
    let ledger = Ledger::open_existing(&home.path().join("ledger.db")).unwrap();
    assert!(ledger.verify().unwrap().faults.is_empty());
}
