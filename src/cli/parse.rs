//! `parse FILE [--json]` and `text FILE`: what the reader makes of a file.

use std::{io::Write, path::Path};

use crate::{
    intake::{self, IntakeError},
    notice::Notice,
    parse,
    words::Words,
};

/// Prints the text that was read out of a file.
///
/// # Errors
/// Where the file cannot be read, or standard output cannot be written.
pub fn text(path: &Path, out: &mut impl Write) -> Result<(), ParseError> {
    let document = intake::read_file(path)?;
    out.write_all(document.text.as_bytes())?;
    Ok(())
}

/// Prints a notice as JSON of the form `notice/1` and gives it back.
///
/// # Errors
/// Where the file cannot be read, or standard output cannot be written.
pub fn json(path: &Path, with_text: bool, words: &Words, out: &mut impl Write) -> Result<Notice, ParseError> {
    let document = intake::read_file(path)?;
    let mut notice = parse::parse(&document, &words.read);
    if with_text {
        notice.text = Some(document.text);
    }
    serde_json::to_writer_pretty(&mut *out, &notice).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(notice)
}

/// Prints a notice as a readable outline and gives it back.
///
/// # Errors
/// Where the file cannot be read, or standard output cannot be written.
pub fn outline(path: &Path, words: &Words, out: &mut impl Write) -> Result<Notice, ParseError> {
    let document = intake::read_file(path)?;
    let notice = parse::parse(&document, &words.read);
    let mut text = String::new();
    super::outline::write(&mut text, &notice, &words.read).map_err(std::io::Error::other)?;
    out.write_all(text.as_bytes())?;
    Ok(notice)
}

/// Why a file was not printed.
#[derive(Debug, thiserror::Error)]
pub enum ParseError {
    /// The file gives no text.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// Standard output cannot be written.
    #[error(transparent)]
    Out(#[from] std::io::Error),
}
