//! Saved views through the real program.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;

use std::{fs, path::PathBuf};

use common::*;
use rstest::rstest;
use serde_json::Value;

fn file(house: &House) -> PathBuf {
    house.path("home/.config/huitoukan/views.toml")
}

fn write(house: &House, text: &str) {
    house.write("home/.config/huitoukan/views.toml", text);
}

fn text(house: &House) -> String {
    fs::read_to_string(file(house)).unwrap()
}

fn titles(house: &House, args: &[&str]) -> Vec<String> {
    house.list(args).iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
}

fn views(house: &House) -> Vec<Value> {
    serde_json::from_str(&house.done(&["view", "--json"])).unwrap()
}

fn named<'v>(views: &'v [Value], name: &str) -> &'v Value {
    views.iter().find(|view| view["name"] == name).unwrap_or(&Value::Null)
}

#[test]
fn a_view_is_saved_listed_taken_renamed_and_removed() {
    let house = House::furnished();
    let said = house.done(&["view", "--save", "甲市未完", "单位:甲市 -结果:已完成", "--key", "7"]);
    assert_eq!(said, "已存视图“甲市未完”：单位:甲市 -结果:已完成\n");
    let list = house.done(&["view"]);
    assert!(list.contains("1  逾期"), "{list}");
    assert!(list.contains("7  甲市未完    2 个问题  单位:甲市 -结果:已完成"), "{list}");
    for name in ["甲市未完", " 甲市 未完", "7", "７"] {
        assert_eq!(titles(&house, &["--view", name]), ["绿化缺株", "台账不全"]);
    }
    // With a query, with other options and with another view: all of them hold.
    assert_eq!(titles(&house, &["--view", "甲市未完", "绿化 或 公厕"]), ["绿化缺株"]);
    assert_eq!(titles(&house, &["--view", "7", "--outcome", "completed"]), Vec::<String>::new());
    assert_eq!(titles(&house, &["--view", "7", "--no-outcome"]), ["台账不全"]);
    assert_eq!(titles(&house, &["--view", "7", "--view", "30天内到期"]), ["绿化缺株"]);
    assert_eq!(titles(&house, &["--view", "甲市未完", "--agency", "乙县"]), Vec::<String>::new());
    let said = house.done(&["view", "--rename", "甲市未完", "甲市在办"]);
    assert_eq!(said, "视图“甲市未完”已改名为“甲市在办”：单位:甲市 -结果:已完成\n");
    assert_eq!(named(&views(&house), "甲市在办")["key"], "7");
    let said = house.done(&["view", "--remove", "甲市在办"]);
    assert_eq!(said, "已删视图“甲市在办”，它是：单位:甲市 -结果:已完成\n");
    assert_eq!(named(&views(&house), "甲市在办"), &Value::Null);
    assert_eq!(text(&house), "");
}

#[test]
fn saving_over_a_view_says_what_it_was_and_keeps_its_key() {
    let house = House::furnished();
    house.done(&["view", "--save", "甲", "公厕", "--key", "7"]);
    let said = house.done(&["view", "--save", "甲", "路灯"]);
    assert_eq!(said, "已改视图“甲”：路灯\n原来是：公厕\n");
    let views = views(&house);
    let view = named(&views, "甲");
    assert_eq!((&view["key"], &view["count"], &view["own"]), (&"7".into(), &1.into(), &true.into()));
    house.done(&["view", "--save", "甲", "路灯", "--key", ""]);
    assert_eq!(text(&house), "[[view]]\nname = \"甲\"\nquery = \"路灯\"\n");
}

#[test]
fn shipped_views_are_hidden_and_brought_back() {
    let house = House::furnished();
    assert!(house.done(&["view", "--remove", "逾期"]).contains("已隐藏"));
    let ran = house.run(&["view"]);
    assert!(!ran.out.contains("逾期 ") && ran.err.contains("隐藏的：逾期"), "{ran:?}");
    assert_eq!(named(&views(&house), "逾期")["hidden"], true);
    assert_eq!(house.run(&["list", "--view", "逾期"]).code, Some(2));
    assert!(house.done(&["view", "--show", "逾期"]).contains("已恢复 1 个"));
    assert_eq!(titles(&house, &["--view", "overdue"]), ["公厕管理不到位"]);
    let list = house.done(&["view", "--lang", "en"]);
    assert!(list.contains("1  Overdue") && list.contains("1 issue  期限:逾期"), "{list}");
    house.fails(1, &["view", "--show", "逾期"]);
}

#[rstest]
#[case::unclosed(&["view", "--save", "甲", "公厕 (路灯"], 2, "第4个字“(”：括号没有配对")]
#[case::value(&["view", "--save", "甲", "结果:完了"], 2, "“结果”没有“完了”")]
#[case::nothing(&["view", "--save", "甲"], 2, "请在名称后面写上要存的检索")]
#[case::name(&["view", "--save", " ", "公厕"], 2, "请写名称")]
#[case::long(&["view", "--save", "一二三四五六七八九十一二三四五六", "公厕"], 2, "最宽 30 格")]
#[case::key(&["view", "--save", "甲", "公厕", "--key", "Tab"], 2, "“Tab”不能作键")]
#[case::two_changes(&["view", "--remove", "甲", "--rename", "乙", "丙"], 2, "--re")]
#[case::query_alone(&["view", "公厕"], 2, "--save")]
#[case::no_view(&["view", "--remove", "甲"], 1, "没有名为“甲”的视图。现有：逾期")]
#[case::no_view_to_rename(&["view", "--rename", "甲", "乙"], 1, "没有名为“甲”的视图")]
#[case::no_view_to_take(&["list", "--view", "甲"], 2, "--view: 没有名为“甲”的视图。现有：逾期")]
fn what_is_wrong_is_refused(#[case] args: &[&str], #[case] code: i32, #[case] want: &str) {
    let house = House::furnished();
    let err = house.fails(code, args);
    assert!(err.contains(want), "{err}");
    assert!(!file(&house).exists() || text(&house).is_empty());
}

