//! What the targets share: how bytes are made a plausible file, and what must hold for every file.

use std::{
    io::{Cursor, Write},
    path::Path,
};

use huitoukan::{
    intake::{self, Document, Origin},
    notice::{Notice, Span, check_form},
    parse, words,
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// What parts one part of a package from the next in the bytes of a target.
pub const SEPARATOR: &[u8] = b"\n--PART--\n";

/// The namespaces of relations and content types do not matter to the readers: local names do.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Reads bytes as a file and holds what comes out against [`hold`].
pub fn read(bytes: &[u8]) -> Option<Document> {
    let document = intake::read_bytes(Path::new("fuzz"), bytes).ok()?;
    hold(&document);
    Some(document)
}

/// Reads and parses.
pub fn read_and_parse(bytes: &[u8]) {
    if let Some(document) = read(bytes) {
        hold_notice(&document, &parse::parse(&document, &words::ZH.read));
    }
}

/// Bytes that begin with `head`, so that they are taken for its format.
pub fn with_head(head: &[u8], bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(head) { bytes.to_vec() } else { [head, bytes].concat() }
}

/// What must hold for a document of any file.
pub fn hold(document: &Document) {
    let text = &document.text;
    let odd = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
    assert!(odd.is_none(), "a control character in the text: {odd:?}");
    let within = |span: Span, what: &str| {
        assert!(
            span.start <= span.end && text.get(span.start..span.end).is_some(),
            "{what} is not within the text: {span:?} of {}",
            text.len()
        );
    };
    for page in &document.pages {
        within(*page, "a page");
    }
    for heading in &document.form.headings {
        within(Span::new(heading.at, heading.at), "a heading");
        let before = text.get(..heading.at).unwrap_or_default();
        assert!(before.is_empty() || before.ends_with('\n'), "a heading that begins no line");
    }
    let mut behind = 0;
    for table in &document.form.tables {
        within(table.span, "a table");
        assert!(table.span.start >= behind, "tables that share text");
        behind = table.span.end;
        let columns = table.rows.first().map_or(0, Vec::len);
        for (at, row) in table.rows.iter().enumerate() {
            assert_eq!(row.len(), columns, "rows of a table that differ in width");
            for (column, cell) in row.iter().enumerate() {
                within(cell.span, "a cell");
                let inside = cell.span.start >= table.span.start && cell.span.end <= table.span.end;
                assert!(inside, "a cell that is not within its table");
                let origin = match cell.origin {
                    Origin::Own => Some(cell),
                    Origin::Left => column.checked_sub(1).and_then(|left| row.get(left)),
                    Origin::Above => at
                        .checked_sub(1)
                        .and_then(|above| table.rows.get(above))
                        .and_then(|row| row.get(column)),
                };
                assert_eq!(origin.map(|cell| cell.span), Some(cell.span), "a cell that goes on from nothing");
            }
        }
    }
}

/// What must hold for a notice: it has the form of `notice/1`, and its spans lie in the text.
pub fn hold_notice(document: &Document, notice: &Notice) {
    for (_, node) in notice.walk() {
        let span = node.span;
        assert!(document.text.get(span.start..span.end).is_some(), "an entry that is not within the text");
    }
    // With the text beside them, the form's own check looks at every span.
    let mut whole = notice.clone();
    whole.text = Some(document.text.clone());
    let value = serde_json::to_value(&whole).unwrap_or_default();
    if let Err(fault) = check_form(&value) {
        panic!("not of the form of notice/1: {fault:?}");
    }
}

/// A DOCX around up to four parts: the document, numbers, styles, footnotes.
pub fn docx(bytes: &[u8]) -> Vec<u8> {
    let names = ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml"];
    let kinds = ["", "numbering", "styles", "footnotes"];
    package("word/document.xml", "word/_rels/document.xml.rels", &names, &kinds, bytes, &[])
}

/// An XLSX around up to five parts: a sheet, strings, styles, another sheet, the drawing of the first.
pub fn xlsx(bytes: &[u8]) -> Vec<u8> {
    let names = [
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet2.xml",
        "xl/drawings/drawing1.xml",
    ];
    let kinds = ["worksheet", "sharedStrings", "styles", "worksheet", ""];
    let book = "<workbook><sheets><sheet name=\"甲\" r:id=\"r0\"/><sheet name=\"乙\" r:id=\"r3\"/></sheets></workbook>";
    let drawing = relations(&[("d".to_owned(), "drawing", "/xl/drawings/drawing1.xml")]);
    let more = [("xl/workbook.xml", book.to_owned()), ("xl/worksheets/_rels/sheet1.xml.rels", drawing)];
    package("xl/workbook.xml", "xl/_rels/workbook.xml.rels", &names, &kinds, bytes, &more)
}

/// An XLS around the stream of a workbook; bytes that are a compound file already stay.
pub fn xls(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return bytes.to_vec();
    }
    let written = || -> std::io::Result<Vec<u8>> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
        file.create_stream("/Workbook")?.write_all(bytes)?;
        Ok(file.into_inner().into_inner())
    };
    written().unwrap_or_default()
}

fn relations(all: &[(String, &str, &str)]) -> String {
    let inside: String = all
        .iter()
        .map(|(id, kind, target)| {
            format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        })
        .collect();
    format!("<Relationships>{inside}</Relationships>")
}

/// A package whose parts `names` are the pieces of `bytes`; the main part names those that have a kind.
fn package(
    main: &str,
    named: &str,
    names: &[&str],
    kinds: &[&str],
    bytes: &[u8],
    more: &[(&str, String)],
) -> Vec<u8> {
    let targets: Vec<String> = names.iter().map(|name| format!("/{name}")).collect();
    let all: Vec<(String, &str, &str)> = (0..names.len())
        .filter(|at| !kinds[*at].is_empty())
        .map(|at| (format!("r{at}"), kinds[at], targets[at].as_str()))
        .collect();
    let mut parts: Vec<(&str, Vec<u8>)> = vec![
        ("_rels/.rels", relations(&[("m".to_owned(), "officeDocument", main)]).into_bytes()),
        (named, relations(&all).into_bytes()),
    ];
    parts.extend(more.iter().map(|(name, text)| (*name, text.clone().into_bytes())));
    parts.extend(names.iter().copied().zip(pieces(bytes)));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in parts {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        if zip.start_file(name, stored).and_then(|()| Ok(zip.write_all(&data)?)).is_err() {
            return Vec::new();
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// The bytes between separators.
fn pieces(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(SEPARATOR.len()).position(|window| window == SEPARATOR) {
        out.push(rest[..at].to_vec());
        rest = &rest[at + SEPARATOR.len()..];
    }
    out.push(rest.to_vec());
    out
}
