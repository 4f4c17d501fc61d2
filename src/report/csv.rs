//! The ledger as CSV: the columns of 整改台账, UTF-8 with the mark by which Excel knows it.

use std::io::{self, Write};

use crate::words::Words;

use super::{
    cell::harmless,
    columns,
    record::{Dossier, Made, Record},
};

/// The sign at the head of a text in UTF-8, without which Excel takes it for another encoding.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Writes the dossier.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(dossier: &Dossier, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(&dossier.made, words, out)?;
    dossier.records.iter().try_for_each(|record| table.add(record))?;
    table.finish()
}

/// The table as it is written, row by row.
pub struct Table<'a, W: Write> {
    csv: csv::Writer<W>,
    made: &'a Made,
    words: &'a Words,
    rows: usize,
}

impl<'a, W: Write> Table<'a, W> {
    /// Writes the heads.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn new(made: &'a Made, words: &'a Words, mut out: W) -> io::Result<Self> {
        out.write_all(BOM)?;
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        csv.write_record(words.export.columns.ledger)?;
        Ok(Self { csv, made, words, rows: 0 })
    }

    /// Writes the row of the next record.
    ///
    /// # Errors
    /// As [`Table::new`].
    pub fn add(&mut self, record: &Record) -> io::Result<()> {
        self.rows += 1;
        let cells = columns::row(self.rows, record, self.made, self.words);
        Ok(self.csv.write_record(cells.map(|cell| harmless(&cell.plain())))?)
    }

    /// Writes what is still to be written.
    ///
    /// # Errors
    /// As [`Table::new`].
    pub fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}
