//! A day's work on the command line: import, list, mark, undo, show, reread, withdraw, verify.

mod common;

use common::*;
use rstest::rstest;
use serde_json::Value;

fn titles(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["title"].as_str().unwrap_or_default()).collect()
}

#[test]
fn a_folder_is_imported_once() {
    let house = House::new();
    house.write("in/b/丙.txt", text_notice("已开展学习"));
    house.write("in/a/两个.json", two_agencies().to_string());
    house.write("in/.hidden/x.txt", "x");
    house.write("in/~$丙.txt", "x");
    house.write("in/other.json", "{\"a\": 1}");
    house.write("in/readme.txt", "这里放通报。");
    let first = house.run(&["import", "in"]);
    assert_eq!(first.code, Some(0), "{first:?}");
    let lines: Vec<&str> = first.out.lines().collect();
    assert_eq!(lines.len(), 4, "{lines:#?}");
    assert!(lines[0].starts_with("新增  甲市城市管理局  4 个问题"));
    assert!(
        lines[2].starts_with("新增  丙区水利局  2 个问题") && lines[2].contains("丙.txt"),
        "{}",
        lines[2]
    );
    assert_eq!(lines[3], "新增 3，新版本 0，无变化 0，待定 0，失败 0");
    assert!(first.err.contains("2 个文件不是通报"), "{}", first.err);
    let before = house.list(&[]);
    let again = house.done(&["import", "in"]);
    assert!(again.ends_with("新增 0，新版本 0，无变化 3，待定 0，失败 0\n"), "{again}");
    assert_eq!(house.list(&[]), before);
    assert!(house.fails(1, &["reread", "没有的局"]).contains("没有名称含“没有的局”的单位"));
}

