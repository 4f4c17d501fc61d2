//! What a user does, from beginning to end.

use huitoukan::{
    ledger::{
        Ledger,
        followup::{Change, Correction, Missed},
    },
    notice::OutcomeTag,
};
use portable_pty::CommandBuilder;
use tempfile::TempDir;

use crate::{
    book,
    term::{self, Term},
};

const DOWN: &str = "\x1b[B";
const ESC: &str = "\x1b";
const F1: &str = "\x1bOP";
const F10: &str = "\x1b[21~";

/// A home with a ledger of three notices.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(&home.path().join("ledger.db")).unwrap();
    book::fill(&mut ledger);
    home
}

fn open(home: &TempDir) -> Term {
    let mut term = Term::open(term::program(home.path()), 120, 30);
    // What the first frame shows, and then the counts: all rows are there.
    term.sees("云溪县交通运输局").sees("重建轻养").sees("单位 3");
    term
}

#[test]
fn opens_walks_and_leaves_the_terminal_as_it_was() {
    let home = home();
    let mut term = open(&home);
    assert!(term.screen().alternate_screen());
    term.send(DOWN).sees("校园食堂公开招标");
    term.send("\r\r").sees("重新招标").sees("> 详情");
    // Esc and q sent at once would be one key, Alt-q.
    term.send(ESC).sees("> 问题  云溪县").send("q");
    assert_eq!(term.ends(), 0);
    term.is_restored();
}

/// Arrows, Enter, Esc and function keys do, for who types with a Chinese input method.
#[test]
fn works_without_letters() {
    let home = home();
    let mut term = open(&home);
    term.send(F1).sees("可用的命令").send(ESC).misses("可用的命令");
    term.send("\x1b[15~").sees("按整改结果筛选").send(ESC).misses("按整改结果筛选");
    term.send(F10);
    assert_eq!(term.ends(), 0);
    term.is_restored();
}

#[test]
fn filters_and_clears() {
    let home = home();
    let mut term = open(&home);
    term.send("!").sees("[d 逾期]").sees("问题 2/9");
    term.send("0").sees("问题 9");
    term.send("d").sees("按通报的时限筛选").send("5").sees("天数").send("10\r").sees("[d 10天内]");
    term.send("q");
    term.ends();
}

#[test]
fn searches_in_chinese_with_the_cursor_where_the_input_method_needs_it() {
    let home = home();
    let mut term = open(&home);
    term.send("/").sees("搜索:");
    term.send("公厕").sees("2 处，2 个单位");
    assert!(!term.screen().hide_cursor());
    let (row, column) = term.screen().cursor_position();
    let line = term.screen().rows(0, column).nth(usize::from(row)).unwrap();
    assert!(line.ends_with("公厕"), "{line:?}");
    term.send("\r").sees("校园食堂").send("n").sees("第 2 处");
    assert!(term.screen().hide_cursor());
    term.send("\x03");
    assert_eq!(term.ends(), 0);
    term.is_restored();
}

/// By pinyin, by characters, and both mixed; in the finder and in the narrowing.
#[test]
fn titles_are_found_by_pinyin() {
    let home = home();
    let mut ledger = Ledger::open(&home.path().join("ledger.db")).unwrap();
    let snapshot = ledger.snapshot().unwrap();
    let town = snapshot.notices.iter().find(|row| row.title.contains("石桥镇")).unwrap();
    let missed = Missed {
        notice: town.key.to_string(),
        label: "2.".to_owned(),
        title: "推进垃圾分类工作缓慢".to_owned(),
        response: Some("已配齐分类垃圾桶。".to_owned()),
        outcome: vec![OutcomeTag::Completed],
        after: None,
        reason: "漏读".to_owned(),
    };
    ledger.add_missed(&missed, "李强", "2026-11-12T03:00:00Z".parse().unwrap()).unwrap();
    drop(ledger);
    let mut term = open(&home);
    term.send("\x10").sees("跳转：标题或单位名").send("ljfl").sees("1 处").sees("推进垃圾分类工作缓慢");
    assert!(!term.screen().hide_cursor());
    term.send("\r").misses("跳转：").sees("> 问题  石桥镇").sees("已配齐分类垃圾桶");
    term.send("\x10").sees("跳转：").send("垃jfl").sees("1 处").send(ESC).misses("跳转：");
    term.send("f").sees("收窄:").send("lajifenl").sees("留下 1 个问题").send("\r").sees("问题 1/10");
    term.send("0").sees("问题 10");
    term.send("f").sees("收窄:").send("垃圾").sees("留下 1 个问题").send("\r");
    term.send("q");
    assert_eq!(term.ends(), 0);
    term.is_restored();
}

