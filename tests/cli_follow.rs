//! The check on the command line: reasons, who, what was seen; marking in bulk; histories; undo and redo;
//! opinions that differ.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;
#[path = "common/us.rs"]
mod us;

use common::*;
use rstest::rstest;
use serde_json::{Value, json};
use us::A;

fn history(house: &House, args: &[&str]) -> Vec<Value> {
    serde_json::from_str(&house.done(&[&["history", "--json"], args].concat())).unwrap()
}

#[test]
fn a_check_has_reason_person_and_what_was_seen() {
    let house = House::furnished();
    let id = house.id("公厕管理不到位");
    let out = house.by_us(&["mark", &id, "--reason", "2", "--who", "李四"]);
    assert!(out.contains("待核 承办人 李四 理由：数字不符"), "{out}");
    house.by_us(&["mark", &id, "--due", "+30d", "--note", "先看台账"]);
    let row = house.row(&id);
    assert_eq!(
        (&row["state"], &row["reason"], &row["who"], &row["recheck_due"]),
        (&json!("revisit"), &json!("数字不符"), &json!("李四"), &json!("2026-12-22"))
    );
    house.by_us(&["mark", &id, "--finding", "部分属实", "--seen", "三处公厕，一处未开", "--on", "11-20"]);
    let row = house.row(&id);
    assert_eq!(
        (&row["finding"], &row["seen"], &row["seen_on"], &row["chain"]),
        (&json!("partly"), &json!("三处公厕，一处未开"), &json!("2026-11-20"), &json!(1))
    );
    let shown = house.done(&["show", &id]);
    for part in ["承办人 李四", "理由：数字不符", "核查日期 2026-11-20", "核查情况：三处公厕，一处未开"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
}

#[rstest]
#[case::by_its_words("时间早于反馈", "时间早于反馈")]
#[case::by_english_words("no effect shown", "未见成效")]
#[case::by_full_width_number("１１", "佐证待调")]
#[case::free_words("群众另有反映", "群众另有反映")]
fn a_reason_is_chosen_or_free(#[case] typed: &str, #[case] want: &str) {
    let house = House::furnished();
    let id = house.id("路灯破损");
    house.by_us(&["mark", &id, "--reason", typed]);
    assert_eq!(house.row(&id)["reason"], want);
}

#[test]
fn the_settings_have_reasons_of_their_own() {
    let house = House::furnished();
    house.write("own.toml", "reasons = [\"账实不符\"]\n");
    let id = house.id("路灯破损");
    let err = house.refused(2, &["mark", &id, "--reason", "2", "--config", "own.toml"]);
    assert!(err.contains("1 账实不符") && !err.contains("数字不符"), "{err}");
    house.by_us(&["mark", &id, "--reason", "1", "--config", "own.toml"]);
    assert_eq!(house.row(&id)["reason"], "账实不符");
}

#[test]
fn day_person_and_note_are_taken_away() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    house.by_us(&["mark", &id, "--due", "月底", "--who", "李四", "--note", "带相机"]);
    house.by_us(&["mark", &id, "--due", "+40d"]);
    assert_eq!(house.row(&id)["recheck_due"], "2027-01-01", "a day alone schedules, as ever");
    let out = house.by_us(&["mark", &id, "--due", "无", "--who", "none", "--note", ""]);
    assert!(out.contains("列入回头看") && !out.contains("限"), "{out}");
    let row = house.row(&id);
    assert_eq!(
        (&row["state"], &row["recheck_due"], &row["who"], &row["note"]),
        (&json!("revisit"), &Value::Null, &Value::Null, &Value::Null)
    );
    house.by_us(&["undo"]);
    let row = house.row(&id);
    assert_eq!(
        (&row["recheck_due"], &row["who"], &row["note"]),
        (&json!("2027-01-01"), &json!("李四"), &json!("带相机"))
    );
}

