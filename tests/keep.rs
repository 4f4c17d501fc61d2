//! What is kept beside the ledger and what becomes of it: evidence, backups, restoring, purging,
//! permissions. All through the real program.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
};

use common::*;
use rstest::rstest;

/// SHA-256 of `abc` (FIPS 180-4, appendix).
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn copy_of(ledger: &Path, hash: &str) -> PathBuf {
    PathBuf::from(format!("{}.files", ledger.display()))
        .join(hash.chars().take(2).collect::<String>())
        .join(hash)
}

/// Every file and folder below one, with what it holds.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> =
        walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.unwrap().into_path()).collect();
    all.sort();
    all
}

/// A house in which an issue has a file by reference and one as a copy.
fn with_evidence() -> (House, String) {
    let house = House::furnished();
    let id = house.id("路灯破损");
    house.done(&["mark", &id, "--note", "现场拍摄", "--author", "甲员"]);
    house.write("照片.jpg", "abc");
    house.write("笔录.txt", "问：\n答：");
    house.done(&["attach", &id, "照片.jpg", "--copy", "--author", "甲员", "--note", "正面"]);
    house.done(&["attach", &id, "笔录.txt", "--author", "甲员"]);
    (house, id)
}

#[test]
fn evidence_is_attached_listed_and_taken_out() {
    let (house, id) = with_evidence();
    assert_eq!(fs::read(copy_of(&house.ledger(), ABC)).unwrap(), b"abc");
    let listed = house.done(&["evidence", &id]);
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(lines.len(), 3, "{listed}");
    assert!(lines[0].starts_with(&id) && lines[0].ends_with("路灯破损"), "{listed}");
    let parts = ["照片.jpg", "3 字节", "ba7816bf8f01", "已复制到台账文件夹", "甲员", "完好"];
    assert!(parts.iter().all(|part| lines[1].contains(part)), "{listed}");
    let whole = fs::canonicalize(house.path("笔录.txt")).unwrap();
    assert!(lines[2].contains(&format!("原处 {}", whole.display())), "{listed}");
    assert!(lines[1].ends_with("备注：正面") && !lines[2].contains("备注"), "{listed}");
    let shown = house.done(&["show", &id]);
    assert!(shown.lines().any(|line| line.starts_with("佐证  照片.jpg") && line.ends_with("备注：正面")));
    assert!(house.done(&["history", &id]).contains("添加佐证材料 照片.jpg  正面"));

    let again = house.done(&["attach", &id, "照片.jpg", "--copy", "--author", "甲员"]);
    assert!(again.contains("已在佐证材料中"), "{again}");
    let verified = house.done(&["verify"]);
    assert!(verified.contains("3 条标记记录") && verified.contains("佐证材料 2 份"), "{verified}");

    let err = house.fails(1, &["detach", &id, "没有.jpg", "--author", "甲员"]);
    assert!(err.contains("没有“没有.jpg”"), "{err}");
    assert!(house.done(&["detach", &id, "BA78", "--author", "甲员"]).contains("已移除 照片.jpg"));
    assert_eq!(house.done(&["evidence"]).lines().count(), 2);
    assert!(house.run(&["verify"]).err.is_empty(), "a copy that was taken out may be brought back");
    house.done(&["undo", "--author", "甲员"]);
    assert_eq!(house.done(&["evidence"]).lines().count(), 3);
}

#[test]
fn the_note_of_a_file_leaves_that_of_the_issue_alone() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    house.write("a.txt", "一");
    house.done(&["mark", &id, "--note", "先问街道", "--author", "甲员"]);
    house.done(&["attach", &id, "a.txt", "--note", "台账复印件", "--author", "甲员"]);
    assert_eq!(house.list(&["路灯破损"])[0]["note"], "先问街道");
    // Attached again without a note it is known; with another note that one counts.
    let again = house.done(&["attach", &id, "a.txt", "--author", "甲员"]);
    assert!(again.contains("已在佐证材料中"), "{again}");
    house.done(&["attach", &id, "a.txt", "--note", "第二页", "--author", "甲员"]);
    let listed = house.done(&["evidence", &id]);
    assert!(listed.lines().count() == 2 && listed.contains("备注：第二页"), "{listed}");
    assert_eq!(house.list(&["路灯破损"])[0]["note"], "先问街道");
}

