//! Bad input: what is said, the exit code, and that nothing is harmed.

mod common;

use common::*;
use rstest::rstest;
use rusqlite::Connection;

#[rstest]
#[case::missing_file("没有.txt", "找不到")]
#[case::below_a_file("a.txt/b.txt", "找不到")]
#[case::empty_file("empty.txt", "没有文字")]
#[case::blank_file("blank.txt", "没有文字")]
#[case::no_notice("a.txt", "不像整改通报")]
#[case::picture("picture.png", "不是可读取的文档")]
#[case::pdf("a.pdf", "请")]
#[case::empty_folder("folder", "文件夹里没有可以读取的通报")]
#[case::folder_of_other_files("others", "文件夹里没有可以读取的通报")]
#[case::no_json("broken.json", "第 2 行第")]
#[case::other_json("other.json", "不是 notice/1 数据")]
#[case::other_schema("schema.json", "schema（\"notice/9\"")]
#[case::bad_day("day.json", "feedback_date")]
#[case::bad_span("span.json", "1.nodes.0.children.0.span")]
#[case::empty_list("list.json", "不是 notice/1 数据")]
fn a_file_that_gives_nothing(#[case] name: &str, #[case] says: &str) {
    let house = House::new();
    house.write("a.txt", "今天天气很好。");
    house.write("empty.txt", "");
    house.write("blank.txt", " \n\u{3000}\n");
    house.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0");
    house.write("a.pdf", "%PDF-1.7");
    house.write("folder/.keep", "");
    house.write("others/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0");
    house.write("broken.json", "{\"schema\":\n \"notice/1\",, }");
    house.write("other.json", "{}");
    house.write("list.json", "[]");
    house.write("schema.json", "{\"schema\": \"notice/9\"}");
    let mut day = notice("甲局", &[]);
    day["feedback_date"] = "2024-02-30".into();
    house.write("day.json", day.to_string());
    let mut span = two_agencies();
    span[1]["nodes"][0]["children"][0]["span"] = serde_json::json!([5, 3]);
    house.write("span.json", span.to_string());
    let err = house.fails(1, &["import", name]);
    assert!(err.contains(says) && err.contains(name.split('/').next().unwrap()), "{err}");
    assert!(house.list(&[]).is_empty(), "a file is taken whole or not at all");
}

