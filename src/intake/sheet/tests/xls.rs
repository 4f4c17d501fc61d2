//! XLS of records written here.

use std::io::{Cursor, Write};

use rstest::rstest;

use super::{read, shown};
use crate::intake::{Fault, Flaw, Format, read_bytes};

const BIFF8: u16 = 0x0600;
const BIFF5: u16 = 0x0500;

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = kind.to_le_bytes().to_vec();
    out.extend((data.len() as u16).to_le_bytes());
    out.extend(data);
    out
}

fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

/// A cell's place and style before what it holds.
fn cell(kind: u16, place: [u16; 2], style: u16, rest: &[u8]) -> Vec<u8> {
    record(kind, &[&words(&[place[0], place[1], style]), rest].concat())
}

/// A whole number in four bytes.
fn rk(value: u32) -> Vec<u8> {
    (value << 2 | 2).to_le_bytes().to_vec()
}

/// The names of sheets with their state, the records before the list of sheets, and those of each sheet.
fn workbook(version: u16, globals: &[u8], sheets: &[(&str, u8, Vec<u8>)]) -> Vec<u8> {
    let names: Vec<Vec<u8>> = sheets
        .iter()
        .map(|(name, ..)| match version {
            BIFF8 => [vec![name.encode_utf16().count() as u8, 1], utf16(name)].concat(),
            _ => [vec![gbk(name).len() as u8], gbk(name)].concat(),
        })
        .collect();
    let begin = |kind: u16| record(0x0809, &words(&[version, kind, 0, 0]));
    let list: usize = names.iter().map(|name| 4 + 6 + name.len()).sum();
    let mut at = begin(5).len() + globals.len() + list + 4;
    let mut stream = [begin(5), globals.to_vec()].concat();
    let mut parts = Vec::new();
    for ((_, state, data), name) in sheets.iter().zip(names) {
        stream.extend(record(0x85, &[&(at as u32).to_le_bytes()[..], &[*state, 0], &name].concat()));
        let part = [begin(0x10), data.clone(), record(0x0a, &[])].concat();
        at += part.len();
        parts.extend(part);
    }
    stream.extend(record(0x0a, &[]));
    stream.extend(parts);
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let name = if version == BIFF8 { "/Workbook" } else { "/Book" };
    file.create_stream(name).unwrap().write_all(&stream).unwrap();
    file.into_inner().into_inner()
}

fn fault(bytes: &[u8]) -> Option<Fault> {
    read_bytes("a".as_ref(), bytes).err().and_then(|error| error.fault())
}

/// A text of BIFF8 in wide characters.
fn wide(text: &str) -> Vec<u8> {
    [words(&[text.encode_utf16().count() as u16]), vec![1], utf16(text)].concat()
}

/// The format 164 and the styles 0 (none), 1 (`0.0%`), 2 (14), 3 (164).
fn styles() -> Vec<u8> {
    let code = wide("yyyy\"年\"m\"月\"");
    let styles = [0, 10, 14, 164].map(|id| record(0xe0, &words(&[0, id, 0, 0, 0, 0, 0, 0, 0, 0])));
    [record(0x41e, &[words(&[164]), code].concat()), styles.concat()].concat()
}

