//! Cells and shared strings (ECMA-376, 18.3 and 18.4).

use std::borrow::Cow;

use crate::intake::{Fault, Format, xml::Xml};

use super::{
    super::{
        book::{Book, Cell, Sheet, Slice, place, region},
        format::{Code, general, serial},
    },
    Shared,
};

/// Reads the table of shared strings.
pub fn strings(text: &str, book: &mut Book) -> Result<Vec<Slice>, Fault> {
    let mut xml = Xml::new(text, Format::Xlsx);
    let mut strings = Vec::new();
    xml.child()?;
    while let Some(tag) = xml.child()? {
        if tag.name() == "si" {
            let text = rich(&mut xml)?;
            strings.push(book.keep(&unescaped(&text))?);
        } else {
            xml.skip()?;
        }
    }
    Ok(strings)
}

/// The text of the string that is open, of all its runs. How it is spoken (`rPh`) is left out.
fn rich(xml: &mut Xml) -> Result<String, Fault> {
    let mut text = String::new();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "t" => text.push_str(&xml.text()?),
            "r" => {
                while let Some(tag) = xml.child()? {
                    if tag.name() == "t" {
                        text.push_str(&xml.text()?);
                    } else {
                        xml.skip()?;
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(text)
}

/// A text without the escapes `_xHHHH_` (ECMA-376, 22.4.2.4).
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("_x") {
        out.push_str(before);
        let code = behind.get(..4).filter(|_| behind.get(4..5) == Some("_"));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = behind.get(5..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Reads the cells of a sheet.
pub fn read(text: &str, shared: &Shared, book: &mut Book, sheet: &mut Sheet) -> Result<(), Fault> {
    let mut xml = Xml::new(text, Format::Xlsx);
    xml.child()?;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "sheetData" => rows(&mut xml, shared, book, sheet)?,
            "mergeCells" => {
                while let Some(tag) = xml.child()? {
                    sheet.merged.extend(tag.attr("ref").and_then(|reference| region(&reference)));
                    xml.skip()?;
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn rows(xml: &mut Xml, shared: &Shared, book: &mut Book, sheet: &mut Sheet) -> Result<(), Fault> {
    let mut row: u32 = 0;
    while let Some(tag) = xml.child()? {
        // Rows and cells may leave out where they stand: then they follow the last.
        let told = tag.attr("r").and_then(|row| row.trim().parse::<u32>().ok());
        row = told.and_then(|row| row.checked_sub(1)).unwrap_or(row);
        if sheet.cut.rows {
            xml.skip()?;
            continue;
        }
        let mut column: u32 = 0;
        while let Some(tag) = xml.child()? {
            if tag.name() != "c" {
                xml.skip()?;
                continue;
            }
            let told = tag.attr("r").and_then(|reference| place(&reference));
            column = told.map_or(column, |(_, column)| column);
            let style = tag.attr("s").and_then(|style| style.trim().parse().ok()).unwrap_or(0);
            let kind = tag.attr("t").unwrap_or_default().into_owned();
            let text = value(xml, &kind, style, shared, book)?;
            if let Some(text) = text.filter(|text| !book.is_blank(*text)) {
                sheet.push(Cell { row, column, text });
            }
            column = column.saturating_add(1);
        }
        row = row.saturating_add(1);
    }
    Ok(())
}

/// The text of the cell that is open.
fn value(
    xml: &mut Xml,
    kind: &str,
    style: usize,
    shared: &Shared,
    book: &mut Book,
) -> Result<Option<Slice>, Fault> {
    let (mut value, mut formula) = (None, false);
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "v" => value = Some(xml.text()?),
            "is" => value = Some(rich(xml)?),
            name => {
                formula |= name == "f";
                xml.skip()?;
            }
        }
    }
    let value = value.filter(|value| !value.is_empty());
    let Some(value) = value else {
        // A formula whose result is an empty text says that it is a text.
        book.uncounted += usize::from(formula && kind != "str");
        return Ok(None);
    };
    if kind == "s" {
        let found = value.trim().parse().ok().and_then(|at: usize| shared.strings.get(at).copied());
        return found.map(|slice| in_format(slice, style, shared, book)).transpose();
    }
    if matches!(kind, "str" | "inlineStr") && is_picture(&value) {
        book.pictures += 1;
        return Ok(None);
    }
    book.keep(&shown(value, kind, shared.styles.code(style), shared.from_1904)).map(Some)
}

/// What is seen of a value that stands in its cell (ECMA-376, 18.18.11, `ST_CellType`).
fn shown(value: String, kind: &str, code: Option<&Code>, from_1904: bool) -> String {
    match kind {
        "str" | "inlineStr" => {
            let text = unescaped(&value);
            code.map_or_else(|| text.to_string(), |code| code.text(&text).into_owned())
        }
        "b" => if value.trim() == "0" { "FALSE" } else { "TRUE" }.to_owned(),
        "e" => value,
        "d" => match (serial(&value), code) {
            (Some(number), Some(code)) if code.is_date() => code.number(number, false),
            _ => value.trim_end_matches("T00:00:00").replace('T', " "),
        },
        _ => match value.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => {
                code.map_or_else(|| general(number), |code| code.number(number, from_1904))
            }
            _ => value,
        },
    }
}

/// A shared string under the format of a cell; its own slice where the format adds nothing.
fn in_format(slice: Slice, style: usize, shared: &Shared, book: &mut Book) -> Result<Slice, Fault> {
    let text = book.text(slice);
    let shown = match shared.styles.code(style).map(|code| code.text(text)) {
        Some(Cow::Owned(shown)) if shown != text => shown,
        _ => return Ok(slice),
    };
    book.keep(&shown)
}

/// Whether the result of a formula stands for a picture in the cell, as WPS has them.
fn is_picture(value: &str) -> bool {
    value.trim_start_matches('=').trim_start_matches("_xlfn.").starts_with("DISPIMG(")
}
