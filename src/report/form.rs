//! The forms in which a dossier is handed on, by name: the one place that knows them all.

use std::{
    io::{self, BufWriter, Seek, Write},
    path::Path,
};

use crate::words::Words;

use super::{
    csv, docx, ics, json, md,
    record::{Dossier, Made, Record},
    xlsx,
};

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
    /// The system does not let it be written.
    #[error(transparent)]
    Io(#[from] io::Error),
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

    /// What writes it, where it is text and can go anywhere, also to standard output.
    pub fn text(self) -> Option<WriteText> {
        match self {
            Self::Xlsx | Self::Docx => None,
            Self::Csv => Some(csv::write),
            Self::Json => Some(|dossier, _, out| json::write(dossier, out)),
            Self::Md => Some(md::write),
            Self::Ics => Some(ics::write),
        }
    }

    /// Begins a file in this form for so many issues, which are then added one after the other, so that they
    /// need not all be held; `None` for forms that put them into another order. `folder`: on whose disk waits
    /// what does not fit into memory, in files without a name, which are gone with this program whatever
    /// happens.
    ///
    /// # Errors
    /// [`FormError`].
    pub fn begin<'a>(
        self,
        made: &'a Made,
        count: usize,
        words: &'a Words,
        out: &'a mut (dyn Write + Send),
        folder: &Path,
    ) -> Result<Option<Begun<'a>>, FormError> {
        Ok(match self {
            Self::Xlsx => Some(Begun::Xlsx(Box::new(xlsx::Book::new(made, count, words, out, folder)?))),
            Self::Csv => Some(Begun::Csv(Box::new(csv::Table::new(made, words, BufWriter::new(out))?))),
            Self::Json => Some(Begun::Json(json::Lines::new(made, count, BufWriter::new(out))?)),
            Self::Docx | Self::Md | Self::Ics => None,
        })
    }

    /// Writes a dossier in this form; `folder` as for [`Form::begin`].
    ///
    /// # Errors
    /// [`FormError`]; then what was written is not whole.
    pub fn write(
        self,
        dossier: &Dossier,
        words: &Words,
        out: &mut (impl Write + Seek + Send),
        folder: &Path,
    ) -> Result<(), FormError> {
        match (self, self.text()) {
            (_, Some(write)) => {
                let mut out = BufWriter::new(out);
                write(dossier, words, &mut out)?;
                out.flush()?;
            }
            (Self::Docx, _) => docx::write(dossier, words, out)?,
            _ => xlsx::write(dossier, words, out, folder)?,
        }
        Ok(())
    }
}

/// A file that is written issue by issue.
pub enum Begun<'a> {
    /// A workbook.
    Xlsx(Box<xlsx::Book<'a>>),
    /// A table as text.
    Csv(Box<csv::Table<'a, BufWriter<&'a mut (dyn Write + Send)>>>),
    /// Everything, for programs.
    Json(json::Lines<BufWriter<&'a mut (dyn Write + Send)>>),
}

impl Begun<'_> {
    /// Adds the next issue.
    ///
    /// # Errors
    /// [`FormError`].
    pub fn add(&mut self, record: &Record) -> Result<(), FormError> {
        match self {
            Self::Xlsx(book) => book.add(record),
            Self::Csv(table) => Ok(table.add(record)?),
            Self::Json(lines) => Ok(lines.add(record)?),
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// [`FormError`].
    pub fn finish(self) -> Result<(), FormError> {
        match self {
            Self::Xlsx(book) => book.finish(),
            Self::Csv(table) => Ok(table.finish()?),
            Self::Json(lines) => Ok(lines.finish()?),
        }
    }
}

/// Writes a dossier as text.
pub type WriteText = fn(&Dossier, &Words, &mut dyn Write) -> io::Result<()>;
