//! Files that mean harm, or are nothing like their names: the real program refuses each in one line, or
//! reads what there is, and never hangs, fills the memory, or passes on what a terminal would obey.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod common;

#[path = "hostile/files.rs"]
mod files;
#[path = "hostile/process.rs"]
mod process;

use common::*;
use rstest::rstest;

/// How the program may end with any file: refused in one line that names file and reason, or read.
fn settled(ran: &Ran, name: &str) -> bool {
    let refused = ran.code == Some(1);
    assert!(refused || ran.code == Some(0), "{name}: {ran:?}");
    assert_eq!(refused, ran.out.is_empty(), "{name}: {ran:?}");
    assert!(ran.err.lines().count() <= 1, "{name}: {}", ran.err);
    let odd = |c: char| c.is_control() && c != '\n' && c != '\t';
    assert!(!ran.out.contains(odd) && !ran.err.contains(odd), "{name}: {ran:?}");
    if refused {
        let why = ran.err.strip_prefix(&format!("错误：{name}: ")).unwrap_or_default();
        assert!(!why.trim().is_empty(), "{name}: {}", ran.err);
        assert!(ran.err.ends_with('\n'), "{name}: {}", ran.err);
    }
    refused
}

/// Tries both ways to read a file; whether it is refused.
fn tried(house: &House, name: &str) -> bool {
    let bare = |args: &[&str]| ran(house.bare(args).output().unwrap());
    let text = settled(&bare(&["text", name]), name);
    let notice = settled(&bare(&["parse", "--json", name]), name);
    text || notice
}

#[rstest]
#[case::nested_page("a.html", files::nested_page(300_000))]
#[case::nested_lists("b.html", "<html><body>".to_owned().into_bytes().into_iter().chain("<ul><li>一".repeat(50_000).into_bytes()).collect())]
#[case::unclosed_page("c.html", b"<!DOCTYPE html><html><body><table><tr><td".to_vec())]
#[case::entities("entities.docx", files::entity_bomb())]
#[case::pdf_stream("bomb.pdf", files::pdf_bomb(300 << 20))]
#[case::pdf_without_end("end.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\n".to_vec())]
#[case::deep_pdf("deep.pdf", [b"%PDF-1.7\n1 0 obj\n".to_vec(), b"[".repeat(300_000)].concat())]
#[case::deep_rtf("deep.rtf", [b"{\\rtf1 ".to_vec(), b"{".repeat(300_000)].concat())]
#[case::one_line("line.txt", "整改情况：一是".repeat(20_000).into_bytes())]
#[case::numbers("numbers.txt", "（一）1.①一、".repeat(5_000).into_bytes())]
#[case::text_called_docx("text.docx", text_notice("已学习").into_bytes())]
fn a_file_that_may_be_read_or_refused(#[case] name: &str, #[case] bytes: Vec<u8>) {
    let house = House::new();
    house.write(name, bytes);
    tried(&house, name);
}

