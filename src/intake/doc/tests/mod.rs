//! The reader over whole files, over parts written by hand, over damaged copies.

mod damage;
mod numbering;
mod parts;

use std::io::{Cursor, Read, Seek, SeekFrom, Write};

use rstest::rstest;

use crate::intake::{
    compose::Composed,
    form::{Cell, Origin},
};

use super::*;

/// A fixture: see `tests/fixtures/README.md`.
fn fixture(name: &str) -> &'static [u8] {
    match name {
        "numbers" => include_bytes!("../../../../tests/fixtures/doc/numbers.doc"),
        "tables" => include_bytes!("../../../../tests/fixtures/doc/tables.doc"),
        "notes" => include_bytes!("../../../../tests/fixtures/doc/notes.doc"),
        "styles" => include_bytes!("../../../../tests/fixtures/doc/styles.doc"),
        _ => include_bytes!("../../../../tests/fixtures/doc/traps.doc"),
    }
}

/// A file with these streams.
fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.into_inner().into_inner()
}

/// A fixture with bytes of its main stream changed.
fn patched(name: &str, changes: &[(u64, &[u8])]) -> Vec<u8> {
    let mut file = CompoundFile::open(Cursor::new(fixture(name).to_vec())).unwrap();
    let mut stream = file.open_stream("WordDocument").unwrap();
    for (at, bytes) in changes {
        stream.seek(SeekFrom::Start(*at)).unwrap();
        stream.write_all(bytes).unwrap();
    }
    stream.flush().unwrap();
    drop(stream);
    file.into_inner().into_inner()
}

fn lines(reading: &Reading) -> Vec<&str> {
    reading.composed.text.lines().collect()
}

const NUMBERS: [&str; 20] = [
    "关于巡察整改进展情况的通报",
    "一、聚焦政治责任方面",
    "（一）学习制度落实不到位问题",
    "整改情况：已修订学习制度，开展集中学习6次。",
    "1. 修订制度。",
    "2. 组织学习。",
    "（1）逐人测试。",
    "（2）通报结果。",
    "①第一批通报。",
    "②第二批通报。",
    "（二）台账管理不规范问题",
    "整改情况：已完成。",
    "1. 清理台账。",
    "5. 从五数起的另一个列表。",
    "二、聚焦作风建设方面",
    "（一）服务群众不到位问题",
    "1 独立编号",
    "1.1 2024年起执行",
    "圆点不是编号",
    "",
];

#[test]
fn automatic_numbers_are_printed() {
    let reading = read(fixture("numbers")).unwrap();
    assert_eq!(lines(&reading), NUMBERS[..19]);
    assert_eq!(reading.flaws, []);
    let text = &reading.composed.text;
    let headings: Vec<(&str, usize)> = reading
        .composed
        .form
        .headings
        .iter()
        .map(|heading| (text.get(heading.at..).unwrap().lines().next().unwrap(), heading.depth))
        .collect();
    assert_eq!(
        headings,
        [(NUMBERS[1], 1), (NUMBERS[2], 2), (NUMBERS[10], 2), (NUMBERS[14], 1), (NUMBERS[15], 2)]
    );
}

#[test]
fn tables_are_grids() {
    let reading = read(fixture("tables")).unwrap();
    let Composed { text, form, .. } = &reading.composed;
    assert!(text.starts_with("整改台账如下：\n青梧市园林局整改台账\n序号\t问题\t整改\t责任单位\n"), "{text}");
    assert!(text.ends_with("\n表后文字。\n一列的表格是段落\n第二行\n完。\n"), "{text}");
    assert_eq!(form.tables.len(), 1);
    let rows: Vec<String> = form.tables[0]
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| shown(text, cell)).collect::<Vec<_>>().join("|"))
        .collect();
    assert_eq!(
        rows,
        [
            "青梧市园林局整改台账|<|<|<|<",
            "序号|问题|整改|<|责任单位",
            "^序号|^问题|措施|时限|^责任单位",
            "1|养护监管流于形式/合同未备案|修订办法|6月底前|养护中心",
            "2|^养护监管流于形式/合同未备案|约谈企业/内一/内二|长期坚持|^养护中心",
        ]
    );
}

fn shown(text: &str, cell: &Cell) -> String {
    let own = cell.span.of(text).replace('\n', "/");
    match cell.origin {
        Origin::Own => own,
        Origin::Left => "<".to_owned(),
        Origin::Above => format!("^{own}"),
    }
}

#[test]
fn what_is_not_text_is_left_out() {
    let reading = read(fixture("traps")).unwrap();
    assert_eq!(
        lines(&reading),
        [
            "一、正文标题",
            "看得见也看得见",
            "网址见链接文字。",
            "留下加上的完",
            "换行前",
            "换行后\t制表后-连字软☑选中（括号(半角)）",
            "框在这一段",
            "文本框第一行",
            "文本框第二行",
            "框后的段落",
            "第二页：𠮷字与emoji以外",
            "有批注的字",
        ]
    );
    assert_eq!(reading.flaws, []);
}

