//! The query language through the real program.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;

use common::*;
use rstest::rstest;
use serde_json::{Value, json};

fn titles(house: &House, query: &str) -> Vec<String> {
    let rows: Vec<Value> = serde_json::from_str(&house.done(&["list", query, "--json"])).unwrap();
    rows.iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
}

#[rstest]
#[case::texts("公厕 灯", &["公厕管理不到位"])]
#[case::either("路灯 或 绿化", &["路灯破损", "绿化缺株"])]
#[case::not("单位:甲市 -结果:已完成", &["绿化缺株", "台账不全"])]
#[case::full_width("（路灯　或　绿化）　非　结果：阶段性目标", &["路灯破损"])]
#[case::outcome("结果:未标明", &["台账不全"])]
#[case::expression("re:公厕.*(位|失)", &["公厕标识缺失", "公厕管理不到位"])]
#[case::phrase("\"不 到位\"", &["公厕管理不到位"])]
fn list_answers(#[case] query: &str, #[case] want: &[&str]) {
    assert_eq!(titles(&House::furnished(), query), want);
}

#[rstest]
#[case::unclosed("公厕 (路灯", "第4个字“(”：括号没有配对")]
#[case::key("标准:高", "没有“标准”这个检索项")]
#[case::value("结果:完了", "第4个字“完了”：“结果”没有“完了”；可写 已完成")]
#[case::day("期限:2026-02-30", "日历上没有这一天")]
#[case::expression("re:[a", "正则表达式有误")]
#[case::unseen("结果:\u{1b}[31m", "“结果”没有")]
fn faults_are_told_with_their_place(#[case] query: &str, #[case] want: &str) {
    let house = House::furnished();
    for command in [&["list"][..], &["export", "--to", "a.csv"], &["check", "--find"]] {
        let err = house.fails(2, &[command, &[query]].concat());
        assert!(err.contains(want) && !err.contains('\u{1b}'), "{err}");
    }
    assert!(!house.path("a.csv").exists());
}

#[test]
fn who_is_responsible_is_found_also_in_a_ledger_of_an_older_program() {
    let mut one = issue("1.", "公厕管理不到位", "财务科已补齐");
    one["responsible"] = json!([{"role": "责任单位", "name": "环卫科", "span": [0, 0]}]);
    let mut two = issue("2.", "路灯破损", "已修复");
    two["responsible"] = json!([{"role": "牵头部门", "name": "照明 科", "span": [0, 0]}]);
    let house = House::new();
    house.write("n.json", notice("甲局", &[one, two]).to_string());
    house.done(&["import", "n.json"]);
    let found = |house: &House| {
        assert_eq!(titles(house, "责任:环卫"), ["公厕管理不到位"]);
        assert_eq!(titles(house, "责任:照明科,环卫科"), ["公厕管理不到位", "路灯破损"]);
        assert_eq!(titles(house, "责任:财务科"), Vec::<String>::new());
        assert_eq!(titles(house, "非 责任:环卫"), ["路灯破损"]);
    };
    found(&house);
    // As the program before knew the form.
    let ledger = rusqlite::Connection::open(house.ledger()).unwrap();
    ledger
        .execute_batch(
            "DROP TRIGGER search_comes; DROP TRIGGER search_changes; DROP TRIGGER search_goes;
             DROP TABLE text_index; DROP TABLE unindexed;
             DROP TRIGGER issues_unpack_new; DROP TRIGGER issues_unpack_old; DROP TRIGGER issues_unpack;
             DROP TRIGGER deadlines_unpack_new; DROP TRIGGER deadlines_unpack_old;
             DROP TABLE packs; DROP TABLE unpacked;
             ALTER TABLE search DROP COLUMN duty; PRAGMA user_version = 6",
        )
        .unwrap();
    drop(ledger);
    found(&house);
    house.done(&["verify"]);
}

#[test]
fn an_index_that_does_not_agree_is_told_with_what_mends_it() {
    let house = House::furnished();
    let all = titles(&house, "公厕");
    assert!(!all.is_empty());
    rusqlite::Connection::open(house.ledger()).unwrap().execute_batch("DELETE FROM text_index").unwrap();
    let ran = house.run(&["verify"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("verify --mend-index") && ran.err.contains("发现 1 处问题"), "{ran:?}");
    assert!(house.done(&["verify", "--mend-index"]).contains("已按正文重建"));
    house.done(&["verify"]);
    assert_eq!(titles(&house, "公厕"), all);
}

#[test]
fn a_query_that_begins_with_a_dash_is_told_how() {
    let err = House::furnished().fails(2, &["list", "-期限:逾期"]);
    assert!(err.contains("写“非”"), "{err}");
}
