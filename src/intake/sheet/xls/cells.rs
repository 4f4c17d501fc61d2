//! Cells of a sheet (MS-XLS, 2.1.7.20.6).

use std::borrow::Cow;

use crate::intake::{
    Fault, Format,
    sheet::{
        book::{Book, Cell, Region, Sheet, Slice, damaged},
        format::general,
    },
};

use super::{
    Shared, WORKSHEET, kind,
    record::{Record, Records, Words},
};

/// What a cell holds.
enum Value {
    Number(f64),
    Text(String),
    Shared(Slice),
    Sign(&'static str),
}

/// Where a cell stands, and its style.
#[derive(Clone, Copy)]
struct Head {
    row: u16,
    column: u16,
    style: u16,
}

impl Head {
    fn read(words: &mut Words) -> Option<Self> {
        Some(Self { row: words.u16()?, column: words.u16()?, style: words.u16()? })
    }
}

/// A sheet that is being read.
struct Reader<'a> {
    shared: &'a Shared,
    book: &'a mut Book,
    sheet: &'a mut Sheet,
    /// The cell of the formula whose result, a text, is in a record to come.
    awaited: Option<Head>,
}

/// Reads the cells of a sheet; false where it is none of cells.
///
/// # Errors
/// `Damaged` where the sheet breaks off.
pub fn read(
    records: &mut Records,
    shared: &Shared,
    book: &mut Book,
    sheet: &mut Sheet,
) -> Result<bool, Fault> {
    let begin = records.next().filter(|record| record.kind == kind::BEGIN).ok_or(damaged(Format::Xls))?;
    if Words::new(begin.data).skip(2).u16() != Some(WORKSHEET) {
        return Ok(false);
    }
    let mut reader = Reader { shared, book, sheet, awaited: None };
    // Charts in the sheet are streams within it, with cells of their own.
    let mut depth = 0_usize;
    while let Some(record) = records.next() {
        match record.kind {
            kind::BEGIN => depth += 1,
            kind::END if depth == 0 => return Ok(true),
            kind::END => depth -= 1,
            _ if depth == 0 => reader.record(record, records)?,
            _ => {}
        }
    }
    Err(damaged(Format::Xls))
}

