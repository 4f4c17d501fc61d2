//! Automatic numbers: counters of lists, and numbers as they are printed.

use std::collections::{HashMap, HashSet};

use crate::intake::numerals::Numerals;

use super::lists::{LEVELS, Level, List, Lists, Use};

/// The format of levels that print a sign and no number.
const BULLET: u8 = 23;

/// Counters of the lists of a document. Uses of a list share its counters.
#[derive(Debug, Default)]
pub(super) struct Counters {
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Uses and levels that have begun anew; they do so once.
    begun: HashSet<(u16, u8)>,
}

impl Counters {
    /// Counts a paragraph of this use of a list; its number as it is printed.
    pub fn next(&mut self, lists: &Lists, number: u16, level: u8) -> String {
        let Some((used, list)) = lists.find(number) else { return String::new() };
        let level = level.min(LEVELS as u8 - 1);
        let Some(own) = find(used, list, level) else { return String::new() };
        let values = self.counters.entry(used.list).or_default();
        let anew = used.changes.get(&level).and_then(|change| change.start);
        let anew = anew.filter(|_| self.begun.insert((number, level)));
        for (at, value) in (0_u8..).zip(values.iter_mut()) {
            if at == level {
                let next = value.map(|value| value.saturating_add(1));
                *value = Some(anew.or(next).unwrap_or_else(|| start(used, list, level)));
            } else if at > level && find(used, list, at).is_none_or(|deep| begins_anew(deep, level)) {
                *value = None;
            }
        }
        if own.format == BULLET { String::new() } else { print(used, list, own, values) }
    }
}

/// Whether a level begins anew after one above it.
fn begins_anew(deep: &Level, above: u8) -> bool {
    deep.limit.is_none_or(|limit| above < limit)
}

/// A level as a use of a list has it.
fn find<'a>(used: &'a Use, list: &'a List, level: u8) -> Option<&'a Level> {
    let changed = used.changes.get(&level).and_then(|change| change.level.as_ref());
    changed.or_else(|| list.levels.get(usize::from(level)))
}

/// The number with which a level begins.
fn start(used: &Use, list: &List, level: u8) -> u32 {
    let changed = used.changes.get(&level).and_then(|change| change.start);
    changed.unwrap_or_else(|| find(used, list, level).map_or(1, |level| level.start))
}

fn print(used: &Use, list: &List, own: &Level, values: &[Option<u32>; LEVELS]) -> String {
    let mut out = String::new();
    let mut literal = Vec::new();
    for unit in &own.text {
        let Some(value) = values.get(usize::from(*unit)) else {
            literal.push(*unit);
            continue;
        };
        out.push_str(&String::from_utf16_lossy(&std::mem::take(&mut literal)));
        let at = *unit as u8;
        // A level above that was left out counts as begun.
        let value = value.unwrap_or_else(|| start(used, list, at));
        let format = find(used, list, at).map_or(0, |level| level.format);
        out.push_str(&numeral(if own.legal { plain(format) } else { format }, value));
    }
    out.push_str(&String::from_utf16_lossy(&literal));
    if own.follow == 1 || (own.follow == 0 && runs_on(&out)) {
        out.push(' ');
    }
    out
}

/// Whether a number would run into the text without the tab behind it, which parts them for the eye:
/// behind a letter or a digit, but not a circled one.
pub(in crate::intake) fn runs_on(number: &str) -> bool {
    let enclosed =
        |c| matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{3220}'..='\u{32ff}');
    number.chars().last().is_some_and(|c| c.is_alphanumeric() && !enclosed(c))
}

/// The format in which "legal" levels print numbers of this format: 01 stays.
fn plain(format: u8) -> u8 {
    if format == 22 { 22 } else { 0 }
}

/// A number in a format of `MSONFC` (MS-OSHARED 2.2.1.3). Formats of other languages are printed as
/// plain numbers.
fn numeral(format: u8, value: u32) -> String {
    let numerals = match format {
        1 => Numerals::UpperRoman,
        2 => Numerals::LowerRoman,
        3 => Numerals::UpperLetter,
        4 => Numerals::LowerLetter,
        10 | 17 | 36 => Numerals::ChineseDigits,
        11 | 33 | 35 | 37 | 39 => Numerals::Chinese,
        14 | 19 => Numerals::FullWidth,
        16 | 34 | 38 => Numerals::ChineseLegal,
        18 | 28 => Numerals::Circled,
        22 => Numerals::DecimalZero,
        BULLET | 255 => Numerals::None,
        26 => return format!("{value}."),
        27 => Numerals::Bracketed,
        29 => return format!("（{}）", Numerals::Chinese.print(value)),
        30 => Numerals::Stems,
        31 => Numerals::Branches,
        57 => return format!("- {value} -"),
        _ => Numerals::Decimal,
    };
    numerals.print(value)
}
