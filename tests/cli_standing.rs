//! Where notices stand, on the command line: withdrawn and shown again, one with another and two again,
//! undone, in the history, in bundles, in what stands against each other.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;
#[path = "common/us.rs"]
mod us;

use common::*;
use serde_json::{Value, json};
use us::A;

/// Two readings of what may be one notice: the day of feedback differs by ten days.
fn likely_pair() -> House {
    let house = House::furnished();
    let mut again = notice(
        "甲市城市管理局",
        &[issue("1.", "公厕管理不到位", "已全部更换"), issue("2.", "停车无序", "已划线")],
    );
    again["feedback_date"] = json!("2024-10-19");
    house.write("again.json", again.to_string());
    let said = house.done(&["import", "again.json"]);
    assert!(said.starts_with("待定"), "{said}");
    house
}

/// All of the issues, the ledger's own numbers left out.
fn rows(house: &House) -> Vec<Value> {
    house.list(&[])
}

fn give(from: &House, to: &House, who: &str) -> String {
    from.done(&["bundle", "export", "out.zip", "--overwrite", "--author", who]);
    to.write("in.zip", bytes_of(&from.path("out.zip")));
    to.done(&["bundle", "import", "in.zip"])
}

#[test]
fn a_withdrawal_has_a_reason_stands_in_the_history_and_is_taken_back() {
    let house = House::furnished();
    house.by_us(&["mark", &house.id("路灯破损"), "--finding", "true", "--note", "已亮"]);
    let before = rows(&house);
    assert!(house.refused(2, &["withdraw", "甲市"]).contains("--reason"));
    assert!(house.refused(2, &["withdraw", "甲市", "--reason", " "]).contains("--reason"));
    let said = house.by_us(&["withdraw", "甲市", "--reason", "不属本轮"]);
    assert!(said.starts_with("已撤下：甲市城市管理局"), "{said}");
    assert_eq!(rows(&house).len(), 3);
    assert!(house.done(&["agenda"]).is_empty() || !house.done(&["agenda"]).contains("甲市"));
    assert!(house.refused(1, &["withdraw", "甲市", "--reason", "又"]).contains("已经撤下"));
    let list = house.done(&["withdraw", "--list"]);
    assert!(
        list.contains("甲市城市管理局") && list.contains("张三") && list.contains("理由：不属本轮"),
        "{list}"
    );
    let list: Value = serde_json::from_str(&house.done(&["withdraw", "--list", "--json"])).unwrap();
    assert_eq!((&list[0]["author"], &list[0]["reason"]), (&json!("张三"), &json!("不属本轮")));
    let history = house.done(&["history", "--notice", "甲市"]);
    assert!(history.contains("撤下通报，理由：不属本轮") && history.contains("属实"), "{history}");

    assert!(house.by_us(&["undo"]).contains("撤销"));
    assert_eq!(rows(&house), before);
    house.by_us(&["redo"]);
    assert_eq!(rows(&house).len(), 3);
    // Long after, by somebody else, when other things were done.
    house.done(&["mark", &house.id("执法不规范"), "--state", "query", "--author", "李四"]);
    let said = house.done(&["withdraw", "--back", "甲市", "--reason", "弄错了", "--author", "李四"]);
    assert!(said.starts_with("已恢复：甲市城市管理局"), "{said}");
    assert_eq!(rows(&house).len(), before.len());
    let of_ours = |rows: Vec<Value>| -> Vec<Value> {
        rows.into_iter().filter(|row| row["agency"] == "甲市城市管理局").collect()
    };
    assert_eq!(of_ours(rows(&house)), of_ours(before));
    assert!(house.refused(1, &["withdraw", "--back", "甲市"]).contains("withdraw --list"));
    let history = house.done(&["history", "--all"]);
    assert!(history.contains("恢复通报，理由：弄错了") && history.contains("李四"), "{history}");
    assert!(house.run(&["withdraw", "--list"]).err.contains("没有撤下的通报"));
    assert!(house.done(&["verify"]).contains("台账完好"));
}

