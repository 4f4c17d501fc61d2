//! Doubts (疑点), from the import of a notice to its follow-up.

use std::{path::Path, process::Command};

use huitoukan::ledger::{Ledger, followup::State};

use crate::term::{self, Term};

const ESC: &str = "\x1b";
const END: &str = "\x1b[F";
const STEP: &str = "由纪检组、财务科和办公室组成联合检查组，每季度抽查一次票据、合同和派车单，结果在全局大会上通报，并计入年度考核";

/// A notice that leaves a number out and has one step under two issues.
fn notice(bureau: &str) -> String {
    let step = STEP.replace("财务科", &format!("{bureau}财务科"));
    format!(
        "中共甲县{bureau}局党组关于巡察整改情况的通报\n\n\
         县委第一巡察组对{bureau}局党组开展了巡察，2024年6月3日反馈了意见。\n\n一、整改情况\n\
         1.执法不规范。\n整改情况：一是清退3人。二是{step}。\n整改结果：已完成\n\
         2.账目不清楚。\n整改情况：{step}。追回补贴2万元。\n整改结果：已完成\n\
         4.值班不严格。\n整改情况：修订值班制度，追责2人。\n整改结果：已完成\n"
    )
}

/// Runs the program on a ledger in `home`.
fn run(home: &Path, ledger: &str, args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huitoukan"));
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
        command.env(name, home);
    }
    let done = command.current_dir(home).args(["--ledger", ledger]).args(args).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn asked_by_itself_dismissed_and_followed_up() {
    let home = tempfile::tempdir().unwrap();
    for (bureau, ledger) in [("乙", "ledger.db"), ("丙", "other.db")] {
        let file = format!("{bureau}.txt");
        std::fs::write(home.path().join(&file), notice(bureau)).unwrap();
        run(home.path(), ledger, &["import", &file]);
    }
    run(home.path(), "other.db", &["--author", "李强", "bundle", "export", "丙.zip"]);
    std::fs::create_dir_all(home.path().join("huitoukan")).unwrap();
    std::fs::write(home.path().join("huitoukan/config.toml"), "author = \"王敏\"\n").unwrap();
    let mut term = Term::open(term::program(home.path()), 120, 30);
    // Nobody asked it to.
    term.sees("甲县乙局").sees("疑点2");
    // What comes is asked too.
    let bundle = home.path().join("丙.zip");
    term.send("L4").sees("并入交换包").send(&format!("\x1b[200~{}\x1b[201~\r", bundle.display()));
    term.sees("可以并入").send("\r").sees("现在写入台账").send("1");
    term.sees("新通报 1 份").send(ESC).sees("疑点8").sees("甲县丙局");
    term.send("Y").sees("疑点，按规则").sees("序号断续").sees("答复雷同").send("\r").sees("“2.”之后是“4.”");
    term.send("z").sees("排除疑点").send("\x1b[200~第三项依法不公开\x1b[201~").sees("依法不公开").send("\r");
    term.sees("疑点1").send("\t").sees("已排除：第三项依法不公开（王敏");
    term.send("\t").misses("已排除").send(ESC).sees("重新从一编起").send(END).send("\r").sees("字相同");
    term.send("t").sees("待核").send("\r").sees("> 问题").sees("待核");
    term.send("q");
    assert_eq!(term.ends(), 0);
    term.is_restored();
    let snapshot = Ledger::open(&home.path().join("ledger.db")).unwrap().snapshot().unwrap();
    let aside: Vec<&str> = snapshot
        .doubts
        .iter()
        .filter_map(|row| row.dismissed.as_ref())
        .map(|fix| fix.reason.as_str())
        .collect();
    assert_eq!(aside, ["第三项依法不公开"]);
    let followed = snapshot.issues.iter().filter(|row| row.review.state == State::Query);
    assert_eq!(followed.clone().count(), 2);
    assert!(followed.clone().all(|row| row.review.note.as_deref().unwrap().contains("字相同")));
}
