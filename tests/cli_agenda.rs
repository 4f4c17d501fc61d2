//! The agenda, time limits, steps of a case, agencies and samples on the command line.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;

use std::collections::BTreeSet;

use common::*;
use rstest::rstest;
use serde_json::{Value, json};

/// A house whose first agency published on a day.
fn published(day: &str) -> House {
    let house = House::new();
    let mut notices = two_agencies();
    notices[0]["published"] = day.into();
    house.write("notices.json", notices.to_string());
    house.done(&["import", "notices.json"]);
    house
}

fn agenda(house: &House, args: &[&str]) -> Vec<Value> {
    let mut all = vec!["agenda", "--json"];
    all.extend(args);
    serde_json::from_str(&house.done(&all)).unwrap()
}

fn config(house: &House, name: &str, text: &str) -> String {
    house.write(&format!("settings/{name}"), text);
    house.path("settings/config.toml").display().to_string()
}

#[test]
fn commitments_that_have_passed_say_since_when_nothing_was_published() {
    let house = published("2025-01-10");
    let rows = agenda(&house, &["--kind", "commitment"]);
    let shape: Vec<_> =
        rows.iter().map(|row| (row["due"].as_str().unwrap(), row["bucket"].as_str().unwrap())).collect();
    assert_eq!(shape, [("2025-06-30", "overdue"), ("2026-12-10", "later")], "what was reported is none");
    assert_eq!(
        (rows[0]["nothing_since"].as_str(), &rows[0]["since"]),
        (Some("2025-01-10"), &json!("publication"))
    );
    assert_eq!(rows[1]["nothing_since"], Value::Null);
    let out = house.done(&["agenda", "--kind", "单位时限"]);
    assert!(out.starts_with("逾期 1，本周 0，本月 0，以后 1，未定日期 0\n"), "{out}");
    assert!(out.contains("2025-06-30（逾期510天）  单位时限  甲市城市管理局"), "{out}");
    assert!(out.contains("通报公开（2025-01-10）后未见新公开"), "{out}");

    // A second notice of the agency, published after the day, answers it.
    let mut later = notice("甲市城市管理局", &[issue("1.", "另一轮的问题", "改")]);
    later["feedback_date"] = "2025-09-01".into();
    later["published"] = "2026-01-05".into();
    later["title"] = "关于第二轮巡察整改情况的通报".into();
    house.write("later.json", later.to_string());
    house.done(&["import", "later.json"]);
    let left: Vec<Value> = agenda(&house, &["--kind", "commitment"]);
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!(left[0]["due"], "2026-12-10");
}

#[test]
fn own_checks_are_on_the_agenda_until_they_are_done() {
    let house = House::furnished();
    let (one, two) = (house.id("路灯破损"), house.id("执法不规范"));
    house.done(&["mark", &one, "--due", "2026-11-20", "--author", "张三"]);
    house.done(&["mark", &two, "--state", "query", "--author", "张三"]);
    let rows = agenda(&house, &["--kind", "check"]);
    let shape: Vec<_> =
        rows.iter().map(|row| (row["title"].as_str().unwrap(), row["bucket"].as_str().unwrap())).collect();
    assert_eq!(shape, [("路灯破损", "overdue"), ("执法不规范", "undated")]);
    assert_eq!(agenda(&house, &["--kind", "check", "--state", "revisit"]).len(), 1);
    assert_eq!(agenda(&house, &["--kind", "check", "--agency", "乙县"]).len(), 1);
    let out = house.done(&["agenda", "--kind", "check", "--by", "person"]);
    assert!(out.contains("\n未指定  逾期 1，未定日期 1\n"), "{out}");
    house.done(&["mark", &one, "--finding", "true", "--author", "张三"]);
    assert_eq!(agenda(&house, &["--kind", "check"]).len(), 1);
}

