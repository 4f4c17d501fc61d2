//! Styles (MS-DOC 2.9.271, `STSH`), each with what it takes over from those it is based on.

use super::{
    bytes::{slice, u16_at},
    props::{Character, Paragraph},
};

/// The longest row of styles based on each other that is followed. Word's own limit is eleven.
const MAX_BASES: usize = 16;
/// The number that says: based on no style.
const NO_BASE: u16 = 0xfff;
/// Built-in numbers of the headings (`sti`).
const HEADINGS: std::ops::RangeInclusive<u16> = 1..=9;
/// Built-in numbers of the lines of a table of contents.
const CONTENTS: std::ops::RangeInclusive<u16> = 19..=27;

/// A style as it stands.
#[derive(Debug, Clone, Copy, Default)]
struct Style<'a> {
    /// Its built-in number.
    built_in: u16,
    base: u16,
    paragraph: &'a [u8],
    character: &'a [u8],
}

/// The styles of a document, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: Vec<Resolved>,
}

/// A style with what it takes over.
#[derive(Debug, Default)]
struct Resolved {
    built_in: u16,
    paragraph: Paragraph,
    hidden: bool,
}

impl Styles {
    /// Reads the styles; `None` where they are damaged.
    pub fn read(sheet: &[u8], data: &[u8]) -> Option<Self> {
        let head = usize::from(u16_at(sheet, 0)?);
        let count = u16_at(sheet, 2)?;
        let base = usize::from(u16_at(sheet, 4)?);
        let mut at = 2 + head;
        let mut styles = Vec::new();
        for _ in 0..count {
            // The last styles are missing in some files.
            let Some(length) = u16_at(sheet, at) else { break };
            let bytes = slice(sheet, at + 2, usize::from(length))?;
            at += 2 + bytes.len();
            styles.push(Style::read(bytes, base).unwrap_or_default());
        }
        let numbers = 0..u16::try_from(styles.len()).ok()?;
        Some(Self { styles: numbers.map(|number| resolve(&styles, number, data)).collect() })
    }

    /// The properties of a paragraph of this style.
    pub fn paragraph(&self, number: u16) -> Paragraph {
        let found = self.styles.get(usize::from(number)).map(|style| style.paragraph.clone());
        let mut paragraph = found.unwrap_or_default();
        paragraph.style = number;
        paragraph
    }

    /// Whether characters of this style are hidden.
    pub fn is_hidden(&self, number: u16) -> bool {
        self.styles.get(usize::from(number)).is_some_and(|style| style.hidden)
    }

    /// The depth of a built-in heading, from 1; 0 where the style is none.
    pub fn heading(&self, number: u16) -> usize {
        let built_in = self.styles.get(usize::from(number)).map_or(0, |style| style.built_in);
        if HEADINGS.contains(&built_in) { usize::from(built_in) } else { 0 }
    }

    /// Whether it is the style of a table of contents.
    pub fn is_contents(&self, number: u16) -> bool {
        self.styles.get(usize::from(number)).is_some_and(|style| CONTENTS.contains(&style.built_in))
    }
}

impl<'a> Style<'a> {
    /// Reads a style; `base` is the length of the part before its name.
    fn read(bytes: &'a [u8], base: usize) -> Option<Self> {
        let kind = u16_at(bytes, 2)?;
        let name = usize::from(u16_at(bytes, base)?);
        // The name: its length, its characters, a zero.
        let mut at = even(base + 2 + name * 2 + 2);
        let mut read = Self { built_in: u16_at(bytes, 0)? & 0xfff, base: kind >> 4, ..Self::default() };
        if kind & 0xf == 1 {
            let list = slice(bytes, at + 2, usize::from(u16_at(bytes, at)?))?;
            read.paragraph = list.get(2..).unwrap_or_default();
            at = even(at + 2 + list.len());
        }
        // A style of a paragraph need not have properties of characters.
        let character = u16_at(bytes, at).and_then(|length| slice(bytes, at + 2, usize::from(length)));
        read.character = character.unwrap_or_default();
        if !matches!(kind & 0xf, 1 | 2) {
            read.character = &[];
        }
        Some(read)
    }
}

fn even(at: usize) -> usize {
    at + at % 2
}

/// A style with what it takes over from those it is based on.
fn resolve(styles: &[Style], number: u16, data: &[u8]) -> Resolved {
    let mut chain = Vec::new();
    let mut next = number;
    while next != NO_BASE && chain.len() < MAX_BASES {
        let Some(style) = styles.get(usize::from(next)) else { break };
        chain.push((next, style));
        next = style.base;
    }
    let mut resolved = Resolved::default();
    let mut character = Character::default();
    for (number, style) in chain.into_iter().rev() {
        resolved.paragraph.apply(style.paragraph, Some(number), data);
        character.apply(style.character);
    }
    resolved.built_in = styles.get(usize::from(number)).map_or(0, |style| style.built_in);
    resolved.hidden = character.hidden.is_some_and(|hidden| hidden.is_on(false));
    resolved
}
