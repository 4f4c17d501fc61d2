//! Texts of BIFF (MS-XLS, 2.5.293 and 2.5.294), and the table of those that cells share.

use encoding_rs::UTF_16LE;

use crate::intake::{
    Fault,
    sheet::book::{Book, Slice},
};

use super::{
    Letters, kind,
    record::{Record, Records, Words},
};

/// Bits of the byte before the characters of a text.
const WIDE: u8 = 1;
const SPOKEN: u8 = 4;
const RICH: u8 = 8;

impl Letters {
    /// A text whose length has two bytes, with the rest of it in the records that go on.
    pub fn long<'a>(self, words: &mut Words<'a>, records: &mut Records<'a>) -> Option<String> {
        let count = words.u16()?;
        if !self.unicode {
            return self.narrow(words, count.into());
        }
        let mut pieces = Pieces { words: *words, records };
        let text = pieces.text(count);
        *words = pieces.words;
        text
    }

    /// A text whose length has one byte: names of sheets, and codes of formats in BIFF5.
    pub fn short(self, words: &mut Words) -> Option<String> {
        let count = usize::from(words.u8()?);
        if self.unicode { flagged(words, count) } else { self.narrow(words, count) }
    }

    /// The code of a format.
    pub fn format(self, words: &mut Words) -> Option<String> {
        if !self.unicode {
            return self.short(words);
        }
        let count = words.u16()?;
        flagged(words, count.into())
    }

    fn narrow(self, words: &mut Words, count: usize) -> Option<String> {
        let bytes = words.bytes(count.min(words.len()))?;
        Some(self.encoding.decode_without_bom_handling(bytes).0.into_owned())
    }
}

/// A text within one record, whose first byte says how wide its characters are.
fn flagged(words: &mut Words, count: usize) -> Option<String> {
    let wide = words.u8()? & WIDE != 0;
    let mut text = String::new();
    characters(words, count, wide, &mut text);
    Some(text)
}

/// Adds up to `count` characters, as many as are there; how many they were.
fn characters(words: &mut Words, count: usize, wide: bool, out: &mut String) -> usize {
    let width = if wide { 2 } else { 1 };
    let count = count.min(words.len() / width);
    let bytes = words.bytes(count * width).unwrap_or_default();
    if wide {
        out.push_str(&UTF_16LE.decode_without_bom_handling(bytes).0);
    } else {
        // Of two bytes the higher, which is zero, was left out.
        out.extend(bytes.iter().map(|byte| char::from(*byte)));
    }
    count
}

/// Data that goes on in `Continue` records.
struct Pieces<'a, 'b> {
    words: Words<'a>,
    records: &'b mut Records<'a>,
}

impl Pieces<'_, '_> {
    /// Begins the next piece where this one is at its end; false where there is none.
    fn turn(&mut self) -> bool {
        while self.words.len() == 0 {
            match self.records.next_of(kind::CONTINUE) {
                Some(data) => self.words = Words::new(data),
                None => return false,
            }
        }
        true
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 && self.turn() {
            let here = count.min(self.words.len());
            self.words.skip(here);
            count -= here;
        }
    }

    /// A text of `count` characters, and what stands behind it of runs and of how it is spoken.
    fn text(&mut self, count: u16) -> Option<String> {
        let flags = self.words.u8()?;
        let runs = if flags & RICH != 0 { self.words.u16()? } else { 0 };
        let spoken = if flags & SPOKEN != 0 { self.words.u32()? } else { 0 };
        let mut text = String::new();
        let (mut left, mut wide) = (usize::from(count), flags & WIDE != 0);
        while left > 0 {
            left -= characters(&mut self.words, left, wide, &mut text);
            if left == 0 {
                break;
            }
            // A piece begins with a byte of its own that says how wide its characters are. What was left
            // of the last is half a character.
            self.words.skip(self.words.len());
            if !self.turn() {
                break;
            }
            wide = self.words.u8()? & WIDE != 0;
        }
        self.skip(usize::from(runs) * 4);
        self.skip(spoken as usize);
        Some(text)
    }
}

/// The texts that cells share, in the record `first` and those that go on (MS-XLS, 2.4.265).
pub fn shared<'a>(
    records: &mut Records<'a>,
    first: Record<'a>,
    book: &mut Book,
) -> Result<Vec<Slice>, Fault> {
    let mut words = Words::new(first.data);
    // How often the texts are used, and how many there are. The table ends with its records all the same.
    words.skip(8);
    let mut pieces = Pieces { words, records };
    let mut strings = Vec::new();
    while pieces.turn() {
        let Some(count) = pieces.words.u16() else { break };
        let Some(text) = pieces.text(count) else { break };
        strings.push(book.keep(&text)?);
    }
    Ok(strings)
}