#[rstest]
#[case::no_such_reason(&["--reason", "99"], 2, "没有第 99 条")]
#[case::empty_reason(&["--reason", " "], 2, "写理由")]
#[case::nobody(&["--who", ""], 2, "--who 后面不能是空的")]
#[case::seen_alone(&["--seen", "看了"], 2, "--finding")]
#[case::seen_while_doubted(&["--state", "query", "--seen", "看了"], 2, "--finding")]
#[case::seen_tomorrow(&["--finding", "true", "--on", "明天"], 2, "在今天之后")]
#[case::seen_before_there_was_anything(&["--finding", "true", "--on", "1926-11-20"], 2, "太早")]
#[case::due_long_ago(&["--due", "1999-12-31"], 2, "太早")]
#[case::seen_never(&["--finding", "true", "--on", "2026-02-30"], 2, "日历上没有")]
#[case::found_and_assigned(&["--finding", "true", "--who", "李四"], 2, "不能同时使用")]
#[case::archived_with_reason(&["--state", "archived", "--reason", "1"], 2, "不能同时使用")]
#[case::not_open(&["--who", "李四"], 1, "才有复查期限和承办人")]
#[case::no_day_of_unread(&["--due", "none"], 1, "才有复查期限和承办人")]
#[case::filter_without_all(&["--state", "query", "--agency", "甲"], 2, "--all")]
fn marks_that_are_refused(#[case] args: &[&str], #[case] code: i32, #[case] says: &str) {
    let house = House::furnished();
    let id = house.id("路灯破损");
    let err = house.refused(code, &[&["mark", &id], args].concat());
    assert!(err.contains(says), "{err}");
}

#[test]
fn all_that_a_filter_shows_is_marked() {
    let house = House::furnished();
    let out = house.by_us(&[
        "mark",
        "--all",
        "--agency",
        "甲",
        "--outcome",
        "已完成",
        "--state",
        "待核",
        "--note",
        "一并核",
    ]);
    assert_eq!(out.lines().count(), 2, "{out}");
    let rows = house.list(&["--state", "query"]);
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row["note"] == "一并核"));
    // Words of the search stand where ids stand; the present state and the notice's deadline have names of their own.
    house.by_us(&["mark", "--all", "公厕", "--from", "query", "--deadline", "overdue", "--due", "+10d"]);
    assert_eq!(house.list(&["--state", "revisit"])[0]["title"], "公厕管理不到位");
    assert_eq!(house.list(&["--state", "revisit"]).len(), 1);
    let err = house.refused(1, &["mark", "--all", "没有这样的词", "--state", "query"]);
    assert!(err.contains("没有符合条件的问题"), "{err}");
    let err = house.refused(2, &["mark", "--all", "--deadline", "soon", "--state", "query"]);
    assert!(err.contains("--deadline: “soon”不是日期"), "{err}");
}

#[test]
fn many_are_marked_only_when_that_is_meant() {
    let house = House::with_many(21);
    let err = house.refused(1, &["mark", "--all", "--state", "query"]);
    assert!(err.contains("21 个问题") && err.contains("--yes") && err.contains("没有写入任何标记"), "{err}");
    house.by_us(&["mark", "--all", "--state", "query", "--yes"]);
    assert_eq!(house.list(&["--state", "query"]).len(), 21);
    let out = house.by_us(&["undo"]);
    assert_eq!(out.lines().count(), 21);
    assert_eq!(house.list(&["--state", "unread"]).len(), 21);
    let out = house.by_us(&["redo"]);
    assert!(out.lines().all(|line| line.contains("重做，现为：待核")), "{out}");
    assert_eq!(house.list(&["--state", "query"]).len(), 21);
    house.by_us(&["undo"]);
    assert_eq!(house.list(&["--state", "unread"]).len(), 21);
    // Twenty need no asking.
    let house = House::with_many(20);
    house.by_us(&["mark", "--all", "--state", "query"]);
}

