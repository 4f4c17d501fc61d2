//! Numbers of lists, as a browser prints them.

use scraper::node::Element;

use crate::intake::numerals::Numerals;

use super::style::{plain_style, small};

/// A list that is open.
#[derive(Debug, Clone, Default)]
pub struct List {
    kind: Option<Kind>,
    next: i64,
    step: i64,
}

#[derive(Debug, Clone, Copy)]
struct Kind {
    numerals: Numerals,
    /// What is printed behind the number.
    behind: &'static str,
}

/// The largest number that is printed; a list has no more items than a page has elements.
const LARGEST: i64 = 999_999;

impl List {
    /// The list that an `<ol>`, `<ul>` or `<menu>` begins, with so many items of its own.
    pub fn new(element: &Element, items: usize) -> Self {
        let kind = kind(element, (element.name() == "ol").then_some(DECIMAL));
        let reversed = element.attr("reversed").is_some();
        let first = if reversed { i64::try_from(items).unwrap_or(1) } else { 1 };
        let next = element.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(first);
        Self { kind, next, step: if reversed { -1 } else { 1 } }
    }

    /// What is printed before an item.
    pub fn mark(&mut self, item: &Element) -> Option<String> {
        let value = item.attr("value").and_then(|value| value.trim().parse().ok()).unwrap_or(self.next);
        self.next = value.saturating_add(self.step);
        let kind = kind(item, self.kind)?;
        let number = u32::try_from(value.clamp(0, LARGEST)).unwrap_or(0);
        Some(format!("{}{}", kind.numerals.print(number), kind.behind))
    }
}

const DECIMAL: Kind = Kind { numerals: Numerals::Decimal, behind: ". " };

/// How a list's or an item's own style or `type` prints numbers; else `usual`.
fn kind(element: &Element, usual: Option<Kind>) -> Option<Kind> {
    let style = plain_style(element);
    let told = style.split(';').rev().find_map(|rule| {
        rule.strip_prefix("list-style-type:").or_else(|| rule.strip_prefix("list-style:")).map(str::to_owned)
    });
    if let Some(told) = told {
        return of_style(&told).unwrap_or(usual);
    }
    let numerals = match element.attr("type").map(str::trim) {
        Some("a") => Numerals::LowerLetter,
        Some("A") => Numerals::UpperLetter,
        Some("i") => Numerals::LowerRoman,
        Some("I") => Numerals::UpperRoman,
        Some("1") => Numerals::Decimal,
        _ if matches!(small(element, "type").as_str(), "disc" | "circle" | "square" | "none") => return None,
        _ => return usual,
    };
    Some(Kind { numerals, behind: ". " })
}

/// A counter style of CSS (Counter Styles 3, 6 and 7) by its name, and whether it prints nothing.
fn of_style(told: &str) -> Option<Option<Kind>> {
    let (numerals, behind) = match told {
        told if told.contains("decimal-leading-zero") => (Numerals::DecimalZero, ". "),
        told if told.contains("decimal") => (Numerals::Decimal, ". "),
        told if told.contains("informal") || told.contains("cjk-ideographic") => (Numerals::Chinese, "、"),
        told if told.contains("simp-chinese-formal") => (Numerals::ChineseLegal, "、"),
        told if told.contains("trad-chinese-formal") => (Numerals::ChineseLegal, "、"),
        told if told.contains("cjk-decimal") => (Numerals::ChineseDigits, "、"),
        told if told.contains("cjk-heavenly-stem") => (Numerals::Stems, "、"),
        told if told.contains("cjk-earthly-branch") => (Numerals::Branches, "、"),
        told if told.contains("upper-alpha") || told.contains("upper-latin") => (Numerals::UpperLetter, ". "),
        told if told.contains("lower-alpha") || told.contains("lower-latin") => (Numerals::LowerLetter, ". "),
        told if told.contains("upper-roman") => (Numerals::UpperRoman, ". "),
        told if told.contains("lower-roman") => (Numerals::LowerRoman, ". "),
        told if ["none", "disc", "circle", "square"].iter().any(|word| told.contains(word)) => {
            return Some(None);
        }
        _ => return None,
    };
    Some(Some(Kind { numerals, behind }))
}

/// Whether the text of an item already begins with a number that somebody typed.
pub fn is_numbered(text: &str) -> bool {
    let text = text.trim_start();
    let Some(first) = text.chars().next() else { return false };
    if ('①'..='⒛').contains(&first) {
        return true;
    }
    let body = text.strip_prefix(['（', '(', '第']).unwrap_or(text);
    let digits =
        |c: &char| c.is_ascii_digit() || ('０'..='９').contains(c) || "一二三四五六七八九十百".contains(*c);
    let count = body.chars().take_while(digits).count();
    let mut behind = body.chars().skip(count);
    let mark = behind.next();
    // "3.5%" is a figure, "1.5" may be one: what follows a typed number is no digit.
    count > 0
        && mark.is_some_and(|c| matches!(c, '、' | '.' | '．' | '）' | ')'))
        && !(mark == Some('.') && behind.next().is_some_and(|c| c.is_ascii_digit()))
}
