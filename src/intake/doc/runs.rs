//! Where the properties of characters and paragraphs are: pages of 512 bytes in the main stream, each
//! for a range of its bytes (MS-DOC 2.9.56 `ChpxFkp`, 2.9.177 `PapxFkp`).

use std::ops::Range;

use super::bytes::{size_at, slice, u16_at};

/// The size of such a page.
const PAGE: usize = 512;
/// The bits of a page's number.
const NUMBER: usize = 0x3f_ffff;
/// How many bytes a page says of a paragraph before its properties (`BxPap`).
const PARAGRAPH: usize = 13;

/// Whose properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Characters'.
    Character,
    /// Paragraphs'.
    Paragraph,
}

/// Bytes of the main stream of which one thing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run<'a> {
    /// The bytes.
    pub range: Range<usize>,
    /// The paragraph style; 0 for characters.
    pub style: u16,
    /// The property modifiers.
    pub sprms: &'a [u8],
}

/// The index of the pages.
#[derive(Debug)]
pub(super) struct Runs<'a> {
    stream: &'a [u8],
    index: &'a [u8],
    count: usize,
    kind: Kind,
}

impl<'a> Runs<'a> {
    /// The pages that an index tells.
    pub fn new(stream: &'a [u8], index: &'a [u8], kind: Kind) -> Self {
        Self { stream, index, count: index.len().saturating_sub(4) / 8, kind }
    }

    /// Whether there is a page at all, and every page is in the stream.
    pub fn is_whole(&self) -> bool {
        self.count > 0 && (0..self.count).all(|entry| self.page(entry).is_some())
    }

    /// What is said of a byte. Where nothing is, the run reaches to the next entry of the index, so
    /// that damaged files are not searched anew for every character.
    pub fn at(&self, fc: usize) -> Run<'a> {
        let entry = self.entry(fc);
        let end = size_at(self.index, entry * 4 + 4).filter(|end| *end > fc).unwrap_or(usize::MAX);
        let found = (entry < self.count).then(|| self.within(entry, fc)).flatten();
        found.unwrap_or(Run { range: fc..end, style: 0, sprms: &[] })
    }

    /// The first entry whose end is behind a byte. The ends rise.
    fn entry(&self, fc: usize) -> usize {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = (low + high) / 2;
            match size_at(self.index, middle * 4 + 4) {
                Some(end) if end <= fc => low = middle + 1,
                _ => high = middle,
            }
        }
        low
    }

    fn page(&self, entry: usize) -> Option<&'a [u8]> {
        let number = size_at(self.index, (self.count + 1) * 4 + entry * 4)? & NUMBER;
        slice(self.stream, number * PAGE, PAGE)
    }

    fn within(&self, entry: usize, fc: usize) -> Option<Run<'a>> {
        let page = self.page(entry)?;
        let count = usize::from(*page.get(PAGE - 1)?);
        let edge = |run: usize| size_at(page, run * 4);
        let run = (0..count).find(|run| edge(run + 1).is_some_and(|end| fc < end))?;
        let range = edge(run)?..edge(run + 1)?;
        if !range.contains(&fc) {
            return None;
        }
        let (style, sprms) = match self.kind {
            Kind::Character => (0, character(page, (count + 1) * 4 + run)),
            Kind::Paragraph => paragraph(page, (count + 1) * 4 + run * PARAGRAPH),
        };
        Some(Run { range, style, sprms })
    }
}

/// The properties of characters to which the byte `at` of a page points (`Chpx`).
fn character(page: &[u8], at: usize) -> &[u8] {
    let found = || {
        let at = usize::from(*page.get(at).filter(|at| **at > 0)?) * 2;
        slice(page, at + 1, usize::from(*page.get(at)?))
    };
    found().unwrap_or_default()
}

/// The style and properties of a paragraph to which the byte `at` of a page points (`PapxInFkp`).
fn paragraph(page: &[u8], at: usize) -> (u16, &[u8]) {
    let found = || {
        let at = usize::from(*page.get(at).filter(|at| **at > 0)?) * 2;
        let list = match usize::from(*page.get(at)?) {
            0 => slice(page, at + 2, usize::from(*page.get(at + 1)?) * 2)?,
            half => slice(page, at + 1, half * 2 - 1)?,
        };
        Some((u16_at(list, 0)?, list.get(2..)?))
    };
    found().unwrap_or_default()
}
