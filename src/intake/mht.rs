//! MHT: a web page saved with its pictures, as a mail message (RFC 2557).
//!
//! The page is handed to the reader of web pages with the bytes it had: the message's own charset is
//! only a hint, and pages tell it wrongly.

use std::borrow::Cow;

use mail_parser::{
    Encoding, MessageParser, MessagePart, MimeHeaders,
    decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode},
};

use super::{Fault, Format, Reading, html};

/// The most pages of a message that are tried: Excel saves each sheet as one, Word adds heads and notes.
const MAX_PAGES: usize = 16;

/// A page with fewer bytes of text is a frame around others.
const FRAME: usize = 60;

/// Reads the bytes of such a file.
///
/// # Errors
/// A [`Fault`] where there is no text to be had.
pub fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    // Each opened part is searched to the file's end for its own boundary.
    let message = MessageParser::default().parse(bytes).ok_or(Fault::Unread(Format::Mht))?;
    let parts = message.parts.iter().filter(|part| is_page(part)).take(MAX_PAGES);
    let pages: Vec<(Cow<'_, [u8]>, Option<String>)> = parts
        .filter_map(|part| {
            let charset = part.content_type().and_then(|kind| kind.attribute("charset")).map(str::to_owned);
            Some((content(bytes, part)?, charset))
        })
        .collect();
    drop(message);
    // The page itself comes first (RFC 2557, 3, and every program met); where it is a frame, the
    // longest of the others is.
    let mut best: Option<Reading> = None;
    let mut fault = Fault::Unread(Format::Mht);
    for (page, charset) in &pages {
        match html::read_told(page, charset.as_deref()) {
            Ok(reading) => {
                let length = reading.composed.text.len();
                let known = best.as_ref().map_or(0, |best| best.composed.text.len());
                if best.is_none() || length > known {
                    best = Some(reading);
                }
                if known.max(length) >= FRAME {
                    break;
                }
            }
            Err(found) if best.is_none() => fault = found,
            Err(_) => {}
        }
    }
    best.ok_or(fault)
}

/// Whether a part is a web page.
fn is_page(part: &MessagePart<'_>) -> bool {
    part.content_type().is_some_and(|kind| {
        let is = |one: &str, other: &str| {
            kind.ctype().eq_ignore_ascii_case(one)
                && kind.subtype().is_some_and(|name| name.eq_ignore_ascii_case(other))
        };
        is("text", "html") || is("application", "xhtml+xml")
    })
}

/// The bytes of a part as they were before the message was made.
fn content<'b>(bytes: &'b [u8], part: &MessagePart<'_>) -> Option<Cow<'b, [u8]>> {
    let raw = bytes.get(part.offset_body as usize..part.offset_end as usize)?;
    match part.encoding {
        Encoding::QuotedPrintable => quoted_printable_decode(raw).map(Cow::Owned),
        Encoding::Base64 => base64_decode(raw).map(Cow::Owned),
        _ => Some(Cow::Borrowed(raw)),
    }
}
