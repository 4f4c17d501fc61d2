//! Cleaning of decoded text: the one gate through which text enters the house.

use std::{iter::Peekable, str::Chars};

use crate::notice::Span;

/// The text with line ends as `\n` and without control, zero-width and bidirectional characters;
/// and its pages, where form feeds part them.
pub fn clean(text: &str) -> (String, Vec<Span>) {
    let mut out = String::with_capacity(text.len());
    let mut breaks = Vec::new();
    let mut after_return = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let joined = after_return && c == '\n';
        after_return = c == '\r';
        match c {
            '\n' if joined => {}
            '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' => out.push('\n'),
            '\u{c}' => {
                out.push('\n');
                breaks.push(out.len());
            }
            '\t' => out.push('\t'),
            '\u{1b}' if chars.next_if_eq(&'[').is_some() => skip_sequence(&mut chars),
            '\u{9b}' => skip_sequence(&mut chars),
            c if c.is_control() || invisible(c) => {}
            c => out.push(c),
        }
    }
    let pages = pages(&breaks, out.len());
    (out, pages)
}

/// Passes over the rest of a terminal's control sequence (ECMA-48, 5.4): parameters up to a final letter.
fn skip_sequence(chars: &mut Peekable<Chars>) {
    while chars.next_if(|c| ('\u{20}'..='\u{3f}').contains(c)).is_some() {}
    let _ = chars.next_if(|c| ('\u{40}'..='\u{7e}').contains(c));
}

/// Characters that are not seen but change what is seen: zero-width, bidirectional, marks of byte
/// order, tags, fillers.
pub fn invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn pages(breaks: &[usize], length: usize) -> Vec<Span> {
    if breaks.is_empty() {
        return Vec::new();
    }
    let starts = std::iter::once(0).chain(breaks.iter().copied());
    let ends = breaks.iter().copied().chain(std::iter::once(length));
    starts.zip(ends).map(|(start, end)| Span::new(start, end)).filter(|page| !page.is_empty()).collect()
}
