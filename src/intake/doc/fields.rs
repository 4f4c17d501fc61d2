//! Fields: what of them is text. The instruction is left out, the result is kept; a table of contents
//! or an index is left out wholly.

use std::ops::Range;

use crate::intake::{limits::MAX_DEPTH, numerals::Numerals};

use super::pieces::Unit;

/// Special characters that begin, part and end a field (MS-DOC 2.8.25, `Plcfld`).
const BEGIN: u16 = 0x13;
const SEPARATOR: u16 = 0x14;
const END: u16 = 0x15;
/// A mark that ends a cell or a row.
const CELL: u16 = 0x07;
/// The most characters of an instruction that are looked at.
const MAX_INSTRUCTION: usize = 64;
/// Fields whose results repeat the text.
const REPEATING: [&str; 4] = ["TOC", "INDEX", "TOA", "RD"];

/// Characters that are not text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Skip {
    /// The characters.
    pub range: Range<usize>,
    /// What stands in their place.
    pub text: String,
}

/// A field that is not at its end yet.
#[derive(Debug)]
struct Open {
    begin: usize,
    separator: Option<usize>,
    instruction: Vec<u16>,
}

/// The characters of a text that fields take from it, in order. A field without an end takes nothing,
/// nor does an instruction that reaches over cells: damaged files would lose all that follows.
pub(super) fn skips(units: impl Iterator<Item = Unit>) -> Vec<Skip> {
    let mut open: Vec<Open> = Vec::new();
    let mut skips = Vec::new();
    // Fields nested deeper than is followed.
    let mut deeper = 0_usize;
    // How many of the open fields reach over cells of a table: those that began first.
    let mut broken = 0;
    for unit in units {
        match unit.code {
            BEGIN if open.len() >= MAX_DEPTH => deeper += 1,
            BEGIN => {
                open.push(Open { begin: unit.cp, separator: None, instruction: Vec::new() });
            }
            END if deeper > 0 => deeper -= 1,
            END => {
                let field = open.pop().filter(|_| broken <= open.len());
                broken = broken.min(open.len());
                skips.extend(field.map(|field| field.close(unit.cp)));
            }
            SEPARATOR if deeper == 0 => {
                if let Some(field) = open.last_mut() {
                    field.separator.get_or_insert(unit.cp);
                }
            }
            CELL => broken = open.len(),
            code => {
                let field = open.last_mut().filter(|field| field.separator.is_none());
                if let Some(field) = field.filter(|field| field.instruction.len() < MAX_INSTRUCTION) {
                    field.instruction.push(code);
                }
            }
        }
    }
    skips.sort_by_key(|skip: &Skip| (skip.range.start, std::cmp::Reverse(skip.range.end)));
    skips
}

impl Open {
    /// What the field takes from the text, when it ends at `end`.
    fn close(self, end: usize) -> Skip {
        let instruction = String::from_utf16_lossy(&self.instruction);
        let last = self.separator.filter(|_| !repeats(&instruction)).unwrap_or(end);
        let alone = self.separator.is_none() && name(&instruction) == "EQ";
        let text = if alone { overstruck(&instruction).unwrap_or_default() } else { String::new() };
        Skip { range: self.begin..last + 1, text }
    }
}

/// The name of a field: the first word of its instruction, in large letters.
pub(in crate::intake) fn name(instruction: &str) -> String {
    instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase()
}

/// Whether the result of a field repeats the text: tables of contents, indexes.
pub(in crate::intake) fn repeats(instruction: &str) -> bool {
    REPEATING.contains(&name(instruction).as_str())
}

/// The text of `EQ \o\ac(○,11)`: with it Word and WPS draw a circle around any number. Such a field has
/// no result.
pub(in crate::intake) fn overstruck(instruction: &str) -> Option<String> {
    let (head, rest) = instruction.split_once('(')?;
    if !head.contains("\\o") {
        return None;
    }
    let (circle, inner) = rest.trim_end().strip_suffix(')')?.split_once([',', '，', ';'])?;
    let inner = inner.trim();
    match inner.parse::<u32>() {
        Ok(number) if matches!(circle.trim(), "○" | "〇" | "◯" | "O") => {
            Some(Numerals::Circled.print(number))
        }
        _ => Some(inner.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("甲{ PAGE |3}乙", "甲3乙")]
    #[case("甲{ HYPERLINK \"x\" |链接{ PAGEREF a |9}字}乙", "甲链接9字乙")]
    #[case("{ IF { DATE |今}=1 |果}乙", "果乙")]
    #[case("{ TOC \\o |一、甲\r二、{ PAGEREF |2}\r}乙", "乙")]
    #[case("{ eq \\o\\ac(○,11)}甲", "⑪甲")]
    #[case("{ EQ \\o\\ac(□,甲)}乙", "甲乙")]
    #[case("{ XE \"词\" }甲", "甲")]
    // A field without an end, an end without a field, an instruction over cells.
    #[case("甲{ PAGE 乙", "甲 PAGE 乙")]
    #[case("甲}乙", "甲乙")]
    #[case("{ TOC \u{7}甲}乙", " TOC \u{7}甲乙")]
    fn fields_give_their_results(#[case] marked: &str, #[case] expected: &str) {
        let code = |c: u16| match char::from_u32(u32::from(c)) {
            Some('{') => BEGIN,
            Some('|') => SEPARATOR,
            Some('}') => END,
            _ => c,
        };
        let units: Vec<Unit> = marked
            .encode_utf16()
            .enumerate()
            .map(|(cp, c)| Unit { cp, fc: 0, code: code(c), change: 0 })
            .collect();
        let skips = skips(units.iter().copied());
        let mut out = String::new();
        let mut until = 0;
        for unit in &units {
            for skip in skips.iter().filter(|skip| skip.range.start == unit.cp) {
                if skip.range.start >= until {
                    out.push_str(&skip.text);
                }
                until = until.max(skip.range.end);
            }
            if unit.cp >= until && !matches!(unit.code, BEGIN | SEPARATOR | END) {
                out.push(char::from_u32(u32::from(unit.code)).unwrap());
            }
        }
        assert_eq!(out, expected);
    }

    #[test]
    fn nesting_without_bound_is_passed_over() {
        let codes = std::iter::repeat_n(BEGIN, 100_000).chain(std::iter::repeat_n(END, 100_000));
        let units = codes.enumerate().map(|(cp, code)| Unit { cp, fc: 0, code, change: 0 });
        assert_eq!(skips(units).len(), MAX_DEPTH);
    }
}
