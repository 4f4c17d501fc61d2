//! Doubts in the ledger: asked, listed, dismissed, followed up; through new wordings and between two PCs.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;
#[path = "common/us.rs"]
mod us;

use std::fs;

use common::*;
use serde_json::{Value, json};

/// A step that stands under several issues.
const STEP: &str = "由纪检组、财务科和办公室组成联合检查组，每季度抽查一次票据、合同和派车单，结果在全局大会上通报，并计入年度考核";

/// A notice of a bureau of three issues with these numbers and answers.
fn notice_of(bureau: &str, feedback: &str, day: &str, issues: [(&str, &str, &str); 3]) -> String {
    let mut text = format!(
        "中共甲县{bureau}局党组关于巡察整改情况的通报\n\n\
         根据县委统一部署，县委第一巡察组对{bureau}局党组开展了巡察，{feedback}反馈了意见。现将整改情况予以公布。\n\n\
         一、整改情况\n"
    );
    for (label, finding, answer) in issues {
        text += &format!("{label}{finding}。\n整改情况：{answer}\n整改结果：已完成\n");
    }
    text + &format!("\n中共甲县{bureau}局党组\n{day}\n")
}

/// A number is missing, and a step stands under two issues; `more` stands before the second.
fn first(more: &str) -> String {
    let copied = format!("一是清退借用人员3名。二是{STEP}。");
    let again = format!("{more}{STEP}。追回补贴2.3万元。");
    let issues = [
        ("1.", "执法不规范", copied.as_str()),
        ("2.", "账目不清楚", &again),
        ("4.", "值班不严格", "修订值班制度，每日抽查一次，追责2人。"),
    ];
    notice_of("乙", "2024年6月3日", "2024年12月1日", issues)
}

/// The same step once more, in another bureau's notice.
fn second() -> String {
    let copied = format!("一是补齐票据5张。二是{STEP}。");
    let issues = [
        ("1.", "票据不合规", copied.as_str()),
        ("2.", "用车不规范", "封存公车2辆，收回钥匙2把，公示用车记录。"),
        ("3.", "会风不严肃", "减少会议12次，限定时长。"),
    ];
    notice_of("丙", "2024年7月3日", "2025年1月2日", issues)
}

/// The rules by which these tests ask: others may find more.
const OURS: [&str; 4] = ["--rule", "number_gap", "--rule", "copied_answer"];

trait Doubts {
    fn with(files: &[(&str, String)]) -> House;
    fn doubts(&self, more: &[&str]) -> Vec<Value>;
    fn take(&self, name: &str, text: &str);
}

impl Doubts for House {
    fn with(files: &[(&str, String)]) -> House {
        let house = House::new();
        for (name, text) in files {
            house.take(name, text);
        }
        house
    }

    /// `check --json` by our rules.
    fn doubts(&self, more: &[&str]) -> Vec<Value> {
        serde_json::from_str(&self.done(&[&["check", "--json"], &OURS[..], more].concat())).unwrap()
    }

    fn take(&self, name: &str, text: &str) {
        self.write(name, text);
        self.done(&["import", name]);
    }
}

fn both() -> House {
    House::with(&[("乙.txt", first("")), ("丙.txt", second())])
}

/// The doubts by what they are: their rule and whether other words are elsewhere.
fn kinds(doubts: &[Value]) -> Vec<(String, usize)> {
    let kind = |doubt: &Value| {
        (doubt["rule"].as_str().unwrap().to_owned(), doubt["elsewhere"].as_array().unwrap().len())
    };
    let mut kinds: Vec<_> = doubts.iter().map(kind).collect();
    kinds.sort();
    kinds
}

fn id(doubts: &[Value], rule: &str) -> String {
    let found = doubts.iter().find(|doubt| doubt["rule"] == rule && doubt["elsewhere"] == json!([]));
    found.ok_or_else(|| format!("no {rule}: {doubts:?}")).unwrap()["id"].as_str().unwrap().to_owned()
}

