//! Workbooks built of small XML parts.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

/// A workbook to be.
#[derive(Default)]
pub struct Builder {
    /// Name, state and XML of each sheet.
    sheets: Vec<(String, &'static str, String)>,
    strings: Option<String>,
    formats: Vec<String>,
    properties: &'static str,
    more: Vec<(String, String)>,
}

impl Builder {
    /// Adds a visible sheet with this XML between `<worksheet>` and its end.
    pub fn sheet(self, name: &str, xml: &str) -> Self {
        self.sheet_in(name, "visible", xml)
    }

    /// Adds a sheet in a state.
    pub fn sheet_in(mut self, name: &str, state: &'static str, xml: &str) -> Self {
        self.sheets.push((name.to_owned(), state, xml.to_owned()));
        self
    }

    /// Adds a sheet of rows; the cells of a row are parted by `|`. A text that is a number is one. `merged`
    /// names merged cells.
    pub fn rows(self, name: &str, rows: &[&str], merged: &[&str]) -> Self {
        let xml = data(rows, merged);
        self.sheet(name, &xml)
    }

    /// The items of the table of shared strings.
    pub fn strings(mut self, xml: &str) -> Self {
        self.strings = Some(xml.to_owned());
        self
    }

    /// Number formats: style 1 has the first.
    pub fn formats(mut self, codes: &[&str]) -> Self {
        self.formats = codes.iter().map(|code| code.to_string()).collect();
        self
    }

    /// Attributes of `workbookPr`.
    pub fn properties(mut self, attributes: &'static str) -> Self {
        self.properties = attributes;
        self
    }

    /// Another part.
    pub fn part(mut self, name: &str, xml: &str) -> Self {
        self.more.push((name.to_owned(), xml.to_owned()));
        self
    }

    /// The bytes of the workbook.
    pub fn bytes(&self) -> Vec<u8> {
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let relation = |id: &str, kind: &str, target: &str| {
            format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
        };
        let relations = |inside: String| format!("<Relationships>{inside}</Relationships>");
        let mut list = String::new();
        let mut named = relation("strings", "sharedStrings", "sharedStrings.xml");
        named += &relation("styles", "styles", "styles.xml");
        let mut parts = vec![(
            "_rels/.rels".to_owned(),
            relations(relation("main", "officeDocument", "/xl/workbook.xml")),
        )];
        for (at, (name, state, xml)) in self.sheets.iter().enumerate() {
            list += &format!(r#"<sheet name="{name}" sheetId="{at}" state="{state}" r:id="s{at}"/>"#);
            named += &relation(&format!("s{at}"), "worksheet", &format!("worksheets/sheet{at}.xml"));
            parts.push((format!("xl/worksheets/sheet{at}.xml"), format!("<worksheet>{xml}</worksheet>")));
        }
        let properties = self.properties;
        let book = format!("<workbook><workbookPr {properties}/><sheets>{list}</sheets></workbook>");
        parts.push(("xl/workbook.xml".to_owned(), book));
        parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations(named)));
        parts.push(("xl/styles.xml".to_owned(), self.styles()));
        if let Some(strings) = &self.strings {
            parts.push(("xl/sharedStrings.xml".to_owned(), format!("<sst>{strings}</sst>")));
        }
        parts.extend(self.more.iter().cloned());
        zipped(&parts)
    }

    fn styles(&self) -> String {
        let mut own = String::new();
        let mut used = r#"<xf numFmtId="0"/>"#.to_owned();
        for (at, code) in self.formats.iter().enumerate() {
            // A number alone is the number of a format that every Excel has.
            let id = code.parse().unwrap_or(164 + at);
            if code.parse::<usize>().is_err() {
                let code = code.replace('"', "&quot;");
                own += &format!(r#"<numFmt numFmtId="{id}" formatCode="{code}"/>"#);
            }
            used += &format!(r#"<xf numFmtId="{id}"/>"#);
        }
        format!("<styleSheet><numFmts>{own}</numFmts><cellXfs>{used}</cellXfs></styleSheet>")
    }
}

/// A package of these parts.
pub fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The XML of rows of cells.
pub fn data(rows: &[&str], merged: &[&str]) -> String {
    let mut xml = "<sheetData>".to_owned();
    for (at, row) in rows.iter().enumerate() {
        xml += &format!(r#"<row r="{}">"#, at + 1);
        for (column, text) in row.split('|').map(str::trim).enumerate().filter(|(_, text)| !text.is_empty()) {
            let place = format!("{}{}", char::from(b'A' + column as u8), at + 1);
            xml += &match text.parse::<f64>() {
                Ok(number) => format!(r#"<c r="{place}"><v>{number}</v></c>"#),
                Err(_) => format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#),
            };
        }
        xml += "</row>";
    }
    let merged: String = merged.iter().map(|cells| format!(r#"<mergeCell ref="{cells}"/>"#)).collect();
    xml + "</sheetData><mergeCells>" + &merged + "</mergeCells>"
}
