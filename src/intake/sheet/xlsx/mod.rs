//! XLSX and XLSM: SpreadsheetML in a package (ECMA-376 part 1, 18).

mod cells;
mod drawing;
mod styles;

use std::collections::HashSet;

use crate::intake::{
    Fault, Format,
    package::{Package, Relation},
    xml::Xml,
};

use super::{
    book::{Book, Sheet, Slice, damaged},
    format::Styles,
};

/// What a workbook says of itself.
#[derive(Debug, Default)]
struct Workbook {
    /// Its sheets, in order.
    entries: Vec<Entry>,
    /// Whether it counts days from 1904.
    from_1904: bool,
}

/// A sheet as the workbook lists it.
#[derive(Debug)]
struct Entry {
    name: String,
    relation: String,
    hidden: bool,
}

/// What the cells of all sheets refer to.
pub(super) struct Shared {
    /// The shared strings; those that a cell names and that are not there are empty.
    strings: Vec<Slice>,
    styles: Styles,
    from_1904: bool,
}

/// The part that is the workbook where the package does not say which is.
const WORKBOOK: &str = "xl/workbook.xml";

/// A sheet in which WPS keeps the pictures of cells.
const RESERVED: &str = "WpsReserved_";

/// Reads a workbook.
///
/// # Errors
/// `Damaged` where it does not hold together, `Locked` for encrypted parts, `Beyond` at a limit.
pub fn read(bytes: &[u8]) -> Result<Book, Fault> {
    let mut package = Package::open(bytes, Format::Xlsx)?;
    let main = package.main()?.unwrap_or_else(|| WORKBOOK.to_owned());
    let text = package.text(&main)?.ok_or(damaged(Format::Xlsx))?;
    let workbook = workbook(&text)?;
    drop(text);
    let relations = package.relations(&main)?;
    let target = |kind: &str| relations.iter().find(|relation| relation.kind == kind).map(|r| &*r.target);
    let mut book = Book::default();
    let strings = match target("sharedStrings").map(|part| package.text(part)).transpose()?.flatten() {
        Some(text) => cells::strings(&text, &mut book)?,
        None => Vec::new(),
    };
    let styles = match target("styles").map(|part| package.text(part)).transpose()?.flatten() {
        Some(text) => styles::read(&text)?,
        None => Styles::default(),
    };
    let shared = Shared { strings, styles, from_1904: workbook.from_1904 };
    let mut seen = HashSet::new();
    for entry in workbook.entries {
        let part = relations.iter().find(|relation| relation.id == entry.relation);
        // Sheets of charts, dialogs and macros hold no cells.
        let Some(part) = part.filter(|part| part.kind == "worksheet") else { continue };
        // A list that names one sheet a thousand times is no reason to read it so often.
        if !seen.insert(&part.target) {
            continue;
        }
        if entry.hidden {
            if !entry.name.starts_with(RESERVED) {
                book.hidden.push(entry.name);
            }
            continue;
        }
        let sheet = sheet(&mut package, part, entry.name, &shared, &mut book)?;
        book.sheets.push(sheet);
    }
    Ok(book)
}

/// A sheet and what is drawn on it.
fn sheet(
    package: &mut Package,
    part: &Relation,
    name: String,
    shared: &Shared,
    book: &mut Book,
) -> Result<Sheet, Fault> {
    let mut sheet = Sheet::new(name);
    let text = package.text(&part.target)?.ok_or(damaged(Format::Xlsx))?;
    cells::read(&text, shared, book, &mut sheet)?;
    drop(text);
    let drawn = package.relations(&part.target)?.into_iter().find(|relation| relation.kind == "drawing");
    if let Some(drawn) = drawn {
        book.pictures += package.relations(&drawn.target)?.iter().filter(|r| r.kind == "image").count();
        if let Some(text) = package.text(&drawn.target)? {
            sheet.boxes = drawing::boxes(&text)?;
        }
    }
    Ok(sheet)
}

fn workbook(text: &str) -> Result<Workbook, Fault> {
    let mut xml = Xml::new(text, Format::Xlsx);
    let mut workbook = Workbook::default();
    xml.child()?;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "workbookPr" => {
                workbook.from_1904 =
                    tag.attr("date1904").is_some_and(|value| matches!(&*value, "1" | "true"));
                xml.skip()?;
            }
            "sheets" => {
                while let Some(tag) = xml.child()? {
                    let attr = |name: &str| tag.attr(name).unwrap_or_default().into_owned();
                    let hidden = matches!(attr("state").as_str(), "hidden" | "veryHidden");
                    workbook.entries.push(Entry { name: attr("name"), relation: attr("id"), hidden });
                    xml.skip()?;
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(workbook)
}