#[test]
fn pasted_chinese_is_searched() {
    let home = home();
    let mut term = open(&home);
    term.send("/").sees("搜索:").send("\x1b[200~公厕\n\x1b[201~").sees("2 处，2 个单位");
}

#[test]
fn a_mark_is_there_after_a_restart_and_the_author_is_asked_once() {
    let home = home();
    let mut term = open(&home);
    term.send("\rm").sees("列入回头看").send("2").sees("复查期限").send("月底\r");
    term.sees("标记要记下是谁做的").send("王敏\r");
    term.sees("已保存：列入回头看  复查期限 2026-11-30");
    term.send("q");
    assert_eq!(term.ends(), 0);
    let mut term = open(&home);
    term.sees("回看").send("\r\r").sees("2026-11-30");
    term.send("m").sees("只写备注").send("1").sees("待核的理由").send("2").sees("备注");
    term.send("\r").sees("已保存：待核  复查期限 2026-11-30  还有7天  理由：数字不符");
    term.send("u").sees("已撤销，现在是：列入回头看");
    term.send("\x12").sees("已重做，现在是：待核");
    let config = home.path().join("huitoukan/config.toml");
    assert_eq!(std::fs::read_to_string(config).unwrap(), "author = \"王敏\"\n");
}

/// The settings that a test begins with.
fn settle(home: &TempDir, config: &str) {
    std::fs::create_dir_all(home.path().join("huitoukan")).unwrap();
    std::fs::write(home.path().join("huitoukan/config.toml"), config).unwrap();
}

#[test]
fn many_are_marked_at_once_and_are_there_after_a_restart() {
    let home = home();
    settle(&home, "author = \"王敏\"\nreasons = [\"查无此事\"]\n");
    let mut term = open(&home);
    term.send("V").sees("已选 9").send("m").sees("已选 9 个问题，3 个单位");
    term.send("1").sees("查无此事").send("1").sees("待核（9 个问题）");
    term.send("\x1b[200~一并核对\x1b[201~").sees("一并核对").send("\r");
    term.sees("已保存：9 个问题，待核  理由：查无此事  一并核对").misses("已选 9");
    term.send("q");
    assert_eq!(term.ends(), 0);
    let ledger = Ledger::open(&home.path().join("ledger.db")).unwrap();
    let noted = |row: huitoukan::ledger::types::IssueRow| row.review.note.as_deref() == Some("一并核对");
    assert!(ledger.snapshot().unwrap().issues.iter().all(noted));
}

#[test]
fn what_was_put_right_is_there_after_a_restart() {
    let home = home();
    settle(&home, "author = \"王敏\"\n");
    let mut term = open(&home);
    term.send("\rc").sees("更正读取结果").send("2").sees("更正理由");
    term.send("\x15").send("已完成").sees("即 已完成").send("\t").send("与原件核对\r");
    term.sees("已保存：改：整改结果改为“已完成”");
    term.send("c").sees("这不是问题").send("5").sees("补录漏读的问题");
    term.send("桥梁检测不及时").sees("桥梁检测不及时").send("\t\t\t").send("漏读\r").sees("已保存：改：补录");
    term.send("q");
    assert_eq!(term.ends(), 0);
    let mut term = open(&home);
    term.sees("桥梁检测不及时").sees("问题 10").send("\r\r").sees("原文：");
    term.send("H").sees("核查记录").sees("与原件核对").send("\t").sees("台账最近的改动").send("q");
    term.misses("台账最近的改动").send("q");
    assert_eq!(term.ends(), 0);
    term.is_restored();
}

#[test]
fn the_agenda_leads_to_an_issue() {
    let home = home();
    let mut term = open(&home);
    term.send("A").sees("日程（按单位）").sees("时限规则：").sees("逾期 ");
    term.send("\t").sees("日程（按承办人）").send(ESC).misses("日程（按承办人）");
}

#[test]
fn what_is_listed_is_written_to_a_file() {
    let home = home();
    let file = home.path().join("清单.json");
    let mut term = open(&home);
    term.send("!").sees("[d 逾期]").send("E").sees("导出 2 个问题：逾期");
    term.send(&file.display().to_string()).send("\r").sees("已写入").sees("2 个问题");
    let told: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(told["issues"].as_array().map(Vec::len), Some(2), "{told}");
    // What is there is asked about.
    term.send("E").sees("导出 2 个问题").send(&file.display().to_string()).send("\r").sees("文件已存在");
    term.send("1").misses("已经存在").sees("已写入").send("q");
    assert_eq!(term.ends(), 0);
    let mut names: Vec<String> = std::fs::read_dir(home.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with("ledger"))
        .collect();
    names.sort();
    assert_eq!(names, ["清单.json"], "no draft is left");
}

