//! RTF (version 1.9.1). No library was found that reads code pages by font, tables and printed numbers
//! of lists; the format is simple.
//!
//! `token` parts the file, `reader` follows groups (`state`) and control words, `fonts` decodes, `output` puts
//! paragraphs, tables and text boxes together. Automatic numbers need no counting: programs print them
//! into the file.

mod fonts;
mod output;
mod reader;
mod state;
#[cfg(test)]
mod tests;
mod token;

use super::{Fault, Flaw, Format, Reading};

use reader::Reader;
use token::Tokens;

/// A row of so many zero bytes in a file that is text stands where a block of it was lost.
const HOLE: usize = 64;

/// Whether a block of the file was lost; only pictures as plain bytes (`\\bin`) hold zeros by right.
fn has_hole(bytes: &[u8]) -> bool {
    let end = bytes.iter().rposition(|byte| *byte == b'}').unwrap_or(0);
    let inside = bytes.get(..end).unwrap_or_default();
    let mut row = 0;
    let hole = inside.iter().any(|byte| {
        row = if *byte == 0 { row + 1 } else { 0 };
        row == HOLE
    });
    hole && !inside.windows(4).any(|word| word == b"\\bin")
}

/// Reads the bytes of such a file.
///
/// # Errors
/// A [`Fault`] where there is no text to be had.
pub fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    let mut reader = Reader::default();
    let mut done = false;
    for token in Tokens::new(bytes) {
        reader.token(token)?;
        done = reader.is_done();
        // What stands behind the last group is none of the document.
        if done {
            break;
        }
    }
    reader.end();
    let mut flaws = Vec::new();
    if !done || has_hole(bytes) {
        flaws.push(Flaw::CutOff);
    }
    if reader.broken > 0 {
        flaws.push(Flaw::BrokenCharacters(reader.broken));
    }
    if reader.pictures > 0 {
        flaws.push(Flaw::Pictures(reader.pictures));
    }
    let pictures = reader.pictures;
    let composer = reader.output.finish()?;
    if composer.len() == 0 {
        return Err(match (done, pictures) {
            (false, _) => Fault::Damaged(Format::Rtf),
            (true, 0) => Fault::Empty,
            (true, _) => Fault::Scan,
        });
    }
    Ok(Reading { composed: composer.finish(), encoding: None, flaws })
}
