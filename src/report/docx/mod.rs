//! The outline for a check (回头看核查提纲) as a DOCX file, in the form of Chinese official papers.
//!
//! Sizes, margins, fonts and page numbers follow GB/T 9704-2012 (党政机关公文格式): A4, 仿宋 of size three
//! (16 points) on lines of 28 points, page numbers between dashes at the outer edge.
//!
//! - this file: the parts of the package;
//! - `paper`: paragraphs and tables as XML, and the one gate through which text enters it;
//! - `outline`: what is said.
//!
//! `docx-rs` was looked at: its table of fonts is fixed, so that no font could name what stands in for it,
//! and it brings second copies of the two libraries that are used here already.

mod outline;
mod paper;

use std::io::{self, Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::words::Words;

use super::record::Dossier;

/// The parts that are the same in every file.
const PARTS: [(&str, &str); 8] = [
    ("[Content_Types].xml", include_str!("parts/content_types.xml")),
    ("_rels/.rels", include_str!("parts/rels.xml")),
    ("word/_rels/document.xml.rels", include_str!("parts/document_rels.xml")),
    ("word/styles.xml", include_str!("parts/styles.xml")),
    ("word/fontTable.xml", include_str!("parts/font_table.xml")),
    ("word/settings.xml", include_str!("parts/settings.xml")),
    ("word/footer1.xml", include_str!("parts/footer_odd.xml")),
    ("word/footer2.xml", include_str!("parts/footer_even.xml")),
];

/// The outline as the bytes of a DOCX file; the same dossier gives the same bytes.
///
/// # Errors
/// Where a part cannot be packed.
pub fn write(dossier: &Dossier, words: &Words) -> io::Result<Vec<u8>> {
    let body = outline::body(dossier, words)?;
    let facts = paper::facts(words.outline.title, &dossier.made.who, dossier.made.when.timestamp())?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The day of the entries is left at the format's first, so that nothing depends on the clock.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let made = [("docProps/core.xml", facts.as_slice()), ("word/document.xml", body.as_slice())];
    let parts = PARTS.iter().map(|(name, text)| (*name, text.as_bytes())).chain(made);
    for (name, bytes) in parts {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