#[test]
fn the_ledger_is_asked_as_its_files_are() {
    let house = both();
    let doubts = house.doubts(&[]);
    assert_eq!(
        kinds(&doubts),
        [
            ("copied_answer".to_owned(), 0),
            ("copied_answer".to_owned(), 1),
            ("copied_answer".to_owned(), 1),
            ("number_gap".to_owned(), 0)
        ]
    );
    // The words are those of the files, and the issues those of the ledger.
    let files: Vec<Value> =
        serde_json::from_str(&house.done(&[&["check", "--json"], &OURS[..], &["乙.txt", "丙.txt"]].concat()))
            .unwrap();
    let bare = |doubts: &[Value]| {
        let mut all: Vec<String> = doubts
            .iter()
            .map(|doubt| {
                format!("{} {} {} {}", doubt["rule"], doubt["where"], doubt["quotes"], doubt["note"])
            })
            .collect();
        all.sort();
        all
    };
    assert_eq!(bare(&doubts), bare(&files));
    let copied = doubts.iter().find(|doubt| doubt["elsewhere"] == json!([])).unwrap();
    assert_eq!(copied["issues"], json!([house.id("执法不规范。"), house.id("账目不清楚。")]));
    let away = doubts.iter().find(|doubt| doubt["elsewhere"] != json!([])).unwrap();
    assert_eq!(away["issues"], json!([house.id("票据不合规。")]), "of the later one");
    assert_eq!(away["elsewhere"][0]["issues"], json!([house.id("执法不规范。")]));
    assert!(house.done(&["verify"]).contains("台账完好"));
    // Once asked, nothing is asked again, and what is listed is the same.
    assert_eq!(house.doubts(&[]), doubts);
}

#[test]
fn doubts_are_listed_by_agency_rule_and_issue() {
    let house = both();
    let count = |more: &[&str]| house.doubts(more).len();
    assert_eq!((count(&[]), count(&["--agency", "乙局"]), count(&["--agency", "丙局"])), (4, 2, 2));
    assert_eq!((count(&["--find", "票据不合规"]), count(&["--find", "会风不严肃"])), (2, 0));
    assert_eq!((count(&["--outcome", "completed"]), count(&["--state", "query"])), (4, 0));
    let gap = house.done(&["check", "--rule", "number_gap"]);
    assert!(gap.contains("序号断续") && gap.contains("“2.”之后是“4.”"), "{gap}");
    assert!(gap.contains("2份通报，1条疑点，另有已排除的0条"), "{gap}");
    let shown = house.done(&["show", &house.id("执法不规范。")]);
    assert!(shown.contains("疑点  ") && shown.contains("答复雷同"), "{shown}");
    let titles = |more: &[&str]| -> Vec<Value> {
        house.list(&[&["--doubts"], more].concat()).into_iter().map(|row| row["title"].clone()).collect()
    };
    let all = titles(&[]);
    assert!(all.contains(&json!("执法不规范。")) && !all.contains(&json!("会风不严肃。")), "{all:?}");
    assert_eq!(titles(&["票据不合规"]), [json!("票据不合规。")]);
    let agencies: Vec<Value> = serde_json::from_str(&house.done(&["agencies", "--json"])).unwrap();
    assert!(agencies.iter().all(|agency| agency["doubts"].as_u64().unwrap() >= 2), "{agencies:?}");
    assert!(house.done(&["agencies"]).contains("疑点"));
}

#[test]
fn what_was_not_asked_yet_is_said() {
    let house = House::with(&[("乙.txt", first(""))]);
    let ran = house.run(&["list", "--doubts", "--json"]);
    assert_eq!((ran.code, ran.out.trim()), (Some(0), "[]"));
    assert!(ran.err.contains("有1份通报尚未核对疑点"), "{}", ran.err);
    house.doubts(&[]);
    assert_eq!(house.run(&["list", "--doubts"]).err, "");
}

