//! MHT: a web page saved with its pictures, as a mail message (RFC 2557).
//!
//! The page is handed to the reader of web pages with the bytes it had: the message's own charset is
//! only a hint, and pages tell it wrongly.

use std::borrow::Cow;

use mail_parser::{
    MessageParser, MessagePart, MimeHeaders,
    decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode},
};

use super::{Fault, Flaw, Format, Limit, Reading, html};

/// The most pages of a message that are tried: Excel saves each sheet as one, Word adds heads and notes.
const MAX_PAGES: usize = 16;

/// A page with fewer bytes of text is a frame around others.
const FRAME: usize = 60;

/// The most boundaries that a message may name. Browsers and office programs name one to three; for
/// each that is named and missing the message is searched to its end.
const MAX_BOUNDARIES: usize = 64;

/// Reads the bytes of such a file.
///
/// # Errors
/// A [`Fault`] where there is no text to be had.
pub fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    if boundaries(bytes) > MAX_BOUNDARIES {
        return Err(Fault::Beyond(Limit::Depth));
    }
    let message = MessageParser::default().parse(bytes).ok_or(Fault::Unread(Format::Mht))?;
    let parts = message.parts.iter().filter(|part| is_page(part)).take(MAX_PAGES);
    let pages: Vec<(Cow<'_, [u8]>, Option<String>, bool)> = parts
        .filter_map(|part| {
            let charset = part.content_type().and_then(|kind| kind.attribute("charset")).map(str::to_owned);
            Some((content(bytes, part)?, charset, part.is_encoding_problem))
        })
        .collect();
    drop(message);
    // The page itself comes first (RFC 2557, 3, and every program met); where it is a frame, the
    // longest of the others is.
    let mut best: Option<Reading> = None;
    let mut fault = Fault::Unread(Format::Mht);
    for (page, charset, cut) in &pages {
        match html::read_told(page, charset.as_deref()) {
            Ok(mut reading) => {
                if *cut {
                    reading.flaws.push(Flaw::CutOff);
                }
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

/// How many boundaries a message names.
fn boundaries(bytes: &[u8]) -> usize {
    const NAME: &[u8] = b"boundary";
    let names = |piece: &&[u8]| {
        let end = piece.len().checked_sub(NAME.len()).and_then(|at| piece.get(at..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(NAME))
    };
    bytes.split(|byte| *byte == b'=').filter(names).count()
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

/// The bytes of a part as they were before the message was made. Of a part that is cut off within a
/// code, what stands before.
fn content<'b>(bytes: &'b [u8], part: &MessagePart<'_>) -> Option<Cow<'b, [u8]>> {
    let raw = bytes.get(part.offset_body as usize..part.offset_end as usize)?;
    let is = |name: &str| {
        part.content_transfer_encoding().is_some_and(|told| told.trim().eq_ignore_ascii_case(name))
    };
    if is("quoted-printable") {
        let whole = raw.iter().rposition(|byte| *byte == b'=').and_then(|at| raw.get(..at));
        quoted_printable_decode(raw).or_else(|| quoted_printable_decode(whole?)).map(Cow::Owned)
    } else if is("base64") {
        let whole = raw.rsplitn(2, |byte| *byte == b'\n').nth(1);
        base64_decode(raw).or_else(|| base64_decode(whole?)).map(Cow::Owned)
    } else {
        Some(Cow::Borrowed(raw))
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;
    use rstest::rstest;

    use super::*;

    const PAGE: &str = "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"></head>\
                        <body><p>一、整改情况：已完成24项，其余=2项正在推进。</p></body></html>";

    fn quoted(bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'=' | 0..=31 | 127.. => out.extend(format!("={byte:02X}").bytes()),
                byte => out.push(*byte),
            }
            if at % 20 == 19 {
                out.extend(b"=\r\n");
            }
        }
        out
    }

    fn base64(bytes: &[u8]) -> Vec<u8> {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = Vec::new();
        for (at, three) in bytes.chunks(3).enumerate() {
            let word =
                (0..3).fold(0_u32, |word, at| word << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
            let digit = |at: usize| {
                if at > three.len() { b'=' } else { DIGITS[(word >> (18 - 6 * at) & 63) as usize] }
            };
            out.extend((0..4).map(digit));
            if at % 19 == 18 {
                out.extend(b"\r\n");
            }
        }
        out
    }

    /// A message of parts: the head of each and its body.
    fn message(head: &str, parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut out = format!("{head}MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----=_Part_01\"\r\n\r\n").into_bytes();
        for (head, body) in parts {
            out.extend(format!("\r\n------=_Part_01\r\n{head}\r\n\r\n").bytes());
            out.extend(body);
        }
        out.extend(b"\r\n------=_Part_01--\r\n");
        out
    }

    const CHROME: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.example.gov.cn/1.html\r\n\
                          Subject: =?utf-8?Q?=E9=80=9A=E6=8A=A5?=\r\nDate: Sat, 21 Dec 2024 09:30:00 -0000\r\n";
    const PICTURE: (&str, &[u8]) =
        ("Content-Type: image/png\r\nContent-Transfer-Encoding: base64", b"iVBORw0KGgo=");

    #[rstest]
    #[case::word("", "Content-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: file:///C:/x.htm", quoted(&GB18030.encode(PAGE).0), "gb18030")]
    #[case::wps("", "Content-Type: text/html\r\nContent-Transfer-Encoding: base64", base64(&GB18030.encode(PAGE).0), "gb18030")]
    #[case::chrome(CHROME, "Content-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable", quoted(PAGE.as_bytes()), "utf-8")]
    #[case::chrome_binary(CHROME, "Content-Type: text/html\r\nContent-Transfer-Encoding: binary", PAGE.as_bytes().to_vec(), "utf-8")]
    #[case::liar("", "Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: 8bit", GB18030.encode(PAGE).0.into_owned(), "gb18030")]
    fn pages_in_messages(
        #[case] head: &str,
        #[case] part: &str,
        #[case] body: Vec<u8>,
        #[case] encoding: &str,
    ) {
        let bytes = message(head, &[(part, body), (PICTURE.0, PICTURE.1.to_vec())]);
        assert_eq!(super::super::sniff::sniff(&bytes), Format::Mht);
        let reading = read(&bytes).expect("a page");
        assert_eq!(reading.composed.text, "一、整改情况：已完成24项，其余=2项正在推进。\n");
        assert_eq!(reading.encoding.as_deref(), Some(encoding));
    }

    #[test]
    fn the_sheet_behind_a_frame_is_read() {
        let sheet = "<table><tr><td>问题</td><td>整改措施</td></tr><tr><td>学习计划落实有差距。</td><td>修订学习计划。</td></tr></table>";
        let html = "Content-Type: text/html; charset=\"utf-8\"";
        let frame = b"<html><frameset rows=\"*,39\"><frame src=\"sheet001.htm\"></frameset></html>".to_vec();
        let reading =
            read(&message("", &[(html, frame), (html, sheet.as_bytes().to_vec())])).expect("a sheet");
        assert_eq!(reading.composed.form.tables.len(), 1);
    }

    #[rstest]
    #[case::no_page(message("", &[(PICTURE.0, PICTURE.1.to_vec())]))]
    #[case::cut(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n".to_vec())]
    #[case::nothing(Vec::new())]
    fn a_message_without_a_page_is_refused(#[case] bytes: Vec<u8>) {
        assert_eq!(read(&bytes).map(|_| ()), Err(Fault::Unread(Format::Mht)));
    }

    #[test]
    fn a_message_of_many_missing_boundaries_is_refused() {
        let head = "Content-Type: multipart/mixed; boundary=nowhere";
        let parts = vec![(head, Vec::new()); 1000];
        assert_eq!(read(&message("", &parts)).map(|_| ()), Err(Fault::Beyond(Limit::Depth)));
    }

    #[test]
    fn a_message_that_is_cut_off_gives_what_is_there() {
        let head = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable";
        let mut bytes = message("", &[(head, quoted(PAGE.as_bytes()))]);
        bytes.truncate(bytes.len() - 60);
        let reading = read(&bytes).expect("a page");
        assert!(reading.composed.text.contains("整改情况：已完成24项"));
        assert_eq!(reading.flaws.last(), Some(&Flaw::CutOff));
    }
}
