//! Text boxes: whose text is which, and where they are anchored (MS-DOC 2.8.33 `PlcfTxbxTxt`, 2.8.37
//! `PlcfSpa`).

use std::{collections::HashMap, ops::Range};

use super::bytes::{size_at, u32_at};

/// The lengths of what is said of a box (`FTXBXS`) and of an anchor (`Spa`).
const BOX: usize = 22;
const ANCHOR: usize = 26;
/// Where a box tells the number of its shape.
const SHAPE: usize = 14;

/// The text boxes of a document.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    /// Their characters, in the order of the file; emptied when they are taken.
    texts: Vec<Range<usize>>,
    /// The box of each shape.
    shapes: HashMap<u32, usize>,
    /// The shape that is anchored at each character.
    anchors: HashMap<usize, u32>,
}

impl Boxes {
    /// Reads boxes and anchors. All their text is `all`; where the boxes are not told apart it is one.
    pub fn read(all: Range<usize>, boxes: &[u8], anchors: &[u8]) -> Self {
        let mut read = Self::default();
        if all.is_empty() {
            return read;
        }
        let count = boxes.len().saturating_sub(4) / (4 + BOX);
        let mut end = all.start;
        for index in 0..count {
            let edge = |at: usize| size_at(boxes, at * 4).map(|cp| all.start.saturating_add(cp).min(all.end));
            let (Some(from), Some(to)) = (edge(index), edge(index + 1)) else { break };
            // Boxes that share text would give it more than once.
            if from < end || to < from {
                break;
            }
            end = to;
            if let Some(shape) = u32_at(boxes, (count + 1) * 4 + index * BOX + SHAPE) {
                read.shapes.entry(shape).or_insert(read.texts.len());
            }
            read.texts.push(from..to);
        }
        read.texts.push(end..all.end);
        let count = anchors.len().saturating_sub(4) / (4 + ANCHOR);
        for index in 0..count {
            let place = size_at(anchors, index * 4);
            if let (Some(cp), Some(shape)) = (place, u32_at(anchors, (count + 1) * 4 + index * ANCHOR)) {
                read.anchors.insert(cp, shape);
            }
        }
        read
    }

    /// Takes the characters of the box that is anchored at a character.
    pub fn take(&mut self, cp: usize) -> Option<Range<usize>> {
        let index = *self.shapes.get(self.anchors.get(&cp)?)?;
        self.texts.get_mut(index).map(std::mem::take).filter(|text| !text.is_empty())
    }

    /// Takes the boxes whose anchors were not met.
    pub fn rest(&mut self) -> Vec<Range<usize>> {
        std::mem::take(&mut self.texts).into_iter().filter(|text| !text.is_empty()).collect()
    }
}