#[test]
fn steps_follow_from_the_feedback_by_the_profile_that_is_named() {
    let house = published("2025-02-08");
    let steps = |args: &[&str]| -> Vec<(String, String)> {
        let mut all = vec!["--kind", "step", "--agency", "乙县"];
        all.extend(args);
        let rows = agenda(&house, &all);
        rows.iter()
            .map(|row| (row["step"].as_str().unwrap().to_owned(), row["due"].as_str().unwrap().to_owned()))
            .collect()
    };
    let pair = |step: &str, day: &str| (step.to_owned(), day.to_owned());
    assert_eq!(steps(&["--limits", "条例2017"]), [pair("整改情况报告", "2024-12-09")]);
    let three = steps(&[]);
    assert!(three.contains(&pair("整改方案", "2024-10-30")), "fifteen workdays: {three:?}");
    assert!(three.contains(&pair("整改情况报告", "2025-01-09")), "{three:?}");
    let out = house.done(&["agenda", "--kind", "step", "--by", "agency"]);
    assert!(out.contains("按“三个月”") && out.contains("时限规则：三个月"), "{out}");
    assert!(out.contains("工作日只按周一至周五计"), "{out}");
    let unverified = house.done(&["agenda", "--kind", "step", "--limits", "条例2024"]);
    assert!(unverified.contains("规则未核实"), "{unverified}");
    // The notice of the first agency shows that its report was made, and how late.
    let case = house.done(&["step", "甲市"]);
    assert!(case.starts_with("甲市城市管理局  反馈 2024-10-09  时限规则：三个月\n"), "{case}");
    assert!(case.contains("限 2025-01-09  2025-02-08 通报公开  按“三个月”迟30天"), "{case}");
    // What no notice need tell is presumed, never said to be done, and stays on the agenda.
    assert!(case.contains("是否已办不详：推定已办（通报已于2025-02-08公开），未据通报核对"), "{case}");
    let rows = agenda(&house, &["--kind", "step", "--agency", "甲市"]);
    let of = |step: &str| rows.iter().find(|row| row["step"] == step);
    assert_eq!(of("整改情况报告"), None);
    let meeting = of("专题民主生活会").unwrap();
    assert_eq!((&meeting["presumed"], &meeting["untold"]), (&json!(true), &json!(true)));
    let check = of("整改评估").unwrap();
    assert_eq!((&check["presumed"], &check["untold"]), (&json!(false), &json!(true)));
    // Questions about issues leave the cases out.
    assert_eq!(agenda(&house, &["公厕", "--kind", "step"]).len(), 0);
}

#[test]
fn of_a_notice_without_a_day_of_publication_it_is_said_that_nobody_can_tell() {
    let house = House::furnished();
    let rows = agenda(&house, &["--kind", "step", "--agency", "甲市"]);
    let of = |step: &str| rows.iter().find(|row| row["step"] == step).unwrap()["untold"].clone();
    assert_eq!((of("整改情况报告"), of("整改方案")), (json!(true), json!(true)));
    assert_eq!(of("整改评估"), json!(true), "no publication would tell of that");
    let said = "通报没有公开日期，是否已办不详";
    let out = house.done(&["agenda", "--kind", "step", "--agency", "甲市"]);
    let line = |step: &str| out.lines().find(|line| line.contains(step)).unwrap().to_owned();
    assert!(line("整改情况报告").contains(said) && !line("整改评估").contains(said), "{out}");
    assert!(house.done(&["step", "甲市"]).contains(said));
    // Once the day is put in, it is known.
    let id =
        ["correct", "--notice", "甲市", "--published", "2025-01-10", "--reason", "网页", "--author", "张三"];
    house.done(&id);
    assert!(!house.done(&["agenda", "--kind", "step", "--agency", "甲市"]).contains(said));
}

#[test]
fn help_is_a_command_too() {
    let house = House::new();
    for (command, option) in [
        (&["help"][..], &["--help"][..]),
        (&["help", "list"], &["list", "--help"]),
        (&["help", "bundle", "export"], &["bundle", "export", "--help"]),
        (&["--lang", "en", "help", "agenda"], &["--lang", "en", "agenda", "--help"]),
    ] {
        let said = |args: &[&str]| common::ran(house.bare(args).output().unwrap());
        let (command, option) = (said(command), said(option));
        assert_eq!((command.code, &command.out), (Some(0), &option.out));
        assert!(!option.out.is_empty());
    }
    assert!(house.fails(2, &["help", "lst"]).contains("lst"));
}

