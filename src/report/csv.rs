//! The ledger as CSV: the columns of 整改台账, UTF-8 with the mark by which Excel knows it.

use std::io::{self, Write};

use crate::words::Words;

use super::{cell::harmless, columns, record::Dossier};

/// The sign at the head of a text in UTF-8, without which Excel takes it for another encoding.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Writes the dossier.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(dossier: &Dossier, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(BOM)?;
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    csv.write_record(words.export.columns.ledger)?;
    for (n, record) in (1..).zip(&dossier.records) {
        csv.write_record(columns::row(n, record, dossier, words).map(|cell| harmless(&cell.plain())))?;
    }
    csv.flush()
}