/// On a terminal it asks; no is the answer where nothing is said.
#[cfg(unix)]
#[rstest]
#[case::nothing("\r", 1, 0)]
#[case::no("n\r", 1, 0)]
#[case::yes("y\r", 0, 21)]
#[case::yes_in_chinese("是\r", 0, 21)]
fn a_terminal_is_asked(#[case] keys: &str, #[case] code: u32, #[case] marked: usize) {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use std::io::Write;
    let house = House::with_many(21);
    let mut command = CommandBuilder::new(assert_cmd::cargo::cargo_bin!("huitoukan"));
    command.args(["mark", "--all", "--state", "query", "--author", "张三", "--ledger"]);
    command.arg(house.ledger());
    command.cwd(house.path("."));
    command.env("HOME", house.path("home"));
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let shown = std::thread::spawn(move || {
        let mut shown = Vec::new();
        // The end of a terminal is an error on Linux.
        let _ = std::io::Read::read_to_end(&mut reader, &mut shown);
        String::from_utf8_lossy(&shown).into_owned()
    });
    let mut writer = pair.master.take_writer().unwrap();
    writer.write_all(keys.as_bytes()).unwrap();
    drop(pair.slave);
    let ended = child.wait().unwrap();
    drop((writer, pair.master));
    let shown = shown.join().unwrap();
    assert_eq!(ended.exit_code(), code, "{shown}");
    assert!(shown.contains("要标记 21 个问题，确定吗？"), "{shown}");
    assert_eq!(house.list(&["--state", "query"]).len(), marked, "{shown}");
}

#[test]
fn guards_hold_in_bulk() {
    let house = House::furnished();
    let (one, two) = (house.id("公厕管理不到位"), house.id("路灯破损"));
    house.by_us(&["mark", &one, &two, "--finding", "true"]);
    let err = house.refused(1, &["mark", "--all", "--state", "archived"]);
    assert!(err.contains("没有写入任何标记"), "{err}");
    let ran = house.run(&[&["mark", "--all", "--state", "archived", "--each"], &A[..]].concat());
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    assert_eq!(ran.err.matches("尚未核实").count(), 5, "{}", ran.err);
    assert!(ran.err.contains("5 个问题没有标记"), "{}", ran.err);
    assert_eq!(house.list(&["--state", "archived"]).len(), 2);
    house.by_us(&["undo"]);
    assert_eq!(house.list(&["--state", "verified"]).len(), 2, "what was marked together is undone together");
    // Also by ids, and with several changes at once.
    let three = house.id("绿化缺株");
    let ran =
        house.run(&[&["mark", &one, &three, "--who", "李四", "--note", "x", "--each"], &A[..]].concat());
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{ran:?}");
    assert_eq!(house.list(&["--state", "verified"]).len(), 2);
}

#[test]
fn what_was_undone_is_redone_until_something_else_is_done() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    assert!(house.refused(1, &["redo"]).contains("没有可以重做"));
    house.by_us(&["mark", &id, "--due", "+30d", "--who", "李四"]);
    let out = house.by_us(&["undo"]);
    assert!(out.contains("撤销，现为：未读"), "{out}");
    let out = house.by_us(&["redo"]);
    assert!(out.contains("重做，现为：列入回头看 限 2026-12-22 承办人 李四"), "{out}");
    house.by_us(&["undo"]);
    house.by_us(&["mark", &id, "--reason", "1"]);
    assert!(house.refused(1, &["redo"]).contains("没有可以重做"));
    assert!(house.fails(1, &["undo", "--author", "李四"]).contains("没有可以撤销"), "each undoes their own");
}