#[test]
fn styles_number_and_hide() {
    let reading = read(fixture("styles")).unwrap();
    assert_eq!(
        lines(&reading),
        [
            "一、聚焦政治责任方面",
            "（一）学习制度问题",
            "（二）台账管理问题",
            "没有编号的标题",
            "二、聚焦作风建设方面",
            "（一）服务群众问题",
            "看得见",
        ]
    );
    let depths: Vec<usize> = reading.composed.form.headings.iter().map(|heading| heading.depth).collect();
    assert_eq!(depths, [1, 2, 2, 1, 1, 2]);
}

#[test]
fn notes_stay_out_and_boxes_stand_behind_their_anchors() {
    let reading = read(fixture("notes")).unwrap();
    assert_eq!(lines(&reading), NOTES);
    assert_eq!(
        reading.composed.form.tables[0].rows[1].iter().map(|cell| cell.origin).collect::<Vec<_>>(),
        [Origin::Above, Origin::Left, Origin::Own]
    );
}

/// What `notes` says in both formats.
pub(in crate::intake) const NOTES: [&str; 15] = [
    "第一段脚注后批注后尾注后",
    "分栏第一段",
    "分栏第二段",
    "节后一段",
    "换页后一段",
    "两框之间末",
    "甲框一",
    "甲框二",
    "乙框",
    "见网址和2页",
    "大格\t右上",
    "右中",
    "左下\t中下\t右下",
    "格中框",
    "完",
];

/// Bytes of the head: flags; the pairs of the pieces, of the properties of paragraphs, of the styles.
const FLAGS: u64 = 10;
const CLX: u64 = 0x1a2;
const PAPX: u64 = 0x102;
const STSH: u64 = 0xa2;

#[rstest]
#[case::encrypted(FLAGS, &[0, 0x13], Fault::Locked(Format::Doc))]
#[case::obfuscated(FLAGS, &[0, 0x92], Fault::Locked(Format::Doc))]
#[case::not_word(0, &[0, 0], Fault::Damaged(Format::Doc))]
#[case::word_2(2, &[45, 0], Fault::Damaged(Format::Doc))]
#[case::word_6_in_pieces(0, &[0xdc, 0xa5, 104, 0, 0, 0, 0, 0, 0, 0, 4, 0], Fault::Unread(Format::Doc))]
fn what_is_not_read_says_why(#[case] at: u64, #[case] bytes: &[u8], #[case] expected: Fault) {
    assert_eq!(read(&patched("numbers", &[(at, bytes)])), Err(expected));
}

#[rstest]
#[case::pieces(CLX)]
#[case::paragraphs(PAPX)]
#[case::styles(STSH)]
fn text_without_properties_is_read(#[case] pair: u64) {
    let reading = read(&patched("numbers", &[(pair, &[0xff; 8])])).unwrap();
    assert!(reading.composed.text.contains("学习制度落实不到位问题\n整改情况：已修订学习制度"));
    assert_eq!(reading.flaws, [Flaw::CutOff]);
}

#[test]
fn text_of_a_file_whose_table_stream_is_lost_is_read() {
    let mut main = Vec::new();
    let mut file = CompoundFile::open(Cursor::new(fixture("numbers"))).unwrap();
    file.open_stream("WordDocument").unwrap().read_to_end(&mut main).unwrap();
    let reading = read(&compound(&[("WordDocument", &main)])).unwrap();
    assert_eq!(lines(&reading).len(), 19);
    assert_eq!(reading.flaws, [Flaw::CutOff]);
}

#[test]
fn word_95_is_read_in_the_code_page_of_china() {
    let (text, _, _) =
        encoding_rs::GBK.encode("巡察整改\r问题\u{7}措施\u{7}\u{7}见\u{13} PAGE \u{14}3\u{15}页\r");
    let mut main = vec![0_u8; 0x300];
    main.extend(text.as_ref());
    let end = main.len() as u32;
    for (at, bytes) in [
        (0, &[0xdc, 0xa5, 104, 0][..]),
        (0x18, &0x300_u32.to_le_bytes()),
        (0x1c, &end.to_le_bytes()),
        (0x34, &(text.len() as u32).to_le_bytes()),
    ] {
        main[at..at + bytes.len()].copy_from_slice(bytes);
    }
    let reading = read(&compound(&[("WordDocument", &main)])).unwrap();
    assert_eq!(lines(&reading), ["巡察整改", "问题", "措施", "见3页"]);
    assert_eq!(reading.encoding.as_deref(), Some("gb18030"));
    main.truncate(0x304);
    let reading = read(&compound(&[("WordDocument", &main)])).unwrap();
    assert_eq!(lines(&reading), ["巡察"]);
    assert_eq!(reading.flaws, [Flaw::CutOff]);
}