#[test]
fn a_key_in_use_is_refused() {
    let house = House::furnished();
    house.done(&["view", "--save", "甲", "公厕", "--key", "7"]);
    let err = house.fails(1, &["view", "--save", "乙", "路灯", "--key", "7"]);
    assert!(err.contains("键 7 已经给了视图“甲”"), "{err}");
    assert!(!text(&house).contains('乙'));
}

#[test]
fn a_damaged_file_is_told_by_line_left_alone_and_the_shipped_views_work() {
    let house = House::furnished();
    let damaged = "# 我的\n[[view]]\nname = \"甲\nquery = \"公厕\"\n";
    write(&house, damaged);
    let ran = house.run(&["view"]);
    assert!(ran.code == Some(0) && ran.out.contains("期限:逾期"), "{ran:?}");
    assert!(ran.err.contains("views.toml 第 3 行：不是 TOML"), "{ran:?}");
    let ran = house.run(&["list", "--view", "逾期"]);
    assert!(ran.out.contains("公厕管理不到位") && ran.err.contains("第 3 行"), "{ran:?}");
    assert_eq!(ran.err.matches("第 3 行").count(), 1, "once is enough");
    for change in [&["--save", "乙", "路灯"][..], &["--remove", "逾期"], &["--rename", "逾期", "丙"]]
    {
        let err = house.fails(1, &[&["view"], change].concat());
        assert!(err.contains("第 3 行") && err.contains("没有改动这个文件"), "{err}");
        assert_eq!(text(&house), damaged);
    }
    // A command that asks for no view says nothing of them.
    assert_eq!(house.run(&["list"]).err, "");
}

#[test]
fn a_view_that_is_wrong_is_told_and_the_rest_of_the_file_works() {
    let house = House::furnished();
    write(
        &house,
        "[[view]]\nname = '甲'\nquery = '公厕 ('\n\n[[view]]\nname = '乙'\nquery = '路灯' # 只看灯\n",
    );
    let ran = house.run(&["view"]);
    assert!(ran.err.contains("第 3 行：视图“甲”的检索有误，第4个字“(”"), "{ran:?}");
    assert!(ran.out.contains("甲          检索有误  公厕 (") && ran.out.contains("路灯"), "{ran:?}");
    assert_eq!(titles(&house, &["--view", "乙"]), ["路灯破损"]);
    let err = house.fails(2, &["list", "--view", "甲"]);
    assert!(err.contains("视图“甲”的检索有误"), "{err}");
    assert_eq!(named(&views(&house), "甲")["count"], Value::Null);
    house.done(&["view", "--save", "丙", "台账"]);
    assert!(text(&house).contains("query = '路灯' # 只看灯"));
}

#[test]
fn every_command_that_takes_a_list_takes_a_view() {
    let house = House::furnished();
    house.done(&["view", "--save", "公厕的", "公厕"]);
    house.done(&["mark", "--all", "--view", "公厕的", "--state", "revisit", "--author", "王敏"]);
    assert_eq!(titles(&house, &["状态:列入回头看"]), ["公厕标识缺失", "公厕管理不到位"]);
    house.done(&["export", "--view", "公厕的", "--to", "a.json"]);
    let json = fs::read_to_string(house.path("a.json")).unwrap();
    assert!(json.contains("公厕标识缺失") && !json.contains("路灯破损"));
    // What the view asked stands there too, since it may ask something else by then.
    assert!(json.contains("--view 公厕的 (公厕)"), "{json}");
    let agenda = house.done(&["agenda", "--view", "公厕的"]);
    assert!(agenda.contains("公厕管理不到位") && !agenda.contains("绿化缺株"), "{agenda}");
    assert!(!agenda.contains("整改方案"), "steps of cases are no issues: {agenda}");
    let drawn = house.done(&["sample", "1", "--view", "公厕的", "--seed", "1", "--author", "王敏"]);
    assert!(drawn.contains("公厕") && !drawn.contains("路灯"), "{drawn}");
    house.done(&["check", "--view", "公厕的"]);
    let err = house.fails(2, &["mark", "--view", "公厕的", "--state", "query", "--author", "王敏", "k"]);
    assert!(err.contains("--all"), "{err}");
}

#[test]
fn views_hold_for_every_ledger_and_need_none() {
    let house = House::new();
    house.done(&["view", "--save", "甲", "公厕"]);
    let list = house.done(&["view"]);
    assert!(list.contains("甲") && !list.contains("个问题"), "{list}");
    let config = house.write("other/config.toml", "");
    let other = ["--config", config.to_str().unwrap()];
    assert!(!house.done(&[&["view"], &other[..]].concat()).contains('甲'));
    house.done(&[&["view", "--save", "乙", "路灯"], &other[..]].concat());
    assert!(house.path("other/views.toml").exists() && !text(&house).contains('乙'));
}

#[test]
fn programs_that_save_at_once_lose_nothing() {
    let house = House::new();
    let children: Vec<_> = (0..8)
        .map(|at| {
            let name = format!("视图{at}");
            house.command(&["view", "--save", &name, "公厕"]).stdout(std::process::Stdio::null()).spawn()
        })
        .collect();
    for child in children {
        assert!(child.unwrap().wait().unwrap().success());
    }
    assert_eq!(views(&house).iter().filter(|view| view["own"] == true).count(), 8);
}
