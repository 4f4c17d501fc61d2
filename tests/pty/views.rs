//! Saved views, by hand in a terminal.

use std::fs;

use huitoukan::ledger::Ledger;
use tempfile::TempDir;

use crate::{
    book,
    term::{self, Term},
};

const DOWN: &str = "\x1b[B";
const ESC: &str = "\x1b";

fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(&home.path().join("ledger.db")).unwrap();
    book::fill(&mut ledger);
    home
}

fn open(home: &TempDir) -> Term {
    let mut term = Term::open(term::program(home.path()), 120, 30);
    term.sees("云溪县交通运输局").sees("重建轻养");
    term
}

#[test]
fn a_search_becomes_a_filter_is_saved_under_a_chinese_name_and_is_there_after_a_restart() {
    let home = home();
    let mut term = open(&home);
    term.send("/").sees("搜索:").send("公厕 -单位:教育").sees("1 处，1 个单位").sees("C-f 作为筛选");
    term.send("\x06").sees("[' 公厕 -单位:教育]").sees("问题 1/9").sees("筛选：公厕 -单位:教育，1 个问题");
    term.send("'").sees("存为视图...").send("+").sees("必填，最多 15 个汉字");
    assert!(!term.screen().hide_cursor(), "the input method needs the cursor");
    term.send("镇上公厕").send(DOWN).send("7").send("\r").sees("已存视图“镇上公厕”");
    let file = home.path().join("huitoukan/views.toml");
    let want = "[[view]]\nname = \"镇上公厕\"\nkey = \"7\"\nquery = \"公厕 -单位:教育\"\n";
    assert_eq!(fs::read_to_string(&file).unwrap(), want);
    term.send("0").sees("问题 9").send("q");
    assert_eq!(term.ends(), 0);
    term.is_restored();
    let mut term = open(&home);
    // Alt and the digit, as a terminal sends them.
    term.send("\x1b7").sees("[' 镇上公厕]").sees("问题 1/9");
    // In Chinese input mode.
    term.send("‘").sees("[x] 镇上公厕").send("１").sees("[' 逾期]").sees("问题 2/9");
    term.send("'").sees("[x] 逾期").send("7").sees("[' 镇上公厕]");
    term.send("'").sees("[x] 镇上公厕").send("\t").sees("修改名称").send("1").sees("修改视图");
    // What is pasted is typed too.
    term.send("\x15").send("\x1b[200~石桥镇公厕\x1b[201~\r").sees("视图“镇上公厕”已改名为“石桥镇公厕”");
    term.send(ESC).misses("存为视图").sees("[' 石桥镇公厕]").send("q");
    assert_eq!(term.ends(), 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), want.replace("镇上公厕", "石桥镇公厕"));
}

#[test]
fn a_damaged_file_is_told_when_the_screen_opens_and_the_rest_works() {
    let home = home();
    fs::create_dir_all(home.path().join("huitoukan")).unwrap();
    fs::write(home.path().join("huitoukan/views.toml"), "[[view]]\nname = 3\n").unwrap();
    let mut term = open(&home);
    term.sees("第 2 行").send("\x1b1").sees("[' 逾期]").send("q");
    assert_eq!(term.ends(), 0);
}
