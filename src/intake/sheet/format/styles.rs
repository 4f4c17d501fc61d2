//! The formats of the cells of a workbook.

use std::collections::HashMap;

use super::Code;

/// The most different number formats that are kept; Excel takes 250 of a workbook's own. Cells of others
/// are shown without a format.
const MAX_CODES: usize = 4096;

/// The formats of cells.
#[derive(Debug, Default)]
pub struct Styles {
    /// The codes that are used.
    codes: Vec<Code>,
    /// Where each format's code is.
    known: HashMap<u32, u16>,
    /// For each style of a cell the place of its code.
    of_style: Vec<u16>,
}

impl Styles {
    /// Adds the style of cells with the format `id`, whose code is `code`.
    pub fn push(&mut self, id: u32, code: &str) {
        let new = self.codes.len();
        let place = match self.known.get(&id) {
            Some(place) => *place,
            None if new >= MAX_CODES => u16::MAX,
            None => {
                self.codes.push(Code::new(code));
                self.known.insert(id, new as u16);
                new as u16
            }
        };
        self.of_style.push(place);
    }

    /// The format of cells of a style.
    pub fn code(&self, style: usize) -> Option<&Code> {
        self.codes.get(usize::from(*self.of_style.get(style)?))
    }
}
