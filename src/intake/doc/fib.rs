//! The head of the main stream: where everything else is (MS-DOC 2.5, `Fib`).

use std::ops::Range;

use super::bytes::{size_at, slice, u16_at};

/// `wIdent` of Word 97 and later.
const WORD_97: u16 = 0xa5ec;
/// `wIdent` of Word 6 and 95, of the western and the Far Eastern editions.
const WORD_6: [u16; 6] = [0xa5dc, 0xa5db, 0xa697, 0xa698, 0xa699, WORD_97];
/// The oldest `nFib` that is read as Word 97 (MS-DOC 2.5.1: 0x00C0 and 0x00C2 count as 0x00C1).
const NEW: u16 = 0xc0;
/// The `nFib` of Word 6 and above; older ones are other formats.
const OLD: u16 = 100;

/// Bits of the flags at offset 10.
const COMPLEX: u16 = 1 << 2;
const ENCRYPTED: u16 = 1 << 8;
const TABLE_1: u16 = 1 << 9;
const OBFUSCATED: u16 = 1 << 15;

/// Where the pairs of offset and length begin (`fibRgFcLcb`), and their numbers.
const PAIRS: usize = 0x9a;

/// A part of the table stream, by the number of its pair in `FibRgFcLcb97`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Styles.
    Stsh = 1,
    /// The ends of sections.
    Sections = 6,
    /// Where properties of characters are.
    Characters = 12,
    /// Where properties of paragraphs are.
    Paragraphs = 13,
    /// Pieces of text.
    Clx = 33,
    /// Anchors of shapes in the main text.
    Shapes = 40,
    /// Text boxes of the main text.
    Boxes = 56,
    /// Lists.
    Lists = 73,
    /// Uses of lists.
    Overrides = 74,
}

/// What the head says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fib {
    /// Whether it is of Word 6 or 95.
    pub old: bool,
    /// Whether a password is needed.
    pub locked: bool,
    /// Whether the text of an old file is in pieces.
    pub complex: bool,
    /// The name of the table stream.
    pub table: &'static str,
    /// Whether the document's language, or its language for Asian text, is Chinese as in China.
    pub chinese: bool,
    /// The first and last byte of the text, as far as they can be believed.
    pub text: Range<usize>,
    /// How many characters the main text has.
    pub main: usize,
    /// The characters of the text boxes: they stand behind all the other texts.
    pub boxes: Range<usize>,
}

impl Fib {
    /// Reads the head of a main stream; `None` where it is none.
    pub fn read(stream: &[u8]) -> Option<Self> {
        let ident = u16_at(stream, 0)?;
        let version = u16_at(stream, 2)?;
        let flags = u16_at(stream, 10)?;
        let old = version < NEW;
        let known = if old { version >= OLD && WORD_6.contains(&ident) } else { ident == WORD_97 };
        if !known {
            return None;
        }
        let length = |at: usize| size_at(stream, at).filter(|count| *count <= i32::MAX as usize);
        let (main, boxes) = if old {
            (length(0x34)?, 0..0)
        } else {
            // Footnotes, headers, macros, comments, endnotes stand between the text and its boxes.
            let before: usize =
                [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60].into_iter().map(|at| length(at).unwrap_or(0)).sum();
            (length(0x4c)?, before..before + length(0x64).unwrap_or(0))
        };
        let chinese =
            |at: usize| u16_at(stream, at).is_some_and(|language| matches!(language, 0x804 | 0x1004));
        Some(Self {
            old,
            locked: flags & (ENCRYPTED | OBFUSCATED) != 0,
            complex: flags & COMPLEX != 0,
            table: if flags & TABLE_1 != 0 { "1Table" } else { "0Table" },
            chinese: chinese(0x06) || (!old && chinese(0x3c)),
            text: size_at(stream, 0x18)?..size_at(stream, 0x1c)?,
            main,
            boxes,
        })
    }
}

/// A part of the table stream and where it begins there; `None` where there is none or it lies outside.
pub(super) fn part<'a>(stream: &[u8], table: &'a [u8], part: Part) -> Option<(usize, &'a [u8])> {
    let at = PAIRS + 8 * part as usize;
    let (begin, length) = (size_at(stream, at)?, size_at(stream, at + 4)?);
    if length == 0 {
        return None;
    }
    Some((begin, slice(table, begin, length)?))
}
