//! What a mark or an undo must not do unasked: bulk, days that have passed, issues that are none, marks of others.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;
#[path = "common/us.rs"]
mod us;

use common::*;
use serde_json::Value;
use us::A;

fn history(house: &House, args: &[&str]) -> Vec<Value> {
    serde_json::from_str(&house.done(&[&["history", "--json"], args].concat())).unwrap()
}

#[test]
fn many_ids_are_asked_about_as_many_rows_are() {
    let house = House::with_many(21);
    let rows = house.list(&[]);
    let ids: Vec<&str> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
    let mark = |ids: &[&str], more: &[&str]| -> Vec<String> {
        let all = [&["mark"][..], ids, &["--state", "query"], more].concat();
        all.into_iter().map(str::to_owned).collect()
    };
    let err = house.refused(1, &mark(&ids, &[]).iter().map(String::as_str).collect::<Vec<_>>());
    assert!(err.contains("21 个问题") && err.contains("--yes"), "{err}");
    house.by_us(&mark(&ids[..20], &[]).iter().map(String::as_str).collect::<Vec<_>>());
    house.by_us(&mark(&ids, &["--yes"]).iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(house.list(&["--state", "query"]).len(), 21);
}

#[test]
fn a_day_that_has_passed_is_taken_with_a_remark() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    let ran = house.run(&[&["mark", &id, "--due", "2026-11-01"], &A[..]].concat());
    assert!(ran.code == Some(0) && ran.err.contains("复查期限 2026-11-01 已过"), "{ran:?}");
    assert!(house.run(&[&["mark", &id, "--due", "2026-12-01"], &A[..]].concat()).err.is_empty());
}

#[test]
fn what_is_no_issue_is_not_checked() {
    let house = House::furnished();
    let (id, other) = (house.id("路灯破损"), house.id("绿化缺株"));
    house.by_us(&["correct", &id, "--not-an-issue", "--reason", "小标题"]);
    for how in [&["--state", "query"][..], &["--finding", "true"], &["--note", "x"], &["--due", "+3d"]] {
        let err = house.refused(1, &[&["mark", &id, &other], how].concat());
        assert!(err.contains(&id) && err.contains("不是问题"), "{err}");
    }
    let ran = house.run(&[&["mark", &id, &other, "--note", "x", "--each"], &A[..]].concat());
    assert!(ran.code == Some(1) && ran.err.contains("不是问题"), "{ran:?}");
    assert_eq!(house.row(&other)["note"], "x", "the others are marked");
    house.by_us(&["correct", &id, "--as-printed", "void", "--reason", "是问题"]);
    house.by_us(&["mark", &id, "--note", "x"]);
}

#[test]
fn each_marks_the_rest_where_an_id_is_none() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    let ran = house.run(&[&["mark", "zzzzzzzzzz", &id, "--note", "x", "--each"], &A[..]].concat());
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.contains("没有编号") && ran.err.contains("zzzzzzzzzz"), "{ran:?}");
    assert!(ran.err.contains("1 个问题没有标记"), "{ran:?}");
    assert_eq!(house.row(&id)["note"], "x");
    assert!(house.refused(1, &["mark", "zzzzzzzzzz", &id, "--note", "y"]).contains("没有编号"));
}

#[test]
fn what_is_archived_is_not_archived_again() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    house.by_us(&["mark", &id, "--finding", "true"]);
    house.by_us(&["mark", &id, "--state", "archived"]);
    let err = house.refused(1, &["mark", &id, "--state", "archived"]);
    assert!(err.contains("已归档") && !err.contains("尚未核实"), "{err}");
}

#[test]
fn an_undo_beneath_the_mark_of_another_asks() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    house.by_us(&["mark", &id, "--finding", "true"]);
    house.done(&["mark", &id, "--state", "archived", "--author", "李四"]);
    let err = house.refused(1, &["undo"]);
    assert!(err.contains("李四  已归档") && err.contains(&id) && err.contains("--yes"), "{err}");
    assert_eq!(house.row(&id)["state"], "archived");
    house.by_us(&["undo", "--yes"]);
    assert_eq!(house.row(&id)["state"], "unread");
    let void =
        |text: &str| text.lines().any(|line| line.contains("李四") && line.ends_with("已归档  （未生效）"));
    assert!(void(&house.done(&["history", &id])) && void(&house.done(&["show", &id])));
    let entries = history(&house, &[id.as_str()]);
    let told: Vec<bool> = entries.iter().map(|entry| entry["void"].as_bool().unwrap()).collect();
    assert_eq!(told, [false, true, false]);
    house.by_us(&["redo"]);
    assert_eq!(house.row(&id)["state"], "archived");
    assert!(!house.done(&["history", &id]).contains("未生效"), "what is in force again is not void");
    // What others did beside it asks nothing.
    house.done(&["mark", &id, "--note", "归档袋三号", "--author", "李四"]);
    let two = house.id("绿化缺株");
    house.by_us(&["mark", &two, "--state", "query"]);
    house.done(&["mark", &two, "--note", "近学校", "--author", "李四"]);
    house.by_us(&["undo"]);
}
