//! What a document's pages say of its text layer: scans, text recognised in them, fonts that do not
//! tell their characters, a file that is cut off.

use crate::intake::{Fault, Flaw, Format};

use super::{
    glyphs::Sheet,
    page::{Page, Piece},
};

/// A picture that covers more than this part of a page is a picture of the page.
const PICTURED: f32 = 0.5;

/// A page with a picture and fewer characters than this is a scan: it may bear a stamped number.
const FEW: usize = 20;

/// A page without a character and with more filled shapes than this has its letters drawn as outlines.
const OUTLINED: usize = 60;

/// Where more than one glyph in so many tells no character, the text is not to be had.
const BROKEN: usize = 20;

/// How many bytes from the end a PDF says that it ends (ISO 32000-1, annex H, note 18: 1024).
const TAIL: usize = 2048;

/// What was counted on the pages.
#[derive(Debug, Default)]
pub(super) struct Tally {
    glyphs: usize,
    broken: usize,
    sheets: Vec<Counts>,
}

#[derive(Debug)]
struct Counts {
    pictured: bool,
    outlined: bool,
    recognised: bool,
    lost: bool,
}

impl Tally {
    /// Counts a page.
    pub(super) fn count(&mut self, sheet: &Sheet) {
        let glyphs = sheet.glyphs.len() + sheet.aside.len();
        self.glyphs += glyphs;
        self.broken += sheet.broken;
        let pictured = sheet.pictured > PICTURED;
        self.sheets.push(Counts {
            pictured,
            outlined: glyphs == 0 && sheet.shapes > OUTLINED,
            recognised: pictured && sheet.hidden >= FEW && sheet.hidden * 2 > glyphs,
            lost: sheet.lost,
        });
    }

    /// The characters of all pages so far.
    pub(super) fn glyphs(&self) -> usize {
        self.glyphs
    }

    /// The flaws of the document, whose pages are without heads and footers.
    ///
    /// # Errors
    /// A fault where its text is not to be had.
    pub(super) fn verdict(&self, pages: &[Page], bytes: &[u8]) -> Result<Vec<Flaw>, Fault> {
        if self.broken * BROKEN > self.glyphs {
            return Err(Fault::Unmappable);
        }
        let cut = is_cut(bytes) || self.sheets.iter().any(|counts| counts.lost);
        let texts: Vec<usize> = pages.iter().map(characters).collect();
        let is_scan = |(counts, text): (&Counts, &usize)| counts.pictured && *text < FEW || counts.outlined;
        let scans: Vec<usize> = (1..)
            .zip(self.sheets.iter().zip(&texts))
            .filter_map(|(number, page)| is_scan(page).then_some(number))
            .collect();
        let read = texts.iter().enumerate().any(|(at, text)| *text > 0 && !scans.contains(&(at + 1)));
        if !read {
            return Err(match (scans.is_empty(), cut) {
                (false, _) => Fault::Scan,
                (true, true) => Fault::Damaged(Format::Pdf),
                (true, false) => Fault::Empty,
            });
        }
        let mut flaws = Vec::new();
        if cut {
            flaws.push(Flaw::CutOff);
        }
        if !scans.is_empty() {
            flaws.push(Flaw::ScannedPages(scans));
        }
        if self.sheets.iter().any(|counts| counts.recognised) {
            flaws.push(Flaw::Recognised);
        }
        if self.broken > 0 {
            flaws.push(Flaw::BrokenCharacters(self.broken));
        }
        Ok(flaws)
    }
}

/// How many characters a page has that are no white space.
fn characters(page: &Page) -> usize {
    let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    page.pieces
        .iter()
        .map(|piece| match piece {
            Piece::Line(line) => count(&line.text),
            Piece::Table(table) => table.characters(),
        })
        .sum()
}

/// Whether a file lacks the end that every PDF has.
fn is_cut(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or(bytes);
    let holds = |mark: &[u8]| tail.windows(mark.len()).any(|window| window == mark);
    !holds(b"%%EOF") && !holds(b"startxref")
}
