//! Bytes → text: byte order marks, UTF-8, UTF-16, GB18030.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Decoded text.
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding's name in small letters.
    pub encoding: &'static str,
    /// How many byte sequences were none of the encoding.
    pub broken: usize,
}

/// Decodes text. The order: a byte order mark, UTF-16 without one, UTF-8, GB18030; where none fits
/// wholly, the one of UTF-8 and GB18030 that leaves fewer broken characters.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(length..).unwrap_or_default());
    }
    if let Some(encoding) = utf16(bytes) {
        return with(encoding, bytes);
    }
    let utf8 = with(UTF_8, bytes);
    if utf8.broken == 0 {
        return utf8;
    }
    let national = with(GB18030, bytes);
    if national.broken < utf8.broken { national } else { utf8 }
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    // No text holds a NUL: a block of them stands where something was lost.
    let text = if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { text };
    let broken = text.matches('\u{fffd}').count();
    let name = match encoding {
        e if e == UTF_8 => "utf-8",
        e if e == UTF_16LE => "utf-16le",
        e if e == UTF_16BE => "utf-16be",
        _ => "gb18030",
    };
    Decoded { text: text.into_owned(), encoding: name, broken }
}

/// The UTF-16 that bytes are in, if they are: by their mark, or because line feeds and Chinese
/// characters (U+3000 to U+9FFF) stand where that byte order has them.
pub fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let head = bytes.get(..4096).unwrap_or(bytes);
    let pairs: Vec<[u8; 2]> = head.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect();
    if pairs.len() < 8 || std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')) {
        return None;
    }
    let fits = |high: fn(&[u8; 2]) -> u8, low: fn(&[u8; 2]) -> u8| {
        let good = pairs.iter().filter(|pair| {
            let unit = u16::from_be_bytes([high(pair), low(pair)]);
            matches!(unit, 0x0a | 0x0d | 0x20..=0x7e | 0x2010..=0x2033 | 0x3000..=0x9fff | 0xff00..=0xffef)
        });
        good.count() * 20 >= pairs.len() * 19
            && pairs.iter().any(|pair| {
                matches!(u16::from_be_bytes([high(pair), low(pair)]), 0x0a | 0x3002 | 0xff0c | 0x0d)
            })
    };
    if fits(|pair| pair[1], |pair| pair[0]) {
        Some(UTF_16LE)
    } else if fits(|pair| pair[0], |pair| pair[1]) {
        Some(UTF_16BE)
    } else {
        None
    }
}