#[test]
fn rules_that_are_off_are_not_shown() {
    let house = both();
    house.write("off.toml", "checks_off = [\"copied_answer\"]\n");
    let off = ["--config", "off.toml"];
    let doubts: Vec<Value> =
        serde_json::from_str(&house.done(&[&["check", "--json"], &off[..]].concat())).unwrap();
    assert!(doubts.iter().all(|doubt| doubt["rule"] != "copied_answer"), "{doubts:?}");
    let shown = house.done(&[&["show", &house.id("执法不规范。")], &off[..]].concat());
    assert!(!shown.contains("答复雷同"), "{shown}");
    assert_eq!(house.doubts(&[]).len(), 4, "they were kept all the same");
}

#[test]
fn a_doubt_is_dismissed_with_a_reason_and_asked_again() {
    let house = both();
    let doubts = house.doubts(&[]);
    let gap = id(&doubts, "number_gap");
    assert!(house.refused(2, &["check", "--dismiss", &gap]).contains("--reason"));
    assert!(house.refused(2, &["check", "--dismiss", &gap, "--reason", " "]).contains("--reason"));
    assert!(house.refused(1, &["check", "--dismiss", "zz", "--reason", "x"]).contains("不是疑点编号"));
    assert!(house.refused(1, &["check", "--dismiss", "0000000000", "--reason", "x"]).contains("没有编号"));
    let said = house.by_us(&["check", "--dismiss", gap.get(..6).unwrap(), "--reason", "第三项依法不公开"]);
    assert!(said.contains(&gap) && said.contains("序号断续"), "{said}");
    assert_eq!(house.doubts(&[]).len(), 3);
    let aside = house.doubts(&["--dismissed"]);
    assert_eq!((aside.len(), &aside[0]["id"]), (1, &json!(gap)));
    assert_eq!(
        (&aside[0]["dismissed"]["reason"], &aside[0]["dismissed"]["author"]),
        (&json!("第三项依法不公开"), &json!("张三"))
    );
    assert!(house.done(&["check"]).contains("另有已排除的1条"));
    assert!(house.done(&["check", "--dismissed"]).contains("已排除：第三项依法不公开（张三"));
    let log = house.done(&["history", "--all"]);
    assert!(log.contains("排除疑点“序号断续”，理由：第三项依法不公开"), "{log}");
    // Undone, redone, asked again.
    let undone = house.by_us(&["undo"]);
    assert!(undone.contains("排除疑点"), "{undone}");
    assert_eq!(house.doubts(&[]).len(), 4);
    house.by_us(&["redo"]);
    assert_eq!(house.doubts(&[]).len(), 3);
    assert!(house.by_us(&["check", "--undismiss", &gap]).contains("恢复待核"));
    assert_eq!(house.doubts(&[]), doubts);
    assert!(house.refused(1, &["check", "--undismiss", &gap]).contains("没有被排除"));
    assert!(house.done(&["verify"]).contains("台账完好"));
}

#[test]
fn a_dismissal_stays_until_the_words_change() {
    let house = both();
    let copied = id(&house.doubts(&[]), "copied_answer");
    house.by_us(&["check", "--dismiss", &copied, "--reason", "同一检查组"]);
    let open = |house: &House| {
        let doubts = house.doubts(&["--agency", "乙局"]);
        doubts.iter().filter(|doubt| doubt["rule"] == "copied_answer").count()
    };
    assert_eq!(open(&house), 0);
    house.done(&["reread"]);
    assert_eq!(open(&house), 0);
    // A new wording, the same words in it: elsewhere in the file, under another number.
    house.take("乙2.txt", &first("补齐票据12张。").replace("4.值班", "3.值班"));
    assert_eq!(open(&house), 0);
    assert_eq!(house.doubts(&["--agency", "乙局", "--dismissed"])[0]["id"], json!(copied));
    assert!(house.doubts(&["--agency", "乙局"]).is_empty(), "the gap is gone");
    // Other words.
    house.take("乙3.txt", &first("补齐票据12张。").replace("4.值班", "3.值班").replace("每季度", "每两个月"));
    assert_eq!(open(&house), 1);
    assert_eq!(house.doubts(&["--agency", "乙局", "--dismissed"]), Vec::<Value>::new());
}

