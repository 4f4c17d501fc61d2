//! Between two PCs without a network: bundles, versions of a notice, doubtful matches.

mod common;

use std::fs;

use common::*;
use serde_json::{Value, json};

/// Another PC on which the same notices were imported.
fn marked(author: &str, marks: &[(&str, &[&str])]) -> House {
    let house = House::furnished();
    for (title, options) in marks {
        let id = house.id(title);
        let mut args = vec!["mark", id.as_str(), "--author", author];
        args.extend(*options);
        house.done(&args);
    }
    house
}

/// Writes a bundle there and gives its bytes.
fn bundle(house: &House, author: &str) -> Vec<u8> {
    let said = house.done(&["bundle", "export", "out.zip", "--overwrite", "--author", author]);
    assert!(said.contains("已写入 out.zip"), "{said}");
    bytes_of(&house.path("out.zip"))
}

fn take(house: &House, bundles: &[&[u8]]) -> String {
    let mut said = String::new();
    for bytes in bundles {
        house.write("in.zip", bytes);
        said += &house.done(&["bundle", "import", "in.zip"]);
    }
    said
}

#[test]
fn bundles_in_any_order_give_equal_ledgers() {
    let wang = marked("王某", &[("路灯破损", &["--finding", "属实"]), ("台账不全", &["--state", "query"])]);
    let li = marked("李某", &[("路灯破损", &["--finding", "不属实", "--note", "现场未亮"])]);
    let zhao = marked("赵某", &[("绿化缺株", &["--due", "2026-12-31"])]);
    let (a, b, c) = (bundle(&wang, "王某"), bundle(&li, "李某"), bundle(&zhao, "赵某"));
    let (one, other) = (House::new(), House::furnished());
    let said = take(&one, &[&a, &b, &c]);
    assert!(said.contains("新通报 2 份") && said.contains("结论不一致的问题 1 个"), "{said}");
    take(&other, &[&c, &b, &a, &b, &c]);
    assert_eq!(one.list(&[]), other.list(&[]));
    let state = |title: &str| one.list(&[]).into_iter().find(|row| row["title"] == title).unwrap();
    assert_eq!(state("绿化缺株")["recheck_due"], "2026-12-31");
    assert_eq!(state("台账不全")["state"], "query");
    let said = one.done(&["verify"]);
    assert!(said.contains("4 条标记记录，来自 3 份台账"), "{said}");
    let shown = one.done(&["show", &one.id("路灯破损")]);
    assert!(shown.contains("王某") && shown.contains("李某") && shown.contains("现场未亮"), "{shown}");
}

#[test]
fn a_damaged_bundle_is_refused_whole() {
    let bytes = bundle(&marked("王某", &[("路灯破损", &["--finding", "属实"])]), "王某");
    let house = House::furnished();
    let before = house.list(&[]);
    for cut in [10, bytes.len() / 3, bytes.len() / 2, bytes.len() - 1] {
        house.write("in.zip", &bytes[..cut]);
        let said = house.fails(1, &["bundle", "import", "in.zip"]);
        assert!(said.contains("没有并入任何内容"), "{said}");
    }
    house.write("in.zip", "不是压缩包");
    assert!(house.fails(1, &["bundle", "import", "in.zip"]).contains("不是交换包"));
    assert!(house.fails(1, &["bundle", "import", "没有.zip"]).contains("读不了 没有.zip"));
    assert_eq!(house.list(&[]), before);
    assert!(house.fails(2, &["bundle"]).contains("export"));
}