#[test]
fn the_ledger_is_no_evidence_of_itself() {
    let (house, id) = with_evidence();
    let copy = copy_of(&house.ledger(), ABC);
    // While another has the ledger open its side files are there.
    let other = rusqlite::Connection::open(house.ledger()).unwrap();
    other.query_row("SELECT count(*) FROM events", [], |row| row.get::<_, i64>(0)).unwrap();
    let wal = PathBuf::from(format!("{}-wal", house.ledger().display()));
    assert!(wal.exists());
    std::os::unix::fs::symlink(house.ledger(), house.path("link.db")).unwrap();
    for path in [house.ledger(), wal, copy, house.path("link.db")] {
        for how in [&["--copy"][..], &[]] {
            let path = path.to_str().unwrap();
            let err = house.fails(1, &[&["attach", &id, path, "--author", "甲员"], how].concat());
            assert!(err.contains("台账自己的文件") && err.contains("没有添加任何文件"), "{err}");
        }
    }
    drop(other);
    assert_eq!(house.done(&["evidence", &id]).lines().count(), 3);
}

#[test]
fn what_is_attached_together_is_undone_together() {
    let house = House::furnished();
    let id = house.id("路灯破损");
    house.write("a.txt", "一");
    house.write("b.txt", "二");
    house.done(&["attach", &id, "a.txt", "b.txt", "--note", "两份", "--author", "甲员"]);
    assert_eq!(house.done(&["evidence", &id]).lines().count(), 3);
    house.done(&["undo", "--author", "甲员"]);
    assert!(house.run(&["evidence", &id]).err.contains("没有佐证材料"));
    assert_eq!(house.list(&["路灯破损"])[0]["note"], serde_json::Value::Null);
}