#[test]
fn nothing_is_marked_on_a_withdrawn_notice_until_it_is_shown_again() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    let file = house.write("照片.txt", "灯亮了");
    let file = file.to_str().unwrap();
    house.by_us(&["withdraw", "甲市", "--reason", "不属本轮"]);
    for args in [
        &["mark", &id, "--finding", "true"][..],
        &["mark", &id, "--finding", "true", "--each"],
        &["mark", &id, "--state", "revisit", "--due", "2026-03-01"],
        &["correct", &id, "--title", "路灯坏了", "--reason", "误读"],
        &["correct", &id, "--not-an-issue", "--reason", "重复"],
        &["attach", &id, file, "--copy"],
    ] {
        let why = house.refused(1, args);
        assert!(why.contains("已撤下（张三 ") && why.contains("理由：不属本轮"), "{args:?}: {why}");
        assert!(why.contains("withdraw --back '#1'"), "{args:?}: {why}");
    }
    assert!(!house.path("ledger.db.files").exists(), "nothing is copied for what is refused");
    let shown = house.done(&["show", &id]);
    let line = shown.lines().find(|line| line.starts_with("已撤下")).unwrap();
    assert!(line.contains("张三 ") && line.contains("理由：不属本轮") && line.contains("'#1'"), "{shown}");
    house.by_us(&["withdraw", "--back", "#1"]);
    house.by_us(&["mark", &id, "--finding", "true"]);
    assert!(!house.done(&["show", &id]).contains("已撤下"));
}

#[test]
fn undo_and_redo_of_a_withdrawal_name_the_notice() {
    let house = House::furnished();
    house.by_us(&["withdraw", "甲市", "--reason", "不属本轮"]);
    let title = "中共甲市城市管理局党组关于巡察整改情况的通报";
    for (command, what) in [("undo", "撤销：撤下通报"), ("redo", "重做：撤下通报")] {
        let said = house.by_us(&[command]);
        assert!(said.contains(title) && said.contains(what), "{said}");
    }
}

#[test]
fn importing_a_withdrawn_notice_shows_it_and_says_who_had_withdrawn_it() {
    let house = House::furnished();
    house.by_us(&["withdraw", "甲市", "--reason", "重复"]);
    let said = house.done(&["import", "notices.json", "--author", "李四"]);
    assert!(
        said.starts_with("恢复显示  甲市城市管理局") && said.contains("张三") && said.contains("重复"),
        "{said}"
    );
    let summary = "新增 0，新版本 0，无变化 1，待定 0，失败 0，恢复显示 1\n";
    assert!(said.ends_with(summary), "what is shown again is no new version: {said}");
    let history = house.done(&["history", "--notice", "甲市"]);
    assert!(history.contains("李四") && history.contains("恢复通报"), "{history}");
    house.done(&["undo", "--author", "李四"]);
    assert_eq!(rows(&house).len(), 3);
}

