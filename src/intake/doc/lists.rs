//! Lists and their uses (MS-DOC 2.9.131 `LFO`, 2.9.147 `LSTF`, 2.9.150 `LVL`).

use std::collections::HashMap;

use super::bytes::{size_at, slice, u16_at, u32_at};

/// How many levels a list has.
pub(super) const LEVELS: usize = 9;
/// The most lists that are read. Files that were edited for years hold some thousands.
const MAX_LISTS: usize = 1 << 14;
/// The most characters of a level's text; Word allows 31.
const MAX_TEXT: usize = 64;
/// The fixed lengths of the structures.
const LIST: usize = 28;
const LEVEL: usize = 28;
const OVERRIDE: usize = 16;
const CHANGE: usize = 8;
/// The style number that says: no style.
const NO_STYLE: u16 = 0xfff;

/// A level of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Level {
    /// Its first number.
    pub start: u32,
    /// How its number is printed (`MSONFC`).
    pub format: u8,
    /// Whether all numbers in its text are printed as 1, 2, 3.
    pub legal: bool,
    /// It begins anew only after a level below this one; `None`: after every level above it.
    pub limit: Option<u8>,
    /// What stands behind the number: 0 a tab, 1 a space, 2 nothing.
    pub follow: u8,
    /// Its text; units below [`LEVELS`] stand for the numbers of levels.
    pub text: Vec<u16>,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct List {
    /// The style that is tied to each level.
    styles: Vec<u16>,
    /// Its levels.
    pub levels: Vec<Level>,
}

impl List {
    /// The level to which a style is tied.
    pub fn level_of(&self, style: u16) -> Option<u8> {
        let at = self.styles.iter().position(|tied| *tied == style && style != NO_STYLE)?;
        u8::try_from(at).ok()
    }
}

/// What the use of a list changes in a level.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Change {
    /// With which number it begins anew.
    pub start: Option<u32>,
    /// The level that stands in its place.
    pub level: Option<Level>,
}

/// A use of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Use {
    /// The list's number.
    pub list: u32,
    /// What it changes, by level.
    pub changes: HashMap<u8, Change>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: HashMap<u32, List>,
    uses: Vec<Use>,
}

impl Lists {
    /// Reads the lists of the table stream, which begin at `at`.
    pub fn read_lists(&mut self, table: &[u8], at: usize) -> Option<()> {
        let count = usize::from(u16_at(table, at)?).min(MAX_LISTS);
        // The levels of all lists stand behind the last list.
        let mut levels = at + 2 + count * LIST;
        for index in 0..count {
            let head = slice(table, at + 2 + index * LIST, LIST)?;
            let styles = (0..LEVELS).filter_map(|level| u16_at(head, 8 + level * 2)).collect();
            let simple = head.get(26)? & 1 != 0;
            let mut list = List { styles, levels: Vec::new() };
            for _ in 0..if simple { 1 } else { LEVELS } {
                let (level, length) = Level::read(table.get(levels..)?)?;
                list.levels.push(level);
                levels += length;
            }
            self.lists.insert(u32_at(head, 0)?, list);
        }
        Some(())
    }

    /// Reads the uses of lists.
    pub fn read_uses(&mut self, bytes: &[u8]) -> Option<()> {
        let count = size_at(bytes, 0)?.min(MAX_LISTS);
        let mut at = 4 + count * OVERRIDE;
        for index in 0..count {
            let head = slice(bytes, 4 + index * OVERRIDE, OVERRIDE)?;
            let mut read = Use { list: u32_at(head, 0)?, changes: HashMap::new() };
            at += 4;
            for _ in 0..usize::from(*head.get(12)?).min(LEVELS) {
                let (level, change, length) = change(bytes.get(at..)?)?;
                read.changes.insert(level, change);
                at += length;
            }
            self.uses.push(read);
        }
        Some(())
    }

    /// The use of this number, from 1, and its list.
    pub fn find(&self, number: u16) -> Option<(&Use, &List)> {
        let found = self.uses.get(usize::from(number).checked_sub(1)?)?;
        Some((found, self.lists.get(&found.list)?))
    }
}

impl Level {
    /// Reads a level; and how many bytes it takes.
    fn read(bytes: &[u8]) -> Option<(Self, usize)> {
        let head = slice(bytes, 0, LEVEL)?;
        let flags = head.get(5)?;
        let properties = usize::from(*head.get(24)?) + usize::from(*head.get(25)?);
        let count = usize::from(u16_at(bytes, LEVEL + properties)?);
        let text = slice(bytes, LEVEL + properties + 2, count * 2)?;
        let level = Self {
            start: u32_at(head, 0)?.min(i32::MAX as u32),
            format: *head.get(4)?,
            legal: flags & 4 != 0,
            limit: (flags & 8 != 0).then_some(*head.get(26)?),
            follow: *head.get(15)?,
            text: (0..count.min(MAX_TEXT)).filter_map(|at| u16_at(text, at * 2)).collect(),
        };
        Some((level, LEVEL + properties + 2 + count * 2))
    }
}

/// Reads what a use changes in a level (`LFOLVL`): the level, the change, its length.
fn change(bytes: &[u8]) -> Option<(u8, Change, usize)> {
    let head = slice(bytes, 0, CHANGE)?;
    let start = u32_at(head, 0)?.min(i32::MAX as u32);
    let flags = *head.get(4)?;
    let mut read = Change { start: (flags & 0x10 != 0).then_some(start), level: None };
    let mut length = CHANGE;
    if flags & 0x20 != 0 {
        let (level, more) = Level::read(bytes.get(CHANGE..)?)?;
        read.start = read.start.map(|_| level.start);
        read.level = Some(level);
        length += more;
    }
    Some((flags & 0xf, read, length))
}