#[test]
fn a_closed_check_that_is_taken_up_again_keeps_its_closing() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    house.by_us(&["mark", &id, "--finding", "true", "--seen", "六盏已亮", "--on", "2026-11-01"]);
    house.by_us(&["mark", &id, "--state", "archived", "--note", "办结"]);
    house.done(&["mark", &id, "--due", "+30d", "--reason", "边改边犯", "--author", "李四"]);
    let row = house.row(&id);
    assert_eq!(
        (&row["state"], &row["chain"], &row["finding"], &row["seen"], &row["reason"]),
        (&json!("revisit"), &json!(2), &Value::Null, &Value::Null, &json!("边改边犯"))
    );
    let shown = house.done(&["show", &id]);
    let closing = shown.lines().find(|line| line.starts_with("第1轮")).unwrap();
    for part in ["已归档  属实", "核查日期 2026-11-01", "六盏已亮", "备注：办结", "由 李四 重新打开"]
    {
        assert!(closing.contains(part), "{part}: {closing}");
    }
}

#[test]
fn histories_say_who_did_what() {
    let house = House::furnished();
    let (one, two) = (house.id("公厕管理不到位"), house.id("公厕标识缺失"));
    house.by_us(&["mark", &one, "--reason", "2", "--note", "对不上"]);
    house.done(&["mark", &two, "--state", "query", "--author", "李四"]);
    house.by_us(&["correct", "--notice", "甲市", "--title", "新标题", "--reason", "漏字"]);
    house.by_us(&["undo"]);
    house.by_us(&["undo"]);

    let lines = house.done(&["history", &one]);
    let lines: Vec<&str> = lines.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:#?}");
    assert!(lines[0].contains("张三  待核  理由：数字不符  对不上  （已撤销）"), "{lines:#?}");
    assert!(lines[1].contains("张三  撤销：待核  理由：数字不符"), "{lines:#?}");
    assert_eq!(house.done(&["history", "--notice", "甲市"]).lines().count(), 4);
    let all = house.done(&["history", "--all"]);
    assert_eq!(all.lines().count(), 5);
    for part in [
        "李四  本台账",
        "公厕标识缺失  待核",
        "通报 中共甲市城市管理局党组关于巡察整改情况的通报  改：通报标题改为“新标题”",
    ] {
        assert!(all.contains(part), "{part}: {all}");
    }
    let json = history(&house, &[one.as_str()]);
    assert_eq!(json[0]["change"], json!({"kind": "query", "reason": "数字不符", "note": "对不上"}));
    assert_eq!(
        (&json[0]["undone"], &json[0]["issue"], &json[0]["about"]),
        (&json!(true), &json!(one), &json!("issue"))
    );
    assert_eq!(history(&house, &["--all"]).len(), 5);
    assert_eq!(history(&house, &["--all", "--since", "2001-01-01"]).len(), 5);
    assert_eq!(history(&house, &["--all", "--since", "2999-01-01"]).len(), 0);
    assert!(house.run(&["history", &house.id("执法不规范")]).err.contains("没有记录"));
    assert!(house.fails(2, &["history"]).contains("缺少"));
    assert!(house.fails(2, &["history", "--all", "--since", "soon"]).contains("--since: “soon”不是日期"));
    assert!(house.fails(1, &["history", "zzzzzzzzzz"]).contains("没有编号"));
    assert!(house.done(&["history", &one, "--lang", "en"]).contains("undone: "), "in English");
}

#[test]
fn a_match_that_is_doubtful_is_listed() {
    let house = House::new();
    let long = "成立公厕管理专班，制定《公厕管理办法》，对全市三百座公厕逐一排查，更换破损设施";
    let half = "成立公厕管理专班，制定《公厕管理办法》，其余各项另行安排";
    let first = [issue("1.", "公厕", long), issue("2.", "路灯破损", "已修复")];
    house.write("n.json", notice("甲局", &first).to_string());
    house.done(&["import", "n.json"]);
    let id = house.id("公厕");
    house.by_us(&["mark", &id, "--state", "query"]);
    let second = [issue("1.", "厕所", half), issue("2.", "路灯破损", "已修复")];
    house.write("n.json", notice("甲局", &second).to_string());
    house.done(&["import", "n.json"]);
    let rows = house.list(&["--doubtful"]);
    assert_eq!((rows.len(), &rows[0]["id"], &rows[0]["doubtful"]), (1, &json!(id), &json!(true)));
    let shown = house.done(&["show", &id]);
    assert!(shown.contains("是否同一问题待确认") && shown.contains(&format!("match {id}")), "{shown}");
    assert!(house.done(&["list"]).contains("[是否同一问题待确认] 厕所"));
    house.done(&["match", &id, "--same", "--author", "张三"]);
    assert!(!house.done(&["show", &id]).contains("是否同一问题待确认"));
}

