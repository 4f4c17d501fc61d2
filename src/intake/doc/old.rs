//! Text that is read without its properties: files of Word 6 and 95, and files whose table of pieces
//! is lost.

use encoding_rs::GB18030;

use crate::intake::{Fault, Flaw, Format, Reading, compose::Composer, limits::MAX_TEXT};

use super::{bytes::slice, fib::Fib, pieces::Pieces};

/// Reads a file of Word 6 or 95: bytes in the code page of its country, which is taken to be China.
/// Its properties are not read: the cells of a table come as paragraphs.
///
/// # Errors
/// A [`Fault`] where there is no text to be had, or where it is in pieces.
pub(super) fn read(main: &[u8], fib: &Fib) -> Result<Reading, Fault> {
    if fib.complex {
        return Err(Fault::Unread(Format::Doc));
    }
    let there = main.len().min(fib.text.end).saturating_sub(fib.text.start);
    let count = fib.main.min(there).min(MAX_TEXT);
    let bytes = slice(main, fib.text.start, count).ok_or(Fault::Damaged(Format::Doc))?;
    let (text, _) = GB18030.decode_without_bom_handling(bytes);
    let mut composer = Composer::default();
    for line in without_fields(&text).split(['\r', '\u{7}', '\u{c}']) {
        composer.paragraph(line, 0);
    }
    let broken = text.matches('\u{fffd}').count();
    let mut flaws: Vec<Flaw> = (broken > 0).then_some(Flaw::BrokenCharacters(broken)).into_iter().collect();
    if count < fib.main {
        flaws.push(Flaw::CutOff);
    }
    Ok(Reading { composed: composer.finish(), encoding: Some("gb18030".to_owned()), flaws })
}

/// The text without the instructions of fields. A paragraph's end ends an instruction: one without an
/// end would take all that follows.
fn without_fields(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = 0_usize;
    for c in text.chars() {
        match c {
            '\u{13}' => inside += 1,
            '\u{14}' => inside = inside.saturating_sub(1),
            '\r' | '\u{7}' => {
                inside = 0;
                out.push(c);
            }
            '\u{1e}' => out.push('-'),
            _ if inside == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The text of a file of Word 97 whose table of pieces is lost, if it is in one piece: it stands where
/// the head says. Two bytes a character where there is room for it.
pub(super) fn guess<'a>(main: &'a [u8], fib: &Fib) -> Pieces<'a> {
    let room = main.len().min(fib.text.end).saturating_sub(fib.text.start);
    let wide = room >= fib.main.saturating_mul(2);
    let count = fib.main.min(if wide { room / 2 } else { room });
    Pieces::whole(main, fib.text.start, count, wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_of_fields_are_left_out() {
        let text = "见\u{13} HYPERLINK x \u{14}链接\u{15}。\r断\u{13} PAGE\r后\u{1e}文";
        assert_eq!(without_fields(text), "见链接\u{15}。\r断\r后-文");
    }
}
