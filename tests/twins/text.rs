//! Text in the encodings of the trade, and tables in the two ways of Markdown.

use crate::source::Source;

fn utf16(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to).collect()
}

fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}

/// UTF-8 with a mark, lines ended as in Windows.
pub fn utf8_mark(source: &Source) -> Vec<u8> {
    format!("\u{feff}{}", crlf(&source.text)).into_bytes()
}

/// UTF-8, lines ended as in Windows.
pub fn utf8_crlf(source: &Source) -> Vec<u8> {
    crlf(&source.text).into_bytes()
}

/// GB18030.
pub fn gb18030(source: &Source) -> Vec<u8> {
    encoding_rs::GB18030.encode(&source.text).0.into_owned()
}

/// GB18030, lines ended as in Windows.
pub fn gb18030_crlf(source: &Source) -> Vec<u8> {
    encoding_rs::GB18030.encode(&crlf(&source.text)).0.into_owned()
}

/// UTF-16, small end first, with a mark, as the editor of Windows saves "Unicode".
pub fn utf16le_mark(source: &Source) -> Vec<u8> {
    utf16(&format!("\u{feff}{}", crlf(&source.text)), u16::to_le_bytes)
}

/// UTF-16, small end first, without a mark.
pub fn utf16le_bare(source: &Source) -> Vec<u8> {
    utf16(&source.text, u16::to_le_bytes)
}

/// UTF-16, big end first, with a mark.
pub fn utf16be_mark(source: &Source) -> Vec<u8> {
    utf16(&format!("\u{feff}{}", source.text), u16::to_be_bytes)
}

/// UTF-16, big end first, without a mark.
pub fn utf16be_bare(source: &Source) -> Vec<u8> {
    utf16(&crlf(&source.text), u16::to_be_bytes)
}

/// Markdown with the bars between the cells only.
pub fn inner_bars(source: &Source) -> Vec<u8> {
    let bare = |line: &str| match line.strip_prefix('|') {
        Some(row) => row.trim().trim_end_matches('|').trim().to_owned(),
        None => line.to_owned(),
    };
    source.text.lines().map(|line| bare(line) + "\n").collect::<String>().into_bytes()
}
