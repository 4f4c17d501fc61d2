//! Counting: the numbers that Word prints before paragraphs (ECMA-376, 17.9).

use std::collections::{HashMap, HashSet};

use super::{
    super::numerals::Numerals,
    lists::{Suffix, Used},
    props::LEVELS,
};

/// The numbers of all lists at a point of the document.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// The last number of each level, by definition: lists that share one count on.
    numbers: HashMap<String, [Option<u32>; LEVELS]>,
    /// The lists and levels whose own start was used.
    begun: HashSet<(String, usize)>,
}

/// A number as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    text: String,
    suffix: Suffix,
}

impl Counters {
    /// Counts a paragraph of a list, whose id this is, and of a level; gives its number, or `None`
    /// where nothing is printed.
    pub(super) fn count(&mut self, id: &str, list: Used<'_>, at: usize) -> Option<Label> {
        let is_first = list.own_start(at).is_some() && self.begun.insert((id.to_owned(), at));
        let numbers = self.numbers.entry(list.id.to_owned()).or_default();
        for (level, number) in numbers.iter_mut().enumerate() {
            if level == at {
                let next = number.filter(|_| !is_first).map(|number| number.saturating_add(1));
                *number = Some(next.unwrap_or_else(|| list.start(at)));
            } else if level > at {
                let restart = list.level(level).and_then(|level| level.restart).unwrap_or(level);
                if at < restart {
                    *number = None;
                }
            }
        }
        label(list, at, numbers)
    }
}

/// The number of a level as it is printed, with the last numbers of all levels.
fn label(list: Used<'_>, at: usize, numbers: &[Option<u32>; LEVELS]) -> Option<Label> {
    // A level above that no paragraph has used yet shows the number at which it will start.
    let number = |at: usize| numbers.get(at).copied().flatten().unwrap_or_else(|| list.start(at));
    let level = list.level(at).filter(|level| !level.hidden)?;
    let mut text = String::new();
    let mut chars = level.text.chars().peekable();
    while let Some(c) = chars.next() {
        let place = chars.peek().filter(|_| c == '%').and_then(|c| c.to_digit(10)).filter(|digit| *digit > 0);
        let Some(place) = place else {
            text.push(c);
            continue;
        };
        chars.next();
        let place = place as usize - 1;
        if place <= at {
            let numerals = list.level(place).filter(|_| !level.legal).map(|level| level.numerals);
            text.push_str(&numerals.unwrap_or(Numerals::Decimal).print(number(place)));
        }
    }
    let is_ornament = level.bullet && !text.chars().any(is_word);
    (!text.trim().is_empty() && !is_ornament).then_some(Label { text, suffix: level.suffix })
}

/// Whether a character of a level with ornaments is part of a word: ornaments are signs, or Latin
/// letters in a font of signs.
fn is_word(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

impl Label {
    /// The number alone.
    pub(super) fn alone(&self) -> &str {
        self.text.trim()
    }

    /// The text with its number, as it reads on paper. A tab is as wide as it takes to reach the text:
    /// behind a Chinese sign that is none, behind others it is printed as one space.
    pub(super) fn before(&self, text: &str) -> String {
        let last = self.text.chars().next_back().unwrap_or(' ');
        let is_closed =
            matches!(last, '、' | '。' | '．' | '，' | '：' | '；' | '）' | '〕' | '】' | '」' | '》')
                || ('\u{2460}'..='\u{24ff}').contains(&last)
                || last.is_whitespace();
        let gap = match self.suffix {
            Suffix::Nothing => "",
            Suffix::Tab | Suffix::Space if is_closed => "",
            Suffix::Tab | Suffix::Space => " ",
        };
        format!("{}{gap}{}", self.text, text.trim_start())
    }
}