/// From one ledger to another by a bundle, both on the screen, with a thread of their own for the work.
#[test]
fn a_bundle_goes_from_one_screen_to_another() {
    let home = home();
    settle(&home, "author = \"王敏\"\n");
    let bundle = home.path().join("交换 一.zip");
    let mut term = open(&home);
    term.send("L").sees("导出交换包").send("3").sees("Tab 补全");
    term.send(&format!("{}\r", bundle.display())).sees("SHA-256").send(ESC).misses("SHA-256");
    term.send("L7").sees("台账完好").send("q");
    assert_eq!(term.ends(), 0);
    let other = tempfile::tempdir().unwrap();
    settle(&other, "author = \"李强\"\n");
    drop(Ledger::open(&other.path().join("ledger.db")).unwrap());
    let mut term = Term::open(term::program(other.path()), 120, 30);
    term.sees("台账").send("L").sees("并入交换包").send("4").sees("几个文件用分号隔开");
    // The name is completed.
    term.send(&home.path().join("交换").display().to_string()).send("\t").sees("交换 一.zip").send("\r");
    term.sees("可以并入").send("\r").sees("现在写入台账").send("1");
    term.sees("已并入").send(ESC).sees("云溪县交通运输局").send("q");
    assert_eq!(term.ends(), 0);
    term.is_restored();
    assert_eq!(Ledger::open(&other.path().join("ledger.db")).unwrap().snapshot().unwrap().issues.len(), 9);
}

#[test]
fn a_file_is_copied_into_the_ledgers_folder_as_evidence() {
    let home = home();
    settle(&home, "author = \"王敏\"\n");
    let photo = home.path().join("现场 照片.jpg");
    std::fs::write(&photo, "照片").unwrap();
    let mut term = open(&home);
    term.send("\re").sees("复制进台账文件夹").send("2").sees("拖进窗口");
    term.send(&format!("\x1b[200~'{}'\x1b[201~\r", photo.display()));
    term.sees("已保存：添加佐证材料 现场 照片.jpg").sees("佐证     现场 照片.jpg");
    term.send("e")
        .sees("移除 现场 照片.jpg")
        .send("1")
        .sees("文件")
        .send("没有的.jpg\r")
        .sees("没有的.jpg：找不到此文件");
    // The name is there to be mended.
    term.send(ESC).misses("添加文件，只记位置").send("q");
    assert_eq!(term.ends(), 0);
    let ledger = Ledger::open(&home.path().join("ledger.db")).unwrap();
    let held = ledger.evidence(None).unwrap();
    assert_eq!(held.len(), 1);
    assert_eq!(std::fs::read_to_string(held[0].place.as_ref().unwrap()).unwrap(), "照片");
}

#[test]
fn versions_are_compared() {
    let home = tempfile::tempdir().unwrap();
    drop(book::two_versions_at(&home.path().join("ledger.db")));
    let mut term = open(&home);
    term.send(DOWN).sees("校车管理").send("=").sees("左旧右新");
    term.sees("整改结果：正在整改 → 已完成").sees("已全部完成");
    term.send(ESC).misses("左旧右新");
}

#[test]
fn shows_where_a_field_was_read() {
    let home = home();
    let mut term = open(&home);
    term.send("\r\ro").sees("出处：问题").sees("SHA-256");
    let screen = term.screen();
    let inverse: String = (2..29)
        .flat_map(|row| (0..120).map(move |column| (row, column)))
        .filter_map(|(row, column)| screen.cell(row, column))
        .filter(|cell| cell.inverse())
        .map(|cell| cell.contents().to_owned())
        .collect();
    assert_eq!(inverse, "1.农村公路“重建轻养”，12条村道路面破损长期未修。");
}

#[test]
fn follows_the_size_of_the_window() {
    let home = home();
    let mut term = open(&home);
    term.resize(60, 15).sees("6 2 2 1 2");
    term.send("\r").sees("重建轻养");
    term.resize(30, 5).sees("窗口太小");
    term.resize(120, 30).sees("云溪县教育体育局");
}

