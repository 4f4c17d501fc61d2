//! XML Spreadsheet 2003: a workbook in one XML file, as export pages of offices still write it under the
//! name of XLS (Microsoft's XML Spreadsheet Reference for Office XP, 2001).

use std::collections::HashMap;

use crate::intake::{
    Fault, Format,
    limits::MAX_PART,
    xml::{self, Tag, Xml},
};

use super::{
    book::{Book, Cell, Region, Sheet, Slice},
    format::{Code, general, serial},
};

/// What a style is called that cells have without saying so.
const DEFAULT: &str = "Default";

/// The number formats of cells by the names of their styles.
type Styles = HashMap<String, Code>;

/// Reads a workbook.
///
/// # Errors
/// `Damaged` where it is not well-formed, `Beyond` at a limit.
pub fn read(bytes: &[u8]) -> Result<Book, Fault> {
    if bytes.len() as u64 > MAX_PART {
        return Err(Fault::TooLarge);
    }
    let text = xml::decode(bytes.to_vec());
    let mut xml = Xml::new(&text, Format::Xls);
    let mut book = Book::default();
    let mut styles = Styles::new();
    xml.child()?;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "Styles" => self::styles(&mut xml, &mut styles)?,
            "Worksheet" => {
                let mut sheet = Sheet::new(tag.attr("Name").unwrap_or_default().into_owned());
                if worksheet(&mut xml, &styles, &mut book, &mut sheet)? {
                    book.sheets.push(sheet);
                } else {
                    book.hidden.push(sheet.name);
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(book)
}

fn styles(xml: &mut Xml, styles: &mut Styles) -> Result<(), Fault> {
    while let Some(tag) = xml.child()? {
        let name = tag.attr("ID").unwrap_or_default().into_owned();
        let mut code = tag.attr("Parent").and_then(|parent| styles.get(&*parent)).cloned();
        while let Some(tag) = xml.child()? {
            if tag.name() == "NumberFormat" {
                code = Some(Code::new(named(&tag.attr("Format").unwrap_or_default())));
            }
            xml.skip()?;
        }
        if let Some(code) = code {
            styles.insert(name, code);
        }
    }
    Ok(())
}

/// The code of a format that has a name; a code is its own name.
fn named(name: &str) -> &str {
    match name {
        "" => "General",
        "General Number" => "General",
        "General Date" => "yyyy/m/d h:mm",
        "Long Date" => "yyyy\"年\"m\"月\"d\"日\"",
        "Medium Date" | "Short Date" => "yyyy/m/d",
        "Long Time" => "h:mm:ss",
        "Medium Time" | "Short Time" => "h:mm",
        "Currency" => "\"¥\"#,##0.00",
        "Fixed" => "0.00",
        "Standard" => "#,##0.00",
        "Percent" => "0.00%",
        "Scientific" => "0.00E+00",
        code => code,
    }
}

/// Reads a sheet; false where it is hidden.
fn worksheet(xml: &mut Xml, styles: &Styles, book: &mut Book, sheet: &mut Sheet) -> Result<bool, Fault> {
    let mut shown = true;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "Table" => table(xml, styles, book, sheet)?,
            "WorksheetOptions" => {
                while let Some(tag) = xml.child()? {
                    if tag.name() == "Visible" {
                        shown = !xml.text()?.contains("Hidden");
                    } else {
                        xml.skip()?;
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(shown)
}

/// A number that an attribute gives.
fn number(tag: &Tag, name: &str) -> Option<u32> {
    tag.attr(name).and_then(|value| value.trim().parse().ok())
}

fn table(xml: &mut Xml, styles: &Styles, book: &mut Book, sheet: &mut Sheet) -> Result<(), Fault> {
    let mut row: u32 = 0;
    while let Some(tag) = xml.child()? {
        if tag.name() != "Row" {
            xml.skip()?;
            continue;
        }
        row = number(&tag, "Index").and_then(|row| row.checked_sub(1)).unwrap_or(row);
        let style = tag.attr("StyleID").map(|style| style.into_owned());
        let mut column: u32 = 0;
        while let Some(tag) = xml.child()? {
            if tag.name() != "Cell" {
                xml.skip()?;
                continue;
            }
            column = number(&tag, "Index").and_then(|column| column.checked_sub(1)).unwrap_or(column);
            let across = number(&tag, "MergeAcross").unwrap_or(0);
            let down = number(&tag, "MergeDown").unwrap_or(0);
            if across > 0 || down > 0 {
                let rows = (row, row.saturating_add(down));
                sheet.merged.push(Region { rows, columns: (column, column.saturating_add(across)) });
            }
            let own = tag.attr("StyleID");
            let code = own.as_deref().or(style.as_deref()).unwrap_or(DEFAULT);
            let formula = tag.attr("Formula").is_some();
            if let Some(text) = value(xml, styles.get(code), formula, book)? {
                sheet.push(Cell { row, column, text });
            }
            column = column.saturating_add(across).saturating_add(1);
        }
        // An empty row may stand for several.
        row = row.saturating_add(number(&tag, "Span").unwrap_or(0)).saturating_add(1);
    }
    Ok(())
}

/// The text of the cell that is open.
fn value(xml: &mut Xml, code: Option<&Code>, formula: bool, book: &mut Book) -> Result<Option<Slice>, Fault> {
    let mut found = None;
    while let Some(tag) = xml.child()? {
        if tag.name() == "Data" {
            let kind = tag.attr("Type").unwrap_or_default().into_owned();
            found = Some((kind, xml.text()?));
        } else {
            xml.skip()?;
        }
    }
    let Some((kind, text)) = found else {
        book.uncounted += usize::from(formula);
        return Ok(None);
    };
    let numeric = match kind.as_str() {
        "Number" => text.trim().parse().ok().filter(|value: &f64| value.is_finite()),
        "DateTime" => serial(&text),
        _ => None,
    };
    let shown = match (numeric, code) {
        (Some(value), Some(code)) => code.number(value, false),
        (Some(value), None) => general(value),
        (None, _) if kind == "Boolean" => if text.trim() == "0" { "FALSE" } else { "TRUE" }.to_owned(),
        (None, Some(code)) => code.text(&text).into_owned(),
        (None, None) => text,
    };
    let slice = book.keep(&shown)?;
    Ok((!book.is_blank(slice)).then_some(slice))
}
