//! Property modifiers: a code and an operand each (MS-DOC 2.2.5.1, `Sprm`; 2.6 for the codes).

use super::bytes::{slice, u16_at};

/// Level in the list.
pub(super) const P_ILVL: u16 = 0x260a;
/// Number of the list's use.
pub(super) const P_ILFO: u16 = 0x460b;
/// In a table.
pub(super) const P_IN_TABLE: u16 = 0x2416;
/// End of a table's row.
pub(super) const P_TTP: u16 = 0x2417;
/// Outline level.
pub(super) const P_OUTLINE: u16 = 0x2640;
/// Depth of nested tables.
pub(super) const P_ITAP: u16 = 0x6649;
/// Change of that depth.
pub(super) const P_DTAP: u16 = 0x664a;
/// End of a nested table's cell.
pub(super) const P_INNER_CELL: u16 = 0x244b;
/// End of a nested table's row.
pub(super) const P_INNER_TTP: u16 = 0x244c;
/// More properties in the data stream; two codes of one meaning.
pub(super) const P_HUGE: [u16; 2] = [0x6645, 0x6646];
/// Deleted by a tracked change.
pub(super) const C_DELETED: u16 = 0x0800;
/// Hidden.
pub(super) const C_HIDDEN: u16 = 0x083c;
/// Character style.
pub(super) const C_ISTD: u16 = 0x4a30;
/// A special character.
pub(super) const C_SPECIAL: u16 = 0x0855;
/// A character of a symbol font.
pub(super) const C_SYMBOL: u16 = 0x6a09;
/// Where a picture is.
pub(super) const C_PICTURE: u16 = 0x6a03;
/// The picture is none: data of a form field.
pub(super) const C_DATA: u16 = 0x0806;
/// The picture is none: an embedded object.
pub(super) const C_OBJECT: u16 = 0x080a;
/// The cells of a row.
pub(super) const T_DEFINE: u16 = 0xd608;
/// A cell's merge with those above and below.
pub(super) const T_VERTICAL: u16 = 0xd62b;
/// Merge of cells of a row.
pub(super) const T_MERGE: u16 = 0x5624;
/// Tab stops: the one code whose length byte can be too small to tell its length.
const P_TABS: u16 = 0xc615;
/// The cells of a row as Word 6 wrote them: like `T_DEFINE`, its length has two bytes.
const T_DEFINE_10: u16 = 0xd606;

/// A property modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sprm<'a> {
    /// Which property.
    pub code: u16,
    /// Its value, without the length where it has one.
    pub value: &'a [u8],
}

impl Sprm<'_> {
    /// The value's first byte; 0 where it is empty.
    pub fn byte(self) -> u8 {
        self.value.first().copied().unwrap_or(0)
    }

    /// The value as a 16-bit number.
    pub fn word(self) -> u16 {
        u16_at(self.value, 0).unwrap_or(0)
    }
}

/// The property modifiers of a list of them. What is cut off is left out.
pub(super) fn sprms(mut list: &[u8]) -> impl Iterator<Item = Sprm<'_>> {
    std::iter::from_fn(move || {
        let code = u16_at(list, 0)?;
        let (head, length) = operand(code, list.get(2..)?)?;
        let value = slice(list, 2 + head, length)?;
        list = list.get(2 + head + length..)?;
        Some(Sprm { code, value })
    })
}

/// How many bytes tell the length of an operand, and how many it has behind them.
fn operand(code: u16, rest: &[u8]) -> Option<(usize, usize)> {
    Some(match code >> 13 {
        0 | 1 => (0, 1),
        2 | 4 | 5 => (0, 2),
        3 => (0, 4),
        7 => (0, 3),
        _ => match code {
            // One more than the length of what follows.
            T_DEFINE | T_DEFINE_10 => (2, usize::from(u16_at(rest, 0)?).saturating_sub(1)),
            P_TABS if rest.first() == Some(&255) => (1, tabs(rest.get(1..)?)?),
            _ => (1, usize::from(*rest.first()?)),
        },
    })
}

/// The length of tab stops that is longer than a byte can tell: those deleted (four bytes each), those
/// added (three bytes each), each with a count before.
fn tabs(rest: &[u8]) -> Option<usize> {
    let deleted = 1 + 4 * usize::from(*rest.first()?);
    Some(deleted + 1 + 3 * usize::from(*rest.get(deleted)?))
}

/// The property modifier that a short `Prm` of a piece stands for (MS-DOC 2.9.214), as far as its
/// property is read here: code and value.
pub(super) fn short(change: u16) -> Option<(u16, u8)> {
    let code = match (change >> 1) & 0x7f {
        0x0c => P_ILVL,
        0x18 => P_IN_TABLE,
        0x19 => P_TTP,
        0x41 => C_DELETED,
        0x5c => C_HIDDEN,
        _ => return None,
    };
    Some((code, (change >> 8) as u8))
}
