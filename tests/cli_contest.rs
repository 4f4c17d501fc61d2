//! Corrections that two inspectors made apart, through the real program: shown side by side, settled by either.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;
#[path = "common/us.rs"]
mod us;

use common::*;
use rstest::rstest;
use serde_json::{Value, json};

/// What was done in another house comes into this one as a bundle; what was said of it.
fn merged(house: &House, from: &House) -> String {
    from.done(&["bundle", "export", "out.zip", "--overwrite", "--author", "李四"]);
    house.write("in.zip", bytes_of(&from.path("out.zip")));
    house.done(&["bundle", "import", "in.zip"])
}

/// Runs in two houses with the same notices, as 张三 here and as 李四 there, and merges both ways.
fn apart(ours: &[&[&str]], theirs: &[&[&str]]) -> (House, House, String) {
    let (house, other) = (House::furnished(), House::furnished());
    ours.iter().for_each(|args| drop(house.by_us(args)));
    theirs.iter().for_each(|args| drop(other.done(&[args, &["--author", "李四"][..]].concat())));
    let said = merged(&house, &other);
    merged(&other, &house);
    (house, other, said)
}

fn conflicts(house: &House) -> Value {
    serde_json::from_str(&house.done(&["conflicts", "--json"])).unwrap()
}

#[test]
fn corrections_of_an_issue_stand_side_by_side_until_one_is_made_anew() {
    let id = House::furnished().id("公厕管理不到位");
    let (house, other, said) = apart(
        &[
            &["correct", &id, "--title", "公厕管护不到位", "--reason", "漏字"],
            &["correct", &id, "--outcome", "phased", "--deadline", "2026-12-31:承诺", "--reason", "串行"],
        ],
        &[
            &["correct", &id, "--title", "公厕保洁不到位", "--reason", "误读"],
            &["correct", &id, "--outcome", "阶段性目标", "--deadline", "none", "--reason", "未写明"],
        ],
    );
    assert!(said.contains("更正不一致的问题 1 个") && said.contains(&id), "{said}");
    assert!(!said.contains("结论不一致"), "{said}");
    for house in [&house, &other] {
        let ran = house.run(&["conflicts"]);
        let lines: Vec<&str> = ran.out.lines().collect();
        assert_eq!(lines.len(), 5, "the outcome is the same for both: {lines:#?}");
        assert!(lines[0].starts_with(&format!("{id}  甲市城市管理局  ")), "{lines:#?}");
        assert!(
            lines[1].contains("    张三  ")
                && lines[1].ends_with("改：时限改为“2026-12-31 承诺”，理由：串行")
        );
        assert!(lines[2].contains("李四") && lines[2].ends_with("改为“未标明”，理由：未写明（暂以此为准）"));
        assert!(lines[3].ends_with("改：问题改为“公厕管护不到位”，理由：漏字"), "{lines:#?}");
        assert!(lines[4].ends_with("改：问题改为“公厕保洁不到位”，理由：误读（暂以此为准）"), "{lines:#?}");
        assert!(ran.err.contains("1 个问题意见不一。再标记或更正一次"), "{}", ran.err);
        let row = house.row(&id);
        assert_eq!(row["title"], "公厕保洁不到位", "the later counts");
        let fields: Vec<&Value> =
            row["contested"].as_array().unwrap().iter().map(|one| &one["field"]).collect();
        assert_eq!(fields, ["deadlines", "title"]);
        assert_eq!(row["contested"][1]["voices"][0]["change"]["value"], "公厕管护不到位");
        assert!(house.done(&["list"]).contains("[改 意见不一] 公厕保洁不到位"));
        assert_eq!(house.list(&["--conflicts"]).len(), 1);
        assert_eq!(house.done(&["show", &id]).matches("更正不一致  ").count(), 4);
    }
    let all = conflicts(&house);
    assert_eq!(
        (&all[0]["of"], &all[0]["id"], &all[0]["opinions"]),
        (&json!("issue"), &json!(id), &json!([]))
    );
    assert_eq!(all[0]["corrections"][1]["voices"][1]["author"], "李四");

    // What is handed on says so too.
    for (file, part) in [
        ("a.json", "\"contested\":[{\"field\":\"deadlines\""),
        ("a.csv", "张三  改：问题改为“公厕管护不到位”"),
        ("a.md", "张三  改：问题改为“公厕管护不到位”"),
    ] {
        house.by_us(&["export", "--to", file]);
        let text = String::from_utf8(bytes_of(&house.path(file))).unwrap();
        assert!(text.contains(part), "{file}: {text}");
    }
    // Persons are masked there as everywhere.
    house.done(&["export", "--to", "m.json", "--redact", "--author", "赵六"]);
    let masked = String::from_utf8(bytes_of(&house.path("m.json"))).unwrap();
    assert!(
        masked.contains("\"contested\":[{\"field\"") && !masked.contains("张三") && !masked.contains("李四"),
        "{masked}"
    );
    house.by_us(&["export", "--to", "a.docx"]);
    let mut package = zip::ZipArchive::new(std::fs::File::open(house.path("a.docx")).unwrap()).unwrap();
    let text = std::io::read_to_string(package.by_name("word/document.xml").unwrap()).unwrap();
    assert!(text.contains("意见不一，待定：") && text.contains("张三  改：时限改为"), "{text}");
    let csv = house.done(&["list", "--csv", "--conflicts"]);
    assert!(csv.contains("改：问题改为“公厕管护不到位”，理由：漏字; 李四"), "{csv}");

    // Whoever sees both settles it, here by saying again what counts; and so for everybody.
    house.by_us(&["correct", &id, "--title", "公厕保洁不到位", "--reason", "李四说得对"]);
    house.by_us(&["correct", &id, "--as-printed", "deadline", "--reason", "原文有"]);
    merged(&other, &house);
    for house in [&house, &other] {
        assert_eq!(conflicts(house), json!([]));
        assert!(house.run(&["conflicts"]).err.contains("没有意见不一的问题"));
        assert_eq!(house.row(&id)["contested"], json!([]));
        assert!(house.done(&["history", &id]).contains("公厕管护不到位"), "both stay in the history");
    }
}