#[test]
fn the_good_files_are_kept_and_the_bad_are_listed() {
    let house = House::new();
    house.write("in/1.json", two_agencies().to_string());
    house.write("in/2.txt", "");
    house.write("in/3.txt", text_notice("已学习"));
    let ran = house.run(&["import", "in", "没有.txt"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.ends_with("新增 3，新版本 0，无变化 0，待定 0，失败 2\n"), "{}", ran.out);
    assert!(ran.err.contains("2 个文件没有导入") && ran.err.contains("2.txt: 文件中没有文字"), "{}", ran.err);
    assert_eq!(house.list(&[]).len(), 9);
}

#[rstest]
#[case::import(&["import", "notices.json"])]
#[case::list(&["list"])]
#[case::mark(&["mark", "abcd", "--state", "query", "--author", "a"])]
#[case::verify(&["verify"])]
fn a_file_that_is_no_ledger_is_left_alone(#[case] args: &[&str]) {
    let house = House::new();
    house.write("notices.json", two_agencies().to_string());
    house.write("ledger.db", "这是一份普通文件，不是台账。".repeat(200));
    let before = bytes_of(&house.ledger());
    assert!(house.fails(3, args).contains("不是回头看的台账"));
    assert_eq!(bytes_of(&house.ledger()), before);
}

#[rstest]
#[case::import(&["import", "notices.json"])]
#[case::list(&["list"])]
#[case::mark(&["mark", "abcd", "--state", "query", "--author", "a"])]
#[case::verify(&["verify"])]
fn an_empty_file_is_left_alone(#[case] args: &[&str]) {
    let house = House::new();
    house.write("notices.json", two_agencies().to_string());
    house.write("ledger.db", "");
    assert!(house.fails(3, args).contains("台账是空文件，可能已损坏"));
    assert_eq!(bytes_of(&house.ledger()), b"");
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let house = House::new();
    house.write("notices.json", two_agencies().to_string());
    let other = Connection::open(house.ledger()).unwrap();
    other.execute_batch("CREATE TABLE mine (a); INSERT INTO mine VALUES (1)").unwrap();
    drop(other);
    let before = bytes_of(&house.ledger());
    assert!(house.fails(3, &["import", "notices.json"]).contains("不是回头看的台账"));
    assert_eq!(bytes_of(&house.ledger()), before);
}

#[test]
fn a_newer_ledger_is_refused() {
    let house = House::furnished();
    let newer = Connection::open(house.ledger()).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    let before = bytes_of(&house.ledger());
    let err = house.fails(3, &["list"]);
    assert!(err.contains("99") && err.contains("请升级本程序"), "{err}");
    assert_eq!(bytes_of(&house.ledger()), before);
}

#[rstest]
#[case::in_the_middle(0.5, 4096)]
#[case::near_the_start(0.02, 4096)]
#[case::cut_off(0.6, usize::MAX)]
fn a_damaged_ledger_is_told_and_left_alone(#[case] at: f64, #[case] count: usize) {
    let house = House::new();
    let many: Vec<_> = (0..400).map(|n| issue(&format!("{n}."), &format!("第{n}个问题"), "答复")).collect();
    house.write("n.json", notice("甲局", &many).to_string());
    house.done(&["import", "n.json"]);
    let mut bytes = bytes_of(&house.ledger());
    let start = (bytes.len() as f64 * at) as usize / 4096 * 4096;
    match count {
        usize::MAX => bytes.truncate(start),
        count => bytes[start..start + count].fill(0xa5),
    }
    house.write("ledger.db", &bytes);
    for args in [&["list"][..], &["verify"], &["import", "n.json"]] {
        let err = house.fails(3, args);
        assert!(err.contains("台账已损坏") && err.contains("备份"), "{err}");
        assert_eq!(bytes_of(&house.ledger()), bytes);
    }
}

#[test]
fn places_where_no_ledger_can_be() {
    let house = House::new();
    house.write("notices.json", two_agencies().to_string());
    house.write("file", "x");
    let import = |ledger: &str| {
        let ran = ran(house.bare(&["import", "notices.json", "--ledger", ledger]).output().unwrap());
        assert_eq!(ran.code, Some(3), "{ran:?}");
        ran.err
    };
    assert!(import("no/such/ledger.db").contains("文件夹不存在"));
    assert!(import("file/ledger.db").contains("文件夹不存在"));
    assert!(import(".").contains("是文件夹"));
}

#[cfg(unix)]
#[test]
fn a_read_only_folder() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new();
    house.write("notices.json", two_agencies().to_string());
    let folder = house.path("locked");
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o500)).unwrap();
    if std::fs::write(folder.join("probe"), "x").is_ok() {
        // Root may write anywhere.
        return;
    }
    let ran = ran(house.bare(&["import", "notices.json", "--ledger", "locked/a.db"]).output().unwrap());
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("只读"), "{}", ran.err);
}

#[rstest]
#[case::unknown_option(&["list", "--colour"], "没有“--colour”这个选项")]
#[case::no_value(&["list", "--due"], "后面要写值")]
#[case::missing_argument(&["import"], "缺少：<PATH>")]
#[case::conflict(&["list", "--json", "--csv"], "不能与")]
#[case::bad_today(&["list", "--today", "2026-13-01"], "日历上没有这一天")]
#[case::bad_range(&["list", "--due", "2026-12-01..2026-01-01"], "之前")]
#[case::bad_language(&["list", "--lang", "fr"], "只有 zh 和 en")]
#[case::unknown_outcome(&["list", "--outcome", "done"], "没有“done”")]
#[case::no_command(&["lsit"], "没有“lsit”这个命令")]
fn what_is_written_wrongly(#[case] args: &[&str], #[case] says: &str) {
    let house = House::new();
    let ran = ran(house.bare(args).output().unwrap());
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    assert!(ran.err.contains(says) && ran.err.contains("--help"), "{}", ran.err);
}

#[test]
fn there_is_no_screen_without_a_terminal() {
    let house = House::furnished();
    for args in [&[][..], &["notices.json"], &["demo"]] {
        let err = house.fails(4, args);
        assert!(err.contains("不是终端") && err.contains("huitoukan list"), "{err}");
    }
}

#[rstest]
#[case("abc", "至少写前四位")]
#[case("公厕公厕", "不是编号")]
#[case("zzzzzzzzzz", "没有编号")]
fn ids_that_are_none(#[case] id: &str, #[case] says: &str) {
    let house = House::furnished();
    assert!(house.fails(1, &["show", id]).contains(says));
}
