//! XLS: BIFF8 of Excel 97 to 2003, and BIFF5 of Excel 5 and 95, in a compound file (MS-XLS; for BIFF5 the
//! Excel 5.0 file format of Microsoft's Excel Developer's Kit).

mod cells;
mod record;
mod strings;

use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

use cfb::CompoundFile;
use encoding_rs::{Encoding, GBK};

use crate::intake::{Fault, Format, Limit, limits::MAX_PART};

use super::{
    book::{Book, Sheet, Slice, damaged},
    format::{Styles, builtin},
};

use record::{Record, Records, Words};

/// The streams that hold a workbook: of BIFF8 and of BIFF5 (MS-XLS, 2.1.2).
const STREAMS: [&str; 2] = ["/Workbook", "/Book"];

/// Types of records (MS-XLS, 2.3).
mod kind {
    pub const FORMULA: u16 = 0x0006;
    pub const END: u16 = 0x000a;
    pub const DATE_1904: u16 = 0x0022;
    pub const FILE_PASS: u16 = 0x002f;
    pub const CONTINUE: u16 = 0x003c;
    pub const CODE_PAGE: u16 = 0x0042;
    pub const SHEET: u16 = 0x0085;
    pub const MUL_RK: u16 = 0x00bd;
    pub const R_STRING: u16 = 0x00d6;
    pub const XF: u16 = 0x00e0;
    pub const MERGED: u16 = 0x00e5;
    pub const STRINGS: u16 = 0x00fc;
    pub const LABEL_SHARED: u16 = 0x00fd;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOL_OR_ERROR: u16 = 0x0205;
    pub const STRING: u16 = 0x0207;
    pub const RK: u16 = 0x027e;
    pub const FORMAT: u16 = 0x041e;
    pub const BEGIN: u16 = 0x0809;
}

/// The type of BIFF8 in the record that begins a stream.
const BIFF8: u16 = 0x0600;

/// The part of a stream that is a sheet of cells, as the record that begins it tells (MS-XLS, 2.4.21).
const WORKSHEET: u16 = 0x0010;

/// What the cells of all sheets refer to.
pub(super) struct Shared {
    strings: Vec<Slice>,
    styles: Styles,
    from_1904: bool,
    letters: Letters,
}

/// How texts are stored.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    /// BIFF8: each text says of how many bytes its characters are.
    unicode: bool,
    /// BIFF5: the encoding of all.
    encoding: &'static Encoding,
}

/// A sheet as the workbook lists it.
struct Entry {
    name: String,
    at: usize,
    hidden: bool,
}

/// Reads a workbook.
///
/// # Errors
/// `Damaged` where it does not hold together, `Locked` where it needs a password, `Beyond` at a limit.
pub fn read(bytes: &[u8]) -> Result<Book, Fault> {
    let stream = stream(bytes)?;
    let mut book = Book::default();
    let (shared, entries) = globals(&stream, &mut book)?;
    // Sheets share no bytes. A list that names one a thousand times is no reason to read it so often.
    let mut left = stream.len();
    for entry in entries {
        let mut sheet = Sheet::new(entry.name);
        if entry.hidden {
            book.hidden.push(sheet.name);
            continue;
        }
        let part = stream.get(entry.at..).ok_or(damaged(Format::Xls))?;
        let mut records = Records::new(part.get(..left).unwrap_or(part));
        let before = records.len();
        if cells::read(&mut records, &shared, &mut book, &mut sheet)? {
            book.sheets.push(sheet);
        }
        left -= before - records.len();
    }
    Ok(book)
}

/// The bytes of the workbook's stream.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged(Format::Xls))?;
    let name = STREAMS.into_iter().find(|name| file.is_stream(name)).ok_or(damaged(Format::Xls))?;
    let stream = file.open_stream(name).map_err(|_| damaged(Format::Xls))?;
    let mut out = Vec::new();
    stream.take(MAX_PART + 1).read_to_end(&mut out).map_err(|_| damaged(Format::Xls))?;
    if out.len() as u64 > MAX_PART {
        return Err(Fault::Beyond(Limit::Size));
    }
    Ok(out)
}

/// What stands before the sheets (MS-XLS, 2.1.7.20.3).
fn globals(stream: &[u8], book: &mut Book) -> Result<(Shared, Vec<Entry>), Fault> {
    let mut records = Records::new(stream);
    let begin = records.next().filter(|record| record.kind == kind::BEGIN).ok_or(damaged(Format::Xls))?;
    let unicode = Words::new(begin.data).u16() == Some(BIFF8);
    let mut letters = Letters { unicode, encoding: GBK };
    let (mut strings, mut from_1904) = (Vec::new(), false);
    let (mut codes, mut formats): (HashMap<u32, String>, Vec<u32>) = (HashMap::new(), Vec::new());
    let mut listed = Vec::new();
    let mut ended = false;
    while let Some(record) = records.next() {
        let mut words = Words::new(record.data);
        match record.kind {
            kind::FILE_PASS => return Err(Fault::Locked(Format::Xls)),
            kind::CODE_PAGE => letters.encoding = words.u16().and_then(encoding).unwrap_or(GBK),
            kind::DATE_1904 => from_1904 = words.u16() == Some(1),
            kind::FORMAT => {
                let code = words.u16().map(u32::from).zip(letters.format(&mut words));
                codes.extend(code);
            }
            // The font, then the format.
            kind::XF => formats.push(words.skip(2).u16().map_or(0, u32::from)),
            kind::SHEET => listed.push(record),
            kind::STRINGS => strings = strings::shared(&mut records, record, book)?,
            kind::END => {
                ended = true;
                break;
            }
            _ => {}
        }
    }
    if !ended {
        return Err(damaged(Format::Xls));
    }
    let mut styles = Styles::default();
    for id in formats {
        let code = codes.get(&id).map_or_else(|| builtin(id), String::as_str);
        styles.push(id, code);
    }
    let entries = listed.into_iter().filter_map(|record| entry(record, letters)).collect();
    Ok((Shared { strings, styles, from_1904, letters }, entries))
}

/// A sheet of cells in the list of sheets (MS-XLS, 2.4.28).
fn entry(record: Record, letters: Letters) -> Option<Entry> {
    let mut words = Words::new(record.data);
    let at = words.u32()? as usize;
    let (state, kind) = (words.u8()?, words.u8()?);
    let name = letters.short(&mut words)?;
    (kind == 0).then_some(Entry { name, at, hidden: state & 3 != 0 })
}

/// The encoding of a code page (Windows' own numbers). Files that do not say are taken for Chinese.
fn encoding(page: u16) -> Option<&'static Encoding> {
    let label = match page {
        936 => "gbk",
        950 => "big5",
        932 => "shift_jis",
        949 => "euc-kr",
        54936 => "gb18030",
        65001 => "utf-8",
        _ => return Encoding::for_label(format!("windows-{page}").as_bytes()),
    };
    Encoding::for_label(label.as_bytes())
}