#[test]
fn taking_one_back_settles_it_and_bringing_it_back_does_not() {
    let id = House::furnished().id("路灯破损");
    let (house, other, _) = apart(
        &[&["correct", &id, "--title", "路灯不亮", "--reason", "a"]],
        &[&["correct", &id, "--title", "路灯损坏", "--reason", "b"]],
    );
    house.by_us(&["undo"]);
    assert_eq!((conflicts(&house), &house.row(&id)["title"]), (json!([]), &json!("路灯损坏")));
    house.by_us(&["redo"]);
    assert_eq!(conflicts(&house).as_array().unwrap().len(), 1);
    // A value that is as printed already can be said to be right where people differ.
    let err = house.refused(1, &["correct", &id, "--as-printed", "outcome", "--reason", "x"]);
    assert!(err.contains("没有改过"), "{err}");
    other.done(&["correct", &id, "--as-printed", "title", "--reason", "原文无误", "--author", "李四"]);
    merged(&house, &other);
    assert_eq!((conflicts(&house), &house.row(&id)["title"]), (json!([]), &json!("路灯破损")));
}

#[test]
fn equal_corrections_are_no_conflict() {
    let id = House::furnished().id("路灯破损");
    let ours: &[&str] = &["correct", &id, "--outcome", "phased,long_term", "--reason", "a"];
    let theirs: &[&str] = &["correct", &id, "--outcome", "长期坚持、阶段性目标", "--reason", "b"];
    let (house, _, said) = apart(&[ours], &[theirs]);
    assert_eq!(conflicts(&house), json!([]));
    assert!(!said.contains("不一致"), "{said}");
}

