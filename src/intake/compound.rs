//! OLE compound files: which format one is, told by the streams it holds.

use std::io::Cursor;

use cfb::CompoundFile;

use super::Format;

/// The streams that tell formats of compound files; from MS-DOC, MS-XLS and MS-OFFCRYPTO.
const STREAMS: &[(&str, Format)] =
    &[("WordDocument", Format::Doc), ("Workbook", Format::Xls), ("Book", Format::Xls)];

/// What a compound file is.
pub fn format(bytes: &[u8]) -> Format {
    let Ok(file) = CompoundFile::open(Cursor::new(bytes)) else { return Format::Compound };
    let found = STREAMS.iter().find(|(stream, _)| file.is_stream(stream));
    found.map_or(Format::Compound, |(_, format)| *format)
}
