//! How many cells a text takes.
//!
//! The only user of `unicode-width`. Ambiguous characters (`“ ” — … ①`) count one cell, as the
//! terminal library lays them out; the program's own signs are chosen from those that every table
//! gives the same width.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The graphemes of `text` with the byte at which each begins.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

/// The cells that one grapheme takes.
///
/// A tab is drawn as one space. Other control characters are not drawn and take no cell.
pub fn width_of(grapheme: &str) -> usize {
    match grapheme {
        "\t" => 1,
        _ if grapheme.chars().any(char::is_control) => 0,
        _ => grapheme.width(),
    }
}

/// The cells that `text` takes in one line.
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.len();
    }
    graphemes(text).map(|(_, grapheme)| width_of(grapheme)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables of width change between versions of the library: this pins what the screen rests on.
    #[test]
    fn widths_are_those_that_the_screen_rests_on() {
        for (text, cells) in [
            ("", 0),
            ("a", 1),
            ("回", 2),
            ("，", 2),
            ("）", 2),
            ("“", 1),
            ("—", 1),
            ("…", 1),
            ("①", 1),
            ("※", 1),
            ("％", 2),
            ("　", 2),
            ("ｑ", 2),
            ("e\u{301}", 1),
            ("\u{200b}", 0),
            ("\u{1b}", 0),
            ("\t", 1),
            ("\n", 0),
            ("𠮷", 2),
            ("한", 2),
            ("▸", 1),
            ("▾", 1),
            ("›", 1),
            ("∙", 1),
            ("✓", 1),
        ] {
            assert_eq!(width(text), cells, "{text:?}");
        }
    }
}
