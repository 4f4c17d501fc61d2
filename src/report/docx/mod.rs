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

use std::io::{self, BufWriter, Seek, Write};

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

/// Writes the outline as a DOCX file; the same dossier gives the same bytes.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(dossier: &Dossier, words: &Words, out: impl Write + Seek) -> io::Result<()> {
    let facts = paper::facts(words.outline.title, &dossier.made.who, dossier.made.when.timestamp())?;
    let mut zip = ZipWriter::new(out);
    // The day of the entries is left at the format's first, so that nothing depends on the clock.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let parts = PARTS.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, bytes) in parts.chain([("docProps/core.xml", facts.as_slice())]) {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    // The largest part goes through piece by piece and is never held whole.
    zip.start_file("word/document.xml", options)?;
    let mut body = BufWriter::new(&mut zip);
    outline::body(dossier, words, &mut body)?;
    body.flush()?;
    drop(body);
    zip.finish()?.flush()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
