//! Text as copies are compared: without punctuation, with what is common to all notices marked.

use std::ops::Range;

use crate::checks::Sheet;

/// A passage without punctuation.
#[derive(Debug, Default)]
pub struct Bare {
    /// Its letters, digits and characters.
    pub chars: Vec<char>,
    /// Where in the folded text each of them stands.
    at: Vec<u32>,
    /// Whether each of them is the passage's own: no part of a stock phrase or of a title (《…》).
    own: Vec<bool>,
}

/// Phrases that every notice has; a copy is told by other words.
const STOCK: &[&str] = &[
    "以习近平新时代中国特色社会主义思想为指导",
    "习近平新时代中国特色社会主义思想",
    "习近平总书记重要讲话和重要指示批示精神",
    "习近平总书记重要讲话精神",
    "深入学习贯彻党的二十大精神",
    "党的二十届三中全会精神",
    "增强“四个意识”、坚定“四个自信”、做到“两个维护”",
    "深刻领悟“两个确立”的决定性意义",
    "切实把思想和行动统一到",
    "提高政治站位",
    "全面从严治党主体责任",
    "举一反三",
];

impl Bare {
    /// Of the ranges of a sheet, one behind the other.
    pub fn of(sheet: &Sheet, ranges: &[Range<usize>]) -> Self {
        let mut out = Self::default();
        for range in ranges {
            out.push(sheet.text(range), range.start);
        }
        out.chars.shrink_to_fit();
        out.at.shrink_to_fit();
        out.own.shrink_to_fit();
        out
    }

    /// Of a text that begins at byte `from`.
    pub fn push(&mut self, text: &str, from: usize) {
        let mut stock: Vec<Range<usize>> = STOCK
            .iter()
            .flat_map(|phrase| text.match_indices(phrase))
            .map(|(at, p)| at..at + p.len())
            .collect();
        let mut open = None;
        for (at, c) in text.char_indices() {
            match (c, open) {
                ('《', None) => open = Some(at),
                ('》', Some(start)) => {
                    stock.push(start..at);
                    open = None;
                }
                _ => {}
            }
        }
        stock.sort_by_key(|range| (range.start, range.end));
        let mut next = 0;
        for (at, c) in text.char_indices() {
            if !c.is_alphanumeric() {
                continue;
            }
            while stock.get(next).is_some_and(|range| range.end <= at) {
                next += 1;
            }
            self.chars.push(c);
            self.at.push(u32::try_from(from + at).unwrap_or(u32::MAX));
            self.own.push(!stock.get(next).is_some_and(|range| range.contains(&at)));
        }
    }

    /// Which characters stand in a range of the folded text.
    pub fn within(&self, range: &Range<usize>) -> Range<usize> {
        let before = |byte: usize| self.at.partition_point(|at| (*at as usize) < byte);
        before(range.start)..before(range.end)
    }

    /// How many of these characters are the passage's own.
    pub fn own(&self, range: Range<usize>) -> usize {
        self.own.get(range).map_or(0, |own| own.iter().filter(|own| **own).count())
    }

    /// The bytes of the folded text for a range of characters.
    pub fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.at.get(range.start).map_or(0, |at| *at as usize);
        let last = range.end.checked_sub(1).filter(|last| *last >= range.start);
        let end = last.and_then(|last| Some(*self.at.get(last)? as usize + self.chars.get(last)?.len_utf8()));
        start..end.unwrap_or(start)
    }
}
