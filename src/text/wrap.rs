//! Breaking a text into lines of a number of cells.
//!
//! Lines are byte ranges of the text, so that a place in the text (出处) can be found in the
//! lines. Breaks follow Unicode line breaking, which never puts closing punctuation at the
//! beginning of a line; only a piece that is wider than the line is broken anywhere.

use std::ops::Range;

use textwrap::WordSeparator;

use super::width::{graphemes, width, width_of};

/// A text in lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// Each line's place in the text, without its line end and without white space at a break.
    pub ranges: Vec<Range<usize>>,
}

impl Lines {
    /// The number of lines.
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The line in which the byte `at` of the text stands; the last line before it where it stands
    /// between two lines.
    pub fn line_of(&self, at: usize) -> usize {
        self.ranges.partition_point(|range| range.start <= at).saturating_sub(1)
    }
}

/// Breaks `text` into lines of at most `cells` cells (at least 2, so that a wide character fits).
///
/// A line end in the text ends a line; an empty text has one empty line.
pub fn wrap(text: &str, cells: usize) -> Lines {
    let mut ranges = Vec::new();
    let mut start = 0;
    for piece in text.split('\n') {
        let line = piece.strip_suffix('\r').unwrap_or(piece);
        wrap_line(line, start, cells.max(2), &mut ranges);
        start += piece.len() + 1;
    }
    Lines { ranges }
}

/// Breaks one line that begins at byte `start` of the whole.
fn wrap_line(line: &str, start: usize, cells: usize, out: &mut Vec<Range<usize>>) {
    if width(line) <= cells {
        out.push(start..start + line.len());
        return;
    }
    let mut open = Open { from: start, to: start, used: 0 };
    let mut at = start;
    for word in WordSeparator::UnicodeBreakProperties.find_words(line) {
        let text = word.word;
        let blank = word.whitespace;
        let wide = width(text);
        if open.used + wide > cells {
            // White space at the beginning of a text is no line by itself.
            if open.to > open.from {
                out.push(open.from..open.to);
            }
            open = Open { from: at, to: at, used: 0 };
        }
        if wide > cells {
            break_anywhere(text, at, cells, &mut open, out);
        } else {
            open.used += wide;
            open.to = at + text.len();
        }
        open.used += width(blank);
        at += text.len() + blank.len();
    }
    if open.to > open.from || out.last().is_none_or(|last| last.end < start) {
        out.push(open.from..open.to);
    }
}

/// The line that is being filled: its bytes without white space at the end, and its cells with it.
struct Open {
    from: usize,
    to: usize,
    used: usize,
}

/// Fills lines with a piece that no line can hold whole. It begins a line of its own.
fn break_anywhere(text: &str, start: usize, cells: usize, open: &mut Open, out: &mut Vec<Range<usize>>) {
    for (at, grapheme) in graphemes(text) {
        let wide = width_of(grapheme);
        if open.used + wide > cells {
            if open.to > open.from {
                out.push(open.from..open.to);
            }
            *open = Open { from: start + at, to: start + at, used: 0 };
        }
        open.used += wide;
        open.to = start + at + grapheme.len();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str, cells: usize) -> Vec<&str> {
        wrap(text, cells).ranges.into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn closing_punctuation_stays_with_its_word() {
        assert_eq!(lines("整改工作，已完成。", 8), ["整改工", "作，已完", "成。"]);
        assert_eq!(lines("整改（情况）说明", 10), ["整改（情", "况）说明"]);
    }

    #[test]
    fn a_space_leaves_no_hole() {
        assert_eq!(lines("按规定，GSP 认证已经办理完毕", 12), ["按规定，GSP", "认证已经办理", "完毕"]);
    }

    #[test]
    fn line_ends_of_the_text_are_kept() {
        assert_eq!(lines("一\n\n二\r\n三", 10), ["一", "", "二", "三"]);
        assert_eq!(lines("", 10), [""]);
        assert_eq!(lines("一\n", 10), ["一", ""]);
    }

    #[test]
    fn a_long_piece_is_broken_anywhere() {
        assert_eq!(lines("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(lines("回头", 1), ["回", "头"]);
    }

    #[test]
    fn a_place_is_found_in_its_line() {
        let text = "整改工作，已完成。";
        let wrapped = wrap(text, 8);
        let at = |word: &str| wrapped.line_of(text.find(word).unwrap());
        assert_eq!((at("整改"), at("作"), at("成")), (0, 1, 2));
        assert_eq!(wrapped.line_of(text.len()), 2);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_character_lost(
            text in "[一-龥，。；：、（）《》“”a-z0-9 \n]{0,120}", cells in 2usize..40,
        ) {
            let wrapped = wrap(&text, cells);
            let mut kept = String::new();
            for range in &wrapped.ranges {
                let line = text.get(range.clone()).unwrap();
                prop_assert!(width(line) <= cells, "{line:?} in {cells}");
                kept.push_str(line);
            }
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(solid(&kept), solid(&text));
        }

        #[test]
        fn no_line_begins_with_closing_punctuation(
            text in "[一-龥]([一-龥]{1,6}[，。；：、）》”！？]){1,12}", cells in 20usize..40,
        ) {
            for range in wrap(&text, cells).ranges {
                let first = text.get(range).unwrap().chars().next();
                prop_assert!(!first.is_some_and(|one| "，。；：、）》”！？".contains(one)));
            }
        }

        #[test]
        fn any_text_is_wrapped(text in ".{0,80}", cells in 0usize..12) {
            let wrapped = wrap(&text, cells);
            prop_assert!(!wrapped.is_empty());
            let mut last = 0;
            for range in &wrapped.ranges {
                prop_assert!(range.start >= last && text.get(range.clone()).is_some());
                last = range.end;
            }
        }
    }
}