#[test]
fn a_step_is_taken_when_a_user_says_so() {
    let house = House::furnished();
    let count = || agenda(&house, &["--kind", "step", "--agency", "甲市"]).len();
    let before = count();
    let out = house.done(&["step", "甲市", "方案", "--on", "2024-10-28", "--author", "张三"]);
    assert_eq!(out, "甲市城市管理局：整改方案 2024-10-28 已办\n");
    assert_eq!(count(), before - 1);
    assert!(house.done(&["step", "甲市"]).contains("限 2024-10-30  2024-10-28 已办"));
    assert!(
        house.done(&["step", "甲市", "--limits", "条例2017"]).contains("2024-10-28 已办  规则中没有期限")
    );
    house.done(&["step", "甲市", "整改方案", "--not-done", "--author", "张三"]);
    assert_eq!(count(), before);
    house.done(&["undo", "--author", "张三"]);
    assert_eq!(count(), before - 1);
    let out = house.done(&["step", "甲市", "回头看", "--on", "11-20", "--author", "张三"]);
    assert_eq!(out, "甲市城市管理局：回头看 2026-11-20 已办\n");
}

#[rstest]
#[case::no_day(&["step", "甲市", "整改方案"], 2, "--on")]
#[case::no_step(&["step", "甲市", "--on", "2024-10-28"], 2, "步骤的名称")]
#[case::both(&["step", "甲市", "整改方案", "--on", "2024-10-28", "--not-done"], 2, "不能与")]
#[case::future(&["step", "甲市", "整改方案", "--on", "2027-01-01"], 2, "在今天之后")]
#[case::no_such_day(&["step", "甲市", "整改方案", "--on", "2026-02-30"], 2, "--on")]
#[case::long_ago(&["step", "甲市", "整改方案", "--on", "1024-10-28"], 2, "太早")]
#[case::unknown(&["step", "甲市", "验收", "--on", "2024-10-28"], 1, "没有名称含“验收”的步骤")]
#[case::several(&["step", "甲市", "整改", "--on", "2024-10-28"], 1, "请写全")]
#[case::no_notice(&["step", "丁局"], 1, "没有名称或标题")]
#[case::several_notices(&["step", "党组"], 1, "几份通报")]
#[case::profile(&["step", "甲市", "--limits", "四个月"], 2, "三个月")]
#[case::agenda_profile(&["agenda", "--limits", "四个月"], 2, "没有名为“四个月”的时限规则")]
#[case::agenda_kind(&["agenda", "--kind", "todo"], 2, "commitment 单位时限")]
#[case::agenda_by(&["agenda", "--by", "colour"], 2, "person 承办人")]
#[case::agenda_filter(&["agenda", "--due", "soon"], 2, "--due")]
#[case::step_before_feedback(&["step", "甲市", "整改方案", "--on", "2024-10-08"], 1, "在反馈日期 2024-10-09 之前")]
#[case::limits(&["limits", "四个月"], 1, "条例2017")]
#[case::agencies_by(&["agencies", "--by", "size"], 2, "region 区域")]
#[case::merge_nobody(&["agency", "merge", "丁局", "--into", "甲市"], 1, "没有名称含“丁局”的单位")]
#[case::merge_into_nobody(&["agency", "merge", "甲市", "--into", "丁局"], 1, "没有名称含“丁局”的单位")]
#[case::merge_several(&["agency", "merge", "局", "--into", "甲市"], 1, "乙县市政园林局")]
#[case::merge_itself(&["agency", "merge", "甲市", "--into", "甲市"], 1, "本来就是")]
#[case::split_none(&["agency", "split", "甲市"], 1, "没有并入别的单位")]
#[case::set_nothing(&["agency", "set", "甲市"], 2, "--region")]
#[case::set_level(&["agency", "set", "甲市", "--level", "厅级"], 2, "county 县级")]
#[case::agency_alone(&["agency"], 2, "merge split set")]
#[case::sample_nothing(&["sample"], 2, "没有说抽几条")]
#[case::sample_none(&["sample", "0"], 2, "1 以上的整数")]
#[case::sample_words(&["sample", "十"], 2, "1 以上的整数")]
#[case::sample_seed(&["sample", "1", "--seed", "x"], 2, "--seed x")]
#[case::sample_empty(&["sample", "1", "没有这样的词"], 1, "没有可抽的问题")]
fn what_is_wrong_is_said_and_nothing_written(#[case] args: &[&str], #[case] code: i32, #[case] says: &str) {
    let house = published("2025-02-08");
    let mut all = args.to_vec();
    all.extend(["--author", "张三"]);
    let err = house.fails(code, &all);
    assert!(err.contains(says), "{err}");
    assert!(house.done(&["verify"]).contains("0 条标记记录"));
}

