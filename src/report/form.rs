//! The forms in which a dossier is handed on, by name: the one place that knows them all.

use std::path::Path;

use crate::words::Words;

use super::{csv, docx, ics, json, md, record::Dossier, xlsx};

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A workbook.
    Xlsx,
    /// The outline for a check, as a document.
    Docx,
    /// A table as text.
    Csv,
    /// Everything, for programs.
    Json,
    /// A page to read.
    Md,
    /// A calendar.
    Ics,
}

/// Why a dossier was not put into a form.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// A sheet has not so many rows.
    #[error("{issues} issues, and a sheet has room for {most}")]
    TooMany {
        /// How many issues there are.
        issues: usize,
        /// How many rows a sheet has for them.
        most: usize,
    },
    /// A library failed; its words.
    #[error("{0}")]
    Other(String),
}

impl Form {
    /// All forms with their names, which are also the endings of their files.
    pub const ALL: [(&'static str, Self); 6] = [
        ("xlsx", Self::Xlsx),
        ("docx", Self::Docx),
        ("csv", Self::Csv),
        ("json", Self::Json),
        ("md", Self::Md),
        ("ics", Self::Ics),
    ];

    /// The form of this name.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().trim_start_matches('.').to_ascii_lowercase();
        Self::ALL.iter().find(|(other, _)| *other == name).map(|(_, form)| *form)
    }

    /// The form that a file's ending names.
    pub fn of(path: &Path) -> Option<Self> {
        path.extension().and_then(|ending| ending.to_str()).and_then(Self::named)
    }

    /// The names of all forms.
    pub fn names() -> String {
        Self::ALL.map(|(name, _)| name).join(", ")
    }

    /// Whether it is text, and can go to standard output.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Xlsx | Self::Docx)
    }

    /// The bytes of a dossier in this form.
    ///
    /// # Errors
    /// [`FormError`].
    pub fn write(self, dossier: &Dossier, words: &Words) -> Result<Vec<u8>, FormError> {
        fn other(error: impl std::fmt::Display) -> FormError {
            FormError::Other(error.to_string())
        }
        match self {
            Self::Xlsx => xlsx::write(dossier, words),
            Self::Docx => docx::write(dossier, words).map_err(other),
            Self::Csv => csv::write(dossier, words).map_err(other),
            Self::Json => json::write(dossier).map_err(other),
            Self::Md => Ok(md::write(dossier, words)),
            Self::Ics => ics::write(dossier, words).map_err(other),
        }
    }
}