#[test]
fn a_bundle_is_checked_without_being_taken_and_never_written_over() {
    let wang = marked("王某", &[("路灯破损", &["--finding", "属实"])]);
    let bytes = bundle(&wang, "王某");
    let house = House::furnished();
    house.write("in.zip", &bytes);
    let before = house.list(&[]);
    let said = house.done(&["bundle", "import", "in.zip", "--dry-run"]);
    assert!(said.contains("可以并入：核查记录 1 条，通报版本 2 个"), "{said}");
    assert_eq!(house.list(&[]), before);
    let said = wang.fails(1, &["bundle", "export", "out.zip", "--author", "王某"]);
    assert!(said.contains("已存在"), "{said}");
    assert_eq!(bytes_of(&wang.path("out.zip")), bytes);
    let said = wang.fails(1, &["bundle", "export", "没有/out.zip", "--author", "王某"]);
    assert!(said.contains("写不了"), "{said}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(wang.path("out.zip")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn follow_ups_alone_wait_for_their_notice() {
    let wang = marked("王某", &[("路灯破损", &["--finding", "属实"])]);
    wang.done(&["bundle", "export", "bare.zip", "--no-notices", "--author", "王某"]);
    let house = House::new();
    house.write("in.zip", bytes_of(&wang.path("bare.zip")));
    let said = house.done(&["bundle", "import", "in.zip"]);
    assert!(said.contains("其中 1 条所指的问题不在本台账"), "{said}");
    assert_eq!(house.list(&[]), Vec::<Value>::new());
    house.write("notices.json", two_agencies().to_string());
    house.done(&["import", "notices.json"]);
    let row = house.list(&["--state", "verified"]);
    assert_eq!(row[0]["title"], "路灯破损");
    house.done(&["verify"]);
}

#[test]
fn no_path_of_this_pc_is_in_a_bundle() {
    let house = House::new();
    house.write("机密文件夹/通报.txt", text_notice("已开展学习"));
    house.done(&["import", "机密文件夹"]);
    house.done(&["bundle", "export", "out.zip", "--author", "王某"]);
    let mut package = zip::ZipArchive::new(fs::File::open(house.path("out.zip")).unwrap()).unwrap();
    for at in 0..package.len() {
        let text = std::io::read_to_string(package.by_index(at).unwrap()).unwrap();
        assert!(!text.contains("机密文件夹"), "{text}");
    }
}

const LONG: &str = "成立公厕管理专班，制定《公厕管理办法》，对全市三百座公厕逐一排查，更换破损设施";
const HALF: &str = "成立公厕管理专班，制定《公厕管理办法》，其余各项另行安排";

/// A notice of which a second version came; its first issue was marked before.
fn twice() -> (House, String) {
    let house = House::new();
    let first = [
        outcome(issue("1.", "公厕", LONG), &["in_progress"]),
        issue("2.", "路灯", "已更换一百盏"),
        issue("3.", "绿化", "补种"),
    ];
    house.write("a.json", notice("甲局", &first).to_string());
    house.done(&["import", "a.json"]);
    let id = house.id("公厕");
    house.done(&["mark", &id, "--state", "query", "--author", "王某"]);
    let second = [
        outcome(issue("1.", "厕所", HALF), &["completed"]),
        issue("2.", "路灯", "已更换二百盏"),
        issue("4.", "井盖松动", "已加固"),
    ];
    house.write("b.json", notice("甲局", &second).to_string());
    house.done(&["import", "b.json"]);
    (house, id)
}

#[test]
fn versions_are_compared() {
    let (house, id) = twice();
    let said = house.done(&["versions", "甲局"]);
    for part in [
        "第1版",
        "第2版",
        "（现行）",
        "结果有变 1  文字有变 2  新增 1  消失 1  未变 0",
        "整改结果：正在整改 → 已完成",
        "已更换[-一-]{+二+}百盏",
        "有核查记录",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(said.contains(&format!("huitoukan match {id} --same 或 --not-same")), "{said}");
    let json: Value = serde_json::from_str(&house.done(&["versions", "甲局", "--json"])).unwrap();
    assert_eq!(json["comparison"]["issues"][0]["doubtful"], true);
    assert_eq!(json["versions"].as_array().unwrap().len(), 2);
    assert!(house.done(&["versions", "甲局", "--from", "2", "--to", "1"]).contains("第2版 → 第1版"));
    assert!(house.fails(2, &["versions", "甲局", "--to", "9"]).contains("可选 1 到 2"));
    assert!(house.fails(1, &["versions", "丙局"]).contains("丙局"));
}

#[test]
fn a_doubtful_match_is_settled_either_way_and_undone() {
    let (house, id) = twice();
    let states = || -> Vec<(String, String)> {
        let of = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
        house.list(&[]).iter().map(|row| (of(row, "title"), of(row, "state"))).collect()
    };
    let pair = |title: &str, state: &str| (title.to_owned(), state.to_owned());
    assert_eq!(states()[0], pair("厕所", "query"));
    let said = house.done(&["match", &id, "--not-same", "--author", "王某"]);
    assert!(said.contains("不是同一问题"), "{said}");
    assert_eq!(states()[0], pair("厕所", "unread"));
    assert!(states().contains(&pair("公厕", "query")));
    house.done(&["undo", "--author", "王某"]);
    assert_eq!(states()[0], pair("厕所", "query"));
    house.done(&["match", &id, "--same", "--author", "王某"]);
    assert!(house.fails(1, &["match", &id, "--same", "--author", "王某"]).contains("没有疑问"));
    assert!(house.fails(2, &["match", &id, "--author", "王某"]).contains("--same"));
    house.done(&["verify"]);
}

#[test]
fn a_parted_match_travels_in_a_bundle() {
    let (house, id) = twice();
    house.done(&["match", &id, "--not-same", "--author", "王某"]);
    let bytes = bundle(&house, "王某");
    let other = House::new();
    take(&other, &[&bytes]);
    let bare = |house: &House| -> Vec<Value> {
        house
            .list(&[])
            .into_iter()
            .map(|row| json!([row["id"], row["title"], row["state"], row["present"]]))
            .collect()
    };
    assert_eq!(bare(&house), bare(&other));
}
