//! `parse FILE [--json]` and `text FILE`: what the reader makes of a file.

use std::{io::Write, path::Path};

use crate::{
    intake::Document,
    notice::Notice,
    reading::{Answer, File, ReadError, Want},
    text::clean::lines_for_terminal,
};

use super::context::Context;

/// Prints the text that was read out of a file.
///
/// # Errors
/// Where the file cannot be read, or standard output cannot be written.
pub fn text(path: &Path, context: &Context, out: &mut impl Write) -> Result<(), ParseError> {
    let answer = context.reader().read(File::load(path)?, Want::Text)?;
    out.write_all(answer.document.text.as_bytes())?;
    Ok(())
}

/// Prints a notice as JSON of the form `notice/1` and gives it back.
///
/// # Errors
/// Where the file cannot be read, or standard output cannot be written.
pub fn json(
    path: &Path,
    with_text: bool,
    context: &Context,
    out: &mut impl Write,
) -> Result<Notice, ParseError> {
    let (document, mut notice) = notice(path, context)?;
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
pub fn outline(path: &Path, context: &Context, out: &mut impl Write) -> Result<Notice, ParseError> {
    let (_, notice) = notice(path, context)?;
    let mut text = String::new();
    super::outline::write(&mut text, &notice, &context.words().read).map_err(std::io::Error::other)?;
    out.write_all(lines_for_terminal(&text).as_bytes())?;
    Ok(notice)
}

/// Prints for each line of a file what it was taken as, and why; gives the notice back.
///
/// # Errors
/// Where the file cannot be read, or standard output cannot be written.
pub fn explain(path: &Path, context: &Context, out: &mut impl Write) -> Result<Notice, ParseError> {
    // The child has read the whole of it by now; it is looked at once more for the reasons.
    let (document, _) = notice(path, context)?;
    Ok(super::explain::lines(&document, context.words(), out)?)
}

fn notice(path: &Path, context: &Context) -> Result<(Document, Notice), ReadError> {
    let Answer { document, notice } = context.reader().read(File::load(path)?, Want::Notice)?;
    Ok((document, notice))
}

/// Why a file was not printed.
#[derive(Debug, thiserror::Error)]
pub enum ParseError {
    /// The file gives no text.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Standard output cannot be written.
    #[error(transparent)]
    Out(#[from] std::io::Error),
}