#[test]
fn a_dismissal_travels_in_whatever_order() {
    let (wang, li) = (both(), both());
    let gap = id(&wang.doubts(&[]), "number_gap");
    let copied = id(&li.doubts(&[]), "copied_answer");
    let bundle = |house: &House, author: &str| {
        house.done(&["bundle", "export", "out.zip", "--overwrite", "--author", author]);
        fs::read(house.path("out.zip")).unwrap()
    };
    wang.done(&["check", "--dismiss", &gap, "--reason", "依法不公开", "--author", "王某"]);
    li.done(&["check", "--dismiss", &copied, "--reason", "同一检查组", "--author", "李某"]);
    let (one, other) = (bundle(&wang, "王某"), bundle(&li, "李某"));
    let third = |bundles: [&[u8]; 3]| {
        let house = House::new();
        house.take("丙.txt", &second());
        for bytes in bundles {
            house.write("in.zip", bytes);
            house.done(&["bundle", "import", "in.zip"]);
        }
        assert!(house.done(&["verify"]).contains("台账完好"));
        let strip = |mut doubts: Vec<Value>| {
            doubts.iter_mut().for_each(|doubt| doubt["notice"] = Value::Null);
            doubts
        };
        (strip(house.doubts(&[])), strip(house.doubts(&["--dismissed"])))
    };
    let (open, aside) = third([&one, &other, &one]);
    assert_eq!((open.len(), aside.len()), (2, 2));
    let (open_again, aside_again) = third([&other, &one, &other]);
    let sorted = |doubts: Vec<Value>| {
        let mut ids: Vec<String> = doubts.iter().map(|doubt| doubt["id"].to_string()).collect();
        ids.sort();
        ids
    };
    assert_eq!(sorted(open), sorted(open_again));
    assert_eq!(sorted(aside), sorted(aside_again));
}

#[test]
fn a_doubt_is_followed_up() {
    let house = both();
    let doubts = house.doubts(&[]);
    let copied = id(&doubts, "copied_answer");
    let [one, two] = ["执法不规范。", "账目不清楚。"].map(|title| house.id(title));
    house.by_us(&["mark", &two, "--due", "+30d", "--note", "先看台账"]);
    let said = house.by_us(&["check", "--follow", &copied]);
    assert!(said.contains("待核 理由：照抄"), "{said}");
    let (first, second) = (house.row(&one), house.row(&two));
    assert_eq!((&first["state"], &first["reason"]), (&json!("query"), &json!("照抄")));
    assert!(first["note"].as_str().unwrap().contains("字相同"), "{first}");
    // What is to be gone back to stays so, and keeps its note.
    assert_eq!(second["state"], "revisit");
    assert!(second["note"].as_str().unwrap().starts_with("先看台账；"), "{second}");
    // Both at once, so undone at once.
    house.by_us(&["undo"]);
    assert_eq!((&house.row(&one)["state"], &house.row(&two)["note"]), (&json!("unread"), &json!("先看台账")));
    // No mark where there is no issue.
    house.by_us(&["correct", &one, "--not-an-issue", "--reason", "标题"]);
    let refused = house.refused(1, &["check", "--follow", &copied]);
    assert!(refused.contains("没有标记任何问题") || refused.contains("不是问题"), "{refused}");
}

