use std::io::{Cursor, Read};

use quick_xml::events::Event;
use rstest::rstest;

use super::*;
use crate::{
    intake,
    ledger::followup::Fix,
    report::testing::{dossier, record},
    words::{EN, ZH},
};

fn made(dossier: &Dossier, words: &Words) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    write(dossier, words, &mut out).unwrap();
    out.into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The paragraphs and cells, as our own reader reads them.
fn lines(dossier: &Dossier, words: &Words) -> String {
    let bytes = made(dossier, words);
    intake::read_bytes(std::path::Path::new("a.docx"), &bytes).unwrap().text
}

#[rstest]
#[case::zh(&ZH)]
#[case::en(&EN)]
fn every_part_is_well_formed_and_named(#[case] words: &Words) {
    let bytes = made(&dossier(), words);
    let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names.len(), 10);
    let types = part(&bytes, "[Content_Types].xml");
    for name in &names {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut depth = 0;
        loop {
            match reader.read_event().unwrap() {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0, "{name}");
        assert!(
            name.ends_with(".rels") || name.starts_with('[') || types.contains(&format!("\"/{name}\"")),
            "{name}"
        );
    }
}

#[test]
fn the_outline_says_what_is_known() {
    let text = lines(&dossier(), &ZH);
    let wanted = [
        "密级：内部",
        "巡察整改“回头看”核查提纲",
        "编制：甲员　　2026-11-22 09:30",
        "来源：台账 /home/x/ledger.db（huitoukan 0.1.0）",
        "范围：全部问题",
        "本提纲列 2 个单位、3 个问题",
        "一、甲市城市管理局",
        "通报：中共甲市城市管理局党组关于巡察整改情况的通报",
        "反馈日期：2024年10月9日，公布日期：未标明",
        "已完成 2 个，长期坚持 2 个",
        "（一）公厕管理不到位",
        "编号：aaaaaaaaaa",
        "原文序号：二、/1.",
        "整改结果：已完成，长期坚持",
        "整改情况：已更换。",
        "责任单位：环卫科",
        "时限：2025年6月30日，承诺，已过 510 天，“预计2025年6月底前完成”",
        "复查状态：列入回头看",
        "待核理由：数字不符",
        "承办人：乙员",
        "复查期限：2026年12月1日",
        "备注：先看台账",
        "照片.jpg（3 字节，SHA-256 abababababab）",
        "经过：2026-11-20 乙员 备注 第3条",
        "更早的 2 条从略",
        "出处：in/通报.docx，第 3 页，第 12 行，SHA-256 0123456789ab，第 1 版，1970-01-01 导入",
        "□属实　　□部分属实　　□不属实",
        "（二）路灯破损",
        "二、乙县市政园林局",
        "时限：2026年12月31日，要求；2024年12月31日，已报告",
    ];
    for part in wanted {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(text.matches("核查情况").count(), 3, "a form for each issue");
}

#[test]
fn what_was_put_right_shows_what_is_printed() {
    let mut dossier = dossier();
    let one = dossier.records.get_mut(1).unwrap();
    one.row.fixes.title = true;
    one.row.title = "路灯大面积破损".into();
    one.row.fixes.outcome = true;
    one.row.outcome = crate::ledger::types::OutcomeSet::of(&[crate::notice::OutcomeTag::InProgress]);
    one.detail.corrections.title = Some(Fix {
        printed: None,
        value: "路灯大面积破损".into(),
        reason: "漏字".into(),
        author: "乙员".into(),
        time: jiff::Timestamp::UNIX_EPOCH,
    });
    let text = lines(&dossier, &ZH);
    assert!(text.contains("（二）路灯大面积破损（改；原文：路灯破损）"), "{text}");
    assert!(text.contains("整改结果：正在整改（改；原文：已完成，长期坚持）"), "{text}");
}

#[rstest]
#[case::forbidden("公\u{0}厕\u{b}管\u{1f}理\u{ffff}\u{fffe}\u{1b}[31m", "公厕 管理[31m")]
#[case::markup("<w:p>&amp;]]>", "<w:p>&amp;]]>")]
#[case::turned("公\u{202e}厕\u{200b}", "公厕")]
fn nothing_forbidden_comes_in(#[case] title: &str, #[case] want: &str) {
    let mut dossier = dossier();
    dossier.made.who = title.into();
    dossier.records = vec![record(1, title, "aaaaaaaaaa", title)];
    let bytes = made(&dossier, &ZH);
    for name in ["word/document.xml", "docProps/core.xml"] {
        let xml = part(&bytes, name);
        assert!(
            !xml.chars().any(|c| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{202e}')),
            "{name}"
        );
    }
    let text = lines(&dossier, &ZH);
    assert!(text.contains(&format!("（一）{want}")), "{text}");
}

#[test]
fn only_very_long_answers_are_cut() {
    let mut dossier = dossier();
    let answer = |dossier: &mut Dossier, characters: usize| {
        let node = &mut dossier.records.get_mut(1).unwrap().detail.node;
        node.response.as_mut().unwrap().text = "答".repeat(characters);
        lines(dossier, &ZH)
    };
    assert!(answer(&mut dossier, 1500).contains(&"答".repeat(1500)));
    let long = answer(&mut dossier, 1501);
    assert!(long.contains("……（全文 1501 字，见出处）") && !long.contains(&"答".repeat(1201)), "{long}");
}

#[test]
fn nothing_to_list_is_said() {
    let dossier = Dossier { records: Vec::new(), ..dossier() };
    assert!(lines(&dossier, &ZH).contains("没有符合条件的问题"));
    assert!(lines(&dossier, &EN).contains("No issue fits."));
}

#[test]
fn the_same_dossier_gives_the_same_bytes() {
    assert_eq!(made(&dossier(), &ZH), made(&dossier(), &ZH));
}

/// Writes the file that `tests/fixtures/docx/office.sh` opens with LibreOffice; run by that script only.
#[test]
#[ignore = "writes a file for a program that is not part of the tests"]
fn for_office() {
    let Some(path) = std::env::var_os("HUITOUKAN_OUTLINE") else { return };
    std::fs::write(path, made(&dossier(), &ZH)).unwrap();
}
