//! Corrections on the command line: of issues, of notices, issues that were missed; undo and redo of them.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;
#[path = "common/us.rs"]
mod us;

use common::*;
use rstest::rstest;
use serde_json::{Value, json};

#[test]
fn an_issue_is_put_right_beside_what_is_printed() {
    let house = House::furnished();
    let id = house.id("公厕管理不到位");
    let out = house.by_us(&[
        "correct",
        &id,
        "--title",
        "公厕管护不到位",
        "--outcome",
        "阶段性目标，长期坚持",
        "--deadline",
        "2026-12-31：承诺",
        "--deadline",
        "2026-06-30:required",
        "--reason",
        "表格串行",
    ]);
    assert_eq!(out.lines().count(), 3, "{out}");
    let row = house.row(&id);
    assert_eq!((&row["title"], &row["outcome"]), (&json!("公厕管护不到位"), &json!(["phased", "long_term"])));
    assert_eq!(row["deadlines"][0], json!({"due": "2026-12-31", "kind": "promised", "overdue": false}));
    assert_eq!(
        row["corrected"],
        json!({
            "title": "公厕管理不到位", "outcome": ["completed"],
            "deadlines": [{"due": "2025-06-30", "kind": "required", "overdue": true}],
            "void": false, "missed": false,
        })
    );
    assert_eq!(house.list(&["--outcome", "phased"]).len(), 2, "filters ask what was put right");
    let lines = house.done(&["list", "--agency", "甲"]);
    assert!(lines.lines().next().unwrap().contains("[改] 公厕管护不到位"), "{lines}");
    let shown = house.done(&["show", &id]);
    assert!(
        shown.contains("问题  公厕管理不到位\n改  问题 公厕管护不到位（理由：表格串行；张三 "),
        "{shown}"
    );
    assert!(shown.contains("改  整改结果 阶段性目标、长期坚持（"), "{shown}");
    assert!(shown.contains("改  时限 2026-12-31 承诺、2026-06-30 要求（"), "{shown}");

    // A new version does not undo it.
    let mut again = two_agencies();
    again[0]["nodes"][0]["children"][0]["response"]["text"] = "已更换灯具并建立制度".into();
    house.write("notices.json", again.to_string());
    house.done(&["import", "notices.json"]);
    assert_eq!(house.row(&id)["title"], "公厕管护不到位");

    let out = house.by_us(&["undo"]);
    assert!(out.contains("撤销，现为：未读  公厕管理不到位"), "{out}");
    assert!(out.contains("撤销：改：问题改为“公厕管护不到位”"), "{out}");
    assert_eq!(house.row(&id)["corrected"], Value::Null);
    let out = house.by_us(&["redo"]);
    assert!(
        out.contains("重做，现为：未读  公厕管护不到位") && out.contains("重做：改：整改结果改为"),
        "{out}"
    );
    house.by_us(&["correct", &id, "--as-printed", "title", "--as-printed", "时限", "--reason", "原文无误"]);
    let row = house.row(&id);
    assert_eq!(
        (&row["title"], &row["corrected"]["outcome"]),
        (&json!("公厕管理不到位"), &json!(["completed"]))
    );
    assert_eq!(row["corrected"].get("title"), None);
    house.by_us(&["correct", &id, "--outcome", "none", "--deadline", "无", "--reason", "x"]);
    assert_eq!((&house.row(&id)["outcome"], &house.row(&id)["deadlines"]), (&json!([]), &json!([])));
}

