//! Bytes → [`Document`]: formats, encodings, limits, cleaning.
//!
//! One file a format. What a file is, is told by its content, never by its name. To add a format:
//! a file here that gives text and pages, a line in `sniff`, a line in [`read_bytes`].

mod clean;
mod encoding;
mod sniff;

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::notice::{Source, Span};

pub use sniff::{Format, heading_depth};

/// The largest file that is read. The largest notice met had 0.1 MB; a ledger of a province as text
/// stays under this, a film or a disk image does not.
pub const MAX_BYTES: u64 = 64 << 20;

/// What was read out of a file: clean text, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file, its format, encoding and hash.
    pub source: Source,
    /// The text: decoded, line ends as `\n`, control characters removed. Every span points into it.
    pub text: String,
    /// Whether marks of Markdown (`#`, `**`) are marks and not text.
    pub markup: bool,
    /// The pages of the text in order; empty where the format has none.
    pub pages: Vec<Span>,
    /// What could not be read wholly.
    pub flaws: Vec<Flaw>,
}

/// A part of a file that could not be read as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// So many byte sequences are none of the file's encoding; `�` stands in their place.
    BrokenCharacters(usize),
}

/// Why a file gives no text.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The file is not there or cannot be opened or read.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The path is a folder.
    #[error("{0}: is a folder")]
    Folder(PathBuf),
    /// The file is larger than [`MAX_BYTES`].
    #[error("{0}: larger than {MAX_BYTES} bytes")]
    TooLarge(PathBuf),
    /// The file holds no text at all.
    #[error("{0}: no text")]
    Empty(PathBuf),
    /// The file is of a format that this version does not read.
    #[error("{path}: format {format:?} is not read")]
    Unread {
        /// The file.
        path: PathBuf,
        /// What it is.
        format: Format,
    },
}

impl IntakeError {
    /// The file that could not be read.
    pub fn path(&self) -> &Path {
        match self {
            Self::Io { path, .. } | Self::Unread { path, .. } => path,
            Self::Folder(path) | Self::TooLarge(path) | Self::Empty(path) => path,
        }
    }
}

/// Reads a file.
///
/// # Errors
/// An [`IntakeError`] where there is no text to be had.
pub fn read_file(path: &Path) -> Result<Document, IntakeError> {
    let io = |source| IntakeError::Io { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(io)?;
    let facts = file.metadata().map_err(io)?;
    if facts.is_dir() {
        return Err(IntakeError::Folder(path.to_owned()));
    }
    let mut bytes = Vec::new();
    // The length that the system tells is not to be trusted: a pipe or a device has none.
    file.by_ref().take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(IntakeError::TooLarge(path.to_owned()));
    }
    read_bytes(path, &bytes)
}

/// Reads the bytes of a file; `path` is only its name.
///
/// # Errors
/// An [`IntakeError`] where there is no text to be had.
pub fn read_bytes(path: &Path, bytes: &[u8]) -> Result<Document, IntakeError> {
    let decoded = match sniff::sniff(bytes) {
        Format::Text => encoding::decode(bytes),
        format => return Err(IntakeError::Unread { path: path.to_owned(), format }),
    };
    let (text, pages) = clean::clean(&decoded.text);
    if text.trim().is_empty() {
        return Err(IntakeError::Empty(path.to_owned()));
    }
    if sniff::is_web_page(&text) {
        return Err(IntakeError::Unread { path: path.to_owned(), format: Format::Html });
    }
    let markup = sniff::has_markup(&text);
    let source = Source {
        path: path.display().to_string(),
        format: if markup { "markdown" } else { "text" }.to_owned(),
        encoding: Some(decoded.encoding.to_owned()),
        sha256: hash(bytes),
    };
    let flaws = (decoded.broken > 0).then_some(Flaw::BrokenCharacters(decoded.broken)).into_iter().collect();
    Ok(Document { source, text, markup, pages, flaws })
}

/// A string without control, zero-width and bidirectional characters; the one gate for text that does
/// not come through a file of ours.
pub fn cleaned(text: &str) -> String {
    clean::clean(text).0
}

/// SHA-256 of `bytes` in small hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
