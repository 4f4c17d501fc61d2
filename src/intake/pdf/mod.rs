//! PDF with a text layer.
//!
//! `glyphs` draws a page and keeps its characters, rules and pictures; `frames` and `tables` make grids
//! of the rules; `lines`, `columns` and `order` make lines of the rest and put them in the order of
//! reading (`page`); `heads` leaves out what is repeated at the edges; `print` joins what was broken
//! and writes the text; `verdict` says what could not be read.

mod columns;
mod frames;
mod glyphs;
mod heads;
mod lines;
mod marks;
mod order;
mod page;
mod print;
mod radicals;
mod rules;
mod streams;
mod tables;
mod verdict;

use hayro_interpret::InterpreterCache;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{Fault, Format, Limit, Reading, compose::Composer, limits};

use page::Page;
use streams::Drawing;
use verdict::Tally;

/// The most pages that are read. The collected notices of a province stay under this.
const MAX_PAGES: usize = 3000;

/// The most characters of a document that are read: they are held until the last page is known.
const MAX_GLYPHS: usize = 3_000_000;

/// Reads the bytes of such a file.
///
/// # Errors
/// A [`Fault`] where there is no text to be had.
pub fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => Fault::Locked(Format::Pdf),
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Fault::Damaged(Format::Pdf),
    })?;
    if pdf.pages().len() > MAX_PAGES {
        return Err(Fault::Beyond(Limit::Size));
    }
    let mut tally = Tally::default();
    let mut pages: Vec<Page> = Vec::new();
    let mut gutter = None;
    let cache = InterpreterCache::new();
    for page in pdf.pages().iter() {
        let drawing = streams::check(page);
        if drawing == Drawing::Huge {
            return Err(Fault::Beyond(Limit::Size));
        }
        let mut sheet = glyphs::sheet(&pdf, page, &cache);
        sheet.lost |= drawing == Drawing::Damaged;
        tally.count(&sheet);
        if sheet.full || tally.glyphs() > MAX_GLYPHS {
            return Err(Fault::Beyond(Limit::Size));
        }
        pages.push(page::page(sheet, &mut gutter));
    }
    heads::leave_out(&mut pages);
    let flaws = tally.verdict(&pages, bytes)?;
    let mut composer = Composer::default();
    print::print(pages, &mut composer);
    if composer.len() > limits::MAX_TEXT {
        return Err(Fault::Beyond(Limit::Size));
    }
    Ok(Reading { composed: composer.finish(), encoding: None, flaws })
}

#[cfg(test)]
mod tests;