/// What an inspector concluded is not taken up again by the way, and a second follow-up writes nothing.
#[test]
fn a_follow_up_reopens_nothing_by_itself_and_is_written_once() {
    let house = both();
    let copied = id(&house.doubts(&[]), "copied_answer");
    let [one, two] = ["执法不规范。", "账目不清楚。"].map(|title| house.id(title));
    house.by_us(&["mark", &one, "--finding", "true"]);
    let ran = house.run(&["check", "--follow", &copied, "--author", "张三"]);
    assert!(ran.code == Some(0) && ran.err.contains("--reopen") && ran.err.contains(&one), "{ran:?}");
    assert_eq!((&house.row(&one)["state"], &house.row(&two)["state"]), (&json!("verified"), &json!("query")));
    house.by_us(&["mark", &two, "--finding", "false"]);
    assert!(house.refused(1, &["check", "--follow", &copied]).contains("--reopen"));
    house.by_us(&["check", "--follow", &copied, "--reopen"]);
    assert_eq!((&house.row(&one)["state"], &house.row(&two)["state"]), (&json!("query"), &json!("query")));
    let events = house.events();
    assert!(house.by_us(&["check", "--follow", &copied]).contains("没有改动"));
    assert!(house.by_us(&["check", "--follow", &copied, "--reopen"]).contains("没有改动"));
    assert_eq!(house.events(), events);
}

#[test]
fn a_notice_that_is_withdrawn_raises_no_doubt() {
    let house = both();
    assert_eq!(house.doubts(&[]).len(), 4);
    house.by_us(&["withdraw", "乙局", "--reason", "重复"]);
    assert_eq!(house.doubts(&[]), Vec::<Value>::new(), "what the other shared was shared with it alone");
    house.by_us(&["withdraw", "--back", "乙局"]);
    assert_eq!(house.doubts(&[]).len(), 4);
}

#[test]
fn options_of_the_ledger_do_not_go_with_files() {
    let house = both();
    for more in [&["--dismissed"][..], &["--agency", "乙"], &["--find", "票据"], &["--reason", "x"]] {
        let err = house.fails(2, &[&["check", "乙.txt"], more].concat());
        assert!(err.contains("台账"), "{err}");
    }
    house.fails(2, &["check", "乙.txt", "--follow", "abcd"]);
}

#[test]
fn doubts_are_handed_on() {
    let house = both();
    let gap = id(&house.doubts(&[]), "number_gap");
    let csv = house.done(&["export", "执法不规范", "--to", "-", "--form", "csv"]);
    assert!(csv.lines().next().unwrap().trim_end().ends_with("编号,疑点,意见不一"), "{csv}");
    assert!(csv.contains("答复雷同：两处相连50字相同"), "{csv}");
    // With what it is the same: the other issue, and whose it is.
    for form in ["csv", "md"] {
        let said = house.done(&["export", "执法不规范", "--to", "-", "--form", form]);
        assert!(said.contains("另一处：本通报 "), "{said}");
        let across = house.done(&["export", "票据不合规", "--to", "-", "--form", form]);
        let named = across.lines().find(|line| line.contains("另一处：")).unwrap_or_default();
        assert!(named.contains("乙") && named.contains("（20"), "{across}");
    }
    let gone = |house: &House| house.done(&["export", "值班不严格", "--to", "-", "--form", "md"]);
    assert!(gone(&house).contains("**疑点**: 序号断续"), "{}", gone(&house));
    house.by_us(&["check", "--dismiss", &gap, "--reason", "王晓梅说依法不公开"]);
    assert!(!gone(&house).contains("序号断续"));
    // JSON has all, also what was put aside, and never a folder; masked it has no name.
    let json = |more: &[&str]| -> Value {
        let args = [&["export", "值班不严格", "--to", "-", "--form", "json"], more].concat();
        serde_json::from_str(&house.done(&args)).unwrap()
    };
    let asked = json(&[])["issues"][0]["doubts"].clone();
    assert_eq!((&asked[0]["id"], &asked[0]["dismissed"]["author"]), (&json!(gap), &json!("张三")));
    let masked = json(&["--redact"])["issues"][0]["doubts"].clone();
    let said = masked.to_string();
    assert!(!said.contains("张三") && !said.contains("王晓梅"), "{said}");
    let across = house.done(&["export", "票据不合规", "--to", "-", "--form", "json"]);
    assert!(across.contains("\"path\":\"乙.txt\""), "{across}");
    house.done(&["export", "--to", "提纲.docx"]);
    house.done(&["export", "--to", "台账.xlsx"]);
}
