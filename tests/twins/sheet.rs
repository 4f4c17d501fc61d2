//! XLSX: a notice whose issues are a table, with its lines as merged rows or as a bare ledger.

use crate::{
    office::package,
    source::{Part, Place, Source},
    web::escaped,
};

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The whole notice: each of its lines is a row of merged cells.
pub fn whole(source: &Source) -> Vec<u8> {
    workbook(source, false)
}

/// A ledger: title, headings and tables only.
pub fn ledger(source: &Source) -> Vec<u8> {
    workbook(source, true)
}

fn workbook(source: &Source, ledger: bool) -> Vec<u8> {
    let columns = source.parts.iter().map(|part| match part {
        Part::Table(rows) => rows[0].len(),
        Part::Line(_) => 0,
    });
    let last = column(columns.max().unwrap_or(1).max(1) - 1);
    let mut strings = Vec::new();
    let (mut rows, mut merged, mut count) = (String::new(), String::new(), 0);
    for part in &source.parts {
        match part {
            // A ledger has no opening, no closing words and no signature.
            Part::Line(line) if ledger && line.place != Place::Title && !line.bold => {}
            Part::Line(line) => {
                count += 1;
                rows += &row(std::slice::from_ref(&line.text), count, &mut strings);
                merged += &format!("<mergeCell ref=\"A{count}:{last}{count}\"/>");
            }
            Part::Table(table) => {
                for cells in table {
                    count += 1;
                    rows += &row(cells, count, &mut strings);
                }
            }
        }
    }
    let shared: String = strings.iter().map(|text| format!("<si><t>{}</t></si>", escaped(text))).collect();
    package(&[
        ("[Content_Types].xml", types()),
        ("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml")])),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"整改台账\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")]),
        ),
        ("xl/sharedStrings.xml", format!("<sst xmlns=\"{MAIN}\">{shared}</sst>")),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"
            ),
        ),
    ])
}

fn column(at: usize) -> char {
    ('A'..='Z').nth(at).unwrap()
}

/// A row; whole numbers are stored as numbers, all else as shared strings.
fn row(cells: &[String], number: usize, strings: &mut Vec<String>) -> String {
    let mut out = String::new();
    for (at, text) in cells.iter().enumerate() {
        let place = format!("{}{number}", column(at));
        if text.parse::<u32>().is_ok() {
            out += &format!("<c r=\"{place}\"><v>{text}</v></c>");
        } else {
            out += &format!("<c r=\"{place}\" t=\"s\"><v>{}</v></c>", strings.len());
            strings.push(text.clone());
        }
    }
    format!("<row r=\"{number}\">{out}</row>")
}

fn relations(parts: &[(&str, &str)]) -> String {
    let relation = |(id, (kind, target)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let all: String = (1..).zip(parts).map(relation).collect();
    format!("<Relationships xmlns=\"{RELATIONS}\">{all}</Relationships>")
}

fn types() -> String {
    let parts =
        [("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("sharedStrings", "sharedStrings")];
    let overrides: String = parts
        .iter()
        .map(|(name, kind)| {
            format!("<Override PartName=\"/xl/{name}.xml\" ContentType=\"{KIND}.{kind}+xml\"/>")
        })
        .collect();
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{overrides}</Types>"
    )
}
