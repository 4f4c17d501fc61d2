//! The text: pieces of the main stream in the order of the document (MS-DOC 2.4.1, `Clx`).

use std::ops::Range;

use encoding_rs::{GB18030, WINDOWS_1252};

use super::bytes::{size_at, slice, u16_at, u32_at};

/// The bit of a piece's offset that says that a character takes one byte.
const COMPRESSED: u32 = 1 << 30;

/// How a piece's bytes are characters.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Coding {
    /// Two bytes each, UTF-16.
    Wide,
    /// One byte each, code page 1252.
    Narrow,
    /// One byte each, and some of them pairs of GB 2312: the characters; 0 for the second of a pair.
    National(Vec<u16>),
}

/// A piece of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    /// Its characters.
    range: Range<usize>,
    /// The byte of the main stream at which it begins.
    at: usize,
    coding: Coding,
    /// What a fast save changed in its properties.
    change: u16,
}

/// A character of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its number in the document.
    pub cp: usize,
    /// Its byte in the main stream: properties are told of bytes.
    pub fc: usize,
    /// A unit of UTF-16.
    pub code: u16,
    /// What a fast save changed in the properties of its piece (`Prm`); 0 for nothing.
    pub change: u16,
}

/// The pieces of a document.
#[derive(Debug, Default)]
pub(super) struct Pieces<'a> {
    stream: &'a [u8],
    pieces: Vec<Piece>,
    /// Property changes that pieces refer to by number.
    changes: Vec<&'a [u8]>,
    /// Whether text is missing: pieces lie outside the stream.
    pub cut: bool,
}

impl<'a> Pieces<'a> {
    /// Reads the table of pieces; `None` where it is damaged.
    pub fn read(stream: &'a [u8], clx: &'a [u8], chinese: bool) -> Option<Self> {
        let mut at = 0;
        let mut changes = Vec::new();
        while clx.get(at) == Some(&1) {
            let length = usize::from(u16_at(clx, at + 1)?);
            changes.push(slice(clx, at + 3, length)?);
            at += 3 + length;
        }
        if clx.get(at) != Some(&2) {
            return None;
        }
        let table = slice(clx, at + 5, size_at(clx, at + 1)?)?;
        let mut read = Self { stream, changes, ..Self::default() };
        read.fill(table, chinese)?;
        Some(read)
    }

    /// One piece without properties: what is left to try where the table of pieces is lost.
    pub fn whole(stream: &'a [u8], at: usize, count: usize, wide: bool) -> Self {
        let coding = if wide { Coding::Wide } else { Coding::Narrow };
        let pieces = vec![Piece { range: 0..count, at, coding, change: 0 }];
        Self { stream, pieces, changes: Vec::new(), cut: true }
    }

    fn fill(&mut self, table: &[u8], chinese: bool) -> Option<()> {
        let count = table.len().checked_sub(4)? / 12;
        // Pieces do not share bytes; a table that says so would give text without end.
        let mut budget = self.stream.len();
        for index in 0..count {
            let range = size_at(table, index * 4)?..size_at(table, index * 4 + 4)?;
            let entry = (count + 1) * 4 + index * 8;
            let (offset, change) = (u32_at(table, entry + 2)?, u16_at(table, entry + 6)?);
            if range.start > range.end || self.pieces.last().is_some_and(|last| last.range.end > range.start)
            {
                return None;
            }
            let wide = offset & COMPRESSED == 0;
            let place = (offset & (COMPRESSED - 1)) as usize;
            let (at, width) = if wide { (place, 2) } else { (place / 2, 1) };
            let there = self.stream.len().saturating_sub(at).min(budget) / width;
            let length = range.len().min(there);
            self.cut |= length < range.len();
            budget -= length * width;
            let coding = match wide {
                true => Coding::Wide,
                false => slice(self.stream, at, length)
                    .filter(|_| chinese)
                    .and_then(national)
                    .map_or(Coding::Narrow, Coding::National),
            };
            self.pieces.push(Piece { range: range.start..range.start + length, at, coding, change });
        }
        Some(())
    }

    /// The characters of a range, in order.
    pub fn units(&self, range: Range<usize>) -> impl Iterator<Item = Unit> + '_ {
        let first = self.pieces.partition_point(|piece| piece.range.end <= range.start);
        let pieces = self.pieces.get(first..).unwrap_or_default().iter();
        pieces.take_while(move |piece| piece.range.start < range.end).flat_map(move |piece| {
            let cps = piece.range.start.max(range.start)..piece.range.end.min(range.end);
            cps.filter_map(|cp| self.unit(piece, cp))
        })
    }

    fn unit(&self, piece: &Piece, cp: usize) -> Option<Unit> {
        let index = cp.checked_sub(piece.range.start)?;
        let (fc, code) = match &piece.coding {
            Coding::Wide => (piece.at + index * 2, u16_at(self.stream, piece.at + index * 2)?),
            Coding::Narrow => (piece.at + index, western(*self.stream.get(piece.at + index)?)),
            Coding::National(codes) => (piece.at + index, *codes.get(index)?),
        };
        Some(Unit { cp, fc, code, change: piece.change })
    }

    /// The property change of this number.
    pub fn change(&self, number: usize) -> &'a [u8] {
        self.changes.get(number).copied().unwrap_or_default()
    }
}

/// A byte of code page 1252 in UTF-16.
fn western(byte: u8) -> u16 {
    if byte.is_ascii() {
        return u16::from(byte);
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    text.encode_utf16().next().unwrap_or(0xfffd)
}

/// The characters of one-byte text that is GB 2312 in truth; `None` where it need not be.
///
/// MS-DOC knows only code page 1252 here, but some writers put Chinese text in its place. That is
/// believed only where every high byte belongs to a pair of GB 2312 and there are two pairs at least:
/// western text in a Chinese document has its high bytes (quotes, dashes, 0x80 to 0x9F) alone.
pub(in crate::intake) fn national(bytes: &[u8]) -> Option<Vec<u16>> {
    let mut codes = Vec::new();
    let mut pairs = 0_usize;
    if bytes.is_ascii() {
        return None;
    }
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        if byte.is_ascii() {
            codes.push(u16::from(*byte));
            continue;
        }
        let pair = [*byte, *rest.next()?];
        if !(0xa1..=0xf7).contains(&pair[0]) || !(0xa1..=0xfe).contains(&pair[1]) {
            return None;
        }
        let text = GB18030.decode_without_bom_handling_and_without_replacement(&pair)?;
        codes.push(text.encode_utf16().next()?);
        codes.push(0);
        pairs += 1;
    }
    (pairs >= 2).then_some(codes)
}