/// Somebody took it for no issue, somebody else checked it: neither is lost.
#[test]
fn what_is_no_issue_for_one_and_was_checked_by_another_is_listed() {
    let id = House::furnished().id("台账不全");
    let (house, _, said) = apart(
        &[&["mark", &id, "--finding", "不属实", "--seen", "台账齐全"]],
        &[&["correct", &id, "--not-an-issue", "--reason", "是小标题"]],
    );
    assert!(said.contains("更正不一致的问题 1 个"), "{said}");
    assert_eq!((house.list(&[]).len(), house.list(&["--conflicts"]).len()), (7, 1));
    let out = house.done(&["conflicts"]);
    for part in
        ["张三", "已核实  不属实  核查情况：台账齐全（暂以此为准）", "李四", "改：不是问题，理由：是小标题\n"]
    {
        assert!(out.contains(part), "{part}: {out}");
    }
    assert!(house.done(&["list", "--conflicts"]).contains("意见不一] 台账不全"));
    house.by_us(&["correct", &id, "--not-an-issue", "--reason", "确是小标题"]);
    assert_eq!((conflicts(&house), house.list(&["--void"]).len()), (json!([]), 1));
}

#[rstest]
#[case::title(&["--title", "甲的标题"], &["--title", "乙的标题"], "title", "乙的标题（")]
#[case::agency(&["--agency", "甲局"], &["--agency", "乙局"], "agency", "乙局（")]
#[case::feedback(&["--feedback", "2024-10-10"], &["--feedback", "2024-10-11"], "feedback", "2024-10-11（")]
#[case::published(&["--published", "2025-03-01"], &["--published", "2025-03-02"], "published", "2025-03-02（")]
fn corrections_of_a_notice(
    #[case] one: &[&str],
    #[case] two: &[&str],
    #[case] field: &str,
    #[case] counts: &str,
) {
    let (ours, theirs) = (
        [&["correct", "--notice", "#1", "--reason", "a"][..], one].concat(),
        [&["correct", "--notice", "#1", "--reason", "b"][..], two].concat(),
    );
    let (house, _, said) = apart(&[&ours], &[&theirs]);
    assert!(said.contains("更正不一致的还有 1 份通报") && said.contains("  #1  "), "{said}");
    let all = conflicts(&house);
    assert_eq!((&all[0]["of"], &all[0]["corrections"][0]["field"]), (&json!("notice"), &json!(field)));
    let ran = house.run(&["conflicts"]);
    assert!(ran.out.starts_with("#1  ") && ran.out.lines().count() == 3, "{}", ran.out);
    assert!(ran.err.contains("1 份通报意见不一"), "{}", ran.err);
    let id = house.id("路灯破损");
    let shown = house.done(&["show", &id]);
    assert_eq!(shown.matches("更正不一致  ").count(), 2, "{shown}");
    assert!(shown.contains(counts), "{shown}");
    assert_eq!(house.row(&id)["notice_contested"][0]["field"], field);
    house.by_us(&["correct", "--notice", "#1", "--as-printed", field, "--reason", "原文"]);
    assert_eq!(conflicts(&house), json!([]));
}

