//! The ledger as CSV: the columns of 整改台账, UTF-8 with the mark by which Excel knows it.

use crate::words::Words;

use super::{cell::harmless, columns, record::Dossier};

/// The sign at the head of a text in UTF-8, without which Excel takes it for another encoding.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Writes the dossier.
///
/// # Errors
/// Where the writer fails, which in memory it does not.
pub fn write(dossier: &Dossier, words: &Words) -> Result<Vec<u8>, csv::Error> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BOM.to_vec());
    csv.write_record(words.export.columns.ledger)?;
    for (n, record) in (1..).zip(&dossier.records) {
        csv.write_record(columns::row(n, record, dossier, words).map(|cell| harmless(&cell.plain())))?;
    }
    csv.into_inner().map_err(|error| csv::Error::from(std::io::Error::other(error.to_string())))
}