#[test]
fn cells_of_every_kind_are_read() {
    let strings = [
        words(&[3, 0, 3, 0]),
        vec![2, 0, 0, b'A', b'B'],
        // With one run, and with how it is spoken.
        [vec![2, 0, 0x0d], words(&[1]), vec![4, 0, 0, 0], utf16("甲乙"), vec![9; 4], vec![8; 4]].concat(),
        wide("丙"),
    ]
    .concat();
    let number = |value: f64| value.to_le_bytes().to_vec();
    let sheet = [
        cell(0xfd, [0, 0], 0, &[0, 0, 0, 0]),
        cell(0xfd, [0, 1], 0, &[1, 0, 0, 0]),
        cell(0xfd, [0, 2], 0, &[2, 0, 0, 0]),
        cell(0xfd, [0, 3], 0, &[99, 0, 0, 0]),
        cell(0x203, [1, 0], 1, &number(0.855)),
        cell(0x27e, [1, 1], 2, &rk(45838)),
        cell(0x27e, [1, 2], 0, &((1250_u32 << 2) | 3).to_le_bytes()),
        // Two numbers in a row.
        record(0xbd, &[words(&[2, 0, 0]), rk(7), words(&[3]), rk(45838), words(&[1])].concat()),
        cell(0x06, [2, 2], 0, &[number(2.5), vec![0; 8]].concat()),
        cell(0x06, [3, 0], 0, &[vec![0, 0, 0, 0, 0, 0, 0xff, 0xff], vec![0; 8]].concat()),
        record(0x4bc, &[1, 2, 3]),
        record(0x207, &wide("结果")),
        cell(0x06, [3, 1], 0, &[1, 0, 1, 0, 0, 0, 0xff, 0xff, 0, 0]),
        cell(0x205, [3, 2], 0, &[0x2a, 1]),
        cell(0x06, [3, 3], 0, &[3, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0]),
        cell(0x204, [4, 0], 0, &wide("标签")),
        record(0xe5, &words(&[1, 4, 4, 0, 2])),
        // A chart in the sheet has cells of its own.
        record(0x809, &words(&[BIFF8, 0x20, 0, 0])),
        cell(0x203, [0, 0], 0, &number(7.0)),
        record(0x0a, &[]),
    ]
    .concat();
    let globals = [styles(), record(0xfc, &strings)].concat();
    let hidden = cell(0x204, [0, 0], 0, &wide("密"));
    let document = read(&workbook(BIFF8, &globals, &[("台账", 0, sheet), ("内部", 2, hidden)]));
    assert_eq!(document.source.format, "xls");
    assert_eq!(
        shown(&document),
        [
            "| AB | 甲乙 | 丙 |",
            "| 85.50% | 2025/6/30 | 12.5 |",
            "| 7 | 2025年6月 | 2.5 |",
            "| 结果 | TRUE | #N/A |",
            "--",
            "标签",
        ]
    );
    assert_eq!(document.flaws, [Flaw::HiddenSheets(vec!["内部".to_owned()])]);
}

#[test]
fn shared_strings_go_on_in_further_records() {
    // The first text is cut between two characters and goes on narrow; the second within its runs.
    let first = [words(&[2, 0, 2, 0]), words(&[4]), vec![1], utf16("甲乙")].concat();
    let second =
        [vec![0], b"ab".to_vec(), words(&[1]), vec![0x09], words(&[2]), utf16("丙"), vec![9; 3]].concat();
    let third = [vec![9; 5], wide("剩")].concat();
    let globals = [record(0xfc, &first), record(0x3c, &second), record(0x3c, &third)].concat();
    let sheet: Vec<u8> = (0..3).flat_map(|at| cell(0xfd, [0, at], 0, &[at as u8, 0, 0, 0])).collect();
    let document = read(&workbook(BIFF8, &globals, &[("甲", 0, sheet)]));
    assert_eq!(shown(&document), ["| 甲乙ab | 丙 | 剩 |", "--"]);
}

#[test]
fn excel_5_stores_texts_in_a_code_page() {
    let text = |text: &str| [words(&[gbk(text).len() as u16]), gbk(text)].concat();
    let sheet = [cell(0x204, [0, 0], 0, &text("问题")), cell(0xd6, [0, 1], 0, &text("结果"))].concat();
    for globals in [record(0x42, &words(&[936])), Vec::new()] {
        let file = workbook(BIFF5, &globals, &[("甲", 0, sheet.clone()), ("乙", 0, sheet.clone())]);
        assert_eq!(shown(&read(&file)), ["甲", "| 问题 | 结果 |", "--", "乙", "| 问题 | 结果 |", "--"]);
    }
}

#[test]
fn a_workbook_may_count_from_1904() {
    let globals = [styles(), record(0x22, &[1, 0])].concat();
    let sheet = cell(0x203, [0, 0], 2, &44376_f64.to_le_bytes());
    assert_eq!(shown(&read(&workbook(BIFF8, &globals, &[("甲", 0, sheet)]))), ["2025/6/30"]);
}

#[rstest]
#[case(record(0x2f, &[1, 0]), Fault::Locked(Format::Xls))]
#[case(vec![0x41, 0x00, 0xff, 0xff], Fault::Damaged(Format::Xls))]
fn locked_and_broken_workbooks_are_told(#[case] globals: Vec<u8>, #[case] expected: Fault) {
    let sheet = cell(0x203, [0, 0], 0, &1_f64.to_le_bytes());
    assert_eq!(fault(&workbook(BIFF8, &globals, &[("甲", 0, sheet)])), Some(expected));
}

#[test]
fn damage_is_told_and_never_more() {
    let bytes = include_bytes!("../../../../tests/fixtures/sheet/ledger.lo.xls");
    for at in (0..bytes.len()).step_by(37) {
        let mut copy = bytes.to_vec();
        copy[at] ^= 0xff;
        let _ = read_bytes("a".as_ref(), &copy);
        let _ = read_bytes("a".as_ref(), &bytes[..at]);
    }
}