#[test]
fn what_is_said_of_an_agency() {
    let set: fn(&'static str) -> [&'static str; 5] =
        |region| ["agency", "set", "甲市城市管理局", "--region", region];
    let (house, _, said) = apart(&[&set("甲县")], &[&set("乙县")]);
    assert!(said.contains("更正不一致的还有 1 个单位") && said.contains("  甲市城市管理局"), "{said}");
    let all = conflicts(&house);
    assert_eq!((&all[0]["of"], &all[0]["agency"]), (&json!("agency"), &json!("甲市城市管理局")));
    assert!(house.done(&["conflicts"]).contains("区域 乙县（暂以此为准）"));
    assert!(house.done(&["agencies"]).contains("[意见不一]"));
    house.by_us(&set("乙县"));
    assert_eq!(conflicts(&house), json!([]));
    assert!(!house.done(&["agencies"]).contains("意见不一"));

    let merge: &[&str] = &["agency", "merge", "甲市城市管理局", "--into", "乙县市政园林局"];
    let other: &[&str] = &["agency", "merge", "乙县市政园林局", "--into", "甲市城市管理局"];
    let split: &[&str] = &["agency", "split", "甲市城市管理局"];
    let (house, _, _) = apart(&[merge], &[merge, split]);
    let all = conflicts(&house);
    let said = &all[0]["corrections"][0];
    assert_eq!((&said["field"], &said["name"]), (&json!("alias"), &json!("甲市城市管理局")));
    house.by_us(split);
    assert_eq!(conflicts(&house), json!([]), "it is split already, and saying so settles it");
    assert!(house.refused(1, split).contains("甲市城市管理局"));
    // Each into the other is one merging: the names go round, and one of them is shown.
    let (house, _, _) = apart(&[merge], &[other]);
    assert_eq!((conflicts(&house), house.list(&["--agency", "甲市"]).len()), (json!([]), 7));
}

#[test]
fn steps_of_a_case() {
    let step: fn(&'static str) -> [&'static str; 5] = |day| ["step", "#1", "整改方案", "--on", day];
    let (house, _, said) = apart(&[&step("2024-10-20")], &[&step("2024-10-21")]);
    assert!(said.contains("更正不一致的还有 1 份通报"), "{said}");
    assert_eq!(conflicts(&house)[0]["corrections"][0]["field"], "step:整改方案");
    assert!(house.done(&["conflicts"]).contains("整改方案：2024-10-21 完成（暂以此为准）"));
    house.by_us(&step("2024-10-20"));
    assert_eq!(conflicts(&house), json!([]));
}

#[test]
fn what_is_printed_anew_is_asked_for_and_told_of_when_it_comes_in_a_bundle() {
    let version = |tag: &str| {
        let one = outcome(issue("1.", "公厕管理不到位", "已补齐"), &[tag]);
        notice("甲局", &[one, issue("2.", "路灯破损", "已修复")]).to_string()
    };
    let (house, other) = (House::new(), House::new());
    for house in [&house, &other] {
        house.write("n.json", version("completed"));
        house.done(&["import", "n.json"]);
    }
    let id = house.id("公厕管理不到位");
    house.by_us(&["correct", &id, "--outcome", "phased", "--reason", "串行"]);
    assert_eq!(house.list(&["--printed-anew"]).len(), 0);
    other.write("n.json", version("in_progress"));
    other.done(&["import", "n.json"]);
    let said = merged(&house, &other);
    assert!(said.contains("新版本的原文又变了的问题 1 个，请核对") && said.contains(&id), "{said}");
    let rows = house.list(&["--printed-anew"]);
    assert_eq!((rows.len(), &rows[0]["id"], &rows[0]["printed_anew"]), (1, &json!(id), &json!(true)));
    assert!(house.done(&["show", &id]).contains("原文已变：改过以后"));
    house.by_us(&["correct", &id, "--outcome", "phased", "--reason", "新版本亦误"]);
    assert_eq!(house.list(&["--printed-anew"]).len(), 0);
    assert!(!house.done(&["show", &id]).contains("原文已变"));
}