impl Reader<'_> {
    /// Takes what a record holds. A record that is too short holds nothing.
    fn record<'b>(&mut self, record: Record<'b>, records: &mut Records<'b>) -> Result<(), Fault> {
        let mut words = Words::new(record.data);
        match record.kind {
            kind::MERGED => {
                self.sheet.merged.extend(regions(&mut words));
                return Ok(());
            }
            kind::STRING => {
                let text = self.shared.letters.long(&mut words, records);
                return match self.awaited.take().zip(text) {
                    Some((head, text)) => self.put(head, Value::Text(text)),
                    None => Ok(()),
                };
            }
            kind::MUL_RK => return self.many(&mut words),
            _ => {}
        }
        let found = match record.kind {
            kind::NUMBER => head_and(&mut words, |words| words.f64().map(Value::Number)),
            kind::RK => head_and(&mut words, |words| words.u32().map(|rk| Value::Number(number(rk)))),
            kind::LABEL_SHARED => head_and(&mut words, |words| {
                let at = words.u32()? as usize;
                self.shared.strings.get(at).copied().map(Value::Shared)
            }),
            kind::LABEL | kind::R_STRING => {
                head_and(&mut words, |words| self.shared.letters.long(words, records).map(Value::Text))
            }
            kind::BOOL_OR_ERROR => head_and(&mut words, |words| {
                let (value, error) = (words.u8()?, words.u8()?);
                Some(Value::Sign(if error != 0 { sign(value) } else { truth(value) }))
            }),
            kind::FORMULA => {
                let head = Head::read(&mut words);
                head.and_then(|head| self.formula(head, &mut words).map(|value| (head, value)))
            }
            _ => None,
        };
        found.map_or(Ok(()), |(head, value)| self.put(head, value))
    }

    /// The stored result of a formula (MS-XLS, 2.5.133); none where it is a text, which follows.
    fn formula(&mut self, head: Head, words: &mut Words) -> Option<Value> {
        self.awaited = None;
        let mut result = *words;
        match words.bytes(8)? {
            [0, _, _, _, _, _, 0xff, 0xff] => {
                self.awaited = Some(head);
                None
            }
            [1, _, value, _, _, _, 0xff, 0xff] => Some(Value::Sign(truth(*value))),
            [2, _, value, _, _, _, 0xff, 0xff] => Some(Value::Sign(sign(*value))),
            [_, _, _, _, _, _, 0xff, 0xff] => None,
            _ => result.f64().map(Value::Number),
        }
    }

    /// A row of numbers (MS-XLS, 2.4.175).
    fn many(&mut self, words: &mut Words) -> Result<(), Fault> {
        let (Some(row), Some(first)) = (words.u16(), words.u16()) else { return Ok(()) };
        let mut column = first;
        // The last two bytes are the last column.
        while words.len() >= 8 {
            let (Some(style), Some(rk)) = (words.u16(), words.u32()) else { break };
            self.put(Head { row, column, style }, Value::Number(number(rk)))?;
            column = column.saturating_add(1);
        }
        Ok(())
    }

    fn put(&mut self, head: Head, value: Value) -> Result<(), Fault> {
        let code = self.shared.styles.code(head.style.into());
        let text = match value {
            Value::Number(value) if !value.is_finite() => return Ok(()),
            Value::Sign(text) => self.book.keep(text)?,
            Value::Number(value) => {
                let shown =
                    code.map_or_else(|| general(value), |code| code.number(value, self.shared.from_1904));
                self.book.keep(&shown)?
            }
            Value::Text(text) => {
                let shown = code.map_or(Cow::Borrowed(&*text), |code| code.text(&text));
                self.book.keep(&shown)?
            }
            Value::Shared(slice) => {
                let text = self.book.text(slice);
                match code.map(|code| code.text(text)) {
                    Some(Cow::Owned(shown)) if shown != text => self.book.keep(&shown)?,
                    _ => slice,
                }
            }
        };
        if !self.book.is_blank(text) {
            self.sheet.push(Cell { row: head.row.into(), column: head.column.into(), text });
        }
        Ok(())
    }
}

fn head_and<'b>(
    words: &mut Words<'b>,
    value: impl FnOnce(&mut Words<'b>) -> Option<Value>,
) -> Option<(Head, Value)> {
    let head = Head::read(words)?;
    Some((head, value(words)?))
}

/// A number in four bytes (MS-XLS, 2.5.217): the upper bits of one with a fraction or a whole one, both
/// perhaps a hundred times too large.
fn number(rk: u32) -> f64 {
    let value =
        if rk & 2 != 0 { f64::from((rk as i32) >> 2) } else { f64::from_bits(u64::from(rk & !3) << 32) };
    if rk & 1 != 0 { value / 100.0 } else { value }
}

fn truth(value: u8) -> &'static str {
    if value == 0 { "FALSE" } else { "TRUE" }
}

/// An error (MS-XLS, 2.5.10).
fn sign(value: u8) -> &'static str {
    match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

/// Merged cells (MS-XLS, 2.4.168).
fn regions(words: &mut Words) -> Vec<Region> {
    let count = words.u16().unwrap_or(0);
    let mut regions = Vec::new();
    for _ in 0..count {
        let (Some(top), Some(bottom), Some(left), Some(right)) =
            (words.u16(), words.u16(), words.u16(), words.u16())
        else {
            break;
        };
        if top <= bottom && left <= right {
            let pair = |first: u16, last: u16| (u32::from(first), u32::from(last));
            regions.push(Region { rows: pair(top, bottom), columns: pair(left, right) });
        }
    }
    regions
}
