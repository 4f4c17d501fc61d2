//! OLE compound files: which format one is, told by the streams it holds.

use std::io::Cursor;

use cfb::CompoundFile;

use super::{Fault, Format};

/// The streams that tell formats of compound files; from MS-DOC and MS-XLS. WPS writes the same ones.
const STREAMS: &[(&str, Format)] =
    &[("WordDocument", Format::Doc), ("Workbook", Format::Xls), ("Book", Format::Xls)];

/// The stream of a DOCX or XLSX that a password locks (MS-OFFCRYPTO 2.3.2). Which of the two it is
/// stands in the locked part.
const LOCKED: &str = "EncryptedPackage";

/// What a compound file is. Where it is damaged, the names of its streams tell, if they are to be found.
pub fn format(bytes: &[u8]) -> Format {
    let found = match CompoundFile::open(Cursor::new(bytes)) {
        Ok(file) => STREAMS.iter().find(|(stream, _)| file.is_stream(stream)),
        Err(_) => STREAMS.iter().find(|(stream, _)| names(bytes, stream)),
    };
    found.map_or(Format::Compound, |(_, format)| *format)
}

/// Why a compound file of none of these formats is not read.
pub fn fault(bytes: &[u8]) -> Fault {
    match CompoundFile::open(Cursor::new(bytes)) {
        Ok(file) if file.is_stream(LOCKED) => Fault::Locked(Format::Compound),
        Ok(_) => Fault::Unread(Format::Compound),
        Err(_) if names(bytes, LOCKED) => Fault::Locked(Format::Compound),
        Err(_) => Fault::Damaged(Format::Compound),
    }
}

/// The length of an entry of the directory; entries stand at multiples of it (MS-CFB 2.6).
const ENTRY: usize = 128;

/// Whether an entry of the directory of a damaged file bears a name.
fn names(bytes: &[u8], name: &str) -> bool {
    let mut wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    wide.extend([0, 0]);
    bytes.chunks(ENTRY).any(|entry| entry.starts_with(&wide))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use rstest::rstest;

    use super::*;

    fn compound(streams: &[&str]) -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for stream in streams {
            file.create_stream(stream).unwrap().write_all(&[1; 5000]).unwrap();
        }
        file.into_inner().into_inner()
    }

    #[rstest]
    #[case(&["WordDocument", "1Table"], Format::Doc)]
    #[case(&["Workbook"], Format::Xls)]
    #[case(&["Book"], Format::Xls)]
    #[case(&["EncryptionInfo", "EncryptedPackage"], Format::Compound)]
    #[case(&["PowerPoint Document"], Format::Compound)]
    fn streams_tell_the_format(#[case] streams: &[&str], #[case] expected: Format) {
        let bytes = compound(streams);
        assert_eq!(format(&bytes), expected);
        // With its chains of sectors torn, the names still tell.
        let mut torn = bytes.clone();
        torn[30] = 77;
        assert!(CompoundFile::open(Cursor::new(&torn)).is_err());
        assert_eq!(format(&torn), expected);
    }

    #[test]
    fn a_compound_file_that_is_not_read_says_why() {
        let locked = compound(&["EncryptionInfo", "EncryptedPackage"]);
        assert_eq!(fault(&locked), Fault::Locked(Format::Compound));
        let other = compound(&["PowerPoint Document"]);
        assert_eq!(fault(&other), Fault::Unread(Format::Compound));
        assert_eq!(fault(other.get(..700).unwrap()), Fault::Damaged(Format::Compound));
    }
}
