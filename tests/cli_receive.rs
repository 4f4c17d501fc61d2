//! The workbook that comes back, filled in by a colleague.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;
#[allow(dead_code, reason = "the tests of what is written use the rest of it")]
#[path = "common/workbook.rs"]
mod workbook;

use common::*;
use serde_json::{Value, json};
use workbook::{Edit, Workbook};

fn export(house: &House, file: &str) {
    house.done(&["export", "--to", file, "--overwrite", "--author", "张三"]);
}

fn review(house: &House, title: &str) -> Value {
    house.list(&[]).into_iter().find(|row| row["title"] == title).unwrap()
}

/// Exports, edits as a colleague does, and gives the file's name.
fn filled(house: &House, edits: &[(&str, &str, Edit)]) -> &'static str {
    export(house, "out.xlsx");
    let mut book = Workbook::open(&house.path("out.xlsx"));
    for (title, head, edit) in edits {
        book.fill(title, head, edit);
    }
    book.save(&house.path("back.xlsx"));
    "back.xlsx"
}

fn text(text: &str) -> Edit {
    Edit::Text(text.to_owned())
}

#[test]
fn marks_filled_in_by_a_colleague_come_back() {
    let house = House::furnished();
    let edits = [
        ("公厕管理不到位", "核查结果", text("部分属实")),
        ("公厕管理不到位", "核查情况", text("灯已换，\n标识未换")),
        ("公厕管理不到位", "核查日期", Edit::Number(46346.0)),
        ("路灯破损", "复查期限", text("2026年12月31日")),
        ("路灯破损", "承办人", text("王五")),
        ("台账不全", "待核理由", text("数字不符")),
        ("绿化缺株", "备注", text("=1+1")),
    ];
    let file = filled(&house, &edits);
    let dry = house.run(&["receive", file, "--author", "李四", "--dry-run"]);
    assert_eq!(dry.code, Some(0), "{dry:?}");
    assert!(dry.err.contains("没有写入"), "{}", dry.err);
    assert_eq!(review(&house, "路灯破损")["state"], "unread");
    let out = house.done(&["receive", file, "--author", "李四"]);
    assert_eq!(out, dry.out);
    assert!(out.contains("公厕管理不到位  核查结果：（空） → 部分属实"), "{out}");
    assert!(out.contains("收回 4 个问题的标记，未改 3 行，冲突 0 处，不能采用 0 处"), "{out}");
    assert_eq!(review(&house, "公厕管理不到位")["finding"], "partly");
    assert_eq!(review(&house, "路灯破损")["recheck_due"], "2026-12-31");
    assert_eq!(review(&house, "台账不全")["state"], "query");
    assert_eq!(review(&house, "绿化缺株")["note"], "=1+1");
    let shown = house.done(&["show", &house.id("公厕管理不到位")]);
    assert!(shown.contains("李四") && shown.contains("2026-11-20") && shown.contains("标识未换"), "{shown}");
    // Once more changes nothing.
    let again = house.done(&["receive", file, "--author", "李四"]);
    assert!(again.starts_with("收回 0 个问题的标记，未改 7 行"), "{again}");
    assert_eq!(house.done(&["show", &house.id("公厕管理不到位")]), shown);
    // One step took them, and one takes them back.
    house.done(&["undo", "--author", "李四"]);
    assert!(house.list(&[]).iter().all(|row| row["state"] == "unread" && row["note"].is_null()));
    house.done(&["verify"]);
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_workbook_that_another_program_saved_comes_back() {
    let house = House::furnished();
    let file = filled(
        &house,
        &[("路灯破损", "复查期限", Edit::Number(46387.0)), ("台账不全", "备注", text("看过\n两次"))],
    );
    for (form, from) in [("ods", file), ("xlsx", "back.ods")] {
        let done = std::process::Command::new("soffice")
            .args(["--headless", "--convert-to", form, "--outdir"])
            .arg(house.path("."))
            .arg(house.path(from))
            .status();
        assert!(done.unwrap().success());
    }
    let out = house.done(&["receive", file, "--author", "李四"]);
    assert!(out.contains("收回 2 个问题的标记，未改 5 行，冲突 0 处，不能采用 0 处"), "{out}");
    assert_eq!(review(&house, "路灯破损")["recheck_due"], "2026-12-31");
}

#[test]
fn the_name_in_the_workbook_is_the_author() {
    let house = House::furnished();
    export(&house, "out.xlsx");
    let mut book = Workbook::open(&house.path("out.xlsx"));
    book.fill("路灯破损", "备注", &text("看过"));
    book.fill_beside("填写人", &text("赵\u{1b}六"));
    book.save(&house.path("back.xlsx"));
    let out = house.done(&["receive", "back.xlsx", "--author", "李四"]);
    assert!(out.contains("标记人：赵六"), "{out}");
    assert!(house.done(&["show", &house.id("路灯破损")]).contains("赵六"));
}

#[test]
fn conflicts_are_listed_and_nothing_is_overwritten() {
    let house = House::furnished();
    let edits = [("路灯破损", "备注", text("他写的")), ("绿化缺株", "备注", text("也写了"))];
    let file = filled(&house, &edits);
    house.done(&["mark", &house.id("路灯破损"), "--note", "我写的", "--author", "张三"]);
    let ran = house.run(&["receive", file, "--author", "李四"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("备注：导出时 （空）；台账现为 我写的；送回的是 他写的"), "{}", ran.err);
    assert_eq!(review(&house, "路灯破损")["note"], "我写的");
    assert_eq!(review(&house, "绿化缺株")["note"], "也写了");
    house.done(&["receive", file, "--author", "李四", "--theirs"]);
    assert_eq!(review(&house, "路灯破损")["note"], "他写的");
}

#[test]
fn what_cannot_be_read_is_listed_with_its_place() {
    let house = House::furnished();
    let edits = [
        ("公厕管理不到位", "复查期限", text("待定")),
        ("公厕管理不到位", "备注", text("不应写入")),
        ("路灯破损", "回头看状态", text("已核实")),
        ("绿化缺株", "核查结果", text("大概")),
        ("台账不全", "备注", text("好的")),
    ];
    let file = filled(&house, &edits);
    let ran = house.run(&["receive", file, "--author", "李四"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    for part in [
        "“整改台账”第 5 行“复查期限”  “待定”不是日期",
        "“整改台账”第 6 行  缺核查结果",
        "“整改台账”第 7 行“核查结果”  没有“大概”这个核查结果",
    ] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    assert!(review(&house, "公厕管理不到位")["note"].is_null());
    assert_eq!(review(&house, "台账不全")["note"], "好的");
}

#[test]
fn rows_of_another_ledger_and_other_files_are_told() {
    let house = House::furnished();
    let file = filled(&house, &[("路灯破损", "备注", text("x"))]);
    let other = House::new();
    other.write("one.json", json!([notice("丁乡", &[issue("1.", "道路积水", "已疏通")])]).to_string());
    other.done(&["import", "one.json"]);
    std::fs::copy(house.path(file), other.path(file)).unwrap();
    let ran = other.run(&["receive", file, "--author", "李四"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("台账里没有编号“"), "{}", ran.err);
    house.write("x.xlsx", "不是工作簿");
    assert!(house.fails(1, &["receive", "x.xlsx", "--author", "李四"]).contains("读不了"));
    assert!(house.fails(1, &["receive", "none.xlsx", "--author", "李四"]).contains("打不开"));
    let mut foreign = Workbook::open(&house.path(file));
    foreign.rename_sheet("_huitoukan", "other");
    foreign.save(&house.path("foreign.xlsx"));
    let err = house.fails(1, &["receive", "foreign.xlsx", "--author", "李四"]);
    assert!(err.contains("不是由 huitoukan export 导出"), "{err}");
}

#[test]
fn a_column_of_states_that_was_emptied_puts_nothing_back() {
    let house = House::furnished();
    let id = house.id("公厕管理不到位");
    house.done(&["mark", &id, "--finding", "true", "--seen", "灯已换", "--author", "张三"]);
    let file = filled(
        &house,
        &[("公厕管理不到位", "回头看状态", Edit::Empty), ("路灯破损", "回头看状态", text(""))],
    );
    let out = house.done(&["receive", file, "--author", "李四"]);
    assert!(out.starts_with("收回 0 个问题的标记，未改 7 行，冲突 0 处，不能采用 0 处"), "{out}");
    assert_eq!(review(&house, "公厕管理不到位")["state"], "verified");
}

#[test]
fn unread_takes_nothing_away_unsaid() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    house.done(&["mark", &id, "--due", "2026-12-31", "--author", "张三"]);
    let file = filled(&house, &[("路灯破损", "回头看状态", text("未读"))]);
    house.done(&["mark", &id, "--note", "看过现场", "--author", "张三"]);
    let ran = house.run(&["receive", file, "--author", "李四"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("备注：导出时 （空）；台账现为 看过现场；送回的是 （空）"), "{}", ran.err);
    let out = house.done(&["receive", file, "--author", "李四", "--theirs"]);
    let want = "回头看状态：列入回头看 → 未读; 复查期限：2026-12-31 → （空）; 备注：看过现场 → （空）";
    assert!(out.contains(want), "{out}");
}

#[test]
fn what_mark_would_not_take_is_listed() {
    let house = House::furnished();
    let edits = [
        ("公厕管理不到位", "备注", Edit::Formula("1+1")),
        ("路灯破损", "复查期限", Edit::Number(2026.0)),
        ("绿化缺株", "核查日期", text("2099-01-01")),
        ("台账不全", "待核理由", Edit::Number(99.0)),
    ];
    let file = filled(&house, &edits);
    let ran = house.run(&["receive", file, "--author", "李四"]);
    assert!(ran.out.starts_with("收回 0 个问题的标记，未改 3 行，冲突 0 处，不能采用 4 处"), "{}", ran.out);
    for part in ["“备注”  公式没有值", "“2026”不是日期", "2099-01-01 在今天之后", "没有第 99 条待核理由"]
    {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    let slips = [("绿化缺株", "核查日期", text("1926-11-20")), ("路灯破损", "复查期限", text("1926-12-31"))];
    let ran = house.run(&["receive", filled(&house, &slips), "--author", "李四"]);
    assert!(ran.out.starts_with("收回 0 个问题的标记"), "{}", ran.out);
    for part in ["1926-11-20 太早", "1926-12-31 太早"] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    let file = filled(&house, &[("台账不全", "待核理由", Edit::Number(2.0))]);
    house.done(&["receive", file, "--author", "李四"]);
    assert_eq!(review(&house, "台账不全")["reason"], "数字不符");
    house.done(&["receive", file, "--author", "李四"]);
}

#[test]
fn masks_never_come_into_the_ledger() {
    let house = House::furnished();
    let id = house.id("公厕管理不到位");
    let marks = ["--due", "2026-12-31", "--who", "王五", "--note", "找王小明同志", "--author", "张三"];
    house.done(&[&["mark", &id], &marks[..]].concat());
    house.done(&["export", "--to", "out.xlsx", "--redact", "--author", "张三"]);
    let mut book = Workbook::open(&house.path("out.xlsx"));
    book.fill("公厕管理不到位", "备注", &text("找王某某同志，已见"));
    book.fill("路灯破损", "备注", &text("看过"));
    book.save(&house.path("back.xlsx"));
    for theirs in [&[][..], &["--theirs"]] {
        let ran = house.run(&[&["receive", "back.xlsx", "--author", "李四"], theirs].concat());
        assert!(
            ran.err.contains("“备注”  已遮名的单元格不收回") && !ran.err.contains("都改了"),
            "{}",
            ran.err
        );
        assert_eq!(review(&house, "公厕管理不到位")["note"], "找王小明同志");
        assert_eq!(review(&house, "路灯破损")["note"], "看过");
    }
}

#[test]
fn of_a_notice_that_was_withdrawn_what_was_filled_in_is_told() {
    let house = House::furnished();
    let file = filled(&house, &[("路灯破损", "备注", text("看过"))]);
    house.done(&["withdraw", "甲市", "--reason", "重复", "--author", "张三"]);
    let ran = house.run(&["receive", file, "--author", "李四"]);
    assert!(
        ran.err.contains("所在通报已撤下（张三")
            && ran.err.contains("理由：重复")
            && ran.err.contains("withdraw --back")
            && !ran.err.contains("没有编号"),
        "{}",
        ran.err
    );
    assert!(ran.out.contains("不能采用 1 处"), "{}", ran.out);
}

#[test]
fn what_is_no_issue_takes_no_marks() {
    let house = House::furnished();
    let file = filled(&house, &[("路灯破损", "备注", text("看过"))]);
    house.done(&[
        "correct",
        &house.id("路灯破损"),
        "--not-an-issue",
        "--reason",
        "是标题",
        "--author",
        "张三",
    ]);
    let ran = house.run(&["receive", file, "--author", "李四"]);
    assert!(ran.err.contains("已标明不是问题"), "{}", ran.err);
}
