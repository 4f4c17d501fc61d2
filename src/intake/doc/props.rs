//! Properties of paragraphs and characters, as far as a reader of text needs them.

use super::{
    bytes::{size_at, slice, u16_at},
    rows::Shape,
    sprm::{self, Sprm, sprms},
};

/// Properties of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    /// The number of its style.
    pub style: u16,
    /// The number of its list's use, from 1; `None` where nothing is said, 0 for no list.
    pub list: Option<u16>,
    /// The style that named the list.
    pub list_style: Option<u16>,
    /// Its level in the list.
    pub level: Option<u8>,
    /// Its outline level: 0 to 8, 9 for body text.
    pub outline: Option<u8>,
    in_table: bool,
    depth: Option<u32>,
    /// Whether it ends a row of an outer table.
    pub row_end: bool,
    /// Whether it ends a row of a nested table.
    pub inner_row_end: bool,
    /// The cells of the row that it ends.
    pub shape: Option<Shape>,
}

impl Paragraph {
    /// In how many tables it stands.
    pub fn depth(&self) -> u32 {
        self.depth.unwrap_or(u32::from(self.in_table || self.row_end))
    }

    /// Applies property modifiers; `style` where they are those of a style. `data` is the data stream,
    /// to which long lists are moved.
    pub fn apply(&mut self, list: &[u8], style: Option<u16>, data: &[u8]) {
        for sprm in sprms(list) {
            if sprm::P_HUGE.contains(&sprm.code) {
                // What lies there holds no further move, so that nothing goes in circles.
                sprms(huge(sprm.value, data).unwrap_or_default()).for_each(|sprm| self.set(sprm, style));
            } else {
                self.set(sprm, style);
            }
        }
    }

    fn set(&mut self, sprm: Sprm, style: Option<u16>) {
        match sprm.code {
            sprm::P_ILFO => {
                self.list = Some(sprm.word());
                self.list_style = style;
            }
            sprm::P_ILVL => self.level = Some(sprm.byte()),
            sprm::P_OUTLINE => self.outline = Some(sprm.byte()),
            sprm::P_IN_TABLE => self.in_table = sprm.byte() != 0,
            sprm::P_TTP => self.row_end = sprm.byte() != 0,
            sprm::P_ITAP => self.depth = size_at(sprm.value, 0).and_then(|depth| u32::try_from(depth).ok()),
            sprm::P_DTAP => {
                let change = size_at(sprm.value, 0).unwrap_or(0) as u32;
                self.depth = Some(self.depth().wrapping_add(change));
            }
            sprm::P_INNER_CELL => {}
            sprm::P_INNER_TTP => self.inner_row_end = sprm.byte() != 0,
            sprm::T_DEFINE => self.shape = Shape::read(sprm.value),
            sprm::T_VERTICAL | sprm::T_MERGE => {
                if let Some(shape) = &mut self.shape {
                    shape.change(sprm);
                }
            }
            _ => {}
        }
    }
}

/// The list of property modifiers in the data stream to which a value points (`PrcData`).
fn huge<'a>(value: &[u8], data: &'a [u8]) -> Option<&'a [u8]> {
    let at = size_at(value, 0)?;
    slice(data, at.checked_add(2)?, usize::from(u16_at(data, at)?))
}

/// Properties of characters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Character {
    /// Whether they are hidden; `None` where nothing is said.
    pub hidden: Option<Toggle>,
    /// The number of their style.
    pub style: Option<u16>,
    /// Whether a tracked change deletes them.
    pub deleted: bool,
    /// Whether they stand for something else.
    pub special: bool,
    /// The character of a symbol font that they stand for.
    pub symbol: Option<u16>,
    /// Whether they stand for a picture.
    pub picture: bool,
}

/// A property that is on, off, or as a style says (MS-DOC 2.9.334, `ToggleOperand`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toggle {
    /// On or off.
    Set(bool),
    /// As the style says.
    Style,
    /// Unlike the style says.
    NotStyle,
}

impl Toggle {
    /// Whether it is on, where the style says `style`.
    pub fn is_on(self, style: bool) -> bool {
        match self {
            Self::Set(on) => on,
            Self::Style => style,
            Self::NotStyle => !style,
        }
    }
}

impl Character {
    /// Applies property modifiers.
    pub fn apply(&mut self, list: &[u8]) {
        for sprm in sprms(list) {
            self.set(sprm);
        }
    }

    fn set(&mut self, sprm: Sprm) {
        let on = sprm.byte() != 0;
        match sprm.code {
            sprm::C_HIDDEN => {
                self.hidden = match sprm.byte() {
                    0 => Some(Toggle::Set(false)),
                    1 => Some(Toggle::Set(true)),
                    0x80 => Some(Toggle::Style),
                    0x81 => Some(Toggle::NotStyle),
                    _ => self.hidden,
                }
            }
            sprm::C_DELETED => self.deleted = on,
            sprm::C_ISTD => self.style = Some(sprm.word()),
            sprm::C_SPECIAL => self.special = on,
            // The font's number, then the character.
            sprm::C_SYMBOL => self.symbol = u16_at(sprm.value, 2),
            sprm::C_PICTURE => self.picture = true,
            sprm::C_DATA | sprm::C_OBJECT if on => self.picture = false,
            _ => {}
        }
    }
}
