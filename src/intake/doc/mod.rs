//! DOC: Word 97 to 2003 and WPS, in an OLE compound file (MS-DOC).
//!
//! `fib` tells where the parts are; `pieces` is the text, `runs` and `styles` its properties (lists of
//! `sprm`, read into `props`), `lists` its numbering; `story` goes through the text once and hands
//! paragraphs and tables to the composer. Text without properties is read as far as it goes.

mod boxes;
mod bytes;
pub(super) mod counters;
mod fib;
pub(super) mod fields;
mod lists;
mod old;
pub(super) mod pieces;
mod props;
pub(super) mod rows;
mod runs;
mod sprm;
pub(super) mod story;
mod styles;
pub(super) mod tables;
#[cfg(test)]
pub(super) mod tests;

use std::{
    collections::HashSet,
    io::{Cursor, Read},
};

use cfb::CompoundFile;

use super::{Fault, Flaw, Format, Reading, limits::MAX_PART};

use boxes::Boxes;
use bytes::size_at;
use fib::{Fib, Part};
use lists::Lists;
use pieces::Pieces;
use runs::{Kind, Runs};
use story::{Document, Story};
use styles::Styles;

/// Reads the bytes of such a file.
///
/// # Errors
/// A [`Fault`] where there is no text to be had.
pub fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Fault::Damaged(Format::Doc))?;
    let mut stream = |name: &str| {
        let mut out = Vec::new();
        let stream = file.open_stream(name).ok()?;
        // What stands before the damage is worth having.
        let whole = stream.take(MAX_PART).read_to_end(&mut out).is_ok();
        Some((out, whole))
    };
    let (main, mut whole) = stream("WordDocument").ok_or(Fault::Damaged(Format::Doc))?;
    let fib = Fib::read(&main).ok_or(Fault::Damaged(Format::Doc))?;
    if fib.locked {
        return Err(Fault::Locked(Format::Doc));
    }
    if fib.old {
        return old::read(&main, &fib);
    }
    // Some writers tell the wrong one of the two.
    let (table, whole_table) =
        [fib.table, "1Table", "0Table"].into_iter().find_map(&mut stream).unwrap_or_default();
    // Few files have a data stream: it holds pictures and what is too long for a page.
    let (data, _) = stream("Data").unwrap_or_default();
    whole &= whole_table;
    let (document, whole_parts) = parts(&main, &table, &data, &fib);
    let boxes = Boxes::read(
        fib.boxes.clone(),
        fib::part(&main, &table, Part::Boxes).unwrap_or_default().1,
        fib::part(&main, &table, Part::Shapes).unwrap_or_default().1,
    );
    let (composer, pictures) = Story::new(&document, boxes).read(fib.main)?;
    let mut flaws = Vec::new();
    if !(whole && whole_parts) || document.pieces.cut {
        flaws.push(Flaw::CutOff);
    }
    if pictures > 0 {
        flaws.push(Flaw::Pictures(pictures));
    }
    if composer.len() == 0 {
        return Err(if pictures > 0 { Fault::Scan } else { Fault::Empty });
    }
    Ok(Reading { composed: composer.finish(), encoding: None, flaws })
}

/// The parts of a document; and whether all are there that every document has.
fn parts<'a>(main: &'a [u8], table: &'a [u8], data: &'a [u8], fib: &Fib) -> (Document<'a>, bool) {
    let part = |part| fib::part(main, table, part);
    let bytes = |of| part(of).unwrap_or_default().1;
    let pieces = part(Part::Clx).and_then(|(_, clx)| Pieces::read(main, clx, fib.chinese));
    let characters = Runs::new(main, bytes(Part::Characters), Kind::Character);
    let paragraphs = Runs::new(main, bytes(Part::Paragraphs), Kind::Paragraph);
    let styles = Styles::read(bytes(Part::Stsh), data);
    let mut lists = Lists::default();
    let whole_lists = part(Part::Lists).is_none_or(|(at, _)| lists.read_lists(table, at).is_some());
    let whole_uses = part(Part::Overrides).is_none_or(|(_, uses)| lists.read_uses(uses).is_some());
    let whole = pieces.is_some()
        && styles.is_some()
        && characters.is_whole()
        && paragraphs.is_whole()
        && whole_lists
        && whole_uses;
    let document = Document {
        pieces: pieces.unwrap_or_else(|| old::guess(main, fib)),
        characters,
        paragraphs,
        styles: styles.unwrap_or_default(),
        lists,
        data,
        sections: sections(bytes(Part::Sections)),
    };
    (document, whole)
}

/// The characters that end sections (`PlcfSed`: twelve bytes a section).
fn sections(index: &[u8]) -> HashSet<usize> {
    let count = index.len().saturating_sub(4) / 16;
    (1..=count).filter_map(|edge| size_at(index, edge * 4)?.checked_sub(1)).collect()
}