#[test]
fn verify_tells_what_is_wrong() {
    let house = House::furnished();
    let other = rusqlite::Connection::open(house.ledger()).unwrap();
    other
        .execute_batch(
            "PRAGMA foreign_keys = OFF; DROP TRIGGER events_hold; UPDATE issues SET version = 99 WHERE id = 2;
             DELETE FROM search WHERE issue = 1",
        )
        .unwrap();
    drop(other);
    let ran = house.run(&["verify"]);
    assert_eq!(ran.code, Some(1));
    for part in ["缺失或被改动：trigger events_hold", "表 issues 第 2 行", "搜索不到", "读出的内容被改动"]
    {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(ran.err.contains("发现 4 处问题"), "{}", ran.err);
}

#[test]
fn the_same_words_in_another_file_are_nothing_new() {
    let house = House::new();
    let text = text_notice("已开展学习");
    house.write("a.txt", &text);
    assert!(house.done(&["import", "a.txt"]).starts_with("新增"));
    let gbk = encoding_rs::GBK.encode(&text).0.into_owned();
    house.write("gbk.txt", gbk);
    house.write("dos.txt", text.replace('\n', "\r\n"));
    house.write("bom.txt", format!("\u{feff}{text}"));
    for name in ["gbk.txt", "dos.txt", "bom.txt"] {
        let said = house.done(&["import", name]);
        assert!(said.contains("新增 0，新版本 0，无变化 1"), "{name}: {said}");
    }
    assert!(house.done(&["versions", "水利局"]).contains("只有一个版本"));
    house.write("b.txt", text_notice("已开展学习两次"));
    assert!(house.done(&["import", "b.txt"]).contains("新版本 1"));
}

#[test]
fn a_new_version_keeps_ids_and_marks() {
    let house = House::new();
    house.write("丙.txt", text_notice("已开展学习"));
    house.done(&["import", "丙.txt"]);
    let id = house.id("理论学习不深入");
    house.done(&["mark", &id, "--due", "+30d", "--author", "张三"]);
    house.write("丙.txt", text_notice("已开展学习十二次，并建立学习制度"));
    let out = house.done(&["import", "丙.txt"]);
    assert!(out.starts_with("第2版（沿用 2，新增 0，不再出现 0）  丙区水利局"), "{out}");
    let row = &house.list(&["十二次"])[0];
    assert_eq!((row["id"].as_str(), row["state"].as_str()), (Some(id.as_str()), Some("revisit")));
    assert_eq!(row["recheck_due"], "2026-12-22");
}

#[test]
fn a_doubtful_notice_is_kept_apart() {
    let house = House::furnished();
    let mut twin = notice("甲市城市管理局", &[issue("1.", "公厕管理不到位", "改")]);
    twin["feedback_date"] = "2024-10-19".into();
    house.write("twin.json", twin.to_string());
    let ran = house.run(&["import", "twin.json"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.starts_with("待定（可能与已有的 1 份通报是同一份"), "{}", ran.out);
    assert!(ran.err.contains("打开屏幕后会询问"), "{}", ran.err);
    assert_eq!(house.list(&["--agency", "甲市"]).len(), 5);
}

#[rstest]
#[case::all(&[], 7)]
#[case::any(&["--outcome", "completed,phased"], 3)]
#[case::chinese(&["--outcome", "已完成，长期坚持"], 4)]
#[case::all_of_them(&["--outcome", "completed,long_term", "--outcome-all"], 1)]
#[case::repeated(&["--outcome", "completed", "--outcome", "long-term", "--outcome-all"], 1)]
#[case::without(&["--outcome", "long_term", "--without-outcome", "completed,phased"], 1)]
#[case::unstated(&["--no-outcome"], 1)]
#[case::unstated_by_name(&["--outcome", "unstated"], 1)]
#[case::overdue(&["--due", "overdue"], 1)]
#[case::within(&["--due", "30天"], 1)]
#[case::within_too_few(&["--due", "10d"], 0)]
#[case::between(&["--due", "2025-01-01..2025-12-31"], 2)]
#[case::before_today(&["--due", "-3y..-1d"], 2)]
#[case::no_deadline(&["--due", "none"], 4)]
#[case::agency(&["--agency", "市政"], 3)]
#[case::agencies(&["--agency", "甲", "--agency", "乙"], 7)]
#[case::no_such_agency(&["--agency", "丁"], 0)]
#[case::words(&["公厕"], 2)]
#[case::one_character(&["厕"], 2)]
#[case::two_words(&["公厕", "led"], 1)]
#[case::in_the_answer(&["正在制作"], 1)]
#[case::state(&["--state", "unread"], 7)]
#[case::other_state(&["--state", "待核,revisit"], 0)]
#[case::together(&["公厕", "--agency", "甲", "--due", "overdue"], 1)]
#[case::looking_back(&["--due", "overdue", "--today", "2025-06-30"], 0)]
fn list_answers(#[case] args: &[&str], #[case] count: usize) {
    let house = House::furnished();
    let mut all = vec!["list", "--json", "--ledger", "ledger.db"];
    all.extend(args);
    if !args.contains(&"--today") {
        all.extend(["--today", TODAY]);
    }
    let ran = ran(house.bare(&all).output().unwrap());
    let rows: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(rows.len(), count, "{:?}", titles(&rows));
}

#[test]
fn list_prints_aligned_columns() {
    let house = House::furnished();
    let out = house.done(&["list", "--agency", "甲"]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[0].contains("逾期 2025-06-30（510天）") && lines[0].ends_with("公厕管理不到位"), "{out}");
    assert!(lines[1].contains("2025-06-30（已报告）"), "{out}");
    assert!(lines[2].contains("2026-12-10（还有18天）"), "{out}");
    assert!(lines[3].contains("未标明"), "{out}");
    assert!(house.run(&["list", "没有这样的词"]).err.contains("没有符合条件的问题"));
}

#[test]
fn list_prints_csv_without_formulas() {
    let house = House::new();
    let nasty = [issue("1.", "=HYPERLINK(\"http://x\")", "a"), issue("2.", "有\"引号\"，\n换行", "b")];
    house.write("n.json", notice("甲局", &nasty).to_string());
    house.done(&["import", "n.json"]);
    let out = house.done(&["list", "--csv"]);
    let mut csv = csv::Reader::from_reader(out.as_bytes());
    assert_eq!(csv.headers().unwrap().get(0), Some("编号"));
    let titles: Vec<String> = csv.records().map(|row| row.unwrap().get(5).unwrap().to_owned()).collect();
    assert_eq!(titles, ["'=HYPERLINK(\"http://x\")", "有\"引号\"，\n换行"]);
    let english = house.done(&["list", "--csv", "--lang", "en"]);
    assert!(english.starts_with("id,agency,notice,"), "{english}");
}

#[test]
fn what_files_say_does_not_command_the_terminal() {
    let house = House::new();
    let title = "\u{1b}[31m公厕\u{1b}]0;x\u{7}\u{202e}破损\u{9b}5m";
    house.write("n.json", notice("甲\u{1b}[2J局", &[issue("1.", title, "a\u{1b}[H")]).to_string());
    let mut printed = house.done(&["import", "n.json"]);
    printed += &house.done(&["list"]);
    let id = house.list(&[])[0]["id"].as_str().unwrap().to_owned();
    printed += &house.done(&["mark", &id, "--note", "\u{1b}[5m记", "--author", "\u{1b}张三"]);
    printed += &house.done(&["show", &id]);
    assert!(!printed.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{printed:?}");
    assert!(printed.contains("公厕"));
}

#[test]
fn marks_are_kept_and_taken_back() {
    let house = House::furnished();
    let (one, two) = (house.id("公厕管理不到位"), house.id("路灯破损"));
    let out = house.done(&[
        "mark",
        &one,
        &two.chars().take(5).collect::<String>(),
        "--due",
        "月底",
        "--note",
        "实地看",
        "--author",
        "张三",
    ]);
    assert!(out.lines().all(|line| line.contains("列入回头看 限 2026-11-30")), "{out}");
    assert_eq!(house.list(&["--state", "revisit"]).len(), 2);
    assert_eq!(house.list(&["--recheck", "30d"]).len(), 2);
    let late =
        house.bare(&["list", "--ledger", "ledger.db", "--recheck", "overdue", "--today", "2026-12-01"]);
    assert!(ran({ late }.output().unwrap()).out.contains("复查逾期 2026-11-30"));

    house.done(&["mark", &one, "--finding", "部分属实", "--author", "李四"]);
    let row = house.list(&["公厕管理不到位"])[0].clone();
    assert_eq!(
        (&row["state"], &row["finding"], &row["note"]),
        (&"verified".into(), &"partly".into(), &"实地看".into())
    );
    let shown = house.done(&["show", &one]);
    for part in [
        "甲市城市管理局",
        "公厕管理不到位",
        "已更换ＬＥＤ灯",
        "张三  列入回头看  复查期限 2026-11-30  实地看",
        "李四  已核实  部分属实",
        "逾期 510 天",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let out = house.done(&["undo", "--author", "张三"]);
    assert_eq!(out.lines().count(), 2, "what was marked together is taken back together: {out}");
    assert_eq!(house.list(&["--state", "revisit"]).len(), 0);
    assert!(house.done(&["show", &one]).contains("已撤销"));
    assert!(house.fails(1, &["undo", "--author", "张三"]).contains("没有可以撤销"));
    assert!(house.done(&["verify"]).contains("5 条标记记录"), "undo only adds");
}

#[test]
fn all_are_marked_or_none() {
    let house = House::furnished();
    let (one, two) = (house.id("公厕管理不到位"), house.id("路灯破损"));
    house.done(&["mark", &one, "--finding", "true", "--author", "a"]);
    let err = house.fails(1, &["mark", &one, &two, "--state", "archived", "--author", "a"]);
    assert!(err.contains(&two) && err.contains("没有写入任何标记"), "{err}");
    house.fails(1, &["mark", &one, "zzzzzzzzzz", "--state", "query", "--author", "a"]);
    assert_eq!(house.list(&["--state", "verified"]).len(), 1);
    assert_eq!(house.list(&["--state", "unread"]).len(), 6);
}

#[rstest]
#[case::nothing(&[], 2, "--state、--due")]
#[case::bad_state(&["--state", "seen"], 2, "没有“seen”")]
#[case::bad_day(&["--due", "2026-02-30"], 2, "日历上没有这一天")]
#[case::no_day(&["--due", "soon"], 2, "不是日期")]
#[case::verified_alone(&["--state", "verified"], 2, "--finding")]
#[case::two_states(&["--due", "+3d", "--finding", "true"], 2, "不能同时使用")]
#[case::state_and_day(&["--state", "query", "--due", "+3d"], 2, "不能同时使用")]
#[case::unread_with_note(&["--state", "unread", "--note", "x"], 2, "不能带备注")]
#[case::archive_unverified(&["--state", "archived"], 1, "尚未核实")]
fn marks_that_are_none(#[case] args: &[&str], #[case] code: i32, #[case] says: &str) {
    let house = House::furnished();
    let id = house.id("路灯破损");
    let mut all = vec!["mark", &id, "--author", "a"];
    all.extend(args);
    let err = house.fails(code, &all);
    assert!(err.contains(says), "{err}");
    assert_eq!(house.list(&["--state", "unread"]).len(), 7);
}

#[test]
fn somebody_must_make_the_mark() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    assert!(house.fails(2, &["mark", &id, "--state", "query"]).contains("--author"));
    let named = house.command(&["mark", &id, "--state", "query"]).env("HUITOUKAN_AUTHOR", "王五").output();
    assert_eq!(ran(named.unwrap()).code, Some(0));
    assert!(house.done(&["show", &id]).contains("王五  待核"));
}

#[test]
fn several_programs_at_once() {
    let house = House::furnished();
    let ids: Vec<String> = house.list(&[]).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    let children: Vec<_> = ids
        .iter()
        .map(|id| {
            let mut command = house.command(&["mark", id, "--state", "query", "--author", "a"]);
            command.stdout(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(house.list(&["--state", "query"]).len(), ids.len());
    assert!(house.done(&["verify"]).contains("7 条标记记录，来自 1 份台账"));
}

#[test]
fn several_programs_make_the_ledger() {
    let house = House::new();
    let names: Vec<String> = (0..8).map(|n| format!("{n}.json")).collect();
    for name in &names {
        let content = notice(&format!("{name}局"), &[issue("1.", "公厕", "改")]);
        house.write(name, content.to_string());
    }
    let children: Vec<_> = names
        .iter()
        .map(|name| {
            let mut command = house.command(&["import", name]);
            command.stdout(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(house.list(&[]).len(), names.len());
    assert!(house.done(&["verify"]).starts_with("台账完好"));
}

#[test]
fn asking_does_not_wait_for_a_writer() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    let writer = rusqlite::Connection::open(house.ledger()).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; UPDATE notices SET title = '改'").unwrap();
    assert_eq!(house.list(&[]).len(), 7);
    assert!(house.done(&["show", &id]).contains("路灯破损"));
    assert!(house.done(&["verify"]).starts_with("台账完好"));
    writer.execute_batch("ROLLBACK").unwrap();
}

#[test]
fn an_earlier_wording_counts_again() {
    let house = House::new();
    house.write("丙.txt", text_notice("已开展学习"));
    house.done(&["import", "丙.txt"]);
    house.write("丙2.txt", text_notice("已开展学习十二次，并建立学习制度"));
    house.done(&["import", "丙2.txt"]);
    assert_eq!(house.list(&["十二次"]).len(), 1);
    assert!(house.done(&["import", "丙.txt"]).starts_with("第3版（沿用 2，新增 0，不再出现 0）"));
    assert_eq!(house.list(&["十二次"]).len(), 0);
    assert!(house.done(&["import", "丙.txt"]).starts_with("无变化"));
}

#[test]
fn a_notice_is_withdrawn_and_comes_back() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    house.done(&["mark", &id, "--state", "query", "--author", "a"]);
    assert!(house.fails(1, &["withdraw", "党组", "--reason", "重复", "--author", "a"]).contains("几份通报"));
    assert!(
        house.fails(1, &["withdraw", "丁局", "--reason", "重复", "--author", "a"]).contains("没有名称或标题")
    );
    house.done(&["withdraw", "甲市", "--reason", "重复", "--author", "a"]);
    assert_eq!(house.list(&[]).len(), 3);
    let out = house.done(&["import", "notices.json"]);
    assert!(out.starts_with("恢复显示  甲市城市管理局"), "{out}");
    assert_eq!(house.list(&["--state", "query"]).len(), 1);
}

#[test]
fn texts_are_read_again() {
    let house = House::furnished();
    house.write("丙.txt", text_notice("已开展学习"));
    house.done(&["import", "丙.txt"]);
    let before = house.list(&[]);
    assert_eq!(house.done(&["reread"]), "重读 1 份，0 份有变化\n");
    assert_eq!(house.done(&["reread", "丙区", "--lang", "en"]), "1 read again, 0 changed\n");
    assert_eq!(house.done(&["reread", "甲市"]), "重读 0 份，0 份有变化\n");
    assert_eq!(house.list(&[]), before);
}

#[test]
fn the_program_speaks_english() {
    let house = House::furnished();
    let help = ran(house.bare(&["--lang", "en", "--help"]).output().unwrap());
    assert_eq!(help.code, Some(0));
    assert!(help.out.contains("Usage: huitoukan") && help.out.contains("Exit codes"), "{}", help.out);
    assert!(house.done(&["list", "--lang=en", "--due", "overdue"]).contains("overdue 2025-06-30 (510d)"));
    assert!(house.fails(2, &["list", "--lang", "en", "--due", "soon"]).contains("is no day"));
}

#[test]
fn the_default_ledger_stands_in_the_data_folder() {
    let house = House::new();
    house.write("notices.json", two_agencies().to_string());
    let missing = ran(house.bare(&["list"]).output().unwrap());
    assert_eq!(missing.code, Some(3));
    assert!(missing.err.contains("还没有台账"), "{}", missing.err);
    assert_eq!(ran(house.bare(&["import", "notices.json"]).output().unwrap()).code, Some(0));
    let listed = ran(house.bare(&["list"]).output().unwrap());
    assert_eq!(listed.out.lines().count(), 7);
    assert!(!house.ledger().exists());
}

#[cfg(unix)]
#[test]
fn the_ledger_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::furnished();
    let mode = std::fs::metadata(house.ledger()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_closed_pipe_is_no_error() {
    use std::io::Read;
    let house = House::new();
    let many: Vec<Value> =
        (0..3000).map(|n| issue(&format!("{n}."), &format!("第{n}个问题"), "答")).collect();
    house.write("n.json", notice("甲局", &many).to_string());
    house.done(&["import", "n.json"]);
    let mut list = house.command(&["list"]);
    let mut child =
        list.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut head = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut head).unwrap();
    let ran = ran(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}
