//! Bytes → [`Document`]: formats, encodings, limits, cleaning.
//!
//! What a file is, is told by its content (`sniff`), never by its name. Text and Markdown are read
//! here; every other format has a room of its own that hands paragraphs and tables to the `compose`
//! gate, where they are cleaned. To add a format: a room here, a line in `sniff`, a line in
//! [`read_bytes`].
//!
//! Files are hostile: the program reads them in a child process of its own, so that
//! nothing here needs more than to be careful.

mod clean;
mod compose;
mod compound;
mod doc;
mod docx;
mod encoding;
mod fault;
mod form;
mod html;
mod json;
pub mod limits;
mod markdown;
mod mht;
pub mod numerals;
mod package;
mod pdf;
mod rtf;
mod sheet;
mod sniff;
mod xml;

use std::{fs::File, io::Read, path::Path};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::notice::{Source, Span};

use compose::{Composed, Composer, Place};

pub use fault::{Fault, Flaw, IntakeError, Limit};
pub use form::{Cell, Form, Heading, Origin, Table};
pub use json::clean_json;
pub use limits::MAX_BYTES;
pub use markdown::heading_depth;
pub use sniff::Format;

/// What was read out of a file: clean text, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The file, its format, encoding and hash.
    pub source: Source,
    /// The text: decoded, line ends as `\n`, control characters removed. Every span points into it.
    pub text: String,
    /// Its tables and headings, as far as the file tells them.
    pub form: Form,
    /// The pages of the text in order; empty where the format has none.
    pub pages: Vec<Span>,
    /// What could not be read wholly.
    pub flaws: Vec<Flaw>,
}

/// What must be kept of a [`Document`] besides text, pages and source, so that it can be read again
/// without its file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Kept {
    /// See [`Document::form`].
    #[serde(default)]
    pub form: Form,
    /// See [`Document::flaws`].
    #[serde(default)]
    pub flaws: Vec<Flaw>,
}

impl Document {
    /// What must be kept besides the text; `None` where the text's own marks tell it all.
    pub fn kept(&self) -> Option<Kept> {
        let kept = Kept { form: self.form.clone(), flaws: self.flaws.clone() };
        (kept != Kept::of_text(&self.text)).then_some(kept)
    }

    /// The document whose text and facts were kept.
    pub fn restored(source: Source, text: String, pages: Vec<Span>, kept: Option<Kept>) -> Self {
        let Kept { form, flaws } = kept.unwrap_or_else(|| Kept::of_text(&text));
        Self { source, text, form, pages, flaws }
    }
}

impl Kept {
    /// What clean text tells of itself.
    fn of_text(text: &str) -> Self {
        let broken = text.matches('\u{fffd}').count();
        let flaws = (broken > 0).then_some(Flaw::BrokenCharacters(broken)).into_iter().collect();
        Self { form: markdown::form(text), flaws }
    }
}

/// What the reader of a format gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Reading {
    /// The text and its form.
    composed: Composed,
    /// The encoding, in small letters, where the format has one.
    encoding: Option<String>,
    /// What could not be read wholly.
    flaws: Vec<Flaw>,
}

/// Reads a file in this process.
///
/// # Errors
/// An [`IntakeError`] where there is no text to be had.
pub fn read_file(path: &Path) -> Result<Document, IntakeError> {
    read_bytes(path, &load(path)?)
}

/// The bytes of a file that is not larger than [`MAX_BYTES`].
///
/// # Errors
/// An [`IntakeError`] where they are not to be had.
pub fn load(path: &Path) -> Result<Vec<u8>, IntakeError> {
    let io = |source| IntakeError::Io { path: path.to_owned(), source };
    let file = File::open(path).map_err(io)?;
    let facts = file.metadata().map_err(io)?;
    if facts.is_dir() {
        return Err(IntakeError::Folder(path.to_owned()));
    }
    if facts.len() > MAX_BYTES {
        return Err(IntakeError::Refused { path: path.to_owned(), fault: Fault::TooLarge });
    }
    load_from(path, file)
}

/// The bytes of a stream, of which `path` is only the name.
///
/// # Errors
/// An [`IntakeError`] where they are more than [`MAX_BYTES`] or cannot be read.
pub fn load_from(path: &Path, stream: impl Read) -> Result<Vec<u8>, IntakeError> {
    let mut bytes = Vec::new();
    // The length that the system tells is not to be trusted: a pipe or a device has none.
    stream
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| IntakeError::Io { path: path.to_owned(), source })?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(IntakeError::Refused { path: path.to_owned(), fault: Fault::TooLarge });
    }
    Ok(bytes)
}

/// Reads the bytes of a file; `path` is only its name.
///
/// # Errors
/// An [`IntakeError`] where there is no text to be had.
pub fn read_bytes(path: &Path, bytes: &[u8]) -> Result<Document, IntakeError> {
    let refused = |fault| IntakeError::Refused { path: path.to_owned(), fault };
    let format = sniff::sniff(bytes);
    let reading = match format {
        Format::Text | Format::Markdown => Ok(text(bytes)),
        Format::Html => html::read(bytes),
        Format::Mht => mht::read(bytes),
        Format::Docx => docx::read(bytes),
        Format::Doc => doc::read(bytes),
        Format::Xlsx | Format::Xls => sheet::read(bytes),
        Format::Pdf => pdf::read(bytes),
        Format::Rtf => rtf::read(bytes),
        Format::Compound => Err(compound::fault(bytes)),
        format => Err(Fault::Unread(format)),
    };
    let reading = reading.map_err(refused)?;
    if reading.composed.text.trim().is_empty() {
        return Err(refused(Fault::Empty));
    }
    if reading.composed.text.len() > limits::MAX_TEXT && format != Format::Text {
        return Err(refused(Fault::Beyond(Limit::Size)));
    }
    let format = if reading.composed.form.markup { Format::Markdown } else { format };
    let source = Source {
        path: path.display().to_string(),
        format: format.name().to_owned(),
        encoding: reading.encoding,
        sha256: hash(bytes),
    };
    let Composed { text, form, pages } = reading.composed;
    Ok(Document { source, text, form, pages, flaws: reading.flaws })
}

/// Text and Markdown.
fn text(bytes: &[u8]) -> Reading {
    let decoded = encoding::decode(bytes);
    let (text, pages) = clean::clean(&decoded.text);
    let Kept { form, flaws } = Kept::of_text(&text);
    Reading { composed: Composed { text, form, pages }, encoding: Some(decoded.encoding.to_owned()), flaws }
}

/// The clean text of bytes in any of the encodings that are read.
pub fn decoded(bytes: &[u8]) -> String {
    clean::clean(&encoding::decode(bytes).text).0
}

/// A string without control, zero-width and bidirectional characters; the one gate for text that does
/// not come through a file of ours.
pub fn cleaned(text: &str) -> String {
    clean::clean(text).0
}

/// SHA-256 of `bytes` in small hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes))
}

/// A hash in small hexadecimal digits.
pub fn hex(hash: impl AsRef<[u8]>) -> String {
    hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}
