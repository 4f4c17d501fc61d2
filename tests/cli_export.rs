//! What leaves the ledger, read back by other libraries.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;
#[allow(dead_code, reason = "the tests of the workbook that comes back use the rest of it")]
#[path = "common/workbook.rs"]
mod workbook;

use calamine::{Data, Reader, Xlsx, open_workbook};
use common::*;
use rstest::rstest;
use serde_json::{Value, json};
use workbook::Workbook;

const NAMES: [&str; 5] = ["整改台账", "问题清单", "任务清单", "责任清单", "说明"];

/// A sheet as rows of text, by its name.
fn sheet(house: &House, file: &str, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(house.path(file)).unwrap();
    let range = book.worksheet_range(name).unwrap();
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

fn export(house: &House, file: &str) {
    house.done(&["export", "--to", file, "--overwrite", "--author", "张三"]);
}

/// Two agencies, and one whose issue is out to do harm.
fn hostile() -> House {
    let house = House::furnished();
    let title = "=HYPERLINK(\"http://x\",\"点我\")";
    let mut bad = issue("1.", title, "＋1\u{7}报\u{1b}[31m告\u{202e}");
    bad["measures"] = json!([
        {"label": "一是", "text": "@SUM(A1)", "span": [0, 0]},
        {"label": "二是", "text": "完善制度", "span": [0, 0]},
    ]);
    bad["responsible"] = json!([
        {"role": "责任单位", "name": "-环卫科", "span": [0, 0]},
        {"role": "责任领导", "name": "局长", "span": [0, 0]},
    ]);
    house.write("bad.json", json!([notice("丙镇", &[bad])]).to_string());
    house.done(&["import", "bad.json"]);
    house
}

/// A calendar holds days, not issues.
#[test]
fn of_a_calendar_its_events_are_counted() {
    let house = House::furnished();
    let id = house.id("公厕管理不到位");
    house.done(&["mark", &id, "--due", "2026-12-31", "--author", "李四"]);
    let out = house.done(&["export", "--to", "日程.ics"]);
    let text = std::fs::read_to_string(house.path("日程.ics")).unwrap();
    let events = text.matches("BEGIN:VEVENT").count();
    assert!(events > 0 && out == format!("已写入 日程.ics：{events} 个日程\n"), "{out}");
    let none = house.list(&["--due", "none"]);
    let title = none.iter().find(|row| row["state"] == "unread").unwrap()["title"].as_str().unwrap();
    let out = house.done(&["export", title, "--due", "none", "--state", "unread", "--to", "空.ics"]);
    assert!(out.contains("没有日程"), "{out}");
}

#[test]
fn the_workbook_is_read_by_another_library() {
    let house = House::furnished();
    let id = house.id("公厕管理不到位");
    house.done(&["mark", &id, "--due", "2026-12-31", "--note", "看现场", "--author", "李四"]);
    let out = house.done(&["export", "--to", "台账.xlsx", "--author", "张三", "公厕"]);
    assert_eq!(out, "已写入 台账.xlsx：2 个问题\n");
    let mut book: Xlsx<_> = open_workbook(house.path("台账.xlsx")).unwrap();
    assert_eq!(book.sheet_names()[..5], NAMES);
    let rows = sheet(&house, "台账.xlsx", NAMES[0]);
    assert_eq!((rows.len(), rows[0].len()), (3, 60));
    let row =
        |head: &str| rows[0].iter().position(|cell| cell == head).map(|at| rows[2][at].as_str()).unwrap();
    for (head, want) in [
        ("序号", "2"),
        ("被巡察单位", "甲市城市管理局"),
        ("反馈问题（原文）", "公厕管理不到位"),
        ("整改进展情况", "已更换ＬＥＤ灯"),
        ("完成情况", "已完成"),
        ("是否常态化坚持", ""),
        ("整改目标", ""),
        ("密级", "内部"),
        ("回头看状态", "列入回头看"),
        ("备注", "看现场"),
        ("编号", &id),
    ] {
        assert_eq!(row(head), want, "{head}");
    }
    let range = book.worksheet_range(NAMES[0]).unwrap();
    for head in ["反馈日期", "整改时限", "复查期限"] {
        let at = rows[0].iter().position(|cell| cell == head).unwrap();
        assert!(matches!(range.get((2, at)), Some(Data::DateTime(_))), "{head}");
    }
    let about = sheet(&house, "台账.xlsx", NAMES[4]).concat().join("\n");
    for part in ["内部", "张三", "公厕", "2", "huitoukan receive"] {
        assert!(about.contains(part), "{part}: {about}");
    }
    assert_eq!(sheet(&house, "台账.xlsx", NAMES[1]).len(), 3);
    assert_eq!(book.sheets_metadata().last().unwrap().visible, calamine::SheetVisible::VeryHidden);
}

#[test]
fn the_workbook_can_be_printed_and_filled_in() {
    let house = House::furnished();
    export(&house, "a.xlsx");
    let book = Workbook::open(&house.path("a.xlsx"));
    let ledger = book.part("xl/worksheets/sheet1.xml");
    for part in [
        "ySplit=\"1\"",
        "state=\"frozen\"",
        "<autoFilter",
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
        "fitToHeight=\"0\"",
        "<sheetProtection",
        "列入回头看",
        "部分属实",
        "密级：内部",
        "&amp;P",
    ] {
        assert!(ledger.contains(part), "{part}");
    }
    assert!(book.part("xl/workbook.xml").contains("_xlnm.Print_Titles"));
    assert!(book.part("xl/styles.xml").contains("locked=\"0\""));
    for n in 1..=6 {
        assert!(!book.part(&format!("xl/worksheets/sheet{n}.xml")).contains("<f>"), "{n}");
    }
}

#[test]
fn formulas_and_control_signs_do_no_harm() {
    let house = hostile();
    for form in ["xlsx", "csv", "json", "md", "docx", "ics"] {
        house.done(&["export", "--to", &format!("a.{form}"), "--agency", "丙镇"]);
    }
    let rows = sheet(&house, "a.xlsx", NAMES[0]);
    let cell = |head: &str| rows[1][rows[0].iter().position(|cell| cell == head).unwrap()].clone();
    // In a workbook a text is a text.
    assert_eq!(cell("反馈问题（原文）"), "=HYPERLINK(\"http://x\",\"点我\")");
    assert_eq!(cell("整改措施"), "一是 @SUM(A1)\n二是 完善制度");
    assert_eq!(cell("整改进展情况"), "＋1报告");
    assert_eq!((cell("责任单位（部门）"), cell("责任领导（职务）")), ("-环卫科".into(), "局长".into()));
    assert_eq!(sheet(&house, "a.xlsx", NAMES[2]).len(), 3);
    let csv = house.done(&["export", "--to", "-", "--form", "csv", "--agency", "丙镇"]);
    let mut csv = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let heads = csv.headers().unwrap().clone();
    let record = csv.records().next().unwrap().unwrap();
    let cell = |head: &str| &record[heads.iter().position(|cell| cell == head).unwrap()];
    assert_eq!(cell("反馈问题（原文）"), "'=HYPERLINK(\"http://x\",\"点我\")");
    assert_eq!(cell("整改进展情况"), "'＋1报告");
    assert_eq!(cell("责任单位（部门）"), "'-环卫科");
    for form in ["csv", "json", "md", "ics"] {
        let text = std::fs::read_to_string(house.path(&format!("a.{form}"))).unwrap();
        let bad = |c: char| c.is_control() && !matches!(c, '\n' | '\r') || c == '\u{202e}';
        assert!(!text.contains(bad), "{form}");
    }
}

#[test]
fn csv_has_the_columns_of_the_ledger_and_its_mark() {
    let house = House::furnished();
    house.done(&["export", "--to", "a.csv"]);
    house.done(&["export", "--to", "a.xlsx"]);
    let bytes = std::fs::read(house.path("a.csv")).unwrap();
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap();
    let mut csv = csv::Reader::from_reader(text);
    let heads: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(heads, sheet(&house, "a.xlsx", NAMES[0])[0]);
    assert_eq!(csv.records().map(Result::unwrap).count(), 7);
}

#[test]
fn json_tells_everything() {
    let house = House::furnished();
    let id = house.id("公厕管理不到位");
    house.done(&["mark", &id, "--finding", "partly", "--note", "见", "--author", "李四"]);
    let out =
        house.done(&["export", "--to", "-", "--form", "json", "--author", "张三", "--state", "verified"]);
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(told["schema"], "huitoukan-export/1");
    assert_eq!((told["level"].as_str(), told["who"].as_str()), (Some("内部"), Some("张三")));
    assert_eq!((told["asked"].as_str(), told["count"].as_u64()), (Some("--state verified"), Some(1)));
    let issue = &told["issues"][0];
    assert_eq!(issue["id"], id.as_str());
    assert_eq!(issue["agency"]["name"], "甲市城市管理局");
    assert_eq!(issue["printed"]["response"]["text"], "已更换ＬＥＤ灯");
    assert_eq!(
        (issue["check"]["state"].as_str(), issue["check"]["finding"].as_str()),
        (Some("verified"), Some("partly"))
    );
    assert_eq!(issue["history"][0]["change"]["kind"], "verify");
    assert_eq!(issue["place"]["version"], 1);
}

#[test]
fn the_page_is_by_agency() {
    let house = House::furnished();
    let page = house.done(&["export", "--to", "-", "--form", "md", "--level", "秘密"]);
    assert!(page.contains("密级：秘密"), "{page}");
    assert!(
        page.contains("\n## 甲市城市管理局（4 个问题）\n")
            && page.contains("\n## 乙县市政园林局（3 个问题）\n")
    );
    assert!(page.contains("\n### 1. 公厕管理不到位\n\n- **整改结果**: 已完成 整改结果\n"), "{page}");
}

#[test]
fn the_place_of_an_issue_stands_beside_it() {
    let house = House::new();
    house.write("丙.txt", text_notice("已开展学习"));
    house.done(&["import", "丙.txt"]);
    house.done(&["export", "--to", "a.xlsx"]);
    let rows = sheet(&house, "a.xlsx", NAMES[0]);
    let cell =
        |row: usize, head: &str| rows[row][rows[0].iter().position(|cell| cell == head).unwrap()].clone();
    let text = text_notice("已开展学习");
    let line = |word: &str| text.lines().position(|line| line.contains(word)).unwrap() + 1;
    assert_eq!(cell(1, "行"), line("理论学习不深入").to_string());
    assert_eq!(cell(2, "行"), line("项目监管不严").to_string());
    assert_eq!((cell(1, "版本"), cell(1, "页")), ("1".into(), String::new()));
    assert!(cell(1, "文件").ends_with("丙.txt") && cell(1, "SHA-256").len() == 64);
    assert_eq!(cell(2, "整改措施"), "一是 完善制度。\n二是 加强检查。");
}

#[test]
fn files_are_whole_private_and_not_overwritten() {
    let house = House::furnished();
    house.write("a.csv", "mine");
    assert!(house.fails(1, &["export", "--to", "a.csv"]).contains("没有改动它"));
    assert_eq!(bytes_of(&house.path("a.csv")), b"mine");
    house.done(&["export", "--to", "a.csv", "--overwrite"]);
    assert!(bytes_of(&house.path("a.csv")).len() > 100);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(house.path("a.csv")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert!(house.fails(1, &["export", "--to", "no/a.csv"]).contains("写不了"));
    std::fs::create_dir(house.path("folder")).unwrap();
    assert!(house.fails(1, &["export", "--to", "folder", "--form", "csv"]).contains("文件夹"));
    let left = std::fs::read_dir(house.path(".")).unwrap().filter_map(Result::ok);
    assert!(!left.into_iter().any(|entry| entry.file_name().to_string_lossy().contains(".part")));
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_nothing_half_written() {
    use rustix::process::{Pid, Signal, kill_process};
    use std::{thread::sleep, time::Duration};

    let house = House::new();
    let issues: Vec<Value> =
        (0..400).map(|n| issue(&format!("{n}."), &format!("问题{n}"), &"整改".repeat(200))).collect();
    let notices: Vec<Value> = (0..5).map(|n| notice(&format!("第{n}局"), &issues)).collect();
    house.write("many.json", json!(notices).to_string());
    house.done(&["import", "many.json"]);
    for wait in [20, 60, 120, 250, 500, 1000] {
        house.write("a.csv", "former");
        let mut child = house
            .command(&["export", "--to", "a.csv", "--overwrite"])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        sleep(Duration::from_millis(wait));
        // It may have ended already.
        let _ = kill_process(Pid::from_raw(child.id().cast_signed()).unwrap(), Signal::INT);
        child.wait().unwrap();
        let text = std::fs::read_to_string(house.path("a.csv")).unwrap();
        assert!(text == "former" || text.lines().count() > 2000, "{wait} ms: {}", text.len());
        let left = std::fs::read_dir(house.path(".")).unwrap().map(|entry| entry.unwrap().file_name());
        assert!(!left.into_iter().any(|name| name.to_string_lossy().contains(".part")), "{wait} ms");
    }
}

#[rstest]
#[case(&["export", "--to", "a.pdf"], 2, "xlsx, docx, csv, json, md, ics")]
#[case(&["export", "--to", "a"], 2, "看不出要什么格式")]
#[case(&["export", "--to", "-", "--form", "xlsx"], 2, "标准输出")]
#[case(&["export", "--to", "a.csv", "--form", "ods"], 2, "ods")]
#[case(&["export", "--to", "a.csv", "--state", "closed"], 2, "--state")]
#[case(&["export"], 2, "--to")]
#[case(&["export", "没有这样的词", "--to", "a.csv"], 1, "没有符合条件的问题")]
fn what_is_written_wrongly_is_told(#[case] args: &[&str], #[case] code: i32, #[case] want: &str) {
    let house = House::furnished();
    let err = house.fails(code, args);
    assert!(err.contains(want), "{err}");
    assert!(!house.path("a.csv").exists());
}

#[test]
fn redaction_masks_and_says_so() {
    let house = House::new();
    let mut one = issue("1.", "公厕管理不到位", "电话13912345678");
    one["responsible"] = json!([{"role": "责任人", "name": "王小明", "span": [0, 0]}]);
    house.write("one.json", json!([notice("甲局", &[one])]).to_string());
    house.done(&["import", "one.json"]);
    for form in ["csv", "json", "md"] {
        let out = house.done(&["export", "--to", "-", "--form", form, "--redact"]);
        assert!(!out.contains("王小明") && !out.contains("13912345678"), "{out}");
    }
    let said = house.done(&["export", "--to", "a.xlsx", "--redact"]);
    assert!(said.contains("可能有遗漏，对外提供前请通读"), "{said}");
    let about = sheet(&house, "a.xlsx", NAMES[4]).concat().join("\n");
    assert!(about.contains("已隐去") && about.contains("请通读"), "{about}");
}