/// What was marked in another house comes into this one as a bundle.
fn merged(house: &House, from: &House) {
    from.done(&["bundle", "export", "out.zip", "--author", "李四"]);
    house.write("in.zip", bytes_of(&from.path("out.zip")));
    house.done(&["bundle", "import", "in.zip"]);
}

#[test]
fn opinions_that_differ_stand_side_by_side() {
    let (house, other) = (House::furnished(), House::furnished());
    assert!(house.run(&["conflicts"]).err.contains("没有意见不一的问题"));
    assert_eq!(house.done(&["conflicts", "--json"]), "[]\n");
    let (id, same) = (house.id("公厕管理不到位"), house.id("路灯破损"));
    let seen = ["--seen", "两处锁门", "--author", "李四"];
    other.done(&[&["mark", &id, &same, "--finding", "不属实"], &seen[..]].concat());
    house.by_us(&["mark", &id, "--finding", "属实", "--seen", "都开着"]);
    house.by_us(&["mark", &same, "--finding", "不属实"]);
    merged(&house, &other);

    let ran = house.run(&["conflicts"]);
    assert_eq!(ran.code, Some(0));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert!(lines[0].contains(&id) && lines[0].contains("甲市城市管理局"), "{lines:#?}");
    for part in ["李四  ", "不属实  两处锁门", "属实  都开着"] {
        assert!(ran.out.contains(part), "{part}: {lines:#?}");
    }
    assert!(ran.err.contains("1 个问题意见不一"), "{}", ran.err);
    let json: Value = serde_json::from_str(&house.done(&["conflicts", "--json"])).unwrap();
    assert_eq!((&json[0]["id"], json[0]["opinions"].as_array().unwrap().len()), (&json!(id), 2));
    let rows = house.list(&["--conflicts"]);
    assert_eq!((rows.len(), rows[0]["conflict"].as_array().unwrap().len()), (1, 2));
    assert!(house.done(&["list", "--conflicts"]).contains("[意见不一] 公厕管理不到位"));
    assert_eq!(house.done(&["show", &id]).matches("意见不一  ").count(), 2);
    assert!(house.done(&["history", "--all"]).contains("李四  台账 "));
    assert!(house.fails(1, &["undo", "--author", "李四"]).contains("没有可以撤销"), "not made here");

    house.by_us(&["mark", &id, "--finding", "partly"]);
    assert_eq!(house.list(&["--conflicts"]).len(), 0, "whoever sees both settles it");
    assert!(house.run(&["conflicts"]).err.contains("没有意见不一的问题"));
    assert!(house.done(&["history", &id]).contains("两处锁门"), "both stay in the history");
}

#[test]
fn what_is_said_of_agencies_is_undone_and_redone() {
    let house = House::furnished();
    house.by_us(&["agency", "set", "甲市城市管理局", "--region", "云溪县"]);
    let out = house.by_us(&["undo"]);
    assert!(out.contains("单位 甲市城市管理局  撤销：区域 云溪县"), "{out}");
    let out = house.by_us(&["redo"]);
    assert!(out.contains("单位 甲市城市管理局  重做：区域 云溪县"), "{out}");
    assert_eq!(house.done(&["history", "--all"]).lines().count(), 3);
}