#[test]
fn what_is_no_issue_is_in_no_list() {
    let house = House::furnished();
    let id = house.id("台账不全");
    house.by_us(&["correct", &id, "--not-an-issue", "--reason", "是小标题"]);
    assert_eq!(house.list(&[]).len(), 6);
    assert_eq!(house.list(&["台账"]).len(), 0);
    let void = house.list(&["--void"]);
    assert_eq!((void.len(), &void[0]["id"], &void[0]["corrected"]["void"]), (1, &json!(id), &json!(true)));
    assert!(house.done(&["list", "--void"]).contains("[改 不是问题] 台账不全"));
    assert!(house.done(&["show", &id]).contains("改  不是问题（理由：是小标题；张三 "));
    house.by_us(&["mark", "--all", "--state", "query"]);
    assert_eq!(house.list(&["--state", "query"]).len(), 6, "nor is it marked in bulk");
    house.by_us(&["correct", &id, "--as-printed", "不是问题", "--reason", "确是问题"]);
    assert_eq!((house.list(&[]).len(), house.list(&["--void"]).len()), (7, 0));
}

#[rstest]
#[case::feedback_to_come("--feedback", "2026-11-23", 2, "在今天之后")]
#[case::publication_to_come("--published", "2026-11-23", 2, "在今天之后")]
#[case::feedback_long_ago("--feedback", "1024-10-09", 2, "1024-10-09 太早")]
#[case::published_before_the_feedback(
    "--published",
    "2024-10-08",
    1,
    "反馈日期 2024-10-09 在公布日期 2024-10-08 之后"
)]
fn a_notice_has_no_impossible_days(
    #[case] option: &str,
    #[case] day: &str,
    #[case] code: i32,
    #[case] says: &str,
) {
    let house = House::furnished();
    let err = house.refused(code, &["correct", "--notice", "#1", option, day, "--reason", "抄错"]);
    assert!(err.contains(says), "{err}");
    house.by_us(&["correct", "--notice", "#1", "--published", "2025-03-01", "--reason", "网页"]);
    let err =
        house.refused(1, &["correct", "--notice", "#1", "--feedback", "2025-03-02", "--reason", "抄错"]);
    assert!(err.contains("反馈日期 2025-03-02 在公布日期 2025-03-01 之后"), "{err}");
}