/// What stands by hand in place of a notice's own facts does not hide a new printing without a word.
#[test]
fn what_is_printed_anew_of_the_notice_itself_is_told() {
    let version = |title: &str, published: &str| {
        let mut notice = notice("甲局", &[issue("1.", "公厕管理不到位", "已补齐")]);
        notice["title"] = json!(title);
        notice["published"] = json!(published);
        notice.to_string()
    };
    let (house, other) = (House::new(), House::new());
    for house in [&house, &other] {
        house.write("n.json", version("中共甲局党组关于巡察整改情况的通报", "2025-01-10"));
        house.done(&["import", "n.json"]);
        house.by_us(&["correct", "--notice", "#1", "--title", "甲局整改通报", "--reason", "漏字"]);
        house.by_us(&["correct", "--notice", "#1", "--published", "2025-01-11", "--reason", "串行"]);
    }
    let id = house.id("公厕管理不到位");
    let silent = |house: &House| {
        assert!(!house.done(&["show", &id]).contains("原文已变"));
        assert_eq!(house.row(&id)["notice_printed_anew"], json!([]));
        assert!(!house.run(&["list", "--printed-anew"]).err.contains("原文已变"));
    };
    silent(&house);
    // The title is printed otherwise, the day of publication is not.
    house.write("n.json", version("中共甲局党组关于巡察整改进展情况的通报", "2025-01-10"));
    let said = house.run(&["import", "n.json"]);
    assert!(format!("{}{}", said.out, said.err).contains("原文已变：通报的通报标题改过以后"), "{}", said.out);
    assert!(house.done(&["show", &id]).contains("原文已变：通报的通报标题改过以后"));
    assert_eq!(house.row(&id)["notice_printed_anew"], json!(["title"]));
    let asked = house.run(&["list", "--printed-anew"]);
    assert!(asked.err.contains("#1  甲局整改通报  原文已变"), "{}", asked.err);
    assert!(!house.run(&["list", "--printed-anew", "--agency", "乙"]).err.contains("#1"));
    assert!(!house.run(&["list", "--printed-anew", "--outcome", "completed"]).err.contains("#1"));
    // It comes in a bundle as well.
    let taken = merged(&other, &house);
    assert!(taken.contains("#1  原文已变：通报的通报标题"), "{taken}");
    // Put right once more in knowledge of what is printed now, or as it is printed.
    house.by_us(&["correct", "--notice", "#1", "--title", "甲局整改通报", "--reason", "仍漏字"]);
    silent(&house);
    other.by_us(&["correct", "--notice", "#1", "--as-printed", "title", "--reason", "已更正"]);
    silent(&other);
}

/// Two verdicts made apart, and a correction made apart, in every form in which rows are handed on.
#[test]
fn exports_show_both_sides() {
    let id = House::furnished().id("路灯破损");
    let (house, ..) = apart(
        &[
            &["mark", &id, "--finding", "属实", "--seen", "已修复"],
            &["correct", &id, "--outcome", "phased", "--reason", "串行"],
        ],
        &[
            &["mark", &id, "--finding", "不属实", "--seen", "仍有破损"],
            &["correct", &id, "--outcome", "completed", "--reason", "误读"],
        ],
    );
    let both = ["张三  已核实  属实  已修复", "李四  已核实  不属实  仍有破损（暂以此为准）"];
    for form in ["csv", "md", "xlsx", "docx"] {
        let file = format!("out.{form}");
        house.done(&["export", "--to", &file, "--author", "张三"]);
        let text = text_of(&house.path(&file));
        for side in both {
            let count = text.matches(side).count();
            assert_eq!(count, 1, "{form}: {side}: {text}");
        }
        assert!(text.contains("张三  改：整改结果") && text.contains("李四  改：整改结果"), "{form}: {text}");
    }
    let row = house.done(&["list", "--conflicts", "--csv"]);
    assert!(row.contains("不属实  仍有破损（暂以此为准）"), "{row}");
}

/// All text of a file, also of one that is an archive of XML.
fn text_of(path: &std::path::Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) else {
        return String::from_utf8(bytes).unwrap();
    };
    let mut text = String::new();
    for name in ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "word/document.xml"] {
        if let Ok(mut part) = archive.by_name(name) {
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        }
    }
    regex::Regex::new("<[^>]*>").unwrap().replace_all(&text, "").into_owned()
}