#[rstest]
#[case::missing("没有.txt", "找不到此文件")]
#[case::folder("folder", "不是普通文件")]
#[case::pipe("pipe", "不是普通文件")]
#[case::large("large", "超过 1024 MB")]
#[case::beside_a_good_one("没有.txt", "没有添加任何文件")]
fn what_is_no_evidence_is_refused_whole(#[case] name: &str, #[case] says: &str) {
    let house = House::furnished();
    let id = house.id("路灯破损");
    house.write("good.txt", "好");
    fs::create_dir(house.path("folder")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(house.path("pipe")).status();
    if name == "pipe" && !made.is_ok_and(|status| status.success()) {
        return;
    }
    // Holes take no room on the disk.
    fs::File::create(house.path("large")).unwrap().set_len((1 << 30) + 1).unwrap();
    let err = house.fails(1, &["attach", &id, "good.txt", name, "--author", "甲员"]);
    assert!(err.contains(says), "{err}");
    assert!(house.run(&["evidence"]).err.contains("没有佐证材料"));
}

#[test]
fn verify_tells_what_became_of_evidence() {
    let (house, id) = with_evidence();
    let copy = copy_of(&house.ledger(), ABC);
    fs::write(house.path("笔录.txt"), "问：\n答？").unwrap();
    fs::write(&copy, "xyz").unwrap();
    let ran = house.run(&["verify"]);
    assert_eq!(ran.code, Some(1));
    for part in [
        format!("问题 {id} 的佐证材料 照片.jpg：内容已改动（{}）", copy.display()),
        format!("问题 {id} 的佐证材料 笔录.txt：内容已改动"),
    ] {
        assert!(ran.out.contains(&part), "{part}: {}", ran.out);
    }
    assert!(ran.err.contains("发现 2 处问题"), "{}", ran.err);
    fs::remove_file(&copy).unwrap();
    fs::remove_file(house.path("笔录.txt")).unwrap();
    assert_eq!(house.run(&["verify"]).out.matches("不在原处").count(), 2);
    assert_eq!(house.done(&["evidence", &id]).matches("不在原处").count(), 2);
    // Attached again, the copy is there again.
    house.done(&[
        "attach",
        &id,
        "--copy",
        house.write("照片.jpg", "abc").to_str().unwrap(),
        "--author",
        "甲员",
    ]);
    assert_eq!(house.run(&["verify"]).out.matches("不在原处").count(), 1);
}

#[test]
fn a_file_that_belongs_to_nothing_is_no_fault() {
    let (house, _) = with_evidence();
    house.write("ledger.db.files/ab/stray", "?");
    let ran = house.run(&["verify"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.err.contains("不属于任何记录的文件") && ran.err.contains("stray"), "{}", ran.err);
}

#[test]
fn a_colleagues_evidence_is_elsewhere() {
    let (house, _) = with_evidence();
    house.done(&["bundle", "export", "给乙.htk", "--author", "甲员"]);
    let other = ["--ledger", "other.db", "--today", TODAY];
    let run = |args: &[&str]| ran(house.bare(&[args, &other].concat()).output().unwrap());
    assert_eq!(run(&["bundle", "import", "给乙.htk", "--author", "乙员"]).code, Some(0));
    fs::remove_file(house.path("笔录.txt")).unwrap();
    let verified = run(&["verify"]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
    assert_eq!(verified.err.matches("由 甲员 添加，不在本机").count(), 2, "{}", verified.err);
}

/// It is the copy that has no place, not the ledger that cannot be opened.
#[test]
fn a_backup_without_a_folder_says_so() {
    let house = House::furnished();
    let err = house.fails(1, &["backup", "没有/备份.db"]);
    assert!(err.contains("没有写入") && err.contains("文件夹不存在") && !err.contains("--ledger"), "{err}");
}

#[test]
fn a_backup_holds_everything_and_is_restored() {
    let (house, id) = with_evidence();
    let before = house.list(&[]);
    // Somebody has the ledger open and writes.
    let writer = rusqlite::Connection::open(house.ledger()).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; UPDATE notices SET title = '改'").unwrap();
    let ran = house.run(&["backup", "备份.db"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("通报 2 份，标记记录 3 条，佐证材料 1 份"), "{}", ran.out);
    assert!(ran.err.contains("另有 1 份佐证材料只记了原处"), "{}", ran.err);
    writer.execute_batch("ROLLBACK").unwrap();
    drop(writer);
    let names: Vec<PathBuf> = below(house.path("").as_path());
    assert!(!names.iter().any(|path| path.display().to_string().contains(".huitoukan-")), "{names:?}");
    assert!(!house.path("备份.db-wal").exists());

    house.done(&["mark", &id, "--state", "query", "--author", "甲员"]);
    assert!(house.fails(1, &["backup", "备份.db"]).contains("已存在"));
    house.done(&["backup", "备份.db", "--overwrite"]);
    assert!(house.fails(1, &["backup", "ledger.db", "--overwrite"]).contains("就是台账本身"));

    let new = ["--ledger", "new.db", "--today", TODAY];
    let run = |args: &[&str]| common::ran(house.bare(&[args, &new].concat()).output().unwrap());
    let restored = run(&["restore", "备份.db"]);
    assert_eq!(restored.code, Some(0), "{restored:?}");
    assert_eq!(fs::read(copy_of(&house.path("new.db"), ABC)).unwrap(), b"abc");
    let listed: Vec<serde_json::Value> = serde_json::from_str(&run(&["list", "--json"]).out).unwrap();
    assert_eq!(listed.len(), before.len());
    assert_eq!(listed, house.list(&[]));
    assert_eq!(run(&["verify"]).code, Some(0));
    assert_eq!(run(&["restore", "备份.db"]).code, Some(1), "a ledger that is there is not overwritten");
}

#[test]
fn a_restored_ledger_goes_on_with_a_chain_of_its_own() {
    let house = House::furnished();
    let (one, two) = (house.id("路灯破损"), house.id("公厕管理不到位"));
    house.done(&["mark", &one, "--state", "query", "--author", "甲员"]);
    house.done(&["backup", "备份.db"]);
    // What was written after the backup is given to a colleague, and then lost.
    house.done(&["mark", &one, "--note", "备份之后", "--author", "甲员"]);
    house.done(&["bundle", "export", "给乙.htk", "--author", "甲员"]);
    for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] {
        let _ = fs::remove_file(house.path(name));
    }
    house.done(&["restore", "备份.db"]);
    house.done(&["mark", &two, "--note", "恢复之后", "--author", "甲员"]);
    assert!(house.done(&["verify"]).contains("2 条标记记录，来自 2 份台账"));
    house.done(&["bundle", "import", "给乙.htk", "--author", "甲员"]);
    let verified = house.done(&["verify"]);
    assert!(verified.contains("3 条标记记录，来自 2 份台账"), "{verified}");
    assert_eq!(house.list(&["路灯破损"])[0]["note"], "备份之后");
    assert_eq!(house.list(&["公厕管理不到位"])[0]["note"], "恢复之后");
}

#[test]
fn restoring_puts_by_what_was_there() {
    let (house, id) = with_evidence();
    house.done(&["backup", "备份.db"]);
    house.done(&["mark", &id, "--note", "备份之后", "--author", "甲员"]);
    assert!(house.fails(1, &["restore", "备份.db"]).contains("已存在"));
    let open = rusqlite::Connection::open(house.ledger()).unwrap();
    open.query_row("SELECT count(*) FROM events", [], |row| row.get::<_, i64>(0)).unwrap();
    assert!(house.fails(3, &["restore", "备份.db", "--overwrite"]).contains("正在使用"));
    drop(open);
    assert_eq!(house.list(&["路灯破损"])[0]["note"], "备份之后", "untouched so far");
    let out = house.done(&["restore", "备份.db", "--overwrite"]);
    let aside = out.lines().next().unwrap().strip_prefix("原有台账改名保留为 ").unwrap().to_owned();
    assert!(aside.contains("ledger.db.before-restore-"), "{out}");
    assert_eq!(house.list(&["路灯破损"])[0]["note"], "现场拍摄");
    let old = ["--ledger", &aside, "--today", TODAY];
    let run = |args: &[&str]| ran(house.bare(&[args, &old].concat()).output().unwrap());
    assert_eq!(run(&["verify"]).code, Some(0), "the former ledger is whole, with its evidence");
    assert!(run(&["show", &id]).out.contains("备份之后"));
}

#[test]
fn a_damaged_backup_is_called_the_backup() {
    let house = House::furnished();
    house.done(&["backup", "备份.db"]);
    let mut bytes = bytes_of(&house.path("备份.db"));
    for byte in bytes.iter_mut().skip(4096).step_by(3) {
        *byte = 0x5a;
    }
    house.write("备份.db", bytes);
    let err = house.fails(3, &["restore", "备份.db", "--overwrite"]);
    assert!(err.contains("备份已损坏") && err.contains("备份.db") && !err.contains("台账已损坏"), "{err}");
}

#[rstest]
#[case::no_ledger("x.txt", "这不是台账", "不是回头看的备份")]
#[case::empty("x.db", "", "备份已损坏")]
fn what_is_no_backup_is_refused(#[case] name: &str, #[case] content: &str, #[case] says: &str) {
    let house = House::furnished();
    house.write(name, content);
    let before = bytes_of(&house.ledger());
    let err = house.fails(3, &["restore", name, "--overwrite"]);
    assert!(err.contains(says) && !err.contains("台账已损坏") && !err.contains("台账是空"), "{err}");
    let err = house.fails(3, &["restore", "没有.db", "--overwrite"]);
    assert!(err.contains("找不到备份"), "{err}");
    assert_eq!(bytes_of(&house.ledger()), before);
    assert!(house.path("").read_dir().unwrap().all(|entry| {
        let name = entry.unwrap().file_name().into_string().unwrap();
        !name.contains("before-restore") && !name.starts_with(".huitoukan")
    }));
}

#[test]
fn a_backup_that_was_tampered_with_is_refused_whole() {
    let (house, id) = with_evidence();
    house.done(&["backup", "备份.db"]);
    let other = rusqlite::Connection::open(house.path("备份.db")).unwrap();
    other.execute_batch("DROP TRIGGER events_hold; UPDATE events SET author = '别人'").unwrap();
    drop(other);
    let err = house.fails(1, &["restore", "备份.db", "--overwrite"]);
    assert!(err.contains("处问题，没有采用"), "{err}");
    assert!(house.done(&["show", &id]).contains("甲员"));
}

#[test]
fn evidence_that_is_lost_is_told_when_it_is_copied() {
    let (house, _) = with_evidence();
    fs::write(copy_of(&house.ledger(), ABC), "xyz").unwrap();
    let ran = house.run(&["backup", "备份.db"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("佐证材料 0 份") && ran.err.contains("没有带上佐证材料 照片.jpg"), "{ran:?}");
    assert!(house.path("备份.db").exists(), "what could be saved is saved");
    assert!(!copy_of(&house.path("备份.db"), ABC).exists());
}

#[test]
fn purging_marks_leaves_the_notices_alone() {
    let (house, id) = with_evidence();
    let note = "绝不外传的一句话";
    house.done(&["mark", &id, "--due", "+3d", "--note", note, "--author", "机密员"]);
    assert!(house.fails(2, &["purge", "--marks"]).contains("--yes"));
    assert!(house.fails(2, &["purge", "--yes"]).contains("--marks"));
    let open = rusqlite::Connection::open(house.ledger()).unwrap();
    open.query_row("SELECT count(*) FROM events", [], |row| row.get::<_, i64>(0)).unwrap();
    assert!(house.fails(3, &["purge", "--marks", "--yes"]).contains("正在使用"));
    drop(open);
    let out = house.done(&["purge", "--marks", "--yes"]);
    assert!(out.contains("已清除标记记录 4 条、佐证材料副本 1 份") && out.contains("固态硬盘"), "{out}");
    assert_eq!(house.list(&["--state", "unread"]).len(), 7);
    assert!(house.done(&["verify"]).contains("0 条标记记录"));
    assert!(house.path("笔录.txt").exists(), "what was kept by reference is not ours");
    let ours = below(&house.path("")).into_iter().filter(|path| {
        path.is_file() && path.file_name().unwrap().to_str().unwrap().starts_with("ledger.db")
    });
    for path in ours {
        let bytes = fs::read(&path).unwrap();
        for gone in [note, "机密员", "现场拍摄", ABC] {
            let found = bytes.windows(gone.len()).any(|window| window == gone.as_bytes());
            assert!(!found, "{gone} in {}", path.display());
        }
    }
    // Life goes on.
    house.done(&["mark", &id, "--state", "query", "--author", "甲员"]);
    assert!(house.done(&["verify"]).contains("1 条标记记录"));
}

#[test]
fn purging_all_leaves_nothing() {
    let (house, _) = with_evidence();
    let before: Vec<PathBuf> = below(&house.path(""))
        .into_iter()
        .filter(|path| !path.display().to_string().contains("ledger.db"))
        .collect();
    let out = house.done(&["purge", "--all", "--yes"]);
    assert!(out.contains("已清除台账"), "{out}");
    assert_eq!(below(&house.path("")), before);
    house.fails(3, &["purge", "--all", "--yes"]);
}

#[test]
fn what_is_no_ledger_is_not_purged() {
    let house = House::new();
    house.write("ledger.db", "重要文件");
    let other = house.path("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    house.fails(3, &["purge", "--all", "--yes"]);
    let ran = ran(house.bare(&["purge", "--all", "--yes", "--ledger", "other.db"]).output().unwrap());
    assert_eq!(ran.code, Some(3));
    assert_eq!(fs::read_to_string(house.ledger()).unwrap(), "重要文件");
    assert!(other.exists());
}

#[cfg(unix)]
#[test]
fn whatever_we_make_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new();
    house.write("in/n.json", two_agencies().to_string());
    house.write("照片.jpg", "abc");
    // The ledger in the data folder, which is made; files of others stay as they are.
    let mode = |path: &Path| fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777;
    let run = |args: &[&str]| {
        let ran = ran(house.bare(args).output().unwrap());
        assert_eq!(ran.code, Some(0), "{args:?}: {ran:?}");
        ran.out
    };
    run(&["import", "in"]);
    let listed: serde_json::Value = serde_json::from_str(&run(&["list", "--json"])).unwrap();
    let id = listed[0]["id"].as_str().unwrap().to_owned();
    run(&["attach", &id, "照片.jpg", "--copy", "--author", "甲员"]);
    fs::create_dir(house.path("out")).unwrap();
    run(&["backup", "out/备份.db"]);
    run(&["bundle", "export", "out/包.htk", "--author", "甲员"]);
    for name in ["t.xlsx", "t.docx", "t.csv", "t.json", "t.md"] {
        run(&["export", "--to", &format!("out/{name}")]);
    }
    run(&["restore", "out/备份.db", "--overwrite"]);
    // Held open, the ledger has its side files.
    let data = house.path("home/data/huitoukan");
    let open = rusqlite::Connection::open(data.join("ledger.db")).unwrap();
    open.execute_batch("BEGIN IMMEDIATE; UPDATE notices SET title = title; COMMIT").unwrap();
    let ours =
        below(&house.path("home")).into_iter().skip(1).chain(below(&house.path("out")).into_iter().skip(1));
    let mut count = 0;
    for path in ours {
        let want = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode(&path), want, "{}", path.display());
        count += 1;
    }
    assert!(count > 15, "{count}");
    assert!(ran(house.bare(&["verify"]).output().unwrap()).err.is_empty());
    fs::set_permissions(data.join("ledger.db"), fs::Permissions::from_mode(0o644)).unwrap();
    let verified = ran(house.bare(&["verify"]).output().unwrap());
    assert_eq!(verified.code, Some(0));
    assert!(verified.err.contains("可能读到") && verified.err.contains("权限 644"), "{}", verified.err);
}