/// Who knows the program types before the first frame: nothing of it is lost, and all of it means what it means later.
#[test]
fn what_is_typed_before_anything_is_shown_is_done() {
    for _ in 0..10 {
        let home = home();
        let mut term = Term::open(term::program(home.path()), 120, 30);
        term.send("/公务用车\r").sees("第 1 处，共 1 处");
    }
}

/// A key and a new size that come at the same moment are both heard at once, and not only with the next key.
#[test]
fn a_key_and_a_new_size_that_come_together_are_both_heard() {
    let home = home();
    let mut term = open(&home);
    for _ in 0..50 {
        term.resize(60, 15).send("\r").sees("> 问题").misses("> 被巡察单位");
        term.resize(61, 15).send("\x1b[Z").sees("> 被巡察单位").misses("> 问题");
    }
}

#[test]
fn a_signal_leaves_the_terminal_as_it_was() {
    for name in ["-TERM", "-HUP", "-INT"] {
        let home = home();
        let mut term = open(&home);
        term.send("/").sees("搜索:");
        term.signal(name);
        assert_eq!(term.ends(), 0);
        term.is_restored();
    }
}

#[test]
fn stops_and_comes_back() {
    let home = home();
    let mut term = open(&home);
    term.send("\x1a").until("the shell's screen", |screen| !screen.alternate_screen());
    term.stands_still().is_restored();
    term.signal("-CONT").until("our screen", |screen| screen.alternate_screen()).sees("重建轻养");
    term.send("q");
    assert_eq!(term.ends(), 0);
    term.is_restored();
}

/// What is selected must be seen where colours are unwanted, and no colour may be sent.
#[test]
fn no_color_means_none_and_the_selection_stays() {
    let home = home();
    let mut command = term::program(home.path());
    command.env("NO_COLOR", "1");
    let mut term = Term::open(command, 120, 30);
    term.sees("重建轻养").send("!").sees("[d 逾期]");
    let screen = term.screen();
    let cells = || (0..30).flat_map(|row| (0..120).map(move |column| (row, column)));
    let coloured = cells()
        .filter_map(|(row, column)| screen.cell(row, column))
        .any(|cell| cell.fgcolor() != vt100::Color::Default || cell.bgcolor() != vt100::Color::Default);
    assert!(!coloured);
    let row = (0..30).find(|row| screen.rows(0, 120).nth(*row).unwrap().starts_with(">云溪县交通")).unwrap();
    let row = u16::try_from(row).unwrap();
    let mut cells =
        (0..30).filter_map(|column| screen.cell(row, column)).filter(|cell| !cell.is_wide_continuation());
    assert!(cells.all(vt100::Cell::inverse), "the selected row is not reversed");
}

/// What a colleague built on a mark is named before the mark is taken back.
#[test]
fn an_undo_that_takes_a_mark_of_a_colleague_is_asked_about() {
    let home = home();
    settle(&home, "author = \"王敏\"\n");
    let mut term = open(&home);
    term.send("\rm").sees("列入回头看").send("3").sees("核查情况").send("\r").sees("已保存：已核实");
    let mut ledger = Ledger::open(&home.path().join("ledger.db")).unwrap();
    let roads =
        ledger.snapshot().unwrap().issues.iter().find(|row| row.title.contains("重建轻养")).unwrap().id;
    let archive = huitoukan::ledger::followup::Change::Archive { note: None };
    ledger.mark(&[roads], &archive, "李强", "2026-11-20T01:00:00Z".parse().unwrap()).unwrap();
    term.send("u").sees("撤销会使他人的标记失效").sees("李强").send("2").misses("撤销会使");
    term.send("u").sees("仍要撤销").send("1").sees("已撤销，现在是：未读");
    term.send("q");
    assert_eq!(term.ends(), 0);
    let history = ledger.issue(roads).unwrap().history;
    assert!(history.iter().any(|event| event.author == "李强" && event.void), "{history:?}");
}

#[test]
fn a_form_that_was_much_written_in_is_not_closed_unasked() {
    let home = home();
    settle(&home, "author = \"王敏\"\n");
    let mut term = open(&home);
    term.send("\rm").sees("只写备注").send("7").sees("留空则清除备注");
    term.send("\x1b[200~现场看了三条村道，\n两条仍未修复\x1b[201~").sees("两条仍未修复");
    term.send(ESC).sees("已写的内容还没有保存").send("2").misses("已写的内容还没有保存").send("\r");
    term.sees("已保存：").sees("备注     现场看了三条村道， 两条仍未").send("q");
    assert_eq!(term.ends(), 0);
}