#[test]
fn a_notice_is_put_right() {
    let house = House::furnished();
    house.by_us(&["correct", "--notice", "甲市", "--agency", "甲市城管执法局", "--reason", "改名"]);
    assert_eq!(house.list(&["--agency", "执法局"]).len(), 4);
    house.by_us(&["correct", "--notice", "#1", "--feedback", "2024-10-10", "--reason", "抄错"]);
    house.by_us(&["correct", "--notice", "#1", "--published", "2025-03-01", "--reason", "网页"]);
    house.by_us(&["correct", "--notice", "#1", "--title", "甲市城管局整改通报", "--reason", "标题漏读"]);
    let id = house.id("路灯破损");
    let row = house.row(&id);
    assert_eq!(
        (&row["agency"], &row["notice"], &row["feedback_date"]),
        (&json!("甲市城管执法局"), &json!("甲市城管局整改通报"), &json!("2024-10-10"))
    );
    assert_eq!(row["notice_corrected"], json!(["title", "agency", "feedback", "published"]));
    let shown = house.done(&["show", &id]);
    for part in [
        "中共甲市城市管理局党组关于巡察整改情况的通报",
        "改  通报标题 甲市城管局整改通报（理由：标题漏读；张三 ",
        "改  公布日期 2025-03-01",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let out = house.by_us(&["undo"]);
    assert!(out.contains("通报 中共甲市城市管理局党组") && out.contains("撤销：改：通报标题改为"), "{out}");
    let out = house.by_us(&["redo"]);
    assert!(out.contains("通报 甲市城管局整改通报  重做：改：通报标题改为"), "{out}");
    house.by_us(&["correct", "--notice", "#1", "--as-printed", "agency", "--reason", "仍用原名"]);
    assert_eq!(house.list(&["--agency", "甲市城市管理局"]).len(), 4);
}

#[test]
fn a_missed_issue_is_added() {
    let house = House::furnished();
    let after = house.id("公厕管理不到位");
    let out = house.by_us(&[
        "add",
        "甲市",
        "--title",
        "扬尘治理不力",
        "--label",
        "5.",
        "--response",
        "已加装喷淋",
        "--outcome",
        "completed",
        "--after",
        &after,
        "--reason",
        "漏读",
    ]);
    assert!(out.contains("已补录  扬尘治理不力"), "{out}");
    let rows = house.list(&["--agency", "甲"]);
    assert_eq!(rows[1]["title"], "扬尘治理不力");
    assert_eq!((&rows[1]["corrected"]["missed"], &rows[1]["outcome"]), (&json!(true), &json!(["completed"])));
    assert_eq!(house.list(&["喷淋"]).len(), 1);
    assert!(house.done(&["list"]).contains("[改 补录] 扬尘治理不力"));
    let id = house.id("扬尘治理不力");
    assert!(house.done(&["show", &id]).contains("改  补录（理由：漏读；张三 "));
    house.by_us(&["mark", &id, "--state", "query"]);
    house.by_us(&["undo"]);
    let out = house.by_us(&["undo"]);
    assert!(out.contains("撤销：改：补录"), "{out}");
    assert_eq!(house.list(&[]).len(), 7);
    house.by_us(&["redo"]);
    assert_eq!(house.list(&[]).len(), 8);
}

#[rstest]
#[case::no_reason(&["correct", "ID", "--title", "x"], 2, "--reason")]
#[case::empty_reason(&["correct", "ID", "--title", "x", "--reason", " "], 2, "--reason 后面不能是空的")]
#[case::nothing(&["correct", "ID", "--reason", "x"], 2, "没有说要改什么")]
#[case::empty_title(&["correct", "ID", "--title", " ", "--reason", "x"], 2, "--title 后面不能是空的")]
#[case::bad_outcome(&["correct", "ID", "--outcome", "好", "--reason", "x"], 2, "没有“好”")]
#[case::none_and_some(&["correct", "ID", "--outcome", "unstated,completed", "--reason", "x"], 2, "不能同时使用")]
#[case::day_alone(&["correct", "ID", "--deadline", "2026-12-31", "--reason", "x"], 2, "应写成")]
#[case::no_day(&["correct", "ID", "--deadline", "2026-02-30:承诺", "--reason", "x"], 2, "日历上没有")]
#[case::no_kind(&["correct", "ID", "--deadline", "2026-12-31:也许", "--reason", "x"], 2, "没有“也许”")]
#[case::no_field(&["correct", "ID", "--as-printed", "颜色", "--reason", "x"], 2, "没有“颜色”")]
#[case::twice(&["correct", "ID", "--title", "y", "--as-printed", "title", "--reason", "x"], 2, "写多了")]
#[case::never_corrected(&["correct", "ID", "--as-printed", "title", "--reason", "x"], 1, "没有改过")]
#[case::never_void(&["correct", "ID", "--as-printed", "void", "--reason", "x"], 1, "没有改过")]
#[case::no_issue(&["correct", "zzzzzzzzzz", "--title", "y", "--reason", "x"], 1, "没有编号")]
#[case::agency_of_issue(&["correct", "ID", "--agency", "y", "--reason", "x"], 2, "--notice")]
#[case::outcome_of_notice(&["correct", "--notice", "甲", "--outcome", "completed", "--reason", "x"], 2, "不能与")]
#[case::several_notices(&["correct", "--notice", "党组", "--title", "y", "--reason", "x"], 1, "几份通报")]
#[case::no_notice(&["correct", "--notice", "丁", "--title", "y", "--reason", "x"], 1, "没有名称或标题")]
#[case::two_of_notice(&["correct", "--notice", "甲", "--title", "y", "--agency", "z", "--reason", "x"], 2, "一次只改一项")]
#[case::notice_as_it_was(&["correct", "--notice", "甲", "--as-printed", "feedback", "--reason", "x"], 1, "没有改过")]
#[case::add_without_title(&["add", "甲", "--reason", "x"], 2, "--title")]
#[case::add_without_reason(&["add", "甲", "--title", "x"], 2, "--reason")]
#[case::add_behind_another(&["add", "乙", "--title", "x", "--after", "ID", "--reason", "x"], 1, "这份通报里没有问题")]
#[case::add_nowhere(&["add", "丁", "--title", "x", "--reason", "x"], 1, "没有名称或标题")]
fn corrections_that_are_refused(#[case] args: &[&str], #[case] code: i32, #[case] says: &str) {
    let house = House::furnished();
    let id = house.id("路灯破损");
    let args: Vec<&str> = args.iter().map(|arg| if *arg == "ID" { id.as_str() } else { arg }).collect();
    let err = house.refused(code, &args);
    assert!(err.contains(says), "{err}");
    assert_eq!(house.list(&[]).len(), 7);
}

/// The text of a file; of a package, that of all its parts.
fn inside(path: &std::path::Path) -> String {
    let Ok(mut package) = zip::ZipArchive::new(std::fs::File::open(path).unwrap()) else {
        return std::fs::read_to_string(path).unwrap();
    };
    let mut all = String::new();
    for at in 0..package.len() {
        all.push_str(&std::io::read_to_string(package.by_index(at).unwrap()).unwrap());
    }
    all
}

#[test]
fn what_a_newer_version_prints_is_not_hidden_by_a_correction() {
    let house = House::new();
    let version = |tag: &str, day: &str| {
        let one = due(outcome(issue("1.", "公厕管理不到位", "已补齐"), &[tag]), day, "promised");
        notice("甲局", &[one, issue("2.", "路灯破损", "已修复")]).to_string()
    };
    house.write("n.json", version("completed", "2026-12-01"));
    house.done(&["import", "n.json"]);
    let (id, other) = (house.id("公厕管理不到位"), house.id("路灯破损"));
    house.by_us(&["correct", &id, "--outcome", "phased", "--reason", "表格串行"]);
    house.by_us(&["correct", &other, "--title", "路灯长期破损", "--reason", "漏字"]);
    house.by_us(&["mark", &id, "--due", "+3d"]);
    // Another field has changed: what was put right hides nothing.
    house.write("n.json", version("completed", "2026-12-24"));
    assert!(!house.done(&["import", "n.json"]).contains("请核对"));
    assert!(!house.done(&["list"]).contains("原文已变"));
    house.write("n.json", version("in_progress", "2026-12-24"));
    let told = house.done(&["import", "n.json"]);
    assert!(told.contains(&format!("新版本的原文已变，请核对：{id}")) && !told.contains(&other), "{told}");
    assert!(house.done(&["list"]).contains("[改 原文已变] 公厕管理不到位"));
    assert!(house.done(&["agenda"]).contains("[原文已变] 公厕管理不到位"));
    assert_eq!(
        house.row(&id)["outcome"],
        json!(["phased"]),
        "what was put right stands until somebody looks"
    );
    let listed = house.done(&["list", "--csv"]);
    let line = listed.lines().find(|line| line.starts_with(&id)).unwrap();
    assert!(line.contains("结果、原文已变"), "{line}");
    for form in ["xlsx", "docx", "csv", "md", "json", "ics"] {
        let file = format!("out.{form}");
        house.done(&["export", "--to", &file, "--author", "张三"]);
        let text = inside(&house.path(&file)).replace("\r\n ", "");
        let want = if form == "json" { "\"printed_anew\":true" } else { "原文已变：改过以后" };
        assert!(text.contains(want), "{form}: {text}");
    }
    // Whoever looks and puts it right again has seen what is printed now.
    house.by_us(&["correct", &id, "--outcome", "phased", "--reason", "新版本亦误"]);
    assert!(!house.done(&["list"]).contains("原文已变"));
}
