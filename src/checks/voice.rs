//! Passages in the notice's own voice: what it quotes is silent.
//!
//! Titles of documents, their numbers, and words in quotation marks are told, not said: 《2024年计划》 is no
//! date of a step, “待审核后拨付” no matter left open.

use std::sync::LazyLock;

use regex::Regex;

use crate::parse::flow::Range;

use super::Sheet;

/// A passage as the notice itself says it.
pub struct Voice {
    from: usize,
    text: String,
}

/// The most characters between a quotation mark and the one that closes it. A mark that is not closed
/// within quotes nothing: the longest titles of documents have some eighty characters.
const LONGEST: usize = 120;

/// Stands for one character of three bytes that is quoted; no word has it.
const SILENT: char = '\u{ff3f}';

impl Voice {
    /// Of a range of the folded text.
    pub fn of(sheet: &Sheet, range: &Range) -> Self {
        Self { from: range.start, text: own(sheet.text(range)) }
    }

    /// The whole passage; byte for byte as long as the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A part of it, by its bytes in the folded text.
    pub fn get(&self, range: &Range) -> &str {
        let at = |byte: usize| byte.saturating_sub(self.from);
        self.text.get(at(range.start)..at(range.end)).unwrap_or("")
    }

    /// The bytes in the folded text of a part that was found in [`Voice::text`].
    pub fn range(&self, start: usize, end: usize) -> Range {
        self.from + start..self.from + end
    }
}

/// The text with what it quotes made silent; of the same length in bytes.
pub fn own(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let end = closes(c).and_then(|close| closing(&chars, at, c, close)).unwrap_or(at);
        if end == at {
            out.push(c);
            at += 1;
            continue;
        }
        out.push(c);
        for inner in chars.get(at + 1..end).unwrap_or(&[]) {
            silence(*inner, &mut out);
        }
        out.extend(chars.get(end));
        at = end + 1;
    }
    out
}

fn silence(c: char, out: &mut String) {
    match c.len_utf8() {
        1 => out.push('_'),
        2 => out.push('·'),
        3 => out.push(SILENT),
        _ => out.push_str("··"),
    }
}

fn closes(c: char) -> Option<char> {
    match c {
        '《' => Some('》'),
        '<' => Some('>'),
        '“' => Some('”'),
        '‘' => Some('’'),
        '「' => Some('」'),
        '〔' => Some('〕'),
        '[' => Some(']'),
        '"' => Some('"'),
        _ => None,
    }
}

/// Where a quotation that begins at `at` ends; quotations of one kind may hold each other.
fn closing(chars: &[char], at: usize, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (end, &c) in chars.iter().enumerate().skip(at).take(LONGEST) {
        if c == '\n' {
            return None;
        }
        if c == close && (open != close || end > at) {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(end);
            }
        } else if c == open {
            depth += 1;
        }
    }
    None
}

/// So many bytes around a word are read for what they say of it, so that no text takes more than its
/// length: a sentence of notices has rarely more than some two hundred characters.
const WINDOW: usize = 900;

/// What stands before a byte, as far as it can say something of it.
pub fn window_before(text: &str, at: usize) -> &str {
    let mut from = at.saturating_sub(WINDOW);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..at).unwrap_or("")
}

/// What stands behind a byte, as far as it can say something of it.
pub fn window_behind(text: &str, at: usize) -> &str {
    let mut to = at.saturating_add(WINDOW).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text.get(at..to).unwrap_or("")
}

/// The number of a step at the beginning of a clause.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let numeral = "[0-9一二三四五六七八九十]{1,2}";
    Regex::new(&format!(
        "^(?:[一二三四五六七八九十]{{1,2}}是|[(]?{numeral}[)、.]|[①-⑳]|第[一二三四五六七八九十],|(?:措施|举措|步骤){numeral}:?)"
    ))
    .ok()
});

/// A clause without the number of a step before it (一是, (1), ①, 措施1：).
pub fn without_number(clause: &str) -> &str {
    let number = NUMBER.as_ref().and_then(|number| number.find(clause));
    number.and_then(|number| clause.get(number.end()..)).unwrap_or(clause)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::own;

    #[rstest]
    #[case("按《2024年计划》执行", "按《____＿＿＿》执行")]
    #[case("学习《关于印发<2023年办法>的通知》", "学习《＿＿＿＿_____＿＿＿_＿＿＿》")]
    #[case("县办发〔2024〕3号", "县办发〔____〕3号")]
    // What is never closed quotes nothing.
    #[case("落实“第一议题", "落实“第一议题")]
    #[case("甲“乙\n丙”丁", "甲“乙\n丙”丁")]
    fn what_is_quoted_is_silent(#[case] text: &str, #[case] voice: &str) {
        assert_eq!(own(text), voice);
    }

    proptest! {
        #[test]
        fn every_byte_keeps_its_place(text in "[《》“”<>〔〕\"甲a·\u{1f600}\n]{0,60}") {
            let voice = own(&text);
            prop_assert_eq!(voice.len(), text.len());
            for (at, c) in voice.char_indices() {
                prop_assert!(text.is_char_boundary(at) || c == '·', "{} {}", text, at);
            }
        }
    }
}
