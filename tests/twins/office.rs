//! DOCX: numbers typed, or counted by the program; words cut into runs, header and footer.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    numbers::{LEVELS, Numbered, numbered},
    source::{Line, Part, Place, Source},
    web::escaped,
};

/// A ZIP package of these parts.
pub fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Numbers typed by hand.
pub fn typed(source: &Source) -> Vec<u8> {
    docx(source, &Numbered::default())
}

/// Numbers counted by the program, wherever it can count as the author did.
pub fn counted(source: &Source) -> Vec<u8> {
    let numbers = numbered(source);
    assert!(!numbers.levels.is_empty(), "no number of this notice can be counted");
    docx(source, &numbers)
}

fn docx(source: &Source, numbers: &Numbered) -> Vec<u8> {
    let mut body = String::new();
    let mut at = 0;
    for part in &source.parts {
        match part {
            Part::Line(line) => {
                body += &paragraph(line, numbers.levels.get(&at));
                at += 1;
            }
            Part::Table(rows) => body += &table(rows),
        }
    }
    let document = format!(
        "<w:document {WORD}><w:body>{body}<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/>\
         <w:footerReference w:type=\"default\" r:id=\"rId3\"/></w:sectPr></w:body></w:document>"
    );
    let header = format!("<w:hdr {WORD}><w:p>{}</w:p></w:hdr>", runs("政府信息公开", false));
    let footer = format!(
        "<w:ftr {WORD}><w:p>{}<w:fldSimple w:instr=\" PAGE \">{}</w:fldSimple>{}</w:p></w:ftr>",
        runs("— ", false),
        runs("3", false),
        runs(" —", false)
    );
    package(&[
        ("[Content_Types].xml", types()),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", relations()),
        ("word/numbering.xml", numbering(numbers)),
        ("word/header1.xml", header),
        ("word/footer1.xml", footer),
    ])
}

fn types() -> String {
    let parts = [
        ("document", "document.main"),
        ("numbering", "numbering"),
        ("header1", "header"),
        ("footer1", "footer"),
    ];
    let overrides: String = parts
        .iter()
        .map(|(name, kind)| {
            format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{KIND}.{kind}+xml\"/>")
        })
        .collect();
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{overrides}</Types>"
    )
}

fn relations() -> String {
    let parts = [("numbering", "numbering"), ("header", "header1"), ("footer", "footer1")];
    let all: String = (1..)
        .zip(parts)
        .map(|(id, (kind, name))| {
            format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{name}.xml\"/>")
        })
        .collect();
    format!("<Relationships xmlns=\"{RELATIONS}\">{all}</Relationships>")
}

/// One list of several levels; a level whose numbers run on never begins anew.
fn numbering(numbers: &Numbered) -> String {
    let levels: String = LEVELS
        .iter()
        .enumerate()
        .map(|(level, (kind, before, after))| {
            let on = if numbers.runs_on.contains(&level) { "<w:lvlRestart w:val=\"0\"/>" } else { "" };
            format!(
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{kind}\"/>{on}\
                 <w:suff w:val=\"nothing\"/><w:lvlText w:val=\"{before}%{}{after}\"/></w:lvl>",
                level + 1
            )
        })
        .collect();
    format!(
        "<w:numbering {WORD}><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>{levels}\
         </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    )
}

/// Text in runs of seven characters, as Word leaves it after changes.
fn runs(text: &str, bold: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let props = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    let run = |piece: &[char]| {
        let words = escaped(&piece.iter().collect::<String>());
        format!("<w:r>{props}<w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    };
    chars.chunks(7).map(run).collect()
}

fn paragraph(line: &Line, number: Option<&(usize, usize)>) -> String {
    let align = match line.place {
        Place::Title => "<w:jc w:val=\"center\"/>",
        Place::Body => "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>",
        Place::Right => "<w:jc w:val=\"right\"/>",
    };
    let (list, from) = number.map_or((String::new(), 0), |(level, length)| {
        (format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>"), *length)
    });
    let text = line.text.get(from..).unwrap();
    format!("<w:p><w:pPr>{list}{align}</w:pPr>{}</w:p>", runs(text, line.bold))
}

fn table(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| format!("<w:tc><w:p>{}</w:p></w:tc>", runs(text, false));
    let row = |cells: &Vec<String>| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    let columns = "<w:gridCol w:w=\"1500\"/>".repeat(rows[0].len());
    format!("<w:tbl><w:tblGrid>{columns}</w:tblGrid>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}