#[test]
fn two_notices_become_one_and_two_again() {
    let house = likely_pair();
    let id = house.list(&["停车无序"])[0]["id"].as_str().unwrap().to_owned();
    house.by_us(&["mark", &id, "--state", "query", "--note", "去看"]);
    let two = rows(&house);
    let asked = house.run(&["match"]);
    assert!(asked.out.contains("2024-10-09") && asked.out.contains("2024-10-19"), "{asked:?}");
    assert!(asked.err.contains("1 对通报待定"), "{asked:?}");
    assert!(house.refused(2, &["match", "#1", "#3"]).contains("--same"));
    assert!(house.refused(1, &["match", "#1", "#1", "--same"]).contains("已是同一份"));
    assert!(house.by_us(&["match", "#1", "#3", "--same"]).contains("已确认为同一份"));
    let one = rows(&house);
    let titles: Vec<&str> = one
        .iter()
        .filter(|row| row["agency"] == "甲市城市管理局")
        .map(|row| row["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["公厕管理不到位", "停车无序"], "what was marked and what the newest version has");
    assert!(house.run(&["match"]).err.contains("没有待定的通报"));
    assert!(house.by_us(&["undo"]).contains("撤销：确认与另一份通报是同一份"));
    assert_eq!(rows(&house), two);
    assert!(house.by_us(&["redo"]).contains("重做"));
    assert_eq!(rows(&house), one);
    let history = house.done(&["history", "--notice", "甲市"]);
    let other = "确认与另一份通报是同一份：中共甲市城市管理局党组关于巡察整改情况的通报，反馈 2024-10-09";
    assert!(history.contains(other), "{history}");
    assert!(history.contains(&format!("重做：{other}")), "{history}");
    // Long after.
    assert!(house.by_us(&["match", "甲市", "--not-same"]).contains("已分开"));
    assert_eq!(rows(&house), two);
    assert!(house.run(&["match"]).err.contains("没有待定的通报"), "it was answered");
    assert!(house.refused(1, &["match", "#1", "--not-same"]).contains("无从分开"));
    assert!(house.done(&["verify"]).contains("台账完好"));
}

/// A notice of which no day of feedback is known, or one.
fn of_finance(day: Option<&str>, first: &str) -> Value {
    let issues = [
        issue("1.", first, "已集中学习12次"),
        issue("2.", "预算执行不严格", "修订办法"),
        issue("3.", "会议记录不规范", "补记"),
    ];
    let mut notice = notice("丙县财政局", &issues);
    notice["feedback_date"] = day.map_or(Value::Null, |day| json!(day));
    notice
}

fn import(house: &House, name: &str, notice: &Value) {
    house.write(name, notice.to_string());
    house.run(&["import", name, "--author", "王某"]);
}

/// What comes while two notices are one belongs to that of which it is a version, and goes with it when they
/// are parted.
#[test]
fn a_version_that_comes_to_joined_notices_goes_with_its_own() {
    let house = House::new();
    let other = notice(
        "丁县第一中学",
        &[issue("1.", "食堂账目不公开", "已公开"), issue("2.", "收费不规范", "已清退")],
    );
    import(&house, "finance.json", &of_finance(None, "学用脱节严重"));
    import(&house, "school.json", &other);
    let parted = |house: &House| {
        let mut titles: Vec<(String, String)> = rows(house)
            .iter()
            .map(|row| {
                (row["agency"].as_str().unwrap().to_owned(), row["title"].as_str().unwrap().to_owned())
            })
            .collect();
        titles.sort();
        titles
    };
    // A mistake.
    house.done(&["match", "#2", "#1", "--same", "--author", "王某"]);
    import(&house, "finance2.json", &of_finance(None, "学用脱节"));
    house.done(&["match", "#1", "--not-same", "--author", "王某"]);
    let alone = House::new();
    import(&alone, "finance.json", &of_finance(None, "学用脱节严重"));
    import(&alone, "school.json", &other);
    import(&alone, "finance2.json", &of_finance(None, "学用脱节"));
    assert_eq!(parted(&house), parted(&alone));
    assert!(house.done(&["verify"]).contains("台账完好"));
}

/// Whether two were said to be one before or after a third came changes nothing.
#[test]
fn a_version_finds_its_notice_whether_joined_or_not() {
    let (one, two) = (House::new(), House::new());
    for (house, other) in [(&one, of_finance(None, "学用脱节严重")), (&two, of_finance(None, "学用脱节"))]
    {
        import(house, "dated.json", &of_finance(Some("2025-09-12"), "学用脱节"));
        import(house, "other.json", &other);
    }
    two.run(&["match", "#1", "#2", "--same", "--author", "李某"]);
    let (first, second) = (House::new(), House::new());
    give(&one, &first, "王某");
    give(&two, &first, "李某");
    give(&two, &second, "李某");
    give(&one, &second, "王某");
    assert_eq!(rows(&first), rows(&second));
}

#[test]
fn both_travel_in_bundles_whatever_their_order() {
    let (wang, li) = (likely_pair(), likely_pair());
    wang.done(&["match", "#1", "#3", "--same", "--author", "王某"]);
    wang.done(&["withdraw", "乙县", "--reason", "另有通报", "--author", "王某"]);
    let id = li.id("路灯破损");
    li.done(&["mark", &id, "--finding", "false", "--author", "李某"]);
    let (one, other) = (House::new(), House::furnished());
    give(&wang, &one, "王某");
    give(&li, &one, "李某");
    give(&li, &other, "李某");
    let said = give(&wang, &other, "王某");
    assert!(said.contains("同事撤下了 1 份通报") && said.contains("已合在一起"), "{said}");
    assert_eq!(rows(&one), rows(&other));
    assert!(rows(&one).iter().all(|row| row["agency"] == "甲市城市管理局"));
    let listed = |house: &House| {
        let list: Value = serde_json::from_str(&house.done(&["withdraw", "--list", "--json"])).unwrap();
        (list[0]["notice"].clone(), list[0]["author"].clone(), list[0]["reason"].clone())
    };
    assert_eq!(listed(&one), listed(&other));
    assert_eq!(listed(&one).1, "王某");
    // Taken back there, it comes back here.
    wang.done(&["withdraw", "--back", "乙县", "--author", "王某"]);
    wang.done(&["match", "#1", "--not-same", "--author", "王某"]);
    for house in [&one, &other] {
        give(&wang, house, "王某");
        assert!(house.run(&["withdraw", "--list"]).out.is_empty());
        assert!(house.done(&["verify"]).contains("台账完好"));
    }
    assert_eq!(rows(&one), rows(&other));
    // A file that comes for the first time where a colleague has withdrawn it stays withdrawn, and says so.
    wang.done(&["withdraw", "乙县", "--reason", "另有通报", "--author", "王某"]);
    wang.done(&["bundle", "export", "bare.zip", "--no-notices", "--author", "王某"]);
    let bare = House::new();
    bare.write("in.zip", bytes_of(&wang.path("bare.zip")));
    bare.done(&["bundle", "import", "in.zip"]);
    bare.write("notices.json", two_agencies().to_string());
    let said = bare.done(&["import", "notices.json"]);
    assert!(said.contains("已撤下  乙县市政园林局") && said.contains("另有通报"), "{said}");
    assert!(said.ends_with("新增 1，新版本 0，无变化 0，待定 0，失败 0，已撤下（不显示） 1\n"), "{said}");
    assert!(bare.list(&[]).iter().all(|row| row["agency"] == "甲市城市管理局"));
}

#[test]
fn a_withdrawal_against_which_others_worked_is_among_the_conflicts() {
    let (wang, li) = (House::furnished(), House::furnished());
    wang.done(&["withdraw", "甲市", "--reason", "不属本轮", "--author", "王某"]);
    li.done(&["mark", &li.id("路灯破损"), "--finding", "false", "--note", "现场未亮", "--author", "李某"]);
    let said = give(&wang, &li, "王某");
    assert!(said.contains("处理意见不一"), "{said}");
    give(&li, &wang, "李某");
    for house in [&wang, &li] {
        let told = house.run(&["conflicts"]);
        assert!(told.out.contains("撤下通报，理由：不属本轮") && told.out.contains("不属实"), "{told:?}");
        assert!(told.out.contains("王某") && told.out.contains("李某"), "{told:?}");
        let all: Value = serde_json::from_str(&house.done(&["conflicts", "--json"])).unwrap();
        assert_eq!(all[0]["sides"].as_array().unwrap().len(), 2);
        assert_eq!(house.list(&[]).len(), 3, "the withdrawal holds");
    }
    // Whoever knows both sides settles it, either way.
    wang.done(&["withdraw", "甲市", "--reason", "看过，仍不属本轮", "--author", "王某"]);
    assert!(wang.run(&["conflicts"]).out.is_empty());
    li.done(&["withdraw", "--back", "甲市", "--author", "李某"]);
    assert!(li.run(&["conflicts"]).out.is_empty());
    assert_eq!(li.list(&["--state", "verified"]).len(), 1);
    give(&li, &wang, "李某");
    let told = wang.run(&["conflicts"]);
    assert!(told.out.contains("恢复通报") && told.out.contains("看过"), "said apart again: {told:?}");
    // It is shown by now; whoever agrees says so again.
    wang.done(&["withdraw", "--back", "甲市", "--author", "王某"]);
    assert!(wang.run(&["conflicts"]).out.is_empty());
    assert_eq!(wang.list(&[]).len(), 7);
}

#[test]
fn lists_stand_alike_wherever_the_same_is_held() {
    // Of one agency, and of no day that is known; it is doubtful whether they are one.
    let one = of_finance(None, "账目不清");
    let mut other = of_finance(None, "公车私用");
    other["title"] = json!("关于专项巡察整改情况的通报");
    let all = [("a.json", &one), ("b.json", &other)];
    let (first, second) = (House::new(), House::new());
    for (name, notice) in all {
        import(&first, name, notice);
    }
    for (name, notice) in all.iter().rev() {
        import(&second, name, notice);
    }
    let told = |house: &House, args: &[&str]| -> Vec<String> {
        let out = house.run(args).out;
        // The numbers of notices are the ledger's own.
        let line = |line: &str| match line.strip_prefix('#').and_then(|rest| rest.split_once("  ")) {
            Some((_, rest)) => rest.to_owned(),
            None => line.to_owned(),
        };
        out.lines().map(line).collect()
    };
    let keys = |house: &House| -> Vec<Value> { rows(house).iter().map(|row| row["title"].clone()).collect() };
    assert_eq!(keys(&first), keys(&second));
    assert_eq!(told(&first, &["match"]), told(&second, &["match"]));
    assert!(!told(&first, &["match"]).is_empty());
    // Said of a pair in two ways, apart: which of the two is named first is the same everywhere too.
    let pair = |house: &House| -> [String; 2] {
        let lines = house.run(&["match"]).out;
        let mut numbers =
            lines.lines().filter_map(|line| line.split("  ").next()).filter(|n| n.starts_with('#'));
        [numbers.next().unwrap().to_owned(), numbers.next().unwrap().to_owned()]
    };
    let [a, b] = pair(&first);
    first.done(&["match", &a, &b, "--same", "--author", "王某"]);
    let [a, b] = pair(&second);
    second.done(&["match", &b, &a, "--not-same", "--author", "李某"]);
    first.done(&["bundle", "export", "out.zip", "--author", "王某"]);
    second.done(&["bundle", "export", "out.zip", "--author", "李某"]);
    for (from, to) in [(&first, &second), (&second, &first)] {
        to.write("in.zip", bytes_of(&from.path("out.zip")));
        to.done(&["bundle", "import", "in.zip"]);
    }
    assert_eq!(first.done(&["conflicts", "--json"]), second.done(&["conflicts", "--json"]));
    assert!(first.done(&["conflicts", "--json"]).contains("sides"));
    // Both are told of, also where they are one by now.
    assert!(first.run(&["conflicts"]).out.contains("  ↔  "));
    // Said again by whoever knows both sides, it is settled, either way.
    let (same, house) = (&["match", "财政", "--same", "--author", "王某"], &first);
    // A part of the agency's name is enough.
    match house.run(same) {
        ran if ran.code == Some(0) => {}
        _ => drop(house.done(&["match", &a, &b, "--not-same", "--author", "王某"])),
    }
    assert!(!first.done(&["conflicts", "--json"]).contains("sides"));
    assert_eq!(keys(&first), keys(&second));
}

#[test]
fn a_ledger_with_a_withdrawal_of_an_older_program_gives_it_back() {
    let house = House::furnished();
    // What the older program wrote: a flag and an act, and no event.
    let ledger = rusqlite::Connection::open(house.ledger()).unwrap();
    ledger
        .execute_batch(
            "DROP INDEX events_dismiss; DROP TABLE checked; DROP TABLE doubts; DROP TABLE doubt_places;
             DROP INDEX events_correct; DROP INDEX events_match; DROP INDEX sightings_doubtful;
             DROP TRIGGER search_comes; DROP TRIGGER search_changes; DROP TRIGGER search_goes;
             DROP TABLE text_index; DROP TABLE unindexed;
             DROP TRIGGER issues_unpack_new; DROP TRIGGER issues_unpack_old; DROP TRIGGER issues_unpack;
             DROP TRIGGER deadlines_unpack_new; DROP TRIGGER deadlines_unpack_old;
             DROP TABLE packs; DROP TABLE unpacked;
             ALTER TABLE search DROP COLUMN duty;
             ALTER TABLE notices DROP COLUMN round;
             DROP INDEX versions_said; ALTER TABLE versions DROP COLUMN said;
             DROP INDEX versions_by_home; ALTER TABLE versions DROP COLUMN home;
             DROP INDEX issues_by_home; ALTER TABLE issues DROP COLUMN home;
             DROP INDEX notices_put_away; DROP INDEX notices_joined; ALTER TABLE notices DROP COLUMN put_away;
             DROP INDEX events_of_others; PRAGMA user_version = 3;
             UPDATE notices SET withdrawn = 1 WHERE id = 1;
             INSERT INTO acts (time, author, kind, notice, detail)
               VALUES ('2026-01-02T03:04:05Z', '前任', 'withdrawn', 1, '{}');",
        )
        .unwrap();
    drop(ledger);
    assert_eq!(house.list(&[]).len(), 3);
    let list = house.done(&["withdraw", "--list"]);
    assert!(list.contains("前任 2026-01-02") && list.contains("未写理由"), "{list}");
    assert!(house.done(&["verify"]).contains("台账完好"));
    house.by_us(&["withdraw", "--back", "#1"]);
    assert_eq!(house.list(&[]).len(), 7);
    house.done(&[&["undo"], &A[..]].concat());
    assert_eq!(house.list(&[]).len(), 3);
}