#[test]
fn without_a_feedback_nothing_is_derived_and_it_is_said() {
    let house = House::new();
    let mut one = notice("甲局", &[issue("1.", "公厕", "改")]);
    one["feedback_date"] = Value::Null;
    house.write("n.json", one.to_string());
    house.done(&["import", "n.json"]);
    let ran = house.run(&["agenda"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert!(
        ran.err.contains("没有待办的事项") && ran.err.contains("1 份通报没有反馈日期，没有推算整改步骤"),
        "{}",
        ran.err
    );
    assert!(house.done(&["step", "甲局"]).contains("没有反馈日期"));
}

#[test]
fn the_users_own_limits_stand_beside_the_settings() {
    let house = House::furnished();
    let config = config(&house, "config.toml", "limits = \"某县\"\n");
    house.write(
        "settings/limits.toml",
        "[[profile]]\nname = '某县'\napplies_to = '本县'\n[[profile.item]]\nstep = '整改方案'\n\
         from = 'feedback'\ndays = 20\nsource = '县委办法第三条'\nverified_by = '王敏'\n",
    );
    let ran = house.run(&["agenda", "--kind", "step", "--config", &config]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.contains("时限规则：某县") && ran.out.contains("2024-10-29（逾期754天）"), "{}", ran.out);
    let listed = house.done(&["limits", "--config", &config]);
    for part in [
        "某县  现用  含自定内容  适用：本县",
        "反馈后 20 天",
        "来源：县委办法第三条",
        "核实：王敏",
        "未核实：",
    ] {
        assert!(listed.contains(part), "{part}: {listed}");
    }
    assert_eq!(house.done(&["limits", "条例2017"]).lines().filter(|line| !line.starts_with(' ')).count(), 1);

    house.write(
        "settings/limits.toml",
        "[[profile]]\nname = '某县'\n[[profile.item]]\nstep = '整改方案'\nfrom = 'birth'\n",
    );
    let ran = house.run(&["agenda", "--config", &config]);
    assert_eq!(ran.code, Some(0), "a bad file is survived");
    assert!(ran.err.contains("limits.toml 第 5 行：“from”不能写成 'birth'"), "{}", ran.err);
    house.write("settings/limits.toml", "[[profile]]\nname = '某县'\neffective_from = '去年'\n");
    let ran = house.run(&["agenda", "--config", &config]);
    assert!(
        ran.err.contains("第 3 行：“effective_from”不能写成 '去年'，时限规则“某县”因此停用"),
        "{}",
        ran.err
    );
    house.write("settings/limits.toml", "\u{1b}[31m");
    let ran = house.run(&["agenda", "--config", &config]);
    assert!(ran.err.contains("limits.toml 第 1 行") && !ran.err.contains('\u{1b}'), "{}", ran.err);
    assert!(ran.err.contains("“某县”不存在，先用“三个月”"), "{}", ran.err);
}

fn agencies(house: &House, args: &[&str]) -> Vec<Value> {
    let mut all = vec!["agencies", "--json"];
    all.extend(args);
    serde_json::from_str(&house.done(&all)).unwrap()
}

#[test]
fn agencies_are_grouped_and_what_is_derived_is_said() {
    let house = House::furnished();
    let out = house.done(&["agencies", "--by", "level"]);
    assert!(
        out.starts_with("县级  单位 2  通报 2，问题 7\n")
            && out.contains("\n  甲市城市管理局  甲市（来自名称）  县级（来自名称）"),
        "{out}"
    );
    house.done(&["agency", "set", "甲市", "--region", "丙省", "--level", "city", "--author", "张三"]);
    let row = agencies(&house, &[])[1].clone();
    assert_eq!(
        (&row["region"], &row["region_by_name"], &row["level"]),
        (&json!("丙省"), &json!(false), &json!("市级"))
    );
    let out = house.done(&["agencies", "--by", "区域"]);
    assert!(out.starts_with("丙省  单位 1") && out.contains("甲市城市管理局  丙省"), "{out}");
    house.done(&["agency", "set", "甲市", "--region", "", "--level", "", "--author", "张三"]);
    let row = agencies(&house, &[])[1].clone();
    assert_eq!((&row["region"], &row["level_by_name"]), (&json!("甲市"), &json!(true)));
}

#[test]
fn names_are_merged_and_split() {
    let house = House::furnished();
    let out = house.done(&["agency", "merge", "乙县", "--into", "甲市城市管理局", "--author", "张三"]);
    assert_eq!(out, "“乙县市政园林局”并入“甲市城市管理局”\n");
    let rows = agencies(&house, &[]);
    assert_eq!(rows.len(), 1);
    assert_eq!((&rows[0]["aliases"], &rows[0]["issues"]), (&json!(["乙县市政园林局"]), &json!(7)));
    assert!(house.done(&["agencies"]).contains("又名 乙县市政园林局"));
    assert!(
        house
            .fails(1, &["agency", "merge", "乙县", "--into", "甲市", "--author", "张三"])
            .contains("本来就是")
    );
    assert_eq!(house.list(&["--agency", "乙县"]).len(), 7);
    let out = house.done(&["agency", "split", "市政", "--author", "张三"]);
    assert_eq!(out, "“乙县市政园林局”不再是“甲市城市管理局”，单独列出\n");
    assert_eq!(agencies(&house, &[]).len(), 2);
}

/// A house with many completed issues of three agencies, imported in this order.
fn many(order: [usize; 3]) -> House {
    let house = House::new();
    let sizes = [("甲局", 40), ("乙局", 20), ("丙局", 4)];
    for at in order {
        let (name, size) = sizes[at];
        let issues: Vec<Value> = (0..size)
            .map(|n| outcome(issue(&format!("{n}."), &format!("{name}第{n}个问题"), "已改"), &["completed"]))
            .chain([outcome(issue("99.", "没有完成的问题", "正在改"), &["in_progress"])])
            .collect();
        house.write("n.json", notice(name, &issues).to_string());
        house.done(&["import", "n.json"]);
    }
    house
}

fn drawn(house: &House, args: &[&str]) -> Vec<String> {
    let mut all = vec!["sample", "--json", "--author", "张三"];
    all.extend(args);
    let rows: Vec<Value> = serde_json::from_str(&house.done(&all)).unwrap();
    rows.iter()
        .map(|row| format!("{} {}", row["agency"].as_str().unwrap(), row["title"].as_str().unwrap()))
        .collect()
}

#[test]
fn a_sample_is_drawn_again_from_its_seed_whatever_the_ledger() {
    let (one, other) = (many([0, 1, 2]), many([2, 0, 1]));
    let first = drawn(&one, &["8", "--seed", "42"]);
    assert_eq!(first.len(), 8);
    assert!(first.iter().all(|row| !row.contains("没有完成")), "{first:?}");
    let of = |name: &str| first.iter().filter(|row| row.starts_with(name)).count();
    assert_eq!((of("甲局"), of("乙局"), of("丙局")), (5, 2, 1), "stratified, at least one of each");
    assert_eq!(drawn(&one, &["8", "--seed", "42"]), first);
    assert_eq!(
        drawn(&other, &["8", "--seed", "42"]),
        first,
        "ids of rows and the order of imports do not matter"
    );
    assert_ne!(drawn(&one, &["8", "--seed", "43"]), first);
    let small: BTreeSet<String> = drawn(&one, &["2", "--per-agency", "--seed", "42"]).into_iter().collect();
    let large: BTreeSet<String> = drawn(&one, &["6", "--per-agency", "--seed", "42"]).into_iter().collect();
    assert_eq!((small.len(), large.len()), (6, 16));
    assert!(small.is_subset(&large));
    assert_eq!(drawn(&one, &["9", "--outcome", "in_progress"]).len(), 3);
}

#[test]
fn a_sample_is_logged_with_its_seed_and_can_be_marked() {
    let house = many([0, 1, 2]);
    let out = house.done(&["sample", "5", "--mark", "--agency", "甲局", "--author", "张三"]);
    assert!(out.starts_with("从 40 条（1 个单位）中抽取 5 条，已记入台账\n种子 "), "{out}");
    assert_eq!(
        out.lines().filter(|line| line.contains("列入回头看  ")).count(),
        5,
        "as they stand now: {out}"
    );
    let seed = out.split("--seed ").nth(1).unwrap().split(' ').next().unwrap();
    let marked = house.list(&["--state", "revisit"]);
    assert_eq!(marked.len(), 5);
    assert!(marked.iter().all(|row| row["note"].is_null()), "notes are the inspectors' own: {marked:?}");
    let id = marked[0]["id"].as_str().unwrap();
    let history = house.done(&["history", id]);
    assert!(history.contains(&format!("种子 {seed}")) && history.lines().count() == 2, "{history}");
    let log = house.done(&["sample", "--log"]);
    assert!(
        log.contains(&format!(
            "张三  从 40 条中抽取 5 条，种子 {seed}，所写：5 --outcome completed --agency 甲局"
        )),
        "{log}"
    );
    for row in &marked {
        assert!(log.contains(row["id"].as_str().unwrap()), "{log}");
    }
    assert!(house.done(&["verify"]).starts_with("台账完好"));
    // The marks go first, then the draw; both stay in the history.
    house.done(&["undo", "--author", "张三"]);
    assert_eq!(house.list(&["--state", "revisit"]).len(), 0);
    house.done(&["undo", "--author", "张三"]);
    assert!(house.done(&["sample", "--log"]).contains("已撤销"));
}

#[test]
fn what_is_closed_is_taken_up_again_only_where_that_is_said() {
    let house = many([0, 1, 2]);
    let ids: Vec<String> = house
        .list(&["--agency", "乙局", "--outcome", "completed"])
        .iter()
        .map(|row| row["id"].as_str().unwrap().to_owned())
        .collect();
    house.done(&["mark", &ids[0], &ids[1], "--finding", "true", "--note", "看过", "--author", "李四"]);
    house.done(&["mark", &ids[0], "--state", "archived", "--author", "李四"]);
    let all = ["sample", "99", "--agency", "乙局", "--mark", "--author", "张三"];
    let out = house.done(&all);
    assert!(out.contains("抽样范围内有 2 条已核实或已归档"), "{out}");
    let left = out.lines().find(|line| line.contains("--reopen")).unwrap();
    assert!(left.contains(&ids[0]) && left.contains(&ids[1]) && !left.contains(&ids[2]), "{left}");
    assert_eq!(house.list(&["--state", "archived"]).len(), 1);
    let verified = house.list(&["--state", "verified"]);
    assert_eq!((verified.len(), &verified[0]["note"]), (1, &json!("看过")));
    assert_eq!(house.list(&["--state", "revisit"]).len(), ids.len() - 2);
    house.done(&[&all[..], &["--reopen"]].concat());
    assert_eq!(house.list(&["--state", "revisit"]).len(), ids.len());
}

#[test]
fn many_drawn_are_marked_only_when_that_is_meant() {
    let house = many([0, 1, 2]);
    let all = ["sample", "30", "--mark", "--author", "张三"];
    let err = house.fails(1, &all);
    assert!(err.contains("要标记 30 个问题") && err.contains("--yes"), "{err}");
    assert!(house.done(&["verify"]).contains("0 条标记记录"), "not even the draw is logged");
    house.done(&[&all[..], &["--yes"]].concat());
    assert_eq!(house.list(&["--state", "revisit"]).len(), 30);
}

#[test]
fn more_than_there_are_draws_all() {
    let house = House::furnished();
    let out = house.done(&["sample", "50", "--author", "张三", "--seed", "1"]);
    assert!(out.contains("从 2 条（1 个单位）中抽取 2 条") && out.contains("只有 2 条，全部抽取"), "{out}");
    assert!(house.run(&["sample", "--log", "--lang", "en"]).out.contains("2 drawn from 2, seed 1"));
}

#[test]
fn what_files_say_does_not_command_the_terminal() {
    let house = House::new();
    let nasty =
        due(outcome(issue("1.", "\u{1b}[31m公厕\u{202e}", "改"), &["completed"]), "2025-06-30", "promised");
    house.write("n.json", notice("甲市\u{1b}[2J局", &[nasty]).to_string());
    house.done(&["import", "n.json"]);
    let mut printed = house.done(&["agenda"]);
    printed += &house.done(&["agenda", "--by", "agency"]);
    printed += &house.done(&["agencies", "--by", "region"]);
    printed += &house.done(&["step", "甲市"]);
    printed += &house.done(&["agency", "set", "甲市", "--region", "\u{1b}[5m县", "--author", "\u{1b}张三"]);
    printed += &house.done(&["sample", "1", "--author", "张三"]);
    assert!(!printed.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{printed:?}");
    assert!(printed.contains("公厕"));
}

#[test]
fn help_is_in_the_users_language() {
    let house = House::new();
    for (args, says) in [
        (vec!["agenda", "--help"], "用法: huitoukan agenda"),
        (vec!["agency", "--help"], "merge"),
        (vec!["agency", "merge", "--help"], "用法: huitoukan agency merge"),
        (vec!["sample", "--help", "--lang", "en"], "random sample"),
    ] {
        let out = ran(house.bare(&args).output().unwrap()).out;
        assert!(out.contains(says), "{args:?}: {out}");
    }
}
