//! Why a file gives no text, or not all of it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::sniff::Format;

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
    /// The file's bytes give no text.
    #[error("{path}: {fault:?}")]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        fault: Fault,
    },
}

impl IntakeError {
    /// The file that could not be read.
    pub fn path(&self) -> &Path {
        match self {
            Self::Io { path, .. } | Self::Refused { path, .. } | Self::Folder(path) => path,
        }
    }

    /// Why the file's bytes give no text, where they were read at all.
    pub fn fault(&self) -> Option<Fault> {
        match self {
            Self::Refused { fault, .. } => Some(*fault),
            Self::Io { .. } | Self::Folder(_) => None,
        }
    }
}

/// Why bytes give no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// More than [`super::limits::MAX_BYTES`].
    TooLarge,
    /// There is no text in them at all.
    Empty,
    /// A format that is not read.
    Unread(Format),
    /// They begin like this format and are cut off or damaged.
    Damaged(Format),
    /// A password is needed.
    Locked(Format),
    /// Pictures of pages, without a text layer.
    Scan,
    /// A PDF whose fonts do not tell which characters their glyphs are.
    Unmappable,
    /// A limit was reached.
    Beyond(Limit),
    /// The reader broke off.
    Crashed,
}

/// A limit under which files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Time.
    Time,
    /// Memory.
    Memory,
    /// The text that comes out, or what a package unpacks to.
    Size,
    /// Nesting.
    Depth,
}

/// A part of a file that could not be read as it stands. The text holds all the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// So many byte sequences are none of the file's encoding; `�` stands in their place.
    BrokenCharacters(usize),
    /// Pages (from 1) that are pictures without text.
    ScannedPages(Vec<usize>),
    /// Text that a program recognised in pictures of pages: it may be misread.
    Recognised,
    /// The file is cut off or damaged; what stands before that was read.
    CutOff,
    /// No article was told from the rest of a web page: all of its text was taken.
    WholePage,
    /// Rows of a sheet behind [`super::limits::MAX_ROWS`] were left out.
    RowsLeftOut,
    /// Columns of a sheet behind [`super::limits::MAX_COLUMNS`] were left out.
    ColumnsLeftOut,
    /// Sheets that the workbook hides were left out: their names.
    HiddenSheets(Vec<String>),
    /// Formulas without a stored result: so many cells are empty.
    UncountedFormulas(usize),
    /// Pictures in the file may hold text that is not read: how many.
    Pictures(usize),
}
