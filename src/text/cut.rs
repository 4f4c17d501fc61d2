//! Cutting and filling texts to a number of cells.

use std::borrow::Cow;

use super::width::{graphemes, width, width_of};

/// What stands where a text was cut: two cells that every terminal draws alike.
const CUT: &str = "..";

/// Where a text stands in a field that is wider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// At the right edge.
    Right,
}

/// `text` in at most `cells` cells, its end replaced by `..` where it is longer.
///
/// Where a wide character does not fit, a cell is left over rather than overrun.
pub fn cut(text: &str, cells: usize) -> Cow<'_, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    let mark = if cells > width(CUT) { CUT } else { "" };
    let kept = head(text, cells - width(mark));
    Cow::Owned(format!("{kept}{mark}"))
}

/// The longest beginning of `text` that takes at most `cells` cells.
fn head(text: &str, cells: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in graphemes(text) {
        used += width_of(grapheme);
        if used > cells {
            return text.get(..at).unwrap_or("");
        }
    }
    text
}

/// `text` less its first `cells` cells, for a field that is scrolled sideways, and the cells by
/// which a wide character at the edge was cut (they are to be left blank).
pub fn skip_cells(text: &str, cells: usize) -> (&str, usize) {
    let mut used = 0;
    for (at, grapheme) in graphemes(text) {
        if used >= cells {
            return (text.get(at..).unwrap_or(""), used - cells);
        }
        used += width_of(grapheme);
    }
    ("", used.saturating_sub(cells))
}

/// `text` with blanks added up to `cells` cells; a text that is longer stays as it is.
pub fn pad(text: &str, cells: usize, align: Align) -> Cow<'_, str> {
    let missing = cells.saturating_sub(width(text));
    if missing == 0 {
        return Cow::Borrowed(text);
    }
    let blanks = " ".repeat(missing);
    Cow::Owned(match align {
        Align::Left => format!("{text}{blanks}"),
        Align::Right => format!("{blanks}{text}"),
    })
}

/// `text` in exactly `cells` cells: cut where it is longer, filled where it is shorter.
pub fn fit(text: &str, cells: usize, align: Align) -> String {
    pad(&cut(text, cells), cells, align).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_that_fits_is_left_alone() {
        assert_eq!(cut("整改情况", 8), "整改情况");
        assert_eq!(cut("整改情况", 7), "整改..");
        assert_eq!(cut("整改情况", 6), "整改..");
        assert_eq!(cut("整改情况", 5), "整..");
        assert_eq!(cut("整改情况", 2), "整");
        assert_eq!(cut("整改情况", 1), "");
        assert_eq!(cut("整改情况", 0), "");
    }

    #[test]
    fn blanks_are_counted_in_cells() {
        assert_eq!(fit("回头", 7, Align::Left), "回头   ");
        assert_eq!(fit("回头", 7, Align::Right), "   回头");
        assert_eq!(fit("回头看", 5, Align::Right), " 回..");
    }

    #[test]
    fn a_wide_character_at_the_edge_leaves_a_blank() {
        assert_eq!(skip_cells("回头看", 1), ("头看", 1));
        assert_eq!(skip_cells("回头看", 2), ("头看", 0));
        assert_eq!(skip_cells("回头看", 0), ("回头看", 0));
        assert_eq!(skip_cells("回", 9), ("", 0));
    }

    proptest! {
        #[test]
        fn no_cut_is_wider_than_asked(text in ".{0,40}", cells in 0usize..50) {
            prop_assert!(width(&cut(&text, cells)) <= cells);
            prop_assert_eq!(width(&fit(&text, cells, Align::Left)), cells);
        }

        #[test]
        fn chinese_is_cut_on_characters(text in "[一-龥，。（）a-z“”]{0,30}", cells in 0usize..70) {
            let cut = cut(&text, cells);
            prop_assert!(width(&cut) <= cells);
            let kept = cut.strip_suffix("..").unwrap_or(&cut);
            prop_assert!(text.starts_with(kept));
        }
    }
}