#[test]
fn a_faulty_config_is_told_and_the_defaults_hold() {
    let home = home();
    std::fs::create_dir(home.path().join("huitoukan")).unwrap();
    std::fs::write(home.path().join("huitoukan/config.toml"), "mouse = 3\n").unwrap();
    let mut term = open(&home);
    term.sees("第 1 行：mouse 不能是 3，可写 true, false");
}

/// The program starts; what the file's entry meant is not guessed.
#[test]
fn a_misspelt_time_limit_is_told_and_out_of_use() {
    let home = home();
    settle(&home, "limits = \"某县\"\n");
    let limits = "[[profile]]\nname = '某县'\nefective_from = 2025-01-01\n";
    std::fs::write(home.path().join("huitoukan/limits.toml"), limits).unwrap();
    let mut term = Term::open(term::program(home.path()), 200, 30);
    term.sees("第 3 行：没有“efective_from”这一项").sees("另有 1 处").send("q");
    assert_eq!(term.ends(), 0);
}

/// The screen covers what an import prints: what must be looked at again is said on it too.
#[test]
fn what_a_new_version_prints_otherwise_is_told_on_the_screen() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("n.json");
    let version = |tag: &str| {
        let span = [0, 0];
        let outcome =
            serde_json::json!({"raw": "整改结果", "tags": [tag], "basis": "labelled", "span": span});
        let issue = serde_json::json!({
            "kind": "issue", "label": "1.", "title": "公厕管理不到位", "span": span, "extent": span,
            "response": {"text": "已补齐", "span": span}, "outcome": outcome,
        });
        let source =
            serde_json::json!({"path": "甲局.txt", "format": "text", "encoding": "utf-8", "sha256": ""});
        let notice = serde_json::json!({
            "schema": "notice/1", "source": source, "title": "中共甲局党组关于巡察整改情况的通报",
            "organisation": "中共甲局党组", "agency": "甲局", "feedback_date": "2024-10-09", "nodes": [issue],
        });
        std::fs::write(&file, notice.to_string()).unwrap();
        let mut command = term::program(home.path());
        command.arg(&file);
        command
    };
    let mut term = Term::open(version("completed"), 120, 30);
    term.sees("公厕管理不到位").send("q");
    assert_eq!(term.ends(), 0);
    let mut ledger = Ledger::open(&home.path().join("ledger.db")).unwrap();
    let issue = ledger.snapshot().unwrap().issues.get(0).unwrap().id;
    let to = Correction::Outcome(Some(vec![OutcomeTag::Phased]));
    let change = Change::Correct { to, reason: "串行".to_owned(), printed: None };
    ledger.mark(&[issue], &change, "王敏", jiff::Timestamp::UNIX_EPOCH).unwrap();
    drop(ledger);
    let mut term = Term::open(version("in_progress"), 120, 30);
    term.sees("有 1 个改过的问题原文又变了，请核对").sees("原文已变 1").send("w").sees("[w 原文已变]");
    term.send("q");
    assert_eq!(term.ends(), 0);
}

#[test]
fn the_mouse_selects() {
    let home = home();
    let mut term = open(&home);
    let row = (0..30).find(|row| term.screen().rows(0, 34).nth(*row).unwrap().contains("石桥镇")).unwrap();
    term.send(&format!("\x1b[<0;3;{}M", row + 1)).sees("建而不管");
}

#[test]
fn a_panic_restores_the_terminal_first() {
    let home = tempfile::tempdir().unwrap();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "flows::panics_on_purpose", "--nocapture", "--test-threads=1"]);
    term::dress(&mut command, home.path());
    // A backtrace would push what is looked for off the screen.
    command.env("RUST_BACKTRACE", "0");
    let mut term = Term::open(command, 80, 24);
    term.until("the screen", |screen| screen.alternate_screen() && screen.contents().contains("画好了"));
    term.send("\n");
    assert_ne!(term.ends(), 0);
    term.is_restored();
    let contents = term.screen().contents();
    assert!(contents.contains("程序出错") && contents.contains("on purpose"), "{contents}");
}

/// Not a test: what [`a_panic_restores_the_terminal_first`] runs.
#[test]
#[ignore = "panics; run by another test in a terminal of its own"]
fn panics_on_purpose() {
    let farewell = huitoukan::words::ZH.tui.error.panic;
    let mut screen = huitoukan::tui::term::Screen::enter(true, farewell).unwrap();
    screen.draw(|frame| frame.render_widget("画好了", frame.area())).unwrap();
    let _ = ratatui::crossterm::event::read();
    panic!("on purpose");
}
