//! Files that were made to do harm, or were harmed.

use std::io::{Cursor, Write};

use rstest::rstest;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    super::{Fault, Format, Limit, limits::MAX_DEPTH, package::Package, sniff::sniff},
    tests::{docx, lines, main_part, p, pack, pp},
};

const DAMAGED: Fault = Fault::Damaged(Format::Docx);
const SIZE: Fault = Fault::Beyond(Limit::Size);

/// The bytes with the first `from` replaced by `to`, of the same length.
fn patched(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|window| window == from).unwrap();
    bytes[at..at + to.len()].copy_from_slice(to);
    bytes
}

/// A package whose main part unpacks to so many MB of white space.
fn bomb(megabytes: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    for _ in 0..megabytes {
        writer.write_all(&[b' '; 1 << 20]).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_bomb_is_refused_whatever_size_it_tells() {
    let honest = bomb(33);
    assert_eq!(super::read(&honest), Err(SIZE));
    // The size that the directory tells stands 24 bytes behind its signature.
    let at = honest.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap() + 24;
    for told in [1_u32, 1 << 20] {
        let mut lying = honest.clone();
        lying[at..at + 4].copy_from_slice(&told.to_le_bytes());
        assert_eq!(super::read(&lying), Err(DAMAGED));
    }
    let mut lying = honest;
    lying[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    assert!(super::read(&lying).is_err());
}

#[test]
fn all_parts_together_are_limited() {
    let bytes = bomb(30);
    let mut package = Package::open(&bytes, Format::Xlsx).unwrap();
    assert_eq!(package.part("/WORD\\Document.xml").unwrap().map(|part| part.len()), Some(30 << 20));
    assert!(package.part("word/document.xml").is_ok());
    assert_eq!(package.part("word/document.xml"), Err(SIZE));
    assert_eq!(package.part("word/other.xml"), Ok(None));
}

#[test]
fn names_and_numbers_of_entries_are_harmless() {
    let main = main_part(&p("正文"));
    let bytes = pack(&[
        ("../../../etc/passwd", b"x"),
        ("C:\\word\\document.xml", b"x"),
        ("word/document.xml", main.as_bytes()),
        ("WORD/DOCUMENT.XML", b"x"),
    ]);
    assert_eq!(super::read(&bytes).unwrap().composed.text, "正文\n");
    let entry = [b"PK\x01\x02".as_slice(), &[0; 42]].concat();
    let many = [b"PK\x03\x04".to_vec(), entry.repeat(20_001)].concat();
    assert_eq!(super::read(&many), Err(SIZE));
}

#[test]
fn files_cut_off_or_changed_are_damaged() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    writer.start_file("word/document.xml", stored).unwrap();
    writer.write_all(main_part(&p("some words")).as_bytes()).unwrap();
    let whole = writer.finish().unwrap().into_inner();
    assert!(super::read(&whole).is_ok());
    let changed = patched(whole.clone(), b"some words", b"none words");
    assert_eq!(super::read(&changed), Err(DAMAGED));
    for length in [60, whole.len() / 2, whole.len() - 1] {
        assert_eq!(super::read(&whole[..length]), Err(DAMAGED));
        assert_eq!(sniff(&whole[..length]), Format::Docx);
    }
    assert_eq!(sniff(b"PK\x03\x04"), Format::Package);
    // Bit 0 of the flags, 6 behind the signature of an entry and 8 behind that of the directory.
    let mut locked = whole;
    let directory = locked.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    locked[6] |= 1;
    locked[directory + 8] |= 1;
    assert_eq!(super::read(&locked), Err(Fault::Locked(Format::Docx)));
}

#[rstest]
#[case("word/document.xml", Format::Docx)]
#[case("xl/workbook.xml", Format::Xlsx)]
#[case("xl/workbook.bin", Format::Package)]
#[case("OFD.xml", Format::Ofd)]
#[case("ppt/presentation.xml", Format::Package)]
#[case("报告.docx", Format::Package)]
fn packages_are_told_by_their_parts(#[case] part: &str, #[case] format: Format) {
    assert_eq!(sniff(&pack(&[("[Content_Types].xml", b"<Types/>"), (part, b"<x/>")])), format);
}

#[rstest]
#[case::not_xml("正文", DAMAGED)]
#[case::another_root("<html/>", DAMAGED)]
#[case::open("<w:document><w:body><w:p>", DAMAGED)]
#[case::crossed("<w:document><w:body></w:document></w:body>", DAMAGED)]
fn parts_that_are_no_document_are_damaged(#[case] part: &str, #[case] fault: Fault) {
    assert_eq!(super::read(&pack(&[("word/document.xml", part.as_bytes())])), Err(fault));
    assert_eq!(super::read(&pack(&[("word/other.xml", part.as_bytes())])), Err(fault));
}

#[rstest]
#[case("w:sdt")]
#[case("w:tbl><w:tr><w:tc")]
#[case("w:p><w:r><w:txbxContent")]
fn nesting_is_limited(#[case] elements: &str) {
    let nested = |times: usize| {
        let open = format!("<{elements}>").repeat(times);
        let close: String =
            elements.split("><").collect::<Vec<_>>().iter().rev().map(|name| format!("</{name}>")).collect();
        docx(&format!("{open}{}{}", p("深"), close.repeat(times)), "", "")
    };
    let count = elements.split("><").count();
    assert_eq!(super::read(&nested((MAX_DEPTH - 5) / count)).unwrap().composed.text, "深\n");
    assert_eq!(super::read(&nested(MAX_DEPTH / count + 1)), Err(Fault::Beyond(Limit::Depth)));
    assert_eq!(super::read(&nested(20_000)), Err(Fault::Beyond(Limit::Depth)));
}

#[test]
fn entities_stand_for_nothing() {
    let laughs: String = (1..20).map(|n| format!("<!ENTITY a{n} \"&a{};&a{};\">", n - 1, n - 1)).collect();
    let definition = format!(
        "<!DOCTYPE d [<!ENTITY a0 \"ha\">{laughs}<!ENTITY x SYSTEM \"file:///etc/passwd\">\
         <!ENTITY % y SYSTEM \"http://example.invalid/y\">%y;]>"
    );
    let part = main_part(&p("甲&a19;&x;乙")).replace("?>", &format!("?>{definition}"));
    let reading = super::read(&pack(&[("word/document.xml", part.as_bytes())])).unwrap();
    assert_eq!(reading.composed.text, "甲乙\n");
}

#[test]
fn what_is_printed_for_little_is_limited() {
    let text = "长".repeat(255);
    let level =
        format!("<w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1{text}\"/></w:lvl>");
    let lists = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{level}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
    );
    let styles = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    assert_eq!(super::read(&docx(&"<w:p/>".repeat(45_000), styles, &lists)), Err(SIZE));
    let wide = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"100\"/></w:tcPr></w:tc></w:tr>";
    let table = format!("<w:tbl>{}</w:tbl>", wide.repeat(3_001));
    assert_eq!(super::read(&docx(&table, "", "")), Err(SIZE));
}

#[test]
fn numbers_that_are_none_are_left() {
    let body = [
        pp(
            "<w:numPr><w:ilvl w:val=\"-1\"/><w:numId w:val=\"x\"/></w:numPr><w:outlineLvl w:val=\"1e9\"/>",
            "甲",
        ),
        pp("<w:numPr><w:ilvl w:val=\"999999999999999999999\"/><w:numId w:val=\"1\"/></w:numPr>", "乙"),
    ];
    let lists = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"4294967295\"/>\
        <w:numFmt w:val=\"upperLetter\"/><w:lvlText w:val=\"%1%0%\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    assert_eq!(lines(&body.concat(), "", lists), ["甲", "UUUUUUUUU%0% 乙"]);
}
