//! Which of a notice's printed numbers a program that counts would print itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Place, Source};

/// The levels of the list: how Word calls the kind of number, and what stands before and behind it.
pub const LEVELS: [(&str, &str, &str); 5] = [
    ("chineseCountingThousand", "", "、"),
    ("chineseCountingThousand", "（", "）"),
    ("decimal", "", "."),
    ("decimal", "（", "）"),
    ("decimalEnclosedCircle", "", ""),
];

/// Numbers that are counted.
#[derive(Default)]
pub struct Numbered {
    /// By the place of a line: its level, and the bytes that its printed number takes.
    pub levels: BTreeMap<usize, (usize, usize)>,
    /// Levels whose numbers run on over the headings above them.
    pub runs_on: BTreeSet<usize>,
}

/// The number at the head of a line: its level, its value, and the bytes it takes.
fn number(text: &str) -> Option<(usize, usize, usize)> {
    LEVELS.iter().enumerate().find_map(|(level, (kind, before, after))| {
        let rest = text.strip_prefix(before)?;
        let digits: String = rest.chars().take_while(|c| digit(kind, *c)).collect();
        let value = match *kind {
            "decimal" => digits.parse().ok()?,
            "decimalEnclosedCircle" => digits.chars().next()? as usize - '①' as usize + 1,
            _ => chinese(&digits)?,
        };
        rest.get(digits.len()..)?.strip_prefix(after)?;
        Some((level, value, before.len() + digits.len() + after.len()))
    })
}

fn digit(kind: &str, c: char) -> bool {
    match kind {
        "decimal" => c.is_ascii_digit(),
        "decimalEnclosedCircle" => ('①'..='⑩').contains(&c),
        _ => "一二三四五六七八九十".contains(c),
    }
}

/// The value of a Chinese number from one to nineteen.
fn chinese(digits: &str) -> Option<usize> {
    let ones = |text: &str| "一二三四五六七八九".chars().position(|c| text == c.to_string()).map(|at| at + 1);
    match digits.strip_prefix('十') {
        Some("") => Some(10),
        Some(rest) => Some(10 + ones(rest)?),
        None => ones(digits),
    }
}

/// The levels at which all printed numbers are what a program counts, anew under each higher heading or
/// running on.
pub fn numbered(source: &Source) -> Numbered {
    let body = source.lines().enumerate().filter(|(_, line)| line.place == Place::Body);
    let printed: Vec<_> = body.filter_map(|(at, line)| Some((at, number(&line.text)?))).collect();
    let mut out = Numbered::default();
    for level in 0..LEVELS.len() {
        let counts = |runs_on: bool| {
            let mut count = 0;
            printed.iter().all(|(_, (own, value, _))| {
                if *own < level && !runs_on {
                    count = 0;
                }
                if *own == level {
                    count += 1;
                }
                *own != level || *value == count
            })
        };
        let runs_on = !counts(false) && counts(true);
        if runs_on {
            out.runs_on.insert(level);
        }
        if runs_on || counts(false) {
            let own = printed.iter().filter(|(_, (own, ..))| *own == level);
            out.levels.extend(own.map(|(at, (_, _, length))| (*at, (level, *length))));
        }
    }
    out
}
