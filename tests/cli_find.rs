//! `find` through the real program.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;

use common::*;
use rstest::rstest;
use serde_json::Value;

fn found(house: &House, args: &[&str]) -> Vec<String> {
    let rows: Vec<Value> = serde_json::from_str(&house.done(&[&["find", "--json"], args].concat())).unwrap();
    let name = |row: &Value| row["title"].as_str().or(row["agency"].as_str()).unwrap().to_owned();
    rows.iter().map(name).collect()
}

#[rstest]
#[case::initials(&["gcgl"], &["公厕管理不到位"])]
#[case::full(&["ludeng"], &["路灯破损"])]
#[case::mixed(&["公cgl"], &["公厕管理不到位"])]
#[case::written(&["公厕"], &["公厕标识缺失", "公厕管理不到位"])]
#[case::scattered(&["公位"], &["公厕管理不到位"])]
#[case::words(&["gongce", "shibie"], &[])]
#[case::any_order(&["queshi", "公厕"], &["公厕标识缺失"])]
#[case::limited(&["gc", "--limit", "1"], &["公厕标识缺失"])]
#[case::agency(&["jiashi"], &["甲市城市管理局"])]
fn finds(#[case] args: &[&str], #[case] want: &[&str]) {
    assert_eq!(found(&House::furnished(), args), want);
}

#[test]
fn a_line_names_id_agency_path_and_title() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    let said = house.done(&["find", "ldps"]);
    assert!(said.starts_with(&id) && said.trim_end().ends_with("路灯破损"), "{said}");
    assert_eq!(said.lines().count(), 1);
    let rows: Vec<Value> = serde_json::from_str(&house.done(&["find", "ldps", "--json"])).unwrap();
    assert_eq!(rows[0]["id"], id.as_str());
    assert_eq!(rows[0]["kind"], "issue");
    assert_eq!(rows[0]["way"], "pinyin");
    assert_eq!(rows[0]["at"], serde_json::json!([0, 1, 2, 3]));
}

#[test]
fn what_is_wrong_is_told() {
    let house = House::furnished();
    assert!(house.fails(2, &["find", "--limit", "x", "a"]).contains("“x”不是条数"));
    house.fails(2, &["find"]);
    let ran = house.run(&["find", "zzzz\u{1b}[31m"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert!(ran.err.contains("没有找到“zzzz") && !ran.err.contains('\u{1b}'), "{}", ran.err);
    let ran = house.run(&["find", "gc", "--limit", "1"]);
    assert!(ran.err.contains("列出 1 条，共找到 2 条"), "{}", ran.err);
}
