//! The cells of a table's row: their edges and merges (MS-DOC 2.9.320, `TDefTableOperand`).

use super::{
    bytes::{slice, u16_at},
    sprm::{self, Sprm},
};

/// The length of what is said of a cell (`TC80`).
const CELL: usize = 20;

/// A cell's merges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::intake) struct Merge {
    /// 0 for none. The papers disagree whether 1 or 2 marks the first of merged cells: it is the one
    /// that comes first.
    pub across: u16,
    /// Whether the cell above goes on.
    pub above: bool,
}

/// The cells of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::intake) struct Shape {
    /// The edges of the cells from the left, in twips; one more than there are cells.
    pub edges: Vec<i32>,
    /// The merges of each cell.
    pub cells: Vec<Merge>,
}

impl Shape {
    /// Reads what is said of the cells; `None` where it is damaged.
    pub fn read(value: &[u8]) -> Option<Self> {
        let count = usize::from(*value.first()?);
        let edges: Vec<i32> = (0..=count)
            .map(|edge| u16_at(value, 1 + edge * 2).map(|edge| i32::from(edge.cast_signed())))
            .collect::<Option<_>>()?;
        let cell = |index: usize| {
            // Fewer cells may be told than there are: the rest is plain.
            let flags = slice(value, 1 + (count + 1) * 2 + index * CELL, 2).and_then(|tc| u16_at(tc, 0));
            flags.map_or_else(Merge::default, |flags| Merge {
                across: flags & 3,
                above: is_above((flags >> 5) & 3),
            })
        };
        Some(Self { edges, cells: (0..count).map(cell).collect() })
    }

    /// Applies a later change of merges.
    pub(super) fn change(&mut self, sprm: Sprm) {
        let (Some(first), Some(second)) = (sprm.value.first(), sprm.value.get(1)) else { return };
        if sprm.code == sprm::T_VERTICAL {
            if let Some(cell) = self.cells.get_mut(usize::from(*first)) {
                cell.above = is_above(u16::from(*second));
            }
        } else if let Some(cells) = self.cells.get_mut(usize::from(*first)..usize::from(*second)) {
            for (at, cell) in cells.iter_mut().enumerate() {
                cell.across = if at == 0 { 1 } else { 2 };
            }
        }
    }

    /// For each cell, whether the one left of it goes on.
    pub fn goes_on(&self) -> Vec<bool> {
        let mut first = 0;
        let mut out = Vec::with_capacity(self.cells.len());
        for cell in &self.cells {
            let on = first != 0 && cell.across != 0 && cell.across != first;
            if !on {
                first = cell.across;
            }
            out.push(on);
        }
        out
    }
}

/// `VerticalMergeFlag`: 1 goes on, 3 begins.
fn is_above(flag: u16) -> bool {
    flag == 1
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn operand(edges: &[i16], flags: &[u16]) -> Vec<u8> {
        let mut out = vec![(edges.len() - 1) as u8];
        out.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
        for flag in flags {
            out.extend(flag.to_le_bytes());
            out.extend([0; CELL - 2]);
        }
        out
    }

    #[rstest]
    // Both readings of the paper.
    #[case(&[1, 2, 2], &[false, true, true])]
    #[case(&[2, 1, 1], &[false, true, true])]
    #[case(&[1, 2, 1, 2], &[false, true, false, true])]
    #[case(&[0, 1, 2, 0], &[false, false, true, false])]
    #[case(&[0, 0], &[false, false])]
    fn merged_cells_of_a_row_are_told(#[case] flags: &[u16], #[case] expected: &[bool]) {
        let edges: Vec<i16> = (0..=flags.len() as i16).map(|edge| edge * 1000 - 100).collect();
        let shape = Shape::read(&operand(&edges, flags)).unwrap();
        assert_eq!(shape.edges, edges.into_iter().map(i32::from).collect::<Vec<_>>());
        assert_eq!(shape.goes_on(), expected);
    }

    #[test]
    fn vertical_merges_and_missing_cells() {
        let mut shape = Shape::read(&operand(&[0, 10, 20, 30], &[3 << 5, 1 << 5])).unwrap();
        let above = |shape: &Shape| shape.cells.iter().map(|cell| cell.above).collect::<Vec<_>>();
        assert_eq!(above(&shape), [false, true, false]);
        shape.change(Sprm { code: sprm::T_VERTICAL, value: &[2, 1] });
        shape.change(Sprm { code: sprm::T_VERTICAL, value: &[9, 1] });
        assert_eq!(above(&shape), [false, true, true]);
        shape.change(Sprm { code: sprm::T_MERGE, value: &[0, 2] });
        assert_eq!(shape.goes_on(), [false, true, false]);
        assert_eq!(Shape::read(&[5, 0, 0]), None);
    }
}