#[test]
fn a_font_that_breaks_its_library_stops_only_its_file() {
    // Found by fuzzing: hayro-font 0.5.0 adds beyond a number's end, which a build with checks breaks off at.
    let house = House::new();
    house.write("font.pdf", include_bytes!("fixtures/pdf/damaged-font.pdf"));
    house.write("good.txt", text_notice("已学习"));
    assert!(tried(&house, "font.pdf"));
    let ran = house.run(&["import", "font.pdf", "good.txt"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("新增 1"), "{ran:?}");
}

#[rstest]
#[case::empty("empty.docx", Vec::new())]
#[case::honest_bomb("honest.docx", files::honest_bomb())]
#[case::lying_bomb("lying.docx", files::lying_bomb(7))]
#[case::boasting_package("boasting.docx", files::lying_bomb(u32::MAX - 1))]
#[case::locked("locked.docx", files::locked())]
#[case::package_cut_off("cut.docx", files::cut(files::small_docx(), 0.6))]
#[case::package_without_parts("none.xlsx", files::package(&[("a.txt", b"a")]))]
#[case::picture_called_pdf("picture.pdf", b"\x89PNG\r\n\x1a\n\0\0\0".to_vec())]
fn a_file_that_gives_nothing(#[case] name: &str, #[case] bytes: Vec<u8>) {
    let house = House::new();
    house.write(name, bytes);
    assert!(tried(&house, name), "{name} was read");
}

#[rstest]
#[case(b"PK\x03\x04")]
#[case(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")]
#[case(b"%PDF-1.7\n")]
#[case(b"{\\rtf1 ")]
#[case(b"\x89PNG\r\n\x1a\n")]
#[case(b"\x1f\x8b\x08")]
#[case(b"<html><body>")]
#[case(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"a\"\r\n\r\n--a\r\n")]
#[case(b"\xff\xfe")]
#[case(b"")]
fn noise_behind_every_beginning(#[case] magic: &[u8]) {
    let house = House::new();
    for (seed, length) in [(1, 10), (2, 600), (3, 70_000)] {
        house.write("noise", [magic, &files::noise(seed, length)].concat());
        tried(&house, "noise");
    }
}

#[test]
fn what_a_terminal_would_obey_is_taken_out() {
    let house = House::new();
    let answer = "已\u{1b}[31m学习\u{7}\u{9b}2J十次\u{1b}]0;名\u{7}\u{202e}";
    house.write("controls.txt", text_notice(answer));
    assert!(!tried(&house, "controls.txt"));
    let text = ran(house.bare(&["text", "controls.txt"]).output().unwrap()).out;
    assert!(text.contains("已学习十次") && !text.contains('\u{202e}'), "{text}");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_told_at_once() {
    let house = House::new();
    std::fs::create_dir(house.path("a.docx")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(house.path("pipe.txt")).status().unwrap();
    assert!(made.success());
    std::fs::File::create(house.path("sparse.pdf")).unwrap().set_len(2 << 30).unwrap();
    for (name, says) in [
        ("a.docx", "文件夹"),
        ("pipe.txt", "管道"),
        ("/dev/zero", "设备"),
        ("sparse.pdf", "超过 64 MB"),
        ("没有.docx", "找不到"),
        ("sparse.pdf/x.docx", "找不到"),
    ] {
        assert!(tried(&house, name), "{name} was read");
        let err = house.fails(1, &["import", name]);
        assert!(err.contains(name), "{err}");
        let err = ran(house.bare(&["text", name]).output().unwrap()).err;
        assert!(err.contains(says), "{err}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new();
    let path = house.write("a.txt", text_notice("已学习"));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        // Root may read anything.
        return;
    }
    assert!(tried(&house, "a.txt"));
    assert!(ran(house.bare(&["text", "a.txt"]).output().unwrap()).err.contains("没有读取此文件的权限"));
}

#[cfg(unix)]
#[test]
fn names_are_cleaned() {
    use std::os::unix::ffi::OsStrExt;
    let house = House::new();
    let names = [&b"a\x1b[31m\xc2\x9b2J\nb.txt"[..], b"\xff\xfe.txt"];
    for name in names {
        let name = std::ffi::OsStr::from_bytes(name);
        std::fs::write(house.path("").join(name), text_notice("已学习")).unwrap();
        for args in [&["parse", "--json"][..], &["parse"], &["import"]] {
            let ran = ran(house.command(args).arg(name).output().unwrap());
            assert_eq!(ran.code, Some(0), "{ran:?}");
            let odd = |c: char| c.is_control() && c != '\n';
            assert!(!ran.out.contains(odd) && !ran.out.contains("\\u001b"), "{}", ran.out);
            assert_eq!(ran.err, "");
        }
    }
    let missing = ran(house.bare(&["parse", "no\u{1b}[31m\u{202e}\nfile"]).output().unwrap());
    assert_eq!((missing.code, missing.err.lines().count()), (Some(1), 1), "{missing:?}");
    assert!(!missing.err.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn a_good_notice_among_thirty_bad_files_is_imported() {
    let house = House::new();
    house.write("in/15-好.txt", text_notice("已学习"));
    let docx = files::small_docx();
    let mut bad: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..5_u8 {
        let share = 0.15 + 0.15 * f64::from(at);
        bad.push((format!("{at}-空.txt"), Vec::new()));
        bad.push((format!("{at}-断.docx"), files::cut(docx.clone(), share)));
        bad.push((format!("{at}-乱.pdf"), [b"%PDF-1.4".to_vec(), files::noise(at.into(), 3000)].concat()));
        bad.push((format!("{at}-锁.docx"), files::locked()));
        bad.push((format!("{at}-空白.md"), " \n\u{3000}\n".repeat(at.into()).into_bytes()));
        bad.push((
            format!("{at}-乱.doc"),
            [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), files::noise(7, 999)].concat(),
        ));
    }
    for (name, bytes) in &bad {
        house.write(&format!("in/{name}"), bytes);
    }
    let ran = house.run(&["import", "in"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.starts_with("新增  丙区水利局  2 个问题  in/15-好.txt\n"), "{}", ran.out);
    assert!(ran.out.contains("失败 30"), "{}", ran.out);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines.len(), 31, "{}", ran.err);
    for (name, _) in &bad {
        let told: Vec<_> = lines.iter().filter(|line| line.contains(&format!("in/{name}: "))).collect();
        assert_eq!(told.len(), 1, "{name}: {}", ran.err);
    }
    assert_eq!(house.list(&[]).len(), 2);
}

#[test]
fn the_name_of_a_hidden_sheet_is_cleaned() {
    let house = House::new();
    let workbook = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"甲\" r:id=\"a\"/>\
        <sheet name=\"乙&#27;[31m&#x202e;\" state=\"hidden\" r:id=\"b\"/></sheets></workbook>";
    let relations = "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/a.xml\"/>\
        <Relationship Id=\"b\" Type=\"x/worksheet\" Target=\"worksheets/b.xml\"/></Relationships>";
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>整改台账</t></is></c></row>\
        </sheetData></worksheet>";
    let bytes = files::package(&[
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/a.xml", sheet.as_bytes()),
        ("xl/worksheets/b.xml", sheet.as_bytes()),
    ]);
    house.write("a.xlsx", bytes);
    assert!(!tried(&house, "a.xlsx"));
    let shown = ran(house.bare(&["parse", "a.xlsx"]).output().unwrap());
    assert!(shown.out.contains("隐藏的工作表未读取：乙"), "{shown:?}");
    assert!(!shown.out.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
}

#[test]
fn what_a_file_is_is_not_told_by_its_name() {
    let house = House::new();
    house.write("通报.json", text_notice("已学习"));
    house.write("data.txt", two_agencies().to_string());
    let ran = house.run(&["import", "通报.json", "data.txt"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(ran.out.lines().filter(|line| line.starts_with("新增  ")).count(), 3, "{ran:?}");
}

#[test]
fn what_an_import_passes_over_is_named() {
    let house = House::new();
    house.write("in/a.txt", text_notice("已学习"));
    house.write("in/broken.docx", [b"\x01\x02\x03\x04".repeat(64), files::small_docx()].concat());
    let ran = house.run(&["import", "in"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.err.contains("in/broken.docx: 不是可读取的文档"), "{ran:?}");
}

#[test]
fn a_list_without_stops_takes_time_by_its_length() {
    // Would take the whole time of a file, were each line joined to all before it.
    let house = House::new();
    house.write("list.txt", "序号,反馈问题描述,责任单位名称,整改时限要求,备注说明\n".repeat(60_000));
    let ran = ran(house.bare(&["parse", "--json", "list.txt"]).output().unwrap());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn a_lost_block_of_text_is_said() {
    let house = House::new();
    let text: Vec<u8> = text_notice("已学习").encode_utf16().flat_map(u16::to_le_bytes).collect();
    house.write("a.txt", [b"\xff\xfe".to_vec(), text, vec![0; 512]].concat());
    let ran = ran(house.bare(&["parse", "--json", "a.txt"]).output().unwrap());
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.err.contains("无法解码"), "{ran:?}");
}

#[test]
fn own_words_are_read_in_any_encoding_and_faults_are_said() {
    let house = House::new();
    let notice = text_notice("已学习").replace("整改情况", "改了啥");
    house.write("a.txt", notice);
    house.write("config.toml", "");
    let words = "[labels]\nresponse = ['改了啥']\n";
    let read = |lexicon: &[u8]| {
        house.write("lexicon.toml", lexicon);
        ran(house.bare(&["--config", "config.toml", "parse", "--json", "a.txt"]).output().unwrap())
    };
    let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for lexicon in [words.as_bytes().to_vec(), [b"\xff\xfe".to_vec(), utf16].concat(), gbk(words)] {
        let ran = read(&lexicon);
        assert!(ran.out.contains("\"response\": {"), "{ran:?}");
        assert_eq!(ran.err, "");
    }
    std::fs::remove_file(house.path("lexicon.toml")).unwrap();
    std::fs::create_dir(house.path("lexicon.toml")).unwrap();
    let ran = ran(house.bare(&["--config", "config.toml", "parse", "--json", "a.txt"]).output().unwrap());
    assert!(ran.err.contains("lexicon.toml 有误"), "{ran:?}");
}

/// A text of the test above in GB18030.
fn gbk(text: &str) -> Vec<u8> {
    text.chars()
        .flat_map(|c| match c {
            '改' => vec![0xb8, 0xc4],
            '了' => vec![0xc1, 0xcb],
            '啥' => vec![0xc9, 0xb6],
            c => c.to_string().into_bytes(),
        })
        .collect()
}

#[test]
#[cfg(target_os = "linux")]
fn nobody_to_hear_a_remark_is_no_crash() {
    let house = House::new();
    house.write("a.txt", "没有问题清单的一篇文字，只说开会。\n");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let code =
        house.bare(&["parse", "a.txt"]).stderr(full).stdout(std::process::Stdio::null()).status().unwrap();
    assert_eq!(code.code(), Some(0));
}