#[rstest]
#[case("mark")]
#[case("redo")]
#[case("history")]
#[case("correct")]
#[case("add")]
#[case("conflicts")]
fn every_command_has_help_in_both_languages(#[case] command: &str) {
    let house = House::new();
    let zh = house.done(&[command, "--help"]);
    let en = house.done(&[command, "--help", "--lang", "en"]);
    assert!(zh.contains("用法: huitoukan") && en.contains("Usage: huitoukan"), "{zh}{en}");
    assert_ne!(zh.lines().next(), en.lines().next());
    if command == "mark" {
        assert!(zh.contains("11 佐证待调") && en.contains("proof to be asked for"), "{zh}{en}");
    }
}

#[test]
fn csv_has_its_new_columns_at_the_end() {
    let house = House::furnished();
    let id = house.id("公厕管理不到位");
    house.by_us(&["mark", &id, "--due", "+30d", "--reason", "2", "--who", "=HYPERLINK(\"x\")"]);
    house.by_us(&["correct", &id, "--title", "公厕管护不到位", "--reason", "x"]);
    let out = house.done(&["list", "--csv", "--lang", "en"]);
    let mut csv = csv::Reader::from_reader(out.as_bytes());
    let head: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(head[0..2], ["id", "agency"]);
    assert_eq!(
        head[13..],
        ["note", "reason", "who", "seen", "seen_on", "evidence", "corrected", "conflict", "chain"]
    );
    let row = csv.records().map(Result::unwrap).find(|row| row[0] == id).unwrap();
    assert_eq!((&row[14], &row[15], &row[18], &row[21]), ("数字不符", "'=HYPERLINK(\"x\")", "0", "1"));
    assert!(!row[19].is_empty());
}

#[test]
fn what_colleagues_write_does_not_command_the_terminal() {
    let house = House::furnished();
    let id = house.id("公厕管理不到位");
    let nasty = "\u{1b}[31m红\u{1b}]0;x\u{7}\u{202e}\u{9b}5m";
    let mut printed =
        house.by_us(&["mark", &id, "--due", "+3d", "--who", nasty, "--note", nasty, "--reason", nasty]);
    printed += &house.by_us(&["mark", &id, "--finding", "true", "--seen", nasty]);
    printed += &house.by_us(&["correct", &id, "--title", nasty, "--reason", nasty]);
    printed += &house.by_us(&["correct", "--notice", "甲市", "--title", nasty, "--reason", nasty]);
    printed += &house.by_us(&["add", "乙县", "--title", nasty, "--label", nasty, "--reason", nasty]);
    printed += &house.by_us(&["mark", &id, "--state", "query"]);
    for args in [
        &["list"][..],
        &["show", &id],
        &["history", &id],
        &["history", "--all"],
        &["history", "--notice", "#1"],
        &["conflicts"],
        &["undo", "--author", "张三"],
        &["undo", "--author", "张三"],
        &["redo", "--author", "张三"],
    ] {
        printed += &house.done(args);
    }
    printed += &house.fails(1, &["correct", nasty, "--title", "x", "--reason", "x", "--author", "张三"]);
    printed += &house.fails(2, &["correct", &id, "--as-printed", nasty, "--reason", "x", "--author", "张三"]);
    printed += &house.fails(2, &["correct", &id, "--deadline", nasty, "--reason", "x", "--author", "张三"]);
    assert!(!printed.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{printed:?}");
    assert!(printed.contains('红'));
}

#[test]
fn nobody_checks_without_a_name() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    for args in [
        &["redo"][..],
        &["correct", &id, "--title", "x", "--reason", "x"],
        &["add", "甲市", "--title", "x", "--reason", "x"],
        &["mark", "--all", "--state", "query"],
    ] {
        assert!(house.fails(2, args).contains("--author"), "{args:?}");
    }
    assert_eq!(house.events(), 0);
}
