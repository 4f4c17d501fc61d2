//! The bytes of hostile files.
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

use std::io::{Cursor, Read, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

/// What a bomb unpacks to, in bytes: more than any part of a package may.
const BOMB: u64 = 80 << 20;

/// A web page of so many elements, each within the one before.
pub fn nested_page(depth: usize) -> Vec<u8> {
    format!("<!DOCTYPE html><html><body>{}整改情况", "<div>".repeat(depth)).into_bytes()
}

/// Bytes without meaning, the same for the same seed (a linear congruential generator).
pub fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    (0..length).map(|_| next()).collect()
}

/// The first part of a file.
pub fn cut(mut bytes: Vec<u8>, share: f64) -> Vec<u8> {
    bytes.truncate((bytes.len() as f64 * share) as usize);
    bytes
}

/// A ZIP package of these parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;

fn docx(document: &str) -> Vec<u8> {
    package(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", document.as_bytes())])
}

/// A docx of a few paragraphs.
pub fn small_docx() -> Vec<u8> {
    let paragraphs: String =
        (0..200).map(|n| format!("<w:p><w:r><w:t>第{n}段 {}</w:t></w:r></w:p>", n * 7919)).collect();
    docx(&format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{paragraphs}</w:body></w:document>"
    ))
}

/// A docx whose text is an entity that unfolds to 10^9 words.
pub fn entity_bomb() -> Vec<u8> {
    let entities: String =
        (1..10).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
    docx(&format!(
        "<!DOCTYPE w [<!ENTITY e0 \"整改\">{entities}]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>"
    ))
}

/// A docx whose only part says truly that it unpacks to [`BOMB`].
pub fn honest_bomb() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    std::io::copy(&mut std::io::repeat(b' ').take(BOMB), &mut writer).unwrap();
    writer.finish().unwrap().into_inner()
}

/// The same docx, but it says of the part that it unpacks to `says` bytes.
pub fn lying_bomb(says: u32) -> Vec<u8> {
    let truth = u32::try_from(BOMB).unwrap().to_le_bytes();
    let mut bytes = honest_bomb();
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, word)| *word == truth).map(|(at, _)| at).collect();
    assert!(!places.is_empty(), "the size stands in the directory at least");
    for at in places {
        bytes[at..at + 4].copy_from_slice(&says.to_le_bytes());
    }
    bytes
}

/// A compound file as Office writes it around a document with a password (MS-OFFCRYPTO 2.3.4.4).
pub fn locked() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, content) in [("/EncryptionInfo", noise(1, 1000)), ("/EncryptedPackage", noise(2, 9000))] {
        file.create_stream(name).unwrap().write_all(&content).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A PDF of one page whose content unpacks to `size` zero bytes.
pub fn pdf_bomb(size: u64) -> Vec<u8> {
    let stream = zeros_packed(size);
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    let head = format!("<< /Length {} /Filter /FlateDecode >>\nstream\n", stream.len());
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>".to_vec(),
        [head.into_bytes(), stream, b"\nendstream".to_vec()].concat(),
    ];
    for (number, object) in (1..).zip(&objects) {
        places.push(pdf.len());
        pdf.extend(format!("{number} 0 obj\n").into_bytes());
        pdf.extend(object);
        pdf.extend(b"\nendobj\n");
    }
    let start = pdf.len();
    pdf.extend(b"xref\n0 5\n0000000000 65535 f \n");
    for place in places {
        pdf.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    pdf.extend(format!("trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").into_bytes());
    pdf
}

/// So many zero bytes in the form of zlib (RFC 1950, 1951), rounded up to 258: one literal, then the
/// longest match again and again, in the fixed code.
fn zeros_packed(size: u64) -> Vec<u8> {
    let mut bits = Bits { bytes: vec![0x78, 0x01], held: 0, count: 0 };
    bits.put(0b011, 3); // the last block, fixed code
    bits.put_code(0b0011_0000, 8); // the byte 0
    let matches = size.div_ceil(258);
    for _ in 0..matches {
        bits.put_code(0b1100_0101, 8); // length 258
        bits.put_code(0, 5); // distance 1
    }
    bits.put_code(0, 7); // the end
    bits.put(0, 7);
    let count = matches * 258 + 1;
    // Adler-32 of zeros: the low half stays 1, the high half counts.
    let sum = (u32::try_from(count % 65_521).unwrap() << 16) | 1;
    [bits.bytes, sum.to_be_bytes().to_vec()].concat()
}

struct Bits {
    bytes: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    /// Appends bits, the lowest first; whole bytes go out.
    fn put(&mut self, bits: u32, count: u32) {
        self.held |= bits << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push(self.held as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    /// Appends a code, the highest bit first.
    fn put_code(&mut self, code: u32, count: u32) {
        self.put(code.reverse_bits() >> (32 - count), count);
    }
}
