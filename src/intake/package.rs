//! ZIP packages: which format one is, told by the parts it holds.

use std::io::Cursor;

use zip::ZipArchive;

use super::Format;

/// The parts that tell formats of packages; from ECMA-376, GB/T 33190 (OFD), OpenDocument and EPUB.
const PARTS: &[(&str, Format)] = &[
    ("word/document.xml", Format::Docx),
    ("xl/workbook.xml", Format::Xlsx),
    ("xl/workbook.bin", Format::Package),
    ("OFD.xml", Format::Ofd),
];

/// What a package is.
pub fn format(bytes: &[u8]) -> Format {
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else { return Format::Package };
    let found = PARTS.iter().find(|(part, _)| archive.index_for_name(part).is_some());
    found.map_or(Format::Package, |(_, format)| *format)
}
